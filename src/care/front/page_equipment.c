/* The result of the equipment check: what comes, what is fixed, what is safe to do, and where somebody looks first. */
#include "care/front/equipment.h"
#include "care/front/page_parts.h"

static void lines_of(Html *out, const Visit *visit, const EquipmentAdvice *advice, EquipmentKind kind, const char *title)
{
	bool any = false;
	Str above = {0};
	for (size_t i = 0; i < advice->count; i++) {
		const EquipmentLine *line = &advice->lines[i];
		if (line->kind != kind || line->withheld)
			continue;
		if (!any)
			subheading(out, say(visit->care, title));
		any = true;
		Str head = {0};
		if (line->item != NULL)
			head = line->item->label;
		else if (!str_is_empty(line->task))
			head = front_task_label(visit->care->practice, line->task);
		if (!str_is_empty(head) && !str_equal(head, above))
			html_element(out, "h3", ATTRIBUTES({"class", S("govuk-heading-s")}), head);
		above = head;
		paragraph(out, line->words);
		if (line->item != NULL)
			paragraph(out, line->item->about);
	}
}

/* The questions that were left out, each once. */
static void asked_for(Html *out, const Visit *visit, const EquipmentAdvice *advice)
{
	subheading(out, say(visit->care, "equipment.ask"));
	bool any = false;
	for (size_t i = 0; i < advice->count; i++) {
		const EquipmentLine *line = &advice->lines[i];
		const Question *question = practice_question(visit->care->practice, line->missing);
		bool said = false;
		for (size_t j = 0; j < i; j++)
			said = said || str_equal(advice->lines[j].missing, line->missing);
		if (line->kind != EQUIPMENT_ASK || question == NULL || said)
			continue;
		if (!any) {
			paragraph(out, line->words);
			html_open(out, "ul", ATTRIBUTES({"class", S("govuk-list govuk-list--bullet")}));
		}
		any = true;
		html_element(out, "li", NO_ATTRIBUTES, question->resident);
	}
	if (any)
		html_close(out, "ul");
	for (size_t i = 0; i < advice->count; i++) /* too many things at once, a task for which there is no rule */
		if (advice->lines[i].kind == EQUIPMENT_ASK && str_is_empty(advice->lines[i].missing))
			paragraph(out, advice->lines[i].words);
}

/* What would be sent waits: the person knows what and why. */
static void withheld_lines(Html *out, const Visit *visit, const EquipmentAdvice *advice)
{
	bool any = false;
	for (size_t i = 0; i < advice->count; i++) {
		const EquipmentLine *line = &advice->lines[i];
		if (!line->withheld || line->item == NULL || advice->kind < EQUIPMENT_ASK)
			continue;
		if (!any) {
			subheading(out, say(visit->care, "equipment.waits-title"));
			paragraph(out, say(visit->care, "equipment.waits"));
			html_open(out, "ul", ATTRIBUTES({"class", S("govuk-list govuk-list--bullet")}));
		}
		any = true;
		html_element(out, "li", NO_ATTRIBUTES, line->item->label);
	}
	if (any)
		html_close(out, "ul");
}

Str equipment_title(const Visit *visit)
{
	static const char *const TITLES[] = {[EQUIPMENT_ADVICE] = "equipment.advice-title", [EQUIPMENT_FIX] = "equipment.fix-title",
		[EQUIPMENT_ORDER] = "equipment.order-title", [EQUIPMENT_ASK] = "equipment.ask-title",
		[EQUIPMENT_VISIT] = "equipment.visit-title", [EQUIPMENT_URGENT] = "equipment.urgent-title"};
	EquipmentAdvice advice;
	front_equipment(visit->answers, visit->care->practice, &advice);
	return say(visit->care, TITLES[advice.kind]);
}

void equipment_show(Html *out, const Visit *visit)
{
	Care *care = visit->care;
	EquipmentAdvice advice;
	front_equipment(visit->answers, care->practice, &advice);
	if (advice.kind == EQUIPMENT_URGENT)
		council_numbers(out, care);
	lines_of(out, visit, &advice, EQUIPMENT_URGENT, "equipment.urgent");
	lines_of(out, visit, &advice, EQUIPMENT_VISIT, "equipment.visit");
	if (advice.kind == EQUIPMENT_ASK) /* whoever looks asks for the rest */
		asked_for(out, visit, &advice);
	if (advice.orders > 0) {
		lines_of(out, visit, &advice, EQUIPMENT_ORDER, "equipment.order");
		component_inset_text(out, &(InsetText){.text = say(care, "equipment.looked-at")});
	}
	lines_of(out, visit, &advice, EQUIPMENT_FIX, "equipment.fix");
	withheld_lines(out, visit, &advice);
	lines_of(out, visit, &advice, EQUIPMENT_ADVICE, "equipment.advice");
	html_element(out, "p", ATTRIBUTES({"class", S("govuk-body-l")}), say(care, "result.right-to-assessment"));
	paragraph(out, say(care, "result.human-decides"));
}

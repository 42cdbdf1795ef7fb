#include "care/pages/bad_day.h"

#include "care/carers/carers.h"

static void stand_ins_show(Care *care, Html *out, const CarersPlan *plan)
{
	html_open(out, "ul", ATTRIBUTES({"class", S("govuk-list")}));
	for (size_t i = 0; i < plan->count; i++) {
		const CarersStandIn *who = &plan->people[i];
		html_open(out, "li", NO_ATTRIBUTES);
		html_element(out, "strong", NO_ATTRIBUTES, who->name);
		html_text(out, str_format(care->arena, " \xC2\xB7 %.*s", STR_ARG(str_is_empty(who->phone) ? S("no phone given")
			: who->phone)));
		html_element(out, "span", ATTRIBUTES({"class", S("kith-note")}), who->can);
		html_close(out, "li");
	}
	html_close(out, "ul");
}

static void plan_show(Care *care, Html *out, const CarersPlan *plan)
{
	bit_heading_small(out, str_format(care->arena, "If %.*s (%.*s) cannot be there", STR_ARG(plan->carer_name),
		STR_ARG(plan->relation)));
	stand_ins_show(care, out, plan);
	if (!str_is_empty(plan->first_day))
		bit_paragraph(out, str_format(care->arena, "First day: %.*s", STR_ARG(plan->first_day)));
	Str day = date_format_words(care->arena, plan->checked_on);
	bit_note(out, str_format(care->arena, "Given %.*s; the carer agreed that it stands here. Nothing else of the carer's "
		"record is shown.%s", STR_ARG(day), plan->is_old ? " It is old: ask the carer if it still holds." : ""));
}

static void away_form(const Request *request, Html *out, const RecordPage *record)
{
	Care *care = page_care(request);
	bool may = care_may(care, S("work-do")) || care_may(care, S("contact-record"));
	if (!may || practice_pathway(care->practice, S("carer-away")) == NULL)
		return;
	component_form_open(out, &(PageForm){.token = request->form_token,
		.action = bit_person_href(care->arena, record->person.id, "/work")});
	component_hidden(out, S("pathway"), S("carer-away"));
	component_hidden(out, S("urgent"), S("yes"));
	component_button(out, &(Button){.text = S("The carer cannot be there today"), .kind = BUTTON_SECONDARY,
		.prevent_double_click = true});
	component_form_close(out);
}

Status bad_day_card(const Request *request, Html *out, const RecordPage *record)
{
	Care *care = page_care(request);
	CarersPlan *plans = NULL;
	size_t count = 0;
	Status status = carers_plans(care, record->person.id, &plans, &count);
	if (status != STATUS_OK || count == 0)
		return status;
	component_card_open(out, &(Card){.title = S("Plan for a bad day"), .id = S("bad-day")});
	for (size_t i = 0; i < count; i++)
		plan_show(care, out, &plans[i]);
	away_form(request, out, record);
	component_card_close(out);
	return STATUS_OK;
}

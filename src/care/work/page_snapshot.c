/* The answers and figures as they were submitted, and what an assessment adds up to while it is open. */
#include "base/json.h"
#include "care/assessment/assessment.h"
#include "care/pages/plan_lines.h"
#include "care/pages/plan_share.h"
#include "care/work/page_parts.h"

static bool is_adult(const WorkPage *page)
{
	return str_equal(page->work.pathway->id, S("needs-assessment"));
}

static bool is_carer(const WorkPage *page)
{
	return str_equal(page->work.pathway->id, S("carers-assessment"));
}

static const char *value_words(EligibilityValue value)
{
	return value == ELIGIBILITY_YES ? "yes" : value == ELIGIBILITY_NO ? "no" : "not known yet";
}

static void conditions_table(Care *care, Html *out, const EligibilityResult *result)
{
	static const Str LABELS[] = {S_INIT("Because of impairment, illness or caring"),
		S_INIT("Outcomes, or health at risk"), S_INIT("Significant effect on wellbeing")};
	static const TableColumn COLUMNS[] = {{.text = S_INIT("Condition")}, {.text = S_INIT("Answers say")},
		{.text = S_INIT("Why")}};
	TableRow rows[3];
	for (size_t i = 0; i < 3; i++) {
		TableCell *cells = ARENA_ARRAY(care->arena, TableCell, 3);
		cells[0].markup = bit_text_with_note(care->arena, LABELS[i], result->conditions[i].source);
		cells[1].text = str_from_c(value_words(result->conditions[i].value));
		cells[2].text = result->conditions[i].reason;
		rows[i] = (TableRow){.cells = cells, .cell_count = 3};
	}
	component_table(out, &(Table){.caption = S("The three conditions"), .columns = COLUMNS, .column_count = 3,
		.rows = rows, .row_count = 3, .is_dense = true});
}

static void outcomes_table(Care *care, Html *out, const EligibilityRule *rule, const EligibilityResult *result)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("Outcome")}, {.text = S_INIT("Answers say")},
		{.text = S_INIT("Why")}};
	static const char *const WORDS[] = {"not known yet", "able", "not able"};
	TableRow *rows = ARENA_ARRAY(care->arena, TableRow, rule->outcome_count);
	for (size_t i = 0; i < rule->outcome_count; i++) {
		TableCell *cells = ARENA_ARRAY(care->arena, TableCell, 3);
		cells[0].text = rule->outcomes[i].label;
		cells[1].text = str_from_c(WORDS[result->outcomes[i].value]);
		cells[2].text = result->outcomes[i].why;
		rows[i] = (TableRow){.cells = cells, .cell_count = 3};
	}
	Html table = html_make(care->arena);
	component_table(&table, &(Table){.caption = S("Outcome by outcome"), .columns = COLUMNS, .column_count = 3,
		.rows = rows, .row_count = rule->outcome_count, .is_dense = true});
	component_details(out, &(Details){.summary = S("Outcome by outcome"), .markup = html_finish(&table)});
}

static void lines_table(Care *care, Html *out, Str summary, const Explanation *lines)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("What")}, {.text = S_INIT("How much")},
		{.text = S_INIT("Why")}};
	TableRow *rows = ARENA_ARRAY(care->arena, TableRow, lines->count + 1);
	for (size_t i = 0; i < lines->count; i++) {
		TableCell *cells = ARENA_ARRAY(care->arena, TableCell, 3);
		cells[0].text = lines->items[i].label;
		cells[1].text = lines->items[i].value;
		cells[2].markup = bit_text_with_note(care->arena, lines->items[i].rule, lines->items[i].source);
		rows[i] = (TableRow){.cells = cells, .cell_count = 3};
	}
	Html table = html_make(care->arena);
	component_table(&table, &(Table){.caption = summary, .caption_classes = S("govuk-visually-hidden"),
		.columns = COLUMNS, .column_count = 3, .rows = rows, .row_count = lines->count, .is_dense = true});
	component_details(out, &(Details){.summary = summary, .markup = html_finish(&table)});
}

static void allocation_show(Care *care, Html *out, const WorkPage *page)
{
	AllocationResult result = {0};
	Status status = assessment_allocation(care, page->answers, ASSESSMENT_HELP_AS_RECORDED, &result);
	if (status != STATUS_OK) {
		bit_note(out, S("No first figure: no allocation table is in force, or an answer is not one it knows."));
		return;
	}
	if (!result.has_figure) {
		bit_note(out, str_format(care->arena, "No first figure yet: %zu abilities are not answered.",
			result.missing_count));
		return;
	}
	bit_paragraph(out, str_format(care->arena,
		"A first, indicative sum: between %.*s and %.*s a week. It is not a decision and not the budget: the plan says "
		"what it really costs. They may have to pay some of it.",
		STR_ARG(money_format(care->arena, result.range_low)), STR_ARG(money_format(care->arena, result.range_high))));
	lines_table(care, out, S("How the sum was made"), &result.lines);
}

static Str proposal_words(const EligibilityResult *result)
{
	if (!result->rule_applies)
		return S("This rule does not apply: they care for a child only.");
	if (result->proposal == ELIGIBILITY_ELIGIBLE)
		return S("The answers point to: eligible.");
	return result->proposal == ELIGIBILITY_NOT_ELIGIBLE ? S("The answers point to: not eligible.")
		: S("More is needed before the answers point anywhere.");
}

static void missing_questions(Care *care, Html *out, const EligibilityResult *result)
{
	if (result->proposal != ELIGIBILITY_MORE_NEEDED || result->question_count == 0)
		return;
	html_open(out, "ul", ATTRIBUTES({"class", S("govuk-list govuk-list--bullet")}));
	for (size_t i = 0; i < result->question_count; i++) {
		const Question *question = practice_question(care->practice, result->questions[i]);
		html_element(out, "li", NO_ATTRIBUTES, question == NULL ? result->questions[i] : question->worker);
	}
	html_close(out, "ul");
}

void work_eligibility_panel(const Request *request, Html *out, const WorkPage *page)
{
	Care *care = page_care(request);
	EligibilityResult result = {0};
	if (!is_adult(page) && !is_carer(page))
		return;
	EligibilityKind kind = is_adult(page) ? ELIGIBILITY_ADULT : ELIGIBILITY_CARER;
	if (kind == ELIGIBILITY_ADULT)
		assessment_eligibility(care, page->answers, &result);
	else
		assessment_carer_eligibility(care, page->answers, &result);
	component_card_open(out, &(Card){.title = S("What it adds up to"), .id = S("adds-up")});
	bit_paragraph(out, proposal_words(&result));
	bit_note(out, S("A proposal by the national rule. You decide; if you decide otherwise, say why."));
	missing_questions(care, out, &result);
	conditions_table(care, out, &result);
	outcomes_table(care, out, assessment_rule(care, kind), &result);
	for (size_t i = 0; i < result.note_count; i++)
		component_inset_text(out, &(InsetText){.text = result.notes[i].text});
	if (kind == ELIGIBILITY_ADULT)
		allocation_show(care, out, page);
	component_card_close(out);
}

Str work_figures(Care *care, const WorkPage *page)
{
	EligibilityResult eligibility = {0};
	AllocationResult allocation = {0};
	if (is_carer(page)) {
		assessment_carer_eligibility(care, page->answers, &eligibility);
		return assessment_figures(care->arena, &eligibility, NULL);
	}
	if (!is_adult(page))
		return (Str){0};
	assessment_eligibility(care, page->answers, &eligibility);
	/* An answer the table does not know must not stop the work: the page says so, and the snapshot is without a sum. */
	Problems kept = care->problems;
	Status status = assessment_allocation(care, page->answers, ASSESSMENT_HELP_AS_RECORDED, &allocation);
	care->problems = kept;
	return assessment_figures(care->arena, &eligibility, status == STATUS_OK ? &allocation : NULL);
}

static Str member(const JsonNode *object, Str key)
{
	return json_text(json_member(object, key));
}

static size_t snapshot_rows(Care *care, const WorkPage *page, const JsonNode *answers, SummaryRow *rows)
{
	size_t count = 0;
	const Form *form = page->work.pathway->form;
	for (size_t s = 0; form != NULL && s < form->section_count; s++)
		for (size_t q = 0; q < form->sections[s].question_count; q++) {
			const Question *question = form->sections[s].questions[q];
			const JsonNode *answer = json_member(answers, question->id);
			int64_t at = 0;
			if (answer == NULL || str_is_empty(member(answer, S("value"))) || str_equal(question->id, S("plan_lines")))
				continue;
			if (json_integer(json_member(answer, S("at")), &at) != STATUS_OK)
				at = 0;
			Giver giver = giver_from_code(member(answer, S("giver")));
			rows[count++] = (SummaryRow){.key = question->worker,
				.value = record_answer_words(care, question, member(answer, S("value"))),
				.note = str_format(care->arena, "%s, %.*s", giver == GIVER_SELF ? "said by the person"
					: giver == GIVER_HELPER ? "told by a helper" : giver == GIVER_CARER ? "told by a carer"
					: "recorded by a worker", STR_ARG(date_format_words(care->arena, instant_london_date(at))))};
		}
	return count;
}

static void figures_show(Care *care, Html *out, const JsonNode *part, Str title)
{
	const JsonNode *lines = json_member(part, S("lines"));
	if (lines == NULL || lines->kind != JSON_ARRAY)
		return;
	Explanation shown = explanation_make(care->arena);
	for (size_t i = 0; i < lines->count && i < EXPLANATION_LINES_MAX; i++)
		explanation_add(&shown, (ExplanationLine){.label = member(&lines->items[i], S("label")),
			.value = member(&lines->items[i], S("value")), .rule = member(&lines->items[i], S("rule")),
			.source = member(&lines->items[i], S("source"))});
	lines_table(care, out, title, &shown);
}

void work_snapshot_panel(const Request *request, Html *out, const WorkPage *page)
{
	Care *care = page_care(request);
	WorkSnapshot snapshot = {0};
	const JsonNode *root = NULL;
	Problems unread = problems_make(care->arena);
	if (work_snapshot(care, page->work.id, &snapshot) != STATUS_OK
	    || json_parse(care->arena, S("snapshot"), 1, snapshot.body, &unread, &root) != STATUS_OK)
		return;
	SummaryRow *rows = ARENA_ARRAY(care->arena, SummaryRow, work_form_questions(page->work.pathway->form) + 1);
	size_t count = snapshot_rows(care, page, json_member(root, S("answers")), rows);
	component_card_open(out, &(Card){.title = S("As it was sent")});
	bit_note(out, page_when(care->arena, snapshot.at, care_now(care)));
	Str note = member(root, S("note"));
	if (!str_is_empty(note))
		component_inset_text(out, &(InsetText){.text = str_format(care->arena, "Reason: %.*s", STR_ARG(note))});
	if (count > 0)
		component_summary_list(out, &(SummaryList){.rows = rows, .row_count = count});
	else
		bit_paragraph(out, S("No answers were changed in this work."));
	Str plan = member(json_member(json_member(root, S("answers")), S("plan_lines")), S("value"));
	if (!str_is_empty(plan) && page->work.stage != WORK_AWAITING_APPROVAL)
		plan_cost_show(care, out, plan);
	figures_show(care, out, json_member(json_member(root, S("figures")), S("eligibility")), S("Eligibility, line by line"));
	figures_show(care, out, json_member(json_member(root, S("figures")), S("allocation")), S("How the sum was made"));
	figures_show(care, out, json_member(json_member(root, S("figures")), S("equipment")), S("What the equipment check found"));
	component_card_close(out);
}

static Str answer_value_of(const void *context, Str question)
{
	return work_answers_value(context, question);
}

void work_cost_panel(Care *care, Html *out, const WorkPage *page)
{
	Str lines = work_answers_value(page->answers, S("plan_lines"));
	PlanLine *plan = NULL;
	size_t count = 0;
	if (!form_asks(page->work.pathway->form, S("plan_lines")) || str_is_empty(lines))
		return;
	plan_cost_show(care, out, lines);
	Problems kept = care->problems; /* a line that cannot be read is told where it stands */
	Status status = plan_lines_read(care, lines, &plan, &count);
	care->problems = kept;
	if (status != STATUS_OK || !page->has_person)
		return;
	PlanShare share = plan_share(care, plan, count, answer_value_of, page->answers);
	plan_share_show(care, out, &share);
}

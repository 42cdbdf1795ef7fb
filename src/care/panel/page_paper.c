/* A paper as the panel reads it: what is asked, what the person wants, what was assessed, options, lines with their cost. */
#include "care/panel/page_panel.h"

#include "base/json.h"
#include "care/pages/plan_lines.h"
#include "care/pages/plan_share.h"
#include "care/pages/record.h"
#include "care/panel/page_parts.h"

enum { PAPER_ROWS_MAX = 24, SITTINGS_OFFERED = 6, SITTINGS_SELECT_MAX = 64 };

/* Answers that a panel reads, under the heads of the paper, in this order. */
static const struct { Str head; Str questions[6]; } PARTS[] = {
	{S_INIT("In the person\xE2\x80\x99s words"), {S_INIT("what_matters"), S_INIT("goals"), S_INIT("place_wanted"),
		S_INIT("positive_risks")}},
	{S_INIT("Risks"), {S_INIT("risks"), S_INIT("fund_risk"), S_INIT("help_if_stops")}},
	{S_INIT("Other payers and help"), {S_INIT("informal_help"), S_INIT("chc_status"), S_INIT("s117"),
		S_INIT("funding_status")}},
};

static size_t answer_rows(Care *care, const PanelContent *content, const Str *questions, size_t count, SummaryRow *rows)
{
	size_t used = 0;
	for (size_t i = 0; i < count; i++) {
		const Question *question = str_is_empty(questions[i]) ? NULL : practice_question(care->practice, questions[i]);
		if (question == NULL)
			continue;
		Str value = work_answers_value(content->answers, question->id);
		const Fact *fact = facts_find(&content->facts, question->id);
		if (str_is_empty(value) || str_equal(value, S("[]")))
			continue;
		rows[used++] = (SummaryRow){.key = question->worker, .value = record_answer_words(care, question, value),
			.note = fact == NULL || !str_equal(fact->value, value) ? S("as it was sent up")
				: record_said(care->arena, fact->giver, fact->by_name, fact->recorded_at)};
	}
	return used;
}

static void asked_show(Care *care, Html *out, const PanelContent *content)
{
	SummaryRow rows[4];
	size_t count = 0;
	const Work *work = &content->work;
	rows[count++] = (SummaryRow){.key = S("Asked for as the outcome"), .value = content->asked == NULL ? work->title
		: content->asked->label, .note = work->title};
	if (!str_is_empty(content->reason))
		rows[count++] = (SummaryRow){.key = S("Reason"), .value = content->reason,
			.note = str_is_empty(work->submitted_name) ? (Str){0} : str_concat(care->arena, S("of "), work->submitted_name)};
	if (content->weekly > 0)
		rows[count++] = (SummaryRow){.key = S("It costs a week"), .value = money_format(care->arena, content->weekly),
			.note = S("line by line below")};
	rows[count++] = (SummaryRow){.key = S("Born"), .value = page_born(care->arena, content->person.born,
		content->person.died_on, care_today(care)), .note = content->person.reference};
	component_summary_list(out, &(SummaryList){.rows = rows, .row_count = count});
}

/* Which parts of the day they are not able in, as the record stands. */
static void unable_show(Care *care, Html *out, const PanelContent *content)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("Part of life")}, {.text = S_INIT("Why it counts")}};
	TableRow *rows = ARENA_ARRAY(care->arena, TableRow, content->rule->outcome_count + 1);
	size_t count = 0;
	for (size_t i = 0; i < content->rule->outcome_count; i++) {
		if (content->eligibility.outcomes[i].value != OUTCOME_UNABLE)
			continue;
		TableCell *cells = ARENA_ARRAY(care->arena, TableCell, 2);
		cells[0].text = content->rule->outcomes[i].label;
		cells[1].text = content->eligibility.outcomes[i].why;
		rows[count++] = (TableRow){.cells = cells, .cell_count = 2};
	}
	if (count > 0)
		component_table(out, &(Table){.caption = S("Not able to, as the record stands today"), .columns = COLUMNS,
			.column_count = 2, .rows = rows, .row_count = count, .is_dense = true});
}

static void assessment_show(Care *care, Html *out, const PanelContent *content, int level)
{
	component_card_open(out, &(Card){.title = S("What was assessed"), .heading_level = level});
	if (!content->has_assessment) {
		bit_paragraph(out, S("No finished assessment stands on the record."));
		component_card_close(out);
		return;
	}
	bit_paragraph(out, str_format(care->arena, "%.*s, %.*s: %.*s.", STR_ARG(content->assessment_pathway == NULL
		? S("Assessment") : content->assessment_pathway->title), STR_ARG(date_format_words(care->arena, content->assessed_on)),
		STR_ARG(content->assessment_outcome == NULL ? S("finished") : content->assessment_outcome->label)));
	if (!str_is_empty(content->assessment_reason))
		component_inset_text(out, &(InsetText){.text = content->assessment_reason});
	unable_show(care, out, content);
	bit_note(out, S("A panel looks at cost and ways. It may not undo what was decided about eligibility."));
	html_open(out, "p", ATTRIBUTES({"class", S("govuk-body")}));
	component_link(out, &(Link){.href = bit_work_href(care->arena, content->assessment_work),
		.text = S("The whole assessment")});
	html_close(out, "p");
	component_card_close(out);
}

static Str cell_words(Care *care, const RepeatField *field, const JsonNode *row)
{
	const JsonNode *cell = json_member(row, field->id);
	Pence pence = 0;
	if (cell == NULL || (cell->kind != JSON_TEXT && cell->kind != JSON_NUMBER))
		return (Str){0};
	if (field->type == QUESTION_MONEY && str_to_integer(cell->text, &pence) == STATUS_OK)
		return money_format(care->arena, pence);
	const Option *option = field->options == NULL ? NULL : option_find(field->options, cell->text);
	return option == NULL ? cell->text : option->worker;
}

/* The ways that were looked at, each with its cost, so that it shows what was not chosen and why. */
static void options_show(Care *care, Html *out, const PanelContent *content, int level)
{
	const Question *question = practice_question(care->practice, S("fund_options"));
	Str stored = work_answers_value(content->answers, S("fund_options"));
	const JsonNode *array = NULL;
	Problems unread = problems_make(care->arena);
	if (question == NULL || !form_asks(content->work.pathway->form, S("fund_options")))
		return;
	component_card_open(out, &(Card){.title = S("Options that were looked at"), .heading_level = level});
	if (str_is_empty(stored) || json_parse(care->arena, S("fund_options"), 1, stored, &unread, &array) != STATUS_OK
	    || array->kind != JSON_ARRAY || array->count == 0) {
		bit_paragraph(out, S("No other option was written down. The panel may return the paper and ask for them."));
		component_card_close(out);
		return;
	}
	TableColumn *columns = ARENA_ARRAY(care->arena, TableColumn, question->field_count);
	TableRow *rows = ARENA_ARRAY(care->arena, TableRow, array->count);
	for (size_t f = 0; f < question->field_count; f++)
		columns[f] = (TableColumn){.text = question->fields[f].label, .is_numeric = question->fields[f].type == QUESTION_MONEY};
	for (size_t i = 0; i < array->count; i++) {
		TableCell *cells = ARENA_ARRAY(care->arena, TableCell, question->field_count);
		for (size_t f = 0; f < question->field_count; f++)
			cells[f].text = cell_words(care, &question->fields[f], &array->items[i]);
		rows[i] = (TableRow){.cells = cells, .cell_count = question->field_count};
	}
	component_table(out, &(Table){.caption = S("Options that were looked at"), .caption_classes = S("govuk-visually-hidden"),
		.columns = columns, .column_count = question->field_count, .rows = rows, .row_count = array->count,
		.is_dense = true});
	component_card_close(out);
}

static Str answer_value_of(const void *context, Str question)
{
	return work_answers_value(context, question);
}

static void cost_show(Care *care, Html *out, const PanelContent *content)
{
	PlanLine *lines = NULL;
	size_t count = 0;
	if (str_is_empty(content->plan_lines) || plan_lines_read(care, content->plan_lines, &lines, &count) != STATUS_OK)
		return;
	plan_cost_show(care, out, content->plan_lines);
	PlanShare share = plan_share(care, lines, count, answer_value_of, content->answers);
	plan_share_show(care, out, &share);
}

void panel_paper_show(Care *care, Html *out, const PanelContent *content, bool is_alone)
{
	SummaryRow rows[PAPER_ROWS_MAX];
	int level = is_alone ? 2 : 3; /* of many, each has a heading above */
	asked_show(care, out, content);
	for (size_t i = 0; i < sizeof PARTS / sizeof PARTS[0]; i++) {
		size_t count = answer_rows(care, content, PARTS[i].questions, sizeof PARTS[i].questions / sizeof PARTS[i].questions[0],
			rows);
		if (count == 0)
			continue;
		component_card_open(out, &(Card){.title = PARTS[i].head, .heading_level = level});
		component_summary_list(out, &(SummaryList){.rows = rows, .row_count = count});
		component_card_close(out);
		if (i == 0)
			assessment_show(care, out, content, level);
	}
	options_show(care, out, content, level);
	if (is_alone)
		cost_show(care, out, content);
	else
		bit_paragraph(out, record_answer_words(care, practice_question(care->practice, S("plan_lines")), content->plan_lines));
}

/* --- the page --- */

static Status sitting_items(Care *care, const PanelContent *content, SelectItem *items, size_t *used)
{
	Arena *arena = care->arena;
	size_t panel_count = 0;
	const CouncilPanel *panels = practice_panels(care->practice, &panel_count);
	Status status = STATUS_OK;
	items[(*used)++] = (SelectItem){.value = S(""), .text = S("Choose")};
	for (size_t i = 0; status == STATUS_OK && i < panel_count; i++) {
		Date day = care_today(care) - 1;
		if (!panel_takes(&panels[i], content->work.pathway->id)
		    || (panels[i].limit > 0 && content->weekly > panels[i].limit))
			continue;
		for (int n = 0; n < SITTINGS_OFFERED && *used < SITTINGS_SELECT_MAX; n++) {
			status = panel_sitting_from(care->practice, &panels[i], day + 1, &day);
			if (status != STATUS_OK)
				break;
			items[(*used)++] = (SelectItem){
				.value = str_format(arena, "%.*s/%.*s", STR_ARG(panels[i].id), STR_ARG(date_format(arena, day))),
				.text = str_format(arena, "%.*s, %.*s", STR_ARG(panels[i].title), STR_ARG(panel_day_words(arena, day)))};
		}
		if (status == STATUS_NOT_FOUND)
			status = STATUS_OK;
	}
	return status;
}

static Status place_card(const Request *request, Html *out, const PanelContent *content)
{
	Care *care = page_care(request);
	Arena *arena = request->arena;
	PanelPlace place = {0};
	SelectItem items[SITTINGS_SELECT_MAX + 1];
	size_t used = 0;
	if (content->work.stage != WORK_AWAITING_APPROVAL)
		return STATUS_OK;
	Status status = panel_place_of(care, content->work.id, &place);
	bool placed = status == STATUS_OK;
	if (status == STATUS_NOT_FOUND)
		status = STATUS_OK;
	if (status == STATUS_OK)
		status = sitting_items(care, content, items, &used);
	component_card_open(out, &(Card){.title = S("On the agenda")});
	if (placed && place.sits_on < care_today(care))
		bit_paragraph(out, S("Its sitting is over and it was not heard: choose another."));
	if (placed && place.panel != NULL)
		component_link(out, &(Link){.href = panel_sitting_href(arena, place.panel, place.sits_on, ""),
			.text = str_format(arena, "%.*s, %.*s, %.*s", STR_ARG(place.panel->title),
				STR_ARG(panel_day_words(arena, place.sits_on)), STR_ARG(place.time))});
	else
		bit_paragraph(out, S("On no agenda."));
	component_form_open(out, &(PageForm){.token = request->form_token, .action = panel_paper_href(arena, content->work.id)});
	component_select(out, &(Select){.name = S("sitting"), .label = placed ? S("Another sitting") : S("Sitting"), .items = items,
		.item_count = used, .error = problems_for_field(&care->problems, S("sitting"))});
	component_button_group_open(out);
	component_button(out, &(Button){.text = placed ? S("Move it there") : S("Put it there"), .name = S("act"), .value = S("put"),
		.kind = BUTTON_SECONDARY, .prevent_double_click = true});
	if (placed)
		component_button(out, &(Button){.text = S("Take it off"), .name = S("act"), .value = S("off"),
			.kind = BUTTON_SECONDARY});
	component_button_group_close(out);
	component_form_close(out);
	component_card_close(out);
	return status;
}

static void decide_card(const Request *request, Html *out, const PanelContent *content)
{
	const Work *work = &content->work;
	component_card_open(out, &(Card){.title = S("Decide")});
	if (work->stage == WORK_AWAITING_APPROVAL) {
		bit_paragraph(out, str_equal(work->submitted_by, page_care(request)->actor)
			? S("You wrote this, so somebody else decides it.")
			: S("Who was there, what was looked at and what it turned on are written with the decision. It stands on the record."));
		component_button(out, &(Button){.text = S("To the decision"),
			.href = str_concat(request->arena, bit_work_href(request->arena, work->id), S("#what-next"))});
	} else {
		bit_paragraph(out, str_concat(request->arena, S("Stands: "), work_stage_words(work->stage)));
		component_link(out, &(Link){.href = bit_work_href(request->arena, work->id), .text = S("The work and its minute")});
	}
	component_card_close(out);
}

static void paper_answer(const Request *request, Response *response, const PanelContent *content)
{
	Care *care = page_care(request);
	RecordPage record = {0};
	Html out = html_make(request->arena);
	Str title = str_format(request->arena, "Paper: %.*s", STR_ARG(content->work.title));
	Status status = record_read(care, &content->person, &record);
	component_columns_open(&out);
	component_back_link(&out, &(BackLink){.href = S("/panels"), .text = S("Panels and forums")});
	bit_heading(&out, title);
	panel_paper_show(care, &out, content, true);
	component_columns_next(&out);
	if (status == STATUS_OK)
		status = place_card(request, &out, content);
	decide_card(request, &out, content);
	component_columns_close(&out);
	if (status != STATUS_OK)
		page_status(request, response, status);
	else
		page_staff(request, response, (StaffPage){.title = title, .problems = &care->problems,
			.identity = record_identity(care, &record, false), .content = html_finish(&out),
			.print_name = content->person.name}, S("/panels"));
}

void page_panel_paper(const Request *request, Response *response)
{
	PanelContent content = {0};
	Status status = panel_content(page_care(request), request_parameter(request, S("work")), &content);
	if (status != STATUS_OK)
		page_status(request, response, status);
	else
		paper_answer(request, response, &content);
}

static Status put_asked(const Request *request, Str work)
{
	Care *care = page_care(request);
	Str rest = request_form(request, S("sitting"));
	Str panel_id = {0};
	Date day = DATE_NONE;
	const CouncilPanel *panel = str_next(&rest, '/', &panel_id) ? practice_panel(care->practice, panel_id) : NULL;
	if (panel == NULL || date_parse(rest, &day) != STATUS_OK)
		return problems_add(&care->problems, (Problem){.field = S("sitting"), .message = S("Choose a sitting.")});
	return panel_put(care, work, panel, day);
}

static Status act_asked(const Request *request, Str work)
{
	Str act = request_form(request, S("act"));
	if (str_equal(act, S("off")))
		return panel_take_off(page_care(request), work);
	if (str_equal(act, S("earlier")) || str_equal(act, S("later")))
		return panel_move(page_care(request), work, str_equal(act, S("later")));
	return put_asked(request, work);
}

void page_panel_paper_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	PanelContent content = {0};
	PanelPlace place = {0};
	Status status = panel_content(care, request_parameter(request, S("work")), &content);
	if (status == STATUS_OK)
		status = act_asked(request, content.work.id);
	if (status == STATUS_INVALID && problems_any(&care->problems)) {
		paper_answer(request, response, &content);
		return;
	}
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	bool from_agenda = str_equal(request_form(request, S("from")), S("agenda"));
	if (from_agenda && panel_place_of(care, content.work.id, &place) == STATUS_OK && place.panel != NULL)
		response_redirect(response, panel_sitting_href(request->arena, place.panel, place.sits_on, ""));
	else
		response_redirect(response, panel_paper_href(request->arena, content.work.id));
}

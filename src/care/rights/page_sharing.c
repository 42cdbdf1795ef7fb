#include "care/rights/page_sharing.h"

#include "care/pages/record.h"

static const char *const QUESTIONS[] = {"consent_share", "consent_limits"};
enum { QUESTION_COUNT = sizeof QUESTIONS / sizeof QUESTIONS[0] };

static const ChoiceItem GIVERS[] = {
	{.value = S_INIT("self"), .text = S_INIT("The person")},
	{.value = S_INIT("helper"), .text = S_INIT("Somebody who may decide for them")},
};

static Str field_name(Arena *arena, const char *prefix, Str question)
{
	return str_format(arena, "%s%.*s", prefix, STR_ARG(question));
}

static Str said_of(Arena *arena, const Fact *fact)
{
	return fact == NULL ? S("Nobody has asked yet. Until somebody has, nothing is sent to others that needs their agreement.")
		: str_concat(arena, S("On record: "), record_said(arena, fact->giver, fact->by_name, fact->recorded_at));
}

static void fields_show(const Request *request, Html *out, const RecordPage *record)
{
	Care *care = page_care(request);
	for (size_t i = 0; i < QUESTION_COUNT; i++) {
		const Question *question = practice_question(care->practice, str_from_c(QUESTIONS[i]));
		if (question == NULL)
			continue;
		const Fact *fact = facts_find(&record->facts, question->id);
		question_field(out, care->arena, &(QuestionField){.question = question,
			.value = fact == NULL ? (Str){0} : fact->value, .said = said_of(care->arena, fact),
			.error = problems_for_field(&care->problems, question->id)});
		component_hidden(out, field_name(care->arena, "expected-", question->id), fact == NULL ? S("") : fact->id);
	}
}

static Status history_show(Care *care, Html *out, Str person)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("From")}, {.text = S_INIT("What they said")}, {.text = S_INIT("Written by")}};
	const Question *question = practice_question(care->practice, str_from_c(QUESTIONS[0]));
	FactVersion *versions = NULL;
	size_t count = 0;
	Status status = question == NULL ? STATUS_OK
		: person_fact_history(care, person, question->id, &versions, &count);
	TableRow *rows = ARENA_ARRAY(care->arena, TableRow, count + 1);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		TableCell *cells = ARENA_ARRAY(care->arena, TableCell, 3);
		cells[0].text = page_when(care->arena, versions[i].recorded_at, care_now(care));
		cells[1].text = versions[i].withdrawn ? S("withdrawn as wrong")
			: record_answer_words(care, question, versions[i].value);
		cells[2].text = bit_by_words(versions[i].by_name);
		rows[i] = (TableRow){.cells = cells, .cell_count = 3};
	}
	if (status == STATUS_OK && count > 0)
		component_table(out, &(Table){.caption = S("What they said before"), .columns = COLUMNS, .column_count = 3, .rows = rows,
			.row_count = count, .is_dense = true});
	return status;
}

static void answer(const Request *request, Response *response, const RecordPage *record)
{
	Care *care = page_care(request);
	Html out = html_make(request->arena);
	bit_heading(&out, S("Sharing"));
	bit_paragraph(&out, S("Holding and assessing is the council's duty and needs no agreement. Telling others does, save where somebody is "
		"in danger and the law says that we must. They can change their mind at any time: it counts from the moment that it is "
		"saved, for letters to others too."));
	if (care_may(care, S("person-edit"))) {
		component_form_open(&out, &(PageForm){.token = request->form_token,
			.action = bit_person_href(care->arena, record->person.id, "/sharing")});
		fields_show(request, &out, record);
		component_radios(&out, &(Radios){.name = S("giver"), .legend = S("Who says so?"), .items = GIVERS, .item_count = 2,
			.legend_classes = S("govuk-fieldset__legend--s"), .is_small = true, .value = S("self")});
		component_button(&out, &(Button){.text = S("Save"), .prevent_double_click = true});
		component_form_close(&out);
	}
	Status status = history_show(care, &out, record->person.id);
	if (status == STATUS_OK)
		record_show(request, response, record, S("Sharing"), "/sharing", html_finish(&out));
	else
		page_status(request, response, status);
}

void page_sharing(const Request *request, Response *response)
{
	RecordPage record = {0};
	if (record_open(request, response, request_parameter(request, S("person")), &record))
		answer(request, response, &record);
}

/* What was sent and is another answer than the record has. */
static Status read_answers(const Request *request, const RecordPage *record, Answer *answers, Str *expected, size_t *count)
{
	Care *care = page_care(request);
	Status status = STATUS_OK;
	*count = 0;
	for (size_t i = 0; status == STATUS_OK && i < QUESTION_COUNT; i++) {
		const Question *question = practice_question(care->practice, str_from_c(QUESTIONS[i]));
		QuestionSent sent = {0};
		if (question == NULL)
			continue;
		status = question_read(request, question, (Str){0}, &care->problems, &sent);
		if (status != STATUS_OK || str_is_empty(sent.stored) || str_equal(sent.stored, facts_value(&record->facts, question->id)))
			continue;
		answers[*count] = (Answer){.question = question->id, .value = sent.stored,
			.giver = giver_from_code(request_form(request, S("giver")))};
		expected[(*count)++] = request_form(request, field_name(care->arena, "expected-", question->id));
	}
	return status;
}

void page_sharing_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	RecordPage record = {0};
	Answer answers[QUESTION_COUNT];
	Str expected[QUESTION_COUNT];
	size_t count = 0;
	if (!record_open(request, response, request_parameter(request, S("person")), &record))
		return;
	Status status = read_answers(request, &record, answers, expected, &count);
	if (status == STATUS_OK && count > 0)
		status = person_record(care, record.person.id, answers, count, expected);
	if (status == STATUS_OK)
		response_redirect(response, bit_person_href(request->arena, record.person.id, "/sharing"));
	else if (status == STATUS_INVALID)
		answer(request, response, &record);
	else
		page_status(request, response, status);
}

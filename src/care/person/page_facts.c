#include "care/person/page_facts.h"

#include "care/pages/record.h"

/* The forms whose sections give the facts their order. */
static const char *const FORMS[] = {"identity-check", "needs-assessment", "carers-assessment", "support-plan", "review"};

typedef struct FactsShown {
	const RecordPage *record;
	const Facts *facts;
	bool *done; /* parallel to facts */
	bool as_known;
} FactsShown;

static Str facts_href(Arena *arena, Str person, Str question, const char *place)
{
	return str_format(arena, "/people/%.*s/facts?question=%.*s%s", STR_ARG(person), STR_ARG(question), place);
}

static SummaryRow fact_row(Care *care, const FactsShown *shown, const Fact *fact, const Question *question)
{
	ListAction *actions = ARENA_ARRAY(care->arena, ListAction, 1);
	actions[0] = (ListAction){.href = facts_href(care->arena, shown->record->person.id, fact->question, "#change"),
		.text = S("History, change"), .hidden_text = question == NULL ? fact->question : question->worker};
	bool stale = question != NULL
		&& answer_is_stale(question, instant_london_date(fact->recorded_at), care_today(care));
	Str notes[] = {record_said(care->arena, fact->giver, fact->by_name, fact->recorded_at),
		fact->valid_from == DATE_NONE || fact->valid_from == instant_london_date(fact->recorded_at) ? (Str){0}
			: str_format(care->arena, "true from %.*s", STR_ARG(date_format_words(care->arena, fact->valid_from))),
		fact->of_place ? S("of the household") : (Str){0}, stale ? S("ask again: it may have changed") : (Str){0}};
	return (SummaryRow){.key = question == NULL ? fact->question : question->worker,
		.value = question == NULL ? fact->value : record_answer_words(care, question, fact->value),
		.note = bit_list(care->arena, notes, 4, " \xC2\xB7 "), .actions = actions,
		.action_count = shown->as_known ? 0 : 1};
}

static bool same_question(const FormSection *section, Str question)
{
	for (size_t i = 0; i < section->question_count; i++)
		if (str_equal(section->questions[i]->id, question))
			return true;
	return false;
}

static void section_show(Care *care, Html *out, FactsShown *shown, Str title, const FormSection *section)
{
	SummaryRow *rows = ARENA_ARRAY(care->arena, SummaryRow, shown->facts->count + 1);
	size_t count = 0;
	for (size_t i = 0; i < shown->facts->count; i++) {
		const Fact *fact = &shown->facts->items[i];
		if (shown->done[i] || (section != NULL && !same_question(section, fact->question)))
			continue;
		shown->done[i] = true;
		rows[count++] = fact_row(care, shown, fact, practice_question(care->practice, fact->question));
	}
	if (count == 0)
		return;
	component_card_open(out, &(Card){.title = title});
	component_summary_list(out, &(SummaryList){.rows = rows, .row_count = count});
	component_card_close(out);
}

static void facts_show(Care *care, Html *out, const RecordPage *record, const Facts *facts, bool as_known)
{
	FactsShown shown = {.record = record, .facts = facts, .as_known = as_known,
		.done = ARENA_ARRAY(care->arena, bool, facts->count + 1)};
	if (facts->count == 0)
		component_empty_state(out, &(EmptyState){.title = S("No facts"),
			.text = S("Answers stand here with who gave them and when.")});
	for (size_t f = 0; f < sizeof FORMS / sizeof FORMS[0]; f++) {
		const Form *form = practice_form(care->practice, str_from_c(FORMS[f]));
		for (size_t s = 0; form != NULL && s < form->section_count; s++)
			section_show(care, out, &shown, form->sections[s].title, &form->sections[s]);
	}
	section_show(care, out, &shown, S("Everything else"), NULL);
}

static void withdraw_form(const Request *request, Html *out, const RecordPage *record, const FactVersion *version,
	Str question)
{
	Arena *arena = request->arena;
	Html form = html_make(arena);
	component_form_open(&form, &(PageForm){.token = request->form_token,
		.action = bit_person_href(arena, record->person.id, "/facts/withdraw")});
	component_hidden(&form, S("fact"), version->id);
	component_hidden(&form, S("question"), question);
	component_text_input(&form, &(TextInput){.id = str_format(arena, "reason-%.*s", STR_ARG(version->id)),
		.name = S("reason"), .label = S("Why it is wrong or misfiled")});
	component_button(&form, &(Button){.text = S("Withdraw it"), .kind = BUTTON_WARNING});
	component_form_close(&form);
	component_details(out, &(Details){.summary = S("Withdraw"), .markup = html_finish(&form)});
}

static Status history_show(const Request *request, Html *out, const RecordPage *record, const Question *question)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("Answer")}, {.text = S_INIT("True from")},
		{.text = S_INIT("Who said it")}, {.text = S_INIT("Withdraw")}};
	Care *care = page_care(request);
	FactVersion *versions = NULL;
	size_t count = 0;
	Status status = person_fact_history(care, record->person.id, question->id, &versions, &count);
	if (status != STATUS_OK || count == 0)
		return status;
	TableRow *rows = ARENA_ARRAY(care->arena, TableRow, count);
	for (size_t i = 0; i < count; i++) {
		Html action = html_make(care->arena);
		TableCell *cells = ARENA_ARRAY(care->arena, TableCell, 4);
		/* A withdrawn answer is read only with a reason; the audit keeps it. */
		cells[0].text = versions[i].withdrawn ? S("withdrawn")
			: record_answer_words(care, question, versions[i].value);
		cells[1].text = date_format_short_words(care->arena, versions[i].valid_from);
		cells[2].text = record_said(care->arena, versions[i].giver, versions[i].by_name, versions[i].recorded_at);
		if (!versions[i].withdrawn && care_may(care, S("person-edit")))
			withdraw_form(request, &action, record, &versions[i], question->id);
		cells[3].markup = html_finish(&action);
		rows[i] = (TableRow){.cells = cells, .cell_count = 4};
	}
	component_table(out, &(Table){.caption = S("What was said, newest first"), .columns = COLUMNS, .column_count = 4,
		.rows = rows, .row_count = count, .is_dense = true});
	return STATUS_OK;
}

static void confirm_form(const Request *request, Html *out, const RecordPage *record, const Question *question)
{
	component_form_open(out, &(PageForm){.token = request->form_token,
		.action = bit_person_href(request->arena, record->person.id, "/facts/confirm")});
	component_hidden(out, S("question"), question->id);
	component_button(out, &(Button){.text = S("Still right, confirmed today"), .kind = BUTTON_SECONDARY});
	component_form_close(out);
}

typedef struct Changing {
	Str value;  /* what was sent and not kept */
	bool stale; /* somebody else wrote another value meanwhile */
} Changing;

static void stale_show(Care *care, Html *out, const Question *question, const Fact *fact, Str yours)
{
	Html words = html_make(care->arena);
	bit_paragraph(&words, fact == NULL ? S("It now stands: withdrawn.")
		: str_format(care->arena, "It now stands: %.*s (%.*s)",
			STR_ARG(record_answer_words(care, question, fact->value)),
			STR_ARG(record_said(care->arena, fact->giver, fact->by_name, fact->recorded_at))));
	bit_paragraph(&words, str_format(care->arena, "You wrote: %.*s",
		STR_ARG(record_answer_words(care, question, yours))));
	bit_note(&words, S("Save again to let yours follow, or leave the page and keep theirs."));
	component_inset_text(out, &(InsetText){.markup = html_finish(&words), .classes = S("kith-conflict")});
}

static void change_form(const Request *request, Html *out, const RecordPage *record, const Question *question,
	const Changing *changing)
{
	Care *care = page_care(request);
	static const SelectItem GIVERS[] = {{.value = S_INIT("self"), .text = S_INIT("The person themselves")},
		{.value = S_INIT("helper"), .text = S_INIT("Somebody who helps them")},
		{.value = S_INIT("carer"), .text = S_INIT("Their carer")},
		{.value = S_INIT("worker"), .text = S_INIT("Me, from what I saw or read")}};
	const Fact *fact = facts_find(&record->facts, question->id);
	bool hidden = str_equal(question->id, S("name_other"));
	if (changing->stale)
		stale_show(care, out, question, fact, changing->value);
	component_form_open(out, &(PageForm){.token = request->form_token,
		.action = bit_person_href(care->arena, record->person.id, "/facts/record")});
	component_hidden(out, S("question"), question->id);
	component_hidden(out, S("expected"), fact == NULL ? (Str){0} : fact->id);
	question_field(out, care->arena, &(QuestionField){.question = question,
		.value = !str_is_empty(changing->value) ? changing->value : fact == NULL || hidden ? (Str){0} : fact->value,
		.error = problems_for_field(&care->problems, question->id)});
	component_select(out, &(Select){.name = S("giver"), .label = S("Who says so?"), .items = GIVERS, .item_count = 4,
		.value = request_form(request, S("giver"))});
	component_button(out, &(Button){.text = S("Save"), .prevent_double_click = true});
	component_form_close(out);
}

static Status question_card(const Request *request, Html *out, const RecordPage *record, const Question *question,
	const Changing *changing)
{
	Care *care = page_care(request);
	component_card_open(out, &(Card){.title = question->worker, .id = S("change")});
	if (care_may(care, S("person-edit"))) {
		if (facts_find(&record->facts, question->id) != NULL && !changing->stale)
			confirm_form(request, out, record, question);
		change_form(request, out, record, question, changing);
	}
	Status status = history_show(request, out, record, question);
	component_card_close(out);
	return status;
}

static bool day_asked(const Request *request, Date *day)
{
	int64_t parts[3] = {0};
	static const char *const NAMES[] = {"on-year", "on-month", "on-day"};
	for (size_t i = 0; i < 3; i++)
		if (str_to_integer(str_trim(request_query(request, str_from_c(NAMES[i]))), &parts[i]) != STATUS_OK
		    || parts[i] < 0 || parts[i] > 9999)
			return false;
	return date_make((int)parts[0], (int)parts[1], (int)parts[2], day) == STATUS_OK;
}

static void day_form(const Request *request, Html *out, const RecordPage *record)
{
	Html form = html_make(request->arena);
	component_form_open(&form, &(PageForm){.is_get = true,
		.action = bit_person_href(request->arena, record->person.id, "/facts")});
	component_date_input(&form, &(DateInput){.name = S("on"), .legend = S("As known on"),
		.day = request_query(request, S("on-day")), .month = request_query(request, S("on-month")),
		.year = request_query(request, S("on-year"))});
	component_button(&form, &(Button){.text = S("Show"), .kind = BUTTON_SECONDARY});
	component_form_close(&form);
	component_details(out, &(Details){.summary = S("What did the record say on a past day?"),
		.markup = html_finish(&form)});
}

static void answer_facts(const Request *request, Response *response, const RecordPage *record, Str asked,
	const Changing *changing)
{
	Care *care = page_care(request);
	Html out = html_make(request->arena);
	Date day = DATE_NONE;
	Facts then = {0};
	const Question *question = practice_question(care->practice, asked);
	bool past = day_asked(request, &day);
	Status status = past ? person_facts_as_known(care, record->person.id, day, instant_from_london(day + 1, 0, 0) - 1,
		&then) : STATUS_OK;
	bit_heading(&out, past ? str_format(request->arena, "Facts as known on %.*s",
		STR_ARG(date_format_words(request->arena, day))) : S("Facts"));
	day_form(request, &out, record);
	if (status == STATUS_OK && question != NULL && !past)
		status = question_card(request, &out, record, question, changing);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	facts_show(care, &out, record, past ? &then : &record->facts, past);
	record_show(request, response, record, S("Facts"), "/facts", html_finish(&out));
	if (changing->stale)
		response->status = 409;
}

void page_facts(const Request *request, Response *response)
{
	RecordPage record = {0};
	if (record_open(request, response, request_parameter(request, S("person")), &record))
		answer_facts(request, response, &record, request_query(request, S("question")), &(Changing){0});
}

/* Back to the question after a change; the same page with both values, or with what is wrong, otherwise. */
static void after(const Request *request, Response *response, RecordPage *record, Str question, Status status,
	Changing changing)
{
	Care *care = page_care(request);
	if (status == STATUS_OK) {
		response_redirect(response, facts_href(request->arena, record->person.id, question, "#change"));
		return;
	}
	changing.stale = status == STATUS_STALE;
	Person person = record->person;
	bool shown_again = status == STATUS_INVALID || status == STATUS_STALE;
	if (!shown_again || record_read(care, &person, record) != STATUS_OK)
		page_status(request, response, status);
	else
		answer_facts(request, response, record, question, &changing);
}

void page_fact_record_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	RecordPage record = {0};
	QuestionSent sent = {0};
	const Question *question = practice_question(care->practice, request_form(request, S("question")));
	if (!record_open(request, response, request_parameter(request, S("person")), &record))
		return;
	if (question == NULL) {
		page_status(request, response, STATUS_NOT_FOUND);
		return;
	}
	Status status = question_read(request, question, (Str){0}, &care->problems, &sent);
	if (status == STATUS_OK && str_is_empty(sent.stored))
		status = problems_add(&care->problems, (Problem){.field = question->id,
			.message = S("Enter an answer. To take a wrong one away, withdraw it.")});
	Answer answer = {.question = question->id, .value = sent.stored,
		.giver = giver_from_code(request_form(request, S("giver")))};
	Str expected = request_form(request, S("expected"));
	if (status == STATUS_OK)
		status = person_record(care, record.person.id, &answer, 1, &expected);
	after(request, response, &record, question->id, status,
		(Changing){.value = status == STATUS_INVALID ? sent.typed : sent.stored});
}

void page_fact_confirm_post(const Request *request, Response *response)
{
	RecordPage record = {0};
	Str question = request_form(request, S("question"));
	if (record_open(request, response, request_parameter(request, S("person")), &record))
		after(request, response, &record, question,
			person_confirm(page_care(request), record.person.id, question), (Changing){0});
}

void page_fact_withdraw_post(const Request *request, Response *response)
{
	RecordPage record = {0};
	if (record_open(request, response, request_parameter(request, S("person")), &record))
		after(request, response, &record, request_form(request, S("question")),
			person_withdraw(page_care(request), request_form(request, S("fact")), request_form(request, S("reason"))),
			(Changing){0});
}

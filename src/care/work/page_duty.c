#include "care/work/page_duty.h"

#include "care/helpline/helpline.h"
#include "care/pages/files.h"
#include "care/pages/found.h"
#include "care/power/power.h"
#include "care/work/page_parts.h"

enum { CHAIN_MAX = 8 };

static TableRow contact_row(Care *care, const WorkRow *row)
{
	Arena *arena = care->arena;
	TableCell *cells = ARENA_ARRAY(arena, TableCell, 5);
	bool matched = !str_is_empty(row->person);
	Str href = matched ? bit_work_href(arena, row->id) : str_format(arena, "/duty/%.*s", STR_ARG(row->id));
	int days = care_today(care) - row->opened_on;
	cells[0].markup = bit_link_with_note(arena, href, row->title, row->reference);
	cells[1].text = matched ? row->name : S("not matched yet");
	cells[2].text = str_is_empty(row->user_name) ? S("nobody yet") : row->user_name;
	cells[3].markup = bit_text_with_note(arena, days <= 0 ? page_when(arena, row->opened_at, care_now(care))
		: str_format(arena, "%d %s", days, days == 1 ? "day" : "days"), row->urgent ? S("urgent") : (Str){0});
	cells[4].markup = bit_due(arena, row->due_on, care_today(care));
	return (TableRow){.cells = cells, .cell_count = 5};
}

static void alert_show(Care *care, Html *out, const WorkAlert *alert)
{
	Arena *arena = care->arena;
	html_open(out, "li", NO_ATTRIBUTES);
	component_link(out, &(Link){.href = bit_work_href(arena, alert->id), .text = alert->title});
	html_element(out, "span", ATTRIBUTES({"class", S("kith-note")}), str_format(arena, "%.*s \xC2\xB7 %.*s \xC2\xB7 with %.*s",
		STR_ARG(str_is_empty(alert->name) ? S("not matched yet") : alert->name),
		STR_ARG(page_ago(arena, alert->opened_at, care_now(care))),
		STR_ARG(str_is_empty(alert->team_name) ? S("no team") : alert->team_name)));
	if (alert->unsent > 0)
		component_tag(out, &(Tag){.text = S("Told on this page alone: no message has left"), .colour = TAG_RED});
	html_close(out, "li");
}

static Status alerts_show(Care *care, Html *out)
{
	WorkAlert *alerts = NULL;
	size_t count = 0;
	Status status = work_alerts(care, &alerts, &count);
	if (status != STATUS_OK || count == 0)
		return status;
	bit_heading_small(out, count == 1 ? S("An alert waits for somebody")
		: str_format(care->arena, "%zu alerts wait for somebody", count));
	html_open(out, "ul", ATTRIBUTES({"class", S("govuk-list")}));
	for (size_t i = 0; i < count; i++)
		alert_show(care, out, &alerts[i]);
	html_close(out, "ul");
	bit_note(out, S("Open it and take it on. Until somebody does, it goes from team to team."));
	return STATUS_OK;
}

void page_alerts(const Request *request, Response *response)
{
	Care *care = page_care(request);
	Html out = html_make(request->arena);
	Status status = alerts_show(care, &out);
	if (status != STATUS_OK)
		page_status(request, response, status);
	else
		response_html(response, 200, html_finish(&out));
}

/* Advocates who should have come by now: nobody who has difficulty taking part decides alone meanwhile. */
static Status advocates_show(Care *care, Html *out)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("Person")}, {.text = S_INIT("Advocate")}, {.text = S_INIT("With")},
		{.text = S_INIT("Was to come by"), .is_numeric = true}};
	Arena *arena = care->arena;
	AdvocateWait *waits = NULL;
	size_t count = 0;
	Status status = power_advocates_unmet(care, &waits, &count);
	if (status != STATUS_OK || count == 0)
		return status;
	TableRow *rows = ARENA_ARRAY(arena, TableRow, count);
	for (size_t i = 0; i < count; i++) {
		TableCell *cells = ARENA_ARRAY(arena, TableCell, 4);
		cells[0].markup = bit_link(arena, bit_person_href(arena, waits[i].person, ""), waits[i].name);
		cells[1].markup = bit_link_with_note(arena, bit_work_href(arena, waits[i].work), power_advocate_words(arena, &waits[i]),
			str_format(arena, "asked for %.*s", STR_ARG(date_format_words(arena, waits[i].asked_on))));
		cells[2].text = str_is_empty(waits[i].user_name) ? S("nobody yet") : waits[i].user_name;
		cells[3].markup = bit_due(arena, waits[i].due_on, care_today(care));
		rows[i] = (TableRow){.cells = cells, .cell_count = 4};
	}
	bit_heading_small(out, S("Advocates who have not come"));
	component_table(out, &(Table){.caption = S("Advocates who have not come, longest first"), .columns = COLUMNS,
		.caption_classes = S("govuk-visually-hidden"), .column_count = 4, .rows = rows, .row_count = count, .is_dense = true});
	return STATUS_OK;
}

static void call_form(const Request *request, Html *out)
{
	component_form_open(out, &(PageForm){.action = S("/duty/call"), .token = request->form_token});
	component_button(out, &(Button){.text = S("Somebody is on the phone"), .kind = BUTTON_SECONDARY,
		.prevent_double_click = true});
	component_form_close(out);
}

/* When a booking is made it waits for its day, not for the day by which somebody was to make it. */
static TableCell promise_due(Care *care, const HelplineTask *task)
{
	Date today = care_today(care);
	if (!task->is_interpreter || task->booked_for == DATE_NONE)
		return (TableCell){.markup = bit_due(care->arena, task->due_on, today)};
	if (task->booked_for < today)
		return (TableCell){.markup = bit_text_with_note(care->arena, S("say who came"),
			str_concat(care->arena, S("was booked for "), date_format_short_words(care->arena, task->booked_for)))};
	return (TableCell){.text = str_concat(care->arena, S("booked for "), date_format_short_words(care->arena, task->booked_for))};
}

static Status promises_show(Care *care, Html *out)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("What")}, {.text = S_INIT("Person")}, {.text = S_INIT("With")},
		{.text = S_INIT("Due"), .is_numeric = true}};
	HelplineTask *tasks = NULL;
	size_t count = 0;
	Status status = helpline_tasks(care, &tasks, &count);
	if (status != STATUS_OK || count == 0)
		return status;
	const Question *language = practice_question(care->practice, S("language_main"));
	TableRow *rows = ARENA_ARRAY(care->arena, TableRow, count);
	for (size_t i = 0; i < count; i++) {
		const Option *option = language == NULL ? NULL : option_find(language->options, tasks[i].language);
		TableCell *cells = ARENA_ARRAY(care->arena, TableCell, 4);
		cells[0].markup = bit_link_with_note(care->arena, bit_work_href(care->arena, tasks[i].work), tasks[i].title,
			tasks[i].is_interpreter && option != NULL ? option->worker : (Str){0});
		cells[1].text = str_is_empty(tasks[i].name) ? S("not matched yet") : tasks[i].name;
		cells[2].text = str_is_empty(tasks[i].user_name) ? S("nobody yet") : tasks[i].user_name;
		cells[3] = promise_due(care, &tasks[i]);
		rows[i] = (TableRow){.cells = cells, .cell_count = 4};
	}
	component_table(out, &(Table){.caption = S("Calls back that were promised, interpreters to book"), .columns = COLUMNS,
		.column_count = 4, .rows = rows, .row_count = count, .is_dense = true});
	return STATUS_OK;
}

void page_duty(const Request *request, Response *response)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("Request")}, {.text = S_INIT("Person")},
		{.text = S_INIT("With")}, {.text = S_INIT("Waiting")}, {.text = S_INIT("Answer due"), .is_numeric = true}};
	Care *care = page_care(request);
	WorkRow *rows = NULL;
	size_t count = 0;
	Status status = work_list(care, &(WorkFilter){.pathway = S("contact")}, &rows, &count);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	Html out = html_make(request->arena);
	bit_heading(&out, S("Duty"));
	html_open(&out, "div", ATTRIBUTES({"class", S("kith-alerts")}, {"role", S("status")}, {"data-fresh", S("/alerts")}));
	status = alerts_show(care, &out);
	html_close(&out, "div");
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	call_form(request, &out);
	TableRow *table = ARENA_ARRAY(request->arena, TableRow, count + 1);
	for (size_t i = 0; i < count; i++)
		table[i] = contact_row(care, &rows[i]);
	if (count == 0)
		component_empty_state(&out, &(EmptyState){.title = S("Nobody is waiting"),
			.text = S("Requests from the website and from callers stand here until they are answered.")});
	else
		component_table(&out, &(Table){.caption = S("Contacts that wait, most late against target first"),
			.columns = COLUMNS, .column_count = 5, .rows = table, .row_count = count, .is_dense = true});
	status = promises_show(care, &out);
	if (status == STATUS_OK)
		status = advocates_show(care, &out);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	page_staff(request, response, (StaffPage){.title = S("Duty"), .content = html_finish(&out)}, S("/duty"));
}

/* What came in: the contact's own answers over those of the request that it came from. */
static Status gather(Care *care, const Work *work, Drafts *out)
{
	Str next = work->id;
	*out = (Drafts){.items = ARENA_ARRAY(care->arena, Draft, WORK_DRAFTS_MAX)};
	for (int i = 0; i < CHAIN_MAX && !str_is_empty(next); i++) {
		Work link = {0};
		Drafts drafts = {0};
		Status status = work_find(care, next, &link);
		if (status == STATUS_OK)
			status = work_drafts(care, next, &drafts);
		if (status != STATUS_OK)
			return status;
		for (size_t d = 0; d < drafts.count && out->count < WORK_DRAFTS_MAX; d++)
			if (drafts_find(out, drafts.items[d].question) == NULL)
				out->items[out->count++] = drafts.items[d];
		next = link.parent;
	}
	return STATUS_OK;
}

static Str sent_value(const Drafts *sent, Str question)
{
	const Draft *draft = drafts_find(sent, question);
	return draft == NULL ? (Str){0} : draft->value;
}

/* What is read first; the rest is folded. */
static bool is_first_reading(Str question)
{
	static const Str FIRST[] = {S_INIT("answering_as"), S_INIT("helper_details"), S_INIT("contact_from"),
		S_INIT("contact_story"), S_INIT("contact_urgency"), S_INIT("contact_tried"), S_INIT("name_full"),
		S_INIT("birth_date"), S_INIT("home_postcode"), S_INIT("home_address"), S_INIT("phones"),
		S_INIT("contact_best"), S_INIT("language_main"), S_INIT("what_matters")};
	for (size_t i = 0; i < sizeof FIRST / sizeof FIRST[0]; i++)
		if (str_equal(FIRST[i], question))
			return true;
	return false;
}

typedef enum Reading { READ_DANGER, READ_FIRST, READ_REST } Reading;

static Reading reading_of(const Question *question)
{
	return question->danger ? READ_DANGER : is_first_reading(question->id) ? READ_FIRST : READ_REST;
}

static size_t rows_of(Care *care, const Drafts *sent, Reading reading, SummaryRow *rows)
{
	size_t count = 0;
	for (size_t i = 0; i < sent->count; i++) {
		const Draft *draft = &sent->items[i];
		const Question *question = practice_question(care->practice, draft->question);
		if (question == NULL || reading_of(question) != reading || str_is_empty(draft->value))
			continue;
		rows[count++] = (SummaryRow){.key = question->worker,
			.value = record_answer_words(care, question, draft->value),
			.note = record_said(care->arena, draft->giver, draft->by_name, draft->at)};
	}
	return count;
}

static void sent_rows(Care *care, Html *out, const Drafts *sent, Reading reading)
{
	SummaryRow *rows = ARENA_ARRAY(care->arena, SummaryRow, sent->count + 1);
	size_t count = rows_of(care, sent, reading, rows);
	Html list = html_make(care->arena);
	if (count == 0)
		return;
	component_summary_list(&list, &(SummaryList){.rows = rows, .row_count = count});
	Markup shown = html_finish(&list);
	if (reading == READ_REST) {
		component_details(out, &(Details){.markup = shown,
			.summary = str_format(care->arena, "The other answers that were sent (%zu)", count)});
		return;
	}
	component_card_open(out, &(Card){.classes = reading == READ_DANGER ? S("kith-card--danger") : (Str){0},
		.title = reading == READ_DANGER ? S("About danger: read this first") : S("What was sent")});
	html_add(out, shown);
	component_card_close(out);
}

typedef struct MatchForm {
	const Request *request;
	Str work;
} MatchForm;

enum { MATCHES_SHOWN_MAX = 10, NEAREST_SHOWN_MAX = 5 };

static Markup match_button(const void *context, const Person *person)
{
	const MatchForm *form = context;
	Html out = html_make(form->request->arena);
	component_form_open(&out, &(PageForm){.token = form->request->form_token,
		.action = str_format(form->request->arena, "/duty/%.*s/match", STR_ARG(form->work))});
	component_hidden(&out, S("person"), person->id);
	component_button(&out, &(Button){.text = S("It is this person"), .hidden_text = person->name,
		.kind = BUTTON_SECONDARY, .prevent_double_click = true, .classes = S("kith-confirm")});
	component_form_close(&out);
	return html_finish(&out);
}

static Status found_show(const Request *request, Html *out, const Work *work, const Drafts *sent)
{
	Care *care = page_care(request);
	PersonFound *found = NULL;
	size_t count = 0;
	Str asked = str_trim(request_query(request, S("q")));
	Str typed = !str_is_empty(asked) ? asked : found_typed(request->arena, sent_value(sent, S("name_full")),
		sent_value(sent, S("birth_date")), sent_value(sent, S("home_postcode")));
	Status status = person_search(care, typed, &found, &count);
	if (status != STATUS_OK)
		return status;
	MatchForm form = {.request = request, .work = work->id};
	FoundAction action = {.make = match_button, .context = &form, .title = S("Match")};
	component_card_open(out, &(Card){.title = S("Whose is it?")});
	component_form_open(out, &(PageForm){.is_get = true,
		.action = str_format(request->arena, "/duty/%.*s", STR_ARG(work->id))});
	component_text_input(out, &(TextInput){.id = S("find"), .name = S("q"), .label = S("Find by name, birth date, postcode"),
		.value = typed, .spellcheck = SPELLCHECK_OFF});
	component_button(out, &(Button){.text = S("Find"), .kind = BUTTON_SECONDARY});
	component_form_close(out);
	bool fits = count > 0 && found[0].fits;
	size_t shown = fits ? MATCHES_SHOWN_MAX : NEAREST_SHOWN_MAX;
	if (count > 0)
		found_table(care, out, fits ? S("On file already") : S("On file already, but none fits whole: the nearest"), found,
			count > shown ? shown : count, &action);
	else
		bit_paragraph(out, str_is_empty(typed) ? S("Type what you know: the family name and a year of birth are enough.")
			: S("Nobody on file fits."));
	component_card_close(out);
	return STATUS_OK;
}

static void new_form(const Request *request, Html *out, const Work *work, const Drafts *sent)
{
	Care *care = page_care(request);
	static const char *const ASKED[] = {"name_full", "birth_date", "home_postcode"};
	component_card_open(out, &(Card){.title = S("Not on file: record somebody new")});
	bit_note(out, S("What was sent becomes the start of their record, with who gave it."));
	component_form_open(out, &(PageForm){.token = request->form_token,
		.action = str_format(request->arena, "/duty/%.*s/new", STR_ARG(work->id))});
	for (size_t i = 0; i < sizeof ASKED / sizeof ASKED[0]; i++) {
		const Question *question = practice_question(care->practice, str_from_c(ASKED[i]));
		if (question != NULL)
			question_field(out, request->arena, &(QuestionField){.question = question,
				.value = sent_value(sent, question->id), .error = problems_for_field(&care->problems, question->id)});
	}
	component_button(out, &(Button){.text = S("Record and match"), .prevent_double_click = true});
	component_form_close(out);
	component_card_close(out);
}

static bool open_unmatched(const Request *request, Response *response, Work *work, Drafts *sent)
{
	Care *care = page_care(request);
	Status status = work_find(care, request_parameter(request, S("work")), work);
	if (status == STATUS_OK)
		status = gather(care, work, sent);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return false;
	}
	if (!str_is_empty(work->person)) {
		response_redirect(response, bit_work_href(request->arena, work->id));
		return false;
	}
	return true;
}

static void answer_duty(const Request *request, Response *response, const Work *work, const Drafts *sent)
{
	Care *care = page_care(request);
	Html out = html_make(request->arena);
	component_columns_open(&out);
	bit_heading(&out, work->title);
	html_open(&out, "p", ATTRIBUTES({"class", S("govuk-body")}));
	html_text(&out, str_format(request->arena, "%.*s \xC2\xB7 came %.*s \xC2\xB7 answer due ", STR_ARG(work->reference),
		STR_ARG(page_when(request->arena, work->opened_at, care_now(care)))));
	page_due(&out, request->arena, work->due_on, care_today(care));
	html_close(&out, "p");
	sent_rows(care, &out, sent, READ_DANGER);
	Status status = found_show(request, &out, work, sent);
	sent_rows(care, &out, sent, READ_FIRST);
	sent_rows(care, &out, sent, READ_REST);
	if (status == STATUS_OK)
		status = files_of_work_show(care, &out, work->id);
	if (status == STATUS_OK)
		status = files_of_work_show(care, &out, work->parent);
	component_columns_next(&out);
	new_form(request, &out, work, sent);
	component_columns_close(&out);
	if (status != STATUS_OK)
		page_status(request, response, status);
	else
		page_staff(request, response, (StaffPage){.title = work->title, .problems = &care->problems,
			.content = html_finish(&out)}, S("/duty"));
}

void page_duty_open(const Request *request, Response *response)
{
	Work work = {0};
	Drafts sent = {0};
	if (open_unmatched(request, response, &work, &sent))
		answer_duty(request, response, &work, &sent);
}

void page_duty_match_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	Work work = {0};
	Status status = work_find(care, request_parameter(request, S("work")), &work);
	if (status == STATUS_OK)
		status = work_match(care, work.id, request_form(request, S("person")));
	if (status == STATUS_OK)
		response_redirect(response, bit_work_href(request->arena, work.id));
	else
		page_status(request, response, status);
}

static Status read_new(const Request *request, Answer *answers, size_t *count)
{
	Care *care = page_care(request);
	static const char *const ASKED[] = {"name_full", "birth_date", "home_postcode"};
	Status result = STATUS_OK;
	for (size_t i = 0; i < sizeof ASKED / sizeof ASKED[0]; i++) {
		const Question *question = practice_question(care->practice, str_from_c(ASKED[i]));
		QuestionSent sent = {0};
		if (question == NULL)
			continue;
		Status status = question_read(request, question, (Str){0}, &care->problems, &sent);
		result = status == STATUS_OK ? result : status;
		if (status == STATUS_OK && !str_is_empty(sent.stored))
			answers[(*count)++] = (Answer){.question = question->id, .value = sent.stored, .giver = GIVER_WORKER};
	}
	return result;
}

void page_duty_new_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	Work work = {0};
	Drafts sent = {0};
	Answer answers[3] = {0};
	size_t count = 0;
	Str person = {0};
	if (!open_unmatched(request, response, &work, &sent))
		return;
	Status status = read_new(request, answers, &count);
	if (status == STATUS_OK)
		status = person_create(care, answers, count, &person);
	if (status == STATUS_OK)
		status = work_match(care, work.id, person);
	if (status == STATUS_OK)
		response_redirect(response, bit_work_href(request->arena, work.id));
	else if (status == STATUS_INVALID)
		answer_duty(request, response, &work, &sent);
	else
		page_status(request, response, status);
}

void page_duty_call_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	Str work = {0};
	Status status = helpline_take_call(care, &work);
	if (status == STATUS_OK)
		response_redirect(response, str_format(request->arena, "/duty/%.*s", STR_ARG(work)));
	else
		page_status(request, response, status);
}

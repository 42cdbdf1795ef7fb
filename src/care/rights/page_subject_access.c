#include "care/rights/page_subject_access.h"

#include "care/pages/record.h"
#include "care/rights/subject_access.h"

enum { ENTRIES_SHOWN = 20, LINE_BYTES_SHOWN = 1500 };

static Str request_href(Arena *arena, Str person, Str request, const char *rest)
{
	return str_format(arena, "/people/%.*s/subject-access/%.*s%s", STR_ARG(person), STR_ARG(request), rest);
}

static Str how_it_stands(Arena *arena, const SubjectRequest *one, Instant now)
{
	return one->given_at == INSTANT_NONE ? S("not given yet") : str_format(arena, "given %.*s by %.*s",
		STR_ARG(page_when(arena, one->given_at, now)), STR_ARG(one->given_by));
}

static void requests_show(Care *care, Html *out, Str person, const SubjectRequest *requests, size_t count)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("Asked")}, {.text = S_INIT("By")}, {.text = S_INIT("Due")},
		{.text = S_INIT("How it stands")}};
	TableRow *rows = ARENA_ARRAY(care->arena, TableRow, count + 1);
	for (size_t i = 0; i < count; i++) {
		TableCell *cells = ARENA_ARRAY(care->arena, TableCell, 4);
		cells[0].markup = bit_link(care->arena, request_href(care->arena, person, requests[i].id, ""),
			date_format_words(care->arena, requests[i].asked_on));
		cells[1].text = requests[i].asked_by;
		if (requests[i].given_at == INSTANT_NONE)
			cells[2].markup = bit_due(care->arena, requests[i].due_on, care_today(care));
		else
			cells[2].text = date_format_words(care->arena, requests[i].due_on);
		cells[3].text = how_it_stands(care->arena, &requests[i], care_now(care));
		rows[i] = (TableRow){.cells = cells, .cell_count = 4};
	}
	if (count > 0)
		component_table(out, &(Table){.caption = S("Requests"), .columns = COLUMNS, .column_count = 4, .rows = rows,
			.row_count = count, .is_dense = true});
}

static void ask_form(const Request *request, Html *out, Str person)
{
	Care *care = page_care(request);
	bit_heading_small(out, S("They ask for a copy"));
	component_form_open(out, &(PageForm){.token = request->form_token,
		.action = bit_person_href(care->arena, person, "/subject-access")});
	page_day_field(request, out, &(DayField){.name = S("asked_on"), .legend = S("Day on which they asked"),
		.hint = S("They have it within a month of that day."), .typed = true, .day = DATE_NONE,
		.error = problems_for_field(&care->problems, S("asked_on"))});
	component_text_input(out, &(TextInput){.name = S("asked_by"), .label = S("Who asks"),
		.hint = S("The person, or who acts for them and by what right."), .value = request_form(request, S("asked_by")),
		.error = problems_for_field(&care->problems, S("asked_by"))});
	component_text_input(out, &(TextInput){.name = S("proof"), .label = S("How you made sure that it is them"),
		.value = request_form(request, S("proof")), .error = problems_for_field(&care->problems, S("proof"))});
	component_button(out, &(Button){.text = S("Begin"), .prevent_double_click = true});
	component_form_close(out);
}

static void answer_requests(const Request *request, Response *response, const RecordPage *record)
{
	Care *care = page_care(request);
	SubjectRequest *requests = NULL;
	size_t count = 0;
	Html out = html_make(request->arena);
	bit_heading(&out, S("A copy of the record"));
	bit_paragraph(&out, S("Everybody may have a copy of all that is held about them. What may tell of somebody else or do harm is "
		"marked, and waits for your decision."));
	Status status = subject_requests(care, record->person.id, &requests, &count);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	requests_show(care, &out, record->person.id, requests, count);
	ask_form(request, &out, record->person.id);
	record_show(request, response, record, S("A copy of the record"), "/subject-access", html_finish(&out));
}

void page_subject_requests(const Request *request, Response *response)
{
	RecordPage record = {0};
	if (record_open(request, response, request_parameter(request, S("person")), &record))
		answer_requests(request, response, &record);
}

void page_subject_requests_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	RecordPage record = {0};
	Str id = {0};
	if (!record_open(request, response, request_parameter(request, S("person")), &record))
		return;
	Status status = subject_ask(care, record.person.id, page_day_read(request, S("asked_on")), request_form(request, S("asked_by")),
		request_form(request, S("proof")), &id);
	if (status == STATUS_OK)
		response_redirect(response, request_href(request->arena, record.person.id, id, ""));
	else if (status == STATUS_INVALID)
		answer_requests(request, response, &record);
	else
		page_status(request, response, status);
}

/* --- one request --------------------------------------------------------------------------------------------------- */

static Str shortened(Arena *arena, Str value)
{
	size_t end = LINE_BYTES_SHOWN;
	if (value.length <= end)
		return value;
	while (end > 0 && ((unsigned char)value.data[end] & 0xC0U) == 0x80U)
		end--; /* not within a character */
	return str_concat(arena, str_slice(value, 0, end), S(" \xE2\x80\xA6"));
}

static void lines_show(Arena *arena, Html *out, const SubjectEntry *entry)
{
	SummaryRow *rows = ARENA_ARRAY(arena, SummaryRow, entry->line_count + 1);
	for (size_t i = 0; i < entry->line_count; i++)
		rows[i] = (SummaryRow){.key = entry->lines[i].label, .value = shortened(arena, entry->lines[i].value)};
	component_summary_list(out, &(SummaryList){.rows = rows, .row_count = entry->line_count});
}

static const ChoiceItem DECISIONS[] = {
	{.value = S_INIT("release"), .text = S_INIT("Release it as it is")},
	{.value = S_INIT("redact"), .text = S_INIT("Take words out")},
	{.value = S_INIT("withhold"), .text = S_INIT("Withhold it")},
};

static void decision_form(const Request *request, Html *out, const SubjectFile *file, const SubjectEntry *entry, size_t place)
{
	Care *care = page_care(request);
	Arena *arena = care->arena;
	size_t count = 0;
	const Str *exemptions = subject_exemptions(&count);
	SelectItem *items = ARENA_ARRAY(arena, SelectItem, count + 1);
	bool mine = str_equal(request_form(request, S("entry")), entry->key);
	items[0] = (SelectItem){.value = S(""), .text = S("Choose")};
	for (size_t i = 0; i < count; i++)
		items[i + 1] = (SelectItem){.value = exemptions[i], .text = exemptions[i]};
	component_form_open(out, &(PageForm){.token = request->form_token,
		.action = request_href(arena, file->request.person, file->request.id, "/decide")});
	component_hidden(out, S("entry"), entry->key);
	component_radios(out, &(Radios){.id = str_format(arena, "decision-%zu", place), .name = S("decision"),
		.legend = S("What happens to it?"), .legend_classes = S("govuk-fieldset__legend--s"), .items = DECISIONS,
		.item_count = 3, .is_small = true, .is_inline = true, .value = mine ? request_form(request, S("decision")) : (Str){0},
		.error = mine ? problems_for_field(&care->problems, S("decision")) : (Str){0}});
	component_textarea(out, &(Textarea){.id = str_format(arena, "words-%zu", place), .name = S("words"), .rows = 2,
		.label = S("Words to take out, each on a line of its own"), .value = mine ? request_form(request, S("words")) : (Str){0},
		.error = mine ? problems_for_field(&care->problems, S("words")) : (Str){0}});
	component_select(out, &(Select){.id = str_format(arena, "exemption-%zu", place), .name = S("exemption"),
		.label = S("Withheld under"), .items = items, .item_count = count + 1,
		.value = mine ? request_form(request, S("exemption")) : (Str){0},
		.error = mine ? problems_for_field(&care->problems, S("exemption")) : (Str){0}});
	component_text_input(out, &(TextInput){.id = str_format(arena, "reason-%zu", place), .name = S("reason"),
		.label = S("Why"), .value = mine ? request_form(request, S("reason")) : (Str){0},
		.error = mine ? problems_for_field(&care->problems, S("reason")) : (Str){0}});
	component_button(out, &(Button){.text = S("Keep this decision"), .kind = BUTTON_SECONDARY});
	component_form_close(out);
}

static bool waits(const SubjectEntry *entry)
{
	return !str_is_empty(entry->mark) && entry->decision == SUBJECT_UNDECIDED;
}

static void waiting_show(const Request *request, Html *out, const SubjectFile *file)
{
	Care *care = page_care(request);
	size_t shown = 0;
	bit_heading_small(out, str_format(care->arena, "%zu of %zu entries wait for a decision", file->undecided, file->count));
	for (size_t i = 0; i < file->count && shown < ENTRIES_SHOWN; i++) {
		const SubjectEntry *entry = &file->entries[i];
		if (!waits(entry))
			continue;
		component_card_open(out, &(Card){.title = str_format(care->arena, "%.*s, %.*s", STR_ARG(entry->title),
			STR_ARG(entry->at == INSTANT_NONE ? S("without a date")
				: date_format_words(care->arena, instant_london_date(entry->at))))});
		component_warning_text(out, &(WarningText){.text = entry->mark});
		lines_show(care->arena, out, entry);
		decision_form(request, out, file, entry, shown++);
		component_card_close(out);
	}
	if (file->undecided > shown)
		bit_note(out, S("The next ones stand here when these are decided."));
}

static void decided_show(Care *care, Html *out, const SubjectFile *file)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("Entry")}, {.text = S_INIT("Decision")}, {.text = S_INIT("Why")},
		{.text = S_INIT("By")}};
	static const Str WORDS[] = {S_INIT(""), S_INIT("Released"), S_INIT("Words taken out"), S_INIT("Withheld")};
	TableRow *rows = ARENA_ARRAY(care->arena, TableRow, file->count + 1);
	size_t count = 0;
	for (size_t i = 0; i < file->count; i++) {
		const SubjectEntry *entry = &file->entries[i];
		if (entry->decision == SUBJECT_UNDECIDED)
			continue;
		TableCell *cells = ARENA_ARRAY(care->arena, TableCell, 4);
		cells[0].text = entry->title;
		cells[1].markup = bit_text_with_note(care->arena, WORDS[entry->decision], entry->exemption);
		cells[2].text = entry->reason;
		cells[3].text = entry->decided_by;
		rows[count++] = (TableRow){.cells = cells, .cell_count = 4};
	}
	if (count > 0)
		component_table(out, &(Table){.caption = S("What was decided"), .columns = COLUMNS, .column_count = 4, .rows = rows,
			.row_count = count, .is_dense = true});
}

static void ready_show(const Request *request, Html *out, const SubjectFile *file)
{
	Arena *arena = request->arena;
	bit_heading_small(out, S("The copy"));
	html_open(out, "ul", ATTRIBUTES({"class", S("govuk-list")}));
	html_open(out, "li", NO_ATTRIBUTES);
	component_link(out, &(Link){.href = request_href(arena, file->request.person, file->request.id, "/document"),
		.text = S("One document to print or send")});
	html_close(out, "li");
	html_open(out, "li", NO_ATTRIBUTES);
	component_link(out, &(Link){.href = request_href(arena, file->request.person, file->request.id, "/file"),
		.text = S("The same for machines (JSON)")});
	html_close(out, "li");
	html_close(out, "ul");
	if (file->request.given_at != INSTANT_NONE)
		return;
	component_form_open(out, &(PageForm){.token = request->form_token,
		.action = request_href(arena, file->request.person, file->request.id, "/give"),
		.version = str_format(arena, "%lld", (long long)file->request.version)});
	component_button(out, &(Button){.text = S("It was handed over"), .prevent_double_click = true});
	component_form_close(out);
}

static void answer_request(const Request *request, Response *response, const RecordPage *record)
{
	Care *care = page_care(request);
	SubjectFile file = {0};
	Html out = html_make(request->arena);
	Status status = subject_open(care, record->person.id, request_parameter(request, S("request")), &file);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	bit_heading(&out, S("A copy of the record"));
	bit_paragraph(&out, str_format(care->arena, "Asked on %.*s by %.*s. Due on %.*s; %.*s. Known by: %.*s",
		STR_ARG(date_format_words(care->arena, file.request.asked_on)), STR_ARG(file.request.asked_by),
		STR_ARG(date_format_words(care->arena, file.request.due_on)),
		STR_ARG(how_it_stands(care->arena, &file.request, care_now(care))), STR_ARG(file.request.proof)));
	if (file.undecided > 0)
		waiting_show(request, &out, &file);
	else
		ready_show(request, &out, &file);
	decided_show(care, &out, &file);
	record_show(request, response, record, S("A copy of the record"), "/subject-access", html_finish(&out));
}

void page_subject_request(const Request *request, Response *response)
{
	RecordPage record = {0};
	if (record_open(request, response, request_parameter(request, S("person")), &record))
		answer_request(request, response, &record);
}

static SubjectDecision decision_of(Str sent)
{
	return str_equal(sent, S("release")) ? SUBJECT_RELEASE : str_equal(sent, S("redact")) ? SUBJECT_REDACT
		: str_equal(sent, S("withhold")) ? SUBJECT_WITHHOLD : SUBJECT_UNDECIDED;
}

static void go_on(const Request *request, Response *response, const RecordPage *record, Status status)
{
	if (status == STATUS_OK)
		response_redirect(response, request_href(request->arena, record->person.id,
			request_parameter(request, S("request")), ""));
	else if (status == STATUS_INVALID)
		answer_request(request, response, record);
	else
		page_status(request, response, status);
}

void page_subject_decide_post(const Request *request, Response *response)
{
	RecordPage record = {0};
	if (!record_open(request, response, request_parameter(request, S("person")), &record))
		return;
	go_on(request, response, &record, subject_decide(page_care(request), &(SubjectDeciding){.person = record.person.id,
		.request = request_parameter(request, S("request")), .entry = request_form(request, S("entry")),
		.decision = decision_of(request_form(request, S("decision"))), .words = request_form(request, S("words")),
		.exemption = request_form(request, S("exemption")), .reason = str_trim(request_form(request, S("reason")))}));
}

void page_subject_give_post(const Request *request, Response *response)
{
	RecordPage record = {0};
	int64_t version = 0;
	if (!record_open(request, response, request_parameter(request, S("person")), &record))
		return;
	Status status = str_to_integer(request_form(request, S("version")), &version) != STATUS_OK ? STATUS_STALE
		: subject_give(page_care(request), record.person.id, request_parameter(request, S("request")), version);
	go_on(request, response, &record, status);
}

/* --- what they get -------------------------------------------------------------------------------------------------- */

static void entry_write(Arena *arena, Html *out, const SubjectEntry *entry)
{
	html_open(out, "section", NO_ATTRIBUTES);
	html_element(out, "h2", NO_ATTRIBUTES, entry->at == INSTANT_NONE ? entry->title : str_format(arena, "%.*s: %.*s",
		STR_ARG(date_format_words(arena, instant_london_date(entry->at))), STR_ARG(entry->title)));
	if (entry->decision == SUBJECT_WITHHOLD)
		html_element(out, "p", NO_ATTRIBUTES, str_concat(arena, S("Withheld: "), entry->exemption));
	html_open(out, "dl", NO_ATTRIBUTES);
	for (size_t i = 0; i < entry->line_count; i++) {
		html_element(out, "dt", NO_ATTRIBUTES, entry->lines[i].label);
		html_open(out, "dd", NO_ATTRIBUTES);
		html_lines(out, entry->lines[i].value);
		html_close(out, "dd");
	}
	html_close(out, "dl");
	html_close(out, "section");
}

/* It stands alone: it is opened from a disk or a stick, years later, without us. */
static Str document_of(Care *care, const SubjectCopy *copy)
{
	Arena *arena = care->arena;
	const Council *council = practice_council(care->practice);
	Html out = html_make(arena);
	Str title = str_format(arena, "What %.*s holds about %.*s", STR_ARG(council->name), STR_ARG(copy->person.name));
	html_open(&out, "html", ATTRIBUTES({"lang", S("en")}));
	html_open(&out, "head", NO_ATTRIBUTES);
	html_void(&out, "meta", ATTRIBUTES({"charset", S("utf-8")}));
	html_void(&out, "meta", ATTRIBUTES({"name", S("viewport")}, {"content", S("width=device-width, initial-scale=1")}));
	html_element(&out, "title", NO_ATTRIBUTES, title);
	html_element(&out, "style", NO_ATTRIBUTES, S("body{font:1.1rem/1.5 sans-serif;max-width:45rem;margin:2rem auto;padding:0 1rem;"
		"color:#0b0c0c}h2{font-size:1.2rem;border-top:1px solid #b1b4b6;padding-top:1rem}dt{font-weight:bold}"
		"dd{margin:0 0 .6rem;overflow-wrap:anywhere}section{break-inside:avoid}"));
	html_close(&out, "head");
	html_open(&out, "body", NO_ATTRIBUTES);
	html_open(&out, "main", NO_ATTRIBUTES);
	html_element(&out, "h1", NO_ATTRIBUTES, title);
	if (council->demonstration)
		html_element(&out, "p", NO_ATTRIBUTES, S("Demonstration: everybody in this document is invented."));
	html_element(&out, "p", NO_ATTRIBUTES, str_format(arena, "You asked on %.*s. Your reference is %.*s. This is everything, in the "
		"order in which it was written. Where something is withheld or words are taken out, it says so. If something is wrong, "
		"or you do not agree, call %.*s. You can also complain to the Information Commissioner.",
		STR_ARG(date_format_words(arena, copy->request.asked_on)), STR_ARG(copy->person.reference), STR_ARG(council->phone)));
	for (size_t i = 0; i < copy->count; i++)
		entry_write(arena, &out, &copy->entries[i]);
	html_close(&out, "main");
	html_close(&out, "body");
	html_close(&out, "html");
	return str_concat(arena, S("<!DOCTYPE html>\n"), html_finish(&out).html);
}

static void answer_copy(const Request *request, Response *response, bool for_machines)
{
	Care *care = page_care(request);
	RecordPage record = {0};
	SubjectCopy copy = {0};
	if (!record_open(request, response, request_parameter(request, S("person")), &record))
		return;
	Status status = subject_copy(care, record.person.id, request_parameter(request, S("request")), &copy);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	Str name = str_format(request->arena, "record-%.*s.%s", STR_ARG(copy.person.reference), for_machines ? "json" : "html");
	response_download(response, request->arena, for_machines ? S("application/json") : S("text/html; charset=utf-8"), name,
		for_machines ? copy.json : document_of(care, &copy));
}

void page_subject_document(const Request *request, Response *response)
{
	answer_copy(request, response, false);
}

void page_subject_file(const Request *request, Response *response)
{
	answer_copy(request, response, true);
}

#include "care/rights/page_subject_access.h"

#include "base/tar.h"
#include "care/pages/files.h"
#include "care/pages/record.h"
#include "care/rights/subject_access.h"

enum { ENTRIES_SHOWN = 20, LINES_SHOWN = 100, LINE_BYTES_SHOWN = 1500, DECIDED_SHOWN = 500 };

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
	size_t count = entry->line_count > LINES_SHOWN ? LINES_SHOWN : entry->line_count;
	SummaryRow *rows = ARENA_ARRAY(arena, SummaryRow, count + 1);
	for (size_t i = 0; i < count; i++)
		rows[i] = (SummaryRow){.key = entry->lines[i].label, .value = shortened(arena, entry->lines[i].value)};
	component_summary_list(out, &(SummaryList){.rows = rows, .row_count = count});
	if (entry->line_count > count)
		bit_note(out, str_format(arena, "%zu lines more, which the copy has.", entry->line_count - count));
}

#define LEAVE_OUT_ITEM {.value = S_INIT("leave-out"), .text = S_INIT("Leave it out, without a trace"), \
	.hint = S_INIT("Nothing in the copy says that there is anything. For what would betray somebody by being there at all.")}

static const ChoiceItem DECISIONS[] = {
	{.value = S_INIT("release"), .text = S_INIT("Release it as it is")},
	{.value = S_INIT("redact"), .text = S_INIT("Take words out")},
	{.value = S_INIT("withhold"), .text = S_INIT("Withhold it"),
		.hint = S_INIT("The copy says that something of that day and kind is withheld, and under what.")},
	LEAVE_OUT_ITEM,
};
/* A file has no words of ours. */
static const ChoiceItem FILE_DECISIONS[] = {
	{.value = S_INIT("release"), .text = S_INIT("Release it as it is")},
	{.value = S_INIT("withhold"), .text = S_INIT("Withhold it"),
		.hint = S_INIT("The copy says that a file of that day is withheld, and under what.")},
	LEAVE_OUT_ITEM,
};
/* To be told that somebody's name is withheld is to be told that somebody spoke. */
static const ChoiceItem TOLD_US_DECISIONS[] = {
	LEAVE_OUT_ITEM,
	{.value = S_INIT("release"), .text = S_INIT("Release it as it is")},
};

static Radios decision_radios(const SubjectEntry *entry)
{
	Radios radios = {.name = S("decision"), .legend = S("What happens to it?"),
		.legend_classes = S("govuk-fieldset__legend--s"), .is_small = true};
	bool is_file = !str_is_empty(entry->file);
	radios.items = entry->told_us ? TOLD_US_DECISIONS : is_file ? FILE_DECISIONS : DECISIONS;
	radios.item_count = entry->told_us ? 2 : is_file ? 3 : 4;
	radios.value = entry->told_us ? S("leave-out") : (Str){0};
	return radios;
}

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
	Radios radios = decision_radios(entry);
	radios.id = str_format(arena, "decision-%zu", place);
	radios.value = mine ? request_form(request, S("decision")) : radios.value;
	radios.error = mine ? problems_for_field(&care->problems, S("decision")) : (Str){0};
	component_radios(out, &radios);
	if (str_is_empty(entry->file) && !entry->told_us)
		component_textarea(out, &(Textarea){.id = str_format(arena, "words-%zu", place), .name = S("words"), .rows = 2,
			.label = S("Words to take out, each on a line of its own"),
			.value = mine ? request_form(request, S("words")) : (Str){0},
			.error = mine ? problems_for_field(&care->problems, S("words")) : (Str){0}});
	component_select(out, &(Select){.id = str_format(arena, "exemption-%zu", place), .name = S("exemption"),
		.label = S("Withheld under"), .items = items, .item_count = count + 1,
		.value = mine ? request_form(request, S("exemption")) : entry->told_us ? exemptions[0] : (Str){0},
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

static Str file_href(Arena *arena, const SubjectFile *file, const SubjectEntry *entry)
{
	return str_concat(arena, request_href(arena, file->request.person, file->request.id, "/files/"), entry->file);
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
		if (!str_is_empty(entry->file))
			component_link(out, &(Link){.text = str_concat(care->arena, S("Open the file: "), entry->file_name),
				.href = file_href(care->arena, file, entry)});
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
	static const Str WORDS[] = {S_INIT(""), S_INIT("Released"), S_INIT("Words taken out"), S_INIT("Withheld"),
		S_INIT("Left out without a trace")};
	TableRow *rows = ARENA_ARRAY(care->arena, TableRow, DECIDED_SHOWN);
	size_t count = 0;
	for (size_t i = 0; i < file->count && count < DECIDED_SHOWN; i++) {
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
	if (count == DECIDED_SHOWN)
		bit_note(out, S("There may be more: these are the first."));
}

static bool goes_beside(const SubjectEntry *entry)
{
	return !str_is_empty(entry->file) && entry->decision != SUBJECT_WITHHOLD && entry->decision != SUBJECT_LEAVE_OUT;
}

static void item_show(Html *out, Str href, Str text)
{
	html_open(out, "li", NO_ATTRIBUTES);
	component_link(out, &(Link){.href = href, .text = text});
	html_close(out, "li");
}

/* All as one download as long as that is not too much at once, and each by itself. */
static void files_show(Arena *arena, Html *out, const SubjectFile *file)
{
	int64_t bytes = 0;
	size_t count = 0;
	for (size_t i = 0; i < file->count; i++) {
		bytes += goes_beside(&file->entries[i]) ? file->entries[i].file_bytes : 0;
		count += goes_beside(&file->entries[i]) ? 1 : 0;
	}
	if (bytes <= SUBJECT_FILES_BYTES_MAX)
		item_show(out, request_href(arena, file->request.person, file->request.id, "/all"), count == 0
			? S("Both as one download (tar)") : str_format(arena, "Everything with its %zu %s as one download (tar)", count,
				count == 1 ? "file" : "files"));
	for (size_t i = 0; i < file->count; i++)
		if (goes_beside(&file->entries[i]))
			item_show(out, file_href(arena, file, &file->entries[i]),
				str_concat(arena, S("File: "), file->entries[i].file_name));
	html_close(out, "ul");
	if (bytes > SUBJECT_FILES_BYTES_MAX)
		bit_note(out, S("The files are too large for one download. Take each by itself and hand them over beside the document: it "
			"names them."));
}

static void ready_show(const Request *request, Html *out, const SubjectFile *file)
{
	Arena *arena = request->arena;
	bit_heading_small(out, S("The copy"));
	html_open(out, "ul", ATTRIBUTES({"class", S("govuk-list")}));
	item_show(out, request_href(arena, file->request.person, file->request.id, "/document"), S("One document to print or send"));
	item_show(out, request_href(arena, file->request.person, file->request.id, "/file"), S("The same for machines (JSON)"));
	files_show(arena, out, file);
	if (file->request.given_at != INSTANT_NONE)
		return;
	component_form_open(out, &(PageForm){.token = request->form_token,
		.action = request_href(arena, file->request.person, file->request.id, "/give"),
		.version = str_format(arena, "%lld", (long long)file->request.version)});
	component_button(out, &(Button){.text = S("It was handed over"), .prevent_double_click = true});
	component_form_close(out);
}

/* A page instead of a copy: what there is to do when a record is longer than the program's limits. */
static void answer_too_long(const Request *request, Response *response, const RecordPage *record)
{
	Html out = html_make(request->arena);
	bit_heading(&out, S("This record is too long for one copy"));
	bit_paragraph(&out, str_format(request->arena, "It has more than %d entries, or its copy would be longer than %d million "
		"characters, or more was written about decisions than fits. Nothing was changed. Ask whoever looks after the "
		"program to take the record out with kith export, and decide about it on paper. Tell the person how long it takes.",
		SUBJECT_ENTRIES_MAX, SUBJECT_BYTES_MAX / (1024 * 1024)));
	record_show(request, response, record, S("This record is too long for one copy"), "/subject-access", html_finish(&out));
	response->status = 507;
}

static void answer_status(const Request *request, Response *response, const RecordPage *record, Status status)
{
	if (status == STATUS_FULL)
		answer_too_long(request, response, record);
	else
		page_status(request, response, status);
}

static void answer_request(const Request *request, Response *response, const RecordPage *record)
{
	Care *care = page_care(request);
	SubjectFile file = {0};
	Html out = html_make(request->arena);
	Status status = subject_open(care, record->person.id, request_parameter(request, S("request")), &file);
	if (status != STATUS_OK) {
		answer_status(request, response, record, status);
		return;
	}
	bit_heading(&out, S("A copy of the record"));
	bit_paragraph(&out, str_format(care->arena, "Asked on %.*s by %.*s. Due on %.*s; %.*s. Known by: %.*s",
		STR_ARG(date_format_words(care->arena, file.request.asked_on)), STR_ARG(file.request.asked_by),
		STR_ARG(date_format_words(care->arena, file.request.due_on)),
		STR_ARG(how_it_stands(care->arena, &file.request, care_now(care))), STR_ARG(file.request.proof)));
	if (file.undecided > 0 && file.request.given_at == INSTANT_NONE)
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
		: str_equal(sent, S("withhold")) ? SUBJECT_WITHHOLD : str_equal(sent, S("leave-out")) ? SUBJECT_LEAVE_OUT
		: SUBJECT_UNDECIDED;
}

static void go_on(const Request *request, Response *response, const RecordPage *record, Status status)
{
	if (status == STATUS_OK)
		response_redirect(response, request_href(request->arena, record->person.id,
			request_parameter(request, S("request")), ""));
	else if (status == STATUS_INVALID)
		answer_request(request, response, record);
	else
		answer_status(request, response, record, status);
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
	if (!str_is_empty(entry->file_name)) {
		html_open(out, "p", NO_ATTRIBUTES);
		html_element(out, "a", ATTRIBUTES({"href", entry->file_name}), entry->file_name);
		html_close(out, "p");
	}
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
static Str document_of(Care *care, const SubjectCopy *copy, Arena *arena)
{
	const Council *council = practice_council(care->practice);
	Html out = html_make(arena);
	out.buffer.capacity = copy->bytes_most;
	out.buffer.data = arena_allocate(arena, out.buffer.capacity);
	html_add(&out, (Markup){.html = S("<!DOCTYPE html>\n")});
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
	html_element(&out, "p", NO_ATTRIBUTES, str_format(arena, "You asked on %.*s. Your reference is %.*s. This is what we "
		"hold about you, in the order in which it was written. Where something is withheld or words are taken out, it says so, "
		"save what the law lets us leave out without saying so because that would itself harm or tell of somebody. If something is "
		"wrong, or you do not agree, call %.*s. You can also complain to the Information Commissioner.",
		STR_ARG(date_format_words(arena, copy->request.asked_on)), STR_ARG(copy->person.reference), STR_ARG(council->phone)));
	for (size_t i = 0; i < copy->count; i++)
		entry_write(arena, &out, &copy->entries[i]);
	html_close(&out, "main");
	html_close(&out, "body");
	html_close(&out, "html");
	return html_finish(&out).html;
}

/* The copy of the request that the address names; false when the page was answered without it. */
static bool copy_open(const Request *request, Response *response, SubjectCopy *copy)
{
	RecordPage record = {0};
	if (!record_open(request, response, request_parameter(request, S("person")), &record))
		return false;
	Status status = subject_copy(page_care(request), record.person.id, request_parameter(request, S("request")), copy);
	if (status != STATUS_OK)
		answer_status(request, response, &record, status);
	return status == STATUS_OK;
}

/* What leaves is kept first, with its hash. */
static void hand_out(const Request *request, Response *response, const SubjectCopy *copy, const char *ending, Str media_type,
	Str bytes)
{
	Str name = str_format(request->arena, "record-%.*s.%s", STR_ARG(copy->person.reference), ending);
	Status status = subject_taken(page_care(request), &copy->request, name, bytes);
	if (status == STATUS_OK)
		response_download(response, request->arena, media_type, name, bytes);
	else
		page_status(request, response, status);
}

void page_subject_document(const Request *request, Response *response)
{
	SubjectCopy copy = {0};
	if (copy_open(request, response, &copy))
		hand_out(request, response, &copy, "html", S("text/html; charset=utf-8"),
			document_of(page_care(request), &copy, request->arena));
}

void page_subject_file(const Request *request, Response *response)
{
	SubjectCopy copy = {0};
	if (copy_open(request, response, &copy))
		hand_out(request, response, &copy, "json", S("application/json"),
			subject_copy_json(page_care(request), &copy, request->arena));
}

/* Each part is made in memory of its own, which goes when it stands in the whole. */
static Status files_add(Care *care, const SubjectCopy *copy, Str folder, Buffer *out)
{
	Status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < copy->count; i++) {
		Upload file = {0};
		Arena scratch;
		if (str_is_empty(copy->entries[i].file))
			continue;
		arena_init(&scratch, ARENA_REQUEST_BYTES_MAX);
		status = subject_file_read(care, &copy->request, copy->entries[i].file, &scratch, &file);
		if (status == STATUS_OK)
			tar_add(out, str_concat(&scratch, folder, copy->entries[i].file_name), file.bytes,
				copy->entries[i].at == INSTANT_NONE ? care_now(care) : copy->entries[i].at);
		arena_clear(&scratch);
	}
	return status;
}

static Status copy_pack(Care *care, const SubjectCopy *copy, Str *out)
{
	enum { FRAME_BYTES = 8 * 1024, FILE_FRAME_BYTES = 1024 };
	Str folder = str_format(care->arena, "record-%.*s/", STR_ARG(copy->person.reference));
	size_t most = FRAME_BYTES;
	size_t files = 0;
	Arena scratch;
	for (size_t i = 0; i < copy->count; i++)
		if (!str_is_empty(copy->entries[i].file)) {
			files += (size_t)copy->entries[i].file_bytes;
			most += FILE_FRAME_BYTES;
		}
	if (files > SUBJECT_FILES_BYTES_MAX)
		return STATUS_CONFLICT;
	arena_init(&scratch, ARENA_REQUEST_BYTES_MAX);
	Str document = document_of(care, copy, &scratch);
	Str json = subject_copy_json(care, copy, &scratch);
	most += files + document.length + json.length;
	Buffer whole = {.arena = care->arena, .data = arena_allocate(care->arena, most), .capacity = most, .limit_bytes = most};
	tar_add(&whole, str_concat(&scratch, folder, S("record.html")), document, care_now(care));
	tar_add(&whole, str_concat(&scratch, folder, S("record.json")), json, care_now(care));
	Status status = files_add(care, copy, folder, &whole);
	tar_end(&whole);
	arena_clear(&scratch);
	*out = buffer_str(&whole);
	return status;
}

void page_subject_all(const Request *request, Response *response)
{
	SubjectCopy copy = {0};
	Str whole = {0};
	if (!copy_open(request, response, &copy))
		return;
	Status status = copy_pack(page_care(request), &copy, &whole);
	if (status == STATUS_OK)
		hand_out(request, response, &copy, "tar", S("application/x-tar"), whole);
	else if (status == STATUS_CONFLICT) /* its page says that the files are too large together, and gives each */
		response_redirect(response, request_href(request->arena, copy.request.person, copy.request.id, ""));
	else
		page_status(request, response, status);
}

/* For whoever decides, and for what is handed over by itself. */
void page_subject_beside(const Request *request, Response *response)
{
	Care *care = page_care(request);
	RecordPage record = {0};
	SubjectFile file = {0};
	Upload upload = {0};
	if (!record_open(request, response, request_parameter(request, S("person")), &record))
		return;
	Status status = subject_open(care, record.person.id, request_parameter(request, S("request")), &file);
	if (status == STATUS_OK)
		status = subject_file_read(care, &file.request, request_parameter(request, S("upload")), request->arena, &upload);
	if (status == STATUS_OK)
		status = subject_taken(care, &file.request, str_concat(request->arena, S("file "), upload.id), upload.bytes);
	if (status == STATUS_OK)
		file_hand_out(response, request->arena, &upload);
	else
		answer_status(request, response, &record, status);
}

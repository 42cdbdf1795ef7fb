#include "care/note/page_chronology.h"

#include "care/note/chronology.h"
#include "care/pages/note_form.h"
#include "care/pages/timeline.h"

enum { PICK_FROM = 40, SHEETS_MAX = 6 };

static Str when_words(Arena *arena, const ChronologyEntry *entry)
{
	Str day = partial_date_format_words(arena, entry->happened_on);
	return str_is_empty(entry->happened_time) ? day
		: str_format(arena, "%.*s, %.*s", STR_ARG(day), STR_ARG(entry->happened_time));
}

static Str what_words(const ChronologyEntry *entry)
{
	if (entry->apart)
		return S("A note that is also about somebody whose record is kept apart.");
	return entry->gone ? S("The note was withdrawn or corrected. Remove this entry, or pick the corrected note.")
		: entry->words;
}

static Str source_words(Care *care, const ChronologyEntry *entry)
{
	Arena *arena = care->arena;
	Str day = date_format_short_words(arena, instant_london_date(entry->made_at));
	Str by = bit_by_words(entry->by_name);
	if (str_equal(entry->source_kind, S("note")) && !entry->apart) {
		Str kind = note_kind_words(care, entry->note_kind);
		return str_format(arena, "%.*s, signed by %.*s; picked by %.*s, %.*s", STR_ARG(kind), STR_ARG(entry->source_by),
			STR_ARG(by), STR_ARG(day));
	}
	if (str_equal(entry->source_kind, S("note")))
		return str_format(arena, "Note; picked by %.*s, %.*s", STR_ARG(by), STR_ARG(day));
	return str_format(arena, "%.*s; %s by %.*s, %.*s", STR_ARG(entry->source_words),
		str_equal(entry->source_kind, S("own")) ? "written" : "picked", STR_ARG(by), STR_ARG(day));
}

static Markup change_cell(const Request *request, Str person, const ChronologyEntry *entry)
{
	Arena *arena = request->arena;
	Html out = html_make(arena);
	component_form_open(&out, &(PageForm){.token = request->form_token,
		.action = str_format(arena, "/people/%.*s/chronology/change", STR_ARG(person)),
		.version = str_format(arena, "%lld", (long long)entry->version)});
	component_hidden(&out, S("entry"), entry->id);
	component_textarea(&out, &(Textarea){.name = S("significance"), .value = entry->significance, .rows = 2,
		.id = str_concat(arena, S("significance-"), entry->id), .label_classes = S("govuk-visually-hidden"),
		.label = str_format(arena, "Why it matters, %.*s", STR_ARG(when_words(arena, entry)))});
	component_button_group_open(&out);
	component_button(&out, &(Button){.text = S("Save"), .kind = BUTTON_SECONDARY, .name = S("do"), .value = S("explain"),
		.hidden_text = S("why it matters")});
	component_button(&out, &(Button){.text = S("Remove"), .kind = BUTTON_SECONDARY, .name = S("do"), .value = S("remove"),
		.hidden_text = S("from the chronology")});
	component_button_group_close(&out);
	component_form_close(&out);
	return html_finish(&out);
}

static Markup lines_cell(Arena *arena, Str text)
{
	Html out = html_make(arena);
	html_lines(&out, text);
	return html_finish(&out);
}

static void entries_table(const Request *request, Html *out, Str person, const ChronologyEntry *entries, size_t count)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("When")}, {.text = S_INIT("What happened")},
		{.text = S_INIT("Why it matters")}, {.text = S_INIT("Source")}};
	Care *care = page_care(request);
	bool writes = note_may_write(care);
	TableRow *rows = ARENA_ARRAY(care->arena, TableRow, count + 1);
	for (size_t i = 0; i < count; i++) {
		TableCell *cells = ARENA_ARRAY(care->arena, TableCell, 4);
		cells[0].text = when_words(care->arena, &entries[i]);
		cells[1].markup = lines_cell(care->arena, what_words(&entries[i]));
		if (writes && !entries[i].apart)
			cells[2].markup = change_cell(request, person, &entries[i]);
		else
			cells[2].text = entries[i].significance;
		cells[3].text = source_words(care, &entries[i]);
		rows[i] = (TableRow){.cells = cells, .cell_count = 4};
	}
	component_table(out, &(Table){.caption = S("In the order in which it happened"), .columns = COLUMNS,
		.column_count = 4, .rows = rows, .row_count = count, .is_dense = true});
}

static void own_form(const Request *request, Html *out, Str person)
{
	Care *care = page_care(request);
	Html form = html_make(request->arena);
	component_form_open(&form, &(PageForm){.token = request->form_token,
		.action = bit_person_href(request->arena, person, "/chronology/own")});
	component_date_input(&form, &(DateInput){.name = S("happened"), .legend = S("When it happened"),
		.hint = S("A year is enough, if no more is known."), .day = request_form(request, S("happened-day")),
		.month = request_form(request, S("happened-month")), .year = request_form(request, S("happened-year")),
		.error = problems_for_field(&care->problems, S("happened-day"))});
	component_textarea(&form, &(Textarea){.name = S("words"), .label = S("What happened"), .rows = 3,
		.value = request_form(request, S("words")), .error = problems_for_field(&care->problems, S("words"))});
	component_text_input(&form, &(TextInput){.name = S("significance"), .label = S("Why it matters"),
		.value = request_form(request, S("significance"))});
	component_text_input(&form, &(TextInput){.name = S("source"), .label = S("Where it is known from"),
		.value = request_form(request, S("source")), .error = problems_for_field(&care->problems, S("source"))});
	component_button(&form, &(Button){.text = S("Add it"), .kind = BUTTON_SECONDARY, .prevent_double_click = true});
	component_form_close(&form);
	component_details(out, &(Details){.summary = S("Add something from before, or from elsewhere"),
		.markup = html_finish(&form), .is_open = problems_any(&care->problems)});
}

static Str pick_value(Arena *arena, const TimelineLine *line)
{
	return str_format(arena, "%.*s:%.*s", STR_ARG(line->kind), STR_ARG(line->id));
}

static bool is_picked(const ChronologyEntry *entries, size_t count, Str source)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(entries[i].source_id, source))
			return true;
	return false;
}

/* Notes and events that are not in it yet. */
static Status pick_form(const Request *request, Html *out, Str person, const ChronologyEntry *entries, size_t count)
{
	Care *care = page_care(request);
	TimelineLine *lines = NULL;
	size_t line_count = 0;
	size_t used = 0;
	int64_t before = INT64_MAX;
	if (str_to_integer(request_query(request, S("before")), &before) != STATUS_OK)
		before = INT64_MAX;
	Status status = work_chronology(care, person, before, PICK_FROM + 1, &lines, &line_count);
	if (status != STATUS_OK)
		return status;
	size_t looked_at = line_count > PICK_FROM ? PICK_FROM : line_count;
	ChoiceItem *items = ARENA_ARRAY(care->arena, ChoiceItem, looked_at + 1);
	for (size_t i = 0; i < looked_at; i++)
		if (!is_picked(entries, count, lines[i].id) && !str_equal(lines[i].what, S("apart"))) {
			TimelineEvent event = timeline_event(care, person, &lines[i]);
			items[used++] = (ChoiceItem){.value = pick_value(care->arena, &lines[i]), .hint = event.text,
				.text = str_format(care->arena, "%.*s \xC2\xB7 %.*s", STR_ARG(event.when), STR_ARG(event.title))};
		}
	Html form = html_make(care->arena);
	component_form_open(&form, &(PageForm){.token = request->form_token,
		.action = bit_person_href(care->arena, person, "/chronology/pick")});
	component_hidden(&form, S("before"), str_format(care->arena, "%lld", (long long)before));
	if (used > 0) {
		component_checkboxes(&form, &(Checkboxes){.name = S("pick"), .legend = S("What matters for this person\xE2\x80\x99s story?"),
			.items = items, .item_count = used, .is_small = true});
		component_button(&form, &(Button){.text = S("Put into the chronology"), .prevent_double_click = true});
	} else {
		bit_note(&form, S("Everything here is in the chronology, or there is nothing yet."));
	}
	if (line_count > looked_at)
		component_link(&form, &(Link){.text = S("Earlier notes and events"), .href = str_format(care->arena,
			"/people/%.*s/chronology?before=%lld#picking", STR_ARG(person), (long long)lines[looked_at - 1].at)});
	component_form_close(&form);
	component_details(out, &(Details){.id = S("picking"), .summary = S("Pick from notes and events"),
		.markup = html_finish(&form), .is_open = count == 0 || before != INT64_MAX});
	return STATUS_OK;
}

static void print_form(const Request *request, Html *out, Str person, const Relation *relations, size_t count)
{
	ChoiceItem *items = ARENA_ARRAY(request->arena, ChoiceItem, count + 1);
	size_t used = 0;
	Html form = html_make(request->arena);
	for (size_t i = 0; i < count && used + 1 < SHEETS_MAX; i++)
		if (relations[i].other_how == PERSON_OPEN)
			items[used++] = (ChoiceItem){.value = relations[i].other, .text = relations[i].other_name,
				.hint = relations[i].label};
	component_form_open(&form, &(PageForm){.is_get = true,
		.action = bit_person_href(request->arena, person, "/chronology/print")});
	if (used > 0)
		component_checkboxes(&form, &(Checkboxes){.name = S("with"), .legend = S("Also print, on pages of their own"),
			.items = items, .item_count = used, .is_small = true});
	component_button(&form, &(Button){.text = S("Show for printing"), .kind = BUTTON_SECONDARY});
	component_form_close(&form);
	component_details(out, &(Details){.summary = S("Print"), .markup = html_finish(&form)});
}

static void answer(const Request *request, Response *response, const RecordPage *record)
{
	Care *care = page_care(request);
	ChronologyEntry *entries = NULL;
	Relation *relations = NULL;
	size_t relation_count = 0;
	size_t count = 0;
	Html out = html_make(request->arena);
	Str person = record->person.id;
	bit_heading(&out, S("Chronology"));
	component_problems(&out, &care->problems);
	Status status = chronology_of(care, person, &entries, &count);
	if (status == STATUS_OK)
		status = person_relations(care, person, &relations, &relation_count);
	if (status == STATUS_OK && count > 0)
		entries_table(request, &out, person, entries, count);
	else if (status == STATUS_OK)
		component_empty_state(&out, &(EmptyState){.title = S("Nothing is picked yet"),
			.text = S("What matters for this person\xE2\x80\x99s story stands here in the order in which it happened, "
				"with why it matters and where it is known from.")});
	if (status == STATUS_OK && note_may_write(care)) {
		status = pick_form(request, &out, person, entries, count);
		own_form(request, &out, person);
	}
	if (status == STATUS_OK && count > 0)
		print_form(request, &out, person, relations, relation_count);
	if (status != STATUS_OK)
		page_status(request, response, status);
	else
		record_show(request, response, record, S("Chronology"), "/chronology", html_finish(&out));
}

void page_chronology(const Request *request, Response *response)
{
	RecordPage record = {0};
	if (record_open(request, response, request_parameter(request, S("person")), &record))
		answer(request, response, &record);
}

static void after(const Request *request, Response *response, const RecordPage *record, Status status)
{
	if (status == STATUS_OK)
		response_redirect(response, bit_person_href(request->arena, record->person.id, "/chronology"));
	else if (status == STATUS_INVALID)
		answer(request, response, record);
	else
		page_status(request, response, status);
}

static ChronologyNew entry_of_line(Care *care, Str person, const TimelineLine *line)
{
	TimelineEvent event = timeline_event(care, person, line);
	bool note = str_equal(line->kind, S("note"));
	Str words = str_is_empty(event.text) ? event.title
		: str_format(care->arena, "%.*s. %.*s", STR_ARG(event.title), STR_ARG(event.text));
	return (ChronologyNew){.happened_on = date_format(care->arena, instant_london_date(line->at)),
		.words = note ? (Str){0} : words, .source_kind = line->kind, .source_id = line->id,
		.source_words = str_format(care->arena, "The record, by %.*s", STR_ARG(bit_by_words(line->by_name)))};
}

void page_chronology_pick_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	RecordPage record = {0};
	TimelineLine *lines = NULL;
	size_t line_count = 0;
	size_t used = 0;
	int64_t before = INT64_MAX;
	Str picks[CHRONOLOGY_PICKS_MAX];
	ChronologyNew entries[CHRONOLOGY_PICKS_MAX];
	if (!record_open(request, response, request_parameter(request, S("person")), &record))
		return;
	size_t count = request_form_all(request, S("pick"), picks, CHRONOLOGY_PICKS_MAX);
	if (str_to_integer(request_form(request, S("before")), &before) != STATUS_OK)
		before = INT64_MAX;
	/* The words come from the record, never from the form. */
	Status status = work_chronology(care, record.person.id, before, PICK_FROM + 1, &lines, &line_count);
	for (size_t i = 0; status == STATUS_OK && i < line_count; i++)
		for (size_t k = 0; k < count && used < CHRONOLOGY_PICKS_MAX; k++)
			if (str_equal(picks[k], pick_value(care->arena, &lines[i])) && !str_equal(lines[i].what, S("apart"))) {
				entries[used++] = entry_of_line(care, record.person.id, &lines[i]);
				break;
			}
	if (status == STATUS_OK)
		status = chronology_add(care, record.person.id, entries, used);
	after(request, response, &record, status);
}

static Str partial_sent(const Request *request)
{
	static const char *const NAMES[] = {"happened-year", "happened-month", "happened-day"};
	int64_t parts[3] = {0};
	PartialDate day = {0};
	for (size_t i = 0; i < 3; i++) {
		Str typed = str_trim(request_form(request, str_from_c(NAMES[i])));
		if (!str_is_empty(typed) && (str_to_integer(typed, &parts[i]) != STATUS_OK || parts[i] < 1 || parts[i] > 9999))
			return (Str){0};
	}
	day = (PartialDate){.year = (int)parts[0], .month = (int)parts[1], .day = parts[1] == 0 ? 0 : (int)parts[2]};
	return partial_date_format(request->arena, day);
}

void page_chronology_own_post(const Request *request, Response *response)
{
	RecordPage record = {0};
	ChronologyNew entry = {.happened_on = partial_sent(request), .words = str_trim(request_form(request, S("words"))),
		.significance = str_trim(request_form(request, S("significance"))), .source_kind = S("own"), .source_id = S(""),
		.source_words = str_trim(request_form(request, S("source")))};
	if (record_open(request, response, request_parameter(request, S("person")), &record))
		after(request, response, &record, chronology_add(page_care(request), record.person.id, &entry, 1));
}

void page_chronology_change_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	RecordPage record = {0};
	int64_t version = 0;
	Str entry = request_form(request, S("entry"));
	if (!record_open(request, response, request_parameter(request, S("person")), &record))
		return;
	if (str_to_integer(request_form(request, S("version")), &version) != STATUS_OK)
		version = 0;
	Status status = str_equal(request_form(request, S("do")), S("remove"))
		? chronology_remove(care, record.person.id, entry)
		: chronology_explain(care, record.person.id, entry, str_trim(request_form(request, S("significance"))), version);
	after(request, response, &record, status);
}

/* The head of the table stands on each printed page, and the name in it. */
static void sheet_head(Html *out, Arena *arena, const Person *person, Date today)
{
	static const char *const HEADS[] = {"When", "What happened", "Why it matters", "Source"};
	html_open(out, "thead", NO_ATTRIBUTES);
	html_open(out, "tr", NO_ATTRIBUTES);
	html_element(out, "th", ATTRIBUTES({"colspan", S("4")}, {"class", S("govuk-table__header")}, {"scope", S("colgroup")}),
		str_format(arena, "%.*s, %.*s \xC2\xB7 born %.*s \xC2\xB7 printed %.*s", STR_ARG(person->name),
			STR_ARG(person->reference), STR_ARG(page_born(arena, person->born, person->died_on, today)),
			STR_ARG(date_format_words(arena, today))));
	html_close(out, "tr");
	html_open(out, "tr", NO_ATTRIBUTES);
	for (size_t i = 0; i < sizeof HEADS / sizeof HEADS[0]; i++)
		html_element(out, "th", ATTRIBUTES({"class", S("govuk-table__header")}, {"scope", S("col")}), str_from_c(HEADS[i]));
	html_close(out, "tr");
	html_close(out, "thead");
}

static Status sheet_show(Care *care, Html *out, const Person *person)
{
	ChronologyEntry *entries = NULL;
	size_t count = 0;
	Status status = chronology_of(care, person->id, &entries, &count);
	if (status != STATUS_OK)
		return status;
	html_open(out, "section", ATTRIBUTES({"class", S("kith-sheet")}));
	html_element(out, "h2", ATTRIBUTES({"class", S("govuk-heading-m")}), person->name);
	html_open(out, "table", ATTRIBUTES({"class", S("govuk-table kith-table--dense")}));
	sheet_head(out, care->arena, person, care_today(care));
	html_open(out, "tbody", NO_ATTRIBUTES);
	for (size_t i = 0; i < count; i++) {
		Str cells[] = {when_words(care->arena, &entries[i]), what_words(&entries[i]), entries[i].significance,
			source_words(care, &entries[i])};
		if (entries[i].gone && !entries[i].apart)
			continue; /* on paper there is nothing left to mend */
		html_open(out, "tr", NO_ATTRIBUTES);
		for (size_t k = 0; k < sizeof cells / sizeof cells[0]; k++) {
			html_open(out, "td", ATTRIBUTES({"class", S("govuk-table__cell")}));
			html_lines(out, cells[k]);
			html_close(out, "td");
		}
		html_close(out, "tr");
	}
	html_close(out, "tbody");
	html_close(out, "table");
	if (count == 0)
		bit_paragraph(out, S("Nothing is picked for this person yet."));
	html_close(out, "section");
	return STATUS_OK;
}

static size_t sheets_asked(const Request *request, Str *out)
{
	size_t count = 0;
	for (size_t i = 0; i < request->query_count && count < SHEETS_MAX - 1; i++)
		if (str_equal(request->query[i].name, S("with")) && id_is_valid(request->query[i].value))
			out[count++] = request->query[i].value;
	return count;
}

void page_chronology_print(const Request *request, Response *response)
{
	Care *care = page_care(request);
	RecordPage record = {0};
	Str with[SHEETS_MAX];
	size_t count = sheets_asked(request, with);
	if (!record_open(request, response, request_parameter(request, S("person")), &record))
		return;
	Html out = html_make(request->arena);
	bit_heading(&out, S("Chronology"));
	bit_note(&out, str_format(request->arena, "Printed by %.*s. Keep it as safe as the record.", STR_ARG(care->actor_name)));
	Status status = sheet_show(care, &out, &record.person);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		Person other = {0};
		status = person_open(care, with[i], S("page"), &other);
		if (status == STATUS_OK)
			status = sheet_show(care, &out, &other);
	}
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	page_public(request, response, (PublicPage){.content = html_finish(&out), .is_print = true, .is_wide = true,
		.title = str_format(request->arena, "Chronology of %.*s", STR_ARG(record.person.name)),
		.back_href = bit_person_href(request->arena, record.person.id, "/chronology")});
}

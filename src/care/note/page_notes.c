#include "care/note/page_notes.h"

#include "care/pages/note_form.h"

enum { WORDS_SHOWN_MAX = 8 };

static void heading(Care *care, Html *out, const Note *note)
{
	html_element(out, "h3", ATTRIBUTES({"class", S("kith-card__title")}), str_format(care->arena, "%.*s, %.*s",
		STR_ARG(note_kind_words(care, note->kind)),
		STR_ARG(note_happened_words(care->arena, note->happened_on, note->happened_time))));
}

static Str signed_words(Care *care, const Note *note)
{
	Arena *arena = care->arena;
	int days = instant_london_date(note->made_at) - note->happened_on;
	Str by = bit_by_words(note->by_name);
	Str parts[] = {str_format(arena, "Signed by %.*s", STR_ARG(by)), note->by_team,
		page_when(arena, note->made_at, care_now(care)),
		days > NOTE_LATE_DAYS ? str_format(arena, "written %d days after it happened", days) : (Str){0},
		str_is_empty(note->corrects) ? (Str){0} : S("corrects an earlier note")};
	return bit_list(arena, parts, sizeof parts / sizeof parts[0], " \xC2\xB7 ");
}

static void people_show(Care *care, Html *out, const Note *note)
{
	if (!str_is_empty(note->present))
		html_element(out, "p", ATTRIBUTES({"class", S("govuk-body")}),
			str_format(care->arena, "There: %.*s", STR_ARG(note->present)));
	if (note->other_count == 0)
		return;
	html_open(out, "p", ATTRIBUTES({"class", S("govuk-body")}));
	html_text(out, S("Also about "));
	for (size_t i = 0; i < note->other_count; i++) {
		if (i > 0)
			html_text(out, S(", "));
		component_link(out, &(Link){.href = bit_person_href(care->arena, note->others[i].id, ""),
			.text = note->others[i].name});
	}
	html_close(out, "p");
}

/* A small form that asks for a reason and sends it. */
static void reason_form(const Request *request, Html *out, Str action, Str label, Str button, Str id)
{
	component_form_open(out, &(PageForm){.action = action, .token = request->form_token});
	component_text_input(out, &(TextInput){.name = S("reason"), .id = str_concat(request->arena, S("reason-"), id),
		.label = label});
	component_button(out, &(Button){.text = button, .kind = BUTTON_SECONDARY, .prevent_double_click = true});
	component_form_close(out);
}

static Str note_href(Arena *arena, Str person, Str note, const char *what)
{
	return str_format(arena, "/people/%.*s/notes/%.*s/%s", STR_ARG(person), STR_ARG(note), what);
}

static void actions_show(const Request *request, Html *out, Str person, const Note *note)
{
	Arena *arena = request->arena;
	Html inside = html_make(arena);
	html_open(&inside, "p", ATTRIBUTES({"class", S("govuk-body")}));
	component_link(&inside, &(Link){.href = note_href(arena, person, note->id, "correct"), .text = S("Correct this note")});
	html_close(&inside, "p");
	reason_form(request, &inside, note_href(arena, person, note->id, "withdraw"), S("Or why is it withdrawn?"),
		S("Withdraw"), note->id);
	component_details(out, &(Details){.summary = S("Correct or withdraw"), .markup = html_finish(&inside)});
}

static void withdrawn_show(const Request *request, Html *out, Str person, const Note *note)
{
	Care *care = page_care(request);
	bool replaced = !str_is_empty(note->replaced_by);
	html_element(out, "p", ATTRIBUTES({"class", S("govuk-body")}), str_format(care->arena, "%s by %.*s, %.*s: %.*s",
		replaced ? "Replaced by a corrected note" : "Withdrawn", STR_ARG(note->withdrawn_by),
		STR_ARG(page_when(care->arena, note->withdrawn_at, care_now(care))), STR_ARG(note->withdrawn_reason)));
	Html inside = html_make(care->arena);
	reason_form(request, &inside, note_href(care->arena, person, note->id, "read"), S("Why do you need to read it?"),
		S("Read what it said"), note->id);
	component_details(out, &(Details){.summary = S("Read what it said"), .markup = html_finish(&inside)});
}

static void note_show(const Request *request, Html *out, Str person, const Note *note)
{
	Care *care = page_care(request);
	html_open(out, "article", ATTRIBUTES({"class", S("kith-card")},
		{"id", str_concat(care->arena, S("note-"), note->id)}));
	heading(care, out, note);
	bit_note(out, signed_words(care, note));
	if (note->apart) {
		html_element(out, "p", ATTRIBUTES({"class", S("govuk-body")}), str_is_empty(note->ask)
			? S("This note is also about somebody whose record is kept apart.")
			: str_format(care->arena, "This note is also about somebody whose record is kept apart. Ask %.*s.",
				STR_ARG(note->ask)));
	} else if (note->withdrawn_at != INSTANT_NONE) {
		withdrawn_show(request, out, person, note);
	} else {
		people_show(care, out, note);
		html_open(out, "p", ATTRIBUTES({"class", S("govuk-body kith-noted")}));
		html_lines(out, note->body);
		html_close(out, "p");
		if (note_may_change(care, note))
			actions_show(request, out, person, note);
	}
	html_close(out, "article");
}

static void drafts_show(const Request *request, Html *out, const RecordPage *record, const NoteDraft *drafts, size_t count)
{
	Care *care = page_care(request);
	if (count == 0)
		return;
	component_card_open(out, &(Card){.title = S("Your drafts: nobody else sees them")});
	for (size_t i = 0; i < count; i++) {
		Str body = drafts[i].body.length > 80 ? str_format(care->arena, "%.*s\xE2\x80\xA6", 80, drafts[i].body.data)
			: drafts[i].body;
		if (!str_is_utf8(body)) /* cut inside a character */
			body = S("A draft");
		html_open(out, "div", ATTRIBUTES({"class", S("kith-draft")}));
		component_link(out, &(Link){.text = str_is_empty(str_trim(body)) ? S("An empty draft") : body,
			.href = str_format(care->arena, "/people/%.*s/notes?draft=%.*s#write", STR_ARG(record->person.id),
				STR_ARG(drafts[i].id))});
		bit_note(out, str_format(care->arena, "saved %.*s", STR_ARG(page_ago(care->arena, drafts[i].saved_at,
			care_now(care)))));
		component_form_open(out, &(PageForm){.token = request->form_token,
			.action = bit_person_href(care->arena, record->person.id, "/notes/discard")});
		component_hidden(out, S("draft"), drafts[i].id);
		component_button(out, &(Button){.text = S("Throw away"), .kind = BUTTON_SECONDARY,
			.hidden_text = S("this draft")});
		component_form_close(out);
		html_close(out, "div");
	}
	component_card_close(out);
}

typedef struct NotesPage {
	NoteFilter filter;
	size_t page;
	const NoteDraft *draft; /* NULL: an empty one, or the one that is asked for */
	const WordInstead *const *words;
	size_t word_count;
	Str notice;
} NotesPage;

/* Letters, digits and marks that need no coding; everything else as %XX. */
static Str query_value(Arena *arena, Str text)
{
	Buffer out = buffer_make(arena, text.length * 3 + 1);
	for (size_t i = 0; i < text.length; i++) {
		unsigned char c = (unsigned char)text.data[i];
		bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
		if (plain)
			buffer_add_character(&out, (char)c);
		else
			buffer_add_format(&out, "%%%02X", c);
	}
	return buffer_str(&out);
}

static Str page_href(Arena *arena, const NotesPage *page, size_t number)
{
	return str_format(arena, "/people/%.*s/notes?q=%.*s&kind=%.*s&page=%zu", STR_ARG(page->filter.person),
		STR_ARG(query_value(arena, page->filter.words)), STR_ARG(query_value(arena, page->filter.kind)), number);
}

static void filter_show(Care *care, Html *out, const NotesPage *page)
{
	const OptionList *kinds = practice_list(care->practice, S("note-kinds"));
	size_t count = kinds == NULL ? 0 : kinds->count;
	SelectItem *items = ARENA_ARRAY(care->arena, SelectItem, count + 1);
	items[0] = (SelectItem){.value = S(""), .text = S("Any")};
	for (size_t i = 0; i < count; i++)
		items[i + 1] = (SelectItem){.value = kinds->options[i].code, .text = kinds->options[i].worker};
	Filter filter = {.action = bit_person_href(care->arena, page->filter.person, "/notes"), .button_text = S("Find"),
		.title = S("Find a note"), .clear_href = bit_person_href(care->arena, page->filter.person, "/notes")};
	component_filter_open(out, &filter);
	component_text_input(out, &(TextInput){.name = S("q"), .label = S("Words in it"), .value = page->filter.words,
		.width = 20});
	component_select(out, &(Select){.name = S("kind"), .id = S("kind-filter"), .label = S("What it tells of"),
		.items = items, .item_count = count + 1, .value = page->filter.kind});
	component_filter_close(out, &filter);
}

static Status list_show(const Request *request, Html *out, const RecordPage *record, const NotesPage *page)
{
	Care *care = page_care(request);
	Note *notes = NULL;
	size_t count = 0;
	bool filtered = !str_is_empty(page->filter.words) || !str_is_empty(page->filter.kind);
	Status status = notes_of(care, &page->filter, &notes, &count);
	if (status != STATUS_OK)
		return status;
	html_element(out, "h2", ATTRIBUTES({"class", S("govuk-heading-m")}), filtered ? S("Notes found") : S("All notes"));
	filter_show(care, out, page);
	if (count == 0)
		component_empty_state(out, &(EmptyState){.title = filtered ? S("No note fits") : S("No notes yet"),
			.text = filtered ? S("Try fewer words, or another kind.")
				: S("What colleagues saw, heard or decided stands here, the latest first.")});
	size_t shown = count > NOTES_PAGE ? NOTES_PAGE : count;
	for (size_t i = 0; i < shown; i++)
		note_show(request, out, record->person.id, &notes[i]);
	component_pagination(out, &(Pagination){.label = S("Pages of notes"),
		.previous_href = page->page > 1 ? page_href(care->arena, page, page->page - 1) : (Str){0},
		.next_href = count > shown ? page_href(care->arena, page, page->page + 1) : (Str){0}});
	return STATUS_OK;
}

static Status write_show(const Request *request, Html *out, const RecordPage *record, const NotesPage *page)
{
	Care *care = page_care(request);
	NoteDraft *drafts = NULL;
	size_t count = 0;
	NoteDraft draft = note_draft_new(care, record->person.id);
	Str asked = request_query(request, S("draft"));
	if (!note_may_write(care))
		return STATUS_OK;
	Status status = note_drafts(care, record->person.id, &drafts, &count);
	if (status != STATUS_OK)
		return status;
	for (size_t i = 0; i < count; i++)
		if (str_equal(drafts[i].id, asked))
			draft = drafts[i];
	if (page->draft != NULL)
		draft = *page->draft;
	if (!str_is_empty(page->notice))
		component_notification_banner(out, &(NotificationBanner){.text = page->notice});
	component_card_open(out, &(Card){.id = S("write"), .title = str_is_empty(draft.corrects) ? S("Write a note")
		: S("Correct a note")});
	status = note_form_show(request, out, record, &(NoteForm){.draft = &draft, .words = page->words,
		.word_count = page->word_count, .rows = 6});
	component_card_close(out);
	if (status == STATUS_OK)
		drafts_show(request, out, record, drafts, count);
	return status;
}

static void answer(const Request *request, Response *response, const RecordPage *record, NotesPage page)
{
	Html out = html_make(request->arena);
	int64_t number = 1;
	if (str_to_integer(request_query(request, S("page")), &number) != STATUS_OK || number < 1 || number > 1000)
		number = 1;
	page.page = (size_t)number;
	page.filter = (NoteFilter){.person = record->person.id, .kind = request_query(request, S("kind")),
		.words = request_query(request, S("q")), .skip = (page.page - 1) * NOTES_PAGE, .most = NOTES_PAGE + 1};
	bit_heading(&out, S("Notes"));
	component_problems(&out, &page_care(request)->problems);
	Status status = write_show(request, &out, record, &page);
	if (status == STATUS_OK)
		status = list_show(request, &out, record, &page);
	if (status != STATUS_OK)
		page_status(request, response, status);
	else
		record_show(request, response, record, S("Notes"), "/notes", html_finish(&out));
}

void page_notes(const Request *request, Response *response)
{
	RecordPage record = {0};
	if (record_open(request, response, request_parameter(request, S("person")), &record))
		answer(request, response, &record, (NotesPage){0});
}

static Str notes_href(Arena *arena, Str person, Str note)
{
	return str_format(arena, "/people/%.*s/notes%s%.*s", STR_ARG(person), str_is_empty(note) ? "" : "#note-",
		STR_ARG(note));
}

/* A changed field, by script: only whether it was kept. */
static void answer_autosave(const Request *request, Response *response, NoteDraft *draft)
{
	Care *care = page_care(request);
	Status status = note_draft_save(care, draft);
	response_text(response, status == STATUS_OK ? 204 : status == STATUS_STALE || status == STATUS_CONFLICT ? 409 : 422,
		S("text/plain; charset=utf-8"), (Str){0});
	if (status == STATUS_OK)
		response->headers[response->header_count++] = (FormField){.name = S("Record-Version"),
			.value = str_format(request->arena, "%lld", (long long)draft->version)};
}

/* Another window has saved the same draft: both are kept. */
static Status save_beside(Care *care, NoteDraft *draft)
{
	draft->id = id_make(care->ids, care->arena);
	draft->version = 0;
	return note_draft_save(care, draft);
}

static void post_save(const Request *request, Response *response, const RecordPage *record, NoteDraft *draft)
{
	Care *care = page_care(request);
	Status status = note_draft_save(care, draft);
	if (status == STATUS_STALE) {
		status = save_beside(care, draft);
		if (status == STATUS_OK) {
			answer(request, response, record, (NotesPage){.draft = draft,
				.notice = S("This draft was changed in another window. Both are kept: this one, and the other among "
					"your drafts.")});
			return;
		}
	}
	if (status == STATUS_OK)
		response_redirect(response, str_format(request->arena, "/people/%.*s/notes?draft=%.*s#write",
			STR_ARG(record->person.id), STR_ARG(draft->id)));
	else if (status == STATUS_INVALID)
		answer(request, response, record, (NotesPage){.draft = draft});
	else
		page_status(request, response, status);
}

static void post_sign(const Request *request, Response *response, const RecordPage *record, NoteDraft *draft)
{
	Care *care = page_care(request);
	const WordInstead *words[WORDS_SHOWN_MAX];
	size_t count = request_form_has(request, S("looked")) ? 0
		: practice_words_that_hurt(care->arena, draft->body, words, WORDS_SHOWN_MAX);
	Status status = STATUS_OK;
	if (count > 0) {
		status = note_draft_save(care, draft);
		if (status == STATUS_STALE)
			status = save_beside(care, draft);
		if (status == STATUS_OK || status == STATUS_INVALID) {
			answer(request, response, record, (NotesPage){.draft = draft, .words = words, .word_count = count});
			return;
		}
	}
	if (status == STATUS_OK)
		status = note_sign(care, draft);
	/* Sent twice, signed once: the second time leads to the same place. */
	if (status == STATUS_OK || (status == STATUS_CONFLICT && str_is_empty(draft->corrects)))
		response_redirect(response, notes_href(request->arena, record->person.id, draft->id));
	else if (status == STATUS_INVALID)
		answer(request, response, record, (NotesPage){.draft = draft});
	else
		page_status(request, response, status);
}

void page_note_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	RecordPage record = {0};
	if (!record_open(request, response, request_parameter(request, S("person")), &record))
		return;
	NoteDraft draft = note_form_read(request, record.person.id);
	if (!note_may_write(care))
		page_status(request, response, STATUS_REFUSED);
	else if (request_form_has(request, S("autosave")))
		answer_autosave(request, response, &draft);
	else if (problems_any(&care->problems))
		answer(request, response, &record, (NotesPage){.draft = &draft});
	else if (str_equal(request_form(request, S("do")), S("save")))
		post_save(request, response, &record, &draft);
	else
		post_sign(request, response, &record, &draft);
}

void page_note_discard_post(const Request *request, Response *response)
{
	RecordPage record = {0};
	if (!record_open(request, response, request_parameter(request, S("person")), &record))
		return;
	Status status = note_draft_discard(page_care(request), request_form(request, S("draft")));
	if (status == STATUS_OK)
		response_redirect(response, notes_href(request->arena, record.person.id, (Str){0}));
	else
		page_status(request, response, status);
}

void page_note_correct(const Request *request, Response *response)
{
	Care *care = page_care(request);
	RecordPage record = {0};
	Note note = {0};
	if (!record_open(request, response, request_parameter(request, S("person")), &record))
		return;
	Status status = note_find(care, request_parameter(request, S("note")), &note);
	if (status == STATUS_OK && !note_may_change(care, &note))
		status = STATUS_REFUSED;
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	NoteDraft draft = note_draft_new(care, record.person.id);
	draft.kind = note.kind;
	draft.happened_on = note.happened_on;
	draft.happened_time = note.happened_time;
	draft.present = note.present;
	draft.body = note.body;
	draft.corrects = note.id;
	for (size_t i = 0; i < note.other_count && draft.people_count < NOTE_PEOPLE_MAX; i++)
		if (!str_equal(note.others[i].id, record.person.id))
			draft.people[draft.people_count++] = note.others[i].id;
	answer(request, response, &record, (NotesPage){.draft = &draft});
}

void page_note_withdraw_post(const Request *request, Response *response)
{
	RecordPage record = {0};
	Str note = request_parameter(request, S("note"));
	if (!record_open(request, response, request_parameter(request, S("person")), &record))
		return;
	Status status = note_withdraw(page_care(request), note, str_trim(request_form(request, S("reason"))));
	if (status == STATUS_OK)
		response_redirect(response, notes_href(request->arena, record.person.id, note));
	else if (status == STATUS_INVALID)
		answer(request, response, &record, (NotesPage){0});
	else
		page_status(request, response, status);
}

void page_note_read_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	RecordPage record = {0};
	Note note = {0};
	if (!record_open(request, response, request_parameter(request, S("person")), &record))
		return;
	Status status = note_read_withdrawn(care, request_parameter(request, S("note")),
		str_trim(request_form(request, S("reason"))), &note);
	if (status == STATUS_INVALID) {
		answer(request, response, &record, (NotesPage){0});
		return;
	}
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	Html out = html_make(request->arena);
	bit_heading(&out, S("A note that does not stand any more"));
	component_warning_text(&out, &(WarningText){.text = S("This note was withdrawn or corrected. Do not act on it.")});
	html_element(&out, "h2", ATTRIBUTES({"class", S("govuk-heading-m")}), str_format(request->arena, "%.*s, %.*s",
		STR_ARG(note_kind_words(care, note.kind)),
		STR_ARG(note_happened_words(request->arena, note.happened_on, note.happened_time))));
	bit_note(&out, signed_words(care, &note));
	html_open(&out, "p", ATTRIBUTES({"class", S("govuk-body kith-noted")}));
	html_lines(&out, note.body);
	html_close(&out, "p");
	record_show(request, response, &record, S("A withdrawn note"), "/notes", html_finish(&out));
}

#include "care/letter/page_letters.h"

#include "care/access/access.h"
#include "care/letter/letter.h"
#include "care/letter/page_letter.h"
#include "care/pages/bits.h"

static const Str FORMATS[] = {S_INIT("print"), S_INIT("large"), S_INIT("colour")};
enum { FORMAT_COUNT = sizeof FORMATS / sizeof FORMATS[0] };

static Str letter_href(Arena *arena, Str letter)
{
	return str_format(arena, "/letters/%.*s/sending", STR_ARG(letter));
}

static Str run_href(Arena *arena, Str run, const char *rest)
{
	return str_format(arena, "/desk/letters/runs/%.*s%s", STR_ARG(run), rest);
}

static Str count_words(Arena *arena, size_t count, bool more)
{
	return str_format(arena, more ? "%zu or more letters" : count == 1 ? "%zu letter" : "%zu letters", count);
}

static TableRow letter_row(Care *care, const LetterSending *letter, Str third, Str fourth)
{
	Arena *arena = care->arena;
	Str language = letter_language_words(care, letter->language);
	Str how[] = {letter_format_words(letter->format), language, letter->to_other ? S("to somebody else") : (Str){0}};
	TableCell *cells = ARENA_ARRAY(arena, TableCell, 4);
	cells[0].markup = bit_link_with_note(arena, letter_href(arena, letter->id), letter->title,
		bit_list(arena, how, sizeof how / sizeof how[0], ", "));
	if (str_is_empty(letter->person))
		cells[1].text = letter->to_other ? S("about nobody\xE2\x80\x99s record") : S("not matched yet");
	else
		cells[1].markup = bit_link(arena, bit_person_href(arena, letter->person, ""),
			str_is_empty(letter->name) ? S("a person without a name") : letter->name);
	cells[2].text = third;
	cells[3].text = fourth;
	return (TableRow){.cells = cells, .cell_count = 4};
}

static void letters_table(Care *care, Html *out, Str caption, Str fourth, const LetterSending *letters, size_t count)
{
	const TableColumn columns[] = {{.text = S("Letter")}, {.text = S("Person")}, {.text = S("Made")}, {.text = fourth}};
	TableRow *rows = ARENA_ARRAY(care->arena, TableRow, count + 1);
	for (size_t i = 0; i < count; i++) {
		Str made = date_format_short_words(care->arena, instant_london_date(letters[i].made_at));
		rows[i] = letter_row(care, &letters[i], made, letter_state_words(care->arena, &letters[i]));
	}
	component_table(out, &(Table){.caption = caption, .columns = columns, .column_count = 4, .rows = rows, .row_count = count,
		.is_dense = true});
}

/* --- the desk ---------------------------------------------------------------------------------------------------------- */

static void pile_show(const Request *request, Html *out, Str format, size_t count)
{
	component_form_open(out, &(PageForm){.action = S("/desk/letters/print"), .token = request->form_token});
	component_hidden(out, S("format"), format);
	component_button(out, &(Button){.prevent_double_click = true, .text = str_format(request->arena, "Print: %.*s (%.*s)",
		STR_ARG(letter_format_words(format)), STR_ARG(count_words(request->arena, count, count >= LETTERS_SHOWN_MAX)))});
	component_form_close(out);
}

static void waiting_show(const Request *request, Html *out, const LetterSending *letters, size_t count)
{
	Care *care = page_care(request);
	bit_heading_small(out, S("By post"));
	if (count == 0) {
		component_empty_state(out, &(EmptyState){.title = S("Nothing waits for the post"),
			.text = S("A letter that an outcome makes stands here until it is printed.")});
		return;
	}
	component_button_group_open(out);
	for (size_t f = 0; f < FORMAT_COUNT; f++) {
		size_t pile = 0;
		for (size_t i = 0; i < count; i++)
			pile += str_equal(letters[i].format, FORMATS[f]) && letter_has_reader(&letters[i]) ? 1 : 0;
		if (pile > 0)
			pile_show(request, out, FORMATS[f], pile);
	}
	component_button_group_close(out);
	bit_note(out, str_format(request->arena, "At most %d at a time. Whether each may go, and where to, is looked up as it is printed.",
		LETTERS_RUN_MAX));
	letters_table(care, out, S("Letters that wait, the oldest first"), S("How it stands"), letters, count);
}

static void email_show(const Request *request, Html *out, const LetterSending *letters, size_t count, bool on)
{
	size_t agreed = 0;
	for (size_t i = 0; i < count; i++)
		agreed += letters[i].by_email && letters[i].noticed_at == INSTANT_NONE ? 1 : 0;
	bit_heading_small(out, S("By e-mail"));
	if (!on) {
		bit_paragraph(out, S("This installation tells nobody by e-mail. An administrator can change that under Messages."));
		return;
	}
	bit_paragraph(out, agreed == 0 ? S("Nobody who agreed to hear by e-mail waits to be told.")
		: str_format(request->arena, "%.*s for people who agreed to hear by e-mail. The message has the reference and our number, "
		"and nothing of the letter. The letter itself goes by post.", STR_ARG(count_words(request->arena, agreed, false))));
	if (agreed == 0)
		return;
	component_form_open(out, &(PageForm){.action = S("/desk/letters/notice"), .token = request->form_token});
	component_button(out, &(Button){.text = S("Tell them by e-mail"), .kind = BUTTON_SECONDARY, .prevent_double_click = true});
	component_form_close(out);
}

static void runs_show(Care *care, Html *out, const LetterRun *runs, size_t count)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("Printed together")}, {.text = S_INIT("Letters"), .is_numeric = true},
		{.text = S_INIT("How it stands")}};
	Arena *arena = care->arena;
	TableRow *rows = ARENA_ARRAY(arena, TableRow, count + 1);
	for (size_t i = 0; i < count; i++) {
		TableCell *cells = ARENA_ARRAY(arena, TableCell, 3);
		cells[0].markup = bit_link_with_note(arena, run_href(arena, runs[i].id, ""), page_when(arena, runs[i].changed_at,
			care_now(care)), letter_format_words(runs[i].format));
		cells[1].text = str_format(arena, "%lld", (long long)runs[i].letters);
		cells[2].text = runs[i].sent_on == DATE_NONE ? S("Not said to be posted")
			: str_concat(arena, S("Posted on "), date_format_words(arena, runs[i].sent_on));
		rows[i] = (TableRow){.cells = cells, .cell_count = 3};
	}
	if (count > 0)
		component_table(out, &(Table){.caption = S("Printed, and posted lately"), .columns = COLUMNS, .column_count = 3, .rows = rows,
			.row_count = count, .is_dense = true});
}

/* What else stands on the desk, and the names in it. */
typedef struct DeskList {
	Str state;
	Str caption;
	Str fourth;
	bool lately; /* only the last ones */
	LetterSending *letters;
	size_t count;
} DeskList;

enum { DESK_WAITING, DESK_HELD, DESK_DRAFT, DESK_RETURNED, DESK_STOPPED, DESK_LISTS };

static Status desk_read(Care *care, DeskList *lists)
{
	Str *people = ARENA_ARRAY(care->arena, Str, (size_t)DESK_LISTS * LETTERS_SHOWN_MAX + 1);
	size_t count = 0;
	Status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < DESK_LISTS; i++) {
		status = lists[i].lately ? letters_lately(care, lists[i].state, &lists[i].letters, &lists[i].count)
			: letters_in_state(care, lists[i].state, &lists[i].letters, &lists[i].count);
		for (size_t k = 0; status == STATUS_OK && k < lists[i].count; k++)
			people[count++] = lists[i].letters[k].person;
	}
	return status == STATUS_OK ? care_audit_read(care, S("letters"), people, count) : status;
}

/* said: a sentence about what was just done; may be empty. */
static void desk_show(const Request *request, Response *response, Str said)
{
	Care *care = page_care(request);
	DeskList lists[DESK_LISTS] = {
		[DESK_WAITING] = {.state = S("waiting")},
		[DESK_HELD] = {.state = S("held"), .caption = S("Held: somebody looks into it"), .fourth = S("Why")},
		[DESK_DRAFT] = {.state = S("draft"), .caption = S("Drafts in another language or in easy words: who reads them?"),
			.fourth = S("How it stands")},
		[DESK_RETURNED] = {.state = S("returned"), .caption = S("Came back lately"), .fourth = S("How it stands"), .lately = true},
		[DESK_STOPPED] = {.state = S("stopped"), .caption = S("Do not go"), .fourth = S("Why"), .lately = true},
	};
	LetterRun *runs = NULL;
	Setting by_email = {0};
	size_t run_count = 0;
	Html out = html_make(request->arena);
	Status status = desk_read(care, lists);
	if (status == STATUS_OK)
		status = letter_runs(care, &runs, &run_count);
	if (status == STATUS_OK)
		status = setting_read(care, SETTING_LETTERS_BY_EMAIL, S("off"), &by_email);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	const DeskList *waiting = &lists[DESK_WAITING];
	if (!str_is_empty(said))
		component_notification_banner(&out, &(NotificationBanner){.text = said, .is_success = true});
	bit_heading(&out, S("Letters to send"));
	waiting_show(request, &out, waiting->letters, waiting->count);
	runs_show(care, &out, runs, run_count);
	email_show(request, &out, waiting->letters, waiting->count, str_equal(by_email.value, S("notice")));
	for (size_t i = DESK_HELD; i < DESK_LISTS; i++)
		if (lists[i].count > 0)
			letters_table(care, &out, lists[i].caption, lists[i].fourth, lists[i].letters, lists[i].count);
	page_staff(request, response, (StaffPage){.title = S("Letters to send"), .content = html_finish(&out)}, S("/desk/letters"));
}

void page_letters(const Request *request, Response *response)
{
	desk_show(request, response, (Str){0});
}

void page_letters_print_post(const Request *request, Response *response)
{
	Str run = {0};
	size_t held = 0;
	Status status = letters_print(page_care(request), request_form(request, S("format")), &run, &held);
	if (status != STATUS_OK)
		page_status(request, response, status);
	else if (!str_is_empty(run))
		response_redirect(response, run_href(request->arena, run, ""));
	else
		desk_show(request, response, held == 0 ? S("There was nothing that may go.")
			: str_format(request->arena, "There was nothing that may go. %.*s is held: see why below.",
			STR_ARG(count_words(request->arena, held, false))));
}

void page_letters_notice_post(const Request *request, Response *response)
{
	size_t told = 0;
	Status status = letters_notice(page_care(request), &told);
	if (status != STATUS_OK)
		page_status(request, response, status);
	else
		desk_show(request, response, str_format(request->arena, "%zu %s to go out by e-mail.", told,
			told == 1 ? "message waits" : "messages wait"));
}

/* --- what was printed together ----------------------------------------------------------------------------------------- */

static void run_forms(const Request *request, Html *out, Str run, bool posted)
{
	Care *care = page_care(request);
	component_button(out, &(Button){.text = S("Open for printing"), .href = run_href(request->arena, run, "/print")});
	if (!posted) {
		component_form_open(out, &(PageForm){.action = run_href(request->arena, run, "/posted"), .token = request->form_token});
		page_day_field(request, out, &(DayField){.name = S("on"), .legend = S("They were posted on"), .day = care_today(care),
			.typed = problems_any(&care->problems), .error = problems_for_field(&care->problems, S("on"))});
		component_button(out, &(Button){.text = S("All of these were posted"), .prevent_double_click = true});
		component_form_close(out);
	}
	component_form_open(out, &(PageForm){.action = run_href(request->arena, run, "/undo"), .token = request->form_token});
	component_button(out, &(Button){.kind = BUTTON_SECONDARY, .prevent_double_click = true,
		.text = posted ? S("Undo: they were not posted") : S("Undo: they wait again")});
	component_form_close(out);
}

static bool run_opens(const Request *request, Response *response, Str run, LetterSending **letters, size_t *count)
{
	Status status = letters_of_run(page_care(request), run, letters, count);
	if (status != STATUS_OK)
		page_status(request, response, status);
	return status == STATUS_OK;
}

void page_letters_run(const Request *request, Response *response)
{
	Care *care = page_care(request);
	Str run = request_parameter(request, S("run"));
	LetterSending *letters = NULL;
	size_t count = 0;
	if (!run_opens(request, response, run, &letters, &count))
		return;
	Html out = html_make(request->arena);
	bool posted = str_equal(letters[0].state, S("sent"));
	bit_heading(&out, str_format(request->arena, "%.*s: %.*s", STR_ARG(letter_format_words(letters[0].format)),
		STR_ARG(count_words(request->arena, count, false))));
	run_forms(request, &out, run, posted);
	letters_table(care, &out, S("In this sheaf"), S("How it stands"), letters, count);
	page_staff(request, response, (StaffPage){.title = S("Letters printed together"), .problems = &care->problems,
		.content = html_finish(&out)}, S("/desk/letters"));
}

static void sheet_show(Care *care, Html *out, const LetterSending *letter)
{
	const Council *council = practice_council(care->practice);
	html_open(out, "section", ATTRIBUTES({"class", S("kith-sheet kith-envelope")}));
	html_open(out, "p", ATTRIBUTES({"class", S("govuk-body")}));
	html_lines(out, letter->address);
	html_close(out, "p");
	bit_note(out, str_format(care->arena, "If it cannot be delivered, please send it back to %.*s. Reference %.*s.",
		STR_ARG(council->name), STR_ARG(letter->work_reference)));
	html_close(out, "section");
	html_open(out, "section", ATTRIBUTES({"class", S("kith-sheet")}, {"lang", practice_language(care->practice, letter->language)->tag}));
	html_element(out, "h2", ATTRIBUTES({"class", S("govuk-heading-l")}), letter->title);
	bit_note(out, str_format(care->arena, "%.*s, %.*s", STR_ARG(council->name),
		STR_ARG(date_format_words(care->arena, instant_london_date(letter->made_at)))));
	bit_letter_text(out, letter->content);
	html_close(out, "section");
}

void page_letters_run_print(const Request *request, Response *response)
{
	Care *care = page_care(request);
	Str run = request_parameter(request, S("run"));
	LetterSending *letters = NULL;
	size_t count = 0;
	if (!run_opens(request, response, run, &letters, &count))
		return;
	Html out = html_make(request->arena);
	html_element(&out, "h1", ATTRIBUTES({"class", S("govuk-visually-hidden")}), S("Letters for printing"));
	for (size_t i = 0; i < count; i++)
		sheet_show(care, &out, &letters[i]);
	page_public(request, response, (PublicPage){.title = S("Letters for printing"), .content = html_finish(&out), .is_print = true,
		.is_large = str_equal(letters[0].format, S("large")), .back_href = run_href(request->arena, run, "")});
}

void page_letters_run_posted_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	Str run = request_parameter(request, S("run"));
	Status status = letters_posted(care, run, page_day_read(request, S("on")));
	if (status == STATUS_OK)
		response_redirect(response, S("/desk/letters"));
	else if (status == STATUS_INVALID)
		page_letters_run(request, response);
	else
		page_status(request, response, status);
}

void page_letters_run_undo_post(const Request *request, Response *response)
{
	Status status = letters_run_undo(page_care(request), request_parameter(request, S("run")));
	if (status == STATUS_OK)
		response_redirect(response, S("/desk/letters"));
	else
		page_status(request, response, status);
}

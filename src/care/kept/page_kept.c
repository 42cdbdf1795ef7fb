#include "care/kept/page_kept.h"

#include "base/log.h"
#include "care/kept/kept.h"
#include "care/pages/record.h"
#include "care/pages/site.h"
#include "care/work/work.h"
#include "web/form_parser.h"
#include "web/form_token.h"
#include "web/router.h"

enum { FIELDS_BYTES_MAX = 3 * 1024 * 1024, QUESTIONS_SHOWN_MAX = 300 };

static const Str PREFIX = S_INIT("/work/");
static const Str SUFFIX = S_INIT("/save");

/* The work that a save is of; empty for any other address. */
static Str work_of(Str path)
{
	size_t ends = PREFIX.length + ID_LENGTH;
	if (path.length != ends + SUFFIX.length || !str_starts_with(path, PREFIX)
	    || !str_equal(str_slice(path, ends, path.length), SUFFIX))
		return (Str){0};
	return str_slice(path, PREFIX.length, ends);
}

/* Passwords and codes are kept nowhere, by their address and by their name; what waits here does not wait twice. */
static bool is_secret(const Request *request)
{
	static const Str ADDRESSES[] = {S_INIT("/account"), S_INIT("/sign-out"), S_INIT("/kept/"), S_INIT("/administration/users")};
	static const Str NAMES[] = {S_INIT("password"), S_INIT("current")};
	for (size_t i = 0; i < sizeof ADDRESSES / sizeof *ADDRESSES; i++)
		if (str_starts_with(request->path, ADDRESSES[i]))
			return true;
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
		if (request_form_has(request, NAMES[i]))
			return true;
	return false;
}

/* Empty when there are none, or it would be too much. */
static Str fields_text(const Request *request)
{
	size_t bytes = 0;
	for (size_t i = 0; i < request->form_count; i++)
		bytes += 3 * (request->form[i].name.length + request->form[i].value.length) + 2;
	if (bytes > FIELDS_BYTES_MAX)
		return (Str){0};
	Buffer out = buffer_make(request->arena, FIELDS_BYTES_MAX);
	for (size_t i = 0; i < request->form_count; i++) {
		if (str_equal(request->form[i].name, FORM_TOKEN_NAME))
			continue;
		if (out.length > 0)
			buffer_add_character(&out, '&');
		buffer_add(&out, percent_encode(request->arena, request->form[i].name));
		buffer_add_character(&out, '=');
		buffer_add(&out, percent_encode(request->arena, request->form[i].value));
	}
	return buffer_str(&out);
}

/* A file that was chosen: a browser sends an empty one where none was. */
static int64_t files_chosen(const Request *request)
{
	int64_t count = 0;
	for (size_t i = 0; i < request->file_count; i++)
		count += str_is_empty(request->files[i].name) ? 0 : 1;
	return count;
}

bool page_kept_keep(const Request *request, Str user, Response *response)
{
	/* What the script sends one by one stays in the browser, locked: it is offered from there. */
	if (is_secret(request) || request_form_has(request, S("autosave")))
		return false;
	Kept form = {.work = work_of(request->path), .path = request->path, .fields = fields_text(request),
		.files = files_chosen(request)};
	if (str_is_empty(form.fields) || kept_add(page_care(request), user, &form) != STATUS_OK)
		return false;
	response_redirect(response, S("/sign-in?then=%2Fkept"));
	return true;
}

/* --- what waits --- */

/* One answer as it was sent, in words; false when it says what its page showed already. */
static bool row_of(const Request *sent, Str id, SummaryRow *out)
{
	Care *care = page_care(sent);
	Problems problems = problems_make(sent->arena);
	QuestionSent answer = {0};
	const Question *question = practice_question(care->practice, id);
	if (question == NULL)
		return false;
	Status status = question_read(sent, question, (Str){0}, &problems, &answer);
	Str was = request_form(sent, str_concat(sent->arena, S("was-"), id));
	if (!answer.sent || (status == STATUS_OK && str_equal(answer.stored, was)))
		return false;
	Str words = status != STATUS_OK ? answer.typed : str_is_empty(answer.stored) ? S("no answer")
		: record_answer_words(care, question, answer.stored);
	*out = (SummaryRow){.key = question->worker, .value = words};
	return true;
}

static size_t rows_of(const Request *sent, SummaryRow *rows)
{
	Str *shown = ARENA_ARRAY(sent->arena, Str, QUESTIONS_SHOWN_MAX);
	size_t count = request_form_all(sent, S("shown"), shown, QUESTIONS_SHOWN_MAX);
	size_t made = 0;
	for (size_t i = 0; i < count; i++)
		made += row_of(sent, shown[i], &rows[made]) ? 1 : 0;
	return made;
}

static void throw_away(const Request *request, Html *out, const Kept *kept)
{
	component_form_open(out, &(PageForm){.token = request->form_token,
		.action = str_format(request->arena, "/kept/%.*s/remove", STR_ARG(kept->id))});
	component_button(out, &(Button){.text = S("Throw it away"), .kind = BUTTON_SECONDARY});
	component_form_close(out);
}

/* The form again as it was sent, hidden, with a token of this session: saving it collides or merges as any save does. */
static void send_again(const Request *request, Html *out, const Kept *kept, const Request *sent)
{
	component_form_open(out, &(PageForm){.token = request->form_token,
		.action = str_format(request->arena, "/work/%.*s/save", STR_ARG(kept->work))});
	component_hidden(out, S("kept"), kept->id);
	for (size_t i = 0; i < sent->form_count; i++)
		component_hidden(out, sent->form[i].name, sent->form[i].value);
	component_button(out, &(Button){.text = S("Save these answers"), .prevent_double_click = true});
	component_form_close(out);
}

static Status show_answers(const Request *request, Html *out, const Kept *kept, const Request *sent)
{
	Care *care = page_care(request);
	Work work = {0};
	Status status = work_find(care, kept->work, &work);
	if (status == STATUS_OK && !str_is_empty(work.person))
		status = care_audit_read(care, S("kept"), &work.person, 1);
	if (status != STATUS_OK && status != STATUS_NOT_FOUND && status != STATUS_REFUSED)
		return status;
	component_card_open(out, &(Card){.title = str_format(request->arena, "%.*s, sent %.*s",
		STR_ARG(status == STATUS_OK ? work.title : S("Work that you cannot open any more")),
		STR_ARG(page_when(request->arena, kept->at, care_now(care))))});
	if (status == STATUS_OK) {
		SummaryRow *rows = ARENA_ARRAY(request->arena, SummaryRow, QUESTIONS_SHOWN_MAX + 1);
		size_t count = rows_of(sent, rows);
		if (count == 0)
			bit_note(out, S("They say what the page said already."));
		else
			component_summary_list(out, &(SummaryList){.rows = rows, .row_count = count});
		send_again(request, out, kept, sent);
	}
	throw_away(request, out, kept);
	component_card_close(out);
	return STATUS_OK;
}

/* --- any other form --- */

/* Where a form goes, when whoever is signed in may still send it there. */
static bool route_of(const Care *care, const Kept *kept, Arena *arena, RouteMatch *match)
{
	size_t count = 0;
	const Route *routes = site_routes(&count);
	*match = (RouteMatch){0};
	router_match(routes, count, METHOD_POST, kept->path, arena, match);
	return match->route != NULL && match->route->permission != NULL
		&& (match->route->permission[0] == '\0' || care_may(care, str_from_c(match->route->permission)));
}

static Str place_of(const RouteMatch *match, Str name)
{
	for (size_t i = 0; i < match->parameter_count; i++)
		if (str_equal(match->parameters[i].name, name))
			return match->parameters[i].value;
	return (Str){0};
}

/* Whom the form is about, in words; what may not be opened any more is refused here as on its own page. */
static Status about(Care *care, const RouteMatch *match, Str *words)
{
	Person person = {0};
	Work work = {0};
	Str of_work = place_of(match, S("work"));
	Str id = place_of(match, S("person"));
	Status status = str_is_empty(of_work) ? STATUS_OK : work_find(care, of_work, &work);
	if (status == STATUS_OK && !str_is_empty(of_work))
		id = work.person;
	*words = work.title;
	if (status != STATUS_OK || str_is_empty(id))
		return status;
	status = person_open(care, id, S("kept"), &person);
	*words = str_is_empty(work.title) ? person.name : str_format(care->arena, "%.*s, %.*s", STR_ARG(person.name), STR_ARG(work.title));
	return status;
}

/* What a form carries for itself: which version its page showed, which window it stood in, which button, ids. */
static bool is_for_people(const FormField *field)
{
	static const Str OWN[] = {S_INIT("shown"), S_INIT("window"), S_INIT("draft"), S_INIT("then"), S_INIT("section"),
		S_INIT("do"), S_INIT("act")};
	if (str_is_empty(str_trim(field->value)) || id_is_valid(field->value) || str_starts_with(field->name, S("version"))
	    || str_starts_with(field->name, S("was-")))
		return false;
	for (size_t i = 0; i < sizeof OWN / sizeof *OWN; i++)
		if (str_equal(field->name, OWN[i]))
			return false;
	return true;
}

static Str label_of(const Care *care, Str name)
{
	const Question *question = practice_question(care->practice, name);
	return question != NULL ? question->worker : bit_code_words(care->arena, name);
}

/* The three fields of a day are one line, at the first of them. False for the other two. */
static bool day_row(const Care *care, const Request *sent, const FormField *field, SummaryRow *out)
{
	static const Str PARTS[] = {S_INIT("-day"), S_INIT("-month"), S_INIT("-year")};
	for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++) {
		if (!str_ends_with(field->name, PARTS[i]))
			continue;
		Str name = str_slice(field->name, 0, field->name.length - PARTS[i].length);
		Date day = page_day_read(sent, name);
		if (day != DATE_NONE)
			*out = (SummaryRow){.key = label_of(care, name), .value = date_format_words(sent->arena, day)};
		return day == DATE_NONE || i == 0;
	}
	return true;
}

static void form_rows(const Care *care, Html *out, const Request *sent)
{
	SummaryRow *rows = ARENA_ARRAY(sent->arena, SummaryRow, sent->form_count + 1);
	size_t count = 0;
	for (size_t i = 0; i < sent->form_count; i++) {
		if (!is_for_people(&sent->form[i]))
			continue;
		rows[count] = (SummaryRow){.key = label_of(care, sent->form[i].name), .value = sent->form[i].value};
		count += day_row(care, sent, &sent->form[i], &rows[count]) ? 1 : 0;
	}
	if (count > 0)
		component_summary_list(out, &(SummaryList){.rows = rows, .row_count = count});
}

static void files_left_out(Html *out, Arena *arena, int64_t files)
{
	if (files == 1)
		component_warning_text(out, &(WarningText){.text = S("The file that you chose was not kept. Choose it again on its page.")});
	else if (files > 1)
		component_warning_text(out, &(WarningText){.text = str_format(arena,
			"The %lld files that you chose were not kept. Choose them again on their page.", (long long)files)});
}

static Status show_form(const Request *request, Html *out, const Kept *kept, const Request *sent)
{
	Care *care = page_care(request);
	RouteMatch match = {0};
	Str whom = {0};
	bool open = route_of(care, kept, request->arena, &match);
	Status status = open ? about(care, &match, &whom) : STATUS_REFUSED;
	if (status != STATUS_OK && status != STATUS_NOT_FOUND && status != STATUS_REFUSED)
		return status;
	Str title = status == STATUS_OK ? str_from_c(match.route->title) : S("A form that you cannot send any more");
	component_card_open(out, &(Card){.title = str_format(request->arena, "%.*s%s%.*s, sent %.*s", STR_ARG(title),
		status == STATUS_OK && !str_is_empty(whom) ? ": " : "", STR_ARG(status == STATUS_OK ? whom : (Str){0}),
		STR_ARG(page_when(request->arena, kept->at, care_now(care))))});
	if (status == STATUS_OK) {
		form_rows(care, out, sent);
		files_left_out(out, request->arena, kept->files);
		component_form_open(out, &(PageForm){.token = request->form_token,
			.action = str_format(request->arena, "/kept/%.*s/send", STR_ARG(kept->id))});
		component_button(out, &(Button){.text = S("Send it again"), .prevent_double_click = true});
		component_form_close(out);
	}
	throw_away(request, out, kept);
	component_card_close(out);
	return STATUS_OK;
}

/* The request as it came, with the fields that were kept. */
static Status read_sent(const Request *request, const Kept *kept, Request *sent)
{
	*sent = *request;
	sent->path = kept->path;
	sent->form = NULL;
	sent->form_count = 0;
	sent->query_count = 0;
	sent->file_count = 0;
	return form_parse(request->arena, kept->fields, &sent->form, &sent->form_count);
}

static Status show_one(const Request *request, Html *out, const Kept *kept)
{
	Request sent;
	Status status = read_sent(request, kept, &sent);
	if (status != STATUS_OK)
		return status;
	return str_is_empty(kept->work) ? show_form(request, out, kept, &sent) : show_answers(request, out, kept, &sent);
}

static const Kept *find_kept(const Kept *kept, size_t count, Str id)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(kept[i].id, id))
			return &kept[i];
	return NULL;
}

void page_kept_send_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	Kept *all = NULL;
	size_t count = 0;
	RouteMatch match = {0};
	Request sent;
	Status status = kept_list(care, &all, &count);
	const Kept *kept = status == STATUS_OK ? find_kept(all, count, request_parameter(request, S("kept"))) : NULL;
	if (status == STATUS_OK && (kept == NULL || !str_is_empty(kept->work)))
		status = STATUS_NOT_FOUND;
	if (status == STATUS_OK && !route_of(care, kept, request->arena, &match))
		status = STATUS_REFUSED;
	if (status == STATUS_OK)
		status = read_sent(request, kept, &sent);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	sent.parameters = match.parameters;
	sent.parameter_count = match.parameter_count;
	match.route->handler(&sent, response);
	if (response->status < 400 && kept_remove(care, kept->id) != STATUS_OK)
		log_line(LOG_WARNING, "kept", "a form that was taken could not be removed from what waits");
}

void page_kept(const Request *request, Response *response)
{
	Care *care = page_care(request);
	Kept *kept = NULL;
	size_t count = 0;
	Html out = html_make(request->arena);
	Status status = kept_list(care, &kept, &count);
	bit_heading(&out, S("What waits for you"));
	if (count > 0)
		bit_paragraph(&out, S("You sent this after you had been signed out. It is in no record yet, and nobody else sees it here. If "
			"somebody answered the same question since, you will see both. After 14 days it is removed."));
	else
		component_empty_state(&out, &(EmptyState){.title = S("Nothing waits here"),
			.text = S("What you send after you were signed out is kept here until you look at it.")});
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		status = show_one(request, &out, &kept[i]);
	if (status != STATUS_OK)
		page_status(request, response, status);
	else
		page_staff(request, response, (StaffPage){.title = S("What waits for you"), .content = html_finish(&out)},
			S("/work"));
}

void page_kept_remove_post(const Request *request, Response *response)
{
	Status status = kept_remove(page_care(request), request_parameter(request, S("kept")));
	if (status == STATUS_OK)
		response_redirect(response, S("/kept"));
	else
		page_status(request, response, status);
}

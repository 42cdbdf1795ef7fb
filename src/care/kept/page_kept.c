#include "care/kept/page_kept.h"

#include "care/kept/kept.h"
#include "care/pages/record.h"
#include "care/work/work.h"
#include "web/form_parser.h"
#include "web/form_token.h"

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

/* Empty when it would be too much. */
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

bool page_kept_keep(const Request *request, Str user, Response *response)
{
	Str work = work_of(request->path);
	/* What the script sends one by one stays in the browser, locked: it is offered from there. */
	if (str_is_empty(work) || request_form_has(request, S("autosave")))
		return false;
	Str fields = fields_text(request);
	if (str_is_empty(fields) || kept_add(page_care(request), user, work, fields) != STATUS_OK)
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
	component_button(out, &(Button){.text = S("Throw them away"), .kind = BUTTON_SECONDARY});
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

static Status show_one(const Request *request, Html *out, const Kept *kept)
{
	Care *care = page_care(request);
	Work work = {0};
	Request sent = *request;
	sent.form = NULL;
	sent.form_count = 0;
	Status parsed = form_parse(request->arena, kept->fields, &sent.form, &sent.form_count);
	Status status = work_find(care, kept->work, &work);
	if (status == STATUS_OK && !str_is_empty(work.person))
		status = care_audit_read(care, S("kept"), &work.person, 1);
	if (status != STATUS_OK && status != STATUS_NOT_FOUND && status != STATUS_REFUSED)
		return status;
	component_card_open(out, &(Card){.title = str_format(request->arena, "%.*s, sent %.*s",
		STR_ARG(status == STATUS_OK ? work.title : S("Work that you cannot open any more")),
		STR_ARG(page_when(request->arena, kept->at, care_now(care))))});
	if (status == STATUS_OK && parsed == STATUS_OK) {
		SummaryRow *rows = ARENA_ARRAY(request->arena, SummaryRow, QUESTIONS_SHOWN_MAX + 1);
		size_t count = rows_of(&sent, rows);
		if (count == 0)
			bit_note(out, S("They say what the page said already."));
		else
			component_summary_list(out, &(SummaryList){.rows = rows, .row_count = count});
		send_again(request, out, kept, &sent);
	}
	throw_away(request, out, kept);
	component_card_close(out);
	return STATUS_OK;
}

void page_kept(const Request *request, Response *response)
{
	Care *care = page_care(request);
	Kept *kept = NULL;
	size_t count = 0;
	Html out = html_make(request->arena);
	Status status = kept_list(care, &kept, &count);
	bit_heading(&out, S("Answers that wait for you"));
	if (count > 0)
		bit_paragraph(&out, S("You sent these after you had been signed out. They are in no record yet, and nobody else sees "
			"them here. If somebody answered the same question since, you will see both. After 14 days they are removed."));
	else
		component_empty_state(&out, &(EmptyState){.title = S("Nothing waits here"),
			.text = S("Answers that you send after you were signed out are kept here until you look at them.")});
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		status = show_one(request, &out, &kept[i]);
	if (status != STATUS_OK)
		page_status(request, response, status);
	else
		page_staff(request, response, (StaffPage){.title = S("Answers that wait for you"), .content = html_finish(&out)},
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

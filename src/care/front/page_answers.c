/* Check answers, send, what was sent, coming back, and taking it off this device. */
#include "care/front/page_front.h"

#include "care/front/page_parts.h"

static Str shown_answer(const Visit *visit, const JourneyStep *step)
{
	Str stored = work_answers_value(visit->answers, step->question->id);
	if (str_is_empty(stored))
		return say(visit->care, "start.not-answered");
	if (str_equal(stored, S("not-known")))
		return say(visit->care, "start.not-sure");
	if (step->question->sensitive)
		return say(visit->care, "check.sensitive-hidden");
	return answer_words(step->question, visit->care->arena, stored, true);
}

static SummaryRow row_of(const Visit *visit, const JourneyStep *step)
{
	Arena *arena = visit->care->arena;
	ListAction *change = ARENA_NEW(arena, ListAction);
	*change = (ListAction){.text = say(visit->care, "start.change"), .hidden_text = step->question->resident,
		.href = str_format(arena, "/check/question/%.*s?change=1", STR_ARG(step->question->id))};
	Html value = html_make(arena);
	html_lines(&value, shown_answer(visit, step));
	return (SummaryRow){.key = step->question->resident, .value_markup = html_finish(&value), .actions = change,
		.action_count = 1};
}

/* A section's list; what was said about danger has no row anywhere. */
static void section_answers(Html *out, const Visit *visit, size_t from, size_t to)
{
	SummaryRow *rows = ARENA_ARRAY(visit->care->arena, SummaryRow, to - from + 1);
	size_t count = 0;
	for (size_t i = from; i < to; i++)
		if (!visit->journey.steps[i].is_danger)
			rows[count++] = row_of(visit, &visit->journey.steps[i]);
	if (count == 0)
		return;
	subheading(out, visit->journey.steps[from].section->title);
	component_summary_list(out, &(SummaryList){.rows = rows, .row_count = count});
}

static void danger_again(Html *out, const Visit *visit)
{
	for (size_t i = 0; i < visit->journey.count; i++) {
		if (!visit->journey.steps[i].is_danger)
			continue;
		paragraph(out, say(visit->care, "check.safety-hidden"));
		paragraph_link(out, str_concat(visit->care->arena, step_path(visit->care->arena, &visit->journey, i),
			S("?change=1")), say(visit->care, "check.safety-again"));
		return;
	}
	if (journey_form_has_danger(visit->journey.form))
		paragraph(out, say(visit->care, "check.helper-danger"));
}

static void send_form(Html *out, const Request *request, const Visit *visit)
{
	subheading(out, say(visit->care, "start.send"));
	paragraph(out, say(visit->care, "check.not-sent"));
	paragraph(out, say(visit->care, "start.send-words"));
	component_form_open(out, &(PageForm){.action = S("/check/send"), .token = request->form_token,
		.version = str_format(request->arena, "%lld", (long long)visit->request.version)});
	component_button(out, &(Button){.text = say(visit->care, "start.send"), .prevent_double_click = true});
	component_form_close(out);
}

void page_check_answers(const Request *request, Response *response)
{
	Visit visit = {0};
	if (!visit_open_unsent(request, response, &visit))
		return;
	const Journey *journey = &visit.journey;
	Html out = html_make(request->arena);
	Str title = say(visit.care, "start.check-title");
	heading(&out, title);
	paragraph(&out, say(visit.care, "start.check-words"));
	size_t open = journey_first_open(journey, visit.answers);
	if (open < journey->count)
		component_button(&out, &(Button){.text = say(visit.care, "check.go-on"), .kind = BUTTON_SECONDARY,
			.href = step_path(request->arena, journey, open)});
	for (size_t from = 0; from < journey->count;) {
		size_t to = from + 1;
		while (to < journey->count && journey->steps[to].section == journey->steps[from].section)
			to++;
		section_answers(&out, &visit, from, to);
		from = to;
	}
	danger_again(&out, &visit);
	if (visit.request.pathway->form->asks_for_files)
		paragraph_link(&out, S("/check/files"), say(visit.care, "files.link"));
	send_form(&out, request, &visit);
	paragraph_link(&out, S("/check/later"), say(visit.care, "check.later-link"));
	page_public(request, response, (PublicPage){.title = title, .content = html_finish(&out),
		.back_href = journey->count == 0 ? start_path(request->arena, visit.request.kind)
			: step_path(request->arena, journey, journey->count - 1)});
}

void page_check_send_post(const Request *request, Response *response)
{
	Visit visit = {0};
	int64_t version = 0;
	if (!visit_open_unsent(request, response, &visit))
		return;
	if (str_to_integer(request_form(request, S("version")), &version) != STATUS_OK) {
		page_status(request, response, STATUS_STALE);
		return;
	}
	Status status = front_send(visit.care, &visit.request, version);
	if (status == STATUS_OK)
		response_redirect(response, S("/check/sent"));
	else if (status == STATUS_STALE) /* another tab saved something: look at it once more */
		response_redirect(response, S("/check/answers"));
	else
		page_status(request, response, status);
}

void page_check_sent(const Request *request, Response *response)
{
	Visit visit = {0};
	if (!visit_open(request, response, &visit))
		return;
	if (visit.request.stage != WORK_FINISHED) {
		response_redirect(response, S("/check/answers"));
		return;
	}
	Care *care = visit.care;
	Html out = html_make(request->arena);
	Str title = say(care, "check.sent-title");
	Html reference = html_make(request->arena);
	html_text(&reference, say(care, "result.reference"));
	html_void(&reference, "br", NO_ATTRIBUTES);
	html_element(&reference, "strong", NO_ATTRIBUTES, visit.request.reference);
	component_panel(&out, &(Panel){.title = title, .markup = html_finish(&reference)});
	paragraph_bold(&out, say(care, "check.code"), front_code_words(request->arena, visit.request.code));
	paragraph(&out, say(care, "result.keep"));
	paragraph(&out, say(care, "check.sent-once"));
	component_button(&out, &(Button){.text = say(care, "check.see-result"), .href = S("/check/result")});
	danger_block(&out, care);
	subheading(&out, say(care, "check.forget-title"));
	paragraph(&out, say(care, "check.forget-words"));
	component_form_open(&out, &(PageForm){.action = S("/check/forget"), .token = request->form_token});
	component_button(&out, &(Button){.text = say(care, "check.forget"), .kind = BUTTON_SECONDARY});
	component_form_close(&out);
	page_public(request, response, (PublicPage){.title = title, .content = html_finish(&out)});
}

static void show_resume(const Request *request, Response *response, Str reference)
{
	Care *care = page_care(request);
	Html out = html_make(request->arena);
	Str title = say(care, "resume.title");
	heading(&out, title);
	if (!str_is_empty(request_query(request, S("over"))))
		component_inset_text(&out, &(InsetText){.text = say(care, "resume.over")});
	if (!str_is_empty(request_query(request, S("gone"))))
		component_inset_text(&out, &(InsetText){.text = say(care, "check.forgotten")});
	paragraph(&out, say(care, "resume.intro"));
	component_form_open(&out, &(PageForm){.action = S("/check/resume"), .token = request->form_token});
	component_text_input(&out, &(TextInput){.name = S("reference"), .label = say(care, "resume.reference-label"),
		.value = reference, .error = problems_for_field(&care->problems, S("reference")), .width = 20,
		.autocomplete = S("off"), .autocapitalize = S("characters"), .spellcheck = SPELLCHECK_OFF});
	component_text_input(&out, &(TextInput){.name = S("code"), .label = say(care, "resume.code-label"), .width = 20,
		.autocomplete = S("off"), .autocapitalize = S("characters"), .spellcheck = SPELLCHECK_OFF});
	component_button(&out, &(Button){.text = say(care, "resume.button")});
	component_form_close(&out);
	paragraph_link(&out, S("/check"), say(care, "front.check-link"));
	council_numbers(&out, care);
	page_public(request, response, (PublicPage){.title = title, .problems = &care->problems, .back_href = S("/"),
		.content = html_finish(&out)});
}

void page_check_resume(const Request *request, Response *response)
{
	show_resume(request, response, (Str){0});
}

void page_check_resume_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	FrontRequest found = {0};
	Str reference = str_trim(request_form(request, S("reference")));
	Status status = front_resume(care, reference, request_form(request, S("code")), request->address, &found);
	if (status == STATUS_OK) {
		visit_remember(request, response, &found);
		response_redirect(response, found.stage == WORK_FINISHED ? S("/check/result") : S("/check/answers"));
		return;
	}
	if (status != STATUS_NOT_FOUND && status != STATUS_BUSY && status != STATUS_STALE) {
		page_status(request, response, status);
		return;
	}
	const char *words = status == STATUS_BUSY ? "check.wrong-often"
		: status == STATUS_STALE ? "resume.over" : "resume.not-found";
	(void)problems_add(&care->problems, (Problem){.field = S("reference"), .message = say(care, words)});
	show_resume(request, response, reference);
}

void page_check_forget_post(const Request *request, Response *response)
{
	response_cookie(response, request->arena, FRONT_COOKIE, (Str){0}, COOKIE_REMOVE);
	response_redirect(response, S("/check/resume?gone=1"));
}

/* One question a page: asked, read, saved, and on to the next. */
#include "care/front/page_front.h"

#include "care/front/page_parts.h"
#include "care/front/page_voice.h"

typedef struct Asking {
	const Request *request;
	Visit *visit;
	Voice voice;
	size_t at;
	Str value;        /* as stored, or as typed when it could not be read */
	Str error;
	int64_t version;  /* of the draft as this page knows it */
	bool is_change;   /* came from check-answers and goes back there */
} Asking;

static void danger_promises(Html *out, const Care *care)
{
	static const char *const TOLD[] = {"danger.who-reads", "danger.when-open", "danger.when-closed", "danger.unsent",
		"danger.not-shown", "danger.not-resumed"};
	heading(out, say(care, "danger.title"));
	paragraph(out, say(care, "danger.intro"));
	html_open(out, "ul", ATTRIBUTES({"class", S("govuk-list govuk-list--bullet")}));
	for (size_t i = 0; i < sizeof TOLD / sizeof TOLD[0]; i++)
		html_element(out, "li", NO_ATTRIBUTES, say(care, TOLD[i]));
	html_close(out, "ul");
	paragraph(out, say(care, "danger.alone"));
}

/* A form that is about nothing else has said it all on its first page. */
static bool promises_here(const Asking *asking, const JourneyStep *step)
{
	return step->is_danger && !asking->visit->request.kind->about_danger;
}

static void caption(Html *out, Asking *asking)
{
	const Journey *journey = &asking->visit->journey;
	const JourneyStep *step = &journey->steps[asking->at];
	Arena *arena = asking->request->arena;
	const Blank blanks[] = {{S("number"), str_format(arena, "%zu", step->section_number)},
		{S("count"), str_format(arena, "%zu", journey->section_count)},
		{S("title"), voice_section(&asking->voice, journey->form, step->section)}};
	html_element(out, "p", ATTRIBUTES({"class", S("govuk-caption-l")}),
		fill_blanks(arena, voice_say(&asking->voice, "check.section"), blanks, 3));
}

static Str back_path(const Asking *asking)
{
	const FrontKind *kind = asking->visit->request.kind;
	if (asking->is_change)
		return S("/check/answers");
	if (asking->at == 0)
		return start_path(asking->request->arena, kind);
	return step_path(asking->request->arena, &asking->visit->journey, asking->at - 1);
}

/* The error summary leads to the first control: of a date that is the day. */
static Problems problems_on_page(const Asking *asking, const Question *question)
{
	Problems problems = problems_make(asking->request->arena);
	if (!str_is_empty(asking->error)) {
		Str field = question->type == QUESTION_DATE
			? str_concat(asking->request->arena, question->id, S("-day")) : question->id;
		(void)problems_add(&problems, (Problem){.field = field, .message = asking->error});
	}
	return problems;
}

/* The field in the reader's language, whole; else in English, marked so. What guides a section stands in English alone. */
static void field_of(Html *out, Asking *asking, const JourneyStep *step)
{
	Arena *arena = asking->request->arena;
	const Question *own = voice_question(&asking->voice, step->question);
	const Question *shown = own == NULL ? step->question : own;
	bool english = str_equal(asking->voice.language->tag, S("en"));
	html_open(out, "div", ATTRIBUTES({"lang", own == NULL && !english ? S("en") : (Str){0}}));
	question_field(out, arena, &(QuestionField){.question = shown, .value = asking->value,
		.error = asking->error, .for_resident = true, .is_heading = !promises_here(asking, step),
		.said = step->is_danger || !english ? (Str){0} : step->section->guidance,
		.not_known = step->is_danger || step->question->home == HOME_EPISODE ? (Str){0}
			: own == NULL ? say(asking->visit->care, "start.not-sure") : voice_say(&asking->voice, "start.not-sure"),
		.rows_as_lines = true});
	html_close(out, "div");
}

static void form_of(Html *out, Asking *asking, const JourneyStep *step)
{
	Arena *arena = asking->request->arena;
	component_form_open(out, &(PageForm){.token = asking->request->form_token,
		.action = str_concat(arena, S("/check/question/"), step->question->id),
		.version = str_format(arena, "%lld", (long long)asking->version)});
	if (asking->is_change)
		component_hidden(out, S("change"), S("1"));
	field_of(out, asking, step);
	component_button_group_open(out);
	component_button(out, &(Button){.text = voice_say(&asking->voice, "start.continue"), .prevent_double_click = true});
	component_button(out, &(Button){.text = voice_say(&asking->voice, "start.skip"), .kind = BUTTON_SECONDARY,
		.name = S("skip"), .value = S("1")});
	component_button_group_close(out);
	component_form_close(out);
}

/* Who has said what is going on may stop there and send it. */
static void ways_out(Html *out, Asking *asking)
{
	Care *care = asking->visit->care;
	if (!str_is_empty(work_answers_value(asking->visit->answers, S("contact_story"))) && !asking->is_change) {
		html_open(out, "div", ATTRIBUTES({"lang", S("en")})); /* it says what sending does */
		paragraph_link(out, S("/check/answers"), say(care, "check.send-early"));
		html_close(out, "div");
	}
	paragraph_link(out, S("/check/later"), voice_say(&asking->voice, "check.later-link"));
}

static void show(Asking *asking, Response *response)
{
	Care *care = asking->visit->care;
	const JourneyStep *step = &asking->visit->journey.steps[asking->at];
	asking->voice = voice_of(asking->request, response, asking->visit->request.kind);
	if (step->is_danger) /* never in words that nobody has read through */
		asking->voice.language = practice_language(care->practice, S("en"));
	Html out = html_make(asking->request->arena);
	caption(&out, asking);
	if (promises_here(asking, step))
		danger_promises(&out, care);
	form_of(&out, asking, step);
	if (step->is_danger)
		danger_block(&out, care);
	ways_out(&out, asking);
	const Question *own = voice_question(&asking->voice, step->question);
	Problems problems = problems_on_page(asking, step->question);
	PublicPage page = {
		.title = promises_here(asking, step) ? say(care, "danger.title") : own == NULL ? step->question->resident
			: own->resident, .problems = &problems,
		.back_href = back_path(asking), .has_exit = step->is_danger, .content = html_finish(&out)};
	voice_page(&asking->voice, &page, step_path(asking->request->arena, &asking->visit->journey, asking->at));
	page_public(asking->request, response, page);
}

/* The step of the address; a question that the walk no longer comes past leads to check-answers. */
static bool find_step(const Request *request, Response *response, Visit *visit, Asking *asking)
{
	if (!visit_open_unsent(request, response, visit))
		return false;
	*asking = (Asking){.request = request, .visit = visit};
	if (journey_find(&visit->journey, request_parameter(request, S("question")), &asking->at))
		return true;
	response_redirect(response, S("/check/answers"));
	return false;
}

void page_check_question(const Request *request, Response *response)
{
	Visit visit = {0};
	Asking asking = {0};
	if (!find_step(request, response, &visit, &asking))
		return;
	const JourneyStep *step = &visit.journey.steps[asking.at];
	const Draft *draft = drafts_find(&visit.drafts, step->question->id);
	asking.is_change = !str_is_empty(request_query(request, S("change")));
	asking.version = draft == NULL ? 0 : draft->version;
	if (draft != NULL && !step->is_danger) /* an answer about danger never comes back on a page */
		asking.value = draft->value;
	show(&asking, response);
}

static Giver giver_of(const Visit *visit, const Question *question, Str value)
{
	Str who = str_equal(question->id, S("answering_as")) ? value : work_answers_value(visit->answers, S("answering_as"));
	if (str_is_empty(who))
		return visit->request.kind->by_helper ? GIVER_HELPER : GIVER_SELF;
	return str_equal(who, S("me")) ? GIVER_SELF : GIVER_HELPER;
}

/* What somebody should read before the next question: code of a help page, or empty. */
static Str help_for(const FrontKind *kind, const JourneyStep *step, Str value)
{
	static const Str CALM[] = {S_INIT("no"), S_INIT("none"), S_INIT("not-said"), S_INIT("not-known")};
	bool calm = str_is_empty(value);
	for (size_t i = 0; i < sizeof CALM / sizeof CALM[0]; i++)
		calm = calm || str_equal(value, CALM[i]);
	bool now = !kind->about_danger || (str_equal(step->question->id, S("sg_risk_now")) && str_equal(value, S("yes")));
	if (step->is_danger && step->question->type == QUESTION_CHOICE && !calm && now)
		return S("danger");
	if (str_equal(step->question->id, S("contact_urgency")) && str_equal(value, S("today")))
		return S("today");
	if (str_equal(step->question->id, S("mood")) && str_equal(value, S("very-low")))
		return S("low");
	return (Str){0};
}

/* After a change: the questions that it brought with it, then check-answers again. */
static Str next_path(const Asking *asking, const Visit *after, size_t next)
{
	Arena *arena = asking->request->arena;
	if (!asking->is_change)
		return step_path(arena, &after->journey, next);
	if (next < after->journey.count) {
		const JourneyStep *step = &after->journey.steps[next];
		if (step->question->show_if != NULL
		    && expression_depends_on(step->question->show_if, after->journey.steps[next - 1].question->id)
		    && str_is_empty(work_answers_value(after->answers, step->question->id)))
			return str_concat(arena, step_path(arena, &after->journey, next), S("?change=1"));
	}
	return S("/check/answers");
}

static void go_on(const Asking *asking, Response *response, Str value)
{
	Visit after = {0};
	const JourneyStep *step = &asking->visit->journey.steps[asking->at];
	size_t at = 0;
	if (!visit_open_unsent(asking->request, response, &after))
		return;
	size_t next = journey_find(&after.journey, step->question->id, &at) ? at + 1 : asking->at;
	Str help = help_for(asking->visit->request.kind, step, value);
	Str path = str_is_empty(help) ? next_path(asking, &after, next)
		: str_format(asking->request->arena, "/check/help/%.*s?after=%.*s%s", STR_ARG(help), STR_ARG(step->question->id),
			asking->is_change ? "&change=1" : "");
	response_redirect(response, path);
}

/* Somebody saved another answer meanwhile: both are shown, and the next try knows of it. */
static void show_collision(Asking *asking, Response *response, const DraftSave *save)
{
	Care *care = asking->visit->care;
	const JourneyStep *step = &asking->visit->journey.steps[asking->at];
	Str other = answer_words(step->question, care->arena, save->other.value, true);
	asking->error = say(care, "errors.stale-title");
	if (!step->is_danger && !str_is_empty(other))
		asking->error = say_with(care, "check.other-answer", (const Blank[]){{S("answer"), other}}, 1);
	asking->version = save->other.version;
	asking->value = save->value;
	show(asking, response);
}

void page_check_question_post(const Request *request, Response *response)
{
	Visit visit = {0};
	Asking asking = {0};
	QuestionSent sent = {0};
	if (!find_step(request, response, &visit, &asking))
		return;
	const JourneyStep *step = &visit.journey.steps[asking.at];
	bool skips = request_form_has(request, S("skip"));
	asking.is_change = request_form_has(request, S("change"));
	if (str_to_integer(request_form(request, S("version")), &asking.version) != STATUS_OK)
		asking.version = 0;
	if (!skips && question_read(request, step->question, (Str){0}, &visit.care->problems, &sent) != STATUS_OK) {
		asking.error = problems_for_field(&visit.care->problems, step->question->id);
		asking.value = sent.typed;
		show(&asking, response);
		return;
	}
	if (step->is_danger && str_is_empty(sent.stored)) { /* left empty, for it is not shown again: what stood stays */
		go_on(&asking, response, (Str){0});
		return;
	}
	DraftSave save = {.question = step->question->id, .value = sent.stored, .expected = asking.version,
		.giver = giver_of(&visit, step->question, sent.stored)};
	Status status = front_save(visit.care, &visit.request, &save);
	if (status == STATUS_OK)
		go_on(&asking, response, sent.stored);
	else if (status == STATUS_STALE)
		show_collision(&asking, response, &save);
	else
		page_status(request, response, status);
}

static void help_today(Html *out, const Care *care)
{
	heading(out, say(care, "check.today-title"));
	paragraph(out, say(care, "start.today-words"));
	council_numbers(out, care);
}

static void help_danger(Html *out, const Care *care)
{
	heading(out, say(care, "danger.title"));
	paragraph(out, say(care, "danger.got-it"));
	danger_block(out, care);
	paragraph(out, say(care, "danger.call"));
}

static void help_low(Html *out, const Care *care)
{
	heading(out, say(care, "danger.low-title"));
	paragraph(out, say(care, "danger.low-words"));
	council_numbers(out, care);
}

void page_check_help(const Request *request, Response *response)
{
	Visit visit = {0};
	size_t at = 0;
	if (!visit_open_unsent(request, response, &visit))
		return;
	Care *care = visit.care;
	Str kind = request_parameter(request, S("kind"));
	Html out = html_make(request->arena);
	Str title = say(care, "danger.title");
	if (str_equal(kind, S("danger"))) {
		help_danger(&out, care);
	} else if (str_equal(kind, S("today"))) {
		title = say(care, "check.today-title");
		help_today(&out, care);
	} else {
		title = say(care, "danger.low-title");
		help_low(&out, care);
	}
	bool found = journey_find(&visit.journey, request_query(request, S("after")), &at);
	bool is_change = !str_is_empty(request_query(request, S("change")));
	Str next = found && !is_change ? step_path(request->arena, &visit.journey, at + 1) : S("/check/answers");
	component_button(&out, &(Button){.text = say(care, "resume.button"), .href = next});
	if (!is_change)
		paragraph_link(&out, S("/check/answers"), say(care, "check.send-early"));
	page_public(request, response, (PublicPage){.title = title,
		.back_href = found ? step_path(request->arena, &visit.journey, at) : S("/check/answers"),
		.has_exit = str_equal(kind, S("danger")), .content = html_finish(&out)});
}

void page_check_later(const Request *request, Response *response)
{
	Visit visit = {0};
	if (!visit_open_unsent(request, response, &visit))
		return;
	Care *care = visit.care;
	Html out = html_make(request->arena);
	Str title = say(care, "resume.saved-title");
	heading(&out, title);
	paragraph(&out, say(care, "resume.saved-words"));
	paragraph_bold(&out, say(care, "result.reference"), visit.request.reference);
	paragraph_bold(&out, say(care, "check.code"), front_code_words(request->arena, visit.request.code));
	paragraph(&out, say(care, "resume.keep-until"));
	paragraph(&out, say(care, "resume.send-link"));
	component_button(&out, &(Button){.text = say(care, "check.go-on"),
		.href = step_path(request->arena, &visit.journey, journey_first_open(&visit.journey, visit.answers))});
	subheading(&out, say(care, "check.forget-title"));
	paragraph(&out, say(care, "check.forget-words"));
	component_form_open(&out, &(PageForm){.action = S("/check/forget"), .token = request->form_token});
	component_button(&out, &(Button){.text = say(care, "check.forget"), .kind = BUTTON_SECONDARY});
	component_form_close(&out);
	page_public(request, response, (PublicPage){.title = title, .content = html_finish(&out)});
}

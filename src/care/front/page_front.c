/* The council's front page, and the page before the check. */
#include "care/front/page_front.h"

#include "care/front/page_parts.h"
#include "care/front/page_voice.h"

static void directory_box(Html *out, const Care *care)
{
	subheading(out, say(care, "check.directory"));
	component_form_open(out, &(PageForm){.action = S("/directory"), .is_get = true});
	component_text_input(out, &(TextInput){.name = S("q"), .label = say(care, "check.directory-label"),
		.hint = say(care, "check.directory-hint"), .type = S("search"), .width = 20});
	component_button(out, &(Button){.text = say(care, "check.directory-button"), .kind = BUTTON_SECONDARY});
	component_form_close(out);
}

/* The ways in, each with what is said of it. */
static void ways_in(Html *out, const Care *care)
{
	static const struct { const char *href; const char *link; const char *about; } WAYS[] = {
		{"/check/begin/carer", "front.carer-link", "front.carer-about"},
		{"/check/begin/someone", "front.other-link", "front.other-about"},
		{"/check/begin/equipment", "front.equipment-link", "front.equipment-about"},
		{"/check/begin/worry", "front.worry-link", "front.worry-about"},
	};
	html_open(out, "ul", ATTRIBUTES({"class", S("govuk-list govuk-list--spaced")}));
	for (size_t i = 0; i < sizeof WAYS / sizeof WAYS[0]; i++) {
		html_open(out, "li", NO_ATTRIBUTES);
		component_link(out, &(Link){.href = str_from_c(WAYS[i].href), .text = say(care, WAYS[i].link)});
		html_element(out, "span", ATTRIBUTES({"class", S("kith-note")}), say(care, WAYS[i].about));
		html_close(out, "li");
	}
	html_close(out, "ul");
}

void page_front(const Request *request, Response *response)
{
	Care *care = page_care(request);
	Html out = html_make(request->arena);
	Str title = say(care, "front.title");
	html_element(&out, "h1", ATTRIBUTES({"class", S("govuk-heading-xl")}), title);
	html_element(&out, "p", ATTRIBUTES({"class", S("govuk-body-l")}), say(care, "front.intro"));
	component_button(&out, &(Button){.text = say(care, "front.check-link"), .href = S("/check"), .kind = BUTTON_START});
	paragraph(&out, say(care, "front.check-about"));
	component_inset_text(&out, &(InsetText){.text = say(care, "front.right")});
	ways_in(&out, care);
	paragraph_link(&out, S("/check/resume"), say(care, "front.resume-link"));
	paragraph_link(&out, S("/calculator"), say(care, "pay.calculator-title"));
	subheading(&out, say(care, "front.call-title"));
	paragraph(&out, say(care, "front.call-words"));
	council_numbers(&out, care);
	directory_box(&out, care);
	paragraph_link(&out, S("/advice"), say(care, "front.advice-link"));
	subheading(&out, say(care, "front.danger-title"));
	paragraph(&out, say(care, "front.danger-words"));
	page_public(request, response, (PublicPage){.title = title, .content = html_finish(&out)});
}

static const FrontKind *kind_asked(const Request *request, Str code)
{
	const FrontKind *kind = front_kind(code);
	bool known = kind != NULL && practice_pathway(page_care(request)->practice, kind->pathway) != NULL;
	return known ? kind : NULL;
}

/* "start-carer.intro": a sentence of a kind's own start page. */
static const char *of_kind(const Request *request, const FrontKind *kind, const char *id)
{
	return str_c(request->arena, str_format(request->arena, "%.*s.%s", STR_ARG(kind->words), id));
}

static void told_list(Html *out, Voice *voice)
{
	static const char *const TOLD[] = {"what-happens", "questions", "time", "leave-out", "helper"};
	html_open(out, "ul", ATTRIBUTES({"class", S("govuk-list govuk-list--bullet")}));
	for (size_t i = 0; i < sizeof TOLD / sizeof TOLD[0]; i++)
		voice_element(out, voice, "li", "", of_kind(voice->request, voice->kind, TOLD[i]));
	voice_element(out, voice, "li", "", "start.save");
	html_close(out, "ul");
}

static void start_form(Html *out, Voice *voice)
{
	const Request *request = voice->request;
	component_form_open(out, &(PageForm){.action = S("/check"), .token = request->form_token});
	component_hidden(out, S("kind"), voice->kind->code);
	component_button(out, &(Button){.text = voice_say(voice, of_kind(request, voice->kind, "button")), .kind = BUTTON_START,
		.prevent_double_click = true});
	component_form_close(out);
}

/* What is in English whatever language was chosen: who to call, how what is told is used. */
static void start_foot(Html *out, const Care *care, const FrontKind *kind)
{
	html_open(out, "div", ATTRIBUTES({"lang", S("en")}));
	if (!kind->about_danger) { /* it has said so at the top */
		subheading(out, say(care, "start.today-title"));
		paragraph(out, say(care, "start.today-words"));
		council_numbers(out, care);
	}
	subheading(out, say(care, "privacy.title"));
	paragraph(out, say(care, "privacy.who"));
	/* Who tells of a worry is kept apart: that the person may see it is said only of what is asked for them. */
	paragraph(out, say(care, kind->by_helper && !kind->about_danger ? "privacy.helper" : "privacy.keep"));
	paragraph_link(out, S("/privacy"), say(care, "privacy.title"));
	paragraph(out, say(care, "start.help"));
	html_close(out, "div");
}

static void start_show(const Request *request, Response *response, const FrontKind *kind)
{
	Care *care = page_care(request);
	Voice voice = voice_of(request, response, kind);
	Html out = html_make(request->arena);
	voice_element(&out, &voice, "h1", "govuk-heading-l", of_kind(request, kind, "title"));
	if (kind->about_danger)
		danger_block(&out, care);
	voice_element(&out, &voice, "p", "govuk-body-l", of_kind(request, kind, "intro"));
	told_list(&out, &voice);
	html_open(&out, "div", ATTRIBUTES({"class", S("govuk-inset-text")}));
	voice_element(&out, &voice, "p", "govuk-body", of_kind(request, kind, "right"));
	html_close(&out, "div");
	start_form(&out, &voice);
	html_open(&out, "div", ATTRIBUTES({"lang", S("en")}));
	paragraph_link(&out, S("/check/resume"), say(care, "front.resume-link"));
	html_close(&out, "div");
	start_foot(&out, care, kind);
	PublicPage page = {.title = voice_say(&voice, of_kind(request, kind, "title")), .back_href = S("/"),
		.has_exit = kind->about_danger, .content = html_finish(&out)};
	voice_page(&voice, &page, start_path(request->arena, kind));
	page_public(request, response, page);
}

void page_check_start(const Request *request, Response *response)
{
	start_show(request, response, front_kind((Str){0}));
}

void page_check_begin(const Request *request, Response *response)
{
	const FrontKind *kind = kind_asked(request, request_parameter(request, S("kind")));
	if (kind == NULL)
		page_status(request, response, STATUS_NOT_FOUND);
	else
		start_show(request, response, kind);
}

void page_check_start_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	FrontRequest begun = {0};
	const FrontKind *kind = kind_asked(request, request_form(request, S("kind")));
	Status status = kind == NULL ? STATUS_NOT_FOUND : front_begin(care, kind->pathway, &begun);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	Journey journey = journey_make(care, kind, begun.pathway->form, work_answers(care, NULL, NULL));
	visit_remember(request, response, &begun);
	response_redirect(response, step_path(request->arena, &journey, 0));
}

/* The council's front page, and the page before the check. */
#include "care/front/page_front.h"

#include "care/front/page_parts.h"

static void directory_box(Html *out, const Care *care)
{
	subheading(out, say(care, "check.directory"));
	component_form_open(out, &(PageForm){.action = S("/directory"), .is_get = true});
	component_text_input(out, &(TextInput){.name = S("q"), .label = say(care, "check.directory-label"),
		.hint = say(care, "check.directory-hint"), .type = S("search"), .width = 20});
	component_button(out, &(Button){.text = say(care, "check.directory-button"), .kind = BUTTON_SECONDARY});
	component_form_close(out);
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
	paragraph_link(&out, S("/check/resume"), say(care, "front.resume-link"));
	paragraph_link(&out, S("/calculator"), say(care, "pay.calculator-title"));
	subheading(&out, say(care, "front.call-title"));
	paragraph(&out, say(care, "front.call-words"));
	council_numbers(&out, care);
	directory_box(&out, care);
	subheading(&out, say(care, "front.danger-title"));
	paragraph(&out, say(care, "front.danger-words"));
	page_public(request, response, (PublicPage){.title = title, .content = html_finish(&out)});
}

void page_check_start(const Request *request, Response *response)
{
	static const char *const TOLD[] = {"start.what-happens", "check.questions", "start.time", "start.save",
		"start.leave-out", "start.helper"};
	Care *care = page_care(request);
	Html out = html_make(request->arena);
	Str title = say(care, "start.title");
	heading(&out, title);
	html_element(&out, "p", ATTRIBUTES({"class", S("govuk-body-l")}), say(care, "start.intro"));
	html_open(&out, "ul", ATTRIBUTES({"class", S("govuk-list govuk-list--bullet")}));
	for (size_t i = 0; i < sizeof TOLD / sizeof TOLD[0]; i++)
		html_element(&out, "li", NO_ATTRIBUTES, say(care, TOLD[i]));
	html_close(&out, "ul");
	component_inset_text(&out, &(InsetText){.text = say(care, "result.right-to-assessment")});
	component_form_open(&out, &(PageForm){.action = S("/check"), .token = request->form_token});
	component_button(&out, &(Button){.text = say(care, "start.button"), .kind = BUTTON_START,
		.prevent_double_click = true});
	component_form_close(&out);
	paragraph_link(&out, S("/check/resume"), say(care, "front.resume-link"));
	subheading(&out, say(care, "start.today-title"));
	paragraph(&out, say(care, "start.today-words"));
	council_numbers(&out, care);
	subheading(&out, say(care, "privacy.title"));
	paragraph(&out, say(care, "privacy.who"));
	paragraph(&out, say(care, "privacy.keep"));
	paragraph_link(&out, S("/privacy"), say(care, "privacy.title"));
	paragraph(&out, say(care, "start.help"));
	page_public(request, response, (PublicPage){.title = title, .back_href = S("/"), .content = html_finish(&out)});
}

void page_check_start_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	FrontRequest begun = {0};
	Status status = front_begin(care, S("self-assessment"), &begun);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	Journey journey = journey_make(care, begun.pathway->form, work_answers(care, NULL, NULL));
	visit_remember(request, response, &begun);
	response_redirect(response, step_path(request->arena, &journey, 0));
}

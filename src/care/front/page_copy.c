/* "Send to me": by e-mail or by post. */
#include "care/front/copy.h"
#include "care/front/page_front.h"
#include "care/front/page_parts.h"

static bool open_offered(const Request *request, Response *response, Visit *visit)
{
	if (!visit_open(request, response, visit))
		return false;
	if (front_copy_offered(visit->care, &visit->request, &visit->drafts))
		return true;
	response_redirect(response, S("/check/result"));
	return false;
}

static void one_way(Html *out, const Request *request, const Visit *visit, bool email, Str value)
{
	Care *care = visit->care;
	bool wrong = problems_any(&care->problems) && email == str_equal(request_form(request, S("how")), S("email"));
	Str error = wrong ? problems_for_field(&care->problems, S("to")) : (Str){0};
	component_form_open(out, &(PageForm){.action = S("/check/copy"), .token = request->form_token});
	component_hidden(out, S("how"), email ? S("email") : S("post"));
	if (email)
		component_text_input(out, &(TextInput){.id = wrong ? S("to") : S("email-to"), .name = S("to"),
			.label = say(care, "copy.email-label"), .type = S("email"), .autocomplete = S("email"), .error = error,
			.value = wrong ? value : (Str){0}});
	else
		component_textarea(out, &(Textarea){.id = wrong ? S("to") : S("post-to"), .name = S("to"),
			.label = say(care, "copy.letter-label"), .hint = say(care, "copy.letter-hint"), .rows = 4, .error = error,
			.value = wrong ? value : (Str){0}});
	component_button(out, &(Button){.text = say(care, email ? "copy.email-button" : "copy.letter-button"),
		.kind = BUTTON_SECONDARY, .prevent_double_click = true});
	component_form_close(out);
}

static void show(const Request *request, Response *response, const Visit *visit, Str value)
{
	Care *care = visit->care;
	Html out = html_make(request->arena);
	Str title = say(care, "copy.title");
	heading(&out, title);
	paragraph(&out, say(care, "copy.about"));
	paragraph(&out, say(care, "copy.care"));
	one_way(&out, request, visit, true, value);
	one_way(&out, request, visit, false, value);
	page_public(request, response, (PublicPage){.title = title, .problems = &care->problems, .back_href = S("/check/result"),
		.content = html_finish(&out)});
}

void page_check_copy(const Request *request, Response *response)
{
	Visit visit = {0};
	if (open_offered(request, response, &visit))
		show(request, response, &visit, (Str){0});
}

void page_check_copy_post(const Request *request, Response *response)
{
	Visit visit = {0};
	if (!open_offered(request, response, &visit))
		return;
	Str to = request_form(request, S("to"));
	bool email = str_equal(request_form(request, S("how")), S("email"));
	Status status = front_copy(visit.care, &visit.request, &visit.drafts, email ? FRONT_COPY_EMAIL : FRONT_COPY_POST, to);
	if (status == STATUS_OK)
		response_redirect(response, S("/check/result?copied=1"));
	else if (status == STATUS_INVALID)
		show(request, response, &visit, to);
	else
		page_status(request, response, status);
}

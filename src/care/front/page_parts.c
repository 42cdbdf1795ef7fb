#include "care/front/page_parts.h"

Str say_of(const Care *care, const FrontKind *kind, const char *id)
{
	return practice_words(care->practice, str_format(care->arena, "%.*s.%s", STR_ARG(kind->words), id), (Str){0});
}

void heading(Html *out, Str text)
{
	html_element(out, "h1", ATTRIBUTES({"class", S("govuk-heading-l")}), text);
}

void subheading(Html *out, Str text)
{
	html_element(out, "h2", ATTRIBUTES({"class", S("govuk-heading-m")}), text);
}

void paragraph(Html *out, Str text)
{
	html_element(out, "p", ATTRIBUTES({"class", S("govuk-body")}), text);
}

void paragraph_bold(Html *out, Str label, Str value)
{
	html_open(out, "p", ATTRIBUTES({"class", S("govuk-body")}));
	html_text(out, label);
	html_text(out, S(" "));
	html_element(out, "strong", NO_ATTRIBUTES, value);
	html_close(out, "p");
}

void paragraph_link(Html *out, Str href, Str text)
{
	html_open(out, "p", ATTRIBUTES({"class", S("govuk-body")}));
	component_link(out, &(Link){.href = href, .text = text});
	html_close(out, "p");
}

void council_numbers(Html *out, const Care *care)
{
	const Council *council = practice_council(care->practice);
	paragraph(out, say_with(care, "check.call-number",
		(const Blank[]){{S("phone"), council->phone}, {S("hours"), council->phone_hours}}, 2));
	if (!str_is_empty(council->emergency_phone))
		paragraph(out, say_with(care, "check.call-night", (const Blank[]){{S("phone"), council->emergency_phone}}, 1));
}

void danger_block(Html *out, const Care *care)
{
	subheading(out, say(care, "danger.now-title"));
	html_open(out, "p", ATTRIBUTES({"class", S("govuk-body")}));
	html_element(out, "strong", NO_ATTRIBUTES, say(care, "danger.now-words"));
	html_close(out, "p");
	council_numbers(out, care);
}

void visit_remember(const Request *request, Response *response, const FrontRequest *of)
{
	response_cookie(response, request->arena, FRONT_COOKIE, front_cookie(request->arena, of), COOKIE_SESSION);
}

bool visit_open(const Request *request, Response *response, Visit *out)
{
	*out = (Visit){.care = page_care(request)};
	Status status = front_open(out->care, request_cookie(request, FRONT_COOKIE), &out->request);
	if (status == STATUS_NOT_FOUND || status == STATUS_STALE) {
		response_redirect(response, status == STATUS_STALE ? S("/check/resume?over=1") : S("/check/resume"));
		return false;
	}
	if (status == STATUS_OK)
		status = front_answers(out->care, &out->request, &out->drafts);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return false;
	}
	out->answers = work_answers(out->care, &out->drafts, NULL);
	out->journey = journey_make(out->care, out->request.kind, out->request.pathway->form, out->answers);
	return true;
}

bool visit_open_unsent(const Request *request, Response *response, Visit *out)
{
	if (!visit_open(request, response, out))
		return false;
	if (out->request.stage != WORK_FINISHED)
		return true;
	response_redirect(response, S("/check/result"));
	return false;
}

Str start_path(Arena *arena, const FrontKind *kind)
{
	return str_is_empty(kind->code) ? S("/check") : str_concat(arena, S("/check/begin/"), kind->code);
}

Str step_path(Arena *arena, const Journey *journey, size_t at)
{
	if (at >= journey->count)
		return S("/check/answers");
	return str_concat(arena, S("/check/question/"), journey->steps[at].question->id);
}

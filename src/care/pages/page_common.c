#include "care/pages/page_common.h"

#include "care/pages/pages.h"

void page_theme(const Request *request, Response *response)
{
	const Council *council = practice_council(page_care(request)->practice);
	/* Both colours were checked when the practice was loaded: nothing else can stand in them. */
	response_text(response, 200, S("text/css; charset=utf-8"), str_format(request->arena,
		":root{--kith-council:%.*s;--kith-council-soft:%.*s}\n", STR_ARG(council->colour), STR_ARG(council->colour_soft)));
}

/* A page of sentences from the practice: prefix.title, prefix.1, prefix.2 … until one is missing. */
static void words_page(const Request *request, Response *response, const char *prefix)
{
	Care *care = page_care(request);
	Html out = html_make(request->arena);
	Str title = practice_words(care->practice, str_format(request->arena, "%s.title", prefix), S(""));
	html_element(&out, "h1", ATTRIBUTES({"class", S("govuk-heading-l")}), title);
	for (int i = 1; i <= 40; i++) {
		Str id = str_format(request->arena, "%s.%d", prefix, i);
		if (!practice_words_has(care->practice, id))
			break;
		html_element(&out, "p", ATTRIBUTES({"class", S("govuk-body")}), practice_words(care->practice, id, S("")));
	}
	page_public(request, response, (PublicPage){.title = title, .content = html_finish(&out)});
}

void page_privacy(const Request *request, Response *response)
{
	words_page(request, response, "privacy");
}

void page_accessibility(const Request *request, Response *response)
{
	words_page(request, response, "accessibility");
}

#include "care/pages/page_common.h"

#include "care/pages/pages.h"

/* After signing in: an analyst has no work of their own, an administrator no duty. */
void page_start(const Request *request, Response *response)
{
	const Care *care = page_care(request);
	response_redirect(response, care->factor_missing ? S("/account") : page_first_href(care));
}

void page_theme(const Request *request, Response *response)
{
	const Council *council = practice_council(page_care(request)->practice);
	/* Both colours were checked when the practice was loaded: nothing else can stand in them. */
	response_text(response, 200, S("text/css; charset=utf-8"), str_format(request->arena,
		":root{--kith-council:%.*s;--kith-council-soft:%.*s}\n", STR_ARG(council->colour), STR_ARG(council->colour_soft)));
}

/* A page of sentences from the practice, by their ids; the first is the title. */
static void words_page(const Request *request, Response *response, const char *const *ids, size_t count)
{
	Care *care = page_care(request);
	Html out = html_make(request->arena);
	Str title = practice_words(care->practice, str_from_c(ids[0]), S(""));
	html_element(&out, "h1", ATTRIBUTES({"class", S("govuk-heading-l")}), title);
	for (size_t i = 1; i < count; i++)
		html_element(&out, "p", ATTRIBUTES({"class", S("govuk-body")}),
			practice_words(care->practice, str_from_c(ids[i]), S("")));
	page_public(request, response, (PublicPage){.title = title, .content = html_finish(&out)});
}

void page_accessibility(const Request *request, Response *response)
{
	static const char *const IDS[] = {"accessibility.title", "accessibility.intro", "accessibility.works",
		"accessibility.tested", "accessibility.other", "accessibility.tell"};
	words_page(request, response, IDS, sizeof IDS / sizeof IDS[0]);
}

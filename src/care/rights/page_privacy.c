#include "care/rights/page_privacy.h"

#include "care/pages/bits.h"
#include "care/pages/words.h"

static void paragraphs(Care *care, Html *out, const char *const *ids, size_t count)
{
	for (size_t i = 0; i < count; i++)
		bit_paragraph(out, say(care, ids[i]));
}

/* The very rules by which records go. */
static void kept_show(Care *care, Html *out)
{
	size_t count = 0;
	const RetentionRule *rules = practice_retention(care->practice, &count);
	Arena *arena = care->arena;
	for (size_t i = 0; i < count; i++) {
		Str start = str_concat(arena, S("retention.starts-"), retention_start_code(rules[i].starts));
		Str what = str_concat(arena, S("retention."), rules[i].id);
		bool for_good = rules[i].action == RETENTION_KEEP;
		SummaryRow rows[] = {
			{.key = say(care, "privacy.keep-why"), .value = practice_words(care->practice,
				str_concat(arena, what, S("-why")), S(""))},
			{.key = say(care, "privacy.keep-long"), .value = for_good ? say(care, "privacy.keep-ever")
				: duration_format(arena, rules[i].keep)},
			{.key = say(care, "privacy.keep-from"), .value = practice_words(care->practice, start, S(""))},
		};
		html_element(out, "h3", ATTRIBUTES({"class", S("govuk-heading-s")}), practice_words(care->practice, what, S("")));
		component_summary_list(out, &(SummaryList){.rows = rows, .row_count = for_good ? 2 : 3});
	}
}

/* The very options by which people say with whom we may share. */
static void shared_show(Care *care, Html *out)
{
	const Question *question = practice_question(care->practice, S("consent_share"));
	if (question == NULL || question->options == NULL)
		return;
	html_open(out, "ul", ATTRIBUTES({"class", S("govuk-list govuk-list--bullet")}));
	for (size_t i = 0; i < question->options->count; i++)
		if (!str_equal(question->options->options[i].code, S("none")))
			html_element(out, "li", NO_ATTRIBUTES, question->options->options[i].resident);
	html_close(out, "ul");
}

void page_privacy(const Request *request, Response *response)
{
	static const char *const FIRST[] = {"privacy.who", "privacy.why", "privacy.helper", "privacy.sensitive"};
	static const char *const RIGHTS[] = {"privacy.see", "privacy.copy", "privacy.object", "privacy.complain"};
	Care *care = page_care(request);
	const Council *council = practice_council(care->practice);
	Html out = html_make(request->arena);
	bit_heading(&out, say(care, "privacy.title"));
	paragraphs(care, &out, FIRST, sizeof FIRST / sizeof FIRST[0]);
	bit_heading_small(&out, say(care, "privacy.share-title"));
	bit_paragraph(&out, say(care, "privacy.share"));
	shared_show(care, &out);
	bit_heading_small(&out, say(care, "privacy.keep-title"));
	kept_show(care, &out);
	bit_paragraph(&out, say(care, "privacy.keep"));
	bit_heading_small(&out, say(care, "privacy.rights-title"));
	paragraphs(care, &out, RIGHTS, sizeof RIGHTS / sizeof RIGHTS[0]);
	bit_heading_small(&out, say(care, "privacy.contact-title"));
	bit_paragraph(&out, say(care, "privacy.contact"));
	html_open(&out, "p", ATTRIBUTES({"class", S("govuk-body")}));
	html_element(&out, "strong", NO_ATTRIBUTES, council->name);
	html_void(&out, "br", NO_ATTRIBUTES);
	html_text(&out, str_format(request->arena, "%.*s, %.*s", STR_ARG(council->phone), STR_ARG(council->phone_hours)));
	html_close(&out, "p");
	page_public(request, response, (PublicPage){.title = say(care, "privacy.title"), .content = html_finish(&out)});
}

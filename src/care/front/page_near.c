/* Near you, now: what there is already, by what the answers say is hard. An offer; it decides nothing. */
#include "care/advice/advice.h"
#include "care/assessment/assessment.h"
#include "care/directory/directory.h"
#include "care/front/page_parts.h"

enum { NEAR_SHOWN_MAX = 4, NEAR_CATEGORIES_MAX = 24 };

typedef struct NearRow {
	Str outcome;
	Str category;
} NearRow;

/* Which part of life leads to which kind of local help. */
static const NearRow BY_OUTCOME[] = {
	{S_INIT("nutrition"), S_INIT("meals")}, {S_INIT("hygiene"), S_INIT("equipment-shop")},
	{S_INIT("home-safety"), S_INIT("falls-exercise")}, {S_INIT("home-safety"), S_INIT("handyperson")},
	{S_INIT("habitable"), S_INIT("cleaning-gardening")}, {S_INIT("relationships"), S_INIT("befriending")},
	{S_INIT("relationships"), S_INIT("clubs-groups")}, {S_INIT("work"), S_INIT("work-learning")},
	{S_INIT("community"), S_INIT("transport")}, {S_INIT("community"), S_INIT("clubs-groups")},
};

static size_t categories_of(const Visit *visit, Str *out)
{
	if (visit->request.kind->result == FRONT_RESULT_CARER) {
		out[0] = S("carers-support");
		out[1] = S("breaks");
		return 2;
	}
	EligibilityResult result = {0};
	const EligibilityRule *rule = assessment_rule(visit->care, ELIGIBILITY_ADULT);
	size_t count = 0;
	Str memory = work_answers_value(visit->answers, S("memory"));
	assessment_eligibility(visit->care, visit->answers, &result);
	for (size_t i = 0; i < rule->outcome_count; i++)
		for (size_t j = 0; result.outcomes[i].value == OUTCOME_UNABLE && j < sizeof BY_OUTCOME / sizeof BY_OUTCOME[0]; j++)
			if (str_equal(BY_OUTCOME[j].outcome, rule->outcomes[i].id))
				out[count++] = BY_OUTCOME[j].category;
	if (str_equal(memory, S("often")) || str_equal(memory, S("always")))
		out[count++] = S("memory");
	if (str_equal(work_answers_value(visit->answers, S("has_carer")), S("yes")))
		out[count++] = S("carers-support");
	if (count == 0)
		out[count++] = S("clubs-groups");
	return count;
}

static void near_item(Html *out, const Visit *visit, const DirectoryFound *found)
{
	Arena *arena = visit->care->arena;
	Str parts[3] = {0};
	size_t count = 0;
	if (found->metres >= 0)
		parts[count++] = distance_words(arena, found->metres);
	if (!str_is_empty(found->opening))
		parts[count++] = found->opening;
	if (!str_is_empty(found->fees))
		parts[count++] = found->fees;
	html_open(out, "li", NO_ATTRIBUTES);
	component_link(out, &(Link){.href = str_concat(arena, S("/directory/"), found->id), .text = found->name});
	if (count > 0)
		html_element(out, "span", ATTRIBUTES({"class", S("kith-note")}), str_join(arena, parts, count, S(" \xC2\xB7 ")));
	html_close(out, "li");
}

/* Pages that go with what is hard. */
static void advice_links(Html *out, const Visit *visit, const Str *categories, size_t category_count)
{
	const AdvicePage *pages[NEAR_SHOWN_MAX] = {NULL};
	size_t count = advice_for_categories(visit->care, categories, category_count, pages, NEAR_SHOWN_MAX);
	if (count == 0)
		return;
	html_element(out, "h3", ATTRIBUTES({"class", S("govuk-heading-s")}), say(visit->care, "advice.read"));
	html_open(out, "ul", ATTRIBUTES({"class", S("govuk-list")}));
	for (size_t i = 0; i < count; i++) {
		html_open(out, "li", NO_ATTRIBUTES);
		component_link(out, &(Link){.href = str_concat(visit->care->arena, S("/advice/"), pages[i]->id), .text = pages[i]->title});
		html_close(out, "li");
	}
	html_close(out, "ul");
}

Markup near_you(const Visit *visit)
{
	Care *care = visit->care;
	Html out = html_make(care->arena);
	Str categories[NEAR_CATEGORIES_MAX] = {0};
	DirectoryFound *found = NULL;
	size_t count = 0;
	size_t category_count = categories_of(visit, categories);
	Status status = directory_near(care, work_answers_value(visit->answers, S("home_postcode")), categories,
		category_count, NEAR_SHOWN_MAX, NULL, &found, &count);
	component_card_open(&out, &(Card){.title = say(care, "result.near-title")});
	paragraph(&out, say(care, "result.near-words"));
	if (status == STATUS_OK && count > 0) { /* without a postcode that is known there is only the way to the search */
		html_open(&out, "ul", ATTRIBUTES({"class", S("govuk-list govuk-list--spaced")}));
		for (size_t i = 0; i < count; i++)
			near_item(&out, visit, &found[i]);
		html_close(&out, "ul");
	}
	paragraph_link(&out, S("/directory"), say(care, "check.directory"));
	if (str_equal(work_answers_value(visit->answers, S("has_carer")), S("yes")))
		paragraph(&out, say(care, "check.carer-near"));
	advice_links(&out, visit, categories, category_count);
	component_card_close(&out);
	return html_finish(&out);
}

/* The twenty pages of advice that ship: plain, dated, sourced; and what the loader says of a page that is wrong. */
#include "unit_test.h"

#include "practice/plain.h"
#include "practice/practice.h"
#include "web/markdown.h"

enum { PAGES = 20, GRADE_TENTHS_MOST = 55, WORDS_LEAST = 150, WORDS_MOST = 500 };

static Arena arena;
static Practice *practice;

static int load(void **state)
{
	(void)state;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	Problems problems = problems_make(&arena);
	return practice_load(&practice, &arena, S("boroughs/common"), (Str){0}, &problems) == STATUS_OK ? 0 : -1;
}

static int clear(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

static void test_twenty_topics_stand_in_their_order_with_owner_dates_and_sources(void **state)
{
	(void)state;
	size_t count = 0;
	const AdvicePage *const *pages = practice_advice_pages(practice, &count);
	assert_int_equal(count, PAGES);
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(pages[i]->order, i + 1);
		assert_false(str_is_empty(pages[i]->owner));
		assert_true(pages[i]->review_due > pages[i]->reviewed);
		assert_true(date_years_between(pages[i]->reviewed, pages[i]->review_due) <= 1);
		assert_true(pages[i]->source_count > 0 && pages[i]->about_count > 0 && pages[i]->category_count > 0);
		assert_true(practice_advice(practice, pages[i]->id) == pages[i]);
	}
	assert_null(practice_advice(practice, S("nothing")));
}

/* Flesch-Kincaid grade 5.5 is read at ten or eleven (notes to the design: about 9 to 11). */
static void test_each_page_is_plain_and_short(void **state)
{
	(void)state;
	size_t count = 0;
	Reading all = {0};
	const AdvicePage *const *pages = practice_advice_pages(practice, &count);
	for (size_t i = 0; i < count; i++) {
		Reading reading = {0};
		Str rest = markdown_words(&arena, pages[i]->body);
		Str line = {0};
		while (str_next(&rest, '\n', &line)) {
			/* An item of a list ends a sentence though no full stop does. */
			Str sentence = str_concat(&arena, line, S("."));
			reading_add(&reading, sentence);
			reading_add(&all, sentence);
		}
		int grade = reading_grade_tenths(&reading);
		if (grade > GRADE_TENTHS_MOST || reading.words < WORDS_LEAST || reading.words > WORDS_MOST)
			fail_msg("%s: grade %d.%d, %d words", str_c(&arena, pages[i]->id), grade / 10, grade % 10, reading.words);
	}
	print_message("advice: grade %d.%d over %d words\n", reading_grade_tenths(&all) / 10, reading_grade_tenths(&all) % 10, all.words);
	assert_true(reading_grade_tenths(&all) <= 40);
}

static void test_no_page_has_words_that_hurt(void **state)
{
	(void)state;
	static const char *const HARSH[] = {"wander", "refuses", "non-compliant", "cheaper", "suffer", "service user", "incontinen",
		"vulnerable", "elderly", "burden"};
	size_t count = 0;
	const AdvicePage *const *pages = practice_advice_pages(practice, &count);
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < sizeof HARSH / sizeof HARSH[0]; k++)
			if (str_contains(str_lower_ascii(&arena, pages[i]->body), str_from_c(HARSH[k])))
				fail_msg("%s says \"%s\"", str_c(&arena, pages[i]->id), HARSH[k]);
}

static void test_a_council_puts_its_own_page_in_place_of_ours(void **state)
{
	(void)state;
	Practice *thurrock = NULL;
	Problems problems = problems_make(&arena);
	assert_ok(practice_load(&thurrock, &arena, S("boroughs/common"), S("boroughs/thurrock"), &problems));
	assert_true(str_contains(practice_advice(thurrock, S("getting-help"))->body, S("In Thurrock")));
	assert_false(str_contains(practice_advice(practice, S("getting-help"))->body, S("Thurrock")));
	assert_true(str_equal(practice_advice(thurrock, S("falls"))->body, practice_advice(practice, S("falls"))->body));
	assert_str(&arena, advice_field(thurrock, S("council")), "Thurrock Council");
	assert_str(&arena, advice_field(thurrock, S("answer_days")), "3");
	assert_null(advice_field(thurrock, S("mayor")).data);
}

/* Loads the release with something else in place of a piece of one page. */
static Problems load_with(const char *piece, const char *other)
{
	Practice *changed = NULL;
	Problems problems = problems_make(&arena);
	Str bundle = practice_bundle(practice, &arena);
	assert_true(str_contains(bundle, str_from_c(piece)));
	Status status = practice_load_bundle(&changed, &arena, str_replace(&arena, bundle, str_from_c(piece), str_from_c(other)), &problems);
	assert_status(status, problems.total > 0 ? STATUS_INVALID : STATUS_OK);
	return problems;
}

static void test_a_page_that_is_wrong_is_named_with_what_was_expected(void **state)
{
	(void)state;
	static const struct { const char *piece; const char *other; const char *says; } WRONG[] = {
		{"## What to do now\\n\\n1. Walk through", "## And now\\n\\n1. Walk through", "What to do now"},
		{"Falls are common.", "Falls are <br>common.", "HTML"},
		{"Falls are common.", "Falls are [common](ftp://x).", "A link must lead"},
		{"Falls are common.", "Falls are {{common}}.", "no field of this name: common"},
		{"about: [falls_12m,", "about: [falls_13m,", "There is no question falls_13m"},
		{"categories: [falls-exercise, technology, handyperson]", "categories: [falling]", "directory-category.yaml has no falling"},
		{"title: 'Falls and keeping steady'\\n", "", "title"},
		{"'https://www.nhs.uk/conditions/falls/'", "'http://www.nhs.uk'", "https://"},
		{"---\\ntitle: 'Falls", "title: 'Falls", "a head between two lines"},
	};
	for (size_t i = 0; i < sizeof WRONG / sizeof WRONG[0]; i++) {
		Problems problems = load_with(WRONG[i].piece, WRONG[i].other);
		if (problems.total != 1 || !str_contains(problems.items[0].message, str_from_c(WRONG[i].says)))
			fail_msg("%s: %zu problems, the first \"%s\"", WRONG[i].says, problems.total,
				problems.total == 0 ? "" : str_c(&arena, problems.items[0].message));
		assert_str(&arena, problems.items[0].file, "advice/falls.md");
	}
	assert_int_equal(load_with("Falls are common.", "Falls are so common.").total, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_twenty_topics_stand_in_their_order_with_owner_dates_and_sources),
		cmocka_unit_test(test_each_page_is_plain_and_short),
		cmocka_unit_test(test_no_page_has_words_that_hurt),
		cmocka_unit_test(test_a_council_puts_its_own_page_in_place_of_ours),
		cmocka_unit_test(test_a_page_that_is_wrong_is_named_with_what_was_expected),
	};
	return cmocka_run_group_tests(tests, load, clear);
}

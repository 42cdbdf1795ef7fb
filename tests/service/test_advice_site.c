/* Pages of advice on the site: every link leads somewhere, what is answered is counted and nothing more, and staff see which
 * pages are past their review. */
#include "site_test.h"

#include <string.h>

#include "care/advice/advice.h"

/* Every href of a page that is a path of ours. */
static void follow_links(SiteTest *site, Str html, const char *where)
{
	Str rest = html;
	size_t at = 0;
	while (str_find(rest, S("href=\"/"), &at)) {
		size_t end = 0;
		rest = str_slice(rest, at + 6, rest.length);
		assert_true(str_find(rest, S("\""), &end));
		Str path = str_slice(rest, 0, end);
		if (str_starts_with(path, S("/assets/")))
			continue;
		int status = site_test_get(site, (Str){0}, path).status;
		if (status != 200 && status != 303 && status != 0)
			fail_msg("%s leads to %s, which answers %d", where, str_c(site->care->arena, path), status);
	}
}

static void test_every_page_is_listed_and_all_its_links_lead_somewhere(void **state)
{
	CareTest *test = care_test_of(state);
	SiteTest site = site_test_open(test);
	size_t count = 0;
	const AdvicePage *const *pages = practice_advice_pages(test->practice, &count);
	Response list = site_test_get(&site, (Str){0}, S("/advice"));
	for (size_t i = 0; i < count; i++) {
		Str path = str_concat(test->arena, S("/advice/"), pages[i]->id);
		assert_true(str_contains(list.body, path));
		Response page = site_test_get(&site, (Str){0}, path);
		assert_int_equal(page.status, 200);
		assert_hides(page, "{{");
		assert_shows(page, "What to do now");
		assert_shows(page, "22 November 2026");
		assert_true(str_contains(page.body, practice_council(test->practice)->phone));
		follow_links(&site, page.body, str_c(test->arena, path));
	}
	assert_int_equal(site_test_get(&site, (Str){0}, S("/advice/nothing")).status, 404);
	site_test_close(&site);
}

static int64_t answers_of(CareTest *test, const char *page, AdviceAnswer answer)
{
	Care care = care_test_desk(test, test->administrator);
	AdviceStanding *standings = NULL;
	size_t count = 0;
	assert_ok(advice_standing(&care, &standings, &count));
	for (size_t i = 0; i < count; i++)
		if (str_equal(standings[i].page->id, str_from_c(page)))
			return standings[i].answers[answer];
	return -1;
}

static void test_an_answer_is_counted_and_nothing_of_who_gave_it_is_kept(void **state)
{
	CareTest *test = care_test_of(state);
	SiteTest site = site_test_open(test);
	const char *const useful[] = {"answer", "yes", NULL};
	const char *const hard[] = {"answer", "hard", NULL};
	const char *const nonsense[] = {"answer", "I am Ana Ruiz", NULL};
	Response response = site_test_post(&site, (Str){0}, S("/advice/falls/useful"), useful);
	assert_int_equal(response.status, 303);
	assert_true(str_equal(response.location, S("/advice/falls?thanks=1")));
	assert_shows(site_test_get(&site, (Str){0}, response.location), "Thank you");
	assert_int_equal(site_test_post(&site, test->practitioner, S("/advice/falls/useful"), useful).status, 303);
	assert_int_equal(site_test_post(&site, (Str){0}, S("/advice/falls/useful"), hard).status, 303);
	(void)site_test_post(&site, (Str){0}, S("/advice/falls/useful"), nonsense);
	(void)site_test_post(&site, (Str){0}, S("/advice/falls/useful"), NULL);
	assert_int_equal(site_test_post(&site, (Str){0}, S("/advice/nothing/useful"), useful).status, 404);
	assert_int_equal(answers_of(test, "falls", ADVICE_USEFUL), 2);
	assert_int_equal(answers_of(test, "falls", ADVICE_HARD_TO_READ), 1);
	assert_int_equal(answers_of(test, "falls", ADVICE_LINK_BROKEN), 0);
	assert_int_equal(answers_of(test, "paying-for-care", ADVICE_USEFUL), 0);
	Str kept = care_test_export(test);
	size_t at = 0;
	assert_true(str_find(kept, S("\"falls\""), &at));
	assert_false(str_contains(kept, S("I am Ana Ruiz")));
	Str row = str_slice(kept, at, at + 120 < kept.length ? at + 120 : kept.length);
	assert_false(str_contains(row, test->practitioner));
	assert_false(str_contains(row, S("192.0.2.1")));
	site_test_close(&site);
}

static void test_counts_older_than_a_year_are_not_shown(void **state)
{
	CareTest *test = care_test_of(state);
	Care public = care_test_public(test);
	care_test_go(test, S("2026-12-01"), 10, 0);
	assert_ok(advice_answer_add(&public, S("falls"), S("yes")));
	care_test_go(test, S("2027-11-30"), 10, 0);
	assert_int_equal(answers_of(test, "falls", ADVICE_USEFUL), 1);
	care_test_go(test, S("2027-12-01"), 10, 0);
	assert_int_equal(answers_of(test, "falls", ADVICE_USEFUL), 0);
}

static void test_a_page_past_its_review_says_so_to_readers_and_to_staff(void **state)
{
	CareTest *test = care_test_of(state);
	SiteTest site = site_test_open(test);
	care_test_go(test, S("2027-05-21"), 10, 0);
	assert_hides(site_test_get(&site, (Str){0}, S("/advice/falls")), "due to be checked");
	assert_shows(site_test_get(&site, test->administrator, S("/desk/advice")), "No page is past its review date.");
	care_test_go(test, S("2027-05-22"), 10, 0);
	assert_shows(site_test_get(&site, (Str){0}, S("/advice/falls")), "due to be checked");
	assert_shows(site_test_get(&site, test->administrator, S("/desk/advice")), "20 of 20 pages are past their review date");
	assert_int_equal(site_test_get(&site, test->practitioner, S("/desk/advice")).status, 403);
	site_test_close(&site);
}

static void test_the_pages_with_most_in_common_come_first(void **state)
{
	CareTest *test = care_test_of(state);
	Care public = care_test_public(test);
	const Str categories[] = {S("carers-support"), S("breaks"), S("crisis")};
	const AdvicePage *pages[3] = {NULL};
	assert_int_equal(advice_for_categories(&public, categories, 3, pages, 3), 3);
	assert_true(str_equal(pages[0]->id, S("a-plan-for-a-bad-day")));
	assert_true(str_equal(pages[1]->id, S("looking-after-someone")));
	assert_int_equal(advice_for_categories(&public, categories, 0, pages, 3), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_every_page_is_listed_and_all_its_links_lead_somewhere),
		CARE_TEST(test_an_answer_is_counted_and_nothing_of_who_gave_it_is_kept),
		CARE_TEST(test_counts_older_than_a_year_are_not_shown),
		CARE_TEST(test_a_page_past_its_review_says_so_to_readers_and_to_staff),
		CARE_TEST(test_the_pages_with_most_in_common_come_first),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

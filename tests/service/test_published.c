/* Published figures in the record, and the public pages about them, on both engines. */
#include "site_test.h"

#include "care/insight/published.h"

static PublishedFigures figures_read(CareTest *test, const char *text)
{
	PublishedFigures out = {0};
	Problems problems = problems_make(test->arena);
	PublishedReading reading = practice_published_names(test->practice, test->arena, 0);
	assert_ok(published_read(test->arena, S("file.csv"), str_from_c(text), &reading, &problems, &out));
	return out;
}

#define HEADER "measure,year,area_code,area,level,value,numerator,denominator\n"

static void load(CareTest *test, const char *text, size_t expected)
{
	Care care = care_test_system(test);
	size_t loaded = 0;
	PublishedFigures figures = figures_read(test, text);
	assert_ok(insight_load_published(&care, &figures, S("file.csv"), &loaded));
	assert_int_equal(loaded, expected);
}

static const MeasureHistory *history_of(CareTest *test, const char *measure)
{
	Care care = care_test_public(test);
	const MeasureHistory *out = NULL;
	assert_ok(insight_history(&care, str_from_c(measure), &out));
	return out;
}

static void test_what_ships_is_there_without_loading(void **state)
{
	CareTest *test = care_test_of(state);
	const MeasureHistory *history = history_of(test, "2d");
	assert_int_equal(history->last->year, 2022);
	assert_int_equal(history->last->ours, 530000);
	assert_int_equal(history->before->year, 2021);
	assert_int_equal(history->direction, DIRECTION_DOWN);
	assert_false(history->against_england); /* England's figure of 2020/21 is older than the middle council's of 2022/23 */
	assert_int_equal(history->standing, STANDING_WORSE);
	size_t drawn = 0;
	for (size_t i = 0; i < history->count; i++)
		drawn += history->years[i].ours == MEASURE_VALUE_NONE ? 0U : 1U;
	assert_int_equal(drawn, MEASURE_YEARS_DRAWN);
}

static void test_a_file_that_was_loaded_stands_before_what_ships(void **state)
{
	CareTest *test = care_test_of(state);
	load(test, HEADER "2d,2023/24,E06000034,Thurrock,council,80.0,8,10\n2d,2023/24,E92000001,England,england,76.0,,\n"
		"2d,2022/23,E06000034,Thurrock,council,53.5,,\n2d,2022/23,X,Elsewhere,council,-,,\n", 3);
	const MeasureHistory *history = history_of(test, "2d");
	assert_int_equal(history->last->year, 2023);
	assert_int_equal(history->last->ours, 800000);
	assert_int_equal(history->last->numerator, 8);
	assert_int_equal(history->before->ours, 535000);
	assert_true(history->against_england);
	assert_int_equal(history->standing, STANDING_BETTER);
	load(test, HEADER "2d,2023/24,E06000034,Thurrock,council,81.0,81,100\n", 1);
	assert_int_equal(history_of(test, "2d")->last->ours, 810000);
}

static void test_only_who_may_publish_loads(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	size_t loaded = 0;
	PublishedFigures figures = figures_read(test, HEADER "2d,2023/24,E06000034,Thurrock,council,80.0,,\n");
	assert_status(insight_load_published(&care, &figures, S("file.csv"), &loaded), STATUS_REFUSED);
	assert_int_equal(history_of(test, "2d")->last->year, 2022);
}

static void test_everybody_may_read_how_we_are_doing(void **state)
{
	CareTest *test = care_test_of(state);
	SiteTest site = site_test_open(test);
	Response page = site_test_get(&site, S(""), S("/how-are-we-doing"));
	assert_int_equal(page.status, 200);
	assert_shows(page, "These figures are real");
	assert_shows(page, "53.0% in 2022/23");
	assert_shows(page, "Down since 2021/22");
	assert_shows(page, "Not as good as the middle council (78.2% in 2022/23)");
	assert_shows(page, "Better than England (26.6% in 2020/21)");
	assert_shows(page, "What we cannot show yet");
	assert_hides(page, "measures."); /* every sentence stands */
	assert_hides(page, "{{");
	Response one = site_test_get(&site, S(""), S("/how-are-we-doing/1f"));
	assert_int_equal(one.status, 200);
	assert_shows(one, "We have not been able to check in full how this figure is worked out.");
	assert_hides(one, "{{");
	Response none = site_test_get(&site, S(""), S("/how-are-we-doing/new-6b"));
	assert_int_equal(none.status, 200);
	assert_shows(none, "No figures were published for us.");
	assert_int_equal(site_test_get(&site, S(""), S("/how-are-we-doing/no-such")).status, 404);
	assert_int_equal(site_test_get(&site, S(""), S("/how-are-we-doing/no-such/file")).status, 404);
	site_test_close(&site);
}

static void test_each_figure_is_a_file_too(void **state)
{
	CareTest *test = care_test_of(state);
	SiteTest site = site_test_open(test);
	Response file = site_test_get(&site, S(""), S("/how-are-we-doing/1c-2a/file"));
	assert_int_equal(file.status, 200);
	assert_true(str_starts_with(file.media_type, S("text/csv")));
	assert_shows(file, "1C(2a),");
	assert_shows(file, "2020/21,Thurrock,35.5,366,1031,26.6,");
	Response all = site_test_get(&site, S(""), S("/how-are-we-doing/file"));
	assert_shows(all, "2D,");
	assert_shows(all, "ASC6,");
	site_test_close(&site);
}

static void test_all_councils_are_dots_where_they_were_loaded(void **state)
{
	CareTest *test = care_test_of(state);
	Buffer text = buffer_make(test->arena, 64 * 1024);
	buffer_add(&text, S(HEADER));
	for (int i = 0; i < 120; i++)
		buffer_add_format(&text, "2d,2022/23,X%03d,Council %d,council,%d.5,,\n", i, i, 20 + i / 2);
	SiteTest site = site_test_open(test);
	assert_shows(site_test_get(&site, S(""), S("/how-are-we-doing/2d")), "figures of the single councils are not kept here");
	buffer_add(&text, S("2d,2022/23,X007,Council of 7,council,23.5,,\n")); /* the seventh by another name */
	load(test, str_c(test->arena, buffer_str(&text)), 121);
	Response page = site_test_get(&site, S(""), S("/how-are-we-doing/2d"));
	assert_shows(page, "All councils in 2022/23");
	assert_shows(page, "120 councils published a figure");
	assert_shows(page, "kith-chart__dots");
	assert_shows(page, "Council 119");
	site_test_close(&site);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_what_ships_is_there_without_loading),
		CARE_TEST(test_a_file_that_was_loaded_stands_before_what_ships),
		CARE_TEST(test_only_who_may_publish_loads),
		CARE_TEST(test_everybody_may_read_how_we_are_doing),
		CARE_TEST(test_each_figure_is_a_file_too),
		CARE_TEST(test_all_councils_are_dots_where_they_were_loaded),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "unit_test.h"

#include "practice/panels.h"
#include "unit/practice/practice_test.h"

/* The days on which panels sit, and the times of their papers. */

static Arena arena;
static Practice *practice;

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, (size_t)1024 << 20U);
	practice = practice_loaded(&arena, S("boroughs/thurrock"));
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

static Date day_of(const char *text)
{
	Date day = DATE_NONE;
	assert_ok(date_parse(str_from_c(text), &day));
	return day;
}

static void assert_next(const char *panel, const char *from, const char *expected)
{
	Date day = DATE_NONE;
	assert_ok(panel_sitting_from(practice, practice_panel(practice, str_from_c(panel)), day_of(from), &day));
	assert_string_equal(str_c(&arena, date_format(&arena, day)), expected);
}

static void test_a_panel_sits_on_its_days_of_the_week(void **state)
{
	(void)state;
	assert_next("funding", "2026-11-23", "2026-11-24");
	assert_next("funding", "2026-11-24", "2026-11-24");
	assert_next("funding", "2026-11-25", "2026-11-27");
}

static void test_a_panel_of_every_second_week_keeps_to_its_weeks(void **state)
{
	(void)state;
	assert_next("high-cost", "2026-01-01", "2026-01-08"); /* the week of its first day, not the one before */
	assert_next("high-cost", "2026-01-09", "2026-01-22");
	assert_next("high-cost", "2026-11-27", "2026-12-10");
	assert_next("high-cost", "2025-12-22", "2026-01-08"); /* the Thursday of that week is Christmas Day */
}

static void test_no_panel_sits_on_a_bank_holiday_and_an_unknown_year_is_no_guess(void **state)
{
	(void)state;
	Date day = DATE_NONE;
	assert_next("funding", "2026-12-23", "2026-12-29"); /* Friday 25 December is Christmas Day */
	assert_status(panel_sitting_from(practice, practice_panel(practice, S("funding")), day_of("2091-01-01"), &day),
		STATUS_NOT_FOUND);
}

static void test_a_paper_is_in_time_or_goes_to_the_sitting_after(void **state)
{
	(void)state;
	Date day = DATE_NONE;
	const CouncilPanel *panel = practice_panel(practice, S("funding"));
	assert_ok(panel_sitting_for_paper(practice, panel, day_of("2026-11-23"), &day));
	assert_int_equal(day, day_of("2026-11-24"));
	assert_ok(panel_sitting_for_paper(practice, panel, day_of("2026-11-24"), &day));
	assert_int_equal(day, day_of("2026-11-27"));
}

static void test_papers_follow_one_another_by_their_minutes(void **state)
{
	(void)state;
	const CouncilPanel *panel = practice_panel(practice, S("funding"));
	assert_string_equal(str_c(&arena, panel_time(&arena, panel, 1)), "09:30");
	assert_string_equal(str_c(&arena, panel_time(&arena, panel, 4)), "10:30");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_panel_sits_on_its_days_of_the_week),
		cmocka_unit_test(test_a_panel_of_every_second_week_keeps_to_its_weeks),
		cmocka_unit_test(test_no_panel_sits_on_a_bank_holiday_and_an_unknown_year_is_no_guess),
		cmocka_unit_test(test_a_paper_is_in_time_or_goes_to_the_sitting_after),
		cmocka_unit_test(test_papers_follow_one_another_by_their_minutes),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}

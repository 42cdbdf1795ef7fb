#include "unit_test.h"

#include "engine/returns/cld_period.h"

/* Which days a submission speaks for, by how many of its events end in each month. */

static CldMonths months;

static int setup(void **state)
{
	(void)state;
	months = (CldMonths){0};
	return 0;
}

static Date day(int year, int month, int of_month)
{
	Date date = DATE_NONE;
	assert_ok(date_make(year, month, of_month, &date));
	return date;
}

/* So many of the kind in the month; 1 is April 2024. */
static void end(CldEvent event, int month, int count)
{
	for (int i = 0; i < count; i++)
		cld_months_add(&months, event, cld_month_of(date_add_months(day(2024, 3, 28), month)));
}

static void end_three(int month, int count)
{
	end(CLD_EVENT_REQUEST, month, count);
	end(CLD_EVENT_ASSESSMENT, month, count);
	end(CLD_EVENT_SERVICE, month, count);
}

static CldDays stated(void)
{
	return (CldDays){.first = day(2024, 4, 1), .last = day(2025, 3, 31)};
}

static void assert_days(CldPeriodBy by, const char *council, Date imported, Date first, Date last)
{
	CldDays days = cld_period_derive(by, &months, str_from_c(council), stated(), imported);
	assert_int_equal(days.first, first);
	assert_int_equal(days.last, last);
}

static void test_months_with_less_than_two_per_cent_at_the_ends_are_cut(void **state)
{
	(void)state;
	for (int month = 2; month <= 11; month++)
		end_three(month, 5);
	end_three(1, 1);  /* 3 of 156 are less than 2 % */
	end_three(12, 1);
	assert_days(CLD_PERIOD_RULE, "001", DATE_NONE, day(2024, 5, 1), day(2025, 2, 28));
	assert_days(CLD_PERIOD_STATED, "001", DATE_NONE, day(2024, 4, 1), day(2025, 3, 31));
	end_three(12, 1); /* 6 of 159 are not */
	assert_days(CLD_PERIOD_RULE, "001", DATE_NONE, day(2024, 5, 1), day(2025, 3, 31));
}

static void test_rule_and_code_differ_for_small_files_and_for_kinds(void **state)
{
	(void)state;
	end_three(3, 5);
	assert_days(CLD_PERIOD_RULE, "001", DATE_NONE, day(2024, 4, 1), day(2025, 3, 31));
	assert_days(CLD_PERIOD_CODE, "001", DATE_NONE, day(2024, 6, 1), day(2024, 6, 30));
	end(CLD_EVENT_REQUEST, 3, 50);
	end(CLD_EVENT_REVIEW, 4, 50); /* four kinds in the file, three in its fullest month */
	end(CLD_EVENT_REQUEST, 4, 1);
	assert_days(CLD_PERIOD_RULE, "001", DATE_NONE, day(2024, 6, 1), day(2024, 6, 30));
	assert_days(CLD_PERIOD_CODE, "001", DATE_NONE, day(2024, 6, 1), day(2024, 7, 31));
}

static void test_what_ends_in_the_month_of_import_or_later_is_left_aside(void **state)
{
	(void)state;
	for (int month = 1; month <= 14; month++)
		end_three(month, 5);
	assert_days(CLD_PERIOD_RULE, "001", DATE_NONE, day(2024, 4, 1), day(2025, 3, 31));
	assert_days(CLD_PERIOD_RULE, "001", day(2025, 5, 20), day(2024, 4, 1), day(2025, 4, 30));
	assert_days(CLD_PERIOD_CODE, "001", day(2025, 1, 1), day(2024, 4, 1), day(2024, 12, 31));
}

static void test_coverage_is_the_latest_run_with_single_gaps(void **state)
{
	(void)state;
	for (int month = 1; month <= 12; month++)
		end_three(month, month == 6 || month == 3 || month == 4 ? 2 : 12);
	assert_days(CLD_PERIOD_COVERAGE, "001", DATE_NONE, day(2024, 8, 1), day(2025, 3, 31)); /* September alone is forgiven */
	end(CLD_EVENT_SERVICE, 12, 988); /* one month of a kind does not lower the others */
	assert_days(CLD_PERIOD_COVERAGE, "001", DATE_NONE, day(2024, 8, 1), day(2025, 3, 31));
}

static void test_coverage_wants_every_kind_and_forgives_the_smallest_councils(void **state)
{
	(void)state;
	for (int month = 1; month <= 12; month++)
		end_three(month, 3);
	assert_days(CLD_PERIOD_COVERAGE, "001", DATE_NONE, DATE_NONE, DATE_NONE);
	assert_days(CLD_PERIOD_COVERAGE, "714", DATE_NONE, day(2024, 4, 1), day(2025, 3, 31));
	assert_days(CLD_PERIOD_COVERAGE, "906", DATE_NONE, day(2024, 4, 1), day(2025, 3, 31));
	months = (CldMonths){0};
	for (int month = 1; month <= 12; month++) {
		end(CLD_EVENT_REQUEST, month, 20);
		end(CLD_EVENT_ASSESSMENT, month, 20);
	}
	cld_months_add(&months, CLD_EVENT_SERVICE, CLD_MONTH_NONE);
	assert_days(CLD_PERIOD_COVERAGE, "001", DATE_NONE, DATE_NONE, DATE_NONE);
}

static void test_no_event_and_days_out_of_range_are_no_months(void **state)
{
	(void)state;
	cld_months_add(&months, CLD_EVENT_REQUEST, cld_month_of(day(1989, 12, 31)));
	assert_days(CLD_PERIOD_CODE, "001", DATE_NONE, DATE_NONE, DATE_NONE);
	CldDays days = cld_period_derive(CLD_PERIOD_CODE, NULL, S("001"), stated(), DATE_NONE);
	assert_int_equal(days.first, DATE_NONE);
	cld_months_add(&months, CLD_EVENT_REQUEST, cld_month_of(day(1990, 1, 1)));
	assert_days(CLD_PERIOD_CODE, "001", DATE_NONE, day(1990, 1, 1), day(1990, 1, 31));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_months_with_less_than_two_per_cent_at_the_ends_are_cut, setup),
		cmocka_unit_test_setup(test_rule_and_code_differ_for_small_files_and_for_kinds, setup),
		cmocka_unit_test_setup(test_what_ends_in_the_month_of_import_or_later_is_left_aside, setup),
		cmocka_unit_test_setup(test_coverage_is_the_latest_run_with_single_gaps, setup),
		cmocka_unit_test_setup(test_coverage_wants_every_kind_and_forgives_the_smallest_councils, setup),
		cmocka_unit_test_setup(test_no_event_and_days_out_of_range_are_no_months, setup),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "unit_test.h"

#include "base/date.h"

static Arena arena;

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, 1 << 20);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

static Date day(const char *text)
{
	Date date = DATE_NONE;
	assert_ok(date_parse(str_from_c(text), &date));
	return date;
}

static void test_every_day_of_eight_centuries_survives_split_and_make(void **state)
{
	(void)state;
	Date first = day("1600-01-01");
	Date last = day("2399-12-31");
	Weekday weekday = date_weekday(first);
	for (Date date = first; date <= last; date++) {
		int year = 0;
		int month = 0;
		int day_of_month = 0;
		Date again = DATE_NONE;
		date_split(date, &year, &month, &day_of_month);
		assert_ok(date_make(year, month, day_of_month, &again));
		assert_int_equal(again, date);
		assert_int_equal(date_weekday(date), weekday);
		weekday = (Weekday)((weekday + 1) % 7);
	}
}

static void test_days_that_do_not_exist_are_refused(void **state)
{
	(void)state;
	const char *const wrong[] = {"2026-02-29", "1900-02-29", "2026-13-01", "2026-00-01", "2026-04-31", "2026-4-3",
		"22/11/2026", "2026-11-22 ", "", "1599-12-31", "2400-01-01", "2026-11-0x"};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		Date date = DATE_NONE;
		assert_status(date_parse(str_from_c(wrong[i]), &date), STATUS_INVALID);
	}
	assert_int_equal(day("2000-02-29") + 1, day("2000-03-01"));
}

static void test_months_end_on_their_last_day(void **state)
{
	(void)state;
	assert_int_equal(date_add_months(day("2026-01-31"), 1), day("2026-02-28"));
	assert_int_equal(date_add_months(day("2024-01-31"), 1), day("2024-02-29"));
	assert_int_equal(date_add_months(day("2026-03-15"), -3), day("2025-12-15"));
	assert_int_equal(date_add_months(day("2026-11-22"), 14), day("2028-01-22"));
}

static void test_age_changes_on_the_birthday(void **state)
{
	(void)state;
	assert_int_equal(date_years_between(day("1941-03-14"), day("2026-03-13")), 84);
	assert_int_equal(date_years_between(day("1941-03-14"), day("2026-03-14")), 85);
	assert_int_equal(date_years_between(day("2008-02-29"), day("2026-02-28")), 17);
	assert_int_equal(date_years_between(day("2008-02-29"), day("2026-03-01")), 18);
}

static void test_partial_dates_keep_what_is_known(void **state)
{
	(void)state;
	PartialDate date = {0};
	Date first = DATE_NONE;
	Date last = DATE_NONE;
	assert_ok(partial_date_parse(S("1941"), &date));
	partial_date_range(date, &first, &last);
	assert_int_equal(first, day("1941-01-01"));
	assert_int_equal(last, day("1941-12-31"));
	assert_str(&arena, partial_date_format_words(&arena, date), "1941");
	assert_ok(partial_date_parse(S("1941-02"), &date));
	partial_date_range(date, &first, &last);
	assert_int_equal(last, day("1941-02-28"));
	assert_str(&arena, partial_date_format(&arena, date), "1941-02");
	assert_ok(partial_date_parse(S("1941-03-14"), &date));
	assert_str(&arena, partial_date_format_words(&arena, date), "14 March 1941");
	assert_status(partial_date_parse(S("1941-13"), &date), STATUS_INVALID);
	assert_status(partial_date_parse(S("194"), &date), STATUS_INVALID);
}

static void test_working_days_skip_weekends_and_bank_holidays(void **state)
{
	(void)state;
	BankHolidays holidays = {0};
	Problems problems = problems_make(&arena);
	Date due = DATE_NONE;
	assert_ok(bank_holidays_load(&holidays, &arena, S("h.csv"),
		S("date,name\n2026-12-25,Christmas Day\n2026-12-28,Boxing Day (substitute)\n"), &problems));
	assert_ok(date_add_working_days(day("2026-12-24"), 1, &holidays, &due));
	assert_int_equal(due, day("2026-12-29"));
	assert_ok(date_add_working_days(day("2026-11-20"), 1, &holidays, &due));
	assert_int_equal(due, day("2026-11-23"));
	assert_status(date_add_working_days(day("2026-12-31"), 1, &holidays, &due), STATUS_NOT_FOUND);
}

static void test_a_wrong_holiday_file_names_the_line(void **state)
{
	(void)state;
	BankHolidays holidays = {0};
	Problems problems = problems_make(&arena);
	assert_status(bank_holidays_load(&holidays, &arena, S("h.csv"), S("date,name\n25/12/2026,Christmas\n"), &problems),
		STATUS_INVALID);
	assert_int_equal(problems.items[0].line, 2);
	assert_str(&arena, problems.items[0].field, "date");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_day_of_eight_centuries_survives_split_and_make),
		cmocka_unit_test(test_days_that_do_not_exist_are_refused),
		cmocka_unit_test(test_months_end_on_their_last_day),
		cmocka_unit_test(test_age_changes_on_the_birthday),
		cmocka_unit_test(test_partial_dates_keep_what_is_known),
		cmocka_unit_test(test_working_days_skip_weekends_and_bank_holidays),
		cmocka_unit_test(test_a_wrong_holiday_file_names_the_line),
	};
	return cmocka_run_group_tests_name("date", tests, setup, teardown);
}

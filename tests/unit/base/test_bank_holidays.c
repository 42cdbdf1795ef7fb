#include "unit_test.h"

#include <stdio.h>

#include "base/date.h"

static Arena arena;
static BankHolidays holidays;

static int setup(void **state)
{
	(void)state;
	static char bytes[64 * 1024];
	arena_init(&arena, 1 << 20);
	FILE *file = fopen("data/bank-holidays.csv", "rb");
	if (file == NULL)
		return -1;
	size_t length = fread(bytes, 1, sizeof bytes, file);
	(void)fclose(file);
	Problems problems = problems_make(&arena);
	return bank_holidays_load(&holidays, &arena, S("bank-holidays.csv"), (Str){.data = bytes, .length = length},
		&problems)
		== STATUS_OK ? 0 : -1;
}

static int teardown(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

static void test_every_year_has_its_eight_days_and_the_special_years_more(void **state)
{
	(void)state;
	int counts[17] = {0};
	assert_int_equal(holidays.first_year, 2014);
	assert_int_equal(holidays.last_year, 2030);
	for (size_t i = 0; i < holidays.count; i++) {
		int year = 0;
		int month = 0;
		int day = 0;
		date_split(holidays.days[i], &year, &month, &day);
		counts[year - 2014]++;
	}
	for (int year = 2014; year <= 2030; year++)
		assert_int_equal(counts[year - 2014], year == 2022 ? 10 : year == 2023 ? 9 : 8);
}

static void test_every_day_is_a_weekday(void **state)
{
	(void)state;
	for (size_t i = 0; i < holidays.count; i++)
		assert_true(date_weekday(holidays.days[i]) <= WEEKDAY_FRIDAY);
}

static void test_days_that_people_remember_are_there(void **state)
{
	(void)state;
	const struct { const char *day; bool working; } cases[] = {
		{"2020-05-08", false}, {"2020-05-04", true}, {"2022-06-02", false}, {"2022-06-03", false}, {"2022-05-30", true},
		{"2022-09-19", false}, {"2023-05-08", false}, {"2016-12-27", false}, {"2020-12-28", false},
		{"2021-12-27", false},
		{"2021-12-28", false}, {"2022-01-03", false}, {"2022-12-27", false}, {"2024-03-29", false},
		{"2025-04-21", false},
		{"2026-12-28", false}, {"2027-12-27", false}, {"2027-12-28", false}, {"2028-01-03", false},
		{"2026-11-23", true},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		Date date = DATE_NONE;
		bool working = false;
		assert_ok(date_parse(str_from_c(cases[i].day), &date));
		assert_ok(date_is_working_day(date, &holidays, &working));
		if (working != cases[i].working)
			fail_msg("%s", cases[i].day);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_every_year_has_its_eight_days_and_the_special_years_more, setup, teardown),
		cmocka_unit_test_setup_teardown(test_every_day_is_a_weekday, setup, teardown),
		cmocka_unit_test_setup_teardown(test_days_that_people_remember_are_there, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "unit_test.h"

#include "base/duration.h"

static Arena arena;
static Problems problems;
static BankHolidays holidays;

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, 1 << 20);
	problems = problems_make(&arena);
	return bank_holidays_load(&holidays, &arena, S("days"), S("date,name\n2026-12-25,a\n2026-12-28,b\n"), &problems)
		== STATUS_OK ? 0 : -1;
}

static int teardown(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

static const char *later(const char *from, const char *length)
{
	Duration duration = {0};
	Date date = DATE_NONE;
	assert_ok(duration_parse(str_from_c(length), &duration));
	assert_ok(date_parse(str_from_c(from), &date));
	assert_ok(duration_add(date, duration, &holidays, &date));
	return str_c(&arena, date_format(&arena, date));
}

static void test_durations_read_back_as_they_are_written(void **state)
{
	(void)state;
	const char *const right[] = {"28 days", "1 day", "1 working day", "5 working days", "12 months", "1 week",
		"4 hours",
		"30 minutes", "6 years", "0 days"};
	for (size_t i = 0; i < sizeof right / sizeof right[0]; i++) {
		Duration duration = {0};
		assert_ok(duration_parse(str_from_c(right[i]), &duration));
		assert_str(&arena, duration_format(&arena, duration), right[i]);
	}
	assert_str(&arena, duration_format(&arena, (Duration){0}), "");
}

static void test_other_texts_are_no_durations(void **state)
{
	(void)state;
	const char *const wrong[] = {"", "28", "days", " days", "-1 days", "+1 days", "28  days", "28 moons", "1.5 days",
		"10000 days", "28 days ", "28 Days", "99999999999999999999 days"};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		Duration duration = {0};
		assert_status(duration_parse(str_from_c(wrong[i]), &duration), STATUS_INVALID);
		assert_false(duration_is_given(duration));
	}
}

static void test_durations_are_added_by_the_calendar(void **state)
{
	(void)state;
	assert_string_equal(later("2026-11-22", "28 days"), "2026-12-20");
	assert_string_equal(later("2026-11-22", "2 weeks"), "2026-12-06");
	assert_string_equal(later("2026-01-31", "1 month"), "2026-02-28");
	assert_string_equal(later("2024-02-29", "1 year"), "2025-02-28");
	assert_string_equal(later("2026-12-24", "1 working day"), "2026-12-29");
	assert_string_equal(later("2026-12-24", "0 days"), "2026-12-24");
}

static void test_what_cannot_be_added_is_said(void **state)
{
	(void)state;
	Date date = DATE_NONE;
	assert_ok(date_parse(S("2026-12-24"), &date));
	Date out = DATE_NONE;
	assert_status(duration_add(date, (Duration){4, DURATION_HOURS}, &holidays, &out), STATUS_INVALID);
	assert_status(duration_add(date, (Duration){0}, &holidays, &out), STATUS_INVALID);
	assert_status(duration_add(date, (Duration){9, DURATION_WORKING_DAYS}, &holidays, &out), STATUS_NOT_FOUND);
	assert_status(duration_add(date, (Duration){9999, DURATION_YEARS}, &holidays, &out), STATUS_INVALID);
	assert_status(duration_add(date, (Duration){9999, DURATION_WEEKS}, &holidays, &out), STATUS_OK);
	assert_ok(date_parse(S("2399-12-01"), &date));
	assert_status(duration_add(date, (Duration){31, DURATION_DAYS}, &holidays, &out), STATUS_INVALID);
	assert_status(duration_add(date, (Duration){1, DURATION_MONTHS}, &holidays, &out), STATUS_INVALID);
}

static const char *instant_later(const char *from, Duration duration)
{
	Instant instant = 0;
	assert_ok(instant_parse(str_from_c(from), &instant));
	assert_ok(duration_add_to_instant(instant, duration, &holidays, &instant));
	return str_c(&arena, instant_format(&arena, instant));
}

static void test_hours_are_exact_and_days_keep_the_time_in_london(void **state)
{
	(void)state;
	/* The clocks go forward on 29 March 2026. */
	assert_string_equal(instant_later("2026-03-28T12:00:05.000001Z", (Duration){24, DURATION_HOURS}),
		"2026-03-29T12:00:05.000001Z");
	assert_string_equal(instant_later("2026-03-28T12:00:05.000001Z", (Duration){1, DURATION_DAYS}),
		"2026-03-29T11:00:05.000001Z");
	assert_string_equal(instant_later("2026-12-24T09:30:00.000000Z", (Duration){1, DURATION_WORKING_DAYS}),
		"2026-12-29T09:30:00.000000Z");
	assert_string_equal(instant_later("2026-12-24T09:30:00.000000Z", (Duration){45, DURATION_MINUTES}),
		"2026-12-24T10:15:00.000000Z");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_durations_read_back_as_they_are_written, setup, teardown),
		cmocka_unit_test_setup_teardown(test_other_texts_are_no_durations, setup, teardown),
		cmocka_unit_test_setup_teardown(test_durations_are_added_by_the_calendar, setup, teardown),
		cmocka_unit_test_setup_teardown(test_what_cannot_be_added_is_said, setup, teardown),
		cmocka_unit_test_setup_teardown(test_hours_are_exact_and_days_keep_the_time_in_london, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The rows that measures count: one person's lines, worked by hand. */
#include "unit_test.h"

#include "engine/measures/record_rows.h"

static Arena arena;

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
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
	Date out = DATE_NONE;
	if (text[0] != '\0')
		assert_ok(date_parse(str_from_c(text), &out));
	return out;
}

static MeasureLine line(MeasureLineKind kind, MeasureMechanism mechanism, const char *starts, const char *ends)
{
	return (MeasureLine){.kind = kind, .mechanism = mechanism, .starts = day(starts), .ends = day(ends)};
}

static MeasurePerson person(const char *born, const MeasureLine *lines, size_t count)
{
	return (MeasurePerson){.born = day(born), .died = DATE_NONE, .lines = lines, .line_count = count};
}

#define FROM day("2025-04-01")
#define TO day("2026-03-31")

static void test_a_direct_payment_beside_other_lines_is_a_part_of_the_support(void **state)
{
	(void)state;
	MeasureRow row;
	MeasureLine lines[] = {line(LINE_COMMUNITY, MECHANISM_DIRECT_PAYMENT, "2025-05-01", ""),
		line(LINE_COMMUNITY, MECHANISM_MANAGED, "2025-05-01", "2026-03-30")};
	MeasurePerson someone = person("1950-01-01", lines, 2);
	assert_true(measure_row_long_term(&someone, TO, TO, &row));
	assert_str(&arena, row.mechanism, "direct-payment-only"); /* the other ended the day before */
	assert_int_equal(row.age, 76);
	assert_true(measure_row_long_term(&someone, FROM, TO, &row));
	assert_str(&arena, row.mechanism, "part-direct-payment");
	assert_false(measure_row_long_term(&someone, day("2025-04-30"), day("2025-04-30"), &row));
}

static void test_a_care_home_goes_before_support_at_home(void **state)
{
	(void)state;
	MeasureRow row;
	MeasureLine lines[] = {line(LINE_RESIDENTIAL, MECHANISM_COMMISSIONED, "2025-09-01", ""),
		line(LINE_COMMUNITY, MECHANISM_DIRECT_PAYMENT, "2024-01-01", "2025-08-31")};
	MeasurePerson someone = person("1950-01-01", lines, 2);
	assert_true(measure_row_long_term(&someone, TO, TO, &row));
	assert_str(&arena, row.setting, "residential");
	assert_str(&arena, row.mechanism, "not-known"); /* nothing at home any more */
}

static void test_children_and_lines_that_never_ran_give_no_row(void **state)
{
	(void)state;
	MeasureRow row;
	MeasureLine lines[] = {line(LINE_COMMUNITY, MECHANISM_MANAGED, "2025-05-01", "2025-04-30")};
	MeasurePerson never = person("1950-01-01", lines, 1);
	assert_false(measure_row_long_term(&never, FROM, TO, &row));
	lines[0].ends = DATE_NONE;
	MeasurePerson child = person("2010-01-01", lines, 1);
	assert_false(measure_row_long_term(&child, TO, TO, &row));
	MeasurePerson unknown = person("", lines, 1);
	assert_true(measure_row_long_term(&unknown, TO, TO, &row));
	assert_int_equal(row.age, -1);
}

static void test_a_move_between_care_homes_is_no_new_admission(void **state)
{
	(void)state;
	MeasureRow row;
	MeasureLine moved[] = {line(LINE_RESIDENTIAL, MECHANISM_COMMISSIONED, "2024-01-01", "2025-06-30"),
		line(LINE_NURSING, MECHANISM_COMMISSIONED, "2025-07-01", "")};
	MeasurePerson mover = person("1940-01-01", moved, 2);
	assert_false(measure_row_admission(&mover, FROM, TO, &row));
	MeasureLine back[] = {line(LINE_RESIDENTIAL, MECHANISM_COMMISSIONED, "2023-01-01", "2024-06-30"),
		line(LINE_RESIDENTIAL, MECHANISM_COMMISSIONED, "2025-07-01", "")};
	MeasurePerson returner = person("1960-07-02", back, 2);
	assert_true(measure_row_admission(&returner, FROM, TO, &row)); /* left more than a year before */
	assert_int_equal(row.age, 64); /* on the day of admission, a day before the birthday */
	back[0].ends = day("2024-07-01"); /* 365 days before: long enough */
	assert_true(measure_row_admission(&returner, FROM, TO, &row));
	back[0].ends = day("2024-07-02");
	assert_false(measure_row_admission(&returner, FROM, TO, &row));
}

static Str sequel(const MeasureLine *lines, size_t count, const char *died)
{
	MeasureRow rows[MEASURE_EPISODES_MAX];
	MeasurePerson someone = person("1950-01-01", lines, count);
	someone.died = day(died);
	assert_int_equal(measure_rows_short_term(&someone, FROM, TO, rows), 1);
	return rows[0].sequel;
}

static void test_what_follows_within_seven_days_is_the_sequel(void **state)
{
	(void)state;
	MeasureLine lines[] = {line(LINE_REABLEMENT, MECHANISM_NOT_KNOWN, "2025-05-01", "2025-06-10"),
		line(LINE_COMMUNITY, MECHANISM_MANAGED, "2025-06-17", "")};
	assert_str(&arena, sequel(lines, 1, ""), "none");
	assert_str(&arena, sequel(lines, 2, ""), "long-term");
	lines[1].starts++;
	assert_str(&arena, sequel(lines, 2, ""), "none");
	assert_str(&arena, sequel(lines, 1, "2025-06-17"), "other");
	lines[1] = line(LINE_LOW_LEVEL, MECHANISM_NOT_KNOWN, "2025-05-20", "2025-05-20");
	assert_str(&arena, sequel(lines, 2, ""), "low-level");
	lines[1] = line(LINE_SHORT_TERM, MECHANISM_NOT_KNOWN, "2025-06-11", "2025-06-20");
	assert_str(&arena, sequel(lines, 2, ""), "other-short-term");
}

static void test_lines_with_a_week_between_them_are_one_episode(void **state)
{
	(void)state;
	MeasureRow rows[MEASURE_EPISODES_MAX];
	MeasureLine lines[] = {line(LINE_REABLEMENT, MECHANISM_NOT_KNOWN, "2025-05-01", "2025-05-10"),
		line(LINE_REABLEMENT, MECHANISM_NOT_KNOWN, "2025-05-17", "2025-05-30"),
		line(LINE_REABLEMENT, MECHANISM_NOT_KNOWN, "2025-06-07", "2025-06-20")};
	MeasurePerson someone = person("1950-01-01", lines, 3);
	assert_int_equal(measure_rows_short_term(&someone, FROM, TO, rows), 2);
	lines[2].starts--;
	assert_int_equal(measure_rows_short_term(&someone, FROM, TO, rows), 1);
	lines[2].ends = DATE_NONE; /* still going on */
	assert_int_equal(measure_rows_short_term(&someone, FROM, TO, rows), 0);
}

static void test_somebody_with_long_term_support_is_not_new(void **state)
{
	(void)state;
	MeasureRow rows[MEASURE_EPISODES_MAX];
	MeasureLine lines[] = {line(LINE_REABLEMENT, MECHANISM_NOT_KNOWN, "2025-05-01", "2025-05-10"),
		line(LINE_COMMUNITY, MECHANISM_MANAGED, "2024-05-01", "2025-01-30")};
	MeasurePerson someone = person("1950-01-01", lines, 2);
	assert_int_equal(measure_rows_short_term(&someone, FROM, TO, rows), 1);
	assert_str(&arena, rows[0].new_client, "yes"); /* 91 days before */
	lines[1].ends++;
	assert_int_equal(measure_rows_short_term(&someone, FROM, TO, rows), 1);
	assert_str(&arena, rows[0].new_client, "no");
}

static void test_a_carers_lines_are_counted_by_how_they_are_paid(void **state)
{
	(void)state;
	MeasureRow row;
	MeasureLine lines[] = {line(LINE_CARER, MECHANISM_DIRECT_PAYMENT, "2025-05-01", "2025-05-01"),
		line(LINE_COMMUNITY, MECHANISM_MANAGED, "2025-05-01", "")};
	MeasurePerson carer = person("1970-01-01", lines, 2);
	assert_true(measure_row_carer(&carer, FROM, TO, &row));
	assert_str(&arena, row.mechanism, "direct-payment-only");
	assert_false(measure_row_carer(&carer, day("2025-06-01"), TO, &row));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_direct_payment_beside_other_lines_is_a_part_of_the_support),
		cmocka_unit_test(test_a_care_home_goes_before_support_at_home),
		cmocka_unit_test(test_children_and_lines_that_never_ran_give_no_row),
		cmocka_unit_test(test_a_move_between_care_homes_is_no_new_admission),
		cmocka_unit_test(test_what_follows_within_seven_days_is_the_sequel),
		cmocka_unit_test(test_lines_with_a_week_between_them_are_one_episode),
		cmocka_unit_test(test_somebody_with_long_term_support_is_not_new),
		cmocka_unit_test(test_a_carers_lines_are_counted_by_how_they_are_paid),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}

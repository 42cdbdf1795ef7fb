/* How well the allocation table fits: medians, shares within a fifth, what is said of all and of each group. */
#include "unit_test.h"

#include "engine/allocation/fit.h"

static const Str GROUPS[] = {S_INIT("age"), S_INIT("reason")};
enum { MANY = 120 };

static Arena arena;

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, (size_t)16 << 20U);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

static FitReport report_of(const FitCase *cases, size_t count)
{
	FitReport report = {0};
	assert_ok(fit_report(&arena, GROUPS, 2, cases, count, &report));
	return report;
}

static const FitLine *line_of(const FitReport *report, const char *group, const char *value)
{
	for (size_t i = 0; i < report->count; i++)
		if (str_equal(report->lines[i].group, str_from_c(group)) && str_equal(report->lines[i].value, str_from_c(value)))
			return &report->lines[i];
	fail_msg("no line %s %s", group, value);
	return NULL;
}

/* The six of the question bank: ratios 1.27, 1.06, 0.80, 0.98, 1.23, 1.01; median (1.01 + 1.06) / 2. */
static void test_the_six_worked_persons_have_the_ratios_that_were_written_down(void **state)
{
	(void)state;
	const FitCase six[] = {{19112, 15062, {S("65+"), S("physical")}}, {34993, 33137, {S("18-64"), S("physical")}},
		{32846, 40970, {S("18-64"), S("learning")}}, {177144, 181320, {S("65+"), S("memory")}},
		{23690, 19280, {S("18-64"), S("mental")}}, {113870, 113270, {S("65+"), S("physical")}}};
	FitReport report = report_of(six, 6);
	const FitLine *all = &report.lines[0];
	assert_int_equal(all->cases, 6);
	assert_int_equal(all->median, 10307); /* 1.0053 and 1.0560 */
	assert_int_equal(all->within, 6667);  /* 1.06, 0.98, 1.01 and 0.80 (8,124 below 40,970 is 19.8 %) */
	assert_int_equal(all->finding, FIT_TOO_FEW);
	assert_false(report.fits);
	assert_int_equal(line_of(&report, "reason", "physical")->cases, 3);
	assert_int_equal(line_of(&report, "reason", "physical")->median, 10560);
	assert_int_equal(report.count, 1 + 2 + 4);
	assert_int_equal(report.too_few, report.count);
}

static void fill(FitCase *cases, Pence figure)
{
	for (size_t i = 0; i < MANY; i++)
		cases[i] = (FitCase){.figure = figure, .plan = 30000, .values = {i % 2 == 0 ? S("65+") : S("18-64"),
			i < 5 ? S("sensory") : S("physical")}};
}

static void test_a_table_fits_when_all_and_every_group_with_enough_cases_do(void **state)
{
	(void)state;
	FitCase cases[MANY];
	fill(cases, 30600);
	FitReport report = report_of(cases, MANY);
	assert_true(report.fits);
	assert_int_equal(report.lines[0].finding, FIT_FITS);
	assert_int_equal(line_of(&report, "reason", "sensory")->finding, FIT_TOO_FEW);
	assert_int_equal(report.too_few, 1);
	/* To the ten-thousandth: 1.05 fits, a little more gives too much. */
	fill(cases, 31500);
	assert_true(report_of(cases, MANY).fits);
	fill(cases, 31503);
	report = report_of(cases, MANY);
	assert_false(report.fits);
	assert_int_equal(report.lines[0].finding, FIT_GIVES_TOO_MUCH);
	fill(cases, 28497);
	assert_int_equal(report_of(cases, MANY).lines[0].finding, FIT_GIVES_TOO_LITTLE);
}

static void test_one_group_that_gets_too_little_is_named_while_the_whole_looks_well(void **state)
{
	(void)state;
	FitCase cases[MANY];
	fill(cases, 30000);
	for (size_t i = 0; i < 20; i++)
		cases[i] = (FitCase){.figure = 24500, .plan = 30000, .values = {S("65+"), S("learning")}};
	FitReport report = report_of(cases, MANY);
	assert_int_equal(report.lines[0].finding, FIT_FITS);
	assert_int_equal(line_of(&report, "reason", "learning")->finding, FIT_GIVES_TOO_LITTLE);
	assert_false(report.fits);
}

static void test_a_good_median_over_scattered_cases_does_not_fit(void **state)
{
	(void)state;
	FitCase cases[MANY];
	fill(cases, 30000);
	for (size_t i = 0; i < MANY; i++)
		cases[i].figure = i % 3 == 0 ? 30000 : i % 3 == 1 ? 20000 : 45000;
	FitReport report = report_of(cases, MANY);
	assert_int_equal(report.lines[0].median, 10000);
	assert_int_equal(report.lines[0].finding, FIT_SCATTERS);
	assert_false(report.fits);
}

static void test_the_edge_of_a_fifth_is_within(void **state)
{
	(void)state;
	const FitCase edge[] = {{8000, 10000, {S("a"), S("b")}}, {12000, 10000, {S("a"), S("b")}}, {7999, 10000, {S("a"), S("b")}},
		{12001, 10000, {S("a"), S("b")}}};
	assert_int_equal(report_of(edge, 4).lines[0].within, 5000);
	assert_int_equal(report_of(edge, 0).lines[0].finding, FIT_TOO_FEW);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_six_worked_persons_have_the_ratios_that_were_written_down),
		cmocka_unit_test(test_a_table_fits_when_all_and_every_group_with_enough_cases_do),
		cmocka_unit_test(test_one_group_that_gets_too_little_is_named_while_the_whole_looks_well),
		cmocka_unit_test(test_a_good_median_over_scattered_cases_does_not_fit),
		cmocka_unit_test(test_the_edge_of_a_fifth_is_within),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}

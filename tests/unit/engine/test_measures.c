/* Figures of measures: exact rounding, direction and standing, quartiles, published files, surveys. */
#include "unit_test.h"

#include "engine/measures/comparison.h"
#include "engine/measures/published.h"
#include "engine/measures/survey.h"

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

static MeasureValue value(const char *text)
{
	MeasureValue out = 0;
	assert_ok(measure_value_parse(str_from_c(text), &out));
	return out;
}

static void test_a_half_is_rounded_up(void **state)
{
	(void)state;
	/* 1/800 is 0.125 %: half to even would give 0.12. 25/1000 is 2.5 %. */
	assert_int_equal(measure_value_make(1, 800, 100, 2), value("0.13"));
	assert_int_equal(measure_value_make(25, 1000, 100, 0), value("3"));
	assert_int_equal(measure_value_make(593, 2647, 100, 1), value("22.4"));
	assert_int_equal(measure_value_make(52133, 10464019, 100000, 1), value("498.2"));
	assert_int_equal(measure_value_make(831, 1120, 100, 1), value("74.2"));
	assert_int_equal(measure_value_make(0, 0, 100, 1), MEASURE_VALUE_NONE);
	assert_int_equal(measure_value_round(value("0.413"), 1), value("0.4"));
	assert_int_equal(measure_value_round(value("-0.25"), 1), value("-0.2"));
}

static void test_the_largest_counts_do_not_overflow(void **state)
{
	(void)state;
	assert_int_equal(measure_value_make(MEASURE_COUNT_MOST, MEASURE_COUNT_MOST, 100000, 4), value("100000"));
	assert_int_equal(measure_value_make(MEASURE_COUNT_MOST, 1, 100000, 4), MEASURE_VALUE_NONE);
}

static void test_what_stands_for_no_figure_is_none_and_the_rest_is_refused(void **state)
{
	(void)state;
	static const char *const NONE[] = {"", "-", "[c]", "[x]", ":", " "};
	static const char *const WRONG[] = {"n/a", "1.2.3", ".", "1.", "1.23456", "12,3", "99999999999999999999", "--1"};
	MeasureValue out = 0;
	for (size_t i = 0; i < sizeof NONE / sizeof NONE[0]; i++)
		assert_int_equal(value(NONE[i]), MEASURE_VALUE_NONE);
	for (size_t i = 0; i < sizeof WRONG / sizeof WRONG[0]; i++)
		assert_status(measure_value_parse(str_from_c(WRONG[i]), &out), STATUS_INVALID);
}

static void test_figures_are_printed_with_their_decimals(void **state)
{
	(void)state;
	assert_str(&arena, measure_value_format(&arena, value("1578.9474"), 1), "1,578.9");
	assert_str(&arena, measure_value_format(&arena, value("1234567"), 0), "1,234,567");
	assert_str(&arena, measure_value_format_plain(&arena, value("1578.9474"), 4), "1578.9474");
	assert_str(&arena, measure_value_format(&arena, value("-0.3"), 1), "-0.3");
	assert_str(&arena, measure_value_format(&arena, MEASURE_VALUE_NONE, 1), "");
	assert_int_equal(measure_value_decimals(value("19.6")), 1);
	assert_int_equal(measure_value_decimals(value("0.4030")), 3);
}

static void test_an_arrow_is_the_raw_direction(void **state)
{
	(void)state;
	assert_int_equal(measure_direction(value("438.5"), value("674.1")), DIRECTION_UP);
	assert_int_equal(measure_direction(value("75.4"), value("72.2")), DIRECTION_DOWN);
	assert_int_equal(measure_direction(value("19.6"), value("19.6")), DIRECTION_LEVEL);
	assert_int_equal(measure_direction(MEASURE_VALUE_NONE, value("19.6")), DIRECTION_NONE);
	assert_int_equal(measure_direction(value("7.9"), MEASURE_VALUE_NONE), DIRECTION_NONE);
}

static void test_better_follows_the_measures_way_beyond_its_tolerance(void **state)
{
	(void)state;
	MeasureValue one = value("1.0");
	assert_int_equal(measure_standing(value("83.7"), value("76.6"), BETTER_HIGHER, one), STANDING_BETTER);
	assert_int_equal(measure_standing(value("74.2"), value("86.9"), BETTER_HIGHER, one), STANDING_WORSE);
	assert_int_equal(measure_standing(value("11.8"), value("13.3"), BETTER_LOWER, one), STANDING_BETTER);
	assert_int_equal(measure_standing(value("674.1"), value("628.2"), BETTER_LOWER, one), STANDING_WORSE);
	assert_int_equal(measure_standing(value("19.6"), value("19.1"), BETTER_HIGHER, one), STANDING_IN_LINE);
	assert_int_equal(measure_standing(value("2"), value("1"), BETTER_HIGHER, one), STANDING_IN_LINE);
	assert_int_equal(measure_standing(value("9"), value("1"), BETTER_NEITHER, one), STANDING_HIGHER);
	assert_int_equal(measure_standing(value("7.9"), MEASURE_VALUE_NONE, BETTER_HIGHER, one), STANDING_NONE);
}

static void test_quartiles_lie_between_the_nearest_figures(void **state)
{
	(void)state;
	MeasureValue figures[] = {value("40"), MEASURE_VALUE_NONE, value("10"), value("30"), value("20")};
	MeasureSpread spread = measure_spread(figures, 5);
	assert_int_equal(spread.count, 4);
	assert_int_equal(spread.least, value("10"));
	assert_int_equal(spread.lower, value("17.5"));
	assert_int_equal(spread.middle, value("25"));
	assert_int_equal(spread.upper, value("32.5"));
	assert_int_equal(spread.most, value("40"));
	MeasureValue nothing[] = {MEASURE_VALUE_NONE};
	assert_int_equal(measure_spread(nothing, 1).count, 0);
}

/* --- published files ------------------------------------------------------------------------------------------------ */

static const PublishedName NAMES[] = {{S_INIT("1C2A"), S_INIT("1c-2a")}, {S_INIT("1C(2a)"), S_INIT("1c-2a")},
	{S_INIT("ASC5"), S_INIT("2d")}, {S_INIT("The outcome of short-term services: sequel to service"), S_INIT("2d")}};

static Status read_text(const char *text, int year, Problems *problems, PublishedFigures *out)
{
	PublishedReading reading = {.names = NAMES, .name_count = sizeof NAMES / sizeof NAMES[0], .year = year};
	*problems = problems_make(&arena);
	return published_read(&arena, S("file.csv"), str_from_c(text), &reading, problems, out);
}

static void test_rows_of_outcome_numerator_and_denominator_become_one_figure(void **state)
{
	(void)state;
	Problems problems;
	PublishedFigures out = {0};
	assert_ok(read_text("geo_name,geo_level,ons_code,measure_code,disaggregation,measure_type,value\n"
		"Tower Hamlets,Council,E09000030,1C2A,Total,Denominator,2647\n"
		"Tower Hamlets,Council,E09000030,1C2A,Total,Outcome,22.4\n"
		"Tower Hamlets,Council,E09000030,1C2A,Total,Margin Of Error,0.1\n"
		"Tower Hamlets,Council,E09000030,1C2A,Total,Numerator,593\n"
		"Tower Hamlets,Council,E09000030,9Z,Total,Outcome,1\n"
		"England,England,E92000001,1C2A,Total,Outcome,[c]\n", 2020, &problems, &out));
	assert_int_equal(out.count, 2);
	assert_int_equal(out.rows_of_others, 1);
	assert_str(&arena, out.items[0].area, "Tower Hamlets");
	assert_int_equal(out.items[0].numerator, 593);
	assert_int_equal(out.items[0].denominator, 2647);
	assert_int_equal(out.items[0].value, value("22.4"));
	assert_int_equal(out.items[1].level, AREA_ENGLAND);
	assert_int_equal(out.items[1].value, MEASURE_VALUE_NONE);
}

static void test_a_file_that_does_not_say_its_year_needs_one(void **state)
{
	(void)state;
	Problems problems;
	PublishedFigures out = {0};
	assert_status(read_text("geo_name,geo_level,ons_code,measure_code,disaggregation,measure_type,value\n", 0, &problems, &out),
		STATUS_INVALID);
	assert_true(str_contains(problems.items[0].message, S("--year")));
}

static void test_the_year_is_the_one_in_which_the_financial_year_begins(void **state)
{
	(void)state;
	Problems problems;
	PublishedFigures out = {0};
	assert_ok(read_text("geo_name,geo_level,ons_code,measure_title,disaggregation,value,year_ending\n"
		"Harrow,Council,E09000015,The outcome of short-term services: sequel to service,Total,59.3,2019\n", 0, &problems, &out));
	assert_int_equal(out.items[0].year, 2018);
	assert_ok(read_text("financial_year,ons_code,local_authority,oflog_code,value\n2022-23,E09000015,Harrow,ASC5,78.6\n"
		"2022-23,E09000001,City of London,ASC5,\n", 0, &problems, &out));
	assert_int_equal(out.count, 2);
	assert_str(&arena, financial_year_format(&arena, out.items[0].year), "2022/23");
	int year = 0;
	assert_status(financial_year_parse(S("2015/17"), &year), STATUS_INVALID);
	assert_status(financial_year_parse(S("2015"), &year), STATUS_INVALID);
	assert_ok(financial_year_parse(S("1999/00"), &year));
}

static void test_a_councils_own_table_has_a_column_a_year(void **state)
{
	(void)state;
	Problems problems;
	PublishedFigures out = {0};
	assert_ok(read_text("code,measure,tower_hamlets_2014_15,tower_hamlets_2015_16,england_2015_16,direction_of_travel\n"
		"1C(2a),direct payments,31.6,28.6,28.1,x\n", 0, &problems, &out));
	assert_int_equal(out.count, 3);
	assert_str(&arena, out.items[0].area, "Tower Hamlets");
	assert_int_equal(out.items[0].year, 2014);
	assert_int_equal(out.items[2].level, AREA_ENGLAND);
}

static void test_wrong_figures_are_named_with_line_and_column(void **state)
{
	(void)state;
	Problems problems;
	PublishedFigures out = {0};
	assert_status(read_text("financial_year,ons_code,local_authority,oflog_code,value\n2022-23,E09000015,Harrow,ASC5,many\n"
		"2022,E09000015,Harrow,ASC5,1\n", 0, &problems, &out), STATUS_INVALID);
	assert_int_equal(problems.count, 2);
	assert_int_equal(problems.items[0].line, 2);
	assert_str(&arena, problems.items[0].field, "value");
	assert_str(&arena, problems.items[1].field, "financial_year");
	assert_status(read_text("a,b\n1,2\n", 0, &problems, &out), STATUS_INVALID);
	assert_status(read_text("", 0, &problems, &out), STATUS_INVALID);
}

/* --- surveys --------------------------------------------------------------------------------------------------------- */

static const Str QUALITY_QUESTIONS[] = {S_INIT("control"), S_INIT("safety")};
static const int64_t QUALITY_SCORES[] = {3, 2, 1, 0};
static const int64_t SHARE_SCORES[] = {1, 1, 0, 0};

static const SurveyRule QUALITY = {.questions = QUALITY_QUESTIONS, .question_count = 2, .scores = QUALITY_SCORES,
	.score_count = 4, .scale = 1, .decimals = 1, .suppress_below = 3};
static const SurveyRule SHARE = {.questions = QUALITY_QUESTIONS, .question_count = 1, .scores = SHARE_SCORES,
	.score_count = 4, .scale = 100, .decimals = 1, .suppress_below = 3};

static void test_only_those_who_answered_every_question_are_scored(void **state)
{
	(void)state;
	Problems problems = problems_make(&arena);
	SurveyResult out = {0};
	/* 6, 4 and 0 count: a mean of 10/3. One left a question out, one gave an answer that is not valid. */
	assert_ok(survey_compute(&arena, S("a.csv"), S("control,safety\n1,1\n2,2\n4,4\n1,\n1,5\n"), (Str){0}, (Str){0}, &QUALITY,
		&problems, &out));
	assert_int_equal(out.value, value("3.3"));
	assert_int_equal(out.base, 3);
	assert_int_equal(out.left_out, 2);
}

static void test_strata_are_weighted_by_their_people(void **state)
{
	(void)state;
	Problems problems = problems_make(&arena);
	SurveyResult out = {0};
	/* Large: 1 of 2 of 900 people. Small: 2 of 2 of 100. (900 x 50 % + 100 x 100 %) / 1000 = 55 %. */
	assert_ok(survey_compute(&arena, S("a.csv"), S("stratum,control\nlarge,1\nlarge,4\nsmall,1\nsmall,2\n"), S("s.csv"),
		S("stratum,people\nlarge,900\nsmall,100\nempty,50\n"), &SHARE, &problems, &out));
	assert_int_equal(out.value, value("55"));
	assert_int_equal(out.population, 1000);
	assert_int_equal(out.empty_strata, 1);
	/* 1.96 x root(0.9^2 x (1 - 2/900) x 0.25/(2-1)) = 88.1 points; the small stratum is all of one mind. */
	assert_int_equal(out.margin, value("88.1"));
}

static void test_a_sample_of_everybody_has_no_margin(void **state)
{
	(void)state;
	Problems problems = problems_make(&arena);
	SurveyResult out = {0};
	assert_ok(survey_compute(&arena, S("a.csv"), S("stratum,control\na,1\na,4\na,1\na,2\n"), S("s.csv"),
		S("stratum,people\na,4\n"), &SHARE, &problems, &out));
	assert_int_equal(out.value, value("75"));
	assert_int_equal(out.margin, 0);
}

static void test_a_small_base_gives_no_figure(void **state)
{
	(void)state;
	Problems problems = problems_make(&arena);
	SurveyResult out = {0};
	assert_ok(survey_compute(&arena, S("a.csv"), S("control\n1\n2\n"), (Str){0}, (Str){0}, &SHARE, &problems, &out));
	assert_int_equal(out.value, MEASURE_VALUE_NONE);
	assert_int_equal(out.base, 2);
}

static void test_answers_of_an_unknown_stratum_are_refused(void **state)
{
	(void)state;
	Problems problems = problems_make(&arena);
	SurveyResult out = {0};
	assert_status(survey_compute(&arena, S("a.csv"), S("stratum,control\nb,1\n"), S("s.csv"), S("stratum,people\na,4\n"), &SHARE,
		&problems, &out), STATUS_INVALID);
	assert_int_equal(problems.items[0].line, 2);
	Problems missing = problems_make(&arena);
	assert_status(survey_compute(&arena, S("a.csv"), S("stratum\nb\n"), (Str){0}, (Str){0}, &SHARE, &missing, &out),
		STATUS_INVALID);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_half_is_rounded_up),
		cmocka_unit_test(test_the_largest_counts_do_not_overflow),
		cmocka_unit_test(test_what_stands_for_no_figure_is_none_and_the_rest_is_refused),
		cmocka_unit_test(test_figures_are_printed_with_their_decimals),
		cmocka_unit_test(test_an_arrow_is_the_raw_direction),
		cmocka_unit_test(test_better_follows_the_measures_way_beyond_its_tolerance),
		cmocka_unit_test(test_quartiles_lie_between_the_nearest_figures),
		cmocka_unit_test(test_rows_of_outcome_numerator_and_denominator_become_one_figure),
		cmocka_unit_test(test_a_file_that_does_not_say_its_year_needs_one),
		cmocka_unit_test(test_the_year_is_the_one_in_which_the_financial_year_begins),
		cmocka_unit_test(test_a_councils_own_table_has_a_column_a_year),
		cmocka_unit_test(test_wrong_figures_are_named_with_line_and_column),
		cmocka_unit_test(test_only_those_who_answered_every_question_are_scored),
		cmocka_unit_test(test_strata_are_weighted_by_their_people),
		cmocka_unit_test(test_a_sample_of_everybody_has_no_margin),
		cmocka_unit_test(test_a_small_base_gives_no_figure),
		cmocka_unit_test(test_answers_of_an_unknown_stratum_are_refused),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}

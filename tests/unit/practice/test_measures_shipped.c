/* The shipped measures and published figures: what they are, and what comes out of them. */
#include "unit_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "practice/measures.h"
#include "practice_test.h"

static Arena arena;
static const Practice *practice;

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	practice = practice_loaded(&arena, S(""));
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

/* Appendix One of Thurrock's Local Account for 2015/16, as printed: code, arrow, label. */
static const struct { const char *code; const char *arrow; const char *label; } APPENDIX_ONE[] = {
	{"1A", "\xE2\x86\x94", "In Line"},
	{"1B", "\xE2\x86\x91", "Better"},
	{"1C(1a)", "\xE2\x86\x91", "Worse"},
	{"1C(1b)", "\xE2\x86\x91", "Better"},
	{"1C(2a)", "\xE2\x86\x93", "In Line"},
	{"1C(2b)", "\xE2\x86\x91", "Better"},
	{"1D", "", ""},
	{"1E", "\xE2\x86\x91", "Better"},
	{"1F", "\xE2\x86\x91", "Better"},
	{"1G", "\xE2\x86\x91", "Better"},
	{"1H", "\xE2\x86\x93", "Better"},
	{"1I(1)", "\xE2\x86\x93", "Better"},
	{"1I(2)", "", ""},
	{"2A(1)", "\xE2\x86\x93", "Better"},
	{"2A(2)", "\xE2\x86\x91", "Worse"},
	{"2B(1)", "\xE2\x86\x91", "Better"},
	{"2B(2)", "\xE2\x86\x93", "Better"},
	{"2C(1)", "\xE2\x86\x93", "Better"},
	{"2C(2)", "\xE2\x86\x93", "Better"},
	{"2D", "\xE2\x86\x91", "Better"},
	{"3A", "\xE2\x86\x91", "Better"},
	{"3B", "", ""},
	{"3C", "", ""},
	{"3D(1)", "\xE2\x86\x91", "Better"},
	{"3D(2)", "", ""},
	{"4A", "\xE2\x86\x91", "Better"},
	{"4B", "\xE2\x86\x93", "Better"},
};
enum { APPENDIX_ONE_COUNT = sizeof APPENDIX_ONE / sizeof APPENDIX_ONE[0] };

static MeasureValue shipped(const Measure *measure, int year, const char *area)
{
	const ShippedFigure *figure = practice_shipped_figure(practice, measure, year, str_from_c(area));
	return figure == NULL ? MEASURE_VALUE_NONE : figure->value;
}

static void test_thurrocks_appendix_one_comes_out_arrow_by_arrow_and_label_by_label(void **state)
{
	(void)state;
	size_t arrows = 0;
	size_t labels = 0;
	assert_int_equal(APPENDIX_ONE_COUNT, 27);
	for (size_t i = 0; i < APPENDIX_ONE_COUNT; i++) {
		const Measure *measure = practice_measure_by_code(practice, S("ascof-2015-16"), str_from_c(APPENDIX_ONE[i].code));
		assert_non_null(measure);
		MeasureValue before = shipped(measure, 2014, "Thurrock");
		MeasureValue now = shipped(measure, 2015, "Thurrock");
		MeasureValue england = shipped(measure, 2015, "England");
		MeasureStanding standing = measure_standing(now, england, measure->better, measure->tolerance);
		assert_str(&arena, measure_direction_arrow(measure_direction(before, now)), APPENDIX_ONE[i].arrow);
		assert_str(&arena, measure_standing_words(standing), APPENDIX_ONE[i].label);
		arrows += APPENDIX_ONE[i].arrow[0] == '\0' ? 0 : 1;
		labels += standing == STANDING_NONE ? 0 : 1;
	}
	assert_int_equal(arrows, 22); /* the five carers' rows have none, which counts as right too */
	assert_int_equal(labels, 22);
}

static void test_every_shipped_outcome_with_counts_is_made_again_equal(void **state)
{
	(void)state;
	size_t count = 0;
	size_t made = 0;
	const ShippedFigure *figures = practice_shipped_figures(practice, &count);
	for (size_t i = 0; i < count; i++) {
		const Measure *measure = figures[i].measure;
		if (figures[i].denominator <= 0 || measure->survey_question_count > 0)
			continue;
		assert_int_equal(measure_value_make(figures[i].numerator, figures[i].denominator, measure->scale, measure->decimals),
			figures[i].value);
		made++;
	}
	assert_int_equal(made, 66); /* 11 measures, five councils and England */
}

static void test_identities_that_hold_in_every_council_hold_in_what_ships(void **state)
{
	(void)state;
	static const char *const AREAS[] = {"Thurrock", "Tower Hamlets", "Barking and Dagenham", "Harrow", "Lewisham", "England"};
	for (size_t i = 0; i < sizeof AREAS / sizeof AREAS[0]; i++) {
		Str area = str_from_c(AREAS[i]);
		const ShippedFigure *home = practice_shipped_figure(practice, practice_measure(practice, S("2b-1")), 2020, area);
		const ShippedFigure *offered = practice_shipped_figure(practice, practice_measure(practice, S("2b-2")), 2020, area);
		const ShippedFigure *directed = practice_shipped_figure(practice, practice_measure(practice, S("1c-1a")), 2020, area);
		const ShippedFigure *payments = practice_shipped_figure(practice, practice_measure(practice, S("1c-2a")), 2020, area);
		assert_int_equal(home->denominator, offered->numerator);
		assert_int_equal(directed->denominator, payments->denominator);
	}
}

static void test_quartiles_are_in_order_and_hold_every_shipped_council(void **state)
{
	(void)state;
	size_t count = 0;
	const ShippedFigure *figures = practice_shipped_figures(practice, &count);
	assert_true(count > 500);
	for (size_t i = 0; i < count; i++) {
		const ShippedFigure *figure = &figures[i];
		if (!str_is_empty(figure->area)) {
			const ShippedFigure *spread = practice_shipped_figure(practice, figure->measure, figure->year, S(""));
			if (spread != NULL && !str_equal(figure->area, S("England")))
				assert_true(figure->value >= spread->spread.least && figure->value <= spread->spread.most);
			continue;
		}
		const MeasureSpread *spread = &figure->spread;
		assert_true(spread->least <= spread->lower && spread->lower <= spread->middle && spread->middle <= spread->upper &&
			spread->upper <= spread->most);
	}
}

static void test_measures_are_in_plain_words_and_say_what_was_not_read(void **state)
{
	(void)state;
	size_t count = 0;
	size_t unverified = 0;
	const Measure *const *measures = practice_measures(practice, &count);
	assert_true(count >= 50);
	for (size_t i = 0; i < count; i++) {
		Str theme = str_concat(&arena, S("measures.theme-"), measures[i]->theme);
		assert_true(practice_words_has(practice, theme));
		assert_false(str_contains(measures[i]->plain, S("service user")));
		unverified += measures[i]->verified ? 0 : 1;
	}
	assert_true(unverified >= 12 && unverified < count); /* what rests on memory, and what does not */
}

static Status load_with(const char *text, Problems *problems)
{
	char folder[] = "/tmp/kith-measures-XXXXXX";
	assert_non_null(mkdtemp(folder));
	Str measures = str_format(&arena, "%s/measures", folder);
	Str path = str_format(&arena, "%s/measures/own.yaml", folder);
	assert_int_equal(mkdir(str_c(&arena, measures), 0700), 0);
	FILE *file = fopen(str_c(&arena, path), "w");
	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
	Practice *loaded = NULL;
	*problems = problems_make(&arena);
	Status status = practice_load(&loaded, &arena, S("boroughs/common"), str_from_c(folder), problems);
	assert_int_equal(unlink(str_c(&arena, path)), 0);
	assert_int_equal(rmdir(str_c(&arena, measures)), 0);
	assert_int_equal(rmdir(folder), 0);
	return status;
}

#define OWN_HEAD "id: own\ntitle: Ours\nsource: Us\nmeasures:\n  - id: ours\n    code: X1\n    title: Ours\n    plain: Ours?\n" \
	"    theme: safe\n    unit: percent\n    decimals: 1\n    better: higher\n    tolerance: '1.0'\n    return: ours\n" \
	"    source: ours\n    verified: 'yes'\n"

static void test_a_council_may_add_measures_and_mistakes_in_them_are_named(void **state)
{
	(void)state;
	Problems problems;
	assert_ok(load_with(OWN_HEAD "    rows: long-term-last-day\n    counts: setting = 'community'\n", &problems));
	assert_status(load_with(OWN_HEAD "    rows: long-term-last-day\n    counts: seting = 'community'\n", &problems), STATUS_INVALID);
	assert_true(str_contains(problems.items[0].message, S("setting")));
	assert_status(load_with(OWN_HEAD "    rows: long-term-last-day\n    counts: setting = 'at home'\n", &problems), STATUS_INVALID);
	assert_status(load_with(OWN_HEAD "    rows: long-term-last-day\n    counts: accommodation = 'castle'\n", &problems),
		STATUS_INVALID);
	assert_status(load_with(OWN_HEAD "    counts: age > 1\n", &problems), STATUS_INVALID);
	assert_status(load_with(OWN_HEAD "    survey_questions: [control]\n", &problems), STATUS_INVALID);
	assert_status(load_with(OWN_HEAD "    published_as: [ASC5]\n", &problems), STATUS_INVALID);
	assert_true(str_contains(problems.items[0].message, S("2d")));
}

/* --- with the whole published files ------------------------------------------------------------------------------- */

static bool reference_read(const char *name, int year, PublishedFigures *out)
{
	const char *folder = getenv("KITH_REFERENCE");
	Str path = str_format(&arena, "%s/ascof/%s", folder == NULL ? "../shared/reference" : folder, name);
	FILE *file = fopen(str_c(&arena, path), "rb");
	if (file == NULL)
		return false;
	enum { BYTES = 8 * 1024 * 1024 };
	char *bytes = arena_allocate(&arena, BYTES);
	Str text = {.data = bytes, .length = fread(bytes, 1, BYTES, file)};
	assert_int_equal(fclose(file), 0);
	Problems problems = problems_make(&arena);
	PublishedReading reading = practice_published_names(practice, &arena, year);
	assert_ok(published_read(&arena, path, text, &reading, &problems, out));
	return true;
}

static void test_every_published_outcome_with_numerator_and_denominator_comes_out_equal(void **state)
{
	(void)state;
	PublishedFigures figures = {0};
	if (!reference_read("ascof-2020-21-total.csv", 2020, &figures))
		skip_because("the published file of 2020-21 is not here (KITH_REFERENCE)");
	RecomputedFigures made = practice_recompute(practice, &figures);
	assert_int_equal(figures.rows_of_others, 0);
	assert_int_equal(made.made, 1804); /* all triples of the totals; the breakdowns are not in the file that we hold */
	assert_int_equal(made.equal, made.made);
}

static void test_the_middle_council_is_the_one_that_oflog_published(void **state)
{
	(void)state;
	/* From the file's own column median_all. */
	static const struct { const char *measure; int year; const char *middle; } PUBLISHED[] = {{"1d", 2016, "7.6"},
		{"2d", 2018, "78.05"}, {"2d", 2022, "78.2"}, {"requests-with-service", 2022, "1695.2661"},
		{"workforce-turnover", 2016, "26.3351"}, {"1j", 2018, "0.405"}};
	PublishedFigures figures = {0};
	if (!reference_read("oflog-asc-2016-23.csv", 0, &figures))
		skip_because("the file of the Office for Local Government is not here (KITH_REFERENCE)");
	for (size_t i = 0; i < sizeof PUBLISHED / sizeof PUBLISHED[0]; i++) {
		MeasureValue values[200];
		MeasureValue expected = 0;
		size_t count = 0;
		for (size_t j = 0; j < figures.count; j++)
			if (figures.items[j].year == PUBLISHED[i].year &&
			    str_equal(figures.items[j].measure, str_from_c(PUBLISHED[i].measure)))
				values[count++] = figures.items[j].value;
		assert_ok(measure_value_parse(str_from_c(PUBLISHED[i].middle), &expected));
		assert_int_equal(measure_spread(values, count).middle, expected);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_thurrocks_appendix_one_comes_out_arrow_by_arrow_and_label_by_label),
		cmocka_unit_test(test_every_shipped_outcome_with_counts_is_made_again_equal),
		cmocka_unit_test(test_identities_that_hold_in_every_council_hold_in_what_ships),
		cmocka_unit_test(test_quartiles_are_in_order_and_hold_every_shipped_council),
		cmocka_unit_test(test_measures_are_in_plain_words_and_say_what_was_not_read),
		cmocka_unit_test(test_a_council_may_add_measures_and_mistakes_in_them_are_named),
		cmocka_unit_test(test_every_published_outcome_with_numerator_and_denominator_comes_out_equal),
		cmocka_unit_test(test_the_middle_council_is_the_one_that_oflog_published),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}

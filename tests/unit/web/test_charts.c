/* Charts: what is drawn, where, and what somebody who cannot see it is told. */
#include "unit_test.h"

#include "web/charts/parts.h"

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

static const Str YEARS[] = {S_INIT("2016/17"), S_INIT("2017/18"), S_INIT("2018/19"), S_INIT("2019/20"), S_INIT("2020/21")};
static const ChartScale PERCENT = {.one = 10, .decimals = 1, .suffix = S_INIT("%"), .least = 0, .most = 1000};

static Str drawn_line(const int64_t *ours, const int64_t *lower, const int64_t *upper, size_t count)
{
	Html out = html_make(&arena);
	const ChartSeries series[] = {{.name = S("Tower Hamlets <here>"), .figures = ours, .is_main = true}};
	chart_line(&out, &(ChartLine){.id = S("chart"), .title = S("Still at home"), .description = S("Down to 54.2%."),
		.width = CHART_WIDE, .scale = PERCENT, .steps = YEARS, .step_count = count, .series = series, .series_count = 1,
		.band_lower = lower, .band_upper = upper, .band_name = S("Middle half")});
	return html_finish(&out).html;
}

static size_t count_of(Str text, const char *part)
{
	size_t count = 0;
	size_t at = 0;
	while (str_find(text, str_from_c(part), &at)) {
		count++;
		text = str_slice(text, at + 1, text.length);
	}
	return count;
}

static void test_a_chart_names_and_describes_itself(void **state)
{
	(void)state;
	const int64_t ours[] = {500, 520, 540, 560, 542};
	Str svg = drawn_line(ours, NULL, NULL, 5);
	assert_true(str_contains(svg, S("role=\"img\"")));
	assert_true(str_contains(svg, S("aria-labelledby=\"chart-wide-title chart-wide-about\"")));
	assert_true(str_contains(svg, S("<title id=\"chart-wide-title\">Still at home</title>")));
	assert_true(str_contains(svg, S("Down to 54.2%.")));
	assert_false(str_contains(svg, S("style=")));
	assert_false(str_contains(svg, S("<here>")));
}

static void test_every_figure_of_the_main_series_is_written_at_its_point(void **state)
{
	(void)state;
	const int64_t ours[] = {500, 520, 540, 560, 542};
	Str svg = drawn_line(ours, NULL, NULL, 5);
	static const char *const FIGURES[] = {">50.0%<", ">52.0%<", ">54.0%<", ">56.0%<", ">54.2%<"};
	for (size_t i = 0; i < 5; i++)
		assert_int_equal(count_of(svg, FIGURES[i]), 1);
	assert_int_equal(count_of(svg, "<circle"), 5);
}

static void test_years_left_out_break_the_line_and_the_band(void **state)
{
	(void)state;
	const int64_t ours[] = {500, CHART_NONE, 540, 560, CHART_NONE};
	const int64_t lower[] = {400, CHART_NONE, 410, 420, CHART_NONE};
	const int64_t upper[] = {600, CHART_NONE, 610, 620, CHART_NONE};
	Str svg = drawn_line(ours, lower, upper, 5);
	assert_int_equal(count_of(svg, "kith-chart__line--gap"), 1);
	assert_int_equal(count_of(svg, "kith-chart__band\""), 2); /* a bar of one year, an area of two */
	assert_int_equal(count_of(svg, "<circle"), 3);
	assert_true(str_contains(svg, S("56.0% in"))); /* the last figure is not of the last year: it says so */
}

static void test_without_a_figure_nothing_is_drawn(void **state)
{
	(void)state;
	const int64_t ours[] = {CHART_NONE, CHART_NONE};
	assert_int_equal(drawn_line(ours, NULL, NULL, 2).length, 0);
	const int64_t one[] = {500};
	assert_int_equal(count_of(drawn_line(one, NULL, NULL, 1), "<circle"), 1);
}

static void test_higher_figures_stand_higher_and_within_the_frame(void **state)
{
	(void)state;
	ChartAxis axis = chart_axis_make(&PERCENT, 500, 990, 4, 3000, 200);
	assert_true(chart_place(&axis, 990) < chart_place(&axis, 500));
	assert_true(axis.from <= 500 && axis.to >= 990);
	assert_int_equal(axis.to, 1000); /* a percentage does not go beyond a hundred */
	assert_int_equal(chart_place(&axis, axis.from), 3000);
	assert_int_equal(chart_place(&axis, axis.to), 200);
}

static void test_ticks_are_round_and_few(void **state)
{
	(void)state;
	static const struct { int64_t least; int64_t most; } RANGES[] = {{0, 0}, {0, 1000}, {493, 497}, {1, 999}, {77, 78},
		{0, 7}, {990, 1000}};
	for (size_t i = 0; i < sizeof RANGES / sizeof RANGES[0]; i++) {
		ChartAxis axis = chart_axis_make(&PERCENT, RANGES[i].least, RANGES[i].most, 4, 3000, 200);
		assert_true(axis.tick_count >= 2 && axis.tick_count <= 7);
		int64_t step = axis.ticks[1] - axis.ticks[0];
		while (step % 10 == 0)
			step /= 10;
		assert_true(step == 1 || step == 2 || step == 5);
	}
}

static void test_labels_do_not_lie_on_each_other(void **state)
{
	(void)state;
	ChartLabel labels[3] = {{.line_count = 2, .wanted = 2900}, {.line_count = 1, .wanted = 2890}, {.line_count = 3, .wanted = 2950}};
	chart_labels_part(labels, 3, 190, 0, 3000);
	for (size_t i = 0; i < 3; i++) {
		int64_t half = (int64_t)labels[i].line_count * 190 / 2;
		assert_true(labels[i].place - half >= 0 && labels[i].place + half <= 3000);
		if (i > 0)
			assert_true(labels[i].place - labels[i - 1].place >=
				(int64_t)(labels[i].line_count + labels[i - 1].line_count) * 190 / 2);
	}
}

static void test_long_names_break_between_words(void **state)
{
	(void)state;
	ChartLabel label = {.line_count = 0};
	chart_label_add(&label, S("Barking and Dagenham"), 13);
	assert_int_equal(label.line_count, 2);
	assert_str(&arena, label.lines[0], "Barking and");
	assert_str(&arena, label.lines[1], "Dagenham");
}

static void test_every_council_has_its_dot(void **state)
{
	(void)state;
	int64_t figures[152];
	for (int i = 0; i < 152; i++)
		figures[i] = 200 + i * 5;
	figures[7] = CHART_NONE;
	Html out = html_make(&arena);
	chart_dots(&out, &(ChartDots){.id = S("dots"), .title = S("All"), .description = S("151 councils."), .width = CHART_NARROW,
		.scale = PERCENT, .figures = figures, .count = 152, .main = 530, .main_name = S("Thurrock"), .other = 749,
		.other_name = S("England")});
	Str svg = html_finish(&out).html;
	assert_int_equal(count_of(svg, " 0 1 0 ") / 2, 151);
	assert_true(str_contains(svg, S("Thurrock 53.0%")));
	assert_true(str_contains(svg, S("England 74.9%")));
	assert_int_equal(count_of(svg, "<polygon"), 1); /* ours is a shape of its own */
}

static void test_a_strip_names_both_figures_and_says_what_it_shows(void **state)
{
	(void)state;
	Html out = html_make(&arena);
	ChartStrip strip = {.id = S("strip"), .title = S("Direct payments"), .description = S("You: 28.6%. England: 26.6%."),
		.scale = PERCENT, .least = 0, .lower = 204, .middle = 256, .upper = 327, .most = 484, .main = 286, .main_name = S("You"),
		.other = 266, .other_name = S("England")};
	chart_strip(&out, &strip);
	Str svg = html_finish(&out).html;
	assert_true(str_contains(svg, S("You 28.6%")));
	assert_true(str_contains(svg, S("England 26.6%")));
	assert_true(str_contains(svg, S("You: 28.6%. England: 26.6%.")));
	assert_int_equal(count_of(svg, "kith-chart__band"), 1);
	Html without = html_make(&arena);
	strip.main = strip.other = CHART_NONE;
	chart_strip(&without, &strip);
	assert_int_equal(count_of(html_finish(&without).html, "kith-chart__mark"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_chart_names_and_describes_itself),
		cmocka_unit_test(test_every_figure_of_the_main_series_is_written_at_its_point),
		cmocka_unit_test(test_years_left_out_break_the_line_and_the_band),
		cmocka_unit_test(test_without_a_figure_nothing_is_drawn),
		cmocka_unit_test(test_higher_figures_stand_higher_and_within_the_frame),
		cmocka_unit_test(test_ticks_are_round_and_few),
		cmocka_unit_test(test_labels_do_not_lie_on_each_other),
		cmocka_unit_test(test_long_names_break_between_words),
		cmocka_unit_test(test_every_council_has_its_dot),
		cmocka_unit_test(test_a_strip_names_both_figures_and_says_what_it_shows),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}

/* The charts of the gallery, each in a figure beside the table of what it draws. */
#include "web/gallery.h"

#include "web/charts/charts.h"

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

enum { STEPS = 5, PLACES = 40 };

static const Str YEARS[STEPS] = {S_INIT("2021/22"), S_INIT("2022/23"), S_INIT("2023/24"), S_INIT("2024/25"), S_INIT("2025/26")};
static const int64_t HERE[STEPS] = {712, 735, 741, 768, 790};
static const int64_t EVERYWHERE[STEPS] = {748, 751, 746, 755, 760};
static const int64_t LOWER[STEPS] = {690, 700, 695, 702, 710};
static const int64_t UPPER[STEPS] = {801, 805, 799, 810, 815};
static const ChartScale PERCENT = {.one = 10, .decimals = 1, .suffix = S_INIT("%"), .least = 0, .most = 1000};

static void figure_open(Html *out, Str caption)
{
	html_open(out, "figure", ATTRIBUTES({"class", S("kith-chart-figure")}));
	html_element(out, "figcaption", ATTRIBUTES({"class", S("govuk-body")}), caption);
}

static void years_table(Html *out)
{
	const TableColumn columns[] = {{.text = S("Year")}, {.text = S("Here"), .is_numeric = true},
		{.text = S("Everywhere"), .is_numeric = true}};
	Arena *memory = out->buffer.arena;
	TableRow *rows = ARENA_ARRAY(memory, TableRow, STEPS);
	for (size_t i = 0; i < STEPS; i++) {
		TableCell *cells = ARENA_ARRAY(memory, TableCell, COUNT_OF(columns));
		cells[0].text = YEARS[i];
		cells[1].text = chart_figure(memory, &PERCENT, HERE[i]);
		cells[2].text = chart_figure(memory, &PERCENT, EVERYWHERE[i]);
		rows[i] = (TableRow){.cells = cells, .cell_count = COUNT_OF(columns)};
	}
	component_table(out, &(Table){.caption = S("People who were still at home, year by year"),
		.caption_classes = S("govuk-visually-hidden"), .columns = columns, .column_count = COUNT_OF(columns), .rows = rows,
		.row_count = STEPS, .is_dense = true});
}

static void line_show(Html *out)
{
	const ChartSeries series[] = {{.name = S("Here"), .figures = HERE, .mark = CHART_MARK_CIRCLE, .is_main = true},
		{.name = S("Everywhere"), .figures = EVERYWHERE, .mark = CHART_MARK_DIAMOND}};
	ChartLine chart = {.id = S("gallery-line"), .title = S("People who were still at home"),
		.description = S("Here 79.0% in 2025/26, up from 71.2% in 2021/22."), .scale = PERCENT, .steps = YEARS,
		.step_count = STEPS, .series = series, .series_count = COUNT_OF(series), .band_lower = LOWER, .band_upper = UPPER,
		.band_name = S("The middle half")};
	figure_open(out, S("Line: figures over steps of time"));
	chart.width = CHART_WIDE;
	chart_line(out, &chart);
	chart.width = CHART_NARROW;
	chart_line(out, &chart);
	html_close(out, "figure");
	years_table(out);
}

static void dots_show(Html *out)
{
	int64_t figures[PLACES];
	for (int64_t i = 0; i < PLACES; i++)
		figures[i] = 600 + i * i % 37 * 7;
	ChartDots chart = {.id = S("gallery-dots"), .title = S("Forty places on one scale"),
		.description = S("From 60.0% to 85.2%. Here 68.0%, everywhere 76.0%."), .scale = PERCENT, .figures = figures,
		.count = PLACES, .main = 680, .main_name = S("Here"), .other = 760, .other_name = S("Everywhere")};
	figure_open(out, S("Dots: where many lie"));
	chart.width = CHART_WIDE;
	chart_dots(out, &chart);
	chart.width = CHART_NARROW;
	chart_dots(out, &chart);
	html_close(out, "figure");
}

static void strip_show(Html *out)
{
	html_element(out, "p", ATTRIBUTES({"class", S("govuk-body")}), S("Strip: where one stands when only quartiles are known"));
	chart_strip(out, &(ChartStrip){.id = S("gallery-strip"), .title = S("Direct payments"),
		.description = S("Here 28.6%, everywhere 26.6%. The middle half lies between 20.4% and 32.7%."), .scale = PERCENT,
		.least = 0, .lower = 204, .middle = 256, .upper = 327, .most = 484, .main = 286, .main_name = S("Here"), .other = 266,
		.other_name = S("Everywhere")});
}

void gallery_charts(Html *out)
{
	component_card_open(out, &(Card){.title = S("Charts")});
	line_show(out);
	dots_show(out);
	strip_show(out);
	component_card_close(out);
}

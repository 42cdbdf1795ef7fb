/* One figure among the quartiles of many: a line, a band, two marks. */
#include "web/charts/parts.h"

enum {
	WIDTH = 3200, LEFT = 160, RIGHT = 3040, /* tenths of a pixel, as all places */
	LINE_HEIGHT = 160,
	CHARACTER_WIDTH = 78, /* about: how far a label reaches */
	STRIP = 320,
	BAND_HALF = 70,
	OTHER_LABEL = 590,
	AXIS = 650,
	TICK_LABEL = 840,
	HEIGHT = 880,
	MARK = 62,
	TICKS_WANTED = 4,
};

/* A label over a place, moved in where it would leave the picture. */
static void label_write(Html *out, int64_t x, int64_t y, const char *classes, Str text)
{
	int64_t half = (int64_t)text.length * CHARACTER_WIDTH / 2;
	if (x - half < 20)
		chart_text(out, 20, y, classes, "start", text);
	else if (x + half > WIDTH - 20)
		chart_text(out, WIDTH - 20, y, classes, "end", text);
	else
		chart_text(out, x, y, classes, "middle", text);
}

static void named_write(Html *out, const ChartStrip *chart, const ChartAxis *axis, int64_t figure, Str name, bool main)
{
	if (figure == CHART_NONE)
		return;
	Arena *arena = out->buffer.arena;
	int64_t x = chart_place(axis, figure);
	int64_t y = main ? LINE_HEIGHT : OTHER_LABEL; /* one above, one below: neither's line crosses the other's words */
	Str text = chart_figure(arena, &chart->scale, figure);
	chart_rule(out, x, main ? y + 30 : y - LINE_HEIGHT + 30, x, STRIP, main ? "kith-chart__pointer" : "kith-chart__axis");
	chart_mark(out, main ? CHART_MARK_CIRCLE : CHART_MARK_DIAMOND, x, STRIP, MARK,
		main ? "kith-chart__mark kith-chart__mark--1" : "kith-chart__mark kith-chart__mark--2");
	label_write(out, x, y, main ? "kith-chart__name kith-chart__name--1" : "kith-chart__name kith-chart__name--2",
		str_format(arena, "%.*s %.*s", STR_ARG(name), STR_ARG(text)));
}

static void band_write(Html *out, const ChartStrip *chart, const ChartAxis *axis)
{
	Arena *arena = out->buffer.arena;
	int64_t from = chart_place(axis, chart->lower);
	int64_t to = chart_place(axis, chart->upper);
	int64_t middle = chart_place(axis, chart->middle);
	chart_rule(out, chart_place(axis, chart->least), STRIP, chart_place(axis, chart->most), STRIP, "kith-chart__axis");
	html_void(out, "rect", ATTRIBUTES({"x", chart_number(arena, from)}, {"y", chart_number(arena, STRIP - BAND_HALF)},
		{"width", chart_number(arena, to - from)}, {"height", chart_number(arena, (int64_t)2 * BAND_HALF)},
		{"class", S("kith-chart__band")}));
	chart_rule(out, middle, STRIP - BAND_HALF, middle, STRIP + BAND_HALF, "kith-chart__axis");
}

void chart_strip(Html *out, const ChartStrip *chart)
{
	int64_t least = chart->main != CHART_NONE && chart->main < chart->least ? chart->main : chart->least;
	int64_t most = chart->main != CHART_NONE && chart->main > chart->most ? chart->main : chart->most;
	ChartAxis axis = chart_axis_make(&chart->scale, least, most, TICKS_WANTED, LEFT, RIGHT);
	chart_open(out, chart->id, chart->title, chart->description, CHART_NARROW, WIDTH / CHART_PLACE_ONE, HEIGHT / CHART_PLACE_ONE);
	for (size_t i = 0; i < axis.tick_count; i++) {
		int64_t x = chart_place(&axis, axis.ticks[i]);
		chart_rule(out, x, AXIS, x, AXIS + 40, "kith-chart__axis");
		chart_text(out, x, TICK_LABEL, "kith-chart__tick", "middle",
			chart_tick_text(out->buffer.arena, &chart->scale, &axis, axis.ticks[i]));
	}
	chart_rule(out, LEFT, AXIS, RIGHT, AXIS, "kith-chart__axis");
	band_write(out, chart, &axis);
	named_write(out, chart, &axis, chart->other, chart->other_name, false);
	named_write(out, chart, &axis, chart->main, chart->main_name, true);
	html_close(out, "svg");
}

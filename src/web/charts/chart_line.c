/* A line over steps of time, with a band of where others lie. */
#include <assert.h>

#include "web/charts/parts.h"

/* In places (tenths of a pixel). */
typedef struct Frame {
	int64_t width;
	int64_t height;
	int64_t left;
	int64_t right;  /* where the drawing ends and labels begin */
	int64_t top;
	int64_t bottom;
	int64_t line_height;
	size_t label_characters;
} Frame;

static Frame frame_of(const ChartLine *chart)
{
	if (chart->width == CHART_WIDE)
		return (Frame){.width = 6800, .height = chart->is_small ? 2600 : 3400, .left = 580, .right = 5100, .top = 260,
			.bottom = (chart->is_small ? 2600 : 3400) - 360, .line_height = 190, .label_characters = 17};
	return (Frame){.width = 3200, .height = chart->is_small ? 1900 : 2500, .left = 440, .right = 2170, .top = 240,
		.bottom = (chart->is_small ? 1900 : 2500) - 300, .line_height = 150, .label_characters = 13};
}

typedef struct Range {
	int64_t least;
	int64_t most;
	bool any;
} Range;

static void range_add(Range *range, const int64_t *figures, size_t count)
{
	for (size_t i = 0; figures != NULL && i < count; i++) {
		if (figures[i] == CHART_NONE)
			continue;
		if (!range->any || figures[i] < range->least)
			range->least = figures[i];
		if (!range->any || figures[i] > range->most)
			range->most = figures[i];
		range->any = true;
	}
}

static int64_t step_place(const ChartLine *chart, const Frame *frame, size_t step)
{
	int64_t inset = chart->width == CHART_WIDE ? 260 : 160; /* so that the first figure stands clear of the axis */
	if (chart->step_count == 1)
		return (frame->left + frame->right) / 2;
	return frame->left + inset + (frame->right - frame->left - 2 * inset) * (int64_t)step / (int64_t)(chart->step_count - 1);
}

static void axes_write(Html *out, const ChartLine *chart, const Frame *frame, const ChartAxis *axis)
{
	Arena *arena = out->buffer.arena;
	for (size_t i = 0; i < axis->tick_count; i++) {
		int64_t y = chart_place(axis, axis->ticks[i]);
		chart_rule(out, frame->left, y, frame->right, y, "kith-chart__grid");
		chart_text(out, frame->left - 60, y + 45, "kith-chart__tick", "end",
			chart_tick_text(arena, &chart->scale, axis, axis->ticks[i]));
	}
	bool all = chart->width == CHART_WIDE && chart->step_count <= 8;
	for (size_t i = 0; i < chart->step_count; i++) {
		bool last = i + 1 == chart->step_count;
		int64_t x = step_place(chart, frame, i);
		chart_rule(out, x, frame->bottom, x, frame->bottom + 50, "kith-chart__axis");
		if (all || i == 0 || last)
			chart_text(out, x, frame->bottom + 60 + frame->line_height, "kith-chart__tick", "middle", chart->steps[i]);
	}
	chart_rule(out, frame->left, frame->bottom, frame->right, frame->bottom, "kith-chart__axis");
}

static bool has_band(const ChartLine *chart, size_t step)
{
	return chart->band_lower != NULL && step < chart->step_count && chart->band_lower[step] != CHART_NONE &&
		chart->band_upper[step] != CHART_NONE;
}

static void point_add(Buffer *points, int64_t x, int64_t y)
{
	Str across = chart_number(points->arena, x);
	Str down = chart_number(points->arena, y);
	buffer_add_format(points, "%s%.*s,%.*s", points->length == 0 ? "" : " ", STR_ARG(across), STR_ARG(down));
}

/* The steps from..to-1 as one area; a step that stands alone as a bar. */
static void band_piece_write(Html *out, const ChartLine *chart, const Frame *frame, const ChartAxis *axis, size_t from, size_t to)
{
	Buffer points = buffer_make(out->buffer.arena, 4096);
	int64_t half = to - from == 1 ? 70 : 0;
	for (size_t i = from; i < to; i++)
		point_add(&points, step_place(chart, frame, i) - half, chart_place(axis, chart->band_upper[i]));
	if (half > 0)
		point_add(&points, step_place(chart, frame, from) + half, chart_place(axis, chart->band_upper[from]));
	for (size_t i = to; i > from; i--)
		point_add(&points, step_place(chart, frame, i - 1) + half, chart_place(axis, chart->band_lower[i - 1]));
	if (half > 0)
		point_add(&points, step_place(chart, frame, from) - half, chart_place(axis, chart->band_lower[from]));
	html_void(out, "polygon", ATTRIBUTES({"points", buffer_str(&points)}, {"class", S("kith-chart__band")}));
}

static void band_write(Html *out, const ChartLine *chart, const Frame *frame, const ChartAxis *axis)
{
	for (size_t i = 0; i < chart->step_count;) {
		size_t end = i;
		while (has_band(chart, end))
			end++;
		if (end > i)
			band_piece_write(out, chart, frame, axis, i, end);
		i = end + 1;
	}
}

static void series_write(Html *out, const ChartLine *chart, const Frame *frame, const ChartAxis *axis, size_t number)
{
	static const char *const LINES[CHART_SERIES_MAX] = {"kith-chart__line--1", "kith-chart__line--2", "kith-chart__line--3",
		"kith-chart__line--4"};
	static const char *const MARKS[CHART_SERIES_MAX] = {"kith-chart__mark--1", "kith-chart__mark--2", "kith-chart__mark--3",
		"kith-chart__mark--4"};
	const ChartSeries *series = &chart->series[number];
	Str gap = str_format(out->buffer.arena, "kith-chart__line %s kith-chart__line--gap", LINES[number]);
	Str line = str_format(out->buffer.arena, "kith-chart__line %s", LINES[number]);
	Str mark = str_format(out->buffer.arena, "kith-chart__mark %s", MARKS[number]);
	size_t before = chart->step_count;
	for (size_t i = 0; i < chart->step_count; i++) {
		if (series->figures[i] == CHART_NONE)
			continue;
		if (before < chart->step_count)
			chart_rule(out, step_place(chart, frame, before), chart_place(axis, series->figures[before]),
				step_place(chart, frame, i), chart_place(axis, series->figures[i]),
				str_c(out->buffer.arena, i - before > 1 ? gap : line));
		before = i;
	}
	for (size_t i = 0; i < chart->step_count; i++)
		if (series->figures[i] != CHART_NONE)
			chart_mark(out, series->mark, step_place(chart, frame, i), chart_place(axis, series->figures[i]),
				series->is_main ? 48 : 42, str_c(out->buffer.arena, mark));
}

/* The highest of the other series and the line itself decide whether a figure stands above or below its point. */
static bool stands_below(const ChartLine *chart, const ChartSeries *main, size_t step)
{
	int64_t figure = main->figures[step];
	bool falls_here = step > 0 && main->figures[step - 1] != CHART_NONE && main->figures[step - 1] > figure;
	bool rises_next = step + 1 < chart->step_count && main->figures[step + 1] != CHART_NONE && main->figures[step + 1] > figure;
	return falls_here || (step == 0 && rises_next);
}

static void figures_write(Html *out, const ChartLine *chart, const Frame *frame, const ChartAxis *axis)
{
	for (size_t s = 0; s < chart->series_count; s++) {
		const ChartSeries *series = &chart->series[s];
		size_t first = chart->step_count;
		if (!series->is_main)
			continue;
		for (size_t i = 0; i < chart->step_count; i++) {
			if (series->figures[i] == CHART_NONE)
				continue;
			if (first == chart->step_count)
				first = i;
			bool last = i + 1 == chart->step_count; /* it is written beside the name */
			if (last || (chart->width == CHART_NARROW && i != first))
				continue;
			int64_t y = chart_place(axis, series->figures[i]);
			bool below = stands_below(chart, series, i) && y + 90 + frame->line_height < frame->bottom;
			chart_text(out, step_place(chart, frame, i), below ? y + 60 + frame->line_height : y - 100, "kith-chart__figure",
				"middle", chart_figure(out->buffer.arena, &chart->scale, series->figures[i]));
		}
	}
}

static ChartLabel series_label(const ChartLine *chart, const Frame *frame, const ChartAxis *axis, size_t number, Arena *arena)
{
	static const char *const CLASSES[CHART_SERIES_MAX] = {"kith-chart__name kith-chart__name--1",
		"kith-chart__name kith-chart__name--2", "kith-chart__name kith-chart__name--3", "kith-chart__name kith-chart__name--4"};
	const ChartSeries *series = &chart->series[number];
	ChartLabel label = {.classes = CLASSES[number]};
	for (size_t i = chart->step_count; i > 0; i--) {
		if (series->figures[i - 1] == CHART_NONE)
			continue;
		Str figure = chart_figure(arena, &chart->scale, series->figures[i - 1]);
		label.wanted = chart_place(axis, series->figures[i - 1]);
		chart_label_add(&label, series->name, frame->label_characters);
		chart_label_add(&label, i == chart->step_count ? figure
			: str_format(arena, "%.*s in %.*s", STR_ARG(figure), STR_ARG(chart->steps[i - 1])), frame->label_characters);
		break;
	}
	return label;
}

static ChartLabel band_label(const ChartLine *chart, const Frame *frame, const ChartAxis *axis)
{
	ChartLabel label = {.classes = "kith-chart__name kith-chart__name--band"};
	for (size_t i = chart->step_count; i > 0; i--) {
		if (!has_band(chart, i - 1))
			continue;
		label.wanted = (chart_place(axis, chart->band_lower[i - 1]) + chart_place(axis, chart->band_upper[i - 1])) / 2;
		chart_label_add(&label, chart->band_name, frame->label_characters);
		break;
	}
	return label;
}

static void labels_write(Html *out, const ChartLine *chart, const Frame *frame, const ChartAxis *axis)
{
	ChartLabel labels[CHART_SERIES_MAX + 1];
	size_t count = 0;
	for (size_t i = 0; i < chart->series_count; i++) {
		labels[count] = series_label(chart, frame, axis, i, out->buffer.arena);
		count += labels[count].line_count > 0 ? 1U : 0U;
	}
	labels[count] = band_label(chart, frame, axis);
	count += labels[count].line_count > 0 ? 1U : 0U;
	chart_labels_part(labels, count, frame->line_height, 20, frame->bottom + 30);
	for (size_t i = 0; i < count; i++) {
		int64_t y = labels[i].place - (int64_t)labels[i].line_count * frame->line_height / 2 + frame->line_height * 3 / 4;
		for (size_t j = 0; j < labels[i].line_count; j++)
			chart_text(out, frame->right + (chart->width == CHART_WIDE ? 70 : 50), y + (int64_t)j * frame->line_height,
				labels[i].classes, "start", labels[i].lines[j]);
	}
}

void chart_line(Html *out, const ChartLine *chart)
{
	assert(chart->step_count >= 1 && chart->step_count <= CHART_STEPS_MAX && chart->series_count <= CHART_SERIES_MAX);
	Range range = {0};
	Frame frame = frame_of(chart);
	for (size_t i = 0; i < chart->series_count; i++)
		range_add(&range, chart->series[i].figures, chart->step_count);
	if (!range.any)
		return;
	range_add(&range, chart->band_lower, chart->step_count);
	range_add(&range, chart->band_upper, chart->step_count);
	ChartAxis axis = chart_axis_make(&chart->scale, range.least, range.most, chart->is_small ? 3 : 4, frame.bottom, frame.top);
	chart_open(out, chart->id, chart->title, chart->description, chart->width, frame.width / CHART_PLACE_ONE,
		frame.height / CHART_PLACE_ONE);
	axes_write(out, chart, &frame, &axis);
	band_write(out, chart, &frame, &axis);
	for (size_t i = chart->series_count; i > 0; i--) /* the first series on top */
		series_write(out, chart, &frame, &axis, i - 1);
	figures_write(out, chart, &frame, &axis);
	labels_write(out, chart, &frame, &axis);
	html_close(out, "svg");
}

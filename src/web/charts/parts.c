#include "web/charts/parts.h"

#include <assert.h>

#include "base/money.h"

static const int64_t POWERS[] = {1, 10, 100, 1000, 10000};

/* Decimals only as far as they say something. */
static Str figure_text(Arena *arena, const ChartScale *scale, int64_t figure, int decimals)
{
	assert(decimals >= 0 && decimals < (int)(sizeof POWERS / sizeof POWERS[0]) && scale->one > 0);
	bool negative = figure < 0;
	int64_t parts = divide_half_up((negative ? -figure : figure) * POWERS[decimals], scale->one);
	int64_t whole = parts / POWERS[decimals];
	Buffer out = buffer_make(arena, 128);
	if (negative && parts != 0)
		buffer_add(&out, S("\xE2\x88\x92"));
	if (whole >= 1000)
		buffer_add_format(&out, "%lld,%03lld", (long long)(whole / 1000), (long long)(whole % 1000));
	else
		buffer_add_integer(&out, whole);
	if (decimals > 0)
		buffer_add_format(&out, ".%0*lld", decimals, (long long)(parts % POWERS[decimals]));
	buffer_add(&out, scale->suffix);
	return buffer_str(&out);
}

Str chart_figure(Arena *arena, const ChartScale *scale, int64_t figure)
{
	return figure == CHART_NONE ? (Str){0} : figure_text(arena, scale, figure, scale->decimals);
}

/* The smallest of 1, 2, 5, 10, 20, 50 … that is not below least. */
static int64_t round_step(int64_t least)
{
	int64_t step = 1;
	while (step < least) {
		if (step * 2 >= least)
			return step * 2;
		if (step * 5 >= least)
			return step * 5;
		step *= 10;
	}
	return step;
}

static int64_t floor_to(int64_t figure, int64_t step)
{
	int64_t rest = figure % step;
	return rest < 0 ? figure - rest - step : figure - rest;
}

ChartAxis chart_axis_make(const ChartScale *scale, int64_t least, int64_t most, size_t wanted, int64_t start, int64_t end)
{
	assert(least <= most && wanted >= 2 && wanted < CHART_TICKS_MAX - 1);
	ChartAxis axis = {.start = start, .end = end};
	int64_t room = (most - least) / 10;
	int64_t step = round_step((most - least + 2 * room) / (int64_t)wanted + 1);
	axis.from = floor_to(least - room, step);
	if (scale->least != CHART_NONE && axis.from < scale->least)
		axis.from = scale->least;
	axis.to = floor_to(most + room + step - 1, step);
	if (scale->most != CHART_NONE && axis.to > scale->most)
		axis.to = scale->most;
	if (axis.to <= axis.from)
		axis.to = axis.from + step;
	for (int64_t tick = floor_to(axis.from + step - 1, step); tick <= axis.to && axis.tick_count < CHART_TICKS_MAX; tick += step)
		axis.ticks[axis.tick_count++] = tick;
	return axis;
}

int64_t chart_place(const ChartAxis *axis, int64_t figure)
{
	return axis->start + divide_half_up((figure - axis->from) * (axis->end - axis->start), axis->to - axis->from);
}

Str chart_number(Arena *arena, int64_t place)
{
	enum { BYTES = 24 }; /* hundreds of these stand in a page of charts: no format is read for them */
	char *end = (char *)arena_allocate(arena, BYTES) + BYTES;
	char *at = end;
	int64_t size = place < 0 ? -place : place;
	int64_t whole = size / CHART_PLACE_ONE;
	if (size % CHART_PLACE_ONE != 0) {
		*--at = (char)('0' + size % CHART_PLACE_ONE);
		*--at = '.';
	}
	do
		*--at = (char)('0' + whole % 10);
	while ((whole /= 10) > 0);
	if (place < 0)
		*--at = '-';
	return (Str){.data = at, .length = (size_t)(end - at)};
}

Str chart_tick_text(Arena *arena, const ChartScale *scale, const ChartAxis *axis, int64_t figure)
{
	int decimals = 0;
	for (size_t i = 0; i < axis->tick_count; i++)
		while (decimals < 4 && axis->ticks[i] * POWERS[decimals] % scale->one != 0)
			decimals++;
	return figure_text(arena, scale, figure, decimals);
}

/* Characters, not bytes. */
static size_t characters_of(Str text)
{
	size_t count = 0;
	for (size_t i = 0; i < text.length; i++)
		count += ((unsigned char)text.data[i] & 0xC0) != 0x80 ? 1U : 0U;
	return count;
}

void chart_label_add(ChartLabel *label, Str text, size_t line_characters)
{
	size_t from = 0;
	size_t last_gap = 0;
	for (size_t i = 0; i <= text.length; i++) {
		bool ends = i == text.length;
		if (!ends && text.data[i] != ' ')
			continue;
		if (characters_of(str_slice(text, from, i)) > line_characters && last_gap > from &&
		    label->line_count < CHART_LABEL_LINES_MAX - 1) {
			label->lines[label->line_count++] = str_slice(text, from, last_gap);
			from = last_gap + 1;
		}
		last_gap = i;
	}
	if (from < text.length && label->line_count < CHART_LABEL_LINES_MAX)
		label->lines[label->line_count++] = str_slice(text, from, text.length);
}

static int64_t height_of(const ChartLabel *label, int64_t line_height)
{
	return (int64_t)label->line_count * line_height + line_height / 3;
}

static void sort_by_place(ChartLabel *labels, size_t count)
{
	for (size_t i = 1; i < count; i++)
		for (size_t j = i; j > 0 && labels[j].wanted < labels[j - 1].wanted; j--) {
			ChartLabel held = labels[j];
			labels[j] = labels[j - 1];
			labels[j - 1] = held;
		}
}

void chart_labels_part(ChartLabel *labels, size_t count, int64_t line_height, int64_t from, int64_t to)
{
	sort_by_place(labels, count);
	int64_t edge = from; /* down from the top: none begins above the end of the one before */
	for (size_t i = 0; i < count; i++) {
		int64_t half = height_of(&labels[i], line_height) / 2;
		labels[i].place = labels[i].wanted < edge + half ? edge + half : labels[i].wanted;
		edge = labels[i].place + half;
	}
	edge = to; /* and up again from the bottom */
	for (size_t i = count; i > 0; i--) {
		int64_t half = height_of(&labels[i - 1], line_height) / 2;
		if (labels[i - 1].place > edge - half)
			labels[i - 1].place = edge - half;
		edge = labels[i - 1].place - half;
	}
}

void chart_text(Html *out, int64_t x, int64_t y, const char *classes, const char *anchor, Str text)
{
	Arena *arena = out->buffer.arena;
	html_element(out, "text", ATTRIBUTES({"x", chart_number(arena, x)}, {"y", chart_number(arena, y)},
		{"class", str_from_c(classes)}, {"text-anchor", str_from_c(anchor)}), text);
}

void chart_rule(Html *out, int64_t x1, int64_t y1, int64_t x2, int64_t y2, const char *classes)
{
	Arena *arena = out->buffer.arena;
	html_void(out, "line", ATTRIBUTES({"x1", chart_number(arena, x1)}, {"y1", chart_number(arena, y1)},
		{"x2", chart_number(arena, x2)}, {"y2", chart_number(arena, y2)}, {"class", str_from_c(classes)}));
}

void chart_mark(Html *out, ChartMark mark, int64_t x, int64_t y, int64_t size, const char *classes)
{
	Arena *arena = out->buffer.arena;
	if (mark == CHART_MARK_CIRCLE) {
		html_void(out, "circle", ATTRIBUTES({"cx", chart_number(arena, x)}, {"cy", chart_number(arena, y)},
			{"r", chart_number(arena, size)}, {"class", str_from_c(classes)}));
		return;
	}
	static const int CORNERS[][4][2] = {
		[CHART_MARK_DIAMOND] = {{0, -12}, {12, 0}, {0, 12}, {-12, 0}},
		[CHART_MARK_SQUARE] = {{-9, -9}, {9, -9}, {9, 9}, {-9, 9}},
		[CHART_MARK_TRIANGLE] = {{0, -11}, {11, 8}, {-11, 8}, {-11, 8}},
	};
	Buffer points = buffer_make(arena, 256);
	for (size_t i = 0; i < 4; i++) {
		if (i > 0)
			buffer_add_character(&points, ' ');
		buffer_add(&points, chart_number(arena, x + CORNERS[mark][i][0] * size / 10));
		buffer_add_character(&points, ',');
		buffer_add(&points, chart_number(arena, y + CORNERS[mark][i][1] * size / 10));
	}
	html_void(out, "polygon", ATTRIBUTES({"points", buffer_str(&points)}, {"class", str_from_c(classes)}));
}

void chart_open(Html *out, Str id, Str title, Str description, ChartWidth width, int64_t pixels_wide, int64_t pixels_high)
{
	Arena *arena = out->buffer.arena;
	Str end = width == CHART_WIDE ? S("-wide") : S("-narrow");
	Str title_id = str_format(arena, "%.*s%.*s-title", STR_ARG(id), STR_ARG(end));
	Str description_id = str_format(arena, "%.*s%.*s-about", STR_ARG(id), STR_ARG(end));
	html_open(out, "svg", ATTRIBUTES({"class", width == CHART_WIDE ? S("kith-chart kith-chart--wide")
		: S("kith-chart kith-chart--narrow")}, {"role", S("img")},
		{"viewBox", str_format(arena, "0 0 %lld %lld", (long long)pixels_wide, (long long)pixels_high)},
		{"aria-labelledby", str_format(arena, "%.*s %.*s", STR_ARG(title_id), STR_ARG(description_id))}));
	html_element(out, "title", ATTRIBUTES({"id", title_id}), title);
	html_element(out, "desc", ATTRIBUTES({"id", description_id}), description);
}

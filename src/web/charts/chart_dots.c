/* Many figures on one scale, a dot each, one of them picked out. */
#include <assert.h>

#include "web/charts/parts.h"

enum { SLOTS_MAX = 128 };

typedef struct DotFrame {
	int64_t width;
	int64_t left;
	int64_t right;
	int64_t radius;
	int64_t line_height;
	int64_t character_width; /* about: how far a label reaches */
} DotFrame;

static DotFrame frame_of(ChartWidth width)
{
	return width == CHART_WIDE
		? (DotFrame){.width = 6800, .left = 240, .right = 6560, .radius = 42, .line_height = 190, .character_width = 90}
		: (DotFrame){.width = 3200, .left = 160, .right = 3040, .radius = 28, .line_height = 150, .character_width = 75};
}

static size_t slot_of(const DotFrame *frame, int64_t place)
{
	int64_t slot = (place - frame->left) / (2 * frame->radius + 4);
	return slot < 0 ? 0 : slot >= SLOTS_MAX ? SLOTS_MAX - 1 : (size_t)slot;
}

static int64_t slot_place(const DotFrame *frame, size_t slot)
{
	return frame->left + (int64_t)slot * (2 * frame->radius + 4) + frame->radius + 2;
}

/* How high the dots are stacked in each slot. */
static size_t slots_fill(const ChartDots *chart, const DotFrame *frame, const ChartAxis *axis, size_t *slots)
{
	size_t highest = 1;
	for (size_t i = 0; i < chart->count; i++) {
		if (chart->figures[i] == CHART_NONE)
			continue;
		size_t slot = slot_of(frame, chart_place(axis, chart->figures[i]));
		slots[slot]++;
		if (slots[slot] > highest)
			highest = slots[slot];
	}
	return highest;
}

static void dots_write(Html *out, const DotFrame *frame, const size_t *slots, int64_t base)
{
	Arena *arena = out->buffer.arena;
	Buffer path = buffer_make(arena, (size_t)CHART_DOTS_MAX * 64);
	Str radius = chart_number(arena, frame->radius);
	Str across = chart_number(arena, 2 * frame->radius);
	for (size_t slot = 0; slot < SLOTS_MAX; slot++)
		for (size_t i = 0; i < slots[slot]; i++) {
			Str x = chart_number(arena, slot_place(frame, slot) - frame->radius);
			Str y = chart_number(arena, base - frame->radius - 4 - (int64_t)i * (2 * frame->radius + 4));
			buffer_add_format(&path, "M%.*s %.*sa%.*s %.*s 0 1 0 %.*s 0a%.*s %.*s 0 1 0 -%.*s 0", STR_ARG(x), STR_ARG(y),
				STR_ARG(radius), STR_ARG(radius), STR_ARG(across), STR_ARG(radius), STR_ARG(radius), STR_ARG(across));
		}
	html_void(out, "path", ATTRIBUTES({"d", buffer_str(&path)}, {"class", S("kith-chart__dots")}));
}

/* A label over a place, moved in where it would leave the picture. */
static void pointer_write(Html *out, const DotFrame *frame, int64_t x, int64_t y, const char *classes, Str text)
{
	int64_t half = (int64_t)text.length * frame->character_width / 2;
	if (x - half < 20)
		chart_text(out, 20, y, classes, "start", text);
	else if (x + half > frame->width - 20)
		chart_text(out, frame->width - 20, y, classes, "end", text);
	else
		chart_text(out, x, y, classes, "middle", text);
}

static void main_write(Html *out, const ChartDots *chart, const DotFrame *frame, const ChartAxis *axis, size_t *slots, int64_t base)
{
	Arena *arena = out->buffer.arena;
	if (chart->main == CHART_NONE)
		return;
	size_t slot = slot_of(frame, chart_place(axis, chart->main));
	int64_t x = slot_place(frame, slot);
	int64_t top = 2 * frame->line_height + 40;
	/* On top of its stack, so that the line from its name crosses no other dot. */
	int64_t y = base - frame->radius - 4 - (int64_t)(slots[slot] == 0 ? 0 : slots[slot] - 1) * (2 * frame->radius + 4);
	chart_rule(out, x, top, x, y, "kith-chart__pointer");
	chart_mark(out, CHART_MARK_DIAMOND, x, y, frame->radius + 22, "kith-chart__mark kith-chart__mark--1");
	Str figure = chart_figure(arena, &chart->scale, chart->main);
	pointer_write(out, frame, x, 2 * frame->line_height, "kith-chart__name kith-chart__name--1",
		str_format(arena, "%.*s %.*s", STR_ARG(chart->main_name), STR_ARG(figure)));
}

static void other_write(Html *out, const ChartDots *chart, const DotFrame *frame, const ChartAxis *axis, int64_t base)
{
	Arena *arena = out->buffer.arena;
	if (chart->other == CHART_NONE)
		return;
	int64_t x = chart_place(axis, chart->other);
	chart_rule(out, x, frame->line_height + 40, x, base, "kith-chart__line kith-chart__line--2");
	Str figure = chart_figure(arena, &chart->scale, chart->other);
	pointer_write(out, frame, x, frame->line_height, "kith-chart__name kith-chart__name--2",
		str_format(arena, "%.*s %.*s", STR_ARG(chart->other_name), STR_ARG(figure)));
}

void chart_dots(Html *out, const ChartDots *chart)
{
	assert(chart->count <= CHART_DOTS_MAX);
	DotFrame frame = frame_of(chart->width);
	size_t slots[SLOTS_MAX] = {0};
	int64_t least = INT64_MAX;
	int64_t most = INT64_MIN;
	for (size_t i = 0; i < chart->count; i++) {
		if (chart->figures[i] == CHART_NONE)
			continue;
		least = chart->figures[i] < least ? chart->figures[i] : least;
		most = chart->figures[i] > most ? chart->figures[i] : most;
	}
	if (least > most)
		return;
	ChartAxis axis = chart_axis_make(&chart->scale, least, most, chart->width == CHART_WIDE ? 6 : 4, frame.left, frame.right);
	size_t highest = slots_fill(chart, &frame, &axis, slots);
	int64_t base = 2 * frame.line_height + 160 + (int64_t)highest * (2 * frame.radius + 4);
	int64_t height = base + 100 + frame.line_height + 60;
	chart_open(out, chart->id, chart->title, chart->description, chart->width, frame.width / CHART_PLACE_ONE,
		height / CHART_PLACE_ONE);
	for (size_t i = 0; i < axis.tick_count; i++) {
		int64_t x = chart_place(&axis, axis.ticks[i]);
		chart_rule(out, x, base, x, base + 50, "kith-chart__axis");
		chart_text(out, x, base + 60 + frame.line_height, "kith-chart__tick", "middle",
			chart_tick_text(out->buffer.arena, &chart->scale, &axis, axis.ticks[i]));
	}
	chart_rule(out, frame.left, base, frame.right, base, "kith-chart__axis");
	dots_write(out, &frame, slots, base);
	other_write(out, chart, &frame, &axis, base);
	main_write(out, chart, &frame, &axis, slots, base);
	html_close(out, "svg");
}

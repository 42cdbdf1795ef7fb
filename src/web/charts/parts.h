/* What the charts are made of: a scale with round ticks, places in tenths of a pixel, labels that keep their distance.
 *
 * Only for the files of this folder.
 */
#ifndef KITH_WEB_CHARTS_PARTS_H
#define KITH_WEB_CHARTS_PARTS_H

#include "web/charts/charts.h"

enum { CHART_TICKS_MAX = 8, CHART_PLACE_ONE = 10 }; /* places are in tenths of a pixel */

typedef struct ChartAxis {
	int64_t from; /* figures at the two ends */
	int64_t to;
	int64_t ticks[CHART_TICKS_MAX];
	size_t tick_count;
	int64_t start; /* places of the two ends */
	int64_t end;
} ChartAxis;

/* Round ticks (1, 2 or 5 and noughts) around least..most, at most about wanted of them; the ends keep the scale's limits. */
ChartAxis chart_axis_make(const ChartScale *scale, int64_t least, int64_t most, size_t wanted, int64_t start, int64_t end);
int64_t chart_place(const ChartAxis *axis, int64_t figure);
/* "12.3" */
Str chart_number(Arena *arena, int64_t place);
/* A tick: as many decimals as the ticks need. */
Str chart_tick_text(Arena *arena, const ChartScale *scale, const ChartAxis *axis, int64_t figure);

/* A label beside a chart: up to four lines of text around a place. */
typedef struct ChartLabel {
	Str lines[CHART_LABEL_LINES_MAX];
	size_t line_count;
	int64_t wanted; /* place of its middle */
	int64_t place;  /* where it came to stand */
	const char *classes;
} ChartLabel;

/* Adds the words of text, broken into lines of at most so many characters. */
void chart_label_add(ChartLabel *label, Str text, size_t line_characters);
/* Moves labels so that none lies on another, within from..to as far as they fit. line_height in places. */
void chart_labels_part(ChartLabel *labels, size_t count, int64_t line_height, int64_t from, int64_t to);

void chart_text(Html *out, int64_t x, int64_t y, const char *classes, const char *anchor, Str text);
void chart_rule(Html *out, int64_t x1, int64_t y1, int64_t x2, int64_t y2, const char *classes);
void chart_mark(Html *out, ChartMark mark, int64_t x, int64_t y, int64_t size, const char *classes);
/* <svg role="img"> with its title and description; close with html_close(out, "svg"). */
void chart_open(Html *out, Str id, Str title, Str description, ChartWidth width, int64_t pixels_wide, int64_t pixels_high);

#endif

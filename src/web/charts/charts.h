/* Charts as SVG: figures over steps of time, where many lie on one scale, where one stands among quartiles. No script, no style attribute.
 *
 * After the Analysis Function's guidance on charts: lines and points are labelled where they are, no more than four
 * series, no second axis, a shape beside every colour, text stays text. Colours, type and what print and forced colours
 * make of it are in kith.css (kith-chart). A chart stands in a figure beside its table; the page writes both.
 *
 * A chart is drawn for a width, for its type does not shrink: a page draws one for phones and one for wider screens, and
 * the stylesheet shows the one that fits (CHART_NARROW, CHART_WIDE).
 */
#ifndef KITH_WEB_CHARTS_CHARTS_H
#define KITH_WEB_CHARTS_CHARTS_H

#include "web/html.h"

#define CHART_NONE INT64_MIN /* no figure for a step */

enum {
	CHART_STEPS_MAX = 24,
	CHART_SERIES_MAX = 4,
	CHART_DOTS_MAX = 1000,
	CHART_LABEL_LINES_MAX = 4,
};

typedef enum ChartWidth { CHART_NARROW, CHART_WIDE } ChartWidth; /* 320 and 680 px */

/* What figures mean: integers in parts of a unit. */
typedef struct ChartScale {
	int64_t one;      /* figures to a unit: 10,000 when figures are ten-thousandths */
	int decimals;     /* of the axis and of labels, 0 to 4 */
	Str suffix;       /* "%" */
	int64_t least;    /* the axis never goes below; CHART_NONE: no such limit */
	int64_t most;     /* nor above */
} ChartScale;

/* The figure as the chart prints it: "53.0%". */
Str chart_figure(Arena *arena, const ChartScale *scale, int64_t figure);

typedef enum ChartMark { CHART_MARK_CIRCLE, CHART_MARK_DIAMOND, CHART_MARK_SQUARE, CHART_MARK_TRIANGLE } ChartMark;

typedef struct ChartSeries {
	Str name;              /* written beside its last figure */
	const int64_t *figures; /* one a step, CHART_NONE where there is none */
	ChartMark mark;        /* with its own colour, so that neither stands alone */
	bool is_main;          /* thick, and each figure written at its point */
} ChartSeries;

typedef struct ChartLine {
	Str id;          /* unique on the page: ids of title and description are made from it */
	Str title;
	Str description; /* what somebody who cannot see it is told */
	ChartWidth width;
	bool is_small;   /* one of many: lower, only first and last figures written */
	ChartScale scale;
	const Str *steps;
	size_t step_count; /* 1 to CHART_STEPS_MAX */
	const ChartSeries *series;
	size_t series_count;
	const int64_t *band_lower; /* one a step; NULL: no band */
	const int64_t *band_upper;
	Str band_name;
} ChartLine;

/* A line over steps with a band behind it. Between steps with a figure left out the line is broken up into dashes, and
 * the band is not drawn. Nothing is written when no step has a figure. */
void chart_line(Html *out, const ChartLine *chart);

typedef struct ChartDots {
	Str id;
	Str title;
	Str description;
	ChartWidth width;
	ChartScale scale;
	const int64_t *figures; /* all, in any order */
	size_t count;           /* at most CHART_DOTS_MAX */
	int64_t main;           /* the one that is picked out; CHART_NONE: none */
	Str main_name;
	int64_t other;          /* a line across: England; CHART_NONE: none */
	Str other_name;
} ChartDots;

/* A dot for each figure on one scale, stacked where they meet. */
void chart_dots(Html *out, const ChartDots *chart);

typedef struct ChartStrip {
	Str id;
	Str title;
	Str description;
	ChartScale scale;
	int64_t least;  /* where all lie */
	int64_t lower;  /* the middle half lies from lower to upper */
	int64_t middle;
	int64_t upper;
	int64_t most;
	int64_t main;   /* the one that is picked out; CHART_NONE: none */
	Str main_name;
	int64_t other;  /* CHART_NONE: none */
	Str other_name;
} ChartStrip;

/* One line from the least to the most, the middle half as a band: where one figure stands when only quartiles are known. For a
 * card: CHART_NARROW. */
void chart_strip(Html *out, const ChartStrip *chart);

#endif

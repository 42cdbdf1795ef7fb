/* Measures: what is counted of what, which way is better, how it is rounded and said; and the published figures that
 * ship with the program.
 *
 * measures/<set>.yaml is practice: a council may add measures of its own. data/measures/published.csv is fact. Not for
 * computing from the record (care/insight) and not for showing.
 */
#ifndef KITH_PRACTICE_MEASURES_H
#define KITH_PRACTICE_MEASURES_H

#include "engine/measures/comparison.h"
#include "engine/measures/published.h"
#include "engine/measures/survey.h"
#include "practice/practice.h"

enum { MEASURES_MAX = 500, MEASURE_NAMES_MAX = 12 };

typedef enum MeasureUnit { UNIT_PERCENT, UNIT_SCORE, UNIT_PER_100000, UNIT_COUNT } MeasureUnit;

/* The rows that a measure from the record counts. What columns each has is in docs/measures.md and MEASURE_ROWS_NAMES. */
typedef enum MeasureRows { ROWS_NONE, ROWS_LONG_TERM_LAST_DAY, ROWS_LONG_TERM_IN_YEAR, ROWS_CARERS_IN_YEAR,
	ROWS_ADMISSIONS, ROWS_SHORT_TERM_ENDED, ROWS_WORK_FINISHED, ROWS_DISCHARGES, ROWS_KINDS } MeasureRows;

typedef struct Measure {
	Str id;          /* kebab-case, for addresses and files */
	Str set;         /* the file's id: ascof-2015-16 */
	Str code;        /* "1C(2a)" */
	Str title;       /* as it was published */
	Str plain;       /* for residents */
	Str theme;       /* kebab-case: words "measures.theme-<theme>" */
	Str numerator;   /* in words */
	Str denominator;
	MeasureUnit unit;
	int64_t scale;   /* 100 for a percentage */
	int decimals;
	MeasureBetter better;
	MeasureValue tolerance; /* for "in line" */
	int64_t suppress_below; /* a base under it gives no figure; 0: never */
	Str return_name; /* which national return it comes from */
	Str comparison;  /* with whom it is compared: all-councils */
	Str source;
	bool verified;   /* false: wording from memory, and so it is said wherever it is shown */
	const Str *published_as; /* what published files call it */
	size_t published_as_count;
	MeasureRows rows;        /* ROWS_NONE: not computed from the record */
	const Expression *counts;
	const Expression *out_of; /* NULL: all rows, or the population */
	Str population;           /* "18-64", "65-plus", "18-plus"; empty: out_of */
	const Str *survey_questions;
	size_t survey_question_count;
	const int64_t *survey_scores;
	size_t survey_score_count;
} Measure;

const Measure *const *practice_measures(const Practice *practice, size_t *count); /* in the order of the files */
const Measure *practice_measure(const Practice *practice, Str id); /* NULL when there is none */
/* The measure by its code within a set, or within any when set is empty. */
const Measure *practice_measure_by_code(const Practice *practice, Str set, Str code);

/* What files call the measures: every published_as of every measure. */
PublishedReading practice_published_names(const Practice *practice, Arena *arena, int year);

/* One area's shipped figure of a year. */
typedef struct ShippedFigure {
	const Measure *measure;
	int year;
	Str area; /* "Thurrock", "England"; empty: the spread of all councils */
	MeasureValue value;
	int64_t numerator;   /* -1: not published */
	int64_t denominator;
	MeasureSpread spread; /* where area is empty */
	Str source;
} ShippedFigure;

/* All shipped figures, in the order of the file (by measure, year, area). */
const ShippedFigure *practice_shipped_figures(const Practice *practice, size_t *count);
/* NULL when there is none. area: a council's place, "England", or "" for the spread. */
const ShippedFigure *practice_shipped_figure(const Practice *practice, const Measure *measure, int year, Str area);

/* Every figure that has numerator and denominator and is not from a survey, made again by the measure's rule. */
typedef struct RecomputedFigures {
	size_t made;
	size_t equal;
	size_t first_unequal; /* place in the figures; SIZE_MAX when all are equal */
} RecomputedFigures;
RecomputedFigures practice_recompute(const Practice *practice, const PublishedFigures *figures);

/* The columns of a kind of rows, as expressions see them. */
typedef struct MeasureColumn {
	Str name;
	ExpressionType type;
	const Str *codes;
	size_t code_count;
} MeasureColumn;
const MeasureColumn *measure_columns(MeasureRows rows, size_t *count);
Str measure_rows_code(MeasureRows rows); /* "long-term-last-day" */
Str measure_unit_words(MeasureUnit unit); /* "%", "score", "per 100,000 people", "" */
/* "74.2%", "19.6", "674.1"; empty without a figure. */
Str measure_format(const Measure *measure, Arena *arena, MeasureValue value);

#endif

/* How a figure stands: against the year before, against another figure, among all councils.
 *
 * The rules are those that give back all 27 arrows and all 22 labels of Thurrock's Appendix One for 2015/16 (Local
 * Account of adult social care). An arrow is the raw direction and says nothing about good or bad.
 */
#ifndef KITH_ENGINE_MEASURES_COMPARISON_H
#define KITH_ENGINE_MEASURES_COMPARISON_H

#include "engine/measures/measure_value.h"

typedef enum MeasureBetter { BETTER_HIGHER, BETTER_LOWER, BETTER_NEITHER } MeasureBetter;

typedef enum MeasureDirection { DIRECTION_NONE, DIRECTION_UP, DIRECTION_DOWN, DIRECTION_LEVEL } MeasureDirection;

/* DIRECTION_NONE when either is missing. */
MeasureDirection measure_direction(MeasureValue before, MeasureValue now);
/* "↑", "↓", "↔", "". */
Str measure_direction_arrow(MeasureDirection direction);

/* For a measure of which neither way is better it can only be higher or lower. */
typedef enum MeasureStanding { STANDING_NONE, STANDING_BETTER, STANDING_WORSE, STANDING_IN_LINE, STANDING_HIGHER,
	STANDING_LOWER } MeasureStanding;

/* Within tolerance (of the measure's own unit, inclusive) it is in line; else better or worse by the measure's way.
 * STANDING_NONE when either figure is missing. */
MeasureStanding measure_standing(MeasureValue value, MeasureValue other, MeasureBetter better, MeasureValue tolerance);
/* "Better", "Worse", "In Line", "Higher", "Lower", "". */
Str measure_standing_words(MeasureStanding standing);

/* Where councils lie. Quartiles by linear interpolation between the two nearest figures (the middle of an even number
 * is their mean), rounded half up to ten-thousandths. */
typedef struct MeasureSpread {
	MeasureValue least;
	MeasureValue lower;  /* a quarter lies below it */
	MeasureValue middle; /* the median */
	MeasureValue upper;
	MeasureValue most;
	size_t count;        /* figures; 0: all others are MEASURE_VALUE_NONE */
} MeasureSpread;

/* Sorts values in place; those that are MEASURE_VALUE_NONE do not count. */
MeasureSpread measure_spread(MeasureValue *values, size_t count);

#endif

/* The figure of a measure: an exact decimal, made from two counts, read from a published file, printed.
 *
 * Not for money and not for counts. No floating point: a published figure is compared digit by digit.
 */
#ifndef KITH_ENGINE_MEASURES_MEASURE_VALUE_H
#define KITH_ENGINE_MEASURES_MEASURE_VALUE_H

#include "base/str.h"

/* In ten-thousandths of the measure's unit: 19.6 is 196,000. The finest published figure has four decimals. */
typedef int64_t MeasureValue;
#define MEASURE_VALUE_NONE INT64_MIN /* not published, suppressed, or without a base */

enum { MEASURE_VALUE_ONE = 10000, MEASURE_DECIMALS_MAX = 4 };
#define MEASURE_VALUE_MOST ((int64_t)1000000000 * MEASURE_VALUE_ONE)
#define MEASURE_COUNT_MOST ((int64_t)10000000000) /* more than people live on earth: what a count may be */

/* Reads "19.6", "-0.3", "1578.9474". What stands for no figure in published tables ("", "-", ":", "*", "[c]", "[x]",
 * "[z]") is MEASURE_VALUE_NONE. STATUS_INVALID for anything else, for more than four decimals and beyond 1,000,000,000. */
Status measure_value_parse(Str text, MeasureValue *out) MUST_USE;

/* numerator / denominator x scale, rounded half up to decimals (0 to 4), in integers: the rule that gives back every
 * outcome of the Adult Social Care Outcomes Framework 2020-21 that has numerator and denominator. MEASURE_VALUE_NONE
 * without a denominator. Counts are 0 to MEASURE_COUNT_MOST, scale 1 to 100,000. */
MeasureValue measure_value_make(int64_t numerator, int64_t denominator, int64_t scale, int decimals);

/* Rounded half up to decimals. */
MeasureValue measure_value_round(MeasureValue value, int decimals);

/* The fewest decimals that hold it whole: 1 for 19.6. */
int measure_value_decimals(MeasureValue value);

/* "19.6", "1,578.9"; empty for MEASURE_VALUE_NONE. */
Str measure_value_format(Arena *arena, MeasureValue value, int decimals);
/* The same without commas, for files. */
Str measure_value_format_plain(Arena *arena, MeasureValue value, int decimals);

#endif

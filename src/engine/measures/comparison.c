#include "engine/measures/comparison.h"

#include <assert.h>
#include <stdlib.h>

#include "base/money.h"

MeasureDirection measure_direction(MeasureValue before, MeasureValue now)
{
	if (before == MEASURE_VALUE_NONE || now == MEASURE_VALUE_NONE)
		return DIRECTION_NONE;
	if (now == before)
		return DIRECTION_LEVEL;
	return now > before ? DIRECTION_UP : DIRECTION_DOWN;
}

Str measure_direction_arrow(MeasureDirection direction)
{
	static const Str ARROWS[] = {[DIRECTION_NONE] = S_INIT(""), [DIRECTION_UP] = S_INIT("\xE2\x86\x91"),
		[DIRECTION_DOWN] = S_INIT("\xE2\x86\x93"), [DIRECTION_LEVEL] = S_INIT("\xE2\x86\x94")};
	return ARROWS[direction];
}

MeasureStanding measure_standing(MeasureValue value, MeasureValue other, MeasureBetter better, MeasureValue tolerance)
{
	assert(tolerance >= 0);
	if (value == MEASURE_VALUE_NONE || other == MEASURE_VALUE_NONE)
		return STANDING_NONE;
	MeasureValue ahead = value - other;
	if (ahead <= tolerance && ahead >= -tolerance)
		return STANDING_IN_LINE;
	if (better == BETTER_NEITHER)
		return ahead > 0 ? STANDING_HIGHER : STANDING_LOWER;
	return (ahead > 0) == (better == BETTER_HIGHER) ? STANDING_BETTER : STANDING_WORSE;
}

Str measure_standing_words(MeasureStanding standing)
{
	static const Str WORDS[] = {[STANDING_NONE] = S_INIT(""), [STANDING_BETTER] = S_INIT("Better"),
		[STANDING_WORSE] = S_INIT("Worse"), [STANDING_IN_LINE] = S_INIT("In Line"), [STANDING_HIGHER] = S_INIT("Higher"),
		[STANDING_LOWER] = S_INIT("Lower")};
	return WORDS[standing];
}

static int compare_values(const void *left, const void *right)
{
	MeasureValue first = *(const MeasureValue *)left;
	MeasureValue second = *(const MeasureValue *)right;
	return (first > second) - (first < second);
}

/* The figure at quarters/4 of the way through sorted figures. */
static MeasureValue figure_at(const MeasureValue *values, size_t count, size_t quarters)
{
	size_t place = (count - 1) * quarters; /* in quarters of a step */
	MeasureValue below = values[place / 4];
	int64_t part = (int64_t)(place % 4);
	return part == 0 ? below : below + divide_half_up((values[place / 4 + 1] - below) * part, 4);
}

MeasureSpread measure_spread(MeasureValue *values, size_t count)
{
	size_t known = 0;
	for (size_t i = 0; i < count; i++)
		if (values[i] != MEASURE_VALUE_NONE)
			values[known++] = values[i];
	if (known == 0)
		return (MeasureSpread){.least = MEASURE_VALUE_NONE, .lower = MEASURE_VALUE_NONE, .middle = MEASURE_VALUE_NONE,
			.upper = MEASURE_VALUE_NONE, .most = MEASURE_VALUE_NONE};
	qsort(values, known, sizeof *values, compare_values);
	return (MeasureSpread){.least = values[0], .lower = figure_at(values, known, 1), .middle = figure_at(values, known, 2),
		.upper = figure_at(values, known, 3), .most = values[known - 1], .count = known};
}

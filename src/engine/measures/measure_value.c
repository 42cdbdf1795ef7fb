#include "engine/measures/measure_value.h"

#include <assert.h>

#include "base/buffer.h"
#include "base/money.h"

static const int64_t POWERS[MEASURE_DECIMALS_MAX + 1] = {1, 10, 100, 1000, 10000};

static bool says_none(Str text)
{
	static const Str NONE[] = {S_INIT(""), S_INIT("-"), S_INIT(":"), S_INIT("*"), S_INIT("[c]"), S_INIT("[x]"), S_INIT("[z]")};
	for (size_t i = 0; i < sizeof NONE / sizeof NONE[0]; i++)
		if (str_equal(text, NONE[i]))
			return true;
	return false;
}

Status measure_value_parse(Str text, MeasureValue *out)
{
	text = str_trim(text);
	*out = MEASURE_VALUE_NONE;
	if (says_none(text))
		return STATUS_OK;
	bool negative = str_starts_with(text, S("-"));
	size_t from = negative ? 1 : 0;
	size_t point = text.length;
	(void)str_find(text, S("."), &point);
	int64_t value = 0;
	size_t decimals = point < text.length ? text.length - point - 1 : 0;
	if (point == from || decimals > MEASURE_DECIMALS_MAX || (point < text.length && decimals == 0))
		return STATUS_INVALID;
	for (size_t i = from; i < text.length; i++) {
		if (i == point)
			continue;
		if (text.data[i] < '0' || text.data[i] > '9' || value > MEASURE_VALUE_MOST / 10)
			return STATUS_INVALID;
		value = value * 10 + (text.data[i] - '0');
	}
	if (value > MEASURE_VALUE_MOST / POWERS[MEASURE_DECIMALS_MAX - decimals])
		return STATUS_INVALID;
	value *= POWERS[MEASURE_DECIMALS_MAX - decimals];
	*out = negative ? -value : value;
	return STATUS_OK;
}

MeasureValue measure_value_make(int64_t numerator, int64_t denominator, int64_t scale, int decimals)
{
	assert(numerator >= 0 && numerator <= MEASURE_COUNT_MOST && denominator >= 0 && denominator <= MEASURE_COUNT_MOST);
	assert(scale >= 1 && scale <= 100000 && decimals >= 0 && decimals <= MEASURE_DECIMALS_MAX);
	if (denominator == 0)
		return MEASURE_VALUE_NONE;
	/* Whole and rest apart, so that nothing leaves 64 bits: 10^10 x 10^5 is the largest product. */
	int64_t product = numerator * scale;
	int64_t whole = product / denominator;
	int64_t rest = product % denominator;
	int64_t part = divide_half_up(rest * POWERS[decimals], denominator);
	if (whole > MEASURE_VALUE_MOST / MEASURE_VALUE_ONE)
		return MEASURE_VALUE_NONE;
	return (whole * POWERS[decimals] + part) * POWERS[MEASURE_DECIMALS_MAX - decimals];
}

MeasureValue measure_value_round(MeasureValue value, int decimals)
{
	assert(decimals >= 0 && decimals <= MEASURE_DECIMALS_MAX);
	if (value == MEASURE_VALUE_NONE)
		return value;
	int64_t unit = POWERS[MEASURE_DECIMALS_MAX - decimals];
	return divide_half_up(value, unit) * unit;
}

int measure_value_decimals(MeasureValue value)
{
	int decimals = 0;
	while (value != MEASURE_VALUE_NONE && decimals < MEASURE_DECIMALS_MAX && value % POWERS[MEASURE_DECIMALS_MAX - decimals] != 0)
		decimals++;
	return decimals;
}

static Str format_value(Arena *arena, MeasureValue value, int decimals, bool commas)
{
	if (value == MEASURE_VALUE_NONE)
		return (Str){0};
	value = measure_value_round(value, decimals);
	int64_t size = value < 0 ? -value : value;
	int64_t whole = size / MEASURE_VALUE_ONE;
	Buffer out = buffer_make(arena, 128);
	if (value < 0)
		buffer_add_character(&out, '-');
	if (commas && whole >= 1000000)
		buffer_add_format(&out, "%lld,%03lld,%03lld", (long long)(whole / 1000000), (long long)(whole / 1000 % 1000),
			(long long)(whole % 1000));
	else if (commas && whole >= 1000)
		buffer_add_format(&out, "%lld,%03lld", (long long)(whole / 1000), (long long)(whole % 1000));
	else
		buffer_add_integer(&out, whole);
	if (decimals > 0)
		buffer_add_format(&out, ".%0*lld", decimals,
			(long long)(size % MEASURE_VALUE_ONE / POWERS[MEASURE_DECIMALS_MAX - decimals]));
	return buffer_str(&out);
}

Str measure_value_format(Arena *arena, MeasureValue value, int decimals)
{
	return format_value(arena, value, decimals, true);
}

Str measure_value_format_plain(Arena *arena, MeasureValue value, int decimals)
{
	return format_value(arena, value, decimals, false);
}

#include "base/duration.h"

#include <assert.h>

typedef struct UnitWords {
	Str one;
	Str many;
} UnitWords;

static const UnitWords UNIT_WORDS[] = {
	[DURATION_MINUTES] = {S_INIT("minute"), S_INIT("minutes")},
	[DURATION_HOURS] = {S_INIT("hour"), S_INIT("hours")},
	[DURATION_DAYS] = {S_INIT("day"), S_INIT("days")},
	[DURATION_WORKING_DAYS] = {S_INIT("working day"), S_INIT("working days")},
	[DURATION_WEEKS] = {S_INIT("week"), S_INIT("weeks")},
	[DURATION_MONTHS] = {S_INIT("month"), S_INIT("months")},
	[DURATION_YEARS] = {S_INIT("year"), S_INIT("years")},
};
enum { UNIT_COUNT = sizeof UNIT_WORDS / sizeof UNIT_WORDS[0] };

Status duration_parse(Str text, Duration *out)
{
	size_t space = 0;
	int64_t count = 0;
	if (!str_find(text, S(" "), &space) || space == 0 || text.data[0] < '0' || text.data[0] > '9'
	    || str_to_integer(str_slice(text, 0, space), &count) != STATUS_OK || count > DURATION_COUNT_MAX)
		return STATUS_INVALID;
	Str unit = str_slice(text, space + 1, text.length);
	for (int i = DURATION_MINUTES; i < UNIT_COUNT; i++) {
		if (str_equal(unit, UNIT_WORDS[i].one) || str_equal(unit, UNIT_WORDS[i].many)) {
			*out = (Duration){.count = (int32_t)count, .unit = (DurationUnit)i};
			return STATUS_OK;
		}
	}
	return STATUS_INVALID;
}

Str duration_format(Arena *arena, Duration duration)
{
	if (!duration_is_given(duration))
		return (Str){0};
	const UnitWords *words = &UNIT_WORDS[duration.unit];
	return str_format(arena, "%d %.*s", (int)duration.count, STR_ARG(duration.count == 1 ? words->one : words->many));
}

bool duration_is_given(Duration duration)
{
	return duration.unit != DURATION_NONE;
}

static Status date_check_range(Date date, Date *out)
{
	Date first = DATE_NONE;
	Date last = DATE_NONE;
	if (date_parse(S("1600-01-01"), &first) != STATUS_OK || date_parse(S("2399-12-31"), &last) != STATUS_OK)
		assert(false);
	if (date < first || date > last)
		return STATUS_INVALID;
	*out = date;
	return STATUS_OK;
}

/* Asked before months are added, which asserts that the result exists. */
static bool months_stay_in_range(Date date, int months)
{
	int year = 0;
	int month = 0;
	int day = 0;
	date_split(date, &year, &month, &day);
	return year + (month - 1 + months) / 12 <= 2399;
}

static Status add_months(Date date, int months, Date *out)
{
	if (!months_stay_in_range(date, months))
		return STATUS_INVALID;
	*out = date_add_months(date, months);
	return STATUS_OK;
}

Status duration_add(Date date, Duration duration, const BankHolidays *holidays, Date *out)
{
	assert(date != DATE_NONE && duration.count >= 0 && duration.count <= DURATION_COUNT_MAX);
	switch (duration.unit) {
	case DURATION_DAYS: return date_check_range(date + duration.count, out);
	case DURATION_WEEKS: return date_check_range(date + duration.count * 7, out);
	case DURATION_MONTHS: return add_months(date, duration.count, out);
	case DURATION_YEARS: return add_months(date, duration.count * 12, out);
	case DURATION_WORKING_DAYS: return date_add_working_days(date, duration.count, holidays, out);
	case DURATION_NONE:
	case DURATION_MINUTES:
	case DURATION_HOURS: return STATUS_INVALID;
	}
	return STATUS_INVALID;
}

Status duration_add_to_instant(Instant instant, Duration duration, const BankHolidays *holidays, Instant *out)
{
	if (duration.unit == DURATION_MINUTES || duration.unit == DURATION_HOURS) {
		*out = instant + duration.count * (duration.unit == DURATION_HOURS ? INSTANT_HOUR : INSTANT_MINUTE);
		return STATUS_OK;
	}
	Date date = DATE_NONE;
	Status status = duration_add(instant_london_date(instant), duration, holidays, &date);
	if (status != STATUS_OK)
		return status;
	int hour = 0;
	int minute = 0;
	instant_london_time(instant, &hour, &minute);
	Instant within_minute = instant % INSTANT_MINUTE;
	if (within_minute < 0)
		within_minute += INSTANT_MINUTE;
	*out = instant_from_london(date, hour, minute) + within_minute;
	return STATUS_OK;
}

#include "base/clock.h"

#include <assert.h>
#include <time.h>

static Instant system_now(const Clock *clock)
{
	(void)clock;
	struct timespec now;
	int result = clock_gettime(CLOCK_REALTIME, &now);
	assert(result == 0);
	(void)result;
	return (Instant)now.tv_sec * INSTANT_SECOND + now.tv_nsec / 1000;
}

static Instant held_now(const Clock *clock)
{
	return clock->held;
}

const Clock *clock_system(void)
{
	static const Clock SYSTEM = {.now = system_now};
	return &SYSTEM;
}

Clock clock_hold(Instant instant)
{
	return (Clock){.now = held_now, .held = instant};
}

Instant clock_now(const Clock *clock)
{
	return clock->now(clock);
}

Date clock_today(const Clock *clock)
{
	return instant_london_date(clock_now(clock));
}

int64_t clock_elapsed_microseconds(void)
{
	struct timespec now;
	int result = clock_gettime(CLOCK_MONOTONIC, &now);
	assert(result == 0);
	(void)result;
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static Date last_sunday(int year, int month)
{
	Date date = DATE_NONE;
	Status status = date_make(year, month, 31, &date);
	assert(status == STATUS_OK);
	(void)status;
	while (date_weekday(date) != WEEKDAY_SUNDAY)
		date--;
	return date;
}

static Instant instant_floor_day(Instant instant)
{
	Instant days = instant / INSTANT_DAY;
	return instant % INSTANT_DAY < 0 ? days - 1 : days;
}

static Instant london_offset(Instant instant)
{
	int year = 0;
	int month = 0;
	int day = 0;
	date_split((Date)instant_floor_day(instant), &year, &month, &day);
	Instant starts = last_sunday(year, 3) * INSTANT_DAY + INSTANT_HOUR;
	Instant ends = last_sunday(year, 10) * INSTANT_DAY + INSTANT_HOUR;
	return instant >= starts && instant < ends ? INSTANT_HOUR : 0;
}

Date instant_london_date(Instant instant)
{
	return (Date)instant_floor_day(instant + london_offset(instant));
}

void instant_london_time(Instant instant, int *hour, int *minute)
{
	Instant local = instant + london_offset(instant);
	Instant within = local - instant_floor_day(local) * INSTANT_DAY;
	*hour = (int)(within / INSTANT_HOUR);
	*minute = (int)(within % INSTANT_HOUR / INSTANT_MINUTE);
}

Instant instant_from_london(Date date, int hour, int minute)
{
	Instant local = date * INSTANT_DAY + hour * INSTANT_HOUR + minute * INSTANT_MINUTE;
	Instant summer = local - INSTANT_HOUR;
	return london_offset(summer) == INSTANT_HOUR ? summer : local;
}

Str instant_format(Arena *arena, Instant instant)
{
	if (instant == INSTANT_NONE)
		return (Str){0};
	Instant day = instant_floor_day(instant);
	Instant within = instant - day * INSTANT_DAY;
	int year = 0;
	int month = 0;
	int day_of_month = 0;
	date_split((Date)day, &year, &month, &day_of_month);
	return str_format(arena, "%04d-%02d-%02dT%02d:%02d:%02d.%06dZ", year, month, day_of_month,
		(int)(within / INSTANT_HOUR), (int)(within % INSTANT_HOUR / INSTANT_MINUTE),
		(int)(within % INSTANT_MINUTE / INSTANT_SECOND), (int)(within % INSTANT_SECOND));
}

static bool two_digits(Str text, size_t at, int most, int *out)
{
	int64_t value = 0;
	if (at + 2 > text.length || text.data[at] < '0' || text.data[at] > '9'
	    || str_to_integer(str_slice(text, at, at + 2), &value) != STATUS_OK || value > most)
		return false;
	*out = (int)value;
	return true;
}

static Status fraction_parse(Str digits, Instant *out)
{
	int64_t value = 0;
	if (digits.length == 0 || digits.length > 6 || digits.data[0] < '0' || str_to_integer(digits, &value) != STATUS_OK)
		return STATUS_INVALID;
	for (size_t i = digits.length; i < 6; i++)
		value *= 10;
	*out = value;
	return STATUS_OK;
}

Status instant_parse(Str text, Instant *out)
{
	Date date = DATE_NONE;
	int hour = 0;
	int minute = 0;
	int second = 0;
	Instant fraction = 0;
	if (text.length < 20 || text.data[10] != 'T' || text.data[13] != ':' || text.data[16] != ':'
	    || text.data[text.length - 1] != 'Z' || date_parse(str_slice(text, 0, 10), &date) != STATUS_OK
	    || !two_digits(text, 11, 23, &hour) || !two_digits(text, 14, 59, &minute) || !two_digits(text, 17, 59, &second))
		return STATUS_INVALID;
	if (text.length > 20) {
		if (text.data[19] != '.' || fraction_parse(str_slice(text, 20, text.length - 1), &fraction) != STATUS_OK)
			return STATUS_INVALID;
	}
	*out = date * INSTANT_DAY + hour * INSTANT_HOUR + minute * INSTANT_MINUTE + second * INSTANT_SECOND + fraction;
	return STATUS_OK;
}

/* Lengths of time as people write them: "28 days", "12 months", "1 working day", "4 hours".
 *
 * A duration is not a number of days: a month and a working day depend on where they are counted from, so it is
 * added to a date or an instant and never turned into anything else.
 */
#ifndef KITH_BASE_DURATION_H
#define KITH_BASE_DURATION_H

#include "base/clock.h"
#include "base/date.h"

typedef enum DurationUnit {
	DURATION_NONE, /* no duration was given: what a zeroed struct says */
	DURATION_MINUTES,
	DURATION_HOURS,
	DURATION_DAYS,
	DURATION_WORKING_DAYS,
	DURATION_WEEKS,
	DURATION_MONTHS,
	DURATION_YEARS,
} DurationUnit;

enum { DURATION_COUNT_MAX = 9999 };

typedef struct Duration {
	int32_t count; /* 0 to DURATION_COUNT_MAX */
	DurationUnit unit;
} Duration;

/* Reads "28 days", "1 working day"; the unit may stand in the singular or the plural. STATUS_INVALID otherwise. */
Status duration_parse(Str text, Duration *out) MUST_USE;
/* "28 days", "1 working day"; empty for DURATION_NONE. duration_parse reads it back. */
Str duration_format(Arena *arena, Duration duration);
bool duration_is_given(Duration duration);

/* The day that lies duration after date. Months and years keep the day of the month or take the month's last.
 * STATUS_INVALID for hours, minutes and DURATION_NONE, and for a day outside the years that date.h covers.
 * STATUS_NOT_FOUND when working days are counted through a year that holidays does not know. */
Status duration_add(Date date, Duration duration, const BankHolidays *holidays, Date *out) MUST_USE;

/* The instant that lies duration after instant. Hours and minutes are exact; the longer units keep the time of day in
 * London. Errors as for duration_add, except that hours and minutes are allowed. */
Status duration_add_to_instant(Instant instant, Duration duration, const BankHolidays *holidays, Instant *out) MUST_USE;

#endif

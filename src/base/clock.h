/* The only source of now and today. Today is the day in London, by rule, whatever the machine's zone.
 *
 * A demonstration and the tests bring their own clock; nothing else in the program calls the system's.
 */
#ifndef KITH_BASE_CLOCK_H
#define KITH_BASE_CLOCK_H

#include "base/date.h"

/* Microseconds since 1 January 1970, UTC. */
typedef int64_t Instant;
#define INSTANT_NONE INT64_MIN
#define INSTANT_SECOND ((Instant)1000000)
#define INSTANT_MINUTE ((Instant)60 * INSTANT_SECOND)
#define INSTANT_HOUR ((Instant)60 * INSTANT_MINUTE)
#define INSTANT_DAY ((Instant)24 * INSTANT_HOUR)

typedef struct Clock Clock;
struct Clock {
	Instant (*now)(const Clock *clock);
	Instant held; /* what a held clock answers; set it to move time */
};

/* The machine's clock. Thread safe. */
const Clock *clock_system(void);
/* A clock that stands still at instant until clock.held is set. */
Clock clock_hold(Instant instant);
Instant clock_now(const Clock *clock);
/* The day it is in London. */
Date clock_today(const Clock *clock);
/* Monotonic microseconds, only for measuring how long something took. */
int64_t clock_elapsed_microseconds(void);

/* London time of an instant: British Summer Time from the last Sunday in March, 01:00 UTC, to the last in October. */
Date instant_london_date(Instant instant);
void instant_london_time(Instant instant, int *hour, int *minute);
/* The instant of hour:minute in London on date; an hour that is skipped in March is taken as the one after. */
Instant instant_from_london(Date date, int hour, int minute);
Str instant_format(Arena *arena, Instant instant);       /* "2026-11-22T09:12:05.000001Z" */
Status instant_parse(Str text, Instant *out) MUST_USE;   /* the same form; fraction optional */

#endif

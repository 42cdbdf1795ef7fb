/* The load borough of the benchmarks: many bare people with twenty answers each, some with work, services, long
 * histories, restricted or merged. Made through the rooms, so that every derived row is what the rooms make; only the
 * lines of services use the room's statement directly, for want of a plan.
 *
 * Not a demonstration: nothing here is calibrated, and nobody's story is told.
 */
#ifndef KITH_BENCH_PEOPLE_H
#define KITH_BENCH_PEOPLE_H

#include <stdio.h>

#include "care/access/access.h"
#include "care/person/person.h"

enum { PEOPLE_BATCH = 50, PEOPLE_NAMES_MAX = 2000, PEOPLE_TEAMS = 20, PEOPLE_WORKERS = 200 };

typedef struct PeopleSettings {
	int64_t people;
	uint64_t seed;
	Date until;   /* the last day on which somebody was recorded; the first is five years before */
	Str names;    /* data/demonstration/names.csv, whole */
	FILE *subjects; /* CSV: kind, id, name, born, postcode, phone */
} PeopleSettings;

/* care is the system's desk of a store open in bulk, its clock is clock. */
Status people_make(Care *care, Clock *clock, const PeopleSettings *settings) MUST_USE;

#endif

/* What the files that read Kith's own week share. */
#ifndef KITH_ENGINE_VISITS_WEEK_H
#define KITH_ENGINE_VISITS_WEEK_H

#include "engine/geography/distance.h"
#include "engine/visits/reading.h"

enum { WEEK_DAYS_MAX = 28, WEEK_BARRIERS_MAX = 50, WEEK_CROSSINGS_MAX = 50, WEEK_MODES = 3 };
enum { WEEK_WALK, WEEK_CYCLE, WEEK_DRIVE };

/* Pence, or minutes where the name says so. */
typedef struct WeekSettings {
	int64_t pay;
	int64_t mileage;
	int64_t lateness;
	int64_t highest_lateness;
	int64_t waiting;
	int64_t overtime;
	int64_t unfamiliar;
	int64_t each_carer;
	int64_t uneven;
	int64_t not_preferred;
	int64_t out_of_patch;
	int64_t missed_break;
	int64_t optional_visit;
	int64_t change;
	int64_t change_tolerance;
	int64_t rest;
} WeekSettings;

/* A river or a railway: a straight piece that is crossed only at its crossings. */
typedef struct WeekBarrier {
	GeoPoint from;
	GeoPoint to;
	const GeoPoint *crossings;
	size_t crossing_count;
} WeekBarrier;

typedef struct WeekTravel {
	int64_t detour_percent;
	int64_t metres_per_minute[WEEK_MODES];
	WeekBarrier *barriers;
	size_t barrier_count;
} WeekTravel;

typedef struct Week {
	VisitsReading *reading;
	Date from;
	int64_t days;
	WeekSettings settings;
	WeekTravel travel;
	const JsonNode *carers;
	uint32_t client_people;  /* places are clients, then carers' homes */
	GeoPoint *places;
	const JsonNode **person; /* by visit: whose it is */
} Week;

/* How travel is reckoned: speeds, detour, barriers. */
Status visits_week_read_travel(Week *week, const JsonNode *root) MUST_USE;
/* The matrices: from tables that were brought along, or from the straight line. */
Status visits_week_make_travel(Week *week, const JsonNode *root, const JsonNode *clients) MUST_USE;
/* Who may go to whom, and what it costs: abilities, refusals, locks, habits, wishes, patches. */
Status visits_week_match(Week *week) MUST_USE;

#endif

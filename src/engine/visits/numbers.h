/* Small things that the files of this room share: sums over problems and plans, and numbers in JSON. */
#ifndef KITH_ENGINE_VISITS_NUMBERS_H
#define KITH_ENGINE_VISITS_NUMBERS_H

#include "engine/visits/visits.h"

/* Units as a JSON number of minutes with at most six decimals. */
void visits_write_number(JsonWriter *writer, int64_t units);
/* The array of routes. */
void visits_write_routes(const VisitsProblem *problem, const VisitsPlan *plan, JsonWriter *writer);
/* VISITS_NONE when there is no client of that id. */
uint32_t visits_find_client(const VisitsProblem *problem, Str id);
/* A plan without a stop. */
VisitsPlan visits_plan_make(Arena *arena, const VisitsProblem *problem);

static inline int64_t visits_larger(int64_t left, int64_t right)
{
	return left > right ? left : right;
}

static inline int64_t visits_smaller(int64_t left, int64_t right)
{
	return left < right ? left : right;
}

static inline int64_t visits_travel_time(const VisitsProblem *problem, uint32_t mode, uint32_t from, uint32_t to)
{
	return problem->travel[mode][(size_t)from * problem->place_count + to];
}

/* Lateness of a start: after the due time of the last window that is open by then. */
static inline int64_t visits_lateness(const VisitsTask *task, int64_t start)
{
	uint32_t i = task->window_count - 1;
	while (i > 0 && task->windows[i].start > start)
		i--;
	return visits_larger(0, start - task->windows[i].due);
}

#endif

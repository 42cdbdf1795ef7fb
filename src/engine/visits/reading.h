/* What the readers of the three forms share: numbers as fixed-point minutes, ids, and a problem that grows while it is read. */
#ifndef KITH_ENGINE_VISITS_READING_H
#define KITH_ENGINE_VISITS_READING_H

#include "engine/visits/visits.h"

/* Far above every cost that a plan can have, so that a client who must be visited is left out only when nobody can go. */
#define VISITS_MUST_COST ((int64_t)10000000 * VISITS_UNITS)
/* What a minute (or a case) against a hard component costs in the search. */
#define VISITS_HARD_WEIGHT ((int64_t)2000)

typedef struct VisitsReading {
	Arena *arena;
	Problems *problems;
	VisitsProblem *out;
	VisitsTask *tasks;
	VisitsClient *clients;
	VisitsShift *shifts;
	VisitsCarer *carers;
	const JsonNode **client_nodes; /* to say where */
	const JsonNode *services;
	bool *allowed;
	int64_t *assign_cost;
	bool *not_preferred;
	bool window_met_at_end;
} VisitsReading;

/* A number as VISITS_UNITS; six decimals count. */
Status visits_number(const JsonNode *node, int64_t least, int64_t most, int64_t *out) MUST_USE;
/* The member key of object in units, 0 to VISITS_MINUTES_MAX minutes. */
Status visits_read_minutes(const VisitsReading *reading, const JsonNode *object, Str key, JsonNeed need,
	int64_t *out) MUST_USE;
/* A problem at node that names field. */
Status visits_complain(const VisitsReading *reading, const JsonNode *node, Str field, const char *format, ...)
	PRINTF_LIKE(4, 5);

/* The array key of object with at least least and at most most items. */
Status visits_read_list(const VisitsReading *reading, const JsonNode *object, Str key, size_t least, size_t most,
	const JsonNode **out) MUST_USE;
/* The text member id of node. Refused: an id that was used before in the same list. */
Status visits_read_id(const VisitsReading *reading, const JsonNode *list, size_t at, Str *out) MUST_USE;
/* The place of the item whose id is id; count when there is none. */
size_t visits_find_item(const JsonNode *list, Str id);

/* Reads a square matrix and its turned round twin into mode of the problem. */
Status visits_read_matrix(VisitsReading *reading, const JsonNode *matrix, uint32_t places, uint32_t mode) MUST_USE;

/* A list of windows [start, end] or {start, end} for duration; a single one is a list of one. */
Status visits_read_windows(const VisitsReading *reading, const JsonNode *list, int64_t duration, int64_t shift_minutes,
	VisitsTask *task) MUST_USE;

/* Room for counts and the tables between tasks and shifts. */
void visits_reading_reserve(VisitsReading *reading, size_t clients, size_t shifts, size_t carers);
void visits_reading_reserve_tables(VisitsReading *reading);
/* Adds a task of client with its service and duration from node {service, duration}. */
Status visits_read_task(VisitsReading *reading, uint32_t client, const JsonNode *node, uint32_t place,
	VisitsTask **out) MUST_USE;
/* The two tasks of a client as partners, and what synchronization says. */
Status visits_read_synchronization(VisitsReading *reading, const JsonNode *node, VisitsClient *client) MUST_USE;
/* Sets allowed from abilities: an array of arrays of texts, one a shift. */
Status visits_match_abilities(VisitsReading *reading, const JsonNode *carers) MUST_USE;
/* Somebody who must be visited and whom nobody can serve is a problem; the last step of every reader. */
Status visits_finish_reading(VisitsReading *reading) MUST_USE;

Status visits_read_classic(VisitsReading *reading, const JsonNode *root) MUST_USE;
Status visits_read_unified(VisitsReading *reading, const JsonNode *root) MUST_USE;
Status visits_read_week(VisitsReading *reading, const JsonNode *root) MUST_USE;

#endif

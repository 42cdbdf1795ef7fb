/* The ids that an export is about. Only for the files of this folder. */
#ifndef KITH_CARE_INSIGHT_INSIGHT_PEOPLE_H
#define KITH_CARE_INSIGHT_INSIGHT_PEOPLE_H

#include "care/care.h"

typedef struct InsightPeople {
	Arena *arena;
	Str *ids; /* ascending */
	size_t count;
	size_t capacity;
} InsightPeople;

/* connection is the store's maintenance connection or a write's. */
Status insight_cld_people(StoreConnection *connection, Arena *arena, Str from_on, Str to_on,
	InsightPeople *out) MUST_USE;
/* {"people":["…"]}, as the audit of a bulk read has it. */
Str insight_people_json(Arena *arena, const InsightPeople *people);

#endif

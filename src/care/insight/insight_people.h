/* The ids that an export is about. Only for the files of this folder. */
#ifndef KITH_CARE_INSIGHT_INSIGHT_PEOPLE_H
#define KITH_CARE_INSIGHT_INSIGHT_PEOPLE_H

#include "care/care.h"

enum { INSIGHT_OWNERS_MAX = 64 };

/* A team that owns restricted records of the period, and how many. */
typedef struct InsightOwner {
	Str team;
	size_t count;
} InsightOwner;

typedef struct InsightIds {
	Str *items; /* ascending */
	size_t count;
	size_t capacity;
} InsightIds;

typedef struct InsightPeople {
	Arena *arena;
	bool whole;            /* restricted records too */
	InsightIds all;        /* who is in it */
	InsightIds restricted; /* of them when whole, else left out */
	InsightOwner owners[INSIGHT_OWNERS_MAX]; /* of those; more than there is room for count with the last */
	size_t owner_count;
} InsightPeople;

/* connection is the store's maintenance connection or a write's. whole: restricted records too. */
Status insight_cld_people(StoreConnection *connection, Arena *arena, Str from_on, Str to_on, bool whole,
	InsightPeople *out) MUST_USE;

#endif

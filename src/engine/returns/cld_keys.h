/* Rules that need other rows: the same event twice, a new service without anything before it, two care homes at once.
 *
 * Pass one keeps of each row a digest of its event (8 bytes, one of them said by the place where it is kept) and, where the
 * row can matter for a person, of its person (6 bytes, likewise): at most 12 bytes a row. What stands out are candidates;
 * pass two looks at their rows again with a second digest, so that a chance meeting of digests reports nothing. (A chance
 * meeting in pass one may hide an orphan service: once in some ten million people.)
 */
#ifndef KITH_ENGINE_RETURNS_CLD_KEYS_H
#define KITH_ENGINE_RETURNS_CLD_KEYS_H

#include "engine/returns/cld_judge.h"

enum {
	CLD_CANDIDATES_MAX = 1 << 20,    /* of one kind; beyond it rows are no longer compared and the report says so */
	CLD_ORPHAN_AFTER_DAYS = 91,      /* a service that starts so long after the period's first day had its assessment within */
	CLD_TWO_PLACES_DAYS = 2,         /* a night's overlap is a move */
};

typedef enum CldMark {
	CLD_MARK_CONTACT = 1, /* a request, assessment or review */
	CLD_MARK_NEW = 2,     /* a service to a service user that starts CLD_ORPHAN_AFTER_DAYS into the period or later */
	CLD_MARK_HOME = 4,    /* long term residential or nursing care */
} CldMark;

typedef struct CldKeys {
	uint64_t event;        /* 0: the row has no person or start and is not compared */
	uint64_t event_check;
	uint64_t person;
	uint64_t person_check;
	uint64_t provider;     /* of a home; 0 when blank */
	Date start;
	Date end;              /* DATE_NONE: open */
	uint8_t marks;
} CldKeys;

/* The national key: council, person (NHS number when good, else the council's identifier), start, client type, event type,
 * and by event end, route, assessment type, service type, component, mechanism, cost, frequency and units. */
void cld_keys_make(const CldRow *row, const CldReading *reading, CldKeys *out);

uint64_t cld_text_digest(Str text);

typedef struct CldDigests CldDigests;

/* Lives in arena and grows there. */
CldDigests *cld_digests_make(Arena *arena);
void cld_digests_add(CldDigests *digests, const CldKeys *keys);

/* What stands out. */
typedef struct CldCandidates {
	uint64_t *slots; /* open addressing; 0 is empty */
	size_t capacity; /* a power of two */
	size_t count;
	bool full;
} CldCandidates;

typedef struct CldSuspects {
	CldCandidates events;  /* keys that stand twice or more */
	CldCandidates orphans; /* people with a new service and no contact */
	CldCandidates homes;   /* people with two rows in homes or more */
} CldSuspects;

void cld_digests_find(const CldDigests *digests, Arena *arena, CldSuspects *out);

/* Is the row to be looked at again? Gives the kinds as a set of CldSuspicion. */
typedef enum CldSuspicion { CLD_SUSPECT_TWICE = 1, CLD_SUSPECT_ORPHAN = 2, CLD_SUSPECT_HOMES = 4 } CldSuspicion;
unsigned cld_suspects_match(const CldSuspects *suspects, const CldKeys *keys);

typedef struct CldHit {
	CldKeys keys;
	uint64_t row;
	uint64_t other_row;   /* set by cld_hits_resolve */
	uint32_t file;
	uint32_t other_file;
	uint32_t order;
	uint64_t reference;   /* digest of the event reference */
	bool service;
	bool other_reference; /* set by cld_hits_resolve: a service like another, and no earlier one has its reference */
	unsigned kinds;       /* suspicions; after cld_hits_resolve what proved true */
} CldHit;

/* Sorts and compares; afterwards the hits stand in their old order. */
void cld_hits_resolve(CldHit *hits, size_t count);

#endif

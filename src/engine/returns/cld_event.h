/* A row of the return as the measures see it: 64 bytes, release 2 codes, days. docs/returns.md, "how they are reckoned". */
#ifndef KITH_ENGINE_RETURNS_CLD_EVENT_H
#define KITH_ENGINE_RETURNS_CLD_EVENT_H

#include "engine/returns/cld_lists.h"

typedef enum CldReviewKind { CLD_REVIEW_PLANNED, CLD_REVIEW_UNPLANNED, CLD_REVIEW_SHORT_TERM, CLD_REVIEW_UNKNOWN,
	CLD_REVIEW_COUNT } CldReviewKind;

#define CLD_AMOUNT_NONE INT32_MIN

typedef struct CldEventRow {
	uint64_t person;      /* the NHS number, or a digest of council and local identifier with the highest bit set */
	uint64_t cost_digest; /* unit cost and planned units as written */
	Date start;
	Date end;             /* as given; DATE_NONE when blank */
	Date birth;           /* first day of the month */
	Date death;
	uint32_t row;         /* in its file */
	uint32_t sequence;    /* over all files */
	int32_t unit_pence;   /* below 0 as written; CLD_AMOUNT_NONE when blank or no amount */
	int32_t units;        /* planned a week, in hundredths; CLD_AMOUNT_NONE likewise */
	uint16_t file;
	uint16_t council;     /* place in the list of councils */
	uint8_t event;        /* CldEvent */
	uint8_t client;       /* codes of cld_words.h; CLD_CODE_… for blank, unlisted, release 1 without successor */
	uint8_t reason;
	uint8_t home;
	uint8_t service;
	uint8_t component;
	uint8_t mechanism;
	uint8_t outcome;
	uint8_t kind;         /* route, assessment type or CldReviewKind, by event */
	uint8_t frequency;
	uint8_t work;
} CldEventRow;

_Static_assert(sizeof(CldEventRow) <= 64, "five million of them are to fit into a small machine");

/* What a row says of the submission that it stands in. */
typedef struct CldSubmitted {
	uint64_t council_code; /* up to eight bytes */
	Date period_start;
	Date period_end;
} CldSubmitted;

/* False when the row is left out: no person, council or kind of event. */
bool cld_event_read(const CldLists *lists, bool ignore_case, const CldRow *row, CldEventRow *out, CldSubmitted *submitted);

/* True when the row's person is known by an NHS number. */
bool cld_event_is_traced(const CldEventRow *row);

#endif

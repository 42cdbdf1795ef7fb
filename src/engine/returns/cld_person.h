/* The events of one person in one council after selection, cleaning and deduplication, and what is known of them.
 *
 * Rules 3 to 10 of docs/returns.md; source: DHSC, client level data main tables (methodology pages 1 to 6 and procedures),
 * read 22 November 2026.
 */
#ifndef KITH_ENGINE_RETURNS_CLD_PERSON_H
#define KITH_ENGINE_RETURNS_CLD_PERSON_H

#include "engine/returns/cld_event.h"

#define CLD_OPEN_END INT32_MAX /* stands for no end where ends are compared */

/* A stretch of days that one submission of a council speaks for. */
typedef struct CldReferencePeriod {
	Date first;
	Date last;
	uint16_t file;
} CldReferencePeriod;

enum { CLD_REFERENCE_PERIODS_MAX = 200 }; /* quarters: fifty years */

typedef struct CldCouncilPeriods {
	CldReferencePeriod *items; /* ascending */
	size_t count;
	bool single;               /* one submission: more columns tell events apart, and nothing is closed */
} CldCouncilPeriods;

typedef struct CldKept {
	const CldEventRow *row;
	Date end;           /* derived; CLD_OPEN_END when there is none */
	uint16_t reference; /* place of the reference period */
} CldKept;

typedef struct CldPerson {
	CldKept *events; /* in no order that matters */
	size_t count;
	const CldKept **ordered; /* room for as many, for who puts them in order */
	const CldReferencePeriod *periods;
	Date birth;      /* first of the month; DATE_NONE when not known */
	Date death;
	uint8_t reason;  /* CLD_REASON_…; CLD_REASON_UNKNOWN */
	bool settled;    /* in settled accommodation */
	uint8_t home;    /* CLD_HOME_… as recorded; CLD_HOME_UNKNOWN */
	uint8_t work;    /* CLD_WORK_…; CLD_WORK_UNKNOWN */
} CldPerson;

/* rows are all of the person in the council; memory from arena. */
void cld_person_make(CldPerson *out, Arena *arena, const CldEventRow *const *rows, size_t count,
	const CldCouncilPeriods *periods);

/* First is best: the published priority of outcomes. */
int cld_outcome_rank(uint8_t outcome);

#endif

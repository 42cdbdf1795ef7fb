/* The measures of whole files: read once, parted by person, reckoned person by person on several threads.
 *
 * Memory: 64 bytes a row and the blocks of the pass; 8 bytes a wait and as many for its year, 15 KB a council and file; with prices 32
 * bytes a service that runs in the last quarter.
 */
#ifndef KITH_ENGINE_RETURNS_CLD_RECKON_H
#define KITH_ENGINE_RETURNS_CLD_RECKON_H

#include "engine/returns/cld_costs.h"
#include "engine/returns/cld_measures.h"
#include "engine/returns/cld_pass.h"
#include "engine/returns/cld_period.h"

enum {
	CLD_RECKON_COUNCILS_MAX = 400,
	CLD_COUNCIL_BYTES_MAX = 8,
	CLD_REASONS_MAX = 1000000, /* rows that one explanation lists */
};

typedef struct CldReckoning {
	const CldLists *lists;
	const CldFile *files;
	size_t file_count;
	size_t threads;
	bool exact_case;              /* listed values letter by letter */
	CldPeriodBy period;           /* which days a submission speaks for */
	Date imported;                /* when the submissions came in; DATE_NONE: see cld_period.h. Not read when period is as stated */
	CldMeasureSettings settings;
	CldMeasure explain;           /* CLD_MEASURE_COUNT: nothing */
	bool prices;                  /* compares what services cost */
} CldReckoning;

typedef struct CldCell {
	uint64_t numerator;
	uint64_t denominator;
	uint64_t twice_middle; /* of a measure that says so: twice the middle numerator */
} CldCell;

/* A council's rows in one file. */
typedef struct CldSubmission {
	uint16_t council;
	uint16_t file;
	CldDays stated;
	CldDays used; /* DATE_NONE: none of its rows count */
} CldSubmission;

/* A row behind a cell. */
typedef struct CldBehind {
	uint16_t council;
	uint16_t cell;
	uint16_t file;
	bool numerator;
	bool denominator;
	uint32_t row;
	Str why;
} CldBehind;

typedef struct CldReckoned {
	char (*councils)[CLD_COUNCIL_BYTES_MAX + 1]; /* ascending */
	size_t council_count;
	CldCell *cells;           /* council by council, CLD_CELL_MAX each; after the last council England */
	CldSubmission *submissions; /* by council and file */
	size_t submission_count;
	uint64_t rows;
	uint64_t left_out;        /* without person, council or kind of event, or in a record that is none */
	uint64_t kept;            /* events after selection and deduplication */
	const CldBehind *behind;  /* by council, cell, file, row */
	size_t behind_count;
	bool behind_full;         /* there are more */
	CldPrice *prices;         /* by council, kind and price: see cld_prices_judge */
	size_t price_count;
	CldPriceKind *kinds;
	size_t kind_count;
	size_t not_covered;       /* councils whose submissions do not speak for every day of the year */
	size_t unread_files;      /* without a header of the return */
} CldReckoned;

/* Lives in arena. STATUS_FAILED: a file cannot be read (*failed names it). STATUS_FULL: more councils than the limit. */
Status cld_reckon(const CldReckoning *reckoning, Arena *arena, CldReckoned *out, uint32_t *failed) MUST_USE;
/* As cld_pass_told; STATUS_FULL is a problem too. */
Status cld_reckon_told(Status status, const CldFile *file, Problems *problems) MUST_USE;

#endif

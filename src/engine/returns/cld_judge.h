/* One row held against the rules. What needs other rows is in cld_keys.h. */
#ifndef KITH_ENGINE_RETURNS_CLD_JUDGE_H
#define KITH_ENGINE_RETURNS_CLD_JUDGE_H

#include "engine/returns/cld_columns.h"
#include "engine/returns/cld_lists.h"
#include "engine/returns/cld_rules.h"

#define CLD_FIELD_NONE CLD_FIELD_COUNT

typedef struct CldFinding {
	CldRule rule;
	CldField field;            /* CLD_FIELD_NONE: of the row */
	Str value;                 /* as it stands in the file */
	const CldListValue *meant; /* a listed value that is meant; NULL */
	Str detail;                /* words of this finding; may be empty */
} CldFinding;

typedef void CldFindingSink(void *context, const CldFinding *finding);

typedef struct CldJudge {
	const CldLists *lists;
	const CldColumns *columns; /* of the file: what is missing from it is not called blank */
	CldFindingSink *sink;
	void *context;
} CldJudge;

/* What was read of a row on the way. */
typedef struct CldReading {
	uint8_t code[CLD_FIELD_COUNT]; /* of columns with a list: see cld_lists.h; slips and release 1 count as what is meant */
	Date period_start;
	Date period_end;
	Date birth;
	Date death;
	Date start;
	Date end;
	CldEvent event; /* CLD_EVENT_ANY when the event type is not listed */
	size_t not_judged; /* values that release 2 may have or not, for their list is not published whole */
	bool nhs_number_good;
} CldReading;

void cld_judge_row(const CldJudge *judge, const CldRow *row, CldReading *out);

/* What to do about it, as exactly as the finding knows; texts in arena. */
Str cld_finding_remedy(Arena *arena, const CldLists *lists, const CldFinding *finding);

#endif

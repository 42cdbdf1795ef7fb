/* A council's own return looked at: every rule and every measure over the same files, and the rows behind each figure.
 *
 * Needs no record and no practice: a file and the published figures that the program carries. Not for the pages
 * (page_look.h) and not for serving them (page_local.h).
 */
#ifndef KITH_CARE_RETURNS_LOOK_H
#define KITH_CARE_RETURNS_LOOK_H

#include "base/problems.h"
#include "engine/returns/cld_inspect.h"
#include "engine/returns/cld_national.h"
#include "engine/returns/cld_reckon.h"
#include "engine/returns/cld_rows.h"

enum {
	LOOK_LINES_MAX = 50000, /* of a list */
	LOOK_NEW_WITHIN_DAYS = 91,
};
#define LOOK_GROUPS_ALL SIZE_MAX

typedef struct LookInput {
	const CldLists *lists;
	const CldNational *national;
	CldFile *files; /* at their start; stay open as long as the look */
	size_t file_count;
	size_t threads;
	Date from; /* DATE_NONE: the twelve months that end with the period that the files state */
	Date to;
} LookInput;

typedef struct Look {
	LookInput input; /* with from and to as they were taken */
	CldReport report;
	CldReckoned reckoned;
	Str period; /* "2024/25" or "12 months to 31 December 2024" */
} Look;

/* Lives in arena. STATUS_INVALID with a problem: a file that cannot be read, too many councils, no period. Files that are no
 * return are no problem: report says so, and reckoned is then empty. */
Status look_make(Look *out, Arena *arena, const LookInput *input, Problems *problems) MUST_USE;

/* All councils of the files together. */
size_t look_together(const Look *look);
/* "Thurrock", "Council 001", "All 3 councils together". */
Str look_council_name(const Look *look, Arena *arena, size_t council);
const CldCell *look_cell(const Look *look, size_t council, CldMeasure measure, size_t place);

/* One figure beside what is published. */
typedef struct LookFigure {
	uint64_t numerator;
	uint64_t denominator;
	MeasureValue value;          /* MEASURE_VALUE_NONE: nobody to count, or no population known */
	int population_year;         /* of 2B and 2C: the year it begins; 0 for others */
	const CldStanding *standing; /* NULL: nothing published stands beside it */
	MeasureStanding against;     /* England, else the middle council */
} LookFigure;
LookFigure look_figure(const Look *look, size_t council, CldMeasure measure, size_t group);

typedef enum LookOnly { LOOK_ALL, LOOK_COUNTED, LOOK_NOT_COUNTED } LookOnly;

/* What a list is of: a measure's group, a rule, or prices out of line. */
typedef struct LookWanted {
	size_t council;     /* look_together: of all */
	CldMeasure measure; /* CLD_MEASURE_COUNT: another kind of list */
	size_t group;       /* LOOK_GROUPS_ALL: of a measure whose groups have no row twice */
	LookOnly only;      /* in the numerator or in the denominator alone */
	CldRule rule;       /* CLD_RULE_COUNT: another kind of list */
} LookWanted;           /* neither: prices out of line */

typedef struct LookLine {
	CldPlace place; /* row 0: the file as a whole */
	Str person;     /* the council's own number; nothing else about the person is shown */
	Str reference;
	Str event;
	Str service;    /* type and component */
	Str start;      /* as written */
	Str end;
	Str field;
	Str value;
	Str why;
} LookLine;

typedef struct LookLines {
	LookLine *items; /* by file and row */
	size_t count;    /* at most LOOK_LINES_MAX */
	uint64_t total;
} LookLines;

/* Reads the files again. */
Status look_list(const Look *look, Arena *arena, const LookWanted *wanted, LookLines *out) MUST_USE;

#endif

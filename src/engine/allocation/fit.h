/* How well an allocation table fits real plans: the table's figure for somebody beside what their plan, made without the
 * table, came to cost. As a whole and by group (DO-NO-HARM 2; question bank 5.7: at least 100 closed cases; median ratio
 * 0.95 to 1.05, 70 % within 20 %, no group's median outside 0.9 to 1.1).
 *
 * Pure: cases go in, counts and medians come out. Ratios are figure / plan in ten-thousandths, half up.
 */
#ifndef KITH_ENGINE_ALLOCATION_FIT_H
#define KITH_ENGINE_ALLOCATION_FIT_H

#include "base/arena.h"
#include "base/money.h"
#include "base/str.h"

enum {
	FIT_CASES_MAX = 200000,
	FIT_GROUPS_MAX = 12,       /* columns: age, sex, ethnicity, main reason … */
	FIT_VALUES_MAX = 400,      /* values of all groups together */
	FIT_CASES_LEAST = 100,     /* for a finding about the table */
	FIT_GROUP_LEAST = 10,      /* for a finding about a group; fewer tell nothing, and might tell who it is */
	FIT_MEDIAN_LEAST = 9500, FIT_MEDIAN_MOST = 10500,
	FIT_GROUP_MEDIAN_LEAST = 9000, FIT_GROUP_MEDIAN_MOST = 11000,
	FIT_WITHIN_PER_CENT = 20, FIT_WITHIN_SHARE_LEAST = 7000,
};

typedef struct FitCase {
	Pence figure;              /* a week, by the table; at least 0 */
	Pence plan;                /* a week, as it was agreed; more than 0 */
	Str values[FIT_GROUPS_MAX];/* parallel to the groups */
} FitCase;

typedef enum FitFinding { FIT_TOO_FEW, FIT_FITS, FIT_GIVES_TOO_LITTLE, FIT_GIVES_TOO_MUCH, FIT_SCATTERS } FitFinding;

typedef struct FitLine {
	Str group;                 /* empty: all */
	Str value;
	size_t cases;
	int64_t median;            /* of the ratios, in ten-thousandths; the mean of the two in the middle of an even number */
	int64_t within;            /* share of cases whose figure is within 20 % of the plan, in ten-thousandths */
	FitFinding finding;
} FitLine;

typedef struct FitReport {
	FitLine *lines;            /* all first, then each group's values in the order in which they came */
	size_t count;
	size_t too_few;            /* lines with too few cases for a finding */
	bool fits;                 /* the table may show a figure: enough cases, and nothing but FIT_FITS where there are enough */
} FitReport;

/* STATUS_FULL when there are more values than FIT_VALUES_MAX. */
Status fit_report(Arena *arena, const Str *groups, size_t group_count, const FitCase *cases, size_t count,
	FitReport *out) MUST_USE;
/* "too few", "fits", "gives too little", "gives too much", "scatters" */
Str fit_finding_words(FitFinding finding);

#endif

/* The lines of a support plan: what meets which goal, how, and what it costs a week, line by line.
 *
 * Lines live in the answer plan_lines (a repeat question). This room reads and prices them; work submits them and
 * service starts them.
 */
#ifndef KITH_CARE_PLAN_PLAN_H
#define KITH_CARE_PLAN_PLAN_H

#include "care/care.h"

enum { PLAN_LINES_MAX = 40 };

typedef struct PlanLine {
	Str goal;
	Str how;            /* self, family, community, technology, equipment, service, nhs */
	Str service_kind;   /* for how = service */
	Str provider;       /* organisation id; empty until brokered */
	Str detail;
	int64_t units_hundredths; /* a week */
	Pence unit_cost;
	Str mechanism;
	Date starts_on;     /* DATE_NONE: when it is approved */
	Date ends_on;       /* DATE_NONE: open */
	Pence weekly;       /* units x unit cost, rounded half up to the penny */
} PlanLine;

/* Reads the stored answer (a JSON array of objects; empty gives no lines). STATUS_INVALID when units or a price cannot
 * be read or are below nought: the problem names the line. */
Status plan_lines_read(Care *care, Str plan_lines, PlanLine **out, size_t *count) MUST_USE;
/* What the council would pay for all lines a week. */
Status plan_weekly_pence(Care *care, Str plan_lines, Pence *out) MUST_USE;
/* "11.25 hours a week at £24.10" */
Str plan_line_how_much(Care *care, const PlanLine *line);

#endif

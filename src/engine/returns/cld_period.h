/* Which days a submission speaks for, as far as its events tell: how many of them end in each month.
 *
 * Source: DHSC, ASC-CLD-LA-Dashboard, read 22 November 2026: the page on reporting periods and the script that it describes (both
 * June 2026), and the second version of the script (August 2026, not yet in use there). Where page and script differ the
 * choice is the caller's.
 */
#ifndef KITH_ENGINE_RETURNS_CLD_PERIOD_H
#define KITH_ENGINE_RETURNS_CLD_PERIOD_H

#include "engine/returns/cld_row.h"

typedef enum CldPeriodBy {
	CLD_PERIOD_STATED,   /* the earliest start and the latest end that the rows state */
	CLD_PERIOD_RULE,     /* months with two per cent of the ends and all kinds of event but one; under 100 ends: as stated */
	CLD_PERIOD_CODE,     /* as scripted: under 100 ends from the first month with one to the last; kinds of the fullest month */
	CLD_PERIOD_COVERAGE, /* the second version: the latest run of months that requests, assessments and services all cover */
	CLD_PERIOD_COUNT
} CldPeriodBy;

extern const Str CLD_PERIOD_NAMES[CLD_PERIOD_COUNT];

enum {
	CLD_MONTHS_FROM_YEAR = 1990, /* events that end before or after these years count in no month */
	CLD_MONTHS = 80 * 12,
	CLD_KINDS = 4,
	CLD_MONTH_NONE = -1,
	CLD_MONTH_OUTSIDE = -2,
};

/* The events of a council in one file. */
typedef struct CldMonths {
	uint32_t ends[CLD_MONTHS][CLD_KINDS]; /* by month of the end as given, and CldEvent less one */
	uint32_t open_services;
} CldMonths;

typedef struct CldDays {
	Date first;
	Date last; /* both DATE_NONE when there are none */
} CldDays;

/* The place of a day's month in CldMonths: CLD_MONTH_NONE for no day, CLD_MONTH_OUTSIDE for one of other years. */
int32_t cld_month_of(Date end);
/* month as cld_month_of gives it. */
void cld_months_add(CldMonths *months, CldEvent event, int32_t month);

/* imported: the day on which the submission came in; what ends in its month or later is left aside. DATE_NONE: the month after
 * the stated end stands for it. months may be NULL (no event). */
CldDays cld_period_derive(CldPeriodBy by, const CldMonths *months, Str council, CldDays stated, Date imported);

#endif

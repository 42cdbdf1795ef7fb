/* Deferred payment agreements: who may have one, how much may be deferred, and what the debt becomes day by day.
 * Care Act 2014 sections 34 to 36, SI 2014/2671.
 *
 * Units: pence; per cent in hundredths. What is deferred on a day bears interest from the next day on. Care costs are
 * deferred until the debt reaches the equity limit; interest and fees go on after that. Interest is a year's rate by days
 * of 365, at most the rate of the half-year (1 January, 1 July).
 */
#ifndef KITH_ENGINE_CHARGING_DEFERRED_H
#define KITH_ENGINE_CHARGING_DEFERRED_H

#include "engine/charging/charging.h"

enum { DEFERRED_DAYS_MAX = 18300, DEFERRED_ROWS_MAX = 110 };
#define DEFERRED_PENCE_MAX ((Pence)1000000000) /* ten million pounds: keeps every product within 64 bits */
#define DEFERRED_RATE_MAX ((Pence)2000)        /* 20 % a year */

typedef struct DeferredCase {
	Pence property_value;
	Pence prior_charges;
	Pence other_capital;       /* all but the home */
	bool property_disregarded; /* then there is nothing to defer against */
	bool security_inadequate;
	Pence weekly_cost;
	Pence weekly_income;
	ChargeAmount allowance;    /* disposable income that the person keeps; not given: the most of the year */
	ChargeAmount weekly_deferred; /* not given: cost less what the income pays */
	Pence opening;
	Date from;
	Date to;
	ChargeAmount interest_rate; /* a year; not given: the most of each half-year, less the policy's margin */
	PolicyInterest compounding;
	Pence set_up_fee;          /* on the first day */
	Pence yearly_fee;          /* on each day a year after it */
} DeferredCase;

typedef struct DeferredResult DeferredResult;

/* A half-year, or the part of it that was asked for. */
typedef struct DeferredRow {
	Date from;
	Date to;
	Pence rate;
	Pence opening;
	Pence deferred;
	Pence fees;
	Pence interest;
	Pence closing; /* opening + deferred + fees + interest */
} DeferredRow;

struct DeferredResult {
	bool is_eligible;
	Pence equity_limit;
	Pence review_at;      /* a debt at which the council looks at the agreement again */
	Pence allowance;
	Pence weekly_from_income;
	Pence weekly_deferred;
	Pence total_deferred;
	Pence total_interest;
	Pence balance;
	Date limit_reached_on;/* DATE_NONE: not within these days */
	Date review_on;
	DeferredRow *rows;
	size_t row_count;
	ChargeResult lines;   /* its lines, checks */
};

/* STATUS_INVALID with problems that name a missing rate. person's amounts are within the limits above. */
Status deferred_compute(Arena *arena, const ChargeRates *rates, const ChargePolicy *policy, const DeferredCase *person,
	Problems *problems, DeferredResult *out) MUST_USE;

#endif

/* The public calculator's rules: from a few answers to a charge, and which questions still matter.
 *
 * Nothing is kept: answers come in, a result goes out. An orientation, not an assessment: what was not asked is said in
 * the result, and every field that it takes is somebody's own word.
 */
#ifndef KITH_CARE_CHARGING_CHARGING_H
#define KITH_CARE_CHARGING_CHARGING_H

#include "care/care.h"
#include "engine/charging/charging.h"

typedef enum CalculatorStep { STEP_WHO, STEP_WHERE, STEP_AGE, STEP_HOUSEHOLD, STEP_SAVINGS, STEP_HOME, STEP_INCOME, STEP_COSTS,
	STEP_PRICE, STEP_RESULT } CalculatorStep;

typedef struct CalculatorAnswers {
	Str who;       /* me, other */
	Str where;     /* home, care-home, short-stay */
	Str age;       /* 18-24, 25-to-pension, pension */
	Str household; /* single, couple */
	Str home;      /* no, relative, yes: the home that somebody owns who moves into a care home for good */
	ChargeAmount savings;
	ChargeAmount state_pension; /* a week each, from here */
	ChargeAmount other_pension;
	ChargeAmount disability_benefit;
	ChargeAmount other_benefit;
	ChargeAmount housing;
	ChargeAmount disability_costs;
	ChargeAmount price;
} CalculatorAnswers;

typedef struct CalculatorResult {
	ChargeResult charge;
	int year;              /* the financial year whose amounts were used: the newest that is on file for this person */
	bool is_older_year;    /* not today's */
	bool without_premium;  /* more may be kept by a disabled person of working age: the amount of the year is not on file */
	bool home_may_count;   /* after the first weeks in a care home */
	bool benefit_may_stop; /* after some weeks in a care home */
	bool check_disability_benefit;
	bool check_pension_credit;
	Str disability_benefit; /* "attendance-allowance" or "pip" */
} CalculatorResult;

/* Does the step matter, after what was answered to those before it? */
bool calculator_asks(const Care *care, const CalculatorAnswers *answers, CalculatorStep step);
/* STATUS_NOT_FOUND when the release has no rates, or none that hold for this person. */
Status calculator_compute(const Care *care, const CalculatorAnswers *answers, CalculatorResult *out) MUST_USE;

#endif

/* What somebody would pay of their plan a week, from the money facts on the record: a provisional figure with its working,
 * or what is missing before there can be one.
 *
 * Not a financial assessment: that is work of its own, and decides. The sum is the calculator's (charging.h), over what the
 * record holds. A free service, aftercare under section 117 and what the NHS pays cost the person nothing.
 */
#ifndef KITH_CARE_SHARE_SHARE_H
#define KITH_CARE_SHARE_SHARE_H

#include "care/charging/charging.h"
#include "care/plan/plan.h"

enum { SHARE_MISSING_MAX = 12 };

typedef enum ShareKind {
	SHARE_NOTHING_TO_CHARGE, /* the plan has no line that may be charged */
	SHARE_FREE,              /* whatever the money: section 117 aftercare, or the NHS pays */
	SHARE_MISSING,           /* not to be said yet: the questions in missing are not answered */
	SHARE_FIGURE,
	SHARE_NOT_TO_BE_HAD      /* no rates on file hold for this person */
} ShareKind;

typedef struct PlanShare {
	ShareKind kind;
	Pence chargeable;  /* a week, of the lines that may be charged */
	CalculatorResult result; /* SHARE_FIGURE */
	Pence person_pays; /* a week; never more than chargeable */
	Pence council_pays;
	const Question *missing[SHARE_MISSING_MAX];
	size_t missing_count;
	bool age_missing;  /* a birth date that does not tell the age group */
} PlanShare;

/* value answers a question's stored value, or the empty text. */
typedef Str (*ShareValue)(const void *context, Str question);
PlanShare plan_share(const Care *care, const PlanLine *lines, size_t count, ShareValue value, const void *context);

#endif

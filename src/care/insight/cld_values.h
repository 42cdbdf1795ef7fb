/* How our answers become the columns of a row. Only for the files of this folder. */
#ifndef KITH_CARE_INSIGHT_CLD_VALUES_H
#define KITH_CARE_INSIGHT_CLD_VALUES_H

#include "care/insight/insight.h"

/* An answer and whose it is: a person's or a piece of work's. */
typedef struct CldFact {
	Str subject;
	Str question;
	Str value;
} CldFact;

typedef struct CldFacts {
	const CldFact *items;
	size_t count;
} CldFacts;

/* The stored answer; empty when there is none. */
Str cld_fact(const CldFacts *facts, Str subject, Str question);

typedef struct CldMapping {
	CldCodes codes;
	CldMap map;
} CldMapping;

/* The return's string for an answer; what the list says for "unknown" when there is no answer or no such code, and
 * blank when it says nothing. */
Str cld_mapped(const CldMapping *mapping, Str question, Str answer);

/* "Yes", "No" or "Unknown": the wording that the guidance uses elsewhere; these lists themselves are not published. */
Str cld_has_carer(Str answer);
Str cld_diagnosed(Str answer);         /* of autism, dementia: waiting and one's own view are not known yet */
Str cld_eligible(Str answer);          /* help by power alone is not eligible need; blank without a decision */

/* The full name less the family part, and the family part. Without one nothing is guessed: all is the first name. */
void cld_names(Arena *arena, Str full, Str family, Str *first, Str *last);

/* Hours of care a week in the bands of the national survey of adult carers (from memory: the return's own are not
 * published); blank when they are not known. */
Str cld_hours_band(Str hours);
/* Rows of care_for that are about an adult. */
int64_t cld_adults_cared_for(Arena *arena, Str care_for);
/* all-met, some-met, none-met, from the goals that are still wanted; empty when there is none. */
Str cld_goals_code(Arena *arena, Str goal_progress);

#endif

/* The lines of a support plan as a form, and what they cost with how it was made. */
#ifndef KITH_CARE_PAGES_PLAN_LINES_H
#define KITH_CARE_PAGES_PLAN_LINES_H

#include "care/pages/bits.h"

/* The editor for plan_lines: kinds of service and providers are chosen, not typed. */
void plan_lines_field(Html *out, Care *care, const QuestionField *field);
/* A table of the lines with the price of each, the total a week, to 31 March and over a full year. */
void plan_cost_show(Care *care, Html *out, Str plan_lines);

/* A line each: goal, what meets it, by whom, how much. Names stand for the ids of providers and kinds of service. */
Str plan_lines_words(Care *care, Str plan_lines);

#endif

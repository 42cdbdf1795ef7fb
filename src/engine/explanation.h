/* The lines by which a figure or a proposal explains itself: label, value, rule, source.
 *
 * What the screen shows, the letter prints and the test checks. Engines add lines in the order in which a person
 * would do the sum with a pencil. Words are staff English; what a resident reads is practice data.
 */
#ifndef KITH_ENGINE_EXPLANATION_H
#define KITH_ENGINE_EXPLANATION_H

#include "base/str.h"

enum { EXPLANATION_LINES_MAX = 512 };

typedef struct ExplanationLine {
	Str label;  /* what: "washing", "points 0 to 20" */
	Str value;  /* how much or which: "8.00 points", "£160.60", "eligible" */
	Str rule;   /* why: "with help counts 5 points; 75 % given by Ann, who agreed" */
	Str source; /* who and when, or the regulation or table: "Ann, 2026-11-01", "SI 2015/313 regulation 2(1)(b)" */
} ExplanationLine;

typedef struct Explanation {
	Arena *arena; /* owns the list; the texts are borrowed and must live as long */
	ExplanationLine *items;
	size_t count; /* at most EXPLANATION_LINES_MAX: engines bound their input well below it */
	size_t capacity;
} Explanation;

Explanation explanation_make(Arena *arena);
void explanation_add(Explanation *explanation, ExplanationLine line);

#endif

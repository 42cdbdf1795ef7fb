/* Shared by the files of the eligibility engine alone. */
#ifndef KITH_ENGINE_ELIGIBILITY_WORDS_H
#define KITH_ENGINE_ELIGIBILITY_WORDS_H

#include "engine/eligibility/eligibility.h"

/* Why an outcome has its value: answered is what was said, counting the limbs of it that count. */
Str eligibility_outcome_words(Arena *arena, unsigned answered, unsigned counting, unsigned proposed);
/* Fills the reasons of the conditions, the notes and the lines of a judged result. */
void eligibility_add_words(Arena *arena, const EligibilityRule *rule, const EligibilityRecord *record,
	EligibilityResult *result);

#endif

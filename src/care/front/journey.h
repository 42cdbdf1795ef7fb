/* The walk through a public form: which questions are asked, in which order, for the answers so far.
 *
 * Data in, data out; not for pages or saving. A step that an answer makes needless is not in the walk; the answer that
 * was given to it before is kept.
 */
#ifndef KITH_CARE_FRONT_JOURNEY_H
#define KITH_CARE_FRONT_JOURNEY_H

#include "care/front/front.h"

typedef struct JourneyStep {
	const Question *question;
	const FormSection *section;
	size_t section_number; /* from 1, among the sections that are walked */
	bool is_danger;        /* a page of its own, never shown back (DO-NO-HARM 6) */
} JourneyStep;

typedef struct Journey {
	const Form *form;
	JourneyStep *steps;
	size_t count;
	size_t section_count;
} Journey;

/* Questions about danger that only the person may answer are not asked of a helper: it may be the helper. */
Journey journey_make(const Care *care, const FrontKind *kind, const Form *form, const WorkAnswers *answers);
/* The step of a question; false when the walk does not come past it. */
bool journey_find(const Journey *journey, Str question, size_t *at);
/* The first question after the last one that was answered; count when all is done. */
size_t journey_first_open(const Journey *journey, const WorkAnswers *answers);
/* Does the form ask about danger at all, whoever answers? */
bool journey_form_has_danger(const Form *form);

#endif

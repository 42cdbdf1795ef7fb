/* What the files of this room share. Not for other rooms: they use assessment.h. */
#ifndef KITH_CARE_ASSESSMENT_ASSESSMENT_PARTS_H
#define KITH_CARE_ASSESSMENT_ASSESSMENT_PARTS_H

#include "care/assessment/assessment.h"

#define ASSESSMENT_ABILITY S("care-act-outcome/")
#define ASSESSMENT_ADULT_LIMB S("care-act-limb/")
#define ASSESSMENT_CARER_LIMB S("carer-limb/")

/* The practice's questions that support kind + outcome, in the practice's order; at most most. */
size_t assessment_supporting(const Practice *practice, Str kind, Str outcome, const Question **out, size_t most);
/* Does the person say that good and bad days differ? Then both are asked for. */
bool assessment_days_differ(const WorkAnswers *answers);
/* False only when the question's own condition says that it is not asked of this person. */
bool assessment_applies(const Question *question, const WorkAnswers *answers);

#endif

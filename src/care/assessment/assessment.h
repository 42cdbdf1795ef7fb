/* From recorded answers to the two engines: what the answers add up to under the eligibility rule, and what the
 * allocation table makes of them. Their lines as JSON for the snapshot of a piece of work.
 *
 * Used by the public result and by staff; not for deciding anything: a worker decides. Which question is evidence for
 * which outcome is read from the practice (supports: care-act-outcome/…, care-act-limb/…, carer-limb/…).
 */
#ifndef KITH_CARE_ASSESSMENT_ASSESSMENT_H
#define KITH_CARE_ASSESSMENT_ASSESSMENT_H

#include "care/work/work.h"
#include "engine/allocation/allocation.h"
#include "engine/eligibility/eligibility.h"

/* The rule with this practice's questions; outcomes in the regulation's order, labels in staff words. */
const EligibilityRule *assessment_rule(const Care *care, EligibilityKind kind);
/* What the answers say to the rule; for those who want the record itself. */
EligibilityRecord assessment_record(const Care *care, const EligibilityRule *rule, const WorkAnswers *answers);

/* The proposal for an adult with needs; result->outcomes are parallel to assessment_rule(care, kind)->outcomes. */
void assessment_eligibility(const Care *care, const WorkAnswers *answers, EligibilityResult *out);
/* The same for a carer. */
void assessment_carer_eligibility(const Care *care, const WorkAnswers *answers, EligibilityResult *out);
/* The public form's indication, which never says no. */
EligibilityIndication assessment_indication(const Care *care, EligibilityKind kind, const WorkAnswers *answers);

/* How the help of family and friends is taken. Nothing may come off for a helper who was not asked in private
 * (DO-NO-HARM 3): what a resident writes about a helper's wishes is not the helper's own answer. */
typedef enum AssessmentHelp {
	ASSESSMENT_HELP_NOT_ASKED,  /* public: every helper counts as not asked */
	ASSESSMENT_HELP_AS_RECORDED /* a worker recorded the helpers' own answers */
} AssessmentHelp;

/* The first, indicative weekly figure by the table in force today. STATUS_NOT_FOUND when no table is in force;
 * STATUS_INVALID with care->problems when an answer is not one that the table knows. Missing answers are no error:
 * out->has_figure is then false. */
Status assessment_allocation(Care *care, const WorkAnswers *answers, AssessmentHelp help, AllocationResult *out) MUST_USE;

/* {"eligibility":{…,"lines":[…]},"allocation":{…,"lines":[…]}} for WorkSubmit.figures; a part whose pointer is NULL
 * is left out. */
Str assessment_figures(Arena *arena, const EligibilityResult *eligibility, const AllocationResult *allocation);

#endif

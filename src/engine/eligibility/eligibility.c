/* The national eligibility rule over recorded answers; its words for staff stand in eligibility_words.c. */
#include "engine/eligibility/eligibility.h"

#include <assert.h>

#include "engine/eligibility/eligibility_words.h"

enum { FALLS_THAT_PROPOSE_UNSAFE = 3 };

static unsigned limbs_that_count(EligibilityKind kind)
{
	unsigned limbs = LIMB_NEEDS_PERSON | LIMB_HURTS | LIMB_UNSAFE;
	/* Regulation 3 has no 'significantly longer' for carers. */
	return kind == ELIGIBILITY_ADULT ? limbs | LIMB_MUCH_LONGER : limbs;
}

/* The worst of a usual and a bad day: judged over the whole cycle. Not answered beats independent. */
static AbilityLevel level_over_cycle(const EligibilityRecord *record, const EligibilityAnswer *answer, size_t ability)
{
	AbilityLevel usual = answer->levels[ability];
	if (!record->days_differ) {
		return usual;
	}
	AbilityLevel bad = answer->bad_levels[ability];
	if (bad > ABILITY_INDEPENDENT || usual > ABILITY_INDEPENDENT) {
		return bad > usual ? bad : usual;
	}
	return bad == ABILITY_INDEPENDENT && usual == ABILITY_INDEPENDENT ? ABILITY_INDEPENDENT : ABILITY_NOT_ANSWERED;
}

static unsigned propose_limbs(const EligibilityOutcome *outcome, const EligibilityRecord *record,
	const EligibilityAnswer *answer)
{
	unsigned proposed = record->prompting ? LIMB_NEEDS_PERSON : 0;
	for (size_t i = 0; i < outcome->ability_count; i++) {
		if (level_over_cycle(record, answer, i) >= ABILITY_WITH_HELP) {
			proposed |= LIMB_NEEDS_PERSON;
		}
	}
	if (outcome->home_safety && (record->dangers_need_help || record->gets_lost_often ||
	    record->falls_12_months >= FALLS_THAT_PROPOSE_UNSAFE)) {
		proposed |= LIMB_UNSAFE;
	}
	return proposed;
}

static bool able_without_asking(const EligibilityOutcome *outcome, const EligibilityRecord *record,
	const EligibilityAnswer *answer, unsigned proposed)
{
	if (outcome->ability_count == 0 || proposed != 0) {
		return false;
	}
	for (size_t i = 0; i < outcome->ability_count; i++) {
		if (level_over_cycle(record, answer, i) != ABILITY_INDEPENDENT) {
			return false;
		}
	}
	return true;
}

static EligibilityOutcomeResult judge_outcome(Arena *arena, EligibilityKind kind, const EligibilityOutcome *outcome,
	const EligibilityRecord *record, const EligibilityAnswer *answer)
{
	assert(outcome->ability_count <= ELIGIBILITY_ABILITIES_MAX);
	unsigned allowed = limbs_that_count(kind) | LIMB_NONE | LIMB_NOT_APPLICABLE;
	unsigned limbs = answer->limbs & allowed;
	EligibilityOutcomeResult result = {.id = outcome->id, .value = OUTCOME_ABLE};
	if (answer->does_not_apply) {
		result.why = S("does not apply to this person");
		return result;
	}
	result.proposed = kind == ELIGIBILITY_ADULT ? propose_limbs(outcome, record, answer) : 0;
	result.ask = true;
	if (limbs == 0 && kind == ELIGIBILITY_ADULT && able_without_asking(outcome, record, answer, result.proposed)) {
		result.ask = false;
		result.why = S("able to do every part of it alone");
		return result;
	}
	result.limbs = limbs & limbs_that_count(kind);
	if (limbs == 0) {
		result.value = OUTCOME_UNKNOWN;
	} else if (result.limbs != 0) {
		result.value = OUTCOME_UNABLE;
	}
	result.why = eligibility_outcome_words(arena, limbs, result.limbs, result.proposed);
	return result;
}

static EligibilityValue judge_outcomes(const EligibilityRule *rule, const EligibilityRecord *record,
	const EligibilityResult *result)
{
	size_t needed = rule->kind == ELIGIBILITY_ADULT ? 2 : 1;
	if (result->unable_count >= needed) {
		return ELIGIBILITY_YES;
	}
	if (rule->kind == ELIGIBILITY_CARER && record->health_at_risk == ELIGIBILITY_YES) {
		return ELIGIBILITY_YES;
	}
	bool could_still = result->unable_count + result->unknown_count >= needed ||
		(rule->kind == ELIGIBILITY_CARER && record->health_at_risk == ELIGIBILITY_UNKNOWN);
	return could_still ? ELIGIBILITY_UNKNOWN : ELIGIBILITY_NO;
}

static EligibilityProposal add_conditions_up(const EligibilityCondition conditions[3])
{
	EligibilityProposal proposal = ELIGIBILITY_ELIGIBLE;
	for (int i = 0; i < 3; i++) {
		if (conditions[i].value == ELIGIBILITY_NO) {
			return ELIGIBILITY_NOT_ELIGIBLE;
		}
		if (conditions[i].value == ELIGIBILITY_UNKNOWN) {
			proposal = ELIGIBILITY_MORE_NEEDED;
		}
	}
	return proposal;
}

static void list_questions(const EligibilityRule *rule, const EligibilityRecord *record, EligibilityResult *result)
{
	if (result->proposal != ELIGIBILITY_MORE_NEEDED) {
		return;
	}
	if (result->conditions[0].value == ELIGIBILITY_UNKNOWN) {
		result->questions[result->question_count++] = rule->cause_question;
	}
	if (result->conditions[1].value == ELIGIBILITY_UNKNOWN) {
		if (rule->kind == ELIGIBILITY_CARER && record->health_at_risk == ELIGIBILITY_UNKNOWN) {
			result->questions[result->question_count++] = rule->health_question;
		}
		for (size_t i = 0; i < rule->outcome_count; i++) {
			if (result->outcomes[i].value == OUTCOME_UNKNOWN) {
				result->questions[result->question_count++] = rule->outcomes[i].limb_question;
			}
		}
	}
	if (result->conditions[2].value == ELIGIBILITY_UNKNOWN) {
		result->questions[result->question_count++] = rule->impact_question;
	}
}

EligibilityResult eligibility_propose(Arena *arena, const EligibilityRule *rule, const EligibilityRecord *record)
{
	assert(rule->outcome_count <= ELIGIBILITY_OUTCOMES_MAX);
	EligibilityResult result = {.lines = explanation_make(arena)};
	result.rule_applies = !(rule->kind == ELIGIBILITY_CARER && record->cares_for_child_only);
	for (size_t i = 0; i < rule->outcome_count; i++) {
		result.outcomes[i] = judge_outcome(arena, rule->kind, &rule->outcomes[i], record, &record->answers[i]);
		result.unable_count += result.outcomes[i].value == OUTCOME_UNABLE;
		result.unknown_count += result.outcomes[i].value == OUTCOME_UNKNOWN;
	}
	result.conditions[0].value = record->cause;
	result.conditions[1].value = judge_outcomes(rule, record, &result);
	result.conditions[2].value = record->impact;
	result.proposal = add_conditions_up(result.conditions);
	list_questions(rule, record, &result);
	eligibility_add_words(arena, rule, record, &result);
	return result;
}

EligibilityIndication eligibility_indicate(Arena *arena, const EligibilityRule *rule, const EligibilityRecord *record,
	bool cause_said, size_t wellbeing_area_count)
{
	EligibilityRecord said = *record;
	bool unsafe = false;
	for (size_t i = 0; i < rule->outcome_count; i++) {
		const EligibilityAnswer *answer = &record->answers[i];
		unsafe = unsafe || (!answer->does_not_apply && (answer->limbs & LIMB_UNSAFE) != 0);
	}
	said.cause = cause_said ? ELIGIBILITY_YES : ELIGIBILITY_UNKNOWN;
	said.impact = wellbeing_area_count >= 2 || unsafe ? ELIGIBILITY_YES : ELIGIBILITY_UNKNOWN;
	/* That a carer's health is not at risk is a worker's judgement too. */
	said.health_at_risk = record->health_at_risk == ELIGIBILITY_YES ? ELIGIBILITY_YES : ELIGIBILITY_UNKNOWN;
	EligibilityResult result = eligibility_propose(arena, rule, &said);
	if (!result.rule_applies || result.proposal == ELIGIBILITY_NOT_ELIGIBLE) {
		return INDICATION_CAN_ASK;
	}
	return result.proposal == ELIGIBILITY_ELIGIBLE ? INDICATION_MAY_GET_HELP : INDICATION_NEED_MORE;
}

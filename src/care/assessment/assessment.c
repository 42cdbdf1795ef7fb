/* The eligibility rule over what was answered. */
#include "care/assessment/assessment_parts.h"

#include "base/json.h"

bool assessment_applies(const Question *question, const WorkAnswers *answers)
{
	ExpressionLookup lookup = work_answers_as_lookup(answers);
	return question->show_if == NULL || expression_truth(question->show_if, &lookup) != EXPRESSION_NO;
}

/* Lists of their own beside the ability list: nothing needed or not wanted is independent, managing alone is with
 * difficulty, some help is with help, daily help is unable (the engine's header). */
static AbilityLevel level_of(Str code)
{
	static const struct { Str code; AbilityLevel level; } OTHER[] = {
		{S_INIT("none"), ABILITY_INDEPENDENT}, {S_INIT("no-stairs"), ABILITY_INDEPENDENT},
		{S_INIT("not-wanted"), ABILITY_INDEPENDENT}, {S_INIT("manage"), ABILITY_WITH_DIFFICULTY},
		{S_INIT("some-help"), ABILITY_WITH_HELP}, {S_INIT("daily-help"), ABILITY_UNABLE},
	};
	for (size_t i = 0; i < sizeof OTHER / sizeof OTHER[0]; i++)
		if (str_equal(code, OTHER[i].code))
			return OTHER[i].level;
	return ability_level_from_code(code);
}

static unsigned limbs_of(Str stored)
{
	unsigned limbs = 0;
	Str code = {0};
	while (str_next(&stored, ',', &code))
		limbs |= limb_from_code(str_trim(code));
	return limbs;
}

/* A willing helper of this part of life, by what the record says of their own answer. */
static bool met_by_helper(const Care *care, const WorkAnswers *answers, Str outcome)
{
	Str stored = work_answers_value(answers, S("informal_help"));
	Problems unread = problems_make(care->arena);
	const JsonNode *rows = NULL;
	if (str_is_empty(stored) || json_parse(care->arena, S("informal_help"), 1, stored, &unread, &rows) != STATUS_OK
	    || rows->kind != JSON_ARRAY)
		return false;
	for (size_t i = 0; i < rows->count; i++) {
		Str carry_on = json_text(json_member(&rows->items[i], S("carry_on")));
		if (str_equal(json_text(json_member(&rows->items[i], S("area"))), outcome)
		    && (str_equal(carry_on, S("yes")) || str_equal(carry_on, S("with-support"))))
			return true;
	}
	return false;
}

static EligibilityAnswer answer_of(const Care *care, const EligibilityRule *rule, const EligibilityOutcome *outcome,
	const WorkAnswers *answers)
{
	EligibilityAnswer answer = {.on = DATE_NONE};
	const Question *abilities[ELIGIBILITY_ABILITIES_MAX] = {0};
	size_t applying = 0;
	size_t count = rule->kind == ELIGIBILITY_CARER ? 0
		: assessment_supporting(care->practice, ASSESSMENT_ABILITY, outcome->id, abilities, ELIGIBILITY_ABILITIES_MAX);
	for (size_t i = 0; i < count; i++) {
		answer.levels[i] = level_of(work_answers_value(answers, abilities[i]->id));
		if (!str_is_empty(abilities[i]->bad_day))
			answer.bad_levels[i] = level_of(work_answers_value(answers, abilities[i]->bad_day));
		applying += assessment_applies(abilities[i], answers) ? 1 : 0;
	}
	const Question *limb = str_is_empty(outcome->limb_question) ? NULL
		: practice_question(care->practice, outcome->limb_question);
	if (rule->kind == ELIGIBILITY_ADULT)
		answer.does_not_apply = count > 0 && applying == 0;
	else
		answer.does_not_apply = limb == NULL || !assessment_applies(limb, answers);
	if (limb != NULL)
		answer.limbs = limbs_of(work_answers_value(answers, limb->id));
	answer.met_by_carer = rule->kind == ELIGIBILITY_ADULT && met_by_helper(care, answers, outcome->id);
	return answer;
}

static EligibilityValue judged(Str code, const char *yes, const char *also_yes, const char *no)
{
	if (str_equal(code, str_from_c(yes)) || str_equal(code, str_from_c(also_yes)))
		return ELIGIBILITY_YES;
	return str_equal(code, str_from_c(no)) ? ELIGIBILITY_NO : ELIGIBILITY_UNKNOWN;
}

static bool answered(const WorkAnswers *answers, Str question, Str code)
{
	return str_equal(work_answers_value(answers, question), code);
}

static int whole_number(const WorkAnswers *answers, Str question)
{
	int64_t number = 0;
	if (str_to_integer(work_answers_value(answers, question), &number) != STATUS_OK || number < 0 || number > 1000)
		return 0;
	return (int)number;
}

/* Everybody that this carer looks after is a child: another law. */
static bool cares_for_children_only(const Care *care, const WorkAnswers *answers)
{
	Str stored = work_answers_value(answers, S("care_for"));
	Problems unread = problems_make(care->arena);
	const JsonNode *rows = NULL;
	if (str_is_empty(stored) || json_parse(care->arena, S("care_for"), 1, stored, &unread, &rows) != STATUS_OK
	    || rows->kind != JSON_ARRAY || rows->count == 0)
		return false;
	for (size_t i = 0; i < rows->count; i++)
		if (!str_equal(json_text(json_member(&rows->items[i], S("adult"))), S("child")))
			return false;
	return true;
}

static void fill_circumstances(const Care *care, const EligibilityRule *rule, const WorkAnswers *answers,
	EligibilityRecord *record)
{
	Str dangers = work_answers_value(answers, S("home_dangers"));
	record->prompting = answered(answers, S("daily_prompting"), S("often"))
		|| answered(answers, S("daily_prompting"), S("all"));
	record->dangers_need_help = level_of(dangers) >= ABILITY_WITH_HELP;
	record->gets_lost_often = answered(answers, S("gets_lost"), S("often"));
	record->falls_12_months = whole_number(answers, S("falls_12m"));
	record->urgent = answered(answers, S("contact_urgency"), S("today"));
	record->deafblind = answered(answers, S("deafblind_effect"), S("yes"));
	record->child_in_home = whole_number(answers, S("children_looked_after")) > 0;
	record->cares_for_child_only = rule->kind == ELIGIBILITY_CARER && cares_for_children_only(care, answers);
}

EligibilityRecord assessment_record(const Care *care, const EligibilityRule *rule, const WorkAnswers *answers)
{
	bool adult = rule->kind == ELIGIBILITY_ADULT;
	EligibilityAnswer *outcomes = ARENA_ARRAY(care->arena, EligibilityAnswer, rule->outcome_count);
	for (size_t i = 0; i < rule->outcome_count; i++)
		outcomes[i] = answer_of(care, rule, &rule->outcomes[i], answers);
	EligibilityRecord record = {.answers = outcomes};
	record.cause = judged(work_answers_value(answers, rule->cause_question), "yes", "partly", "no");
	record.impact = judged(work_answers_value(answers, rule->impact_question), "significant", "significant",
		"not-significant");
	record.impact_reason = work_answers_value(answers, adult ? S("wellbeing_impact_why") : S("carer_impact_why"));
	if (!adult) {
		record.health_at_risk = judged(work_answers_value(answers, rule->health_question), "yes", "yes", "no");
		record.health_reason = work_answers_value(answers, S("health_at_risk_why"));
	}
	record.days_differ = assessment_days_differ(answers);
	fill_circumstances(care, rule, answers, &record);
	return record;
}

void assessment_eligibility(const Care *care, const WorkAnswers *answers, EligibilityResult *out)
{
	const EligibilityRule *rule = assessment_rule(care, ELIGIBILITY_ADULT);
	EligibilityRecord record = assessment_record(care, rule, answers);
	*out = eligibility_propose(care->arena, rule, &record);
}

void assessment_carer_eligibility(const Care *care, const WorkAnswers *answers, EligibilityResult *out)
{
	const EligibilityRule *rule = assessment_rule(care, ELIGIBILITY_CARER);
	EligibilityRecord record = assessment_record(care, rule, answers);
	*out = eligibility_propose(care->arena, rule, &record);
}

/* The cause question's own proposal in the practice says what speaks for it; a carer who names somebody says so. */
static bool cause_said(const Care *care, const EligibilityRule *rule, const WorkAnswers *answers)
{
	ExpressionLookup lookup = work_answers_as_lookup(answers);
	if (rule->kind == ELIGIBILITY_CARER)
		return !str_is_empty(work_answers_value(answers, S("care_for")));
	const Question *cause = practice_question(care->practice, rule->cause_question);
	return cause != NULL && cause->propose_when != NULL && str_equal(cause->propose_code, S("yes"))
		&& expression_truth(cause->propose_when, &lookup) == EXPRESSION_YES;
}

static size_t codes_in(Str stored)
{
	size_t count = 0;
	Str code = {0};
	while (str_next(&stored, ',', &code))
		count += str_equal(code, S("none")) ? 0 : 1;
	return count;
}

EligibilityIndication assessment_indication(const Care *care, EligibilityKind kind, const WorkAnswers *answers)
{
	const EligibilityRule *rule = assessment_rule(care, kind);
	EligibilityRecord record = assessment_record(care, rule, answers);
	return eligibility_indicate(care->arena, rule, &record, cause_said(care, rule, answers),
		codes_in(work_answers_value(answers, S("wellbeing_areas"))));
}

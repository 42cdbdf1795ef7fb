/* The regulation's outcomes, joined to the questions that a practice has for them. */
#include "care/assessment/assessment_parts.h"

typedef struct OutcomeRow {
	Str id;
	Str label;
	Str source;
} OutcomeRow;

/* The order of regulation 2(2) and 3(2). */
static const OutcomeRow ADULT[] = {
	{S_INIT("nutrition"), S_INIT("managing and maintaining nutrition"), S_INIT("SI 2015/313 regulation 2(2)(a)")},
	{S_INIT("hygiene"), S_INIT("maintaining personal hygiene"), S_INIT("SI 2015/313 regulation 2(2)(b)")},
	{S_INIT("toilet"), S_INIT("managing toilet needs"), S_INIT("SI 2015/313 regulation 2(2)(c)")},
	{S_INIT("clothing"), S_INIT("being appropriately clothed"), S_INIT("SI 2015/313 regulation 2(2)(d)")},
	{S_INIT("home-safety"), S_INIT("being able to make use of the home safely"),
		S_INIT("SI 2015/313 regulation 2(2)(e)")},
	{S_INIT("habitable"), S_INIT("maintaining a habitable home environment"), S_INIT("SI 2015/313 regulation 2(2)(f)")},
	{S_INIT("relationships"), S_INIT("developing and maintaining family or other personal relationships"),
		S_INIT("SI 2015/313 regulation 2(2)(g)")},
	{S_INIT("work"), S_INIT("work, training, education or volunteering"), S_INIT("SI 2015/313 regulation 2(2)(h)")},
	{S_INIT("community"), S_INIT("using facilities or services in the community"),
		S_INIT("SI 2015/313 regulation 2(2)(i)")},
	{S_INIT("child"), S_INIT("caring responsibilities for a child"), S_INIT("SI 2015/313 regulation 2(2)(j)")},
};

static const OutcomeRow CARER[] = {
	{S_INIT("child"), S_INIT("caring responsibilities for a child"), S_INIT("SI 2015/313 regulation 3(2)(b)(i)")},
	{S_INIT("others"), S_INIT("providing care to other persons"), S_INIT("SI 2015/313 regulation 3(2)(b)(ii)")},
	{S_INIT("home"), S_INIT("maintaining a habitable home environment"), S_INIT("SI 2015/313 regulation 3(2)(b)(iii)")},
	{S_INIT("nutrition"), S_INIT("managing and maintaining nutrition"), S_INIT("SI 2015/313 regulation 3(2)(b)(iv)")},
	{S_INIT("relationships"), S_INIT("developing and maintaining family or other personal relationships"),
		S_INIT("SI 2015/313 regulation 3(2)(b)(v)")},
	{S_INIT("work"), S_INIT("work, training, education or volunteering"),
		S_INIT("SI 2015/313 regulation 3(2)(b)(vi)")},
	{S_INIT("community"), S_INIT("using facilities or services in the community"),
		S_INIT("SI 2015/313 regulation 3(2)(b)(vii)")},
	{S_INIT("recreation"), S_INIT("engaging in recreational activities"),
		S_INIT("SI 2015/313 regulation 3(2)(b)(viii)")},
};

static bool question_supports(const Question *question, Str kind, Str outcome)
{
	for (size_t i = 0; i < question->support_count; i++) {
		Str support = question->supports[i];
		if (support.length == kind.length + outcome.length && str_starts_with(support, kind)
		    && str_ends_with(support, outcome))
			return true;
	}
	return false;
}

size_t assessment_supporting(const Practice *practice, Str kind, Str outcome, const Question **out, size_t most)
{
	size_t question_count = 0;
	const Question *const *questions = practice_questions(practice, &question_count);
	size_t count = 0;
	for (size_t i = 0; i < question_count && count < most; i++)
		if (question_supports(questions[i], kind, outcome))
			out[count++] = questions[i];
	return count;
}

static EligibilityOutcome outcome_of(const Practice *practice, EligibilityKind kind, const OutcomeRow *row)
{
	const Question *found[ELIGIBILITY_ABILITIES_MAX] = {0};
	bool adult = kind == ELIGIBILITY_ADULT;
	EligibilityOutcome outcome = {.id = row->id, .label = row->label, .source = row->source,
		.home_safety = adult && str_equal(row->id, S("home-safety"))};
	size_t limbs = assessment_supporting(practice, adult ? ASSESSMENT_ADULT_LIMB : ASSESSMENT_CARER_LIMB, row->id,
		found, 1);
	if (limbs > 0)
		outcome.limb_question = found[0]->id;
	if (adult)
		outcome.ability_count = assessment_supporting(practice, ASSESSMENT_ABILITY, row->id, found,
			ELIGIBILITY_ABILITIES_MAX);
	return outcome;
}

const EligibilityRule *assessment_rule(const Care *care, EligibilityKind kind)
{
	bool adult = kind == ELIGIBILITY_ADULT;
	const OutcomeRow *rows = adult ? ADULT : CARER;
	size_t count = adult ? sizeof ADULT / sizeof ADULT[0] : sizeof CARER / sizeof CARER[0];
	EligibilityRule *rule = ARENA_NEW(care->arena, EligibilityRule);
	EligibilityOutcome *outcomes = ARENA_ARRAY(care->arena, EligibilityOutcome, count);
	for (size_t i = 0; i < count; i++)
		outcomes[i] = outcome_of(care->practice, kind, &rows[i]);
	*rule = (EligibilityRule){.kind = kind, .cause_question = adult ? S("need_cause") : S("care_necessary"),
		.health_question = adult ? (Str){0} : S("health_at_risk"),
		.impact_question = adult ? S("wellbeing_impact") : S("carer_impact"), .outcomes = outcomes,
		.outcome_count = count};
	return rule;
}

#include "unit_test.h"

#include "base/random.h"
#include "engine/eligibility/eligibility.h"

static Arena arena;

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, (size_t)512 << 20);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

#define OUTCOME(outcome_id, question, abilities) {.id = S_INIT(outcome_id), .label = S_INIT(outcome_id), \
	.limb_question = S_INIT(question), .source = S_INIT("SI 2015/313"), .ability_count = (abilities)}

enum { NUTRITION, HYGIENE, TOILET, CLOTHING, HOME_SAFETY, HABITABLE, RELATIONSHIPS, WORK, COMMUNITY, CHILD,
	ADULT_COUNT };

static const EligibilityOutcome adult_outcomes[ADULT_COUNT] = {
	OUTCOME("nutrition", "limb_nutrition", 3), OUTCOME("hygiene", "limb_hygiene", 3),
	OUTCOME("toilet", "limb_toilet", 2), OUTCOME("clothing", "limb_clothing", 2),
	{.id = S_INIT("home-safety"), .label = S_INIT("home-safety"), .limb_question = S_INIT("limb_home_safe"),
		.source = S_INIT("SI 2015/313"), .ability_count = 7, .home_safety = true},
	OUTCOME("habitable", "limb_habitable", 2), OUTCOME("relationships", "limb_relationships", 1),
	OUTCOME("work", "limb_work", 1), OUTCOME("community", "limb_community", 1), OUTCOME("child", "limb_child", 1)};

static const EligibilityRule adult_rule = {.kind = ELIGIBILITY_ADULT, .cause_question = S_INIT("need_cause"),
	.impact_question = S_INIT("wellbeing_impact"), .outcomes = adult_outcomes, .outcome_count = ADULT_COUNT};

enum { C_CHILD, C_OTHERS, C_HOME, C_NUTRITION, C_RELATIONSHIPS, C_WORK, C_COMMUNITY, C_RECREATION, CARER_COUNT };

static const EligibilityOutcome carer_outcomes[CARER_COUNT] = {
	OUTCOME("child", "climb_child", 0), OUTCOME("others", "climb_others", 0), OUTCOME("home", "climb_home", 0),
	OUTCOME("nutrition", "climb_nutrition", 0), OUTCOME("relationships", "climb_relationships", 0),
	OUTCOME("work", "climb_work", 0), OUTCOME("community", "climb_community", 0),
	OUTCOME("recreation", "climb_recreation", 0)};

static const EligibilityRule carer_rule = {.kind = ELIGIBILITY_CARER, .cause_question = S_INIT("care_necessary"),
	.health_question = S_INIT("health_at_risk"), .impact_question = S_INIT("carer_impact"),
	.outcomes = carer_outcomes, .outcome_count = CARER_COUNT};

typedef struct Case {
	EligibilityRecord record;
	EligibilityAnswer answers[ELIGIBILITY_OUTCOMES_MAX];
} Case;

/* Everything answered, able in all, cause and impact yes; a test then says what differs. */
static Case able_case(void)
{
	Case person = {.record = {.cause = ELIGIBILITY_YES, .health_at_risk = ELIGIBILITY_NO, .impact = ELIGIBILITY_YES}};
	for (size_t i = 0; i < ELIGIBILITY_OUTCOMES_MAX; i++) {
		person.answers[i].limbs = LIMB_NONE;
	}
	return person;
}

static EligibilityResult propose(const EligibilityRule *rule, Case *person)
{
	person->record.answers = person->answers;
	return eligibility_propose(&arena, rule, &person->record);
}

static void assert_proposal(const EligibilityRule *rule, Case person, const char *expected)
{
	EligibilityResult result = propose(rule, &person);
	assert_str(&arena, eligibility_proposal_code(result.proposal), expected);
}

static Str questions_of(const EligibilityResult *result)
{
	return str_join(&arena, result->questions, result->question_count, S(" "));
}

static bool has_note(const EligibilityResult *result, const char *code)
{
	for (size_t i = 0; i < result->note_count; i++) {
		if (str_equal(result->notes[i].code, str_from_c(code))) {
			return true;
		}
	}
	return false;
}

static void test_a1_two_outcomes_by_different_limbs_are_eligible(void **state)
{
	(void)state;
	Case person = able_case();
	person.answers[HYGIENE].limbs = LIMB_HURTS;
	person.answers[HOME_SAFETY].limbs = LIMB_UNSAFE;
	person.answers[WORK].limbs = LIMB_NOT_APPLICABLE;
	person.answers[CHILD].limbs = LIMB_NOT_APPLICABLE;
	assert_proposal(&adult_rule, person, "eligible");
}

static void test_a2_one_outcome_is_not_eligible_and_the_power_is_named(void **state)
{
	(void)state;
	Case person = able_case();
	person.answers[COMMUNITY].limbs = LIMB_NEEDS_PERSON;
	assert_proposal(&adult_rule, person, "not-eligible");
	EligibilityResult result = propose(&adult_rule, &person);
	assert_true(has_note(&result, "power"));
	assert_int_equal(result.question_count, 0);
}

static void test_a3_prompting_is_assistance(void **state)
{
	(void)state;
	Case person = able_case();
	person.record.prompting = true;
	person.answers[NUTRITION].limbs = LIMB_NEEDS_PERSON;
	person.answers[HABITABLE].limbs = LIMB_NEEDS_PERSON;
	assert_proposal(&adult_rule, person, "eligible");
}

static void test_a4_a_willing_carer_changes_nothing_but_the_note(void **state)
{
	(void)state;
	Case person = able_case();
	for (int i = NUTRITION; i <= CLOTHING; i++) {
		person.answers[i].limbs = LIMB_NEEDS_PERSON;
	}
	assert_proposal(&adult_rule, person, "eligible");
	EligibilityResult alone = propose(&adult_rule, &person);
	assert_false(has_note(&alone, "met-by-carer"));
	for (int i = NUTRITION; i <= CLOTHING; i++) {
		person.answers[i].met_by_carer = true;
	}
	EligibilityResult helped = propose(&adult_rule, &person);
	assert_int_equal(helped.proposal, ELIGIBILITY_ELIGIBLE);
	assert_true(has_note(&helped, "met-by-carer"));
}

static void test_a5_without_impairment_or_illness_the_cause_fails(void **state)
{
	(void)state;
	Case person = able_case();
	person.record.cause = ELIGIBILITY_NO;
	person.answers[HABITABLE].limbs = LIMB_NEEDS_PERSON;
	person.answers[NUTRITION].limbs = LIMB_NEEDS_PERSON;
	assert_proposal(&adult_rule, person, "not-eligible");
}

static void test_a6_without_significant_impact_two_outcomes_do_not_suffice(void **state)
{
	(void)state;
	Case person = able_case();
	person.record.impact = ELIGIBILITY_NO;
	person.answers[HABITABLE].limbs = LIMB_MUCH_LONGER;
	person.answers[COMMUNITY].limbs = LIMB_MUCH_LONGER;
	assert_proposal(&adult_rule, person, "not-eligible");
	person.record.impact = ELIGIBILITY_YES;
	assert_proposal(&adult_rule, person, "eligible");
}

static void test_a7_only_questions_that_could_change_it_are_listed(void **state)
{
	(void)state;
	Case person = able_case();
	person.answers[HYGIENE].limbs = LIMB_NEEDS_PERSON;
	person.answers[NUTRITION].limbs = 0;
	person.answers[RELATIONSHIPS].limbs = 0;
	assert_proposal(&adult_rule, person, "more-needed");
	EligibilityResult result = propose(&adult_rule, &person);
	assert_str(&arena, questions_of(&result), "limb_nutrition limb_relationships");
	person.answers[TOILET].limbs = LIMB_HURTS;
	person.record.impact = ELIGIBILITY_UNKNOWN;
	result = propose(&adult_rule, &person);
	assert_str(&arena, questions_of(&result), "wellbeing_impact");
}

static void test_a8_needs_that_come_and_go_are_judged_over_the_cycle(void **state)
{
	(void)state;
	Case person = able_case();
	person.record.days_differ = true;
	person.answers[RELATIONSHIPS].limbs = LIMB_NEEDS_PERSON;
	person.answers[WORK].limbs = LIMB_NEEDS_PERSON;
	person.answers[COMMUNITY].limbs = LIMB_NEEDS_PERSON;
	EligibilityResult result = propose(&adult_rule, &person);
	assert_int_equal(result.proposal, ELIGIBILITY_ELIGIBLE);
	assert_true(has_note(&result, "fluctuating"));
}

static void test_c1_one_outcome_is_enough_for_a_carer(void **state)
{
	(void)state;
	Case person = able_case();
	person.answers[C_RECREATION].limbs = LIMB_NEEDS_PERSON;
	assert_proposal(&carer_rule, person, "eligible");
}

static void test_c2_health_at_risk_alone_is_enough_for_a_carer(void **state)
{
	(void)state;
	Case person = able_case();
	person.record.health_at_risk = ELIGIBILITY_YES;
	assert_proposal(&carer_rule, person, "eligible");
}

static void test_c3_care_that_is_not_necessary_is_not_eligible(void **state)
{
	(void)state;
	Case person = able_case();
	person.record.cause = ELIGIBILITY_NO;
	person.answers[C_WORK].limbs = LIMB_HURTS;
	assert_proposal(&carer_rule, person, "not-eligible");
	EligibilityResult result = propose(&carer_rule, &person);
	assert_true(has_note(&result, "power"));
}

static void test_c4_no_outcome_and_no_health_risk_is_not_eligible(void **state)
{
	(void)state;
	assert_proposal(&carer_rule, able_case(), "not-eligible");
}

static void test_c5_health_or_one_outcome_could_each_decide(void **state)
{
	(void)state;
	Case person = able_case();
	person.record.health_at_risk = ELIGIBILITY_UNKNOWN;
	person.answers[C_RELATIONSHIPS].limbs = 0;
	EligibilityResult result = propose(&carer_rule, &person);
	assert_int_equal(result.proposal, ELIGIBILITY_MORE_NEEDED);
	assert_str(&arena, questions_of(&result), "health_at_risk climb_relationships");
}

static void test_c6_small_impact_is_not_eligible(void **state)
{
	(void)state;
	Case person = able_case();
	person.record.impact = ELIGIBILITY_NO;
	person.answers[C_WORK].limbs = LIMB_HURTS;
	assert_proposal(&carer_rule, person, "not-eligible");
}

static void test_much_longer_never_makes_a_carer_outcome_unable(void **state)
{
	(void)state;
	Case person = able_case();
	person.answers[C_HOME].limbs = LIMB_MUCH_LONGER | LIMB_NONE;
	assert_proposal(&carer_rule, person, "not-eligible");
	person.answers[C_HOME].limbs = LIMB_MUCH_LONGER;
	EligibilityResult result = propose(&carer_rule, &person);
	assert_int_equal(result.unable_count, 0);
}

static void test_ten_that_do_not_apply_are_not_eligible_and_no_error(void **state)
{
	(void)state;
	Case person = able_case();
	for (int i = 0; i < ADULT_COUNT; i++) {
		person.answers[i].limbs = LIMB_NOT_APPLICABLE;
	}
	assert_proposal(&adult_rule, person, "not-eligible");
}

static void test_ten_unknown_need_ten_questions(void **state)
{
	(void)state;
	Case person = able_case();
	for (int i = 0; i < ADULT_COUNT; i++) {
		person.answers[i].limbs = 0;
	}
	EligibilityResult result = propose(&adult_rule, &person);
	assert_int_equal(result.proposal, ELIGIBILITY_MORE_NEEDED);
	assert_int_equal(result.question_count, 10);
}

static void set_levels(Case *person, int outcome, AbilityLevel level)
{
	for (size_t i = 0; i < ELIGIBILITY_ABILITIES_MAX; i++) {
		person->answers[outcome].levels[i] = level;
	}
}

static void test_independent_in_every_ability_is_able_without_asking(void **state)
{
	(void)state;
	Case person = able_case();
	person.answers[HYGIENE].limbs = 0;
	set_levels(&person, HYGIENE, ABILITY_INDEPENDENT);
	EligibilityResult result = propose(&adult_rule, &person);
	assert_int_equal(result.outcomes[HYGIENE].value, OUTCOME_ABLE);
	assert_false(result.outcomes[HYGIENE].ask);
	person.answers[HYGIENE].levels[1] = ABILITY_NOT_ANSWERED;
	assert_int_equal(propose(&adult_rule, &person).outcomes[HYGIENE].value, OUTCOME_UNKNOWN);
	person.answers[HYGIENE].levels[1] = ABILITY_INDEPENDENT;
	person.record.prompting = true;
	result = propose(&adult_rule, &person);
	assert_int_equal(result.outcomes[HYGIENE].value, OUTCOME_UNKNOWN);
	assert_int_equal(result.outcomes[HYGIENE].proposed, LIMB_NEEDS_PERSON);
	person.record.prompting = false;
	person.record.days_differ = true;
	assert_int_equal(propose(&adult_rule, &person).outcomes[HYGIENE].value, OUTCOME_UNKNOWN);
}

static void test_levels_propose_limbs_and_never_answer_them(void **state)
{
	(void)state;
	Case person = able_case();
	person.answers[TOILET].limbs = 0;
	set_levels(&person, TOILET, ABILITY_WITH_DIFFICULTY);
	EligibilityResult result = propose(&adult_rule, &person);
	assert_int_equal(result.outcomes[TOILET].proposed, 0);
	assert_true(result.outcomes[TOILET].ask);
	person.answers[TOILET].levels[1] = ABILITY_WITH_HELP;
	result = propose(&adult_rule, &person);
	assert_int_equal(result.outcomes[TOILET].proposed, LIMB_NEEDS_PERSON);
	assert_int_equal(result.outcomes[TOILET].value, OUTCOME_UNKNOWN);
	person.record.falls_12_months = 2;
	assert_int_equal(propose(&adult_rule, &person).outcomes[HOME_SAFETY].proposed, 0);
	person.record.falls_12_months = 3;
	assert_int_equal(propose(&adult_rule, &person).outcomes[HOME_SAFETY].proposed, LIMB_UNSAFE);
	assert_int_equal(propose(&adult_rule, &person).outcomes[HYGIENE].proposed, 0);
}

static void test_notes_never_change_the_proposal(void **state)
{
	(void)state;
	Case person = able_case();
	person.answers[HYGIENE].limbs = LIMB_HURTS;
	person.answers[TOILET].limbs = LIMB_HURTS;
	person.record.urgent = true;
	person.record.deafblind = true;
	person.record.child_in_home = true;
	EligibilityResult result = propose(&adult_rule, &person);
	assert_int_equal(result.proposal, ELIGIBILITY_ELIGIBLE);
	assert_true(has_note(&result, "urgent") && has_note(&result, "deafblind") && has_note(&result, "child-in-home"));
	person = able_case();
	person.record.cares_for_child_only = true;
	result = propose(&carer_rule, &person);
	assert_false(result.rule_applies);
	assert_true(has_note(&result, "childrens-law"));
}

static void test_every_line_says_why_and_by_what_right(void **state)
{
	(void)state;
	Case person = able_case();
	person.answers[HYGIENE].limbs = LIMB_HURTS | LIMB_NONE;
	person.answers[HYGIENE].by = S("Jo Field");
	person.answers[HYGIENE].on = 20560;
	EligibilityResult result = propose(&adult_rule, &person);
	assert_int_equal(result.lines.count, 14);
	for (size_t i = 0; i < result.lines.count; i++) {
		assert_false(str_is_empty(result.lines.items[i].value));
		assert_false(str_is_empty(result.lines.items[i].rule));
		assert_false(str_is_empty(result.lines.items[i].source));
	}
	assert_str(&arena, result.outcomes[HYGIENE].why, "can, but with significant pain, distress or anxiety");
	assert_str(&arena, result.lines.items[5].source, "SI 2015/313; Jo Field, 2026-04-17");
}

static void test_codes_of_the_answers_are_known(void **state)
{
	(void)state;
	assert_int_equal(limb_from_code(S("much-longer")), LIMB_MUCH_LONGER);
	assert_int_equal(limb_from_code(S("sometimes")), 0);
	assert_int_equal(ability_level_from_code(S("with-help")), ABILITY_WITH_HELP);
	assert_int_equal(ability_level_from_code(S("")), ABILITY_NOT_ANSWERED);
	assert_int_equal(ability_level_from_code(S("unknown")), ABILITY_NOT_ANSWERED);
}

static const char *indicate(const EligibilityRule *rule, Case *person, bool cause_said, size_t areas)
{
	person->record.answers = person->answers;
	return str_c(&arena, eligibility_indication_code(
		eligibility_indicate(&arena, rule, &person->record, cause_said, areas)));
}

static void test_the_public_indication_never_says_no(void **state)
{
	(void)state;
	Case person = able_case();
	person.record.cause = ELIGIBILITY_NO;  /* a worker's answers are not read on the public form */
	person.record.impact = ELIGIBILITY_NO;
	assert_string_equal(indicate(&adult_rule, &person, true, 0), "can-ask");
	person.answers[HYGIENE].limbs = LIMB_HURTS;
	person.answers[TOILET].limbs = LIMB_NEEDS_PERSON;
	assert_string_equal(indicate(&adult_rule, &person, true, 1), "need-to-know-more");
	assert_string_equal(indicate(&adult_rule, &person, true, 2), "may-get-help");
	assert_string_equal(indicate(&adult_rule, &person, false, 2), "need-to-know-more");
	person.answers[TOILET].limbs = LIMB_UNSAFE;
	assert_string_equal(indicate(&adult_rule, &person, true, 0), "may-get-help");
	person = able_case();
	person.record.cares_for_child_only = true;
	assert_string_equal(indicate(&carer_rule, &person, true, 2), "can-ask");
}

/* ---- Against a slow reference: try every way in which the unknown could turn out. ---- */

typedef enum Turn { TURN_NO, TURN_YES, TURN_OPEN } Turn;
enum { FACTS_MAX = 3 + ELIGIBILITY_OUTCOMES_MAX };

static Turn slow_outcome(const EligibilityRule *rule, const Case *person, size_t i)
{
	const EligibilityAnswer *answer = &person->answers[i];
	bool carer = rule->kind == ELIGIBILITY_CARER;
	if (answer->does_not_apply) {
		return TURN_NO;
	}
	if ((answer->limbs & 1u) || (answer->limbs & 2u) || (answer->limbs & 4u) || (!carer && (answer->limbs & 8u))) {
		return TURN_YES;
	}
	if ((answer->limbs & 16u) || (answer->limbs & 32u)) {
		return TURN_NO;
	}
	bool danger = rule->outcomes[i].home_safety && (person->record.dangers_need_help ||
		person->record.gets_lost_often || person->record.falls_12_months > 2);
	if (carer || person->record.prompting || danger) {
		return TURN_OPEN;
	}
	for (size_t a = 0; a < rule->outcomes[i].ability_count; a++) {
		bool bad_is_fine = !person->record.days_differ || answer->bad_levels[a] == ABILITY_INDEPENDENT;
		if (answer->levels[a] != ABILITY_INDEPENDENT || !bad_is_fine) {
			return TURN_OPEN;
		}
	}
	return TURN_NO;
}

static bool slow_eligible(const EligibilityRule *rule, const bool *facts)
{
	int unable = 0;
	for (size_t i = 0; i < rule->outcome_count; i++) {
		unable += facts[3 + i];
	}
	bool middle = rule->kind == ELIGIBILITY_ADULT ? unable >= 2 : unable >= 1 || facts[1];
	return facts[0] && middle && facts[2];
}

/* Which open facts decide, over all 2^open turns; returns whether any turn is eligible and whether all are. */
static void try_every_turn(const EligibilityRule *rule, const Turn *turns, bool *any, bool *all, bool *decides)
{
	size_t count = 3 + rule->outcome_count;
	size_t open[FACTS_MAX];
	size_t open_count = 0;
	bool facts[FACTS_MAX];
	for (size_t i = 0; i < count; i++) {
		facts[i] = turns[i] == TURN_YES;
		decides[i] = false;
		if (turns[i] == TURN_OPEN) {
			open[open_count++] = i;
		}
	}
	*any = false;
	*all = true;
	for (unsigned turn = 0; turn < 1u << open_count; turn++) {
		for (size_t i = 0; i < open_count; i++) {
			facts[open[i]] = (turn >> i & 1u) != 0;
		}
		bool eligible = slow_eligible(rule, facts);
		*any = *any || eligible;
		*all = *all && eligible;
		for (size_t i = 0; i < open_count; i++) {
			facts[open[i]] = !facts[open[i]];
			decides[open[i]] = decides[open[i]] || slow_eligible(rule, facts) != eligible;
			facts[open[i]] = !facts[open[i]];
		}
	}
}

static Turn turn_of(EligibilityValue value)
{
	return value == ELIGIBILITY_YES ? TURN_YES : value == ELIGIBILITY_NO ? TURN_NO : TURN_OPEN;
}

static EligibilityValue random_value(RandomStream *stream)
{
	static const EligibilityValue values[] = {ELIGIBILITY_YES, ELIGIBILITY_YES, ELIGIBILITY_YES, ELIGIBILITY_NO,
		ELIGIBILITY_UNKNOWN};
	return values[random_below(stream, 5)];
}

static Case random_case(RandomStream *stream)
{
	Case person = {.record = {.cause = random_value(stream), .health_at_risk = random_value(stream),
		.impact = random_value(stream), .prompting = random_below(stream, 8) == 0,
		.days_differ = random_below(stream, 4) == 0, .dangers_need_help = random_below(stream, 6) == 0,
		.gets_lost_often = random_below(stream, 6) == 0, .falls_12_months = (int)random_below(stream, 5)}};
	uint32_t sickness = random_below(stream, 5);
	for (size_t i = 0; i < ELIGIBILITY_OUTCOMES_MAX; i++) {
		EligibilityAnswer *answer = &person.answers[i];
		uint32_t kind = random_below(stream, 10);
		answer->does_not_apply = random_below(stream, 12) == 0;
		answer->met_by_carer = random_below(stream, 2) == 0;
		answer->limbs = kind < 3 ? 0 : kind < 3 + sickness ? random_below(stream, 64) : LIMB_NONE;
		bool well = random_below(stream, 2) == 0;
		for (size_t a = 0; a < ELIGIBILITY_ABILITIES_MAX; a++) {
			answer->levels[a] = well ? ABILITY_INDEPENDENT : (AbilityLevel)random_below(stream, 5);
			answer->bad_levels[a] = well ? ABILITY_INDEPENDENT : (AbilityLevel)random_below(stream, 5);
		}
	}
	return person;
}

static void check_against_slow_reference(const EligibilityRule *rule, Case *person, size_t *seen)
{
	Turn turns[FACTS_MAX];
	bool decides[FACTS_MAX];
	bool any = false;
	bool all = false;
	turns[0] = turn_of(person->record.cause);
	turns[1] = rule->kind == ELIGIBILITY_CARER ? turn_of(person->record.health_at_risk) : TURN_NO;
	turns[2] = turn_of(person->record.impact);
	for (size_t i = 0; i < rule->outcome_count; i++) {
		turns[3 + i] = slow_outcome(rule, person, i);
	}
	try_every_turn(rule, turns, &any, &all, decides);
	EligibilityResult result = propose(rule, person);
	EligibilityProposal expected = all ? ELIGIBILITY_ELIGIBLE : any ? ELIGIBILITY_MORE_NEEDED
		: ELIGIBILITY_NOT_ELIGIBLE;
	assert_int_equal(result.proposal, expected);
	seen[expected]++;
	Str questions[FACTS_MAX] = {rule->cause_question, rule->health_question, rule->impact_question};
	size_t deciding = 0;
	for (size_t i = 0; i < 3 + rule->outcome_count; i++) {
		if (i >= 3) {
			questions[i] = rule->outcomes[i - 3].limb_question;
		}
		bool listed = false;
		for (size_t q = 0; q < result.question_count; q++) {
			listed = listed || (!str_is_empty(questions[i]) && str_equal(result.questions[q], questions[i]));
		}
		assert_int_equal(listed, decides[i]);
		deciding += decides[i];
	}
	assert_int_equal(result.question_count, deciding);
}

static void test_ten_thousand_records_agree_with_a_slow_reference(void **state)
{
	(void)state;
	RandomStream stream = random_stream(11, S("eligibility"));
	size_t seen[3] = {0};
	for (int round = 0; round < 10000; round++) {
		Case person = random_case(&stream);
		check_against_slow_reference(round % 2 == 0 ? &adult_rule : &carer_rule, &person, seen);
		arena_reset(&arena);
	}
	assert_true(seen[0] > 500 && seen[1] > 500 && seen[2] > 500);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a1_two_outcomes_by_different_limbs_are_eligible),
		cmocka_unit_test(test_a2_one_outcome_is_not_eligible_and_the_power_is_named),
		cmocka_unit_test(test_a3_prompting_is_assistance),
		cmocka_unit_test(test_a4_a_willing_carer_changes_nothing_but_the_note),
		cmocka_unit_test(test_a5_without_impairment_or_illness_the_cause_fails),
		cmocka_unit_test(test_a6_without_significant_impact_two_outcomes_do_not_suffice),
		cmocka_unit_test(test_a7_only_questions_that_could_change_it_are_listed),
		cmocka_unit_test(test_a8_needs_that_come_and_go_are_judged_over_the_cycle),
		cmocka_unit_test(test_c1_one_outcome_is_enough_for_a_carer),
		cmocka_unit_test(test_c2_health_at_risk_alone_is_enough_for_a_carer),
		cmocka_unit_test(test_c3_care_that_is_not_necessary_is_not_eligible),
		cmocka_unit_test(test_c4_no_outcome_and_no_health_risk_is_not_eligible),
		cmocka_unit_test(test_c5_health_or_one_outcome_could_each_decide),
		cmocka_unit_test(test_c6_small_impact_is_not_eligible),
		cmocka_unit_test(test_much_longer_never_makes_a_carer_outcome_unable),
		cmocka_unit_test(test_ten_that_do_not_apply_are_not_eligible_and_no_error),
		cmocka_unit_test(test_ten_unknown_need_ten_questions),
		cmocka_unit_test(test_independent_in_every_ability_is_able_without_asking),
		cmocka_unit_test(test_levels_propose_limbs_and_never_answer_them),
		cmocka_unit_test(test_notes_never_change_the_proposal),
		cmocka_unit_test(test_every_line_says_why_and_by_what_right),
		cmocka_unit_test(test_codes_of_the_answers_are_known),
		cmocka_unit_test(test_the_public_indication_never_says_no),
		cmocka_unit_test(test_ten_thousand_records_agree_with_a_slow_reference),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}

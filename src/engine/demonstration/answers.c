/* What is answered on forms: consistent with the person's reason, how severe it is, and the outcome wanted. */
#include "engine/demonstration/planner.h"

#include <assert.h>

enum { ABILITIES_MAX = 40 };

typedef enum Level { LEVEL_INDEPENDENT, LEVEL_WITH_DIFFICULTY, LEVEL_WITH_HELP, LEVEL_UNABLE } Level;

static const char *const LEVELS[] = {"independent", "with-difficulty", "with-help", "unable"};

void answer_add(ActList *acts, const char *question, Str value)
{
	acts_text(acts, question, value);
}

static void words_add(Life *life, const char *question, Str kind)
{
	answer_add(&life->planner->acts, question, data_pick_words(life->planner->data, kind, &life->random));
}

/* One story a person, whoever tells it and when. */
static size_t story_row(Life *life)
{
	const Table *stories = &life->planner->data->stories;
	RandomStream own = {.state = (uint64_t)life->people[0].index * 2654435761U, .increment = 1};
	(void)random_next(&own);
	return data_pick_row(stories, reason_name(life->people[0].reason), &own);
}

void answers_contact(Life *life, Str from, Str urgency, bool own_words)
{
	ActList *acts = &life->planner->acts;
	const Table *stories = &life->planner->data->stories;
	answer_add(acts, "contact_from", from);
	answer_add(acts, "contact_story", table_text(stories, story_row(life), own_words ? STORY_SELF : STORY_OTHER));
	answer_add(acts, "contact_urgency", urgency);
	words_add(life, "contact_tried", S("tried"));
	bool hospital = str_equal(from, S("hospital"));
	answer_add(acts, "contact_route", hospital ? S("hospital-discharge") : S("community"));
}

static Level level_draw(Life *life, size_t row, int severity)
{
	const Table *abilities = &life->planner->data->abilities;
	size_t column = ABILITY_FIRST_REASON + (size_t)life->people[0].reason;
	int score = (int)table_number(abilities, row, column) + severity - 40 + (int)random_below(&life->random, 30);
	return score >= 95 ? LEVEL_UNABLE : score >= 68 ? LEVEL_WITH_HELP : score >= 42 ? LEVEL_WITH_DIFFICULTY
		: LEVEL_INDEPENDENT;
}

/* The limb of an outcome from its worst level; empty when every ability is independent and it is not asked. */
static Str limb_draw(Life *life, Level worst)
{
	static const char *const hard[] = {"hurts", "unsafe", "much-longer", "none", "none", "none"};
	if (worst == LEVEL_INDEPENDENT)
		return (Str){0};
	if (worst >= LEVEL_WITH_HELP)
		return S("needs-person");
	return str_from_c(hard[random_below(&life->random, 6)]);
}

static size_t levels_draw(Life *life, Level *levels, int severity)
{
	size_t count = life->planner->data->abilities.rows;
	assert(count <= ABILITIES_MAX);
	for (size_t row = 0; row < count; row++)
		levels[row] = level_draw(life, row, severity);
	return count;
}

static Level *level_of(Life *life, Level *levels, const char *question)
{
	size_t row = table_find(&life->planner->data->abilities, ABILITY_QUESTION, str_from_c(question));
	assert(row != SIZE_MAX);
	return levels + row;
}

/* Writes the levels with the limbs after each outcome's last ability. */
static void levels_add(Life *life, const Level *levels, size_t count)
{
	ActList *acts = &life->planner->acts;
	const Table *abilities = &life->planner->data->abilities;
	bool retired = person_age(life->subject, life_today(life)) >= 65;
	Level worst = LEVEL_INDEPENDENT;
	for (size_t row = 0; row < count; row++) {
		const char *question = str_c(&acts->scratch, table_text(abilities, row, ABILITY_QUESTION));
		Str limb = table_text(abilities, row, ABILITY_LIMB);
		bool work = str_equal(limb, S("limb_work"));
		answer_add(acts, question, work && retired ? S("not-wanted") : str_from_c(LEVELS[levels[row]]));
		if (levels[row] > worst && !(work && retired))
			worst = levels[row];
		if (row + 1 < count && str_equal(limb, table_text(abilities, row + 1, ABILITY_LIMB)))
			continue;
		Str chosen = limb_draw(life, worst);
		if (!str_is_empty(chosen))
			answer_add(acts, str_c(&acts->scratch, limb), chosen);
		worst = LEVEL_INDEPENDENT;
	}
}

void answers_self_assessment(Life *life, bool danger)
{
	ActList *acts = &life->planner->acts;
	Level levels[ABILITIES_MAX];
	size_t count = levels_draw(life, levels, life->people[0].severity);
	answer_add(acts, "answering_as", S("me"));
	person_facts_add(life->planner, life->subject, life_today(life), true);
	words_add(life, "what_matters", S("matters"));
	words_add(life, "strengths", S("strength"));
	answers_contact(life, S("self"), danger ? S("today") : S("days"), true);
	levels_add(life, levels, count);
	answer_add(acts, "has_carer", life->person_count > 1 ? S("yes") : S("no"));
	answer_add(acts, "wellbeing_areas", S("dignity,control"));
	if (danger) {
		answer_add(acts, "hurt_or_afraid", S("now"));
		answer_add(acts, "made_to", S("yes"));
		answer_add(acts, "worry_kinds", S("financial"));
	} else if (random_chance(&life->random, 600000)) {
		answer_add(acts, "hurt_or_afraid", S("no"));
		answer_add(acts, "made_to", S("no"));
	}
}

static Str support_reason(const Person *person)
{
	static const char *const codes[REASON_COUNT] = {"personal-care", "sight", "memory", "learning-disability",
		"mental-health", "isolation-other"};
	if (person->reason == REASON_PHYSICAL && person->severity < 40)
		return S("access-mobility");
	return str_from_c(codes[person->reason]);
}

static void assessment_opening_add(Life *life)
{
	ActList *acts = &life->planner->acts;
	Arena *scratch = &acts->scratch;
	const Person *person = life->subject;
	Str condition = table_text(&life->planner->data->stories, story_row(life), STORY_CONDITION);
	Str goal = data_pick_words(life->planner->data, S("goal"), &life->random);
	bool carer = life->person_count > 1;
	life->goal = goal;
	answer_add(acts, "meeting_method", carer && person->severity > 55 ? S("both") : S("service-user"));
	words_add(life, "what_matters", S("matters"));
	words_add(life, "strengths", S("strength"));
	answer_add(acts, "goals", str_format(scratch, "[{\"goal\":\"%.*s\",\"start_score\":\"2\"}]", STR_ARG(goal)));
	answer_add(acts, "conditions", str_format(scratch, "[{\"words\":\"%.*s\"}]", STR_ARG(condition)));
	answer_add(acts, "primary_support_reason", support_reason(person));
	if (person->reason == REASON_LEARNING_DISABILITY)
		answer_add(acts, "learning_disability", S("yes"));
	if (person->reason == REASON_MEMORY)
		answer_add(acts, "dementia", person->severity > 35 ? S("diagnosed") : S("waiting"));
	answer_add(acts, "has_carer", carer ? S("yes") : S("no"));
	answer_add(acts, "ordinary_residence", S("this-council"));
}

static void assessment_end_add(Life *life, bool eligible)
{
	ActList *acts = &life->planner->acts;
	const Person *person = life->subject;
	bool confused = person->reason == REASON_MEMORY || person->reason == REASON_LEARNING_DISABILITY;
	answer_add(acts, "memory", !confused ? S("no") : person->severity > 50 ? S("often") : S("some"));
	answer_add(acts, "mood", person->reason == REASON_MENTAL_HEALTH ? S("low") : S("up-down"));
	answer_add(acts, "night_help", person->severity > 80 ? S("once") : S("none"));
	answer_add(acts, "safe_alone", person->severity > 75 ? S("two-hours") : person->severity > 50 ? S("half-day")
		: S("whole-day"));
	answer_add(acts, "hurt_or_afraid", S("no"));
	answer_add(acts, "made_to", S("no"));
	answer_add(acts, "need_cause", S("yes"));
	answer_add(acts, "wellbeing_areas", S("dignity,health,control"));
	answer_add(acts, "wellbeing_impact", eligible ? S("significant") : S("not-significant"));
	answer_add(acts, "wellbeing_impact_why", eligible ? S("Without help the days would be unsafe and without dignity.")
		: S("The tasks take longer but the days go on much as before."));
	words_add(life, "worker_analysis", S("analysis"));
	answer_add(acts, "eligible_adult", eligible ? S("eligible") : S("not-eligible"));
	answer_add(acts, "fin_assessment_choice", S("yes"));
	words_add(life, "prevent_advice", S("advice"));
	answer_add(acts, "own_view", random_chance(&life->random, 850000) ? S("yes") : S("mostly"));
}

void answers_assessment(Life *life, bool eligible, bool whole)
{
	Level levels[ABILITIES_MAX];
	int severity = life->people[0].severity + (eligible ? 10 : -30);
	size_t count = levels_draw(life, levels, severity);
	if (eligible) {
		/* The rule wants two outcomes: a wash and the shopping are what most people cannot do first. */
		Level *washing = level_of(life, levels, "washing");
		Level *shopping = level_of(life, levels, "food_shopping");
		*washing = *washing < LEVEL_WITH_HELP ? LEVEL_WITH_HELP : *washing;
		*shopping = *shopping < LEVEL_WITH_HELP ? LEVEL_WITH_HELP : *shopping;
	}
	assessment_opening_add(life);
	levels_add(life, levels, whole ? count : count / 2);
	if (whole)
		assessment_end_add(life, eligible);
	if (whole && eligible)
		decisions_answers_add(life);
}

void answers_carer(Life *life, bool eligible)
{
	ActList *acts = &life->planner->acts;
	static const char *const limbs[] = {"climb_home", "climb_nutrition", "climb_relationships", "climb_community",
		"climb_recreation"};
	answer_add(acts, "carer_joint", random_chance(&life->random, 600000) ? S("alone") : S("together"));
	words_add(life, "what_matters", S("matters"));
	words_add(life, "strengths", S("strength"));
	answer_add(acts, "care_hours",
		str_format(&acts->scratch, "%u", (eligible ? 20 : 4) + random_below(&life->random, eligible ? 90 : 9)));
	answer_add(acts, "care_tasks", eligible ? S("personal,food,home") : S("food,home"));
	answer_add(acts, "care_necessary", S("yes"));
	answer_add(acts, "health_effect", eligible ? S("tired,stress") : S("none"));
	answer_add(acts, "health_at_risk", eligible ? S("yes") : S("no"));
	answer_add(acts, "health_at_risk_why", eligible ? S("Worn out, and own appointments are put off.")
		: S("Sleeps well and is in good health."));
	for (size_t i = 0; i < sizeof limbs / sizeof limbs[0]; i++) {
		bool hard = eligible && (i == 4 || random_chance(&life->random, 300000));
		answer_add(acts, limbs[i], hard ? S("needs-person") : S("none"));
	}
	answer_add(acts, "care_willing", S("yes"));
	answer_add(acts, "care_carry_on", eligible ? S("with-support") : S("yes"));
	answer_add(acts, "plan_b_have", random_chance(&life->random, 300000) ? S("yes") : S("no"));
	answer_add(acts, "hurt_or_afraid", S("no"));
	answer_add(acts, "carer_impact", eligible ? S("significant") : S("not-significant"));
	answer_add(acts, "carer_impact_why", eligible ? S("There is no time left for anything but caring.")
		: S("Caring takes little time and is wanted."));
	words_add(life, "worker_analysis", S("analysis"));
	answer_add(acts, "eligible_carer", eligible ? S("eligible") : S("not-eligible"));
	words_add(life, "prevent_advice", S("advice"));
	answer_add(acts, "own_view", S("yes"));
}

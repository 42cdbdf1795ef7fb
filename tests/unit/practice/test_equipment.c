#include "unit_test.h"

#include "base/random.h"
#include "practice/equipment.h"
#include "unit/practice/practice_test.h"

/* The seven tasks: what is sent, and above all what never is. */

static Arena arena;
static Practice *practice;
static Date today;

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, (size_t)1024 << 20U);
	practice = practice_loaded(&arena, S("boroughs/thurrock"));
	assert_ok(date_make(2026, 11, 22, &today));
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

enum { ANSWERS_MAX = 40 };

typedef struct Said {
	Str question;
	Str value;
} Said;

typedef struct Answers {
	Said items[ANSWERS_MAX];
	size_t count;
} Answers;

static ExpressionValue said_value(const void *context, Str name)
{
	const Answers *answers = context;
	for (size_t i = 0; i < answers->count; i++)
		if (str_equal(answers->items[i].question, name) && !str_is_empty(answers->items[i].value))
			return answer_value(practice_question(practice, name), &arena, answers->items[i].value);
	return (ExpressionValue){0};
}

static void say(Answers *answers, const char *question, const char *value)
{
	assert_non_null(practice_question(practice, str_from_c(question)));
	for (size_t i = 0; i < answers->count; i++)
		if (str_equal(answers->items[i].question, str_from_c(question))) {
			answers->items[i].value = str_from_c(value);
			return;
		}
	assert_true(answers->count < ANSWERS_MAX);
	answers->items[answers->count++] = (Said){str_from_c(question), str_from_c(value)};
}

static EquipmentAdvice advice_for(const Answers *answers)
{
	EquipmentAdvice advice;
	ExpressionLookup lookup = {.value = said_value, .context = answers, .today = today};
	practice_equipment(practice, &lookup, &advice);
	return advice;
}

static void assert_items(const Answers *answers, EquipmentKind kind, const char *items)
{
	EquipmentAdvice advice = advice_for(answers);
	assert_str(&arena, equipment_kind_code(advice.kind), str_c(&arena, equipment_kind_code(kind)));
	assert_str(&arena, equipment_items(&arena, &advice, EQUIPMENT_ORDER), items);
}

/* Somebody without a stop sign whose answers are all there: a bath that a board fits. */
static Answers bather(void)
{
	Answers answers = {0};
	say(&answers, "eq_tasks", "bath");
	say(&answers, "birth_date", "1941"); /* the year is enough to know that this is no child */
	say(&answers, "eq_safety", "none");
	say(&answers, "eq_safety_more", "none");
	say(&answers, "body_weight", "to-100kg");
	say(&answers, "mobility_aids", "stick");
	say(&answers, "bath_kind", "bath");
	say(&answers, "bath_width", "70");
	say(&answers, "bath_rim", "yes");
	say(&answers, "bath_trouble", "step");
	return answers;
}

static void test_a_bath_board_goes_only_where_it_fits(void **state)
{
	(void)state;
	static const struct { const char *width; bool fits; } WIDTHS[] = {{"65", false}, {"66", true}, {"73", true}, {"74", false}};
	for (size_t i = 0; i < sizeof WIDTHS / sizeof WIDTHS[0]; i++) {
		Answers answers = bather();
		say(&answers, "bath_width", WIDTHS[i].width);
		assert_items(&answers, WIDTHS[i].fits ? EQUIPMENT_ORDER : EQUIPMENT_VISIT, WIDTHS[i].fits ? "a bath board" : "");
	}
	Answers answers = bather();
	say(&answers, "bath_rim", "no");
	assert_items(&answers, EQUIPMENT_VISIT, "");
	answers = bather();
	say(&answers, "bath_trouble", "legs,step");
	assert_items(&answers, EQUIPMENT_VISIT, "");
}

static void test_every_stop_sign_stops_everything(void **state)
{
	(void)state;
	static const char *const QUESTIONS[] = {"eq_safety", "eq_safety_more"};
	int signs = 0;
	for (size_t i = 0; i < sizeof QUESTIONS / sizeof QUESTIONS[0]; i++) {
		const OptionList *options = practice_question(practice, str_from_c(QUESTIONS[i]))->options;
		for (size_t j = 0; j < options->count; j++) {
			Answers answers = bather();
			bool none = str_equal(options->options[j].code, S("none"));
			say(&answers, QUESTIONS[i], str_c(&arena, options->options[j].code));
			EquipmentAdvice advice = advice_for(&answers);
			assert_int_equal(advice.orders, none ? 1 : 0);
			if (!none)
				assert_true(advice.kind == EQUIPMENT_VISIT || advice.kind == EQUIPMENT_URGENT);
			signs += none ? 0 : 1;
		}
	}
	assert_int_equal(signs, 12);
	static const char *const HEAVY[] = {"to-160kg", "to-190kg", "over-190kg"};
	for (size_t i = 0; i < sizeof HEAVY / sizeof HEAVY[0]; i++) {
		Answers answers = bather();
		say(&answers, "body_weight", HEAVY[i]);
		assert_items(&answers, EQUIPMENT_VISIT, "");
	}
}

static void test_nothing_is_sent_on_an_answer_that_is_missing(void **state)
{
	(void)state;
	Answers whole = bather();
	for (size_t i = 1; i < whole.count; i++) { /* the tasks themselves stand first */
		Answers answers = whole;
		answers.items[i].value = (Str){0};
		EquipmentAdvice advice = advice_for(&answers);
		if (advice.orders != 0 || advice.kind < EQUIPMENT_ASK)
			fail_msg("sent without %.*s", STR_ARG(whole.items[i].question));
		bool asked = false;
		for (size_t j = 0; j < advice.count; j++)
			asked = asked || str_equal(advice.lines[j].missing, whole.items[i].question);
		assert_true(asked); /* and what is missing is asked for by name */
	}
	Answers child = bather();
	say(&child, "birth_date", "2010");
	assert_items(&child, EQUIPMENT_VISIT, "");
	Answers unsure = bather();
	say(&unsure, "body_weight", "unsure");
	assert_int_equal(advice_for(&unsure).orders, 0);
	Answers nothing = {0};
	assert_items(&nothing, EQUIPMENT_ASK, "");
}

static void test_what_lifts_and_what_holds_a_person_in_bed_is_never_among_the_things(void **state)
{
	(void)state;
	static const Str NEVER[] = {S_INIT("hoist"), S_INIT("lift"), S_INIT("lever"), S_INIT("bed rail"), S_INIT("sling"),
		S_INIT("riser chair"), S_INIT("ramp")};
	Answers answers = bather();
	static const char *const WISHES[][3] = {{"bath", "bath_trouble", "bottom"}, {"stairs", "stair_trouble", "lift"},
		{"bed", "bed_trouble", "sit-up"}, {"bed", "bed_trouble", "turn"}, {"bed", "bed_trouble", "roll-out"}};
	for (size_t i = 0; i < sizeof WISHES / sizeof WISHES[0]; i++) {
		Answers wishing = answers;
		say(&wishing, "eq_tasks", WISHES[i][0]);
		say(&wishing, WISHES[i][1], WISHES[i][2]);
		EquipmentAdvice advice = advice_for(&wishing);
		assert_int_equal(advice.orders, 0);
		assert_int_equal(advice.kind, EQUIPMENT_VISIT);
	}
	Str text = {0};
	assert_ok(practice_file_text(practice, S("equipment.yaml"), &text));
	Str line = {0};
	int items = 0;
	while (str_next(&text, '\n', &line)) {
		size_t at = 0;
		if (!str_starts_with(line, S("  - {id: ")) || !str_find(line, S("label: "), &at))
			continue;
		items++;
		Str label = str_slice(line, at, line.length);
		size_t end = 0;
		assert_true(str_find(label, S(", price"), &end));
		for (size_t i = 0; i < sizeof NEVER / sizeof NEVER[0]; i++)
			if (str_contains(str_slice(label, 0, end), NEVER[i]))
				fail_msg("%.*s", STR_ARG(line));
	}
	assert_true(items > 15);
}

static void test_a_look_in_one_task_holds_back_the_tasks_that_it_touches_and_no_other(void **state)
{
	(void)state;
	Answers answers = bather();
	say(&answers, "eq_tasks", "stairs,bath,kitchen");
	say(&answers, "stair_rails", "one");
	say(&answers, "stair_trouble", "fell");
	say(&answers, "kitchen_hard", "jars,kettle");
	say(&answers, "kitchen_danger", "none");
	say(&answers, "knee_height", "42");
	assert_items(&answers, EQUIPMENT_VISIT, "a kettle tipper, a set of openers");
	say(&answers, "kitchen_danger", "left-on");
	assert_items(&answers, EQUIPMENT_URGENT, "");
}

static void test_raisers_follow_the_height_that_is_missing(void **state)
{
	(void)state;
	static const struct { const char *seat; EquipmentKind kind; const char *items; } HEIGHTS[] = {
		{"48", EQUIPMENT_ADVICE, ""}, {"45", EQUIPMENT_ADVICE, ""}, {"44", EQUIPMENT_ORDER, "chair raisers of 5 cm"},
		{"40", EQUIPMENT_ORDER, "chair raisers of 5 cm"}, {"39", EQUIPMENT_ORDER, "chair raisers of 7 cm"},
		{"37", EQUIPMENT_ORDER, "chair raisers of 10 cm"}, {"35", EQUIPMENT_ORDER, "chair raisers of 10 cm"},
		{"34", EQUIPMENT_VISIT, ""}};
	for (size_t i = 0; i < sizeof HEIGHTS / sizeof HEIGHTS[0]; i++) {
		Answers answers = bather();
		say(&answers, "eq_tasks", "chair");
		say(&answers, "knee_height", "42"); /* and 3 cm more is a seat that one gets up from */
		say(&answers, "chair_kind", "four-legs");
		say(&answers, "chair_height", HEIGHTS[i].seat);
		say(&answers, "chair_trouble", "none");
		assert_items(&answers, HEIGHTS[i].kind, HEIGHTS[i].items);
		say(&answers, "chair_kind", "sofa");
		assert_int_equal(advice_for(&answers).orders, 0);
	}
}

static void test_too_many_things_at_once_are_looked_at_first(void **state)
{
	(void)state;
	Answers answers = bather();
	say(&answers, "eq_tasks", "kitchen");
	say(&answers, "knee_height", "42");
	say(&answers, "kitchen_danger", "none");
	say(&answers, "kitchen_hard", "taps,jars,kettle,cut");
	assert_int_equal(advice_for(&answers).orders, 4);
	say(&answers, "kitchen_hard", "taps,jars,kettle,cut,see");
	assert_items(&answers, EQUIPMENT_ASK, "");
	say(&answers, "kitchen_hard", "stand,carry,kettle,cut"); /* four, of 142 pounds */
	assert_int_equal(advice_for(&answers).orders, 4);
}

/* Any code of the question, or a number in its range, or nothing. */
static Str random_answer(RandomStream *random, const Question *question)
{
	if (random_below(random, 8) == 0)
		return (Str){0};
	if (question->type == QUESTION_DATE)
		return S("1941-03");
	if (question->options != NULL)
		return question->options->options[random_below(random, (uint32_t)question->options->count)].code;
	int64_t number = question->least + random_below(random, (uint32_t)(question->most - question->least + 1));
	return str_format(&arena, "%lld", (long long)number);
}

static void test_whatever_is_said_knowing_less_never_sends_more(void **state)
{
	(void)state;
	static const Str ASKED[] = {S_INIT("eq_tasks"), S_INIT("eq_safety"), S_INIT("eq_safety_more"), S_INIT("body_weight"),
		S_INIT("mobility_aids"), S_INIT("birth_date"), S_INIT("knee_height"), S_INIT("chair_kind"), S_INIT("chair_height"),
		S_INIT("chair_trouble"),
		S_INIT("bed_kind"), S_INIT("bed_height"), S_INIT("bed_trouble"), S_INIT("toilet_height"), S_INIT("toilet_width"),
		S_INIT("toilet_trouble"), S_INIT("bath_kind"), S_INIT("bath_width"), S_INIT("bath_rim"), S_INIT("bath_trouble"),
		S_INIT("kitchen_hard"), S_INIT("kitchen_danger")};
	RandomStream random = random_stream(7, S("equipment"));
	int sent = 0;
	for (int round = 0; round < 4000; round++) {
		Answers answers = {0};
		for (size_t i = 0; i < sizeof ASKED / sizeof ASKED[0]; i++)
			answers.items[answers.count++] = (Said){ASKED[i], random_answer(&random, practice_question(practice, ASKED[i]))};
		if (round % 2 == 0) /* half of them without a stop sign, or nothing would ever be sent */
			for (size_t i = 1; i < 5; i++)
				answers.items[i].value = i < 3 ? S("none") : i == 3 ? S("to-100kg") : S("stick");
		EquipmentAdvice advice = advice_for(&answers);
		sent += (int)advice.orders;
		assert_true(advice.orders + advice.fixes <= 4);
		assert_true(advice.orders == 0 || advice.kind != EQUIPMENT_URGENT);
		size_t forgotten = 1 + random_below(&random, sizeof ASKED / sizeof ASKED[0] - 1);
		answers.items[forgotten].value = (Str){0};
		assert_true(advice_for(&answers).orders <= advice.orders);
	}
	assert_true(sent > 50);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_bath_board_goes_only_where_it_fits),
		cmocka_unit_test(test_every_stop_sign_stops_everything),
		cmocka_unit_test(test_nothing_is_sent_on_an_answer_that_is_missing),
		cmocka_unit_test(test_what_lifts_and_what_holds_a_person_in_bed_is_never_among_the_things),
		cmocka_unit_test(test_a_look_in_one_task_holds_back_the_tasks_that_it_touches_and_no_other),
		cmocka_unit_test(test_raisers_follow_the_height_that_is_missing),
		cmocka_unit_test(test_too_many_things_at_once_are_looked_at_first),
		cmocka_unit_test(test_whatever_is_said_knowing_less_never_sends_more),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}

/* Any bytes as an answer from a public form: the first line names the question, the rest is what was typed. What was taken is
 * shown, seen by conditions, and taken again as it stands. */
#include <assert.h>

#include "care/plan/plan.h"
#include "care/power/power.h"
#include "fuzz/fuzz_target.h"
#include "fuzz/record.h"
#include "practice/answers.h"

enum { TYPED_BYTES_MAX = 32 * 1024 };

static void read_date(Arena *arena, Str typed)
{
	Str stored = {0};
	Str message = {0};
	PartialDate date = {0};
	if (answer_date_read(arena, typed, &stored, &message) == STATUS_OK)
		assert(str_is_empty(stored) || partial_date_parse(stored, &date) == STATUS_OK);
	else
		assert(!str_is_empty(message));
}

static void read_plan(Arena *arena, Str stored)
{
	PlanLine *lines = NULL;
	size_t count = 0;
	Pence weekly = 0;
	Care care = fuzz_desk(arena);
	if (plan_lines_read(&care, stored, &lines, &count) != STATUS_OK) {
		assert(problems_any(&care.problems));
		return;
	}
	assert(count <= PLAN_LINES_MAX);
	for (size_t i = 0; i < count; i++) {
		assert(lines[i].weekly >= 0);
		(void)plan_line_how_much(&care, &lines[i]);
	}
	assert(plan_weekly_pence(&care, stored, &weekly) == STATUS_OK && weekly >= 0);
}

static void read_powers(Arena *arena, Str stored)
{
	LegalPower powers[POWERS_MAX];
	const PowerRules *rules = practice_power_rules(fuzz_practice());
	size_t count = powers_read(arena, fuzz_practice(), stored, 20000, powers);
	assert(count <= POWERS_MAX);
	for (size_t i = 0; i < count; i++) {
		assert(!power_reaches(rules, &powers[i], S("money")) || powers[i].standing == POWER_STANDS);
		assert(!str_is_empty(power_words(arena, &powers[i])));
	}
}

static void read_answer(Arena *arena, const Question *question, Str typed)
{
	Problems problems = problems_make(arena);
	Str stored = {0};
	Str again = {0};
	Status status = answer_read(question, arena, typed, &stored, &problems);
	assert((status == STATUS_OK) == !problems_any(&problems));
	if (status != STATUS_OK)
		return;
	assert(str_is_utf8(stored));
	(void)answer_words(question, arena, stored, true);
	(void)answer_words(question, arena, stored, false);
	(void)answer_value(question, arena, stored);
	/* Money is typed in pounds and kept in pence; everything else is its own way of typing. */
	if (question->type == QUESTION_MONEY)
		return;
	status = answer_read(question, arena, stored, &again, &problems);
	assert(status == STATUS_OK && str_equal(again, stored));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Arena arena;
	Str id = {0};
	Str typed = {.data = (const char *)data, .length = size};
	if (size > TYPED_BYTES_MAX || !str_next(&typed, '\n', &id) || !str_is_utf8(typed))
		return 0;
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	const Question *question = practice_question(fuzz_practice(), id);
	if (question != NULL)
		read_answer(&arena, question, typed);
	if (str_equal(id, S("day")))
		read_date(&arena, typed);
	if (str_equal(id, S("plan_lines")))
		read_plan(&arena, typed);
	if (str_equal(id, S("legal_authority")))
		read_powers(&arena, typed);
	arena_clear(&arena);
	return 0;
}

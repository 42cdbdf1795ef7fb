/* Charges against worked cases: the published ones, and ours with their working beside them. */
#include "unit_test.h"

#include "charging_test.h"

static void run(const char *path, size_t least)
{
	Arena arena;
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	ChargeRules rules = charging_rules(&arena);
	size_t wrong = 0;
	size_t count = charging_run_file(&rules, path, &wrong);
	assert_int_equal(wrong, 0);
	assert_true(count >= least);
	arena_clear(&arena);
}

static void test_published_examples_come_out_as_the_rules_have_it(void **state)
{
	(void)state;
	run("tests/unit/engine/charging/published.jsonl", 25);
}

static void test_our_own_cases_come_out_as_worked_by_hand(void **state)
{
	(void)state;
	run("tests/unit/engine/charging/ours.jsonl", 200);
}

static void test_timelines_come_out_as_worked_by_hand(void **state)
{
	(void)state;
	run("tests/unit/engine/charging/timelines.jsonl", 30);
}

static void test_deferred_payments_come_out_as_worked_by_hand(void **state)
{
	(void)state;
	run("tests/unit/engine/charging/deferred.jsonl", 15);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_published_examples_come_out_as_the_rules_have_it),
		cmocka_unit_test(test_our_own_cases_come_out_as_worked_by_hand),
		cmocka_unit_test(test_timelines_come_out_as_worked_by_hand),
		cmocka_unit_test(test_deferred_payments_come_out_as_worked_by_hand),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "unit_test.h"

#include "unit/practice/practice_test.h"

static Arena arena;
static Practice *practice;

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, (size_t)256 << 20U);
	practice = practice_loaded(&arena, S("boroughs/thurrock"));
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

static void test_a_council_replaces_only_the_files_that_it_has(void **state)
{
	(void)state;
	Practice *common = practice_loaded(&arena, (Str){0});
	assert_str(&arena, practice_council(practice)->cassr_code, "622");
	assert_str(&arena, practice_council(common)->id, "common");
	assert_int_equal(practice_pathway(common, S("needs-assessment"))->due.count, 42);
	assert_int_equal(practice_pathway(practice, S("needs-assessment"))->due.count, 28);
	assert_int_equal(practice_pathway(practice, S("needs-assessment"))->due_urgent.count, 1);
	assert_non_null(practice_question(practice, S("washing")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_council_replaces_only_the_files_that_it_has),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}

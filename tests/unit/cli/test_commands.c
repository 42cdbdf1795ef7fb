#include "unit_test.h"

#include <string.h>

#include "cli/commands.h"

static int seen_argc;
static char seen_word[32];

static int run_first(int argc, char **argv)
{
	seen_argc = argc;
	assert_true(strlen(argv[argc - 1]) < sizeof seen_word);
	memcpy(seen_word, argv[argc - 1], strlen(argv[argc - 1]) + 1);
	return EXIT_STATUS_WRONG;
}

static const Command TABLE[] = {{.name = "first", .summary = "the first", .run = run_first}};
static const CommandTable COMMAND_TABLE = {.group = "", .commands = TABLE, .count = 1};

static char name[] = "kith";
static char first[] = "first";
static char file[] = "file.csv";
static char unknown[] = "frist";
static char help[] = "help";

static void test_a_command_gets_its_own_words_and_gives_the_exit_status(void **state)
{
	(void)state;
	char *argv[] = {name, first, file, NULL};
	assert_int_equal(command_dispatch(&COMMAND_TABLE, 3, argv), EXIT_STATUS_WRONG);
	assert_int_equal(seen_argc, 2);
	assert_string_equal(seen_word, "file.csv");
}

static void test_help_for_a_command_is_the_command_with_help(void **state)
{
	(void)state;
	char *argv[] = {name, help, first, NULL};
	(void)command_dispatch(&COMMAND_TABLE, 3, argv);
	assert_int_equal(seen_argc, 2);
	assert_string_equal(seen_word, "--help");
}

static void test_no_command_or_an_unknown_one_is_misuse(void **state)
{
	(void)state;
	char *none[] = {name, NULL};
	char *other[] = {name, unknown, NULL};
	char *help_other[] = {name, help, unknown, NULL};
	assert_int_equal(command_dispatch(&COMMAND_TABLE, 1, none), EXIT_STATUS_MISUSE);
	assert_int_equal(command_dispatch(&COMMAND_TABLE, 2, other), EXIT_STATUS_MISUSE);
	assert_int_equal(command_dispatch(&COMMAND_TABLE, 3, help_other), EXIT_STATUS_MISUSE);
}

static void test_help_alone_is_good(void **state)
{
	(void)state;
	char *argv[] = {name, help, NULL};
	assert_int_equal(command_dispatch(&COMMAND_TABLE, 2, argv), EXIT_STATUS_GOOD);
}

static void test_problems_make_the_exit_status_wrong_even_when_the_status_is_ok(void **state)
{
	(void)state;
	Arena arena;
	arena_init(&arena, 1 << 22);
	Problems problems = problems_make(&arena);
	assert_int_equal(command_finish(STATUS_OK, &problems), EXIT_STATUS_GOOD);
	assert_int_equal(command_finish(STATUS_FAILED, &problems), EXIT_STATUS_WRONG);
	assert_status(problems_add(&problems, (Problem){.message = S("a test says so")}), STATUS_INVALID);
	assert_int_equal(command_finish(STATUS_OK, &problems), EXIT_STATUS_WRONG);
	arena_clear(&arena);
}

static void test_the_real_table_is_in_order_and_complete(void **state)
{
	(void)state;
	for (size_t i = 0; i < COMMANDS.count; i++) {
		assert_non_null(COMMANDS.commands[i].run);
		assert_true(strlen(COMMANDS.commands[i].summary) > 0);
		assert_true(i == 0 || strcmp(COMMANDS.commands[i - 1].name, COMMANDS.commands[i].name) < 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_command_gets_its_own_words_and_gives_the_exit_status),
		cmocka_unit_test(test_help_for_a_command_is_the_command_with_help),
		cmocka_unit_test(test_no_command_or_an_unknown_one_is_misuse),
		cmocka_unit_test(test_help_alone_is_good),
		cmocka_unit_test(test_problems_make_the_exit_status_wrong_even_when_the_status_is_ok),
		cmocka_unit_test(test_the_real_table_is_in_order_and_complete),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "unit_test.h"

#include "cli/options.h"

static Arena arena;

static const CommandOption OPTIONS[] = {
	{.name = "people", .value = "N", .kind = OPTION_NUMBER, .number_min = 1, .number_max = 500000, .help = "how many"},
	{.name = "from", .value = "DATE", .kind = OPTION_DATE, .help = "the first day"},
	{.name = "borough", .value = "NAME", .required = true, .help = "which council"},
	{.name = "quiet", .help = "say less"},
	{.name = "seed", .value = "S", .kind = OPTION_NUMBER, .help = "of the random numbers"},
};

static const CommandUsage USAGE = {
	.command = "example",
	.summary = "An example.",
	.words = "FILE…",
	.words_min = 0,
	.words_max = 2,
	.options = OPTIONS,
	.option_count = sizeof OPTIONS / sizeof *OPTIONS,
};

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, 1 << 22);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

enum { WORDS_MAX = 16 };

/* Reads a line written with single blanks between its words. */
static OptionsOutcome parse(const CommandUsage *usage, const char *line, CommandLine *out)
{
	char *argv[WORDS_MAX + 1] = {NULL};
	int argc = 0;
	Str rest = str_from_c(line);
	Str word = {0};
	while (str_next(&rest, ' ', &word)) {
		assert_true(argc < WORDS_MAX);
		argv[argc] = arena_allocate(&arena, word.length + 1);
		for (size_t i = 0; i < word.length; i++)
			argv[argc][i] = word.data[i];
		argc++;
	}
	return options_parse(usage, argc, argv, &arena, out);
}

static void assert_wrong(const CommandUsage *usage, const char *line, const char *sentence)
{
	CommandLine options;
	assert_int_equal(parse(usage, line, &options), OPTIONS_WRONG);
	assert_str(&arena, options.wrong, sentence);
}

static void test_values_come_parted_or_joined_in_any_order(void **state)
{
	(void)state;
	CommandLine options;
	assert_int_equal(parse(&USAGE, "example one --people 500 --borough=thurrock two --from 2026-11-22", &options),
		OPTIONS_READ);
	assert_int_equal(options_number(&options, "people", 7), 500);
	assert_str(&arena, options_text(&options, "borough", S("x")), "thurrock");
	Date day = DATE_NONE;
	assert_ok(date_parse(S("2026-11-22"), &day));
	assert_int_equal(options_date(&options, "from", DATE_NONE), day);
	assert_false(options_given(&options, "quiet"));
	assert_int_equal(options_number(&options, "seed", 42), 42);
	assert_int_equal(options.word_count, 2);
	assert_string_equal(options.words[0], "one");
	assert_string_equal(options.words[1], "two");
}

static void test_after_two_dashes_everything_is_a_word(void **state)
{
	(void)state;
	CommandLine options;
	assert_int_equal(parse(&USAGE, "example --borough b --quiet -- --people -h", &options), OPTIONS_READ);
	assert_true(options_given(&options, "quiet"));
	assert_int_equal(options.word_count, 2);
	assert_string_equal(options.words[0], "--people");
}

static void test_a_single_dash_is_a_word_for_standard_input(void **state)
{
	(void)state;
	CommandLine options;
	assert_int_equal(parse(&USAGE, "example --borough b -", &options), OPTIONS_READ);
	assert_string_equal(options.words[0], "-");
}

static void test_what_is_wrong_is_said_in_a_sentence(void **state)
{
	(void)state;
	assert_wrong(&USAGE, "example --borough b --peple 5", "there is no option --peple; did you mean --people?");
	assert_wrong(&USAGE, "example --borough b --zzzzzzzzz", "there is no option --zzzzzzzzz");
	assert_wrong(&USAGE, "example --borough b -p", "there is no option -p");
	assert_wrong(&USAGE, "example", "--borough NAME is missing");
	assert_wrong(&USAGE, "example --borough", "--borough wants a value: NAME");
	assert_wrong(&USAGE, "example --borough=", "--borough wants a value: NAME");
	assert_wrong(&USAGE, "example --borough a --borough b", "--borough is given twice");
	assert_wrong(&USAGE, "example --borough b --quiet=yes", "--quiet takes no value");
	assert_wrong(&USAGE, "example --borough b 1 2 3", "there is one word too many: \"3\"");
}

static void test_numbers_and_days_are_checked_before_the_command_starts(void **state)
{
	(void)state;
	assert_wrong(&USAGE, "example --borough b --people 0",
		"--people takes a whole number from 1 to 500000, not \"0\"");
	assert_wrong(&USAGE, "example --borough b --people 500001",
		"--people takes a whole number from 1 to 500000, not \"500001\"");
	assert_wrong(&USAGE, "example --borough b --people many",
		"--people takes a whole number from 1 to 500000, not \"many\"");
	assert_wrong(&USAGE, "example --borough b --seed -1", "--seed takes a whole number, not \"-1\"");
	assert_wrong(&USAGE, "example --borough b --from 22/11/2026",
		"--from takes a day such as 2026-11-22, not \"22/11/2026\"");
}

static void test_help_wins_over_what_is_missing(void **state)
{
	(void)state;
	CommandLine options;
	assert_int_equal(parse(&USAGE, "example --help", &options), OPTIONS_HELP);
	assert_int_equal(parse(&USAGE, "example -h", &options), OPTIONS_HELP);
}

static void test_help_shows_the_line_and_every_option(void **state)
{
	(void)state;
	Buffer text = buffer_make(&arena, 1 << 16);
	options_write_help(&USAGE, &text);
	assert_str(&arena, buffer_str(&text),
		"usage: kith example [--people N] [--from DATE] --borough NAME [--quiet] [--seed S] FILE…\n"
		"\n"
		"An example.\n"
		"\n"
		"  --people N                how many\n"
		"  --from DATE               the first day\n"
		"  --borough NAME            which council\n"
		"  --quiet                   say less\n"
		"  --seed S                  of the random numbers\n"
		"  --help                    this page\n");
}

static void test_a_record_is_a_folder_or_a_database_and_never_both(void **state)
{
	(void)state;
	const CommandUsage usage = {.command = "serve", .summary = "Serves.", .database = true};
	CommandLine options;
	assert_int_equal(parse(&usage, "serve --data folder", &options), OPTIONS_READ);
	assert_str(&arena, options.database, "folder");
	assert_int_equal(parse(&usage, "serve --database postgresql://host/kith", &options), OPTIONS_READ);
	assert_str(&arena, options.database, "postgresql://host/kith");
	assert_wrong(&usage, "serve", "give one of --data DIR and --database URL");
	assert_wrong(&usage, "serve --data a --database postgresql://b", "give one of --data DIR and --database URL");
	assert_wrong(&usage, "serve --database b", "--database takes an address that starts with postgresql://");
}

static void test_a_command_without_words_takes_none(void **state)
{
	(void)state;
	const CommandUsage none = {.command = "version", .summary = "Says."};
	const CommandUsage one = {.command = "backup", .summary = "Keeps.", .words = "FILE", .words_min = 1, .words_max = 1};
	assert_wrong(&none, "version x", "there is one word too many: \"x\"");
	assert_wrong(&one, "backup", "FILE is missing");
}

static Str only_one_of_people_and_seed(const CommandLine *line)
{
	return options_given(line, "people") && options_given(line, "seed") ? S("give --people or --seed, not both") : (Str){0};
}

static void test_options_that_do_not_go_together_are_a_misuse(void **state)
{
	(void)state;
	CommandUsage usage = USAGE;
	usage.misuse = only_one_of_people_and_seed;
	CommandLine options;
	assert_int_equal(parse(&usage, "example --borough X --people 5", &options), OPTIONS_READ);
	assert_wrong(&usage, "example --borough X --people 5 --seed 1", "give --people or --seed, not both");
	assert_int_equal(parse(&usage, "example --people 5 --seed 1 --help", &options), OPTIONS_HELP);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_values_come_parted_or_joined_in_any_order),
		cmocka_unit_test(test_after_two_dashes_everything_is_a_word),
		cmocka_unit_test(test_a_single_dash_is_a_word_for_standard_input),
		cmocka_unit_test(test_what_is_wrong_is_said_in_a_sentence),
		cmocka_unit_test(test_numbers_and_days_are_checked_before_the_command_starts),
		cmocka_unit_test(test_help_wins_over_what_is_missing),
		cmocka_unit_test(test_help_shows_the_line_and_every_option),
		cmocka_unit_test(test_a_record_is_a_folder_or_a_database_and_never_both),
		cmocka_unit_test(test_a_command_without_words_takes_none),
		cmocka_unit_test(test_options_that_do_not_go_together_are_a_misuse),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}

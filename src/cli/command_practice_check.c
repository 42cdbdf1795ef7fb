/* kith practice check DIR: runs the loader over a council's folder laid over common, and says what it holds. */
#include <stdio.h>

#include "cli/commands.h"
#include "cli/options.h"
#include "practice/practice.h"

static const CommandOption OPTIONS[] = {
	{.name = "common", .value = "DIR", .help = "the folder that it is laid over; DIR/../common when not given"},
};

static const CommandUsage USAGE = {
	.command = "practice check",
	.summary = "Reads a practice folder and says all that is wrong with it.",
	.words = "DIR",
	.words_min = 1,
	.words_max = 1,
	.options = OPTIONS,
	.option_count = sizeof OPTIONS / sizeof *OPTIONS,
	.details = "DIR may be common itself. Problems are written as file:line:column: and a sentence.",
};

static Str without_slash(Str folder)
{
	while (folder.length > 1 && folder.data[folder.length - 1] == '/')
		folder.length--;
	return folder;
}

static void write_summary(const Practice *practice)
{
	size_t questions = 0;
	size_t pathways = 0;
	size_t services = 0;
	(void)practice_questions(practice, &questions);
	(void)practice_pathways(practice, &pathways);
	(void)practice_service_kinds(practice, &services);
	(void)printf("%.*s: %zu questions, %zu pathways, %zu kinds of service, release %.*s\n",
		STR_ARG(practice_council(practice)->name), questions, pathways, services, STR_ARG(practice_hash(practice)));
}

int command_practice_check(int argc, char **argv)
{
	Arena arena;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	CommandLine options;
	int exit_status = EXIT_STATUS_GOOD;
	if (options_begin(&USAGE, argc, argv, &arena, &options, &exit_status)) {
		Problems problems = problems_make(&arena);
		Str folder = without_slash(str_from_c(options.words[0]));
		bool is_common = str_equal(folder, S("common")) || str_ends_with(folder, S("/common"));
		Str beside = is_common ? folder : str_format(&arena, "%.*s/../common", STR_ARG(folder));
		Str common = without_slash(options_text(&options, "common", beside));
		Practice *practice = NULL;
		Status status = practice_load(&practice, &arena, common, is_common ? (Str){0} : folder, &problems);
		if (status == STATUS_OK)
			write_summary(practice);
		exit_status = command_finish(status, &problems);
	}
	arena_clear(&arena);
	return exit_status;
}

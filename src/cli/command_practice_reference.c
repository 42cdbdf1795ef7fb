/* kith practice reference: the files of a practice folder and their keys, as Markdown. */
#include <stdio.h>

#include "cli/commands.h"
#include "cli/options.h"
#include "practice/practice.h"

static const CommandUsage USAGE = {
	.command = "practice reference",
	.summary = "Writes the reference of a practice folder's files, as docs/practice-format.md has it.",
};

int command_practice_reference(int argc, char **argv)
{
	Arena arena;
	arena_init(&arena, (size_t)16 * 1024 * 1024);
	CommandLine line;
	int exit_status = EXIT_STATUS_GOOD;
	if (options_begin(&USAGE, argc, argv, &arena, &line, &exit_status)) {
		Problems problems = problems_make(&arena);
		Buffer text = buffer_make(&arena, (size_t)1024 * 1024);
		practice_write_reference(&text);
		(void)fputs(str_c(&arena, buffer_str(&text)), stdout);
		exit_status = command_finish(STATUS_OK, &problems);
	}
	arena_clear(&arena);
	return exit_status;
}

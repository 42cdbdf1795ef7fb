/* kith version, kith --version: a line for scripts and for reports of faults. */
#include <stdio.h>

#include "cli/commands.h"
#include "cli/options.h"

static const CommandUsage USAGE = {
	.command = "version",
	.summary = "Prints the name and the number of this program.",
};

int command_version(int argc, char **argv)
{
	Arena arena;
	arena_init(&arena, 1024 * 1024);
	CommandLine options;
	int exit_status = EXIT_STATUS_GOOD;
	if (options_begin(&USAGE, argc, argv, &arena, &options, &exit_status))
		(void)printf("kith %s\n", KITH_VERSION);
	arena_clear(&arena);
	return exit_status;
}

/* kith visits …: planning visits to people at home. */
#include "cli/commands.h"

static const Command TABLE[] = {
	{.name = "evaluate", .summary = "judges a plan: hard rules and what it costs", .run = command_visits_evaluate},
	{.name = "replan", .summary = "mends a plan: a provider fails, carers are ill", .run = command_visits_replan},
	{.name = "solve", .summary = "makes a plan", .run = command_visits_solve},
};

int command_visits(int argc, char **argv)
{
	static const CommandTable COMMANDS_OF_VISITS = {.group = "visits", .commands = TABLE,
		.count = sizeof TABLE / sizeof *TABLE};
	return command_dispatch(&COMMANDS_OF_VISITS, argc, argv);
}

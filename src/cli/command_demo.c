/* kith demo …: the demonstration borough. */
#include "cli/commands.h"

static const Command TABLE[] = {
	{.name = "plan", .summary = "the acts of an invented borough as JSON Lines", .run = command_demo_plan},
};

static const CommandTable DEMO_COMMANDS = {.group = "demo", .commands = TABLE, .count = sizeof TABLE / sizeof *TABLE};

int command_demo(int argc, char **argv)
{
	return command_dispatch(&DEMO_COMMANDS, argc, argv);
}

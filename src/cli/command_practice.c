/* kith practice …: what is done with a practice folder. */
#include "cli/commands.h"

static const Command TABLE[] = {
	{.name = "check", .summary = "reads a folder and says all that is wrong with it", .run = command_practice_check},
	{.name = "difference", .summary = "says what a folder would change of what is in force",
	 .run = command_practice_difference},
	{.name = "publish", .summary = "checks a folder and puts it in force", .run = command_practice_publish},
	{.name = "reference", .summary = "writes the reference of the files", .run = command_practice_reference},
};

int command_practice(int argc, char **argv)
{
	static const CommandTable COMMANDS_HERE = {
		.group = "practice", .commands = TABLE, .count = sizeof TABLE / sizeof *TABLE};
	return command_dispatch(&COMMANDS_HERE, argc, argv);
}

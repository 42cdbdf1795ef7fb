/* kith retention …: what the retention schedule says of the record. */
#include "cli/commands.h"

static const Command TABLE[] = {
	{.name = "dry-run", .summary = "what would go, why, and what holds it", .run = command_retention_dry_run},
};

int command_retention(int argc, char **argv)
{
	static const CommandTable COMMANDS_HERE = {
		.group = "retention", .commands = TABLE, .count = sizeof TABLE / sizeof *TABLE};
	return command_dispatch(&COMMANDS_HERE, argc, argv);
}

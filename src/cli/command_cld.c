/* kith cld …: the Client Level Data return. */
#include "cli/commands.h"

static const Command TABLE[] = {
	{.name = "check", .summary = "holds returns against the rules", .run = command_cld_check},
	{.name = "export", .summary = "the return of a period, from the record", .run = command_cld_export},
	{.name = "generate", .summary = "an invented return, with faults as wanted", .run = command_cld_generate},
	{.name = "look", .summary = "one page about returns: what to mend, and the measures", .run = command_cld_look},
	{.name = "measures", .summary = "the national measures of returns", .run = command_cld_measures},
};

int command_cld(int argc, char **argv)
{
	static const CommandTable COMMANDS_OF_CLD = {.group = "cld", .commands = TABLE,
		.count = sizeof TABLE / sizeof *TABLE};
	return command_dispatch(&COMMANDS_OF_CLD, argc, argv);
}

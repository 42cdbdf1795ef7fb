/* kith ascof …: the national measures: published figures, comparisons, surveys, the record's own figures. */
#include "cli/commands.h"

static const Command TABLE[] = {
	{.name = "check", .summary = "works published figures out again from their numerators and denominators",
	 .run = command_ascof_check},
	{.name = "compare", .summary = "a council's own table: direction of travel, comparison with England",
	 .run = command_ascof_compare},
	{.name = "load", .summary = "brings published figures into the record", .run = command_ascof_load},
	{.name = "summary", .summary = "some councils, England and the quartiles of all, as the file that ships",
	 .run = command_ascof_summary},
	{.name = "survey", .summary = "a measure from answers to a survey, weighted, with its margin", .run = command_ascof_survey},
	{.name = "table", .summary = "the measures of a year from the record", .run = command_ascof_table},
};

int command_ascof(int argc, char **argv)
{
	static const CommandTable COMMANDS_OF_ASCOF = {.group = "ascof", .commands = TABLE,
		.count = sizeof TABLE / sizeof *TABLE};
	return command_dispatch(&COMMANDS_OF_ASCOF, argc, argv);
}

/* kith demo plan: the acts of a demonstration borough as JSON Lines, for reading and for other programs. */
#include <stdio.h>

#include "cli/commands.h"
#include "cli/open_store.h"
#include "cli/demo_files.h"

static const CommandUsage USAGE = {
	.command = "demo plan",
	.summary = "Prints the acts of an invented borough, one JSON object a line, in the order of their times.",
	.options = DEMO_OPTIONS,
	.option_count = DEMO_OPTION_COUNT,
	.details = "The same options and files give the same bytes. docs/demonstration.md lists the acts.",
};

static void print_act(void *context, Instant at, Str line)
{
	(void)context;
	(void)at;
	(void)fwrite(line.data, 1, line.length, stdout);
	(void)fputc('\n', stdout);
}

static Status plan_print(const CommandLine *line, Arena *arena, Problems *problems)
{
	DemoPlan plan = {0};
	Status status = demo_plan_load(line, arena, &plan, problems);
	if (status != STATUS_OK)
		return status;
	return demonstration_plan(plan.data, &plan.settings, arena, (DemonstrationReader){.act = print_act}, problems);
}

int command_demo_plan(int argc, char **argv)
{
	return command_run(&USAGE, argc, argv, plan_print);
}

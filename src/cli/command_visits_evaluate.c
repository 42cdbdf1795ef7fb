/* kith visits evaluate: judges a plan. */
#include <stdio.h>

#include "cli/commands.h"
#include "cli/open_store.h"
#include "cli/visits_files.h"

static const CommandUsage USAGE = {
	.command = "visits evaluate",
	.summary = "Judges a plan of visits: every hard rule, and what it costs, as JSON.",
	.words = "INSTANCE.json SOLUTION.json",
	.words_min = 2,
	.words_max = 2,
	.details = "Exit 1 when the plan breaks a hard rule; violations names each. Forms: docs/visits.md.",
};

static Status evaluate(const CommandLine *line, Arena *arena, Problems *problems)
{
	VisitsProblem problem;
	VisitsPlan plan;
	Status status = visits_files_problem(arena, line->words[0], problems, &problem);
	if (status == STATUS_OK)
		status = visits_files_plan(arena, &problem, line->words[1], problems, &plan);
	if (status != STATUS_OK)
		return status;
	VisitsVerdict verdict;
	visits_evaluate(arena, &problem, &plan, &verdict);
	Buffer text = visits_files_buffer(arena);
	visits_write_verdict(&problem, &verdict, &text);
	(void)fputs(str_c(arena, buffer_str(&text)), stdout);
	if (verdict.violation_total == 0)
		return STATUS_OK;
	return problems_add_format(problems, (Problem){.file = str_from_c(line->words[1])},
		"%zu hard rules are broken; the first: %.*s", verdict.violation_total, STR_ARG(verdict.violations[0]));
}

int command_visits_evaluate(int argc, char **argv)
{
	return command_run(&USAGE, argc, argv, evaluate);
}

/* kith visits solve: makes a plan. */
#include <stdio.h>

#include "cli/commands.h"
#include "cli/open_store.h"
#include "cli/visits_files.h"

static Status solve(const CommandLine *line, Arena *arena, Problems *problems)
{
	VisitsProblem problem;
	VisitsPlan plan = {0};
	Status status = visits_files_problem(arena, line->words[0], problems, &problem);
	if (status == STATUS_OK)
		status = visits_files_search(arena, line, &problem, NULL, 0, &plan);
	if (status != STATUS_OK)
		return status;
	VisitsVerdict verdict;
	visits_evaluate(arena, &problem, &plan, &verdict);
	Buffer text = visits_files_buffer(arena);
	visits_write_plan(&problem, &plan, &text);
	status = visits_files_write(arena, options_text(line, "out", (Str){0}), buffer_str(&text), problems);
	Buffer summary = visits_files_buffer(arena);
	visits_write_verdict(&problem, &verdict, &summary);
	(void)fputs(str_c(arena, buffer_str(&summary)), stdout);
	if (status != STATUS_OK || verdict.violation_total == 0)
		return status;
	return problems_add_format(problems, (Problem){.file = str_from_c(line->words[0])},
		"no plan was found that keeps every hard rule; the first that is broken: %.*s", STR_ARG(verdict.violations[0]));
}

static Str misuse(const CommandLine *line)
{
	return visits_files_limit_misuse(line, true);
}

int command_visits_solve(int argc, char **argv)
{
	static CommandOption options[VISITS_SEARCH_OPTIONS + 1];
	for (size_t i = 0; i < VISITS_SEARCH_OPTIONS; i++)
		options[i] = VISITS_SEARCH_OPTION_TABLE[i];
	options[VISITS_SEARCH_OPTIONS] = (CommandOption){.name = "out", .value = "SOLUTION.json", .required = true,
		.help = "where the plan is written"};
	static const CommandUsage USAGE = {
		.command = "visits solve",
		.summary = "Plans visits: who goes where and when. Prints the cost and its components as JSON.",
		.words = "INSTANCE.json",
		.words_min = 1,
		.words_max = 1,
		.options = options,
		.option_count = VISITS_SEARCH_OPTIONS + 1,
		.details = "Give --seconds or --iterations. Ctrl-C ends the search with the best plan so far. Exit 1 when no plan\n"
			"keeps every hard rule. Forms: docs/visits.md.",
		.misuse = misuse,
	};
	return command_run(&USAGE, argc, argv, solve);
}

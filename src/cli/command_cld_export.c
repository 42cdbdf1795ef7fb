/* kith cld export: the return of a period as CSV on standard output, what is wrong with it on standard error. */
#include <stdio.h>

#include "care/insight/insight.h"
#include "cli/commands.h"
#include "cli/open_store.h"
#include "cli/options.h"

static const CommandOption OPTIONS[] = {
	{.name = "from", .value = "DATE", .kind = OPTION_DATE, .required = true, .help = "first day of the period"},
	{.name = "to", .value = "DATE", .kind = OPTION_DATE, .required = true, .help = "last day of the period"},
};

static const CommandUsage USAGE = {
	.command = "cld export",
	.summary = "Writes the Client Level Data of a period.",
	.database = true,
	.options = OPTIONS,
	.option_count = sizeof OPTIONS / sizeof *OPTIONS,
	.details = "The columns of the return are fixed, so nothing in the file can say that a demonstration is invented:\n"
		"standard error says it, and so must the name you give the file.",
};

static Status print_line(Str line, void *context)
{
	return fwrite(line.data, 1, line.length, context) == line.length ? STATUS_OK : STATUS_FAILED;
}

static Status export_period(const CommandLine *line, OpenStore *open, Problems *problems)
{
	CldExported done = {0};
	if (open->practice == NULL)
		return problems_add(problems, (Problem){.message =
			S("No practice was ever published here, so nobody can say what counts: see kith practice publish.")});
	Status status = insight_export_cld(&open->care, options_date(line, "from", DATE_NONE),
		options_date(line, "to", DATE_NONE), print_line, stdout, &done);
	(void)fprintf(stderr, "kith: %zu rows about %zu people; %zu values of lists that are not published whole\n", done.rows,
		done.people, done.not_judged);
	if (done.formulas > 0)
		(void)fprintf(stderr, "kith: %zu values begin as a formula of a spreadsheet does: do not open the file in one\n", done.formulas);
	if (practice_council(open->practice)->demonstration)
		(void)fprintf(stderr, "kith: everybody in this file is invented: say so in its name\n");
	return status;
}

int command_cld_export(int argc, char **argv)
{
	return command_run_on_record(&USAGE, argc, argv, export_period);
}

/* kith ascof table: the measures of a year, or of the twelve months to a month's end, from the record. */
#include <stdio.h>

#include "care/insight/measures.h"
#include "cli/commands.h"
#include "cli/measure_files.h"
#include "cli/open_store.h"

enum { COLUMNS = 11 };

static const CommandOption OPTIONS[] = {
	{.name = "year", .value = "YEAR", .help = "a financial year: 2025/26"},
	{.name = "until", .value = "DATE", .kind = OPTION_DATE, .help = "instead: the twelve months that end on this day"},
	{.name = "keep", .help = "keeps the figures of a period that has ended; from then on they stay as they are"},
};

static const CommandUsage USAGE = {
	.command = "ascof table",
	.summary = "Prints every measure that is counted from the record: numerator, denominator, figure, as CSV.",
	.database = true,
	.options = OPTIONS,
	.option_count = sizeof OPTIONS / sizeof *OPTIONS,
	.details = "Figures that were kept for exactly this period are printed as they were kept. Run on the first of each\n"
		"month with --until the day before and --keep, it makes the monthly snapshots.",
};

static Status period_read(const CommandLine *line, Date *from, Date *to, Problems *problems)
{
	int year = 0;
	Date until = options_date(line, "until", DATE_NONE);
	Status status = measure_year_read(line, &year, problems);
	if (status != STATUS_OK)
		return status;
	if ((year == 0) == (until == DATE_NONE))
		return problems_add(problems, (Problem){.field = S("year"), .message = S("Say the period with --year or with --until.")});
	if (year != 0)
		return date_make(year, 4, 1, from) == STATUS_OK ? date_make(year + 1, 3, 31, to) : STATUS_INVALID;
	*to = until;
	*from = date_add_months(until + 1, -12);
	return STATUS_OK;
}

static void result_write(Buffer *out, OpenStore *open, const MeasureResult *result, Date from, Date to)
{
	Arena *arena = open->arena;
	const Measure *measure = result->measure;
	const Str fields[COLUMNS] = {measure->set, measure->code, measure->title, date_format(arena, from), date_format(arena, to),
		str_format(arena, "%lld", (long long)result->numerator), str_format(arena, "%lld", (long long)result->denominator),
		measure_value_format_plain(arena, result->value, measure->decimals),
		result->population_year == 0 ? (Str){0} : financial_year_format(arena, result->population_year),
		result->kept ? instant_format(arena, result->kept_at) : (Str){0},
		practice_council(open->practice)->demonstration ? S("invented") : S("counted")};
	measure_row_write(out, fields, COLUMNS);
}

static Status make_table(const CommandLine *line, OpenStore *open, Problems *problems)
{
	static const Str HEADER[COLUMNS] = {S_INIT("set"), S_INIT("code"), S_INIT("measure"), S_INIT("from"), S_INIT("to"),
		S_INIT("numerator"), S_INIT("denominator"), S_INIT("value"), S_INIT("population_of"), S_INIT("kept"), S_INIT("people")};
	MeasureResult *results = NULL;
	size_t count = 0;
	Date from = DATE_NONE;
	Date to = DATE_NONE;
	if (open->practice == NULL)
		return problems_add(problems, (Problem){.message =
			S("No practice was ever published here, so nobody can say what is measured: see kith practice publish.")});
	Status status = period_read(line, &from, &to, problems);
	if (status == STATUS_OK)
		status = insight_measures(&open->care, from, to, &results, &count);
	if (status == STATUS_OK && options_given(line, "keep"))
		status = insight_keep_measures(&open->care, from, to, results, count);
	if (status != STATUS_OK)
		return status;
	Buffer out = buffer_make(open->arena, (size_t)4 * 1024 * 1024);
	measure_row_write(&out, HEADER, COLUMNS);
	for (size_t i = 0; i < count; i++)
		result_write(&out, open, &results[i], from, to);
	return measure_text_print(&out);
}

int command_ascof_table(int argc, char **argv)
{
	return command_run_on_record(&USAGE, argc, argv, make_table);
}

/* kith demo plan: the acts of a demonstration borough as JSON Lines, for reading and for other programs. */
#include <stdio.h>

#include "cli/commands.h"
#include "cli/options.h"
#include "engine/demonstration/demonstration.h"

enum { FILE_BYTES_MAX = 4 * 1024 * 1024 };

static const CommandOption OPTIONS[] = {
	{.name = "borough", .value = "NAME", .kind = OPTION_TEXT, .required = true,
		.help = "folder under boroughs/: thurrock"},
	{.name = "people", .value = "N", .kind = OPTION_NUMBER, .number_min = 1, .number_max = DEMONSTRATION_PEOPLE_MAX,
		.help = "at most so many people on file; 3000 unless given"},
	{.name = "seed", .value = "S", .kind = OPTION_NUMBER, .help = "another seed, other people; 1 unless given"},
	{.name = "from", .value = "DATE", .kind = OPTION_DATE,
		.help = "first day; five years before the last unless given"},
	{.name = "until", .value = "DATE", .kind = OPTION_DATE, .help = "last day; 2026-11-20 unless given"},
	{.name = "files", .value = "DIR", .kind = OPTION_TEXT, .help = "where data/ and boroughs/ stand; . unless given"},
};

static const CommandUsage USAGE = {
	.command = "demo plan",
	.summary = "Prints the acts of an invented borough, one JSON object a line, in the order of their times.",
	.options = OPTIONS,
	.option_count = sizeof OPTIONS / sizeof *OPTIONS,
	.details = "The same options and files give the same bytes. docs/demonstration.md lists the acts.",
};

static Status file_read(Arena *arena, Str folder, Str path, Str *out, Problems *problems)
{
	const char *name = str_c(arena, str_format(arena, "%.*s/%.*s", STR_ARG(folder), STR_ARG(path)));
	Problem place = {.file = path};
	FILE *file = fopen(name, "rb");
	if (file == NULL)
		return problems_add_format(problems, place, "The file could not be opened under \"%.*s\".", STR_ARG(folder));
	char *bytes = arena_allocate(arena, FILE_BYTES_MAX);
	size_t length = fread(bytes, 1, FILE_BYTES_MAX, file);
	bool whole = ferror(file) == 0 && length < FILE_BYTES_MAX;
	(void)fclose(file);
	if (!whole)
		return problems_add_format(problems, place, "The file could not be read, or has more than %d bytes.",
			FILE_BYTES_MAX - 1);
	*out = (Str){.data = bytes, .length = length};
	return STATUS_OK;
}

static void print_act(void *context, Instant at, Str line)
{
	(void)context;
	(void)at;
	(void)fwrite(line.data, 1, line.length, stdout);
	(void)fputc('\n', stdout);
}

static Status plan_print(const CommandLine *options, Arena *arena, Problems *problems)
{
	Str folder = options_text(options, "files", S("."));
	Date until = DATE_NONE;
	Status status = date_make(2026, 11, 20, &until);
	if (status != STATUS_OK)
		return status;
	until = options_date(options, "until", until);
	DemonstrationSettings settings = {
		.borough = options_text(options, "borough", (Str){0}),
		.seed = (uint64_t)options_number(options, "seed", 1),
		.people = (uint32_t)options_number(options, "people", DEMONSTRATION_PEOPLE_USUAL),
		.from = options_date(options, "from", date_add_months(until, -12 * DEMONSTRATION_YEARS_USUAL)),
		.until = until,
	};
	size_t count = 0;
	DemonstrationFile *files = demonstration_files(arena, settings.borough, &count);
	for (size_t i = 0; i < count; i++)
		if (file_read(arena, folder, files[i].path, &files[i].text, problems) != STATUS_OK)
			status = STATUS_INVALID;
	Str calendar = {0};
	BankHolidays holidays = {0};
	Str calendar_path = S("data/bank-holidays.csv");
	if (file_read(arena, folder, calendar_path, &calendar, problems) != STATUS_OK || status != STATUS_OK)
		return STATUS_INVALID;
	if (bank_holidays_load(&holidays, arena, calendar_path, calendar, problems) != STATUS_OK)
		return STATUS_INVALID;
	settings.holidays = &holidays;
	DemonstrationData *data = NULL;
	status = demonstration_data_load(&data, arena, files, count, problems);
	if (status != STATUS_OK)
		return status;
	return demonstration_plan(data, &settings, arena, (DemonstrationReader){.act = print_act}, problems);
}

int command_demo_plan(int argc, char **argv)
{
	Arena arena;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	CommandLine options;
	int exit_status = EXIT_STATUS_GOOD;
	if (options_begin(&USAGE, argc, argv, &arena, &options, &exit_status)) {
		Problems problems = problems_make(&arena);
		exit_status = command_finish(plan_print(&options, &arena, &problems), &problems);
	}
	arena_clear(&arena);
	return exit_status;
}

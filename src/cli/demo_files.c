#include "cli/demo_files.h"

#include "cli/open_store.h"

enum { FILE_BYTES_MAX = 4 * 1024 * 1024 };

const CommandOption DEMO_OPTIONS[DEMO_OPTION_COUNT] = {
	{.name = "borough", .value = "NAME", .kind = OPTION_TEXT, .required = true, .help = "folder under boroughs/: thurrock"},
	{.name = "people", .value = "N", .kind = OPTION_NUMBER, .number_min = 1, .number_max = DEMONSTRATION_PEOPLE_MAX,
		.help = "at most so many people on file; 3000 unless given"},
	{.name = "seed", .value = "S", .kind = OPTION_NUMBER, .help = "another seed, other people; 1 unless given"},
	{.name = "from", .value = "DATE", .kind = OPTION_DATE, .help = "first day; five years before the last unless given"},
	{.name = "until", .value = "DATE", .kind = OPTION_DATE, .help = "last day; 2026-11-20 unless given"},
	{.name = "calibrated", .value = "NAME", .kind = OPTION_TEXT, .help = "the story of lives-NAME.csv with its own days, whole unless "
		"--people is given: what was published comes out of its record"},
	{.name = "files", .value = "DIR", .kind = OPTION_TEXT, .help = "where data/ and boroughs/ stand; . unless given"},
};

static Status read_under(Arena *arena, Str folder, Str path, Str *out, Problems *problems)
{
	return open_file_read(arena, str_format(arena, "%.*s/%.*s", STR_ARG(folder), STR_ARG(path)), FILE_BYTES_MAX, out, problems);
}

Status demo_plan_load(const CommandLine *line, Arena *arena, DemoPlan *plan, Problems *problems)
{
	Date until = DATE_NONE;
	Str calendar = {0};
	size_t count = 0;
	Str folder = options_text(line, "files", S("."));
	Str calendar_path = S("data/bank-holidays.csv");
	Status status = date_make(2026, 11, 20, &until);
	if (status != STATUS_OK)
		return status;
	until = options_date(line, "until", until);
	plan->settings = (DemonstrationSettings){
		.borough = options_text(line, "borough", (Str){0}),
		.seed = (uint64_t)options_number(line, "seed", 1),
		.people = (uint32_t)options_number(line, "people", DEMONSTRATION_PEOPLE_USUAL),
		.from = options_date(line, "from", date_add_months(until, -12 * DEMONSTRATION_YEARS_USUAL)),
		.until = until,
		.holidays = &plan->holidays,
	};
	Str calibrated = options_text(line, "calibrated", (Str){0});
	DemonstrationFile *files = demonstration_files(arena, plan->settings.borough, calibrated, &count);
	for (size_t i = 0; i < count; i++)
		if (read_under(arena, folder, files[i].path, &files[i].text, problems) != STATUS_OK)
			status = STATUS_INVALID;
	if (read_under(arena, folder, calendar_path, &calendar, problems) != STATUS_OK || status != STATUS_OK)
		return STATUS_INVALID;
	status = bank_holidays_load(&plan->holidays, arena, calendar_path, calendar, problems);
	if (status == STATUS_OK)
		status = demonstration_data_load(&plan->data, arena, files, count, problems);
	if (status == STATUS_OK && demonstration_calibrated_days(plan->data, &plan->settings.from, &plan->settings.until))
		plan->settings.people = (uint32_t)options_number(line, "people", DEMONSTRATION_PEOPLE_MAX);
	return status;
}

/* bench_spine: makes a record of many people and times the statements that everything else stands on.
 *
 *   bench_spine make --data DIR --people N --subjects FILE      SQLite; the record is made through the rooms
 *   bench_spine copy --data DIR --to postgresql://…             the same record on PostgreSQL
 *   bench_spine measure --data DIR | --database URL --subjects FILE
 *
 * Never a test: bench/spine.sh runs it, bench/README.md says what the figures mean.
 */
#include <stdio.h>

#include "bench/copy.h"
#include "bench/measure.h"
#include "bench/people.h"
#include "care/release/release.h"
#include "cli/commands.h"
#include "cli/open_store.h"
#include "schema.h"

enum { NAMES_BYTES_MAX = 4 * 1024 * 1024, SUBJECTS_BYTES_MAX = 16 * 1024 * 1024 };

static const CommandOption OPTIONS[] = {
	{.name = "people", .value = "N", .kind = OPTION_NUMBER, .number_min = 50, .number_max = 5000000,
		.help = "how many people; 500000 unless given"},
	{.name = "subjects", .value = "FILE", .kind = OPTION_TEXT, .help = "whom to measure; written by make"},
	{.name = "to", .value = "URL", .kind = OPTION_TEXT, .help = "copy: an empty database"},
	{.name = "only", .value = "TEXT", .kind = OPTION_TEXT, .help = "the figures whose name holds it; merge, streams"},
	{.name = "seconds", .value = "N", .kind = OPTION_NUMBER, .number_min = 1, .number_max = 3600,
		.help = "most time for one figure; 10 unless given"},
};

static const CommandUsage USAGE = {
	.command = "bench_spine",
	.summary = "Makes a record of many people and times the statements that everything stands on.",
	.words = "make|copy|measure",
	.words_min = 1,
	.words_max = 1,
	.database = true,
	.options = OPTIONS,
	.option_count = sizeof OPTIONS / sizeof *OPTIONS,
};

static Status open_until(Date *until)
{
	return date_make(2026, 11, 20, until);
}

static Status make(const CommandLine *line, Arena *arena, Problems *problems)
{
	Practice *practice = NULL;
	OpenStore open = {0};
	Clock clock = clock_hold(0);
	PeopleSettings settings = {.people = options_number(line, "people", 500000), .seed = 1};
	Status status = open_until(&settings.until);
	if (status == STATUS_OK)
		status = practice_load(&practice, arena, S("boroughs/common"), S("boroughs/thurrock"), problems);
	if (status == STATUS_OK)
		status = open_file_read(arena, S("data/demonstration/names.csv"), NAMES_BYTES_MAX, &settings.names, problems);
	if (status != STATUS_OK)
		return status;
	settings.subjects = fopen(str_c(arena, options_text(line, "subjects", S("subjects.csv"))), "w");
	if (settings.subjects == NULL)
		return problems_add(problems, (Problem){.message = S("The file of subjects could not be written.")});
	clock.held = instant_from_london(date_add_months(settings.until, -61), 8, 0);
	status = open_store(&open, line, &(OpenStoreOptions){.create = true, .bulk = true, .clock = &clock, .seed = 2}, arena,
		problems);
	if (status == STATUS_OK) {
		int64_t began = clock_elapsed_microseconds();
		open.care.practice = practice;
		open.care.reader = store_reader(open.store, 0);
		status = release_publish(&open.care, practice, clock.held);
		if (status == STATUS_OK)
			status = access_seed_roles(&open.care);
		if (status == STATUS_OK)
			status = people_make(&open.care, &clock, &settings);
		if (status == STATUS_OK)
			status = store_flush(open.store);
		Figures figures = figures_make(arena, "sqlite", settings.people);
		figures_print_number(&figures, "people made through the rooms",
			(double)settings.people * 1e6 / (double)(clock_elapsed_microseconds() - began), "people a second");
		for (size_t i = 0; i < open.care.problems.count; i++)
			(void)problems_add(problems, open.care.problems.items[i]);
	}
	open_store_close(&open);
	if (fclose(settings.subjects) != 0 && status == STATUS_OK)
		status = STATUS_FULL;
	return status;
}

/* Opening the empty place makes its tables; then the rows come past the rooms, as they are. */
static Status copy(const CommandLine *line, Arena *arena, Problems *problems)
{
	OpenStore from = {0};
	OpenStore to = {0};
	int64_t rows = 0;
	CommandLine target = *line;
	target.database = options_text(line, "to", (Str){0});
	Status status = open_store(&to, &target, &(OpenStoreOptions){.create = true}, arena, problems);
	open_store_close(&to);
	if (status == STATUS_OK)
		status = open_store(&from, line, &(OpenStoreOptions){0}, arena, problems);
	int64_t began = clock_elapsed_microseconds();
	if (status == STATUS_OK)
		status = copy_record(from.store, &KITH_SCHEMA, target.database, &rows);
	Figures figures = figures_make(arena, "postgresql", 0);
	if (status == STATUS_OK)
		figures_print_number(&figures, "rows copied from SQLite and analysed",
			(double)rows * 1e6 / (double)(clock_elapsed_microseconds() - began), "rows a second");
	open_store_close(&from);
	return status;
}

static Status measure(const CommandLine *line, Arena *arena, Problems *problems)
{
	OpenStore open = {0};
	Str subjects = {0};
	MeasureSettings settings = {.microseconds_most = options_number(line, "seconds", 10) * 1000000,
		.only = options_text(line, "only", (Str){0})};
	Status status = open_until(&settings.until);
	Clock clock = clock_hold(instant_from_london(settings.until + 2, 9, 0));
	if (status == STATUS_OK)
		status = open_file_read(arena, options_text(line, "subjects", S("subjects.csv")), SUBJECTS_BYTES_MAX, &subjects,
			problems);
	if (status == STATUS_OK)
		status = subjects_read(&settings.subjects, arena, subjects, problems);
	if (status == STATUS_OK)
		status = open_store(&open, line, &(OpenStoreOptions){.clock = &clock}, arena, problems);
	if (status == STATUS_OK) {
		Figures figures = figures_make(arena, store_engine(open.store) == STORE_SQLITE ? "sqlite" : "postgresql",
			options_number(line, "people", 500000));
		settings.figures = &figures;
		status = measure_all(&open.care, &settings);
		for (size_t i = 0; i < open.care.problems.count; i++)
			(void)problems_add(problems, open.care.problems.items[i]);
	}
	open_store_close(&open);
	return status;
}

int main(int argc, char **argv)
{
	Arena arena;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	CommandLine line;
	int exit_status = EXIT_STATUS_GOOD;
	if (options_begin(&USAGE, argc, argv, &arena, &line, &exit_status)) {
		Problems problems = problems_make(&arena);
		Str word = str_from_c(line.words[0]);
		Status status = str_equal(word, S("make")) ? make(&line, &arena, &problems)
			: str_equal(word, S("copy")) ? copy(&line, &arena, &problems)
			: str_equal(word, S("measure")) ? measure(&line, &arena, &problems) : STATUS_NOT_FOUND;
		exit_status = command_finish(status, &problems);
	}
	arena_clear(&arena);
	return exit_status;
}

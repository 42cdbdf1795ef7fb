#include "cli/open_store.h"

#include <stdio.h>

#include "care/release/release.h"
#include "cli/commands.h"
#include "schema.h"
#include "statements.h"

Status open_store(OpenStore *out, const CommandLine *line, const OpenStoreOptions *options, Arena *arena,
	Problems *problems)
{
	*out = (OpenStore){.arena = arena, .clock = options->clock == NULL ? clock_system() : options->clock};
	if (options->seed == 0)
		id_source_init(&out->ids, out->clock);
	else
		id_source_init_seeded(&out->ids, out->clock, options->seed);
	Status status = store_open(&out->store, &(StoreOptions){
		.database = line->database, .create = options->create, .bulk = options->bulk,
		.readers = options->readers == 0 ? 1 : options->readers, .statements = &KITH_STATEMENTS,
		.schema = &KITH_SCHEMA, .clock = out->clock, .ids = &out->ids}, problems);
	if (status != STATUS_OK)
		return status;
	StoreConnection *reader = store_maintenance(out->store);
	status = release_load(reader, arena, out->clock, problems, &out->practice);
	out->care = care_system(out->store, reader, arena, out->clock, &out->ids, out->practice);
	return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

void open_store_close(OpenStore *open)
{
	if (open->store != NULL)
		store_close(open->store);
	id_source_clear(&open->ids);
	*open = (OpenStore){0};
}

Status open_file_read(Arena *arena, Str path, size_t bytes_max, Str *out, Problems *problems)
{
	Problem place = {.file = path};
	FILE *file = fopen(str_c(arena, path), "rb");
	if (file == NULL)
		return problems_add_format(problems, place, "This file could not be opened.");
	char *bytes = arena_allocate(arena, bytes_max + 1);
	size_t length = fread(bytes, 1, bytes_max + 1, file);
	bool whole = ferror(file) == 0 && length <= bytes_max;
	(void)fclose(file);
	if (!whole)
		return problems_add_format(problems, place, "This file could not be read, or has more than %zu bytes.", bytes_max);
	*out = (Str){.data = bytes, .length = length};
	return STATUS_OK;
}

int command_run(const CommandUsage *usage, int argc, char **argv, CommandWork work)
{
	Arena arena;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	CommandLine line;
	int exit_status = EXIT_STATUS_GOOD;
	if (options_begin(usage, argc, argv, &arena, &line, &exit_status)) {
		Problems problems = problems_make(&arena);
		exit_status = command_finish(work(&line, &arena, &problems), &problems);
	}
	arena_clear(&arena);
	return exit_status;
}

int command_run_on_record(const CommandUsage *usage, int argc, char **argv, RecordWork work)
{
	Arena arena;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	CommandLine line;
	int exit_status = EXIT_STATUS_GOOD;
	if (options_begin(usage, argc, argv, &arena, &line, &exit_status)) {
		OpenStore open = {0};
		Problems problems = problems_make(&arena);
		Status status = open_store(&open, &line, &(OpenStoreOptions){0}, &arena, &problems);
		if (status == STATUS_OK)
			status = work(&line, &open, &problems);
		for (size_t i = 0; i < open.care.problems.count; i++)
			(void)problems_add(&problems, open.care.problems.items[i]);
		open_store_close(&open);
		exit_status = command_finish(status, &problems);
	}
	arena_clear(&arena);
	return exit_status;
}

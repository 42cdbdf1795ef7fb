/* Any bytes as a file of the client level return: read to the end, every finding counted, none made up. */
#include <assert.h>
#include <stdio.h>

#include "cli/cld_files.h"
#include "engine/returns/cld_inspect.h"
#include "fuzz/fuzz_target.h"

static const CldLists *lists(void)
{
	static Arena kept;
	static CldTables tables;
	if (tables.lists != NULL)
		return tables.lists;
	arena_init(&kept, ARENA_COMMAND_BYTES_MAX);
	Problems problems = problems_make(&kept);
	Status status = cld_tables_load(&tables, &kept, &problems);
	assert(status == STATUS_OK);
	return tables.lists;
}

static Status count_lines(void *context, Str text)
{
	uint64_t *lines = context;
	for (size_t i = 0; i < text.length; i++)
		*lines += text.data[i] == '\n' ? 1 : 0;
	return STATUS_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Arena arena;
	CldReport *report = NULL;
	uint32_t failed = 0;
	uint64_t lines = 0;
	/* fmemopen gives no stream of nothing. */
	FILE *file = size == 0 ? NULL : fmemopen((void *)(uintptr_t)data, size, "rb");
	if (file == NULL)
		return 0;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	report = ARENA_NEW(&arena, CldReport);
	CldFile one = {.name = S("fuzz"), .file = file};
	CldInspection inspection = {.lists = lists(), .files = &one, .file_count = 1, .threads = 1, .form = CLD_FINDINGS_JSON,
		.write = count_lines, .context = &lines};
	Status status = cld_inspect(&inspection, &arena, report, &failed);
	uint64_t findings = 0;
	for (size_t i = 0; i < CLD_RULE_COUNT; i++)
		findings += report->of_rule[i].findings;
	assert(status == STATUS_OK && findings == lines && report->rows <= size + 1);
	(void)fclose(file);
	arena_clear(&arena);
	return 0;
}

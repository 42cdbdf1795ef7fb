/* Any bytes as a file of the client level return: read to the end, every finding counted, none made up; then looked at, with
 * every measure over it. */
#include <assert.h>
#include <stdio.h>

#include "care/returns/look.h"
#include "cli/cld_files.h"
#include "engine/returns/cld_inspect.h"
#include "fuzz/fuzz_target.h"

static const CldTables *tables_kept(void)
{
	static Arena kept;
	static CldTables tables;
	if (tables.lists != NULL)
		return &tables;
	arena_init(&kept, ARENA_COMMAND_BYTES_MAX);
	Problems problems = problems_make(&kept);
	Status status = cld_tables_load(&tables, &kept, &problems);
	assert(status == STATUS_OK);
	return &tables;
}

static Status count_lines(void *context, Str text)
{
	uint64_t *lines = context;
	for (size_t i = 0; i < text.length; i++)
		*lines += text.data[i] == '\n' ? 1 : 0;
	return STATUS_OK;
}

/* No figure counts more than there are rows, but for sums of money. */
static void look_at(Arena *arena, CldFile *file)
{
	Look *look = ARENA_NEW(arena, Look);
	Problems problems = problems_make(arena);
	const CldTables *tables = tables_kept();
	rewind(file->file);
	LookInput input = {.lists = tables->lists, .national = &tables->national, .files = file, .file_count = 1, .threads = 1,
		.from = DATE_NONE, .to = DATE_NONE};
	if (look_make(look, arena, &input, &problems) != STATUS_OK) {
		assert(problems_any(&problems));
		return;
	}
	for (int measure = 0; measure < CLD_MEASURE_COSTS; measure++) {
		const CldCell *cell = look_cell(look, look_together(look), (CldMeasure)measure, 0);
		assert(cell->numerator <= look->report.rows && cell->denominator <= look->report.rows);
	}
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
	CldInspection inspection = {.lists = tables_kept()->lists, .files = &one, .file_count = 1, .threads = 1, .form = CLD_FINDINGS_JSON,
		.write = count_lines, .context = &lines};
	Status status = cld_inspect(&inspection, &arena, report, &failed);
	uint64_t findings = 0;
	for (size_t i = 0; i < CLD_RULE_COUNT; i++)
		findings += report->of_rule[i].findings;
	assert(status == STATUS_OK && findings == lines && report->rows <= size + 1);
	if (data[size - 1] == '\n') /* whole lines: a look takes its time */
		look_at(&arena, &one);
	(void)fclose(file);
	arena_clear(&arena);
	return 0;
}

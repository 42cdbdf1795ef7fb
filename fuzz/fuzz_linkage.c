/* A linkage's settings, and after a line of --- a file of people for them: every row is taken or refused. */
#include <assert.h>

#include "base/csv.h"
#include "engine/linkage/link_settings.h"
#include "fuzz/fuzz_target.h"

enum { COLUMNS_MAX = 16, ROWS_MAX = 200 };

static void add_rows(Arena *arena, const LinkSettings *settings, Str text, Problems *problems)
{
	CsvReader reader;
	CsvRow row = {0};
	LinkTable *table = link_table_open(settings->columns, settings->column_count, 1);
	csv_open_text(&reader, arena, S("people"), text, (CsvLimits){.columns_most = COLUMNS_MAX, .field_bytes_most = 256}, problems);
	Status status = csv_read_header(&reader);
	for (uint32_t line = 2; status != STATUS_NOT_FOUND && line < ROWS_MAX; line++) {
		Str fields[LINK_COLUMNS_MAX] = {0};
		status = csv_next_row(&reader, &row);
		if (status != STATUS_OK)
			continue;
		for (size_t i = 0; i < settings->column_count; i++)
			fields[i] = i + 1 < row.count ? row.fields[i + 1] : (Str){0};
		Status added = link_table_add(table, 0, line, row.fields[0], fields);
		assert(added == STATUS_OK || added == STATUS_FULL || added == STATUS_INVALID);
	}
	link_table_close(table);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Arena arena;
	LinkSettings settings = {0};
	size_t at = 0;
	Str text = {.data = (const char *)data, .length = size};
	Str people = {0};
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	Problems problems = problems_make(&arena);
	if (str_find(text, S("\n---\n"), &at)) {
		people = str_slice(text, at + 5, text.length);
		text = str_slice(text, 0, at + 1);
	}
	Status status = link_settings_read(&arena, S("fuzz"), text, &settings, &problems);
	assert((status == STATUS_OK) == !problems_any(&problems));
	assert(status != STATUS_OK || (settings.column_count > 0 && settings.column_count <= LINK_COLUMNS_MAX));
	if (status == STATUS_OK)
		add_rows(&arena, &settings, people, &problems);
	arena_clear(&arena);
	return 0;
}

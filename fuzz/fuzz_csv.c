/* Any bytes as a CSV file: every row is read or refused, and reading ends. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "base/csv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Arena arena;
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	Problems problems = problems_make(&arena);
	CsvReader reader;
	CsvRow row = {0};
	Str text = {.data = (const char *)data, .length = size};
	csv_open_text(&reader, &arena, S("fuzz"), text, (CsvLimits){.columns_most = 16, .field_bytes_most = 256},
		&problems);
	Status status = csv_read_header(&reader);
	for (size_t rows = 0; status != STATUS_NOT_FOUND; rows++) {
		assert(rows <= size + 1);
		status = csv_next_row(&reader, &row);
		assert(status != STATUS_OK || (row.count > 0 && row.count <= 16));
	}
	arena_clear(&arena);
	return 0;
}

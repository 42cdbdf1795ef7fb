#include "engine/returns/cld_rows.h"

typedef struct Rereading {
	const CldPlace *places;
	size_t count;
	CldColumns columns;
	CldUseRow *use;
	void *context;
} Rereading;

/* The first place that is not before the row. */
static size_t find_place(const Rereading *rereading, uint32_t file, uint64_t row)
{
	size_t from = 0;
	size_t to = rereading->count;
	while (from < to) {
		size_t middle = from + (to - from) / 2;
		const CldPlace *place = &rereading->places[middle];
		if (place->file < file || (place->file == file && place->row < row))
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

static Status begin(void *context, uint32_t file, const CldRecord *header)
{
	Rereading *rereading = context;
	size_t first = find_place(rereading, file, 0);
	if (header == NULL || first == rereading->count || rereading->places[first].file != file)
		return STATUS_INVALID;
	cld_columns_read(&rereading->columns, header, NULL, NULL);
	return STATUS_OK;
}

/* Everything is done when the block is taken, in its order. */
static void work(void *context, CldBlock *block)
{
	(void)context;
	(void)block;
}

static Status take(void *context, CldBlock *block)
{
	Rereading *rereading = context;
	size_t place = find_place(rereading, block->file, block->first_row);
	uint64_t row_number = block->first_row;
	char *at = block->bytes;
	CldRecord record;
	if (block->kind != CLD_BLOCK_RECORDS)
		return STATUS_OK;
	for (; place < rereading->count && rereading->places[place].file == block->file
	     && rereading->places[place].row < block->first_row + block->records
	     && cld_record_next(&at, block->bytes + block->length, &record); row_number++) {
		CldRow row;
		if (rereading->places[place].row != row_number)
			continue;
		cld_columns_row(&rereading->columns, &record, &row);
		rereading->use(rereading->context, place++, &row);
	}
	return STATUS_OK;
}

Status cld_rows_read(const CldFile *files, size_t file_count, const CldPlace *places, size_t count, CldUseRow *use,
	void *context)
{
	uint32_t failed = 0;
	Rereading rereading = {.places = places, .count = count, .use = use, .context = context};
	CldPass pass = {.files = files, .file_count = file_count, .threads = 1, .context = &rereading, .begin = begin, .work = work,
		.take = take};
	return count == 0 ? STATUS_OK : cld_pass_run(&pass, &failed);
}

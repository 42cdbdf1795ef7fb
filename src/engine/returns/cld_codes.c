/* The code lists of the return and the map from our codes, read from their files. */
#include "base/csv.h"
#include "engine/returns/cld_row.h"

enum { CODES_MAX = 2000, COLUMNS_MAX = 8, FIELD_BYTES_MAX = 1000 };

typedef void KeepRecord(void *target, size_t at, const Str *fields);

/* Reads the columns that header names, in its order; calls keep for each row and counts what it kept. */
static Status load_file(Arena *arena, Str file, Str csv, const Str *header, size_t columns, KeepRecord *keep,
	void *target, size_t *count, Problems *problems)
{
	size_t before = problems->total;
	size_t places[COLUMNS_MAX];
	CsvLimits limits = {.columns_most = COLUMNS_MAX, .field_bytes_most = FIELD_BYTES_MAX};
	CsvReader reader;
	*count = 0;
	csv_open_text(&reader, arena, file, csv, limits, problems);
	Status status = csv_read_header(&reader);
	for (size_t i = 0; i < columns && status == STATUS_OK; i++) {
		status = csv_require_column(&reader, header[i], &places[i]);
	}
	if (status != STATUS_OK) {
		return status;
	}
	while (status == STATUS_OK || status == STATUS_INVALID) {
		CsvRow row;
		status = csv_next_row(&reader, &row);
		if (status == STATUS_OK && *count == CODES_MAX) {
			return problems_add_format(problems, (Problem){.file = file, .line = row.line},
				"The file has more than %d rows.", CODES_MAX);
		}
		if (status == STATUS_OK && problems->total == before) {
			Str fields[COLUMNS_MAX];
			for (size_t i = 0; i < columns; i++) {
				fields[i] = str_copy(arena, csv_field(&row, places[i]));
			}
			keep(target, (*count)++, fields);
		}
	}
	return problems->total == before ? STATUS_OK : STATUS_INVALID;
}

static void keep_code(void *target, size_t at, const Str *fields)
{
	CldCode *codes = target;
	codes[at] = (CldCode){.list = fields[0], .value = fields[1], .release = fields[2]};
}

Status cld_codes_load(CldCodes *out, Arena *arena, Str file, Str csv, Problems *problems)
{
	static const Str header[] = {S_INIT("list"), S_INIT("code"), S_INIT("release"), S_INIT("source")};
	CldCode *codes = ARENA_ARRAY(arena, CldCode, CODES_MAX);
	out->items = codes;
	return load_file(arena, file, csv, header, 4, keep_code, codes, &out->count, problems);
}

static void keep_map_entry(void *target, size_t at, const Str *fields)
{
	CldMapEntry *entries = target;
	entries[at] = (CldMapEntry){.question = fields[0], .code = fields[1], .list = fields[2], .value = fields[3],
		.release = fields[4]};
}

Status cld_map_load(CldMap *out, Arena *arena, Str file, Str csv, Problems *problems)
{
	static const Str header[] = {S_INIT("question"), S_INIT("code"), S_INIT("list"), S_INIT("string"),
		S_INIT("release")};
	CldMapEntry *entries = ARENA_ARRAY(arena, CldMapEntry, CODES_MAX);
	out->items = entries;
	return load_file(arena, file, csv, header, 5, keep_map_entry, entries, &out->count, problems);
}

bool cld_map_find(const CldMap *map, Str question, Str code, Str *out)
{
	bool found = false;
	for (size_t i = 0; i < map->count; i++) {
		const CldMapEntry *entry = &map->items[i];
		if (str_equal(entry->question, question) && str_equal(entry->code, code)) {
			bool newer = str_equal(entry->release, S("R2"));
			if (!found || newer) {
				*out = entry->value;
			}
			found = true;
			if (newer) {
				break;
			}
		}
	}
	return found;
}

/* The code lists of the return and the map from our codes, read from their files. */
#include "engine/returns/cld_row.h"
#include "engine/returns/csv_record.h"

enum { CODES_MAX = 2000, COLUMNS_MAX = 8 };

/* Reads a file of a fixed header; calls keep for each record and counts what it kept. */
typedef void KeepRecord(void *target, size_t at, const Str *fields);

static Status load_file(Arena *arena, Str file, Str csv, const Str *header, size_t columns, KeepRecord *keep,
	void *target, size_t *count, Problems *problems)
{
	size_t before = problems->total;
	uint32_t line = 0;
	uint32_t lines = 1;
	Str rest = csv;
	*count = 0;
	for (;;) {
		Str fields[COLUMNS_MAX];
		size_t found = 0;
		Problem place = {.file = file, .line = line + 1};
		Status status = csv_record_next(arena, &rest, fields, COLUMNS_MAX, &found, &lines);
		if (status == STATUS_NOT_FOUND) {
			break;
		}
		if (status != STATUS_OK || found != columns) {
			status = problems_add_format(problems, place, "This line has %zu columns; %zu were expected.", found,
				columns);
		}
		for (size_t i = 0; line == 0 && i < columns && status == STATUS_OK; i++) {
			if (!str_equal(fields[i], header[i])) {
				status = problems_add_format(problems, place, "Column %zu must be called %.*s.", i + 1,
					STR_ARG(header[i]));
			}
		}
		if (*count == CODES_MAX) {
			return problems_add_format(problems, place, "The file has more than %d lines.", CODES_MAX);
		}
		if (line > 0 && status == STATUS_OK) {
			keep(target, (*count)++, fields);
		}
		line += lines;
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

/* "Planned..." in the file stands for every value that begins so. */
static bool value_fits(Str known, Str value)
{
	if (str_ends_with(known, S("..."))) {
		return str_starts_with(value, str_slice(known, 0, known.length - 3));
	}
	return str_equal(known, value);
}

CldJudgement cld_code_judge(const CldCodes *codes, Str list, Str value, Str release)
{
	bool wholly_known = false;
	bool in_part = false;
	for (size_t i = 0; i < codes->count; i++) {
		const CldCode *code = &codes->items[i];
		if (!str_equal(code->list, list) || !str_contains(code->release, release)) {
			continue;
		}
		if (value_fits(code->value, value)) {
			return CLD_GOOD;
		}
		wholly_known = true;
		in_part = in_part || str_contains(code->release, S("("));
	}
	return wholly_known && !in_part ? CLD_WRONG : CLD_NOT_JUDGED;
}

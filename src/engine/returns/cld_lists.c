/* Code lists as tables: one look a value. */
#include "engine/returns/cld_lists.h"

#include <assert.h>
#include <string.h>

#include "base/csv.h"
#include "base/nearest.h"

enum { PAIRS_MAX = 500, PAIR_COLUMNS = 4, FIELD_BYTES_MAX = 400, VALUE_LENGTH_MAX = 200 };

Status cld_release_map_load(CldReleaseMap *out, Arena *arena, Str file, Str csv, Problems *problems)
{
	static const Str HEADER[PAIR_COLUMNS] = {S_INIT("list"), S_INIT("release_1"), S_INIT("release_2"), S_INIT("source")};
	CldReleasePair *pairs = ARENA_ARRAY(arena, CldReleasePair, PAIRS_MAX);
	size_t places[PAIR_COLUMNS];
	size_t count = 0;
	CsvReader reader;
	CsvRow row;
	csv_open_text(&reader, arena, file, csv, (CsvLimits){.columns_most = PAIR_COLUMNS, .field_bytes_most = FIELD_BYTES_MAX},
		problems);
	Status status = csv_read_header(&reader);
	for (size_t i = 0; i < PAIR_COLUMNS && status == STATUS_OK; i++)
		status = csv_require_column(&reader, HEADER[i], &places[i]);
	while (status == STATUS_OK && (status = csv_next_row(&reader, &row)) == STATUS_OK) {
		if (count == PAIRS_MAX)
			return problems_add_format(problems, (Problem){.file = file, .line = row.line},
				"The file has more than %d rows.", PAIRS_MAX);
		pairs[count++] = (CldReleasePair){.list = str_copy(arena, csv_field(&row, places[0])),
			.release_1 = str_copy(arena, csv_field(&row, places[1])),
			.release_2 = str_copy(arena, csv_field(&row, places[2]))};
	}
	*out = (CldReleaseMap){.items = pairs, .count = count};
	return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

Str cld_release_1_of(const CldReleaseMap *map, Str list, Str release_2)
{
	for (size_t i = 0; i < map->count; i++)
		if (str_equal(map->items[i].list, list) && str_equal(map->items[i].release_2, release_2))
			return map->items[i].release_1;
	return (Str){0};
}

static const CldReleasePair *find_successor(const CldReleaseMap *map, Str list, Str release_1)
{
	for (size_t i = 0; i < map->count; i++)
		if (str_equal(map->items[i].list, list) && str_equal(map->items[i].release_1, release_1))
			return &map->items[i];
	return NULL;
}

/* First and last eight bytes and the length tell the values of one list apart; equality is checked all the same. */
static size_t slot_of(Str value)
{
	uint64_t first = 0;
	uint64_t last = 0;
	if (value.length >= sizeof first) {
		memcpy(&first, value.data, sizeof first);
		memcpy(&last, value.data + value.length - sizeof last, sizeof last);
	} else if (value.length > 0) {
		memcpy(&first, value.data, value.length);
	}
	uint64_t mixed = (first ^ (last * 0x9E3779B97F4A7C15ULL) ^ value.length) * 0xC2B2AE3D27D4EB4FULL;
	return (size_t)(mixed >> 56U) % CLD_LIST_SLOTS;
}

const CldListValue *cld_list_find(const CldList *list, Str value)
{
	for (size_t slot = slot_of(value); list->slots[slot] != 0; slot = (slot + 1) % CLD_LIST_SLOTS) {
		const CldListValue *known = &list->values[list->slots[slot] - 1];
		if (str_equal(known->text, value))
			return known;
	}
	for (size_t i = list->count; i > 0 && list->values[i - 1].prefix; i--) /* they stand at the end */
		if (str_starts_with(value, list->values[i - 1].text))
			return &list->values[i - 1];
	return NULL;
}

const CldListValue *cld_list_find_loosely(const CldList *list, Str value)
{
	const CldListValue *found = cld_list_find(list, value);
	Str bare = str_trim(value);
	for (size_t i = 0; i < list->count && found == NULL; i++) {
		Str known = list->values[i].text;
		Str begin = list->values[i].prefix && bare.length > known.length ? str_slice(bare, 0, known.length) : bare;
		if (str_equal_ignoring_case(known, begin))
			found = &list->values[i];
	}
	return found;
}

/* Lower case, one space for many, none at the ends; at most VALUE_LENGTH_MAX bytes. */
static Str squeeze(Str value, char *out)
{
	Str bare = str_trim(value);
	size_t length = 0;
	for (size_t i = 0; i < bare.length && length < VALUE_LENGTH_MAX; i++) {
		char letter = bare.data[i];
		if (letter == ' ' && length > 0 && out[length - 1] == ' ')
			continue;
		out[length++] = letter >= 'A' && letter <= 'Z' ? (char)(letter - 'A' + 'a') : letter;
	}
	return (Str){.data = out, .length = length};
}

const CldListValue *cld_list_find_squeezed(const CldList *list, Str value)
{
	char bytes[VALUE_LENGTH_MAX];
	if (value.length > VALUE_LENGTH_MAX)
		return NULL;
	Str squeezed = squeeze(value, bytes);
	for (size_t slot = slot_of(squeezed); list->squeezed_slots[slot] != 0; slot = (slot + 1) % CLD_LIST_SLOTS) {
		const CldListValue *known = &list->values[list->squeezed_slots[slot] - 1];
		if (str_equal(known->squeezed, squeezed))
			return known;
	}
	return NULL;
}

const CldListValue *cld_list_nearest(const CldList *list, Str value)
{
	char bytes[VALUE_LENGTH_MAX];
	Str names[CLD_LIST_VALUES_MAX];
	for (size_t i = 0; i < list->count; i++)
		names[i] = list->values[i].squeezed;
	Str near = nearest_name(squeeze(value, bytes), names, list->count);
	for (size_t i = 0; i < list->count; i++)
		if (near.length > 0 && names[i].data == near.data)
			return &list->values[i];
	return NULL;
}

static void add_value(CldList *list, CldListValue value)
{
	for (size_t i = 0; i < list->count; i++)
		if (str_equal(list->values[i].text, value.text) && list->values[i].prefix == value.prefix)
			return;
	assert(list->count < CLD_LIST_VALUES_MAX);
	list->values[list->count++] = value;
}

static bool is_release_2(Str release)
{
	return str_contains(release, S("R2"));
}

/* The values of release 2 in their order; what release says of the list as a whole. */
static void add_release_2(CldList *list, const CldCodes *codes, bool prefixes)
{
	uint8_t code = 0;
	for (size_t i = 0; i < codes->count; i++) {
		const CldCode *entry = &codes->items[i];
		if (!str_equal(entry->list, list->name) || !is_release_2(entry->release))
			continue;
		bool prefix = str_ends_with(entry->value, S("..."));
		Str text = prefix ? str_slice(entry->value, 0, entry->value.length - 3) : entry->value;
		if (prefix == prefixes)
			add_value(list, (CldListValue){.text = text, .prefix = prefix, .release_2 = true, .code = code});
		bool part = str_contains(entry->release, S("("));
		list->known = part || list->known == CLD_LIST_IN_PART ? CLD_LIST_IN_PART : CLD_LIST_WHOLE;
		code++;
	}
}

static void add_release_1(CldList *list, const CldCodes *codes, const CldReleaseMap *map)
{
	uint8_t next = (uint8_t)list->count;
	for (size_t i = 0; i < codes->count; i++) {
		const CldCode *entry = &codes->items[i];
		if (!str_equal(entry->list, list->name) || !str_starts_with(entry->release, S("R1")))
			continue;
		const CldReleasePair *pair = find_successor(map, list->name, entry->value);
		const CldListValue *successor = pair == NULL ? NULL : cld_list_find(list, pair->release_2);
		CldListValue value = {.text = entry->value, .release_1 = list->known == CLD_LIST_WHOLE || pair != NULL,
			.code = CLD_CODE_RELEASE_1_ONLY};
		if (successor != NULL) {
			value.successor = successor->text;
			value.code = successor->code;
		} else if (list->known != CLD_LIST_WHOLE) {
			value.code = next++;
			list->known = CLD_LIST_IN_PART;
		}
		add_value(list, value);
	}
}

static void fill_slot(uint8_t *slots, Str text, size_t place)
{
	size_t slot = slot_of(text);
	while (slots[slot] != 0)
		slot = (slot + 1) % CLD_LIST_SLOTS;
	slots[slot] = (uint8_t)(place + 1);
}

/* In the order of the values: of two that are the same when squeezed, the one of release 2 is found. */
static void fill_slots(Arena *arena, CldList *list)
{
	char bytes[VALUE_LENGTH_MAX];
	memset(list->slots, 0, sizeof list->slots);
	memset(list->squeezed_slots, 0, sizeof list->squeezed_slots);
	for (size_t i = 0; i < list->count; i++) {
		CldListValue *value = &list->values[i];
		if (value->squeezed.length == 0)
			value->squeezed = str_copy(arena, squeeze(value->text, bytes));
		if (value->prefix)
			continue;
		fill_slot(list->slots, value->text, i);
		fill_slot(list->squeezed_slots, value->squeezed, i);
	}
}

const CldLists *cld_lists_make(Arena *arena, const CldCodes *codes, const CldReleaseMap *map)
{
	CldLists *lists = ARENA_NEW(arena, CldLists);
	for (size_t i = 0; i < CLD_FIELD_COUNT; i++) {
		CldList *list = &lists->of[i];
		list->name = cld_field_rule((CldField)i)->list;
		if (str_is_empty(list->name))
			continue;
		add_release_2(list, codes, false);
		fill_slots(arena, list);
		add_release_1(list, codes, map);
		add_release_2(list, codes, true);
		fill_slots(arena, list);
		if (list->known == CLD_LIST_IN_PART)
			lists->in_part[lists->in_part_count++] = (CldField)i;
	}
	return lists;
}

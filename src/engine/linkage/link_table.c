/* The records as rows of word numbers, in an order of their own that does not depend on the files'. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "engine/linkage/link_internal.h"

enum { ID_CHUNK_BYTES = 256 * 1024 };
#define SECOND_FILE 0x80000000U

LinkTable *link_table_open(const LinkColumn *columns, size_t column_count, size_t sources)
{
	assert(column_count >= 1 && column_count <= LINK_COLUMNS_MAX && (sources == 1 || sources == 2));
	Arena arena;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	LinkTable *table = ARENA_NEW(&arena, LinkTable);
	*table = (LinkTable){.column_count = column_count, .sources = sources,
		.rows = link_list_make(sizeof(uint32_t)), .ids = link_list_make(sizeof(Str)), .lines = link_list_make(sizeof(uint32_t))};
	arena_init(&table->id_bytes, ARENA_COMMAND_BYTES_MAX);
	arena_init(&table->scratch, ARENA_REQUEST_BYTES_MAX);
	int numbers[LINK_COLUMNS_MAX] = {0};
	for (size_t i = 0; i < column_count; i++) {
		LinkColumnFacts *column = &table->columns[i];
		column->column = (LinkColumn){.name = str_copy(&arena, columns[i].name), .kind = columns[i].kind};
		column->kind = link_kind_facts(columns[i].kind);
		size_t place = 0;
		while (place < table->dictionary_count && (column->kind->dictionary == 0 || numbers[place] != column->kind->dictionary))
			place++;
		if (place == table->dictionary_count) {
			numbers[table->dictionary_count++] = column->kind->dictionary;
			words_init(&table->dictionaries[place]);
		}
		column->words = &table->dictionaries[place];
	}
	table->arena = arena;
	return table;
}

void link_table_close(LinkTable *table)
{
	link_blocks_clear(table);
	for (size_t i = 0; i < table->dictionary_count; i++) {
		if (table->dictionaries[i].token_words != NULL)
			words_clear(table->dictionaries[i].token_words);
		words_clear(&table->dictionaries[i]);
	}
	link_list_clear(&table->rows);
	link_list_clear(&table->ids);
	link_list_clear(&table->lines);
	arena_clear(&table->id_bytes);
	arena_clear(&table->scratch);
	Arena arena = table->arena; /* the table lies in it */
	arena_clear(&arena);
}

static Str keep_id(LinkTable *table, Str id)
{
	if (id.length == 0)
		return S("");
	if (id.length > table->id_chunk_left) {
		table->id_chunk_left = id.length > ID_CHUNK_BYTES ? id.length : ID_CHUNK_BYTES;
		table->id_chunk = arena_allocate(&table->id_bytes, table->id_chunk_left);
	}
	Str kept = {.data = table->id_chunk, .length = id.length};
	memcpy(table->id_chunk, id.data, id.length);
	table->id_chunk += id.length;
	table->id_chunk_left -= id.length;
	return kept;
}

Status link_table_add(LinkTable *table, size_t source, uint32_t line, Str id, const Str *fields)
{
	assert(source < table->sources);
	if (table->ids.count >= LINK_RECORDS_MAX)
		return STATUS_FULL;
	uint32_t row[LINK_COLUMNS_MAX];
	for (size_t i = 0; i < table->column_count; i++) {
		arena_reset(&table->scratch);
		row[i] = words_add(table->columns[i].words, link_normalise(&table->scratch, table->columns[i].column.kind, fields[i]));
	}
	(void)link_list_add_many(&table->rows, row, table->column_count);
	*(Str *)link_list_add(&table->ids) = keep_id(table, id);
	*(uint32_t *)link_list_add(&table->lines) = line | (source == 1 ? SECOND_FILE : 0);
	return STATUS_OK;
}

/* ---- Order. ---- */

typedef struct Place {
	uint64_t key; /* the source that stands first, then the id's hash */
	uint32_t record;
	uint32_t line;
	Str id;
} Place;

static int compare_places(const void *left, const void *right)
{
	const Place *a = left;
	const Place *b = right;
	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	int order = str_compare(a->id, b->id);
	if (order != 0)
		return order;
	return a->line < b->line ? -1 : a->line > b->line;
}

static uint32_t source_of_line(uint32_t line)
{
	return (line & SECOND_FILE) != 0;
}

/* Which file stands first depends on what it holds, not on which was named first. */
static bool second_stands_first(const LinkTable *table)
{
	uint64_t sums[2] = {0};
	const Str *ids = table->ids.items;
	const uint32_t *lines = table->lines.items;
	for (size_t i = 0; i < table->ids.count && table->sources == 2; i++)
		sums[source_of_line(lines[i])] += link_hash(ids[i]) | 1U;
	return sums[1] < sums[0];
}

static Place *sort_places(const LinkTable *table, Arena *arena)
{
	const Str *ids = table->ids.items;
	const uint32_t *lines = table->lines.items;
	Place *places = ARENA_ARRAY(arena, Place, table->ids.count + 1);
	for (uint32_t i = 0; i < table->ids.count; i++) {
		bool later = (source_of_line(lines[i]) == 1) != table->second_first;
		places[i] = (Place){.key = (table->sources == 2 && later ? 1ULL << 63U : 0) | link_hash(ids[i]) >> 1U, .record = i,
			.line = lines[i], .id = ids[i]};
	}
	qsort(places, table->ids.count, sizeof *places, compare_places);
	return places;
}

static int compare_doubles(const void *left, const void *right)
{
	const LinkDouble *a = left;
	const LinkDouble *b = right;
	if (a->source != b->source)
		return a->source < b->source ? -1 : 1;
	return a->line < b->line ? -1 : a->line > b->line;
}

typedef struct Doubles {
	LinkDouble *items;
	size_t most;
	size_t count;
} Doubles;

static void put_in_order(LinkTable *table, const Place *places, Doubles *doubles)
{
	LinkList rows = link_list_make(sizeof(uint32_t));
	LinkList ids = link_list_make(sizeof(Str));
	LinkList lines = link_list_make(sizeof(uint32_t));
	size_t all = table->ids.count;
	for (size_t i = 0; i < all; i++) {
		const Place *place = &places[i];
		if (i > 0 && place->key == places[i - 1].key && str_equal(place->id, places[i - 1].id)) {
			if (doubles->count < doubles->most)
				doubles->items[doubles->count] = (LinkDouble){.source = source_of_line(place->line),
					.line = place->line & ~SECOND_FILE, .id = place->id};
			doubles->count++;
			continue;
		}
		(void)link_list_add_many(&rows, table_row(table, place->record), table->column_count);
		*(Str *)link_list_add(&ids) = place->id;
		*(uint32_t *)link_list_add(&lines) = place->line;
		table->first_count += table->sources == 1 || place->key >> 63U == 0 ? 1 : 0;
	}
	link_list_clear(&table->rows);
	link_list_clear(&table->ids);
	link_list_clear(&table->lines);
	table->rows = rows;
	table->ids = ids;
	table->lines = lines;
}

size_t link_table_finish(LinkTable *table, size_t threads, Arena *arena, LinkDouble **doubles, size_t most)
{
	Arena sorting;
	arena_init(&sorting, ARENA_COMMAND_BYTES_MAX);
	Doubles found = {.items = ARENA_ARRAY(arena, LinkDouble, most), .most = most};
	table->second_first = second_stands_first(table);
	put_in_order(table, sort_places(table, &sorting), &found);
	arena_clear(&sorting);
	table->count = (uint32_t)table->ids.count;
	double first = table->first_count;
	double others = (double)table->count - first;
	table->pairs = table->sources == 2 ? first * others : first * (first - 1) / 2;
	link_counts_make(table);
	link_features_make(table, threads);
	qsort(found.items, found.count < most ? found.count : most, sizeof *found.items, compare_doubles);
	*doubles = found.items;
	return found.count;
}

size_t link_table_count(const LinkTable *table)
{
	return table->count;
}

Str link_table_id(const LinkTable *table, uint32_t record)
{
	assert(record < table->count);
	return ((const Str *)table->ids.items)[record];
}

bool link_table_find(const LinkTable *table, size_t source, Str id, uint32_t *out)
{
	const Str *ids = table->ids.items;
	bool first = table->sources == 1 || (source == 1) == table->second_first;
	uint32_t low = first ? 0 : table->first_count;
	uint32_t end = first ? table->first_count : table->count;
	uint32_t high = end;
	uint64_t key = link_hash(id) >> 1U;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (link_hash(ids[middle]) >> 1U < key)
			low = middle + 1;
		else
			high = middle;
	}
	while (low < end && link_hash(ids[low]) >> 1U == key && !str_equal(ids[low], id))
		low++;
	*out = low;
	return low < end && str_equal(ids[low], id);
}

/* ---- How rare values are. ---- */

static void count_column(LinkTable *table, size_t place)
{
	LinkColumnFacts *column = &table->columns[place];
	size_t words = words_count(column->words);
	for (size_t source = 0; source < 2; source++)
		column->counts[source] = ARENA_ARRAY(&table->arena, uint32_t, words + WORDS_SPARE);
	for (uint32_t record = 0; record < table->count; record++)
		column->counts[record < table->first_count ? 0 : 1][table_row(table, record)[place]]++;
	for (size_t source = 0; source < 2; source++) {
		size_t all = source == 0 ? table->first_count : table->count - table->first_count;
		column->present[source] = (double)(all - column->counts[source][WORD_MISSING]);
		column->counts[source][WORD_MISSING] = 0;
	}
	double first = column->present[0];
	column->pairs = table->sources == 2 ? first * column->present[1] : first * (first - 1) / 2;
	for (uint32_t word = 1; word < words; word++) {
		double left = column->counts[0][word];
		double right = column->counts[1][word];
		size_t band = link_band(column_count_of(column, word));
		column->band_pairs[band] += table->sources == 2 ? left * right : left * (left - 1) / 2;
		column->band_records[band] += left + right > 1 ? left + right : 0;
	}
}

void link_counts_make(LinkTable *table)
{
	for (size_t i = 0; i < table->column_count; i++)
		count_column(table, i);
}

double link_table_present(const LinkTable *table, size_t column)
{
	assert(column < table->column_count);
	return table->columns[column].present[0] + table->columns[column].present[1];
}

void link_table_stand_for(LinkTable *table, size_t column, double present)
{
	assert(column < table->column_count);
	table->columns[column].present[0] = present;
	table->columns[column].present[1] = 0;
}

void link_table_count_as(LinkTable *table, size_t column, uint32_t record, uint32_t holders)
{
	assert(column < table->column_count && record < table->count);
	uint32_t word = table_row(table, record)[column];
	if (word == WORD_MISSING)
		return;
	table->columns[column].counts[0][word] = holders;
	table->columns[column].counts[1][word] = 0;
}

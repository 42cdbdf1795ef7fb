/* Blocks: for each rule the records that share a key, and for each record the blocks it stands in. */
#include "engine/linkage/link_blocks.h"

#include <string.h>

enum { BLOCK_RECORDS_MAX = 300, RADIX_BITS = 11, RADIX_SIZE = 1 << RADIX_BITS, RADIX_PASSES = 3, COST_ROUNDS = 3 };

typedef struct Entry {
	uint32_t key;
	uint32_t record;
} Entry;

size_t link_rule_keys(const LinkBlocks *blocks, const LinkRule *rule, const uint32_t *row, uint32_t *keys)
{
	const LinkAtom *first = &blocks->atoms[rule->first];
	const uint32_t *a = first->keys + (size_t)row[first->column] * first->width;
	size_t count = 0;
	if (rule->second == ATOM_NONE) {
		for (size_t i = 0; i < first->width; i++)
			if (a[i] != 0)
				keys[count++] = a[i];
		return count;
	}
	const LinkAtom *second = &blocks->atoms[rule->second];
	const uint32_t *b = second->keys + (size_t)row[second->column] * second->width;
	for (size_t i = 0; i < first->width; i++)
		for (size_t j = 0; j < second->width && a[i] != 0; j++)
			if (b[j] != 0)
				keys[count++] = link_mix(a[i], b[j]);
	return count;
}

/* By key, records of one key staying in order. */
static Entry *sort_entries(Entry *entries, Entry *spare, size_t count)
{
	for (unsigned int pass = 0; pass < RADIX_PASSES; pass++) {
		size_t places[RADIX_SIZE] = {0};
		unsigned int shift = pass * RADIX_BITS;
		for (size_t i = 0; i < count; i++)
			places[entries[i].key >> shift & (RADIX_SIZE - 1)]++;
		size_t sum = 0;
		for (size_t i = 0; i < RADIX_SIZE; i++) {
			size_t here = places[i];
			places[i] = sum;
			sum += here;
		}
		for (size_t i = 0; i < count; i++)
			spare[places[entries[i].key >> shift & (RADIX_SIZE - 1)]++] = entries[i];
		Entry *sorted = spare;
		spare = entries;
		entries = sorted;
	}
	return entries;
}

static double pairs_in(const LinkTable *table, const Entry *run, size_t length)
{
	if (table->sources == 1)
		return (double)length * (double)(length - 1) / 2;
	size_t first = 0;
	while (first < length && run[first].record < table->first_count)
		first++;
	return (double)first * (double)(length - first);
}

static size_t run_length(const Entry *entries, size_t start, size_t count)
{
	size_t end = start + 1;
	while (end < count && entries[end].key == entries[start].key)
		end++;
	return end - start;
}

static bool is_kept(const LinkTable *table, const LinkBlocks *blocks, const Entry *run, size_t length)
{
	return length <= blocks->block_most && (blocks->keeps_single || pairs_in(table, run, length) > 0);
}

static void keep_runs(const LinkTable *table, const LinkBlocks *blocks, const Entry *entries, size_t count, RuleBlocks *out,
	double *cost)
{
	size_t runs = 0;
	size_t members = 0;
	for (size_t i = 0; i < count;) {
		size_t length = run_length(entries, i, count);
		if (is_kept(table, blocks, entries + i, length)) {
			runs++;
			members += length;
		}
		i += length;
	}
	out->keys = ARENA_ARRAY(&out->arena, uint32_t, runs + 1);
	out->starts = ARENA_ARRAY(&out->arena, uint32_t, runs + 1);
	out->members = ARENA_ARRAY(&out->arena, uint32_t, members + 1);
	*cost = 0;
	for (size_t i = 0; i < count;) {
		size_t length = run_length(entries, i, count);
		if (is_kept(table, blocks, entries + i, length)) {
			*cost += pairs_in(table, entries + i, length);
			out->keys[out->count] = entries[i].key;
			out->starts[out->count++] = (uint32_t)out->member_count;
			for (size_t j = 0; j < length; j++)
				if (j == 0 || entries[i + j].record != entries[i + j - 1].record)
					out->members[out->member_count++] = entries[i + j].record;
		}
		i += length;
	}
	out->starts[out->count] = (uint32_t)out->member_count;
}

static void build_rule(const LinkTable *table, const LinkBlocks *blocks, LinkRule *rule, RuleBlocks *out)
{
	uint32_t keys[ATOM_KEYS_MAX * ATOM_KEYS_MAX];
	size_t width = blocks->atoms[rule->first].width * (rule->second == ATOM_NONE ? 1 : blocks->atoms[rule->second].width);
	Arena scratch;
	arena_init(&scratch, ARENA_COMMAND_BYTES_MAX);
	arena_init(&out->arena, ARENA_COMMAND_BYTES_MAX);
	Entry *entries = ARENA_ARRAY(&scratch, Entry, (size_t)table->count * width + 1);
	Entry *spare = ARENA_ARRAY(&scratch, Entry, (size_t)table->count * width + 1);
	size_t count = 0;
	for (uint32_t record = 0; record < table->count; record++) {
		size_t found = link_rule_keys(blocks, rule, table_row(table, record), keys);
		for (size_t i = 0; i < found; i++)
			entries[count++] = (Entry){.key = keys[i], .record = record};
	}
	keep_runs(table, blocks, sort_entries(entries, spare, count), count, out, &rule->cost);
	arena_clear(&scratch);
}

typedef struct Building {
	const LinkTable *table;
	LinkBlocks *blocks;
	LinkRule rules[RULES_MAX * COST_ROUNDS];
	RuleBlocks of[RULES_MAX * COST_ROUNDS];
	size_t built;
	size_t count;
} Building;

static void build_next(void *context, size_t chunk, size_t thread)
{
	(void)thread;
	Building *building = context;
	size_t place = building->built + chunk;
	build_rule(building->table, building->blocks, &building->rules[place], &building->of[place]);
}

static size_t find_rule(const Building *building, const LinkRule *rule)
{
	size_t place = 0;
	while (place < building->count &&
	       (building->rules[place].first != rule->first || building->rules[place].second != rule->second))
		place++;
	return place;
}

/* Chooses by expected costs, counts what those rules truly cost, and chooses again. */
static void choose_and_build(LinkTable *table, const LinkOptions *options, LinkMatched matched, double pairs_most, LinkModel *model)
{
	Arena arena;
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	LinkBlocks *blocks = table->blocks;
	Building *building = ARENA_NEW(&arena, Building);
	*building = (Building){.table = table, .blocks = blocks};
	RuleChoice choice;
	for (int round = 0; round < COST_ROUNDS; round++) {
		link_rules_choose(table, blocks, building->rules, building->count, matched, pairs_most, options->seed, &choice);
		for (size_t i = 0; i < choice.count; i++)
			if (find_rule(building, &choice.rules[i]) == building->count)
				building->rules[building->count++] = choice.rules[i];
		if (building->count == building->built)
			break;
		link_parallel(options->threads, building->count - building->built, build_next, building);
		building->built = building->count;
	}
	double left = pairs_most * 2; /* the last round's own surprises */
	for (size_t i = 0; i < choice.count; i++) {
		size_t place = find_rule(building, &choice.rules[i]);
		if (building->rules[place].cost > left)
			continue;
		left -= building->rules[place].cost;
		blocks->rules[blocks->rule_count] = building->rules[place];
		blocks->of[blocks->rule_count++] = building->of[place];
		building->of[place] = (RuleBlocks){.count = 0};
	}
	for (size_t i = 0; i < building->count; i++)
		if (building->of[i].arena.limit_bytes > 0)
			arena_clear(&building->of[i].arena);
	model->coverage = choice.coverage;
	model->coverage_low = choice.low;
	model->coverage_high = choice.high;
	arena_clear(&arena);
}

/* For each record the blocks in which a record before it may stand. */
static void make_places(LinkTable *table)
{
	LinkBlocks *blocks = table->blocks;
	arena_init(&blocks->places_arena, ARENA_COMMAND_BYTES_MAX);
	blocks->place_start = ARENA_ARRAY(&blocks->places_arena, uint64_t, (size_t)table->count + 2);
	uint64_t *next = blocks->place_start + 1;
	for (int pass = 0; pass < 2; pass++) {
		for (size_t rule = 0; rule < blocks->rule_count; rule++) {
			const RuleBlocks *of = &blocks->of[rule];
			for (size_t block = 0; block < of->count; block++) {
				for (uint32_t i = of->starts[block] + 1; i < of->starts[block + 1]; i++) {
					uint32_t record = of->members[i];
					if (table->sources == 2 && record < table->first_count)
						continue;
					if (pass == 0)
						next[record + 1]++;
					else
						blocks->places[next[record]++] = (uint64_t)rule << 32U | of->starts[block];
				}
			}
		}
		if (pass == 1)
			break;
		for (size_t i = 1; i <= table->count; i++)
			next[i] += next[i - 1];
		blocks->places = ARENA_ARRAY(&blocks->places_arena, uint64_t, next[table->count] + 1);
	}
}

void link_blocks_choose(LinkTable *table, const LinkOptions *options, LinkMatched matched, double pairs_each, LinkModel *model)
{
	bool fresh = table->blocks == NULL;
	if (fresh) {
		Arena arena;
		arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
		table->blocks = ARENA_NEW(&arena, LinkBlocks);
		table->blocks->arena = arena;
		table->blocks->block_most = BLOCK_RECORDS_MAX;
		table->blocks->keeps_single = options->for_finding;
		link_atoms_make(table, table->blocks);
	} else {
		arena_clear(&table->blocks->places_arena);
		for (size_t i = 0; i < table->blocks->rule_count; i++)
			arena_clear(&table->blocks->of[i].arena);
		table->blocks->rule_count = 0;
	}
	choose_and_build(table, options, matched, pairs_each * (double)table->count, model);
	make_places(table);
}

void link_blocks_clear(LinkTable *table)
{
	LinkBlocks *blocks = table->blocks;
	if (blocks == NULL)
		return;
	arena_clear(&blocks->places_arena);
	for (size_t i = 0; i < blocks->rule_count; i++)
		arena_clear(&blocks->of[i].arena);
	Arena arena = blocks->arena;
	table->blocks = NULL;
	arena_clear(&arena);
}

double link_blocks_cost(const LinkTable *table)
{
	double cost = 0;
	for (size_t i = 0; i < table->blocks->rule_count; i++)
		cost += table->blocks->rules[i].cost;
	return cost;
}

LinkCandidates link_candidates_make(const LinkTable *table, Arena *arena)
{
	return (LinkCandidates){.stamps = ARENA_ARRAY(arena, uint32_t, (size_t)table->count + 1),
		.items = ARENA_ARRAY(arena, uint32_t, (size_t)table->count + 1)};
}

static void take_members(const RuleBlocks *of, uint32_t start, uint32_t limit, uint32_t stamp, LinkCandidates *out)
{
	for (const uint32_t *member = of->members + start; *member < limit; member++) {
		if (out->stamps[*member] != stamp) {
			out->stamps[*member] = stamp;
			out->items[out->count++] = *member;
		}
	}
}

void link_candidates_list(const LinkTable *table, uint32_t record, LinkCandidates *out)
{
	const LinkBlocks *blocks = table->blocks;
	out->count = 0;
	if (table->sources == 2 && record < table->first_count)
		return;
	uint32_t limit = table->sources == 2 ? table->first_count : record;
	for (uint64_t place = blocks->place_start[record]; place < blocks->place_start[record + 1]; place++)
		take_members(&blocks->of[blocks->places[place] >> 32U], (uint32_t)blocks->places[place], limit, record + 1, out);
}

static size_t find_key(const RuleBlocks *of, uint32_t key)
{
	size_t low = 0;
	size_t high = of->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (of->keys[middle] < key)
			low = middle + 1;
		else
			high = middle;
	}
	return low < of->count && of->keys[low] == key ? low : of->count;
}

void link_candidates_of_row(const LinkTable *table, const uint32_t *row, LinkCandidates *out)
{
	const LinkBlocks *blocks = table->blocks;
	uint32_t keys[ATOM_KEYS_MAX * ATOM_KEYS_MAX];
	out->count = 0;
	for (size_t rule = 0; rule < blocks->rule_count; rule++) {
		const RuleBlocks *of = &blocks->of[rule];
		size_t count = link_rule_keys(blocks, &blocks->rules[rule], row, keys);
		for (size_t i = 0; i < count; i++) {
			size_t block = find_key(of, keys[i]);
			for (uint32_t place = block < of->count ? of->starts[block] : 0; block < of->count && place < of->starts[block + 1];
			     place++) {
				uint32_t member = of->members[place];
				if (out->stamps[member] == 0) {
					out->stamps[member] = 1;
					out->items[out->count++] = member;
				}
			}
		}
	}
	for (size_t i = 0; i < out->count; i++)
		out->stamps[out->items[i]] = 0;
}

/* Groups of records that are one person, joined from the strongest pair on while the evidence between the two groups,
 * summed over all their pairs, speaks for it: greedy additive contraction, as in correlation clustering. Two groups that
 * hold different NHS numbers are never joined, whatever else speaks for it. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/finding/nhs_number.h"
#include "engine/linkage/link_internal.h"

/* A single pair's say is bounded, so that no one pair outvotes a whole group. */
#define SAY_MOST 12.0

typedef struct Graph {
	const LinkTable *table;
	LinkWeights weights;
	bool one_to_one;
	uint32_t *roots;   /* union-find over records */
	uint32_t *result;
	double threshold;
} Graph;

static void join_roots(uint32_t *roots, uint32_t left, uint32_t right)
{
	uint32_t a = link_root(roots, left);
	uint32_t b = link_root(roots, right);
	roots[a > b ? a : b] = a > b ? b : a;
}

/* One knot of records that pairs hold together. Its records are numbered 0 to count - 1. */
typedef struct Knot {
	const Graph *graph;
	const uint32_t *records;
	size_t count;
	float *between; /* count by count: what speaks for joining the groups of two records; only of living groups */
	uint32_t *group;
	uint32_t *nhs_numbers; /* of a group: the column's word; WORD_MISSING when none of its records has a valid one */
	uint32_t *sources; /* records of each source in a group, 16 bits each; saturating is not needed: knots are small */
	bool *living;
} Knot;

static double clamp_say(double weight, double threshold)
{
	double say = weight - threshold;
	if (say > SAY_MOST)
		return SAY_MOST;
	return say < -SAY_MOST ? -SAY_MOST : say;
}

static bool may_join(const Knot *knot, size_t a, size_t b)
{
	if (knot->nhs_numbers[a] != WORD_MISSING && knot->nhs_numbers[b] != WORD_MISSING &&
		knot->nhs_numbers[a] != knot->nhs_numbers[b])
		return false;
	if (!knot->graph->one_to_one)
		return true;
	uint32_t both = knot->sources[a] + knot->sources[b];
	return (both & 0xFFFFU) <= 1 && both >> 16U <= 1;
}

static bool find_strongest(const Knot *knot, size_t *left, size_t *right)
{
	float best = 0;
	for (size_t a = 0; a < knot->count; a++) {
		for (size_t b = a + 1; b < knot->count && knot->living[a]; b++) {
			if (knot->living[b] && knot->between[a * knot->count + b] > best && may_join(knot, a, b)) {
				best = knot->between[a * knot->count + b];
				*left = a;
				*right = b;
			}
		}
	}
	return best > 0;
}

static void join_groups(Knot *knot, size_t a, size_t b)
{
	knot->living[b] = false;
	knot->sources[a] += knot->sources[b];
	if (knot->nhs_numbers[a] == WORD_MISSING)
		knot->nhs_numbers[a] = knot->nhs_numbers[b];
	for (size_t i = 0; i < knot->count; i++) {
		if (i == a)
			continue;
		knot->between[a * knot->count + i] += knot->between[b * knot->count + i];
		knot->between[i * knot->count + a] = knot->between[a * knot->count + i];
	}
	for (size_t i = 0; i < knot->count; i++)
		if (knot->group[i] == b)
			knot->group[i] = (uint32_t)a;
}

static void weigh_knot(Knot *knot)
{
	const Graph *graph = knot->graph;
	for (size_t a = 0; a < knot->count; a++) {
		for (size_t b = a + 1; b < knot->count; b++) {
			double weight = link_score(&graph->weights, table_row(graph->table, knot->records[a]),
				table_row(graph->table, knot->records[b]), NULL, -INFINITY);
			float say = (float)clamp_say(weight, graph->threshold);
			knot->between[a * knot->count + b] = say;
			knot->between[b * knot->count + a] = say;
		}
	}
}

/* The record's NHS number: the first identifier whose check digit is right. A number of another kind is none: two of
 * those may differ by a slip of the pen, while the check digit shows a slip in this one. */
static uint32_t nhs_number_of(const LinkTable *table, uint32_t record)
{
	const uint32_t *row = table_row(table, record);
	for (size_t column = 0; column < table->column_count; column++) {
		const LinkColumnFacts *facts = &table->columns[column];
		if (facts->kind->shape == SHAPE_IDENTIFIER && nhs_number_is_valid(words_text(facts->words, row[column])))
			return row[column];
	}
	return WORD_MISSING;
}

static void resolve_knot(const Graph *graph, const uint32_t *records, size_t count, Arena *scratch)
{
	Knot knot = {.graph = graph, .records = records, .count = count, .between = ARENA_ARRAY(scratch, float, count * count),
		.group = ARENA_ARRAY(scratch, uint32_t, count), .sources = ARENA_ARRAY(scratch, uint32_t, count),
		.nhs_numbers = ARENA_ARRAY(scratch, uint32_t, count), .living = ARENA_ARRAY(scratch, bool, count)};
	for (size_t i = 0; i < count; i++) {
		knot.group[i] = (uint32_t)i;
		knot.living[i] = true;
		knot.nhs_numbers[i] = nhs_number_of(graph->table, records[i]);
		knot.sources[i] = graph->table->sources == 2 && records[i] >= graph->table->first_count ? 0x10000U : 1U;
	}
	weigh_knot(&knot);
	size_t a = 0;
	size_t b = 0;
	while (find_strongest(&knot, &a, &b))
		join_groups(&knot, a, b);
	for (size_t i = 0; i < count; i++)
		graph->result[records[i]] = records[knot.group[i]];
}

/* ---- Knots. ---- */

typedef struct Member {
	uint32_t root;
	uint32_t record;
} Member;

static int compare_members(const void *left, const void *right)
{
	const Member *a = left;
	const Member *b = right;
	if (a->root != b->root)
		return a->root < b->root ? -1 : 1;
	return a->record < b->record ? -1 : a->record > b->record;
}

typedef struct Knots {
	Member *members;
	size_t member_count;
	size_t *starts; /* of each knot, and the end */
	size_t count;
} Knots;

static Knots list_knots(const Graph *graph, const bool *paired, Arena *arena)
{
	const LinkTable *table = graph->table;
	Knots knots = {.members = ARENA_ARRAY(arena, Member, (size_t)table->count + 1)};
	for (uint32_t record = 0; record < table->count; record++)
		if (paired[record])
			knots.members[knots.member_count++] = (Member){.root = link_root(graph->roots, record), .record = record};
	qsort(knots.members, knots.member_count, sizeof *knots.members, compare_members);
	knots.starts = ARENA_ARRAY(arena, size_t, knots.member_count + 1);
	for (size_t i = 0; i < knots.member_count; i++)
		if (i == 0 || knots.members[i].root != knots.members[i - 1].root)
			knots.starts[knots.count++] = i;
	knots.starts[knots.count] = knots.member_count;
	return knots;
}

/* Joins pairs, the likeliest first, until a knot would be too large to be weighed whole. */
static void tie_knots(const Graph *graph, const LinkPairs *pairs, uint32_t *sizes, bool *paired)
{
	for (uint32_t record = 0; record < graph->table->count; record++) {
		graph->roots[record] = record;
		sizes[record] = 1;
	}
	for (size_t i = 0; i < pairs->count; i++) {
		uint32_t a = link_root(graph->roots, pairs->items[i].a);
		uint32_t b = link_root(graph->roots, pairs->items[i].b);
		paired[pairs->items[i].a] = true;
		paired[pairs->items[i].b] = true;
		if (a == b || sizes[a] + sizes[b] > LINK_CLUSTER_RECORDS_MAX)
			continue;
		sizes[a] += sizes[b];
		sizes[b] = sizes[a];
		join_roots(graph->roots, a, b);
	}
}

typedef struct KnotWork {
	const Graph *graph;
	const Knots *knots;
} KnotWork;

enum { KNOTS_CHUNK = 256 };

static void resolve_chunk(void *context, size_t chunk, size_t thread)
{
	(void)thread;
	const KnotWork *work = context;
	Arena scratch;
	arena_init(&scratch, ARENA_REQUEST_BYTES_MAX);
	size_t end = (chunk + 1) * KNOTS_CHUNK < work->knots->count ? (chunk + 1) * KNOTS_CHUNK : work->knots->count;
	for (size_t knot = chunk * KNOTS_CHUNK; knot < end; knot++) {
		size_t start = work->knots->starts[knot];
		size_t count = work->knots->starts[knot + 1] - start;
		uint32_t *records = ARENA_ARRAY(&scratch, uint32_t, count);
		for (size_t i = 0; i < count; i++)
			records[i] = work->knots->members[start + i].record;
		resolve_knot(work->graph, records, count, &scratch);
		arena_reset(&scratch);
	}
	arena_clear(&scratch);
}

uint32_t *link_clusters(LinkTable *table, const LinkModel *model, const LinkPairs *pairs, const LinkOptions *options, Arena *arena)
{
	Arena scratch;
	arena_init(&scratch, ARENA_COMMAND_BYTES_MAX);
	size_t room = (size_t)table->count + 1;
	Graph *graph = ARENA_NEW(&scratch, Graph);
	*graph = (Graph){.table = table, .one_to_one = options->one_to_one, .roots = ARENA_ARRAY(&scratch, uint32_t, room),
		.result = ARENA_ARRAY(arena, uint32_t, room), .threshold = log2(options->threshold / (1 - options->threshold))};
	link_weights_make(table, model, &graph->weights);
	for (uint32_t record = 0; record < table->count; record++)
		graph->result[record] = record;
	bool *paired = ARENA_ARRAY(&scratch, bool, room);
	tie_knots(graph, pairs, ARENA_ARRAY(&scratch, uint32_t, room), paired);
	Knots knots = list_knots(graph, paired, &scratch);
	KnotWork work = {.graph = graph, .knots = &knots};
	link_parallel(options->threads, (knots.count + KNOTS_CHUNK - 1) / KNOTS_CHUNK, resolve_chunk, &work);
	uint32_t *result = graph->result;
	arena_clear(&scratch);
	return result;
}

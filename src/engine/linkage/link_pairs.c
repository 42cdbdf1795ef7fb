/* All candidate pairs scored once, and those at or over the threshold kept. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/linkage/link_internal.h"

/* Pairs further below the threshold are certain enough not to count among what may have been missed. */
#define UNLIKELY_BITS 5.0

typedef struct ChunkPairs {
	LinkList pairs; /* LinkPair */
	uint64_t scored;
	double below;
} ChunkPairs;

typedef struct PairWork {
	const LinkTable *table;
	LinkWeights weights;
	LinkCache *caches;
	LinkCandidates *candidates;
	ChunkPairs *chunks;
	double threshold;
	double floor;
} PairWork;

static void score_chunk(void *context, size_t chunk, size_t thread)
{
	const PairWork *work = context;
	const LinkTable *table = work->table;
	ChunkPairs *out = &work->chunks[chunk];
	LinkCandidates *candidates = &work->candidates[thread];
	out->pairs = link_list_make(sizeof(LinkPair));
	size_t end = (chunk + 1) * CHUNK_RECORDS < table->count ? (chunk + 1) * CHUNK_RECORDS : table->count;
	for (size_t record = chunk * CHUNK_RECORDS; record < end; record++) {
		link_candidates_list(table, (uint32_t)record, candidates);
		out->scored += candidates->count;
		const uint32_t *row = table_row(table, (uint32_t)record);
		for (size_t i = 0; i < candidates->count; i++) {
			uint32_t other = candidates->items[i];
			double weight = link_score(&work->weights, table_row(table, other), row, &work->caches[thread], work->floor);
			if (weight >= work->threshold)
				*(LinkPair *)link_list_add(&out->pairs) = (LinkPair){.a = other, .b = (uint32_t)record, .weight = (float)weight};
			else if (weight >= work->floor)
				out->below += link_probability(weight);
		}
	}
}

/* The pair as it is to be told: the first file's record first, or the smaller id. */
static void put_in_order(const LinkTable *table, LinkPair *pair)
{
	bool turned = table->sources == 2 ? table->second_first
		: str_compare(link_table_id(table, pair->a), link_table_id(table, pair->b)) > 0;
	if (turned) {
		uint32_t kept = pair->a;
		pair->a = pair->b;
		pair->b = kept;
	}
}

typedef struct SortItem {
	LinkPair pair;
	const LinkTable *table;
} SortItem;

static int compare_pairs(const void *left, const void *right)
{
	const SortItem *a = left;
	const SortItem *b = right;
	if (a->pair.weight != b->pair.weight)
		return a->pair.weight > b->pair.weight ? -1 : 1;
	int order = str_compare(link_table_id(a->table, a->pair.a), link_table_id(b->table, b->pair.a));
	return order != 0 ? order : str_compare(link_table_id(a->table, a->pair.b), link_table_id(b->table, b->pair.b));
}

static void gather(const PairWork *work, size_t chunks, Arena *memory, LinkPairs *out)
{
	size_t all = 0;
	for (size_t i = 0; i < chunks; i++)
		all += work->chunks[i].pairs.count;
	Arena scratch;
	arena_init(&scratch, ARENA_COMMAND_BYTES_MAX);
	SortItem *items = ARENA_ARRAY(&scratch, SortItem, all + 1);
	for (size_t i = 0; i < chunks; i++) {
		ChunkPairs *chunk = &work->chunks[i];
		const LinkPair *pairs = chunk->pairs.items;
		for (size_t j = 0; j < chunk->pairs.count; j++) {
			items[out->count] = (SortItem){.pair = pairs[j], .table = work->table};
			put_in_order(work->table, &items[out->count++].pair);
		}
		out->scored += chunk->scored;
		out->expected_below += chunk->below;
		link_list_clear(&chunk->pairs);
	}
	qsort(items, all, sizeof *items, compare_pairs);
	out->items = ARENA_ARRAY(memory, LinkPair, all + 1);
	for (size_t i = 0; i < all; i++)
		out->items[i] = items[i].pair;
	arena_clear(&scratch);
}

/* With one_to_one the likeliest partner is kept; pairs come likeliest first. */
static void keep_one_to_one(const LinkTable *table, LinkPairs *pairs)
{
	Arena scratch;
	arena_init(&scratch, ARENA_COMMAND_BYTES_MAX);
	bool *taken = ARENA_ARRAY(&scratch, bool, (size_t)table->count + 1);
	size_t kept = 0;
	for (size_t i = 0; i < pairs->count; i++) {
		LinkPair pair = pairs->items[i];
		if (taken[pair.a] || taken[pair.b])
			continue;
		taken[pair.a] = true;
		taken[pair.b] = true;
		pairs->items[kept++] = pair;
	}
	pairs->count = kept;
	arena_clear(&scratch);
}

LinkPairs link_pairs_open(LinkTable *table, const LinkModel *model, const LinkOptions *options)
{
	LinkPairs out = {.count = 0};
	Arena scratch;
	arena_init(&scratch, ARENA_COMMAND_BYTES_MAX);
	Arena memory;
	arena_init(&memory, ARENA_COMMAND_BYTES_MAX);
	double threshold = log2(options->threshold / (1 - options->threshold));
	PairWork *work = ARENA_NEW(&scratch, PairWork);
	*work = (PairWork){.table = table, .caches = ARENA_ARRAY(&scratch, LinkCache, options->threads),
		.candidates = ARENA_ARRAY(&scratch, LinkCandidates, options->threads),
		.chunks = ARENA_ARRAY(&scratch, ChunkPairs, chunk_count(table) + 1), .threshold = threshold,
		.floor = threshold - UNLIKELY_BITS};
	link_weights_make(table, model, &work->weights);
	for (size_t i = 0; i < options->threads; i++)
		work->candidates[i] = link_candidates_make(table, &scratch);
	if (options->progress != NULL)
		options->progress(options->context, "comparing", 0, chunk_count(table));
	link_parallel(options->threads, chunk_count(table), score_chunk, work);
	gather(work, chunk_count(table), &memory, &out);
	if (options->one_to_one && table->sources == 2)
		keep_one_to_one(table, &out);
	arena_clear(&scratch);
	Arena *kept = ARENA_NEW(&memory, Arena);
	*kept = memory;
	out.memory = kept;
	return out;
}

void link_pairs_close(LinkPairs *pairs)
{
	Arena memory = *(Arena *)pairs->memory; /* it lies in itself */
	arena_clear(&memory);
	*pairs = (LinkPairs){.count = 0};
}

static LinkShare share_of(double part, double all, double variance)
{
	double value = all > 0 ? part / all : 1;
	double half = all > 0 ? 1.96 * sqrt(variance) / all : 0;
	return (LinkShare){.value = value, .low = value - half > 0 ? value - half : 0, .high = value + half < 1 ? value + half : 1};
}

LinkEstimate link_estimate(const LinkPairs *pairs, const LinkModel *model)
{
	double right = 0;
	double variance = 0;
	for (size_t i = 0; i < pairs->count; i++) {
		double probability = link_probability((double)pairs->items[i].weight);
		right += probability;
		variance += probability * (1 - probability);
	}
	LinkEstimate estimate = {.precision = share_of(right, (double)pairs->count, variance)};
	LinkShare found = share_of(right, right + pairs->expected_below, variance + pairs->expected_below);
	estimate.recall = (LinkShare){.value = found.value * model->coverage, .low = found.low * model->coverage_low,
		.high = found.high * model->coverage_high};
	return estimate;
}

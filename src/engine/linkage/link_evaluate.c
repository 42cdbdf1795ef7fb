#include "engine/linkage/link_evaluate.h"

#include <stdlib.h>

double link_precision(LinkScore score)
{
	uint64_t all = score.right + score.wrong;
	return all == 0 ? 1.0 : (double)score.right / (double)all;
}

double link_recall(LinkScore score)
{
	uint64_t all = score.right + score.missed;
	return all == 0 ? 1.0 : (double)score.right / (double)all;
}

double link_f1(LinkScore score)
{
	uint64_t all = 2 * score.right + score.wrong + score.missed;
	return all == 0 ? 1.0 : 2.0 * (double)score.right / (double)all;
}

uint64_t link_edge(uint32_t left, uint32_t right)
{
	return left < right ? (uint64_t)left << 32U | right : (uint64_t)right << 32U | left;
}

static int compare_edges(const void *left, const void *right)
{
	uint64_t a = *(const uint64_t *)left;
	uint64_t b = *(const uint64_t *)right;
	return a < b ? -1 : a > b;
}

void link_edges_tidy(LinkList *edges)
{
	uint64_t *items = edges->items;
	if (edges->count == 0)
		return;
	qsort(items, edges->count, sizeof *items, compare_edges);
	size_t kept = 0;
	for (size_t i = 0; i < edges->count; i++)
		if (items[i] >> 32U != (items[i] & UINT32_MAX) && (kept == 0 || items[kept - 1] != items[i]))
			items[kept++] = items[i];
	edges->count = kept;
}

LinkScore link_edges_compare(const LinkList *found, const LinkList *truth)
{
	const uint64_t *a = found->items;
	const uint64_t *b = truth->items;
	LinkScore score = {0};
	size_t i = 0;
	size_t j = 0;
	while (i < found->count || j < truth->count) {
		if (j == truth->count || (i < found->count && a[i] < b[j])) {
			score.wrong++;
			i++;
		} else if (i == found->count || b[j] < a[i]) {
			score.missed++;
			j++;
		} else {
			score.right++;
			i++;
			j++;
		}
	}
	return score;
}

uint32_t *link_edges_join(const LinkList *edges, size_t count, Arena *arena)
{
	uint32_t *roots = ARENA_ARRAY(arena, uint32_t, count + 1);
	const uint64_t *items = edges->items;
	for (uint32_t word = 0; word < count; word++)
		roots[word] = word;
	for (size_t i = 0; i < edges->count; i++) {
		uint32_t a = link_root(roots, (uint32_t)(items[i] >> 32U));
		uint32_t b = link_root(roots, (uint32_t)items[i]);
		roots[a > b ? a : b] = a > b ? b : a;
	}
	for (uint32_t word = 0; word < count; word++)
		roots[word] = link_root(roots, word);
	return roots;
}

/* Pairs within the runs of equal keys. */
static uint64_t pairs_of_runs(const uint64_t *keys, size_t count, uint64_t mask)
{
	uint64_t pairs = 0;
	for (size_t start = 0; start < count;) {
		size_t end = start;
		while (end < count && (keys[end] & mask) == (keys[start] & mask))
			end++;
		pairs += (uint64_t)(end - start) * (end - start - 1) / 2;
		start = end;
	}
	return pairs;
}

LinkScore link_groups_compare(const uint32_t *found, const uint32_t *truth, size_t count)
{
	Arena arena;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	uint64_t *keys = ARENA_ARRAY(&arena, uint64_t, count + 1);
	for (size_t i = 0; i < count; i++)
		keys[i] = (uint64_t)found[i] << 32U | truth[i];
	qsort(keys, count, sizeof *keys, compare_edges);
	uint64_t both = pairs_of_runs(keys, count, UINT64_MAX);
	uint64_t in_found = pairs_of_runs(keys, count, (uint64_t)UINT32_MAX << 32U);
	for (size_t i = 0; i < count; i++)
		keys[i] = truth[i];
	qsort(keys, count, sizeof *keys, compare_edges);
	uint64_t in_truth = pairs_of_runs(keys, count, UINT64_MAX);
	arena_clear(&arena);
	return (LinkScore){.right = both, .wrong = in_found - both, .missed = in_truth - both};
}

/* Pairs read together with their clusters: bridges out, and records joined through others in. */
#include <math.h>
#include <stdlib.h>

#include "engine/linkage/link_internal.h"

/* Groups of one cluster while its pairs are gone through, the likeliest first. */
typedef struct Groups {
	uint32_t *roots;
	uint32_t *next;  /* the next record of the group; the last names itself */
	uint32_t *last;
} Groups;

typedef struct Settled {
	LinkPair pair;
	bool direct; /* a pair of its own, not only through others */
	const LinkTable *table;
} Settled;

static bool is_turned(const LinkTable *table, uint32_t a, uint32_t b)
{
	return str_compare(link_table_id(table, a), link_table_id(table, b)) > 0;
}

static void add_settled(LinkList *out, const LinkTable *table, uint32_t a, uint32_t b, float weight, bool direct)
{
	bool turned = is_turned(table, a, b);
	*(Settled *)link_list_add(out) = (Settled){.pair = {.a = turned ? b : a, .b = turned ? a : b, .weight = weight},
		.direct = direct, .table = table};
}

/* All pairs between two groups: their strongest step is weight. */
static void add_between(LinkList *out, const LinkTable *table, const Groups *groups, uint32_t left, uint32_t right, float weight)
{
	for (uint32_t a = left;; a = groups->next[a]) {
		for (uint32_t b = right;; b = groups->next[b]) {
			add_settled(out, table, a, b, weight, false);
			if (groups->next[b] == b)
				break;
		}
		if (groups->next[a] == a)
			break;
	}
}

static void join_groups(Groups *groups, uint32_t left, uint32_t right)
{
	uint32_t kept = left < right ? left : right;
	uint32_t other = left < right ? right : left;
	groups->roots[other] = kept;
	groups->next[groups->last[kept]] = other;
	groups->last[kept] = groups->last[other];
}

static int compare_records(const void *left, const void *right)
{
	const Settled *a = left;
	const Settled *b = right;
	if (a->pair.a != b->pair.a)
		return a->pair.a < b->pair.a ? -1 : 1;
	if (a->pair.b != b->pair.b)
		return a->pair.b < b->pair.b ? -1 : 1;
	return (int)b->direct - (int)a->direct;
}

static int compare_weights(const void *left, const void *right)
{
	const Settled *a = left;
	const Settled *b = right;
	if (a->pair.weight != b->pair.weight)
		return a->pair.weight > b->pair.weight ? -1 : 1;
	int order = str_compare(link_table_id(a->table, a->pair.a), link_table_id(b->table, b->pair.a));
	return order != 0 ? order : str_compare(link_table_id(a->table, a->pair.b), link_table_id(b->table, b->pair.b));
}

static void drop_doubles(LinkList *list)
{
	Settled *items = list->items;
	size_t kept = 0;
	for (size_t i = 0; i < list->count; i++)
		if (kept == 0 || items[kept - 1].pair.a != items[i].pair.a || items[kept - 1].pair.b != items[i].pair.b)
			items[kept++] = items[i];
	list->count = kept;
}

static void list_settled(const LinkTable *table, const LinkPairs *pairs, const uint32_t *clusters, LinkList *out, Arena *scratch)
{
	size_t room = (size_t)table->count + 1;
	Groups groups = {.roots = ARENA_ARRAY(scratch, uint32_t, room), .next = ARENA_ARRAY(scratch, uint32_t, room),
		.last = ARENA_ARRAY(scratch, uint32_t, room)};
	for (uint32_t record = 0; record < table->count; record++) {
		groups.roots[record] = record;
		groups.next[record] = record;
		groups.last[record] = record;
	}
	for (size_t i = 0; i < pairs->count; i++) {
		LinkPair pair = pairs->items[i];
		if (clusters[pair.a] != clusters[pair.b])
			continue;
		add_settled(out, table, pair.a, pair.b, pair.weight, true);
		uint32_t left = link_root(groups.roots, pair.a);
		uint32_t right = link_root(groups.roots, pair.b);
		if (left == right)
			continue;
		add_between(out, table, &groups, left, right, pair.weight);
		join_groups(&groups, left, right);
	}
}

void link_pairs_settle(const LinkTable *table, LinkPairs *pairs, const uint32_t *clusters)
{
	if (table->sources != 1)
		return;
	Arena scratch;
	arena_init(&scratch, ARENA_COMMAND_BYTES_MAX);
	LinkList list = link_list_make(sizeof(Settled));
	list_settled(table, pairs, clusters, &list, &scratch);
	if (list.count > 0)
		qsort(list.items, list.count, sizeof(Settled), compare_records);
	drop_doubles(&list);
	if (list.count > 0)
		qsort(list.items, list.count, sizeof(Settled), compare_weights);
	Arena memory;
	arena_init(&memory, ARENA_COMMAND_BYTES_MAX);
	LinkPairs settled = {.count = list.count, .scored = pairs->scored, .expected_below = pairs->expected_below};
	settled.items = ARENA_ARRAY(&memory, LinkPair, list.count + 1);
	for (size_t i = 0; i < list.count; i++)
		settled.items[i] = ((const Settled *)list.items)[i].pair;
	Arena *kept = ARENA_NEW(&memory, Arena);
	*kept = memory;
	settled.memory = kept;
	link_pairs_close(pairs);
	*pairs = settled;
	link_list_clear(&list);
	arena_clear(&scratch);
}

void link_why_settle(const LinkTable *table, const LinkPairs *pairs, uint32_t left, uint32_t right, double threshold_weight, LinkWhy *why)
{
	bool found = false;
	for (size_t i = 0; i < pairs->count && !found; i++) {
		const LinkPair *pair = &pairs->items[i];
		found = (pair->a == left && pair->b == right) || (pair->a == right && pair->b == left);
		if (!found || fabs((double)pair->weight - why->weight) < 1e-3)
			continue;
		why->lines[why->count++] = (LinkLine){.label = S("others"), .level = S("linked through other records"),
			.weight = (double)pair->weight - why->weight};
		why->weight = (double)pair->weight;
		why->probability = link_probability(why->weight);
	}
	if (!found && table->sources == 1 && why->weight >= threshold_weight)
		why->lines[why->count++] = (LinkLine){.label = S("others"), .level = S("not linked: the others' records speak against it")};
}

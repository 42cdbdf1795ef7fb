/* The map of identities as the merges make it: what parting two records goes back to, and what verify compares. */
#include "care/person/person_write.h"

#include <stdlib.h>

#include "care/person/person.sql.h"

static int by_id(const void *left, const void *right)
{
	const IdentityLink *one = left;
	const IdentityLink *two = right;
	return str_compare(one->id, two->id);
}

IdentityLink *identity_map_find(const IdentityMap *map, Str id)
{
	IdentityLink wanted = {.id = id};
	return map->count == 0 ? NULL : bsearch(&wanted, map->links, map->count, sizeof wanted, by_id);
}

static IdentityLink *root_of(IdentityLink *link)
{
	while (link != link->into)
		link = link->into;
	return link;
}

IdentityMap identity_map_make(Arena *arena, const MergePair *merges, size_t count)
{
	IdentityMap map = {.links = ARENA_ARRAY(arena, IdentityLink, count * 2 + 1)};
	for (size_t i = 0; i < count; i++) {
		map.links[map.count++].id = merges[i].kept;
		map.links[map.count++].id = merges[i].merged;
	}
	qsort(map.links, map.count, sizeof map.links[0], by_id);
	size_t kept = 0;
	for (size_t i = 0; i < map.count; i++)
		if (kept == 0 || !str_equal(map.links[kept - 1].id, map.links[i].id))
			map.links[kept++] = map.links[i];
	map.count = kept;
	for (size_t i = 0; i < kept; i++)
		map.links[i].into = &map.links[i];
	for (size_t i = 0; i < count; i++) {
		IdentityLink *into = root_of(identity_map_find(&map, merges[i].kept));
		root_of(identity_map_find(&map, merges[i].merged))->into = into;
	}
	return map;
}

Str identity_map_current(const IdentityMap *map, Str id)
{
	IdentityLink *link = identity_map_find(map, id);
	return link == NULL ? id : root_of(link)->id;
}

/* Does every id that the map knows stand in rows as the merges say, and no other? */
static int64_t count_wrong(const IdentityMap *map, const IdentitiesMovedRow *rows, size_t count)
{
	int64_t wrong = 0;
	size_t moved = 0;
	for (size_t i = 0; i < count; i++)
		wrong += str_equal(identity_map_current(map, rows[i].id), rows[i].current_id) ? 0 : 1;
	for (size_t i = 0; i < map->count; i++)
		moved += map->links[i].into == &map->links[i] ? 0 : 1;
	return wrong + (moved > count ? (int64_t)(moved - count) : 0);
}

Status person_verify_identities(Care *care, IdentityReport *out)
{
	MergesAllRow *merges = NULL;
	IdentitiesMovedRow *moved = NULL;
	IdentitiesLooseRow loose = {0};
	FactsLooseRow rows = {0};
	size_t merge_count = 0;
	size_t moved_count = 0;
	*out = (IdentityReport){0};
	if (!care->all_permissions)
		return STATUS_REFUSED;
	Status status = sql_merges_all_list(care->reader, care->arena, &merges, &merge_count);
	if (status == STATUS_OK)
		status = sql_identities_moved_list(care->reader, care->arena, &moved, &moved_count);
	if (status == STATUS_OK)
		status = sql_identities_loose_one(care->reader, care->arena, &loose);
	if (status == STATUS_OK)
		status = sql_facts_loose_one(care->reader, care->arena, &rows);
	if (status != STATUS_OK)
		return status;
	MergePair *pairs = ARENA_ARRAY(care->arena, MergePair, merge_count + 1);
	for (size_t i = 0; i < merge_count; i++)
		pairs[i] = (MergePair){.kept = merges[i].kept_id, .merged = merges[i].merged_id};
	IdentityMap map = identity_map_make(care->arena, pairs, merge_count);
	*out = (IdentityReport){
		.moved = (int64_t)moved_count,
		.wrong = count_wrong(&map, moved, moved_count),
		.loose_people = loose.people + loose.ids,
		.loose_rows = rows.facts + rows.works + rows.services + rows.relations + loose.places,
	};
	return STATUS_OK;
}

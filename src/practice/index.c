/* Things by id: kept in the order of reading for lists on screens, found by binary search. */
#include <string.h>

#include "practice/internal.h"

/* The place in sorted where id stands or would stand. */
static size_t index_place(const PracticeIndex *index, Str id)
{
	size_t low = 0;
	size_t high = index->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (str_compare(index->ids[index->sorted[middle]], id) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void index_make_room(PracticeIndex *index, Arena *arena)
{
	if (index->count < index->capacity)
		return;
	size_t capacity = index->capacity == 0 ? 32 : index->capacity * 2;
	Str *ids = ARENA_ARRAY(arena, Str, capacity);
	const void **items = ARENA_ARRAY(arena, const void *, capacity);
	size_t *sorted = ARENA_ARRAY(arena, size_t, capacity);
	if (index->count > 0) {
		memcpy(ids, index->ids, index->count * sizeof *ids);
		memcpy(items, index->items, index->count * sizeof *items);
		memcpy(sorted, index->sorted, index->count * sizeof *sorted);
	}
	index->ids = ids;
	index->items = items;
	index->sorted = sorted;
	index->capacity = capacity;
}

bool index_add(PracticeIndex *index, Arena *arena, Str id, const void *item)
{
	size_t place = index_place(index, id);
	if (place < index->count && str_equal(index->ids[index->sorted[place]], id))
		return false;
	index_make_room(index, arena);
	memmove(index->sorted + place + 1, index->sorted + place, (index->count - place) * sizeof *index->sorted);
	index->sorted[place] = index->count;
	index->ids[index->count] = id;
	index->items[index->count] = item;
	index->count++;
	return true;
}

const void *index_find(const PracticeIndex *index, Str id)
{
	size_t place = index_place(index, id);
	if (place < index->count && str_equal(index->ids[index->sorted[place]], id))
		return index->items[index->sorted[place]];
	return NULL;
}

/* Lists that grow, threads that share out chunks, and hashes: the engine's small tools. */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

#include "engine/linkage/link_internal.h"

enum { LIST_FIRST_ITEMS = 1024 };

LinkList link_list_make(size_t item_bytes)
{
	LinkList list = {.item_bytes = item_bytes};
	arena_init(&list.arena, ARENA_COMMAND_BYTES_MAX);
	return list;
}

/* Into a new arena, so that what was outgrown is given back. */
static void grow(LinkList *list, size_t need)
{
	size_t capacity = list->capacity == 0 ? LIST_FIRST_ITEMS : list->capacity;
	while (capacity < need)
		capacity += capacity / 2;
	Arena larger;
	arena_init(&larger, ARENA_COMMAND_BYTES_MAX);
	void *items = arena_allocate_array(&larger, capacity, list->item_bytes);
	if (list->count > 0)
		memcpy(items, list->items, list->count * list->item_bytes);
	arena_clear(&list->arena);
	list->arena = larger;
	list->items = items;
	list->capacity = capacity;
}

void *link_list_add_many(LinkList *list, const void *items, size_t count)
{
	if (list->count + count > list->capacity)
		grow(list, list->count + count);
	char *place = (char *)list->items + list->count * list->item_bytes;
	if (items != NULL && count > 0)
		memcpy(place, items, count * list->item_bytes);
	list->count += count;
	return place;
}

void *link_list_add(LinkList *list)
{
	return link_list_add_many(list, NULL, 1);
}

void link_list_clear(LinkList *list)
{
	arena_clear(&list->arena);
	list->items = NULL;
	list->count = 0;
	list->capacity = 0;
}

typedef struct Crew {
	LinkWork *work;
	void *context;
	size_t count;
	atomic_size_t next;
} Crew;

typedef struct Worker {
	Crew *crew;
	size_t number;
} Worker;

static void *work_on(void *argument)
{
	const Worker *worker = argument;
	Crew *crew = worker->crew;
	for (size_t chunk = atomic_fetch_add(&crew->next, 1); chunk < crew->count; chunk = atomic_fetch_add(&crew->next, 1))
		crew->work(crew->context, chunk, worker->number);
	return NULL;
}

void link_parallel(size_t threads, size_t count, LinkWork *work, void *context)
{
	assert(threads >= 1 && threads <= LINK_THREADS_MAX);
	Crew crew = {.work = work, .context = context, .count = count};
	Worker workers[LINK_THREADS_MAX] = {{.crew = &crew}};
	pthread_t helpers[LINK_THREADS_MAX];
	size_t started = 0;
	for (size_t i = 1; i < threads; i++)
		workers[i] = (Worker){.crew = &crew, .number = i};
	/* Where no thread is to be had, the others do its share. */
	for (size_t i = 1; i < threads && i < count; i++)
		if (pthread_create(&helpers[started], NULL, work_on, &workers[i]) == 0)
			started++;
	(void)work_on(&workers[0]);
	for (size_t i = 0; i < started; i++)
		(void)pthread_join(helpers[i], NULL);
}

uint64_t link_hash(Str text)
{
	uint64_t hash = 0x9E3779B97F4A7C15ULL ^ text.length;
	size_t at = 0;
	while (at < text.length) {
		uint64_t piece = 0;
		size_t length = text.length - at < 8 ? text.length - at : 8;
		for (size_t i = 0; i < length; i++)
			piece |= (uint64_t)(unsigned char)text.data[at + i] << (8 * i);
		hash = (hash ^ piece) * 0xD6E8FEB86659FD93ULL;
		hash ^= hash >> 32U;
		at += length;
	}
	hash *= 0xD6E8FEB86659FD93ULL;
	return hash ^ hash >> 29U;
}

uint32_t link_mix(uint32_t left, uint32_t right)
{
	uint64_t mixed = ((uint64_t)left << 32U | right) * 0x9E3779B97F4A7C15ULL;
	mixed ^= mixed >> 32U;
	mixed *= 0xD6E8FEB86659FD93ULL;
	uint32_t key = (uint32_t)(mixed >> 32U);
	return key == 0 ? 1 : key;
}

uint32_t link_root(uint32_t *roots, uint32_t record)
{
	while (roots[record] != record) {
		roots[record] = roots[roots[record]];
		record = roots[record];
	}
	return record;
}

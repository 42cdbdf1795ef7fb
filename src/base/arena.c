#include "base/arena.h"

#include <assert.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* When there is no memory it is asked for again for five seconds: what other requests hold comes back when they end. */
enum { ARENA_BLOCK_BYTES = 64 * 1024, ARENA_ALIGNMENT = 16, ARENA_TRIES = 100, ARENA_PAUSE_NANOSECONDS = 50 * 1000 * 1000 };

struct ArenaBlock {
	ArenaBlock *previous;
	size_t size_bytes;
	size_t used_bytes;
	size_t reserved; /* 1: arena_reset keeps it; a whole word keeps data aligned to ARENA_ALIGNMENT */
	unsigned char data[];
};

static_assert(offsetof(ArenaBlock, data) % ARENA_ALIGNMENT == 0, "block data must be aligned");

void arena_init(Arena *arena, size_t limit_bytes)
{
	assert(limit_bytes > 0);
	*arena = (Arena){.limit_bytes = limit_bytes};
}

/* Gives all blocks back but that one; NULL: all. */
static void arena_keep_only(Arena *arena, ArenaBlock *kept)
{
	ArenaBlock *block = arena->block;
	while (block != NULL) {
		ArenaBlock *previous = block->previous;
		if (block != kept)
			free(block);
		block = previous;
	}
	arena->block = kept;
	arena->used_bytes = 0;
}

void arena_clear(Arena *arena)
{
	arena_keep_only(arena, NULL);
}

void arena_reset(Arena *arena)
{
	ArenaBlock *kept = arena->block;
	if (kept == NULL)
		return;
	for (ArenaBlock *block = kept; block != NULL; block = block->previous)
		if (block->reserved == 1)
			kept = block;
	arena_keep_only(arena, kept);
	kept->previous = NULL;
	kept->used_bytes = 0;
}

static size_t size_aligned(size_t size_bytes)
{
	size_t aligned_bytes = (size_bytes + ARENA_ALIGNMENT - 1) & ~(size_t)(ARENA_ALIGNMENT - 1);
	assert(aligned_bytes >= size_bytes);
	return aligned_bytes;
}

static bool arena_has_room(const Arena *arena, size_t need_bytes)
{
	return arena->block != NULL && need_bytes <= arena->block->size_bytes - arena->block->used_bytes;
}

/* False when there is no memory. */
static bool arena_add_block(Arena *arena, size_t size_bytes, size_t reserved)
{
	ArenaBlock *block = malloc(sizeof(ArenaBlock) + size_bytes);
	if (block == NULL)
		return false;
	*block = (ArenaBlock){.previous = arena->block, .size_bytes = size_bytes, .reserved = reserved};
	arena->block = block;
	return true;
}

static void arena_wait_for_block(Arena *arena, size_t need_bytes)
{
	const struct timespec pause = {.tv_nsec = ARENA_PAUSE_NANOSECONDS};
	size_t size_bytes = need_bytes > ARENA_BLOCK_BYTES ? need_bytes : ARENA_BLOCK_BYTES;
	for (int tries = 1; !arena_add_block(arena, size_bytes, 0); tries++) {
		if (tries == ARENA_TRIES) {
			(void)fprintf(stderr, "kith: out of memory for %zu bytes\n", size_bytes);
			abort();
		}
		(void)nanosleep(&pause, NULL);
	}
}

Status arena_reserve(Arena *arena, size_t size_bytes)
{
	size_t need_bytes = size_aligned(size_bytes);
	assert(arena->limit_bytes > 0 && need_bytes <= arena->limit_bytes - arena->used_bytes);
	return arena_has_room(arena, need_bytes) || arena_add_block(arena, need_bytes, 1) ? STATUS_OK : STATUS_BUSY;
}

void *arena_allocate(Arena *arena, size_t size_bytes)
{
	assert(arena->limit_bytes > 0);
	size_t need_bytes = size_aligned(size_bytes);
	if (need_bytes > arena->limit_bytes - arena->used_bytes) {
		(void)fprintf(stderr, "kith: an arena of %zu bytes is full\n", arena->limit_bytes);
		abort();
	}
	if (!arena_has_room(arena, need_bytes))
		arena_wait_for_block(arena, need_bytes);
	void *memory = arena->block->data + arena->block->used_bytes;
	arena->block->used_bytes += need_bytes;
	arena->used_bytes += need_bytes;
	memset(memory, 0, need_bytes);
	return memory;
}

void *arena_allocate_array(Arena *arena, size_t count, size_t element_bytes)
{
	assert(element_bytes > 0 && count <= SIZE_MAX / element_bytes);
	return arena_allocate(arena, count * element_bytes);
}

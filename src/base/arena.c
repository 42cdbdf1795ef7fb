#include "base/arena.h"

#include <assert.h>
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
	size_t padding; /* keeps data aligned to ARENA_ALIGNMENT */
	unsigned char data[];
};

static_assert(offsetof(ArenaBlock, data) % ARENA_ALIGNMENT == 0, "block data must be aligned");

void arena_init(Arena *arena, size_t limit_bytes)
{
	assert(limit_bytes > 0);
	*arena = (Arena){.limit_bytes = limit_bytes};
}

void arena_clear(Arena *arena)
{
	ArenaBlock *block = arena->block;
	while (block != NULL) {
		ArenaBlock *previous = block->previous;
		free(block);
		block = previous;
	}
	arena->block = NULL;
	arena->used_bytes = 0;
}

void arena_reset(Arena *arena)
{
	ArenaBlock *kept = arena->block;
	if (kept == NULL)
		return;
	ArenaBlock *block = kept->previous;
	while (block != NULL) {
		ArenaBlock *previous = block->previous;
		free(block);
		block = previous;
	}
	kept->previous = NULL;
	kept->used_bytes = 0;
	arena->used_bytes = 0;
}

static ArenaBlock *block_make(size_t size_bytes)
{
	const struct timespec pause = {.tv_nsec = ARENA_PAUSE_NANOSECONDS};
	ArenaBlock *block = malloc(sizeof(ArenaBlock) + size_bytes);
	for (int tries = 1; block == NULL && tries < ARENA_TRIES; tries++) {
		(void)nanosleep(&pause, NULL);
		block = malloc(sizeof(ArenaBlock) + size_bytes);
	}
	return block;
}

static void arena_add_block(Arena *arena, size_t need_bytes)
{
	size_t size_bytes = need_bytes > ARENA_BLOCK_BYTES ? need_bytes : ARENA_BLOCK_BYTES;
	ArenaBlock *block = block_make(size_bytes);
	if (block == NULL) {
		(void)fprintf(stderr, "kith: out of memory for %zu bytes\n", size_bytes);
		abort();
	}
	*block = (ArenaBlock){.previous = arena->block, .size_bytes = size_bytes};
	arena->block = block;
}

void *arena_allocate(Arena *arena, size_t size_bytes)
{
	assert(arena->limit_bytes > 0);
	size_t need_bytes = (size_bytes + ARENA_ALIGNMENT - 1) & ~(size_t)(ARENA_ALIGNMENT - 1);
	assert(need_bytes >= size_bytes);
	if (need_bytes > arena->limit_bytes - arena->used_bytes) {
		(void)fprintf(stderr, "kith: an arena of %zu bytes is full\n", arena->limit_bytes);
		abort();
	}
	if (arena->block == NULL || need_bytes > arena->block->size_bytes - arena->block->used_bytes)
		arena_add_block(arena, need_bytes);
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

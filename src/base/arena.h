/* Memory that is given back all at once: one arena a request, a job, a command.
 *
 * Not for things that outlive it, and not shared between threads. An arena has a stated limit; the inputs that
 * reach it are bounded well below it, so running out is a mistake of ours and ends the process with a message
 * (what was acknowledged is already on disk). arena_allocate therefore never returns NULL.
 */
#ifndef KITH_BASE_ARENA_H
#define KITH_BASE_ARENA_H

#include <stddef.h>
#include <stdint.h>

typedef struct ArenaBlock ArenaBlock;

typedef struct Arena {
	ArenaBlock *block;      /* the newest block */
	size_t used_bytes;      /* over all blocks, paddings included */
	size_t limit_bytes;
} Arena;

enum {
	ARENA_REQUEST_BYTES_MAX = 64 * 1024 * 1024,  /* the largest body is 10 MB; a page is under 1 MB */
};
#define ARENA_COMMAND_BYTES_MAX ((size_t)8 * 1024 * 1024 * 1024) /* a command reads whole files */

/* Starts an empty arena; takes no memory until the first allocation. */
void arena_init(Arena *arena, size_t limit_bytes);

/* Gives everything back. The arena may be used again as after arena_init. */
void arena_clear(Arena *arena);

/* Like arena_clear but keeps the newest block for the next use (a worker's next request). */
void arena_reset(Arena *arena);

/* size_bytes of zeroed memory, aligned for any type. Owned by the arena. */
void *arena_allocate(Arena *arena, size_t size_bytes);

/* count zeroed elements; asserts that the product does not overflow. */
void *arena_allocate_array(Arena *arena, size_t count, size_t element_bytes);

#define ARENA_NEW(arena, Type) ((Type *)arena_allocate((arena), sizeof(Type)))
#define ARENA_ARRAY(arena, Type, count) ((Type *)arena_allocate_array((arena), (count), sizeof(Type)))

#endif

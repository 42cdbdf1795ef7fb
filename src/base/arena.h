/* Memory that is given back all at once: one arena a request, a job, a command.
 *
 * Not for things that outlive it, and not shared between threads. An arena has a stated limit; the inputs that
 * reach it are bounded well below it, so running out is a mistake of ours and ends the process with a message
 * (what was acknowledged is already on disk). arena_allocate therefore never returns NULL.
 *
 * When the machine has no memory it is asked again for five seconds, for others end and give back; then the process ends with
 * a message, for work that stands half done on many functions cannot be undone one by one. Whoever can still say no,
 * because nothing has begun, asks first: arena_reserve.
 */
#ifndef KITH_BASE_ARENA_H
#define KITH_BASE_ARENA_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

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

/* Like arena_clear but keeps one block for the next use (a worker's next request): the one that was reserved, else the newest. */
void arena_reset(Arena *arena);

/* Takes the memory for the next size_bytes now, within the limit; what was reserved before and is still free is enough.
 * STATUS_BUSY, at once and with nothing changed, when the machine has none. */
Status arena_reserve(Arena *arena, size_t size_bytes) MUST_USE;

/* size_bytes of zeroed memory, aligned for any type. Owned by the arena. */
void *arena_allocate(Arena *arena, size_t size_bytes);

/* count zeroed elements; asserts that the product does not overflow. */
void *arena_allocate_array(Arena *arena, size_t count, size_t element_bytes);

#define ARENA_NEW(arena, Type) ((Type *)arena_allocate((arena), sizeof(Type)))
#define ARENA_ARRAY(arena, Type, count) ((Type *)arena_allocate_array((arena), (count), sizeof(Type)))

#endif

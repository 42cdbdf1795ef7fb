/* Text that grows: how pages, files and messages are written. Lives in an arena and has a stated limit.
 *
 * Not for unbounded output: a file that may be large is written piece by piece.
 */
#ifndef KITH_BASE_BUFFER_H
#define KITH_BASE_BUFFER_H

#include "base/arena.h"
#include "base/str.h"

typedef struct Buffer {
	Arena *arena;
	char *data;
	size_t length;
	size_t capacity;
	size_t limit_bytes; /* reaching it is a mistake of ours: asserts */
} Buffer;

Buffer buffer_make(Arena *arena, size_t limit_bytes);
void buffer_add(Buffer *buffer, Str text);
void buffer_add_character(Buffer *buffer, char character);
void buffer_add_integer(Buffer *buffer, int64_t value);
void buffer_add_format(Buffer *buffer, const char *format, ...) PRINTF_LIKE(2, 3);
/* What has been written so far; borrowed, valid until the next add. */
Str buffer_str(const Buffer *buffer);

#endif

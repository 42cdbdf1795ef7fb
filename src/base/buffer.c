#include "base/buffer.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum { BUFFER_FIRST_BYTES = 512 };

Buffer buffer_make(Arena *arena, size_t limit_bytes)
{
	assert(arena != NULL && limit_bytes > 0);
	return (Buffer){.arena = arena, .limit_bytes = limit_bytes};
}

static void buffer_make_room(Buffer *buffer, size_t more_bytes)
{
	assert(more_bytes <= buffer->limit_bytes - buffer->length);
	if (more_bytes <= buffer->capacity - buffer->length)
		return;
	size_t capacity = buffer->capacity == 0 ? BUFFER_FIRST_BYTES : buffer->capacity * 2;
	while (capacity < buffer->length + more_bytes)
		capacity *= 2;
	char *data = arena_allocate(buffer->arena, capacity);
	if (buffer->length > 0)
		memcpy(data, buffer->data, buffer->length);
	buffer->data = data;
	buffer->capacity = capacity;
}

void buffer_add(Buffer *buffer, Str text)
{
	if (text.length == 0)
		return;
	buffer_make_room(buffer, text.length);
	memcpy(buffer->data + buffer->length, text.data, text.length);
	buffer->length += text.length;
}

void buffer_add_character(Buffer *buffer, char character)
{
	buffer_add(buffer, (Str){.data = &character, .length = 1});
}

void buffer_add_integer(Buffer *buffer, int64_t value)
{
	char digits[24];
	int length = snprintf(digits, sizeof digits, "%lld", (long long)value);
	buffer_add(buffer, (Str){.data = digits, .length = (size_t)length});
}

void buffer_add_format(Buffer *buffer, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	buffer_add(buffer, str_format_list(buffer->arena, format, arguments));
	va_end(arguments);
}

Str buffer_str(const Buffer *buffer)
{
	return (Str){.data = buffer->data, .length = buffer->length};
}

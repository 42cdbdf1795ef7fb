/* What generated code needs to hand over parameters and to keep rows. Rooms include their own .sql.h, not this. */
#ifndef KITH_STORE_STATEMENT_H
#define KITH_STORE_STATEMENT_H

#include <assert.h>
#include <string.h>

#include "store/store.h"

static inline StoreValue store_value_text(Str text)
{
	return (StoreValue){.type = STORE_TEXT, .text = {.data = text.data == NULL ? "" : text.data,
		.length = text.length}};
}

static inline StoreValue store_value_text_or_null(Str text)
{
	return (StoreValue){.type = STORE_TEXT, .is_null = text.data == NULL, .text = text};
}

static inline StoreValue store_value_bytes(Str bytes)
{
	StoreValue value = store_value_text(bytes);
	value.type = STORE_BYTES;
	return value;
}

static inline StoreValue store_value_bytes_or_null(Str bytes)
{
	return (StoreValue){.type = STORE_BYTES, .is_null = bytes.data == NULL, .text = bytes};
}

static inline StoreValue store_value_integer(int64_t integer)
{
	return (StoreValue){.type = STORE_INTEGER, .integer = integer};
}

static inline StoreValue store_value_integer_or_null(int64_t integer)
{
	return (StoreValue){.type = STORE_INTEGER, .is_null = integer == STORE_NULL_INTEGER, .integer = integer};
}

/* A list fills its sixteen places with its last value again; an empty one with NULL, which nothing is equal to. */
static inline void store_bind_text_list(StoreValue *values, const Str *list, size_t count)
{
	assert(count <= STORE_LIST_LENGTH);
	for (size_t i = 0; i < STORE_LIST_LENGTH; i++)
		values[i] = count == 0 ? (StoreValue){.type = STORE_TEXT, .is_null = true}
			: store_value_text(list[i < count ? i : count - 1]);
}

static inline void store_bind_integer_list(StoreValue *values, const int64_t *list, size_t count)
{
	assert(count <= STORE_LIST_LENGTH);
	for (size_t i = 0; i < STORE_LIST_LENGTH; i++)
		values[i] = count == 0 ? (StoreValue){.type = STORE_INTEGER, .is_null = true}
			: store_value_integer(list[i < count ? i : count - 1]);
}

/* A longer array with the same elements. */
static inline void *store_grow(Arena *arena, const void *old, size_t count, size_t *capacity, size_t element_bytes)
{
	*capacity = *capacity == 0 ? 16 : *capacity * 2;
	void *grown = arena_allocate_array(arena, *capacity, element_bytes);
	if (count > 0)
		memcpy(grown, old, count * element_bytes);
	return grown;
}

#endif

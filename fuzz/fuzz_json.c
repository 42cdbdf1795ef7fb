/* Any bytes as JSON: what is read and written again reads back to the same bytes. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "base/json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static Str written(Arena *arena, const JsonNode *node)
{
	Buffer buffer = buffer_make(arena, ARENA_REQUEST_BYTES_MAX);
	JsonWriter writer = json_writer_make(&buffer);
	json_write_node(&writer, node);
	return buffer_str(&buffer);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Arena arena;
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	Problems problems = problems_make(&arena);
	const JsonNode *node = NULL;
	Str text = {.data = (const char *)data, .length = size};
	Status status = json_parse(&arena, S("fuzz"), 1, text, &problems, &node);
	assert((status == STATUS_OK) == (problems.total == 0));
	if (status == STATUS_OK && size < 100000) {
		Str once = written(&arena, node);
		const JsonNode *again = NULL;
		status = json_parse(&arena, S("fuzz"), 1, once, &problems, &again);
		assert(status == STATUS_OK);
		assert(str_equal(once, written(&arena, again)));
	}
	arena_clear(&arena);
	return 0;
}

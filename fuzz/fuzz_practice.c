/* One file of a practice folder: the first line is its path, the rest its text. The loader answers with a practice or with
 * problems, whatever stands in it. */
#include <assert.h>

#include "base/json.h"
#include "fuzz/fuzz_target.h"
#include "practice/practice.h"

enum { BUNDLE_BYTES_MAX = 1024 * 1024, INPUT_BYTES_MAX = 64 * 1024 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Arena arena;
	Practice *practice = NULL;
	Str path = {0};
	Str text = {.data = (const char *)data, .length = size};
	if (size > INPUT_BYTES_MAX || !str_next(&text, '\n', &path) || !str_is_utf8(path) || !str_is_utf8(text))
		return 0;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	Problems problems = problems_make(&arena);
	Buffer bundle = buffer_make(&arena, BUNDLE_BYTES_MAX);
	JsonWriter writer = json_writer_make(&bundle);
	json_write_object_begin(&writer);
	json_write_member_text(&writer, path, text);
	json_write_object_end(&writer);
	Status status = practice_load_bundle(&practice, &arena, buffer_str(&bundle), &problems);
	/* A practice wants more than one file: alone none is ever whole. */
	assert(status == STATUS_INVALID && problems_any(&problems));
	arena_clear(&arena);
	return 0;
}

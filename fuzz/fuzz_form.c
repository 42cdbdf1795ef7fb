/* Forms and query strings: what comes out is clean text, and goes through encoding and back. */
#include <assert.h>

#include "fuzz/fuzz_target.h"
#include "web/form_parser.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Arena arena;
	FormField *fields = NULL;
	size_t count = 0;
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	if (form_parse(&arena, (Str){.data = (const char *)data, .length = size}, &fields, &count) == STATUS_OK) {
		assert(count <= REQUEST_FIELDS_MAX);
		for (size_t i = 0; i < count; i++) {
			Str again = {0};
			assert(str_is_utf8(fields[i].name) && str_is_utf8(fields[i].value));
			Status status = percent_decode(&arena, percent_encode(&arena, fields[i].value), true, &again);
			assert(status == STATUS_OK && str_equal(again, fields[i].value));
		}
	}
	arena_clear(&arena);
	return 0;
}

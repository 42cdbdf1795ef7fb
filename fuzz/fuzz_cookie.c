/* Cookie headers: never more than the limit, never a character that could end a header. */
#include <assert.h>

#include "fuzz/fuzz_target.h"
#include "web/cookie_parser.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Arena arena;
	FormField *cookies = NULL;
	size_t count = 0;
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	cookie_parse(&arena, (Str){.data = (const char *)data, .length = size}, &cookies, &count);
	assert(count <= REQUEST_COOKIES_MAX);
	for (size_t i = 0; i < count; i++) {
		assert(cookies[i].name.length > 0 && !str_contains(cookies[i].name, S("=")));
		assert(!str_contains(cookies[i].value, S("\n")) && !str_contains(cookies[i].value, S(";")));
	}
	arena_clear(&arena);
	return 0;
}

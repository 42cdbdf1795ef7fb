/* Pages of advice: whatever stands in the text, what is written is well formed, and a text that was checked has no markup of
 * its own. */
#include <assert.h>

#include "fuzz/fuzz_target.h"
#include "web/markdown.h"

static Str field(const void *context, Str name)
{
	(void)context;
	return str_equal(name, S("phone")) ? S("01632 960 001") : (Str){0};
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Arena arena;
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	Str text = {.data = (const char *)data, .length = size};
	if (str_is_utf8(text)) {
		Problems problems = problems_make(&arena);
		Html out = html_make(&arena);
		markdown_write(&out, &arena, text, field, NULL); /* asserts that every address is safe and every element closed */
		Str html = html_finish(&out).html;
		assert(!str_contains(html, S("<script")) && !str_contains(html, S("href=\"javascript")));
		Status status = markdown_check(&arena, text, S("fuzz"), 1, field, NULL, &problems);
		assert(status == STATUS_OK || problems.total > 0);
		assert(markdown_words(&arena, text).length <= MARKDOWN_BYTES_MAX * (size_t)2);
	}
	arena_clear(&arena);
	return 0;
}

/* Any bytes as a CSV of listings: every row is kept or refused, and what is kept has what a listing needs. */
#include <assert.h>

#include "care/directory/directory_import.h"
#include "fuzz/fuzz_target.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Arena arena;
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX * (size_t)4);
	DirectoryReport report = {0};
	DirectoryReading reading = {.arena = &arena, .report = &report};
	Problems problems = problems_make(&arena);
	Status status = directory_read_csv(&reading, S("fuzz"), (Str){.data = (const char *)data, .length = size}, &problems);
	assert(status == STATUS_OK || problems_any(&problems));
	assert(status != STATUS_OK || report.read == reading.draft_count + report.refused);
	for (size_t i = 0; i < reading.draft_count; i++) {
		const ListingDraft *draft = &reading.drafts[i];
		assert(!str_is_empty(draft->name) && str_is_utf8(draft->description));
		assert(str_is_empty(draft->url) || str_starts_with(draft->url, S("http")));
	}
	arena_clear(&arena);
	return 0;
}

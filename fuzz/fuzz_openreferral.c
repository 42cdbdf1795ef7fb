/* Any bytes as a feed of services: every service is kept or refused, and what is kept has what a listing needs. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "care/directory/directory_import.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Arena arena;
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX * (size_t)4);
	DirectoryReport report = {0};
	DirectoryReading reading = {.arena = &arena, .report = &report};
	Problems problems = problems_make(&arena);
	Str text = {.data = (const char *)data, .length = size};
	Status status = directory_read_json(&reading, S("fuzz"), text, &problems);
	assert(status == STATUS_OK || problems_any(&problems));
	assert(status != STATUS_OK || report.read == reading.draft_count + report.refused);
	for (size_t i = 0; i < reading.draft_count; i++) {
		const ListingDraft *draft = &reading.drafts[i];
		assert(!str_is_empty(draft->name) && !str_is_empty(draft->original_id));
		assert(!str_is_empty(draft->organisation_original_id) && str_is_utf8(draft->description));
		assert(str_is_empty(draft->url) || str_starts_with(draft->url, S("http")));
	}
	arena_clear(&arena);
	return 0;
}

/* Any bytes as a council's charging.yaml: versions in the order of their days, or problems. */
#include <assert.h>

#include "engine/charging/policy.h"
#include "fuzz/fuzz_target.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Arena arena;
	ChargePolicies policies = {0};
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	Problems problems = problems_make(&arena);
	Status status = policies_load(&arena, S("fuzz"), (Str){.data = (const char *)data, .length = size}, &problems, &policies);
	assert((status == STATUS_OK) == !problems_any(&problems));
	for (size_t i = 1; status == STATUS_OK && i < policies.count; i++)
		assert(policies.versions[i - 1].from < policies.versions[i].from);
	assert(status != STATUS_OK || policies_on(&policies, DATE_NONE) != NULL);
	arena_clear(&arena);
	return 0;
}

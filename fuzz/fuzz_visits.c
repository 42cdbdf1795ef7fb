/* Any bytes as a problem of visits, in any of its three forms: refused with a place and a reason, or small and whole enough
 * that a plan without a route can be judged. */
#include <assert.h>

#include "engine/visits/visits.h"
#include "fuzz/fuzz_target.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Arena arena;
	VisitsProblem problem = {0};
	VisitsPlan plan = {0};
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	Problems problems = problems_make(&arena);
	Status status = visits_read_problem(&arena, S("fuzz"), (Str){.data = (const char *)data, .length = size}, &problems,
		&problem);
	assert((status == STATUS_OK) == !problems_any(&problems));
	if (status == STATUS_OK && visits_read_plan(&arena, &problem, S("plan"), S("{\"routes\":[]}"), &problems, &plan) == STATUS_OK) {
		VisitsVerdict verdict = {0};
		visits_evaluate(&arena, &problem, &plan, &verdict);
		assert(verdict.violation_count <= verdict.violation_total);
	}
	arena_clear(&arena);
	return 0;
}

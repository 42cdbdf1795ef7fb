/* Any bytes as a plan of visits for a fixed problem: refused, or judged without a fault of ours and written again. */
#include <assert.h>
#include <stdio.h>

#include "engine/visits/visits.h"
#include "fuzz/fuzz_target.h"

enum { FILE_BYTES_MAX = 256 * 1024, PLAN_BYTES_MAX = 16 * 1024 * 1024 };

static const VisitsProblem *problem(void)
{
	static Arena kept;
	static VisitsProblem made;
	static bool ready = false;
	if (ready)
		return &made;
	arena_init(&kept, ARENA_COMMAND_BYTES_MAX);
	char *bytes = arena_allocate(&kept, FILE_BYTES_MAX);
	FILE *file = fopen("fuzz/corpus/visits/three-clients.json", "rb");
	assert(file != NULL); /* it runs in the folder of the repository */
	size_t length = fread(bytes, 1, FILE_BYTES_MAX, file);
	(void)fclose(file);
	Problems problems = problems_make(&kept);
	Status status = visits_read_problem(&kept, S("problem"), (Str){.data = bytes, .length = length}, &problems, &made);
	assert(status == STATUS_OK);
	ready = true;
	return &made;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Arena arena;
	VisitsPlan plan = {0};
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	Problems problems = problems_make(&arena);
	Status status = visits_read_plan(&arena, problem(), S("fuzz"), (Str){.data = (const char *)data, .length = size},
		&problems, &plan);
	assert((status == STATUS_OK) == !problems_any(&problems));
	if (status == STATUS_OK) {
		VisitsVerdict verdict = {0};
		VisitsPlan again = {0};
		Buffer out = buffer_make(&arena, PLAN_BYTES_MAX);
		visits_evaluate(&arena, problem(), &plan, &verdict);
		visits_write_plan(problem(), &plan, &out);
		assert(visits_read_plan(&arena, problem(), S("again"), buffer_str(&out), &problems, &again) == STATUS_OK);
	}
	arena_clear(&arena);
	return 0;
}

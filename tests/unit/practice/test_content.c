#include "unit_test.h"

#include "practice/practice.h"

static Arena arena;

int main(void)
{
	arena_init(&arena, (size_t)256 << 20U);
	Problems problems = problems_make(&arena);
	Practice *p = NULL;
	Status s = practice_load(&p, &arena, S("boroughs/common"), S("boroughs/thurrock"), &problems);
	Buffer b = buffer_make(&arena, 1 << 20);
	problems_write(&problems, &b);
	printf("%s\n%.*s", status_name(s), STR_ARG(buffer_str(&b)));
	return 0;
}

/* Shared by the tests of practice: the two folders that ship, loaded once a program. */
#ifndef KITH_TESTS_PRACTICE_TEST_H
#define KITH_TESTS_PRACTICE_TEST_H

#include "practice/practice.h"

/* Loads common with council ("" for common alone) and fails the test, showing every problem, when it does not load. */
static inline Practice *practice_loaded(Arena *arena, Str council)
{
	Problems problems = problems_make(arena);
	Practice *practice = NULL;
	if (practice_load(&practice, arena, S("boroughs/common"), council, &problems) != STATUS_OK) {
		Buffer buffer = buffer_make(arena, 1 << 20);
		problems_write(&problems, &buffer);
		fail_msg("%s", str_c(arena, buffer_str(&buffer)));
	}
	return practice;
}

#endif

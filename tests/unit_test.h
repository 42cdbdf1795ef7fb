/* What every cmocka test includes: the library's headers in their order, and comparisons for our own types. */
#ifndef KITH_TESTS_UNIT_TEST_H
#define KITH_TESTS_UNIT_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/str.h"

/* A Str against a C string, shown as text when they differ. */
#define assert_str(arena, text, expected) assert_string_equal(str_c((arena), (text)), (expected))
#define assert_ok(call) assert_string_equal(status_name(call), "ok")
#define assert_status(call, expected) assert_string_equal(status_name(call), status_name(expected))

/* Leaves the test out, and says why: ./check names the reason. */
#define skip_because(reason) \
	do { \
		print_message("# skip: %s\n", (reason)); \
		skip(); \
	} while (0)

#endif

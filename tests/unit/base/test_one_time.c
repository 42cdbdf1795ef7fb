/* One-time codes, against the values that RFC 4226 (appendix D) and RFC 6238 (appendix B, SHA-1) print. */
#include "unit_test.h"

#include "base/one_time.h"

static Arena arena;

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, 1 << 20);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

#define SECRET S("12345678901234567890")

static void test_codes_by_counter_are_those_of_the_standard(void **state)
{
	static const char *const CODES[] = {"755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583",
		"399871", "520489"};
	(void)state;
	for (uint64_t step = 0; step < 10; step++)
		assert_str(&arena, one_time_code(&arena, SECRET, step, 6), CODES[step]);
}

static void test_codes_by_time_are_those_of_the_standard(void **state)
{
	static const struct { int64_t second; const char *code; } CASES[] = {
		{59, "94287082"}, {1111111109, "07081804"}, {1111111111, "14050471"}, {1234567890, "89005924"},
		{2000000000, "69279037"}, {20000000000, "65353130"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++)
		assert_str(&arena, one_time_code(&arena, SECRET, one_time_step(CASES[i].second * INSTANT_SECOND), 8),
			CASES[i].code);
	assert_int_equal(one_time_step(-1), 0);
}

static void test_a_secret_is_written_as_apps_read_it(void **state)
{
	static const char *const CASES[][2] = {{"", ""}, {"f", "MY"}, {"fo", "MZXQ"}, {"foo", "MZXW6"}, {"foob", "MZXW6YQ"},
		{"fooba", "MZXW6YTB"}, {"foobar", "MZXW6YTBOI"}};
	(void)state;
	for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++)
		assert_str(&arena, one_time_base32(&arena, str_from_c(CASES[i][0])), CASES[i][1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_codes_by_counter_are_those_of_the_standard, setup, teardown),
		cmocka_unit_test_setup_teardown(test_codes_by_time_are_those_of_the_standard, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_secret_is_written_as_apps_read_it, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

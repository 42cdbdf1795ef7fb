/* Archives in the format of ustar: names, bytes and checksums, also behind a long path. */
#include "unit_test.h"

#include <stdlib.h>

#include "base/tar.h"

static Arena arena;

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, 64U << 20U);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

/* The checksum of a header is the sum of its bytes with eight spaces in its own place. */
static unsigned sum_of(const char *header)
{
	unsigned sum = 0;
	for (size_t i = 0; i < 512; i++)
		sum += i >= 148 && i < 156 ? (unsigned)' ' : (unsigned)(unsigned char)header[i];
	return sum;
}

static void test_a_header_says_name_length_and_sum(void **state)
{
	(void)state;
	Buffer out = buffer_make(&arena, 1 << 20);
	tar_add(&out, S("boroughs/x/questions/a.yaml"), S("- id: a\n"), (Instant)1000000000 * INSTANT_SECOND);
	tar_end(&out);
	Str tar = buffer_str(&out);
	assert_int_equal(tar.length, 512 + 512 + 1024);
	assert_string_equal(tar.data, "a.yaml");
	assert_string_equal(tar.data + 345, "boroughs/x/questions");
	assert_string_equal(tar.data + 124, "00000000010");
	assert_string_equal(tar.data + 136, "07346545000");
	assert_int_equal(strtoul(tar.data + 148, NULL, 8), sum_of(tar.data));
	assert_memory_equal(tar.data + 512, "- id: a\n\0\0", 10);
}

static void test_a_file_of_whole_blocks_has_no_padding_and_an_empty_one_no_block(void **state)
{
	(void)state;
	Buffer out = buffer_make(&arena, 1 << 20);
	char block[512];
	for (size_t i = 0; i < sizeof block; i++)
		block[i] = 'x';
	tar_add(&out, S("a"), (Str){.data = block, .length = sizeof block}, 0);
	tar_add(&out, S("b"), (Str){0}, 0);
	assert_int_equal(out.length, 512 + 512 + 512);
	assert_string_equal(out.data + 1024, "b");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_header_says_name_length_and_sum),
		cmocka_unit_test(test_a_file_of_whole_blocks_has_no_padding_and_an_empty_one_no_block),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}

/* A body is one text, however it came and wherever it was kept. */
#include "unit_test.h"

#include "web/body.h"

enum { PIECE_BYTES = 10007, LARGE_BYTES = 3 * 1024 * 1024 };

static void fill(Body *body, const char *source, size_t length)
{
	for (size_t at = 0; at < length; at += PIECE_BYTES) {
		size_t piece = length - at < PIECE_BYTES ? length - at : PIECE_BYTES;
		assert_ok(body_add(body, (Str){.data = source + at, .length = piece}));
	}
}

static char *pattern(Arena *arena, size_t length)
{
	char *bytes = ARENA_ARRAY(arena, char, length);
	for (size_t i = 0; i < length; i++)
		bytes[i] = (char)(i * 31 % 251);
	return bytes;
}

static void test_small_and_large_bodies_come_out_as_they_went_in(void **state)
{
	(void)state;
	static const size_t LENGTHS[] = {0, 1, PIECE_BYTES, BODY_MEMORY_BYTES_MAX, BODY_MEMORY_BYTES_MAX + 1, LARGE_BYTES};
	Arena arena;
	arena_init(&arena, 64UL * 1024 * 1024);
	for (size_t i = 0; i < sizeof LENGTHS / sizeof LENGTHS[0]; i++) {
		Body body = {0};
		Str whole = {0};
		char *bytes = pattern(&arena, LENGTHS[i] + 1);
		assert_ok(body_begin(&body, LENGTHS[i], BODY_FILES_BYTES_MAX));
		fill(&body, bytes, LENGTHS[i]);
		assert_ok(body_whole(&body, &whole));
		assert_int_equal(whole.length, LENGTHS[i]);
		assert_true(str_equal(whole, (Str){.data = bytes, .length = LENGTHS[i]}));
		assert_int_equal(body.bytes == NULL, LENGTHS[i] == 0 || LENGTHS[i] > BODY_MEMORY_BYTES_MAX);
		body_clear(&body);
	}
	arena_clear(&arena);
}

static void test_more_than_was_declared_is_not_taken(void **state)
{
	(void)state;
	Body body = {0};
	assert_ok(body_begin(&body, 3, BODY_FILES_BYTES_MAX));
	assert_ok(body_add(&body, S("abc")));
	assert_status(body_add(&body, S("d")), STATUS_FULL);
	body_clear(&body);
	body_clear(&body); /* twice is no harm */
}

static void test_too_many_large_bodies_at_once_have_to_wait(void **state)
{
	(void)state;
	static Body bodies[BODY_FILES_BYTES_MAX / LARGE_BYTES + 1];
	size_t taken = 0;
	while (taken < sizeof bodies / sizeof bodies[0] && body_begin(&bodies[taken], LARGE_BYTES, BODY_FILES_BYTES_MAX) == STATUS_OK)
		taken++;
	assert_int_equal(taken, BODY_FILES_BYTES_MAX / LARGE_BYTES);
	body_clear(&bodies[0]);
	assert_ok(body_begin(&bodies[0], LARGE_BYTES, BODY_FILES_BYTES_MAX));
	for (size_t i = 0; i < taken; i++)
		body_clear(&bodies[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_small_and_large_bodies_come_out_as_they_went_in),
		cmocka_unit_test(test_more_than_was_declared_is_not_taken),
		cmocka_unit_test(test_too_many_large_bodies_at_once_have_to_wait),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

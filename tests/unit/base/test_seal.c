/* Sealed secrets: what opens them and what does not. */
#include "unit_test.h"

#include "base/seal.h"

static const char KEY_BYTES[] = "0123456789abcdef0123456789abcdef";
static const Str KEY = {.data = KEY_BYTES, .length = SEAL_KEY_BYTES};

static void test_a_secret_opens_with_its_key_and_label_alone(void **state)
{
	Arena arena;
	Str opened = {0};
	(void)state;
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	Str sealed = seal_close(&arena, KEY, S("ana"), S("twenty secret bytes!"));
	assert_int_equal(sealed.length, 20 + SEAL_OVERHEAD_BYTES);
	assert_false(str_contains(sealed, S("secret")));
	assert_int_equal(seal_open(&arena, KEY, S("ana"), sealed, &opened), STATUS_OK);
	assert_true(str_equal(opened, S("twenty secret bytes!")));
	assert_int_equal(seal_open(&arena, KEY, S("bob"), sealed, &opened), STATUS_INVALID);
	assert_true(str_is_empty(opened));
	assert_int_equal(seal_open(&arena, S("another key, thirty-two bytes ..."), S("ana"), sealed, &opened), STATUS_INVALID);
	assert_int_equal(seal_open(&arena, (Str){0}, S("ana"), sealed, &opened), STATUS_INVALID);
	arena_clear(&arena);
}

static void test_a_changed_or_cut_secret_does_not_open(void **state)
{
	Arena arena;
	Str opened = {0};
	(void)state;
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	Str sealed = seal_close(&arena, KEY, S("ana"), S("twenty secret bytes!"));
	for (size_t i = 0; i < sealed.length; i++) {
		Str changed = str_copy(&arena, sealed);
		((char *)changed.data)[i] ^= 1;
		assert_int_equal(seal_open(&arena, KEY, S("ana"), changed, &opened), STATUS_INVALID);
		assert_int_equal(seal_open(&arena, KEY, S("ana"), str_slice(sealed, 0, i), &opened), STATUS_INVALID);
	}
	arena_clear(&arena);
}

static void test_the_same_secret_is_sealed_differently_each_time(void **state)
{
	Arena arena;
	(void)state;
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	Str first = seal_close(&arena, KEY, S("ana"), S("x"));
	assert_false(str_equal(first, seal_close(&arena, KEY, S("ana"), S("x"))));
	arena_clear(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_secret_opens_with_its_key_and_label_alone),
		cmocka_unit_test(test_a_changed_or_cut_secret_does_not_open),
		cmocka_unit_test(test_the_same_secret_is_sealed_differently_each_time),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

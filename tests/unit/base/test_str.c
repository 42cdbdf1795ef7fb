#include "unit_test.h"

static Arena arena;

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, 1 << 22);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

static void test_folding_gives_what_people_type(void **state)
{
	(void)state;
	const struct { const char *written; const char *folded; } cases[] = {
		{"O'Brien-Łęcki", "obrien lecki"}, {"O\xE2\x80\x99" "Brien", "obrien"}, {"", ""}, {" - ", ""},
			{"  Ann   MARY ", "ann mary"},
		{"Jose\xCC\x81", "jose"}, {"José", "jose"}, {"e\xCC\x81\xCC\xA7x", "ex"},
		{"İbrahim Yıldız", "ibrahim yildiz"}, {"Straße", "strasse"},
		{"STRASSE", "strasse"}, {"Ærø", "aero"}, {"Đorđe", "dorde"}, {"Þór Guðrún", "thor gudrun"},
		{"Φίλιππος", "φιλιπποσ"},
		{"ﬁnch", "finch"}, {"Smith, J.", "smith j"}, {"12a\tHigh St", "12a high st"}, {"Nguyễn", "nguyen"},
		{"王芳", "王芳"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		Str folded = str_fold(&arena, str_from_c(cases[i].written));
		assert_str(&arena, folded, cases[i].folded);
		assert_str(&arena, str_fold(&arena, folded), cases[i].folded);
	}
}

static void test_normalising_composes_and_drops_controls(void **state)
{
	(void)state;
	assert_str(&arena, str_normalise(&arena, S("Jose\xCC\x81")), "José");
	assert_str(&arena, str_normalise(&arena, S("a\tb\nc\x01\x7F\r\xC2\x85" "d")), "a\tb\ncd");
	assert_str(&arena, str_normalise(&arena, S("Jose\x01\xCC\x81")), "José"); /* as if the control had never stood there */
	assert_str(&arena, str_normalise(&arena, S("\x01\r")), "");
	assert_str(&arena, str_normalise(&arena, S("")), "");
}

static void test_utf8_is_told_from_other_bytes(void **state)
{
	(void)state;
	const char *const wrong[] = {"\xFF", "\xC0\x80", "\xE2\x82", "\xED\xA0\x80", "\xF4\x90\x80\x80", "a\x80"};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_false(str_is_utf8(str_from_c(wrong[i])));
	assert_true(str_is_utf8(S("£ é 😀")));
	assert_true(str_is_utf8((Str){0}));
	assert_false(str_is_utf8((Str){.data = "a\0b", .length = 3}));
}

static void test_integers_are_read_whole_or_not_at_all(void **state)
{
	(void)state;
	int64_t value = 0;
	assert_ok(str_to_integer(S("-9223372036854775808"), &value));
	assert_true(value == INT64_MIN);
	assert_ok(str_to_integer(S("+9223372036854775807"), &value));
	assert_true(value == INT64_MAX);
	const char *const wrong[] = {"", "-", "+", "9223372036854775808", "-9223372036854775809", " 1", "1 ", "1.0",
		"0x1", "--1"};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_status(str_to_integer(str_from_c(wrong[i]), &value), STATUS_INVALID);
}

static void test_pieces_trims_and_replacements(void **state)
{
	(void)state;
	Str rest = S("a,,b,");
	Str piece = {0};
	const char *const expected[] = {"a", "", "b"};
	for (size_t i = 0; i < 3; i++) {
		assert_true(str_next(&rest, ',', &piece));
		assert_str(&arena, piece, expected[i]);
	}
	assert_false(str_next(&rest, ',', &piece));
	assert_str(&arena, str_trim(S(" \t\xC2\xA0 a b \r\n")), "a b");
	assert_str(&arena, str_trim(S(" \xC2\xA0")), "");
	assert_str(&arena, str_replace(&arena, S("aXbXX"), S("X"), S("yy")), "ayybyyyy");
	assert_str(&arena, str_replace(&arena, S("aXb"), S("X"), (Str){0}), "ab");
	assert_str(&arena, str_join(&arena, (const Str[]){S("a"), S(""), S("b")}, 3, S("-")), "a--b");
	assert_str(&arena, str_lower_ascii(&arena, S("ÄbC")), "Äbc");
}

static void test_comparison_is_by_bytes(void **state)
{
	(void)state;
	assert_true(str_compare(S("a"), S("b")) < 0);
	assert_true(str_compare(S("a"), S("ab")) < 0);
	assert_true(str_compare(S("Z"), S("a")) < 0);
	assert_true(str_compare(S("z"), S("é")) < 0);
	assert_int_equal(str_compare((Str){0}, S("")), 0);
	assert_true(str_equal((Str){0}, S("")));
	assert_true(str_equal_ignoring_case(S("Content-Type"), S("content-type")));
	assert_true(str_starts_with(S("abc"), S("ab")) && str_ends_with(S("abc"), S("bc")) && !str_ends_with(S("c"),
		S("bc")));
	size_t at = 0;
	assert_true(str_find(S("abcabc"), S("ca"), &at));
	assert_int_equal(at, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_folding_gives_what_people_type, setup, teardown),
		cmocka_unit_test_setup_teardown(test_normalising_composes_and_drops_controls, setup, teardown),
		cmocka_unit_test_setup_teardown(test_utf8_is_told_from_other_bytes, setup, teardown),
		cmocka_unit_test_setup_teardown(test_integers_are_read_whole_or_not_at_all, setup, teardown),
		cmocka_unit_test_setup_teardown(test_pieces_trims_and_replacements, setup, teardown),
		cmocka_unit_test_setup_teardown(test_comparison_is_by_bytes, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

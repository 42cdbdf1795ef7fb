/* Changing one place of a YAML file: what was wanted stands there, and every other byte is as it was. */
#include "unit_test.h"

#include "base/yaml_edit.h"

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

static const YamlNode *parsed(Str text)
{
	Problems problems = problems_make(&arena);
	const YamlNode *node = NULL;
	assert_ok(yaml_parse(&arena, S("file.yaml"), text, &problems, &node));
	return node;
}

static void assert_text(Str text, const char *expected)
{
	assert_string_equal(str_c(&arena, text), expected);
}

#define FILE_TEXT "# Kept: a note.\n- id: washing # by hand\n  resident: Can you wash – all over?\n  points: {low: 'a', high: b}\n" \
	"  list: [x, y]\n- id: eating\n  resident: >\n    Can you\n    eat?\n  worker: 'It''s'\n\n# the end\n"

static void test_a_text_is_replaced_and_nothing_else(void **state)
{
	(void)state;
	Str source = S(FILE_TEXT);
	const YamlNode *root = parsed(source);
	Str edited = yaml_with_text(&arena, source, yaml_member(root->items[0], S("resident")), S("Do you wash? It's: \"fine\" # yes"));
	assert_text(str_slice(edited, 0, 41), "# Kept: a note.\n- id: washing # by hand\n ");
	assert_text(yaml_text(yaml_member(parsed(edited)->items[0], S("resident"))), "Do you wash? It's: \"fine\" # yes");
	assert_true(str_ends_with(edited, S("  points: {low: 'a', high: b}\n  list: [x, y]\n- id: eating\n"
		"  resident: >\n    Can you\n    eat?\n  worker: 'It''s'\n\n# the end\n")));
}

static void test_a_block_of_lines_becomes_a_text_in_quotes(void **state)
{
	(void)state;
	Str source = S(FILE_TEXT);
	Str edited = yaml_with_text(&arena, source, yaml_member(parsed(source)->items[1], S("resident")), S("One\ntwo \\ \"three\""));
	const YamlNode *eating = parsed(edited)->items[1];
	assert_text(yaml_text(yaml_member(eating, S("resident"))), "One\ntwo \\ \"three\"");
	assert_text(yaml_text(yaml_member(eating, S("worker"))), "It's");
	assert_true(str_ends_with(edited, S("\n\n# the end\n")));
}

/* Word processors end lines with these. */
static void test_what_yaml_takes_for_the_end_of_a_line_is_kept(void **state)
{
	(void)state;
	Str source = S("title: b\n");
	Str words = S("One\xE2\x80\xA8 two\xE2\x80\xA9three \xC2\x85 four\rfive");
	Str edited = yaml_with_text(&arena, source, yaml_member(parsed(source), S("title")), words);
	assert_true(str_equal(yaml_text(yaml_member(parsed(edited), S("title"))), words));
}

static void test_a_place_behind_other_ends_of_lines_is_found(void **state)
{
	(void)state;
	Str source = S("a: 'One\xE2\x80\xA8two'\r\nb: \"x\xC2\x85y\"\rc: z # kept\n");
	Str edited = yaml_with_text(&arena, source, yaml_member(parsed(source), S("c")), S("now"));
	assert_text(edited, "a: 'One\xE2\x80\xA8two'\r\nb: \"x\xC2\x85y\"\rc: 'now' # kept\n");
}

static void test_a_text_between_braces_is_replaced_behind_letters_of_two_bytes(void **state)
{
	(void)state;
	Str source = S("- {café: é, worker: Où, last: z}\n");
	Str edited = yaml_with_text(&arena, source, yaml_member(parsed(source)->items[0], S("worker")), S("Ça, {là}"));
	assert_text(edited, "- {café: é, worker: 'Ça, {là}', last: z}\n");
	assert_text(yaml_text(yaml_member(parsed(edited)->items[0], S("last"))), "z");
}

static void test_pairs_come_and_go_in_both_styles(void **state)
{
	(void)state;
	Str source = S(FILE_TEXT);
	Str edited = yaml_with_pair(&arena, source, parsed(source)->items[1], S("resident"), S("hint"), S("Say: yes"));
	assert_text(yaml_text(yaml_member(parsed(edited)->items[1], S("hint"))), "Say: yes");
	assert_text(yaml_without_pair(&arena, edited, parsed(edited)->items[1], S("hint")), FILE_TEXT);
	const YamlNode *points = yaml_member(parsed(source)->items[0], S("points"));
	edited = yaml_with_pair(&arena, source, points, S("low"), S("hint"), S("h"));
	assert_true(str_contains(edited, S("{low: 'a', hint: 'h', high: b}")));
	edited = yaml_without_pair(&arena, edited, yaml_member(parsed(edited)->items[0], S("points")), S("hint"));
	assert_text(edited, FILE_TEXT);
}

static void test_an_absent_value_is_filled_in(void **state)
{
	(void)state;
	Str source = S("a:\nb: 1\n");
	assert_text(yaml_with_text(&arena, source, yaml_member(parsed(source), S("a")), S("x")), "a: 'x'\nb: 1\n");
}

static void test_lines_are_put_in_at_both_ends_and_behind_a_last_line_without_its_end(void **state)
{
	(void)state;
	assert_text(yaml_with_lines(&arena, S("a\nb\n"), 1, 0, S("x\n")), "x\na\nb\n");
	assert_text(yaml_with_lines(&arena, S("a\nb"), 3, 2, S("x\n")), "a\nb\nx\n");
	assert_text(yaml_with_lines(&arena, S("a\nb\nc\n"), 2, 2, (Str){0}), "a\nc\n");
	assert_text(yaml_indent(&arena, S("- a\n\n  b"), 2), "  - a\n\n    b\n");
}

static void test_the_last_line_of_each_kind_of_value(void **state)
{
	(void)state;
	Str source = S(FILE_TEXT);
	const YamlNode *root = parsed(source);
	assert_int_equal(yaml_last_line(root->items[0]), 5);
	assert_int_equal(yaml_last_line(yaml_member(root->items[1], S("resident"))), 9);
	assert_int_equal(yaml_last_line(root->items[1]), 10);
	assert_int_equal(yaml_last_line(root), 10);
	assert_int_equal(yaml_last_line(parsed(S("a: [1,\n  2\n  ]\nb: 3\n"))->pairs[0].value), 3);
	assert_int_equal(yaml_last_line(parsed(S("- - a\n  - |\n    b\n    c\n- d\n"))->items[0]), 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_text_is_replaced_and_nothing_else),
		cmocka_unit_test(test_a_block_of_lines_becomes_a_text_in_quotes),
		cmocka_unit_test(test_what_yaml_takes_for_the_end_of_a_line_is_kept),
		cmocka_unit_test(test_a_place_behind_other_ends_of_lines_is_found),
		cmocka_unit_test(test_a_text_between_braces_is_replaced_behind_letters_of_two_bytes),
		cmocka_unit_test(test_pairs_come_and_go_in_both_styles),
		cmocka_unit_test(test_an_absent_value_is_filled_in),
		cmocka_unit_test(test_lines_are_put_in_at_both_ends_and_behind_a_last_line_without_its_end),
		cmocka_unit_test(test_the_last_line_of_each_kind_of_value),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}

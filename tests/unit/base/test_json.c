#include "unit_test.h"

#include <string.h>

#include "base/json.h"

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

static const JsonNode *parsed(const char *text)
{
	Problems problems = problems_make(&arena);
	const JsonNode *node = NULL;
	if (json_parse(&arena, S("f"), 1, str_from_c(text), &problems, &node) != STATUS_OK)
		fail_msg("%s: %s", text, str_c(&arena, problems.items[0].message));
	return node;
}

static const char *refusal(Str text)
{
	Problems problems = problems_make(&arena);
	const JsonNode *node = NULL;
	if (json_parse(&arena, S("f"), 1, text, &problems, &node) == STATUS_OK)
		fail_msg("was read: %s", str_c(&arena, text));
	assert_int_equal(problems.total, 1);
	Buffer buffer = buffer_make(&arena, 1 << 20);
	problems_write(&problems, &buffer);
	return str_c(&arena, buffer_str(&buffer));
}

static void test_values_keep_their_kind_text_and_place(void **state)
{
	(void)state;
	const JsonNode *root = parsed("{\"a\": [1, -2.50, 1e3],\n "
		"\"b\": \"\\u00e9\\n\\ud83d\\ude00\\\"\", \"c\": null, \"d\": true}");
	assert_int_equal(root->count, 4);
	const JsonNode *list = json_member(root, S("a"));
	assert_int_equal(list->count, 3);
	assert_str(&arena, list->items[1].text, "-2.50");
	assert_str(&arena, json_text(json_member(root, S("b"))), "é\n😀\"");
	assert_int_equal(json_member(root, S("b"))->line, 2);
	assert_int_equal(json_member(root, S("b"))->column, 7);
	assert_int_equal(json_member(root, S("c"))->kind, JSON_NULL);
	assert_true(json_member(root, S("d"))->truth);
	assert_null(json_member(root, S("e")));
	assert_int_equal(parsed(" 7 ")->kind, JSON_NUMBER);
	assert_int_equal(parsed("{}")->count + parsed("[]")->count, 0);
}

static void test_what_is_not_json_is_refused_with_its_place(void **state)
{
	(void)state;
	const struct { const char *text; const char *place; const char *words; } cases[] = {
		{"", "f:1:1", "a value was expected"}, {"{\"a\":1,\n\"a\":2}", "f:2:5", "twice"},
		{"[1,]", "f:1:4", "a value was expected"}, {"{\"a\":1,}", "f:1:8", "a key"}, {"{a:1}", "f:1:2", "a key"},
		{"[1 2]", "f:1:4", "a comma"}, {"{\"a\" 1}", "f:1:6", "a colon"}, {"01", "f:1:2", "begin with 0"},
		{"1.", "f:1:3", "a digit"}, {"-", "f:1:2", "a digit"}, {"1e+", "f:1:4", "a digit"}, {"+1", "f:1:1", "a value"},
		{"\"a", "f:1:3", "closing quote"}, {"\"a\nb\"", "f:1:3", "control character"},
		{"\"\\x\"", "f:1:3", "backslash"},
		{"\"\\u12g4\"", "f:1:6", "hexadecimal"}, {"\"\\u0000\"", "f:1:8", "u0000"},
		{"\"\\udc00\"", "f:1:8", "second half"},
		{"\"\\ud800x\"", "f:1:8", "second half"}, {"\"\\ud800\\u0041\"", "f:1:14", "second half"},
		{"1 2", "f:1:3", "ends"},
		{"nul", "f:1:1", "a value"}, {"[1 // no\n]", "f:1:4", "a comma"}, {"\"\\", "f:1:3", "backslash"},
		{"[", "f:1:2", "a value"}, {"{\"a\":[{\"b\":1,\"b\":1}]}", "f:1:18", "twice"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const char *found = refusal(str_from_c(cases[i].text));
		if (strstr(found, cases[i].place) != found || strstr(found, cases[i].words) == NULL)
			fail_msg("%s gave: %s", cases[i].text, found);
	}
	assert_non_null(strstr(refusal(S("\"\xFF\"")), "UTF-8"));
	assert_non_null(strstr(refusal((Str){.data = "1\0", .length = 2}), "nul"));
}

static Str repeated(const char *piece, size_t times)
{
	Buffer buffer = buffer_make(&arena, 8U << 20U);
	for (size_t i = 0; i < times; i++)
		buffer_add(&buffer, str_from_c(piece));
	return buffer_str(&buffer);
}

static void test_depth_and_size_are_limited(void **state)
{
	(void)state;
	assert_non_null(parsed(str_c(&arena, str_concat(&arena, repeated("[", 32), repeated("]", 32)))));
	assert_non_null(strstr(refusal(repeated("[", 33)), "too deep"));
	assert_non_null(strstr(refusal(repeated("{\"a\":", 100000)), "too deep"));
	assert_non_null(strstr(refusal(str_concat(&arena, S("["), repeated("1,", 900000))), "too large"));
}

static void test_members_are_read_with_their_type_or_a_problem(void **state)
{
	(void)state;
	const JsonNode *root = parsed("{\"t\":\"x\",\"i\":5,\"m\":12.5,\"m2\":\"£1,040\","
		"\"b\":false,\"d\":\"2026-04-01\",\"n\":null,\"f\":1.5}");
	Problems problems = problems_make(&arena);
	Str text = {0};
	int64_t integer = 0;
	Pence money = 0;
	bool truth = true;
	Date date = DATE_NONE;
	const JsonNode *node = NULL;
	assert_ok(json_read_text(root, S("t"), JSON_REQUIRED, &problems, &text));
	assert_str(&arena, text, "x");
	assert_ok(json_read_integer(root, S("i"), JSON_REQUIRED, 0, 5, &problems, &integer));
	assert_int_equal(integer, 5);
	assert_ok(json_read_money(root, S("m"), JSON_REQUIRED, &problems, &money));
	assert_int_equal(money, 1250);
	assert_ok(json_read_money(root, S("m2"), JSON_REQUIRED, &problems, &money));
	assert_int_equal(money, 104000);
	assert_ok(json_read_truth(root, S("b"), JSON_REQUIRED, &problems, &truth));
	assert_false(truth);
	assert_ok(json_read_date(root, S("d"), JSON_REQUIRED, &problems, &date));
	assert_ok(json_read_text(root, S("n"), JSON_OPTIONAL, &problems, &text));
	assert_str(&arena, text, "x");
	assert_int_equal(problems.total, 0);
	assert_status(json_read_text(root, S("n"), JSON_REQUIRED, &problems, &text), STATUS_INVALID);
	assert_status(json_read_text(root, S("i"), JSON_OPTIONAL, &problems, &text), STATUS_INVALID);
	assert_status(json_read_integer(root, S("f"), JSON_REQUIRED, 0, 5, &problems, &integer), STATUS_INVALID);
	assert_status(json_read_integer(root, S("i"), JSON_REQUIRED, 0, 4, &problems, &integer), STATUS_INVALID);
	assert_status(json_read_array(root, S("t"), JSON_REQUIRED, &problems, &node), STATUS_INVALID);
	assert_status(json_read_object(root, S("zz"), JSON_REQUIRED, &problems, &node), STATUS_INVALID);
	assert_int_equal(problems.total, 6);
	assert_str(&arena, problems_for_field(&problems, S("f")), "a whole number was expected, found 1.5");
	const Str known[] = {S("t"), S("i"), S("m"), S("money"), S("b"), S("d"), S("n"), S("f")};
	assert_status(json_check_keys(root, known, 8, &problems), STATUS_INVALID);
	assert_str(&arena, problems_for_field(&problems, S("m2")), "this key is not known here; did you mean m");
}

static void test_what_is_written_reads_back_the_same(void **state)
{
	(void)state;
	const char *const texts[] = {"{\"a\":[1,2.50,{}],\"b\":\"x\\\"\\\\\\n\\u0001é\",\"c\":[null,true,false,[]]}",
		"[]", "\"\"", "-1e9"};
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		Buffer buffer = buffer_make(&arena, 1 << 20);
		JsonWriter writer = json_writer_make(&buffer);
		json_write_node(&writer, parsed(texts[i]));
		assert_str(&arena, buffer_str(&buffer), texts[i]);
	}
	Buffer buffer = buffer_make(&arena, 1 << 20);
	JsonWriter writer = json_writer_make(&buffer);
	json_write_object_begin(&writer);
	json_write_member_text(&writer, S("name"), S("a\tb\r"));
	json_write_member_money(&writer, S("price"), -350);
	json_write_key(&writer, S("list"));
	json_write_array_begin(&writer);
	json_write_integer(&writer, INT64_MIN);
	json_write_null(&writer);
	json_write_array_end(&writer);
	json_write_member_truth(&writer, S("ok"), true);
	json_write_member_integer(&writer, S("n"), 1);
	json_write_object_end(&writer);
	assert_str(&arena, buffer_str(&buffer), "{\"name\":\"a\\tb\\r\","
		"\"price\":-3.50,\"list\":[-9223372036854775808,null],"
		"\"ok\":true,\"n\":1}");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_values_keep_their_kind_text_and_place, setup, teardown),
		cmocka_unit_test_setup_teardown(test_what_is_not_json_is_refused_with_its_place, setup, teardown),
		cmocka_unit_test_setup_teardown(test_depth_and_size_are_limited, setup, teardown),
		cmocka_unit_test_setup_teardown(test_members_are_read_with_their_type_or_a_problem, setup, teardown),
		cmocka_unit_test_setup_teardown(test_what_is_written_reads_back_the_same, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

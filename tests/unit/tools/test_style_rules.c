#include "unit_test.h"

#include <string.h>

#include "tools/source_files.h"
#include "tools/style_rules.h"

static Arena arena;

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, 1 << 24);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

static const char *judge(const char *path, Str text)
{
	Problems problems = problems_make(&arena);
	style_rules_check(&arena, str_from_c(path), text, &problems);
	Buffer out = buffer_make(&arena, 1 << 16);
	problems_write(&problems, &out);
	return str_c(&arena, buffer_str(&out));
}

static void assert_broken(const char *path, const char *text, const char *words)
{
	const char *said = judge(path, str_from_c(text));
	if (!str_contains(str_from_c(said), str_from_c(words)))
		fail_msg("%s with %s: wanted '%s' but was told '%s'", path, text, words, said);
}

static void assert_good(const char *path, const char *text)
{
	assert_string_equal(judge(path, str_from_c(text)), "");
}

static void test_calls_that_are_not_used_are_named(void **state)
{
	(void)state;
	static const char *const CALLS[] = {"strcpy", "strcat", "sprintf", "strtok", "gets", "atoi", "atof", "scanf",
		"sscanf", "alloca", "setjmp", "system", "popen", "localtime", "gmtime", "rand", "time"};
	for (size_t i = 0; i < sizeof CALLS / sizeof *CALLS; i++) {
		const char *text = str_c(&arena, str_format(&arena, "int x;\n\tint y = %s (0);\n", CALLS[i]));
		assert_broken("src/care/a.c", text,
			str_c(&arena, str_format(&arena, "src/care/a.c:2: %s is not used", CALLS[i])));
	}
}

static void test_other_names_that_hold_the_word_are_left_alone(void **state)
{
	(void)state;
	assert_good("src/care/a.c", "int x = clock_system(1) + system_clock(2) + row.time(3) + row->rand(4);\n");
	assert_good("src/care/a.c", "/* never strcpy(a, b) */\nconst char *text = \"sprintf(\"; // atoi(x)\n");
	assert_good("src/base/clock.c", "int x = time(0);\n");
}

static void test_a_function_of_seventy_lines_is_the_longest(void **state)
{
	(void)state;
	for (size_t lines = 70; lines <= 71; lines++) {
		Buffer text = buffer_make(&arena, 1 << 16);
		buffer_add(&text, S("#include <x.h>\n\nstatic int\nlong_one(int a,\n\tint b)\n{\n"));
		for (size_t i = 0; i < lines; i++)
			buffer_add(&text, S("\ta++;\n"));
		buffer_add(&text, S("}\n"));
		const char *said = judge("src/care/a.c", buffer_str(&text));
		assert_string_equal(said, lines == 70 ? "" : "src/care/a.c:6: long_one has 71 lines; 70 are the limit\n");
	}
}

static void test_a_long_table_is_not_a_function(void **state)
{
	(void)state;
	Buffer text = buffer_make(&arena, 1 << 16);
	buffer_add(&text, S("static const int TABLE[] = {\n"));
	for (size_t i = 0; i < 200; i++)
		buffer_add(&text, S("\t1,\n"));
	buffer_add(&text, S("};\n"));
	assert_string_equal(judge("src/care/a.c", buffer_str(&text)), "");
}

static void test_a_function_cannot_hide_behind_its_brace(void **state)
{
	(void)state;
	assert_broken("src/care/a.c", "int f(void) {\n}\n", "line of its own");
}

static void test_lines_end_at_column_140_with_tabs_of_four(void **state)
{
	(void)state;
	char line[256];
	memset(line, 'x', sizeof line);
	line[0] = '\t';
	Str full = str_format(&arena, "%.137s\n", line);
	Str over = str_format(&arena, "%.138s\n", line);
	assert_string_equal(judge("src/care/a.c", full), "");
	assert_string_equal(judge("src/care/a.c", over), "src/care/a.c:1: 141 columns; 140 are the limit\n");
	assert_string_equal(judge("docs/a.md", over), "");
}

static void test_unfinished_marks_and_loose_ends_are_named(void **state)
{
	(void)state;
	assert_broken("src/care/a.c", "/* " "TO" "DO: later */\n", "finish it");
	assert_broken("boroughs/common/a.yaml", "# FIX" "ME\n", "finish it");
	assert_good("src/care/a.c", "int TO" "DOS = 1;\n");
	assert_broken("docs/a.md", "words \n", "white space at the end");
	assert_broken("src/care/a.c", "int a;\t\n", "white space at the end");
	assert_broken("src/care/a.c", "int a;", "no line feed");
}

static void test_paths_of_one_machine_are_named(void **state)
{
	(void)state;
	assert_broken("tools/a.sh", "cat /work" "/shared/x\n", "a path of one machine");
	assert_broken("src/care/a.c", "const char *home = \"/root" "/x\";\n", "a path of one machine");
	assert_good("src/care/a.c", "const char *route = \"/work/{work:id}\";\n");
}

static void test_a_header_opens_with_a_comment(void **state)
{
	(void)state;
	assert_good("src/care/a.h", "/* What a is for. */\nint a;\n");
	assert_broken("src/care/a.h", "#ifndef A\n#endif\n", "opens with a comment");
}

static void test_money_eligibility_and_dates_know_no_floating_point(void **state)
{
	(void)state;
	assert_broken("src/engine/charging/a.c", "double a;\n", "no floating point");
	assert_broken("src/base/money.c", "float a;\n", "no floating point");
	assert_good("src/engine/charging/a.c", "/* not a double */\nint floating;\n");
	assert_good("src/engine/linkage/a.c", "double a;\n");
}

static void test_sql_and_inline_styles_never_stand_in_c_strings(void **state)
{
	(void)state;
	assert_broken("src/care/a.c", "const char *a = \"SELECT 1\";\n", "named statements");
	assert_broken("src/web/a.c", "const char *a = \"DELETE FROM b\";\n", "named statements");
	assert_good("src/care/a.c", "const char *a = \"Please SELECT one\"; /* \"SELECT a\" */\n");
	assert_good("tools/a.c", "const char *a = \"SELECT 1\";\n");
	assert_broken("src/web/a.c", "const char *a = \"<p style=\\\"x\\\">\";\n", "nothing inline");
	assert_broken("src/web/a.c", "const char *a = \"<script>\";\n", "nothing inline");
}

static void test_text_is_parted_into_code_and_strings(void **state)
{
	(void)state;
	SourceText parts = source_text_part(&arena, S("a \"b\\\"c\" 'd' /* e */ f // g\nh"));
	assert_str(&arena, parts.code, "a \"    \" ' '         f     \nh");
	assert_str(&arena, parts.strings, "   b\\\"c                    \n ");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_calls_that_are_not_used_are_named),
		cmocka_unit_test(test_other_names_that_hold_the_word_are_left_alone),
		cmocka_unit_test(test_a_function_of_seventy_lines_is_the_longest),
		cmocka_unit_test(test_a_long_table_is_not_a_function),
		cmocka_unit_test(test_a_function_cannot_hide_behind_its_brace),
		cmocka_unit_test(test_lines_end_at_column_140_with_tabs_of_four),
		cmocka_unit_test(test_unfinished_marks_and_loose_ends_are_named),
		cmocka_unit_test(test_paths_of_one_machine_are_named),
		cmocka_unit_test(test_a_header_opens_with_a_comment),
		cmocka_unit_test(test_money_eligibility_and_dates_know_no_floating_point),
		cmocka_unit_test(test_sql_and_inline_styles_never_stand_in_c_strings),
		cmocka_unit_test(test_text_is_parted_into_code_and_strings),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}

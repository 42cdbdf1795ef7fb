#include "unit_test.h"

#include "tools/floor_rules.h"

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

/* What the rules say about a file that holds one text: the messages, a line each. */
static const char *judge(const char *path, const char *text)
{
	Problems problems = problems_make(&arena);
	floor_rules_check(&arena, str_from_c(path), str_from_c(text), &problems);
	Buffer out = buffer_make(&arena, 1 << 16);
	problems_write(&problems, &out);
	return str_c(&arena, buffer_str(&out));
}

static void assert_broken(const char *path, const char *text, const char *words)
{
	const char *said = judge(path, text);
	if (!str_contains(str_from_c(said), str_from_c(words)))
		fail_msg("%s with %s: wanted '%s' but was told '%s'", path, text, words, said);
}

static void assert_good(const char *path, const char *text)
{
	assert_string_equal(judge(path, text), "");
}

static void test_a_floor_includes_what_stands_under_it(void **state)
{
	(void)state;
	assert_good("src/base/str.c", "#include \"base/str.h\"\n");
	assert_good("src/store/pool.c", "#include \"store/store.h\"\n#include \"base/str.h\"\n");
	assert_good("src/practice/forms.c", "#include \"store/store.h\"\n#include \"engine/charging/charge.h\"\n");
	assert_good("src/care/person/person.c", "#include \"practice/practice.h\"\n#include \"care/person/person.h\"\n");
	assert_good("src/cli/main.c", "#include \"care/person/person.h\"\n#include \"web/web.h\"\n");
	assert_good("tests/unit/base/test_str.c", "#include \"web/web.h\"\n#include <sqlite3.h>\n");
}

static void test_a_floor_never_includes_what_stands_above_or_beside(void **state)
{
	(void)state;
	assert_broken("src/base/str.c", "#include \"store/store.h\"\n", "the floor base does not stand on store");
	assert_broken("src/engine/charging/charge.c", "#include \"store/store.h\"\n", "engine does not stand on store");
	assert_broken("src/engine/charging/charge.c", "#include \"web/html.h\"\n", "engine does not stand on web");
	assert_broken("src/web/router.c", "#include \"store/store.h\"\n", "web does not stand on store");
	assert_broken("src/store/pool.h", "#include \"web/web.h\"\n", "store does not stand on web");
	assert_broken("src/practice/forms.c", "#include \"care/person/person.h\"\n", "practice does not stand on care");
	assert_broken("src/care/work/work.c", "#include \"cli/options.h\"\n", "care does not stand on cli");
}

static void test_the_place_is_named_with_its_line(void **state)
{
	(void)state;
	assert_broken("src/base/str.c", "\n\n#  include   \"care/x/x.h\"\n", "src/base/str.c:3: care/x/x.h");
}

static void test_an_include_in_a_comment_or_a_string_is_none(void **state)
{
	(void)state;
	assert_good("src/base/str.c", "/*\n#include \"store/store.h\"\n*/\n// #include \"web/web.h\"\n");
	assert_good("src/base/str.c", "static const char *text = \"\\\n#include <sqlite3.h>\";\n");
}

static void test_pages_call_rules_and_never_the_reverse(void **state)
{
	(void)state;
	assert_good("src/care/person/page_person.c", "#include \"care/person/person.h\"\n#include \"web/html.h\"\n");
	assert_good("src/care/pages/shell.c", "#include \"web/html.h\"\n");
	assert_broken("src/care/person/person.c", "#include \"web/html.h\"\n", "a room's rules know no page");
	assert_broken("src/care/person/person.c", "#include \"care/person/page_person.h\"\n", "never the reverse");
}

static void test_a_room_is_called_through_its_header(void **state)
{
	(void)state;
	assert_good("src/care/work/work.c", "#include \"care/person/person.h\"\n#include \"care/person/person_names.h\"\n");
	assert_broken("src/care/work/work.c", "#include \"care/person/search.h\"\n", "care/person/person.h");
	assert_broken("src/care/work/page_work.c", "#include \"care/person/page_person.h\"\n", "care/person/person.h");
}

static void test_statements_stay_with_the_rules_that_own_them(void **state)
{
	(void)state;
	assert_good("src/care/person/person.c", "#include \"care/person/person.sql.h\"\n");
	assert_good("src/care/person/person.sql", "SELECT 1\n");
	assert_broken("src/care/work/work.c", "#include \"care/person/person.sql.h\"\n", "through the room's header");
	assert_broken("src/care/person/page_person.c", "#include \"care/person/person.sql.h\"\n", "hold no SQL");
	assert_broken("src/web/session.sql", "SELECT 1\n", "do not stand here");
	assert_broken("src/engine/linkage/pairs.sql", "SELECT 1\n", "do not stand here");
	assert_broken("src/care/person/page_person.sql", "SELECT 1\n", "do not stand here");
}

static void test_each_library_stands_behind_one_file(void **state)
{
	(void)state;
	static const struct {
		const char *header;
		const char *home;
	} LIBRARIES[] = {
		{"microhttpd.h", "src/web/server.c"}, {"sqlite3.h", "src/store/sqlite.c"},
		{"libpq-fe.h", "src/store/postgres.c"}, {"yaml.h", "src/base/yaml_parse.c"},
		{"uninorm.h", "src/base/str_unicode.c"},
	};
	for (size_t i = 0; i < sizeof LIBRARIES / sizeof *LIBRARIES; i++) {
		Str text = str_format(&arena, "#include <%s>\n", LIBRARIES[i].header);
		assert_good(LIBRARIES[i].home, str_c(&arena, text));
		assert_broken("src/care/person/person.c", str_c(&arena, text), LIBRARIES[i].home);
		assert_broken("src/base/other.c", str_c(&arena, text), "stands behind");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_floor_includes_what_stands_under_it),
		cmocka_unit_test(test_a_floor_never_includes_what_stands_above_or_beside),
		cmocka_unit_test(test_the_place_is_named_with_its_line),
		cmocka_unit_test(test_an_include_in_a_comment_or_a_string_is_none),
		cmocka_unit_test(test_pages_call_rules_and_never_the_reverse),
		cmocka_unit_test(test_a_room_is_called_through_its_header),
		cmocka_unit_test(test_statements_stay_with_the_rules_that_own_them),
		cmocka_unit_test(test_each_library_stands_behind_one_file),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}

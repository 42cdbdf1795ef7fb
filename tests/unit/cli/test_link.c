/* kith link as a script meets it: good files, hostile files, wrong settings. */
#include "unit_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/commands.h"

static char folder[] = "/tmp/kith-test-link.XXXXXX";

static const char SETTINGS[] = "id: id\ncolumns:\n  name: forename\n  family: surname\n  born: date\n";

static int make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) == NULL ? -1 : 0;
}

static int remove_folder(void **state)
{
	static const char *const NAMES[] = {"s.yaml", "a.csv", "b.csv", "out.csv", "clusters.csv", "truth.csv", "model.json"};
	(void)state;
	for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++) {
		char path[128];
		(void)snprintf(path, sizeof path, "%s/%s", folder, NAMES[i]);
		(void)remove(path);
	}
	return rmdir(folder);
}

static char *path_of(Arena *arena, const char *name)
{
	Str path = str_format(arena, "%s/%s", folder, name);
	char *copy = arena_allocate(arena, path.length + 1);
	memcpy(copy, path.data, path.length);
	return copy;
}

static void write_bytes(Arena *arena, const char *name, const char *bytes, size_t length)
{
	FILE *file = fopen(path_of(arena, name), "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, length, file), length);
	assert_int_equal(fclose(file), 0);
}

static void write_text(Arena *arena, const char *name, const char *text)
{
	write_bytes(arena, name, text, strlen(text));
}

static Str read_text(Arena *arena, const char *name)
{
	char *bytes = arena_allocate(arena, 64 * 1024);
	FILE *file = fopen(path_of(arena, name), "rb");
	assert_non_null(file);
	size_t length = fread(bytes, 1, 64 * 1024, file);
	assert_int_equal(fclose(file), 0);
	return (Str){.data = bytes, .length = length};
}

static int link_files(Arena *arena, const char *first, const char *second, const char *threshold)
{
	char name[] = "link";
	char settings[] = "--settings";
	char out[] = "--out";
	char clusters[] = "--clusters";
	char limit[] = "--threshold";
	char quiet[] = "--quiet";
	char limit_value[16] = {0};
	(void)snprintf(limit_value, sizeof limit_value, "%s", threshold);
	char *words[] = {name, settings, path_of(arena, "s.yaml"), out, path_of(arena, "out.csv"), clusters, path_of(arena, "clusters.csv"),
		limit, limit_value, quiet, path_of(arena, first), second == NULL ? NULL : path_of(arena, second), NULL};
	return command_link(second == NULL ? 11 : 12, words);
}

static size_t count_lines(Str text)
{
	size_t lines = 0;
	for (size_t i = 0; i < text.length; i++)
		lines += text.data[i] == '\n' ? 1 : 0;
	return lines;
}

static void test_every_record_stands_once_among_the_clusters(void **state)
{
	(void)state;
	Arena arena;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	write_text(&arena, "s.yaml", SETTINGS);
	write_text(&arena, "a.csv", "id, name, family, born\n1,Ann,Lee,1941-03-14\n2,Anne,Lee,14/03/1941\n3,Bo,Ek,1950-01-01\n");
	assert_int_equal(link_files(&arena, "a.csv", NULL, "0.5"), EXIT_STATUS_GOOD);
	assert_true(str_starts_with(read_text(&arena, "out.csv"), S("id_a,id_b,weight,probability\n")));
	Str clusters = read_text(&arena, "clusters.csv");
	assert_true(str_starts_with(clusters, S("id,cluster_id\n")));
	assert_int_equal(count_lines(clusters), 4);
	arena_clear(&arena);
}

static void test_bad_rows_are_skipped_and_the_rest_is_linked(void **state)
{
	(void)state;
	static const char HOSTILE[] = "\xEF\xBB\xBFid,name,family,born\r\n1,Ann,Lee,1941-03-14\r\n"
		"2,too,few\r\n,no,id,1950\r\n3,\"never\xFF utf\",x,y\r\n1,twice,the,id\r\n"
		"4,\"=cmd()\",\"a,\"\"b\"\"\n,c\",9999-99-99\r\n5,,,\r\n6,null,unknown,0000-00-00\r\n7,\"open quote,x,1\r\n";
	Arena arena;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	write_text(&arena, "s.yaml", SETTINGS);
	write_bytes(&arena, "a.csv", HOSTILE, sizeof HOSTILE - 1);
	assert_int_equal(link_files(&arena, "a.csv", NULL, "0.5"), EXIT_STATUS_GOOD);
	assert_int_equal(count_lines(read_text(&arena, "clusters.csv")), 5); /* 1, 4, 5, 6 and the header */
	arena_clear(&arena);
}

static void test_long_rows_and_long_fields_end_no_run(void **state)
{
	(void)state;
	Arena arena;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	Buffer text = buffer_make(&arena, 4 * 1024 * 1024);
	buffer_add(&text, S("id,name,family,born\n1,"));
	for (size_t i = 0; i < 200000; i++)
		buffer_add_character(&text, 'x');
	buffer_add(&text, S(",Lee,1941\n2,"));
	for (size_t i = 0; i < 3000; i++) /* under the limit of a field, and many words */
		buffer_add_character(&text, i % 2 == 0 ? 'y' : ' ');
	buffer_add(&text, S(",Lee,1941\n3,Ann,Lee,1941"));
	for (size_t i = 0; i < 5000; i++)
		buffer_add(&text, S(",z"));
	buffer_add(&text, S("\n"));
	write_text(&arena, "s.yaml", SETTINGS);
	write_bytes(&arena, "a.csv", text.data, text.length);
	assert_int_equal(link_files(&arena, "a.csv", NULL, "0.5"), EXIT_STATUS_GOOD);
	assert_int_equal(count_lines(read_text(&arena, "clusters.csv")), 2);
	arena_clear(&arena);
}

static void test_wrong_input_ends_with_one_and_no_result(void **state)
{
	(void)state;
	Arena arena;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	write_text(&arena, "a.csv", "id,name,family,born\n1,Ann,Lee,1941\n");
	write_text(&arena, "b.csv", "id,name,born\n1,Ann,1941\n");
	write_text(&arena, "s.yaml", SETTINGS);
	assert_int_equal(link_files(&arena, "a.csv", "b.csv", "0.5"), EXIT_STATUS_WRONG);      /* a column is missing */
	assert_int_equal(link_files(&arena, "missing.csv", NULL, "0.5"), EXIT_STATUS_WRONG);
	assert_int_equal(link_files(&arena, "a.csv", NULL, "1.5"), EXIT_STATUS_WRONG);
	assert_int_equal(link_files(&arena, "a.csv", NULL, "nan"), EXIT_STATUS_WRONG);
	write_text(&arena, "s.yaml", "id: id\ncolumns:\n  name: forname\n");
	assert_int_equal(link_files(&arena, "a.csv", NULL, "0.5"), EXIT_STATUS_WRONG);
	write_text(&arena, "s.yaml", "id: id\none_to_one: true\ncolumns:\n  name: forename\n");
	assert_int_equal(link_files(&arena, "a.csv", NULL, "0.5"), EXIT_STATUS_WRONG);         /* it is for two files */
	write_text(&arena, "b.csv", "");
	assert_int_equal(link_files(&arena, "a.csv", "b.csv", "0.5"), EXIT_STATUS_WRONG);
	arena_clear(&arena);
}

static void test_evaluation_reads_pairs_and_groups_as_truth(void **state)
{
	(void)state;
	Arena arena;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	char name[] = "link";
	char evaluate[] = "evaluate";
	char truth[] = "--truth";
	char *words[] = {name, evaluate, path_of(&arena, "out.csv"), truth, path_of(&arena, "truth.csv"), NULL};
	write_text(&arena, "out.csv", "id_a,id_b,weight,probability\n1,2,3,0.9\n3,4,3,0.9\n");
	write_text(&arena, "truth.csv", "id,cluster\n1,a\n2,a\n3,b\n4,c\n");
	assert_int_equal(command_link(5, words), EXIT_STATUS_GOOD);
	write_text(&arena, "truth.csv", "unique_id_l,unique_id_r,clerical_match_score\n1,2,1.0\n3,4,0.0\n");
	assert_int_equal(command_link(5, words), EXIT_STATUS_GOOD);
	write_text(&arena, "truth.csv", "id\n1\n");
	assert_int_equal(command_link(5, words), EXIT_STATUS_WRONG);
	arena_clear(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_record_stands_once_among_the_clusters),
		cmocka_unit_test(test_bad_rows_are_skipped_and_the_rest_is_linked),
		cmocka_unit_test(test_long_rows_and_long_fields_end_no_run),
		cmocka_unit_test(test_wrong_input_ends_with_one_and_no_result),
		cmocka_unit_test(test_evaluation_reads_pairs_and_groups_as_truth),
	};
	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}

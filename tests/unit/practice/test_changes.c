/* A council's folder that says only what differs: what comes out, and what is refused when common has moved on. */
#include "unit_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "practice_test.h"

static Arena arena;
static Str folder;

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, (size_t)1 << 30U);
	char name[] = "/tmp/kith-changes-XXXXXX";
	assert_non_null(mkdtemp(name));
	folder = str_copy(&arena, str_from_c(name));
	assert_int_equal(mkdir(str_c(&arena, str_concat(&arena, folder, S("/forms"))), 0700), 0);
	return 0;
}

static void write_file(const char *path, Str text)
{
	FILE *file = fopen(str_c(&arena, str_format(&arena, "%.*s/%s", STR_ARG(folder), path)), "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(text.data, 1, text.length, file), text.length);
	assert_int_equal(fclose(file), 0);
}

static void remove_file(const char *path)
{
	(void)unlink(str_c(&arena, str_format(&arena, "%.*s/%s", STR_ARG(folder), path)));
}

static int teardown(void **state)
{
	(void)state;
	remove_file("forms/review.changes.yaml");
	(void)rmdir(str_c(&arena, str_concat(&arena, folder, S("/forms"))));
	(void)rmdir(str_c(&arena, folder));
	arena_clear(&arena);
	return 0;
}

/* What the loader says of these changes of common's review form; empty when they are taken. */
static const char *said_of(const char *changes, Practice **out)
{
	Problems problems = problems_make(&arena);
	write_file("forms/review.changes.yaml", str_from_c(changes));
	Status status = practice_load(out, &arena, S("boroughs/common"), folder, &problems);
	assert_int_equal(status == STATUS_OK, !problems_any(&problems));
	Buffer buffer = buffer_make(&arena, 1 << 20);
	problems_write(&problems, &buffer);
	return str_c(&arena, buffer_str(&buffer));
}

static void assert_said(const char *changes, const char *words)
{
	Practice *practice = NULL;
	const char *said = said_of(changes, &practice);
	if (!str_contains(str_from_c(said), str_from_c(words)))
		fail_msg("expected \"%s\" in: %s", words, said);
	assert_true(str_contains(str_from_c(said), S("forms/review.changes.yaml:1:3")));
}

static void test_what_differs_is_laid_into_the_common_file_and_the_rest_follows_it(void **state)
{
	(void)state;
	Practice *common = practice_loaded(&arena, (Str){0});
	Practice *practice = NULL;
	Str before = {0};
	Str after = {0};
	assert_string_equal(said_of("- at: sections/who-took-part/questions\n  before: meeting_people\n  add: |\n    - pronouns\n"
		"- at: sections/who-took-part/title\n  was: Who took part\n  now: 'Who was there: all'\n"
		"- at: sections/your-view-first/questions/goal_progress\n  remove: true\n", &practice), "");
	assert_ok(practice_file_text(common, S("forms/review.yaml"), &before));
	assert_ok(practice_file_text(practice, S("forms/review.yaml"), &after));
	Str expected = str_replace(&arena, before, S("      - meeting_people\n"), S("      - pronouns\n      - meeting_people\n"));
	expected = str_replace(&arena, expected, S("title: Who took part"), S("title: 'Who was there: all'"));
	expected = str_replace(&arena, expected, S("      - goal_progress\n"), S(""));
	assert_string_equal(str_c(&arena, after), str_c(&arena, expected));
	assert_false(str_equal(before, after));
	const Form *form = practice_form(practice, S("review"));
	assert_true(form_asks(form, S("pronouns")) && !form_asks(form, S("goal_progress")));
	Str changes = {0};
	assert_status(practice_file_text(practice, S("forms/review.changes.yaml"), &changes), STATUS_NOT_FOUND);
}

static void test_a_change_of_what_is_not_there_any_more_is_refused_with_its_place(void **state)
{
	(void)state;
	assert_said("- at: sections/gone/questions\n  add: |\n    - pronouns\n", "has nothing named \"gone\"");
	assert_said("- at: sections/who-took-part/questions\n  after: gone\n  add: |\n    - pronouns\n", "There is no \"gone\"");
	assert_said("- at: sections/who-took-part/questions/gone\n  remove: true\n", "has nothing named \"gone\"");
	assert_said("- at: title\n  was: Revision\n  now: Look\n",
		"common does not have \"Revision\" at \"title\" (any more); it has \"Review\"");
}

static void test_a_change_that_cannot_be_meant_is_refused(void **state)
{
	(void)state;
	assert_said("- at: title\n  now: Look\n", "was and now stand together");
	assert_said("- at: title\n  was: Review\n  now: Look\n  remove: true\n", "exactly one of add, now and remove");
	assert_said("- at: title\n  after: id\n  was: Review\n  now: Look\n", "One of after and before may stand beside add");
	assert_said("- at: title\n  add: |\n    - pronouns\n", "no list or mapping");
	assert_said("- at: sections/who-took-part/questions\n  add: |\n    pronouns: yes\n", "must be of the kind that stands there");
	assert_said("- at: sections/who-took-part/questions\n  add: |\n    - [pronouns\n", "The file cannot be read with this change");
	assert_said("- at: sections/who-took-part\n  before: id\n  add: |\n    guidance: Look.\n", "Nothing can stand before the first key");
}

static void test_a_whole_file_and_changes_of_it_do_not_stand_together(void **state)
{
	(void)state;
	Practice *practice = NULL;
	Practice *common = practice_loaded(&arena, (Str){0});
	Str text = {0};
	assert_ok(practice_file_text(common, S("forms/review.yaml"), &text));
	write_file("forms/review.yaml", text);
	const char *said = said_of("- at: title\n  was: Review\n  now: Look\n", &practice);
	remove_file("forms/review.yaml");
	assert_true(str_contains(str_from_c(said), S("A whole file forms/review.yaml stands here too")));
	write_file("forms/other.changes.yaml", S("- at: title\n  was: Review\n  now: Look\n"));
	said = said_of("- at: title\n  was: Review\n  now: Look\n", &practice);
	remove_file("forms/other.changes.yaml");
	assert_true(str_contains(str_from_c(said), S("common has no file forms/other.yaml")));
}

static void test_what_the_finished_file_has_wrong_names_both_files(void **state)
{
	(void)state;
	Practice *practice = NULL;
	const char *said = said_of("- at: sections/who-took-part/questions\n  add: |\n    - no_such_question\n", &practice);
	assert_true(str_contains(str_from_c(said), S("boroughs/common/forms/review.yaml with ")));
	assert_true(str_contains(str_from_c(said), S("no_such_question")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_differs_is_laid_into_the_common_file_and_the_rest_follows_it),
		cmocka_unit_test(test_a_change_of_what_is_not_there_any_more_is_refused_with_its_place),
		cmocka_unit_test(test_a_change_that_cannot_be_meant_is_refused),
		cmocka_unit_test(test_a_whole_file_and_changes_of_it_do_not_stand_together),
		cmocka_unit_test(test_what_the_finished_file_has_wrong_names_both_files),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}

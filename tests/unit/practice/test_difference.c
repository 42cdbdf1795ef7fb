#include "unit_test.h"

#include <string.h>

#include "base/json.h"
#include "practice/difference.h"

/* What differs between two releases, and which differences take the meaning from answers that are kept. */

static Arena arena;

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, (size_t)256 << 20U);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

#define WASHING "- id: washing\n  home: person\n  type: choice\n  resident: Can you wash?\n  options:\n" \
	"    - {code: yes, resident: 'Yes'}\n    - {code: no, resident: 'No'}\n  stale_after: 12 months\n  use: decision\n"
#define FORM "id: contact\ntitle: Contact\nsections:\n  - {id: one, title: One, questions: [washing]}\n"

/* A small release with these questions, words and form. */
static Practice *release_of(const char *questions, const char *words, const char *form)
{
	const char *const FILES[][2] = {
		{"council.yaml", "id: x\nname: X Council\nplace: X\nservice_name: X care\nphone: '1'\nphone_hours: 9 to 5\n"
			"emergency_phone: '2'\nanswer_working_days: 3\nreference_prefix: XX\ncolour_soft: '#e7f0ee'\ncassr_code: '622'\n"
			"colour: '#14504a'\n"},
		{"roles.yaml", "- {id: practitioner, title: Practitioner, permissions: [work-do]}\n"},
		{"questions/a.yaml", questions}, {"words/en.yaml", words}, {"forms/contact.yaml", form}};
	Buffer buffer = buffer_make(&arena, 1 << 20);
	JsonWriter writer = json_writer_make(&buffer);
	json_write_object_begin(&writer);
	for (size_t i = 0; i < sizeof FILES / sizeof FILES[0]; i++)
		json_write_member_text(&writer, str_from_c(FILES[i][0]), str_from_c(FILES[i][1]));
	json_write_object_end(&writer);
	Problems problems = problems_make(&arena);
	Practice *practice = NULL;
	assert_ok(practice_load_bundle(&practice, &arena, str_copy(&arena, buffer_str(&buffer)), &problems));
	return practice;
}

static Practice *first(void)
{
	return release_of(WASHING, "front:\n  title: Care\n", FORM);
}

static PracticeDifference between(const Practice *before, const Practice *after)
{
	PracticeDifference difference;
	practice_difference(before, after, &arena, &difference);
	return difference;
}

static void test_the_same_release_differs_in_nothing(void **state)
{
	(void)state;
	PracticeDifference difference = between(first(), first());
	assert_int_equal(difference.total, 0);
	assert_int_equal(difference.breaks, 0);
}

static void test_other_words_are_shown_side_by_side_and_break_nothing(void **state)
{
	(void)state;
	PracticeDifference difference = between(first(), release_of("- id: washing\n  home: person\n  type: choice\n"
		"  resident: Do you wash?\n  options:\n    - {code: yes, resident: 'Yes'}\n    - {code: no, resident: Not}\n"
		"    - {code: some, resident: Some}\n  stale_after: 12 months\n  use: decision\n", "front:\n  title: Help\n",
		"id: contact\ntitle: Call\nsections:\n  - {id: one, title: One, questions: [washing]}\n"));
	assert_int_equal(difference.breaks, 0);
	assert_int_equal(difference.total, 6);
	static const struct { const char *what, *field, *before, *after; } EXPECTED[] = {
		{"question", "asked as", "Can you wash?", "Do you wash?"}, {"question", "read by staff as", "Can you wash?", "Do you wash?"},
		{"question", "option no", "No", "Not"}, {"question", "option some", "", "Some"}, {"words", "", "Care", "Help"},
		{"form", "from line 2", "title: Contact", "title: Call"}};
	for (size_t i = 0; i < difference.count; i++) {
		assert_str(&arena, difference.items[i].what, EXPECTED[i].what);
		assert_str(&arena, difference.items[i].field, EXPECTED[i].field);
		assert_str(&arena, difference.items[i].before, EXPECTED[i].before);
		assert_str(&arena, difference.items[i].after, EXPECTED[i].after);
	}
}

static void test_an_id_used_again_and_a_code_that_went_are_breaks(void **state)
{
	(void)state;
	PracticeDifference text = between(first(), release_of("- id: washing\n  home: person\n  type: text\n"
		"  resident: Can you wash?\n  stale_after: 12 months\n  use: decision\n", "front:\n  title: Care\n", FORM));
	assert_int_equal(text.breaks, 3); /* the type, and both codes */
	PracticeDifference home = between(first(), release_of("- id: washing\n  home: carer\n  type: choice\n"
		"  resident: Can you wash?\n  options:\n    - {code: yes, resident: 'Yes'}\n    - {code: no, resident: 'No'}\n"
		"  stale_after: 12 months\n  use: decision\n", "front:\n  title: Care\n", FORM));
	assert_int_equal(home.total, 1);
	assert_int_equal(home.breaks, 1);
	assert_str(&arena, home.items[0].field, "home");
}

static void test_what_came_and_what_went_is_named(void **state)
{
	(void)state;
	Practice *more = release_of(WASHING "- id: hair\n  home: person\n  type: text\n  resident: Your hair?\n  stale: never\n"
		"  use: story\n", "front:\n  title: Care\n  intro: Hello\n", FORM);
	PracticeDifference came = between(first(), more);
	PracticeDifference went = between(more, first());
	assert_int_equal(came.total, 2);
	assert_int_equal(went.total, 2);
	assert_str(&arena, came.items[0].id, "hair");
	assert_str(&arena, came.items[0].before, "");
	assert_str(&arena, went.items[0].after, "");
	assert_str(&arena, came.items[1].id, "en/front.intro");
	assert_int_equal(went.breaks, 0); /* its answers stay, and an older release still reads them */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_same_release_differs_in_nothing),
		cmocka_unit_test(test_other_words_are_shown_side_by_side_and_break_nothing),
		cmocka_unit_test(test_an_id_used_again_and_a_code_that_went_are_breaks),
		cmocka_unit_test(test_what_came_and_what_went_is_named),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}

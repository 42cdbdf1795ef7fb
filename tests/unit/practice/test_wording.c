#include "unit_test.h"

#include <string.h>

#include "base/json.h"
#include "practice/plain.h"
#include "practice/wording.h"

/* What the checker says of content that would load: words, likeness, forms, letters, other languages. */

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

typedef struct File {
	const char *path;
	const char *text;
} File;

#define QUESTION_OF(id, words) "- id: " id "\n  home: person\n  type: choice\n  resident: '" words "'\n  options: ability\n" \
	"  stale_after: 12 months\n  use: decision\n"
#define FORM_OF(ids) "id: contact\ntitle: Contact\nsections:\n  - {id: one, title: One, questions: [" ids "]}\n"
#define ROMANIAN "language: {name: Rom, tag: ro, partly: p, draft: d}\n"

static const File GOOD[] = {
	{"council.yaml", "id: x\nname: X Council\nplace: X\nservice_name: X care\nphone: '1'\nphone_hours: 9 to 5\n"
		"emergency_phone: '2'\nanswer_working_days: 3\nreference_prefix: XX\ncolour_soft: '#e7f0ee'\ncassr_code: '622'\n"
		"colour: '#14504a'\n"},
	{"roles.yaml", "- {id: practitioner, title: Practitioner, permissions: [work-do]}\n"},
	{"lists/ability.yaml", "id: ability\noptions:\n  - {code: independent, resident: On my own}\n"
		"  - {code: unable, resident: Someone does it}\n"},
	{"questions/a.yaml", QUESTION_OF("washing", "Can you wash?")},
	{"forms/contact.yaml", FORM_OF("washing")},
	{"letters/hello.yaml", "id: hello\ntitle: Hello\nparts: none\nparagraphs: ['Dear {{name_known_as}}']\n"},
	{"pathways/contact.yaml", "id: contact\ntitle: Contact\nform: contact\ndue: {within: 2 working days}\n"
		"done_by: [practitioner]\nteam: duty\noutcomes:\n  - id: done\n    label: Done\n    then: [{letter: hello}]\n"},
	{"words/en.yaml", "start:\n  title: Care\n  time: It takes {{minutes}} minutes\n  right: You have a right\n"},
};
enum { GOOD_COUNT = sizeof GOOD / sizeof GOOD[0] };

/* The good release with the files in place of those of their paths, or beside them. */
static Str bundle_with(const File *files, size_t count)
{
	Buffer buffer = buffer_make(&arena, 1 << 20);
	JsonWriter writer = json_writer_make(&buffer);
	json_write_object_begin(&writer);
	for (size_t i = 0; i < GOOD_COUNT; i++) {
		bool replaced = false;
		for (size_t j = 0; j < count; j++)
			replaced = replaced || strcmp(files[j].path, GOOD[i].path) == 0;
		if (!replaced)
			json_write_member_text(&writer, str_from_c(GOOD[i].path), str_from_c(GOOD[i].text));
	}
	for (size_t j = 0; j < count; j++)
		json_write_member_text(&writer, str_from_c(files[j].path), str_from_c(files[j].text));
	json_write_object_end(&writer);
	return str_copy(&arena, buffer_str(&buffer));
}

static Practice *loaded_with(const File *files, size_t count)
{
	Problems problems = problems_make(&arena);
	Practice *practice = NULL;
	assert_ok(practice_load_bundle(&practice, &arena, bundle_with(files, count), &problems));
	return practice;
}

static const char *said_of(const File *files, size_t count)
{
	Problems problems = problems_make(&arena);
	practice_check_content(loaded_with(files, count), &problems);
	Buffer buffer = buffer_make(&arena, 1 << 20);
	problems_write(&problems, &buffer);
	return str_c(&arena, buffer_str(&buffer));
}

static void assert_says(const File *files, size_t count, const char *place, const char *words)
{
	const char *said = said_of(files, count);
	Str rest = str_from_c(said);
	Str line = {0};
	while (str_next(&rest, '\n', &line))
		if (str_starts_with(line, str_from_c(place)) && str_contains(line, str_from_c(words)))
			return;
	fail_msg("expected %s … %s\nbut it said:\n%s", place, words, said);
}

#define ASSERT_SAYS(place, words, ...) do { \
		const File files[] = {__VA_ARGS__}; \
		assert_says(files, sizeof files / sizeof files[0], place, words); \
	} while (0)
#define ASSERT_SAYS_NOTHING(...) do { \
		const File files[] = {__VA_ARGS__}; \
		assert_string_equal(said_of(files, sizeof files / sizeof files[0]), ""); \
	} while (0)

static void test_a_question_is_short_and_of_plain_words(void **state)
{
	(void)state;
	assert_string_equal(said_of(NULL, 0), "");
	ASSERT_SAYS("questions/a.yaml:4:13: ", "18 in 1", {"questions/a.yaml", QUESTION_OF("washing",
		"Can you wash all of you, from the top to the toes, when you are on your own?")});
	ASSERT_SAYS("questions/a.yaml:4:13: ", "in 3", {"questions/a.yaml", QUESTION_OF("washing", "Wash? You? Now?")});
	ASSERT_SAYS("questions/a.yaml:4:13: ", "\"utilise\" is a long word",
		{"questions/a.yaml", QUESTION_OF("washing", "Do you utilise a bath?")});
	ASSERT_SAYS_NOTHING({"questions/a.yaml", QUESTION_OF("washing", "Do you utilise a bath?")},
		{"wording.yaml", "everyday: [utilise]\n"});
}

static void test_a_term_says_under_the_question_what_it_means(void **state)
{
	(void)state;
	const File files[] = {{"questions/a.yaml", QUESTION_OF("washing", "Have you dementia?")},
		{"wording.yaml", "terms:\n  - {word: dementia, meaning: It is hard to think.}\n"}};
	assert_string_equal(said_of(files, 2), "");
	assert_str(&arena, practice_question(loaded_with(files, 2), S("washing"))->hint, "It is hard to think.");
}

static void test_words_that_hurt_are_refused_wherever_people_read_them(void **state)
{
	(void)state;
	ASSERT_SAYS("questions/a.yaml:4:13: ", "\"wander\" is not said of people",
		{"questions/a.yaml", QUESTION_OF("washing", "Do you go wandering?")});
	ASSERT_SAYS("words/en.yaml:2:10: ", "\"cheaper\"", {"words/en.yaml", "start:\n  title: A Cheaper way\n"});
	ASSERT_SAYS("letters/hello.yaml:4:14: ", "say person", {"letters/hello.yaml",
		"id: hello\ntitle: Hello\nparts: none\nparagraphs: ['Dear service user']\n"});
	ASSERT_SAYS("forms/contact.yaml:4:22: ", "\"refuses\"", {"forms/contact.yaml",
		"id: contact\ntitle: Contact\nsections:\n  - {id: one, title: 'She refuses', questions: [washing]}\n"});
	/* The exact words of a national list are not ours; a word inside another is no such word. */
	ASSERT_SAYS_NOTHING({"lists/ability.yaml", "id: ability\noptions:\n  - {code: independent, resident: A, "
		"national: Service user}\n  - {code: unable, resident: A meander}\n"});
}

static void test_a_question_that_sounds_like_another_wants_a_reason(void **state)
{
	(void)state;
#define TWO {"questions/a.yaml", QUESTION_OF("washing", "Can you wash your hair?") \
		QUESTION_OF("hair", "Can you wash your own hair?")}, {"forms/contact.yaml", FORM_OF("washing, hair")}
	ASSERT_SAYS("questions/a.yaml:11:13: ", "sounds like washing", TWO);
	ASSERT_SAYS_NOTHING(TWO, {"wording.yaml", "alike:\n  - {first: hair, second: washing, why: Two.}\n"});
	ASSERT_SAYS("wording.yaml:2:5: ", "no question", TWO,
		{"wording.yaml", "alike:\n  - {first: hairs, second: washing, why: Two.}\n"});
#undef TWO
}

static void test_a_question_that_no_form_asks_is_named(void **state)
{
	(void)state;
	ASSERT_SAYS("questions/a.yaml:8:3: ", "No form asks shaving", {"questions/a.yaml",
		QUESTION_OF("washing", "Can you wash?") QUESTION_OF("shaving", "Do you shave?")});
}

static void test_a_letter_that_is_hard_to_read_is_named(void **state)
{
	(void)state;
	ASSERT_SAYS("letters/hello.yaml:1:1: ", "reading grade", {"letters/hello.yaml", "id: hello\ntitle: Hello\nparts: none\n"
		"paragraphs: ['Notwithstanding previous communications regarding eligibility determination, "
		"the authority considers representations appropriately']\n"});
}

#define ENGLISH_LETTER {"letters/hello.yaml", "id: hello\ntitle: Hello\nparts: none\nparagraphs:\n" \
	"  - '## Your money'\n  - 'You pay {{their_share}} from {{next_date}}. In danger, call 999.'\n  - '{{advice}}'\n"}
#define SPOKEN {"words/ro.yaml", ROMANIAN}
#define LETTER_IN(paragraphs) {"letters/hello.ro.yaml", "title: Salut\nparagraphs:\n" paragraphs}
#define HEAD "  - '## Banii'\n"
#define SUM "  - 'Plătiți {{their_share}} din {{next_date}}. În pericol, sunați la 999.'\n"
#define LAST "  - '{{advice}}'\n"

static void test_a_letter_in_another_language_keeps_every_field_figure_and_condition(void **state)
{
	(void)state;
	ASSERT_SAYS_NOTHING(ENGLISH_LETTER, SPOKEN, LETTER_IN(HEAD SUM LAST));
	ASSERT_SAYS("letters/hello.ro.yaml:3:3: ", "3 paragraphs here, and this has 2", ENGLISH_LETTER, SPOKEN, LETTER_IN(HEAD SUM));
	ASSERT_SAYS("letters/hello.ro.yaml:4:5: ", "{{next_date}} does not stand here", ENGLISH_LETTER, SPOKEN,
		LETTER_IN(HEAD "  - 'Plătiți {{their_share}}. În pericol, sunați la 999.'\n" LAST));
	ASSERT_SAYS("letters/hello.ro.yaml:4:5: ", "{{reasons}} does not stand here", ENGLISH_LETTER, SPOKEN,
		LETTER_IN(HEAD "  - 'Plătiți {{their_share}} din {{next_date}}. {{reasons}} Sunați la 999.'\n" LAST));
	ASSERT_SAYS("letters/hello.ro.yaml:4:5: ", "does not stand here", ENGLISH_LETTER, SPOKEN,
		LETTER_IN(HEAD "  - 'Plătiți {{their_share}} din {{next_date}}. Sunați la 112.'\n" LAST));
	ASSERT_SAYS("letters/hello.ro.yaml:3:5: ", "must be the same as in the English", ENGLISH_LETTER, SPOKEN,
		LETTER_IN("  - 'Banii'\n" SUM LAST));
	ASSERT_SAYS("letters/hello.ro.yaml:5:5: ", "must be the same as in the English", ENGLISH_LETTER, SPOKEN,
		LETTER_IN(HEAD SUM "  - 'Sfat: {{advice}}'\n"));
}

static void test_a_letter_in_easy_words_is_easier_than_the_english(void **state)
{
	(void)state;
	ASSERT_SAYS("letters/hello.en-easy.yaml:1:1: ", "grade of 4", {"words/en-easy.yaml",
		"language: {name: Easy, tag: en, partly: p, draft: d}\n"}, {"letters/hello.en-easy.yaml", "title: Hello\n"
		"paragraphs: ['Dear {{name_known_as}}, considering everything that happened yesterday we determine eligibility']\n"});
}

static void test_a_letter_in_a_language_is_a_draft_until_somebody_stands_for_it(void **state)
{
	(void)state;
	const File draft[] = {SPOKEN, {"letters/hello.ro.yaml", "title: Salut\nparagraphs: ['Dragă {{name_known_as}}']\n"}};
	const File read[] = {SPOKEN, {"letters/hello.ro.yaml", "title: Salut\nread_by: Ana Pop, interpreter\nread_on: 2026-11-20\n"
		"paragraphs: ['Dragă {{name_known_as}}']\n"}};
	const Letter *letter = practice_letter_in(loaded_with(draft, 2), S("hello"), S("ro"));
	assert_str(&arena, letter->title, "Salut");
	assert_true(str_is_empty(letter->read_by));
	letter = practice_letter_in(loaded_with(read, 2), S("hello"), S("ro"));
	assert_str(&arena, letter->read_by, "Ana Pop, interpreter");
	assert_null(practice_letter_in(loaded_with(read, 2), S("hello"), S("pl")));
}

static void test_a_draft_in_another_language_promises_nothing_and_asks_whole_questions(void **state)
{
	(void)state;
	ASSERT_SAYS_NOTHING({"words/ro.yaml", ROMANIAN "start: {title: Ajutor}\n"
		"questions:\n  washing: {resident: Spal}\nlists:\n  ability: {independent: Da, unable: Nu}\n"});
	ASSERT_SAYS("words/ro.yaml:2:16: ", "may count on", {"words/ro.yaml", ROMANIAN "start: {right: Drept}\n"});
	ASSERT_SAYS_NOTHING({"words/ro.yaml", "language: {name: Rom, tag: ro, partly: p}\nstart: {right: Drept}\n"});
	ASSERT_SAYS("words/ro.yaml:2:16: ", "no start.titel in English", {"words/ro.yaml", ROMANIAN "start: {titel: Drept}\n"});
	ASSERT_SAYS("words/ro.yaml:2:15: ", "{{ }}", {"words/ro.yaml", ROMANIAN "start: {time: Minute}\n"});
	ASSERT_SAYS("words/ro.yaml:3:23: ", "translated whole", {"words/ro.yaml", ROMANIAN
		"questions:\n  washing: {resident: Spal}\nlists:\n  ability: {independent: Da}\n"});
	ASSERT_SAYS("words/ro.yaml:3:22: ", "not put into words", {"words/ro.yaml", ROMANIAN
		"questions:\n  afraid: {resident: X}\n"}, {"questions/a.yaml", QUESTION_OF("washing", "Can you wash?")
		"- id: afraid\n  home: person\n  type: text\n  resident: Are you afraid?\n  stale: never\n  danger: true\n  use: act\n"},
		{"forms/contact.yaml", FORM_OF("washing, afraid")});
}

static void test_a_question_falls_back_to_english_whole(void **state)
{
	(void)state;
	const File files[] = {{"words/ro.yaml", ROMANIAN "questions:\n  washing: {resident: Spal, independent: Da}\n"}};
	Practice *practice = loaded_with(files, 1);
	const Question *washing = practice_question(practice, S("washing"));
	assert_null(practice_question_in(practice, &arena, washing, S("ro")));
	assert_ptr_equal(practice_question_in(practice, &arena, washing, S("en")), washing);
	const File whole[] = {{"words/ro.yaml", ROMANIAN "questions:\n  washing: {resident: Spal, independent: Da, unable: Nu}\n"}};
	practice = loaded_with(whole, 1);
	const Question *spal = practice_question_in(practice, &arena, practice_question(practice, S("washing")), S("ro"));
	assert_non_null(spal);
	assert_str(&arena, spal->resident, "Spal");
	assert_str(&arena, spal->options->options[1].resident, "Nu");
	assert_str(&arena, spal->options->options[1].code, "unable");
	assert_str(&arena, practice_language(practice, S("ro"))->tag, "ro");
	assert_str(&arena, practice_language(practice, S("xx"))->code, "en");
}

static void test_what_was_published_is_not_judged_again(void **state)
{
	(void)state;
	const File files[] = {{"questions/a.yaml", QUESTION_OF("washing", "Do you utilise a bath and go wandering?")}};
	assert_non_null(loaded_with(files, 1)); /* a release of an earlier day still opens its work */
}

static void test_syllables_sentences_and_words_are_counted(void **state)
{
	(void)state;
	static const struct { const char *word; int syllables; } WORDS[] = {{"wash", 1}, {"homes", 1}, {"table", 2},
		{"wanted", 2}, {"helped", 1}, {"dementia", 3}, {"decision", 3}};
	for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++)
		assert_int_equal(plain_syllables(str_from_c(WORDS[i].word)), WORDS[i].syllables);
	Reading reading = {0};
	reading_add(&reading, S("Don't wait. Call 01375 to talk: it's free"));
	assert_int_equal(reading.words, 7);
	assert_int_equal(reading.sentences, 3);
	assert_int_equal(reading_grade_tenths(&(Reading){0}), 0);
}

#define HELPLINE(forms) "reasons:\n  - {id: one, words: One, when: \"has(called)\"}\n" \
	"online:\n  - {id: check, paths: [/check], forms: " forms "}\n"
#define CALLED "- id: called\n  home: episode\n  type: text\n  resident: Who is it?\n  stale: each-time\n  use: act\n"
#define PUBLIC_FORM {"forms/contact.yaml", "id: contact\ntitle: Contact\npublic: true\nsections:\n" \
	"  - {id: one, title: One, questions: [washing, called]}\n"}
#define WAYS(phone, place) {"words/en.yaml", "front: {title: Care}\nways:\n  check-phone: " phone "\n  check-face-to-face: " place "\n"}

static void test_nothing_is_only_online(void **state)
{
	(void)state;
	ASSERT_SAYS("helpline.yaml:4:5: ", "needs ways.check-phone", {"helpline.yaml", HELPLINE("[contact]")},
		{"questions/b.yaml", CALLED}, PUBLIC_FORM);
	ASSERT_SAYS("helpline.yaml:4:5: ", "ways.check-phone must say where: it needs {{phone}}", {"helpline.yaml", HELPLINE("[contact]")},
		{"questions/b.yaml", CALLED}, PUBLIC_FORM, WAYS("Call us.", "'Come {{face_to_face}}.'"));
	ASSERT_SAYS("helpline.yaml:4:5: ", "it needs {{face_to_face}}", {"helpline.yaml", HELPLINE("[contact]")},
		{"questions/b.yaml", CALLED}, PUBLIC_FORM, WAYS("'Call {{phone}}.'", "Come."));
	ASSERT_SAYS("helpline.yaml:1:1: ", "contact is filled in online and stands in no step", {"helpline.yaml", HELPLINE("[]")},
		{"questions/b.yaml", CALLED}, PUBLIC_FORM, WAYS("'Call {{phone}}.'", "'Come {{face_to_face}}.'"));
	ASSERT_SAYS("helpline.yaml:1:1: ", "council.yaml needs face_to_face", {"helpline.yaml", HELPLINE("[contact]")},
		{"questions/b.yaml", CALLED}, PUBLIC_FORM, WAYS("'Call {{phone}}.'", "'Come {{face_to_face}}.'"));
}

static void test_a_page_belongs_to_the_step_with_the_longest_beginning(void **state)
{
	(void)state;
	const File files[] = {{"questions/b.yaml", CALLED}, PUBLIC_FORM, {"helpline.yaml",
		"reasons:\n  - {id: one, words: One, when: \"has(called)\"}\nonline:\n  - {id: check, paths: [/check], forms: [contact]}\n"
		"  - {id: worry, paths: [/check/begin/worry]}\n"}};
	const Practice *practice = loaded_with(files, 3);
	assert_str(&arena, practice_online_step(practice, S("/check"))->id, "check");
	assert_str(&arena, practice_online_step(practice, S("/check/question/washing"))->id, "check");
	assert_str(&arena, practice_online_step(practice, S("/check/begin/worry"))->id, "worry");
	assert_null(practice_online_step(practice, S("/checks")));
	assert_null(practice_online_step(practice, S("/")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_question_is_short_and_of_plain_words),
		cmocka_unit_test(test_a_term_says_under_the_question_what_it_means),
		cmocka_unit_test(test_words_that_hurt_are_refused_wherever_people_read_them),
		cmocka_unit_test(test_a_question_that_sounds_like_another_wants_a_reason),
		cmocka_unit_test(test_a_question_that_no_form_asks_is_named),
		cmocka_unit_test(test_a_letter_that_is_hard_to_read_is_named),
		cmocka_unit_test(test_a_letter_in_another_language_keeps_every_field_figure_and_condition),
		cmocka_unit_test(test_a_letter_in_easy_words_is_easier_than_the_english),
		cmocka_unit_test(test_a_letter_in_a_language_is_a_draft_until_somebody_stands_for_it),
		cmocka_unit_test(test_a_draft_in_another_language_promises_nothing_and_asks_whole_questions),
		cmocka_unit_test(test_a_question_falls_back_to_english_whole),
		cmocka_unit_test(test_what_was_published_is_not_judged_again),
		cmocka_unit_test(test_syllables_sentences_and_words_are_counted),
		cmocka_unit_test(test_nothing_is_only_online),
		cmocka_unit_test(test_a_page_belongs_to_the_step_with_the_longest_beginning),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}

/* How letters leave: the person's format and language decide the letter, a draft waits for somebody to read it, nothing goes to
 * whoever may not be written to, and what went is kept. */
#include "care_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "care/letter/letter.h"
#include "care/access/factor.h"
#include "care/letter/sending.h"

#define HOME "[{\"lines\":\"12 High Street\",\"town\":\"Grays\"}]"
#define assert_says(text, words) assert_true(str_contains(text, S(words)))
#define assert_silent(text, words) assert_false(str_contains(text, S(words)))

static Str somebody(CareTest *test, const char *name)
{
	Care care = care_test_desk(test, test->practitioner);
	Str person = care_test_person(&care, name, "1941", "RM17 6SL");
	assert_ok(care_test_record(&care, person, "home_address", HOME));
	return person;
}

static void tell(CareTest *test, Str person, const char *question, const char *value)
{
	Care care = care_test_desk(test, test->practitioner);
	assert_ok(care_test_record(&care, person, question, value));
}

/* A contact that ends with an assessment: it sends "We have your request". */
static Str contact(CareTest *test, Str person)
{
	Care care = care_test_desk(test, test->practitioner);
	Str work = {0};
	assert_ok(work_open(&care, &(WorkNew){.pathway = S("contact"), .person = person}, &work));
	care_test_answer(&care, work, "contact_route", "community");
	care_test_answer(&care, work, "contact_from", "self");
	care_test_answer(&care, work, "contact_story", "She fell twice");
	care.problems = problems_make(care.arena);
	assert_ok(work_submit(&care, &(WorkSubmit){.work = work, .outcome = S("assessment"), .note = S("She asked"),
		.version = care_test_work(&care, work).version}));
	return work;
}

static LetterSending *in_state(CareTest *test, const char *state, size_t *count)
{
	Care desk = care_test_desk(test, test->first_contact);
	LetterSending *letters = NULL;
	assert_ok(letters_in_state(&desk, str_from_c(state), &letters, count));
	return letters;
}

static LetterSending only_one(CareTest *test, const char *state)
{
	size_t count = 0;
	LetterSending *letters = in_state(test, state, &count);
	assert_int_equal(count, 1);
	return letters[0];
}

static size_t how_many(CareTest *test, const char *state)
{
	size_t count = 0;
	(void)in_state(test, state, &count);
	return count;
}

static Str text_of(CareTest *test, Str document)
{
	Care care = care_test_desk(test, test->practitioner);
	Document letter = {0};
	assert_ok(letter_get(&care, document, &letter));
	return letter.content;
}

static Str print(CareTest *test, const char *format)
{
	Care desk = care_test_desk(test, test->first_contact);
	Str run = {0};
	size_t held = 0;
	assert_ok(letters_print(&desk, str_from_c(format), &run, &held));
	return run;
}

static LetterSending letter_now(CareTest *test, Str document)
{
	Care desk = care_test_desk(test, test->first_contact);
	LetterSending letter = {0};
	assert_ok(letter_sending_get(&desk, document, &letter));
	return letter;
}

static Status act(CareTest *test, Str document, LetterDeed deed, const char *words)
{
	Care desk = care_test_desk(test, test->first_contact);
	return letter_act(&desk, &(LetterActing){.document = document, .deed = deed, .words = str_from_c(words),
		.on = care_today(&desk), .version = letter_now(test, document).version});
}

static void test_a_letter_waits_is_printed_with_its_address_and_posted_on_a_day(void **state)
{
	CareTest *test = care_test_of(state);
	Care desk = care_test_desk(test, test->first_contact);
	LetterSending *sheaf = NULL;
	size_t count = 0;
	(void)contact(test, somebody(test, "Ann Ash"));
	Str letter = only_one(test, "waiting").id;
	Str run = print(test, "print");
	assert_false(str_is_empty(run));
	assert_ok(letters_of_run(&desk, run, &sheaf, &count));
	assert_int_equal(count, 1);
	assert_str(test->arena, sheaf[0].address, "Ann Ash\n12 High Street\nGrays\nRM17 6SL");
	assert_says(sheaf[0].content, "We will call you by");
	assert_true(str_is_empty(print(test, "print"))); /* it is printed once */
	desk.problems = problems_make(desk.arena);
	assert_status(letters_posted(&desk, run, care_today(&desk) + 1), STATUS_INVALID);
	assert_ok(letters_posted(&desk, run, care_today(&desk)));
	assert_str(test->arena, letter_now(test, letter).state, "sent");
	assert_int_equal(letter_now(test, letter).sent_on, care_today(&desk));
	assert_ok(letters_run_undo(&desk, run));
	assert_str(test->arena, only_one(test, "waiting").id, str_c(test->arena, letter));
	assert_true(letter_now(test, letter).sent_on == DATE_NONE);
}

static void test_large_print_is_a_pile_of_its_own_and_follows_what_the_person_says_now(void **state)
{
	CareTest *test = care_test_of(state);
	Str person = somebody(test, "Ann Ash");
	tell(test, person, "info_format", "large");
	(void)contact(test, person);
	assert_str(test->arena, only_one(test, "waiting").format, "large");
	assert_true(str_is_empty(print(test, "print")));
	assert_false(str_is_empty(print(test, "large")));
	Str other = somebody(test, "Ben Birch");
	(void)contact(test, other);
	tell(test, other, "info_format", "large,print");
	assert_true(str_is_empty(print(test, "print"))); /* what they said since holds */
	assert_str(test->arena, only_one(test, "waiting").format, "large");
}

static void test_braille_is_a_dated_task_and_paper_is_not_posted(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Str person = somebody(test, "Ann Ash");
	Str task = {0};
	tell(test, person, "info_format", "braille,audio");
	(void)contact(test, person);
	LetterSending held = only_one(test, "held");
	assert_str(test->arena, held.held_for, "format");
	assert_int_equal(care_test_open_works(&care, person, "letter-format", &task), 1);
	assert_says(care_test_work(&care, task).title, "Braille, Sound recording");
	assert_true(str_is_empty(print(test, "print")));
	assert_status(act(test, held.id, LETTER_GIVEN, ""), STATUS_INVALID);
	assert_ok(act(test, held.id, LETTER_GIVEN, "In Braille, by the sensory team"));
	assert_str(test->arena, letter_now(test, held.id).state, "sent");
	(void)contact(test, person);
	assert_int_equal(care_test_open_works(&care, person, "letter-format", &task), 1); /* one task, not one a letter */
}

static void test_nothing_goes_to_somebody_who_has_died_or_must_not_be_written_to(void **state)
{
	CareTest *test = care_test_of(state);
	Care manager = care_test_desk(test, test->manager);
	Str dead = somebody(test, "Ann Ash");
	Str afraid = somebody(test, "Ben Birch");
	Str not_here = somebody(test, "Cora Cedar");
	Str hidden = somebody(test, "Dora Dale");
	Str nowhere = somebody(test, "Ed Elm");
	Str elsewhere = somebody(test, "Flo Fir");
	Str people[] = {dead, afraid, not_here, hidden, nowhere, elsewhere};
	for (size_t i = 0; i < sizeof people / sizeof people[0]; i++)
		(void)contact(test, people[i]);
	assert_int_equal(how_many(test, "waiting"), 6);
	/* All of it was said after the letters were made. */
	tell(test, dead, "death_date", "2026-01-02");
	tell(test, afraid, "contact_avoid", "My son reads my post");
	tell(test, not_here, "writing_to", "not-here");
	tell(test, nowhere, "home_address", "[{\"lines\":\"\",\"town\":\"Grays\"}]");
	tell(test, elsewhere, "writing_to", "not-here");
	tell(test, elsewhere, "post_address", "[{\"lines\":\"c/o 9 Dock Road, Tilbury\",\"postcode\":\"RM18 7AA\"}]");
	Person found = {0};
	assert_ok(person_find(&manager, hidden, &found));
	assert_ok(person_restrict(&manager, hidden, PERSON_EXISTS, test->team_duty, S("Works here"), found.version));
	Str run = print(test, "print");
	Care desk = care_test_desk(test, test->first_contact);
	LetterSending *sheaf = NULL;
	size_t count = 0;
	assert_ok(letters_of_run(&desk, run, &sheaf, &count));
	assert_int_equal(count, 1);
	assert_str(test->arena, sheaf[0].address, "Flo Fir\nc/o 9 Dock Road\nTilbury\nRM18 7AA");
	assert_str(test->arena, only_one(test, "stopped").held_for, "died");
	size_t held = 0;
	LetterSending *letters = in_state(test, "held", &held);
	assert_int_equal(held, 4);
	static const char *const WHY[] = {"avoid", "avoid", "restricted", "no-address"};
	for (size_t i = 0; i < held; i++)
		assert_str(test->arena, letters[i].held_for, WHY[i]);
	/* Nobody clears a death; the rest only with a reason, and a death that comes later stops it all the same. */
	assert_status(act(test, only_one(test, "stopped").id, LETTER_CLEAR, "x"), STATUS_REFUSED);
	assert_status(act(test, letters[0].id, LETTER_CLEAR, ""), STATUS_INVALID);
	assert_ok(act(test, letters[0].id, LETTER_CLEAR, "She says that Monday's post is safe"));
	assert_false(str_is_empty(print(test, "print")));
	assert_ok(act(test, letters[1].id, LETTER_CLEAR, "Asked"));
	tell(test, not_here, "death_date", "2026-01-02");
	assert_true(str_is_empty(print(test, "print")));
	assert_str(test->arena, letter_now(test, letters[1].id).held_for, "died");
}

static void test_a_letter_to_the_dead_is_never_put_with_the_others(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Str person = somebody(test, "Ann Ash");
	tell(test, person, "death_date", "2026-01-02");
	tell(test, person, "language_main", "polish");
	(void)contact(test, person);
	assert_int_equal(how_many(test, "waiting"), 0);
	assert_str(test->arena, only_one(test, "stopped").held_for, "died");
	assert_int_equal(care_test_open_works(&care, person, "translation", &(Str){0}), 0);
}

static void test_returned_post_puts_that_address_in_doubt_until_there_is_another(void **state)
{
	CareTest *test = care_test_of(state);
	Care desk = care_test_desk(test, test->first_contact);
	Str person = somebody(test, "Ann Ash");
	(void)contact(test, person);
	Str letter = only_one(test, "waiting").id;
	Str run = print(test, "print");
	assert_status(act(test, letter, LETTER_RETURNED, ""), STATUS_REFUSED); /* it has not gone yet */
	assert_ok(letters_posted(&desk, run, care_today(&desk)));
	assert_ok(act(test, letter, LETTER_RETURNED, ""));
	assert_str(test->arena, care_test_value(&desk, person, "letters_returned"), "Ann Ash, 12 High Street, Grays, RM17 6SL");
	Str task = {0};
	assert_int_equal(care_test_open_works(&desk, person, "task", &task), 1);
	assert_says(care_test_work(&desk, task).title, "A letter came back");
	(void)contact(test, person);
	assert_str(test->arena, only_one(test, "held").held_for, "returned");
	assert_true(str_is_empty(print(test, "print")));
	tell(test, person, "home_address", "[{\"lines\":\"3 New Road\",\"town\":\"Grays\"}]");
	assert_false(str_is_empty(print(test, "print")));
}

static void test_a_missing_language_sends_the_english_with_a_line_and_a_dated_task(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Str person = somebody(test, "Jan Nowak");
	Str task = {0};
	tell(test, person, "language_main", "polish");
	(void)contact(test, person);
	(void)contact(test, person);
	size_t count = 0;
	LetterSending *letters = in_state(test, "waiting", &count);
	assert_int_equal(count, 2);
	Str text = text_of(test, letters[0].id);
	assert_true(str_starts_with(text, S("~pl ")));
	assert_says(text, "01632 960 011");
	assert_says(text, "We have your request");
	assert_int_equal(care_test_open_works(&care, person, "translation", &task), 1);
	assert_says(care_test_work(&care, task).title, "Letters in Polish");
	assert_true(care_test_work(&care, task).due_on > care_today(&care));
	assert_int_equal(how_many(test, "draft"), 0);
}

static void test_a_draft_in_her_language_stays_until_somebody_has_read_it(void **state)
{
	CareTest *test = care_test_of(state);
	Str person = somebody(test, "Ioana Popa");
	tell(test, person, "language_main", "romanian");
	Str work = contact(test, person);
	LetterSending draft = only_one(test, "draft");
	Str english = only_one(test, "waiting").id;
	assert_str(test->arena, draft.language, "ro");
	Str text = text_of(test, draft.id);
	assert_says(text, "Am primit");
	assert_says(text, "She fell twice"); /* her own words stay as they were said */
	assert_silent(text, "{{");
	assert_silent(text, "November");
	assert_true(str_starts_with(text_of(test, english), S("~ro ")));
	Str run = print(test, "print");
	Care desk = care_test_desk(test, test->first_contact);
	LetterSending *sheaf = NULL;
	size_t count = 0;
	assert_ok(letters_of_run(&desk, run, &sheaf, &count));
	assert_int_equal(count, 1); /* the draft is not with it */
	assert_str(test->arena, sheaf[0].id, str_c(test->arena, english));
	Document *documents = NULL;
	assert_ok(letters_of_work(&desk, work, &documents, &count));
	assert_int_equal(count, 1); /* nor does the record call it a letter that was sent */
	assert_status(act(test, draft.id, LETTER_READ, ""), STATUS_INVALID);
	assert_ok(act(test, draft.id, LETTER_READ, "Ana Pop, who speaks Romanian"));
	assert_false(str_is_empty(print(test, "print")));
	assert_str(test->arena, letter_now(test, draft.id).state, "printed");
}

static void test_easy_words_are_a_draft_beside_the_english(void **state)
{
	CareTest *test = care_test_of(state);
	Str person = somebody(test, "Ann Ash");
	tell(test, person, "info_format", "easy-read");
	(void)contact(test, person);
	LetterSending draft = only_one(test, "draft");
	assert_str(test->arena, draft.language, "en-easy");
	assert_says(text_of(test, draft.id), "We have what you sent us.");
	assert_true(str_starts_with(text_of(test, only_one(test, "waiting").id), S("~en We can read this letter to you.")));
}

static void write_file(const char *folder, const char *name, const char *text)
{
	char path[300];
	(void)snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	assert_true(fwrite(text, 1, strlen(text), file) == strlen(text));
	assert_int_equal(fclose(file), 0);
}

static char council_folder[300];

/* A council that is like common's, with two files that somebody has read. */
static void council_make(void)
{
	char letters[320];
	const char *temporary = getenv("TMPDIR");
	(void)snprintf(council_folder, sizeof council_folder, "%s/kith-letters-XXXXXX", temporary == NULL ? "/tmp" : temporary);
	assert_non_null(mkdtemp(council_folder));
	(void)snprintf(letters, sizeof letters, "%s/letters", council_folder);
	assert_int_equal(mkdir(letters, 0700), 0);
	write_file(letters, "letter-parts.ro.yaml", "read_by: Ana Pop, interpreter\nread_on: 2026-01-05\nopening: ['Dragă {{name_known_as}}']\n"
		"closing:\n  - '## Ce urmează'\n  - '{{next_date}} {{worker_name}} {{worker_name}} {{worker_phone}}'\n"
		"  - '{{phone}} {{phone_hours}} {{emergency_phone}} 999'\n  - 'Litere mari?'\n  - 'Referința: {{reference}}'\n");
	write_file(letters, "request-received.ro.yaml", "title: Am primit cererea\nread_by: Ana Pop, interpreter\nread_on: 2026-01-05\n"
		"paragraphs: ['Are {{worker_name}}.', '## Ce', '{{request_story}}', '## Apoi', 'Sunăm {{next_date}}.', 'Sunați.', 'Păstrați.']\n");
}

static void council_remove(void)
{
	static const char *const NAMES[] = {"letters/letter-parts.ro.yaml", "letters/request-received.ro.yaml"};
	char path[400];
	for (size_t i = 0; i < 2; i++) {
		(void)snprintf(path, sizeof path, "%s/%s", council_folder, NAMES[i]);
		(void)unlink(path);
	}
	(void)snprintf(path, sizeof path, "%s/letters", council_folder);
	(void)rmdir(path);
	(void)rmdir(council_folder);
}

static void test_what_somebody_has_read_goes_in_her_language_with_the_english_behind_it(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Care desk = care_test_desk(test, test->first_contact);
	LetterSending *sheaf = NULL;
	size_t count = 0;
	Str person = somebody(test, "Ioana Popa");
	tell(test, person, "language_main", "romanian");
	(void)contact(test, person);
	assert_ok(letters_of_run(&desk, print(test, "print"), &sheaf, &count));
	assert_int_equal(count, 2);
	assert_str(test->arena, sheaf[0].language, "ro");
	assert_says(sheaf[0].content, "Dragă Ioana Popa");
	assert_str(test->arena, sheaf[1].language, "en");
	assert_false(str_starts_with(sheaf[1].content, S("~")));
	assert_int_equal(care_test_open_works(&care, person, "translation", &(Str){0}), 0);
}

static void test_only_those_who_may_open_a_record_see_and_print_its_letters(void **state)
{
	CareTest *test = care_test_of(state);
	Care manager = care_test_desk(test, test->manager);
	Care broker = care_test_desk(test, test->broker);
	LetterSending *letters = NULL;
	size_t count = 0;
	Str person = somebody(test, "Ann Ash");
	(void)contact(test, person);
	assert_status(letters_in_state(&broker, S("waiting"), &letters, &count), STATUS_REFUSED);
	Str letter = only_one(test, "waiting").id;
	Person found = {0};
	assert_ok(person_find(&manager, person, &found));
	assert_ok(person_restrict(&manager, person, PERSON_EXISTS, test->team_practice, S("Works here"), found.version));
	assert_int_equal(how_many(test, "waiting"), 0);
	Care desk = care_test_desk(test, test->first_contact);
	LetterSending one = {0};
	assert_status(letter_sending_get(&desk, letter, &one), STATUS_NOT_FOUND);
	assert_true(str_is_empty(print(test, "print")));
}

static void test_a_word_by_email_says_nothing_of_the_letter_and_needs_the_installation(void **state)
{
	CareTest *test = care_test_of(state);
	Care desk = care_test_desk(test, test->first_contact);
	Care administrator = care_test_desk(test, test->administrator);
	Str person = somebody(test, "Ann Ash");
	Str other = somebody(test, "Ben Birch");
	Str afraid = somebody(test, "Cora Cedar");
	size_t told = 0;
	tell(test, person, "email", "ann@example.com");
	tell(test, person, "contact_best", "email");
	tell(test, other, "email", "ben@example.com"); /* an address alone is no agreement */
	tell(test, afraid, "email", "cora@example.com");
	tell(test, afraid, "info_format", "email");
	(void)contact(test, person);
	(void)contact(test, other);
	(void)contact(test, afraid);
	tell(test, afraid, "contact_avoid", "He reads my mail");
	assert_status(letters_notice(&desk, &told), STATUS_REFUSED);
	assert_ok(setting_change(&administrator, SETTING_LETTERS_BY_EMAIL, S("notice"), 0));
	assert_ok(letters_notice(&desk, &told));
	assert_int_equal(told, 1);
	assert_ok(letters_notice(&desk, &told));
	assert_int_equal(told, 0); /* once */
	Str export = care_test_export(test);
	assert_says(export, "ann@example.com");
	size_t at = 0;
	assert_true(str_find(export, S("We have written to you"), &at));
	assert_int_equal(how_many(test, "waiting"), 3); /* the letter itself still goes by post */
}

static void test_two_at_the_desk_do_not_overwrite_each_other(void **state)
{
	CareTest *test = care_test_of(state);
	Care desk = care_test_desk(test, test->first_contact);
	(void)contact(test, somebody(test, "Ann Ash"));
	LetterSending letter = only_one(test, "waiting");
	assert_ok(act(test, letter.id, LETTER_STOP, "She rang: we have told her all of it"));
	assert_status(letter_act(&desk, &(LetterActing){.document = letter.id, .deed = LETTER_GIVEN, .words = S("By hand"),
		.on = care_today(&desk), .version = letter.version}), STATUS_STALE);
	assert_true(str_is_empty(print(test, "print")));
	assert_ok(act(test, letter.id, LETTER_UNDO, ""));
	assert_false(str_is_empty(print(test, "print")));
	care_test_assert_sound(test);
}

static int open_read(void **state, int (*open)(void **))
{
	if (council_folder[0] == '\0')
		council_make();
	care_test_council(council_folder);
	int opened = open(state);
	care_test_council(NULL);
	return opened;
}

static int open_read_sqlite(void **state) { return open_read(state, care_test_open_sqlite); }
static int open_read_postgres(void **state) { return open_read(state, care_test_open_postgres); }

#define READ_TEST(function) \
	{#function "_sqlite", function, open_read_sqlite, care_test_close, NULL}, \
	{#function "_postgresql", function, open_read_postgres, care_test_close, NULL}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_a_letter_waits_is_printed_with_its_address_and_posted_on_a_day),
		CARE_TEST(test_large_print_is_a_pile_of_its_own_and_follows_what_the_person_says_now),
		CARE_TEST(test_braille_is_a_dated_task_and_paper_is_not_posted),
		CARE_TEST(test_nothing_goes_to_somebody_who_has_died_or_must_not_be_written_to),
		CARE_TEST(test_a_letter_to_the_dead_is_never_put_with_the_others),
		CARE_TEST(test_returned_post_puts_that_address_in_doubt_until_there_is_another),
		CARE_TEST(test_a_missing_language_sends_the_english_with_a_line_and_a_dated_task),
		CARE_TEST(test_a_draft_in_her_language_stays_until_somebody_has_read_it),
		CARE_TEST(test_easy_words_are_a_draft_beside_the_english),
		CARE_TEST(test_only_those_who_may_open_a_record_see_and_print_its_letters),
		CARE_TEST(test_a_word_by_email_says_nothing_of_the_letter_and_needs_the_installation),
		CARE_TEST(test_two_at_the_desk_do_not_overwrite_each_other),
		READ_TEST(test_what_somebody_has_read_goes_in_her_language_with_the_english_behind_it),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	council_remove();
	return failed;
}

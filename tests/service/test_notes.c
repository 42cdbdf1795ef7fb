/* Case notes and chronologies: who reads what, what stays when something was wrong, and what is found. */
#include "care_test.h"

#include "care/note/chronology.h"

static NoteDraft draft_of(Care *care, Str person, const char *body)
{
	NoteDraft draft = {.id = id_make(care->ids, care->arena), .person = person, .kind = S("call"),
		.happened_on = care_today(care), .body = str_from_c(body), .people_count = 1};
	draft.people[0] = person;
	return draft;
}

static Str sign_note(Care *care, Str person, Str other, const char *body)
{
	NoteDraft draft = draft_of(care, person, body);
	if (!str_is_empty(other))
		draft.people[draft.people_count++] = other;
	assert_ok(note_sign(care, &draft));
	return draft.id;
}

static size_t list(Care *care, Str person, const char *words, Note **notes)
{
	size_t count = 0;
	assert_ok(notes_of(care, &(NoteFilter){.person = person, .words = str_from_c(words), .most = NOTES_PAGE + 1}, notes,
		&count));
	return count;
}

static void restrict_to(CareTest *test, Str person, PersonTier tier)
{
	Care lead = care_test_desk(test, test->safeguarding);
	Person found = {0};
	assert_ok(person_find(&lead, person, &found));
	assert_ok(person_restrict(&lead, person, tier, test->team_safeguarding, S("Hiding from somebody"), found.version));
}

static void test_a_note_about_two_people_stands_on_both_records(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Note *notes = NULL;
	Str mother = care_test_person(&care, "Ann Smith", "1941", "");
	Str son = care_test_person(&care, "Ben Smith", "1970", "");
	Str note = sign_note(&care, mother, son, "Both were at home. He cooks for her.");
	assert_int_equal(list(&care, mother, "", &notes), 1);
	assert_str(test->arena, notes[0].others[0].name, "Ben Smith");
	assert_int_equal(notes[0].other_count, 1);
	assert_int_equal(list(&care, son, "", &notes), 1);
	assert_true(str_equal(note, notes[0].id));
	assert_str(test->arena, notes[0].others[0].name, "Ann Smith");
}

static void test_a_note_is_read_by_those_who_may_open_all_its_records(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Care lead = care_test_desk(test, test->safeguarding);
	Note *notes = NULL;
	Note note = {0};
	Str mother = care_test_person(&care, "Ann Smith", "1941", "");
	Str son = care_test_person(&care, "Ben Smith", "1970", "");
	Str both = sign_note(&care, mother, son, "He moved to Elm Road.");
	(void)sign_note(&care, mother, (Str){0}, "She slept well.");
	restrict_to(test, son, PERSON_EXISTS);
	assert_int_equal(list(&care, mother, "", &notes), 2);
	const Note *about_both = str_equal(notes[0].id, both) ? &notes[0] : &notes[1];
	assert_true(about_both->apart);
	assert_true(str_is_empty(about_both->body));
	assert_int_equal(about_both->other_count, 0);
	assert_false(str_is_empty(about_both->ask));
	assert_int_equal(note_find(&care, both, &note), STATUS_NOT_FOUND);
	/* What may not be read is not found by its words either. */
	assert_int_equal(list(&care, mother, "elm", &notes), 0);
	assert_int_equal(list(&lead, mother, "elm", &notes), 1);
	restrict_to(test, son, PERSON_NO_TRACE);
	assert_int_equal(list(&care, mother, "", &notes), 1);
	assert_str(test->arena, notes[0].body, "She slept well.");
	assert_int_equal(list(&lead, mother, "", &notes), 2);
}

static void test_the_timeline_follows_the_rules_of_the_note(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	TimelineLine *lines = NULL;
	size_t count = 0;
	Str mother = care_test_person(&care, "Ann Smith", "1941", "");
	Str son = care_test_person(&care, "Ben Smith", "1970", "");
	(void)sign_note(&care, mother, son, "He moved to Elm Road.");
	assert_ok(work_chronology(&care, mother, INT64_MAX, 10, &lines, &count));
	assert_int_equal(count, 1);
	assert_str(test->arena, lines[0].detail, "He moved to Elm Road.");
	restrict_to(test, son, PERSON_EXISTS);
	assert_ok(work_chronology(&care, mother, INT64_MAX, 10, &lines, &count));
	assert_int_equal(count, 1);
	assert_str(test->arena, lines[0].what, "apart");
	assert_str(test->arena, lines[0].detail, "");
	restrict_to(test, son, PERSON_NO_TRACE);
	assert_ok(work_chronology(&care, mother, INT64_MAX, 10, &lines, &count));
	assert_int_equal(count, 0);
}

static void test_nobody_writes_a_note_about_somebody_they_may_not_open(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Care analyst = care_test_desk(test, test->analyst);
	Str mother = care_test_person(&care, "Ann Smith", "1941", "");
	Str son = care_test_person(&care, "Ben Smith", "1970", "");
	restrict_to(test, son, PERSON_EXISTS);
	NoteDraft draft = draft_of(&care, mother, "Seen together");
	draft.people[draft.people_count++] = son;
	assert_int_equal(note_sign(&care, &draft), STATUS_REFUSED);
	assert_int_equal(note_draft_save(&care, &draft), STATUS_REFUSED);
	NoteDraft other = draft_of(&analyst, mother, "Figures");
	assert_int_equal(note_sign(&analyst, &other), STATUS_REFUSED);
}

static void test_a_draft_is_its_authors_alone_until_it_is_signed(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Care colleague = care_test_desk(test, test->colleague);
	NoteDraft *drafts = NULL;
	Note *notes = NULL;
	size_t count = 0;
	Str person = care_test_person(&care, "Ann Smith", "1941", "");
	NoteDraft draft = draft_of(&care, person, "She says that");
	assert_ok(note_draft_save(&care, &draft));
	assert_int_equal(draft.version, 1);
	assert_int_equal(list(&colleague, person, "", &notes), 0);
	assert_ok(note_drafts(&colleague, person, &drafts, &count));
	assert_int_equal(count, 0);
	NoteDraft stolen = draft;
	assert_int_equal(note_draft_save(&colleague, &stolen), STATUS_STALE);
	assert_ok(note_drafts(&care, person, &drafts, &count));
	assert_int_equal(count, 1);
	assert_str(test->arena, drafts[0].body, "She says that");
	/* Another window with the first text: nothing is written over. */
	NoteDraft late = draft_of(&care, person, "Older words");
	late.id = draft.id;
	assert_int_equal(note_draft_save(&care, &late), STATUS_STALE);
	draft.body = S("She says that she sleeps.");
	assert_ok(note_draft_save(&care, &draft));
	assert_ok(note_sign(&care, &draft));
	assert_ok(note_drafts(&care, person, &drafts, &count));
	assert_int_equal(count, 0);
	assert_int_equal(list(&colleague, person, "", &notes), 1);
	assert_str(test->arena, notes[0].body, "She says that she sleeps.");
	/* Sent twice, signed once; and a late save does not bring the draft back. */
	assert_int_equal(note_sign(&care, &draft), STATUS_CONFLICT);
	assert_int_equal(note_draft_save(&care, &draft), STATUS_CONFLICT);
}

static void test_a_correction_replaces_and_the_old_is_read_with_a_reason(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Care colleague = care_test_desk(test, test->colleague);
	Note *notes = NULL;
	Note old = {0};
	Str person = care_test_person(&care, "Ann Smith", "1941", "");
	Str wrong = sign_note(&care, person, (Str){0}, "She fell on Monday.");
	NoteDraft draft = draft_of(&care, person, "She fell on Tuesday.");
	draft.corrects = wrong;
	assert_int_equal(note_sign(&care, &draft), STATUS_INVALID);
	draft.reason = S("The day was wrong");
	care.problems = problems_make(care.arena);
	NoteDraft foreign = draft;
	foreign.id = id_make(care.ids, care.arena);
	assert_int_equal(note_sign(&colleague, &foreign), STATUS_REFUSED);
	assert_ok(note_sign(&care, &draft));
	assert_int_equal(list(&care, person, "", &notes), 2);
	assert_int_equal(list(&care, person, "monday", &notes), 0);
	assert_int_equal(list(&care, person, "TUESDAY fell", &notes), 1);
	assert_int_equal(note_find(&care, wrong, &old), STATUS_CONFLICT);
	assert_int_equal(note_read_withdrawn(&colleague, wrong, S(" "), &old), STATUS_INVALID);
	assert_ok(note_read_withdrawn(&colleague, wrong, S("A complaint about the note"), &old));
	assert_str(test->arena, old.body, "She fell on Monday.");
	assert_str(test->arena, old.withdrawn_reason, "The day was wrong");
	assert_true(str_equal(old.replaced_by, draft.id));
}

static void test_a_withdrawn_note_shows_that_it_was_there_and_why(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Care colleague = care_test_desk(test, test->colleague);
	Care manager = care_test_desk(test, test->manager);
	Note *notes = NULL;
	Str person = care_test_person(&care, "Ann Smith", "1941", "");
	Str other = care_test_person(&care, "Cora Jones", "1950", "");
	Str note = sign_note(&care, person, other, "Meant for somebody else.");
	assert_int_equal(note_withdraw(&colleague, note, S("Wrong record")), STATUS_REFUSED);
	assert_int_equal(note_withdraw(&manager, note, S("")), STATUS_INVALID);
	assert_ok(note_withdraw(&manager, note, S("Wrong record")));
	assert_int_equal(list(&care, person, "", &notes), 1);
	assert_true(str_is_empty(notes[0].body));
	assert_str(test->arena, notes[0].withdrawn_reason, "Wrong record");
	/* A misfiled note names nobody any more. */
	assert_int_equal(notes[0].other_count, 0);
	assert_int_equal(note_withdraw(&manager, note, S("Again")), STATUS_CONFLICT);
}

static void test_a_note_tells_of_what_has_happened(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Str person = care_test_person(&care, "Ann Smith", "1941", "");
	NoteDraft draft = draft_of(&care, person, " ");
	draft.happened_on = care_today(&care) + 1;
	draft.happened_time = S("25:10");
	draft.kind = S("gossip");
	assert_int_equal(note_sign(&care, &draft), STATUS_INVALID);
	assert_false(str_is_empty(problems_for_field(&care.problems, S("body"))));
	assert_false(str_is_empty(problems_for_field(&care.problems, S("kind"))));
	assert_false(str_is_empty(problems_for_field(&care.problems, S("happened-day"))));
	assert_false(str_is_empty(problems_for_field(&care.problems, S("time"))));
}

static void test_words_that_judge_are_offered_for_a_second_look(void **state)
{
	CareTest *test = care_test_of(state);
	const WordInstead *words[4];
	assert_int_equal(practice_words_that_hurt(test->arena, S("She is Non-Compliant and refuses, again."), words, 4), 2);
	assert_int_equal(practice_words_that_hurt(test->arena, S("The refuse was collected."), words, 4), 0);
}

static size_t chronology(Care *care, Str person, ChronologyEntry **entries)
{
	size_t count = 0;
	assert_ok(chronology_of(care, person, entries, &count));
	return count;
}

static void test_a_chronology_is_in_the_order_of_life_and_follows_its_notes(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	ChronologyEntry *entries = NULL;
	Str mother = care_test_person(&care, "Ann Smith", "1941", "");
	Str son = care_test_person(&care, "Ben Smith", "1970", "");
	Str note = sign_note(&care, mother, son, "He hit the door.");
	Str today = date_format(test->arena, care_today(&care));
	ChronologyNew wanted[] = {
		{.happened_on = today, .significance = S("The first time"), .source_kind = S("note"), .source_id = note},
		{.happened_on = S("1998"), .words = S("Moved here"), .source_kind = S("own"), .source_words = S("Her sister")},
	};
	assert_ok(chronology_add(&care, mother, wanted, 2));
	assert_ok(chronology_add(&care, mother, wanted, 1)); /* picked twice, there once */
	assert_int_equal(chronology(&care, mother, &entries), 2);
	assert_str(test->arena, entries[0].words, "Moved here");
	assert_str(test->arena, entries[1].words, "He hit the door.");
	assert_ok(chronology_explain(&care, mother, entries[1].id, S("It began here"), entries[1].version));
	assert_int_equal(chronology_explain(&care, mother, entries[1].id, S("Other words"), entries[1].version), STATUS_STALE);
	assert_int_equal(chronology_remove(&care, son, entries[1].id), STATUS_NOT_FOUND);
	restrict_to(test, son, PERSON_EXISTS);
	assert_int_equal(chronology(&care, mother, &entries), 2);
	assert_true(entries[1].apart);
	assert_true(str_is_empty(entries[1].words));
	assert_true(str_is_empty(entries[1].significance));
	restrict_to(test, son, PERSON_NO_TRACE);
	assert_int_equal(chronology(&care, mother, &entries), 1);
	assert_ok(chronology_remove(&care, mother, entries[0].id));
	assert_int_equal(chronology(&care, mother, &entries), 0);
}

static void test_a_withdrawn_note_leaves_the_chronology_without_its_words(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	ChronologyEntry *entries = NULL;
	Str person = care_test_person(&care, "Ann Smith", "1941", "");
	Str note = sign_note(&care, person, (Str){0}, "Not about her at all.");
	assert_ok(chronology_add(&care, person, &(ChronologyNew){.happened_on = date_format(test->arena, care_today(&care)),
		.source_kind = S("note"), .source_id = note}, 1));
	assert_ok(note_withdraw(&care, note, S("Wrong record")));
	assert_int_equal(chronology(&care, person, &entries), 1);
	assert_true(entries[0].gone);
	assert_true(str_is_empty(entries[0].words));
}

static void test_notes_follow_a_merge_and_its_undoing(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Care manager = care_test_desk(test, test->manager);
	Note *notes = NULL;
	Str merge = {0};
	Str kept = care_test_person(&care, "Ann Smith", "1941", "");
	Str other = care_test_person(&care, "Anne Smith", "1941", "");
	(void)sign_note(&care, kept, (Str){0}, "First record");
	(void)sign_note(&care, kept, other, "Both records");
	(void)sign_note(&care, other, (Str){0}, "Second record");
	assert_ok(person_merge(&manager, kept, other, S("The same person"), &merge));
	assert_int_equal(list(&care, kept, "", &notes), 3); /* the note about both once */
	assert_int_equal(list(&care, other, "", &notes), 3);
	assert_ok(person_unmerge(&manager, merge, S("Two people")));
	assert_int_equal(list(&care, other, "", &notes), 2);
}

static void test_at_the_end_of_their_time_notes_go_but_not_off_another_record(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Note *notes = NULL;
	Str mother = care_test_person(&care, "Ann Smith", "1941", "");
	Str son = care_test_person(&care, "Ben Smith", "1970", "");
	(void)sign_note(&care, mother, (Str){0}, "About her");
	(void)sign_note(&care, mother, son, "About both");
	care_test_destroy(test, mother);
	assert_int_equal(list(&care, son, "", &notes), 1);
	assert_false(str_contains(care_test_export(test), S("About her")));
	assert_true(str_contains(care_test_export(test), S("About both")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_a_note_about_two_people_stands_on_both_records),
		CARE_TEST(test_a_note_is_read_by_those_who_may_open_all_its_records),
		CARE_TEST(test_the_timeline_follows_the_rules_of_the_note),
		CARE_TEST(test_nobody_writes_a_note_about_somebody_they_may_not_open),
		CARE_TEST(test_a_draft_is_its_authors_alone_until_it_is_signed),
		CARE_TEST(test_a_correction_replaces_and_the_old_is_read_with_a_reason),
		CARE_TEST(test_a_withdrawn_note_shows_that_it_was_there_and_why),
		CARE_TEST(test_a_note_tells_of_what_has_happened),
		CARE_TEST(test_words_that_judge_are_offered_for_a_second_look),
		CARE_TEST(test_a_chronology_is_in_the_order_of_life_and_follows_its_notes),
		CARE_TEST(test_a_withdrawn_note_leaves_the_chronology_without_its_words),
		CARE_TEST(test_notes_follow_a_merge_and_its_undoing),
		CARE_TEST(test_at_the_end_of_their_time_notes_go_but_not_off_another_record),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What must hold of any record, whatever was done to it: tested on records of random acts. */
#include "random_record.h"

#include "care/record/record.h"

enum { SEEDS = 4, ACTS = 120 };

/* The export without the history of merges and of what was said when they were undone: lines of those two tables. */
static Str without_merges(Arena *arena, Str export)
{
	Buffer out = buffer_make(arena, (size_t)256 * 1024 * 1024);
	Str line = {0};
	while (str_next(&export, '\n', &line))
		if (!str_contains(line, S("\"person_merge\"")) && !str_contains(line, S("\"person_apart\""))) {
			buffer_add(&out, line);
			buffer_add_character(&out, '\n');
		}
	return buffer_str(&out);
}

static void assert_same_text(Arena *arena, Str left, Str right)
{
	Str one = {0};
	Str two = {0};
	while (!str_is_empty(left) || !str_is_empty(right)) {
		bool has_left = str_next(&left, '\n', &one);
		bool has_right = str_next(&right, '\n', &two);
		if (has_left != has_right || !str_equal(one, two))
			fail_msg("%s\nis not\n%s", has_left ? str_c(arena, one) : "(nothing)",
				has_right ? str_c(arena, two) : "(nothing)");
	}
}

static void test_merging_and_parting_leaves_the_record_as_it_was(void **state)
{
	CareTest *test = care_test_of(state);
	RandomRecord record;
	random_record_init(&record, test, 1, false);
	random_record_act(&record, ACTS);
	int parted = 0;
	for (int i = 0; i < 8; i++) {
		Str kept = random_record_person(&record);
		Str other = random_record_person(&record);
		Str before = without_merges(test->arena, care_test_export(test));
		Str merge = {0};
		Status status = person_merge(&record.manager, kept, other, S("One person"), &merge);
		if (status != STATUS_OK)
			continue;
		care_test_wait(test, INSTANT_HOUR);
		assert_ok(person_unmerge(&record.manager, merge, S("Two people")));
		parted++;
		assert_same_text(test->arena, before, without_merges(test->arena, care_test_export(test)));
	}
	assert_true(parted >= 3);
}

static void test_what_is_derived_can_be_made_again_the_same(void **state)
{
	CareTest *test = care_test_of(state);
	for (uint64_t seed = 10; seed < 10 + SEEDS; seed++) {
		RandomRecord record;
		int64_t checked = 0;
		int64_t differed = 0;
		random_record_init(&record, test, seed, true);
		random_record_act(&record, ACTS);
		assert_true(record.done > ACTS / 3);
		assert_ok(person_rebuild(&record.system, &checked, &differed));
		assert_true(checked > 0);
		assert_int_equal(differed, 0);
	}
}

static void test_every_stored_stage_is_what_its_stamps_say(void **state)
{
	CareTest *test = care_test_of(state);
	RandomRecord record;
	int64_t checked = 0;
	int64_t differed = 0;
	random_record_init(&record, test, 20, true);
	random_record_act(&record, ACTS * 2);
	assert_ok(work_verify(&record.system, &checked, &differed));
	assert_true(checked > 10);
	assert_int_equal(differed, 0);
	store_test_tamper(test->store, "UPDATE work SET stage = 'cancelled' WHERE id IN (SELECT min(id) FROM work)");
	assert_ok(work_verify(&record.system, &checked, &differed));
	assert_int_equal(differed, 1);
}

static void test_a_sound_record_is_found_sound_and_what_was_tampered_with_is_found(void **state)
{
	CareTest *test = care_test_of(state);
	RandomRecord record;
	RecordVerifyReport report;
	random_record_init(&record, test, 40, true);
	random_record_act(&record, ACTS * 3);
	assert_ok(record_verify(&record.system, &report));
	assert_true(report.sound);
	assert_true(report.identities.moved > 0); /* or the merges prove nothing */
	assert_true(report.store.unsealed_rows + report.store.sealed_rows > ACTS);
	Care worker = care_test_desk(test, test->administrator);
	assert_status(record_verify(&worker, &report), STATUS_REFUSED);

	store_test_tamper(test->store, "UPDATE person_summary SET name = 'Mallory'"
		" WHERE person_id IN (SELECT min(person_id) FROM person_summary)");
	assert_ok(record_verify(&record.system, &report));
	assert_false(report.sound);
	assert_int_equal(report.derived_differed, 1);
	assert_ok(record_verify(&record.system, &report));
	assert_true(report.sound); /* comparing made it anew */

	Str people[40];
	for (size_t i = 0; i < 40; i++)
		people[i] = care_test_person(&record.system, "Ann Listed", "1950", "");
	assert_ok(care_audit_read(&record.system, S("list"), people, 40));
	assert_ok(record_verify(&record.system, &report));
	assert_true(report.sound);
	store_test_tamper(test->store, "DELETE FROM audit_of_person WHERE person IN (SELECT max(person) FROM audit_of_person)");
	assert_ok(record_verify(&record.system, &report));
	assert_false(report.sound); /* a look among others was taken away */
	assert_int_equal(report.derived_differed, 1);
	store_test_tamper(test->store, "INSERT INTO audit_of_person (audit_id, person, at) SELECT l.audit_id, x.person, l.at FROM"
		" (SELECT max(audit_id) AS audit_id, max(at) AS at FROM audit_of_person) l CROSS JOIN (SELECT max(id) AS person"
		" FROM person_identity) x");
	assert_ok(record_verify(&record.system, &report));
	assert_true(report.sound);

	store_test_tamper(test->store, "UPDATE person_identity SET current_id = id WHERE current_id <> id"
		" AND id IN (SELECT min(id) FROM person_identity WHERE current_id <> id)");
	assert_ok(record_verify(&record.system, &report));
	assert_false(report.sound);
	assert_true(report.identities.wrong > 0);
}

/* The export of one engine after the same acts. */
static Str export_after_acts(int (*open)(void **state), Arena *arena)
{
	void *state = NULL;
	assert_int_equal(open(&state), 0);
	RandomRecord record;
	random_record_init(&record, state, 30, true);
	random_record_act(&record, ACTS * 3);
	Str export = str_copy(arena, care_test_export(state));
	assert_int_equal(care_test_close(&state), 0);
	return export;
}

static void test_both_engines_export_the_same_bytes_after_the_same_acts(void **state)
{
	(void)state;
	if (!store_test_has_postgres())
		skip_because("KITH_TEST_POSTGRES names no server");
	Arena arena;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	Str sqlite = export_after_acts(care_test_open_sqlite, &arena);
	Str postgres = export_after_acts(care_test_open_postgres, &arena);
	assert_true(sqlite.length > 10000);
	assert_same_text(&arena, sqlite, postgres);
	arena_clear(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_merging_and_parting_leaves_the_record_as_it_was),
		CARE_TEST(test_what_is_derived_can_be_made_again_the_same),
		CARE_TEST(test_every_stored_stage_is_what_its_stamps_say),
		CARE_TEST(test_a_sound_record_is_found_sound_and_what_was_tampered_with_is_found),
		cmocka_unit_test(test_both_engines_export_the_same_bytes_after_the_same_acts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

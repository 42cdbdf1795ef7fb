/* The demonstration borough as a record: the same bytes on both engines and in two runs, sound when verified, with
 * every state that a page shows, and without what must never happen. What the list of acts promises is tested beside
 * the planner; here it is read from the rows that the rooms wrote. */
#include "unit_test.h"

#include <stdlib.h>

#include <sqlite3.h>

#include "care/jobs/job_kinds.h"
#include "care/record/record.h"
#include "care/release/release.h"
#include "cli/commands.h"
#include "statements.h"
#include "store_test.h"

#define PEOPLE "150"

enum { EXPORT_BYTES_MAX = 256 << 20 };

typedef struct Borough {
	StoreTest *place;
	Str exported;
} Borough;

static Borough first;  /* on SQLite */
static Borough second; /* the same again */

static Status take_line(Str line, void *context)
{
	Buffer *buffer = context;
	buffer_add(buffer, line);
	buffer_add_character(buffer, '\n');
	return STATUS_OK;
}

/* kith demo, as typed; then its record is opened as a server would. */
static void make_borough(Borough *out, StoreEngine engine, const char *seed)
{
	out->place = store_test_place(engine);
	StoreTest *place = out->place;
	place->arena.limit_bytes = ARENA_COMMAND_BYTES_MAX;
	const char *database = str_c(&place->arena, place->database);
	char *arguments[] = {(char *)"demo", (char *)"--borough", (char *)"thurrock", (char *)"--people", (char *)PEOPLE,
		(char *)"--seed", (char *)seed, (char *)(engine == STORE_SQLITE ? "--data" : "--database"), (char *)database, NULL};
	assert_int_equal(command_demo(9, arguments), EXIT_STATUS_GOOD);
	Date evening = DATE_NONE;
	assert_ok(date_parse(S("2026-11-20"), &evening));
	place->clock.held = instant_from_london(evening, 20, 0);
	StoreOptions options = store_test_options(place);
	assert_ok(store_test_reopen(place, &options));
	Buffer buffer = buffer_make(&place->arena, EXPORT_BYTES_MAX);
	assert_ok(store_export(place->store, take_line, &buffer));
	out->exported = buffer_str(&buffer);
}

static void remove_borough(Borough *borough)
{
	if (borough->place != NULL)
		store_test_remove(borough->place);
	*borough = (Borough){0};
}

static int make_boroughs(void **state)
{
	(void)state;
	make_borough(&first, STORE_SQLITE, "1");
	make_borough(&second, STORE_SQLITE, "1");
	return 0;
}

static int remove_boroughs(void **state)
{
	(void)state;
	remove_borough(&first);
	remove_borough(&second);
	return 0;
}

/* Says the first line in which two exports differ. */
static void assert_same_export(Str left, Str right)
{
	Str one = {0};
	Str two = {0};
	for (int line = 1; !str_is_empty(left) || !str_is_empty(right); line++) {
		bool has_one = str_next(&left, '\n', &one);
		bool has_two = str_next(&right, '\n', &two);
		if (has_one != has_two || !str_equal(one, two))
			fail_msg("line %d\n%.*s\n%.*s", line, STR_ARG(one), STR_ARG(two));
	}
}

static int64_t count_rows(const char *sql)
{
	sqlite3 *database = NULL;
	sqlite3_stmt *statement = NULL;
	Arena *arena = &first.place->arena;
	const char *path = str_c(arena, str_concat(arena, first.place->database, S("/kith.sqlite")));
	assert_int_equal(sqlite3_open_v2(path, &database, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	if (sqlite3_prepare_v2(database, sql, -1, &statement, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(database));
	assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
	int64_t count = sqlite3_column_int64(statement, 0);
	(void)sqlite3_finalize(statement);
	assert_int_equal(sqlite3_close(database), SQLITE_OK);
	return count;
}

static void test_two_runs_with_one_seed_are_the_same_bytes(void **state)
{
	(void)state;
	assert_true(first.exported.length > 100000);
	assert_same_export(first.exported, second.exported);
}

static void test_another_seed_makes_another_borough(void **state)
{
	(void)state;
	Borough other = {0};
	make_borough(&other, STORE_SQLITE, "2");
	assert_false(str_equal(first.exported, other.exported));
	remove_borough(&other);
}

static void test_both_engines_hold_the_same_bytes(void **state)
{
	(void)state;
	Borough other = {0};
	if (!store_test_has_postgres())
		skip_because("KITH_TEST_POSTGRES names no server");
	make_borough(&other, STORE_POSTGRES, "1");
	assert_same_export(first.exported, other.exported);
	remove_borough(&other);
}

/* After what is due has run: an answer for today that no job has made current yet would count as a difference. */
/* kith backup --lines and kith restore, as typed: the whole record on an empty machine, on either engine. */
static void restore_elsewhere(StoreEngine engine)
{
	StoreTest *place = store_test_place(engine);
	Arena *arena = &first.place->arena;
	char *file = (char *)str_c(arena, str_concat(arena, first.place->database, S("/copy")));
	char *from = (char *)str_c(arena, first.place->database);
	char *to = (char *)str_c(arena, place->database);
	char *into = engine == STORE_SQLITE ? (char *)"--data" : (char *)"--database";
	char *backup[] = {(char *)"backup", file, (char *)"--lines", (char *)"--data", from, NULL};
	char *restore[] = {(char *)"restore", file, into, to, NULL};
	assert_int_equal(command_backup(5, backup), EXIT_STATUS_GOOD);
	assert_int_equal(command_restore(4, restore), EXIT_STATUS_GOOD);
	assert_int_equal(command_restore(4, restore), EXIT_STATUS_WRONG); /* there is a record now */
	StoreOptions options = store_test_options(place);
	assert_ok(store_test_reopen(place, &options));
	Buffer buffer = buffer_make(arena, EXPORT_BYTES_MAX);
	assert_ok(store_export(place->store, take_line, &buffer));
	assert_same_export(first.exported, buffer_str(&buffer));
	store_test_remove(place);
}

static void test_a_copy_of_the_whole_record_is_the_same_bytes_on_an_empty_machine(void **state)
{
	(void)state;
	restore_elsewhere(STORE_SQLITE);
	if (!store_test_has_postgres())
		skip_because("KITH_TEST_POSTGRES names no server");
	restore_elsewhere(STORE_POSTGRES);
}

static void verify(StoreTest *place)
{
	Practice *practice = NULL;
	Problems problems = problems_make(&place->arena);
	StoreConnection *reader = store_maintenance(place->store);
	assert_ok(release_load(reader, &place->arena, &place->clock, &problems, &practice));
	Care care = care_system(place->store, reader, &place->arena, &place->clock, &place->ids, practice);
	size_t kind_count = 0;
	const JobKind *kinds = job_kinds(&kind_count);
	for (int64_t done = 1; done > 0;)
		assert_ok(jobs_run_due(&care, S("test"), kinds, kind_count, &done));
	RecordVerifyReport report = {0};
	assert_ok(record_verify(&care, &report));
	assert_true(report.derived_checked >= 150);
	assert_true(report.works_checked > 100);
	assert_true(report.store.sealed_rows > 1000);
	assert_int_equal(report.derived_differed, 0);
	assert_int_equal(report.works_differed, 0);
	assert_int_equal(report.identities.wrong + report.identities.loose_people + report.identities.loose_rows, 0);
	assert_true(report.store_sound);
	assert_true(report.sound);
}

static void test_the_record_is_sound_when_verified(void **state)
{
	(void)state;
	verify(second.place);
}

static void test_every_state_that_a_page_shows_is_there(void **state)
{
	(void)state;
	static const char *const STATES[] = {
		"SELECT count(*) FROM work WHERE stage = 'waiting'", "SELECT count(*) FROM work WHERE stage = 'in-progress'",
		"SELECT count(*) FROM work WHERE stage = 'awaiting-approval'", "SELECT count(*) FROM work WHERE stage = 'returned'",
		"SELECT count(*) FROM work WHERE stage = 'finished'", "SELECT count(*) FROM work WHERE urgent = 1",
		"SELECT count(*) FROM work WHERE person_id IS NULL", "SELECT count(*) FROM work WHERE assigned_user IS NOT NULL",
		"SELECT count(*) FROM work WHERE stage = 'waiting' AND due_on < '2026-11-20'",
		"SELECT count(*) FROM person WHERE tier = 0", "SELECT count(*) FROM person WHERE tier = 1",
		"SELECT count(*) FROM person WHERE tier = 2", "SELECT count(*) FROM person_merge", "SELECT count(*) FROM relation",
		"SELECT count(*) FROM person_summary WHERE died_on <> ''", "SELECT count(*) FROM service WHERE ends_on IS NULL",
		"SELECT count(*) FROM service WHERE ends_on IS NOT NULL", "SELECT count(*) FROM draft_answer",
		"SELECT count(*) FROM document WHERE kind = 'letter'", "SELECT count(*) FROM case_note",
		"SELECT count(*) FROM audit WHERE action = 'person/read'", "SELECT count(*) FROM organisation",
	};
	for (size_t i = 0; i < sizeof STATES / sizeof STATES[0]; i++)
		if (count_rows(STATES[i]) == 0)
			fail_msg("none: %s", STATES[i]);
}

#define DEATHS " JOIN person_summary d ON d.person_id = i.current_id AND d.died_on <> '' "
#define DAY_OF(column) "date(" column " / 1000000, 'unixepoch')"

/* What must never happen, as a count of where it did; of says how many could have. */
static const struct { const char *never; const char *wrong; const char *of; } NEVER[] = {
	{"a service on a day after death",
		"SELECT count(*) FROM service s JOIN person_identity i ON i.id = s.person_id" DEATHS
		"WHERE s.starts_on > d.died_on OR s.ends_on IS NULL OR s.ends_on > d.died_on",
		"SELECT count(*) FROM service s JOIN person_identity i ON i.id = s.person_id" DEATHS},
	{"an assessment, a plan or a review after death",
		"SELECT count(*) FROM work w JOIN person_identity i ON i.id = w.person_id" DEATHS
		"WHERE w.opened_on > d.died_on AND w.pathway IN ('needs-assessment', 'support-plan', 'review')",
		"SELECT count(*) FROM person_summary WHERE died_on <> ''"},
	{"a death before birth, or past a hundred and ten",
		"SELECT count(*) FROM person_summary WHERE died_on <> '' AND (died_on < born"
		" OR CAST(substr(died_on, 1, 4) AS INTEGER) - CAST(substr(born, 1, 4) AS INTEGER) > 110)",
		"SELECT count(*) FROM person_summary WHERE died_on <> ''"},
	{"a service that ends before it starts", "SELECT count(*) FROM service WHERE ends_on < starts_on",
		"SELECT count(*) FROM service WHERE ends_on IS NOT NULL"},
	{"a service of work that was not finished",
		"SELECT count(*) FROM service s LEFT JOIN work w ON w.id = s.plan_work"
		" WHERE s.plan_work IS NOT NULL AND (w.id IS NULL OR w.stage <> 'finished')",
		"SELECT count(*) FROM service WHERE plan_work IS NOT NULL"},
	/* Help to get back on one's feet comes after a contact: its small plan is opened by hand. */
	{"a plan for long-term care that came from no finished assessment",
		"SELECT count(*) FROM work w LEFT JOIN work p ON p.id = w.parent_work"
		" WHERE w.pathway = 'support-plan' AND (p.id IS NULL OR p.stage <> 'finished' OR p.opened_at > w.opened_at)"
		" AND (w.parent_work IS NOT NULL OR EXISTS (SELECT 1 FROM service s WHERE s.kind NOT IN ('reablement', 'carer-payment',"
		" 'carer-support') AND (s.plan_work = w.id OR s.plan_work IN (SELECT c.id FROM work c WHERE c.parent_work = w.id))))",
		"SELECT count(*) FROM work WHERE pathway = 'support-plan'"},
	{"a finished plan that nobody approved",
		"SELECT count(*) FROM work w WHERE w.pathway = 'support-plan' AND w.stage = 'finished' AND NOT EXISTS"
		" (SELECT 1 FROM work_event e WHERE e.work_id = w.id AND e.transition = 'approved')",
		"SELECT count(*) FROM work WHERE pathway = 'support-plan' AND stage = 'finished'"},
	{"work approved by somebody who submitted it",
		"SELECT count(*) FROM work_event a WHERE a.transition = 'approved' AND EXISTS (SELECT 1 FROM work_event e"
		" WHERE e.work_id = a.work_id AND e.transition = 'submitted' AND e.by_actor = a.by_actor)",
		"SELECT count(*) FROM work_event WHERE transition = 'approved'"},
	{"two care homes on one night",
		"SELECT count(*) FROM service a JOIN person_identity ia ON ia.id = a.person_id"
		" JOIN person_identity ib ON ib.current_id = ia.current_id JOIN service b ON b.person_id = ib.id AND b.id > a.id"
		" WHERE a.kind IN ('residential', 'nursing') AND b.kind IN ('residential', 'nursing')"
		" AND a.starts_on < coalesce(b.ends_on, '9999') AND b.starts_on < coalesce(a.ends_on, '9999')",
		"SELECT count(*) FROM service WHERE kind IN ('residential', 'nursing')"},
	{"care at home while in a care home",
		"SELECT count(*) FROM service a JOIN person_identity ia ON ia.id = a.person_id"
		" JOIN person_identity ib ON ib.current_id = ia.current_id JOIN service b ON b.person_id = ib.id"
		" WHERE a.kind IN ('residential', 'nursing') AND b.kind IN ('home-care', 'direct-payment', 'extra-care')"
		" AND a.starts_on < coalesce(b.ends_on, '9999') AND b.starts_on < coalesce(a.ends_on, '9999')",
		"SELECT count(*) FROM service WHERE kind IN ('residential', 'nursing')"},
	{"long-term care of somebody under eighteen",
		"SELECT count(*) FROM service s JOIN person_identity i ON i.id = s.person_id"
		" JOIN person_summary p ON p.person_id = i.current_id"
		" WHERE p.born <> '' AND s.starts_on < (CAST(substr(p.born, 1, 4) AS INTEGER) + 18) || substr(p.born, 5)",
		"SELECT count(*) FROM service"},
	{"somebody related to themselves",
		"SELECT count(*) FROM relation r JOIN person_identity a ON a.id = r.person_id"
		" JOIN person_identity b ON b.id = r.other_id WHERE a.current_id = b.current_id",
		"SELECT count(*) FROM relation"},
	{"a stamp by somebody who does not work here on that day",
		"SELECT count(*) FROM work_event e JOIN user_account u ON u.id = e.by_actor"
		" WHERE " DAY_OF("e.at") " < u.employed_from OR " DAY_OF("e.at") " > coalesce(u.employed_until, '9999')",
		"SELECT count(*) FROM work_event e JOIN user_account u ON u.id = e.by_actor"},
	{"a stamp by nobody who is known",
		"SELECT count(*) FROM work_event e WHERE e.by_actor NOT IN ('public', 'system')"
		" AND NOT EXISTS (SELECT 1 FROM user_account u WHERE u.id = e.by_actor)",
		"SELECT count(*) FROM work_event"},
	{"a caseload over sixty",
		"SELECT count(*) FROM (SELECT assigned_user FROM work WHERE stage NOT IN ('finished', 'cancelled')"
		" AND assigned_user IS NOT NULL GROUP BY assigned_user HAVING count(*) > 60)",
		"SELECT count(*) FROM work WHERE stage NOT IN ('finished', 'cancelled') AND assigned_user IS NOT NULL"},
	{"work on Christmas Day but at the front door or after a hospital",
		"SELECT count(*) FROM work_event e JOIN work w ON w.id = e.work_id JOIN user_account u ON u.id = e.by_actor"
		" JOIN team t ON t.id = u.team_id WHERE strftime('%m-%d', e.at / 1000000, 'unixepoch') = '12-25'"
		" AND t.kind <> 'duty' AND w.pathway NOT IN ('contact', 'hospital-discharge')",
		"SELECT count(*) FROM work_event"},
	{"an NHS number that could be somebody's",
		"SELECT count(*) FROM fact WHERE question = 'nhs_number' AND value NOT LIKE '999%'",
		"SELECT count(*) FROM fact WHERE question = 'nhs_number'"},
	{"finished work without an outcome",
		"SELECT count(*) FROM work WHERE stage = 'finished' AND pathway <> 'task' AND coalesce(outcome, '') = ''",
		"SELECT count(*) FROM work WHERE stage = 'finished' AND pathway <> 'task'"},
};

static void test_what_must_never_happen_has_not(void **state)
{
	(void)state;
	int broken = 0;
	for (size_t i = 0; i < sizeof NEVER / sizeof NEVER[0]; i++) {
		int64_t wrong = count_rows(NEVER[i].wrong);
		if (wrong != 0 || count_rows(NEVER[i].of) == 0) {
			print_message("%s: %lld times\n", NEVER[i].never, (long long)wrong);
			broken++;
		}
	}
	assert_int_equal(broken, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_two_runs_with_one_seed_are_the_same_bytes),
		cmocka_unit_test(test_another_seed_makes_another_borough),
		cmocka_unit_test(test_both_engines_hold_the_same_bytes),
		cmocka_unit_test(test_a_copy_of_the_whole_record_is_the_same_bytes_on_an_empty_machine),
		cmocka_unit_test(test_the_record_is_sound_when_verified),
		cmocka_unit_test(test_every_state_that_a_page_shows_is_there),
		cmocka_unit_test(test_what_must_never_happen_has_not),
	};
	return cmocka_run_group_tests(tests, make_boroughs, remove_boroughs);
}

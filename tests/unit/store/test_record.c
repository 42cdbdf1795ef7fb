/* The database as a whole: its schema's steps, the audit's chain, the export and the copy. */
#include "store_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "schema.h"
#include "sql/fixture.sql.h"

static Status carve(StoreConnection *write, void *context)
{
	const int *number = context;
	char id[16];
	int length = snprintf(id, sizeof id, "stone-%04d", *number);
	Status status = sql_stone_add_run(write, &(StoneAddArguments){
		.id = {id, (size_t)length},
		.carved = S("a \"quoted\"\\ line\n\tand é"),
	});
	return status != STATUS_OK ? status : store_audit(write, &(StoreAudit){
		.actor = S("mason"),
		.at = 1000 + *number,
		.action = S("stone/carve"),
		.subject_kind = S("stone"),
		.subject = {id, (size_t)length},
		.detail = S("{\"depth\":3}"),
	});
}

static void carve_many(StoreTest *test, int from, int to)
{
	for (int i = from; i < to; i++)
		assert_ok(store_write(test->store, carve, &i));
}

/* --- schema ----------------------------------------------------------------------------------------------------- */

static void test_opening_again_keeps_what_is_there(void **state)
{
	StoreTest *test = store_test_of(state);
	StoreOptions options = store_test_options(test);
	StoneCountRow row;
	carve_many(test, 0, 3);
	options.create = false;
	assert_ok(store_test_reopen(test, &options));
	assert_ok(sql_stone_count_one(store_reader(test->store, 0), &test->arena, &row));
	assert_int_equal(row.stones, 3);
}

static Status open_with(StoreTest *test, const StoreMigration *migrations, size_t count, const char *words)
{
	StoreSchema schema = KITH_SCHEMA;
	StoreOptions options = store_test_options(test);
	Problems problems = problems_make(&test->arena);
	schema.migrations = migrations;
	schema.migration_count = count;
	options.schema = &schema;
	store_close(test->store);
	test->store = NULL;
	Status status = store_open(&test->store, &options, &problems);
	if (status != STATUS_OK) {
		assert_int_equal(problems.total, 1);
		assert_true(str_contains(problems.items[0].message, str_from_c(words)));
	}
	return status;
}

/* The steps as they are, and room for one more. */
static StoreMigration *steps_and_room(StoreTest *test)
{
	StoreMigration *steps = ARENA_ARRAY(&test->arena, StoreMigration, KITH_SCHEMA.migration_count + 1);
	memcpy(steps, KITH_SCHEMA.migrations, KITH_SCHEMA.migration_count * sizeof *steps);
	return steps;
}

static void test_a_step_that_was_changed_afterwards_stops_the_start(void **state)
{
	StoreTest *test = store_test_of(state);
	size_t count = KITH_SCHEMA.migration_count;
	StoreMigration *changed = steps_and_room(test);
	changed[1].checksum = "another";
	assert_status(open_with(test, changed, count, "changed after it had been applied"), STATUS_INVALID);
	assert_null(test->store);
	assert_ok(open_with(test, KITH_SCHEMA.migrations, count, ""));
}

static void test_a_database_of_a_newer_program_is_left_alone(void **state)
{
	StoreTest *test = store_test_of(state);
	assert_status(open_with(test, KITH_SCHEMA.migrations, 1, "newer program"), STATUS_INVALID);
}

static void test_a_step_that_fails_leaves_nothing(void **state)
{
	StoreTest *test = store_test_of(state);
	size_t count = KITH_SCHEMA.migration_count;
	StoreMigration *steps = steps_and_room(test);
	StoreMigration *bad = &steps[count];
	*bad = (StoreMigration){.number = steps[count - 1].number + 1, .name = "bad", .checksum = "c"};
	bad->sqlite = bad->postgres = "CREATE TABLE half (id TEXT); CREATE TABLE half (id TEXT);";
	assert_status(open_with(test, steps, count + 1, "refuses this step"), STATUS_INVALID);
	bad->sqlite = bad->postgres = "CREATE TABLE half (id BIGINT);";
	assert_ok(open_with(test, steps, count + 1, ""));
}

static void test_a_statement_that_the_engine_refuses_stops_the_start_by_name(void **state)
{
	StoreTest *test = store_test_of(state);
	StoreOptions options = store_test_options(test);
	Problems problems = problems_make(&test->arena);
	StoreStatement bad = {.index = 0, .name = "reads_nothing", .sqlite = "SELECT x FROM nowhere",
		.postgres = "SELECT x FROM nowhere", .column_count = 1, .rows_max = 1};
	const StoreStatement *const list[] = {&bad};
	StoreStatementSet set = *options.statements;
	const StoreStatement **all = ARENA_ARRAY(&test->arena, const StoreStatement *, set.count + 1);
	memcpy((void *)all, (const void *)set.statements, set.count * sizeof *all);
	bad.index = set.count;
	all[set.count] = list[0];
	set.statements = all;
	set.count++;
	options.statements = &set;
	store_close(test->store);
	test->store = NULL;
	assert_status(store_open(&test->store, &options, &problems), STATUS_INVALID);
	assert_str(&test->arena, problems.items[0].field, "reads_nothing");
}

static void test_nothing_is_made_unless_asked(void **state)
{
	StoreTest *other = store_test_of(state);
	StoreTest *test = store_test_place(other->engine);
	StoreOptions options = store_test_options(test);
	Problems problems = problems_make(&test->arena);
	options.create = false;
	Status status = store_open(&test->store, &options, &problems);
	store_test_remove(test);
	assert_status(status, STATUS_NOT_FOUND);
}

/* --- audit ------------------------------------------------------------------------------------------------------ */

static void seal_all(StoreTest *test, int64_t expected)
{
	int64_t sealed = 0;
	int64_t total = 0;
	do {
		assert_ok(store_audit_seal(test->store, 4, &sealed));
		total += sealed;
	} while (sealed > 0);
	assert_int_equal(total, expected);
}

static void test_many_rows_are_sealed_in_one_call(void **state)
{
	StoreTest *test = store_test_of(state);
	StoreVerifyReport report;
	int64_t sealed = 0;
	carve_many(test, 0, 230); /* more than one write takes */
	assert_ok(store_audit_seal(test->store, 150, &sealed));
	assert_int_equal(sealed, 150);
	assert_ok(store_audit_seal(test->store, 10000, &sealed));
	assert_int_equal(sealed, 80);
	assert_ok(store_verify(test->store, &test->arena, &report));
	assert_int_equal(report.sealed_rows, 230);
	assert_int_equal(report.unsealed_rows, 0);
}

static void test_the_chain_holds_and_the_tail_is_counted(void **state)
{
	StoreTest *test = store_test_of(state);
	StoreVerifyReport report;
	carve_many(test, 0, 10);
	seal_all(test, 10);
	carve_many(test, 10, 13);
	assert_ok(store_verify(test->store, &test->arena, &report));
	assert_int_equal(report.sealed_rows, 10);
	assert_int_equal(report.unsealed_rows, 3);
	assert_int_equal(report.broken_sequence, 0);
	assert_int_equal(report.head_hash.length, 64);
	assert_true(report.database_sound);
}

static void test_only_the_holder_of_the_lease_seals(void **state)
{
	StoreTest *test = store_test_of(state);
	StoreOptions options = store_test_options(test);
	Problems problems = problems_make(&test->arena);
	Store *other = NULL;
	int64_t sealed = 0;
	assert_ok(store_open(&other, &options, &problems));
	carve_many(test, 0, 2);
	seal_all(test, 2);
	carve_many(test, 2, 4);
	assert_ok(store_audit_seal(other, 100, &sealed));
	assert_int_equal(sealed, 0);
	test->clock.held += INSTANT_MINUTE;
	assert_ok(store_audit_seal(other, 100, &sealed));
	assert_int_equal(sealed, 2);
	store_close(other);
}

/* The append-only guards are taken away first, as somebody with the database's own tools would. */
static void tamper(StoreTest *test, const char *sql)
{
	static const char SQLITE_GUARDS[] = "PRAGMA foreign_keys=OFF; DROP TRIGGER audit_keeps_updated;"
		" DROP TRIGGER audit_keeps_deleted; DROP TRIGGER audit_seal_keeps_updated; DROP TRIGGER"
		" audit_seal_keeps_deleted;";
	static const char POSTGRES_GUARDS[] = "DROP TRIGGER audit_keeps ON audit; DROP TRIGGER audit_seal_keeps ON"
		" audit_seal;";
	store_test_tamper(test, test->engine == STORE_SQLITE ? SQLITE_GUARDS : POSTGRES_GUARDS);
	store_test_tamper(test, sql);
}

static void assert_broken(StoreTest *test, const char *sql, int64_t sequence, const char *words)
{
	StoreVerifyReport report;
	carve_many(test, 0, 8);
	seal_all(test, 8);
	carve_many(test, 8, 10);
	tamper(test, sql);
	assert_status(store_verify(test->store, &test->arena, &report), STATUS_INVALID);
	assert_int_equal(report.broken_sequence, sequence);
	if (!str_contains(report.broken_reason, str_from_c(words)))
		fail_msg("expected '%s', got '%.*s'", words, STR_ARG(report.broken_reason));
}

static void test_a_changed_row_is_found(void **state)
{
	assert_broken(store_test_of(state), "UPDATE audit SET reason = 'x' WHERE at = 1004", 5, "was changed");
}

static void test_a_changed_row_with_a_new_hash_is_found(void **state)
{
	assert_broken(store_test_of(state), "UPDATE audit SET own_hash = (SELECT own_hash FROM audit WHERE at = 1001),"
		" id = id,"
		" at = at WHERE at = 1004", 5, "was changed");
}

static void test_a_removed_row_is_found(void **state)
{
	assert_broken(store_test_of(state), "DELETE FROM audit WHERE at = 1002", 3, "row of the audit was removed");
}

static void test_a_removed_link_is_found(void **state)
{
	assert_broken(store_test_of(state), "DELETE FROM audit_seal WHERE sequence = 4", 4,
		"link of the chain was removed");
}

static void test_a_swapped_link_is_found(void **state)
{
	assert_broken(store_test_of(state), "UPDATE audit_seal SET chain_hash = (SELECT chain_hash FROM audit_seal"
		" WHERE sequence = 2) WHERE sequence = 6", 6, "does not follow");
}

static void test_a_row_that_was_put_in_is_found(void **state)
{
	assert_broken(store_test_of(state), "INSERT INTO audit SELECT 'zzz', at, actor, action, subject_kind, subject,"
		" person,"
		" reason, before_hash, after_hash, detail, own_hash FROM audit WHERE at = 1003", 9, "put in");
}

static void test_a_change_before_the_seal_is_found(void **state)
{
	assert_broken(store_test_of(state), "UPDATE audit SET actor = 'x' WHERE at = 1009", 9,
		"changed before it was sealed");
}

static void test_a_removal_before_the_seal_is_found(void **state)
{
	assert_broken(store_test_of(state), "DELETE FROM audit WHERE at = 1009", 9, "removed before it was sealed");
}

/* --- export and backup ------------------------------------------------------------------------------------------ */

static Status add_person(StoreConnection *write, void *context)
{
	(void)context;
	Status status = sql_person_add_run(write, &(PersonAddArguments){.id = S("p1"), .name = S("Zoë"),
		.born = STORE_NULL_INTEGER, .picture = {.data = "\0\377", .length = 2}});
	if (status == STATUS_OK)
		status = sql_secret_add_run(write, &(SecretAddArguments){.id = S("s"), .value = S("hidden")});
	return status != STATUS_OK ? status : store_audit(write, &(StoreAudit){.actor = S("ann"), .detail = S("{}")});
}

static Status collect_line(Str line, void *context)
{
	Buffer *out = context;
	buffer_add(out, line);
	buffer_add_character(out, '\n');
	return STATUS_OK;
}

static Str export_of(StoreTest *test)
{
	Buffer out = buffer_make(&test->arena, 1 << 20);
	carve_many(test, 0, 2);
	assert_ok(store_write(test->store, add_person, NULL));
	assert_ok(store_export(test->store, collect_line, &out));
	return buffer_str(&out);
}

static void test_the_export_is_the_same_bytes_whatever_the_engine(void **state)
{
	StoreTest *test = store_test_of(state);
	assert_str(&test->arena, export_of(test),
		"{\"table\":\"person\",\"id\":\"p1\",\"name\":\"Zoë\",\"note\":null,\"born\":null,\"picture\":\"hex:00ff\","
		"\"version\":1}\n"
		"{\"table\":\"stone\",\"id\":\"stone-0000\",\"carved\":\"a \\\"quoted\\\"\\\\ line\\u000a\\u0009and é\"}\n"
		"{\"table\":\"stone\",\"id\":\"stone-0001\",\"carved\":\"a \\\"quoted\\\"\\\\ line\\u000a\\u0009and é\"}\n");
}

static Status stop_writing(Str line, void *context)
{
	(void)line;
	(void)context;
	return STATUS_FULL;
}

static void test_an_export_that_cannot_go_on_says_so(void **state)
{
	StoreTest *test = store_test_of(state);
	Buffer out = buffer_make(&test->arena, 1 << 20);
	carve_many(test, 0, 2);
	assert_status(store_export(test->store, stop_writing, NULL), STATUS_FULL);
	assert_ok(store_export(test->store, collect_line, &out));
}

static Str read_whole(StoreTest *test, const char *path)
{
	Buffer out = buffer_make(&test->arena, 1 << 24);
	char piece[4096];
	size_t count = 0;
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	while ((count = fread(piece, 1, sizeof piece, file)) > 0)
		buffer_add(&out, (Str){piece, count});
	(void)fclose(file);
	return buffer_str(&out);
}

static void assert_sqlite_copy_opens(StoreTest *test, Str folder)
{
	StoreTest other = *test;
	StoneCountRow row;
	StoreOptions options = store_test_options(&other);
	Problems problems = problems_make(&test->arena);
	options.database = folder;
	options.create = false;
	assert_ok(store_open(&other.store, &options, &problems));
	assert_ok(sql_stone_count_one(store_reader(other.store, 0), &test->arena, &row));
	assert_int_equal(row.stones, 5);
	store_close(other.store);
}

static void test_a_copy_holds_everything(void **state)
{
	StoreTest *test = store_test_of(state);
	Problems problems = problems_make(&test->arena);
	StoreTest *place = store_test_place(STORE_SQLITE); /* a folder to put the copy in */
	Str file = str_concat(&test->arena, place->database, S("/kith.sqlite"));
	carve_many(test, 0, 5);
	StoreProof proof = {0};
	Status status = store_backup(test->store, file, STORE_COPY_OWN, &test->arena, &proof, &problems);
	Str bytes = status == STATUS_OK ? read_whole(test, str_c(&test->arena, file)) : (Str){0};
	if (status == STATUS_OK && test->engine == STORE_SQLITE)
		assert_sqlite_copy_opens(test, place->database);
	store_test_remove(place);
	assert_ok(status);
	if (test->engine == STORE_POSTGRES) {
		assert_true(str_contains(bytes, S("{\"table\":\"migration\",\"number\":0,")));
		assert_true(str_contains(bytes, S("\"actor\":\"mason\"")));
		assert_true(str_contains(bytes, S("\"id\":\"stone-0004\"")));
	}
}

static void test_a_copy_that_cannot_be_written_leaves_no_file(void **state)
{
	StoreTest *test = store_test_of(state);
	Problems problems = problems_make(&test->arena);
	assert_status(store_backup(test->store, S("/nowhere/at/all/copy"), STORE_COPY_OWN, &test->arena,
		&(StoreProof){0}, &problems), STATUS_INVALID);
	assert_int_equal(problems.total, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_opening_again_keeps_what_is_there),
		STORE_TEST(test_a_step_that_was_changed_afterwards_stops_the_start),
		STORE_TEST(test_a_database_of_a_newer_program_is_left_alone),
		STORE_TEST(test_a_step_that_fails_leaves_nothing),
		STORE_TEST(test_a_statement_that_the_engine_refuses_stops_the_start_by_name),
		STORE_TEST(test_nothing_is_made_unless_asked),
		STORE_TEST(test_many_rows_are_sealed_in_one_call),
		STORE_TEST(test_the_chain_holds_and_the_tail_is_counted),
		STORE_TEST(test_only_the_holder_of_the_lease_seals),
		STORE_TEST(test_a_changed_row_is_found),
		STORE_TEST(test_a_changed_row_with_a_new_hash_is_found),
		STORE_TEST(test_a_removed_row_is_found),
		STORE_TEST(test_a_removed_link_is_found),
		STORE_TEST(test_a_swapped_link_is_found),
		STORE_TEST(test_a_row_that_was_put_in_is_found),
		STORE_TEST(test_a_change_before_the_seal_is_found),
		STORE_TEST(test_a_removal_before_the_seal_is_found),
		STORE_TEST(test_the_export_is_the_same_bytes_whatever_the_engine),
		STORE_TEST(test_an_export_that_cannot_go_on_says_so),
		STORE_TEST(test_a_copy_holds_everything),
		STORE_TEST(test_a_copy_that_cannot_be_written_leaves_no_file),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

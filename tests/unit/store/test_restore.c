/* A copy put back on an empty machine: the same record by counts and hashes, on both engines and from one to the other;
 * and what is wrong with a file is said before anything stands. */
#include "store_test.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.h"
#include "schema.h"
#include "sql/fixture.sql.h"
#include "statements.h"

static Status carve(StoreConnection *write, void *context)
{
	const int *number = context;
	char id[16];
	int length = snprintf(id, sizeof id, "stone-%05d", *number);
	Status status = sql_stone_add_run(write, &(StoneAddArguments){.id = {id, (size_t)length},
		.carved = S("a \"quoted\"\\ line\n\tand é")});
	return status != STATUS_OK ? status : store_audit(write, &(StoreAudit){.actor = S("mason"), .at = 1000 + *number,
		.action = S("stone/carve"), .subject_kind = S("stone"), .subject = {id, (size_t)length}, .detail = S("{}")});
}

static void carve_many(StoreTest *test, int from, int to)
{
	for (int i = from; i < to; i++)
		assert_ok(store_write(test->store, carve, &i));
}

/* Every kind of value: nothing, the empty text, extremes, bytes with a nul. */
static Status add_people(StoreConnection *write, void *context)
{
	(void)context;
	Status status = sql_person_add_run(write, &(PersonAddArguments){.id = S("p1"), .name = S("Zoë"),
		.born = STORE_NULL_INTEGER, .picture = {.data = "\0\377", .length = 2}});
	if (status == STATUS_OK)
		status = sql_person_add_run(write, &(PersonAddArguments){.id = S("p2"), .name = S(""), .note = S(""),
			.born = INT64_MAX, .picture = S("")});
	if (status == STATUS_OK)
		status = sql_person_show_run(write, &(PersonShowArguments){.actor = S("ann"), .person = S("p1")});
	if (status == STATUS_OK)
		status = sql_secret_add_run(write, &(SecretAddArguments){.id = S("s"), .value = S("hidden")});
	return status != STATUS_OK ? status : store_audit(write, &(StoreAudit){.actor = S("ann"), .detail = S("{}")});
}

/* A folder for files, beside the databases. */
typedef struct Copy {
	StoreTest *folder;
	Str file;
	StoreProof proof;
} Copy;

static Copy copy_of(StoreTest *test, StoreCopyForm form)
{
	Problems problems = problems_make(&test->arena);
	Copy copy = {.folder = store_test_place(STORE_SQLITE)};
	copy.file = str_concat(&test->arena, copy.folder->database, S("/copy"));
	assert_ok(store_backup(test->store, copy.file, form, &test->arena, &copy.proof, &problems));
	return copy;
}

static Copy filled_copy(StoreTest *test, StoreCopyForm form)
{
	carve_many(test, 0, 30);
	assert_ok(store_write(test->store, add_people, NULL));
	assert_ok(store_audit_seal(test->store, 20, NULL));
	return copy_of(test, form);
}

static Status restore(StoreTest *place, const Copy *copy, bool without_proof, StoreRestore *out, Problems *problems)
{
	StoreOptions options = store_test_options(place);
	*out = (StoreRestore){.file = copy->file, .without_proof = without_proof};
	return store_restore(&options, out, &place->arena, problems);
}

/* The restored database opens, is the same by table, and its chain holds. */
static void assert_same_record(StoreTest *place, const StoreProof *proof)
{
	StoreOptions options = store_test_options(place);
	StoreProof found = {0};
	StoreVerifyReport report = {0};
	options.create = false;
	assert_ok(store_test_reopen(place, &options));
	assert_ok(store_prove(place->store, &place->arena, &found));
	assert_true(found.table_count > 5);
	assert_str(&place->arena, store_proof_difference(proof, &found), "");
	assert_ok(store_verify(place->store, &place->arena, &report));
	assert_int_equal(report.sealed_rows, 20);
	assert_int_equal(report.unsealed_rows, 11);
}

static void restore_and_compare(StoreTest *test, StoreCopyForm form, StoreEngine engine)
{
	Copy copy = filled_copy(test, form);
	StoreTest *place = store_test_place(engine);
	StoreRestore done;
	Problems problems = problems_make(&test->arena);
	Status status = restore(place, &copy, false, &done, &problems);
	for (size_t i = 0; i < problems.count; i++)
		print_message("%.*s\n", STR_ARG(problems.items[i].message));
	assert_ok(status);
	assert_true(done.proved);
	assert_same_record(place, &copy.proof);
	store_test_remove(place);
	store_test_remove(copy.folder);
}

static void test_a_copy_restored_on_an_empty_machine_is_the_same_record(void **state)
{
	StoreTest *test = store_test_of(state);
	restore_and_compare(test, STORE_COPY_OWN, test->engine);
}

static void test_lines_of_either_engine_go_into_a_folder(void **state)
{
	restore_and_compare(store_test_of(state), STORE_COPY_LINES, STORE_SQLITE);
}

static void test_lines_of_either_engine_go_into_postgresql(void **state)
{
	StoreTest *test = store_test_of(state);
	if (!store_test_has_postgres())
		skip_because("KITH_TEST_POSTGRES names no server");
	restore_and_compare(test, STORE_COPY_LINES, STORE_POSTGRES);
}

typedef struct Busy {
	StoreTest *test;
	pthread_t thread;
	_Atomic bool stop;
	int carved;
} Busy;

static void *carve_on(void *context)
{
	Busy *busy = context;
	for (busy->carved = 1000; !busy->stop; busy->carved++)
		if (store_write(busy->test->store, carve, &busy->carved) != STATUS_OK)
			break;
	return NULL;
}

static void test_a_copy_made_while_others_write_is_of_one_moment(void **state)
{
	StoreTest *test = store_test_of(state);
	Busy busy = {.test = test};
	carve_many(test, 0, 200);
	assert_int_equal(pthread_create(&busy.thread, NULL, carve_on, &busy), 0);
	Copy copy = copy_of(test, STORE_COPY_OWN);
	busy.stop = true;
	(void)pthread_join(busy.thread, NULL);
	StoreTest *place = store_test_place(test->engine);
	StoreRestore done;
	Problems problems = problems_make(&test->arena);
	assert_ok(restore(place, &copy, false, &done, &problems));
	assert_true(done.proved);
	int64_t stones = 0;
	int64_t audited = 0;
	for (size_t i = 0; i < done.proof.table_count; i++) {
		if (str_equal(done.proof.tables[i].table, S("stone")))
			stones = done.proof.tables[i].rows;
		if (str_equal(done.proof.tables[i].table, S("audit")))
			audited = done.proof.tables[i].rows;
	}
	assert_true(stones >= 200);
	assert_int_equal(stones, audited); /* no act without its audit row */
	store_test_remove(place);
	store_test_remove(copy.folder);
}

/* --- files that are wrong ----------------------------------------------------------------------------------------- */

static Str read_whole(Arena *arena, Str path)
{
	Buffer out = buffer_make(arena, 1 << 24);
	char piece[4096];
	size_t count = 0;
	FILE *file = fopen(str_c(arena, path), "rb");
	assert_non_null(file);
	while ((count = fread(piece, 1, sizeof piece, file)) > 0)
		buffer_add(&out, (Str){piece, count});
	(void)fclose(file);
	return buffer_str(&out);
}

static void write_whole(Arena *arena, Str path, Str bytes)
{
	FILE *file = fopen(str_c(arena, path), "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes.data, 1, bytes.length, file), bytes.length);
	assert_int_equal(fclose(file), 0);
}

static void remove_proof(Arena *arena, const Copy *copy)
{
	assert_int_equal(unlink(str_c(arena, str_concat(arena, copy->file, S(".proof")))), 0);
}

/* Refused with one sentence that holds words, and the folder is as empty as before. */
static void assert_refused(StoreTest *test, const Copy *copy, bool without_proof, const char *words)
{
	StoreTest *place = store_test_place(STORE_SQLITE);
	Problems problems = problems_make(&test->arena);
	StoreRestore done;
	struct stat there;
	assert_status(restore(place, copy, without_proof, &done, &problems), STATUS_INVALID);
	assert_true(problems_any(&problems));
	if (!str_contains(problems.items[0].message, str_from_c(words)))
		fail_msg("it said: %.*s", STR_ARG(problems.items[0].message));
	assert_false(done.proved);
	assert_int_not_equal(stat(str_c(&test->arena, str_concat(&test->arena, place->database, S("/kith.sqlite"))), &there), 0);
	store_test_remove(place);
}

static void test_a_file_that_was_changed_or_cut_off_is_refused_before_anything_stands(void **state)
{
	StoreTest *test = store_test_of(state);
	static const StoreCopyForm FORMS[] = {STORE_COPY_OWN, STORE_COPY_LINES};
	carve_many(test, 0, 3);
	for (size_t i = 0; i < 2; i++) {
		Copy copy = copy_of(test, FORMS[i]);
		Str whole = read_whole(&test->arena, copy.file);
		write_whole(&test->arena, copy.file, str_slice(whole, 0, whole.length - 1));
		assert_refused(test, &copy, false, "changed, or cut off");
		char *changed = (char *)str_c(&test->arena, whole);
		changed[whole.length / 2] = (char)(changed[whole.length / 2] ^ 1);
		write_whole(&test->arena, copy.file, (Str){changed, whole.length});
		assert_refused(test, &copy, false, "changed, or cut off");
		remove_proof(&test->arena, &copy);
		write_whole(&test->arena, copy.file, whole);
		assert_refused(test, &copy, false, "--without-proof");
		store_test_remove(copy.folder);
	}
}

static void test_a_file_without_proof_is_restored_when_that_is_asked_for(void **state)
{
	StoreTest *test = store_test_of(state);
	Copy copy = filled_copy(test, STORE_COPY_OWN);
	StoreTest *place = store_test_place(test->engine);
	Problems problems = problems_make(&test->arena);
	StoreRestore done;
	remove_proof(&test->arena, &copy);
	assert_ok(restore(place, &copy, true, &done, &problems));
	assert_false(done.proved);
	assert_same_record(place, &copy.proof);
	store_test_remove(place);
	store_test_remove(copy.folder);
}

/* What a file of lines says, changed in one place. */
static void test_lines_that_are_wrong_are_refused_and_leave_nothing(void **state)
{
	static const struct { const char *from; const char *to; const char *words; } CASES[] = {
		{"{\"end\":", "{\"end\":1", "another number of rows"},
		{"\"born\":null", "\"born\":\"old\"", "not a value of the column"},
		{"\"name\":\"Zo", "\"name\":null,\"more\":\"Zo", "another number of columns"},
		{"\"picture\":\"hex:00ff\"", "\"picture\":\"hex:00fg\"", "not a value of the column"},
		{"\"picture\":\"hex:00ff\"", "\"picture\":\"00ff\"", "not a value of the column"},
		{"\"id\":\"p2\"", "\"id\":\"p1\"", "refuses this row"},
		{"{\"table\":\"secret\"", "{\"table\":\"sqlite_master\"", "not a row of a table"},
		{"\"checksum\":\"", "\"checksum\":\"same\",\"checksum\":\"", ""},
		{"\"checksum\":\"", "\"checksum\":\"x", "another version of the program"},
		{"{\"table\":\"migration\",\"number\":1,", "\n{\"table\":\"migration\",\"number\":1,", ""},
	};
	StoreTest *test = store_test_of(state);
	Copy copy = filled_copy(test, STORE_COPY_LINES);
	Str whole = read_whole(&test->arena, copy.file);
	Str first = {0};
	Str rest = whole;
	remove_proof(&test->arena, &copy);
	for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
		size_t at = 0;
		if (!str_find(whole, str_from_c(CASES[i].from), &at))
			fail_msg("the copy does not hold %s", CASES[i].from);
		Buffer changed = buffer_make(&test->arena, 1 << 24);
		buffer_add(&changed, str_slice(whole, 0, at));
		buffer_add(&changed, str_from_c(CASES[i].to));
		buffer_add(&changed, str_slice(whole, at + strlen(CASES[i].from), whole.length));
		write_whole(&test->arena, copy.file, buffer_str(&changed));
		assert_refused(test, &copy, true, CASES[i].words);
	}
	size_t end = 0;
	assert_true(str_find(whole, S("{\"end\":"), &end));
	write_whole(&test->arena, copy.file, str_slice(whole, 0, end));
	assert_refused(test, &copy, true, "cut off");
	(void)str_next(&rest, '\n', &first);
	write_whole(&test->arena, copy.file, str_concat(&test->arena, first, str_slice(whole, end - 1, whole.length)));
	assert_refused(test, &copy, true, "another number of rows");
	store_test_remove(copy.folder);
}

/* --- places that are not empty ------------------------------------------------------------------------------------ */

static void test_a_record_that_is_there_is_never_overwritten(void **state)
{
	StoreTest *test = store_test_of(state);
	StoreRestore done;
	StoneCountRow stones;
	Problems problems = problems_make(&test->arena);
	Copy copy = filled_copy(test, STORE_COPY_LINES);
	carve_many(test, 100, 103);
	store_close(test->store);
	test->store = NULL;
	assert_status(restore(test, &copy, false, &done, &problems), STATUS_INVALID);
	assert_true(str_contains(problems.items[0].message, S("already")));
	StoreOptions options = store_test_options(test);
	assert_ok(store_test_reopen(test, &options));
	assert_ok(sql_stone_count_one(store_reader(test->store, 0), &test->arena, &stones));
	assert_int_equal(stones.stones, 33);
	store_test_remove(copy.folder);
}

static void test_a_copy_of_an_older_schema_is_brought_forward(void **state)
{
	(void)state;
	StoreTest *test = store_test_place(STORE_SQLITE);
	StoreOptions options = store_test_options(test);
	assert_ok(store_test_reopen(test, &options));
	Copy copy = filled_copy(test, STORE_COPY_OWN);
	StoreMigration steps[8];
	assert_true(KITH_SCHEMA.migration_count < 8);
	memcpy(steps, KITH_SCHEMA.migrations, KITH_SCHEMA.migration_count * sizeof *steps);
	steps[KITH_SCHEMA.migration_count] = (StoreMigration){.number = 9000, .name = "newer", .checksum = "c",
		.sqlite = "CREATE TABLE newer (id TEXT PRIMARY KEY) STRICT;", .postgres = "SELECT 1"};
	StoreSchema newer = KITH_SCHEMA;
	newer.migrations = steps;
	newer.migration_count++;
	StoreTest *place = store_test_place(STORE_SQLITE);
	StoreOptions later = store_test_options(place);
	StoreRestore done = {.file = copy.file};
	Problems problems = problems_make(&test->arena);
	later.schema = &newer;
	assert_ok(store_restore(&later, &done, &test->arena, &problems));
	assert_false(done.proved); /* the file was, its tables cannot be */
	assert_str(&test->arena, store_proof_difference(&copy.proof, &done.proof), "");
	assert_ok(store_test_reopen(place, &later));
	store_test_tamper(place, "INSERT INTO newer (id) VALUES ('it is there')");
	store_test_remove(place);
	store_test_remove(copy.folder);
	store_test_remove(test);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_a_copy_restored_on_an_empty_machine_is_the_same_record),
		STORE_TEST(test_lines_of_either_engine_go_into_a_folder),
		STORE_TEST(test_lines_of_either_engine_go_into_postgresql),
		STORE_TEST(test_a_copy_made_while_others_write_is_of_one_moment),
		STORE_TEST(test_a_file_that_was_changed_or_cut_off_is_refused_before_anything_stands),
		STORE_TEST(test_a_file_without_proof_is_restored_when_that_is_asked_for),
		STORE_TEST(test_lines_that_are_wrong_are_refused_and_leave_nothing),
		STORE_TEST(test_a_record_that_is_there_is_never_overwritten),
		cmocka_unit_test(test_a_copy_of_an_older_schema_is_brought_forward),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* A record of every released schema is brought to the newest: nothing is lost, and it verifies.
 *
 * The rooms make a record; its rows, as far as the first steps of the schema can hold them, are put behind the store's
 * back into a database that has had those steps only. Then the program opens it.
 *
 * That old database is made of today's texts of the steps. What was released does not change with them: tests/migrations/ has
 * the checksum of every released step, and two whole databases as they were, with invented rows in every table. */
#include "random_record.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "care/jobs/job_kinds.h"
#include "care/record/record.h"
#include "care/release/release.h"
#include "schema.h"

enum { ACTS = 25, COLUMNS_MAX = 64, SQL_BYTES_MAX = 32 * 1024 * 1024, JOB_ROUNDS_MAX = 50,
	FILE_BYTES_MAX = 1024 * 1024 };

typedef struct Old {
	CareTest *source;   /* SQLite, with the newest schema */
	sqlite3 *from;
	size_t steps;
	StoreTest *place;   /* where the old record is made */
	Arena arena;
} Old;

static sqlite3 *open_database(const char *path)
{
	sqlite3 *database = NULL;
	assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
	return database;
}

/* The tables that the first steps make, in memory: what columns they have. */
static sqlite3 *tables_of_steps(size_t steps)
{
	sqlite3 *database = open_database(":memory:");
	for (size_t i = 0; i < steps; i++)
		assert_int_equal(sqlite3_exec(database, KITH_SCHEMA.migrations[i].sqlite, NULL, NULL, NULL), SQLITE_OK);
	return database;
}

static size_t columns_of(sqlite3 *database, Arena *arena, const char *table, Str out[COLUMNS_MAX])
{
	sqlite3_stmt *statement = NULL;
	size_t count = 0;
	assert_int_equal(sqlite3_prepare_v2(database, "SELECT name FROM pragma_table_info(?1)", -1, &statement, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_bind_text(statement, 1, table, -1, SQLITE_STATIC), SQLITE_OK);
	while (sqlite3_step(statement) == SQLITE_ROW) {
		assert_true(count < COLUMNS_MAX);
		out[count++] = str_copy(arena, str_from_c((const char *)sqlite3_column_text(statement, 0)));
	}
	assert_int_equal(sqlite3_finalize(statement), SQLITE_OK);
	return count;
}

static void add_value(Buffer *out, sqlite3_stmt *row, int column, StoreEngine engine)
{
	const unsigned char *bytes = NULL;
	switch (sqlite3_column_type(row, column)) {
	case SQLITE_NULL:
		buffer_add(out, S("NULL"));
		return;
	case SQLITE_INTEGER:
		buffer_add_integer(out, sqlite3_column_int64(row, column));
		return;
	case SQLITE_BLOB:
		bytes = sqlite3_column_blob(row, column);
		buffer_add(out, engine == STORE_POSTGRES ? S("'\\x") : S("X'"));
		for (int i = 0; i < sqlite3_column_bytes(row, column); i++)
			buffer_add_format(out, "%02x", bytes[i]);
		buffer_add(out, S("'"));
		return;
	default:
		buffer_add_character(out, '\'');
		buffer_add(out, str_replace(out->arena, str_from_c((const char *)sqlite3_column_text(row, column)), S("'"), S("''")));
		buffer_add_character(out, '\'');
	}
}

static void copy_table(Old *old, Buffer *out, const char *table, const Str *columns, size_t count)
{
	sqlite3_stmt *rows = NULL;
	Buffer list = buffer_make(&old->arena, 64 * 1024);
	for (size_t i = 0; i < count; i++)
		buffer_add_format(&list, "%s%.*s", i == 0 ? "" : ", ", STR_ARG(columns[i]));
	const char *select = str_c(&old->arena, str_format(&old->arena, "SELECT %.*s FROM %s", (int)list.length, list.data, table));
	assert_int_equal(sqlite3_prepare_v2(old->from, select, -1, &rows, NULL), SQLITE_OK);
	while (sqlite3_step(rows) == SQLITE_ROW) {
		buffer_add_format(out, "INSERT INTO %s (%.*s) VALUES (", table, (int)list.length, list.data);
		for (size_t i = 0; i < count; i++) {
			if (i > 0)
				buffer_add(out, S(", "));
			add_value(out, rows, (int)i, old->place->engine);
		}
		buffer_add(out, S(");\n"));
	}
	assert_int_equal(sqlite3_finalize(rows), SQLITE_OK);
}

static void copy_rows(Old *old, Buffer *out)
{
	sqlite3 *tables = tables_of_steps(old->steps);
	for (size_t i = 0; i < KITH_SCHEMA.table_count; i++) {
		Str columns[COLUMNS_MAX];
		const char *table = KITH_SCHEMA.tables[i].name;
		size_t count = columns_of(tables, &old->arena, table, columns);
		if (count > 0 && strcmp(table, "migration") != 0)
			copy_table(old, out, table, columns, count);
	}
	assert_int_equal(sqlite3_close(tables), SQLITE_OK);
}

/* Makes the record of so many steps in place. */
static void make_old(Old *old)
{
	Buffer sql = buffer_make(&old->arena, SQL_BYTES_MAX);
	for (size_t i = 0; i < old->steps; i++) {
		const StoreMigration *step = &KITH_SCHEMA.migrations[i];
		buffer_add(&sql, str_from_c(old->place->engine == STORE_POSTGRES ? step->postgres : step->sqlite));
		buffer_add_format(&sql, ";\nINSERT INTO migration (number, name, checksum, applied_at) VALUES (%d, '%s', '%s', 1);\n",
			step->number, step->name, step->checksum);
	}
	copy_rows(old, &sql);
	store_test_tamper(old->place, str_c(&old->arena, buffer_str(&sql)));
}

/* What a start of the new program leaves to jobs. */
static void run_jobs(Care *system)
{
	size_t kinds = 0;
	const JobKind *known = job_kinds(&kinds);
	int64_t done = 1;
	for (int round = 0; done > 0 && round < JOB_ROUNDS_MAX; round++)
		assert_ok(jobs_run_due(system, S("test"), known, kinds, &done));
	assert_int_equal(done, 0);
}

static Str lines_of(StoreTest *place, Arena *arena)
{
	CareTest shell = {.store = place, .arena = arena};
	return care_test_export(&shell);
}

static void bring_forward(CareTest *source, size_t steps, StoreEngine engine)
{
	Old old = {.source = source, .steps = steps, .place = store_test_place(engine)};
	RecordVerifyReport report = {0};
	arena_init(&old.arena, ARENA_COMMAND_BYTES_MAX * (size_t)2);
	old.place->arena.limit_bytes = ARENA_COMMAND_BYTES_MAX;
	old.place->clock = source->store->clock;
	old.from = open_database(str_c(&old.arena, str_concat(&old.arena, source->store->database, S("/kith.sqlite"))));
	make_old(&old);
	StoreOptions options = store_test_options(old.place);
	options.create = false;
	assert_ok(store_test_reopen(old.place, &options));
	Care system = care_system(old.place->store, store_maintenance(old.place->store), &old.arena, &old.place->clock,
		&old.place->ids, source->practice);
	run_jobs(&system);
	assert_ok(record_verify(&system, &report));
	if (!report.sound)
		fail_msg("after %zu steps: %d derived differ, %d works", steps, (int)report.derived_differed, (int)report.works_differed);
	assert_true(report.derived_checked > 5 && report.works_checked > 0);
	/* Everything that the old tables could hold is there, as the same lines. */
	Str there = lines_of(old.place, &old.arena);
	Str wanted = lines_of(source->store, &old.arena);
	Str line = {0};
	size_t compared = 0;
	assert_true(steps < KITH_SCHEMA.migration_count || str_equal(there, wanted));
	while (str_next(&wanted, '\n', &line)) {
		if (!str_starts_with(line, S("{\"table\":\"fact\"")) && !str_starts_with(line, S("{\"table\":\"work_event\"")))
			continue;
		compared++;
		assert_true(str_contains(there, line));
	}
	assert_true(compared > 20);
	assert_int_equal(sqlite3_close(old.from), SQLITE_OK);
	store_test_remove(old.place);
	arena_clear(&old.arena);
}

static void bring_all_forward(CareTest *source, StoreEngine engine)
{
	RandomRecord record;
	random_record_init(&record, source, 11, true);
	random_record_act(&record, ACTS);
	run_jobs(&record.system);
	/* The first step alone is the store's own: without the record there is nothing to keep. */
	for (size_t steps = 2; steps <= KITH_SCHEMA.migration_count; steps++)
		bring_forward(source, steps, engine);
}

static void test_a_record_of_every_schema_is_brought_forward_on_sqlite(void **state)
{
	bring_all_forward(care_test_of(state), STORE_SQLITE);
}

static void test_a_record_of_every_schema_is_brought_forward_on_postgresql(void **state)
{
	if (!store_test_has_postgres()) {
		print_message("KITH_TEST_POSTGRES names no server\n");
		skip();
	}
	bring_all_forward(care_test_of(state), STORE_POSTGRES);
}

static void test_an_empty_database_of_every_schema_is_brought_forward(void **state)
{
	CareTest *source = care_test_of(state);
	for (size_t steps = 1; steps <= KITH_SCHEMA.migration_count; steps++) {
		StoreTest *place = store_test_place(STORE_SQLITE);
		StoreSchema first = KITH_SCHEMA;
		StoreVerifyReport report = {0};
		Buffer sql = buffer_make(source->arena, SQL_BYTES_MAX);
		first.migration_count = steps;
		for (size_t i = 0; i < steps; i++)
			buffer_add_format(&sql, "%s;\nINSERT INTO migration VALUES (%d, '%s', '%s', 1);\n", first.migrations[i].sqlite,
				first.migrations[i].number, first.migrations[i].name, first.migrations[i].checksum);
		store_test_tamper(place, str_c(source->arena, buffer_str(&sql)));
		StoreOptions options = store_test_options(place);
		assert_ok(store_test_reopen(place, &options));
		assert_ok(store_verify(place->store, source->arena, &report));
		assert_true(report.database_sound);
		store_test_remove(place);
	}
}

/* --- what was released ---------------------------------------------------------------------------------------------- */

static Str file_text(Arena *arena, const char *name)
{
	const char *path = str_c(arena, str_format(arena, "tests/migrations/%s", name));
	FILE *file = fopen(path, "rb");
	if (file == NULL)
		fail_msg("%s cannot be read", path);
	char *text = arena_allocate(arena, FILE_BYTES_MAX);
	size_t length = fread(text, 1, FILE_BYTES_MAX, file);
	assert_true(length > 0 && length < FILE_BYTES_MAX);
	(void)fclose(file);
	return (Str){.data = text, .length = length};
}

static void test_a_released_step_is_never_changed(void **state)
{
	Arena arena;
	(void)state;
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	Str rest = file_text(&arena, "released.txt");
	Str line = {0};
	size_t count = 0;
	for (; str_next(&rest, '\n', &line); count++) {
		const StoreMigration *step = &KITH_SCHEMA.migrations[count];
		if (count == KITH_SCHEMA.migration_count)
			fail_msg("%.*s was released and is no more", STR_ARG(line));
		Str now = str_format(&arena, "%04d_%s %s", step->number, step->name, step->checksum);
		if (!str_equal(line, now))
			fail_msg("released was %.*s, the step is now %.*s: put it back as it was and add a new step", STR_ARG(line),
				STR_ARG(now));
	}
	if (count < KITH_SCHEMA.migration_count)
		fail_msg("add to tests/migrations/released.txt: %04d_%s %s", KITH_SCHEMA.migrations[count].number,
			KITH_SCHEMA.migrations[count].name, KITH_SCHEMA.migrations[count].checksum);
	arena_clear(&arena);
}

static int64_t one_number(sqlite3 *database, const char *sql)
{
	sqlite3_stmt *statement = NULL;
	if (sqlite3_prepare_v2(database, sql, -1, &statement, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(database));
	assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
	int64_t number = sqlite3_column_int64(statement, 0);
	assert_int_equal(sqlite3_finalize(statement), SQLITE_OK);
	return number;
}

/* Every row of the released database, column by column, is in today's. */
static void compare_sqlite(StoreTest *place, sqlite3 *was)
{
	Arena *arena = &place->arena;
	size_t tables = 0;
	sqlite3_stmt *names = NULL;
	const char *attach = str_c(arena, str_format(arena, "ATTACH '%.*s/kith.sqlite' AS today", STR_ARG(place->database)));
	assert_int_equal(sqlite3_exec(was, attach, NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(was, "SELECT name FROM main.sqlite_master WHERE type = 'table'", -1, &names, NULL),
		SQLITE_OK);
	while (sqlite3_step(names) == SQLITE_ROW) {
		Str columns[COLUMNS_MAX];
		const char *table = str_c(arena, str_from_c((const char *)sqlite3_column_text(names, 0)));
		size_t count = columns_of(was, arena, table, columns);
		Str list = str_join(arena, columns, count, S(", "));
		const char *rows = str_c(arena, str_format(arena, "SELECT COUNT(*) FROM main.%s", table));
		const char *lost = str_c(arena, str_format(arena, "SELECT COUNT(*) FROM (SELECT %.*s FROM main.%s EXCEPT SELECT %.*s FROM "
			"today.%s)", STR_ARG(list), table, STR_ARG(list), table));
		if (one_number(was, rows) == 0 || one_number(was, lost) != 0)
			fail_msg("%s: no row, or a row is not there any more as it was", table);
		tables++;
	}
	assert_true(tables > 30);
	assert_int_equal(sqlite3_finalize(names), SQLITE_OK);
}

/* The released database once more beside today's, in a schema of its own. */
static void compare_postgresql(StoreTest *place, Str was)
{
	static const char COMPARE[] = "DO $$ DECLARE found record; lost bigint; held bigint; tables bigint := 0; BEGIN "
		"FOR found IN SELECT table_name AS name, string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position) AS list "
		"FROM information_schema.columns WHERE table_schema = 'was' GROUP BY table_name LOOP "
		"EXECUTE format('SELECT count(*) FROM was.%I', found.name) INTO held; "
		"EXECUTE format('SELECT count(*) FROM (SELECT %s FROM was.%I EXCEPT SELECT %s FROM public.%I) d', found.list, found.name, "
		"found.list, found.name) INTO lost; "
		"IF held = 0 OR lost <> 0 THEN RAISE EXCEPTION '% has no row, or one is not there as it was', found.name; END IF; "
		"tables := tables + 1; END LOOP; "
		"IF tables < 30 THEN RAISE EXCEPTION 'only % tables were compared', tables; END IF; END $$;";
	Buffer sql = buffer_make(&place->arena, SQL_BYTES_MAX);
	buffer_add(&sql, S("CREATE SCHEMA was;\nSET search_path TO was;\n"));
	buffer_add(&sql, was);
	store_test_tamper(place, str_c(&place->arena, buffer_str(&sql)));
	store_test_tamper(place, COMPARE);
}

static void bring_released_forward(StoreEngine engine, const char *name)
{
	StoreTest *place = store_test_place(engine);
	Arena arena;
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	Str was = file_text(&arena, str_c(&arena, str_format(&arena, "%s.%s.sql", name,
		engine == STORE_POSTGRES ? "postgresql" : "sqlite")));
	store_test_tamper(place, str_c(&arena, was));
	StoreOptions options = store_test_options(place);
	options.create = false;
	assert_ok(store_test_reopen(place, &options));
	if (engine == STORE_POSTGRES) {
		compare_postgresql(place, was);
	} else {
		sqlite3 *before = open_database(":memory:");
		assert_int_equal(sqlite3_exec(before, str_c(&arena, was), NULL, NULL, NULL), SQLITE_OK);
		compare_sqlite(place, before);
		assert_int_equal(sqlite3_close(before), SQLITE_OK);
	}
	/* It can be opened again, and has had every step. */
	assert_ok(store_test_reopen(place, &options));
	store_test_remove(place);
	arena_clear(&arena);
}

static void test_a_database_of_the_first_released_schema_is_brought_forward_on_sqlite(void **state)
{
	(void)state;
	bring_released_forward(STORE_SQLITE, "first");
}

static void test_a_database_of_a_middle_released_schema_is_brought_forward_on_sqlite(void **state)
{
	(void)state;
	bring_released_forward(STORE_SQLITE, "middle");
}

static void test_released_databases_are_brought_forward_on_postgresql(void **state)
{
	(void)state;
	if (!store_test_has_postgres())
		skip_because("KITH_TEST_POSTGRES names no server");
	bring_released_forward(STORE_POSTGRES, "first");
	bring_released_forward(STORE_POSTGRES, "middle");
}

#define ON_SQLITE(function) cmocka_unit_test_setup_teardown(function, care_test_open_sqlite, care_test_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_released_step_is_never_changed),
		cmocka_unit_test(test_a_database_of_the_first_released_schema_is_brought_forward_on_sqlite),
		cmocka_unit_test(test_a_database_of_a_middle_released_schema_is_brought_forward_on_sqlite),
		cmocka_unit_test(test_released_databases_are_brought_forward_on_postgresql),
		ON_SQLITE(test_an_empty_database_of_every_schema_is_brought_forward),
		ON_SQLITE(test_a_record_of_every_schema_is_brought_forward_on_sqlite),
		ON_SQLITE(test_a_record_of_every_schema_is_brought_forward_on_postgresql),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

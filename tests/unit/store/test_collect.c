#include "unit_test.h"

#include "tools/collect/collect.h"

static Arena arena;

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

static const char SCHEMA[] =
	"-- table: person  people  exported\n"
	"CREATE TABLE person (id TEXT PRIMARY KEY, name TEXT NOT NULL, age BIGINT, face BYTEA);\n"
	"-- table: visible_person  people  derived\n"
	"CREATE TABLE visible_person (actor TEXT NOT NULL, person TEXT NOT NULL, PRIMARY KEY (actor, person));\n"
	"-- table: plain  append-only\n"
	"CREATE TABLE plain (id TEXT PRIMARY KEY, person TEXT NOT NULL);\n";

typedef struct Reading {
	Problems problems;
	Collection collection;
} Reading;

static void read_schema(Reading *reading, const char *file, const char *text)
{
	reading->problems = problems_make(&arena);
	reading->collection = collection_make(&arena, &reading->problems);
	collect_schema(&reading->collection, str_from_c(file), str_from_c(text));
}

static void read_sql(Reading *reading, const char *text)
{
	read_schema(reading, "0001_record.sql", SCHEMA);
	assert_int_equal(reading->problems.total, 0);
	collect_statements(&reading->collection, S("room/room.sql"), str_from_c(text));
}

static void print_problems(const Problems *problems)
{
	Buffer text = buffer_make(&arena, 1 << 20);
	problems_write(problems, &text);
	print_message("%.*s", STR_ARG(buffer_str(&text)));
}

static void assert_accepted(const char *text)
{
	Reading reading;
	read_sql(&reading, text);
	print_problems(&reading.problems);
	assert_int_equal(reading.problems.total, 0);
}

/* One of the problems has these words and this line. */
static void assert_refused(const char *text, uint32_t line, const char *words)
{
	Reading reading;
	read_sql(&reading, text);
	for (size_t i = 0; i < reading.problems.count; i++) {
		const Problem *problem = &reading.problems.items[i];
		if (problem->line == line && str_contains(problem->message, str_from_c(words))) {
			assert_str(&arena, problem->file, "room/room.sql");
			return;
		}
	}
	print_problems(&reading.problems);
	fail_msg("expected '%s' in line %u of: %s", words, line, text);
}

#define PLAIN_HEAD "-- statement: some_plain\n-- parameters: id text\n-- columns: person text\n-- rows: one\n"
#define PLAIN_TEXT "SELECT person FROM plain WHERE id = $1"

static void test_a_plain_statement_is_accepted(void **state)
{
	(void)state;
	assert_accepted(PLAIN_HEAD PLAIN_TEXT ";\n");
	assert_accepted("-- About this file.\n\n" PLAIN_HEAD "-- A comment.\n" PLAIN_TEXT
		"\n-- why\n\tAND id <> 'a;b::c$9';\n");
	assert_accepted("-- statement: add\n-- parameters: id text,\n--   person text\n-- changes: one\n"
		"INSERT INTO plain (id, person) VALUES ($1, $2)\nON CONFLICT (id) DO UPDATE SET person = excluded.person;\n");
}

static void test_parameters_are_declared_and_used(void **state)
{
	(void)state;
	assert_refused(PLAIN_HEAD PLAIN_TEXT " AND person = $2;\n", 5, "not declared: $2");
	assert_refused("-- statement: s\n-- parameters: id text, more text\n-- columns: person text\n-- rows: one\n"
		PLAIN_TEXT ";\n", 5, "not used: $2");
	assert_refused("-- statement: s\n-- parameters: id text[16]\n-- columns: person text\n-- rows: one\n" PLAIN_TEXT
		";\n",
		5, "not used: $16");
	assert_refused("-- statement: s\n-- parameters: id string\n-- columns: person text\n-- rows: one\n" PLAIN_TEXT
		";\n",
		2, "expected a name and text, integer or bytes");
	assert_refused("-- statement: s\n-- parameters: id text, id text\n-- columns: person text\n-- rows: one\n"
		PLAIN_TEXT " OR id = $2;\n", 2, "stands twice");
}

static void test_what_is_not_the_same_on_both_engines_is_refused(void **state)
{
	(void)state;
	static const char *const TEXTS[] = {"id = $1::text", "id ILIKE $1", "id = ANY ($1)", "now() > $1",
		"person -> 'a' = $1",
		"person ->> 'a' = $1", "instr(id, $1) > 0", "printf('%s', id) = $1", "json_extract(person, $1) = '1'",
		"id < current_timestamp AND id = $1", "id = $1 FOR UPDATE", "id = INTERVAL '1 day' AND id = $1",
		"id IN plain AND id = $1",
		"person @> $1", "id = $1 RETURNING id", "date(id) = $1", "group_concat(id) = $1", "string_agg(id, ',') = $1",
		"id = $1 AND EXISTS (SELECT DISTINCT ON (id) id FROM plain)",
		"id = (SELECT 1 FROM plain, LATERAL x) AND id = $1",
		"jsonb_array_length(person) = $1", "id = 'IDENTITY' AND id IDENTITY $1", "AUTOINCREMENT = $1",
		"id DEFERRABLE $1"};
	for (size_t i = 0; i < sizeof TEXTS / sizeof TEXTS[0]; i++) {
		Reading reading;
		Str text = str_format(&arena, PLAIN_HEAD "SELECT person FROM plain WHERE %s;\n", TEXTS[i]);
		read_sql(&reading, str_c(&arena, text));
		if (reading.problems.total == 0)
			fail_msg("accepted: %s", TEXTS[i]);
		assert_int_equal(reading.problems.items[0].line, 5);
	}
	assert_accepted(PLAIN_HEAD "SELECT person FROM plain WHERE id = 'now() ILIKE ::' AND id IS DISTINCT FROM $1;\n");
}

static void test_a_head_says_rows_or_changes(void **state)
{
	(void)state;
	assert_refused("-- statement: s\n-- columns: id text\nSELECT id FROM plain;\n", 1, "expected '-- rows: one'");
	assert_refused("-- statement: s\n-- rows: one\nSELECT id FROM plain;\n", 1, "expected '-- columns:'");
	assert_refused("-- statement: s\n-- columns: id text\n-- rows: many\nSELECT id FROM plain;\n", 3, "rows are");
	assert_refused("-- statement: s\n-- parameters: id text\nDELETE FROM plain WHERE id = $1;\n", 1, "-- changes: one");
	assert_refused("-- statement: s\n-- changes: two\nDELETE FROM plain;\n", 2, "changes are");
	assert_refused("-- statement: s\n-- columns: id text\n-- rows: one\n-- changes: one\nSELECT id FROM plain;\n", 1,
		"changes nothing");
	assert_refused("-- statement: s\n-- columns: id text\n-- rows: one\n-- changes: any\nDELETE FROM plain;\n", 1,
		"has no columns");
	assert_refused("-- statement: s\n-- columns: id text\n-- rows: one\nVACUUM;\n", 1, "expected SELECT");
}

static void test_columns_are_counted(void **state)
{
	(void)state;
	assert_refused("-- statement: s\n-- columns: id text\n-- rows: one\nSELECT id, person FROM plain;\n", 4,
		"another number of columns");
	assert_refused("-- statement: s\n-- columns: id text, person text\n-- rows: one\nSELECT * FROM plain;\n", 4,
		"name the columns");
	assert_accepted("-- statement: s\n-- columns: n integer, m text\n-- rows: one\n"
		"WITH x AS (SELECT id, person, 1 AS one FROM plain) SELECT count(*), coalesce(max(id), 'a') FROM x;\n");
}

static void test_names_are_given_once_and_statements_stand_alone(void **state)
{
	(void)state;
	assert_refused(PLAIN_HEAD PLAIN_TEXT ";\n" PLAIN_HEAD PLAIN_TEXT ";\n", 6, "two statements have this name");
	assert_refused("-- statement: Some-Plain\n", 1, "name is like");
	assert_refused("-- statement: table_person\n", 1, "name is like");
	assert_refused(PLAIN_HEAD PLAIN_TEXT "; DELETE FROM plain;\n", 5, "one statement a head");
	assert_refused(PLAIN_HEAD PLAIN_TEXT "\n", 1, "expected ';' at the end");
	assert_refused("SELECT 1;\n", 1, "expected '-- statement: name'");
	assert_refused(PLAIN_HEAD "SELECT person FROM plain WHERE id = $1 AND id = 'x;\n", 5, "does not end");
}

#define PEOPLE_HEAD "-- statement: s\n-- parameters: actor text, id text\n-- columns: name text\n-- rows: one\n"
#define VISIBLE " JOIN visible_person ON visible_person.person = person.id AND visible_person.actor = $1 "

static void test_people_are_read_only_by_those_who_may_see_them(void **state)
{
	(void)state;
	assert_accepted(PEOPLE_HEAD "SELECT name FROM person" VISIBLE "WHERE id = $2;\n");
	assert_refused(PEOPLE_HEAD "SELECT name FROM person WHERE id = $2 AND name <> $1;\n", 5,
		"without joining visible_person");
	assert_refused(PEOPLE_HEAD "SELECT id FROM plain\nWHERE id = $2 AND EXISTS (SELECT 1 FROM person WHERE name ="
		" $1);\n", 6,
		"maintenance — why': person");
	assert_refused(PEOPLE_HEAD "SELECT name FROM plain, person WHERE person.id = $2 AND name <> $1;\n", 5,
		"without joining");
	assert_refused(PEOPLE_HEAD "SELECT name FROM (person JOIN plain ON 1 = 1) WHERE person.id = $2 AND name <>"
		" $1;\n", 5,
		"without joining");
	assert_refused(PEOPLE_HEAD "SELECT name FROM \"person\" WHERE id = $2 AND name <> $1;\n", 5, "without joining");
	assert_refused(PEOPLE_HEAD "SELECT name FROM main.person WHERE id = $2 AND name <> $1;\n", 5, "without joining");
	assert_refused("-- statement: s\n-- parameters: who text, id text\n-- columns: name text\n-- rows: one\n"
		"SELECT name FROM person" VISIBLE "WHERE id = $2;\n", 5, "expected 'actor text'");
	assert_refused("-- statement: s\n-- changes: any\nINSERT INTO plain (id, person) SELECT id, name FROM person;\n", 3,
		"without joining");
	assert_refused("-- statement: s\n-- people: visible\n-- columns: id text\n-- rows: one\nSELECT id FROM plain;\n", 1,
		"without joining");
}

static void test_maintenance_has_a_reason_and_targets_are_not_read(void **state)
{
	(void)state;
	Reading reading;
	assert_refused("-- statement: s\n-- people: maintenance\n-- columns: name text\n-- rows: one\nSELECT name FROM"
		" person;\n",
		2, "expected the reason");
	assert_refused("-- statement: s\n-- people: everybody\n-- columns: name text\n-- rows: one\nSELECT name FROM"
		" person;\n", 2,
		"people are");
	assert_accepted("-- statement: s\n-- parameters: id text, person text\n-- changes: one\n"
		"UPDATE person SET name = $2 WHERE id = $1;\n");
	assert_accepted("-- statement: s\n-- parameters: id text\n-- changes: any\nDELETE FROM person WHERE id = $1;\n");
	assert_accepted("-- statement: s\n-- columns: person text\n-- rows: one\nSELECT plain.person FROM plain ORDER BY"
		" person;\n");
	read_sql(&reading, "-- statement: s\n-- people: maintenance — rebuilds the names\n-- columns: name text\n--"
		" rows: stream\n"
		"SELECT name FROM person;\n");
	assert_int_equal(reading.problems.total, 0);
	assert_int_equal(reading.collection.statements[0].people, STORE_PEOPLE_MAINTENANCE);
}

static void test_an_override_has_a_name_that_is_there_and_the_same_parameters(void **state)
{
	(void)state;
	Reading reading;
	Str file = S("room/room.postgresql.sql");
	read_sql(&reading, PLAIN_HEAD PLAIN_TEXT ";\n");
	collect_statements(&reading.collection, file,
		S("-- statement: some_plain\nSELECT person FROM plain WHERE id = $1::text;\n"));
	assert_int_equal(reading.problems.total, 0);
	collect_statements(&reading.collection, file, S("-- statement: nothing\nSELECT 1;\n"));
	assert_int_equal(reading.problems.total, 1);
	read_sql(&reading, PLAIN_HEAD PLAIN_TEXT ";\n");
	collect_statements(&reading.collection, file,
		S("-- statement: some_plain\nSELECT person FROM plain WHERE id = $2;\n"));
	assert_int_equal(reading.problems.total, 2); /* $2 is not declared, $1 not used */
}

static void test_each_engine_gets_its_own_types(void **state)
{
	(void)state;
	Reading reading;
	read_schema(&reading, "0001_record.sql", SCHEMA);
	const CollectMigration *migration = &reading.collection.migrations[0];
	assert_true(str_contains(migration->sqlite, S("age INTEGER, face BLOB) STRICT;")));
	assert_true(str_contains(migration->postgres,
		S("id TEXT COLLATE \"C\" PRIMARY KEY, name TEXT COLLATE \"C\" NOT NULL, age BIGINT, face BYTEA);")));
	assert_true(str_contains(migration->sqlite, S("BEFORE DELETE ON plain")));
	assert_false(str_contains(migration->sqlite, S("ON person")));
	assert_true(str_contains(migration->postgres, S("BEFORE UPDATE OR DELETE OR TRUNCATE ON plain")));
	assert_int_equal(reading.collection.table_count, 3);
	collect_table_statements(&reading.collection);
	assert_str(&arena, reading.collection.statements[1].text,
		"INSERT INTO person (id, name, age, face) VALUES ($1, $2, $3, $4)");
	assert_str(&arena, reading.collection.statements[2].text,
		"SELECT actor, person FROM visible_person ORDER BY actor, person");
}

static void test_a_schema_that_cannot_be_is_refused(void **state)
{
	(void)state;
	static const struct { const char *file; const char *text; } BAD[] = {
		{"1_record.sql", "-- table: a\nCREATE TABLE a (id TEXT PRIMARY KEY);"},
		{"0001_a.sql", "CREATE TABLE a (id TEXT PRIMARY KEY);"},
		{"0001_a.sql", "-- table: b\nCREATE TABLE a (id TEXT PRIMARY KEY);"},
		{"0001_a.sql", "-- table: a wonderful\nCREATE TABLE a (id TEXT PRIMARY KEY);"},
		{"0001_a.sql", "-- table: a\nCREATE TABLE a (id VARCHAR(10) PRIMARY KEY);"},
		{"0001_a.sql", "-- table: a\nCREATE TABLE a (id TEXT);"},
		{"0001_a.sql", "-- table: a\nCREATE TABLE a (id TEXT PRIMARY KEY);-- table: a\nCREATE TABLE a (id TEXT"
		" PRIMARY KEY);"},
		{"0001_a.sql", "ALTER TABLE a ADD COLUMN b TEXT;"},
	};
	for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++) {
		Reading reading;
		read_schema(&reading, BAD[i].file, BAD[i].text);
		if (reading.problems.total == 0)
			fail_msg("accepted: %s", BAD[i].text);
	}
}

static void test_later_steps_change_the_list_of_tables(void **state)
{
	(void)state;
	Reading reading;
	read_schema(&reading, "0001_record.sql", SCHEMA);
	collect_schema(&reading.collection, S("0002_more.sql"),
		S("ALTER TABLE person ADD COLUMN pronoun TEXT;\nDROP TABLE plain;\n"));
	assert_int_equal(reading.problems.total, 0);
	assert_int_equal(reading.collection.table_count, 2);
	assert_int_equal(collect_find_table(&reading.collection, S("person"))->columns.count, 5);
	assert_true(str_contains(reading.collection.migrations[1].postgres, S("pronoun TEXT COLLATE \"C\";")));
	collect_schema(&reading.collection, S("0002_again.sql"), S(""));
	assert_int_equal(reading.problems.total, 1);
}

static void test_what_is_written_names_types_and_functions(void **state)
{
	(void)state;
	Reading reading;
	read_sql(&reading, PLAIN_HEAD PLAIN_TEXT ";\n");
	Buffer room = buffer_make(&arena, 1 << 20);
	emit_room(&reading.collection, S("room/room.sql"), &room);
	assert_true(str_contains(buffer_str(&room),
		S("typedef struct SomePlainArguments {\n\tStr id;\n} SomePlainArguments;")));
	assert_true(str_contains(buffer_str(&room),
		S("Status sql_some_plain_one(StoreConnection *connection, Arena *arena")));
	Buffer texts = buffer_make(&arena, 1 << 20);
	emit_statements(&reading.collection, &texts);
	assert_true(str_contains(buffer_str(&texts), S("\"SELECT person FROM plain WHERE id = $1\"")));
	assert_true(str_contains(buffer_str(&texts), S(".rows_max = 1,")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_a_plain_statement_is_accepted, setup, teardown),
		cmocka_unit_test_setup_teardown(test_parameters_are_declared_and_used, setup, teardown),
		cmocka_unit_test_setup_teardown(test_what_is_not_the_same_on_both_engines_is_refused, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_head_says_rows_or_changes, setup, teardown),
		cmocka_unit_test_setup_teardown(test_columns_are_counted, setup, teardown),
		cmocka_unit_test_setup_teardown(test_names_are_given_once_and_statements_stand_alone, setup, teardown),
		cmocka_unit_test_setup_teardown(test_people_are_read_only_by_those_who_may_see_them, setup, teardown),
		cmocka_unit_test_setup_teardown(test_maintenance_has_a_reason_and_targets_are_not_read, setup, teardown),
		cmocka_unit_test_setup_teardown(test_an_override_has_a_name_that_is_there_and_the_same_parameters, setup,
		teardown),
		cmocka_unit_test_setup_teardown(test_each_engine_gets_its_own_types, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_schema_that_cannot_be_is_refused, setup, teardown),
		cmocka_unit_test_setup_teardown(test_later_steps_change_the_list_of_tables, setup, teardown),
		cmocka_unit_test_setup_teardown(test_what_is_written_names_types_and_functions, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

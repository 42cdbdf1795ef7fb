/* Statements behind pages and lists look rows up: none reads one of the tables that grow from end to end. */
#include "unit_test.h"

#include <string.h>

#include <sqlite3.h>

#include "schema.h"
#include "statements.h"

/* They grow with the people and the years. */
static const char *const GROWING[] = {"fact", "fact_current", "work", "work_event", "person_token", "service", "audit",
	"person", "person_identity", "person_summary", "visible_person", "document", "relation", "residence", "outbox",
	"draft_answer", "work_snapshot", "token_frequency", "name_near",
	"case_note", "case_note_person", "case_note_draft", "chronology_entry", "upload", "stored_file"};

/* May read everything, and why. */
static const struct { const char *statement; const char *why; } READS_ALL[] = {
	{"identities_moved", "verify"}, {"identities_loose", "verify"}, {"facts_loose", "verify"},
	{"derived_strays", "verify"}, {"name_words_unmet", "verify"}, {"merges_all", "verify"}, {"people_all", "verify walks all people"},
	{"works_with_facts", "verify walks all work"}, {"work_all", "verify walks all work"},
	{"stored_files_after", "verify reads every file"},
	{"audit_stranger", "verify reads the whole audit"}, {"looks_strays", "verify reads the whole audit"},
	{"cld_people", "the national return is about everybody"},
	{"duplicate_people", "once a night everybody is compared"}, {"duplicate_state", "stops at the first record there is"},
};

static bool reads_all(const char *statement)
{
	for (size_t i = 0; i < sizeof READS_ALL / sizeof READS_ALL[0]; i++)
		if (strcmp(READS_ALL[i].statement, statement) == 0)
			return true;
	return false;
}

static void execute(sqlite3 *database, const char *sql)
{
	char *message = NULL;
	if (sqlite3_exec(database, sql, NULL, NULL, &message) != SQLITE_OK)
		fail_msg("%s", message);
}

/* The table behind a name in the plan: an alias in statement's text stands after its table. */
static bool is_growing(Arena *arena, const StoreStatement *statement, Str name)
{
	Str text = str_from_c(statement->sqlite);
	for (size_t i = 0; i < sizeof GROWING / sizeof GROWING[0]; i++) {
		Str aliased = str_format(arena, " %s %.*s", GROWING[i], STR_ARG(name));
		size_t at = 0;
		bool alias = str_find(text, aliased, &at) && (at + aliased.length >= text.length
			|| text.data[at + aliased.length] == ' ' || text.data[at + aliased.length] == '\n'
			|| text.data[at + aliased.length] == ')' || text.data[at + aliased.length] == ';');
		if (alias || str_equal(name, str_from_c(GROWING[i])))
			return true;
	}
	return false;
}

static int check_plan(Arena *arena, sqlite3 *database, const StoreStatement *statement)
{
	sqlite3_stmt *plan = NULL;
	int scans = 0;
	Str explain = str_format(arena, "EXPLAIN QUERY PLAN %s", statement->sqlite);
	if (sqlite3_prepare_v2(database, str_c(arena, explain), -1, &plan, NULL) != SQLITE_OK)
		fail_msg("%s: %s", statement->name, sqlite3_errmsg(database));
	while (sqlite3_step(plan) == SQLITE_ROW) {
		Str line = str_copy(arena, str_from_c((const char *)sqlite3_column_text(plan, 3)));
		Str rest = line;
		Str word = {0};
		Str name = {0};
		if (!str_next(&rest, ' ', &word) || !str_equal(word, S("SCAN")) || !str_next(&rest, ' ', &name))
			continue;
		/* An index of open work grows with what is open, not with the years. */
		if (str_find(line, S(" INDEX work_open_"), &(size_t){0}))
			continue;
		if (is_growing(arena, statement, name)) {
			print_message("%s: %s\n", statement->name, str_c(arena, line));
			scans++;
		}
	}
	(void)sqlite3_finalize(plan);
	return scans;
}

static void test_no_statement_of_a_page_reads_a_growing_table_from_end_to_end(void **state)
{
	(void)state;
	Arena arena;
	sqlite3 *database = NULL;
	int scans = 0;
	size_t checked = 0;
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	assert_int_equal(sqlite3_open(":memory:", &database), SQLITE_OK);
	for (size_t i = 0; i < KITH_SCHEMA.migration_count; i++)
		execute(database, KITH_SCHEMA.migrations[i].sqlite);
	for (size_t i = 0; i < KITH_STATEMENTS.count; i++) {
		const StoreStatement *statement = KITH_STATEMENTS.statements[i];
		bool whole_table = false;
		for (size_t t = 0; t < KITH_SCHEMA.table_count; t++)
			whole_table = whole_table || KITH_SCHEMA.tables[t].rows == statement; /* the export's own */
		if (whole_table || reads_all(statement->name))
			continue;
		scans += check_plan(&arena, database, statement);
		checked++;
	}
	assert_true(checked > 100);
	if (scans > 0)
		fail_msg("add an index; or, when it must read everything, name it in READS_ALL with the reason");
	assert_int_equal(sqlite3_close(database), SQLITE_OK);
	arena_clear(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_statement_of_a_page_reads_a_growing_table_from_end_to_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

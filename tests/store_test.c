#include "store_test.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <libpq-fe.h>
#include <sqlite3.h>

#include "base/random.h"
#include "schema.h"
#include "statements.h"

static const Instant STORE_TEST_NOW = 1795338000 * INSTANT_SECOND; /* 22 November 2026, nine o'clock */

bool store_test_has_postgres(void)
{
	const char *server = getenv("KITH_TEST_POSTGRES");
	return server != NULL && server[0] != '\0';
}

static Str random_name(Arena *arena)
{
	uint64_t number = 0;
	random_secret(&number, sizeof number);
	return str_format(arena, "kith_test_%016llx", (unsigned long long)number);
}

/* Through the server's own first database. */
static void on_server(Str database, const char *sql)
{
	Arena arena;
	arena_init(&arena, 1 << 20);
	PGconn *connection = PQconnectdb(database.length > 0 ? str_c(&arena, database) : getenv("KITH_TEST_POSTGRES"));
	PGresult *result = PQexec(connection, sql);
	ExecStatusType status = PQresultStatus(result);
	if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
		fail_msg("%s: %s", sql, PQerrorMessage(connection));
	PQclear(result);
	PQfinish(connection);
	arena_clear(&arena);
}

/* The server's address with another database's name. */
static Str address_of(Arena *arena, Str name)
{
	Str server = str_from_c(getenv("KITH_TEST_POSTGRES"));
	Str scheme = S("postgresql://");
	size_t slash = 0;
	size_t question = 0;
	assert_true(str_starts_with(server, scheme));
	Str rest = str_slice(server, scheme.length, server.length);
	assert_true(str_find(rest, S("/"), &slash));
	Str parameters = str_find(rest, S("?"), &question) ? str_slice(rest, question, rest.length) : S("");
	return str_format(arena, "postgresql://%.*s/%.*s%.*s", STR_ARG(str_slice(rest, 0, slash)), STR_ARG(name),
		STR_ARG(parameters));
}

StoreTest *store_test_place(StoreEngine engine)
{
	StoreTest *test = calloc(1, sizeof *test);
	assert_non_null(test);
	test->engine = engine;
	arena_init(&test->arena, ARENA_REQUEST_BYTES_MAX);
	test->clock = clock_hold(STORE_TEST_NOW);
	id_source_init_seeded(&test->ids, &test->clock, 7);
	if (engine == STORE_SQLITE) {
		const char *temporary = getenv("TMPDIR");
		char *folder = (char *)str_c(&test->arena, str_format(&test->arena, "%s/kith-store-XXXXXX",
			temporary == NULL ? "/tmp" : temporary));
		assert_non_null(mkdtemp(folder));
		test->database = test->name = str_from_c(folder);
	} else {
		test->name = random_name(&test->arena);
		on_server((Str){0}, str_c(&test->arena, str_format(&test->arena, "CREATE DATABASE %.*s", STR_ARG(test->name))));
		test->database = address_of(&test->arena, test->name);
	}
	return test;
}

static void remove_folder(Arena *arena, Str folder)
{
	DIR *directory = opendir(str_c(arena, folder));
	const struct dirent *entry = NULL;
	while (directory != NULL && (entry = readdir(directory)) != NULL)
		(void)unlink(str_c(arena, str_format(arena, "%.*s/%s", STR_ARG(folder), entry->d_name)));
	if (directory != NULL)
		(void)closedir(directory);
	(void)rmdir(str_c(arena, folder));
}

void store_test_remove(StoreTest *test)
{
	store_close(test->store);
	if (test->engine == STORE_SQLITE)
		remove_folder(&test->arena, test->name);
	else
		on_server((Str){0}, str_c(&test->arena,
			str_format(&test->arena, "DROP DATABASE %.*s WITH (FORCE)", STR_ARG(test->name))));
	id_source_clear(&test->ids);
	arena_clear(&test->arena);
	free(test);
}

StoreOptions store_test_options(StoreTest *test)
{
	return (StoreOptions){
		.database = test->database,
		.create = true,
		.readers = 2,
		.statements = &KITH_STATEMENTS,
		.schema = &KITH_SCHEMA,
		.clock = &test->clock,
		.ids = &test->ids,
	};
}

Status store_test_reopen(StoreTest *test, const StoreOptions *options)
{
	Problems problems = problems_make(&test->arena);
	store_close(test->store);
	test->store = NULL;
	Status status = store_open(&test->store, options, &problems);
	if (status != STATUS_OK && problems_any(&problems))
		print_message("%.*s\n", STR_ARG(problems.items[0].message));
	return status;
}

static int open_fresh(void **state, StoreEngine engine)
{
	StoreTest *test = store_test_place(engine);
	StoreOptions options = store_test_options(test);
	*state = test;
	return store_test_reopen(test, &options) == STATUS_OK ? 0 : -1;
}

int store_test_open_sqlite(void **state)
{
	return open_fresh(state, STORE_SQLITE);
}

int store_test_open_postgres(void **state)
{
	*state = NULL;
	return store_test_has_postgres() ? open_fresh(state, STORE_POSTGRES) : 0;
}

int store_test_close(void **state)
{
	if (*state != NULL)
		store_test_remove(*state);
	return 0;
}

StoreTest *store_test_of(void **state)
{
	if (*state == NULL) {
		print_message("KITH_TEST_POSTGRES names no server\n");
		skip();
	}
	return *state;
}

void store_test_tamper(StoreTest *test, const char *sql)
{
	if (test->engine == STORE_POSTGRES) {
		on_server(test->database, sql);
		return;
	}
	sqlite3 *database = NULL;
	char *message = NULL;
	const char *path = str_c(&test->arena, str_concat(&test->arena, test->database, S("/kith.sqlite")));
	assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
	(void)sqlite3_busy_timeout(database, 5000);
	if (sqlite3_exec(database, sql, NULL, NULL, &message) != SQLITE_OK)
		fail_msg("%s: %s", sql, message);
	assert_int_equal(sqlite3_close(database), SQLITE_OK);
}

/* Fresh databases for tests, on both engines.
 *
 * A test that is listed with STORE_TEST runs on SQLite in a folder of its own and, when KITH_TEST_POSTGRES names a
 * server whose superuser we are, on PostgreSQL in a database of its own; without it that half is skipped by name.
 * Link kith_store_test and a set of statements (kith_statements, or the small one of the store's own tests).
 */
#ifndef KITH_TESTS_STORE_TEST_H
#define KITH_TESTS_STORE_TEST_H

#include "unit_test.h"

#include "store/store.h"

typedef struct StoreTest {
	StoreEngine engine;
	Arena arena;
	Clock clock;
	IdSource ids;
	Store *store;
	Str database; /* what StoreOptions.database holds */
	Str name;     /* the folder's or the database's name */
} StoreTest;

/* cmocka's set-up for each engine: *state becomes a StoreTest with an open store. The clock stands at a fixed time and
 * ids come from a fixed seed. PostgreSQL's gives *state NULL when there is no server. */
int store_test_open_sqlite(void **state);
int store_test_open_postgres(void **state);
int store_test_close(void **state);

/* The test's state; skips the test when there is no server. */
StoreTest *store_test_of(void **state);

/* The options that the store was opened with; change them to open another. */
StoreOptions store_test_options(StoreTest *test);
/* Closes the store and opens it again with options. */
Status store_test_reopen(StoreTest *test, const StoreOptions *options);
/* Runs SQL through the engine's library, behind the store's back: for tests that tamper. */
void store_test_tamper(StoreTest *test, const char *sql);
/* A fresh place with no store open in it. */
StoreTest *store_test_place(StoreEngine engine);
void store_test_remove(StoreTest *test);
/* Is there a PostgreSQL server to test with? */
bool store_test_has_postgres(void);

#define STORE_TEST(function) \
	{#function "_sqlite", function, store_test_open_sqlite, store_test_close, NULL}, \
	{#function "_postgresql", function, store_test_open_postgres, store_test_close, NULL}

#endif

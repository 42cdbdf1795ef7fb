/* Every statement of the house, on every engine: the real schema is made and each text is prepared against it. */
#include "store_test.h"

#include "schema.h"
#include "statements.h"

static void assert_opens(StoreEngine engine)
{
	StoreTest *test = store_test_place(engine);
	StoreOptions options = store_test_options(test);
	Problems problems = problems_make(&test->arena);
	StoreVerifyReport report = {0};
	Status verified = STATUS_FAILED;
	Status status = store_open(&test->store, &options, &problems);
	if (status == STATUS_OK)
		verified = store_verify(test->store, &test->arena, &report);
	for (size_t i = 0; i < problems.count; i++)
		print_message("%.*s: %.*s\n", STR_ARG(problems.items[i].field), STR_ARG(problems.items[i].message));
	store_test_remove(test);
	assert_ok(status);
	assert_ok(verified);
	assert_true(report.database_sound);
}

static void test_every_statement_is_understood_by_sqlite(void **state)
{
	(void)state;
	assert_opens(STORE_SQLITE);
}

static void test_every_statement_is_understood_by_postgresql(void **state)
{
	(void)state;
	if (!store_test_has_postgres()) {
		print_message("KITH_TEST_POSTGRES names no server\n");
		skip();
	}
	assert_opens(STORE_POSTGRES);
}

static void test_people_are_marked_in_the_schema(void **state)
{
	(void)state;
	size_t people = 0;
	for (size_t i = 0; i < KITH_SCHEMA.table_count; i++)
		people += KITH_SCHEMA.tables[i].people ? 1U : 0U;
	assert_true(people > 0);
	assert_true(KITH_STATEMENTS.count > KITH_SCHEMA.table_count);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_statement_is_understood_by_sqlite),
		cmocka_unit_test(test_every_statement_is_understood_by_postgresql),
		cmocka_unit_test(test_people_are_marked_in_the_schema),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

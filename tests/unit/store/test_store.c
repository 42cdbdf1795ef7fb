#include "store_test.h"

#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "sql/fixture.sql.h"

typedef struct PersonWork {
	const char *id;
	const char *name;
	int64_t version;
	bool audit;
	Status end_with;
	Status seen; /* what the statement answered inside the work */
} PersonWork;

static Status audit(StoreConnection *write)
{
	return store_audit(write, &(StoreAudit){
		.actor = S("tester"),
		.at = 1,
		.action = S("test/act"),
		.subject_kind = S("person"),
		.subject = S("p1"),
		.detail = S("{}"),
	});
}

static Status add_person(StoreConnection *write, void *context)
{
	PersonWork *work = context;
	work->seen = sql_person_add_run(write, &(PersonAddArguments){
		.id = str_from_c(work->id),
		.name = str_from_c(work->name),
		.born = STORE_NULL_INTEGER,
	});
	Status status = work->audit ? audit(write) : STATUS_OK;
	if (status == STATUS_OK)
		status = sql_person_show_run(write, &(PersonShowArguments){.actor = S("ann"), .person = str_from_c(work->id)});
	return work->seen == STATUS_OK && work->end_with != STATUS_OK ? work->end_with : status;
}

static Status rename_person(StoreConnection *write, void *context)
{
	const PersonWork *work = context;
	Status status = sql_person_rename_run(write, &(PersonRenameArguments){
		.person = str_from_c(work->id),
		.name = str_from_c(work->name),
		.version = work->version,
	});
	return status == STATUS_OK ? audit(write) : status;
}

static Status find(StoreTest *test, const char *actor, const char *id, PersonByIdRow *out)
{
	return sql_person_by_id_one(store_reader(test->store, 0), &test->arena,
		&(PersonByIdArguments){.actor = str_from_c(actor), .person = str_from_c(id)}, out);
}

static void add_people(StoreTest *test, size_t count)
{
	static const char *const IDS[] = {"p1", "p2", "p3", "p4"};
	for (size_t i = 0; i < count; i++) {
		PersonWork work = {.id = IDS[i], .name = IDS[i], .audit = true};
		assert_ok(store_write(test->store, add_person, &work));
	}
}

static void test_what_was_written_is_read_with_its_types(void **state)
{
	StoreTest *test = store_test_of(state);
	PersonWork work = {.id = "p1", .name = "Ada O'Brien-Łęcki", .audit = true};
	PersonByIdRow row;
	assert_ok(store_write(test->store, add_person, &work));
	assert_ok(find(test, "ann", "p1", &row));
	assert_str(&test->arena, row.name, "Ada O'Brien-Łęcki");
	assert_null(row.note.data);
	assert_null(row.picture.data);
	assert_true(row.born == STORE_NULL_INTEGER);
	assert_int_equal(row.version, 1);
}

static Status add_bytes(StoreConnection *write, void *context)
{
	(void)context;
	Status status = sql_person_add_run(write, &(PersonAddArguments){
		.id = S("b"),
		.name = {0},
		.note = S(""),
		.born = INT64_MIN + 1,
		.picture = {.data = "\0\\x\377'", .length = 5},
	});
	if (status == STATUS_OK)
		status = sql_person_show_run(write, &(PersonShowArguments){.actor = S("ann"), .person = S("b")});
	return status == STATUS_OK ? audit(write) : status;
}

static void test_bytes_and_extremes_come_back_as_they_were(void **state)
{
	StoreTest *test = store_test_of(state);
	PersonByIdRow row;
	assert_ok(store_write(test->store, add_bytes, NULL));
	assert_ok(find(test, "ann", "b", &row));
	assert_int_equal(row.name.length, 0);
	assert_non_null(row.name.data);
	assert_non_null(row.note.data);
	assert_true(row.born == INT64_MIN + 1);
	assert_int_equal(row.picture.length, 5);
	assert_memory_equal(row.picture.data, "\0\\x\377'", 5);
}

static void test_somebody_who_may_not_see_finds_nobody(void **state)
{
	StoreTest *test = store_test_of(state);
	PersonByIdRow row;
	add_people(test, 1);
	assert_ok(find(test, "ann", "p1", &row));
	assert_status(find(test, "bob", "p1", &row), STATUS_NOT_FOUND);
}

static Status list_some(StoreTest *test, const Str *ids, size_t id_count, size_t *count)
{
	PersonSomeRow *rows = NULL;
	return sql_person_some_list(store_reader(test->store, 1), &test->arena,
		&(PersonSomeArguments){.actor = S("ann"), .ids = ids, .ids_count = id_count}, &rows, count);
}

static void test_a_list_of_any_length_up_to_sixteen_is_asked_for(void **state)
{
	StoreTest *test = store_test_of(state);
	const Str ids[] = {S("p3"), S("p1"), S("nobody"), S("p4")};
	size_t count = 0;
	add_people(test, 4);
	assert_ok(list_some(test, ids, 0, &count));
	assert_int_equal(count, 0);
	assert_ok(list_some(test, ids, 1, &count));
	assert_int_equal(count, 1);
	assert_ok(list_some(test, ids, 4, &count));
	assert_int_equal(count, 3);
}

static void test_more_rows_than_declared_are_an_answer_of_their_own(void **state)
{
	StoreTest *test = store_test_of(state);
	const Str ids[] = {S("p1"), S("p2"), S("p3"), S("p4")};
	size_t count = 0;
	add_people(test, 4);
	assert_status(list_some(test, ids, 4, &count), STATUS_FULL);
	assert_ok(list_some(test, ids, 3, &count)); /* and the connection goes on */
}

static void test_a_stale_version_changes_nothing(void **state)
{
	StoreTest *test = store_test_of(state);
	PersonWork first = {.id = "p1", .name = "Ada", .version = 1};
	PersonWork late = {.id = "p1", .name = "Eve", .version = 1};
	PersonByIdRow row;
	add_people(test, 1);
	assert_ok(store_write(test->store, rename_person, &first));
	assert_status(store_write(test->store, rename_person, &late), STATUS_STALE);
	assert_ok(find(test, "ann", "p1", &row));
	assert_str(&test->arena, row.name, "Ada");
	assert_int_equal(row.version, 2);
}

static void test_a_second_one_is_a_conflict_even_when_the_work_goes_on(void **state)
{
	StoreTest *test = store_test_of(state);
	PersonWork again = {.id = "p1", .name = "Ada", .audit = true};
	add_people(test, 1);
	assert_status(store_write(test->store, add_person, &again), STATUS_CONFLICT);
	if (store_engine(test->store) == STORE_SQLITE) /* the other tells whoever asks next */
		assert_status(again.seen, STATUS_CONFLICT);
}

static Status add_person_then_look(StoreConnection *write, void *context)
{
	PersonWork *work = context;
	PersonByIdRow row;
	Arena arena;
	Status status = add_person(write, work);
	arena_init(&arena, 1 << 20);
	work->seen = sql_person_by_id_one(write, &arena, &(PersonByIdArguments){.actor = S("ann"),
		.person = str_from_c(work->id)}, &row);
	arena_clear(&arena);
	return status;
}

static void test_what_is_asked_after_a_refused_statement_is_refused_too(void **state)
{
	StoreTest *test = store_test_of(state);
	PersonWork again = {.id = "p1", .name = "Ada", .audit = true};
	PersonWork other = {.id = "p2", .name = "Eve", .audit = true};
	PersonByIdRow row;
	add_people(test, 1);
	assert_status(store_write(test->store, add_person_then_look, &again), STATUS_CONFLICT);
	assert_status(again.seen, STATUS_CONFLICT);
	assert_ok(store_write(test->store, add_person_then_look, &other)); /* and the session goes on */
	assert_status(other.seen, STATUS_OK);
	assert_ok(find(test, "ann", "p1", &row));
	assert_str(&test->arena, row.name, "p1");
}

static void test_a_work_that_ends_badly_leaves_nothing(void **state)
{
	StoreTest *test = store_test_of(state);
	PersonWork work = {.id = "p1", .name = "Ada", .audit = true, .end_with = STATUS_REFUSED};
	PersonByIdRow row;
	assert_status(store_write(test->store, add_person, &work), STATUS_REFUSED);
	assert_status(find(test, "ann", "p1", &row), STATUS_NOT_FOUND);
}

static void test_a_write_without_audit_is_undone(void **state)
{
	StoreTest *test = store_test_of(state);
	PersonWork work = {.id = "p1", .name = "Ada"};
	PersonByIdRow row;
	assert_status(store_write(test->store, add_person, &work), STATUS_FAILED);
	assert_status(work.seen, STATUS_OK);
	assert_status(find(test, "ann", "p1", &row), STATUS_NOT_FOUND);
}

static void test_a_reader_cannot_write(void **state)
{
	StoreTest *test = store_test_of(state);
	SecretCountRow secrets;
	SecretAddArguments secret = {.id = S("s"), .value = S("v")};
	assert_status(sql_secret_add_run(store_reader(test->store, 0), &secret), STATUS_FAILED);
	assert_status(sql_secret_add_run(store_maintenance(test->store), &secret), STATUS_FAILED);
	assert_ok(sql_secret_count_one(store_reader(test->store, 0), &test->arena, &secrets));
	assert_int_equal(secrets.secrets, 0);
}

static Status count_row(const PersonAllRow *row, void *context)
{
	int *count = context;
	assert_true(row->id.length > 0);
	(*count)++;
	return STATUS_OK;
}

static Status count_in_work(StoreConnection *write, void *context)
{
	return sql_person_all_each(write, count_row, context);
}

static void test_maintenance_statements_are_refused_on_a_workers_reader(void **state)
{
	StoreTest *test = store_test_of(state);
	int count = 0;
	add_people(test, 3);
	assert_status(sql_person_all_each(store_reader(test->store, 0), count_row, &count), STATUS_REFUSED);
	assert_int_equal(count, 0);
	assert_ok(sql_person_all_each(store_maintenance(test->store), count_row, &count));
	assert_int_equal(count, 3);
	assert_ok(store_write(test->store, count_in_work, &count));
	assert_int_equal(count, 6);
}

static Status stop_at_once(const PersonAllRow *row, void *context)
{
	(void)row;
	(void)context;
	return STATUS_STALE;
}

static Status ask_inside(const PersonAllRow *row, void *context)
{
	StoreConnection *connection = context;
	Arena arena;
	SecretCountRow secrets;
	(void)row;
	arena_init(&arena, 1 << 16);
	Status status = sql_secret_count_one(connection, &arena, &secrets);
	arena_clear(&arena);
	return status;
}

static Status ask_inside_work(StoreConnection *write, void *context)
{
	(void)context;
	return sql_person_all_each(write, ask_inside, write);
}

static void test_inside_a_stream_a_connection_answers_nothing_else_but_in_a_work(void **state)
{
	StoreTest *test = store_test_of(state);
	StoreConnection *maintenance = store_maintenance(test->store);
	int count = 0;
	add_people(test, 2);
	assert_status(sql_person_all_each(maintenance, ask_inside, maintenance), STATUS_FAILED);
	assert_ok(sql_person_all_each(maintenance, count_row, &count));
	assert_int_equal(count, 2);
	assert_ok(store_write(test->store, ask_inside_work, NULL));
}

static void test_a_stream_that_is_left_early_leaves_the_connection_usable(void **state)
{
	StoreTest *test = store_test_of(state);
	int count = 0;
	add_people(test, 4);
	assert_status(sql_person_all_each(store_maintenance(test->store), stop_at_once, NULL), STATUS_STALE);
	assert_ok(sql_person_all_each(store_maintenance(test->store), count_row, &count));
	assert_int_equal(count, 4);
}

static Status add_bad_text(StoreConnection *write, void *context)
{
	const Str *carved = context;
	Status status = sql_stone_add_run(write, &(StoneAddArguments){.id = S("s"), .carved = *carved});
	return status == STATUS_OK ? audit(write) : status;
}

static void test_text_that_one_engine_would_cut_is_refused_by_both(void **state)
{
	StoreTest *test = store_test_of(state);
	Str cut = {.data = "a\0b", .length = 3};
	Str broken = {.data = "a\xff", .length = 2};
	assert_status(store_write(test->store, add_bad_text, &cut), STATUS_INVALID);
	assert_status(store_write(test->store, add_bad_text, &broken), STATUS_INVALID);
}

static Status recarve(StoreConnection *write, void *context)
{
	(void)context;
	Status status = sql_stone_recarve_run(write, &(StoneRecarveArguments){.id = S("s"), .carved = S("second")});
	return status == STATUS_OK ? audit(write) : status;
}

static Status remove_stone(StoreConnection *write, void *context)
{
	(void)context;
	Status status = sql_stone_remove_run(write, &(StoneRemoveArguments){.id = S("s")});
	return status == STATUS_OK ? audit(write) : status;
}

static void test_an_append_only_table_keeps_what_it_has(void **state)
{
	StoreTest *test = store_test_of(state);
	StoneListRow *rows = NULL;
	Str carved = S("first");
	size_t count = 0;
	assert_ok(store_write(test->store, add_bad_text, &carved));
	assert_status(store_write(test->store, recarve, NULL), STATUS_CONFLICT);
	assert_status(store_write(test->store, remove_stone, NULL), STATUS_CONFLICT);
	assert_ok(sql_stone_list_list(store_reader(test->store, 0), &test->arena, &rows, &count));
	assert_int_equal(count, 1);
	assert_str(&test->arena, rows[0].carved, "first");
}

static Status break_the_check(StoreConnection *write, void *context)
{
	(void)context;
	Status status = sql_person_bad_version_run(write, &(PersonBadVersionArguments){.person = S("p1")});
	return status == STATUS_OK ? audit(write) : status;
}

static Status show_nobody(StoreConnection *write, void *context)
{
	(void)context;
	Status status = sql_person_show_run(write, &(PersonShowArguments){.actor = S("ann"), .person = S("nobody")});
	return status == STATUS_OK ? audit(write) : status;
}

static void test_checks_and_references_hold(void **state)
{
	StoreTest *test = store_test_of(state);
	add_people(test, 1);
	assert_status(store_write(test->store, break_the_check, NULL), STATUS_CONFLICT);
	assert_status(store_write(test->store, show_nobody, NULL), STATUS_CONFLICT);
}

static void test_a_lease_is_held_by_one_until_it_runs_out(void **state)
{
	StoreTest *test = store_test_of(state);
	StoreOptions options = store_test_options(test);
	Problems problems = problems_make(&test->arena);
	Store *other = NULL;
	bool held = false;
	assert_ok(store_open(&other, &options, &problems));
	assert_ok(store_lease(test->store, S("jobs"), INSTANT_MINUTE, &held));
	assert_true(held);
	assert_ok(store_lease(other, S("jobs"), INSTANT_MINUTE, &held));
	assert_false(held);
	test->clock.held += 2 * INSTANT_MINUTE;
	assert_ok(store_lease(other, S("jobs"), INSTANT_MINUTE, &held));
	assert_true(held);
	assert_ok(store_lease(test->store, S("jobs"), INSTANT_MINUTE, &held));
	assert_false(held);
	store_close(other); /* gives it back */
	assert_ok(store_lease(test->store, S("jobs"), INSTANT_MINUTE, &held));
	assert_true(held);
}

static void test_in_bulk_what_was_written_is_read_at_once_and_kept_at_the_end(void **state)
{
	StoreTest *test = store_test_of(state);
	StoreOptions options = store_test_options(test);
	options.bulk = true;
	PersonByIdRow row;
	PersonWork bad = {.id = "p2", .name = "second", .audit = true};
	assert_ok(store_test_reopen(test, &options));
	add_people(test, 4);
	assert_status(store_write(test->store, add_person, &bad), STATUS_CONFLICT);
	assert_ok(find(test, "ann", "p4", &row));
	assert_ok(store_flush(test->store));
	options.bulk = false;
	assert_ok(store_test_reopen(test, &options));
	assert_ok(find(test, "ann", "p4", &row));
	assert_ok(find(test, "ann", "p2", &row));
	assert_str(&test->arena, row.name, "p2");
}

/* While it is served: a log that nobody carries over would grow for ever. */
static void test_what_was_committed_reaches_the_file_while_others_write(void **state)
{
	enum { PEOPLE = 60, NAME_BYTES = 100000, MOMENTS_MAX = 500 };
	StoreTest *test = store_test_of(state);
	char *name = arena_allocate(&test->arena, NAME_BYTES + 1);
	struct stat file = {0};
	const char *path = str_c(&test->arena, str_concat(&test->arena, test->database, S("/kith.sqlite")));
	memset(name, 'a', NAME_BYTES);
	name[NAME_BYTES] = '\0';
	for (int i = 0; i < PEOPLE; i++) {
		PersonWork work = {.id = str_c(&test->arena, str_format(&test->arena, "p%d", i)), .name = name, .audit = true};
		assert_ok(store_write(test->store, add_person, &work));
	}
	for (int i = 0; i < MOMENTS_MAX && file.st_size < PEOPLE / 2 * NAME_BYTES; i++) {
		(void)nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
		assert_int_equal(stat(path, &file), 0);
	}
	assert_true(file.st_size >= PEOPLE / 2 * NAME_BYTES);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_what_was_written_is_read_with_its_types),
		STORE_TEST(test_bytes_and_extremes_come_back_as_they_were),
		STORE_TEST(test_somebody_who_may_not_see_finds_nobody),
		STORE_TEST(test_a_list_of_any_length_up_to_sixteen_is_asked_for),
		STORE_TEST(test_more_rows_than_declared_are_an_answer_of_their_own),
		STORE_TEST(test_a_stale_version_changes_nothing),
		STORE_TEST(test_a_second_one_is_a_conflict_even_when_the_work_goes_on),
		STORE_TEST(test_what_is_asked_after_a_refused_statement_is_refused_too),
		STORE_TEST(test_a_work_that_ends_badly_leaves_nothing),
		STORE_TEST(test_a_write_without_audit_is_undone),
		STORE_TEST(test_a_reader_cannot_write),
		STORE_TEST(test_maintenance_statements_are_refused_on_a_workers_reader),
		STORE_TEST(test_inside_a_stream_a_connection_answers_nothing_else_but_in_a_work),
		STORE_TEST(test_a_stream_that_is_left_early_leaves_the_connection_usable),
		STORE_TEST(test_text_that_one_engine_would_cut_is_refused_by_both),
		STORE_TEST(test_an_append_only_table_keeps_what_it_has),
		STORE_TEST(test_checks_and_references_hold),
		STORE_TEST(test_a_lease_is_held_by_one_until_it_runs_out),
		STORE_TEST(test_in_bulk_what_was_written_is_read_at_once_and_kept_at_the_end),
		{"test_what_was_committed_reaches_the_file_while_others_write", test_what_was_committed_reaches_the_file_while_others_write,
			store_test_open_sqlite, store_test_close, NULL},
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

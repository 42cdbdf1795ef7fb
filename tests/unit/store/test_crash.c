/* What was acknowledged survives kill -9 of the process, a full disk leaves nothing half done, and several processes over
 * one database lose nothing. */
#include "store_test.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/random.h"
#include "sql/fixture.sql.h"

enum { CHILD_THREADS = 4, ROUNDS_DEFAULT = 5, LINE_LENGTH = ID_LENGTH + 1 };

typedef struct Carver {
	pthread_t thread;
	Store *store;
	int report; /* a pipe: each acknowledged id is written there */
	int round;
	int number;
} Carver;

typedef struct Stone {
	char id[ID_LENGTH + 1];
} Stone;

static Status carve(StoreConnection *write, void *context)
{
	const Stone *stone = context;
	Status status = sql_stone_add_run(write, &(StoneAddArguments){.id = str_from_c(stone->id), .carved = S("x")});
	return status != STATUS_OK ? status : store_audit(write, &(StoreAudit){
		.actor = S("mason"),
		.action = S("stone/carve"),
		.subject_kind = S("stone"),
		.subject = str_from_c(stone->id),
		.detail = S("{}"),
	});
}

/* Short enough that a line reaches the pipe whole or not at all. */
static void *carver_main(void *argument)
{
	Carver *carver = argument;
	for (int i = 0;; i++) {
		Stone stone;
		char line[LINE_LENGTH + 1];
		(void)snprintf(stone.id, sizeof stone.id, "%04u-%02u-%018u", (unsigned)carver->round % 10000U,
			(unsigned)carver->number % 100U, (unsigned)i);
		if (store_write(carver->store, carve, &stone) != STATUS_OK)
			_exit(1);
		(void)snprintf(line, sizeof line, "%s\n", stone.id);
		if (write(carver->report, line, LINE_LENGTH) != LINE_LENGTH)
			_exit(2);
	}
}

static void *sealer_main(void *argument)
{
	Store *store = argument;
	for (;;) {
		struct timespec moment = {.tv_nsec = 5 * 1000 * 1000};
		(void)nanosleep(&moment, NULL);
		if (store_audit_seal(store, 50, NULL) != STATUS_OK)
			_exit(3);
	}
}

/* The child: opens the store for itself, since no connection may cross a fork. */
static void child_main(StoreTest *test, int report, int round)
{
	static Carver carvers[CHILD_THREADS];
	StoreOptions options = store_test_options(test);
	Problems problems = problems_make(&test->arena);
	pthread_t sealer;
	Store *store = NULL;
	id_source_init(&test->ids, clock_system()); /* other ids than the round before */
	options.clock = clock_system();
	if (store_open(&store, &options, &problems) != STATUS_OK)
		_exit(4);
	for (int i = 0; i < CHILD_THREADS; i++) {
		carvers[i] = (Carver){.store = store, .report = report, .round = round, .number = i};
		if (pthread_create(&carvers[i].thread, NULL, carver_main, &carvers[i]) != 0)
			_exit(5);
	}
	if (pthread_create(&sealer, NULL, sealer_main, store) != 0)
		_exit(6);
	(void)pthread_join(sealer, NULL);
	_exit(7);
}

/* Runs a child for some random milliseconds after its first acknowledged work; gives back what it acknowledged. */
static Str run_and_kill(StoreTest *test, int round)
{
	int report[2];
	int status = 0;
	uint32_t chance = 0;
	char piece[LINE_LENGTH * 64];
	Buffer acknowledged = buffer_make(&test->arena, 1 << 24);
	assert_int_equal(pipe(report), 0);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		(void)close(report[0]);
		child_main(test, report[1], round);
	}
	(void)close(report[1]);
	ssize_t count = read(report[0], piece, LINE_LENGTH);
	assert_int_equal(count, LINE_LENGTH); /* it lives */
	buffer_add(&acknowledged, (Str){piece, (size_t)count});
	random_secret(&chance, sizeof chance);
	struct timespec life = {.tv_nsec = (long)(chance % 120) * 1000 * 1000};
	(void)nanosleep(&life, NULL);
	assert_int_equal(kill(child, SIGKILL), 0);
	while ((count = read(report[0], piece, sizeof piece)) > 0)
		buffer_add(&acknowledged, (Str){piece, (size_t)count});
	(void)close(report[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	return buffer_str(&acknowledged);
}

static void assert_all_present(StoreTest *test, Str acknowledged)
{
	Arena arena;
	Str line = {0};
	size_t count = 0;
	arena_init(&arena, 1 << 20);
	while (str_next(&acknowledged, '\n', &line)) {
		StoneHasRow row;
		if (line.length == 0)
			continue;
		arena_reset(&arena);
		if (sql_stone_has_one(store_reader(test->store, 0), &arena, &(StoneHasArguments){.id = line},
			&row) != STATUS_OK)
			fail_msg("acknowledged and lost: %.*s", STR_ARG(line));
		count++;
	}
	arena_clear(&arena);
	assert_true(count > 0);
}

static int rounds_wanted(void)
{
	const char *text = getenv("KITH_KILLS");
	int64_t rounds = 0;
	if (text == NULL || str_to_integer(str_from_c(text), &rounds) != STATUS_OK || rounds < 1 || rounds > 9999)
		return ROUNDS_DEFAULT;
	return (int)rounds;
}

static void test_what_was_acknowledged_survives_a_kill(void **state)
{
	StoreTest *test = store_test_of(state);
	StoreOptions options = store_test_options(test);
	StoreVerifyReport report;
	for (int round = 0; round < rounds_wanted(); round++) {
		store_close(test->store); /* no connection may cross a fork */
		test->store = NULL;
		Str acknowledged = run_and_kill(test, round);
		StoneCountRow stones;
		assert_ok(store_test_reopen(test, &options));
		assert_all_present(test, acknowledged);
		assert_ok(store_verify(test->store, &test->arena, &report));
		assert_ok(sql_stone_count_one(store_reader(test->store, 0), &test->arena, &stones));
		assert_int_equal(report.sealed_rows + report.unsealed_rows, stones.stones); /* no act without its audit */
	}
}

/* --- a full disk -------------------------------------------------- */

static Status carve_deep(StoreConnection *write, void *context)
{
	static char depth[20000];
	const int *number = context;
	Stone stone;
	memset(depth, 'x', sizeof depth);
	(void)snprintf(stone.id, sizeof stone.id, "deep-%d", *number);
	Status status = sql_stone_add_run(write, &(StoneAddArguments){
		.id = str_from_c(stone.id),
		.carved = {depth, sizeof depth},
	});
	return status != STATUS_OK ? status : store_audit(write, &(StoreAudit){.actor = S("mason"), .detail = S("{}")});
}

typedef struct SmallDisk {
	bool mounted;
	struct rlimit before;
} SmallDisk;

/* A disk of three megabytes; without the right to mount one, the same limit on every file. */
static void make_disk_small(StoreTest *test, SmallDisk *disk)
{
	const char *folder = str_c(&test->arena, test->database);
	disk->mounted = mount("tmpfs", folder, "tmpfs", 0, "size=3m") == 0;
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &disk->before), 0);
	if (disk->mounted)
		return;
	struct rlimit small = {.rlim_cur = 2 * 1024 * 1024, .rlim_max = disk->before.rlim_max};
	(void)signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
}

static void make_disk_large(StoreTest *test, const SmallDisk *disk)
{
	const char *folder = str_c(&test->arena, test->database);
	if (disk->mounted)
		assert_int_equal(mount("tmpfs", folder, "tmpfs", MS_REMOUNT, "size=64m"), 0);
	else
		assert_int_equal(setrlimit(RLIMIT_FSIZE, &disk->before), 0);
}

static int carve_until(StoreTest *test, int from, int limit, Status *status)
{
	*status = STATUS_OK;
	for (int i = from; i < limit; i++) {
		*status = store_write(test->store, carve_deep, &i);
		if (*status != STATUS_OK)
			return i;
	}
	return limit;
}

static void test_a_full_disk_is_said_and_nothing_is_half_kept(void **state)
{
	(void)state;
	StoreTest *test = store_test_place(STORE_SQLITE);
	StoreOptions options = store_test_options(test);
	StoreVerifyReport report = {0};
	StoneCountRow stones = {0};
	SmallDisk disk;
	Status full = STATUS_OK;
	Status again = STATUS_OK;
	make_disk_small(test, &disk);
	assert_ok(store_test_reopen(test, &options));
	int kept = carve_until(test, 0, 1000, &full);
	Status counted = sql_stone_count_one(store_reader(test->store, 0), &test->arena, &stones);
	make_disk_large(test, &disk);
	int more = carve_until(test, kept, kept + 5, &again);
	Status verified = store_verify(test->store, &test->arena, &report);
	store_close(test->store);
	test->store = NULL;
	if (disk.mounted)
		assert_int_equal(umount(str_c(&test->arena, test->database)), 0);
	store_test_remove(test);
	assert_status(full, STATUS_FULL);
	assert_ok(counted);
	assert_int_equal(stones.stones, kept);
	assert_ok(again);
	assert_ok(verified);
	assert_int_equal(report.unsealed_rows, more);
}

static void test_a_disk_that_became_read_only_is_said_and_read_on(void **state)
{
	(void)state;
	StoreTest *test = store_test_place(STORE_SQLITE);
	StoreOptions options = store_test_options(test);
	StoreVerifyReport report = {0};
	StoneCountRow stones = {0};
	Status refused = STATUS_OK;
	Status again = STATUS_OK;
	const char *folder = str_c(&test->arena, test->database);
	if (mount("tmpfs", folder, "tmpfs", 0, "size=64m") != 0) {
		store_test_remove(test);
		skip_because("no right to mount a disk");
	}
	assert_ok(store_test_reopen(test, &options));
	int kept = carve_until(test, 0, 5, &again);
	store_close(test->store); /* nothing may be open to write while the disk changes */
	test->store = NULL;
	assert_int_equal(mount("tmpfs", folder, "tmpfs", MS_REMOUNT | MS_RDONLY, ""), 0);
	Status opened = store_test_reopen(test, &options);
	if (opened == STATUS_OK)
		(void)carve_until(test, kept, kept + 1, &refused);
	assert_int_equal(mount("tmpfs", folder, "tmpfs", MS_REMOUNT, ""), 0);
	Status reopened = store_test_reopen(test, &options);
	Status counted = sql_stone_count_one(store_reader(test->store, 0), &test->arena, &stones);
	int more = carve_until(test, kept, kept + 5, &again);
	Status verified = store_verify(test->store, &test->arena, &report);
	store_close(test->store);
	test->store = NULL;
	assert_int_equal(umount(folder), 0);
	store_test_remove(test);
	assert_true(opened != STATUS_OK || refused != STATUS_OK); /* never acknowledged */
	assert_ok(reopened);
	assert_ok(counted);
	assert_int_equal(stones.stones, kept);
	assert_int_equal(more, kept + 5);
	assert_ok(verified);
}

/* A server's own full disk cannot be had here without filling the machine's: the table answers as one does. */
static void test_a_full_or_read_only_postgresql_is_said_and_nothing_is_half_kept(void **state)
{
	static const char *const STATES[] = {"53100", "25006"};
	StoreTest *test = store_test_of(state);
	Status refused = STATUS_OK;
	Status again = STATUS_OK;
	int kept = carve_until(test, 0, 3, &again);
	for (size_t i = 0; i < sizeof STATES / sizeof *STATES; i++) {
		StoneCountRow stones = {0};
		store_test_tamper(test, str_c(&test->arena, str_format(&test->arena, "CREATE FUNCTION refuse() RETURNS trigger "
			"LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''no room'' USING ERRCODE = ''%s''; END'", STATES[i])));
		store_test_tamper(test, "CREATE TRIGGER refuse BEFORE INSERT ON stone EXECUTE FUNCTION refuse()");
		(void)carve_until(test, kept, kept + 1, &refused);
		assert_ok(sql_stone_count_one(store_reader(test->store, 0), &test->arena, &stones));
		store_test_tamper(test, "DROP FUNCTION refuse CASCADE");
		assert_status(refused, STATUS_FULL);
		assert_int_equal(stones.stones, kept);
		kept = carve_until(test, kept, kept + 2, &again);
		assert_ok(again);
	}
}

/* --- several processes over one database ---------------------------------------------------------------------------- */

enum { PROCESSES = 3, TURNS = 60 };

/* One more, read and written in one work: two processes that did it from the same number would lose one. */
static Status count_up(StoreConnection *write, void *context)
{
	Arena arena;
	CounterGetRow row = {0};
	(void)context;
	arena_init(&arena, 1 << 16);
	Status status = sql_counter_add_run(write, &(CounterAddArguments){.id = S("turns")});
	if (status == STATUS_OK)
		status = sql_counter_get_one(write, &arena, &(CounterGetArguments){.id = S("turns")}, &row);
	if (status == STATUS_OK)
		status = sql_counter_set_run(write, &(CounterSetArguments){.id = S("turns"), .count = row.count + 1});
	arena_clear(&arena);
	return status != STATUS_OK ? status : store_audit(write, &(StoreAudit){.actor = S("mason"), .detail = S("{}")});
}

static void process_main(StoreTest *test)
{
	StoreOptions options = store_test_options(test);
	Problems problems = problems_make(&test->arena);
	Store *store = NULL;
	id_source_init(&test->ids, clock_system());
	options.clock = clock_system();
	if (store_open(&store, &options, &problems) != STATUS_OK)
		_exit(1);
	for (int turn = 0; turn < TURNS; turn++) {
		Status status = STATUS_BUSY;
		for (int attempt = 0; status == STATUS_BUSY && attempt < 200; attempt++)
			status = store_write(store, count_up, NULL); /* busy: nothing was done, and it may be tried again */
		if (status != STATUS_OK)
			_exit(2);
		status = store_audit_seal(store, 20, NULL);
		if (status != STATUS_OK && status != STATUS_BUSY)
			_exit(3);
	}
	store_close(store);
	_exit(0);
}

static void test_processes_over_one_database_lose_nothing_and_keep_one_chain(void **state)
{
	StoreTest *test = store_test_of(state);
	StoreOptions options = store_test_options(test);
	StoreVerifyReport report = {0};
	CounterGetRow row = {0};
	pid_t children[PROCESSES];
	store_close(test->store); /* no connection may cross a fork */
	test->store = NULL;
	for (int i = 0; i < PROCESSES; i++) {
		children[i] = fork();
		assert_true(children[i] >= 0);
		if (children[i] == 0)
			process_main(test);
	}
	for (int i = 0; i < PROCESSES; i++) {
		int status = 0;
		assert_int_equal(waitpid(children[i], &status, 0), children[i]);
		assert_true(WIFEXITED(status));
		assert_int_equal(WEXITSTATUS(status), 0);
	}
	assert_ok(store_test_reopen(test, &options));
	assert_ok(sql_counter_get_one(store_reader(test->store, 0), &test->arena, &(CounterGetArguments){.id = S("turns")},
		&row));
	assert_int_equal(row.count, PROCESSES * TURNS);
	assert_ok(store_verify(test->store, &test->arena, &report));
	assert_int_equal(report.sealed_rows + report.unsealed_rows, PROCESSES * TURNS);
	assert_true(report.sealed_rows > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_what_was_acknowledged_survives_a_kill),
		cmocka_unit_test(test_a_full_disk_is_said_and_nothing_is_half_kept),
		cmocka_unit_test(test_a_disk_that_became_read_only_is_said_and_read_on),
		cmocka_unit_test_setup_teardown(test_a_full_or_read_only_postgresql_is_said_and_nothing_is_half_kept,
			store_test_open_postgres, store_test_close),
		STORE_TEST(test_processes_over_one_database_lose_nothing_and_keep_one_chain),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

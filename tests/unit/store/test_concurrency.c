/* Many threads on one store: groups, races, a full queue, and a stop while works wait. */
#include "store_test.h"

#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

#include "sql/fixture.sql.h"

enum { THREADS = 8, ROUNDS = 25 };

/* What each thread does and what it was answered; asserting is left to the test's own thread. */
typedef struct Hand {
	pthread_t thread;
	Store *store;
	int number;
	int rounds;
	int done;
	int conflicts;
	Status worst;
} Hand;

static Status audit(StoreConnection *write)
{
	return store_audit(write, &(StoreAudit){.actor = S("hand"), .action = S("test/act"), .detail = S("{}")});
}

static void run_hands(StoreTest *test, Hand *hands, int count, int rounds, void *(*main_function)(void *))
{
	for (int i = 0; i < count; i++) {
		hands[i] = (Hand){.store = test->store, .number = i, .rounds = rounds};
		assert_int_equal(pthread_create(&hands[i].thread, NULL, main_function, &hands[i]), 0);
	}
}

static void join_hands(Hand *hands, int count)
{
	for (int i = 0; i < count; i++)
		assert_int_equal(pthread_join(hands[i].thread, NULL), 0);
}

/* --- a counter that everybody raises ----------------------------------------------------------------------------- */

static Status make_counter(StoreConnection *write, void *context)
{
	(void)context;
	Status status = sql_counter_add_run(write, &(CounterAddArguments){.id = S("c")});
	return status == STATUS_OK ? audit(write) : status;
}

static Status raise_counter(StoreConnection *write, void *context)
{
	Arena arena;
	CounterGetRow row = {0};
	(void)context;
	arena_init(&arena, 1 << 20);
	Status status = sql_counter_get_one(write, &arena, &(CounterGetArguments){.id = S("c")}, &row);
	if (status == STATUS_OK)
		status = sql_counter_set_run(write, &(CounterSetArguments){.id = S("c"), .count = row.count + 1});
	arena_clear(&arena);
	return status == STATUS_OK ? audit(write) : status;
}

static void *raise_main(void *argument)
{
	Hand *hand = argument;
	for (int i = 0; i < hand->rounds; i++) {
		Status status = STATUS_BUSY;
		for (int attempt = 0; attempt < 50 && status == STATUS_BUSY; attempt++)
			status = store_write(hand->store, raise_counter, NULL);
		if (status != STATUS_OK)
			hand->worst = status;
		else
			hand->done++;
	}
	return NULL;
}

static void test_no_increment_is_lost_between_eight_threads(void **state)
{
	StoreTest *test = store_test_of(state);
	Hand hands[THREADS];
	CounterGetRow row = {0};
	StoreVerifyReport report;
	assert_ok(store_write(test->store, make_counter, NULL));
	run_hands(test, hands, THREADS, ROUNDS, raise_main);
	join_hands(hands, THREADS);
	for (int i = 0; i < THREADS; i++) {
		assert_ok(hands[i].worst);
		assert_int_equal(hands[i].done, ROUNDS);
	}
	assert_ok(sql_counter_get_one(store_reader(test->store, 0), &test->arena, &(CounterGetArguments){.id = S("c")},
		&row));
	assert_int_equal(row.count, THREADS * ROUNDS);
	assert_ok(store_verify(test->store, &test->arena, &report));
	assert_int_equal(report.unsealed_rows, THREADS * ROUNDS + 1); /* as many audit rows as acts: none for a lost race */
}

/* --- good and bad works in one group ----------------------------------------------------------------------------- */

static Status carve(StoreConnection *write, void *context)
{
	const int *number = context;
	char id[24];
	int length = snprintf(id, sizeof id, "s%08d", *number);
	Status status = sql_stone_add_run(write, &(StoneAddArguments){.id = {id, (size_t)length}, .carved = S("x")});
	return status == STATUS_OK ? audit(write) : status;
}

/* Every third stone is one that thread 0 carves too. */
static void *carve_main(void *argument)
{
	Hand *hand = argument;
	for (int i = 0; i < hand->rounds; i++) {
		int number = i % 3 == 0 ? i : (hand->number + 1) * 1000 + i;
		Status status = store_write(hand->store, carve, &number);
		if (status == STATUS_OK)
			hand->done++;
		else if (status == STATUS_CONFLICT)
			hand->conflicts++;
		else
			hand->worst = status;
	}
	return NULL;
}

static void test_a_work_that_fails_takes_none_of_its_group_with_it(void **state)
{
	StoreTest *test = store_test_of(state);
	Hand hands[THREADS];
	StoneCountRow row = {0};
	int done = 0;
	int conflicts = 0;
	run_hands(test, hands, THREADS, 30, carve_main);
	join_hands(hands, THREADS);
	for (int i = 0; i < THREADS; i++) {
		assert_ok(hands[i].worst);
		done += hands[i].done;
		conflicts += hands[i].conflicts;
	}
	assert_int_equal(conflicts, 10 * (THREADS - 1));
	assert_ok(sql_stone_count_one(store_reader(test->store, 0), &test->arena, &row));
	assert_int_equal(row.stones, done);
	assert_int_equal(done, THREADS * 20 + 10);
}

/* --- a writer that is held up ------------------------------------------------------------------------------------- */

typedef struct Gate {
	sem_t entered;
	sem_t open;
} Gate;

static Status wait_at_gate(StoreConnection *write, void *context)
{
	Gate *gate = context;
	(void)write;
	(void)sem_post(&gate->entered);
	(void)sem_wait(&gate->open);
	return STATUS_OK;
}

typedef struct GateHand {
	pthread_t thread;
	Store *store;
	Gate *gate;
	Status status;
} GateHand;

static void *gate_main(void *argument)
{
	GateHand *hand = argument;
	hand->status = store_write(hand->store, wait_at_gate, hand->gate);
	return NULL;
}

/* As many works as the engine runs at once stand at the gate. */
static int hold_writers(StoreTest *test, GateHand *hands, Gate *gate)
{
	int count = test->engine == STORE_SQLITE ? 1 : 4;
	(void)sem_init(&gate->entered, 0, 0);
	(void)sem_init(&gate->open, 0, 0);
	for (int i = 0; i < count; i++) {
		hands[i] = (GateHand){.store = test->store, .gate = gate};
		assert_int_equal(pthread_create(&hands[i].thread, NULL, gate_main, &hands[i]), 0);
		(void)sem_wait(&gate->entered);
	}
	return count;
}

static void open_gate(GateHand *hands, int count, Gate *gate)
{
	for (int i = 0; i < count; i++)
		(void)sem_post(&gate->open);
	for (int i = 0; i < count; i++) {
		assert_int_equal(pthread_join(hands[i].thread, NULL), 0);
		assert_ok(hands[i].status);
	}
	(void)sem_destroy(&gate->entered);
	(void)sem_destroy(&gate->open);
}

static atomic_int answered_busy;

typedef struct SmallHand {
	pthread_t thread;
	Store *store;
	int number;
	Status status;
} SmallHand;

static void *small_main(void *argument)
{
	SmallHand *hand = argument;
	hand->status = store_write(hand->store, carve, &hand->number);
	if (hand->status == STATUS_BUSY)
		(void)atomic_fetch_add(&answered_busy, 1);
	return NULL;
}

static void start_small(StoreTest *test, SmallHand *hands, int count)
{
	pthread_attr_t attributes;
	(void)pthread_attr_init(&attributes);
	(void)pthread_attr_setstacksize(&attributes, 256 * 1024);
	for (int i = 0; i < count; i++) {
		hands[i] = (SmallHand){.store = test->store, .number = i};
		assert_int_equal(pthread_create(&hands[i].thread, &attributes, small_main, &hands[i]), 0);
	}
	(void)pthread_attr_destroy(&attributes);
}

static void test_a_full_queue_answers_busy_and_the_others_are_kept(void **state)
{
	enum { MORE = 16, ALL = STORE_WRITES_WAITING_MAX + MORE };
	StoreTest *test = store_test_of(state);
	static SmallHand hands[ALL];
	GateHand gate_hands[4];
	Gate gate;
	StoneCountRow row = {0};
	int kept = 0;
	int busy = 0;
	atomic_store(&answered_busy, 0);
	int held = hold_writers(test, gate_hands, &gate);
	start_small(test, hands, ALL);
	for (int i = 0; i < 1000 && atomic_load(&answered_busy) < MORE; i++) { /* those above the limit come back at once */
		struct timespec moment = {.tv_nsec = 10 * 1000 * 1000};
		(void)nanosleep(&moment, NULL);
	}
	open_gate(gate_hands, held, &gate);
	for (int i = 0; i < ALL; i++) {
		assert_int_equal(pthread_join(hands[i].thread, NULL), 0);
		kept += hands[i].status == STATUS_OK ? 1 : 0;
		busy += hands[i].status == STATUS_BUSY ? 1 : 0;
	}
	assert_int_equal(kept + busy, ALL);
	assert_int_equal(busy, MORE);
	assert_ok(sql_stone_count_one(store_reader(test->store, 0), &test->arena, &row));
	assert_int_equal(row.stones, kept);
}

static void test_waiting_works_stand_or_fall_by_one_commit(void **state)
{
	StoreTest *test = store_test_of(state);
	GateHand gate_hands[2];
	Gate gates[2];
	SmallHand hand;
	StoneCountRow row = {0};
	struct timespec moment = {.tv_nsec = 100 * 1000 * 1000};
	int held = hold_writers(test, gate_hands, &gates[0]);
	start_small(test, &hand, 1);
	(void)nanosleep(&moment, NULL);
	(void)sem_init(&gates[1].entered, 0, 0);
	(void)sem_init(&gates[1].open, 0, 0);
	gate_hands[1] = (GateHand){.store = test->store, .gate = &gates[1]};
	assert_int_equal(pthread_create(&gate_hands[1].thread, NULL, gate_main, &gate_hands[1]), 0);
	(void)nanosleep(&moment, NULL);
	open_gate(gate_hands, held, &gates[0]);
	(void)sem_wait(&gates[1].entered); /* the stone before it in the queue has been carved, and is not yet durable */
	assert_ok(sql_stone_count_one(store_reader(test->store, 0), &test->arena, &row));
	assert_int_equal(row.stones, 0);
	open_gate(&gate_hands[1], 1, &gates[1]);
	assert_int_equal(pthread_join(hand.thread, NULL), 0);
	assert_ok(hand.status);
	assert_ok(sql_stone_count_one(store_reader(test->store, 0), &test->arena, &row));
	assert_int_equal(row.stones, 1);
}

static void test_a_server_that_drops_its_lines_is_asked_again(void **state)
{
	StoreTest *test = store_test_of(state);
	StoneCountRow row = {0};
	int number = 1;
	assert_ok(sql_stone_count_one(store_reader(test->store, 0), &test->arena, &row));
	store_test_tamper(test, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
		" WHERE datname = current_database() AND pid <> pg_backend_pid()");
	assert_ok(sql_stone_count_one(store_reader(test->store, 0), &test->arena, &row));
	assert_int_equal(row.stones, 0);
	assert_ok(store_write(test->store, carve, &number));
	assert_ok(sql_stone_count_one(store_reader(test->store, 0), &test->arena, &row));
	assert_int_equal(row.stones, 1);
}

static void *close_main(void *argument)
{
	store_close(argument);
	return NULL;
}

static void test_a_stop_answers_every_work_that_was_accepted(void **state)
{
	enum { WAITING = 40 };
	StoreTest *test = store_test_of(state);
	SmallHand hands[WAITING];
	GateHand gate_hands[4];
	Gate gate;
	pthread_t closer;
	int kept = 0;
	int held = hold_writers(test, gate_hands, &gate);
	start_small(test, hands, WAITING);
	struct timespec moment = {.tv_nsec = 200 * 1000 * 1000};
	(void)nanosleep(&moment, NULL); /* so that most of them wait when the stop comes */
	assert_int_equal(pthread_create(&closer, NULL, close_main, test->store), 0);
	(void)nanosleep(&moment, NULL);
	open_gate(gate_hands, held, &gate);
	for (int i = 0; i < WAITING; i++) {
		assert_int_equal(pthread_join(hands[i].thread, NULL), 0);
		kept += hands[i].status == STATUS_OK ? 1 : 0;
	}
	assert_int_equal(pthread_join(closer, NULL), 0);
	assert_int_equal(kept, WAITING);
	test->store = NULL;
	StoreOptions options = store_test_options(test);
	StoneCountRow row = {0};
	assert_ok(store_test_reopen(test, &options));
	assert_ok(sql_stone_count_one(store_reader(test->store, 0), &test->arena, &row));
	assert_int_equal(row.stones, kept);
}

/* --- reading while others write ----------------------------------------------------------------------------------- */

typedef struct Reader {
	pthread_t thread;
	Store *store;
	Status worst;
	int64_t last;
	bool went_back;
} Reader;

static void *read_main(void *argument)
{
	Reader *reader = argument;
	Arena arena;
	arena_init(&arena, 1 << 20);
	for (int i = 0; i < 100; i++) {
		StoneCountRow row = {0};
		Status status = sql_stone_count_one(store_reader(reader->store, 0), &arena, &row);
		if (status != STATUS_OK)
			reader->worst = status;
		reader->went_back = reader->went_back || row.stones < reader->last;
		reader->last = row.stones;
	}
	arena_clear(&arena);
	return NULL;
}

static void test_a_reader_is_never_held_up_and_never_sees_less(void **state)
{
	StoreTest *test = store_test_of(state);
	Hand hands[4];
	Reader reader = {.store = test->store};
	run_hands(test, hands, 4, 20, carve_main);
	assert_int_equal(pthread_create(&reader.thread, NULL, read_main, &reader), 0);
	join_hands(hands, 4);
	assert_int_equal(pthread_join(reader.thread, NULL), 0);
	assert_ok(reader.worst);
	assert_false(reader.went_back);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_no_increment_is_lost_between_eight_threads),
		STORE_TEST(test_a_work_that_fails_takes_none_of_its_group_with_it),
		STORE_TEST(test_a_full_queue_answers_busy_and_the_others_are_kept),
		{"test_waiting_works_stand_or_fall_by_one_commit_sqlite", test_waiting_works_stand_or_fall_by_one_commit,
			store_test_open_sqlite, store_test_close, NULL},
		{"test_a_server_that_drops_its_lines_is_asked_again_postgresql", test_a_server_that_drops_its_lines_is_asked_again,
			store_test_open_postgres, store_test_close, NULL},
		STORE_TEST(test_a_stop_answers_every_work_that_was_accepted),
		STORE_TEST(test_a_reader_is_never_held_up_and_never_sees_less),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

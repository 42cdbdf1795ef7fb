/* The search: what it gives is always a plan that keeps the rules, the best one where that can be known, and repeatable. */
#include "unit_test.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#include "engine/visits/visits.h"
#include "visits_example.h"

static Arena arena;

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, (size_t)512 << 20);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

static VisitsProblem read_problem(Str text)
{
	Problems problems = problems_make(&arena);
	VisitsProblem problem;
	Status status = visits_read_problem(&arena, S("example.json"), text, &problems, &problem);
	if (status != STATUS_OK)
		print_message("%s\n", str_c(&arena, problems.items[0].message));
	assert_ok(status);
	return problem;
}

static VisitsPlan solve(const VisitsProblem *problem, uint64_t iterations, uint64_t seed, uint32_t threads)
{
	VisitsPlan plan;
	assert_ok(visits_solve(&arena, problem,
		&(VisitsSettings){.iterations = iterations, .seed = seed, .threads = threads}, &plan));
	return plan;
}

static VisitsVerdict judge(const VisitsProblem *problem, const VisitsPlan *plan)
{
	VisitsVerdict verdict;
	visits_evaluate(&arena, problem, plan, &verdict);
	return verdict;
}

static void assert_feasible(const VisitsProblem *problem, const VisitsPlan *plan, uint64_t seed)
{
	VisitsVerdict verdict = judge(problem, plan);
	if (verdict.violation_total > 0)
		fail_msg("seed %lu: %s", (unsigned long)seed, str_c(&arena, verdict.violations[0]));
}

static Str text_of(const VisitsProblem *problem, const VisitsPlan *plan)
{
	Buffer text = buffer_make(&arena, EXAMPLE_BYTES_MAX);
	visits_write_plan(problem, plan, &text);
	return buffer_str(&text);
}

static void test_a_thousand_classic_problems_give_plans_that_keep_every_rule(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 1000; seed++) {
		VisitsProblem problem = read_problem(example_classic(&arena, seed, 1 + (uint32_t)(seed % 17), 2 + (uint32_t)(seed % 4)));
		VisitsPlan plan = solve(&problem, 20, seed, 1);
		assert_feasible(&problem, &plan, seed);
		arena_reset(&arena);
	}
}

static void test_a_thousand_unified_problems_give_plans_that_keep_every_rule(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 1000; seed++) {
		VisitsProblem problem = read_problem(example_unified(&arena, seed, 1 + (uint32_t)(seed % 17), 2 + (uint32_t)(seed % 4)));
		VisitsPlan plan = solve(&problem, 20, seed, 1);
		assert_feasible(&problem, &plan, seed);
		arena_reset(&arena);
	}
}

static void test_larger_problems_keep_every_rule_on_two_threads(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 3; seed++) {
		VisitsProblem classic = read_problem(example_classic(&arena, seed, 60, 9));
		VisitsPlan plan = solve(&classic, 300, seed, 2);
		assert_feasible(&classic, &plan, seed);
		VisitsProblem unified = read_problem(example_unified(&arena, seed, 60, 12));
		plan = solve(&unified, 300, seed, 2);
		assert_feasible(&unified, &plan, seed);
	}
}

/* ---- The best plan by trying all of them. ---- */

enum { TINY_TASKS_MAX = 5, TINY_CARERS = 2 };

typedef struct Tiny {
	const VisitsProblem *problem;
	uint32_t order[TINY_TASKS_MAX]; /* all tasks: the routes one after the other */
	uint32_t carer[TINY_TASKS_MAX]; /* by task */
	bool used[TINY_TASKS_MAX];
	int64_t best;
} Tiny;

static int64_t tiny_arrival(const Tiny *tiny, uint32_t at, const int64_t *start)
{
	const VisitsProblem *problem = tiny->problem;
	uint32_t task = tiny->order[at];
	bool first = at == 0 || tiny->carer[tiny->order[at - 1]] != tiny->carer[task];
	uint32_t before = first ? VISITS_NONE : tiny->order[at - 1];
	uint32_t place = first ? 0 : problem->tasks[before].place;
	int64_t free_at = first ? 0 : start[before] + problem->tasks[before].duration;
	return free_at + problem->travel[0][(size_t)place * problem->place_count + problem->tasks[task].place];
}

static int64_t tiny_partner_bound(const VisitsProblem *problem, uint32_t task, const int64_t *start)
{
	const VisitsClient *client = &problem->clients[problem->tasks[task].client];
	if (client->task_count == 1)
		return 0;
	bool sequential = client->together == VISITS_SEQUENTIAL;
	if (task == client->tasks[1])
		return start[client->tasks[0]] + (sequential ? client->gap_min : 0);
	return start[client->tasks[1]] - (sequential ? client->gap_max : 0);
}

/* The earliest starts that the routes allow; false when they allow none. */
static bool tiny_times(const Tiny *tiny, int64_t *start)
{
	const VisitsProblem *problem = tiny->problem;
	for (uint32_t i = 0; i < problem->task_count; i++)
		start[i] = problem->tasks[i].windows[0].start;
	for (int round = 0; round < 200; round++) {
		bool moved = false;
		for (uint32_t at = 0; at < problem->task_count; at++) {
			uint32_t task = tiny->order[at];
			int64_t least = tiny_arrival(tiny, at, start);
			int64_t bound = tiny_partner_bound(problem, task, start);
			least = least > bound ? least : bound;
			moved = moved || least > start[task];
			start[task] = least > start[task] ? least : start[task];
		}
		if (!moved)
			return true;
	}
	return false;
}

static void tiny_judge(Tiny *tiny)
{
	const VisitsProblem *problem = tiny->problem;
	int64_t start[TINY_TASKS_MAX];
	if (!tiny_times(tiny, start))
		return;
	int64_t travel = 0;
	int64_t late = 0;
	int64_t most = 0;
	for (uint32_t at = 0; at < problem->task_count; at++) {
		uint32_t task = tiny->order[at];
		uint32_t place = problem->tasks[task].place;
		bool first = at == 0 || tiny->carer[tiny->order[at - 1]] != tiny->carer[task];
		bool last = at + 1 == problem->task_count || tiny->carer[tiny->order[at + 1]] != tiny->carer[task];
		uint32_t from = first ? 0 : problem->tasks[tiny->order[at - 1]].place;
		travel += problem->travel[0][(size_t)from * problem->place_count + place];
		travel += last ? problem->travel[0][(size_t)place * problem->place_count] : 0;
		int64_t behind = start[task] - problem->tasks[task].windows[0].due;
		late += behind > 0 ? behind : 0;
		most = behind > most ? behind : most;
	}
	int64_t cost = travel + late + most;
	tiny->best = cost < tiny->best ? cost : tiny->best;
}

static bool tiny_may_carry(const Tiny *tiny, uint32_t task, uint32_t carer)
{
	uint32_t partner = tiny->problem->tasks[task].partner;
	if (partner != VISITS_NONE && tiny->used[partner] && tiny->carer[partner] == carer)
		return false;
	return tiny->problem->allowed[(size_t)task * tiny->problem->shift_count + carer];
}

static void tiny_search(Tiny *tiny, uint32_t at, uint32_t carer)
{
	if (at == tiny->problem->task_count) {
		tiny_judge(tiny);
		return;
	}
	for (uint32_t task = 0; task < tiny->problem->task_count; task++) {
		for (uint32_t who = carer; !tiny->used[task] && who < TINY_CARERS; who++) {
			if (!tiny_may_carry(tiny, task, who))
				continue;
			tiny->used[task] = true;
			tiny->carer[task] = who;
			tiny->order[at] = task;
			tiny_search(tiny, at + 1, who);
			tiny->used[task] = false;
		}
	}
}

static void test_tiny_problems_end_with_the_best_plan_there_is(void **state)
{
	(void)state;
	int judged = 0;
	for (uint64_t seed = 1; judged < 60; seed++) {
		VisitsProblem problem = read_problem(example_classic(&arena, seed, 2 + (uint32_t)(seed % 3), TINY_CARERS));
		if (problem.task_count <= TINY_TASKS_MAX) {
			Tiny tiny = {.problem = &problem, .best = INT64_MAX};
			tiny_search(&tiny, 0, 0);
			VisitsPlan plan = solve(&problem, 200, seed, 1);
			int64_t cost = judge(&problem, &plan).cost;
			if (cost != tiny.best)
				fail_msg("seed %lu: %ld, the best is %ld", (unsigned long)seed, (long)cost, (long)tiny.best);
			judged++;
		}
		arena_reset(&arena);
	}
}

/* ---- Repeatable, and ending when asked. ---- */

static void test_the_same_seed_and_threads_give_the_same_plan(void **state)
{
	(void)state;
	VisitsProblem problem = read_problem(example_unified(&arena, 7, 40, 8));
	for (uint32_t threads = 1; threads <= 3; threads++) {
		VisitsPlan first = solve(&problem, 500, 3, threads);
		VisitsPlan second = solve(&problem, 500, 3, threads);
		assert_str(&arena, text_of(&problem, &first), str_c(&arena, text_of(&problem, &second)));
	}
}

static void test_another_seed_searches_elsewhere(void **state)
{
	(void)state;
	VisitsProblem problem = read_problem(example_classic(&arena, 11, 40, 6));
	VisitsPlan first = solve(&problem, 50, 1, 1);
	VisitsPlan second = solve(&problem, 50, 2, 1);
	assert_false(str_equal(text_of(&problem, &first), text_of(&problem, &second)));
}

static void test_more_iterations_never_make_a_worse_plan_of_the_same_beginning(void **state)
{
	(void)state;
	VisitsProblem problem = read_problem(example_classic(&arena, 5, 50, 8));
	VisitsPlan begun = solve(&problem, 1, 1, 1);
	VisitsPlan longer;
	assert_ok(visits_solve(&arena, &problem, &(VisitsSettings){.iterations = 300, .seed = 1, .threads = 2,
		.begin_with = &begun}, &longer));
	assert_true(judge(&problem, &longer).cost <= judge(&problem, &begun).cost);
}

static bool stop_at_once(void *context)
{
	return atomic_load((atomic_bool *)context);
}

static void *set_later(void *context)
{
	(void)usleep(20000);
	atomic_store((atomic_bool *)context, true);
	return NULL;
}

static void test_a_search_that_is_stopped_gives_its_best_plan(void **state)
{
	(void)state;
	VisitsProblem problem = read_problem(example_classic(&arena, 9, 60, 8));
	for (int late = 0; late < 2; late++) {
		atomic_bool stopped = late == 0;
		pthread_t thread;
		assert_int_equal(pthread_create(&thread, NULL, set_later, &stopped), 0);
		VisitsPlan plan;
		assert_ok(visits_solve(&arena, &problem, &(VisitsSettings){.seed = 1, .threads = 2, .stop = stop_at_once,
			.context = &stopped}, &plan));
		assert_int_equal(pthread_join(thread, NULL), 0);
		assert_feasible(&problem, &plan, 9);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_a_thousand_classic_problems_give_plans_that_keep_every_rule, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_thousand_unified_problems_give_plans_that_keep_every_rule, setup, teardown),
		cmocka_unit_test_setup_teardown(test_larger_problems_keep_every_rule_on_two_threads, setup, teardown),
		cmocka_unit_test_setup_teardown(test_tiny_problems_end_with_the_best_plan_there_is, setup, teardown),
		cmocka_unit_test_setup_teardown(test_the_same_seed_and_threads_give_the_same_plan, setup, teardown),
		cmocka_unit_test_setup_teardown(test_another_seed_searches_elsewhere, setup, teardown),
		cmocka_unit_test_setup_teardown(test_more_iterations_never_make_a_worse_plan_of_the_same_beginning, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_search_that_is_stopped_gives_its_best_plan, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What an insertion costs by a walk along its route is what it costs when it is made. */
#include "unit_test.h"

#include "engine/visits/search.h"
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

typedef struct Tally {
	uint32_t whole;
	uint32_t beyond; /* where visits of other routes move */
} Tally;

static int64_t nodes_and_waits(const Search *search)
{
	return search->state.sums->nodes + search->state.sums->routes;
}

/* The task, that is out, at one place: walked along, and then truly put there and taken back. */
static void compare_place(Search *search, uint32_t task, uint32_t route, uint32_t after, Tally *tally)
{
	const Node *nodes = search->state.nodes;
	if (nodes[nodes[after].next].key - nodes[after].key < 2)
		return;
	int64_t costs = nodes_and_waits(search);
	int64_t highest = search->state.sums->highest_late;
	int64_t work = search->state.routes[route].work;
	search_trial_begin(search, SEARCH_NO_COST);
	search_link(search, task, after);
	int64_t added_work = search->state.routes[route].work - work;
	assert_true(search_settle(search));
	int64_t added = nodes_and_waits(search) - costs;
	int64_t highest_then = search->state.sums->highest_late;
	int64_t idle_then = search->state.routes[route].idle;
	search_trial_undo(search);
	assert_int_equal(nodes_and_waits(search), costs);
	Walk walk = search_walk(search, route, task, after, SEARCH_OWN_START, added_work);
	if (!walk.whole) {
		tally->beyond++;
		return;
	}
	tally->whole++;
	assert_int_equal(walk.delta, added);
	assert_int_equal(walk.idle, idle_then);
	assert_true(highest_then <= visits_larger(highest, walk.late));
	assert_true(highest_then >= walk.late);
}

static void compare_places(Search *search, uint32_t client, Tally *tally)
{
	const VisitsProblem *problem = search->problem;
	uint32_t task = problem->clients[client].tasks[0];
	search_remove_item(search, client);
	assert_true(search_settle(search));
	for (uint32_t route = 0; route < problem->shift_count; route++)
		for (uint32_t at = search->heads + route; problem->allowed[(size_t)task * problem->shift_count + route] && at < search->tails;
			at = search->state.nodes[at].next)
			compare_place(search, task, route, at, tally);
	(void)search_insert_best(search, client, false);
}

static void test_a_walk_costs_what_the_insertion_costs(void **state)
{
	(void)state;
	Tally tally = {0};
	for (uint64_t seed = 1; seed <= 200; seed++) {
		Problems problems = problems_make(&arena);
		VisitsProblem problem;
		assert_ok(visits_read_problem(&arena, S("example.json"), example_unified(&arena, seed, 24, 5), &problems, &problem));
		Search search;
		search_init(&search, &arena, &problem, seed, 0);
		search_recreate(&search, false);
		search_renumber(&search);
		for (uint32_t client = 0; client < problem.client_count; client++)
			if (problem.clients[client].task_count == 1 && search_item_is_in(&search, client))
				compare_places(&search, client, &tally);
		arena_reset(&arena);
	}
	assert_true(tally.whole > 10000);
	assert_true(tally.beyond > 100);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_a_walk_costs_what_the_insertion_costs, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What an insertion costs, reckoned along its own route only: nothing is linked and nothing has to be undone. */
#include "engine/visits/search.h"

int64_t search_own_slack(const Search *search, uint32_t at, int64_t start, int64_t cost)
{
	if (search_is_break(search, at))
		return visits_larger(0, search->problem->break_end - start);
	const VisitsTask *visit = &search->problem->tasks[at];
	if (cost > 0 || visit->change_cost > 0 || visit->frozen)
		return 0;
	uint32_t i = visit->window_count - 1;
	while (i > 0 && visit->windows[i].start > start)
		i--;
	return visits_larger(0, visit->windows[i].due - start);
}

StopTimes search_break_times(const Search *search, uint32_t route, int64_t before_end, uint32_t before_place, uint32_t next)
{
	const VisitsProblem *problem = search->problem;
	StopTimes times = {.arrival = before_end, .place = before_place};
	if (search_is_task(search, next)) {
		/* On arrival, when the break's time allows: the carer is where the next visit is. */
		uint32_t place = problem->tasks[next].place;
		int64_t there = search_leaves(search, before_end, next) + search_travel(search, route, before_place, place);
		if (visits_larger(there, problem->break_start) <= problem->break_end) {
			times.arrival = there;
			times.place = place;
		}
	}
	times.start = visits_larger(times.arrival, problem->break_start);
	times.end = times.start + problem->break_duration;
	if (times.start > problem->break_end) {
		times.start = times.end = times.arrival;
		times.cost = problem->weight[VISITS_MISSED_BREAK] * VISITS_UNITS;
	}
	return times;
}

void search_tally_add(const Search *search, RouteTally *tally, uint32_t at, const StopTimes *times)
{
	bool is_break = search_is_break(search, at);
	int64_t wait = tally->count == 0 ? 0 : times->start - times->arrival;
	if (tally->count == 1 && tally->opens_with_break)
		tally->uncounted += wait;
	else
		tally->waits += wait;
	tally->opens_with_break = tally->opens_with_break || (tally->count == 0 && is_break);
	tally->count++;
	bool coupled = !is_break && search_is_coupled(&search->problem->clients[search->problem->tasks[at].client]);
	int64_t slack = coupled ? 0 : search_own_slack(search, at, times->start, times->cost);
	tally->delay = visits_smaller(tally->delay, tally->waits + tally->uncounted + slack);
	tally->busy += times->end - times->start;
	tally->visiting += is_break ? 0 : search->problem->tasks[at].duration;
}

void search_tally_end(const Search *search, const RouteTally *tally, uint32_t route, int64_t home, RouteSums *sums)
{
	const VisitsShift *shift = &search->problem->shifts[route];
	const int64_t *weight = search->problem->weight;
	sums->departure_delay = tally->uncounted > 0 ? 0 : visits_smaller(tally->delay, tally->waits);
	int64_t extra = visits_larger(0, home - shift->end);
	sums->cost = (tally->waits - sums->departure_delay) * weight[VISITS_WAITING] + extra * weight[VISITS_EXTRA];
	sums->idle = 0;
	if (shift->end != VISITS_NO_END)
		sums->idle = visits_larger(shift->end, home) - shift->start - (sums->work - tally->visiting) - tally->busy;
}

/* Where the carer is along the way. */
typedef struct Walker {
	const Search *search;
	uint32_t route;
	int64_t end;
	uint32_t place;
	RouteTally tally;
	Walk *walk;
} Walker;

static void step_over(Walker *walker, uint32_t at, const StopTimes *times)
{
	search_tally_add(walker->search, &walker->tally, at, times);
	walker->end = times->end;
	walker->place = times->place;
}

static StopTimes visit_times(const Search *search, uint32_t task, int64_t arrival, int64_t start)
{
	const VisitsTask *visit = &search->problem->tasks[task];
	return (StopTimes){.arrival = arrival, .start = start, .end = start + visit->duration, .place = visit->place,
		.cost = search_visit_cost(search, task, start)};
}

/* A visit of the route with a new arrival. The partner may have to move as well: then the walk is not the whole truth. */
static StopTimes visit_again(Walker *walker, uint32_t task, int64_t arrival)
{
	const Search *search = walker->search;
	const VisitsClient *client = &search->problem->clients[search->problem->tasks[task].client];
	if (!search_is_coupled(client))
		return visit_times(search, task, arrival, search_start(search, task, arrival));
	const Node *nodes = search->state.nodes;
	uint32_t partner = search->problem->tasks[task].partner;
	bool first = client->tasks[0] == task;
	int64_t starts[2];
	search_pair_start(search, client, first ? arrival : nodes[partner].arrival, first ? nodes[partner].arrival : arrival,
		&starts[0], &starts[1]);
	int64_t other = starts[first ? 1 : 0];
	if (other != nodes[partner].start) {
		walker->walk->whole = false;
		walker->walk->delta += search_visit_cost(search, partner, other) - nodes[partner].cost;
	}
	return visit_times(search, task, arrival, starts[first ? 0 : 1]);
}

static void walk_to(Walker *walker, uint32_t at, uint32_t next)
{
	const Search *search = walker->search;
	const Node *node = &search->state.nodes[at];
	Walk *walk = walker->walk;
	StopTimes times;
	if (search_is_break(search, at)) {
		times = search_break_times(search, walker->route, walker->end, walker->place, next);
	} else {
		uint32_t place = search->problem->tasks[at].place;
		int64_t arrival = search_leaves(search, walker->end, at) + search_travel(search, walker->route, walker->place, place);
		if (arrival == node->arrival)
			times = (StopTimes){arrival, node->start, node->end, node->cost, node->place};
		else
			times = visit_again(walker, at, arrival);
		walk->late = visits_larger(walk->late, visits_lateness(&search->problem->tasks[at], times.start));
	}
	walk->delta += times.cost - node->cost;
	step_over(walker, at, &times);
}

static void walk_inserted(Walker *walker, uint32_t task, int64_t start)
{
	const Search *search = walker->search;
	int64_t arrival = search_leaves(search, walker->end, task) +
		search_travel(search, walker->route, walker->place, search->problem->tasks[task].place);
	StopTimes times = visit_times(search, task, arrival, start == SEARCH_OWN_START ? search_start(search, task, arrival) : start);
	walker->walk->late = visits_larger(walker->walk->late, visits_lateness(&search->problem->tasks[task], times.start));
	walker->walk->delta += times.cost;
	step_over(walker, task, &times);
}

Walk search_walk(const Search *search, uint32_t route, uint32_t task, uint32_t after, int64_t start, int64_t added_work)
{
	const Node *nodes = search->state.nodes;
	uint32_t head = search->heads + route;
	Walk walk = {.whole = true};
	Walker walker = {.search = search, .route = route, .end = nodes[head].end, .place = nodes[head].place, .walk = &walk,
		.tally = {.delay = SEARCH_NO_COST}};
	/* A break before the task goes where the task is. */
	uint32_t stop = search_is_break(search, after) ? nodes[after].prev : after;
	uint32_t at = head;
	while (at != stop) {
		at = nodes[at].next;
		const Node *node = &nodes[at];
		step_over(&walker, at, &(StopTimes){node->arrival, node->start, node->end, node->cost, node->place});
	}
	if (stop != after)
		walk_to(&walker, after, task);
	walk_inserted(&walker, task, start);
	for (at = nodes[after].next; at < search->tails; at = nodes[at].next)
		walk_to(&walker, at, nodes[at].next);
	RouteSums sums = search->state.routes[route];
	walk.delta -= sums.cost;
	sums.work += added_work;
	search_tally_end(search, &walker.tally, route, walker.end + search_travel(search, route, walker.place, nodes[at].place), &sums);
	walk.delta += sums.cost;
	walk.idle = sums.idle;
	return walk;
}

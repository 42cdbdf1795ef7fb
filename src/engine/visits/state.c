/* The plan under search: links, times and sums. */
#include <assert.h>
#include <string.h>

#include "engine/visits/search.h"

enum { KEY_STEP_BITS = 20 };

int64_t search_cost(const Search *search)
{
	const Sums *sums = search->state.sums;
	const int64_t *weight = search->problem->weight;
	return sums->travel + sums->nodes + sums->assigned + sums->routes + sums->unvisited +
		weight[VISITS_HIGHEST_LATENESS] * sums->highest_late + weight[VISITS_IDLE] * sums->idle_max;
}

int64_t search_start(const Search *search, uint32_t task, int64_t ready)
{
	const VisitsTask *visit = &search->problem->tasks[task];
	const VisitsWindow *windows = visit->windows;
	if (ready <= windows[0].start)
		return windows[0].start;
	int64_t start = ready;
	for (uint32_t i = 1; i < visit->window_count; i++) {
		if (windows[i].start <= start)
			continue;
		/* Late now, or wait for the next window: whichever costs less. */
		int64_t late = visits_lateness(visit, start) * search->problem->weight[VISITS_LATENESS];
		if (late > (windows[i].start - start) * (search->problem->weight[VISITS_WAITING] + 1))
			start = windows[i].start;
	}
	return start;
}

int64_t search_visit_cost(const Search *search, uint32_t task, int64_t start)
{
	const VisitsTask *visit = &search->problem->tasks[task];
	int64_t cost = visits_lateness(visit, start) * visit->importance * search->problem->weight[VISITS_LATENESS];
	if (visit->change_cost > 0 && visit->earlier_shift != VISITS_NONE) {
		int64_t moved = start > visit->earlier_start ? start - visit->earlier_start : visit->earlier_start - start;
		cost += moved > search->problem->change_tolerance ? visit->change_cost : 0;
	}
	return cost;
}

void search_pair_start(const Search *search, const VisitsClient *client, int64_t ready_first, int64_t ready_second,
	int64_t *first, int64_t *second)
{
	int64_t least = client->together == VISITS_SEQUENTIAL ? client->gap_min : 0;
	int64_t most = client->together == VISITS_SEQUENTIAL ? client->gap_max : 0;
	*first = search_start(search, client->tasks[0], ready_first);
	*second = search_start(search, client->tasks[1], visits_larger(ready_second, *first + least));
	/* Each round moves one of them to a later window or ends. */
	for (int round = 0; round < 2 * VISITS_WINDOWS_MAX + 2; round++) {
		if (*second > *first + most)
			*first = search_start(search, client->tasks[0], *second - most);
		else if (*second < *first + least)
			*second = search_start(search, client->tasks[1], *first + least);
		else
			return;
	}
}

static void note_node(Search *search, uint32_t at)
{
	if (!search->trial || search->noted[at] == search->trial_number)
		return;
	search->noted[at] = search->trial_number;
	search->undo[search->undo_count++] = (Undo){.at = at, .node = search->state.nodes[at]};
}

static void note_route(Search *search, uint32_t at)
{
	if (!search->trial || search->route_noted[at] == search->trial_number)
		return;
	search->route_noted[at] = search->trial_number;
	search->route_undo[search->route_undo_count++] = (RouteUndo){.at = at, .sums = search->state.routes[at]};
}

void search_trial_begin(Search *search, int64_t cutoff)
{
	assert(!search->trial);
	search->trial = true;
	search->trial_number++;
	search->cutoff = cutoff;
	search->sums_before = *search->state.sums;
	search->undo_count = 0;
	search->route_undo_count = 0;
}

void search_trial_undo(Search *search)
{
	for (size_t i = 0; i < search->undo_count; i++)
		search->state.nodes[search->undo[i].at] = search->undo[i].node;
	for (size_t i = 0; i < search->route_undo_count; i++) {
		const RouteUndo *undo = &search->route_undo[i];
		uint32_t carer = search->problem->shifts[undo->at].carer_at;
		search->state.carer_work[carer] -= search->state.routes[undo->at].work - undo->sums.work;
		search->state.carer_visiting[carer] -= search->state.routes[undo->at].visiting - undo->sums.visiting;
		search->state.routes[undo->at] = undo->sums;
	}
	*search->state.sums = search->sums_before;
	search->trial = false;
}

void search_trial_keep(Search *search)
{
	search->trial = false;
}

/* ---- Links. ---- */

/* The node that stands for a break's pair in a queue. */
static uint32_t queue_node(const Search *search, uint32_t node)
{
	if (!search_is_task(search, node))
		return node;
	const VisitsClient *client = &search->problem->clients[search->problem->tasks[node].client];
	return search_is_coupled(client) ? client->tasks[0] : node;
}

static void queue_add(Search *search, uint32_t node)
{
	uint32_t entry = queue_node(search, node);
	if (search->queued[entry])
		return;
	search->queued[entry] = true;
	uint32_t at = search->heap_count++;
	const Node *nodes = search->state.nodes;
	while (at > 0 && nodes[search->heap[(at - 1) / 2]].key > nodes[entry].key) {
		search->heap[at] = search->heap[(at - 1) / 2];
		at = (at - 1) / 2;
	}
	search->heap[at] = entry;
}

static uint32_t queue_take(Search *search)
{
	const Node *nodes = search->state.nodes;
	uint32_t *heap = search->heap;
	uint32_t first = heap[0];
	uint32_t last = heap[--search->heap_count];
	uint32_t at = 0;
	for (;;) {
		uint32_t child = 2 * at + 1;
		if (child >= search->heap_count)
			break;
		if (child + 1 < search->heap_count && nodes[heap[child + 1]].key < nodes[heap[child]].key)
			child++;
		if (nodes[heap[child]].key >= nodes[last].key)
			break;
		heap[at] = heap[child];
		at = child;
	}
	heap[at] = last;
	search->queued[first] = false;
	return first;
}

static void mark_dirty(Search *search, uint32_t route)
{
	if (search->plain || search->is_dirty[route])
		return;
	search->is_dirty[route] = true;
	search->dirty[search->dirty_count++] = route;
}

/* What travel the stretch between two nodes takes; a break lies at one of its ends. A shift without visits takes none. */
static int64_t stretch(const Search *search, uint32_t route, uint32_t from, uint32_t to)
{
	const Node *nodes = search->state.nodes;
	return search_travel(search, route, nodes[from].place, nodes[to].place);
}

static void add_travel(Search *search, uint32_t route, int64_t minutes, int64_t visit)
{
	const VisitsShift *shift = &search->problem->shifts[route];
	search->state.sums->travel += minutes * shift->travel_weight;
	search->state.routes[route].work += minutes + visit;
	search->state.carer_work[shift->carer_at] += minutes + visit;
}

/* Links or unlinks between prev and next; sign 1 or -1. */
static void count_task(Search *search, uint32_t node, uint32_t prev, uint32_t next, int64_t sign)
{
	const Node *nodes = search->state.nodes;
	uint32_t route = nodes[node].route;
	uint32_t from = search_is_break(search, prev) ? nodes[prev].prev : prev;
	uint32_t to = search_is_break(search, next) ? nodes[next].next : next;
	RouteSums *sums = &search->state.routes[route];
	bool alone = sums->visits == (sign > 0 ? 0 : 1);
	int64_t minutes = stretch(search, route, from, node) + stretch(search, route, node, to) -
		(alone ? 0 : stretch(search, route, from, to));
	add_travel(search, route, sign * minutes, sign * search->problem->tasks[node].duration);
	sums->visits = sign > 0 ? sums->visits + 1 : sums->visits - 1;
	search->state.sums->assigned += sign * search->problem->assign_cost[(size_t)node * search->problem->shift_count + route];
	if (search->habits)
		search_count_habits(search, node, sign);
}

/* A key between those of the neighbours, near to what the time says. */
static bool choose_key(Search *search, uint32_t node, uint32_t prev, uint32_t next)
{
	Node *nodes = search->state.nodes;
	int64_t low = nodes[prev].key;
	int64_t high = nodes[next].key;
	if (queue_node(search, node) != node || (search_is_task(search, node) &&
		search_is_coupled(&search->problem->clients[search->problem->tasks[node].client])))
		return nodes[node].key > low && nodes[node].key < high; /* chosen for the pair by who links it */
	if (high - low < 2)
		return false;
	int64_t wish = (nodes[prev].end << KEY_STEP_BITS) + 1;
	nodes[node].key = wish > low && wish < high ? wish : low + (high - low) / 2;
	return true;
}

void search_link(Search *search, uint32_t node, uint32_t after)
{
	Node *nodes = search->state.nodes;
	uint32_t next = nodes[after].next;
	uint32_t route = nodes[after].route;
	note_node(search, node);
	note_node(search, after);
	note_node(search, next);
	note_route(search, route);
	bool keyed = choose_key(search, node, after, next);
	assert(keyed);
	(void)keyed;
	nodes[node].route = route;
	nodes[node].prev = after;
	nodes[node].next = next;
	nodes[after].next = node;
	nodes[next].prev = node;
	if (search_is_task(search, node)) {
		nodes[node].place = search->problem->tasks[node].place;
		count_task(search, node, after, next, 1);
	}
	nodes[node].start = nodes[node].end = -1; /* not reckoned yet */
	nodes[node].late = 0;
	nodes[node].cost = 0;
	if (search_is_break(search, after))
		queue_add(search, after);
	queue_add(search, node);
	queue_add(search, next);
	mark_dirty(search, route);
}

void search_unlink(Search *search, uint32_t node)
{
	Node *nodes = search->state.nodes;
	uint32_t prev = nodes[node].prev;
	uint32_t next = nodes[node].next;
	uint32_t route = nodes[node].route;
	note_node(search, node);
	note_node(search, prev);
	note_node(search, next);
	note_route(search, route);
	if (search_is_task(search, node))
		count_task(search, node, prev, next, -1);
	nodes[prev].next = next;
	nodes[next].prev = prev;
	search->state.sums->nodes -= nodes[node].cost;
	if (nodes[node].late > 0 && nodes[node].late == search->state.sums->highest_late)
		search->highest_stale = true;
	nodes[node].route = VISITS_NONE;
	nodes[node].late = 0;
	nodes[node].cost = 0;
	if (search_is_break(search, prev))
		queue_add(search, prev);
	queue_add(search, next);
	mark_dirty(search, route);
}

/* ---- Times. ---- */

static int64_t arrival_at(const Search *search, uint32_t node)
{
	const Node *nodes = search->state.nodes;
	const Node *prev = &nodes[nodes[node].prev];
	return search_leaves(search, prev->end, node) +
		search_travel(search, nodes[node].route, prev->place, nodes[node].place);
}

static void set_times(Search *search, uint32_t at, int64_t arrival, int64_t start, int64_t end, uint32_t place)
{
	Node *node = &search->state.nodes[at];
	if (node->arrival == arrival && node->start == start && node->end == end && node->place == place)
		return;
	note_node(search, at);
	bool follows = node->end != end || node->place != place;
	node->arrival = arrival;
	node->start = start;
	node->end = end;
	node->place = place;
	if (follows && node->next != VISITS_NONE)
		queue_add(search, node->next);
	mark_dirty(search, node->route);
}

static void set_cost(Search *search, uint32_t at, int64_t late, int64_t cost)
{
	Node *node = &search->state.nodes[at];
	Sums *sums = search->state.sums;
	if (node->late == late && node->cost == cost)
		return;
	note_node(search, at);
	if (late > sums->highest_late)
		sums->highest_late = late;
	else if (late < node->late && node->late == sums->highest_late)
		search->highest_stale = true;
	sums->nodes += cost - node->cost;
	node->late = late;
	node->cost = cost;
}

static void set_visit(Search *search, uint32_t task, int64_t arrival, int64_t start)
{
	const VisitsTask *visit = &search->problem->tasks[task];
	set_times(search, task, arrival, start, start + visit->duration, visit->place);
	set_cost(search, task, visits_lateness(visit, start), search_visit_cost(search, task, start));
}

static void settle_break(Search *search, uint32_t at)
{
	const Node *nodes = search->state.nodes;
	const Node *prev = &nodes[nodes[at].prev];
	StopTimes times = search_break_times(search, nodes[at].route, prev->end, prev->place, nodes[at].next);
	set_times(search, at, times.arrival, times.start, times.end, times.place);
	set_cost(search, at, 0, times.cost);
}

static void settle_node(Search *search, uint32_t node)
{
	const Node *nodes = search->state.nodes;
	if (nodes[node].route == VISITS_NONE && !search_is_task(search, node))
		return;
	if (search_is_break(search, node)) {
		settle_break(search, node);
		return;
	}
	if (!search_is_task(search, node)) {
		int64_t home = arrival_at(search, node);
		set_times(search, node, home, home, home, nodes[node].place);
		return;
	}
	const VisitsClient *client = &search->problem->clients[search->problem->tasks[node].client];
	if (!search_is_coupled(client)) {
		if (nodes[node].route != VISITS_NONE) {
			int64_t arrival = arrival_at(search, node);
			set_visit(search, node, arrival, search_start(search, node, arrival));
		}
		return;
	}
	if (nodes[client->tasks[0]].route == VISITS_NONE || nodes[client->tasks[1]].route == VISITS_NONE)
		return;
	int64_t first_arrival = arrival_at(search, client->tasks[0]);
	int64_t second_arrival = arrival_at(search, client->tasks[1]);
	int64_t first = 0;
	int64_t second = 0;
	search_pair_start(search, client, first_arrival, second_arrival, &first, &second);
	set_visit(search, client->tasks[0], first_arrival, first);
	set_visit(search, client->tasks[1], second_arrival, second);
}

/* ---- What a route costs beyond its nodes. ---- */

static void sum_route(Search *search, uint32_t route)
{
	const VisitsShift *shift = &search->problem->shifts[route];
	const Node *nodes = search->state.nodes;
	RouteSums *sums = &search->state.routes[route];
	note_route(search, route);
	search->state.sums->routes -= sums->cost;
	sums->cost = 0;
	sums->departure_delay = 0;
	sums->idle = shift->end == VISITS_NO_END ? 0 : shift->end - shift->start;
	uint32_t tail = search->tails + route;
	if (nodes[tail].prev == search->heads + route)
		return;
	RouteTally tally = {.delay = SEARCH_NO_COST};
	for (uint32_t at = nodes[search->heads + route].next; at != tail; at = nodes[at].next)
		search_tally_add(search, &tally, at, &(StopTimes){nodes[at].arrival, nodes[at].start, nodes[at].end, nodes[at].cost,
			nodes[at].place});
	search_tally_end(search, &tally, route, nodes[tail].end, sums);
	search->state.sums->routes += sums->cost;
}

static void settle_sums(Search *search)
{
	Sums *sums = search->state.sums;
	for (uint32_t i = 0; i < search->dirty_count; i++) {
		sum_route(search, search->dirty[i]);
		search->is_dirty[search->dirty[i]] = false;
	}
	if (search->dirty_count > 0 && search->problem->weight[VISITS_IDLE] > 0) {
		sums->idle_max = 0;
		for (uint32_t i = 0; i < search->problem->shift_count; i++)
			sums->idle_max = visits_larger(sums->idle_max, search->state.routes[i].idle);
	}
	search->dirty_count = 0;
	if (search->highest_stale) {
		sums->highest_late = 0;
		for (uint32_t i = 0; i < search->breaks; i++)
			sums->highest_late = visits_larger(sums->highest_late, search->state.nodes[i].late);
	}
	search->highest_stale = false;
}

static void abandon(Search *search)
{
	while (search->heap_count > 0)
		search->queued[search->heap[--search->heap_count]] = false;
	for (uint32_t i = 0; i < search->dirty_count; i++)
		search->is_dirty[search->dirty[i]] = false;
	search->dirty_count = 0;
	search->highest_stale = false;
}

/* What is certain already while times are still being reckoned: they only move later after an insertion. */
static int64_t cost_so_far(const Search *search)
{
	const Sums *sums = search->state.sums;
	return sums->travel + sums->nodes + sums->assigned + sums->unvisited +
		search->problem->weight[VISITS_HIGHEST_LATENESS] * sums->highest_late;
}

bool search_settle(Search *search)
{
	while (search->heap_count > 0) {
		settle_node(search, queue_take(search));
		if (search->trial && search->plain && cost_so_far(search) >= search->cutoff) {
			abandon(search);
			return false;
		}
	}
	settle_sums(search);
	return true;
}

/* Putting a client, or a carer's break, where it costs least. */
#include <assert.h>

#include "engine/visits/search.h"

enum {
	SLOTS_FEW = 64,            /* kept a visit of a pair unless none of them go together */
	DEFERRED_MAX = 1024,       /* places that want a trial, kept an item */
	BLINK_MILLIONTHS = 10000,  /* one position in a hundred is passed over */
	KEY_STEP_BITS = 20,
};

/* The best place found so far for one item. */
typedef struct Choice {
	int64_t delta; /* what it costs more than leaving the item out of the sums; SEARCH_NO_COST when there is none */
	uint32_t after[2];
} Choice;

bool search_item_is_in(const Search *search, uint32_t item)
{
	const VisitsProblem *problem = search->problem;
	uint32_t node = item < problem->client_count ? problem->clients[item].tasks[0] : search->breaks + item - problem->client_count;
	return search->state.nodes[node].route != VISITS_NONE;
}

static int64_t unvisited_cost(const Search *search, uint32_t item)
{
	const VisitsProblem *problem = search->problem;
	return item < problem->client_count ? problem->clients[item].unvisited_cost
		: problem->weight[VISITS_MISSED_BREAK] * VISITS_UNITS;
}

/* Nothing goes before a visit that has begun, nor between numbers that leave no room. */
static bool may_go_after(const Search *search, uint32_t after)
{
	const Node *nodes = search->state.nodes;
	uint32_t next = nodes[after].next;
	if (search_is_task(search, next) && search->problem->tasks[next].frozen)
		return false;
	return nodes[next].key - nodes[after].key >= 2;
}

static int64_t added_travel(const Search *search, uint32_t route, uint32_t task, uint32_t after)
{
	const VisitsProblem *problem = search->problem;
	const Node *nodes = search->state.nodes;
	uint32_t next = nodes[after].next;
	uint32_t from = search_is_break(search, after) ? nodes[nodes[after].prev].place : nodes[after].place;
	uint32_t to = search_is_break(search, next) ? nodes[nodes[next].next].place : nodes[next].place;
	uint32_t place = problem->tasks[task].place;
	uint32_t mode = problem->shifts[route].mode;
	const int64_t *there = problem->travel_back[mode] + (size_t)place * problem->place_count;
	const int64_t *on = problem->travel[mode] + (size_t)place * problem->place_count;
	int64_t direct = search->state.routes[route].visits == 0 ? 0 : visits_travel_time(problem, mode, from, to);
	return there[from] + on[to] - direct;
}

static bool within_work(const Search *search, uint32_t route, int64_t minutes)
{
	if (!search->works_limited)
		return true;
	const VisitsShift *shift = &search->problem->shifts[route];
	return search->state.routes[route].work + minutes <= shift->work_max &&
		search->state.carer_work[shift->carer_at] + minutes <= search->problem->carers[shift->carer_at].work_max;
}

/* What an insertion into the route can save at most: its waiting and extra time, and idle time where it is the most idle. */
static int64_t possible_gain(const Search *search, uint32_t route)
{
	if (search->plain)
		return 0;
	int64_t idle = search->idle_route[0] == route ? search->idle_most[0] - search->idle_most[1] : 0;
	return search->state.routes[route].cost + idle * search->problem->weight[VISITS_IDLE];
}

/* The three most idle shifts: what an insertion into one or two of them leaves as the most idle is then known. */
static void find_idle(Search *search)
{
	for (uint32_t k = 0; k < 3; k++) {
		search->idle_most[k] = 0;
		search->idle_route[k] = VISITS_NONE;
	}
	for (uint32_t i = 0; search->problem->weight[VISITS_IDLE] > 0 && i < search->problem->shift_count; i++) {
		int64_t idle = search->state.routes[i].idle;
		uint32_t at = 3;
		for (; at > 0 && idle > search->idle_most[at - 1]; at--) {
			if (at == 3)
				continue;
			search->idle_most[at] = search->idle_most[at - 1];
			search->idle_route[at] = search->idle_route[at - 1];
		}
		if (at == 3)
			continue;
		search->idle_most[at] = idle;
		search->idle_route[at] = i;
	}
}

/* By how much the highest idle time changes in cost when these routes (the second may be none) become so idle. */
static int64_t idle_added(const Search *search, const uint32_t *routes, const Walk *walks, uint32_t count)
{
	int64_t most = 0;
	for (uint32_t k = 0; k < 3; k++)
		if (search->idle_route[k] != routes[0] && (count < 2 || search->idle_route[k] != routes[1])) {
			most = search->idle_most[k];
			break;
		}
	for (uint32_t k = 0; k < count; k++)
		most = visits_larger(most, walks[k].idle);
	return (most - search->idle_most[0]) * search->problem->weight[VISITS_IDLE];
}

/* When the carer is ready at the task's place, coming from after. */
static int64_t ready_after(const Search *search, uint32_t route, uint32_t task, uint32_t after)
{
	const Node *nodes = search->state.nodes;
	const VisitsProblem *problem = search->problem;
	uint32_t from = nodes[after].place;
	if (search_is_break(search, after)) {
		/* The break may move to this place: no later than from where the carer was before it. */
		after = nodes[after].prev;
		from = nodes[after].place;
	}
	return search_leaves(search, nodes[after].end, task) +
		problem->travel_back[problem->shifts[route].mode][(size_t)problem->tasks[task].place * problem->place_count + from];
}

static bool is_twin_of_seen(Search *search, uint32_t route)
{
	if (search->state.routes[route].visits > 0)
		return false;
	uint32_t twin = search->twin[route];
	if (search->twin_seen[twin] == search->scan)
		return true;
	search->twin_seen[twin] = search->scan;
	return false;
}

static int64_t highest_added(const Search *search, int64_t late)
{
	return search->problem->weight[VISITS_HIGHEST_LATENESS] * visits_larger(0, late - search->state.sums->highest_late);
}

/* What comes of an insertion for the nodes after it. */
typedef struct After {
	bool untouched; /* nothing that follows costs more */
	int64_t bound;  /* what lateness it adds at least */
} After;

static After look_after(const Search *search, uint32_t route, uint32_t task, uint32_t after, int64_t end)
{
	const Node *nodes = search->state.nodes;
	uint32_t next = nodes[after].next;
	if (!search_is_task(search, next))
		return (After){.untouched = next >= search->tails};
	int64_t arrival = end + search_travel(search, route, search->problem->tasks[task].place, nodes[next].place);
	int64_t delay = arrival - nodes[next].start;
	if (delay > search->slack[next])
		return (After){.bound = search->slope_known ?
			(delay - search->slack[next]) * search->problem->weight[VISITS_LATENESS] : 0};
	/* An arrival before the old one could also pull the visit forward, where travel is not the shortest. */
	return (After){.untouched = arrival >= nodes[next].arrival || nodes[next].arrival < nodes[next].start};
}

/* A place whose cost only a trial can tell: looked at after those that are certain, the most promising first. */
static void defer(Search *search, int64_t bound, uint32_t first, uint32_t second)
{
	if (search->deferred_count < DEFERRED_MAX)
		search->deferred[search->deferred_count++] = (Deferred){.bound = bound, .after = {first, second}};
}

/* The exact difference of the whole cost, with the node linked for a moment. */
static int64_t try_nodes(Search *search, const uint32_t *nodes, const uint32_t *after, uint32_t count, int64_t limit)
{
	int64_t before = search_cost(search);
	search_trial_begin(search, limit >= SEARCH_NO_COST ? SEARCH_NO_COST : before + limit);
	for (uint32_t i = 0; i < count; i++)
		search_link(search, nodes[i], after[i]);
	bool whole = search_settle(search);
	int64_t delta = whole ? search_cost(search) - before : SEARCH_NO_COST;
	search_trial_undo(search);
	return delta;
}

static void walk_single(Search *search, uint32_t task, uint32_t route, uint32_t after, int64_t travel, Choice *best)
{
	const VisitsProblem *problem = search->problem;
	Walk walk = search_walk(search, route, task, after, SEARCH_OWN_START, travel + problem->tasks[task].duration);
	int64_t delta = walk.delta + travel * problem->shifts[route].travel_weight +
		search_assigned(search, task, route) + highest_added(search, walk.late) +
		idle_added(search, &route, &walk, 1);
	if (delta >= best->delta)
		return;
	if (walk.whole)
		*best = (Choice){.delta = delta, .after = {after, VISITS_NONE}};
	else
		defer(search, delta, after, VISITS_NONE);
}

static void consider_single(Search *search, uint32_t task, uint32_t route, uint32_t after, Choice *best)
{
	if (!may_go_after(search, after))
		return;
	const VisitsProblem *problem = search->problem;
	int64_t travel = added_travel(search, route, task, after);
	int64_t delta = travel * problem->shifts[route].travel_weight - possible_gain(search, route) +
		search_assigned(search, task, route);
	if (delta >= best->delta || !within_work(search, route, travel + problem->tasks[task].duration))
		return;
	int64_t start = search_start(search, task, ready_after(search, route, task, after));
	delta += search_visit_cost(search, task, start);
	delta += highest_added(search, visits_lateness(&problem->tasks[task], start));
	if (delta >= best->delta)
		return;
	if (!search->plain) {
		walk_single(search, task, route, after, travel, best);
		return;
	}
	After then = look_after(search, route, task, after, start + problem->tasks[task].duration);
	if (delta + then.bound >= best->delta)
		return;
	if (!then.untouched)
		defer(search, delta + then.bound, after, VISITS_NONE);
	else
		*best = (Choice){.delta = delta, .after = {after, VISITS_NONE}};
}

/* Where the pair's common key would lie; false when the order of the routes leaves no room. */
static bool find_pair_key(const Search *search, uint32_t first, uint32_t second, int64_t *key)
{
	const Node *nodes = search->state.nodes;
	int64_t low = visits_larger(nodes[first].key, nodes[second].key);
	int64_t high = visits_smaller(nodes[nodes[first].next].key, nodes[nodes[second].next].key);
	if (high - low < 2)
		return false;
	int64_t wish = (visits_larger(nodes[first].end, nodes[second].end) << KEY_STEP_BITS) + 1;
	*key = wish > low && wish < high ? wish : low + (high - low) / 2;
	return true;
}

static void set_pair_key(Search *search, const VisitsClient *client, int64_t key)
{
	search->state.nodes[client->tasks[0]].key = key;
	search->state.nodes[client->tasks[1]].key = key;
}

static void try_deferred(Search *search, const VisitsClient *client, Choice *best)
{
	while (search->deferred_count > 0) {
		uint32_t least = 0;
		for (uint32_t i = 1; i < search->deferred_count; i++)
			if (search->deferred[i].bound < search->deferred[least].bound)
				least = i;
		Deferred chosen = search->deferred[least];
		if (chosen.bound >= best->delta)
			break;
		search->deferred[least] = search->deferred[--search->deferred_count];
		int64_t key = 0;
		if (search_is_coupled(client) && find_pair_key(search, chosen.after[0], chosen.after[1], &key))
			set_pair_key(search, client, key);
		int64_t delta = try_nodes(search, client->tasks, chosen.after, client->task_count, best->delta);
		if (delta < best->delta)
			*best = (Choice){.delta = delta, .after = {chosen.after[0], chosen.after[1]}};
	}
	search->deferred_count = 0;
}

static bool blinks(Search *search, bool blink)
{
	return blink && random_chance(&search->random, BLINK_MILLIONTHS);
}

static void choose_single(Search *search, uint32_t task, bool blink, Choice *best)
{
	const Node *nodes = search->state.nodes;
	search->scan++;
	for (uint32_t i = search->able_from[task]; i < search->able_from[task + 1]; i++) {
		uint32_t route = search->able[i];
		if (is_twin_of_seen(search, route))
			continue;
		for (uint32_t after = search->heads + route; after < search->tails; after = nodes[after].next)
			if (!blinks(search, blink))
				consider_single(search, task, route, after, best);
	}
}

/* ---- Two visits. ---- */

static void add_slot(Search *search, uint32_t which, Slot slot)
{
	Slot *slots = search->slots[which];
	uint32_t at = search->slot_count[which];
	if (at == search->slots_kept)
		at--;
	else
		search->slot_count[which]++;
	while (at > 0 && slots[at - 1].bound > slot.bound) {
		slots[at] = slots[at - 1];
		at--;
	}
	slots[at] = slot;
}

/* What the visit alone, without its partner, adds at the place. */
static int64_t slot_bound(const Search *search, uint32_t task, uint32_t route, uint32_t after, int64_t travel)
{
	const VisitsProblem *problem = search->problem;
	int64_t bound = travel * problem->shifts[route].travel_weight +
		search_assigned(search, task, route);
	if (search->plain)
		return bound + search_visit_cost(search, task, search_start(search, task, ready_after(search, route, task, after)));
	Walk walk = search_walk(search, route, task, after, SEARCH_OWN_START, travel + problem->tasks[task].duration);
	return bound + walk.delta + idle_added(search, &route, &walk, 1);
}

static void list_slots(Search *search, uint32_t which, uint32_t task, bool blink, int64_t limit)
{
	const VisitsProblem *problem = search->problem;
	const Node *nodes = search->state.nodes;
	search->slot_count[which] = 0;
	for (uint32_t i = search->able_from[task]; i < search->able_from[task + 1]; i++) {
		uint32_t route = search->able[i];
		for (uint32_t after = search->heads + route; after < search->tails; after = nodes[after].next) {
			if (!may_go_after(search, after) || blinks(search, blink))
				continue;
			int64_t travel = added_travel(search, route, task, after);
			int64_t bound = travel * problem->shifts[route].travel_weight - possible_gain(search, route) +
				search_assigned(search, task, route);
			if (bound >= limit || !within_work(search, route, travel + problem->tasks[task].duration))
				continue;
			bound = slot_bound(search, task, route, after, travel);
			if (bound >= limit)
				continue;
			add_slot(search, which, (Slot){.after = after, .route = route, .bound = bound});
			if (search->slot_count[which] == search->slots_kept)
				limit = visits_smaller(limit, search->slots[which][search->slots_kept - 1].bound);
		}
	}
}

static void walk_pair(Search *search, const VisitsClient *client, const uint32_t *routes, const uint32_t *after,
	const int64_t *starts, Choice *best)
{
	const VisitsProblem *problem = search->problem;
	Walk walks[2];
	int64_t delta = 0;
	for (uint32_t k = 0; k < 2; k++) {
		uint32_t task = client->tasks[k];
		int64_t travel = added_travel(search, routes[k], task, after[k]);
		walks[k] = search_walk(search, routes[k], task, after[k], starts[k], travel + problem->tasks[task].duration);
		delta += walks[k].delta + travel * problem->shifts[routes[k]].travel_weight +
			search_assigned(search, task, routes[k]);
	}
	delta += highest_added(search, visits_larger(walks[0].late, walks[1].late)) + idle_added(search, routes, walks, 2);
	if (delta >= best->delta)
		return;
	if (walks[0].whole && walks[1].whole)
		*best = (Choice){.delta = delta, .after = {after[0], after[1]}};
	else
		defer(search, delta, after[0], after[1]);
}

static void consider_pair(Search *search, const VisitsClient *client, const Slot *first, const Slot *second,
	Choice *best)
{
	const VisitsProblem *problem = search->problem;
	if (problem->shifts[first->route].carer_at == problem->shifts[second->route].carer_at)
		return;
	bool coupled = search_is_coupled(client);
	int64_t key = 0;
	if (coupled && !find_pair_key(search, first->after, second->after, &key))
		return;
	uint32_t after[2] = {first->after, second->after};
	uint32_t routes[2] = {first->route, second->route};
	int64_t starts[2];
	int64_t ready[2];
	int64_t delta = 0;
	int64_t latest = 0;
	for (uint32_t k = 0; k < 2; k++)
		ready[k] = ready_after(search, routes[k], client->tasks[k], after[k]);
	if (coupled)
		search_pair_start(search, client, ready[0], ready[1], &starts[0], &starts[1]);
	for (uint32_t k = 0; k < 2; k++) {
		uint32_t task = client->tasks[k];
		if (!coupled)
			starts[k] = search_start(search, task, ready[k]);
		delta -= possible_gain(search, routes[k]);
		delta += added_travel(search, routes[k], task, after[k]) * problem->shifts[routes[k]].travel_weight +
			search_assigned(search, task, routes[k]) + search_visit_cost(search, task, starts[k]);
		latest = visits_larger(latest, visits_lateness(&problem->tasks[task], starts[k]));
	}
	delta += highest_added(search, latest);
	if (delta >= best->delta)
		return;
	if (!search->plain) {
		walk_pair(search, client, routes, after, starts, best);
		return;
	}
	bool untouched = true;
	int64_t bound = 0;
	for (uint32_t k = 0; k < 2; k++) {
		After then = look_after(search, routes[k], client->tasks[k], after[k],
			starts[k] + problem->tasks[client->tasks[k]].duration);
		untouched = untouched && then.untouched;
		bound = visits_larger(bound, then.bound);
	}
	if (delta + bound >= best->delta)
		return;
	if (!untouched)
		defer(search, delta + bound, after[0], after[1]);
	else
		*best = (Choice){.delta = delta, .after = {after[0], after[1]}};
}

static void combine_slots(Search *search, const VisitsClient *client, bool blink, Choice *best)
{
	list_slots(search, 0, client->tasks[0], blink, best->delta);
	list_slots(search, 1, client->tasks[1], blink, best->delta);
	if (search->slot_count[0] == 0 || search->slot_count[1] == 0)
		return;
	int64_t least = search->slots[1][0].bound;
	for (uint32_t i = 0; i < search->slot_count[0]; i++) {
		const Slot *first = &search->slots[0][i];
		if (first->bound + least >= best->delta)
			return;
		for (uint32_t j = 0; j < search->slot_count[1]; j++) {
			const Slot *second = &search->slots[1][j];
			if (first->bound + second->bound >= best->delta)
				break;
			consider_pair(search, client, first, second, best);
		}
	}
}

/* The cheapest places of each visit seldom fail to hold the best pair of places; when none of them go together, all are tried. */
static void choose_pair(Search *search, const VisitsClient *client, bool blink, Choice *best)
{
	int64_t limit = best->delta;
	search->slots_kept = SLOTS_FEW;
	combine_slots(search, client, blink, best);
	if (best->delta < limit || search->deferred_count > 0 || visits_larger(search->slot_count[0], search->slot_count[1]) < SLOTS_FEW)
		return;
	search->slots_kept = SEARCH_SLOTS_MAX;
	combine_slots(search, client, blink, best);
}

static void choose_break(Search *search, uint32_t shift, Choice *best)
{
	const Node *nodes = search->state.nodes;
	uint32_t node = search->breaks + shift;
	if (search->state.routes[shift].visits == 0)
		return;
	for (uint32_t after = search->heads + shift; after < search->tails; after = nodes[after].next) {
		if (!may_go_after(search, after))
			continue;
		int64_t delta = try_nodes(search, &node, &after, 1, best->delta);
		if (delta < best->delta)
			*best = (Choice){.delta = delta, .after = {after, VISITS_NONE}};
	}
}

static void link_pair(Search *search, const VisitsClient *client, const Choice *best)
{
	if (search_is_coupled(client)) {
		int64_t key = 0;
		bool found = find_pair_key(search, best->after[0], best->after[1], &key);
		assert(found);
		(void)found;
		set_pair_key(search, client, key);
	}
	search_link(search, client->tasks[0], best->after[0]);
	search_link(search, client->tasks[1], best->after[1]);
}

bool search_insert_best(Search *search, uint32_t item, bool blink)
{
	const VisitsProblem *problem = search->problem;
	Choice best = {.delta = unvisited_cost(search, item)};
	const VisitsClient *client = item < problem->client_count ? &problem->clients[item] : NULL;
	if (search->plain)
		search_find_slack(search);
	else
		find_idle(search);
	if (search->habits && client != NULL)
		search_mark_faces(search, item);
	if (client == NULL)
		choose_break(search, item - problem->client_count, &best);
	else if (client->task_count == 1)
		choose_single(search, client->tasks[0], blink, &best);
	else
		choose_pair(search, client, blink, &best);
	if (client != NULL)
		try_deferred(search, client, &best);
	if (best.delta >= unvisited_cost(search, item))
		return false;
	if (client == NULL)
		search_link(search, search->breaks + item - problem->client_count, best.after[0]);
	else if (client->task_count == 1)
		search_link(search, client->tasks[0], best.after[0]);
	else
		link_pair(search, client, &best);
	bool settled = search_settle(search);
	assert(settled);
	(void)settled;
	search->state.sums->unvisited -= unvisited_cost(search, item);
	return true;
}

void search_remove_item(Search *search, uint32_t item)
{
	const VisitsProblem *problem = search->problem;
	if (!search_item_is_in(search, item))
		return;
	if (item >= problem->client_count) {
		search_unlink(search, search->breaks + item - problem->client_count);
	} else {
		const VisitsClient *client = &problem->clients[item];
		for (uint32_t k = 0; k < client->task_count; k++)
			if (problem->tasks[client->tasks[k]].frozen)
				return;
		for (uint32_t k = 0; k < client->task_count; k++)
			search_unlink(search, client->tasks[k]);
	}
	search->state.sums->unvisited += unvisited_cost(search, item);
	search->removed[search->removed_count++] = item;
}

/* The start of a search: its tables, its first state, and plans in and out of it. */
#include "engine/visits/search.h"

#include <stdlib.h>
#include <string.h>

enum { NEAR_MAX = 200, DEFERRED_MAX = 1024, KEY_STEP_BITS = 20 };
/* Half the difference of two keys must not overflow. */
#define HEAD_KEY (-((int64_t)1 << 61))
#define TAIL_KEY ((int64_t)1 << 62)

static size_t round_up(size_t bytes)
{
	return (bytes + 15) & ~(size_t)15;
}

State search_state_make(const Search *search, Arena *arena)
{
	size_t nodes = round_up(search->node_count * sizeof(Node));
	size_t routes = round_up(search->problem->shift_count * sizeof(RouteSums));
	size_t work = round_up(search->problem->carer_count * sizeof(int64_t));
	size_t sums = round_up(sizeof(Sums));
	size_t bytes = nodes + routes + 2 * work + sums;
	unsigned char *block = arena_allocate(arena, bytes);
	return (State){
		.block = block,
		.block_bytes = bytes,
		.nodes = (void *)block,
		.routes = (void *)(block + nodes),
		.carer_work = (void *)(block + nodes + routes),
		.carer_visiting = (void *)(block + nodes + routes + work),
		.sums = (void *)(block + nodes + routes + 2 * work),
	};
}

void search_state_copy(State *to, const State *from)
{
	memcpy(to->block, from->block, from->block_bytes);
}

/* ---- Tables. ---- */

static void list_able(Search *search, Arena *arena)
{
	const VisitsProblem *problem = search->problem;
	size_t total = 0;
	for (size_t i = 0; i < (size_t)problem->task_count * problem->shift_count; i++)
		total += problem->allowed[i] ? 1 : 0;
	uint32_t *from = ARENA_ARRAY(arena, uint32_t, problem->task_count + 1);
	uint32_t *able = ARENA_ARRAY(arena, uint32_t, total);
	uint32_t count = 0;
	for (uint32_t task = 0; task < problem->task_count; task++) {
		from[task] = count;
		for (uint32_t shift = 0; shift < problem->shift_count; shift++)
			if (problem->allowed[(size_t)task * problem->shift_count + shift])
				able[count++] = shift;
	}
	from[problem->task_count] = count;
	search->able = able;
	search->able_from = from;
}

static bool are_twins(const VisitsProblem *problem, uint32_t left, uint32_t right)
{
	const VisitsShift *a = &problem->shifts[left];
	const VisitsShift *b = &problem->shifts[right];
	if (a->from != b->from || a->to != b->to || a->start != b->start || a->end != b->end || a->break_due != b->break_due ||
		a->mode != b->mode || a->travel_weight != b->travel_weight || a->work_max != b->work_max)
		return false;
	for (uint32_t task = 0; task < problem->task_count; task++) {
		size_t row = (size_t)task * problem->shift_count;
		if (problem->allowed[row + left] != problem->allowed[row + right] ||
			problem->assign_cost[row + left] != problem->assign_cost[row + right])
			return false;
	}
	return true;
}

/* Limits over a carer's shifts, and idle time, make empty shifts differ. */
static void list_twins(Search *search, Arena *arena)
{
	const VisitsProblem *problem = search->problem;
	uint32_t *twin = ARENA_ARRAY(arena, uint32_t, problem->shift_count);
	for (uint32_t i = 0; i < problem->shift_count; i++) {
		twin[i] = i;
		for (uint32_t j = 0; j < i && twin[i] == i && problem->form != VISITS_WEEK; j++)
			if (twin[j] == j && are_twins(problem, j, i))
				twin[i] = j;
	}
	search->twin = twin;
}

static int64_t time_apart(const VisitsTask *left, const VisitsTask *right)
{
	int64_t least = SEARCH_NO_COST;
	for (uint32_t i = 0; i < left->window_count; i++)
		for (uint32_t j = 0; j < right->window_count; j++) {
			int64_t apart = left->windows[i].start + left->windows[i].due - right->windows[j].start - right->windows[j].due;
			least = visits_smaller(least, llabs(apart) / 2);
		}
	return least;
}

typedef struct Near {
	int64_t distance;
	uint32_t client;
} Near;

static int compare_near(const void *left, const void *right)
{
	const Near *a = left;
	const Near *b = right;
	if (a->distance != b->distance)
		return a->distance < b->distance ? -1 : 1;
	return a->client < b->client ? -1 : a->client > b->client;
}

/* The clients near each, itself first; time counts time_share / 4 of a minute's travel a minute. */
static const uint32_t *list_near(Search *search, Arena *arena, int64_t time_share)
{
	const VisitsProblem *problem = search->problem;
	uint32_t count = problem->client_count;
	uint32_t mode = problem->shifts[0].mode;
	uint32_t *list = ARENA_ARRAY(arena, uint32_t, (size_t)count * search->near_count);
	Near *all = ARENA_ARRAY(arena, Near, count);
	for (uint32_t i = 0; i < count; i++) {
		const VisitsTask *here = &problem->tasks[problem->clients[i].tasks[0]];
		for (uint32_t j = 0; j < count; j++) {
			const VisitsTask *there = &problem->tasks[problem->clients[j].tasks[0]];
			int64_t travel = (visits_travel_time(problem, mode, here->place, there->place) +
				visits_travel_time(problem, mode, there->place, here->place)) / 2;
			int64_t apart = time_share == 0 ? 0 : time_apart(here, there) / 4 * time_share;
			all[j] = (Near){.distance = i == j ? -1 : travel + apart, .client = j};
		}
		qsort(all, count, sizeof *all, compare_near);
		for (uint32_t j = 0; j < search->near_count; j++)
			list[(size_t)i * search->near_count + j] = all[j].client;
	}
	return list;
}

/* ---- The first state. ---- */

static void init_nodes(Search *search)
{
	const VisitsProblem *problem = search->problem;
	Node *nodes = search->state.nodes;
	for (uint32_t i = 0; i < search->node_count; i++)
		nodes[i] = (Node){.next = VISITS_NONE, .prev = VISITS_NONE, .route = VISITS_NONE};
	for (uint32_t i = 0; i < problem->task_count; i++)
		nodes[i].place = problem->tasks[i].place;
	for (uint32_t i = 0; i < problem->shift_count; i++) {
		const VisitsShift *shift = &problem->shifts[i];
		nodes[search->heads + i] = (Node){.next = search->tails + i, .prev = VISITS_NONE, .route = i, .place = shift->from,
			.arrival = shift->start, .start = shift->start, .end = shift->start, .key = HEAD_KEY};
		nodes[search->tails + i] = (Node){.next = VISITS_NONE, .prev = search->heads + i, .route = i, .place = shift->to,
			.arrival = shift->start, .start = shift->start, .end = shift->start, .key = TAIL_KEY};
		int64_t idle = shift->end == VISITS_NO_END ? 0 : shift->end - shift->start;
		search->state.routes[i].idle = idle;
		search->state.sums->idle_max = visits_larger(search->state.sums->idle_max, idle);
	}
	for (uint32_t i = 0; i < problem->client_count; i++) {
		search->state.sums->unvisited += problem->clients[i].unvisited_cost;
		search->removed[search->removed_count++] = i;
	}
	for (uint32_t i = 0; i < problem->shift_count; i++) {
		if (!problem->shifts[i].break_due)
			continue;
		search->state.sums->unvisited += problem->weight[VISITS_MISSED_BREAK] * VISITS_UNITS;
		search->removed[search->removed_count++] = problem->client_count + i;
	}
}

static void reserve_scratch(Search *search, Arena *arena)
{
	uint32_t nodes = search->node_count;
	uint32_t shifts = search->problem->shift_count;
	search->heap = ARENA_ARRAY(arena, uint32_t, nodes);
	search->queued = ARENA_ARRAY(arena, bool, nodes);
	search->undo = ARENA_ARRAY(arena, Undo, nodes);
	search->noted = ARENA_ARRAY(arena, uint64_t, nodes);
	search->slack = ARENA_ARRAY(arena, int64_t, nodes);
	search->dirty = ARENA_ARRAY(arena, uint32_t, shifts);
	search->is_dirty = ARENA_ARRAY(arena, bool, shifts);
	search->route_undo = ARENA_ARRAY(arena, RouteUndo, shifts);
	search->route_noted = ARENA_ARRAY(arena, uint64_t, shifts);
	search->ruined = ARENA_ARRAY(arena, bool, shifts);
	search->front = ARENA_ARRAY(arena, uint32_t, shifts);
	search->twin_seen = ARENA_ARRAY(arena, uint32_t, shifts);
	search->face_seen = ARENA_ARRAY(arena, uint64_t, search->problem->carer_count);
	search->arrived = ARENA_ARRAY(arena, uint8_t, search->problem->client_count);
	search->removed = ARENA_ARRAY(arena, uint32_t, search->item_count);
	search->score = ARENA_ARRAY(arena, int64_t, search->item_count);
	search->deferred = ARENA_ARRAY(arena, Deferred, DEFERRED_MAX);
	for (int i = 0; i < 2; i++)
		search->slots[i] = ARENA_ARRAY(arena, Slot, SEARCH_SLOTS_MAX);
}

void search_init(Search *search, Arena *arena, const VisitsProblem *problem, uint64_t seed, uint32_t thread)
{
	*search = (Search){.problem = problem, .plain = true};
	search->breaks = problem->task_count;
	search->heads = search->breaks + problem->shift_count;
	search->tails = search->heads + problem->shift_count;
	search->node_count = search->tails + problem->shift_count;
	search->item_count = problem->client_count + problem->shift_count;
	search->near_count = problem->client_count < NEAR_MAX ? problem->client_count : NEAR_MAX;
	search->random = random_stream(seed, str_format(arena, "visits/%u", thread));
	for (uint32_t i = 0; i < problem->shift_count; i++) {
		const VisitsShift *shift = &problem->shifts[i];
		search->plain = search->plain && !shift->break_due;
		search->works_limited = search->works_limited || shift->work_max != VISITS_NO_END ||
			problem->carers[shift->carer_at].work_max != VISITS_NO_END;
	}
	search->plain = search->plain && problem->weight[VISITS_WAITING] == 0 && problem->weight[VISITS_EXTRA] == 0 &&
		problem->weight[VISITS_IDLE] == 0;
	search->habits = problem->weight[VISITS_FACES] > 0 || problem->weight[VISITS_UNEVEN] > 0;
	search->slope_known = true;
	for (uint32_t i = 0; i < problem->task_count; i++)
		search->slope_known = search->slope_known && problem->tasks[i].window_count == 1 && problem->tasks[i].change_cost == 0;
	reserve_scratch(search, arena);
	list_able(search, arena);
	list_twins(search, arena);
	search->near_time = list_near(search, arena, 1);
	search->near_place = problem->form == VISITS_WEEK ? list_near(search, arena, 4) : list_near(search, arena, 0);
	search->state = search_state_make(search, arena);
	init_nodes(search);
}

/* ---- Numbers. ---- */

static void give_key(Search *search, uint32_t node, int64_t wish)
{
	Node *nodes = search->state.nodes;
	int64_t least = nodes[nodes[node].prev].key + ((int64_t)1 << (KEY_STEP_BITS / 2));
	nodes[node].key = visits_larger(wish, least);
}

static int64_t wished_key(const Search *search, uint32_t node)
{
	return search->state.nodes[node].start * ((int64_t)1 << KEY_STEP_BITS);
}

/* Goes along a route until a pair whose other visit was not met yet, or the end. Gives the route that can go on then. */
static uint32_t number_route(Search *search, uint32_t route)
{
	const VisitsProblem *problem = search->problem;
	Node *nodes = search->state.nodes;
	uint32_t at = search->front[route];
	for (; at < search->tails; at = nodes[at].next) {
		const VisitsClient *client = search_is_task(search, at) ? &problem->clients[problem->tasks[at].client] : NULL;
		if (client == NULL || !search_is_coupled(client)) {
			give_key(search, at, wished_key(search, at));
			continue;
		}
		if (++search->arrived[problem->tasks[at].client] < 2)
			break;
		uint32_t other = client->tasks[0] == at ? client->tasks[1] : client->tasks[0];
		int64_t wish = visits_smaller(wished_key(search, at), wished_key(search, other));
		give_key(search, other, wish);
		give_key(search, at, visits_larger(wish, nodes[other].key));
		nodes[other].key = nodes[at].key;
		search->front[route] = nodes[at].next;
		search->front[nodes[other].route] = nodes[other].next;
		return nodes[other].route;
	}
	search->front[route] = at;
	return VISITS_NONE;
}

void search_renumber(Search *search)
{
	const VisitsProblem *problem = search->problem;
	memset(search->arrived, 0, problem->client_count);
	uint32_t waiting = 0; /* routes to go on with, on the heap's memory */
	for (uint32_t i = 0; i < problem->shift_count; i++) {
		search->front[i] = search->state.nodes[search->heads + i].next;
		search->heap[waiting++] = i;
	}
	while (waiting > 0) {
		uint32_t route = search->heap[--waiting];
		uint32_t other = number_route(search, route);
		if (other == VISITS_NONE)
			continue;
		search->heap[waiting++] = other;
		search->heap[waiting++] = route;
	}
}

/* ---- Plans in and out. ---- */

typedef struct Loading {
	Search *search;
	const VisitsPlan *plan;
	size_t *at; /* by shift: the next stop */
} Loading;

static const VisitsStop *front_stop(const Loading *loading, uint32_t shift)
{
	const VisitsRoute *route = &loading->plan->routes[shift];
	return loading->at[shift] < route->count ? &route->stops[loading->at[shift]] : NULL;
}

static uint32_t shift_in_front(const Loading *loading, uint32_t task)
{
	for (uint32_t i = 0; i < loading->plan->shift_count; i++) {
		const VisitsStop *stop = front_stop(loading, i);
		if (stop != NULL && stop->task == task)
			return i;
	}
	return VISITS_NONE;
}

/* The earliest stop that can be linked now; when a circle of pairs stands in the way, the earliest of all (*blocked). */
static uint32_t next_shift(const Loading *loading, bool *blocked)
{
	const VisitsProblem *problem = loading->search->problem;
	uint32_t best = VISITS_NONE;
	uint32_t any = VISITS_NONE;
	for (uint32_t i = 0; i < loading->plan->shift_count; i++) {
		const VisitsStop *stop = front_stop(loading, i);
		if (stop == NULL)
			continue;
		if (any == VISITS_NONE || stop->start < front_stop(loading, any)->start)
			any = i;
		uint32_t partner = stop->task == VISITS_NONE ? VISITS_NONE : problem->tasks[stop->task].partner;
		bool waits = partner != VISITS_NONE && search_is_coupled(&problem->clients[problem->tasks[stop->task].client]) &&
			shift_in_front(loading, partner) == VISITS_NONE;
		if (!waits && (best == VISITS_NONE || stop->start < front_stop(loading, best)->start))
			best = i;
	}
	*blocked = best == VISITS_NONE;
	return *blocked ? any : best;
}

static bool may_take(const Search *search, uint32_t task, uint32_t shift)
{
	return search->problem->allowed[(size_t)task * search->problem->shift_count + shift] &&
		search->state.nodes[task].route == VISITS_NONE;
}

static void forget_removed(Search *search, uint32_t item)
{
	uint32_t at = 0;
	while (at < search->removed_count && search->removed[at] != item)
		at++;
	if (at == search->removed_count)
		return;
	search->removed[at] = search->removed[--search->removed_count];
	search->state.sums->unvisited -= item < search->problem->client_count ? search->problem->clients[item].unvisited_cost
		: search->problem->weight[VISITS_MISSED_BREAK] * VISITS_UNITS;
}

/* A visit that nobody else's time depends on. Of two independent ones the second takes the client off the list. */
static void load_alone(Search *search, uint32_t shift, uint32_t task)
{
	const VisitsProblem *problem = search->problem;
	const Node *nodes = search->state.nodes;
	uint32_t partner = problem->tasks[task].partner;
	uint32_t other = partner == VISITS_NONE ? VISITS_NONE : nodes[partner].route;
	if (!may_take(search, task, shift) ||
		(other != VISITS_NONE && problem->shifts[other].carer_at == problem->shifts[shift].carer_at))
		return;
	search_link(search, task, nodes[search->tails + shift].prev);
	if (partner == VISITS_NONE || other != VISITS_NONE)
		forget_removed(search, problem->tasks[task].client);
}

static void load_pair(Loading *loading, uint32_t shift, uint32_t task)
{
	Search *search = loading->search;
	const VisitsProblem *problem = search->problem;
	Node *nodes = search->state.nodes;
	uint32_t partner = problem->tasks[task].partner;
	uint32_t other = shift_in_front(loading, partner);
	if (other == VISITS_NONE || !may_take(search, task, shift) || !may_take(search, partner, other) ||
		problem->shifts[shift].carer_at == problem->shifts[other].carer_at)
		return;
	uint32_t last = nodes[search->tails + shift].prev;
	uint32_t other_last = nodes[search->tails + other].prev;
	int64_t low = visits_larger(nodes[last].key, nodes[other_last].key);
	int64_t wish = visits_larger(nodes[last].end, nodes[other_last].end) << KEY_STEP_BITS;
	nodes[task].key = nodes[partner].key = visits_larger(wish, low) + 1;
	search_link(search, task, last);
	search_link(search, partner, other_last);
	forget_removed(search, problem->tasks[task].client);
	loading->at[other]++;
}

/* Of two independent visits one alone is nothing. */
static void drop_halves(Search *search)
{
	const VisitsProblem *problem = search->problem;
	for (uint32_t i = 0; i < search->removed_count; i++) {
		uint32_t item = search->removed[i];
		for (uint32_t k = 0; item < problem->client_count && k < problem->clients[item].task_count; k++)
			if (search->state.nodes[problem->clients[item].tasks[k]].route != VISITS_NONE)
				search_unlink(search, problem->clients[item].tasks[k]);
	}
	bool settled = search_settle(search);
	(void)settled; /* without a trial it always is */
}

static void load_break(Search *search, uint32_t shift)
{
	uint32_t node = search->breaks + shift;
	if (!search->problem->shifts[shift].break_due || search->state.nodes[node].route != VISITS_NONE)
		return;
	search_link(search, node, search->state.nodes[search->tails + shift].prev);
	forget_removed(search, search->problem->client_count + shift);
}

void search_load(Search *search, const VisitsPlan *plan)
{
	Arena arena;
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	Loading loading = {.search = search, .plan = plan, .at = ARENA_ARRAY(&arena, size_t, plan->shift_count)};
	for (;;) {
		bool blocked = false;
		uint32_t shift = next_shift(&loading, &blocked);
		if (shift == VISITS_NONE)
			break;
		const VisitsStop *stop = front_stop(&loading, shift);
		if (stop->task == VISITS_NONE)
			load_break(search, shift);
		else if (!blocked && search_is_coupled(&search->problem->clients[search->problem->tasks[stop->task].client]))
			load_pair(&loading, shift, stop->task);
		else if (!blocked)
			load_alone(search, shift, stop->task);
		loading.at[shift]++;
		bool settled = search_settle(search);
		(void)settled; /* without a trial it always is */
	}
	drop_halves(search);
	arena_clear(&arena);
}

/* The times of a route when the carer leaves later, so as to wait less. */
static VisitsRoute route_of(const Search *search, const State *state, uint32_t shift, Arena *arena)
{
	const Node *nodes = state->nodes;
	size_t count = 0;
	for (uint32_t at = nodes[search->heads + shift].next; at < search->tails; at = nodes[at].next)
		count++;
	VisitsStop *stops = ARENA_ARRAY(arena, VisitsStop, count);
	int64_t delay = state->routes[shift].departure_delay;
	count = 0;
	for (uint32_t at = nodes[search->heads + shift].next; at < search->tails; at = nodes[at].next) {
		const Node *node = &nodes[at];
		if (count > 0)
			delay = visits_larger(0, delay - (node->start - node->arrival));
		VisitsStop stop = {.task = at, .start = node->start + delay, .end = node->end + delay};
		if (search_is_task(search, at)) {
			stop.client = search->problem->tasks[at].client;
		} else {
			uint32_t near = search_is_task(search, node->next) && nodes[node->next].place == node->place ? node->next : node->prev;
			stop.task = VISITS_NONE;
			stop.client = search_is_task(search, near) ? search->problem->tasks[near].client : VISITS_NONE;
		}
		if (stop.task != VISITS_NONE || stop.end > stop.start)
			stops[count++] = stop;
	}
	return (VisitsRoute){.stops = stops, .count = count};
}

VisitsPlan search_plan(const Search *search, const State *state, Arena *arena)
{
	VisitsPlan plan = visits_plan_make(arena, search->problem);
	for (uint32_t i = 0; i < plan.shift_count; i++)
		plan.routes[i] = route_of(search, state, i, arena);
	return plan;
}

/* Ruin and recreate: strings of visits are taken out of routes near each other and put back one by one (after Christiaens and
 * Vanden Berghe, Slack induction by string removals, Transportation Science 54(2), 2020). */
#include "engine/visits/search.h"

enum {
	REMOVED_MEAN = 10,       /* visits a ruin */
	STRING_MAX = 10,         /* visits of one route */
	SPLIT_MILLIONTHS = 500000,
	WHOLE_MILLIONTHS = 30000,    /* now and then a shift is emptied: strings alone seldom change who works */
	WHOLE_VISITS_MAX = 40,
	KEEP_ON_MILLIONTHS = 10000, /* a split string keeps one visit more than one */
	PEOPLE_MILLIONTHS = 150000, /* where faces count: all visits of a person and of neighbours, so that somebody else can take them */
	PEOPLE_VISITS = 20,
};

static bool take_node(Search *search, uint32_t node)
{
	const VisitsTask *task = &search->problem->tasks[node];
	if (task->frozen)
		return false;
	uint32_t before = search->removed_count;
	search_remove_item(search, task->client);
	return search->removed_count > before;
}

/* count visits in a row that hold node; with a gap of kept ones somewhere inside when split. */
static void take_string(Search *search, uint32_t node, uint32_t count, bool split)
{
	uint32_t route = search->state.nodes[node].route;
	uint32_t list[2 * STRING_MAX + 1];
	uint32_t length = 0;
	uint32_t visits = search->state.routes[route].visits;
	uint32_t kept = 0;
	while (split && count + kept < visits && count + kept < 2 * STRING_MAX && (kept == 0 ||
		random_chance(&search->random, KEEP_ON_MILLIONTHS)))
		kept++;
	uint32_t span = count + kept;
	const Node *nodes = search->state.nodes;
	uint32_t at = 0;
	for (uint32_t walk = nodes[search->heads + route].next; walk != node; walk = nodes[walk].next)
		at += search_is_task(search, walk) ? 1 : 0;
	uint32_t first_least = at + 1 > span ? at + 1 - span : 0;
	uint32_t first_most = visits - span < at ? visits - span : at;
	uint32_t first = first_least + random_below(&search->random, first_most - first_least + 1);
	uint32_t index = 0;
	for (uint32_t walk = nodes[search->heads + route].next; walk < search->heads; walk = nodes[walk].next) {
		if (!search_is_task(search, walk))
			continue;
		if (index >= first && index < first + span)
			list[length++] = walk;
		index++;
	}
	uint32_t gap = kept == 0 ? span : random_below(&search->random, count + 1);
	for (uint32_t i = 0; i < length; i++)
		if ((i < gap || i >= gap + kept) && nodes[list[i]].route == route)
			(void)take_node(search, list[i]);
}

static void take_route(Search *search, uint32_t route)
{
	const Node *nodes = search->state.nodes;
	uint32_t list[WHOLE_VISITS_MAX];
	uint32_t length = 0;
	for (uint32_t walk = nodes[search->heads + route].next; walk < search->heads && length < WHOLE_VISITS_MAX; walk = nodes[walk].next)
		if (search_is_task(search, walk))
			list[length++] = walk;
	for (uint32_t i = 0; i < length; i++)
		if (nodes[list[i]].route == route)
			(void)take_node(search, list[i]);
}

/* A break goes with the visits it stood among, and never stays alone. */
static void take_breaks(Search *search)
{
	const VisitsProblem *problem = search->problem;
	for (uint32_t shift = 0; shift < problem->shift_count; shift++) {
		bool empty = search->state.routes[shift].visits == 0;
		if (problem->shifts[shift].break_due && (search->ruined[shift] || empty))
			search_remove_item(search, problem->client_count + shift);
		search->ruined[shift] = false;
	}
}

static uint32_t string_of(Search *search, uint32_t node, double longest)
{
	double most = (double)search->state.routes[search->state.nodes[node].route].visits;
	most = most < longest ? most : longest;
	return 1 + random_below(&search->random, (uint32_t)most);
}

/* Everybody's visits over all days, from one person outwards. */
static void take_people(Search *search)
{
	const VisitsProblem *problem = search->problem;
	uint32_t seed = random_below(&search->random, problem->client_count);
	for (uint32_t i = 0; i < search->near_count && search->removed_count < PEOPLE_VISITS; i++) {
		uint32_t client = search_first_of_person(problem, search->near_place[(size_t)seed * search->near_count + i]);
		uint32_t person = problem->clients[client].person;
		for (; client < problem->client_count && problem->clients[client].person == person; client++)
			search_remove_item(search, client);
	}
}

/* Strings of neighbouring visits of a few routes. */
static void take_strings(Search *search)
{
	const VisitsProblem *problem = search->problem;
	const Node *nodes = search->state.nodes;
	uint32_t used = 0;
	uint32_t visits = 0;
	for (uint32_t i = 0; i < problem->shift_count; i++) {
		used += search->state.routes[i].visits > 0 ? 1 : 0;
		visits += search->state.routes[i].visits;
	}
	if (used == 0)
		return;
	double longest = (double)visits / used;
	longest = longest < STRING_MAX ? longest : STRING_MAX;
	longest = longest < 1 ? 1 : longest;
	double strings_most = 4.0 * REMOVED_MEAN / (1.0 + longest) - 1.0;
	uint32_t strings = 1 + random_below(&search->random, (uint32_t)(strings_most < 1 ? 1 : strings_most));
	bool whole = random_chance(&search->random, WHOLE_MILLIONTHS);
	uint32_t seed = random_below(&search->random, problem->client_count);
	const uint32_t *near = random_chance(&search->random, 500000) ? search->near_place : search->near_time;
	for (uint32_t i = 0; i < search->near_count && strings > 0; i++) {
		uint32_t client = near[(size_t)seed * search->near_count + i];
		const VisitsClient *who = &problem->clients[client];
		uint32_t node = who->tasks[random_below(&search->random, who->task_count)];
		uint32_t route = nodes[node].route;
		if (route == VISITS_NONE || search->ruined[route] || problem->tasks[node].frozen)
			continue;
		uint32_t count = string_of(search, node, longest);
		if (whole)
			take_route(search, route);
		else
			take_string(search, node, count, count > 1 && random_chance(&search->random, SPLIT_MILLIONTHS));
		whole = false;
		search->ruined[route] = true;
		strings--;
	}
}

void search_ruin(Search *search)
{
	if (search->problem->weight[VISITS_FACES] > 0 && random_chance(&search->random, PEOPLE_MILLIONTHS))
		take_people(search);
	else
		take_strings(search);
	take_breaks(search);
	bool settled = search_settle(search);
	(void)settled; /* without a trial it always is */
}

/* ---- Recreate. ---- */

typedef enum Order { ORDER_RANDOM, ORDER_PAIRS, ORDER_FAR, ORDER_NEAR, ORDER_EARLY } Order;

static Order choose_order(Search *search)
{
	/* Parts of twelve. */
	static const Order ORDERS[] = {ORDER_RANDOM, ORDER_RANDOM, ORDER_RANDOM, ORDER_RANDOM, ORDER_PAIRS, ORDER_PAIRS,
		ORDER_PAIRS, ORDER_PAIRS, ORDER_FAR, ORDER_FAR, ORDER_NEAR, ORDER_EARLY};
	return ORDERS[random_below(&search->random, sizeof ORDERS / sizeof *ORDERS)];
}

static int64_t score_item(Search *search, uint32_t item, Order order)
{
	const VisitsProblem *problem = search->problem;
	int64_t chance = random_below(&search->random, 1U << 20U);
	if (item >= problem->client_count)
		return INT64_MAX; /* breaks last: they go where time is left */
	const VisitsClient *client = &problem->clients[item];
	const VisitsTask *task = &problem->tasks[client->tasks[0]];
	uint32_t shift = search->able_from[client->tasks[0]] < search->able_from[client->tasks[0] + 1]
		? search->able[search->able_from[client->tasks[0]]] : 0;
	int64_t far = search_travel(search, shift, problem->shifts[shift].from, task->place);
	switch (order) {
	case ORDER_PAIRS:
		return chance - (int64_t)client->task_count * (int64_t)(1 << 20);
	case ORDER_FAR:
		return -far;
	case ORDER_NEAR:
		return far;
	case ORDER_EARLY:
		return task->windows[0].start;
	case ORDER_RANDOM:
		break;
	}
	return chance;
}

void search_recreate(Search *search, bool blink)
{
	Order order = choose_order(search);
	uint32_t *removed = search->removed;
	for (uint32_t i = 0; i < search->removed_count; i++) {
		uint32_t item = removed[i];
		int64_t score = score_item(search, item, order);
		uint32_t at = i;
		for (; at > 0 && search->score[at - 1] > score; at--) {
			removed[at] = removed[at - 1];
			search->score[at] = search->score[at - 1];
		}
		removed[at] = item;
		search->score[at] = score;
	}
	uint32_t left = 0;
	for (uint32_t i = 0; i < search->removed_count; i++) {
		uint32_t item = removed[i];
		if (!search_insert_best(search, item, blink))
			removed[left++] = item;
	}
	search->removed_count = left;
}

/* How much later each node may start before anything costs more, over every route that follows from it. */
#include <string.h>

#include "engine/visits/search.h"

/* Without the partner's say. */
static int64_t slack_along_route(const Search *search, uint32_t at)
{
	const Node *next = &search->state.nodes[search->state.nodes[at].next];
	const Node *node = &search->state.nodes[at];
	int64_t own = search_is_break(search, at) && node->cost > 0 ? 0 : search_own_slack(search, at, node->start, node->cost);
	if (next->next == VISITS_NONE)
		return own;
	return visits_smaller(own, next->start - next->arrival + search->slack[search->state.nodes[at].next]);
}

static void join_pair(Search *search, const VisitsClient *client)
{
	const Node *nodes = search->state.nodes;
	uint32_t first = client->tasks[0];
	uint32_t second = client->tasks[1];
	bool sequential = client->together == VISITS_SEQUENTIAL;
	int64_t gap = nodes[second].start - nodes[first].start;
	int64_t before_second_moves = gap - (sequential ? client->gap_min : 0);
	int64_t before_first_moves = (sequential ? client->gap_max : 0) - gap;
	int64_t along_first = search->slack[first];
	int64_t along_second = search->slack[second];
	search->slack[first] = visits_smaller(along_first, before_second_moves + along_second);
	search->slack[second] = visits_smaller(along_second, before_first_moves + along_first);
}

/* Goes back along a route as far as it can; gives the route that can go on after a pair, or VISITS_NONE. */
static uint32_t go_back_along(Search *search, uint32_t route)
{
	const Node *nodes = search->state.nodes;
	uint32_t at = search->front[route];
	uint32_t other_route = VISITS_NONE;
	for (; at < search->heads; at = nodes[at].prev) {
		search->slack[at] = slack_along_route(search, at);
		if (!search_is_task(search, at))
			continue;
		uint32_t number = search->problem->tasks[at].client;
		const VisitsClient *client = &search->problem->clients[number];
		if (!search_is_coupled(client))
			continue;
		if (++search->arrived[number] < 2)
			break;
		join_pair(search, client);
		uint32_t other = client->tasks[0] == at ? client->tasks[1] : client->tasks[0];
		other_route = nodes[other].route;
		search->front[other_route] = nodes[other].prev;
		at = nodes[at].prev;
		break;
	}
	search->front[route] = at;
	return other_route;
}

void search_find_slack(Search *search)
{
	memset(search->arrived, 0, search->problem->client_count);
	uint32_t waiting = 0; /* routes to go on with, on the heap's memory */
	for (uint32_t i = 0; i < search->problem->shift_count; i++) {
		search->front[i] = search->state.nodes[search->tails + i].prev;
		if (search->front[i] < search->heads)
			search->heap[waiting++] = i;
	}
	while (waiting > 0) {
		uint32_t route = search->heap[--waiting];
		uint32_t other = go_back_along(search, route);
		if (other == VISITS_NONE)
			continue;
		search->heap[waiting++] = other;
		search->heap[waiting++] = route;
	}
}

/* Inside the search for plans: routes as linked lists of nodes with their times, kept exact at every change.
 *
 * Nodes are tasks, the break of each shift, and the two ends of each shift. Every node has the earliest start that the nodes
 * before it allow; the two visits of a synchronised client are reckoned together. Keys number the nodes so that they grow along
 * every route and are equal for a synchronised pair: an insertion that would need an impossible order is not tried.
 *
 * A plan is changed by linking and unlinking nodes and then settling: the nodes touched, and those whose times follow from
 * them, are reckoned anew in the order of their keys. With a trial open, all that changes is noted and can be undone.
 */
#ifndef KITH_ENGINE_VISITS_SEARCH_H
#define KITH_ENGINE_VISITS_SEARCH_H

#include "base/random.h"
#include "engine/visits/numbers.h"

#define SEARCH_NO_COST (INT64_MAX / 4)
#define SEARCH_SLOTS_MAX 4096 /* places kept for one of two visits */

typedef struct Node {
	uint32_t next;
	uint32_t prev;
	uint32_t route; /* VISITS_NONE when it is in none */
	uint32_t place;
	int64_t arrival;
	int64_t start;
	int64_t end;
	int64_t late;
	int64_t cost; /* weighted: lateness, change of time, a break that cannot be taken where it stands */
	int64_t key;
} Node;

typedef struct RouteSums {
	int64_t cost; /* weighted: waiting, extra time */
	int64_t idle;
	int64_t work; /* travel and visits */
	int64_t visiting;
	int64_t departure_delay; /* how much later than its earliest the carer leaves, so as to wait less */
	uint32_t visits;
} RouteSums;

typedef struct Sums {
	int64_t travel;
	int64_t nodes;
	int64_t assigned;
	int64_t routes;
	int64_t unvisited;
	int64_t highest_late;
	int64_t idle_max;
} Sums;

/* One plan. All of it lies in one block of memory, so that a copy is one memcpy. */
typedef struct State {
	Sums *sums;
	Node *nodes;
	RouteSums *routes;
	int64_t *carer_work;
	int64_t *carer_visiting;
	unsigned char *block;
	size_t block_bytes;
} State;

typedef struct Undo {
	uint32_t at;
	Node node;
} Undo;

typedef struct RouteUndo {
	uint32_t at;
	RouteSums sums;
} RouteUndo;

/* Where a task may go: after node, in its route. */
typedef struct Slot {
	uint32_t after;
	uint32_t route;
	int64_t bound; /* no less than this is what it costs */
} Slot;

typedef struct Deferred {
	int64_t bound;
	uint32_t after[2];
} Deferred;

typedef struct Search {
	const VisitsProblem *problem;
	uint32_t breaks;  /* the first break node; node breaks + shift */
	uint32_t heads;
	uint32_t tails;
	uint32_t node_count;
	uint32_t item_count; /* what is removed and put back: clients, then the breaks of the shifts that have one */
	bool plain;       /* no waiting, extra or idle time, no break, no limit of work: routes have no cost beyond their nodes */
	bool works_limited;
	bool habits;      /* faces or fair shares cost: who takes a visit costs by what else is planned */
	uint64_t *face_seen; /* by carer: the insertion that found other visits of the person with this carer */
	uint64_t insertion;
	RandomStream random;
	State state;
	/* Which shifts can take a task: lists. */
	const uint32_t *able;
	const uint32_t *able_from; /* task_count + 1 */
	const uint32_t *twin;      /* by shift: the first shift that is the same in everything */
	uint32_t *twin_seen;       /* by shift: the scan that met an empty route of this kind */
	uint32_t scan;
	int64_t *slack;    /* by node, of the state before an insertion */
	bool slope_known;  /* past its slack a delay costs lateness by the minute: one window each, no cost of change */
	int64_t idle_most[3];    /* of the state before an insertion: the most idle shifts, and how idle they are */
	uint32_t idle_route[3];
	/* Near clients: item x near_count. */
	const uint32_t *near_place;
	const uint32_t *near_time;
	uint32_t near_count;
	/* Settling. */
	uint32_t *heap;
	uint32_t heap_count;
	bool *queued;
	uint32_t *dirty; /* routes */
	uint32_t dirty_count;
	bool *is_dirty;
	bool highest_stale;
	/* A trial. */
	bool trial;
	int64_t cutoff;
	Sums sums_before;
	Undo *undo;
	size_t undo_count;
	uint64_t *noted;       /* by node: the trial that noted it */
	RouteUndo *route_undo;
	size_t route_undo_count;
	uint64_t *route_noted;
	uint64_t trial_number;
	/* Ruin and recreate. */
	uint32_t *removed; /* items */
	uint32_t removed_count;
	int64_t *score;
	Slot *slots[2];      /* SEARCH_SLOTS_MAX each */
	uint32_t slots_kept; /* how many of them are used: the cheapest */
	uint32_t slot_count[2];
	Deferred *deferred;
	uint32_t deferred_count;
	bool *ruined;      /* by shift, within one ruin */
	/* Renumbering. */
	uint32_t *front;   /* by shift */
	uint8_t *arrived;  /* by client */
} Search;

/* Everything out of every route, except what has begun. */
void search_init(Search *search, Arena *arena, const VisitsProblem *problem, uint64_t seed, uint32_t thread);
State search_state_make(const Search *search, Arena *arena);
void search_state_copy(State *to, const State *from);

static inline bool search_is_break(const Search *search, uint32_t node)
{
	return node >= search->breaks && node < search->heads;
}

static inline bool search_is_task(const Search *search, uint32_t node)
{
	return node < search->breaks;
}

/* The two visits of the client are reckoned together. */
static inline bool search_is_coupled(const VisitsClient *client)
{
	return client->together == VISITS_SIMULTANEOUS || client->together == VISITS_SEQUENTIAL;
}

static inline int64_t search_travel(const Search *search, uint32_t route, uint32_t from, uint32_t to)
{
	return visits_travel_time(search->problem, search->problem->shifts[route].mode, from, to);
}

/* When a carer who is ready at end leaves for the next node: in a plan that is mended not in the past. */
static inline int64_t search_leaves(const Search *search, int64_t end, uint32_t next)
{
	if (end >= search->problem->now || !search_is_task(search, next) || search->problem->tasks[next].frozen)
		return end;
	return search->problem->now;
}

/* The times of one node, and what it costs by itself (weighted). */
typedef struct StopTimes {
	int64_t arrival;
	int64_t start;
	int64_t end;
	int64_t cost;
	uint32_t place;
} StopTimes;

/* What is added up along a route for what it costs beyond its nodes; begins with delay SEARCH_NO_COST. */
typedef struct RouteTally {
	int64_t waits;
	int64_t uncounted; /* the wait after a break that opens the route */
	int64_t delay;     /* how much later the carer may leave */
	int64_t busy;      /* visits and breaks */
	int64_t visiting;
	uint32_t count;
	bool opens_with_break;
} RouteTally;

/* An insertion as its own route tells it. */
typedef struct Walk {
	int64_t delta; /* weighted: nodes, waiting and extra time; not travel, assignment, highest lateness, idle time */
	int64_t late;  /* the highest lateness from the new visit on */
	int64_t idle;
	bool whole;    /* no visit of another route moves */
} Walk;

#define SEARCH_OWN_START INT64_MIN

/* What the task costs more when the carer of the route takes it: another face, minutes beyond a fair share. The task is in no
 * route; search_mark_faces was called for its client. */
int64_t search_habits(const Search *search, uint32_t task, uint32_t route);
/* The clients of one person stand together: the first of those that belong to this one's. */
uint32_t search_first_of_person(const VisitsProblem *problem, uint32_t client);
/* Notes which carers come to the person of the client already. */
void search_mark_faces(Search *search, uint32_t client);
/* Notes that the task, that is linked, comes to its route (1) or leaves it (-1). */
void search_count_habits(Search *search, uint32_t task, int64_t sign);

/* What it costs that the carer of the route takes the task, wherever in the route. */
static inline int64_t search_assigned(const Search *search, uint32_t task, uint32_t route)
{
	int64_t cost = search->problem->assign_cost[(size_t)task * search->problem->shift_count + route];
	return search->habits ? cost + search_habits(search, task, route) : cost;
}

int64_t search_cost(const Search *search);

/* How much later a node may start by itself, without what follows it or a partner. */
int64_t search_own_slack(const Search *search, uint32_t at, int64_t start, int64_t cost);
/* A break between a node that ends then and there, and next. */
StopTimes search_break_times(const Search *search, uint32_t route, int64_t before_end, uint32_t before_place, uint32_t next);
/* Adds the next node of a route; after the last, search_tally_end sets cost, idle and departure_delay by sums->work. */
void search_tally_add(const Search *search, RouteTally *tally, uint32_t at, const StopTimes *times);
void search_tally_end(const Search *search, const RouteTally *tally, uint32_t route, int64_t home, RouteSums *sums);
/* The task, that is in no route, between after and its next, starting then or, with SEARCH_OWN_START, as soon as it may.
 * added_work: minutes of travel and visit that come with it. */
Walk search_walk(const Search *search, uint32_t route, uint32_t task, uint32_t after, int64_t start, int64_t added_work);

/* Links node after another in a route, or takes it out; to be followed by search_settle. */
void search_link(Search *search, uint32_t node, uint32_t after);
void search_unlink(Search *search, uint32_t node);
/* Reckons times and sums after links and unlinks. False when a trial's cost passed its cutoff: undo it. */
bool search_settle(Search *search);
/* From here on what changes can be undone; a settle stops early when the cost is cutoff or more. */
void search_trial_begin(Search *search, int64_t cutoff);
void search_trial_undo(Search *search);
void search_trial_keep(Search *search);

/* When a visit starts that somebody is ready for. */
int64_t search_start(const Search *search, uint32_t task, int64_t ready);
/* What a visit at start costs by itself: lateness and change of time. */
int64_t search_visit_cost(const Search *search, uint32_t task, int64_t start);
/* Starts of a synchronised pair whose carers are ready then. */
void search_pair_start(const Search *search, const VisitsClient *client, int64_t ready_first, int64_t ready_second,
	int64_t *first, int64_t *second);
/* Reckons slack for the nodes of all routes: a delay of so much costs nothing but waiting, extra and idle time. */
void search_find_slack(Search *search);
/* Numbers all nodes anew by their times. */
void search_renumber(Search *search);

/* Puts the item where it costs least, if that is less than leaving it out. blink: positions are passed over now and then. */
bool search_insert_best(Search *search, uint32_t item, bool blink);
/* Puts the items of an earlier plan where they were, as far as that can be. */
void search_load(Search *search, const VisitsPlan *plan);
bool search_item_is_in(const Search *search, uint32_t item);
/* Takes items out of the plan into removed. */
void search_remove_item(Search *search, uint32_t item);
/* Takes pieces of neighbouring routes out: about a tenth of a hundred visits, at random near a random client. */
void search_ruin(Search *search);
/* Puts removed back, as far as it can, in an order of its own. */
void search_recreate(Search *search, bool blink);

/* The plan with its times. */
VisitsPlan search_plan(const Search *search, const State *state, Arena *arena);

#endif

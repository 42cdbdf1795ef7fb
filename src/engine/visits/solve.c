/* The search itself: simulated annealing over ruin and recreate, one island a thread, that meet at fixed counts. */
#include <math.h>
#include <pthread.h>

#include "engine/visits/search.h"

enum {
	MEETINGS = 16,          /* times that the islands look at each other's best plan */
	LOOK_EVERY = 16,        /* iterations between two looks at the clock */
	RENUMBER_EVERY = 64,
	PROGRESS_EVERY = 1024,
};

/* Temperatures, in shares of the mean leg of the first plan. */
#define HEAT_FIRST 1.0
#define HEAT_LAST 0.01
/* A plan in use is mended, not made anew. */
#define HEAT_FIRST_MENDING 0.1

typedef struct Meeting {
	pthread_mutex_t lock;
	pthread_cond_t met;
	uint32_t present; /* islands that still search */
	uint32_t waiting;
	uint64_t number;
	uint32_t best;    /* the island with the best plan */
} Meeting;

typedef struct Island {
	pthread_t thread;
	uint32_t number;
	Arena arena;
	Search search;
	State current;
	State best;
	uint32_t *absent; /* items out of the current plan */
	uint32_t absent_count;
	int64_t current_cost;
	int64_t best_cost;
	uint64_t iterations;
	double heat_unit;
	const VisitsSettings *settings;
	struct Island *islands;
	uint32_t island_count;
	Meeting *meeting;
} Island;

static bool is_stopped(const Island *island)
{
	return island->settings->stop != NULL && island->settings->stop(island->settings->context);
}

static double share_done(const Island *island)
{
	if (island->settings->iterations > 0)
		return (double)island->iterations / (double)island->settings->iterations;
	return island->settings->elapsed_share == NULL ? 0 : island->settings->elapsed_share(island->settings->context);
}

static void keep_current(Island *island)
{
	Search *search = &island->search;
	search_state_copy(&island->current, &search->state);
	island->current_cost = search_cost(search);
	island->absent_count = search->removed_count;
	for (uint32_t i = 0; i < search->removed_count; i++)
		island->absent[i] = search->removed[i];
}

static void go_back(Island *island)
{
	Search *search = &island->search;
	search_state_copy(&search->state, &island->current);
	search->removed_count = island->absent_count;
	for (uint32_t i = 0; i < island->absent_count; i++)
		search->removed[i] = island->absent[i];
}

static void list_absent(Island *island)
{
	Search *search = &island->search;
	search->removed_count = 0;
	for (uint32_t i = 0; i < search->item_count; i++) {
		bool exists = i < search->problem->client_count || search->problem->shifts[i - search->problem->client_count].break_due;
		if (exists && !search_item_is_in(search, i))
			search->removed[search->removed_count++] = i;
	}
}

static void end_meeting(const Island *island)
{
	Meeting *meeting = island->meeting;
	meeting->waiting = 0;
	meeting->number++;
	meeting->best = 0;
	for (uint32_t i = 1; i < island->island_count; i++)
		if (island->islands[i].best_cost < island->islands[meeting->best].best_cost)
			meeting->best = i;
	(void)pthread_cond_broadcast(&meeting->met);
}

/* Waits until everybody who still searches has come. */
static void meet(Island *island)
{
	Meeting *meeting = island->meeting;
	(void)pthread_mutex_lock(&meeting->lock);
	uint64_t number = meeting->number;
	if (++meeting->waiting == meeting->present)
		end_meeting(island);
	while (meeting->number == number)
		(void)pthread_cond_wait(&meeting->met, &meeting->lock);
	(void)pthread_mutex_unlock(&meeting->lock);
}

static void leave_meeting(Island *island)
{
	Meeting *meeting = island->meeting;
	(void)pthread_mutex_lock(&meeting->lock);
	meeting->present--;
	if (meeting->present > 0 && meeting->waiting == meeting->present)
		end_meeting(island);
	(void)pthread_mutex_unlock(&meeting->lock);
}

/* An island whose best plan is not the best of all goes on from that one. */
static void exchange(Island *island)
{
	if (island->island_count < 2)
		return;
	meet(island); /* all have come: nobody changes a best plan until the second meeting */
	const Island *best = &island->islands[island->meeting->best];
	if (best->best_cost < island->best_cost) {
		search_state_copy(&island->search.state, &best->best);
		list_absent(island);
		keep_current(island);
	}
	meet(island);
	if (island->current_cost < island->best_cost) {
		island->best_cost = island->current_cost;
		search_state_copy(&island->best, &island->current);
	}
}

static void step(Island *island, double heat)
{
	Search *search = &island->search;
	search_ruin(search);
	search_recreate(search, true);
	int64_t cost = search_cost(search);
	double chance = ((double)random_next(&search->random) + 1.0) / 4294967296.0;
	double limit = (double)island->current_cost - heat * island->heat_unit * log(chance);
	if ((double)cost >= limit) {
		go_back(island);
		return;
	}
	keep_current(island);
	if (cost < island->best_cost) {
		island->best_cost = cost;
		search_state_copy(&island->best, &search->state);
	}
}

static void report(const Island *island)
{
	const VisitsSettings *settings = island->settings;
	if (island->number != 0 || settings->progress == NULL)
		return;
	VisitsProgress progress = {.iterations = island->iterations, .cost = island->best_cost};
	for (uint32_t i = 0; i < island->absent_count; i++)
		progress.unvisited += island->absent[i] < island->search.problem->client_count ? 1 : 0;
	settings->progress(&progress, settings->context);
}

static void first_plan(Island *island)
{
	Search *search = &island->search;
	if (island->settings->begin_with != NULL)
		search_load(search, island->settings->begin_with);
	search_renumber(search);
	search_recreate(search, false);
	search_renumber(search);
	keep_current(island);
	search_state_copy(&island->best, &search->state);
	island->best_cost = island->current_cost;
	uint32_t legs = 1;
	for (uint32_t i = 0; i < search->problem->shift_count; i++)
		legs += search->state.routes[i].visits > 0 ? search->state.routes[i].visits + 1 : 0;
	island->heat_unit = (double)search->state.sums->travel / legs;
	report(island);
}

static void *search_island(void *context)
{
	Island *island = context;
	first_plan(island);
	uint32_t meetings = 0;
	double first = island->settings->begin_with == NULL ? HEAT_FIRST : HEAT_FIRST_MENDING;
	double share = share_done(island);
	bool stopped = is_stopped(island);
	while (share < 1 && !stopped) {
		double heat = first * pow(HEAT_LAST / first, share);
		for (int i = 0; i < LOOK_EVERY && !stopped; i++) {
			step(island, heat);
			island->iterations++;
			if (island->iterations == island->settings->iterations)
				break;
		}
		if (island->iterations % RENUMBER_EVERY == 0) {
			search_renumber(&island->search);
			search_state_copy(&island->current, &island->search.state);
		}
		if (island->iterations % PROGRESS_EVERY == 0)
			report(island);
		share = share_done(island);
		stopped = is_stopped(island);
		if (share < 1 && !stopped && share * MEETINGS >= meetings + 1) {
			meetings++;
			exchange(island);
		}
	}
	leave_meeting(island);
	return NULL;
}

static void island_init(Island *island, const VisitsProblem *problem)
{
	arena_init(&island->arena, ARENA_COMMAND_BYTES_MAX);
	search_init(&island->search, &island->arena, problem, island->settings->seed, island->number);
	island->current = search_state_make(&island->search, &island->arena);
	island->best = search_state_make(&island->search, &island->arena);
	island->absent = ARENA_ARRAY(&island->arena, uint32_t, island->search.item_count);
}

Status visits_solve(Arena *arena, const VisitsProblem *problem, const VisitsSettings *settings, VisitsPlan *out)
{
	Meeting meeting = {.present = settings->threads};
	(void)pthread_mutex_init(&meeting.lock, NULL);
	(void)pthread_cond_init(&meeting.met, NULL);
	Island *islands = ARENA_ARRAY(arena, Island, settings->threads);
	for (uint32_t i = 0; i < settings->threads; i++) {
		islands[i] = (Island){.best_cost = INT64_MAX, .number = i, .settings = settings, .islands = islands,
			.island_count = settings->threads, .meeting = &meeting};
		island_init(&islands[i], problem);
	}
	uint32_t started = 1;
	while (started < settings->threads &&
		pthread_create(&islands[started].thread, NULL, search_island, &islands[started]) == 0)
		started++;
	for (uint32_t i = started; i < settings->threads; i++)
		leave_meeting(&islands[i]);
	(void)search_island(&islands[0]);
	const Island *best = &islands[0];
	for (uint32_t i = 1; i < started; i++) {
		(void)pthread_join(islands[i].thread, NULL);
		if (islands[i].best_cost < best->best_cost)
			best = &islands[i];
	}
	*out = search_plan(&best->search, &best->best, arena);
	for (uint32_t i = 0; i < settings->threads; i++)
		arena_clear(&islands[i].arena);
	(void)pthread_cond_destroy(&meeting.met);
	(void)pthread_mutex_destroy(&meeting.lock);
	return started == settings->threads ? STATUS_OK : STATUS_FULL;
}

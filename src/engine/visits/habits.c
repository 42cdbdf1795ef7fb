/* What depends on who comes to a person else, and on what else a carer has to do: few faces, fair shares. */
#include "engine/visits/search.h"

uint32_t search_first_of_person(const VisitsProblem *problem, uint32_t client)
{
	while (client > 0 && problem->clients[client - 1].person == problem->clients[client].person)
		client--;
	return client;
}

void search_mark_faces(Search *search, uint32_t client)
{
	const VisitsProblem *problem = search->problem;
	search->insertion++;
	for (uint32_t i = search_first_of_person(problem, client); i < problem->client_count &&
		problem->clients[i].person == problem->clients[client].person; i++)
		for (uint32_t k = 0; k < problem->clients[i].task_count; k++) {
			uint32_t route = search->state.nodes[problem->clients[i].tasks[k]].route;
			if (route != VISITS_NONE)
				search->face_seen[problem->shifts[route].carer_at] = search->insertion;
		}
}

/* Another visit of the person, one that is planned, has the carer. */
static bool is_seen_elsewhere(const Search *search, uint32_t task, uint32_t carer)
{
	const VisitsProblem *problem = search->problem;
	uint32_t client = problem->tasks[task].client;
	for (uint32_t i = search_first_of_person(problem, client); i < problem->client_count &&
		problem->clients[i].person == problem->clients[client].person; i++)
		for (uint32_t k = 0; k < problem->clients[i].task_count; k++) {
			uint32_t other = problem->clients[i].tasks[k];
			uint32_t route = search->state.nodes[other].route;
			if (other != task && route != VISITS_NONE && problem->shifts[route].carer_at == carer)
				return true;
		}
	return false;
}

/* Minutes beyond the fair share that come with so many more. */
static int64_t uneven_added(const Search *search, uint32_t carer, int64_t before, int64_t more)
{
	int64_t fair = search->problem->carers[carer].fair_minutes;
	return (visits_larger(0, before + more - fair) - visits_larger(0, before - fair)) * search->problem->weight[VISITS_UNEVEN];
}

int64_t search_habits(const Search *search, uint32_t task, uint32_t route)
{
	const VisitsProblem *problem = search->problem;
	uint32_t carer = problem->shifts[route].carer_at;
	int64_t face = search->face_seen[carer] == search->insertion ? 0 : problem->weight[VISITS_FACES] * VISITS_UNITS;
	return face + uneven_added(search, carer, search->state.carer_visiting[carer], problem->tasks[task].duration);
}

void search_count_habits(Search *search, uint32_t task, int64_t sign)
{
	const VisitsProblem *problem = search->problem;
	uint32_t route = search->state.nodes[task].route;
	uint32_t carer = problem->shifts[route].carer_at;
	int64_t minutes = sign * problem->tasks[task].duration;
	int64_t *assigned = &search->state.sums->assigned;
	if (problem->weight[VISITS_FACES] > 0 && !is_seen_elsewhere(search, task, carer))
		*assigned += sign * problem->weight[VISITS_FACES] * VISITS_UNITS;
	*assigned += uneven_added(search, carer, search->state.carer_visiting[carer], minutes);
	search->state.carer_visiting[carer] += minutes;
	search->state.routes[route].visiting += minutes;
}

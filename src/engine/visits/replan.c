/* Mending a plan when a provider fails or carers are ill: what has begun stays, what was told is kept where it can be. */
#include <stdlib.h>
#include <string.h>

#include "engine/visits/numbers.h"

enum { USUAL_CHANGE_MINUTES = 60, USUAL_TOLERANCE_MINUTES = 15, ABLE_SHOWN = 5 };

static bool is_lost(const VisitsShift *shift, const VisitsLoss *loss)
{
	if (loss->provider.length > 0 && str_equal(shift->provider, loss->provider))
		return true;
	for (size_t i = 0; i < loss->carer_count; i++)
		if (str_equal(shift->carer, loss->carers[i]))
			return true;
	return false;
}

static Status check_names(const VisitsProblem *problem, const VisitsLoss *loss, Problems *problems)
{
	bool known = loss->provider.length == 0;
	for (uint32_t i = 0; i < problem->shift_count; i++)
		known = known || str_equal(problem->shifts[i].provider, loss->provider);
	if (!known)
		return problems_add_format(problems, (Problem){.field = S("lose-provider")}, "no carer works for \"%.*s\"",
			STR_ARG(loss->provider));
	Status status = STATUS_OK;
	for (size_t i = 0; i < loss->carer_count; i++) {
		known = false;
		for (uint32_t k = 0; k < problem->shift_count; k++)
			known = known || str_equal(problem->shifts[k].carer, loss->carers[i]);
		if (!known)
			status = problems_add_format(problems, (Problem){.field = S("lose-carers")}, "there is no carer \"%.*s\"",
				STR_ARG(loss->carers[i]));
	}
	return status;
}

typedef struct Mending {
	Arena *arena;
	const VisitsProblem *problem;
	const VisitsPlan *plan;
	const VisitsLoss *loss;
	VisitsTask *tasks;
	VisitsShift *shifts;
	bool *allowed;
	int64_t *assign_cost;
	int64_t change_cost;
} Mending;

static void set_one_window(const Mending *mending, VisitsTask *task, int64_t start)
{
	VisitsWindow *window = ARENA_NEW(mending->arena, VisitsWindow);
	*window = (VisitsWindow){.start = start, .due = start - visits_lateness(task, start)};
	task->windows = window;
	task->window_count = 1;
}

static void freeze(const Mending *mending, uint32_t shift, const VisitsStop *stop)
{
	VisitsTask *task = &mending->tasks[stop->task];
	set_one_window(mending, task, stop->start);
	task->frozen = true;
	task->change_cost = 0;
	task->earlier_shift = shift;
	task->earlier_start = stop->start;
	for (uint32_t other = 0; other < mending->problem->shift_count; other++)
		if (other != shift)
			mending->allowed[(size_t)stop->task * mending->problem->shift_count + other] = false;
}

/* A visit that keeps its carer: no earlier than planned, and a change costs. */
static void hold(const Mending *mending, uint32_t shift, const VisitsStop *stop)
{
	const VisitsProblem *problem = mending->problem;
	VisitsTask *task = &mending->tasks[stop->task];
	task->earlier_shift = shift;
	task->earlier_start = stop->start;
	task->change_cost = mending->change_cost;
	uint32_t active = task->window_count - 1;
	while (active > 0 && task->windows[active].start > stop->start)
		active--;
	VisitsWindow *windows = ARENA_ARRAY(mending->arena, VisitsWindow, task->window_count - active);
	memcpy(windows, task->windows + active, (task->window_count - active) * sizeof *windows);
	windows[0].start = visits_larger(windows[0].start, stop->start);
	task->windows = windows;
	task->window_count -= active;
	for (uint32_t other = 0; other < problem->shift_count; other++)
		if (problem->shifts[other].carer_at != problem->shifts[shift].carer_at)
			mending->assign_cost[(size_t)stop->task * problem->shift_count + other] += mending->change_cost;
}

static const VisitsStop *find_stop(const VisitsPlan *plan, uint32_t task, uint32_t *shift)
{
	for (uint32_t i = 0; i < plan->shift_count; i++)
		for (size_t k = 0; k < plan->routes[i].count; k++)
			if (plan->routes[i].stops[k].task == task) {
				*shift = i;
				return &plan->routes[i].stops[k];
			}
	return NULL;
}

/* It has begun, or the other of the two has: then both stay. */
static bool has_begun(const Mending *mending, const VisitsStop *stop)
{
	uint32_t shift = 0;
	uint32_t partner = mending->problem->tasks[stop->task].partner;
	const VisitsStop *other = partner == VISITS_NONE ? NULL : find_stop(mending->plan, partner, &shift);
	return stop->start < mending->loss->now || (other != NULL && other->start < mending->loss->now);
}

static void mend_shift(const Mending *mending, uint32_t at)
{
	const VisitsProblem *problem = mending->problem;
	const VisitsRoute *route = &mending->plan->routes[at];
	bool lost = is_lost(&problem->shifts[at], mending->loss);
	for (size_t i = 0; i < route->count; i++) {
		if (route->stops[i].task == VISITS_NONE)
			continue;
		if (has_begun(mending, &route->stops[i]))
			freeze(mending, at, &route->stops[i]);
		else if (!lost)
			hold(mending, at, &route->stops[i]);
	}
	if (!lost)
		return;
	/* Nobody counts the idle time, the break or the hours of a carer who is not there. */
	mending->shifts[at].end = VISITS_NO_END;
	mending->shifts[at].break_due = false;
	for (uint32_t task = 0; task < problem->task_count; task++) {
		bool stays = mending->tasks[task].frozen && mending->tasks[task].earlier_shift == at;
		mending->allowed[(size_t)task * problem->shift_count + at] = stays;
	}
}

static bool partner_is_lost(const VisitsProblem *problem, const VisitsPlan *before, uint32_t task, const VisitsLoss *loss)
{
	uint32_t shift = 0;
	uint32_t partner = problem->tasks[task].partner;
	return partner != VISITS_NONE && find_stop(before, partner, &shift) != NULL && is_lost(&problem->shifts[shift], loss);
}

/* The stop of a lost carer, or its partner's: a pair is put back together. What has begun is not. */
static bool goes(const Mending *mending, uint32_t shift, const VisitsStop *stop)
{
	if (stop->task == VISITS_NONE)
		return is_lost(&mending->problem->shifts[shift], mending->loss);
	if (mending->tasks[stop->task].frozen)
		return false;
	return is_lost(&mending->problem->shifts[shift], mending->loss) ||
		partner_is_lost(mending->problem, mending->plan, stop->task, mending->loss);
}

/* The plan without the stops that are lost. */
static VisitsPlan keep_stops(const Mending *mending)
{
	VisitsPlan kept = visits_plan_make(mending->arena, mending->problem);
	for (uint32_t i = 0; i < kept.shift_count; i++) {
		const VisitsRoute *route = &mending->plan->routes[i];
		VisitsStop *stops = ARENA_ARRAY(mending->arena, VisitsStop, route->count);
		size_t count = 0;
		for (size_t k = 0; k < route->count; k++)
			if (!goes(mending, i, &route->stops[k]))
				stops[count++] = route->stops[k];
		kept.routes[i] = (VisitsRoute){.stops = stops, .count = count};
	}
	return kept;
}

Status visits_replan_prepare(Arena *arena, const VisitsProblem *problem, const VisitsPlan *plan, const VisitsLoss *loss,
	Problems *problems, VisitsProblem *out, VisitsPlan *begin_with)
{
	Status status = check_names(problem, loss, problems);
	if (status != STATUS_OK)
		return status;
	size_t cells = (size_t)problem->task_count * problem->shift_count;
	Mending mending = {.arena = arena, .problem = problem, .plan = plan, .loss = loss,
		.tasks = ARENA_ARRAY(arena, VisitsTask, problem->task_count), .shifts = ARENA_ARRAY(arena, VisitsShift, problem->shift_count),
		.allowed = ARENA_ARRAY(arena, bool, cells), .assign_cost = ARENA_ARRAY(arena, int64_t, cells)};
	memcpy(mending.tasks, problem->tasks, problem->task_count * sizeof *mending.tasks);
	memcpy(mending.shifts, problem->shifts, problem->shift_count * sizeof *mending.shifts);
	memcpy(mending.allowed, problem->allowed, cells * sizeof *mending.allowed);
	memcpy(mending.assign_cost, problem->assign_cost, cells * sizeof *mending.assign_cost);
	*out = *problem;
	if (out->weight[VISITS_CHANGE] == 0) {
		/* A change is worth an hour on the road, or an hour of lateness where that is dearer. */
		out->weight[VISITS_CHANGE] = USUAL_CHANGE_MINUTES * visits_larger(1, visits_larger(problem->weight[VISITS_TRAVEL],
			problem->hard[VISITS_LATENESS] ? 0 : problem->weight[VISITS_LATENESS]));
		out->change_tolerance = USUAL_TOLERANCE_MINUTES * VISITS_UNITS;
	}
	mending.change_cost = out->weight[VISITS_CHANGE] * VISITS_UNITS;
	out->tasks = mending.tasks;
	out->shifts = mending.shifts;
	out->allowed = mending.allowed;
	out->assign_cost = mending.assign_cost;
	out->now = loss->now;
	for (uint32_t i = 0; i < problem->shift_count; i++)
		mend_shift(&mending, i);
	*begin_with = keep_stops(&mending);
	return STATUS_OK;
}

/* ---- The report. ---- */

typedef struct Lost {
	uint32_t task;
	uint32_t shift;
	int64_t risk;
	const VisitsStop *before;
} Lost;

static int compare_lost(const void *left, const void *right)
{
	const Lost *a = left;
	const Lost *b = right;
	if (a->risk != b->risk)
		return a->risk > b->risk ? -1 : 1;
	if (a->before->start != b->before->start)
		return a->before->start < b->before->start ? -1 : 1;
	return a->task < b->task ? -1 : a->task > b->task;
}

static void write_where(const VisitsProblem *problem, Str key, uint32_t shift, const VisitsStop *stop, JsonWriter *writer)
{
	json_write_key(writer, key);
	if (stop == NULL) {
		json_write_null(writer);
		return;
	}
	json_write_object_begin(writer);
	json_write_member_text(writer, S("caregiver_id"), problem->shifts[shift].carer);
	json_write_key(writer, S("start"));
	visits_write_number(writer, stop->start);
	json_write_object_end(writer);
}

/* Carers who could do it, each once. */
static uint32_t write_able(const VisitsProblem *problem, uint32_t task, JsonWriter *writer)
{
	uint32_t count = 0;
	json_write_key(writer, S("able"));
	json_write_array_begin(writer);
	for (uint32_t i = 0; i < problem->shift_count; i++) {
		bool again = i > 0 && problem->shifts[i].carer_at == problem->shifts[i - 1].carer_at &&
			problem->allowed[(size_t)task * problem->shift_count + i - 1];
		if (!problem->allowed[(size_t)task * problem->shift_count + i] || again)
			continue;
		if (count++ < ABLE_SHOWN)
			json_write_text(writer, problem->shifts[i].carer);
	}
	json_write_array_end(writer);
	json_write_member_integer(writer, S("able_count"), count);
	return count;
}

static Str reason_of(const VisitsProblem *problem, uint32_t task, uint32_t able)
{
	const VisitsClient *client = &problem->clients[problem->tasks[task].client];
	if (able == 0)
		return S("nobody who is left may do this then");
	if (client->task_count == 2)
		return S("the two carers it wants are not found together within their hours");
	if (client->optional)
		return S("it is optional, and a visit would cost more than leaving it out");
	return S("those who could are at the limit of their hours, or were not found in the time given");
}

static void write_lost(const VisitsProblem *problem, const Lost *lost, const VisitsPlan *after, JsonWriter *writer, bool *covered)
{
	uint32_t shift = 0;
	const VisitsTask *task = &problem->tasks[lost->task];
	const VisitsStop *stop = find_stop(after, lost->task, &shift);
	*covered = stop != NULL;
	json_write_object_begin(writer);
	json_write_member_text(writer, S("patient"), problem->clients[task->client].id);
	json_write_member_text(writer, S("service"), task->service);
	json_write_member_integer(writer, S("risk"), lost->risk);
	write_where(problem, S("was"), lost->shift, lost->before, writer);
	write_where(problem, S("now"), shift, stop, writer);
	uint32_t able = write_able(problem, lost->task, writer);
	if (stop == NULL)
		json_write_member_text(writer, S("why_not"), reason_of(problem, lost->task, able));
	json_write_object_end(writer);
}

/* counted: it is not the other of a lost visit, which has to follow that. */
static void write_other(const VisitsProblem *problem, uint32_t shift, const VisitsStop *stop, const VisitsPlan *after,
	bool counted, VisitsMended *mended, JsonWriter *writer)
{
	uint32_t now = 0;
	const VisitsStop *found = find_stop(after, stop->task, &now);
	mended->untouched += counted ? 1 : 0;
	if (found != NULL && problem->shifts[now].carer_at == problem->shifts[shift].carer_at &&
		llabs(found->start - stop->start) <= problem->change_tolerance) {
		mended->kept += counted ? 1 : 0;
		return;
	}
	json_write_object_begin(writer);
	json_write_member_text(writer, S("patient"), problem->clients[stop->client].id);
	json_write_member_text(writer, S("service"), problem->tasks[stop->task].service);
	write_where(problem, S("was"), shift, stop, writer);
	write_where(problem, S("now"), now, found, writer);
	json_write_object_end(writer);
}

VisitsMended visits_replan_report(const VisitsProblem *problem, const VisitsPlan *before, const VisitsPlan *after,
	const VisitsLoss *loss, JsonWriter *writer)
{
	VisitsMended mended = {0};
	Lost *lost = ARENA_ARRAY(writer->out->arena, Lost, problem->task_count);
	json_write_key(writer, S("changed"));
	json_write_array_begin(writer);
	for (uint32_t i = 0; i < before->shift_count; i++) {
		for (size_t k = 0; k < before->routes[i].count; k++) {
			const VisitsStop *stop = &before->routes[i].stops[k];
			if (stop->task == VISITS_NONE || problem->tasks[stop->task].frozen)
				continue;
			if (is_lost(&problem->shifts[i], loss))
				lost[mended.lost++] = (Lost){.task = stop->task, .shift = i, .before = stop,
					.risk = problem->clients[problem->tasks[stop->task].client].risk};
			else
				write_other(problem, i, stop, after, !partner_is_lost(problem, before, stop->task, loss), &mended, writer);
		}
	}
	json_write_array_end(writer);
	qsort(lost, mended.lost, sizeof *lost, compare_lost);
	json_write_key(writer, S("lost"));
	json_write_array_begin(writer);
	for (uint32_t i = 0; i < mended.lost; i++) {
		bool covered = false;
		write_lost(problem, &lost[i], after, writer, &covered);
		mended.covered += covered ? 1 : 0;
	}
	json_write_array_end(writer);
	return mended;
}

/* Judges a plan from its own times: every hard rule, every component. Knows nothing of how plans are made. */
#include <stdlib.h>

#include "engine/visits/numbers.h"

typedef struct Judging {
	Arena *arena;
	const VisitsProblem *problem;
	const VisitsPlan *plan;
	VisitsVerdict *out;
	uint32_t *shift_of;  /* by task; VISITS_NONE when not visited */
	int64_t *start_of;
	int64_t *carer_work; /* minutes by carer */
	int64_t *carer_visiting;
	int64_t lateness_cost;
} Judging;

Str visits_component_name(VisitsComponent component)
{
	static const Str NAMES[VISITS_COMPONENTS] = {
		[VISITS_TRAVEL] = S_INIT("travel_time"),
		[VISITS_LATENESS] = S_INIT("total_tardiness"),
		[VISITS_HIGHEST_LATENESS] = S_INIT("highest_tardiness"),
		[VISITS_WAITING] = S_INIT("total_waiting_time"),
		[VISITS_EXTRA] = S_INIT("total_extra_time"),
		[VISITS_IDLE] = S_INIT("max_idle_time"),
		[VISITS_PREFERENCE] = S_INIT("caregiver_preferences"),
		[VISITS_UNVISITED] = S_INIT("optional_patients"),
		[VISITS_MISSED_BREAK] = S_INIT("missed_lunch_break"),
		[VISITS_CHANGE] = S_INIT("changes"),
		[VISITS_FACES] = S_INIT("different_carers"),
		[VISITS_UNEVEN] = S_INIT("uneven_minutes"),
	};
	return NAMES[component];
}

static void violate(Judging *judging, const char *format, ...) PRINTF_LIKE(2, 3);

static void violate(Judging *judging, const char *format, ...)
{
	VisitsVerdict *out = judging->out;
	out->violation_total++;
	if (out->violation_count == VISITS_VIOLATIONS_MAX)
		return;
	va_list arguments;
	va_start(arguments, format);
	out->violations[out->violation_count++] = str_format_list(judging->arena, format, arguments);
	va_end(arguments);
}

static double minutes(int64_t units)
{
	return (double)units / (double)VISITS_UNITS;
}

/* How a carer goes through a shift. */
typedef struct Walk {
	uint32_t place;
	int64_t free_at;   /* when the carer can leave the place */
	bool begun;        /* left the first place */
	int64_t departure; /* just in time for the first stop */
	int64_t travel;
	int64_t waits;
	int64_t free_wait; /* right after a break that opens the route: idle, but not waiting */
	int64_t work;
	bool after_opening_break;
	bool break_taken;
} Walk;

static void judge_visit(Judging *judging, uint32_t shift, const VisitsStop *stop)
{
	const VisitsProblem *problem = judging->problem;
	const VisitsTask *task = &problem->tasks[stop->task];
	const VisitsClient *client = &problem->clients[task->client];
	Str carer = problem->shifts[shift].carer;
	size_t cell = (size_t)stop->task * problem->shift_count + shift;
	VisitsVerdict *out = judging->out;
	if (judging->shift_of[stop->task] != VISITS_NONE)
		violate(judging, "%.*s: %.*s is done twice", STR_ARG(client->id), STR_ARG(task->service));
	judging->shift_of[stop->task] = shift;
	judging->start_of[stop->task] = stop->start;
	if (!problem->allowed[cell])
		violate(judging, "%.*s: %.*s may not do %.*s here", STR_ARG(client->id), STR_ARG(carer), STR_ARG(task->service));
	if (llabs(stop->end - stop->start - task->duration) > VISITS_TIME_TOLERANCE)
		violate(judging, "%.*s: %.*s takes %.3f minutes, planned are %.3f", STR_ARG(client->id), STR_ARG(task->service),
			minutes(task->duration), minutes(stop->end - stop->start));
	if (stop->start < task->windows[0].start - VISITS_TIME_TOLERANCE)
		violate(judging, "%.*s: %.*s starts at %.3f, before the window at %.3f", STR_ARG(client->id), STR_ARG(task->service),
			minutes(stop->start), minutes(task->windows[0].start));
	int64_t late = visits_lateness(task, stop->start);
	out->value[VISITS_LATENESS] += late;
	judging->lateness_cost += late * task->importance * problem->weight[VISITS_LATENESS];
	out->value[VISITS_HIGHEST_LATENESS] = visits_larger(out->value[VISITS_HIGHEST_LATENESS], late);
	out->value[VISITS_PREFERENCE] += problem->not_preferred[cell] ? VISITS_UNITS : 0;
	bool moved = task->earlier_shift != VISITS_NONE && (task->earlier_shift != shift ||
		llabs(stop->start - task->earlier_start) > problem->change_tolerance);
	out->value[VISITS_CHANGE] += moved ? VISITS_UNITS : 0;
	judging->carer_visiting[problem->shifts[shift].carer_at] += task->duration;
	if (moved && task->frozen)
		violate(judging, "%.*s: %.*s has begun and is moved", STR_ARG(client->id), STR_ARG(task->service));
}

static void walk_stop(Judging *judging, uint32_t at, const VisitsStop *stop, Walk *walk)
{
	const VisitsProblem *problem = judging->problem;
	const VisitsShift *shift = &problem->shifts[at];
	bool pause = stop->task == VISITS_NONE;
	uint32_t place = shift->from;
	if (!pause)
		place = problem->tasks[stop->task].place;
	else if (stop->client != VISITS_NONE)
		place = problem->tasks[problem->clients[stop->client].tasks[0]].place;
	int64_t leg = visits_travel_time(problem, shift->mode, walk->place, place);
	int64_t arrival = walk->begun ? walk->free_at + leg : stop->start;
	if (!walk->begun)
		walk->departure = stop->start - leg;
	if (!walk->begun && walk->departure < shift->start - VISITS_TIME_TOLERANCE)
		violate(judging, "%.*s leaves at %.3f, before the shift starts at %.3f", STR_ARG(shift->carer),
			minutes(walk->departure), minutes(shift->start));
	if (stop->start < arrival - VISITS_TIME_TOLERANCE)
		violate(judging, "%.*s cannot be there before %.3f for a stop at %.3f", STR_ARG(shift->carer), minutes(arrival),
			minutes(stop->start));
	*(walk->after_opening_break ? &walk->free_wait : &walk->waits) += visits_larger(0, stop->start - arrival);
	walk->after_opening_break = pause && !walk->begun;
	walk->begun = true;
	walk->travel += leg;
	walk->work += leg + (pause ? 0 : stop->end - stop->start);
	walk->free_at = stop->end;
	walk->place = place;
	if (pause && stop->start >= problem->break_start - VISITS_TIME_TOLERANCE &&
		stop->start <= problem->break_end + VISITS_TIME_TOLERANCE &&
		stop->end - stop->start >= problem->break_duration - VISITS_TIME_TOLERANCE)
		walk->break_taken = true;
	if (!pause)
		judge_visit(judging, at, stop);
}

static void judge_route(Judging *judging, uint32_t at)
{
	const VisitsProblem *problem = judging->problem;
	const VisitsShift *shift = &problem->shifts[at];
	const VisitsRoute *route = &judging->plan->routes[at];
	VisitsVerdict *out = judging->out;
	Walk walk = {.place = shift->from, .free_at = shift->start};
	for (size_t i = 0; i < route->count; i++)
		walk_stop(judging, at, &route->stops[i], &walk);
	if (shift->break_due && !walk.break_taken)
		out->value[VISITS_MISSED_BREAK] += VISITS_UNITS;
	bool ends = shift->end != VISITS_NO_END;
	int64_t idle = ends ? shift->end - shift->start : 0;
	if (walk.begun) {
		int64_t leg = visits_travel_time(problem, shift->mode, walk.place, shift->to);
		int64_t home = walk.free_at + leg;
		out->value[VISITS_TRAVEL] += walk.travel + leg;
		out->value[VISITS_WAITING] += walk.waits;
		out->value[VISITS_EXTRA] += visits_larger(0, home - shift->end);
		out->cost += (walk.travel + leg) * (shift->travel_weight - problem->weight[VISITS_TRAVEL]);
		if (ends)
			idle = walk.departure - shift->start + walk.waits + walk.free_wait + visits_larger(0, shift->end - home);
		walk.work += leg;
		if (walk.work > shift->work_max + VISITS_TIME_TOLERANCE)
			violate(judging, "%.*s works %.3f minutes in a shift, %.3f are the most", STR_ARG(shift->carer),
				minutes(walk.work), minutes(shift->work_max));
	}
	judging->carer_work[shift->carer_at] += walk.work;
	out->value[VISITS_IDLE] = visits_larger(out->value[VISITS_IDLE], idle);
}

static void judge_pair(Judging *judging, const VisitsClient *client)
{
	uint32_t first = client->tasks[0];
	uint32_t second = client->tasks[1];
	const VisitsShift *shifts = judging->problem->shifts;
	if (shifts[judging->shift_of[first]].carer_at == shifts[judging->shift_of[second]].carer_at)
		violate(judging, "%.*s: the two visits want two carers", STR_ARG(client->id));
	int64_t gap = judging->start_of[second] - judging->start_of[first];
	if (client->together == VISITS_SIMULTANEOUS && llabs(gap) > VISITS_TIME_TOLERANCE)
		violate(judging, "%.*s: the two visits do not start together", STR_ARG(client->id));
	if (client->together == VISITS_SEQUENTIAL && (gap < client->gap_min - VISITS_TIME_TOLERANCE ||
		gap > client->gap_max + VISITS_TIME_TOLERANCE))
		violate(judging, "%.*s: %.3f minutes from start to start; %.3f to %.3f are allowed", STR_ARG(client->id),
			minutes(gap), minutes(client->gap_min), minutes(client->gap_max));
}

static void judge_client(Judging *judging, const VisitsClient *client)
{
	uint32_t visited = 0;
	for (uint32_t k = 0; k < client->task_count; k++)
		visited += judging->shift_of[client->tasks[k]] != VISITS_NONE ? 1 : 0;
	if (visited == 0 && client->optional)
		judging->out->value[VISITS_UNVISITED] += VISITS_UNITS;
	else if (visited < client->task_count)
		violate(judging, "%.*s: %u of %u services are done", STR_ARG(client->id), visited, client->task_count);
	else if (client->task_count == 2)
		judge_pair(judging, client);
}

/* Another visit of the person before this one in the list has the same carer. */
static bool face_is_counted(const Judging *judging, uint32_t client, uint32_t task)
{
	const VisitsProblem *problem = judging->problem;
	uint32_t carer = problem->shifts[judging->shift_of[task]].carer_at;
	for (uint32_t i = client + 1; i-- > 0 && problem->clients[i].person == problem->clients[client].person;)
		for (uint32_t k = 0; k < problem->clients[i].task_count; k++) {
			uint32_t other = problem->clients[i].tasks[k];
			if (other < task && judging->shift_of[other] != VISITS_NONE &&
				problem->shifts[judging->shift_of[other]].carer_at == carer)
				return true;
		}
	return false;
}

static void judge_habits(Judging *judging)
{
	const VisitsProblem *problem = judging->problem;
	int64_t *value = judging->out->value;
	for (uint32_t i = 0; i < problem->client_count && problem->weight[VISITS_FACES] > 0; i++)
		for (uint32_t k = 0; k < problem->clients[i].task_count; k++) {
			uint32_t task = problem->clients[i].tasks[k];
			if (judging->shift_of[task] != VISITS_NONE && !face_is_counted(judging, i, task))
				value[VISITS_FACES] += VISITS_UNITS;
		}
	for (uint32_t i = 0; i < problem->carer_count && problem->weight[VISITS_UNEVEN] > 0; i++)
		value[VISITS_UNEVEN] += visits_larger(0, judging->carer_visiting[i] - problem->carers[i].fair_minutes);
}

static void judge_sums(Judging *judging)
{
	const VisitsProblem *problem = judging->problem;
	VisitsVerdict *out = judging->out;
	for (uint32_t i = 0; i < problem->carer_count; i++)
		if (judging->carer_work[i] > problem->carers[i].work_max)
			violate(judging, "%.*s works %.3f minutes, %.3f are the most", STR_ARG(problem->carers[i].id),
				minutes(judging->carer_work[i]), minutes(problem->carers[i].work_max));
	for (VisitsComponent i = 0; i < VISITS_COMPONENTS; i++) {
		if (problem->hard[i] && out->value[i] > VISITS_TIME_TOLERANCE)
			violate(judging, "%.*s is %.3f and must be nought", STR_ARG(visits_component_name(i)), minutes(out->value[i]));
		bool priced_alone = i == VISITS_LATENESS || i == VISITS_PREFERENCE || i == VISITS_UNVISITED || i == VISITS_CHANGE;
		if (!problem->hard[i] && !priced_alone)
			out->cost += out->value[i] * problem->weight[i];
	}
	out->cost += problem->hard[VISITS_LATENESS] ? 0 : judging->lateness_cost;
	for (uint32_t i = 0; i < problem->task_count; i++) {
		const VisitsTask *task = &problem->tasks[i];
		if (judging->shift_of[i] == VISITS_NONE)
			continue;
		out->cost += problem->assign_cost[(size_t)i * problem->shift_count + judging->shift_of[i]];
		if (task->earlier_shift != VISITS_NONE && llabs(judging->start_of[i] - task->earlier_start) > problem->change_tolerance)
			out->cost += task->change_cost;
	}
	for (uint32_t i = 0; i < problem->client_count; i++)
		if (problem->clients[i].optional && judging->shift_of[problem->clients[i].tasks[0]] == VISITS_NONE)
			out->cost += problem->clients[i].unvisited_cost;
}

void visits_evaluate(Arena *arena, const VisitsProblem *problem, const VisitsPlan *plan, VisitsVerdict *out)
{
	*out = (VisitsVerdict){.violations = ARENA_ARRAY(arena, Str, VISITS_VIOLATIONS_MAX)};
	Judging judging = {.arena = arena, .problem = problem, .plan = plan, .out = out,
		.shift_of = ARENA_ARRAY(arena, uint32_t, problem->task_count),
		.start_of = ARENA_ARRAY(arena, int64_t, problem->task_count),
		.carer_work = ARENA_ARRAY(arena, int64_t, problem->carer_count),
		.carer_visiting = ARENA_ARRAY(arena, int64_t, problem->carer_count)};
	for (uint32_t i = 0; i < problem->task_count; i++)
		judging.shift_of[i] = VISITS_NONE;
	for (uint32_t i = 0; i < problem->shift_count; i++)
		judge_route(&judging, i);
	for (uint32_t i = 0; i < problem->client_count; i++)
		judge_client(&judging, &problem->clients[i]);
	judge_habits(&judging);
	judge_sums(&judging);
}

void visits_write_verdict_object(const VisitsProblem *problem, const VisitsVerdict *verdict, JsonWriter *writer)
{
	json_write_object_begin(writer);
	json_write_member_truth(writer, S("feasible"), verdict->violation_total == 0);
	json_write_key(writer, S("cost"));
	visits_write_number(writer, (verdict->cost + problem->cost_divisor / 2) / problem->cost_divisor);
	json_write_key(writer, S("components"));
	json_write_object_begin(writer);
	for (VisitsComponent i = 0; i < VISITS_COMPONENTS; i++) {
		if (problem->weight[i] == 0)
			continue;
		json_write_key(writer, visits_component_name(i));
		visits_write_number(writer, verdict->value[i]);
	}
	json_write_object_end(writer);
	json_write_key(writer, S("violations"));
	json_write_array_begin(writer);
	for (size_t i = 0; i < verdict->violation_count; i++)
		json_write_text(writer, verdict->violations[i]);
	json_write_array_end(writer);
	json_write_object_end(writer);
}

void visits_write_verdict(const VisitsProblem *problem, const VisitsVerdict *verdict, Buffer *out)
{
	JsonWriter writer = json_writer_make(out);
	visits_write_verdict_object(problem, verdict, &writer);
	buffer_add_character(out, '\n');
}

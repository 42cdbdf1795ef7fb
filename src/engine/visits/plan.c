/* Plans as JSON: routes of stops with their times, in the form of the collections. */
#include <inttypes.h>

#include "engine/visits/numbers.h"
#include "engine/visits/reading.h"

static const Str BREAK_SERVICE = S_INIT("lunch_break");

void visits_write_number(JsonWriter *writer, int64_t units)
{
	uint64_t size = units < 0 ? 0 - (uint64_t)units : (uint64_t)units;
	uint64_t part = size % (uint64_t)VISITS_UNITS;
	const char *sign = units < 0 ? "-" : "";
	Arena *arena = writer->out->arena;
	Str text = str_format(arena, "%s%" PRIu64, sign, size / (uint64_t)VISITS_UNITS);
	if (part != 0) {
		text = str_format(arena, "%.*s.%06" PRIu64, STR_ARG(text), part);
		while (text.data[text.length - 1] == '0')
			text.length--;
	}
	json_write_node(writer, &(JsonNode){.kind = JSON_NUMBER, .text = text});
}

static uint32_t find_shift(const VisitsProblem *problem, Str carer, Str day)
{
	for (uint32_t i = 0; i < problem->shift_count; i++)
		if (str_equal(problem->shifts[i].carer, carer) && str_equal(problem->shifts[i].day, day))
			return i;
	return VISITS_NONE;
}

uint32_t visits_find_client(const VisitsProblem *problem, Str id)
{
	for (uint32_t i = 0; i < problem->client_count; i++)
		if (str_equal(problem->clients[i].id, id))
			return i;
	return VISITS_NONE;
}

/* The client's task of that service; of two alike the one that was not taken yet. */
static uint32_t find_task(const VisitsProblem *problem, uint32_t client, Str service, const bool *taken)
{
	uint32_t found = VISITS_NONE;
	for (uint32_t k = 0; k < problem->clients[client].task_count; k++) {
		uint32_t task = problem->clients[client].tasks[k];
		if (str_equal(problem->tasks[task].service, service) && (found == VISITS_NONE || taken[found]))
			found = task;
	}
	return found;
}

static Status read_stop(const VisitsReading *reading, const JsonNode *node, bool *taken, VisitsStop *out)
{
	const VisitsProblem *problem = reading->out;
	Str service = {0};
	Str client = {0};
	Status status = json_read_text(node, S("service"), JSON_REQUIRED, reading->problems, &service);
	bool pause = str_equal(service, BREAK_SERVICE);
	if (status == STATUS_OK)
		status = json_read_text(node, S("patient"), pause ? JSON_OPTIONAL : JSON_REQUIRED, reading->problems, &client);
	if (status != STATUS_OK)
		return status;
	bool other_names = json_member(node, S("arrival_time")) == NULL;
	*out = (VisitsStop){.task = VISITS_NONE, .client = VISITS_NONE};
	status = visits_read_minutes(reading, node, other_names ? S("start_time") : S("arrival_time"), JSON_REQUIRED, &out->start);
	if (status == STATUS_OK)
		status = visits_read_minutes(reading, node, other_names ? S("end_time") : S("departure_time"), JSON_REQUIRED, &out->end);
	if (status == STATUS_OK && client.data != NULL) {
		out->client = visits_find_client(problem, client);
		if (out->client == VISITS_NONE)
			status = visits_complain(reading, json_member(node, S("patient")), S("patient"), "there is no client \"%.*s\"",
				STR_ARG(client));
	}
	if (status != STATUS_OK || pause)
		return status;
	out->task = find_task(problem, out->client, service, taken);
	if (out->task == VISITS_NONE)
		return visits_complain(reading, json_member(node, S("service")), S("service"), "\"%.*s\" does not need \"%.*s\"",
			STR_ARG(client), STR_ARG(service));
	taken[out->task] = true;
	return STATUS_OK;
}

/* Published plans list the break anywhere; the times say where it stands. Equal starts keep their order. */
static void sort_stops(VisitsStop *stops, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		VisitsStop stop = stops[i];
		size_t at = i;
		for (; at > 0 && stops[at - 1].start > stop.start; at--)
			stops[at] = stops[at - 1];
		stops[at] = stop;
	}
}

static Status read_route(const VisitsReading *reading, const JsonNode *node, bool *taken, bool *read, VisitsPlan *out)
{
	Str carer = {0};
	Str day = {0};
	const JsonNode *stops = NULL;
	Status status = json_read_text(node, S("caregiver_id"), JSON_REQUIRED, reading->problems, &carer);
	if (status == STATUS_OK)
		status = json_read_text(node, S("day"), JSON_OPTIONAL, reading->problems, &day);
	if (status == STATUS_OK)
		status = json_read_array(node, S("locations"), JSON_OPTIONAL, reading->problems, &stops);
	if (status != STATUS_OK)
		return status;
	uint32_t shift = find_shift(reading->out, carer, day);
	if (shift == VISITS_NONE || read[shift])
		return visits_complain(reading, node, S("caregiver_id"), shift == VISITS_NONE ? "there is no shift of \"%.*s\"%s%.*s"
			: "there are two routes of \"%.*s\"%s%.*s", STR_ARG(carer), day.length > 0 ? " on " : "", STR_ARG(day));
	read[shift] = true;
	size_t count = stops == NULL ? 0 : stops->count;
	VisitsStop *list = ARENA_ARRAY(reading->arena, VisitsStop, count);
	for (size_t i = 0; i < count; i++) {
		Status one = read_stop(reading, &stops->items[i], taken, &list[i]);
		status = status == STATUS_OK ? one : status;
	}
	sort_stops(list, count);
	out->routes[shift] = (VisitsRoute){.stops = list, .count = count};
	return status;
}

Status visits_read_plan(Arena *arena, const VisitsProblem *problem, Str file, Str text, Problems *problems, VisitsPlan *out)
{
	const JsonNode *root = NULL;
	const JsonNode *routes = NULL;
	Status status = json_parse(arena, file, 1, text, problems, &root);
	if (status != STATUS_OK)
		return status;
	VisitsProblem read_only = *problem;
	VisitsReading reading = {.arena = arena, .problems = problems, .out = &read_only};
	status = visits_read_list(&reading, root, S("routes"), 0, VISITS_SHIFTS_MAX, &routes);
	if (status != STATUS_OK)
		return status;
	*out = visits_plan_make(arena, problem);
	bool *taken = ARENA_ARRAY(arena, bool, problem->task_count);
	bool *read = ARENA_ARRAY(arena, bool, problem->shift_count);
	for (size_t i = 0; i < routes->count; i++) {
		Status one = read_route(&reading, &routes->items[i], taken, read, out);
		status = status == STATUS_OK ? one : status;
	}
	return status;
}

VisitsPlan visits_plan_make(Arena *arena, const VisitsProblem *problem)
{
	return (VisitsPlan){.routes = ARENA_ARRAY(arena, VisitsRoute, problem->shift_count), .shift_count = problem->shift_count};
}

static void write_stop(const VisitsProblem *problem, const VisitsStop *stop, JsonWriter *writer)
{
	bool pause = stop->task == VISITS_NONE;
	json_write_object_begin(writer);
	if (stop->client != VISITS_NONE)
		json_write_member_text(writer, S("patient"), problem->clients[stop->client].id);
	json_write_member_text(writer, S("service"), pause ? BREAK_SERVICE : problem->tasks[stop->task].service);
	json_write_key(writer, pause ? S("start_time") : S("arrival_time"));
	visits_write_number(writer, stop->start);
	json_write_key(writer, pause ? S("end_time") : S("departure_time"));
	visits_write_number(writer, stop->end);
	json_write_object_end(writer);
}

void visits_write_routes(const VisitsProblem *problem, const VisitsPlan *plan, JsonWriter *writer)
{
	json_write_array_begin(writer);
	for (uint32_t shift = 0; shift < plan->shift_count; shift++) {
		json_write_object_begin(writer);
		json_write_member_text(writer, S("caregiver_id"), problem->shifts[shift].carer);
		if (problem->shifts[shift].day.length > 0)
			json_write_member_text(writer, S("day"), problem->shifts[shift].day);
		json_write_key(writer, S("locations"));
		json_write_array_begin(writer);
		for (size_t i = 0; i < plan->routes[shift].count; i++)
			write_stop(problem, &plan->routes[shift].stops[i], writer);
		json_write_array_end(writer);
		json_write_object_end(writer);
	}
	json_write_array_end(writer);
}

void visits_write_plan(const VisitsProblem *problem, const VisitsPlan *plan, Buffer *out)
{
	JsonWriter writer = json_writer_make(out);
	json_write_object_begin(&writer);
	json_write_key(&writer, S("routes"));
	visits_write_routes(problem, plan, &writer);
	json_write_object_end(&writer);
	buffer_add_character(out, '\n');
}

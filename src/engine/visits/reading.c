#include "engine/visits/reading.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { NUMBER_TEXT_MAX = 40, SENTENCE_MAX = 400 };

Status visits_number(const JsonNode *node, int64_t least, int64_t most, int64_t *out)
{
	if (node == NULL || node->kind != JSON_NUMBER || node->text.length > NUMBER_TEXT_MAX)
		return STATUS_INVALID;
	char text[NUMBER_TEXT_MAX + 1] = {0};
	for (size_t i = 0; i < node->text.length; i++)
		text[i] = node->text.data[i];
	/* The reader let only JSON's numbers through, so strtod takes all of it; a double holds six decimals of a million. */
	double value = strtod(text, NULL) * (double)VISITS_UNITS;
	if (!(value >= (double)least && value <= (double)most))
		return STATUS_INVALID;
	*out = llround(value);
	return STATUS_OK;
}

Status visits_complain(const VisitsReading *reading, const JsonNode *node, Str field, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	Problem problem = json_place(node);
	problem.field = field;
	problem.message = str_format_list(reading->arena, format, arguments);
	va_end(arguments);
	return problems_add(reading->problems, problem);
}

Status visits_read_minutes(const VisitsReading *reading, const JsonNode *object, Str key, JsonNeed need, int64_t *out)
{
	const JsonNode *node = json_member(object, key);
	bool absent = node == NULL || node->kind == JSON_NULL;
	if (absent && need == JSON_OPTIONAL)
		return STATUS_OK;
	if (visits_number(node, 0, VISITS_MINUTES_MAX * VISITS_UNITS, out) == STATUS_OK)
		return STATUS_OK;
	return visits_complain(reading, node == NULL ? object : node, key,
		"minutes from 0 to %d were expected", VISITS_MINUTES_MAX);
}

Status visits_read_list(const VisitsReading *reading, const JsonNode *object, Str key, size_t least, size_t most,
	const JsonNode **out)
{
	const JsonNode *list = NULL;
	Status status = json_read_array(object, key, JSON_REQUIRED, reading->problems, &list);
	if (status != STATUS_OK)
		return status;
	if (list->count < least || list->count > most)
		return visits_complain(reading, list, key, "%zu to %zu items were expected, found %zu", least, most, list->count);
	*out = list;
	return STATUS_OK;
}

size_t visits_find_item(const JsonNode *list, Str id)
{
	size_t i = 0;
	while (i < list->count && !str_equal(json_text(json_member(&list->items[i], S("id"))), id))
		i++;
	return i;
}

Status visits_read_id(const VisitsReading *reading, const JsonNode *list, size_t at, Str *out)
{
	Status status = json_read_text(&list->items[at], S("id"), JSON_REQUIRED, reading->problems, out);
	if (status != STATUS_OK)
		return status;
	if (out->length == 0 || visits_find_item(list, *out) != at)
		return visits_complain(reading, &list->items[at], S("id"), "an id of its own was expected, found \"%.*s\"",
			STR_ARG(*out));
	return STATUS_OK;
}

Status visits_read_matrix(VisitsReading *reading, const JsonNode *matrix, uint32_t places, uint32_t mode)
{
	int64_t *there = ARENA_ARRAY(reading->arena, int64_t, (size_t)places * places);
	int64_t *back = ARENA_ARRAY(reading->arena, int64_t, (size_t)places * places);
	Str field = S("distances");
	if (matrix->kind != JSON_ARRAY || matrix->count != places)
		return visits_complain(reading, matrix, field, "%u rows were expected, one a place", places);
	Status status = STATUS_OK;
	for (uint32_t from = 0; from < places; from++) {
		const JsonNode *row = &matrix->items[from];
		if (row->kind != JSON_ARRAY || row->count != places)
			return visits_complain(reading, row, field, "a row of %u numbers was expected", places);
		for (uint32_t to = 0; to < places; to++) {
			int64_t minutes = 0;
			if (visits_number(&row->items[to], 0, VISITS_MINUTES_MAX * VISITS_UNITS, &minutes) != STATUS_OK)
				status = visits_complain(reading, &row->items[to], field, "minutes from 0 to %d were expected",
					VISITS_MINUTES_MAX);
			there[(size_t)from * places + to] = minutes;
			back[(size_t)to * places + from] = minutes;
		}
	}
	reading->out->travel[mode] = there;
	reading->out->travel_back[mode] = back;
	reading->out->place_count = places;
	return status;
}

static Status read_window(const VisitsReading *reading, const JsonNode *node, int64_t *start, int64_t *end)
{
	int64_t most = VISITS_MINUTES_MAX * VISITS_UNITS;
	bool pair = node->kind == JSON_ARRAY && node->count == 2;
	const JsonNode *from = pair ? &node->items[0] : json_member(node, S("start"));
	const JsonNode *to = pair ? &node->items[1] : json_member(node, S("end"));
	if (visits_number(from, 0, most, start) != STATUS_OK || visits_number(to, 0, most, end) != STATUS_OK)
		return visits_complain(reading, node, S("time_window"), "a window with start and end in minutes was expected");
	if (*start > *end)
		return visits_complain(reading, node, S("time_window"), "the window ends before it starts");
	return STATUS_OK;
}

Status visits_read_windows(const VisitsReading *reading, const JsonNode *list, int64_t duration, int64_t shift_minutes,
	VisitsTask *task)
{
	bool single = list->kind == JSON_ARRAY && list->count == 2 && list->items[0].kind == JSON_NUMBER;
	size_t count = single ? 1 : list->count;
	if (list->kind != JSON_ARRAY || count == 0 || count > VISITS_WINDOWS_MAX)
		return visits_complain(reading, list, S("time_windows"), "1 to %d windows were expected", VISITS_WINDOWS_MAX);
	VisitsWindow *windows = ARENA_ARRAY(reading->arena, VisitsWindow, count);
	Status status = STATUS_OK;
	for (size_t i = 0; i < count && status == STATUS_OK; i++) {
		int64_t start = 0;
		int64_t end = 0;
		const JsonNode *node = single ? list : &list->items[i];
		status = read_window(reading, node, &start, &end);
		if (status == STATUS_OK && i > 0 && start + shift_minutes <= windows[i - 1].start)
			status = visits_complain(reading, node, S("time_windows"), "windows in the order of their starts were expected");
		windows[i] = (VisitsWindow){.start = start + shift_minutes,
			.due = end + shift_minutes - (reading->window_met_at_end ? duration : 0)};
	}
	task->windows = windows;
	task->window_count = (uint32_t)count;
	return status;
}

void visits_reading_reserve(VisitsReading *reading, size_t clients, size_t shifts, size_t carers)
{
	assert(clients <= VISITS_CLIENTS_MAX && shifts <= VISITS_SHIFTS_MAX);
	reading->clients = ARENA_ARRAY(reading->arena, VisitsClient, clients);
	reading->client_nodes = ARENA_ARRAY(reading->arena, const JsonNode *, clients);
	reading->tasks = ARENA_ARRAY(reading->arena, VisitsTask, clients * 2);
	reading->shifts = ARENA_ARRAY(reading->arena, VisitsShift, shifts);
	reading->carers = ARENA_ARRAY(reading->arena, VisitsCarer, carers);
	VisitsProblem *out = reading->out;
	out->clients = reading->clients;
	out->tasks = reading->tasks;
	out->shifts = reading->shifts;
	out->carers = reading->carers;
	out->carer_count = (uint32_t)carers;
	out->shift_count = (uint32_t)shifts;
}

void visits_reading_reserve_tables(VisitsReading *reading)
{
	size_t cells = (size_t)reading->out->task_count * reading->out->shift_count;
	reading->allowed = ARENA_ARRAY(reading->arena, bool, cells);
	reading->assign_cost = ARENA_ARRAY(reading->arena, int64_t, cells);
	reading->not_preferred = ARENA_ARRAY(reading->arena, bool, cells);
	reading->out->allowed = reading->allowed;
	reading->out->assign_cost = reading->assign_cost;
	reading->out->not_preferred = reading->not_preferred;
}

Status visits_read_task(VisitsReading *reading, uint32_t client, const JsonNode *node, uint32_t place, VisitsTask **out)
{
	VisitsTask task = {.client = client, .place = place,
		.partner = VISITS_NONE, .importance = 1, .earlier_shift = VISITS_NONE};
	Status status = json_read_text(node, S("service"), JSON_REQUIRED, reading->problems, &task.service);
	if (status != STATUS_OK)
		return status;
	size_t at = reading->services == NULL ? 0 : visits_find_item(reading->services, task.service);
	if (reading->services != NULL && at == reading->services->count)
		return visits_complain(reading, json_member(node, S("service")), S("service"), "there is no service \"%.*s\"",
			STR_ARG(task.service));
	task.duration = -1;
	status = visits_read_minutes(reading, node, S("duration"), JSON_OPTIONAL, &task.duration);
	if (status == STATUS_OK && task.duration < 0 && reading->services != NULL)
		status = visits_read_minutes(reading, &reading->services->items[at], S("default_duration"), JSON_OPTIONAL,
			&task.duration);
	if (status == STATUS_OK && task.duration < 0)
		status = visits_complain(reading, node, S("duration"), "neither the visit nor its service says how long it takes");
	uint32_t number = reading->out->task_count++;
	reading->tasks[number] = task;
	VisitsClient *owner = &reading->clients[client];
	owner->tasks[owner->task_count++] = number;
	*out = &reading->tasks[number];
	return status;
}

static Status read_gap(const VisitsReading *reading, const JsonNode *node, VisitsClient *client)
{
	const JsonNode *distance = json_member(node, S("distance"));
	bool pair = distance != NULL && distance->kind == JSON_ARRAY && distance->count == 2;
	const JsonNode *least = pair ? &distance->items[0] : json_member(distance, S("min"));
	const JsonNode *most = pair ? &distance->items[1] : json_member(distance, S("max"));
	int64_t limit = VISITS_MINUTES_MAX * VISITS_UNITS;
	if (visits_number(least, 0, limit, &client->gap_min) != STATUS_OK ||
		visits_number(most, 0, limit, &client->gap_max) != STATUS_OK)
		return visits_complain(reading, distance == NULL ? node : distance, S("distance"),
			"the least and the most minutes from start to start were expected");
	if (client->gap_min > client->gap_max)
		return visits_complain(reading, distance, S("distance"), "the least gap is above the most");
	return STATUS_OK;
}

Status visits_read_synchronization(VisitsReading *reading, const JsonNode *node, VisitsClient *client)
{
	const JsonNode *together = json_member(node, S("synchronization"));
	bool absent = together == NULL || together->kind == JSON_NULL;
	if (client->task_count == 1 && absent)
		return STATUS_OK;
	if (client->task_count == 1)
		return visits_complain(reading, together, S("synchronization"), "one visit cannot be synchronised; two were expected");
	if (absent)
		return visits_complain(reading, node, S("synchronization"),
			"two services want a synchronization: simultaneous, sequential or independent");
	reading->tasks[client->tasks[0]].partner = client->tasks[1];
	reading->tasks[client->tasks[1]].partner = client->tasks[0];
	Str type = json_text(json_member(together, S("type")));
	if (str_equal(type, S("simultaneous"))) {
		client->together = VISITS_SIMULTANEOUS;
	} else if (str_equal(type, S("independent"))) {
		client->together = VISITS_INDEPENDENT;
	} else if (str_equal(type, S("sequential"))) {
		client->together = VISITS_SEQUENTIAL;
		return read_gap(reading, together, client);
	} else {
		return visits_complain(reading, together, S("type"), "simultaneous, sequential or independent was expected, found "
			"\"%.*s\"", STR_ARG(type));
	}
	return STATUS_OK;
}

static bool has_ability(const JsonNode *abilities, Str service)
{
	for (size_t i = 0; i < abilities->count; i++)
		if (str_equal(json_text(&abilities->items[i]), service))
			return true;
	return false;
}

Status visits_match_abilities(VisitsReading *reading, const JsonNode *carers)
{
	Status status = STATUS_OK;
	for (uint32_t shift = 0; shift < reading->out->shift_count; shift++) {
		const JsonNode *abilities = NULL;
		const JsonNode *carer = &carers->items[reading->shifts[shift].carer_at];
		Status read = json_read_array(carer, S("abilities"), JSON_REQUIRED, reading->problems, &abilities);
		status = read == STATUS_OK ? status : read;
		for (uint32_t task = 0; read == STATUS_OK && task < reading->out->task_count; task++)
			reading->allowed[(size_t)task * reading->out->shift_count + shift] =
				has_ability(abilities, reading->tasks[task].service);
	}
	return status;
}

/* Two visits want two carers: with one able carer for both, there is no plan. */
static bool has_two_carers(const VisitsProblem *problem, const VisitsClient *client)
{
	const bool *first = problem->allowed + (size_t)client->tasks[0] * problem->shift_count;
	const bool *second = problem->allowed + (size_t)client->tasks[1] * problem->shift_count;
	for (uint32_t left = 0; left < problem->shift_count; left++)
		for (uint32_t right = 0; first[left] && right < problem->shift_count; right++)
			if (second[right] && problem->shifts[left].carer_at != problem->shifts[right].carer_at)
				return true;
	return false;
}

static bool anybody_can(const VisitsProblem *problem, uint32_t task)
{
	for (uint32_t shift = 0; shift < problem->shift_count; shift++)
		if (problem->allowed[(size_t)task * problem->shift_count + shift])
			return true;
	return false;
}

Status visits_finish_reading(VisitsReading *reading)
{
	const VisitsProblem *problem = reading->out;
	Status status = STATUS_OK;
	for (uint32_t i = 0; i < problem->client_count; i++) {
		const VisitsClient *client = &problem->clients[i];
		if (client->optional || problem->form == VISITS_WEEK)
			continue; /* a week says who cannot be covered instead of refusing everybody */
		for (uint32_t k = 0; k < client->task_count; k++) {
			const VisitsTask *task = &problem->tasks[client->tasks[k]];
			if (!anybody_can(problem, client->tasks[k]))
				status = visits_complain(reading, reading->client_nodes[i], S("service"),
					"nobody can do the service \"%.*s\" for \"%.*s\"", STR_ARG(task->service), STR_ARG(client->id));
		}
		if (status == STATUS_OK && client->task_count == 2 && !has_two_carers(problem, client))
			status = visits_complain(reading, reading->client_nodes[i], S("service"),
				"the two visits of \"%.*s\" want two carers and only one is able", STR_ARG(client->id));
	}
	return status;
}

Status visits_read_problem(Arena *arena, Str file, Str text, Problems *problems, VisitsProblem *out)
{
	const JsonNode *root = NULL;
	Status status = json_parse(arena, file, 1, text, problems, &root);
	if (status != STATUS_OK)
		return status;
	*out = (VisitsProblem){.cost_divisor = 1, .first_day = DATE_NONE};
	VisitsReading reading = {.arena = arena, .problems = problems, .out = out};
	if (root->kind != JSON_OBJECT)
		return visits_complain(&reading, root, (Str){0}, "an object was expected");
	if (json_member(root, S("week")) != NULL)
		status = visits_read_week(&reading, root);
	else if (json_member(root, S("terminal_points")) != NULL)
		status = visits_read_unified(&reading, root);
	else
		status = visits_read_classic(&reading, root);
	return status == STATUS_OK ? visits_finish_reading(&reading) : status;
}

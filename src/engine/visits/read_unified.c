/* The unified form (uhhc): shifts, meal breaks, preferences, optional clients, several windows and places to start from. */
#include "engine/visits/reading.h"

static Status read_weights(VisitsReading *reading, const JsonNode *metadata)
{
	VisitsProblem *out = reading->out;
	const JsonNode *weights = NULL;
	Str met = {0};
	Status status = json_read_text(metadata, S("time_window_met"), JSON_OPTIONAL, reading->problems, &met);
	if (status == STATUS_OK)
		status = json_read_object(metadata, S("cost_components"), JSON_REQUIRED, reading->problems, &weights);
	if (status != STATUS_OK)
		return status;
	reading->window_met_at_end = str_equal(met, S("at_service_end"));
	if (!reading->window_met_at_end && met.length > 0 && !str_equal(met, S("at_service_start")))
		return visits_complain(reading, json_member(metadata, S("time_window_met")), S("time_window_met"),
			"at_service_start or at_service_end was expected");
	for (VisitsComponent i = 0; i < VISITS_CHANGE; i++) {
		Str name = visits_component_name(i);
		const JsonNode *node = json_member(weights, name);
		out->hard[i] = str_equal(json_text(node), S("HARD"));
		if (out->hard[i])
			out->weight[i] = VISITS_HARD_WEIGHT;
		else if (json_read_integer(weights, name, JSON_OPTIONAL, 0, 100000, reading->problems, &out->weight[i]) != STATUS_OK)
			status = STATUS_INVALID;
	}
	return status;
}

/* A member with the id of a place: its row in the matrix. */
static Status read_terminal(VisitsReading *reading, const JsonNode *carer, Str key, const JsonNode *terminals, uint32_t *out)
{
	Str id = {0};
	Status status = json_read_text(carer, key, JSON_REQUIRED, reading->problems, &id);
	if (status != STATUS_OK)
		return status;
	size_t at = visits_find_item(terminals, id);
	if (at == terminals->count)
		return visits_complain(reading, json_member(carer, key), key, "there is no terminal point \"%.*s\"", STR_ARG(id));
	int64_t row = 0;
	status = json_read_integer(&terminals->items[at], S("distance_matrix_index"), JSON_REQUIRED, 0,
		(int64_t)reading->out->place_count - 1, reading->problems, &row);
	*out = (uint32_t)row;
	return status;
}

static Status read_carer(VisitsReading *reading, const JsonNode *carers, uint32_t at, const JsonNode *terminals)
{
	const JsonNode *node = &carers->items[at];
	VisitsShift *shift = &reading->shifts[at];
	*shift = (VisitsShift){.carer_at = at, .end = VISITS_NO_END, .travel_weight = reading->out->weight[VISITS_TRAVEL],
		.work_max = VISITS_NO_END};
	Status status = visits_read_id(reading, carers, at, &shift->carer);
	reading->carers[at] = (VisitsCarer){.id = shift->carer, .work_max = VISITS_NO_END};
	const JsonNode *hours = NULL;
	if (status == STATUS_OK)
		status = json_read_truth(node, S("lunch_break"), JSON_OPTIONAL, reading->problems, &shift->break_due);
	if (status == STATUS_OK)
		status = json_read_object(node, S("working_shift"), JSON_OPTIONAL, reading->problems, &hours);
	if (status == STATUS_OK && hours != NULL)
		status = visits_read_minutes(reading, hours, S("start"), JSON_REQUIRED, &shift->start);
	if (status == STATUS_OK && hours != NULL)
		status = visits_read_minutes(reading, hours, S("end"), JSON_REQUIRED, &shift->end);
	if (status == STATUS_OK && shift->end < shift->start)
		status = visits_complain(reading, hours, S("working_shift"), "the shift ends before it starts");
	if (status == STATUS_OK)
		status = read_terminal(reading, node, S("departing_point"), terminals, &shift->from);
	return status == STATUS_OK ? read_terminal(reading, node, S("arrival_point"), terminals, &shift->to) : status;
}

static Status read_patient(VisitsReading *reading, const JsonNode *patients, uint32_t at)
{
	const JsonNode *node = &patients->items[at];
	VisitsClient *client = &reading->clients[at];
	*client = (VisitsClient){0};
	reading->client_nodes[at] = node;
	const JsonNode *needs = NULL;
	const JsonNode *windows = NULL;
	int64_t row = 0;
	Status status = visits_read_id(reading, patients, at, &client->id);
	if (status == STATUS_OK)
		status = visits_read_list(reading, node, S("required_services"), 1, 2, &needs);
	if (status == STATUS_OK)
		status = json_read_array(node, S("time_windows"), JSON_REQUIRED, reading->problems, &windows);
	if (status == STATUS_OK)
		status = json_read_integer(node, S("distance_matrix_index"), JSON_REQUIRED, 0,
			(int64_t)reading->out->place_count - 1, reading->problems, &row);
	if (status == STATUS_OK)
		status = json_read_truth(node, S("optional"), JSON_OPTIONAL, reading->problems, &client->optional);
	for (size_t i = 0; status == STATUS_OK && i < needs->count; i++) {
		VisitsTask *task = NULL;
		status = visits_read_task(reading, at, &needs->items[i], (uint32_t)row, &task);
		if (status == STATUS_OK)
			status = visits_read_windows(reading, windows, task->duration, 0, task);
	}
	/* Where leaving somebody out is forbidden, optional means nothing. */
	client->optional = client->optional && !reading->out->hard[VISITS_UNVISITED];
	client->unvisited_cost = client->optional ? reading->out->weight[VISITS_UNVISITED] * VISITS_UNITS : VISITS_MUST_COST;
	return status == STATUS_OK ? visits_read_synchronization(reading, node, client) : status;
}

static bool lists_carer(const JsonNode *list, Str carer)
{
	for (size_t i = 0; i < list->count; i++)
		if (str_equal(json_text(&list->items[i]), carer))
			return true;
	return false;
}

static Status check_carers(const VisitsReading *reading, const JsonNode *list, Str key, const JsonNode *carers)
{
	Status status = STATUS_OK;
	for (size_t i = 0; i < list->count; i++)
		if (visits_find_item(carers, json_text(&list->items[i])) == carers->count)
			status = visits_complain(reading, &list->items[i], key, "there is no carer of that id");
	return status;
}

/* Who may not come, and who is not of the client's choice. */
static Status read_wishes(VisitsReading *reading, uint32_t at, const JsonNode *carers)
{
	VisitsProblem *out = reading->out;
	const JsonNode *node = reading->client_nodes[at];
	const JsonNode *preferred = NULL;
	const JsonNode *refused = NULL;
	Status status = json_read_array(node, S("preferred_caregivers"), JSON_OPTIONAL, reading->problems, &preferred);
	if (status == STATUS_OK)
		status = json_read_array(node, S("incompatible_caregivers"), JSON_OPTIONAL, reading->problems, &refused);
	if (status == STATUS_OK && preferred != NULL)
		status = check_carers(reading, preferred, S("preferred_caregivers"), carers);
	if (status == STATUS_OK && refused != NULL)
		status = check_carers(reading, refused, S("incompatible_caregivers"), carers);
	if (status != STATUS_OK)
		return status;
	for (uint32_t k = 0; k < out->clients[at].task_count; k++) {
		for (uint32_t shift = 0; shift < out->shift_count; shift++) {
			size_t cell = (size_t)out->clients[at].tasks[k] * out->shift_count + shift;
			Str carer = out->shifts[shift].carer;
			if (refused != NULL && lists_carer(refused, carer))
				reading->allowed[cell] = false;
			reading->not_preferred[cell] = preferred != NULL && preferred->count > 0 && !lists_carer(preferred, carer);
			if (reading->not_preferred[cell] && out->hard[VISITS_PREFERENCE])
				reading->allowed[cell] = false;
			reading->assign_cost[cell] = reading->not_preferred[cell] ? out->weight[VISITS_PREFERENCE] * VISITS_UNITS : 0;
		}
	}
	return STATUS_OK;
}

static Status read_breaks(VisitsReading *reading, const JsonNode *root)
{
	VisitsProblem *out = reading->out;
	bool due = false;
	for (uint32_t i = 0; i < out->shift_count; i++)
		due = due || out->shifts[i].break_due;
	const JsonNode *breaks = NULL;
	Status status = json_read_object(root, S("lunch_breaks"), due ? JSON_REQUIRED : JSON_OPTIONAL, reading->problems, &breaks);
	if (status != STATUS_OK || breaks == NULL)
		return status;
	status = visits_read_minutes(reading, breaks, S("start"), JSON_REQUIRED, &out->break_start);
	if (status == STATUS_OK)
		status = visits_read_minutes(reading, breaks, S("end"), JSON_REQUIRED, &out->break_end);
	if (status == STATUS_OK)
		status = visits_read_minutes(reading, breaks, S("min_duration"), JSON_REQUIRED, &out->break_duration);
	if (status == STATUS_OK && out->break_start > out->break_end)
		status = visits_complain(reading, breaks, S("lunch_breaks"), "the time of the break ends before it starts");
	return status;
}

static Status read_people(VisitsReading *reading, const JsonNode *root, const JsonNode *patients, const JsonNode *carers)
{
	const JsonNode *terminals = NULL;
	Status status = visits_read_list(reading, root, S("terminal_points"), 1, VISITS_PLACES_MAX, &terminals);
	if (status != STATUS_OK)
		return status;
	for (uint32_t i = 0; i < carers->count; i++) {
		Status read = read_carer(reading, carers, i, terminals);
		status = status == STATUS_OK ? read : status;
	}
	for (uint32_t i = 0; i < patients->count; i++) {
		Status read = read_patient(reading, patients, i);
		status = status == STATUS_OK ? read : status;
	}
	return status == STATUS_OK ? read_breaks(reading, root) : status;
}

Status visits_read_unified(VisitsReading *reading, const JsonNode *root)
{
	VisitsProblem *out = reading->out;
	const JsonNode *patients = NULL;
	const JsonNode *carers = NULL;
	const JsonNode *matrix = NULL;
	const JsonNode *metadata = NULL;
	Status status = json_read_object(root, S("metadata"), JSON_REQUIRED, reading->problems, &metadata);
	if (status == STATUS_OK)
		status = visits_read_list(reading, root, S("patients"), 1, VISITS_PLACES_MAX, &patients);
	if (status == STATUS_OK)
		status = visits_read_list(reading, root, S("caregivers"), 1, VISITS_SHIFTS_MAX, &carers);
	if (status == STATUS_OK)
		status = visits_read_list(reading, root, S("services"), 1, VISITS_CLIENTS_MAX, &reading->services);
	if (status == STATUS_OK)
		status = visits_read_list(reading, root, S("distances"), 1, VISITS_PLACES_MAX, &matrix);
	if (status == STATUS_OK)
		status = read_weights(reading, metadata);
	if (status != STATUS_OK)
		return status;
	out->form = VISITS_UNIFIED;
	visits_reading_reserve(reading, patients->count, carers->count, carers->count);
	out->client_count = (uint32_t)patients->count;
	status = visits_read_matrix(reading, matrix, (uint32_t)matrix->count, 0);
	if (status == STATUS_OK)
		status = read_people(reading, root, patients, carers);
	if (status != STATUS_OK)
		return status;
	visits_reading_reserve_tables(reading);
	status = visits_match_abilities(reading, carers);
	for (uint32_t i = 0; status == STATUS_OK && i < out->client_count; i++)
		status = read_wishes(reading, i, carers);
	return status;
}

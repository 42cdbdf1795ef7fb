/* The classic form: one office, soft windows, carers without shifts; cost = (travel + lateness + highest lateness) / 3. */
#include "engine/visits/reading.h"

static Status read_carers(VisitsReading *reading, const JsonNode *carers)
{
	Status status = STATUS_OK;
	for (uint32_t i = 0; i < carers->count; i++) {
		Str id = {0};
		Status read = visits_read_id(reading, carers, i, &id);
		status = read == STATUS_OK ? status : read;
		reading->carers[i] = (VisitsCarer){.id = id, .work_max = VISITS_NO_END};
		reading->shifts[i] = (VisitsShift){.carer = id, .carer_at = i, .end = VISITS_NO_END, .travel_weight = 1,
			.work_max = VISITS_NO_END};
	}
	return status;
}

static Status read_patient(VisitsReading *reading, const JsonNode *patients, uint32_t at)
{
	const JsonNode *node = &patients->items[at];
	VisitsClient *client = &reading->clients[at];
	*client = (VisitsClient){.unvisited_cost = VISITS_MUST_COST};
	reading->client_nodes[at] = node;
	const JsonNode *needs = NULL;
	const JsonNode *window = NULL;
	Status status = visits_read_id(reading, patients, at, &client->id);
	if (status == STATUS_OK)
		status = visits_read_list(reading, node, S("required_caregivers"), 1, 2, &needs);
	if (status == STATUS_OK)
		status = json_read_array(node, S("time_window"), JSON_REQUIRED, reading->problems, &window);
	for (size_t i = 0; status == STATUS_OK && i < needs->count; i++) {
		VisitsTask *task = NULL;
		status = visits_read_task(reading, at, &needs->items[i], at + 1, &task);
		if (status == STATUS_OK)
			status = visits_read_windows(reading, window, task->duration, 0, task);
	}
	return status == STATUS_OK ? visits_read_synchronization(reading, node, client) : status;
}

Status visits_read_classic(VisitsReading *reading, const JsonNode *root)
{
	VisitsProblem *out = reading->out;
	const JsonNode *patients = NULL;
	const JsonNode *carers = NULL;
	const JsonNode *offices = NULL;
	const JsonNode *matrix = NULL;
	Status status = visits_read_list(reading, root, S("patients"), 1, VISITS_PLACES_MAX - 1, &patients);
	if (status == STATUS_OK)
		status = visits_read_list(reading, root, S("caregivers"), 1, VISITS_SHIFTS_MAX, &carers);
	if (status == STATUS_OK)
		status = visits_read_list(reading, root, S("services"), 1, VISITS_CLIENTS_MAX, &reading->services);
	if (status == STATUS_OK)
		status = visits_read_list(reading, root, S("central_offices"), 1, 1, &offices);
	if (status == STATUS_OK)
		status = json_read_array(root, S("distances"), JSON_REQUIRED, reading->problems, &matrix);
	if (status != STATUS_OK)
		return status;
	out->form = VISITS_CLASSIC;
	out->cost_divisor = 3;
	out->weight[VISITS_TRAVEL] = out->weight[VISITS_LATENESS] = out->weight[VISITS_HIGHEST_LATENESS] = 1;
	visits_reading_reserve(reading, patients->count, carers->count, carers->count);
	status = visits_read_matrix(reading, matrix, (uint32_t)patients->count + 1, 0);
	Status read = read_carers(reading, carers);
	status = status == STATUS_OK ? read : status;
	out->client_count = (uint32_t)patients->count;
	for (uint32_t i = 0; i < patients->count; i++) {
		read = read_patient(reading, patients, i);
		status = status == STATUS_OK ? read : status;
	}
	if (status != STATUS_OK)
		return status;
	visits_reading_reserve_tables(reading);
	return visits_match_abilities(reading, carers);
}

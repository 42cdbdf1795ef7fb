/* Travel in a week: the straight line with a detour, round rivers by their crossings, or a table from a routing service. */
#include "engine/visits/week.h"

static const Str MODE_NAMES[WEEK_MODES] = {
	[WEEK_WALK] = S_INIT("walk"), [WEEK_CYCLE] = S_INIT("cycle"), [WEEK_DRIVE] = S_INIT("drive")};

static Status read_point(const Week *week, const JsonNode *pair, Str field, GeoPoint *out)
{
	int64_t north = 0;
	int64_t east = 0;
	int64_t most = 180 * VISITS_UNITS;
	if (pair->kind != JSON_ARRAY || pair->count != 2 || visits_number(&pair->items[0], -most / 2, most / 2, &north) != STATUS_OK ||
		visits_number(&pair->items[1], -most, most, &east) != STATUS_OK)
		return visits_complain(week->reading, pair, field, "[latitude, longitude] was expected");
	*out = (GeoPoint){.latitude = (int32_t)north, .longitude = (int32_t)east};
	return STATUS_OK;
}

static Status read_barrier(const Week *week, const JsonNode *node, WeekBarrier *out)
{
	const JsonNode *line = NULL;
	const JsonNode *crossings = NULL;
	Status status = visits_read_list(week->reading, node, S("line"), 2, 2, &line);
	if (status == STATUS_OK)
		status = visits_read_list(week->reading, node, S("crossings"), 1, WEEK_CROSSINGS_MAX, &crossings);
	if (status == STATUS_OK)
		status = read_point(week, &line->items[0], S("line"), &out->from);
	if (status == STATUS_OK)
		status = read_point(week, &line->items[1], S("line"), &out->to);
	if (status != STATUS_OK)
		return status;
	GeoPoint *points = ARENA_ARRAY(week->reading->arena, GeoPoint, crossings->count);
	for (size_t i = 0; status == STATUS_OK && i < crossings->count; i++)
		status = read_point(week, &crossings->items[i], S("crossings"), &points[i]);
	out->crossings = points;
	out->crossing_count = crossings->count;
	return status;
}

Status visits_week_read_travel(Week *week, const JsonNode *root)
{
	WeekTravel *travel = &week->travel;
	*travel = (WeekTravel){.detour_percent = 130, .metres_per_minute = {[WEEK_WALK] = 80, [WEEK_CYCLE] = 220, [WEEK_DRIVE] = 450}};
	const JsonNode *node = NULL;
	const JsonNode *speeds = NULL;
	const JsonNode *barriers = NULL;
	Problems *problems = week->reading->problems;
	Status status = json_read_object(root, S("travel"), JSON_OPTIONAL, problems, &node);
	if (status != STATUS_OK || node == NULL)
		return status;
	status = json_read_integer(node, S("detour_percent"), JSON_OPTIONAL, 100, 1000, problems, &travel->detour_percent);
	if (status == STATUS_OK)
		status = json_read_object(node, S("metres_per_minute"), JSON_OPTIONAL, problems, &speeds);
	for (size_t i = 0; status == STATUS_OK && speeds != NULL && i < WEEK_MODES; i++)
		status = json_read_integer(speeds, MODE_NAMES[i], JSON_OPTIONAL, 1, 3000, problems, &travel->metres_per_minute[i]);
	if (status == STATUS_OK)
		status = json_read_array(node, S("barriers"), JSON_OPTIONAL, problems, &barriers);
	if (status != STATUS_OK || barriers == NULL)
		return status;
	if (barriers->count > WEEK_BARRIERS_MAX)
		return visits_complain(week->reading, barriers, S("barriers"), "at most %d barriers were expected", WEEK_BARRIERS_MAX);
	travel->barriers = ARENA_ARRAY(week->reading->arena, WeekBarrier, barriers->count);
	travel->barrier_count = barriers->count;
	for (size_t i = 0; status == STATUS_OK && i < barriers->count; i++)
		status = read_barrier(week, &barriers->items[i], &travel->barriers[i]);
	return status;
}

/* Which side of the line through a and b the point lies on: above, below or on nought. */
static int64_t side_of(GeoPoint a, GeoPoint b, GeoPoint point)
{
	return ((int64_t)b.longitude - a.longitude) * ((int64_t)point.latitude - a.latitude) -
		((int64_t)b.latitude - a.latitude) * ((int64_t)point.longitude - a.longitude);
}

static bool crosses(GeoPoint from, GeoPoint to, const WeekBarrier *barrier)
{
	bool apart = (side_of(barrier->from, barrier->to, from) > 0) != (side_of(barrier->from, barrier->to, to) > 0);
	return apart && (side_of(from, to, barrier->from) > 0) != (side_of(from, to, barrier->to) > 0);
}

int64_t visits_week_metres(const WeekTravel *travel, GeoPoint from, GeoPoint to);

/* The straight line, or the shortest way over a crossing of the longest detour among the barriers in between. */
int64_t visits_week_metres(const WeekTravel *travel, GeoPoint from, GeoPoint to)
{
	int64_t metres = distance_metres(from, to);
	for (size_t i = 0; i < travel->barrier_count; i++) {
		const WeekBarrier *barrier = &travel->barriers[i];
		if (!crosses(from, to, barrier))
			continue;
		int64_t over = INT64_MAX;
		for (size_t k = 0; k < barrier->crossing_count; k++) {
			int64_t way = distance_metres(from, barrier->crossings[k]) + distance_metres(barrier->crossings[k], to);
			over = way < over ? way : over;
		}
		metres = over > metres ? over : metres;
	}
	return metres;
}

static void make_straight(Week *week, uint32_t mode)
{
	VisitsProblem *out = week->reading->out;
	uint32_t places = out->place_count;
	int64_t *there = ARENA_ARRAY(week->reading->arena, int64_t, (size_t)places * places);
	for (uint32_t from = 0; from < places; from++) {
		for (uint32_t to = 0; to < from; to++) {
			int64_t metres = visits_week_metres(&week->travel, week->places[from], week->places[to]) * week->travel.detour_percent / 100;
			int64_t minutes = metres * VISITS_UNITS / week->travel.metres_per_minute[mode];
			/* To whole seconds, so that files say what is reckoned with. */
			minutes -= minutes % (VISITS_UNITS / 60);
			there[(size_t)from * places + to] = there[(size_t)to * places + from] = minutes;
		}
	}
	out->travel[mode] = out->travel_back[mode] = there;
}

/* A place by the id of a client or a carer. */
static uint32_t find_place(const Week *week, const JsonNode *clients, Str id)
{
	size_t at = visits_find_item(clients, id);
	if (at < clients->count)
		return (uint32_t)at;
	at = visits_find_item(week->carers, id);
	return at < week->carers->count ? week->client_people + (uint32_t)at : VISITS_NONE;
}

/* A table as OSRM gives it: durations in seconds, rows and columns in the order of places. */
static Status read_table(Week *week, const JsonNode *table, const JsonNode *clients, uint32_t mode)
{
	VisitsReading *reading = week->reading;
	VisitsProblem *out = reading->out;
	const JsonNode *order = NULL;
	const JsonNode *rows = NULL;
	uint32_t places = out->place_count;
	Status status = visits_read_list(reading, table, S("places"), places, places, &order);
	if (status == STATUS_OK)
		status = visits_read_list(reading, table, S("durations"), places, places, &rows);
	if (status != STATUS_OK)
		return status;
	int64_t *there = ARENA_ARRAY(reading->arena, int64_t, (size_t)places * places);
	int64_t *back = ARENA_ARRAY(reading->arena, int64_t, (size_t)places * places);
	uint32_t *at = ARENA_ARRAY(reading->arena, uint32_t, places);
	bool *seen = ARENA_ARRAY(reading->arena, bool, places);
	for (uint32_t i = 0; i < places; i++) {
		at[i] = find_place(week, clients, json_text(&order->items[i]));
		if (at[i] == VISITS_NONE || seen[at[i]])
			return visits_complain(reading, &order->items[i], S("places"), "the id of a client or carer, once each, was expected");
		seen[at[i]] = true;
	}
	for (uint32_t i = 0; i < places; i++) {
		const JsonNode *row = &rows->items[i];
		if (row->kind != JSON_ARRAY || row->count != places)
			return visits_complain(reading, row, S("durations"), "a row of %u numbers was expected", places);
		for (uint32_t k = 0; k < places; k++) {
			int64_t seconds = 0;
			if (visits_number(&row->items[k], 0, (int64_t)60 * VISITS_MINUTES_MAX * VISITS_UNITS, &seconds) != STATUS_OK)
				return visits_complain(reading, &row->items[k], S("durations"), "seconds were expected: a place that cannot be "
					"reached has no row");
			there[(size_t)at[i] * places + at[k]] = back[(size_t)at[k] * places + at[i]] = seconds / 60;
		}
	}
	out->travel[mode] = there;
	out->travel_back[mode] = back;
	return STATUS_OK;
}

Status visits_week_make_travel(Week *week, const JsonNode *root, const JsonNode *clients)
{
	VisitsProblem *out = week->reading->out;
	out->place_count = (uint32_t)(clients->count + week->carers->count);
	if (out->place_count > VISITS_PLACES_MAX)
		return visits_complain(week->reading, clients, S("clients"), "at most %d places were expected", VISITS_PLACES_MAX);
	const JsonNode *tables = json_member(json_member(root, S("travel")), S("tables"));
	for (uint32_t mode = 0; mode < WEEK_MODES; mode++) {
		bool used = false;
		for (uint32_t i = 0; i < out->shift_count; i++)
			used = used || out->shifts[i].mode == mode;
		const JsonNode *table = json_member(tables, MODE_NAMES[mode]);
		if (used && table == NULL)
			make_straight(week, mode);
		else if (used && read_table(week, table, clients, mode) != STATUS_OK)
			return STATUS_INVALID;
	}
	return STATUS_OK;
}

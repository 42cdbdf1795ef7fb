/* Kith's own form: a week or more of visits in a place with streets, people with habits, and carers with lives.
 *
 * docs/visits.md says what each member means. Times of day are "07:30"; minutes count from midnight before the first day. */
#include <stdlib.h>

#include "engine/geography/distance.h"
#include "engine/visits/numbers.h"
#include "engine/visits/week.h"

enum { DAY_MINUTES = 1440, HISTORY_MAX = 1000000 };

typedef struct Setting {
	Str name;
	size_t offset;
	int64_t usual;
	int64_t most;
} Setting;

#define SETTING(key, member, value, limit) {S_INIT(key), offsetof(WeekSettings, member), value, limit}

/* Costs are pence; minutes are minutes. */
static const Setting SETTINGS[] = {
	SETTING("pay_pence_per_hour", pay, 1260, 100000),
	SETTING("mileage_pence_per_mile", mileage, 45, 1000),
	SETTING("lateness_pence_per_minute", lateness, 30, 100000),
	SETTING("highest_lateness_pence_per_minute", highest_lateness, 30, 100000),
	SETTING("waiting_pence_per_minute", waiting, 21, 100000),
	SETTING("overtime_pence_per_minute", overtime, 40, 100000),
	SETTING("unfamiliar_pence", unfamiliar, 400, 1000000),
	SETTING("each_carer_pence", each_carer, 300, 1000000),
	SETTING("uneven_pence_per_minute", uneven, 2, 100000),
	SETTING("not_preferred_pence", not_preferred, 300, 1000000),
	SETTING("out_of_patch_pence", out_of_patch, 200, 1000000),
	SETTING("missed_break_pence", missed_break, 2000, 1000000),
	SETTING("optional_visit_pence", optional_visit, 1500, 1000000),
	SETTING("change_pence", change, 1500, 1000000),
	SETTING("change_tolerance_minutes", change_tolerance, 15, DAY_MINUTES),
	SETTING("rest_minutes", rest, 660, DAY_MINUTES), /* eleven hours: Working Time Regulations 1998, regulation 10 (from memory) */
};

static Status read_settings(Week *week, const JsonNode *root)
{
	const JsonNode *node = NULL;
	VisitsReading *reading = week->reading;
	Status status = json_read_object(root, S("settings"), JSON_OPTIONAL, reading->problems, &node);
	for (size_t i = 0; i < sizeof SETTINGS / sizeof *SETTINGS; i++) {
		int64_t *member = (int64_t *)(void *)((unsigned char *)&week->settings + SETTINGS[i].offset);
		*member = SETTINGS[i].usual;
		if (status == STATUS_OK && node != NULL && json_read_integer(node, SETTINGS[i].name, JSON_OPTIONAL, 0, SETTINGS[i].most,
			reading->problems, member) != STATUS_OK)
			status = STATUS_INVALID;
	}
	VisitsProblem *out = reading->out;
	out->weight[VISITS_TRAVEL] = 1;
	out->weight[VISITS_LATENESS] = week->settings.lateness;
	out->weight[VISITS_HIGHEST_LATENESS] = week->settings.highest_lateness;
	out->weight[VISITS_WAITING] = week->settings.waiting;
	out->weight[VISITS_EXTRA] = week->settings.overtime;
	out->weight[VISITS_MISSED_BREAK] = week->settings.missed_break;
	out->weight[VISITS_PREFERENCE] = week->settings.not_preferred;
	out->weight[VISITS_UNVISITED] = week->settings.optional_visit;
	out->weight[VISITS_CHANGE] = week->settings.change;
	out->weight[VISITS_FACES] = week->settings.each_carer;
	out->weight[VISITS_UNEVEN] = week->settings.uneven;
	out->change_tolerance = week->settings.change_tolerance * VISITS_UNITS;
	return status;
}

/* "07:30" as units after midnight; "24:00" is the end of the day. */
static Status read_clock(const VisitsReading *reading, const JsonNode *object, Str key, int64_t *out)
{
	const JsonNode *node = json_member(object, key);
	Str text = json_text(node);
	int64_t hour = -1;
	int64_t minute = -1;
	bool shaped = text.length == 5 && text.data[2] == ':' && str_to_integer(str_slice(text, 0, 2), &hour) == STATUS_OK &&
		str_to_integer(str_slice(text, 3, 5), &minute) == STATUS_OK;
	if (!shaped || hour < 0 || minute < 0 || minute > 59 || hour * 60 + minute > DAY_MINUTES)
		return visits_complain(reading, node == NULL ? object : node, key, "a time of day such as 07:30 was expected");
	*out = (hour * 60 + minute) * VISITS_UNITS;
	return STATUS_OK;
}

/* A day of the week that is planned: its number from the first. */
static Status read_day(const Week *week, const JsonNode *node, Str key, int64_t *out)
{
	static const Str NAMES[] = {S_INIT("mon"), S_INIT("tue"), S_INIT("wed"), S_INIT("thu"), S_INIT("fri"), S_INIT("sat"), S_INIT("sun")};
	Date date = DATE_NONE;
	Str text = json_text(node);
	if (date_parse(text, &date) == STATUS_OK && date >= week->from && date < week->from + week->days) {
		*out = date - week->from;
		return STATUS_OK;
	}
	return visits_complain(week->reading, node, key, "a day of the planned week such as %.*s was expected, or %.*s to %.*s in a pattern",
		STR_ARG(date_format(week->reading->arena, week->from)), STR_ARG(NAMES[0]), STR_ARG(NAMES[6]));
}

static Status read_location(const Week *week, const JsonNode *object, Str key, GeoPoint *out)
{
	const JsonNode *pair = json_member(object, key);
	int64_t north = 0;
	int64_t east = 0;
	int64_t most = 180 * VISITS_UNITS;
	if (pair == NULL || pair->kind != JSON_ARRAY || pair->count != 2 ||
		visits_number(&pair->items[0], -most / 2, most / 2, &north) != STATUS_OK ||
		visits_number(&pair->items[1], -most, most, &east) != STATUS_OK)
		return visits_complain(week->reading, pair == NULL ? object : pair, key, "[latitude, longitude] was expected");
	*out = (GeoPoint){.latitude = (int32_t)north, .longitude = (int32_t)east}; /* both are in millionths */
	return STATUS_OK;
}

/* ---- Carers. ---- */

static const Str MODES[WEEK_MODES] = {[WEEK_WALK] = S_INIT("walk"), [WEEK_CYCLE] = S_INIT("cycle"), [WEEK_DRIVE] = S_INIT("drive")};

static Status read_mode(const Week *week, const JsonNode *carer, uint32_t *out)
{
	Str text = S("drive");
	Status status = json_read_text(carer, S("mode"), JSON_OPTIONAL, week->reading->problems, &text);
	for (*out = 0; *out < WEEK_MODES; (*out)++)
		if (str_equal(text, MODES[*out]))
			return status;
	return visits_complain(week->reading, json_member(carer, S("mode")), S("mode"), "walk, cycle or drive was expected");
}

static Status read_limit(const Week *week, const JsonNode *carer, Str key, int64_t *out)
{
	*out = VISITS_NO_END;
	return visits_read_minutes(week->reading, carer, key, JSON_OPTIONAL, out);
}

/* Pence a minute on the way: pay, and mileage of those who drive. */
static int64_t travel_pence(const Week *week, uint32_t mode)
{
	int64_t pence = (week->settings.pay + 30) / 60;
	if (mode == WEEK_DRIVE)
		pence += (week->settings.mileage * week->travel.metres_per_minute[WEEK_DRIVE] + 804) / 1609;
	return pence;
}

static Status read_shift(Week *week, const JsonNode *node, uint32_t carer, VisitsShift *shift)
{
	VisitsReading *reading = week->reading;
	int64_t day = 0;
	int64_t start = 0;
	int64_t end = 0;
	Status status = read_day(week, json_member(node, S("day")), S("day"), &day);
	if (status == STATUS_OK)
		status = read_clock(reading, node, S("start"), &start);
	if (status == STATUS_OK)
		status = read_clock(reading, node, S("end"), &end);
	if (status == STATUS_OK)
		status = json_read_truth(node, S("break"), JSON_OPTIONAL, reading->problems, &shift->break_due);
	if (status == STATUS_OK && end <= start)
		status = visits_complain(reading, node, S("end"), "the shift ends before it starts; a night is two shifts");
	shift->carer_at = carer;
	shift->day = date_format(reading->arena, week->from + (Date)day);
	shift->start = start + day * DAY_MINUTES * VISITS_UNITS;
	shift->end = end + day * DAY_MINUTES * VISITS_UNITS;
	return status;
}

static Status check_rest(const Week *week, const JsonNode *node, const VisitsShift *before, const VisitsShift *shift)
{
	if (before->carer_at != shift->carer_at)
		return STATUS_OK;
	if (str_equal(before->day, shift->day) || shift->start < before->start)
		return visits_complain(week->reading, node, S("day"), "one shift a day in the order of days was expected");
	if (shift->start - before->end < week->settings.rest * VISITS_UNITS)
		return visits_complain(week->reading, node, S("start"), "less than %lld minutes of rest after the shift before",
			(long long)week->settings.rest);
	return STATUS_OK;
}

static Status read_carer(Week *week, uint32_t at)
{
	VisitsReading *reading = week->reading;
	const JsonNode *node = &week->carers->items[at];
	const JsonNode *shifts = NULL;
	VisitsCarer *carer = &reading->carers[at];
	VisitsShift like = {.from = week->client_people + at, .to = week->client_people + at};
	Status status = visits_read_id(reading, week->carers, at, &carer->id);
	if (status == STATUS_OK)
		status = json_read_text(node, S("provider"), JSON_OPTIONAL, reading->problems, &like.provider);
	if (status == STATUS_OK)
		status = read_mode(week, node, &like.mode);
	if (status == STATUS_OK)
		status = read_location(week, node, S("home"), &week->places[like.from]);
	if (status == STATUS_OK)
		status = read_limit(week, node, S("max_week_minutes"), &carer->work_max);
	if (status == STATUS_OK)
		status = read_limit(week, node, S("max_day_minutes"), &like.work_max);
	if (status == STATUS_OK)
		status = visits_read_list(reading, node, S("shifts"), 0, (size_t)week->days, &shifts);
	like.carer = carer->id;
	like.travel_weight = travel_pence(week, like.mode);
	for (size_t i = 0; status == STATUS_OK && i < shifts->count; i++) {
		if (reading->out->shift_count == VISITS_SHIFTS_MAX)
			return visits_complain(reading, node, S("shifts"), "at most %d shifts can be planned at once", VISITS_SHIFTS_MAX);
		uint32_t number = reading->out->shift_count++;
		reading->shifts[number] = like;
		status = read_shift(week, &shifts->items[i], at, &reading->shifts[number]);
		if (status == STATUS_OK && i > 0)
			status = check_rest(week, &shifts->items[i], &reading->shifts[number - 1], &reading->shifts[number]);
	}
	return status;
}

/* ---- Clients and their visits. ---- */

/* The days of a visit, as numbers. */
static Status read_days(const Week *week, const JsonNode *visit, int64_t *days, size_t *count)
{
	static const Str NAMES[] = {S_INIT("mon"), S_INIT("tue"), S_INIT("wed"), S_INIT("thu"), S_INIT("fri"), S_INIT("sat"), S_INIT("sun")};
	const JsonNode *list = NULL;
	Status status = visits_read_list(week->reading, visit, S("days"), 1, VISITS_WINDOWS_MAX, &list);
	*count = 0;
	for (int64_t day = 0; status == STATUS_OK && day < week->days; day++) {
		Str name = NAMES[((int)date_weekday(week->from + (Date)day) + 7 - (int)WEEKDAY_MONDAY) % 7];
		for (size_t i = 0; i < list->count; i++) {
			Str text = json_text(&list->items[i]);
			if (str_equal(text, name) || str_equal(text, date_format(week->reading->arena, week->from + (Date)day))) {
				days[(*count)++] = day;
				break;
			}
		}
	}
	for (size_t i = 0; status == STATUS_OK && i < list->count; i++) {
		bool known = false;
		int64_t day = 0;
		for (size_t k = 0; k < 7; k++)
			known = known || str_equal(json_text(&list->items[i]), NAMES[k]);
		if (!known)
			status = read_day(week, &list->items[i], S("days"), &day);
	}
	return status;
}

typedef struct Pattern {
	const JsonNode *client;
	const JsonNode *visit;
	uint32_t person; /* its place */
	Str id;
	int64_t risk;
	int64_t start;
	int64_t due;
	int64_t importance;
	bool optional;
} Pattern;

static Status apply_lock(Week *week, const Pattern *pattern, VisitsTask *task)
{
	const JsonNode *locked = json_member(pattern->visit, S("locked"));
	if (locked == NULL || locked->kind == JSON_NULL)
		return STATUS_OK;
	int64_t start = 0;
	Status status = read_clock(week->reading, locked, S("start"), &start);
	VisitsWindow *windows = ARENA_ARRAY(week->reading->arena, VisitsWindow, task->window_count);
	for (uint32_t i = 0; i < task->window_count; i++) {
		int64_t midnight = task->windows[i].start - pattern->start;
		windows[i] = (VisitsWindow){.start = midnight + start, .due = midnight + start};
	}
	task->windows = windows;
	return status;
}

/* One visit on one day, or on one of several. */
static Status add_visit(Week *week, const Pattern *pattern, const int64_t *days, size_t day_count, Str id)
{
	VisitsReading *reading = week->reading;
	VisitsProblem *out = reading->out;
	if (out->client_count == VISITS_CLIENTS_MAX)
		return visits_complain(reading, pattern->visit, S("visits"), "at most %d visits can be planned at once", VISITS_CLIENTS_MAX);
	uint32_t number = out->client_count++;
	VisitsClient *client = &reading->clients[number];
	*client = (VisitsClient){.id = id, .optional = pattern->optional, .risk = pattern->risk, .person = pattern->person};
	client->unvisited_cost = pattern->optional ? week->settings.optional_visit * VISITS_UNITS : VISITS_MUST_COST * (1 + pattern->risk);
	reading->client_nodes[number] = pattern->visit;
	week->person[number] = pattern->client;
	const JsonNode *needs = NULL;
	Status status = visits_read_list(reading, pattern->visit, S("required_services"), 1, 2, &needs);
	VisitsWindow *windows = ARENA_ARRAY(reading->arena, VisitsWindow, day_count);
	for (size_t i = 0; i < day_count; i++) {
		int64_t midnight = days[i] * DAY_MINUTES * VISITS_UNITS;
		windows[i] = (VisitsWindow){.start = midnight + pattern->start, .due = midnight + pattern->due};
	}
	for (size_t i = 0; status == STATUS_OK && i < needs->count; i++) {
		VisitsTask *task = NULL;
		status = visits_read_task(reading, number, &needs->items[i], pattern->person, &task);
		if (status != STATUS_OK)
			break;
		task->windows = windows;
		task->window_count = (uint32_t)day_count;
		task->importance = pattern->importance;
		status = apply_lock(week, pattern, task);
	}
	return status == STATUS_OK ? visits_read_synchronization(reading, pattern->visit, client) : status;
}

static Status read_visit(Week *week, Pattern *pattern, const JsonNode *visits, size_t at)
{
	VisitsReading *reading = week->reading;
	pattern->visit = &visits->items[at];
	int64_t days[VISITS_WINDOWS_MAX + 1] = {0};
	size_t count = 0;
	Str name = {0};
	bool any_day = false;
	pattern->importance = 1;
	pattern->optional = false;
	Status status = visits_read_id(reading, visits, at, &name);
	if (status == STATUS_OK)
		status = read_clock(reading, pattern->visit, S("from"), &pattern->start);
	if (status == STATUS_OK)
		status = read_clock(reading, pattern->visit, S("until"), &pattern->due);
	if (status == STATUS_OK)
		status = json_read_integer(pattern->visit, S("importance"), JSON_OPTIONAL, 1, 10, reading->problems, &pattern->importance);
	if (status == STATUS_OK)
		status = json_read_truth(pattern->visit, S("optional"), JSON_OPTIONAL, reading->problems, &pattern->optional);
	if (status == STATUS_OK)
		status = json_read_truth(pattern->visit, S("any_day"), JSON_OPTIONAL, reading->problems, &any_day);
	if (status == STATUS_OK && pattern->due < pattern->start)
		status = visits_complain(reading, pattern->visit, S("until"), "the latest start lies before the earliest");
	if (status == STATUS_OK)
		status = read_days(week, pattern->visit, days, &count);
	if (status == STATUS_OK && any_day && count > 0)
		return add_visit(week, pattern, days, count, str_format(reading->arena, "%.*s/%.*s", STR_ARG(pattern->id), STR_ARG(name)));
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		status = add_visit(week, pattern, &days[i], 1, str_format(reading->arena, "%.*s/%.*s/%.*s", STR_ARG(pattern->id),
			STR_ARG(name), STR_ARG(date_format(reading->arena, week->from + (Date)days[i]))));
	return status;
}

static Status read_client(Week *week, const JsonNode *clients, uint32_t at)
{
	VisitsReading *reading = week->reading;
	Pattern pattern = {.client = &clients->items[at], .person = at};
	const JsonNode *visits = NULL;
	Status status = visits_read_id(reading, clients, at, &pattern.id);
	if (status == STATUS_OK)
		status = read_location(week, pattern.client, S("location"), &week->places[at]);
	if (status == STATUS_OK)
		status = json_read_integer(pattern.client, S("risk"), JSON_OPTIONAL, 0, 9, reading->problems, &pattern.risk);
	if (status == STATUS_OK)
		status = visits_read_list(reading, pattern.client, S("visits"), 0, VISITS_WINDOWS_MAX, &visits);
	for (size_t i = 0; status == STATUS_OK && i < visits->count; i++)
		status = read_visit(week, &pattern, visits, i);
	return status;
}

/* ---- The whole. ---- */

/* All visits shared out by the time that each carer is there. */
static void share_out(const Week *week)
{
	VisitsReading *reading = week->reading;
	int64_t all = 0;
	int64_t there_all = 0;
	for (uint32_t i = 0; i < reading->out->task_count; i++)
		all += reading->tasks[i].duration / VISITS_UNITS;
	int64_t *there = ARENA_ARRAY(reading->arena, int64_t, week->carers->count);
	for (uint32_t i = 0; i < reading->out->shift_count; i++)
		there[reading->shifts[i].carer_at] += reading->shifts[i].end - reading->shifts[i].start;
	for (uint32_t i = 0; i < week->carers->count; i++) {
		there[i] = visits_smaller(there[i], reading->carers[i].work_max) / VISITS_UNITS;
		there_all += there[i];
	}
	for (uint32_t i = 0; i < week->carers->count; i++)
		reading->carers[i].fair_minutes = there_all == 0 ? 0 : all * there[i] / there_all * VISITS_UNITS;
}

static Status read_dates(Week *week, const JsonNode *root)
{
	const JsonNode *node = NULL;
	Status status = json_read_object(root, S("week"), JSON_REQUIRED, week->reading->problems, &node);
	if (status == STATUS_OK)
		status = json_read_date(node, S("from"), JSON_REQUIRED, week->reading->problems, &week->from);
	week->days = 7;
	return status == STATUS_OK ? json_read_integer(node, S("days"), JSON_OPTIONAL, 1, WEEK_DAYS_MAX, week->reading->problems,
		&week->days) : status;
}

static Status read_break(const Week *week, const JsonNode *root)
{
	VisitsProblem *out = week->reading->out;
	const JsonNode *node = NULL;
	Status status = json_read_object(root, S("break"), JSON_OPTIONAL, week->reading->problems, &node);
	out->break_start = 0;
	out->break_end = VISITS_NO_END; /* a shift says by itself when it is */
	out->break_duration = 30 * VISITS_UNITS;
	return status == STATUS_OK && node != NULL
		? visits_read_minutes(week->reading, node, S("min_duration"), JSON_OPTIONAL, &out->break_duration) : status;
}

Status visits_read_week(VisitsReading *reading, const JsonNode *root)
{
	Week week = {.reading = reading};
	const JsonNode *clients = NULL;
	reading->out->form = VISITS_WEEK;
	Status status = read_dates(&week, root);
	reading->out->first_day = week.from;
	if (status == STATUS_OK)
		status = read_settings(&week, root);
	if (status == STATUS_OK)
		status = read_break(&week, root);
	if (status == STATUS_OK)
		status = visits_read_list(reading, root, S("clients"), 1, VISITS_PLACES_MAX / 2, &clients);
	if (status == STATUS_OK)
		status = visits_read_list(reading, root, S("carers"), 1, VISITS_SHIFTS_MAX, &week.carers);
	if (status == STATUS_OK)
		status = visits_week_read_travel(&week, root);
	if (status != STATUS_OK)
		return status;
	week.client_people = (uint32_t)clients->count;
	visits_reading_reserve(reading, VISITS_CLIENTS_MAX, VISITS_SHIFTS_MAX, week.carers->count);
	reading->out->shift_count = 0;
	week.places = ARENA_ARRAY(reading->arena, GeoPoint, clients->count + week.carers->count);
	week.person = ARENA_ARRAY(reading->arena, const JsonNode *, VISITS_CLIENTS_MAX);
	for (uint32_t i = 0; i < week.carers->count; i++) {
		Status read = read_carer(&week, i);
		status = status == STATUS_OK ? read : status;
	}
	for (uint32_t i = 0; i < clients->count; i++) {
		Status read = read_client(&week, clients, i);
		status = status == STATUS_OK ? read : status;
	}
	if (status != STATUS_OK)
		return status;
	if (reading->out->client_count == 0 || reading->out->shift_count == 0)
		return visits_complain(reading, root, S("week"), "no visit and shift fall into the week");
	share_out(&week);
	visits_reading_reserve_tables(reading);
	status = visits_week_make_travel(&week, root, clients);
	return status == STATUS_OK ? visits_week_match(&week) : status;
}

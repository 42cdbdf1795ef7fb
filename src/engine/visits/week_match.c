/* Who may go to whom in a week, and at what cost. */
#include "engine/visits/week.h"

typedef struct Match {
	const Week *week;
	const JsonNode *client;
	const JsonNode *visit;
	uint32_t task;
} Match;

static bool lists_text(const JsonNode *list, Str text)
{
	for (size_t i = 0; list != NULL && list->kind == JSON_ARRAY && i < list->count; i++)
		if (str_equal(json_text(&list->items[i]), text))
			return true;
	return false;
}

static bool is_refused(const JsonNode *client, Str carer)
{
	const JsonNode *list = json_member(client, S("refused"));
	for (size_t i = 0; list != NULL && i < list->count; i++)
		if (str_equal(json_text(json_member(&list->items[i], S("carer"))), carer))
			return true;
	return false;
}

/* A refusal has a reason and somebody who looked at it, or it does not count and the file is wrong. */
static Status check_refusals(const Week *week, const JsonNode *client)
{
	const JsonNode *list = NULL;
	Problems *problems = week->reading->problems;
	Status status = json_read_array(client, S("refused"), JSON_OPTIONAL, problems, &list);
	for (size_t i = 0; status == STATUS_OK && list != NULL && i < list->count; i++) {
		static const Str KEYS[] = {S_INIT("carer"), S_INIT("reason"), S_INIT("approved_by")};
		Str text = {0};
		for (size_t k = 0; k < sizeof KEYS / sizeof *KEYS; k++)
			if (json_read_text(&list->items[i], KEYS[k], JSON_REQUIRED, problems, &text) != STATUS_OK)
				status = STATUS_INVALID;
		Str carer = json_text(json_member(&list->items[i], S("carer")));
		if (status == STATUS_OK && visits_find_item(week->carers, carer) == week->carers->count)
			status = visits_complain(week->reading, &list->items[i], S("refused"), "there is no carer \"%.*s\"", STR_ARG(carer));
	}
	return status;
}

static Status check_history(const Week *week, const JsonNode *client)
{
	const JsonNode *history = NULL;
	Status status = json_read_object(client, S("history"), JSON_OPTIONAL, week->reading->problems, &history);
	for (size_t i = 0; status == STATUS_OK && history != NULL && i < history->count; i++) {
		int64_t visits = 0;
		if (json_integer(&history->members[i].value, &visits) != STATUS_OK || visits < 0 || visits > 100000)
			status = visits_complain(week->reading, &history->members[i].value, S("history"),
				"how many visits a carer made was expected, 0 to 100000");
	}
	return status;
}

/* The share of the visits so far that somebody else made, in hundredths; nought when there is no history. */
static int64_t strangeness(const JsonNode *client, Str carer)
{
	const JsonNode *history = json_member(client, S("history"));
	int64_t all = 0;
	int64_t own = 0;
	for (size_t i = 0; history != NULL && history->kind == JSON_OBJECT && i < history->count; i++) {
		int64_t visits = 0;
		if (json_integer(&history->members[i].value, &visits) != STATUS_OK)
			continue;
		all += visits;
		own += str_equal(history->members[i].key, carer) ? visits : 0;
	}
	return all == 0 ? 0 : 100 - 100 * own / all;
}

static void match_shift(const Match *match, uint32_t at)
{
	const Week *week = match->week;
	VisitsReading *reading = week->reading;
	const VisitsProblem *out = reading->out;
	const VisitsShift *shift = &out->shifts[at];
	const JsonNode *carer = &week->carers->items[shift->carer_at];
	const VisitsTask *task = &out->tasks[match->task];
	size_t cell = (size_t)match->task * out->shift_count + at;
	bool on_the_day = false;
	for (uint32_t i = 0; i < task->window_count; i++)
		on_the_day = on_the_day || (task->windows[i].start < shift->end && task->windows[i].due >= shift->start);
	Str locked_to = json_text(json_member(json_member(match->visit, S("locked")), S("carer")));
	reading->allowed[cell] = on_the_day && lists_text(json_member(carer, S("abilities")), task->service) &&
		!is_refused(match->client, shift->carer) && (locked_to.length == 0 || str_equal(locked_to, shift->carer));
	const JsonNode *preferred = json_member(match->client, S("preferred"));
	reading->not_preferred[cell] = preferred != NULL && preferred->count > 0 && !lists_text(preferred, shift->carer);
	Str patch = json_text(json_member(match->client, S("patch")));
	const JsonNode *patches = json_member(carer, S("patches"));
	int64_t pence = strangeness(match->client, shift->carer) * week->settings.unfamiliar / 100;
	pence += reading->not_preferred[cell] ? week->settings.not_preferred : 0;
	pence += patch.length > 0 && patches != NULL && !lists_text(patches, patch) ? week->settings.out_of_patch : 0;
	reading->assign_cost[cell] = pence * VISITS_UNITS;
}

static Status check_list(const Week *week, const JsonNode *object, Str key, JsonNeed need)
{
	const JsonNode *list = NULL;
	Status status = json_read_array(object, key, need, week->reading->problems, &list);
	for (size_t i = 0; status == STATUS_OK && list != NULL && i < list->count; i++)
		if (list->items[i].kind != JSON_TEXT)
			status = visits_complain(week->reading, &list->items[i], key, "a text was expected");
	return status;
}

Status visits_week_match(Week *week)
{
	VisitsProblem *out = week->reading->out;
	Status status = STATUS_OK;
	for (size_t i = 0; i < week->carers->count && status == STATUS_OK; i++) {
		status = check_list(week, &week->carers->items[i], S("abilities"), JSON_REQUIRED);
		if (status == STATUS_OK)
			status = check_list(week, &week->carers->items[i], S("patches"), JSON_OPTIONAL);
	}
	for (uint32_t i = 0; i < out->client_count && status == STATUS_OK; i++) {
		const JsonNode *client = week->person[i];
		bool first = i == 0 || week->person[i - 1] != client;
		if (first && (check_refusals(week, client) != STATUS_OK || check_history(week, client) != STATUS_OK ||
			check_list(week, client, S("preferred"), JSON_OPTIONAL) != STATUS_OK))
			status = STATUS_INVALID;
		for (uint32_t k = 0; status == STATUS_OK && k < out->clients[i].task_count; k++) {
			Match match = {.week = week, .client = client, .visit = week->reading->client_nodes[i], .task = out->clients[i].tasks[k]};
			for (uint32_t shift = 0; shift < out->shift_count; shift++)
				match_shift(&match, shift);
		}
	}
	return status;
}

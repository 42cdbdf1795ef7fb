/* Plan lines, arranging them, ending one. */
#include "care/demonstration/replay.h"

static void write_line(JsonWriter *json, ReplayAct *act, const JsonNode *line, Str starts)
{
	Arena *arena = act->care->arena;
	int64_t units = 0;
	int64_t cost = 0;
	const ReplayKey *provider = replay_find(act->replay, json_text(json_member(line, S("provider"))));
	if (json_integer(json_member(line, S("units_hundredths_per_week")), &units) != STATUS_OK)
		units = 0;
	if (json_integer(json_member(line, S("unit_cost_pence")), &cost) != STATUS_OK)
		cost = 0;
	json_write_object_begin(json);
	json_write_member_text(json, S("goal"), json_text(json_member(line, S("goal"))));
	json_write_member_text(json, S("how"), S("service"));
	json_write_member_text(json, S("service_kind"), json_text(json_member(line, S("service_kind"))));
	if (provider != NULL)
		json_write_member_text(json, S("provider"), provider->id);
	json_write_member_text(json, S("units"), money_format_plain(arena, units));
	json_write_member_integer(json, S("unit_cost"), cost);
	json_write_member_text(json, S("mechanism"), json_text(json_member(line, S("mechanism"))));
	json_write_member_text(json, S("starts"), str_is_empty(starts) ? json_text(json_member(line, S("starts"))) : starts);
	json_write_object_end(json);
}

static Str lines_text(ReplayAct *act, const JsonNode *lines, Str starts)
{
	Buffer text = buffer_make(act->care->arena, 64 * 1024);
	JsonWriter json = json_writer_make(&text);
	json_write_array_begin(&json);
	for (size_t i = 0; lines != NULL && lines->kind == JSON_ARRAY && i < lines->count; i++)
		write_line(&json, act, &lines->items[i], starts);
	json_write_array_end(&json);
	return buffer_str(&text);
}

static Status save_lines(ReplayAct *act, Str work, Str lines)
{
	Drafts drafts = {0};
	Status status = work_drafts(act->care, work, &drafts);
	const Draft *stands = status == STATUS_OK ? drafts_find(&drafts, S("plan_lines")) : NULL;
	DraftSave save = {.question = S("plan_lines"), .value = lines, .giver = GIVER_WORKER,
		.expected = stands == NULL ? 0 : stands->version};
	return status == STATUS_OK ? work_save(act->care, work, &save, 1) : status;
}

/* Each line by its key: kind and goal of whom. */
static void remember_lines(ReplayAct *act, const JsonNode *lines, Str person)
{
	for (size_t i = 0; i < lines->count; i++)
		(void)replay_put(act->replay, json_text(json_member(&lines->items[i], S("key"))), person,
			str_format(act->care->arena, "%.*s\t%.*s", STR_ARG(json_text(json_member(&lines->items[i], S("service_kind")))),
				STR_ARG(json_text(json_member(&lines->items[i], S("goal"))))));
}

/* Remembers each line by its key, and the whole list with the plan's work, until it is arranged. */
static Status act_plan_lines(ReplayAct *act)
{
	Str work = {0};
	Work found = {0};
	const JsonNode *lines = json_member(act->json, S("lines"));
	Status status = replay_id(act, S("work"), &work);
	if (status == STATUS_OK)
		status = save_lines(act, work, lines_text(act, lines, (Str){0}));
	if (status == STATUS_OK)
		status = work_find(act->care, work, &found);
	if (status != STATUS_OK)
		return status;
	Buffer raw = buffer_make(act->care->arena, 64 * 1024);
	JsonWriter json = json_writer_make(&raw);
	json_write_node(&json, lines);
	(void)replay_put(act->replay, replay_text(act, S("work")), work, buffer_str(&raw));
	remember_lines(act, lines, found.person);
	return STATUS_OK;
}

static Status finish_brokerage(ReplayAct *act, const WorkRow *row, Str lines)
{
	Work work = {0};
	bool direct_payment = str_equal(row->pathway->id, S("dp-setup"));
	Care *desk = direct_payment ? replay_desk(act->replay, S("u-finance1")) : act->care;
	if (desk == NULL)
		return STATUS_NOT_FOUND;
	desk->arena = act->care->arena;
	desk->problems = problems_make(act->care->arena);
	ReplayAct as = {.replay = act->replay, .json = act->json, .care = desk};
	Status status = save_lines(&as, row->id, lines);
	if (status == STATUS_OK)
		status = work_find(desk, row->id, &work);
	if (status == STATUS_OK)
		status = work_submit(desk, &(WorkSubmit){.work = row->id, .version = work.version,
			.outcome = direct_payment ? S("set-up") : S("arranged")});
	for (size_t i = 0; desk != act->care && i < desk->problems.count; i++)
		(void)problems_add(&act->care->problems, desk->problems.items[i]);
	return status;
}

/* The broker's work and the direct payment's set-up, when both are open. After a review there is neither: its approval
 * has changed the lines already. */
static Status act_arrange(ReplayAct *act)
{
	Arena *arena = act->care->arena;
	const ReplayKey *plan = replay_find(act->replay, replay_text(act, S("work")));
	const JsonNode *lines = NULL;
	Work work = {0};
	WorkRow *rows = NULL;
	size_t count = 0;
	if (plan == NULL || str_is_empty(plan->more))
		return problems_add(&act->care->problems, (Problem){.field = S("work"), .message = S("this plan has no lines")});
	Status status = json_parse(arena, S("lines"), 1, plan->more, &act->care->problems, &lines);
	if (status == STATUS_OK)
		status = work_find(act->care, plan->id, &work);
	if (status == STATUS_OK)
		status = work_open_of_person(act->care, work.person, &rows, &count);
	Str text = lines_text(act, lines, replay_text(act, S("starts")));
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		if (!str_equal(rows[i].pathway->id, S("brokerage")) && !str_equal(rows[i].pathway->id, S("dp-setup")))
			continue;
		status = finish_brokerage(act, &rows[i], text);
	}
	return status;
}

static Status act_service_end(ReplayAct *act)
{
	const ReplayKey *key = replay_find(act->replay, replay_text(act, S("service")));
	Care *broker = replay_desk(act->replay, S("u-broker1"));
	Service *services = NULL;
	size_t count = 0;
	Date day = DATE_NONE;
	if (key == NULL || broker == NULL)
		return STATUS_NOT_FOUND;
	/* The approval of the review ended it; a line of that kind and goal that runs now is the one that followed. */
	if (str_equal(replay_text(act, S("reason")), S("changed")))
		return STATUS_OK;
	broker->arena = act->care->arena;
	broker->problems = problems_make(act->care->arena);
	Status status = date_parse(replay_text(act, S("on")), &day);
	if (status == STATUS_OK)
		status = services_of(broker, key->id, DATE_NONE, &services, &count);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		const Service *line = &services[i];
		Str named = str_format(act->care->arena, "%.*s\t%.*s", STR_ARG(line->kind_id), STR_ARG(line->goal));
		if (line->ends_on != DATE_NONE || !str_equal(named, key->more))
			continue;
		status = service_end(broker, key->id, line->id, day < line->starts_on ? line->starts_on : day,
			replay_text(act, S("reason")), line->version);
		if (status == STATUS_OK)
			status = services_of(broker, key->id, day + 1, &services, &count);
		if (status == STATUS_OK && count == 0)
			status = replay_close_open(act, key->id, false, S("The support has ended."));
		return status;
	}
	return status; /* a review or a death had ended it already */
}

const struct ReplayVerb REPLAY_SERVICES[] = {
	{"plan-lines", act_plan_lines},
	{"arrange", act_arrange},
	{"service-end", act_service_end},
	{NULL, NULL},
};

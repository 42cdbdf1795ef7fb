/* The helpline: files of the telephone system, calls back, interpreters. What nobody wrote an act for is told by the work's
 * own id, so that it is the same on both engines. */
#include "care/demonstration/replay.h"

#include "care/helpline/helpline.h"

enum { BOOKED_AHEAD_DAYS = 4, COST_LEAST = 4500, COST_STEPS = 12, COST_STEP = 500, FORGOTTEN_DAYS = 7 };

static uint32_t draw_of(Str id, uint32_t below)
{
	uint32_t hash = 2166136261U;
	for (size_t i = 0; i < id.length; i++)
		hash = (hash ^ (unsigned char)id.data[i]) * 16777619U;
	return (hash ^ (hash >> 15)) % below;
}

static Status act_telephone(ReplayAct *act)
{
	HelplineLoaded loaded = {0};
	return helpline_load(act->care, S("telephone.csv"), replay_text(act, S("file")), &loaded);
}

/* Begins where that is wanted, saves the answers, and finishes with the outcome where there is one. */
static Status work_on(Care *desk, const WorkRow *row, const Answer *answers, size_t count, Str outcome, Str note)
{
	Work work = {0};
	Drafts drafts = {0};
	DraftSave *saves = ARENA_ARRAY(desk->arena, DraftSave, count + 1);
	Status status = row->stage == WORK_WAITING ? work_start(desk, row->id) : STATUS_OK;
	if (status == STATUS_OK)
		status = work_drafts(desk, row->id, &drafts);
	for (size_t i = 0; i < count; i++) {
		const Draft *stands = drafts_find(&drafts, answers[i].question);
		saves[i] = (DraftSave){.question = answers[i].question, .value = answers[i].value, .giver = GIVER_WORKER,
			.expected = stands == NULL ? 0 : stands->version};
	}
	if (status == STATUS_OK)
		status = work_save(desk, row->id, saves, count);
	if (status != STATUS_OK || str_is_empty(outcome))
		return status;
	status = work_find(desk, row->id, &work);
	return status == STATUS_OK ? work_submit(desk, &(WorkSubmit){.work = row->id, .outcome = outcome, .note = note,
		.version = work.version}) : status;
}

/* Most are reached in time, some are not at home, a few are rung a day late, a few lie for a week. */
static Status call_back(Care *desk, const WorkRow *row, Date today)
{
	uint32_t draw = draw_of(row->id, 100);
	Date wait = draw >= 96 ? FORGOTTEN_DAYS : draw >= 88 ? 1 : 0;
	if (row->due_on + wait > today)
		return STATUS_OK;
	bool reached = draw < 70 || draw >= 88;
	const Answer answer = {.question = S("call_back_result"), .value = reached ? S("talked") : S("no-answer")};
	return work_on(desk, row, &answer, 1, reached ? S("kept") : S("again"), (Str){0});
}

static Status book(Care *desk, const WorkRow *row, Date today)
{
	static const Str HOW[] = {S_INIT("phone"), S_INIT("in-person"), S_INIT("video")};
	uint32_t draw = draw_of(row->id, 100);
	if (draw >= 97 && row->due_on + FORGOTTEN_DAYS > today)
		return STATUS_OK;
	if (draw >= 94)
		return work_on(desk, row, NULL, 0, S("none-found"), S("No interpreter of this language was free in time."));
	if (draw >= 90)
		return work_on(desk, row, NULL, 0, S("not-wanted"), S("Speaks English well enough for this talk, and said so."));
	const Answer answers[] = {
		{.question = S("interpreting_for"), .value = S("The first visit")},
		{.question = S("interpreting_how"), .value = HOW[draw % 3]},
		{.question = S("interpreting_on"), .value = date_format(desk->arena, today + BOOKED_AHEAD_DAYS)},
		{.question = S("interpreting_by"), .value = S("The language service")},
	};
	return work_on(desk, row, answers, sizeof answers / sizeof answers[0], (Str){0}, (Str){0});
}

static Status say_who_came(Care *desk, const WorkRow *row, Date today)
{
	Drafts drafts = {0};
	Date booked = DATE_NONE;
	uint32_t draw = draw_of(row->id, 100);
	Status status = work_drafts(desk, row->id, &drafts);
	const Draft *day = status == STATUS_OK ? drafts_find(&drafts, S("interpreting_on")) : NULL;
	if (day == NULL || date_parse(day->value, &booked) != STATUS_OK || booked >= today)
		return status;
	if (draw < 8) {
		const Answer answer = {.question = S("interpreting_came"), .value = draw < 6 ? S("no") : S("wrong-language")};
		return work_on(desk, row, &answer, 1, S("did-not-come"), S("The booking was lost. The talk is held another day."));
	}
	const Answer answers[] = {
		{.question = S("interpreting_came"), .value = draw < 16 ? S("late") : S("yes")},
		{.question = S("interpreting_cost"), .value = str_format(desk->arena, "%u",
			COST_LEAST + draw_of(row->reference, COST_STEPS) * COST_STEP)},
	};
	return work_on(desk, row, answers, 2, S("came"), (Str){0});
}

typedef Status (*DayWork)(Care *desk, const WorkRow *row, Date today);

static Status each_due(Replay *replay, Str pathway, WorkStage stage, DayWork work)
{
	WorkRow *rows = NULL;
	size_t count = 0;
	Care *desk = replay_desk(replay, S("u-firstcontact1"));
	if (desk == NULL)
		return STATUS_OK; /* nobody works here yet */
	desk->arena = &replay->scratch;
	desk->problems = problems_make(&replay->scratch);
	Status status = work_list(desk, &(WorkFilter){.pathway = pathway, .stage = work_stage_code(stage)}, &rows, &count);
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		if (stage != WORK_WAITING || rows[i].due_on <= replay->day)
			status = work(desk, &rows[i], replay->day);
	return status;
}

Status replay_promises(Replay *replay)
{
	Status status = each_due(replay, S("call-back"), WORK_WAITING, call_back);
	if (status == STATUS_OK)
		status = each_due(replay, S("interpreting"), WORK_WAITING, book);
	return status == STATUS_OK ? each_due(replay, S("interpreting"), WORK_IN_PROGRESS, say_who_came) : status;
}

const struct ReplayVerb REPLAY_HELPLINE[] = {
	{"telephone", act_telephone},
	{NULL, NULL},
};

/* What nobody wrote an act for: small tasks are done on their day, and what has lost its point is closed. */
#include "care/demonstration/replay.h"

#include "care/letter/letter.h"

/* One in so many is forgotten for a while, so that lists have something late. */
enum { TASKS_LEFT_OPEN = 40, TASK_FORGOTTEN_DAYS = 45 };

static bool is_forgotten(Str id)
{
	uint32_t hash = 2166136261U;
	for (size_t i = 0; i < id.length; i++)
		hash = (hash ^ (unsigned char)id.data[i]) * 16777619U;
	return hash % TASKS_LEFT_OPEN == 0;
}

static Status finish_task(Care *desk, const WorkRow *row, Str outcome, Str note)
{
	Work work = {0};
	Status status = work_find(desk, row->id, &work);
	if (status == STATUS_OK)
		status = work_start(desk, row->id);
	if (status == STATUS_OK)
		status = work_find(desk, row->id, &work);
	if (status == STATUS_OK)
		status = work_submit(desk, &(WorkSubmit){.work = row->id, .outcome = outcome, .note = note, .version = work.version});
	return status;
}

static Status finish_due(Replay *replay, Str desk_key, Str pathway, Str outcome, Str note)
{
	WorkRow *rows = NULL;
	size_t count = 0;
	Care *desk = replay_desk(replay, desk_key);
	if (desk == NULL)
		return STATUS_OK; /* nobody works here yet */
	desk->arena = &replay->scratch;
	desk->problems = problems_make(&replay->scratch);
	Status status = work_list(desk, &(WorkFilter){.pathway = pathway, .stage = work_stage_code(WORK_WAITING)}, &rows, &count);
	for (size_t i = 0; status == STATUS_OK && i < count && rows[i].due_on <= replay->day; i++)
		if (!is_forgotten(rows[i].id) || rows[i].due_on + TASK_FORGOTTEN_DAYS <= replay->day)
			status = finish_task(desk, &rows[i], outcome, note);
	return status;
}

static Status post_letters(Replay *replay)
{
	Care desk = replay->system;
	desk.arena = &replay->scratch;
	return letters_posted_in_time(&desk);
}

Status replay_day(Replay *replay, Problems *problems)
{
	Date today = clock_today(replay->clock);
	if (today == replay->day)
		return STATUS_OK;
	replay->day = today;
	Status status = finish_due(replay, S("u-firstcontact1"), S("task"), S("done"), (Str){0});
	if (status == STATUS_OK)
		status = finish_due(replay, S("u-safeguarding1"), S("alert"), S("seen"), S("Seen the same day and acted on."));
	if (status == STATUS_OK)
		status = replay_promises(replay);
	if (status == STATUS_OK)
		status = finish_due(replay, S("u-firstcontact1"), S("translation"), S("read-to-them"), (Str){0});
	if (status == STATUS_OK)
		status = finish_due(replay, S("u-firstcontact1"), S("letter-format"), S("told"), (Str){0});
	if (status == STATUS_OK)
		status = post_letters(replay);
	arena_reset(&replay->scratch);
	if (status != STATUS_OK)
		return problems_add_format(problems, (Problem){.file = S("acts")}, "the day's tasks: %s", status_name(status));
	return STATUS_OK;
}

static Care *desk_for(const ReplayAct *act, Care *desk)
{
	if (desk == NULL)
		return NULL;
	desk->arena = act->care->arena;
	desk->problems = problems_make(act->care->arena);
	return desk;
}

Care *replay_desk_to_end(const ReplayAct *act, Care *first, const Pathway *pathway)
{
	Replay *replay = act->replay;
	if (work_may_end(first, pathway))
		return first;
	for (size_t i = 0; i < replay->desk_count; i++)
		if (work_may_end(&replay->desks[i].care, pathway))
			return desk_for(act, &replay->desks[i].care);
	return NULL;
}

Status replay_close_open(ReplayAct *act, Str person, bool all, Str reason)
{
	WorkRow *rows = NULL;
	size_t count = 0;
	Care *desk = desk_for(act, replay_desk(act->replay, S("u-manager1")));
	if (desk == NULL)
		return STATUS_NOT_FOUND;
	Status status = work_open_of_person(desk, person, &rows, &count);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		Work work = {0};
		bool waits_for_nothing = str_equal(rows[i].pathway->id, S("review")) && rows[i].stage == WORK_WAITING;
		if (!all && !waits_for_nothing)
			continue;
		Care *ends = replay_desk_to_end(act, desk, rows[i].pathway);
		status = ends == NULL ? STATUS_NOT_FOUND : work_find(ends, rows[i].id, &work);
		if (status == STATUS_OK)
			status = work_cancel(ends, rows[i].id, reason, work.version);
	}
	return status;
}

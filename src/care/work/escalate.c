/* What nobody takes up goes to the next team, again and again, until somebody does (DO-NO-HARM 7). */
#include "care/work/work_write.h"

#include "care/jobs/jobs.h"

static const Str ESCALATE = S_INIT("work-escalate");

Status work_escalate_later_in(CareWrite *write, const Pathway *pathway, Str work, int64_t step)
{
	Instant due = write->now;
	if (pathway->escalates_to_count == 0)
		return STATUS_OK;
	Status status = duration_add_to_instant(write->now, pathway->escalates_after,
		practice_bank_holidays(write->care->practice), &due);
	if (status != STATUS_OK)
		return status;
	Str payload = str_format(write->care->arena, "%.*s/%lld", STR_ARG(work), (long long)step);
	return job_add_in(write, &(JobNew){.kind = ESCALATE, .payload = payload, .due_at = due,
		.key = str_format(write->care->arena, "%.*s/%.*s", STR_ARG(ESCALATE), STR_ARG(payload))});
}

/* The message names no person: it may be read on any screen. */
static Status tell_team_in(CareWrite *write, const WorkGetInRow *row, Str team, int64_t step)
{
	Arena *arena = write->care->arena;
	return outbox_add_in(write, &(OutboxNew){.kind = S("alert"), .work = row->id,
		.key = str_format(arena, "alert/%.*s/%lld", STR_ARG(row->id), (long long)step),
		.payload = str_format(arena, "{\"team\":\"%.*s\",\"reference\":\"%.*s\"}", STR_ARG(team), STR_ARG(row->reference))});
}

static Status step_in(CareWrite *write, WorkGetInRow *row, const Pathway *pathway, int64_t step)
{
	TeamByKindRow team = {0};
	Str kind = pathway->escalates_to[(size_t)step % pathway->escalates_to_count];
	Status status = sql_team_by_kind_one(write->connection, write->care->arena, &(TeamByKindArguments){.kind = kind},
		&team);
	/* A council without such a team still goes on to the next. */
	if (status == STATUS_NOT_FOUND)
		return work_escalate_later_in(write, pathway, row->id, step + 1);
	if (status == STATUS_OK)
		status = work_stamp_in(write, row, &(WorkStamp){.transition = S("escalated"), .to_team = team.id});
	if (status == STATUS_OK)
		status = tell_team_in(write, row, team.id, step);
	return status == STATUS_OK ? work_escalate_later_in(write, pathway, row->id, step + 1) : status;
}

Status work_escalate_in(CareWrite *write, Str payload)
{
	size_t slash = 0;
	int64_t step = 0;
	WorkGetInRow row = {0};
	if (!str_find(payload, S("/"), &slash)
	    || str_to_integer(str_slice(payload, slash + 1, payload.length), &step) != STATUS_OK || step < 0)
		return STATUS_INVALID;
	Status status = work_get_in(write, str_slice(payload, 0, slash), 0, &row);
	if (status == STATUS_NOT_FOUND)
		return STATUS_OK;
	if (status != STATUS_OK || work_stage_from_code(row.stage) != WORK_WAITING || !str_is_empty(row.assigned_user))
		return status; /* taken up, done or given to somebody */
	const Pathway *pathway = work_pathway(care_release_in(write, row.release_hash), row.pathway);
	return pathway->escalates_to_count == 0 ? STATUS_OK : step_in(write, &row, pathway, step);
}

Status work_alerts(Care *care, WorkAlert **out, size_t *count)
{
	WorkAlertsRow *rows = NULL;
	Status status = work_require_reading(care);
	if (status == STATUS_OK)
		status = sql_work_alerts_list(care->reader, care->arena, &(WorkAlertsArguments){.actor = care->actor}, &rows, count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, WorkAlert, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = (WorkAlert){.id = rows[i].id, .title = rows[i].title, .opened_at = rows[i].opened_at,
			.name = rows[i].name, .team_name = rows[i].team_name, .team = rows[i].team,
			.unsent = rows[i].unsent};
	return STATUS_OK;
}

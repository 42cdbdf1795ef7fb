/* Whole work that stood on the wrong record: moved to the right one with all that came of it, or withdrawn. Answers that it
 * gave are taken back from where they did not belong; the old place says that something was there, and not whose it is. */
#include "care/work/work_write.h"

#include "care/letter/letter.h"
#include "care/panel/panel.h"
#include "care/service/service.h"

enum { MISFILED_WORKS_MAX = 1000 };

static Status check_may(const Care *care)
{
	Status status = care_require(care, S("work-approve"));
	return status == STATUS_OK ? care_require(care, S("person-edit")) : status;
}

static Status check_reason(Care *care, Str reason)
{
	return !str_is_empty(str_trim(reason)) ? STATUS_OK : problems_add(&care->problems, (Problem){.field = S("reason"),
		.message = S("Say how you know that it does not belong here. The reason stays in the audit.")});
}

/* The row that the old place keeps. */
static Status note_old_place_in(CareWrite *write, const WorkGetInRow *work, Str to, Str reason)
{
	Status status = sql_work_misfiled_insert_run(write->connection, &(WorkMisfiledInsertArguments){
		.id = id_make(write->care->ids, write->care->arena), .work = work->id, .person = work->person,
		.to_person = str_is_empty(to) ? (Str){0} : to, .pathway = work->pathway, .reason = reason, .at = write->now,
		.by_actor = write->care->actor});
	if (status == STATUS_OK)
		status = sql_chronology_remove_work_run(write->connection, &(ChronologyRemoveWorkArguments){.work = work->id,
			.removed_at = write->now, .removed_by = write->care->actor});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = str_is_empty(to) ? S("work/withdrawn-from") : S("work/moved-from"),
		.subject_kind = S("work"), .subject = work->id, .person = work->person, .reason = reason});
}

/* Work and all that came of it on the same record, the first one first. */
static Status gather_in(CareWrite *write, Str work, Str person, Str *works, size_t *count)
{
	Status status = STATUS_OK;
	works[0] = work;
	*count = 1;
	for (size_t i = 0; status == STATUS_OK && i < *count; i++) {
		WorkChildrenOnRecordRow *children = NULL;
		size_t child_count = 0;
		status = sql_work_children_on_record_list(write->connection, write->care->arena,
			&(WorkChildrenOnRecordArguments){.work = works[i], .person = person}, &children, &child_count);
		if (status == STATUS_OK && *count + child_count > MISFILED_WORKS_MAX)
			return STATUS_FULL;
		for (size_t c = 0; status == STATUS_OK && c < child_count; c++)
			works[(*count)++] = children[c].id;
	}
	return status;
}

/* Answers go to the other record as of the days for which they were given; what a helper said does not stand over the
 * person's own words there. */
static Status give_answers_in(CareWrite *write, Str to, Str work, const TakenAnswer *taken, size_t count)
{
	Status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		Answer answer = taken[i].answer;
		size_t kept = 1;
		status = work_own_words_in(write, to, &answer, &kept);
		if (status == STATUS_OK && kept == 1)
			status = person_append_in(write, to, &answer, 1, work, taken[i].valid_from);
	}
	return status;
}

typedef struct Moving {
	Str work;
	Str to;
	Str reason;
	int64_t version;
} Moving;

static Status move_one_in(CareWrite *write, Str id, const Moving *moving)
{
	WorkGetInRow work = {0};
	TakenAnswer *taken = NULL;
	size_t count = 0;
	Status status = work_get_in(write, id, 0, &work);
	Str from = work.person;
	if (status == STATUS_OK)
		status = person_take_back_in(write, from, id, &taken, &count);
	if (status == STATUS_OK)
		status = note_old_place_in(write, &work, moving->to, moving->reason);
	if (status == STATUS_OK)
		status = sql_work_person_move_run(write->connection, &(WorkPersonMoveArguments){.id = id, .version = work.version,
			.person = moving->to});
	work.version++;
	work.person = moving->to;
	if (status == STATUS_OK)
		status = give_answers_in(write, moving->to, id, taken, count);
	if (status == STATUS_OK)
		status = service_move_of_work_in(write, id, from, moving->to);
	if (status == STATUS_OK)
		status = letter_move_of_work_in(write, id, moving->to);
	if (status == STATUS_OK)
		status = sql_uploads_move_work_run(write->connection, &(UploadsMoveWorkArguments){.work = id, .person = moving->to});
	return status == STATUS_OK ? work_stamp_in(write, &work, &(WorkStamp){.transition = S("moved")}) : status;
}

static Status move_in(CareWrite *write, void *context)
{
	const Moving *moving = context;
	Str *works = ARENA_ARRAY(write->care->arena, Str, MISFILED_WORKS_MAX);
	size_t count = 0;
	WorkGetInRow work = {0};
	Status status = work_get_in(write, moving->work, moving->version, &work);
	if (status == STATUS_OK && (str_is_empty(work.person) || str_equal(work.person, moving->to)))
		status = STATUS_CONFLICT;
	if (status == STATUS_OK)
		status = gather_in(write, moving->work, work.person, works, &count);
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		status = move_one_in(write, works[i], moving);
	return status;
}

Status work_move(Care *care, Str work, Str person, Str reason, int64_t version)
{
	Work found = {0};
	Person to = {0};
	Status status = check_may(care);
	if (status == STATUS_OK)
		status = work_find(care, work, &found);
	if (status == STATUS_OK && found.withdrawn)
		status = STATUS_CONFLICT;
	if (status == STATUS_OK)
		status = person_find(care, person, &to);
	if (status == STATUS_OK && to.how != PERSON_OPEN)
		status = STATUS_REFUSED;
	if (status == STATUS_OK)
		status = check_reason(care, reason);
	Moving moving = {.work = found.id, .to = to.id, .reason = reason, .version = version};
	return status == STATUS_OK ? care_write(care, move_in, &moving) : status;
}

/* Care that runs is not stopped by taking a paper off a record. */
static Status check_no_service_runs_in(CareWrite *write, Str work)
{
	int64_t running = 0;
	Status status = service_running_of_work_in(write, work, &running);
	if (status != STATUS_OK || running == 0)
		return status;
	return problems_add(&write->care->problems, (Problem){.field = S("what"),
		.message = S("It arranged services that still run. Move it to the right person, or end those services first.")});
}

static Status withdraw_one_in(CareWrite *write, Str id, Str reason)
{
	WorkGetInRow work = {0};
	TakenAnswer *taken = NULL;
	size_t count = 0;
	Status status = work_get_in(write, id, 0, &work);
	if (status == STATUS_OK)
		status = check_no_service_runs_in(write, id);
	if (status == STATUS_OK)
		status = person_take_back_in(write, work.person, id, &taken, &count);
	if (status == STATUS_OK)
		status = note_old_place_in(write, &work, (Str){0}, reason);
	if (status == STATUS_OK)
		status = sql_uploads_withdraw_work_run(write->connection, &(UploadsWithdrawWorkArguments){.work = id,
			.at = write->now, .by_actor = write->care->actor, .reason = reason});
	if (status == STATUS_OK)
		status = panel_ended_in(write, id);
	return status == STATUS_OK ? work_stamp_in(write, &work, &(WorkStamp){.transition = S("withdrawn")}) : status;
}

static Status withdraw_in(CareWrite *write, void *context)
{
	const Moving *withdrawing = context;
	Str *works = ARENA_ARRAY(write->care->arena, Str, MISFILED_WORKS_MAX);
	size_t count = 0;
	WorkGetInRow work = {0};
	Status status = work_get_in(write, withdrawing->work, withdrawing->version, &work);
	if (status == STATUS_OK && str_is_empty(work.person))
		status = STATUS_CONFLICT; /* a request that nobody has matched is ended without an outcome */
	if (status == STATUS_OK)
		status = gather_in(write, withdrawing->work, work.person, works, &count);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		WorkGetInRow one = {0};
		status = work_get_in(write, works[i], 0, &one);
		/* What somebody has finished since was done, whatever it came from: it is looked at by itself. */
		bool done = i > 0 && work_stage_from_code(one.stage) >= WORK_FINISHED;
		if (status == STATUS_OK && !done)
			status = withdraw_one_in(write, works[i], withdrawing->reason);
	}
	return status;
}

Status work_withdraw(Care *care, Str work, Str reason, int64_t version)
{
	Work found = {0};
	Status status = check_may(care);
	if (status == STATUS_OK)
		status = work_find(care, work, &found);
	if (status == STATUS_OK && found.withdrawn)
		status = STATUS_CONFLICT;
	if (status == STATUS_OK)
		status = check_reason(care, reason);
	Moving withdrawing = {.work = found.id, .reason = reason, .version = version};
	return status == STATUS_OK ? care_write(care, withdraw_in, &withdrawing) : status;
}

typedef struct Reading {
	const Work *work;
	Str reason;
	WorkSnapshotInRow row;
} Reading;

static Status read_withdrawn_in(CareWrite *write, void *context)
{
	Reading *reading = context;
	Status status = sql_work_snapshot_in_one(write->connection, write->care->arena,
		&(WorkSnapshotInArguments){.work = reading->work->id}, &reading->row);
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("work/read-withdrawn"), .subject_kind = S("work"),
		.subject = reading->work->id, .person = reading->work->person, .reason = reading->reason});
}

Status work_read_withdrawn(Care *care, Str work, Str reason, WorkSnapshot *out)
{
	Work found = {0};
	Status status = care_require(care, S("person-read"));
	if (status == STATUS_OK)
		status = work_find(care, work, &found);
	if (status == STATUS_OK && !found.withdrawn)
		status = STATUS_CONFLICT;
	if (status == STATUS_OK && str_is_empty(str_trim(reason)))
		status = problems_add(&care->problems, (Problem){.field = S("reason"),
			.message = S("Say why you need to read what was withdrawn.")});
	Reading reading = {.work = &found, .reason = reason};
	if (status == STATUS_OK)
		status = care_write(care, read_withdrawn_in, &reading);
	*out = (WorkSnapshot){.at = INSTANT_NONE, .body = status == STATUS_OK ? reading.row.body : (Str){0}};
	return status;
}

Status work_misfiled_of(Care *care, Str work, WorkMisfiled **out, size_t *count)
{
	WorkMisfiledOfRow *rows = NULL;
	Status status = work_require_reading(care);
	if (status == STATUS_OK)
		status = sql_work_misfiled_of_list(care->reader, care->arena,
			&(WorkMisfiledOfArguments){.actor = care->actor, .work = work}, &rows, count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, WorkMisfiled, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = (WorkMisfiled){.at = rows[i].at, .by_name = rows[i].by_name, .reason = rows[i].reason,
			.moved = rows[i].moved == 1};
	return STATUS_OK;
}

/* Opening work, and every stamp after that. */
#include "care/work/work_write.h"

#include "care/access/access.h"
#include "care/waiting/waiting.h"

static const Pathway PLAIN_TASK = {.id = S_INIT("task"), .title = S_INIT("Task"), .due = {5, DURATION_WORKING_DAYS},
	.team_kind = S_INIT("practice")};

const Pathway *work_pathway(const Practice *practice, Str id)
{
	const Pathway *pathway = practice_pathway(practice, id);
	if (pathway == NULL)
		pathway = practice_pathway(practice, S("task"));
	return pathway == NULL ? &PLAIN_TASK : pathway;
}

static Status new_reference_in(CareWrite *write, Str *out)
{
	Arena *arena = write->care->arena;
	for (int tries = 0; tries < 20; tries++) {
		Str reference = reference_make(write->care->ids, arena,
			practice_council(write->care->practice)->reference_prefix);
		WorkReferenceTakenRow row = {0};
		Status status = sql_work_reference_taken_one(write->connection, arena,
			&(WorkReferenceTakenArguments){.reference = reference}, &row);
		if (status != STATUS_OK)
			return status;
		if (row.taken == 0) {
			*out = reference;
			return STATUS_OK;
		}
	}
	return STATUS_FULL;
}

static Status due_for(CareWrite *write, const Pathway *pathway, const WorkNew *wanted, Str *due_on)
{
	Duration within = pathway->due;
	if (wanted->urgent && duration_is_given(pathway->due_urgent))
		within = pathway->due_urgent;
	if (duration_is_given(wanted->within))
		within = wanted->within;
	Arena *arena = write->care->arena;
	Date due = write->today;
	if (!duration_is_given(within)) {
		*due_on = date_format(arena, due);
		return STATUS_OK;
	}
	Instant due_at = write->now;
	Status status = duration_add_to_instant(write->now, within, practice_bank_holidays(write->care->practice), &due_at);
	*due_on = date_format(arena, instant_london_date(due_at));
	return status;
}

static Status team_for(CareWrite *write, const Pathway *pathway, const WorkNew *wanted, Str *team)
{
	*team = wanted->team;
	const Str kinds[] = {wanted->team_kind, pathway->team_kind};
	for (size_t i = 0; i < 2; i++) {
		TeamByKindRow row = {0};
		if (!str_is_empty(*team) || str_is_empty(kinds[i]) || wanted->without_team)
			continue;
		Status status = sql_team_by_kind_one(write->connection, write->care->arena, &(TeamByKindArguments){.kind = kinds[i]}, &row);
		if (status != STATUS_OK && status != STATUS_NOT_FOUND)
			return status;
		*team = row.id;
	}
	return STATUS_OK;
}

static Str null_if_empty(Str text)
{
	return str_is_empty(text) ? (Str){0} : text;
}

static Status insert_event_in(CareWrite *write, Str work, const WorkStamp *stamp)
{
	return sql_work_event_insert_run(write->connection, &(WorkEventInsertArguments){
		.id = id_make(write->care->ids, write->care->arena), .work = work, .at = write->now,
		.by_actor = write->care->actor, .transition = stamp->transition, .detail = stamp->detail,
		.to_user = null_if_empty(stamp->to_user), .to_team = null_if_empty(stamp->to_team),
		.due_on = null_if_empty(stamp->due_on)});
}

Status work_open_in(CareWrite *write, const WorkNew *wanted, Str *id)
{
	Arena *arena = write->care->arena;
	const Pathway *pathway = work_pathway(write->care->practice, wanted->pathway);
	Str reference = {0};
	Str due_on = {0};
	Str team = {0};
	Str work = id_make(write->care->ids, arena);
	Status status = new_reference_in(write, &reference);
	if (status == STATUS_OK)
		status = due_for(write, pathway, wanted, &due_on);
	if (status == STATUS_OK)
		status = team_for(write, pathway, wanted, &team);
	if (status != STATUS_OK)
		return status;
	status = sql_work_insert_run(write->connection, &(WorkInsertArguments){
		.id = work, .reference = reference, .pathway = wanted->pathway,
		.release_hash = practice_hash(write->care->practice), .person = null_if_empty(wanted->person),
		.title = str_is_empty(wanted->title) ? pathway->title : wanted->title, .urgent = wanted->urgent ? 1 : 0,
		.opened_at = write->now, .opened_on = date_format(arena, write->today), .due_first = due_on,
		.parent_work = null_if_empty(wanted->parent), .opened_by_outcome = null_if_empty(wanted->by_outcome),
		.stage = work_stage_code(WORK_WAITING), .due_on = due_on, .assigned_user = null_if_empty(wanted->user),
		.assigned_team = null_if_empty(team)});
	if (status == STATUS_OK)
		status = insert_event_in(write, work, &(WorkStamp){.transition = S("opened"), .detail = wanted->by_outcome,
			.to_user = wanted->user, .to_team = team, .due_on = due_on});
	if (status == STATUS_OK && str_is_empty(wanted->user))
		status = work_escalate_later_in(write, pathway, work, 0);
	if (status == STATUS_OK)
		status = waiting_letters_later_in(write, wanted->pathway, work);
	if (id != NULL)
		*id = work;
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("work/open"), .subject_kind = S("work"), .subject = work,
		.person = wanted->person, .after = wanted->pathway});
}

Status work_open_once_in(CareWrite *write, const WorkNew *wanted)
{
	WorkWaitsRow row = {0};
	Status status = sql_work_waits_one(write->connection, write->care->arena, &(WorkWaitsArguments){
		.person = wanted->person, .pathway = wanted->pathway, .title = wanted->title}, &row);
	return status == STATUS_OK && row.count == 0 ? work_open_in(write, wanted, NULL) : status;
}

typedef struct Opening {
	const WorkNew *wanted;
	Str id;
} Opening;

static Status open_in(CareWrite *write, void *context)
{
	Opening *opening = context;
	return work_open_in(write, opening->wanted, &opening->id);
}

Status work_open(Care *care, const WorkNew *wanted, Str *id)
{
	if (!care_may(care, S("work-do")) && !care_may(care, S("contact-record")))
		return STATUS_REFUSED;
	WorkNew checked = *wanted;
	if (!str_is_empty(wanted->person)) {
		Person person = {0};
		Status status = person_find(care, wanted->person, &person);
		if (status != STATUS_OK)
			return status;
		if (person.how != PERSON_OPEN)
			return STATUS_REFUSED;
		checked.person = person.id;
	}
	Opening opening = {.wanted = &checked};
	Status status = care_write(care, open_in, &opening);
	if (id != NULL)
		*id = opening.id;
	return status;
}

Status work_get_in(CareWrite *write, Str work, int64_t version, WorkGetInRow *out)
{
	Status status = sql_work_get_in_one(write->connection, write->care->arena, &(WorkGetInArguments){.work = work}, out);
	if (status == STATUS_OK && version != 0 && out->version != version)
		return STATUS_STALE;
	return status;
}

static WorkEvent event_from_row(const WorkEventsRow *row)
{
	return (WorkEvent){.id = row->id, .at = row->at, .by_actor = row->by_actor, .by_name = row->by_name,
		.transition = row->transition, .detail = row->detail, .to_user = row->to_user, .to_team = row->to_team,
		.due_on = row->due_on};
}

static Status state_in(CareWrite *write, Str work, Str due_first, WorkState *state)
{
	Arena *arena = write->care->arena;
	WorkEventsRow *rows = NULL;
	size_t count = 0;
	Status status = sql_work_events_list(write->connection, arena, &(WorkEventsArguments){.work = work}, &rows, &count);
	if (status != STATUS_OK)
		return status;
	WorkEvent *events = ARENA_ARRAY(arena, WorkEvent, count + 1);
	for (size_t i = 0; i < count; i++)
		events[i] = event_from_row(&rows[i]);
	*state = work_state_make(arena, due_first, events, count);
	return STATUS_OK;
}

Status work_stamp_in(CareWrite *write, WorkGetInRow *row, const WorkStamp *stamp)
{
	WorkState state = {0};
	Status status = insert_event_in(write, row->id, stamp);
	if (status == STATUS_OK)
		status = state_in(write, row->id, row->due_first, &state);
	if (status == STATUS_OK)
		status = sql_work_stage_put_run(write->connection, &(WorkStagePutArguments){
			.id = row->id, .version = row->version, .stage = work_stage_code(state.stage), .due_on = state.due_on,
			.assigned_user = null_if_empty(state.assigned_user), .assigned_team = null_if_empty(state.assigned_team),
			.submitted_by = null_if_empty(state.submitted_by), .finished_on = null_if_empty(state.finished_on),
			.outcome = null_if_empty(state.outcome)});
	if (status != STATUS_OK)
		return status;
	row->version++;
	row->stage = work_stage_code(state.stage);
	row->due_on = state.due_on;
	row->assigned_user = state.assigned_user;
	row->assigned_team = state.assigned_team;
	row->submitted_by = state.submitted_by;
	row->outcome = state.outcome;
	return care_audit(write, &(CareAudit){.action = str_concat(write->care->arena, S("work/"), stamp->transition),
		.subject_kind = S("work"), .subject = row->id, .person = row->person, .after = stamp->detail});
}

typedef struct Assigning {
	Str work;
	Str user;
	Str team;
	bool starts;
} Assigning;

static Status assign_in(CareWrite *write, void *context)
{
	const Assigning *assigning = context;
	WorkGetInRow row = {0};
	Status status = work_get_in(write, assigning->work, 0, &row);
	WorkStage stage = work_stage_from_code(row.stage);
	if (status == STATUS_OK && (stage == WORK_FINISHED || stage == WORK_CANCELLED))
		status = STATUS_CONFLICT;
	/* What waits for its approver is not begun again. */
	if (status == STATUS_OK && assigning->starts && stage == WORK_AWAITING_APPROVAL)
		status = STATUS_CONFLICT;
	bool to_another = !str_equal(row.assigned_user, assigning->user)
		|| (!str_is_empty(assigning->team) && !str_equal(row.assigned_team, assigning->team));
	if (status == STATUS_OK && to_another)
		status = work_stamp_in(write, &row, &(WorkStamp){.transition = S("assigned"), .to_user = assigning->user,
			.to_team = assigning->team});
	if (status == STATUS_OK && assigning->starts && stage == WORK_WAITING)
		status = work_stamp_in(write, &row, &(WorkStamp){.transition = S("started")});
	else if (status == STATUS_OK)
		status = care_audit(write, &(CareAudit){.action = S("work/assign"), .subject_kind = S("work"),
			.subject = row.id, .person = row.person, .after = assigning->user});
	return status;
}

/* Somebody who works here, a team that is open; one of them at least. */
static Status check_assignee(Care *care, Str user, Str team)
{
	User somebody = {0};
	Team *teams = NULL;
	size_t count = 0;
	Status status = str_is_empty(user) ? STATUS_OK : access_user(care, user, &somebody);
	bool known = status == STATUS_OK && !(str_is_empty(user) && str_is_empty(team));
	if (status != STATUS_OK && status != STATUS_NOT_FOUND)
		return status;
	if (!str_is_empty(team)) {
		bool open = false;
		status = access_teams(care, &teams, &count);
		if (status != STATUS_OK)
			return status;
		for (size_t i = 0; i < count; i++)
			open = open || (str_equal(teams[i].id, team) && str_is_empty(teams[i].closed_on));
		known = known && open;
	}
	return known ? STATUS_OK : problems_add(&care->problems, (Problem){.field = S("user"),
		.message = S("Choose a colleague or a team from the list.")});
}

Status work_assign(Care *care, Str work, Str user, Str team)
{
	Work found = {0};
	Status status = care_require(care, S("work-do"));
	if (status == STATUS_OK)
		status = work_find(care, work, &found);
	if (status == STATUS_OK)
		status = check_assignee(care, user, team);
	if (status != STATUS_OK)
		return status;
	Assigning assigning = {.work = found.id, .user = user, .team = team};
	return care_write(care, assign_in, &assigning);
}

Status work_start(Care *care, Str work)
{
	Work found = {0};
	if (!care_may(care, S("work-do")) && !care_may(care, S("contact-record")))
		return STATUS_REFUSED;
	Status status = work_find(care, work, &found);
	if (status != STATUS_OK)
		return status;
	/* Whoever takes work on brings it to their own team's list. */
	Assigning assigning = {.work = found.id, .user = care->actor, .team = care->actor_team, .starts = true};
	return care_write(care, assign_in, &assigning);
}

/* Reading work: one piece, its stamps, the lists. */
#include "care/work/work_write.h"

enum { CHRONOLOGY_ROWS_MAX = 500 };

static Date date_or_none(Str text)
{
	Date date = DATE_NONE;
	return date_parse(text, &date) == STATUS_OK ? date : DATE_NONE;
}

Status work_require_reading(const Care *care)
{
	bool may = care_may(care, S("work-do")) || care_may(care, S("contact-record")) || care_may(care, S("person-read"));
	return may ? STATUS_OK : STATUS_REFUSED;
}

Status work_find(Care *care, Str id, Work *out)
{
	WorkGetRow row = {0};
	Status status = work_require_reading(care);
	if (status == STATUS_OK)
		status = sql_work_get_one(care->reader, care->arena, &(WorkGetArguments){.actor = care->actor, .work = id}, &row);
	if (status != STATUS_OK)
		return status;
	*out = (Work){
		.id = row.id, .reference = row.reference, .person = row.person,
		.pathway = work_pathway(care_release(care, row.release_hash), row.pathway),
		.title = row.title, .urgent = row.urgent == 1, .opened_at = row.opened_at,
		.opened_on = date_or_none(row.opened_on), .due_on = date_or_none(row.due_on), .parent = row.parent_work,
		.stage = work_stage_from_code(row.stage), .assigned_user = row.assigned_user,
		.assigned_team = row.assigned_team, .user_name = row.user_name, .team_name = row.team_name,
		.submitted_by = row.submitted_by, .submitted_name = row.submitted_name,
		.finished_on = date_or_none(row.finished_on), .outcome = row.outcome, .withdrawn = row.withdrawn == 1, .version = row.version,
	};
	return STATUS_OK;
}

typedef struct Reference {
	Str reference;
	Str id;
} Reference;

static Status find_reference_in(CareWrite *write, void *context)
{
	Reference *wanted = context;
	WorkByReferenceRow row = {0};
	Status status = sql_work_by_reference_one(write->connection, write->care->arena,
		&(WorkByReferenceArguments){.reference = wanted->reference}, &row);
	wanted->id = row.id;
	return status;
}

Status work_find_by_reference(Care *care, Str typed, Str *id)
{
	Reference wanted = {0};
	Work work = {0};
	Status status = work_require_reading(care);
	if (status == STATUS_OK && reference_read(care->arena, typed, &wanted.reference) != STATUS_OK)
		status = STATUS_NOT_FOUND;
	if (status == STATUS_OK)
		status = care_write(care, find_reference_in, &wanted);
	if (status == STATUS_OK)
		status = work_find(care, wanted.id, &work);
	*id = work.id;
	return status;
}

Status work_events(Care *care, Str work, WorkEvent **out, size_t *count)
{
	WorkEventsOfRow *rows = NULL;
	Status status = work_require_reading(care);
	if (status == STATUS_OK)
		status = sql_work_events_of_list(care->reader, care->arena,
			&(WorkEventsOfArguments){.actor = care->actor, .work = work}, &rows, count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, WorkEvent, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = (WorkEvent){.id = rows[i].id, .at = rows[i].at, .by_actor = rows[i].by_actor,
			.by_name = rows[i].by_name, .transition = rows[i].transition, .detail = rows[i].detail};
	return STATUS_OK;
}

Status work_snapshot(Care *care, Str work, WorkSnapshot *out)
{
	WorkSnapshotLatestRow row = {0};
	Status status = work_require_reading(care);
	if (status == STATUS_OK)
		status = sql_work_snapshot_latest_one(care->reader, care->arena,
			&(WorkSnapshotLatestArguments){.actor = care->actor, .work = work}, &row);
	*out = (WorkSnapshot){.at = row.at, .body = row.body};
	return status;
}

/* The rows of these lists have the same fields; each statement has its own type for them. */
#define WORK_ROW_OF(care, row) ((WorkRow){ \
	.id = (row).id, .reference = (row).reference, .pathway = work_pathway((care)->practice, (row).pathway), \
	.title = (row).title, .stage = work_stage_from_code((row).stage), .due_on = date_or_none((row).due_on), \
	.urgent = (row).urgent == 1, .opened_on = date_or_none((row).opened_on), .opened_at = (row).opened_at, \
	.person = (row).person, .name = (row).name, .user_name = (row).user_name, .team_name = (row).team_name, \
	.submitted_by = (row).submitted_by, .submitted_name = (row).submitted_name, .saved_at = INSTANT_NONE})

static Status list_of_team(Care *care, const WorkFilter *filter, int64_t most, WorkRow **out, size_t *count)
{
	WorkListTeamRow *rows = NULL;
	Status status = sql_work_list_team_list(care->reader, care->arena, &(WorkListTeamArguments){
		.actor = care->actor, .team = filter->team, .stage = filter->stage, .most = most,
		.skip = (int64_t)filter->skip}, &rows, count);
	*out = ARENA_ARRAY(care->arena, WorkRow, *count + 1);
	for (size_t i = 0; status == STATUS_OK && i < *count; i++)
		(*out)[i] = WORK_ROW_OF(care, rows[i]);
	return status;
}

static Status list_of_user(Care *care, const WorkFilter *filter, int64_t most, WorkRow **out, size_t *count)
{
	WorkListUserRow *rows = NULL;
	Status status = sql_work_list_user_list(care->reader, care->arena, &(WorkListUserArguments){
		.actor = care->actor, .user = filter->user, .stage = filter->stage, .most = most,
		.skip = (int64_t)filter->skip}, &rows, count);
	*out = ARENA_ARRAY(care->arena, WorkRow, *count + 1);
	for (size_t i = 0; status == STATUS_OK && i < *count; i++)
		(*out)[i] = WORK_ROW_OF(care, rows[i]);
	return status;
}

static Status list_of_any(Care *care, const WorkFilter *filter, int64_t most, WorkRow **out, size_t *count)
{
	WorkListRow *rows = NULL;
	Status status = sql_work_list_list(care->reader, care->arena, &(WorkListArguments){
		.actor = care->actor, .team = filter->team, .user = filter->user, .stage = filter->stage,
		.pathway = filter->pathway, .most = most, .skip = (int64_t)filter->skip}, &rows, count);
	*out = ARENA_ARRAY(care->arena, WorkRow, *count + 1);
	for (size_t i = 0; status == STATUS_OK && i < *count; i++)
		(*out)[i] = WORK_ROW_OF(care, rows[i]);
	return status;
}

static Status list_sorted(Care *care, const WorkFilter *filter, int64_t most, WorkRow **out, size_t *count)
{
	static const char *const ORDERS[][2] = {
		[WORK_BY_DUE] = {"due-up", "due-down"}, [WORK_BY_OPENED] = {"opened-up", "opened-down"},
		[WORK_BY_PERSON] = {"person-up", "person-down"}, [WORK_BY_HOLDER] = {"holder-up", "holder-down"},
	};
	WorkListSortedRow *rows = NULL;
	Status status = sql_work_list_sorted_list(care->reader, care->arena, &(WorkListSortedArguments){
		.actor = care->actor, .team = filter->team, .user = filter->user, .stage = filter->stage,
		.pathway = filter->pathway, .order = str_from_c(ORDERS[filter->sort][filter->is_descending ? 1 : 0]),
		.most = most, .skip = (int64_t)filter->skip}, &rows, count);
	*out = ARENA_ARRAY(care->arena, WorkRow, *count + 1);
	for (size_t i = 0; status == STATUS_OK && i < *count; i++)
		(*out)[i] = WORK_ROW_OF(care, rows[i]);
	return status;
}

Status work_list(Care *care, const WorkFilter *filter, WorkRow **out, size_t *count)
{
	int64_t most = filter->most == 0 || filter->most > WORK_LIST_MAX ? WORK_LIST_MAX : (int64_t)filter->most;
	Status status = work_require_reading(care);
	*count = 0;
	if (status != STATUS_OK)
		return status;
	if (filter->sort != WORK_BY_DUE || filter->is_descending)
		return list_sorted(care, filter, most, out, count);
	if (str_is_empty(filter->pathway) && !str_is_empty(filter->team) && str_is_empty(filter->user))
		return list_of_team(care, filter, most, out, count);
	if (str_is_empty(filter->pathway) && !str_is_empty(filter->user) && str_is_empty(filter->team))
		return list_of_user(care, filter, most, out, count);
	return list_of_any(care, filter, most, out, count);
}

Status work_open_of_person(Care *care, Str person, WorkRow **out, size_t *count)
{
	WorkOpenOfPersonRow *rows = NULL;
	Status status = work_require_reading(care);
	if (status == STATUS_OK)
		status = sql_work_open_of_person_list(care->reader, care->arena,
			&(WorkOpenOfPersonArguments){.actor = care->actor, .person = person}, &rows, count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, WorkRow, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = (WorkRow){
			.id = rows[i].id, .reference = rows[i].reference, .pathway = work_pathway(care->practice, rows[i].pathway),
			.title = rows[i].title, .stage = work_stage_from_code(rows[i].stage),
			.due_on = date_or_none(rows[i].due_on), .urgent = rows[i].urgent == 1,
			.opened_on = date_or_none(rows[i].opened_on), .person = person, .user_name = rows[i].user_name,
			.team_name = rows[i].team_name,
			.saved_at = rows[i].saved_at == STORE_NULL_INTEGER ? INSTANT_NONE : rows[i].saved_at,
			.answers = rows[i].answers};
	return STATUS_OK;
}

Status work_children(Care *care, Str work, WorkChild **out, size_t *count)
{
	WorkChildrenRow *rows = NULL;
	Status status = care->all_permissions ? STATUS_OK : STATUS_REFUSED;
	if (status == STATUS_OK)
		status = sql_work_children_list(store_maintenance(care->store), care->arena, &(WorkChildrenArguments){.work = work},
			&rows, count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, WorkChild, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = (WorkChild){.id = rows[i].id, .pathway = rows[i].pathway};
	return STATUS_OK;
}

static Status counts_of_team(Care *care, Str team, Str today, WorkCountsRow **rows, size_t *count)
{
	WorkCountsTeamRow *found = NULL;
	Status status = sql_work_counts_team_list(care->reader, care->arena, &(WorkCountsTeamArguments){.actor = care->actor,
		.team = team, .today = today}, &found, count);
	if (status != STATUS_OK)
		return status;
	*rows = ARENA_ARRAY(care->arena, WorkCountsRow, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*rows)[i] = (WorkCountsRow){.pathway = found[i].pathway, .stage = found[i].stage, .count = found[i].count,
			.overdue = found[i].overdue, .oldest_on = found[i].oldest_on};
	return STATUS_OK;
}

Status work_counts(Care *care, Str team, WorkCount **out, size_t *count)
{
	WorkCountsRow *rows = NULL;
	Str today = date_format(care->arena, care_today(care));
	Status status = work_require_reading(care);
	if (status == STATUS_OK && !str_is_empty(team))
		status = counts_of_team(care, team, today, &rows, count);
	else if (status == STATUS_OK)
		status = sql_work_counts_list(care->reader, care->arena,
			&(WorkCountsArguments){.actor = care->actor, .today = today}, &rows, count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, WorkCount, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = (WorkCount){.pathway = rows[i].pathway, .stage = work_stage_from_code(rows[i].stage),
			.count = rows[i].count, .overdue = rows[i].overdue, .oldest_on = date_or_none(rows[i].oldest_on)};
	return STATUS_OK;
}

/* A page ends between two instants, never within one: the next page starts before the last line's. */
static size_t whole_instants(const ChronologyRow *rows, size_t count, size_t most)
{
	size_t end = count < most ? count : most;
	while (end > 0 && end < count && rows[end].at == rows[end - 1].at)
		end++;
	return end;
}

Status work_chronology(Care *care, Str person, Instant before, size_t most, TimelineLine **out, size_t *count)
{
	ChronologyRow *rows = NULL;
	Status status = care_require(care, S("person-read"));
	if (status == STATUS_OK)
		status = sql_chronology_list(care->reader, care->arena, &(ChronologyArguments){.actor = care->actor,
			.person = person, .before = before, .most = CHRONOLOGY_ROWS_MAX}, &rows, count);
	if (status != STATUS_OK)
		return status;
	*count = whole_instants(rows, *count, most);
	*out = ARENA_ARRAY(care->arena, TimelineLine, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = (TimelineLine){.at = rows[i].at, .kind = rows[i].kind, .id = rows[i].id, .work = rows[i].work,
			.title = rows[i].title, .what = rows[i].what, .detail = rows[i].detail, .by_name = rows[i].by_name};
	return STATUS_OK;
}

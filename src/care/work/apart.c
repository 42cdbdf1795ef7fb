/* Who told us: kept beside the record and opened by few; and the concerns that stand beside a new one. */
#include "care/work/work_write.h"

enum { APART_CHAIN_MAX = 6 };

/* Kept also while nobody knows whom the work is about. */
static Status look_in(CareWrite *write, void *context)
{
	const Work *work = context;
	if (!str_is_empty(work->person))
		return care_audit_read_in(write, S("who told us"), &work->person, 1);
	return care_audit(write, &(CareAudit){.action = S("work/read"), .subject_kind = S("work"), .subject = work->id,
		.reason = S("who told us")});
}

Status work_apart(Care *care, Str work, WorkApart **out, size_t *count)
{
	Work found = {0};
	Str next = work;
	*out = ARENA_ARRAY(care->arena, WorkApart, WORK_APART_MAX);
	*count = 0;
	Status status = care_require(care, S("restricted-open"));
	/* The report and the concern that it opened are two pieces of work. */
	for (int i = 0; status == STATUS_OK && i < APART_CHAIN_MAX && !str_is_empty(next); i++) {
		ApartOfRow *rows = NULL;
		size_t found_count = 0;
		status = work_find(care, next, &found);
		if (status == STATUS_OK)
			status = sql_apart_of_list(care->reader, care->arena, &(ApartOfArguments){.actor = care->actor, .work = next},
				&rows, &found_count);
		for (size_t r = 0; status == STATUS_OK && r < found_count && *count < WORK_APART_MAX; r++)
			(*out)[(*count)++] = (WorkApart){.question = rows[r].question, .value = rows[r].value,
				.by_name = rows[r].by_name, .at = rows[r].at};
		if (status == STATUS_OK)
			status = care_write(care, look_in, &found);
		next = found.parent;
	}
	return status;
}

Status work_concerns_near(Care *care, Str person, WorkConcern **out, size_t *count)
{
	ConcernsNearRow *rows = NULL;
	Status status = work_require_reading(care);
	if (status == STATUS_OK)
		status = sql_concerns_near_list(care->reader, care->arena,
			&(ConcernsNearArguments){.actor = care->actor, .person = person}, &rows, count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, WorkConcern, *count + 1);
	for (size_t i = 0; i < *count; i++) {
		(*out)[i] = (WorkConcern){.id = rows[i].id, .reference = rows[i].reference,
			.stage = work_stage_from_code(rows[i].stage), .outcome = rows[i].outcome, .name = rows[i].name,
			.same_person = rows[i].same == 1, .opened_on = DATE_NONE};
		status = date_parse(rows[i].opened_on, &(*out)[i].opened_on);
		if (status != STATUS_OK)
			return STATUS_FAILED; /* the store's own dates can be read */
	}
	return STATUS_OK;
}

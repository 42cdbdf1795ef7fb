/* Answers that are not yet submitted: saved one by one, never lost to somebody else's save. */
#include "care/work/work_write.h"

static Draft draft_from_row(const DraftsOfRow *row)
{
	return (Draft){.question = row->question, .value = row->value, .giver = giver_from_code(row->giver),
		.by_actor = row->by_actor, .by_name = row->by_name, .at = row->at, .version = row->version};
}

const Draft *drafts_find(const Drafts *drafts, Str question)
{
	for (size_t i = 0; i < drafts->count; i++)
		if (str_equal(drafts->items[i].question, question))
			return &drafts->items[i];
	return NULL;
}

Status work_drafts(Care *care, Str work, Drafts *out)
{
	Status status = work_require_reading(care);
	return status == STATUS_OK ? work_drafts_public(care, work, out) : status;
}

Status work_drafts_public(Care *care, Str work, Drafts *out)
{
	DraftsVisibleRow *rows = NULL;
	size_t count = 0;
	Status status = sql_drafts_visible_list(care->reader, care->arena,
		&(DraftsVisibleArguments){.actor = care->actor, .work = work}, &rows, &count);
	if (status != STATUS_OK)
		return status;
	*out = (Drafts){.items = ARENA_ARRAY(care->arena, Draft, count + 1), .count = count};
	for (size_t i = 0; i < count; i++)
		out->items[i] = (Draft){.question = rows[i].question, .value = rows[i].value,
			.giver = giver_from_code(rows[i].giver), .by_actor = rows[i].by_actor, .by_name = rows[i].by_name,
			.at = rows[i].at, .version = rows[i].version};
	return STATUS_OK;
}

static Status drafts_in(CareWrite *write, Str work, Drafts *out)
{
	DraftsOfRow *rows = NULL;
	size_t count = 0;
	Status status = sql_drafts_of_list(write->connection, write->care->arena, &(DraftsOfArguments){.work = work}, &rows,
		&count);
	if (status != STATUS_OK)
		return status;
	*out = (Drafts){.items = ARENA_ARRAY(write->care->arena, Draft, count + 1), .count = count};
	for (size_t i = 0; i < count; i++)
		out->items[i] = draft_from_row(&rows[i]);
	return STATUS_OK;
}

typedef struct Saving {
	Str work;
	DraftSave *saves;
	size_t count;
	bool collided;
} Saving;

/* Never a draft: drafts are shown on pages and become facts. An answer that is left empty leaves what stands. */
static Status save_apart_in(CareWrite *write, const Saving *saving, DraftSave *save)
{
	save->conflict = false;
	save->version = 0;
	if (str_is_empty(save->value))
		return STATUS_OK;
	return sql_apart_put_run(write->connection, &(ApartPutArguments){.work = saving->work, .question = save->question,
		.value = save->value, .by_actor = write->care->actor, .at = write->now});
}

static Status save_one_in(CareWrite *write, Saving *saving, const Drafts *stand, DraftSave *save)
{
	const Question *question = practice_question(write->care->practice, save->question);
	if (question != NULL && question->apart)
		return save_apart_in(write, saving, save);

	const Draft *other = drafts_find(stand, save->question);
	save->conflict = false;
	save->version = other == NULL ? 0 : other->version;
	if (other != NULL && str_equal(other->value, save->value) && other->giver == save->giver)
		return STATUS_OK; /* two people wrote the same */
	if (other == NULL && str_is_empty(save->value))
		return STATUS_OK;
	int64_t changed = 0;
	Status status = STATUS_OK;
	if (save->version == save->expected)
		status = sql_draft_put_run_counting(write->connection, &(DraftPutArguments){
			.work = saving->work, .question = save->question, .value = save->value,
			.giver = giver_code(save->giver), .by_actor = write->care->actor, .at = write->now,
			.expected = save->expected}, &changed);
	if (status != STATUS_OK)
		return status;
	if (changed == 1) {
		save->version = save->expected + 1;
		return STATUS_OK;
	}
	saving->collided = true;
	save->conflict = true;
	save->other = other == NULL ? (Draft){0} : *other;
	return STATUS_OK;
}

/* Whoever answers work that nobody has, has it: their colleagues see it in the list. A resident at the public desk and
 * the system have no team, and what they fill in waits for somebody. */
static Status begin_in(CareWrite *write, WorkGetInRow *row)
{
	Status status = STATUS_OK;
	if (str_is_empty(row->assigned_user) && !str_is_empty(write->care->actor_team))
		status = work_stamp_in(write, row, &(WorkStamp){.transition = S("assigned"), .to_user = write->care->actor,
			.to_team = write->care->actor_team});
	if (status == STATUS_OK && work_stage_from_code(row->stage) == WORK_WAITING)
		status = work_stamp_in(write, row, &(WorkStamp){.transition = S("started")});
	return status;
}

static bool is_apart(const Care *care, Str id)
{
	const Question *question = practice_question(care->practice, id);
	return question != NULL && question->apart;
}

static Status save_in(CareWrite *write, void *context)
{
	Saving *saving = context;
	WorkGetInRow row = {0};
	Drafts stand = {0};
	saving->collided = false;
	Status status = work_get_in(write, saving->work, 0, &row);
	WorkStage stage = work_stage_from_code(row.stage);
	if (status == STATUS_OK && (stage == WORK_FINISHED || stage == WORK_CANCELLED || stage == WORK_AWAITING_APPROVAL))
		status = STATUS_CONFLICT;
	if (status == STATUS_OK)
		status = drafts_in(write, saving->work, &stand);
	for (size_t i = 0; status == STATUS_OK && i < saving->count; i++)
		status = save_one_in(write, saving, &stand, &saving->saves[i]);
	if (status == STATUS_OK)
		status = begin_in(write, &row);
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("work/save"), .subject_kind = S("work"), .subject = row.id,
		.person = row.person, .after = saving->count == 0 || is_apart(write->care, saving->saves[0].question) ? (Str){0}
			: saving->saves[0].value,
		.detail = str_format(write->care->arena, "{\"answers\":%zu}", saving->count)});
}

static Status save_all(Care *care, Str work, DraftSave *saves, size_t count)
{
	Saving saving = {.work = work, .saves = saves, .count = count};
	if (count == 0)
		return STATUS_OK;
	Status status = care_write(care, save_in, &saving);
	return status == STATUS_OK && saving.collided ? STATUS_STALE : status;
}

Status work_save(Care *care, Str work, DraftSave *saves, size_t count)
{
	Work found = {0};
	if (!care_may(care, S("work-do")) && !care_may(care, S("contact-record")))
		return STATUS_REFUSED;
	Status status = work_find(care, work, &found);
	return status == STATUS_OK ? save_all(care, found.id, saves, count) : status;
}

Status work_save_public(Care *care, Str work, DraftSave *saves, size_t count)
{
	return save_all(care, work, saves, count);
}

/* Saying whose a request is: what was asked for and answered becomes theirs, with who gave it and when. */
#include "care/work/work_write.h"

enum { MATCH_CHAIN_MAX = 8, MATCH_WORKS_MAX = 64 };

/* What was sent while nobody knew whose it was becomes facts of the day it was asked. What is still being filled in
 * does when it is sent. */
static Status answers_of_in(CareWrite *write, const WorkGetInRow *work, Str person)
{
	Arena *arena = write->care->arena;
	DraftsOfRow *drafts = NULL;
	size_t count = 0;
	WorkStage stage = work_stage_from_code(work->stage);
	if (stage != WORK_FINISHED && stage != WORK_AWAITING_APPROVAL)
		return STATUS_OK;
	Status status = sql_drafts_of_list(write->connection, arena, &(DraftsOfArguments){.work = work->id}, &drafts,
		&count);
	if (status != STATUS_OK || count == 0)
		return status;
	Answer *answers = ARENA_ARRAY(arena, Answer, count);
	size_t kept = 0;
	for (size_t i = 0; i < count && kept < PERSON_FACTS_AT_ONCE_MAX; i++)
		if (!str_is_empty(drafts[i].value))
			answers[kept++] = (Answer){.question = drafts[i].question, .value = drafts[i].value,
				.giver = giver_from_code(drafts[i].giver)};
	status = work_own_words_in(write, person, answers, &kept);
	if (status == STATUS_OK)
		status = person_append_in(write, person, answers, kept, work->id, instant_london_date(work->opened_at));
	if (status == STATUS_OK && stage == WORK_FINISHED)
		status = sql_drafts_clear_run(write->connection, &(DraftsClearArguments){.work = work->id});
	return status;
}

typedef struct Matching {
	Str work;
	Str person;
} Matching;

static Status match_one_in(CareWrite *write, Str work, Str person)
{
	WorkGetInRow row = {0};
	Status status = work_get_in(write, work, 0, &row);
	if (status == STATUS_OK)
		status = sql_work_person_put_run(write->connection, &(WorkPersonPutArguments){
			.id = row.id, .version = row.version, .person = person});
	row.version++;
	row.person = person;
	if (status == STATUS_OK)
		status = answers_of_in(write, &row, person);
	if (status == STATUS_OK)
		status = work_stamp_in(write, &row, &(WorkStamp){.transition = S("matched")});
	return status;
}

/* The first of the pieces of work that led here and that nobody has matched: the request that it all came from. */
static Status first_unmatched_in(CareWrite *write, Str work, Str *first)
{
	WorkGetInRow row = {0};
	Status status = work_get_in(write, work, 0, &row);
	if (status == STATUS_OK && !str_is_empty(row.person))
		return STATUS_CONFLICT;
	*first = work;
	for (int i = 0; status == STATUS_OK && i < MATCH_CHAIN_MAX && !str_is_empty(row.parent_work); i++) {
		status = work_get_in(write, row.parent_work, 0, &row);
		if (status != STATUS_OK || !str_is_empty(row.person))
			break;
		*first = row.id;
	}
	return status;
}

static Status match_in(CareWrite *write, void *context)
{
	const Matching *matching = context;
	Str works[MATCH_WORKS_MAX];
	size_t known = 1;
	Status status = first_unmatched_in(write, matching->work, &works[0]);
	/* All that came of the request is theirs. */
	for (size_t i = 0; status == STATUS_OK && i < known; i++) {
		WorkUnmatchedChildrenRow *children = NULL;
		size_t count = 0;
		status = sql_work_unmatched_children_list(write->connection, write->care->arena,
			&(WorkUnmatchedChildrenArguments){.work = works[i]}, &children, &count);
		for (size_t j = 0; status == STATUS_OK && j < count && known < MATCH_WORKS_MAX; j++)
			works[known++] = children[j].id;
		if (status == STATUS_OK)
			status = match_one_in(write, works[i], matching->person);
	}
	return status;
}

Status work_match(Care *care, Str work, Str person)
{
	Work found = {0};
	Person whose = {0};
	Status status = care_require(care, S("contact-record"));
	if (status == STATUS_OK)
		status = work_find(care, work, &found);
	if (status == STATUS_OK)
		status = person_find(care, person, &whose);
	if (status == STATUS_OK && whose.how != PERSON_OPEN)
		status = STATUS_REFUSED;
	Matching matching = {.work = found.id, .person = whose.id};
	return status == STATUS_OK ? care_write(care, match_in, &matching) : status;
}

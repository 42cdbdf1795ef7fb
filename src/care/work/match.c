/* Saying whose a request is: what was asked for and answered becomes theirs, with who gave it and when. */
#include "care/work/work_write.h"

enum { MATCH_CHAIN_MAX = 8 };

static Status answers_of_in(CareWrite *write, const WorkGetInRow *work, Str person)
{
	Arena *arena = write->care->arena;
	DraftsOfRow *drafts = NULL;
	size_t count = 0;
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
	status = person_append_in(write, person, answers, kept, work->id, instant_london_date(work->opened_at));
	bool finished = work_stage_from_code(work->stage) == WORK_FINISHED;
	if (status == STATUS_OK && finished)
		status = sql_drafts_clear_run(write->connection, &(DraftsClearArguments){.work = work->id});
	return status;
}

typedef struct Matching {
	Str work;
	Str person;
} Matching;

static Status match_in(CareWrite *write, void *context)
{
	const Matching *matching = context;
	Str next = matching->work;
	Status status = STATUS_OK;
	/* The request that the contact came from is theirs too. */
	for (int i = 0; status == STATUS_OK && i < MATCH_CHAIN_MAX && !str_is_empty(next); i++) {
		WorkGetInRow work = {0};
		status = work_get_in(write, next, 0, &work);
		if (status != STATUS_OK)
			break;
		if (!str_is_empty(work.person))
			return i == 0 ? STATUS_CONFLICT : STATUS_OK;
		status = sql_work_person_put_run(write->connection, &(WorkPersonPutArguments){
			.id = work.id, .version = work.version, .person = matching->person});
		work.version++;
		work.person = matching->person;
		if (status == STATUS_OK && i > 0)
			status = answers_of_in(write, &work, matching->person);
		if (status == STATUS_OK)
			status = work_stamp_in(write, &work, &(WorkStamp){.transition = S("matched")});
		next = work.parent_work;
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

/* Letters to those who wait: a dated act that goes on until the wait is over. */
#include "care/waiting/waiting.h"

#include "care/jobs/jobs.h"
#include "care/letter/letter.h"
#include "care/waiting/waiting.sql.h"

static Status later_in(CareWrite *write, const WaitingList *list, Str work, int64_t step)
{
	Arena *arena = write->care->arena;
	Str payload = str_format(arena, "%.*s/%lld", STR_ARG(work), (long long)step);
	return job_add_in(write, &(JobNew){.kind = S("waiting-letter"), .payload = payload,
		.key = str_concat(arena, S("waiting-letter/"), payload),
		.due_at = instant_from_london(write->today + (Date)list->every.count, WAITING_LETTER_HOUR, 0)});
}

Status waiting_letters_later_in(CareWrite *write, Str pathway, Str work)
{
	const WaitingList *list = practice_waiting_list_of(write->care->practice, pathway);
	return list == NULL || str_is_empty(list->letter) ? STATUS_OK : later_in(write, list, work, 1);
}

static Str answer_of(const Answer *answers, size_t count, Str question)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(answers[i].question, question))
			return answers[i].value;
	return (Str){0};
}

/* A letter may be read by others than its reader: then somebody finds a safe way. */
static Status task_in(CareWrite *write, Str person, Str work)
{
	return work_open_in(write, &(WorkNew){.pathway = S("task"), .person = person, .parent = work,
		.title = S("Tell this person in a safe way that they are still on our list: no letter was sent")}, NULL);
}

static Status letter_in(CareWrite *write, const WaitingList *list, const WaitingGetInRow *row, Str work,
	const Answer *answers, size_t count)
{
	Date due = DATE_NONE;
	WorkAnswers *sheet = work_answers_make(write->care->arena, write->care->practice, write->today);
	for (size_t i = 0; i < count; i++)
		work_answers_put(sheet, answers[i].question, answers[i].value);
	/* A day that has passed is no promise: then the letter says that there is no day yet. */
	bool to_come = date_parse(row->due_on, &due) == STATUS_OK && due > write->today;
	return letter_make_in(write, &(LetterNew){.letter = list->letter, .person = row->person, .work = work,
		.answers = sheet, .next_day_given = true, .next_day = to_come ? due : DATE_NONE});
}

static bool still_waits(const WaitingList *list, Str stage)
{
	return str_equal(stage, work_stage_code(WORK_WAITING))
		|| (list->until_finished && !str_equal(stage, work_stage_code(WORK_FINISHED))
			&& !str_equal(stage, work_stage_code(WORK_CANCELLED)));
}

Status waiting_letter_in(CareWrite *write, Str payload)
{
	size_t slash = 0;
	int64_t step = 0;
	WaitingGetInRow row = {0};
	Answer *answers = NULL;
	size_t count = 0;
	if (!str_find(payload, S("/"), &slash)
	    || str_to_integer(str_slice(payload, slash + 1, payload.length), &step) != STATUS_OK)
		return STATUS_INVALID;
	Str work = str_slice(payload, 0, slash);
	Status status = sql_waiting_get_in_one(write->connection, write->care->arena, &(WaitingGetInArguments){.work = work},
		&row);
	if (status != STATUS_OK)
		return status == STATUS_NOT_FOUND ? STATUS_OK : status;
	const WaitingList *list = practice_waiting_list_of(write->care->practice, row.pathway);
	if (list == NULL || str_is_empty(list->letter) || !still_waits(list, row.stage))
		return STATUS_OK;
	if (str_is_empty(row.person)) /* nobody knows yet whom to write to */
		return later_in(write, list, work, step + 1);
	status = person_answers_in(write, row.person, &answers, &count);
	if (status != STATUS_OK || !str_is_empty(answer_of(answers, count, S("death_date"))))
		return status;
	bool unsafe = row.tier != PERSON_OPEN || !str_is_empty(answer_of(answers, count, S("contact_avoid")));
	status = unsafe ? task_in(write, row.person, work) : letter_in(write, list, &row, work, answers, count);
	/* An unsafe address is told to the team once, not each month. */
	return status == STATUS_OK && !unsafe ? later_in(write, list, work, step + 1) : status;
}

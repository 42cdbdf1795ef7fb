#include "care/waiting/waiting.h"

#include <stdlib.h>

#include "care/waiting/waiting.sql.h"

static Status require(const Care *care)
{
	return care_may(care, S("work-do")) || care_may(care, S("work-approve")) ? STATUS_OK : STATUS_REFUSED;
}

/* The stages of those who wait in a list. */
static const Str *stages_of(const WaitingList *list)
{
	static const Str NOT_BEGUN[] = {S_INIT("waiting"), S_INIT("waiting"), S_INIT("waiting"), S_INIT("waiting")};
	static const Str NOT_FINISHED[] = {S_INIT("waiting"), S_INIT("in-progress"), S_INIT("awaiting-approval"),
		S_INIT("returned")};
	return list->until_finished ? NOT_FINISHED : NOT_BEGUN;
}

/* The middle of days that are counted by the day on which the wait began, oldest first. */
static void sum_days(const WaitingDaysRow *rows, size_t count, Date today, WaitingSum *sum)
{
	Date opened = DATE_NONE;
	int64_t passed = 0;
	for (size_t i = 0; i < count; i++) {
		sum->count += rows[i].count;
		sum->overdue += rows[i].overdue;
	}
	for (size_t i = 0; i < count; i++) {
		if (date_parse(rows[i].since_on, &opened) != STATUS_OK)
			continue;
		if (i == 0)
			sum->longest_days = today - opened;
		if (passed < (sum->count + 1) / 2)
			sum->median_days = today - opened;
		passed += rows[i].count;
	}
}

Status waiting_sums(Care *care, WaitingSum **out, size_t *count)
{
	const WaitingList *lists = practice_waiting_lists(care->practice, count);
	Status status = require(care);
	*out = ARENA_ARRAY(care->arena, WaitingSum, *count + 1);
	for (size_t i = 0; status == STATUS_OK && i < *count; i++) {
		WaitingDaysRow *rows = NULL;
		size_t row_count = 0;
		const Str *stages = stages_of(&lists[i]);
		(*out)[i].list = &lists[i];
		status = sql_waiting_days_list(care->reader, care->arena, &(WaitingDaysArguments){.actor = care->actor,
			.pathways = lists[i].pathways, .pathways_count = lists[i].pathway_count,
			.stage1 = stages[0], .stage2 = stages[1], .stage3 = stages[2], .stage4 = stages[3],
			.today = date_format(care->arena, care_today(care)), .since_due = lists[i].since_due ? 1 : 0},
			&rows, &row_count);
		if (status == STATUS_OK)
			sum_days(rows, row_count, care_today(care), &(*out)[i]);
	}
	return status;
}

typedef struct Known {
	Str work;
	Str question;
	Str value;
} Known;

typedef struct Gathering {
	Arena *arena;
	Known *items;
	size_t count;
	size_t room;
} Gathering;

static Status gather(const WaitingAnswersRow *row, void *context)
{
	Gathering *gathering = context;
	if (gathering->count == gathering->room)
		return STATUS_FULL;
	gathering->items[gathering->count++] = (Known){.work = str_copy(gathering->arena, row->work),
		.question = str_copy(gathering->arena, row->question), .value = str_copy(gathering->arena, row->value)};
	return STATUS_OK;
}

static int compare_known(const void *left, const void *right)
{
	return str_compare(((const Known *)left)->work, ((const Known *)right)->work);
}

/* The first answer of a work among those in order; NULL when nothing is known. */
static const Known *known_of(const Gathering *known, Str work, size_t *count)
{
	Known key = {.work = work};
	const Known *found = known->count == 0 ? NULL
		: bsearch(&key, known->items, known->count, sizeof key, compare_known);
	*count = 0;
	if (found == NULL)
		return NULL;
	while (found > known->items && str_equal(found[-1].work, work))
		found--;
	while (found + *count < known->items + known->count && str_equal(found[*count].work, work))
		*count += 1;
	return found;
}

/* sheet is used again for each row: it takes the answers of many. */
static void judge(Care *care, const Gathering *known, WorkAnswers *sheet, WaitingRow *row)
{
	size_t question_count = 0;
	const Str *questions = practice_waiting_questions(care->practice, &question_count);
	size_t reason_count = 0;
	size_t known_count = 0;
	const WaitingReason *reasons = practice_waiting_order(care->practice, &reason_count);
	const Known *answers = known_of(known, row->work, &known_count);
	if (row->urgent) {
		row->why = S("Marked urgent");
		return;
	}
	for (size_t i = 0; i < question_count; i++)
		work_answers_put(sheet, questions[i], S(""));
	for (size_t i = 0; i < known_count; i++)
		work_answers_put(sheet, answers[i].question, answers[i].value);
	ExpressionLookup lookup = work_answers_as_lookup(sheet);
	for (size_t i = 0; i < reason_count; i++)
		if (expression_truth(reasons[i].when, &lookup) == EXPRESSION_YES) {
			row->place = i + 1;
			row->why = reasons[i].words;
			return;
		}
	row->place = reason_count + (known_count == 0 ? 1 : 2);
	row->why = known_count == 0 ? S("Nobody has asked yet: ask") : S("Nothing known that would not wait");
}

static int compare_rows(const void *left, const void *right)
{
	const WaitingRow *one = left;
	const WaitingRow *other = right;
	if (one->place != other->place)
		return one->place < other->place ? -1 : 1;
	if (one->since_on != other->since_on)
		return one->since_on < other->since_on ? -1 : 1;
	return str_compare(one->work, other->work);
}

static WaitingRow row_of(const Care *care, const WaitingList *list, const WaitingRowsRow *row)
{
	WaitingRow out = {.work = row->id, .pathway = practice_pathway(care->practice, row->pathway), .title = row->title,
		.urgent = row->urgent != 0, .person = row->person, .name = row->name, .user_name = row->user_name,
		.team_name = row->team_name, .written_at = INSTANT_NONE};
	for (int stage = WORK_WAITING; stage <= WORK_CANCELLED; stage++)
		if (str_equal(work_stage_code((WorkStage)stage), row->stage))
			out.stage = (WorkStage)stage;
	if (date_parse(list->since_due ? row->due_on : row->opened_on, &out.since_on) != STATUS_OK)
		out.since_on = care_today(care);
	if (date_parse(row->due_on, &out.due_on) != STATUS_OK)
		out.due_on = DATE_NONE;
	return out;
}

/* Of those who wait since until_on or longer: the rows that are shown, and who began to wait on the last one's day. */
static Status gather_answers(Care *care, const WaitingList *list, Str until_on, Gathering *out)
{
	size_t count = 0;
	const Str *questions = practice_waiting_questions(care->practice, &count);
	const Str *stages = stages_of(list);
	*out = (Gathering){.arena = care->arena, .room = (size_t)2 * WAITING_ROWS_MAX * WAITING_QUESTIONS_MAX};
	if (count == 0 || str_is_empty(until_on))
		return STATUS_OK;
	out->items = ARENA_ARRAY(care->arena, Known, out->room);
	return sql_waiting_answers_each(care->reader, &(WaitingAnswersArguments){.actor = care->actor,
		.pathways = list->pathways, .pathways_count = list->pathway_count,
		.stage1 = stages[0], .stage2 = stages[1], .stage3 = stages[2], .stage4 = stages[3],
		.questions = questions, .questions_count = count, .until_on = until_on,
		.since_due = list->since_due ? 1 : 0}, gather, out);
}

/* The last letters, sixteen works at a time. */
static Status add_letters(Care *care, WaitingRow *rows, size_t count)
{
	Status status = STATUS_OK;
	for (size_t from = 0; status == STATUS_OK && from < count; from += STORE_LIST_LENGTH) {
		Str works[STORE_LIST_LENGTH];
		WaitingLettersRow *letters = NULL;
		size_t letter_count = 0;
		size_t used = 0;
		for (size_t i = from; i < count && used < STORE_LIST_LENGTH; i++)
			works[used++] = rows[i].work;
		status = sql_waiting_letters_list(care->reader, care->arena, &(WaitingLettersArguments){.actor = care->actor,
			.works = works, .works_count = used}, &letters, &letter_count);
		for (size_t k = 0; status == STATUS_OK && k < letter_count; k++)
			for (size_t i = from; i < from + used; i++)
				if (str_equal(rows[i].work, letters[k].work))
					rows[i].written_at = letters[k].last_at;
	}
	return status;
}

Status waiting_rows(Care *care, const WaitingList *list, size_t skip, size_t most, WaitingRow **out, size_t *count,
	size_t *total)
{
	WaitingRowsRow *rows = NULL;
	Gathering known = {0};
	const Str *stages = stages_of(list);
	Status status = require(care);
	if (status == STATUS_OK)
		status = sql_waiting_rows_list(care->reader, care->arena, &(WaitingRowsArguments){.actor = care->actor,
			.pathways = list->pathways, .pathways_count = list->pathway_count,
			.stage1 = stages[0], .stage2 = stages[1], .stage3 = stages[2], .stage4 = stages[3], .most = WAITING_ROWS_MAX,
			.today = date_format(care->arena, care_today(care)), .since_due = list->since_due ? 1 : 0}, &rows, total);
	if (status == STATUS_OK)
		status = gather_answers(care, list, *total == 0 ? S("")
			: list->since_due ? rows[*total - 1].due_on : rows[*total - 1].opened_on, &known);
	if (status != STATUS_OK)
		return status;
	WorkAnswers *sheet = work_answers_make(care->arena, care->practice, care_today(care));
	WaitingRow *all = ARENA_ARRAY(care->arena, WaitingRow, *total + 1);
	for (size_t i = 0; i < *total; i++) {
		all[i] = row_of(care, list, &rows[i]);
		judge(care, &known, sheet, &all[i]);
	}
	qsort(all, *total, sizeof *all, compare_rows);
	size_t from = skip < *total ? skip : *total;
	*out = all + from;
	*count = *total - from < most ? *total - from : most;
	return add_letters(care, *out, *count);
}

#include "care/advice/advice.h"

#include <stdlib.h>

#include "care/advice/advice.sql.h"

enum { MONTHS_COUNTED = 12, MONTH_LENGTH = 7 };

const Str ADVICE_ANSWERS[ADVICE_ANSWER_COUNT] = {
	[ADVICE_USEFUL] = S_INIT("yes"), [ADVICE_HARD_TO_READ] = S_INIT("hard"), [ADVICE_NOT_MY_QUESTION] = S_INIT("missing"),
	[ADVICE_OUT_OF_DATE] = S_INIT("old"), [ADVICE_LINK_BROKEN] = S_INIT("link"),
};

static bool find_answer(Str code, AdviceAnswer *out)
{
	for (size_t i = 0; i < ADVICE_ANSWER_COUNT; i++)
		if (str_equal(ADVICE_ANSWERS[i], code)) {
			*out = (AdviceAnswer)i;
			return true;
		}
	return false;
}

/* "2026-11" */
static Str month_of(const Care *care, Date day)
{
	return str_slice(date_format(care->arena, day), 0, MONTH_LENGTH);
}

/* --- an answer --------------------------------------------------------------------------------------------------------- */

typedef struct Answering {
	Str page;
	Str code;
} Answering;

static Status add_in(CareWrite *write, void *context)
{
	const Answering *answering = context;
	Status status = sql_advice_answer_add_run(write->connection, &(AdviceAnswerAddArguments){.page = answering->page,
		.month = month_of(write->care, write->today), .answer = answering->code});
	return status != STATUS_OK ? status : care_audit(write, &(CareAudit){.action = S("advice/answer"),
		.subject_kind = S("advice"), .subject = answering->page, .after = answering->code});
}

Status advice_answer_add(Care *care, Str page, Str code)
{
	AdviceAnswer answer = ADVICE_USEFUL;
	if (practice_advice(care->practice, page) == NULL)
		return STATUS_NOT_FOUND;
	if (!find_answer(code, &answer))
		return STATUS_INVALID;
	return care_write(care, add_in, &(Answering){.page = page, .code = ADVICE_ANSWERS[answer]});
}

/* --- how pages stand --------------------------------------------------------------------------------------------------- */

static int compare_standings(const void *left_item, const void *right_item)
{
	const AdvicePage *left = ((const AdviceStanding *)left_item)->page;
	const AdvicePage *right = ((const AdviceStanding *)right_item)->page;
	if (left->review_due != right->review_due)
		return left->review_due < right->review_due ? -1 : 1;
	return str_compare(left->id, right->id);
}

static void add_counts(AdviceStanding *standing, const AdviceAnswersSinceRow *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		AdviceAnswer answer = ADVICE_USEFUL;
		if (str_equal(rows[i].page, standing->page->id) && find_answer(rows[i].answer, &answer))
			standing->answers[answer] += rows[i].times;
	}
}

Status advice_standing(Care *care, AdviceStanding **out, size_t *count)
{
	AdviceAnswersSinceRow *rows = NULL;
	size_t row_count = 0;
	Date today = care_today(care);
	const AdvicePage *const *pages = practice_advice_pages(care->practice, count);
	Status status = care_require(care, S("directory-edit"));
	if (status == STATUS_OK)
		status = sql_advice_answers_since_list(care->reader, care->arena, &(AdviceAnswersSinceArguments){
			.month = month_of(care, date_add_months(today, 1 - MONTHS_COUNTED))}, &rows, &row_count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, AdviceStanding, *count + 1);
	for (size_t i = 0; i < *count; i++) {
		(*out)[i] = (AdviceStanding){.page = pages[i], .is_overdue = pages[i]->review_due <= today};
		add_counts(&(*out)[i], rows, row_count);
	}
	if (*count > 1)
		qsort(*out, *count, sizeof **out, compare_standings);
	return STATUS_OK;
}

/* --- what goes with local help ----------------------------------------------------------------------------------------- */

static size_t in_common(const AdvicePage *page, const Str *categories, size_t count)
{
	size_t same = 0;
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < page->category_count; k++)
			same += str_equal(page->categories[k], categories[i]) ? 1U : 0U;
	return same;
}

size_t advice_for_categories(const Care *care, const Str *categories, size_t category_count, const AdvicePage **out, size_t most)
{
	size_t count = 0;
	size_t found = 0;
	const AdvicePage *const *pages = practice_advice_pages(care->practice, &count);
	for (size_t wanted = category_count; wanted > 0 && found < most; wanted--)
		for (size_t i = 0; i < count && found < most; i++)
			if (in_common(pages[i], categories, category_count) == wanted)
				out[found++] = pages[i];
	return found;
}

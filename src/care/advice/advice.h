/* Pages of advice: how useful people found them, and which must be read through again.
 *
 * The pages themselves are practice (practice.h). Of who answers nothing is kept: only how often, by month.
 */
#ifndef KITH_CARE_ADVICE_ADVICE_H
#define KITH_CARE_ADVICE_ADVICE_H

#include "care/care.h"

/* What may be answered to "Was this page useful?"; of each there is a count. */
typedef enum AdviceAnswer {
	ADVICE_USEFUL, ADVICE_HARD_TO_READ, ADVICE_NOT_MY_QUESTION, ADVICE_OUT_OF_DATE, ADVICE_LINK_BROKEN, ADVICE_ANSWER_COUNT
} AdviceAnswer;
extern const Str ADVICE_ANSWERS[ADVICE_ANSWER_COUNT]; /* codes: yes, hard, missing, old, link */

/* Counts one answer. STATUS_NOT_FOUND when there is no such page, STATUS_INVALID when code is none of ADVICE_ANSWERS. */
Status advice_answer_add(Care *care, Str page, Str code) MUST_USE;

typedef struct AdviceStanding {
	const AdvicePage *page;
	bool is_overdue; /* its review is due today or was before */
	int64_t answers[ADVICE_ANSWER_COUNT]; /* of the last twelve months, this one among them */
} AdviceStanding;

/* All pages, those whose review is due first, the longest overdue before the others; then by the day of their review. Needs
 * directory-edit. */
Status advice_standing(Care *care, AdviceStanding **out, size_t *count) MUST_USE;

/* Pages that go with kinds of local help, those with the most in common first; at most most. Asks no store. */
size_t advice_for_categories(const Care *care, const Str *categories, size_t category_count, const AdvicePage **out, size_t most);

#endif

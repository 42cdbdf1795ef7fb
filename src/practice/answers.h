/* Shared by the files that read and show answers; others use practice.h. */
#ifndef KITH_PRACTICE_ANSWERS_H
#define KITH_PRACTICE_ANSWERS_H

#include "practice/practice.h"

enum { ANSWER_PENCE_MAX = 100000000 }; /* a million pounds, where a question says nothing else */

/* The stored text of a date as people type one; STATUS_INVALID with what to do in *message. */
Status answer_date_read(Arena *arena, Str typed, Str *out, Str *message) MUST_USE;
/* Rows as a form or a program sends them: a JSON array of objects, or plain lines, each a row's first column. */
Status answer_rows_read(const Question *question, Arena *arena, Str typed, Str *out,
	Str *message) MUST_USE;
Str answer_rows_words(const Question *question, Arena *arena, Str stored, bool for_resident);
/* The first column of each row: what a condition sees of a list of rows. */
const Str *answer_rows_first(Arena *arena, const Question *question, Str stored, size_t *count);
/* One value of a simple type: text, choice, number, date, money. Limits are those of the question or the column. */
typedef struct AnswerRule {
	QuestionType type;
	const OptionList *options;
	int64_t least;
	int64_t most;
	bool not_known_allowed;
} AnswerRule;
Status answer_value_read(const AnswerRule *rule, Arena *arena, Str typed, Str *out, Str *message) MUST_USE;
Str answer_value_words(const AnswerRule *rule, Arena *arena, Str stored, bool for_resident);

#endif

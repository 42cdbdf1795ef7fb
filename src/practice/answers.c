/* Answers: from what a form sent to the stored text, and from there to words and to what a condition sees. */
#include "practice/answers.h"

static bool offers_unknown(const OptionList *options)
{
	return option_find(options, S("unknown")) != NULL || option_find(options, S("not-known")) != NULL ||
		option_find(options, S("unsure")) != NULL || option_find(options, S("unclear")) != NULL;
}

bool question_not_known_allowed(const Question *question)
{
	return question->type == QUESTION_CHOICE && question->asked_of != ASKED_OF_WORKER &&
		question->asked_of != ASKED_OF_FINANCE && !offers_unknown(question->options);
}

bool question_is_required(const Question *question, const ExpressionLookup *answers)
{
	if (question->show_if != NULL && expression_truth(question->show_if, answers) != EXPRESSION_YES)
		return false;
	return question->required
		|| (question->required_when != NULL && expression_truth(question->required_when, answers) == EXPRESSION_YES);
}

static AnswerRule question_rule(const Question *question)
{
	return (AnswerRule){.type = question->type, .options = question->options, .least = question->least,
		.most = question->most, .not_known_allowed = question_not_known_allowed(question)};
}

static bool has_rows(const Question *question)
{
	return question->type == QUESTION_REPEAT || question->type == QUESTION_TIMETABLE;
}

Status answer_read(const Question *question, Arena *arena, Str typed, Str *out, Problems *problems)
{
	/* An array is normalised cell by cell: an accent behind "\t" would change the letter of the escape. */
	bool array = has_rows(question) && str_starts_with(str_trim(typed), S("["));
	Str text = str_trim(array ? typed : str_normalise(arena, typed));
	Str message = {0};
	*out = (Str){0};
	if (str_is_empty(text))
		return STATUS_OK;
	AnswerRule rule = question_rule(question);
	Status status = has_rows(question) ? answer_rows_read(question, arena, text, out, &message)
		: answer_value_read(&rule, arena, text, out, &message);
	if (status == STATUS_OK)
		return STATUS_OK;
	*out = (Str){0};
	return problems_add(problems, (Problem){.field = question->id, .message = message});
}

Str answer_words(const Question *question, Arena *arena, Str stored, bool for_resident)
{
	if (str_is_empty(stored))
		return (Str){0};
	if (has_rows(question))
		return answer_rows_words(question, arena, stored, for_resident);
	AnswerRule rule = question_rule(question);
	return answer_value_words(&rule, arena, stored, for_resident);
}

static ExpressionValue list_value(Arena *arena, Str stored)
{
	size_t count = 1;
	for (size_t i = 0; i < stored.length; i++)
		count += stored.data[i] == ',' ? 1 : 0;
	Str *items = ARENA_ARRAY(arena, Str, count);
	Str rest = stored;
	size_t found = 0;
	while (str_next(&rest, ',', &items[found]) && ++found < count)
		;
	return expression_value_list(items, found);
}

static ExpressionValue number_value(Str stored)
{
	int64_t number = 0;
	return str_to_integer(stored, &number) == STATUS_OK ? expression_value_number(number) : (ExpressionValue){0};
}

ExpressionValue answer_value(const Question *question, Arena *arena, Str stored)
{
	PartialDate date = {0};
	size_t count = 0;
	if (str_is_empty(stored) || str_equal(stored, S("not-known")))
		return (ExpressionValue){0};
	switch (question->type) {
	case QUESTION_TEXT:
	case QUESTION_POSTCODE:
	case QUESTION_PERSON:
		return expression_value_text(stored);
	case QUESTION_CHOICE: /* "not sure" is not known, whatever its list calls it (question bank 2.1.4) */
		return str_equal(stored, S("unknown")) ? (ExpressionValue){0} : expression_value_text(stored);
	case QUESTION_CHOICES:
		return list_value(arena, stored);
	case QUESTION_NUMBER:
	case QUESTION_MONEY:
	case QUESTION_SCALE:
		return number_value(stored);
	case QUESTION_DATE:
		return partial_date_parse(stored, &date) == STATUS_OK ? expression_value_partial_date(date)
			: (ExpressionValue){0};
	case QUESTION_REPEAT:
	case QUESTION_TIMETABLE: {
		const Str *items = answer_rows_first(arena, question, stored, &count);
		return items == NULL ? (ExpressionValue){0} : expression_value_list(items, count);
	}
	}
	return (ExpressionValue){0};
}

bool answer_is_stale(const Question *question, Date confirmed, Date today)
{
	switch (question->staleness) {
	case STALE_NEVER:
	case STALE_ON_EVENT:
		return false;
	case STALE_EACH_TIME:
		return confirmed < today;
	case STALE_AFTER: {
		Date fresh_until = DATE_NONE;
		/* The loader allows only units that need no bank holidays; past the last year nothing is stale yet. */
		if (duration_add(confirmed, question->stale_after, NULL, &fresh_until) != STATUS_OK)
			return false;
		return today > fresh_until;
	}
	}
	return false;
}

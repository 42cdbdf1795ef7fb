/* A helper's answer never takes the place of what the person said of themselves (question bank, principle 4). */
#include "care/work/work_write.h"

static bool is_theirs_to_say(const Practice *practice, Str id)
{
	const Question *question = practice_question(practice, id);
	return question != NULL && (question->asked_of == ASKED_OF_SELF || question->asked_of == ASKED_OF_CARER);
}

static bool stands_in_own_words(const Answer *current, size_t count, Str question)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(current[i].question, question))
			return current[i].giver == GIVER_SELF || current[i].giver == GIVER_CARER;
	return false;
}

Status work_own_words_in(CareWrite *write, Str person, Answer *answers, size_t *count)
{
	Answer *current = NULL;
	size_t current_count = 0;
	size_t kept = 0;
	Status status = person_answers_in(write, person, &current, &current_count);
	if (status != STATUS_OK)
		return status;
	for (size_t i = 0; i < *count; i++) {
		bool gives_way = answers[i].giver == GIVER_HELPER && is_theirs_to_say(write->care->practice, answers[i].question)
			&& stands_in_own_words(current, current_count, answers[i].question);
		if (!gives_way)
			answers[kept++] = answers[i];
	}
	*count = kept;
	return STATUS_OK;
}

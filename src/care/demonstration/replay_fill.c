/* What a release asks beyond what the planner knows: a council's own required questions are answered from their own
 * definition, so that a form may change without the planner. Not for questions that an outcome hangs on: those the
 * planner answers itself. */
#include "care/demonstration/replay.h"

enum { UNUSUAL_ONE_IN = 8 };

static const Str ORDINARY_WORDS = S_INIT("Talked through with the person; nothing stands out.");

/* The same answer in every run: from the ids alone. */
static bool is_unusual(Str work, Str question)
{
	uint32_t hash = 2166136261U;
	for (size_t i = 0; i < work.length; i++)
		hash = (hash ^ (unsigned char)work.data[i]) * 16777619U;
	for (size_t i = 0; i < question.length; i++)
		hash = (hash ^ (unsigned char)question.data[i]) * 16777619U;
	return (hash >> 8U) % UNUSUAL_ONE_IN == 0;
}

/* Usually the first option, now and then the second; where harm is asked about, the one that says no. */
static Str option_choose(const OptionList *list, bool danger, bool unusual)
{
	for (size_t i = 0; danger && i < list->count; i++)
		if (str_equal(list->options[i].code, S("no")) || str_equal(list->options[i].code, S("none")))
			return list->options[i].code;
	return list->options[unusual && list->count > 1 ? 1 : 0].code;
}

static Str cell_choose(const ReplayAct *act, const RepeatField *field)
{
	if (field->options != NULL)
		return option_choose(field->options, false, false);
	if (field->type == QUESTION_NUMBER || field->type == QUESTION_MONEY)
		return S("1");
	return field->type == QUESTION_DATE ? date_format(act->care->arena, clock_today(act->replay->clock)) : ORDINARY_WORDS;
}

/* One row with what every row must have. */
static Str row_make(const ReplayAct *act, const Question *question)
{
	Buffer text = buffer_make(act->care->arena, 16 * 1024);
	JsonWriter json = json_writer_make(&text);
	json_write_array_begin(&json);
	json_write_object_begin(&json);
	for (size_t i = 0; i < question->field_count; i++)
		if (i == 0 || question->fields[i].required)
			json_write_member_text(&json, question->fields[i].id, cell_choose(act, &question->fields[i]));
	json_write_object_end(&json);
	json_write_array_end(&json);
	return buffer_str(&text);
}

/* Empty where nothing can be made up: a person, a postcode, a timetable. */
static Str answer_make(const ReplayAct *act, const Question *question, bool unusual)
{
	Arena *arena = act->care->arena;
	switch (question->type) {
	case QUESTION_CHOICE:
	case QUESTION_CHOICES:
	case QUESTION_SCALE:
		return option_choose(question->options, question->danger, unusual);
	case QUESTION_NUMBER:
	case QUESTION_MONEY:
		return str_format(arena, "%lld", (long long)question->least);
	case QUESTION_DATE:
		return date_format(arena, clock_today(act->replay->clock));
	case QUESTION_TEXT:
		return ORDINARY_WORDS;
	case QUESTION_REPEAT:
		return row_make(act, question);
	case QUESTION_POSTCODE:
	case QUESTION_PERSON:
	case QUESTION_TIMETABLE:
		break;
	}
	return (Str){0};
}

size_t replay_missing_answers(const ReplayAct *act, const Work *work, Answer *out, size_t most)
{
	const Form *form = work->pathway->form;
	size_t count = 0;
	for (size_t s = 0; form != NULL && s < form->section_count; s++)
		for (size_t q = 0; q < form->sections[s].question_count && count < most; q++) {
			const Question *question = form->sections[s].questions[q];
			if (str_is_empty(problems_for_field(&act->care->problems, question->id)))
				continue;
			Str value = answer_make(act, question, is_unusual(work->id, question->id));
			if (!str_is_empty(value))
				out[count++] = (Answer){.question = question->id, .value = value, .giver = GIVER_WORKER};
		}
	return count;
}

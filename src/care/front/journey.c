#include "care/front/journey.h"

static bool holds(const Expression *condition, const WorkAnswers *answers)
{
	ExpressionLookup lookup = work_answers_as_lookup(answers);
	return condition == NULL || expression_truth(condition, &lookup) == EXPRESSION_YES;
}

/* Until they say who they are, whoever tells us of somebody else is a helper. */
static bool answered_by_helper(const FrontKind *kind, const WorkAnswers *answers)
{
	Str who = work_answers_value(answers, S("answering_as"));
	return str_is_empty(who) ? kind->by_helper : !str_equal(who, S("me"));
}

static bool is_danger(const FormSection *section, const Question *question)
{
	return section->danger || question->danger;
}

static bool is_walked(const FrontKind *kind, const FormSection *section, const Question *question,
	const WorkAnswers *answers)
{
	if (question->asked_of == ASKED_OF_WORKER || question->asked_of == ASKED_OF_FINANCE)
		return false;
	if (is_danger(section, question) && question->asked_of == ASKED_OF_SELF && answered_by_helper(kind, answers))
		return false;
	return holds(question->show_if, answers);
}

Journey journey_make(const Care *care, const FrontKind *kind, const Form *form, const WorkAnswers *answers)
{
	size_t most = 0;
	for (size_t s = 0; s < form->section_count; s++)
		most += form->sections[s].question_count;
	Journey journey = {.form = form, .steps = ARENA_ARRAY(care->arena, JourneyStep, most + 1)};
	for (size_t s = 0; s < form->section_count; s++) {
		const FormSection *section = &form->sections[s];
		size_t before = journey.count;
		if (!holds(section->when, answers))
			continue;
		for (size_t q = 0; q < section->question_count; q++)
			if (is_walked(kind, section, section->questions[q], answers))
				journey.steps[journey.count++] = (JourneyStep){.question = section->questions[q], .section = section,
					.section_number = journey.section_count + 1,
					.is_danger = is_danger(section, section->questions[q])};
		journey.section_count += journey.count > before ? 1 : 0;
	}
	return journey;
}

bool journey_find(const Journey *journey, Str question, size_t *at)
{
	for (size_t i = 0; i < journey->count; i++)
		if (str_equal(journey->steps[i].question->id, question)) {
			*at = i;
			return true;
		}
	return false;
}

size_t journey_first_open(const Journey *journey, const WorkAnswers *answers)
{
	for (size_t i = journey->count; i > 0; i--)
		if (!str_is_empty(work_answers_value(answers, journey->steps[i - 1].question->id)))
			return i;
	return 0;
}

bool journey_form_has_danger(const Form *form)
{
	for (size_t s = 0; s < form->section_count; s++)
		for (size_t q = 0; q < form->sections[s].question_count; q++)
			if (is_danger(&form->sections[s], form->sections[s].questions[q]))
				return true;
	return false;
}

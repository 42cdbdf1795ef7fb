/* What conditions see of a piece of work: its drafts over the record's facts, and what is derived from them. */
#include "care/work/work_write.h"

#include <assert.h>

#include "care/service/service.h"
#include "practice/equipment.h"

enum { ANSWERS_SLOTS = 4096 }; /* a power of two above twice PRACTICE_QUESTIONS_MAX */

struct WorkAnswers {
	Arena *arena;
	const Practice *practice;
	Date today;
	Str questions[ANSWERS_SLOTS];
	Str values[ANSWERS_SLOTS];
	size_t count;
};

static size_t slot_of(const WorkAnswers *answers, Str question)
{
	uint32_t hash = 2166136261U;
	for (size_t i = 0; i < question.length; i++)
		hash = (hash ^ (unsigned char)question.data[i]) * 16777619U;
	size_t slot = hash & (ANSWERS_SLOTS - 1);
	while (answers->questions[slot].length > 0 && !str_equal(answers->questions[slot], question))
		slot = (slot + 1) & (ANSWERS_SLOTS - 1);
	return slot;
}

WorkAnswers *work_answers_make(Arena *arena, const Practice *practice, Date today)
{
	WorkAnswers *answers = ARENA_NEW(arena, WorkAnswers);
	answers->arena = arena;
	answers->practice = practice;
	answers->today = today;
	return answers;
}

void work_answers_put(WorkAnswers *answers, Str question, Str value)
{
	assert(question.length > 0);
	size_t slot = slot_of(answers, question);
	if (answers->questions[slot].length == 0) {
		assert(answers->count < ANSWERS_SLOTS / 2);
		answers->count++;
		answers->questions[slot] = question;
	}
	answers->values[slot] = value;
}

Str work_answers_value(const WorkAnswers *answers, Str question)
{
	return answers->values[slot_of(answers, question)];
}

static ExpressionValue age_value(const WorkAnswers *answers)
{
	PartialDate born = {0};
	Date first = DATE_NONE;
	Date last = DATE_NONE;
	if (partial_date_parse(work_answers_value(answers, S("birth_date")), &born) != STATUS_OK)
		return (ExpressionValue){0};
	partial_date_range(born, &first, &last);
	int oldest = date_years_between(first, answers->today);
	int youngest = date_years_between(last, answers->today);
	/* With only a year of birth the age is not known around a birthday. */
	return oldest == youngest ? expression_value_number(oldest) : (ExpressionValue){0};
}

/* Rules name answers, never what is derived from them: it ends here. */
static bool is_of_equipment(const WorkAnswers *answers, Str name, ExpressionValue *out)
{
	EquipmentAdvice advice;
	ExpressionLookup lookup = work_answers_as_lookup(answers);
	if (!str_starts_with(name, S("equipment_")) || practice_question(answers->practice, name) != NULL)
		return false;
	practice_equipment(answers->practice, &lookup, &advice);
	*out = str_equal(name, S("equipment_result")) ? expression_value_text(equipment_kind_code(advice.kind))
		: expression_value_number((int64_t)(str_equal(name, S("equipment_orders")) ? advice.orders : advice.fixes));
	return true;
}

static ExpressionValue lookup_value(const void *context, Str name)
{
	const WorkAnswers *answers = context;
	if (str_equal(name, S("age")))
		return age_value(answers);
	ExpressionValue derived = {0};
	if (is_of_equipment(answers, name, &derived))
		return derived;
	const Question *question = practice_question(answers->practice, name);
	Str stored = work_answers_value(answers, name);
	if (question == NULL && !str_is_empty(stored))
		return expression_value_text(stored); /* has_service and its like, put by who made the answers */
	if (question == NULL || str_is_empty(stored))
		return (ExpressionValue){0};
	return answer_value(question, answers->arena, stored);
}

static Str lookup_label(const void *context, Str name)
{
	const WorkAnswers *answers = context;
	const Question *question = practice_question(answers->practice, name);
	return question == NULL ? name : question->worker;
}

ExpressionLookup work_answers_as_lookup(const WorkAnswers *answers)
{
	return (ExpressionLookup){.value = lookup_value, .context = answers, .today = answers->today,
		.label = lookup_label};
}

WorkAnswers *work_answers(Care *care, const Drafts *drafts, const Facts *facts)
{
	WorkAnswers *answers = work_answers_make(care->arena, care->practice, care_today(care));
	for (size_t i = 0; facts != NULL && i < facts->count; i++)
		work_answers_put(answers, facts->items[i].question, facts->items[i].value);
	for (size_t i = 0; drafts != NULL && i < drafts->count; i++)
		work_answers_put(answers, drafts->items[i].question, drafts->items[i].value);
	return answers;
}

static void put_standing(WorkAnswers *answers, const ServiceStanding *standing)
{
	work_answers_put(answers, S("has_service"), standing->runs ? S("yes") : S("no"));
	work_answers_put(answers, S("after_reablement"), standing->after_reablement ? S("yes") : S("no"));
}

Status work_answers_add_services(Care *care, Str person, WorkAnswers *answers)
{
	Service *services = NULL;
	size_t count = 0;
	Status status = services_of(care, person, DATE_NONE, &services, &count);
	ServiceStanding standing = service_standing(services, status == STATUS_OK ? count : 0, care_today(care));
	if (status == STATUS_OK)
		put_standing(answers, &standing);
	return status;
}

enum { ANCESTORS_MAX = 6 };

static Status put_drafts_in(CareWrite *write, Str work, WorkAnswers *answers)
{
	DraftsOfRow *drafts = NULL;
	size_t count = 0;
	Status status = sql_drafts_of_list(write->connection, write->care->arena, &(DraftsOfArguments){.work = work}, &drafts,
		&count);
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		work_answers_put(answers, drafts[i].question, drafts[i].value);
	return status;
}

/* What was told when it all began need not be told again: the request's answers serve the contact and the assessment.
 * The nearest piece of work has the last word, so the farthest goes first. */
static Status put_episodes_in(CareWrite *write, const WorkGetInRow *work, WorkAnswers *answers)
{
	Str chain[ANCESTORS_MAX] = {work->id};
	size_t length = 1;
	Str parent = work->parent_work;
	Status status = STATUS_OK;
	while (status == STATUS_OK && !str_is_empty(parent) && length < ANCESTORS_MAX) {
		WorkGetInRow row = {0};
		status = work_get_in(write, parent, 0, &row);
		chain[length++] = parent;
		parent = row.parent_work;
	}
	for (size_t i = length; status == STATUS_OK && i > 0; i--) {
		Answer *episode = NULL;
		size_t count = 0;
		status = person_episode_answers_in(write, chain[i - 1], &episode, &count);
		for (size_t a = 0; status == STATUS_OK && a < count; a++)
			work_answers_put(answers, episode[a].question, episode[a].value);
		if (status == STATUS_OK)
			status = put_drafts_in(write, chain[i - 1], answers);
	}
	return status;
}

Status work_answers_in(CareWrite *write, const WorkGetInRow *work, WorkAnswers **out)
{
	WorkAnswers *answers = work_answers_make(write->care->arena, care_release_in(write, work->release_hash), write->today);
	Answer *known = NULL;
	size_t count = 0;
	Status status = STATUS_OK;
	if (!str_is_empty(work->person))
		status = person_answers_in(write, work->person, &known, &count);
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		work_answers_put(answers, known[i].question, known[i].value);
	if (status == STATUS_OK)
		status = put_episodes_in(write, work, answers);
	ServiceStanding standing = {0};
	if (status == STATUS_OK && !str_is_empty(work->person)) {
		status = service_standing_in(write, work->person, &standing);
		put_standing(answers, &standing);
	}
	*out = answers;
	return status;
}

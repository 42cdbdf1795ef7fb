/* Conditions in practice files: which names they may use, and where a mistake in one stands. */
#include <stdarg.h>

#include "practice/internal.h"

/* What the record works out for itself and conditions may use beside the questions. */
static const Str YES_NO[] = {S_INIT("yes"), S_INIT("no")};
static const Str EQUIPMENT_RESULTS[] = {S_INIT("advice"), S_INIT("fix"), S_INIT("order"), S_INIT("ask"), S_INIT("visit"),
	S_INIT("urgent")};
static const struct DerivedName {
	Str name;
	ExpressionName about;
} DERIVED_NAMES[] = {
	{S_INIT("age"), {.type = EXPRESSION_TYPE_NUMBER}},               /* whole years today */
	{S_INIT("has_service"), {.type = EXPRESSION_TYPE_TEXT, .codes = YES_NO, .code_count = 2}},  /* a line is running */
	{S_INIT("after_reablement"), {.type = EXPRESSION_TYPE_TEXT, .codes = YES_NO, .code_count = 2}}, /* 91 days on */
	{S_INIT("after_delivery"), {.type = EXPRESSION_TYPE_TEXT, .codes = YES_NO, .code_count = 2}},   /* 14 days on */
	/* What equipment.yaml makes of the answers; what it sends and fixes without a visit. */
	{S_INIT("equipment_result"), {.type = EXPRESSION_TYPE_TEXT, .codes = EQUIPMENT_RESULTS, .code_count = 6}},
	{S_INIT("equipment_orders"), {.type = EXPRESSION_TYPE_NUMBER}},
	{S_INIT("equipment_fixes"), {.type = EXPRESSION_TYPE_NUMBER}},
};
enum { DERIVED_NAME_COUNT = sizeof DERIVED_NAMES / sizeof DERIVED_NAMES[0] };

static ExpressionName question_name(const Question *question)
{
	static const ExpressionType TYPES[] = {
		[QUESTION_TEXT] = EXPRESSION_TYPE_TEXT,
		[QUESTION_CHOICE] = EXPRESSION_TYPE_TEXT,
		[QUESTION_CHOICES] = EXPRESSION_TYPE_LIST,
		[QUESTION_NUMBER] = EXPRESSION_TYPE_NUMBER,
		[QUESTION_DATE] = EXPRESSION_TYPE_DATE,
		[QUESTION_MONEY] = EXPRESSION_TYPE_NUMBER,
		[QUESTION_POSTCODE] = EXPRESSION_TYPE_TEXT,
		[QUESTION_SCALE] = EXPRESSION_TYPE_NUMBER,
		[QUESTION_PERSON] = EXPRESSION_TYPE_TEXT,
		[QUESTION_REPEAT] = EXPRESSION_TYPE_LIST,
		[QUESTION_TIMETABLE] = EXPRESSION_TYPE_LIST,
	};
	return (ExpressionName){.type = TYPES[question->type]};
}

/* The names are found in an index of ExpressionName by id. */
static bool name_find(const void *context, Str name, ExpressionName *out)
{
	const ExpressionName *found = index_find(context, name);
	if (found == NULL)
		return false;
	*out = *found;
	return true;
}

void practice_names_make(Practice *practice)
{
	Arena *arena = practice->arena;
	PracticeIndex *index = ARENA_NEW(arena, PracticeIndex);
	for (size_t i = 0; i < practice->questions.count; i++) {
		const Question *question = &((const QuestionEntry *)practice->questions.items[i])->question;
		ExpressionName *name = ARENA_NEW(arena, ExpressionName);
		*name = question_name(question);
		if (question->options != NULL && name->type != EXPRESSION_TYPE_NUMBER) {
			Str *codes = ARENA_ARRAY(arena, Str, question->options->count);
			for (size_t j = 0; j < question->options->count; j++)
				codes[j] = question->options->options[j].code;
			name->codes = codes;
			name->code_count = question->options->count;
		}
		(void)index_add(index, arena, question->id, name);
	}
	for (size_t i = 0; i < DERIVED_NAME_COUNT; i++)
		(void)index_add(index, arena, DERIVED_NAMES[i].name, &DERIVED_NAMES[i].about);
	practice->names = (ExpressionNames){
		.find = name_find, .context = index, .known = index->ids, .known_count = index->count};
}

const Expression *practice_condition_over(Practice *practice, const YamlNode *node, const ExpressionNames *names,
	Problems *problems)
{
	if (node == NULL)
		return NULL;
	if (node->kind != YAML_KIND_SCALAR || node->text.length == 0) {
		practice_fault(problems, node, "Expected a condition, such as age >= 65.");
		return NULL;
	}
	Problem place = yaml_place(node);
	if (node->quoted)
		place.column++; /* the text starts after the quotation mark */
	const Expression *condition = NULL;
	if (expression_parse(practice->arena, node->text, place, problems, &condition) != STATUS_OK)
		return NULL;
	if (expression_check(condition, names, EXPRESSION_TYPE_TRUTH, problems) != STATUS_OK)
		return NULL;
	return condition;
}

const Expression *practice_condition(Practice *practice, const YamlNode *node, Problems *problems)
{
	return practice_condition_over(practice, node, &practice->names, problems);
}

const Expression *practice_condition_both(Practice *practice, const YamlNode *first, const YamlNode *second,
	Problems *problems)
{
	if (first == NULL || second == NULL)
		return practice_condition(practice, first == NULL ? second : first, problems);
	YamlNode both = *second;
	both.text = str_format(practice->arena, "(%.*s) and (%.*s)", STR_ARG(first->text), STR_ARG(second->text));
	return practice_condition(practice, &both, problems);
}

void practice_fault(Problems *problems, const YamlNode *node, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	Problem problem = yaml_place(node);
	problem.message = str_format_list(problems->arena, format, arguments);
	va_end(arguments);
	Status added = problems_add(problems, problem);
	(void)added; /* counted in problems */
}

/* The allocation table over what was answered, and both engines' lines as JSON. */
#include "care/assessment/assessment_parts.h"

#include "base/json.h"

enum { FIGURES_BYTES_MAX = 512 * 1024 };

static Str known_code(Str stored)
{
	return str_equal(stored, S("not-known")) ? (Str){0} : stored;
}

bool assessment_days_differ(const WorkAnswers *answers)
{
	Str code = work_answers_value(answers, S("ups_and_downs"));
	return !str_is_empty(known_code(code)) && !str_equal(code, S("steady"));
}

static AllocationAnswer table_answer(const Care *care, const WorkAnswers *answers, Str id)
{
	const Question *question = practice_question(care->practice, id);
	Str bad_day = question == NULL || str_is_empty(question->bad_day) ? (Str){0}
		: known_code(work_answers_value(answers, question->bad_day));
	return (AllocationAnswer){.question = id, .code = known_code(work_answers_value(answers, id)), .on = DATE_NONE,
		.bad_day_code = bad_day,
		.does_not_apply = question != NULL && !assessment_applies(question, answers)};
}

static AllocationTwoHelpers two_helpers_of(const Care *care, const WorkAnswers *answers)
{
	const Question *question = practice_question(care->practice, S("two_helpers"));
	Str code = work_answers_value(answers, S("two_helpers"));
	if (str_equal(code, S("yes")))
		return ALLOCATION_TWO_HELPERS_YES;
	if (str_equal(code, S("no")) || question == NULL)
		return ALLOCATION_TWO_HELPERS_NO;
	ExpressionLookup lookup = work_answers_as_lookup(answers);
	return question->show_if != NULL && expression_truth(question->show_if, &lookup) != EXPRESSION_YES
		? ALLOCATION_TWO_HELPERS_NO : ALLOCATION_TWO_HELPERS_UNKNOWN;
}

/* Rows without an area, a share or a helper say nothing that a sum could use. */
static size_t help_of(const Care *care, const WorkAnswers *answers, AssessmentHelp how, AllocationHelp *out)
{
	Str stored = work_answers_value(answers, S("informal_help"));
	Problems unread = problems_make(care->arena);
	const JsonNode *rows = NULL;
	size_t count = 0;
	if (str_is_empty(stored) || json_parse(care->arena, S("informal_help"), 1, stored, &unread, &rows) != STATUS_OK
	    || rows->kind != JSON_ARRAY)
		return 0;
	for (size_t i = 0; i < rows->count && count < ALLOCATION_HELP_MAX; i++) {
		const JsonNode *row = &rows->items[i];
		int64_t share = 0;
		const JsonNode *part = json_member(row, S("share")); /* text from a form, a number from a file */
		Str area = json_text(json_member(row, S("area")));
		if (str_is_empty(area) || part == NULL || str_to_integer(part->text, &share) != STATUS_OK
		    || share < 0 || share > 100)
			continue;
		out[count++] = (AllocationHelp){.helper = json_text(json_member(row, S("helper"))), .area = area,
			.share = (int32_t)share,
			.carry_on = how == ASSESSMENT_HELP_NOT_ASKED ? S("not-asked") : json_text(json_member(row, S("carry_on")))};
	}
	return count;
}

Status assessment_allocation(Care *care, const WorkAnswers *answers, AssessmentHelp help, AllocationResult *out)
{
	const AllocationTable *table = practice_allocation(care->practice, care_today(care));
	AllocationHelp helpers[ALLOCATION_HELP_MAX] = {0};
	*out = (AllocationResult){0};
	if (table == NULL)
		return STATUS_NOT_FOUND;
	AllocationAnswer *list = ARENA_ARRAY(care->arena, AllocationAnswer, table->ability_count + 2);
	size_t count = 0;
	for (size_t i = 0; i < table->ability_count; i++)
		list[count++] = table_answer(care, answers, table->abilities[i].question);
	list[count++] = table_answer(care, answers, table->alone_question);
	list[count++] = table_answer(care, answers, table->night_question);
	AllocationCase person = {.days_differ = assessment_days_differ(answers), .answers = list,
		.answer_count = count, .two_helpers = two_helpers_of(care, answers)};
	AllocationHelp *kept = ARENA_ARRAY(care->arena, AllocationHelp, ALLOCATION_HELP_MAX);
	person.help_count = help_of(care, answers, help, helpers);
	for (size_t i = 0; i < person.help_count; i++)
		kept[i] = helpers[i];
	person.help = kept;
	return allocation_compute(care->arena, table, &person, &care->problems, out);
}

static void write_lines(JsonWriter *json, const Explanation *lines)
{
	json_write_key(json, S("lines"));
	json_write_array_begin(json);
	for (size_t i = 0; i < lines->count; i++) {
		json_write_object_begin(json);
		json_write_member_text(json, S("label"), lines->items[i].label);
		json_write_member_text(json, S("value"), lines->items[i].value);
		json_write_member_text(json, S("rule"), lines->items[i].rule);
		json_write_member_text(json, S("source"), lines->items[i].source);
		json_write_object_end(json);
	}
	json_write_array_end(json);
}

static void write_eligibility(JsonWriter *json, const EligibilityResult *result)
{
	json_write_key(json, S("eligibility"));
	json_write_object_begin(json);
	json_write_member_text(json, S("proposal"), eligibility_proposal_code(result->proposal));
	json_write_member_truth(json, S("rule_applies"), result->rule_applies);
	json_write_member_integer(json, S("unable"), (int64_t)result->unable_count);
	json_write_member_integer(json, S("unknown"), (int64_t)result->unknown_count);
	write_lines(json, &result->lines);
	json_write_object_end(json);
}

static void write_allocation(JsonWriter *json, const AllocationResult *result)
{
	json_write_key(json, S("allocation"));
	json_write_object_begin(json);
	json_write_member_truth(json, S("has_figure"), result->has_figure);
	if (result->has_figure) {
		json_write_member_money(json, S("weekly"), result->agreed.total);
		json_write_member_money(json, S("without_help"), result->without_help.total);
		json_write_member_money(json, S("range_low"), result->range_low);
		json_write_member_money(json, S("range_high"), result->range_high);
	}
	json_write_key(json, S("missing"));
	json_write_array_begin(json);
	for (size_t i = 0; i < result->missing_count; i++)
		json_write_text(json, result->missing[i]);
	json_write_array_end(json);
	write_lines(json, &result->lines);
	json_write_object_end(json);
}

Str assessment_figures(Arena *arena, const EligibilityResult *eligibility, const AllocationResult *allocation)
{
	Buffer text = buffer_make(arena, FIGURES_BYTES_MAX);
	JsonWriter json = json_writer_make(&text);
	json_write_object_begin(&json);
	if (eligibility != NULL)
		write_eligibility(&json, eligibility);
	if (allocation != NULL)
		write_allocation(&json, allocation);
	json_write_object_end(&json);
	return buffer_str(&text);
}

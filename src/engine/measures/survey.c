#include "engine/measures/survey.h"

#include <math.h>

#include "base/csv.h"
#include "base/money.h"

typedef struct Stratum {
	Str name;
	int64_t people; /* 0: not known, everybody is one stratum */
	int64_t count;
	int64_t sum;
	int64_t squares;
} Stratum;

typedef struct Survey {
	const SurveyRule *rule;
	Stratum strata[SURVEY_STRATA_MAX];
	size_t stratum_count;
	bool is_stratified;
	int64_t left_out;
} Survey;

/* A figure of a stratum is kept to this part of its unit before strata are added up. */
enum { PARTS = 1000000 };

static const CsvLimits LIMITS = {.columns_most = 200, .field_bytes_most = 4000};

static Status fault(Problems *problems, Str file, const CsvRow *row, Str field, const char *message)
{
	return problems_add(problems, (Problem){.file = file, .line = row->line, .field = field,
		.message = str_from_c(message)});
}

static Stratum *stratum_find(Survey *survey, Str name)
{
	for (size_t i = 0; i < survey->stratum_count; i++)
		if (str_equal(survey->strata[i].name, name))
			return &survey->strata[i];
	return NULL;
}

static void stratum_read(Survey *survey, Arena *arena, Str file, const CsvRow *row, size_t name, size_t people,
	Problems *problems)
{
	Stratum stratum = {.name = str_copy(arena, str_trim(csv_field(row, name)))};
	if (str_to_integer(str_trim(csv_field(row, people)), &stratum.people) != STATUS_OK || stratum.people < 1 ||
	    stratum.people > SURVEY_RESPONSES_MAX)
		(void)fault(problems, file, row, S("people"), "Expected how many people belong to this stratum, 1 to 1,000,000.");
	else if (stratum_find(survey, stratum.name) != NULL)
		(void)fault(problems, file, row, S("stratum"), "This stratum stands here twice.");
	else if (survey->stratum_count == SURVEY_STRATA_MAX)
		(void)fault(problems, file, row, S("stratum"), "There may be at most 64 strata.");
	else
		survey->strata[survey->stratum_count++] = stratum;
}

static Status strata_read(Survey *survey, Arena *arena, Str file, Str text, Problems *problems)
{
	CsvReader reader;
	CsvRow row;
	size_t name = 0;
	size_t people = 0;
	csv_open_text(&reader, arena, file, text, LIMITS, problems);
	if (csv_read_header(&reader) != STATUS_OK || csv_require_column(&reader, S("stratum"), &name) != STATUS_OK ||
	    csv_require_column(&reader, S("people"), &people) != STATUS_OK)
		return STATUS_INVALID;
	for (;;) {
		Status status = csv_next_row(&reader, &row);
		if (status == STATUS_NOT_FOUND)
			return problems_any(problems) ? STATUS_INVALID : STATUS_OK;
		if (status == STATUS_FAILED)
			return status;
		if (status == STATUS_OK)
			stratum_read(survey, arena, file, &row, name, people, problems);
	}
}

/* The score of a respondent; false when an answer is missing or not valid. */
static bool score_of(const SurveyRule *rule, const CsvRow *row, const size_t *columns, int64_t *out)
{
	*out = 0;
	for (size_t i = 0; i < rule->question_count; i++) {
		int64_t answer = 0;
		if (str_to_integer(str_trim(csv_field(row, columns[i])), &answer) != STATUS_OK || answer < 1 ||
		    answer > (int64_t)rule->score_count)
			return false;
		*out += rule->scores[answer - 1];
	}
	return true;
}

static void answers_count(Survey *survey, Str file, const CsvRow *row, const size_t *columns, size_t stratum_column,
	Problems *problems)
{
	int64_t score = 0;
	Stratum *stratum = survey->is_stratified ? stratum_find(survey, str_trim(csv_field(row, stratum_column)))
		: &survey->strata[0];
	if (stratum == NULL) {
		(void)fault(problems, file, row, S("stratum"), "There is no such stratum in the file of strata.");
		return;
	}
	if (!score_of(survey->rule, row, columns, &score)) {
		survey->left_out++;
		return;
	}
	stratum->count++;
	stratum->sum += score;
	stratum->squares += score * score;
	if (stratum->people > 0 && stratum->count > stratum->people)
		(void)fault(problems, file, row, S("stratum"), "This stratum has more answers than people.");
}

static Status answers_read(Survey *survey, Arena *arena, Str file, Str text, Problems *problems)
{
	CsvReader reader;
	CsvRow row;
	size_t columns[SURVEY_QUESTIONS_MAX] = {0};
	size_t stratum_column = CSV_COLUMN_NONE;
	csv_open_text(&reader, arena, file, text, LIMITS, problems);
	if (csv_read_header(&reader) != STATUS_OK)
		return STATUS_INVALID;
	for (size_t i = 0; i < survey->rule->question_count; i++)
		if (csv_require_column(&reader, survey->rule->questions[i], &columns[i]) != STATUS_OK)
			return STATUS_INVALID;
	if (survey->is_stratified && csv_require_column(&reader, S("stratum"), &stratum_column) != STATUS_OK)
		return STATUS_INVALID;
	for (size_t i = 0;; i++) {
		Status status = csv_next_row(&reader, &row);
		if (status == STATUS_NOT_FOUND)
			return problems_any(problems) ? STATUS_INVALID : STATUS_OK;
		if (status == STATUS_FAILED || i == SURVEY_RESPONSES_MAX)
			return status == STATUS_FAILED ? status : STATUS_FULL;
		if (status == STATUS_OK)
			answers_count(survey, file, &row, columns, stratum_column, problems);
	}
}

/* The part of the variance of the whole mean that a stratum brings; weight is its share of all people. */
static double variance_of(const Stratum *stratum, double weight)
{
	double count = (double)stratum->count;
	double mean = (double)stratum->sum / count;
	double spread = ((double)stratum->squares - count * mean * mean) / (count - 1);
	double sampled = stratum->people == 0 ? 0 : count / (double)stratum->people;
	return weight * weight * (1 - sampled) * (spread < 0 ? 0 : spread) / count;
}

static MeasureValue margin_of(const Survey *survey, int64_t population)
{
	double variance = 0;
	for (size_t i = 0; i < survey->stratum_count; i++) {
		const Stratum *stratum = &survey->strata[i];
		if (stratum->count == 0)
			continue;
		if (stratum->count == 1)
			return MEASURE_VALUE_NONE;
		variance += variance_of(stratum, stratum->people == 0 ? 1 : (double)stratum->people / (double)population);
	}
	double margin = 1.96 * sqrt(variance) * (double)survey->rule->scale * MEASURE_VALUE_ONE;
	return measure_value_round((MeasureValue)llround(margin), survey->rule->decimals);
}

static void result_make(const Survey *survey, SurveyResult *out)
{
	const SurveyRule *rule = survey->rule;
	int64_t weighted = 0; /* millionths of a score, over the population */
	*out = (SurveyResult){.value = MEASURE_VALUE_NONE, .margin = MEASURE_VALUE_NONE, .left_out = survey->left_out};
	for (size_t i = 0; i < survey->stratum_count; i++) {
		const Stratum *stratum = &survey->strata[i];
		int64_t people = stratum->people == 0 ? stratum->count : stratum->people;
		out->base += stratum->count;
		if (stratum->count == 0) {
			out->empty_strata++;
			continue;
		}
		out->population += people;
		weighted += people * divide_half_up(stratum->sum * PARTS, stratum->count);
	}
	if (out->base == 0 || out->base < rule->suppress_below)
		return;
	int64_t mean = divide_half_up(weighted, out->population); /* millionths */
	out->value = measure_value_round(divide_half_up(mean * rule->scale * MEASURE_VALUE_ONE, PARTS), rule->decimals);
	out->margin = margin_of(survey, out->population);
}

Status survey_compute(Arena *arena, Str answers_name, Str answers, Str strata_name, Str strata, const SurveyRule *rule,
	Problems *problems, SurveyResult *out)
{
	Survey *survey = ARENA_NEW(arena, Survey);
	survey->rule = rule;
	survey->is_stratified = !str_is_empty(strata);
	if (rule->question_count > SURVEY_QUESTIONS_MAX || rule->score_count > SURVEY_ANSWERS_MAX)
		return STATUS_FULL;
	Status status = STATUS_OK;
	if (survey->is_stratified)
		status = strata_read(survey, arena, strata_name, strata, problems);
	else
		survey->stratum_count = 1;
	if (status == STATUS_OK)
		status = answers_read(survey, arena, answers_name, answers, problems);
	if (status == STATUS_OK)
		result_make(survey, out);
	return status;
}

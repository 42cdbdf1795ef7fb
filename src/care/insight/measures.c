#include "care/insight/measures.h"

#include <assert.h>

#include "care/insight/insight.h"
#include "care/insight/measures.sql.h"
#include "care/jobs/jobs.h"
#include "engine/measures/record_rows.h"

enum { LINES_MAX = 2000, LOOK_BACK_DAYS = 2 * 366 };

typedef enum AnswerKind { ANSWER_ACCOMMODATION, ANSWER_EMPLOYMENT, ANSWER_REASON, ANSWER_KINDS } AnswerKind;

static const Str ANSWER_QUESTIONS[ANSWER_KINDS] = {S_INIT("accommodation"), S_INIT("employment"),
	S_INIT("primary_support_reason")};

typedef struct PersonAnswers {
	Str person;
	Str values[ANSWER_KINDS];
} PersonAnswers;

typedef struct Counting {
	Care *care;
	Date from;
	Date to;
	MeasureResult *results;
	size_t result_count;
	PersonAnswers *answers; /* ascending by person */
	size_t answer_count;
	size_t answer_capacity;
	size_t next_answer;
	Str person; /* whose lines are being read */
	MeasurePerson life;
	MeasureLine *lines;
	Str discharged; /* whose discharges are being read; empty before the first */
	MeasurePerson discharged_life;
	Date home_on;   /* the last one in the period */
	Str answer;     /* the last that tells where they were 91 days after it */
	Date answered_on;
} Counting;

static Status keep_answer(const MeasureAnswersRow *row, void *context)
{
	Counting *counting = context;
	Arena *arena = counting->care->arena;
	bool same = counting->answer_count > 0 && str_equal(counting->answers[counting->answer_count - 1].person, row->person);
	if (!same && counting->answer_count == counting->answer_capacity) {
		size_t capacity = counting->answer_capacity == 0 ? 1024 : counting->answer_capacity * 2;
		PersonAnswers *larger = ARENA_ARRAY(arena, PersonAnswers, capacity);
		for (size_t i = 0; i < counting->answer_count; i++)
			larger[i] = counting->answers[i];
		counting->answers = larger;
		counting->answer_capacity = capacity;
	}
	if (!same)
		counting->answers[counting->answer_count++] = (PersonAnswers){.person = str_copy(arena, row->person)};
	for (size_t i = 0; i < ANSWER_KINDS; i++)
		if (str_equal(row->question, ANSWER_QUESTIONS[i])) /* in order of time: the last stands */
			counting->answers[counting->answer_count - 1].values[i] = str_copy(arena, row->value);
	return STATUS_OK;
}

static MeasureLineKind line_kind(const ServiceKind *kind)
{
	static const struct { Str type; MeasureLineKind kind; } KINDS[] = {
		{S_INIT("Long term support: Nursing care"), LINE_NURSING},
		{S_INIT("Long term support: Residential care"), LINE_RESIDENTIAL},
		{S_INIT("Long term support: Community"), LINE_COMMUNITY},
		{S_INIT("Short term support: ST-Max"), LINE_REABLEMENT},
		{S_INIT("Short term support: Ongoing low level"), LINE_LOW_LEVEL},
		{S_INIT("Short term support: Other short term"), LINE_SHORT_TERM},
		{S_INIT("Unpaid carer support: Direct to unpaid carer"), LINE_CARER},
	};
	for (size_t i = 0; kind != NULL && i < sizeof KINDS / sizeof KINDS[0]; i++)
		if (str_equal(kind->national_type, KINDS[i].type))
			return KINDS[i].kind;
	return LINE_OTHER;
}

/* The codes of the question budget_choice; a kind of service that is itself a direct payment is one however it is held. */
static MeasureMechanism line_mechanism(const ServiceKind *kind, Str mechanism)
{
	bool payment = kind != NULL && str_equal(kind->national_component, S("Direct payment"));
	if (payment || str_equal(mechanism, S("direct-payment")))
		return MECHANISM_DIRECT_PAYMENT;
	if (str_equal(mechanism, S("council")) || str_equal(mechanism, S("isf")))
		return MECHANISM_MANAGED;
	return str_equal(mechanism, S("commissioned")) ? MECHANISM_COMMISSIONED : MECHANISM_NOT_KNOWN;
}

/* --- a row, as conditions see it -------------------------------------------------------------------------------------- */

typedef struct RowView {
	const MeasureRow *row;
	const PersonAnswers *answers; /* NULL: none */
} RowView;

static ExpressionValue text_or_unknown(Str text)
{
	return str_is_empty(text) ? (ExpressionValue){0} : expression_value_text(text);
}

static ExpressionValue row_value(const void *context, Str name)
{
	const RowView *view = context;
	if (str_equal(name, S("age")))
		return view->row->age < 0 ? (ExpressionValue){0} : expression_value_number(view->row->age);
	if (str_equal(name, S("month")))
		return view->row->month == 0 ? (ExpressionValue){0} : expression_value_number(view->row->month);
	const struct { Str name; Str value; } columns[] = {{S("setting"), view->row->setting},
		{S("mechanism"), view->row->mechanism}, {S("new_client"), view->row->new_client}, {S("sequel"), view->row->sequel},
		{S("home_care"), view->row->home_care}, {S("pathway"), view->row->pathway}, {S("outcome"), view->row->outcome},
		{S("home_91"), view->row->home_91}};
	for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
		if (str_equal(name, columns[i].name))
			return text_or_unknown(columns[i].value);
	for (size_t i = 0; view->answers != NULL && i < ANSWER_KINDS; i++)
		if (str_equal(name, ANSWER_QUESTIONS[i]))
			return text_or_unknown(view->answers->values[i]);
	return (ExpressionValue){0};
}

/* What is not known is not counted. */
static bool holds(const Expression *condition, const RowView *view)
{
	const ExpressionLookup lookup = {.value = row_value, .context = view, .today = DATE_NONE};
	return condition == NULL || expression_truth(condition, &lookup) == EXPRESSION_YES;
}

/* times: how many rows are alike. */
static void row_count(Counting *counting, MeasureRows rows, const MeasureRow *row, const PersonAnswers *answers, int64_t times)
{
	const RowView view = {.row = row, .answers = answers};
	for (size_t i = 0; i < counting->result_count; i++) {
		MeasureResult *result = &counting->results[i];
		const Measure *measure = result->measure;
		if (measure->rows != rows || result->kept || !holds(measure->out_of, &view))
			continue;
		result->denominator += str_is_empty(measure->population) ? times : 0;
		result->numerator += holds(measure->counts, &view) ? times : 0;
	}
}

static const PersonAnswers *answers_of(Counting *counting, Str person)
{
	while (counting->next_answer < counting->answer_count &&
	       str_compare(counting->answers[counting->next_answer].person, person) < 0)
		counting->next_answer++;
	bool there = counting->next_answer < counting->answer_count &&
		str_equal(counting->answers[counting->next_answer].person, person);
	return there ? &counting->answers[counting->next_answer] : NULL;
}

static void person_count(Counting *counting)
{
	MeasureRow row;
	MeasureRow episodes[MEASURE_EPISODES_MAX];
	const MeasurePerson *life = &counting->life;
	if (life->line_count == 0)
		return;
	const PersonAnswers *answers = answers_of(counting, counting->person);
	if (measure_row_long_term(life, counting->to, counting->to, &row))
		row_count(counting, ROWS_LONG_TERM_LAST_DAY, &row, answers, 1);
	if (measure_row_long_term(life, counting->from, counting->to, &row))
		row_count(counting, ROWS_LONG_TERM_IN_YEAR, &row, answers, 1);
	if (measure_row_carer(life, counting->from, counting->to, &row))
		row_count(counting, ROWS_CARERS_IN_YEAR, &row, answers, 1);
	if (measure_row_admission(life, counting->from, counting->to, &row))
		row_count(counting, ROWS_ADMISSIONS, &row, answers, 1);
	size_t count = measure_rows_short_term(life, counting->from, counting->to, episodes);
	for (size_t i = 0; i < count; i++)
		row_count(counting, ROWS_SHORT_TERM_ENDED, &episodes[i], answers, 1);
}

static Date day_or_none(Str text)
{
	Date day = DATE_NONE;
	return date_parse(text, &day) == STATUS_OK ? day : DATE_NONE;
}

static Status take_line(const MeasureLinesRow *row, void *context)
{
	Counting *counting = context;
	const ServiceKind *kind = practice_service_kind(counting->care->practice, row->kind);
	if (!str_equal(counting->person, row->person)) {
		person_count(counting);
		counting->person = str_copy(counting->care->arena, row->person);
		counting->life = (MeasurePerson){.lines = counting->lines, .born = day_or_none(row->born),
			.died = day_or_none(row->died_on)};
	}
	if (counting->life.line_count == LINES_MAX)
		return STATUS_FULL;
	bool home_care = kind != NULL && str_equal(kind->national_component, S("Home support or domiciliary care"));
	counting->lines[counting->life.line_count++] = (MeasureLine){.kind = line_kind(kind), .home_care = home_care,
		.mechanism = line_mechanism(kind, row->mechanism), .starts = day_or_none(row->starts_on),
		.ends = day_or_none(row->ends_on)};
	return STATUS_OK;
}

static Status take_works(const MeasureWorksRow *row, void *context)
{
	row_count(context, ROWS_WORK_FINISHED, &(MeasureRow){.age = -1, .pathway = row->pathway, .outcome = row->outcome}, NULL,
		row->count);
	return STATUS_OK;
}

/* A person counts once, by the last discharge of the period. */
static void discharge_count(Counting *counting)
{
	MeasureRow row;
	if (!str_is_empty(counting->discharged)
	    && measure_row_discharge(&counting->discharged_life, counting->home_on, counting->answer, counting->answered_on, &row))
		row_count(counting, ROWS_DISCHARGES, &row, NULL, 1);
}

static Status take_discharge(const MeasureDischargesRow *row, void *context)
{
	Counting *counting = context;
	Arena *arena = counting->care->arena;
	Date home_on = day_or_none(row->home_on);
	Date answered_on = day_or_none(row->answered_on);
	if (home_on == DATE_NONE)
		return STATUS_OK;
	if (!str_equal(counting->discharged, row->person)) {
		discharge_count(counting);
		counting->discharged = str_copy(arena, row->person);
		counting->discharged_life = (MeasurePerson){.born = day_or_none(row->born), .died = day_or_none(row->died_on)};
		counting->home_on = DATE_NONE;
	}
	if (home_on != counting->home_on)
		counting->answered_on = DATE_NONE;
	counting->home_on = home_on;
	if (answered_on != DATE_NONE && answered_on <= home_on + MEASURE_HOME_DAYS_LAST) { /* in order of time: the last stands */
		counting->answer = str_copy(arena, row->answer);
		counting->answered_on = answered_on;
	}
	return STATUS_OK;
}

/* --- denominators and what was kept ---------------------------------------------------------------------------------- */

/* The people who live here: the published denominator of the measure of admissions for that age, of the period's year or
 * the nearest before it, else the earliest there is. */
static void population_find(const Care *care, int year, MeasureResult *result)
{
	Str place = practice_council(care->practice)->place;
	bool young = str_equal(result->measure->population, S("18-64"));
	const Measure *source = practice_measure(care->practice, young ? S("2a-1") : S("2a-2"));
	size_t count = 0;
	const ShippedFigure *figures = practice_shipped_figures(care->practice, &count);
	for (size_t i = 0; i < count; i++) {
		const ShippedFigure *figure = &figures[i];
		if (figure->measure != source || figure->denominator <= 0 || !str_equal(figure->area, place))
			continue;
		bool earlier = figure->year <= year;
		bool have_earlier = result->population_year != 0 && result->population_year <= year;
		if (result->population_year == 0 || (earlier && (!have_earlier || figure->year > result->population_year)) ||
		    (!earlier && !have_earlier && figure->year < result->population_year)) {
			result->population_year = figure->year;
			result->denominator = figure->denominator;
		}
	}
}

static Status kept_find(Care *care, Date from, Date to, MeasureResult *result)
{
	MeasureKeptRow row = {0};
	Status status = sql_measure_kept_one(care->reader, care->arena, &(MeasureKeptArguments){.measure = result->measure->id,
		.from_on = date_format(care->arena, from), .to_on = date_format(care->arena, to)}, &row);
	if (status == STATUS_NOT_FOUND)
		return STATUS_OK;
	if (status == STATUS_OK) {
		result->kept = true;
		result->kept_at = row.made_at;
		result->numerator = row.numerator;
		result->denominator = row.denominator;
		result->value = row.value == STORE_NULL_INTEGER ? MEASURE_VALUE_NONE : row.value;
	}
	return status;
}

static void result_finish(MeasureResult *result)
{
	const Measure *measure = result->measure;
	if (result->kept)
		return;
	bool small = result->denominator < measure->suppress_below;
	result->value = small ? MEASURE_VALUE_NONE
		: measure_value_make(result->numerator, result->denominator, measure->scale, measure->decimals);
}

static Status results_start(Counting *counting)
{
	Care *care = counting->care;
	size_t count = 0;
	const Measure *const *measures = practice_measures(care->practice, &count);
	int year = 0;
	int month = 0;
	int day = 0;
	date_split(counting->from, &year, &month, &day);
	counting->results = ARENA_ARRAY(care->arena, MeasureResult, count + 1);
	for (size_t i = 0; i < count; i++) {
		if (measures[i]->rows == ROWS_NONE)
			continue;
		MeasureResult *result = &counting->results[counting->result_count++];
		result->measure = measures[i];
		Status status = kept_find(care, counting->from, counting->to, result);
		if (status != STATUS_OK)
			return status;
		if (!result->kept && !str_is_empty(measures[i]->population))
			population_find(care, month < 4 ? year - 1 : year, result);
	}
	return STATUS_OK;
}

Status insight_measures(Care *care, Date from, Date to, MeasureResult **out, size_t *count)
{
	assert(from <= to);
	Counting counting = {.care = care, .from = from, .to = to, .lines = ARENA_ARRAY(care->arena, MeasureLine, LINES_MAX)};
	Str day = date_format(care->arena, to);
	Status status = care_require(care, S("export"));
	if (status == STATUS_OK)
		status = results_start(&counting);
	if (status == STATUS_OK)
		status = sql_measure_answers_each(care->reader, &(MeasureAnswersArguments){.day = day}, keep_answer, &counting);
	if (status == STATUS_OK) /* what began after the period may be the sequel of what ended in it */
		status = sql_measure_lines_each(care->reader, &(MeasureLinesArguments){
			.from_on = date_format(care->arena, from - LOOK_BACK_DAYS),
			.to_on = date_format(care->arena, to + MEASURE_SEQUEL_DAYS)}, take_line, &counting);
	if (status == STATUS_OK)
		status = sql_measure_works_each(care->reader, &(MeasureWorksArguments){.from_on = date_format(care->arena, from),
			.to_on = day}, take_works, &counting);
	if (status == STATUS_OK)
		status = sql_measure_discharges_each(care->reader, &(MeasureDischargesArguments){.from_on = date_format(care->arena, from),
			.to_on = day}, take_discharge, &counting);
	if (status != STATUS_OK)
		return status;
	person_count(&counting);
	discharge_count(&counting);
	for (size_t i = 0; i < counting.result_count; i++)
		result_finish(&counting.results[i]);
	*out = counting.results;
	*count = counting.result_count;
	return STATUS_OK;
}

typedef struct Keeping {
	Date from;
	Date to;
	const MeasureResult *results;
	size_t count;
	bool late_alone; /* only what was not known yet when the period ended */
} Keeping;

/* Late figures wait until no answer can change them; months before anybody came home here leave none behind. */
static bool is_to_be_kept(const Keeping *keeping, const MeasureResult *result, Date today)
{
	if (result->measure->rows != ROWS_DISCHARGES)
		return !keeping->late_alone;
	return keeping->to + MEASURE_HOME_DAYS_LAST < today && (!keeping->late_alone || result->denominator > 0);
}

static Status keep_in(CareWrite *write, void *context)
{
	const Keeping *keeping = context;
	Care *care = write->care;
	Str from = date_format(care->arena, keeping->from);
	Str to = date_format(care->arena, keeping->to);
	size_t kept = 0;
	for (size_t i = 0; i < keeping->count; i++) {
		const MeasureResult *result = &keeping->results[i];
		if (result->kept || !is_to_be_kept(keeping, result, write->today))
			continue;
		kept++;
		Status status = sql_measure_keep_run(write->connection, &(MeasureKeepArguments){.id = id_make(care->ids, care->arena),
			.measure = result->measure->id, .from_on = from, .to_on = to, .numerator = result->numerator,
			.denominator = result->denominator,
			.value = result->value == MEASURE_VALUE_NONE ? STORE_NULL_INTEGER : result->value,
			.release = practice_hash(care->practice), .made_at = write->now, .made_by = care->actor});
		if (status != STATUS_OK)
			return status;
	}
	if (keeping->late_alone && kept == 0)
		return STATUS_OK;
	return care_audit(write, &(CareAudit){.action = S("measures/keep"), .subject_kind = S("measure_snapshot"),
		.subject = str_format(care->arena, "%.*s/%.*s", STR_ARG(from), STR_ARG(to))});
}

Status insight_keep_measures(Care *care, Date from, Date to, const MeasureResult *results, size_t count)
{
	Status status = care_require(care, S("export"));
	if (status != STATUS_OK)
		return status;
	if (to >= care_today(care))
		return problems_add(&care->problems, (Problem){.field = S("until"),
			.message = S("This period has not ended: its figures may still change, so they are not kept.")});
	return care_write(care, keep_in, &(Keeping){.from = from, .to = to, .results = results, .count = count});
}

/* ---- Month by month. ---- */

static Status await_month_in(CareWrite *write, Date last)
{
	Arena *arena = write->care->arena;
	Str day = date_format(arena, last);
	return job_add_in(write, &(JobNew){.kind = S("measures-month"), .payload = day, .key = str_concat(arena, S("measures-month/"), day),
		.due_at = instant_from_london(last + 1, MEASURES_HOUR, 0)});
}

static Date month_end(Date date)
{
	int year = 0;
	int month = 0;
	int day = 0;
	date_split(date, &year, &month, &day);
	return date_add_months(date - day + 1, 1) - 1;
}

static Status keep_year_in(CareWrite *write, Date last, bool late_alone)
{
	enum { MONTHS = 12 };
	Care care = *write->care;
	Keeping keeping = {.from = date_add_months(last + 1, -MONTHS), .to = last, .late_alone = late_alone};
	MeasureResult *results = NULL;
	care.reader = write->connection; /* the record as it stands in this very write */
	Status status = insight_measures(&care, keeping.from, last, &results, &keeping.count);
	keeping.results = results;
	return status == STATUS_OK ? keep_in(write, &keeping) : status;
}

Status insight_keep_month_in(CareWrite *write, Str last_day)
{
	enum { LATE_MONTHS = 7 }; /* more than the days after which late answers do not count */
	Date last = DATE_NONE;
	Status status = date_parse(last_day, &last);
	if (status == STATUS_OK)
		status = keep_year_in(write, last, false);
	if (status == STATUS_OK)
		status = keep_year_in(write, month_end(date_add_months(last, -LATE_MONTHS)), true);
	return status == STATUS_OK ? await_month_in(write, month_end(last + 1)) : status;
}

static Status await_in(CareWrite *write, void *context)
{
	(void)context;
	Status status = await_month_in(write, month_end(instant_london_date(write->now)));
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("measures/await"), .subject_kind = S("measure_snapshot")});
}

Status insight_await_month(Care *care)
{
	return care_write(care, await_in, NULL);
}

/* measures/<set>.yaml: what is counted of what, and how it is rounded, compared and said. */
#include "practice/measures.h"

#include "practice/internal.h"

typedef struct MeasureFile {
	Measure measure;
	int unit;
	int better;
	int rows;
	int64_t decimals;
	Str tolerance;
	Str verified;
	const YamlNode *counts;
	const YamlNode *out_of;
	const YamlNode *node;
} MeasureFile;

/* What is kept: the measure first, so that the index holds measures; its file for the conditions, which are read when
 * all questions are known. */
typedef struct MeasureEntry {
	Measure measure;
	const MeasureFile *file;
} MeasureEntry;

typedef struct SetFile {
	Str id;
	Str title;
	Str source;
	const MeasureFile *measures;
	size_t measure_count;
} SetFile;

static const Str UNITS[] = {S_INIT("percent"), S_INIT("score"), S_INIT("per-100000"), S_INIT("count")};
static const Str WAYS[] = {S_INIT("higher"), S_INIT("lower"), S_INIT("neither")};
static const Str ROWS[ROWS_KINDS] = {[ROWS_NONE] = S_INIT("none"), [ROWS_LONG_TERM_LAST_DAY] = S_INIT("long-term-last-day"),
	[ROWS_LONG_TERM_IN_YEAR] = S_INIT("long-term-in-year"), [ROWS_CARERS_IN_YEAR] = S_INIT("carers-in-year"),
	[ROWS_ADMISSIONS] = S_INIT("care-home-admissions"), [ROWS_SHORT_TERM_ENDED] = S_INIT("short-term-ended"),
	[ROWS_WORK_FINISHED] = S_INIT("work-finished"), [ROWS_DISCHARGES] = S_INIT("reablement-discharges")};
static const Str POPULATIONS[] = {S_INIT("18-64"), S_INIT("65-plus"), S_INIT("18-plus")};
static const Str YES_OR_NO[] = {S_INIT("yes"), S_INIT("no")};

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))
#define AT(member) .offset = offsetof(MeasureFile, member)

static const YamlField MEASURE_FIELDS[] = {
	{.name = S_INIT("id"), .about = S_INIT("Never changes: published figures and addresses are kept by it."),
	 .type = YAML_TYPE_CODE, .required = true, AT(measure.id)},
	{.name = S_INIT("code"), .about = S_INIT("As it was published: \"1C(2a)\"."), .type = YAML_TYPE_TEXT, .required = true,
	 AT(measure.code), .least = 1, .most = 20},
	{.name = S_INIT("title"), .about = S_INIT("As it was published."), .type = YAML_TYPE_TEXT, .required = true,
	 AT(measure.title)},
	{.name = S_INIT("plain"), .about = S_INIT("The same for residents, in plain words."), .type = YAML_TYPE_TEXT,
	 .required = true, AT(measure.plain), .least = 1, .most = 200},
	{.name = S_INIT("theme"), .about = S_INIT("Groups measures on the page: words measures.theme-<theme>."),
	 .type = YAML_TYPE_CODE, .required = true, AT(measure.theme)},
	{.name = S_INIT("numerator"), .about = S_INIT("What is counted, in words."), .type = YAML_TYPE_TEXT, AT(measure.numerator)},
	{.name = S_INIT("denominator"), .about = S_INIT("Of what, in words."), .type = YAML_TYPE_TEXT, AT(measure.denominator)},
	{.name = S_INIT("unit"), .about = S_INIT("What the figure is."), .type = YAML_TYPE_CHOICE, .required = true, AT(unit),
	 YAML_CODES(UNITS)},
	{.name = S_INIT("decimals"), .about = S_INIT("Rounded half up to so many."), .type = YAML_TYPE_INTEGER, .required = true,
	 AT(decimals), .least = 0, .most = MEASURE_DECIMALS_MAX},
	{.name = S_INIT("better"), .about = S_INIT("Which way is better."), .type = YAML_TYPE_CHOICE, .required = true, AT(better),
	 YAML_CODES(WAYS)},
	{.name = S_INIT("tolerance"), .about = S_INIT("A difference up to this, in the figure's own unit, is in line."),
	 .type = YAML_TYPE_TEXT, .required = true, AT(tolerance), .least = 1, .most = 12},
	{.name = S_INIT("suppress_below"), .about = S_INIT("A base smaller than this gives no figure."),
	 .type = YAML_TYPE_INTEGER, AT(measure.suppress_below), .least = 0, .most = 1000},
	{.name = S_INIT("return"), .about = S_INIT("The national return that it comes from."), .type = YAML_TYPE_TEXT,
	 .required = true, AT(measure.return_name)},
	{.name = S_INIT("compared_with"), .about = S_INIT("Whose figures stand beside it: all-councils."),
	 .type = YAML_TYPE_CODE, AT(measure.comparison)},
	{.name = S_INIT("source"), .about = S_INIT("Where the definition was read."), .type = YAML_TYPE_TEXT, .required = true,
	 AT(measure.source)},
	{.name = S_INIT("verified"), .about = S_INIT("no: some of it is from memory; every place that shows it says so."),
	 .type = YAML_TYPE_TEXT, .required = true, AT(verified), YAML_CODES(YES_OR_NO)},
	{.name = S_INIT("published_as"), .about = S_INIT("What published files call it."), .type = YAML_TYPE_TEXT,
	 .least = 0, .most = MEASURE_NAMES_MAX, YAML_LIST_AT(MeasureFile, measure.published_as, measure.published_as_count)},
	{.name = S_INIT("rows"), .about = S_INIT("What is counted when it is computed from the record; none when it is not."),
	 .type = YAML_TYPE_CHOICE, AT(rows), YAML_CODES(ROWS)},
	{.name = S_INIT("counts"), .about = S_INIT("A condition over a row's columns: it is in the numerator."),
	 .type = YAML_TYPE_NODE, AT(counts)},
	{.name = S_INIT("out_of"), .about = S_INIT("A condition: it is in the denominator. Absent: every row."),
	 .type = YAML_TYPE_NODE, AT(out_of)},
	{.name = S_INIT("population"), .about = S_INIT("The denominator is everybody of this age who lives here."),
	 .type = YAML_TYPE_CODE, AT(measure.population), YAML_CODES(POPULATIONS)},
	{.name = S_INIT("survey_questions"), .about = S_INIT("Columns of the file of answers (kith ascof survey)."),
	 .type = YAML_TYPE_NAME, .least = 0, .most = SURVEY_QUESTIONS_MAX,
	 YAML_LIST_AT(MeasureFile, measure.survey_questions, measure.survey_question_count)},
	{.name = S_INIT("survey_scores"), .about = S_INIT("The score of answer 1, 2, …; any other answer is not valid."),
	 .type = YAML_TYPE_INTEGER, .least = 0, .most = SURVEY_ANSWERS_MAX,
	 YAML_LIST_AT(MeasureFile, measure.survey_scores, measure.survey_score_count)},
};

const YamlSchema PRACTICE_MEASURE_SCHEMA = {.name = S_INIT("measure"), .about = S_INIT("A figure and its rule."),
	YAML_FIELDS(MEASURE_FIELDS), .size_bytes = sizeof(MeasureFile), .keeps_node = true,
	.node_offset = offsetof(MeasureFile, node)};

static const YamlField SET_FIELDS[] = {
	{.name = S_INIT("id"), .about = S_INIT("The file's own name."), .type = YAML_TYPE_CODE, .required = true,
	 .offset = offsetof(SetFile, id)},
	{.name = S_INIT("title"), .about = S_INIT("What the set is called."), .type = YAML_TYPE_TEXT, .required = true,
	 .offset = offsetof(SetFile, title)},
	{.name = S_INIT("source"), .about = S_INIT("Who defines it."), .type = YAML_TYPE_TEXT, .required = true,
	 .offset = offsetof(SetFile, source)},
	{.name = S_INIT("measures"), .about = S_INIT("In the order in which they are shown."), .type = YAML_TYPE_STRUCT,
	 .required = true, .members = &PRACTICE_MEASURE_SCHEMA, .least = 1, .most = MEASURES_MAX,
	 YAML_LIST_AT(SetFile, measures, measure_count)},
};

const YamlSchema PRACTICE_MEASURE_SET_SCHEMA = {.name = S_INIT("measures"),
	.about = S_INIT("measures/<id>.yaml: a set of measures."), YAML_FIELDS(SET_FIELDS), .size_bytes = sizeof(SetFile)};

/* --- the columns of rows ------------------------------------------------------------------------------------------ */

static const Str SETTINGS[] = {S_INIT("nursing"), S_INIT("residential"), S_INIT("community")};
static const Str MECHANISMS[] = {S_INIT("direct-payment-only"), S_INIT("part-direct-payment"), S_INIT("managed-budget"),
	S_INIT("commissioned-only"), S_INIT("not-known")};
static const Str SEQUELS[] = {S_INIT("none"), S_INIT("low-level"), S_INIT("other-short-term"), S_INIT("long-term"),
	S_INIT("other")};

#define AGE {.name = S_INIT("age"), .type = EXPRESSION_TYPE_NUMBER}
#define SETTING {.name = S_INIT("setting"), .type = EXPRESSION_TYPE_TEXT, .codes = SETTINGS, .code_count = COUNT_OF(SETTINGS)}
#define MECHANISM {.name = S_INIT("mechanism"), .type = EXPRESSION_TYPE_TEXT, .codes = MECHANISMS, \
	.code_count = COUNT_OF(MECHANISMS)}
/* Their codes are the question's own. */
#define REASON {.name = S_INIT("primary_support_reason"), .type = EXPRESSION_TYPE_TEXT}
#define EMPLOYMENT {.name = S_INIT("employment"), .type = EXPRESSION_TYPE_TEXT}
#define ACCOMMODATION {.name = S_INIT("accommodation"), .type = EXPRESSION_TYPE_TEXT}

static const MeasureColumn LONG_TERM_COLUMNS[] = {AGE, SETTING, MECHANISM, REASON, EMPLOYMENT, ACCOMMODATION,
	{.name = S_INIT("home_care"), .type = EXPRESSION_TYPE_TEXT, .codes = YES_OR_NO, .code_count = 2}};
/* Ids of pathways and their outcomes. */
static const MeasureColumn WORK_COLUMNS[] = {{.name = S_INIT("pathway"), .type = EXPRESSION_TYPE_TEXT},
	{.name = S_INIT("outcome"), .type = EXPRESSION_TYPE_TEXT}};
static const MeasureColumn DISCHARGE_COLUMNS[] = {AGE, {.name = S_INIT("month"), .type = EXPRESSION_TYPE_NUMBER},
	{.name = S_INIT("home_91"), .type = EXPRESSION_TYPE_TEXT}};
static const MeasureColumn CARER_COLUMNS[] = {AGE, MECHANISM};
static const MeasureColumn ADMISSION_COLUMNS[] = {AGE, SETTING};
static const MeasureColumn SHORT_TERM_COLUMNS[] = {AGE,
	{.name = S_INIT("new_client"), .type = EXPRESSION_TYPE_TEXT, .codes = YES_OR_NO, .code_count = 2},
	{.name = S_INIT("sequel"), .type = EXPRESSION_TYPE_TEXT, .codes = SEQUELS, .code_count = COUNT_OF(SEQUELS)}};

const MeasureColumn *measure_columns(MeasureRows rows, size_t *count)
{
	static const struct { const MeasureColumn *columns; size_t count; } TABLE[ROWS_KINDS] = {
		[ROWS_LONG_TERM_LAST_DAY] = {LONG_TERM_COLUMNS, COUNT_OF(LONG_TERM_COLUMNS)},
		[ROWS_LONG_TERM_IN_YEAR] = {LONG_TERM_COLUMNS, COUNT_OF(LONG_TERM_COLUMNS)},
		[ROWS_CARERS_IN_YEAR] = {CARER_COLUMNS, COUNT_OF(CARER_COLUMNS)},
		[ROWS_ADMISSIONS] = {ADMISSION_COLUMNS, COUNT_OF(ADMISSION_COLUMNS)},
		[ROWS_SHORT_TERM_ENDED] = {SHORT_TERM_COLUMNS, COUNT_OF(SHORT_TERM_COLUMNS)},
		[ROWS_WORK_FINISHED] = {WORK_COLUMNS, COUNT_OF(WORK_COLUMNS)},
		[ROWS_DISCHARGES] = {DISCHARGE_COLUMNS, COUNT_OF(DISCHARGE_COLUMNS)},
	};
	*count = TABLE[rows].count;
	return TABLE[rows].columns;
}

Str measure_rows_code(MeasureRows rows)
{
	return ROWS[rows];
}

typedef struct ColumnNames {
	const Practice *practice;
	MeasureRows rows;
} ColumnNames;

static bool column_find(const void *context, Str name, ExpressionName *out)
{
	const ColumnNames *names = context;
	size_t count = 0;
	const MeasureColumn *columns = measure_columns(names->rows, &count);
	for (size_t i = 0; i < count; i++) {
		if (!str_equal(columns[i].name, name))
			continue;
		*out = (ExpressionName){.type = columns[i].type, .codes = columns[i].codes, .code_count = columns[i].code_count};
		ExpressionName question = {0};
		const ExpressionNames *bank = &names->practice->names;
		if (columns[i].type == EXPRESSION_TYPE_TEXT && columns[i].codes == NULL && bank->find != NULL &&
		    bank->find(bank->context, name, &question))
			*out = question;
		return true;
	}
	return false;
}

/* --- reading ------------------------------------------------------------------------------------------------------- */

static const Expression *condition_read(Practice *practice, MeasureRows rows, const YamlNode *node, Problems *problems)
{
	ColumnNames context = {.practice = practice, .rows = rows};
	size_t count = 0;
	const MeasureColumn *columns = measure_columns(rows, &count);
	Str *known = ARENA_ARRAY(practice->arena, Str, count + 1);
	for (size_t i = 0; i < count; i++)
		known[i] = columns[i].name;
	ExpressionNames names = {.find = column_find, .context = &context, .known = known, .known_count = count};
	return practice_condition_over(practice, node, &names, problems);
}

static void check_consistent(const MeasureFile *file, const Measure *measure, Problems *problems)
{
	bool computed = measure->rows != ROWS_NONE;
	if (computed != (file->counts != NULL))
		practice_fault(problems, file->node, "A measure from the record has both rows and counts.");
	if (!computed && (file->out_of != NULL || !str_is_empty(measure->population)))
		practice_fault(problems, file->node, "out_of and population belong to a measure from the record.");
	if (file->out_of != NULL && !str_is_empty(measure->population))
		practice_fault(problems, file->node, "A denominator is out_of or population, not both.");
	if ((measure->survey_question_count == 0) != (measure->survey_score_count == 0))
		practice_fault(problems, file->node, "A survey measure has both survey_questions and survey_scores.");
	for (size_t i = 0; i < measure->survey_score_count; i++)
		if (measure->survey_scores[i] < 0 || measure->survey_scores[i] > 100)
			practice_fault(problems, yaml_member(file->node, S("survey_scores")), "A score is 0 to 100.");
}

static Measure *measure_make(Practice *practice, const SetFile *set, const MeasureFile *file, Problems *problems)
{
	static const int64_t SCALES[] = {[UNIT_PERCENT] = 100, [UNIT_SCORE] = 1, [UNIT_PER_100000] = 100000, [UNIT_COUNT] = 1};
	MeasureEntry *entry = ARENA_NEW(practice->arena, MeasureEntry);
	Measure *measure = &entry->measure;
	entry->file = file;
	*measure = file->measure;
	measure->set = set->id;
	measure->unit = (MeasureUnit)file->unit;
	measure->scale = SCALES[measure->unit];
	measure->decimals = (int)file->decimals;
	measure->better = (MeasureBetter)file->better;
	measure->rows = (MeasureRows)file->rows;
	measure->verified = str_equal(file->verified, S("yes"));
	if (str_is_empty(measure->comparison))
		measure->comparison = S("all-councils");
	if (measure_value_parse(file->tolerance, &measure->tolerance) != STATUS_OK || measure->tolerance < 0)
		practice_fault(problems, yaml_member(file->node, S("tolerance")), "Expected a figure of 0 or more, such as 1.0.");
	check_consistent(file, measure, problems);
	return measure;
}

/* A name in published files leads to one measure. */
static void check_names(const Practice *practice, const MeasureFile *file, Problems *problems)
{
	for (size_t i = 0; i < practice->measures.count; i++) {
		const Measure *other = practice->measures.items[i];
		for (size_t j = 0; j < other->published_as_count; j++)
			for (size_t k = 0; k < file->measure.published_as_count; k++)
				if (str_equal(other->published_as[j], file->measure.published_as[k]))
					practice_fault(problems, file->node, "%.*s is already what files call the measure %.*s.",
						STR_ARG(other->published_as[j]), STR_ARG(other->id));
	}
}

void practice_read_measures(Practice *practice, const PracticeFile *file, const YamlNode *node, Problems *problems)
{
	SetFile *set = ARENA_NEW(practice->arena, SetFile);
	if (yaml_read(node, &PRACTICE_MEASURE_SET_SCHEMA, set, practice->arena, problems) != STATUS_OK)
		return;
	if (!str_equal(str_format(practice->arena, "measures/%.*s.yaml", STR_ARG(set->id)), file->path))
		practice_fault(problems, yaml_member(node, S("id")), "This set must be in the file measures/%.*s.yaml.",
			STR_ARG(set->id));
	for (size_t i = 0; i < set->measure_count; i++) {
		const MeasureFile *read = &set->measures[i];
		Measure *measure = measure_make(practice, set, read, problems);
		check_names(practice, read, problems);
		if (practice->measures.count >= MEASURES_MAX)
			practice_fault(problems, read->node, "A release has at most %d measures.", MEASURES_MAX);
		else if (!index_add(&practice->measures, practice->arena, measure->id, measure))
			practice_fault(problems, read->node, "There are two measures named %.*s.", STR_ARG(measure->id));
	}
}

void practice_link_measures(Practice *practice, Problems *problems)
{
	for (size_t i = 0; i < practice->measures.count; i++) {
		MeasureEntry *entry = (MeasureEntry *)practice->measures.items[i];
		Measure *measure = &entry->measure;
		measure->counts = condition_read(practice, measure->rows, entry->file->counts, problems);
		measure->out_of = condition_read(practice, measure->rows, entry->file->out_of, problems);
	}
}

/* --- asking -------------------------------------------------------------------------------------------------------- */

const Measure *const *practice_measures(const Practice *practice, size_t *count)
{
	*count = practice->measures.count;
	return (const Measure *const *)practice->measures.items;
}

const Measure *practice_measure(const Practice *practice, Str id)
{
	return index_find(&practice->measures, id);
}

const Measure *practice_measure_by_code(const Practice *practice, Str set, Str code)
{
	for (size_t i = 0; i < practice->measures.count; i++) {
		const Measure *measure = practice->measures.items[i];
		if (str_equal(measure->code, code) && (str_is_empty(set) || str_equal(measure->set, set)))
			return measure;
	}
	return NULL;
}

PublishedReading practice_published_names(const Practice *practice, Arena *arena, int year)
{
	size_t count = 0;
	PublishedName *names = ARENA_ARRAY(arena, PublishedName, practice->measures.count * (MEASURE_NAMES_MAX + 1) + 1);
	for (size_t i = 0; i < practice->measures.count; i++) {
		const Measure *measure = practice->measures.items[i];
		names[count++] = (PublishedName){.published = measure->id, .measure = measure->id};
		for (size_t j = 0; j < measure->published_as_count; j++)
			names[count++] = (PublishedName){.published = measure->published_as[j], .measure = measure->id};
	}
	return (PublishedReading){.names = names, .name_count = count, .year = year};
}

RecomputedFigures practice_recompute(const Practice *practice, const PublishedFigures *figures)
{
	RecomputedFigures out = {.first_unequal = SIZE_MAX};
	for (size_t i = 0; i < figures->count; i++) {
		const PublishedFigure *figure = &figures->items[i];
		const Measure *measure = practice_measure(practice, figure->measure);
		/* What a survey publishes are estimates rounded to 5: nothing exact can be made from them. */
		if (measure == NULL || measure->survey_question_count > 0 || figure->value == MEASURE_VALUE_NONE ||
		    figure->numerator < 0 || figure->denominator <= 0)
			continue;
		out.made++;
		if (measure_value_make(figure->numerator, figure->denominator, measure->scale, measure->decimals) == figure->value)
			out.equal++;
		else if (out.first_unequal == SIZE_MAX)
			out.first_unequal = i;
	}
	return out;
}

Str measure_unit_words(MeasureUnit unit)
{
	static const Str WORDS[] = {[UNIT_PERCENT] = S_INIT("%"), [UNIT_SCORE] = S_INIT("score"),
		[UNIT_PER_100000] = S_INIT("per 100,000 people"), [UNIT_COUNT] = S_INIT("")};
	return WORDS[unit];
}

Str measure_format(const Measure *measure, Arena *arena, MeasureValue value)
{
	Str figure = measure_value_format(arena, value, measure->decimals);
	bool percent = measure->unit == UNIT_PERCENT && value != MEASURE_VALUE_NONE;
	return percent ? str_concat(arena, figure, S("%")) : figure;
}

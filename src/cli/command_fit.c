/* kith fit: how well the allocation table fits plans that were made without it, as a whole and by group. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/csv.h"
#include "care/assessment/assessment.h"
#include "cli/commands.h"
#include "cli/open_store.h"
#include "engine/allocation/fit.h"

enum { COLUMNS_MAX = 200, FIELD_BYTES_MAX = 16 * 1024 };

static const CommandOption OPTIONS[] = {
	{.name = "practice", .value = "DIR",
		.help = "the council whose table works out the figures; needed without a column figure"},
	{.name = "groups", .value = "A,B,…", .required = true, .help = "the columns by which the fit is told"},
};

static const CommandUsage USAGE = {
	.command = "fit",
	.summary = "Tells how well the allocation table fits plans that were made without it, as a whole and by group.",
	.words = "CASES.csv",
	.words_min = 1,
	.words_max = 1,
	.options = OPTIONS,
	.option_count = sizeof OPTIONS / sizeof *OPTIONS,
	.details = "One closed case a row: plan (pounds a week, as agreed), the columns named by --groups, and either figure\n"
		"(pounds a week by the table) or the answers, each in a column with its question's id and the option's code.\n"
		"Writes CSV: group, value, cases, median ratio of figure to plan, share within 20 %, finding. A council shows a\n"
		"figure to residents only after at least 100 cases fit and no group with 10 or more stands out.",
};

typedef struct Fitting {
	Care care;
	const Practice *practice; /* NULL: figures come with the file */
	CsvReader reader;
	size_t plan;
	size_t figure; /* CSV_COLUMN_NONE when they are worked out */
	Str groups[FIT_GROUPS_MAX];
	size_t columns[FIT_GROUPS_MAX];
	size_t group_count;
	FitCase *cases;
	size_t count;
	size_t capacity;
} Fitting;

static Status wrong(Fitting *fitting, const CsvRow *row, Str field, Str message)
{
	return problems_add(fitting->reader.problems, (Problem){.file = fitting->reader.file_name, .line = row->line,
		.field = field, .message = message});
}

static Status read_pounds(Fitting *fitting, const CsvRow *row, size_t column, Str name, Pence *out)
{
	bool good = money_parse(str_trim(csv_field(row, column)), out) == STATUS_OK && *out >= 0;
	return good ? STATUS_OK : wrong(fitting, row, name, S("a sum in pounds was expected, such as 742.50."));
}

/* The table's figure from the answers of the row. */
static Status figure_of(Fitting *fitting, const CsvRow *row, Pence *out)
{
	Arena *arena = fitting->care.arena;
	AllocationResult result = {0};
	WorkAnswers *answers = work_answers_make(arena, fitting->practice, care_today(&fitting->care));
	for (size_t i = 0; i < fitting->reader.header_count; i++) {
		Str value = str_copy(arena, str_trim(csv_field(row, i)));
		if (!str_is_empty(value) && practice_question(fitting->practice, fitting->reader.header[i]) != NULL)
			work_answers_put(answers, fitting->reader.header[i], value);
	}
	fitting->care.problems = problems_make(arena);
	Status status = assessment_allocation(&fitting->care, answers, ASSESSMENT_HELP_AS_RECORDED, &result);
	if (status != STATUS_OK)
		return wrong(fitting, row, S("figure"), problems_any(&fitting->care.problems)
			? fitting->care.problems.items[0].message : S("no table is in force."));
	if (!result.has_figure)
		return wrong(fitting, row, S("figure"), S("no figure: not every ability that the table knows is answered."));
	*out = result.agreed.total;
	return STATUS_OK;
}

static FitCase *next_case(Fitting *fitting, Arena *arena)
{
	if (fitting->count == fitting->capacity) {
		fitting->capacity = fitting->capacity == 0 ? 1024 : fitting->capacity * 2;
		FitCase *grown = ARENA_ARRAY(arena, FitCase, fitting->capacity);
		if (fitting->count > 0)
			memcpy(grown, fitting->cases, fitting->count * sizeof grown[0]);
		fitting->cases = grown;
	}
	return &fitting->cases[fitting->count];
}

static Status read_case(Fitting *fitting, Arena *arena, const CsvRow *row)
{
	if (fitting->count == FIT_CASES_MAX)
		return wrong(fitting, row, S("plan"), S("a file has at most 200,000 cases."));
	FitCase *one = next_case(fitting, arena);
	*one = (FitCase){0};
	Status status = read_pounds(fitting, row, fitting->plan, S("plan"), &one->plan);
	if (status == STATUS_OK && one->plan == 0)
		status = wrong(fitting, row, S("plan"), S("a plan that costs nothing has no ratio: leave it out."));
	if (status == STATUS_OK)
		status = fitting->figure == CSV_COLUMN_NONE ? figure_of(fitting, row, &one->figure)
			: read_pounds(fitting, row, fitting->figure, S("figure"), &one->figure);
	for (size_t g = 0; g < fitting->group_count; g++) {
		Str value = str_trim(csv_field(row, fitting->columns[g]));
		one->values[g] = str_is_empty(value) ? S("not known") : str_copy(arena, value);
	}
	fitting->count += status == STATUS_OK ? 1 : 0;
	return status;
}

static Status read_columns(Fitting *fitting, Str wanted)
{
	Str name = {0};
	Status status = csv_read_header(&fitting->reader);
	if (status == STATUS_OK)
		status = csv_require_column(&fitting->reader, S("plan"), &fitting->plan);
	while (status == STATUS_OK && str_next(&wanted, ',', &name)) {
		if (fitting->group_count == FIT_GROUPS_MAX)
			return problems_add(fitting->reader.problems, (Problem){.field = S("groups"), .message = S("at most 12 groups.")});
		fitting->groups[fitting->group_count] = str_trim(name);
		status = csv_require_column(&fitting->reader, str_trim(name), &fitting->columns[fitting->group_count++]);
	}
	fitting->figure = csv_column(&fitting->reader, S("figure"));
	if (status == STATUS_OK && fitting->figure == CSV_COLUMN_NONE && fitting->practice == NULL)
		return problems_add(fitting->reader.problems, (Problem){.file = fitting->reader.file_name, .line = 1,
			.message = S("without a column figure, --practice DIR must name the council whose table works it out.")});
	return status;
}

static Status read_cases(Fitting *fitting, Arena *arena, Str groups)
{
	CsvRow row;
	Status all = STATUS_OK;
	Status status = read_columns(fitting, groups);
	if (status != STATUS_OK)
		return status;
	while ((status = csv_next_row(&fitting->reader, &row)) != STATUS_NOT_FOUND) {
		if (status == STATUS_FAILED)
			return status;
		if (status != STATUS_OK || read_case(fitting, arena, &row) != STATUS_OK)
			all = STATUS_INVALID;
	}
	return all;
}

static Str decimals(Arena *arena, int64_t ten_thousandths)
{
	return str_format(arena, "%lld.%04lld", (long long)(ten_thousandths / 10000), (long long)(ten_thousandths % 10000));
}

static void write_report(Arena *arena, const FitReport *report)
{
	static const Str HEADER[] = {S_INIT("group"), S_INIT("value"), S_INIT("cases"), S_INIT("median_ratio"),
		S_INIT("within_20_percent"), S_INIT("finding")};
	Buffer out = buffer_make(arena, (size_t)1024 * 1024);
	csv_write_row(&out, HEADER, 6, (CsvStyle){.guards_formulas = true, .line_feed_only = true});
	for (size_t i = 0; i < report->count; i++) {
		const FitLine *line = &report->lines[i];
		bool few = line->finding == FIT_TOO_FEW && !str_is_empty(line->group);
		Str fields[] = {str_is_empty(line->group) ? S("all") : line->group, line->value,
			few ? S("fewer than 10") : str_format(arena, "%zu", line->cases), few ? (Str){0} : decimals(arena, line->median),
			few ? (Str){0} : decimals(arena, line->within), fit_finding_words(line->finding)};
		csv_write_row(&out, fields, 6, (CsvStyle){.guards_formulas = true, .line_feed_only = true});
	}
	Str text = buffer_str(&out);
	(void)fwrite(text.data, 1, text.length, stdout);
	(void)fprintf(stderr, "%s\n", report->fits ? "The table fits: a figure may be shown once this is published."
		: "The table does not fit, or there are too few cases: show a range, not a figure.");
}

static Status load_practice(const CommandLine *line, Arena *arena, Problems *problems, Fitting *fitting)
{
	Practice *practice = NULL;
	if (!options_given(line, "practice"))
		return STATUS_OK;
	Str folder = options_text(line, "practice", (Str){0});
	while (folder.length > 1 && str_ends_with(folder, S("/")))
		folder.length--;
	Status status = practice_load(&practice, arena, str_format(arena, "%.*s/../common", STR_ARG(folder)), folder, problems);
	fitting->practice = practice;
	fitting->care = (Care){.arena = arena, .clock = clock_system(), .practice = practice};
	return status;
}

static Status fit_file(const CommandLine *line, Arena *arena, Problems *problems)
{
	Fitting *fitting = ARENA_NEW(arena, Fitting);
	FitReport report = {0};
	Status status = load_practice(line, arena, problems, fitting);
	if (status != STATUS_OK)
		return status;
	FILE *file = fopen(line->words[0], "rb");
	if (file == NULL)
		return problems_add_format(problems, (Problem){.file = str_from_c(line->words[0])}, "cannot be read: %s.",
			strerror(errno));
	csv_open_file(&fitting->reader, arena, str_from_c(line->words[0]), file,
		(CsvLimits){.columns_most = COLUMNS_MAX, .field_bytes_most = FIELD_BYTES_MAX}, problems);
	status = read_cases(fitting, arena, options_text(line, "groups", (Str){0}));
	if (fclose(file) != 0)
		status = STATUS_FAILED;
	if (status == STATUS_OK)
		status = fit_report(arena, fitting->groups, fitting->group_count, fitting->cases, fitting->count, &report);
	if (status == STATUS_FULL)
		return problems_add(problems, (Problem){.field = S("groups"), .message = S("at most 400 values of all groups together.")});
	if (status == STATUS_OK)
		write_report(arena, &report);
	return status;
}

int command_fit(int argc, char **argv)
{
	return command_run(&USAGE, argc, argv, fit_file);
}

/* kith cld measures: the national measures of a year from returns; which rows stand behind a cell. */
#include <stdio.h>

#include "base/csv.h"
#include "base/json.h"
#include "cli/cld_files.h"
#include "cli/commands.h"
#include "cli/open_store.h"
#include "engine/measures/published.h"
#include "engine/returns/cld_reckon.h"

enum { POPULATION_BYTES_MAX = 1 << 20, POPULATION_COLUMNS_MAX = 20, POPULATION_FIELD_BYTES_MAX = 200, LINE_BYTES_MAX = 4096 };
#define OUT_BYTES_MAX ((size_t)512 * 1024 * 1024)

static const CommandOption OPTIONS[] = {
	{.name = "year", .value = "2024/25", .required = true, .help = "1 April to 31 March"},
	{.name = "council", .value = "CODE", .help = "only the cells of this council"},
	{.name = "explain", .value = "MEASURE", .help = "lists the rows behind the cells of a measure instead: 2A, 3D-1a …"},
	{.name = "json", .help = "one JSON object instead of CSV"},
	{.name = "population", .value = "FILE.csv", .help = "council,age_18_64,age_65_over: the denominators of 2B and 2C, instead of the "
		"published ones"},
	{.name = "period", .value = "rule|code|coverage|stated", .help = "which days a file speaks for; rule unless given"},
	{.name = "imported", .value = "DATE", .kind = OPTION_DATE, .help = "when the files came in; the month after the stated period "
		"unless given"},
	{.name = "blank-component", .value = "drop|keep", .help = "2B, 2C, 3D carers; drop, as the published code, unless given"},
	{.name = "case", .value = "ignore|exact", .help = "listed values; ignore, as the published code's server, unless given"},
	{.name = "new-within", .value = "DAYS", .kind = OPTION_NUMBER, .number_min = 1, .number_max = 3660,
		.help = "2A: long term support so recently makes no new client; 91 unless given"},
	{.name = "threads", .value = "N", .kind = OPTION_NUMBER, .number_min = 1, .number_max = CLD_THREADS_MAX,
		.help = "as many as the machine has cores, at most 4, unless given"},
};

static const CommandUsage USAGE = {
	.command = "cld measures",
	.summary = "Reckons the national measures of a year from Client Level Data returns.",
	.words = "FILE.csv… (- is standard input)",
	.words_min = 1,
	.words_max = CLD_FILES_MAX,
	.options = OPTIONS,
	.option_count = sizeof OPTIONS / sizeof *OPTIONS,
	.details = "ASCOF 2A, 2B, 2C, 2E, 3D and the activity tables, by council and for England (the sum of the councils in the\n"
		"files). docs/returns.md says how each is reckoned and which choices the settings stand for. A file a submission: several\n"
		"files of a council are joined quarter by quarter, the latest counts. Run kith cld check first.",
};

typedef struct Population {
	Str council;
	int64_t age_18_64;
	int64_t age_65_over;
} Population;

typedef struct Printing {
	const CommandLine *line;
	Arena *arena;
	Problems *problems;
	CldReckoning reckoning;
	CldReckoned reckoned;
	const CldInput *input;
	Population *population;
	size_t population_count;
	const CldNational *national;
	size_t council; /* the only one to print; council_count + 1 for all */
} Printing;

/* ---- Settings. ---- */

static Status read_choice(const CommandLine *line, const char *name, Str usual, Str other, bool *is_other, Problems *problems)
{
	Str chosen = options_text(line, name, usual);
	*is_other = str_equal(chosen, other);
	if (*is_other || str_equal(chosen, usual))
		return STATUS_OK;
	return problems_add_format(problems, (Problem){.field = str_from_c(name)}, "Write %.*s or %.*s, not \"%.*s\".",
		STR_ARG(usual), STR_ARG(other), STR_ARG(chosen));
}

static Status read_period(const CommandLine *line, CldPeriodBy *out, Problems *problems)
{
	Str chosen = options_text(line, "period", CLD_PERIOD_NAMES[CLD_PERIOD_RULE]);
	for (size_t i = 0; i < CLD_PERIOD_COUNT; i++)
		if (str_equal(chosen, CLD_PERIOD_NAMES[i])) {
			*out = (CldPeriodBy)i;
			return STATUS_OK;
		}
	return problems_add_format(problems, (Problem){.field = S("period")}, "Write rule, code, coverage or stated, not \"%.*s\".",
		STR_ARG(chosen));
}

static Status read_settings(Printing *printing)
{
	const CommandLine *line = printing->line;
	CldReckoning *reckoning = &printing->reckoning;
	CldMeasureSettings *settings = &reckoning->settings;
	Problems *problems = printing->problems;
	Str explain = options_text(line, "explain", (Str){0});
	reckoning->threads = cld_threads(line);
	reckoning->explain = explain.length == 0 ? CLD_MEASURE_COUNT : cld_measure_find(explain);
	settings->new_within_days = (int32_t)options_number(line, "new-within", 91);
	Status status = cld_year_read(options_text(line, "year", (Str){0}), &settings->from, &settings->to, problems);
	reckoning->imported = options_date(line, "imported", DATE_NONE);
	if (read_period(line, &reckoning->period, problems) != STATUS_OK)
		status = STATUS_INVALID;
	if (read_choice(line, "blank-component", S("drop"), S("keep"), &settings->keep_blank_component, problems) != STATUS_OK
	    || read_choice(line, "case", S("ignore"), S("exact"), &reckoning->exact_case, problems) != STATUS_OK)
		status = STATUS_INVALID;
	if (explain.length > 0 && reckoning->explain == CLD_MEASURE_COUNT)
		status = problems_add_format(problems, (Problem){.field = S("explain")},
			"There is no measure \"%.*s\": 2A, 2B, 2C, 2E, 2E-LD, 3D-1a, 3D-2a, 3D-1b, 3D-2b, REQUESTS, LTS, REVIEWS, REVIEWED-12M, "
			"ST-MAX, ST-MAX-EXISTING, LTS-LAST-DAY, LTS004-HOME, LTS004-WORK, CARERS, SERVICES-REVIEWED, NHS-NUMBER, COSTS, WAIT-RESPONSE, "
			"WAIT-SERVICE.",
			STR_ARG(explain));
	return status;
}

static Status read_population_row(Printing *printing, const CsvRow *row, const size_t *places, Str file)
{
	Population *entry = &printing->population[printing->population_count];
	entry->council = str_copy(printing->arena, csv_field(row, places[0]));
	if (str_to_integer(csv_field(row, places[1]), &entry->age_18_64) != STATUS_OK
	    || str_to_integer(csv_field(row, places[2]), &entry->age_65_over) != STATUS_OK
	    || entry->age_18_64 < 0 || entry->age_65_over < 0)
		return problems_add(printing->problems, (Problem){.file = file, .line = row->line,
			.message = S("Write the two populations as whole numbers.")});
	printing->population_count++;
	return STATUS_OK;
}

static Status read_population(Printing *printing)
{
	static const Str HEADER[] = {S_INIT("council"), S_INIT("age_18_64"), S_INIT("age_65_over")};
	Str file = options_text(printing->line, "population", (Str){0});
	Str text = {0};
	size_t places[3];
	CsvReader reader;
	CsvRow row;
	if (file.length == 0)
		return STATUS_OK;
	Status status = open_file_read(printing->arena, file, POPULATION_BYTES_MAX, &text, printing->problems);
	if (status != STATUS_OK)
		return status;
	printing->population = ARENA_ARRAY(printing->arena, Population, CLD_RECKON_COUNCILS_MAX);
	csv_open_text(&reader, printing->arena, file, text, (CsvLimits){.columns_most = POPULATION_COLUMNS_MAX,
		.field_bytes_most = POPULATION_FIELD_BYTES_MAX}, printing->problems);
	status = csv_read_header(&reader);
	for (size_t i = 0; i < 3 && status == STATUS_OK; i++)
		status = csv_require_column(&reader, HEADER[i], &places[i]);
	while (status == STATUS_OK && (status = csv_next_row(&reader, &row)) == STATUS_OK) {
		if (printing->population_count == CLD_RECKON_COUNCILS_MAX)
			return problems_add(printing->problems, (Problem){.file = file, .message = S("The file has too many councils.")});
		status = read_population_row(printing, &row, places, file);
	}
	return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

/* ---- Cells. ---- */

static Str council_name(const Printing *printing, size_t council)
{
	return council == printing->reckoned.council_count ? S("England") : str_from_c(printing->reckoned.councils[council]);
}

/* 0 when it is not known. of_year: the year in which that of the published one begins; 0 of one that was given. */
static uint64_t population_of_one(const Printing *printing, size_t council, CldMeasure measure, int *of_year)
{
	Str code = council_name(printing, council);
	*of_year = 0;
	if (printing->population == NULL)
		return cld_population_find(printing->national, code, financial_year_on(printing->reckoning.settings.from), measure, of_year);
	for (size_t p = 0; p < printing->population_count; p++)
		if (str_equal(printing->population[p].council, code))
			return (uint64_t)(measure == CLD_MEASURE_2C ? printing->population[p].age_65_over : printing->population[p].age_18_64);
	return 0;
}

/* England's is known when that of every council is; its year when it is the same of all, else 0. */
static uint64_t population_of(const Printing *printing, size_t council, CldMeasure measure, int *of_year)
{
	uint64_t sum = 0;
	if (council < printing->reckoned.council_count)
		return population_of_one(printing, council, measure, of_year);
	*of_year = 0;
	for (size_t i = 0; i < printing->reckoned.council_count; i++) {
		int year = 0;
		uint64_t own = population_of_one(printing, i, measure, &year);
		if (own == 0)
			return 0;
		*of_year = i == 0 || year == *of_year ? year : 0;
		sum += own;
	}
	return sum;
}

typedef struct Cell {
	CldMeasure measure;
	Str group;
	Str part;
	Str council;
	uint64_t numerator;
	uint64_t denominator;
	bool has_denominator;
	int population_year; /* of the published population below the line; 0: none */
	Str value;           /* empty when there is none */
} Cell;

static bool get_cell(const Printing *printing, size_t council, CldMeasure measure, size_t place, Cell *out)
{
	const CldMeasureInfo *info = &CLD_MEASURES[measure];
	const CldCell *counted = &printing->reckoned.cells[council * CLD_CELL_MAX + cld_measure_first_cell(measure) + place];
	bool rate = measure == CLD_MEASURE_2B || measure == CLD_MEASURE_2C;
	int population_year = 0;
	*out = (Cell){.measure = measure, .group = cld_group_name(measure, place / info->parts), .council = council_name(printing, council),
		.part = cld_part_name(measure, place % info->parts), .numerator = counted->numerator,
		.denominator = rate ? population_of(printing, council, measure, &population_year) : counted->denominator};
	out->population_year = population_year;
	out->has_denominator = info->has_denominator && (!rate || out->denominator > 0);
	if (out->has_denominator && out->denominator > 0 && info->scale > 0) {
		int64_t tenths = cld_value_tenths(out->numerator, out->denominator, info->scale);
		out->value = str_format(printing->arena, "%lld.%lld", (long long)(tenths / 10), (long long)(tenths % 10));
	}
	if (info->middle && counted->denominator > 0)
		out->value = str_format(printing->arena, "%llu.%c", (unsigned long long)(counted->twice_middle / 2),
			counted->twice_middle % 2 == 0 ? '0' : '5');
	return info->always || counted->numerator > 0 || counted->denominator > 0;
}

typedef void UseCell(void *context, const Printing *printing, const Cell *cell);

static void each_cell(const Printing *printing, UseCell *use, void *context)
{
	for (size_t council = 0; council <= printing->reckoned.council_count; council++) {
		if (printing->council <= printing->reckoned.council_count && council != printing->council)
			continue;
		for (size_t measure = 0; measure < CLD_MEASURE_COUNT; measure++) {
			const CldMeasureInfo *info = &CLD_MEASURES[measure];
			for (size_t place = 0; place < info->groups * info->parts; place++) {
				Cell cell;
				if (get_cell(printing, council, (CldMeasure)measure, place, &cell))
					use(context, printing, &cell);
			}
		}
	}
}

static void put_csv(Arena *arena, const Str *values, size_t count)
{
	Buffer text = buffer_make(arena, LINE_BYTES_MAX);
	csv_write_row(&text, values, count, (CsvStyle){.guards_formulas = true});
	(void)fwrite(text.data, 1, text.length, stdout);
}

static void print_csv_cell(void *context, const Printing *printing, const Cell *cell)
{
	(void)context;
	Str values[] = {CLD_MEASURES[cell->measure].code, cell->group, cell->part, cell->council,
		str_format(printing->arena, "%llu", (unsigned long long)cell->numerator),
		cell->has_denominator ? str_format(printing->arena, "%llu", (unsigned long long)cell->denominator) : S(""), cell->value};
	put_csv(printing->arena, values, sizeof values / sizeof *values);
}

static void print_csv(const Printing *printing)
{
	static const Str HEADER[] = {S_INIT("measure"), S_INIT("group"), S_INIT("part"), S_INIT("council"), S_INIT("numerator"),
		S_INIT("denominator"), S_INIT("value")};
	put_csv(printing->arena, HEADER, sizeof HEADER / sizeof *HEADER);
	each_cell(printing, print_csv_cell, NULL);
}

static void write_json_cell(void *context, const Printing *printing, const Cell *cell)
{
	JsonWriter *json = context;
	json_write_object_begin(json);
	json_write_member_text(json, S("measure"), CLD_MEASURES[cell->measure].code);
	json_write_member_text(json, S("group"), cell->group);
	json_write_member_text(json, S("part"), cell->part);
	json_write_member_text(json, S("council"), str_is_utf8(cell->council) ? cell->council : S("?"));
	json_write_member_integer(json, S("numerator"), (int64_t)cell->numerator);
	json_write_key(json, S("denominator"));
	if (cell->has_denominator)
		json_write_integer(json, (int64_t)cell->denominator);
	else
		json_write_null(json);
	json_write_key(json, S("value"));
	if (cell->value.length > 0)
		json_write_text(json, cell->value);
	else
		json_write_null(json);
	if (cell->population_year != 0)
		json_write_member_text(json, S("population"), financial_year_format(printing->arena, cell->population_year));
	json_write_object_end(json);
}

static void write_json_days(JsonWriter *json, const Printing *printing, const char *from, const char *to, CldDays days)
{
	const struct { const char *name; Date date; } ENDS[] = {{from, days.first}, {to, days.last}};
	for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS; i++) {
		json_write_key(json, str_from_c(ENDS[i].name));
		if (ENDS[i].date == DATE_NONE)
			json_write_null(json);
		else
			json_write_text(json, date_format(printing->arena, ENDS[i].date));
	}
}

static void write_json_submissions(JsonWriter *json, const Printing *printing)
{
	json_write_key(json, S("submissions"));
	json_write_array_begin(json);
	for (size_t i = 0; i < printing->reckoned.submission_count; i++) {
		const CldSubmission *submission = &printing->reckoned.submissions[i];
		Str council = council_name(printing, submission->council);
		json_write_object_begin(json);
		json_write_member_text(json, S("council"), str_is_utf8(council) ? council : S("?"));
		json_write_member_integer(json, S("file"), submission->file + 1);
		write_json_days(json, printing, "stated_from", "stated_to", submission->stated);
		write_json_days(json, printing, "from", "to", submission->used);
		json_write_object_end(json);
	}
	json_write_array_end(json);
}

static void print_json(const Printing *printing)
{
	const CldReckoning *reckoning = &printing->reckoning;
	Buffer text = buffer_make(printing->arena, OUT_BYTES_MAX);
	JsonWriter json = json_writer_make(&text);
	json_write_object_begin(&json);
	json_write_member_text(&json, S("year"), options_text(printing->line, "year", (Str){0}));
	json_write_member_text(&json, S("from"), date_format(printing->arena, reckoning->settings.from));
	json_write_member_text(&json, S("to"), date_format(printing->arena, reckoning->settings.to));
	json_write_key(&json, S("settings"));
	json_write_object_begin(&json);
	json_write_member_text(&json, S("blank-component"), reckoning->settings.keep_blank_component ? S("keep") : S("drop"));
	json_write_member_text(&json, S("case"), reckoning->exact_case ? S("exact") : S("ignore"));
	json_write_member_integer(&json, S("new-within"), reckoning->settings.new_within_days);
	json_write_member_text(&json, S("period"), CLD_PERIOD_NAMES[reckoning->period]);
	json_write_object_end(&json);
	write_json_submissions(&json, printing);
	json_write_member_integer(&json, S("rows"), (int64_t)printing->reckoned.rows);
	json_write_member_integer(&json, S("left_out"), (int64_t)printing->reckoned.left_out);
	json_write_member_integer(&json, S("events"), (int64_t)printing->reckoned.kept);
	json_write_key(&json, S("cells"));
	json_write_array_begin(&json);
	each_cell(printing, write_json_cell, &json);
	json_write_array_end(&json);
	json_write_object_end(&json);
	(void)fwrite(text.data, 1, text.length, stdout);
	(void)fputc('\n', stdout);
}

/* The rows behind the cells of one measure, a line a row and cell. */
static void print_behind(const Printing *printing)
{
	static const Str HEADER[] = {S_INIT("measure"), S_INIT("group"), S_INIT("part"), S_INIT("council"), S_INIT("numerator"),
		S_INIT("denominator"), S_INIT("file"), S_INIT("row"), S_INIT("why")};
	const CldReckoned *reckoned = &printing->reckoned;
	CldMeasure measure = printing->reckoning.explain;
	const CldMeasureInfo *info = &CLD_MEASURES[measure];
	Arena arena;
	arena_init(&arena, OUT_BYTES_MAX);
	put_csv(&arena, HEADER, sizeof HEADER / sizeof *HEADER);
	for (size_t i = 0; i < reckoned->behind_count; i++) {
		const CldBehind *behind = &reckoned->behind[i];
		size_t place = behind->cell - cld_measure_first_cell(measure);
		if (printing->council <= reckoned->council_count && behind->council != printing->council)
			continue;
		Str values[] = {info->code, cld_group_name(measure, place / info->parts), cld_part_name(measure, place % info->parts),
			council_name(printing, behind->council), behind->numerator ? S("1") : S("0"), behind->denominator ? S("1") : S("0"),
			printing->input->files[behind->file].name, str_format(&arena, "%u", behind->row), behind->why};
		put_csv(&arena, values, sizeof values / sizeof *values);
		arena_reset(&arena);
	}
	arena_clear(&arena);
	if (reckoned->behind_full)
		(void)fprintf(stderr, "kith: there are more rows than an explanation lists: ask for one council\n");
}

/* ---- The command. ---- */

static Status choose_council(Printing *printing)
{
	Str wanted = options_text(printing->line, "council", (Str){0});
	printing->council = printing->reckoned.council_count + 1;
	if (wanted.length == 0)
		return STATUS_OK;
	for (size_t i = 0; i <= printing->reckoned.council_count; i++)
		if (str_equal(council_name(printing, i), wanted))
			printing->council = i;
	if (printing->council <= printing->reckoned.council_count)
		return STATUS_OK;
	return problems_add_format(printing->problems, (Problem){.field = S("council")},
		"No row of the files has the council code \"%.*s\".", STR_ARG(wanted));
}

/* Which submissions are taken for other days than they state, and with which populations rates are made. */
static void tell_choices(const Printing *printing)
{
	const CldReckoned *reckoned = &printing->reckoned;
	for (size_t i = 0; i < reckoned->submission_count; i++) {
		const CldSubmission *one = &reckoned->submissions[i];
		if (one->used.first == one->stated.first && one->used.last == one->stated.last)
			continue;
		Str name = printing->input->files[one->file].name;
		Str from = date_format(printing->arena, one->used.first);
		Str to = date_format(printing->arena, one->used.last);
		if (one->used.first == DATE_NONE)
			(void)fprintf(stderr, "kith: %.*s, council %s: no days can be derived from its events, so none of them count; "
				"--period stated takes those it states\n", STR_ARG(name), reckoned->councils[one->council]);
		else
			(void)fprintf(stderr, "kith: %.*s, council %s: by its events it speaks for %.*s to %.*s, which is not what it states\n",
				STR_ARG(name), reckoned->councils[one->council], STR_ARG(from), STR_ARG(to));
	}
	for (size_t i = 0; i < reckoned->council_count; i++) {
		int year = 0;
		bool known = population_of_one(printing, i, CLD_MEASURE_2C, &year) > 0;
		Str of = year == 0 ? (Str){0} : financial_year_format(printing->arena, year);
		if (!known)
			(void)fprintf(stderr, "kith: council %s: no population is published to us, so 2B and 2C have no rate: give --population\n",
				reckoned->councils[i]);
		else if (year != 0 && year != financial_year_on(printing->reckoning.settings.from))
			(void)fprintf(stderr, "kith: council %s: 2C is reckoned with the population of %.*s, the nearest year that is published "
				"to us\n", reckoned->councils[i], STR_ARG(of));
	}
}

static void tell_on_the_side(const Printing *printing)
{
	const CldReckoned *reckoned = &printing->reckoned;
	tell_choices(printing);
	if (reckoned->not_covered > 0)
		(void)fprintf(stderr, "kith: the files of %zu of %zu councils do not speak for every day of the year: their figures fall short\n",
			reckoned->not_covered, reckoned->council_count);
	if (reckoned->left_out > 0)
		(void)fprintf(stderr, "kith: %llu of %llu rows were left out: no person, council or kind of event, or not as many columns as "
			"the header\n", (unsigned long long)reckoned->left_out, (unsigned long long)reckoned->rows);
}

static Status reckon_files(Printing *printing)
{
	uint32_t failed = 0;
	Status status = cld_reckon(&printing->reckoning, printing->arena, &printing->reckoned, &failed);
	status = cld_reckon_told(status, &printing->input->files[failed], printing->problems);
	if (status == STATUS_OK && printing->reckoned.unread_files > 0)
		return problems_add_format(printing->problems, (Problem){0},
			"%zu of the files have no header of the return: kith cld check says what is wrong.", printing->reckoned.unread_files);
	if (status == STATUS_OK)
		status = choose_council(printing);
	if (status != STATUS_OK)
		return status;
	if (printing->reckoning.explain != CLD_MEASURE_COUNT)
		print_behind(printing);
	else if (options_given(printing->line, "json"))
		print_json(printing);
	else
		print_csv(printing);
	tell_on_the_side(printing);
	return STATUS_OK;
}

static Status measure(const CommandLine *line, Arena *arena, Problems *problems)
{
	CldTables tables;
	CldInput input;
	Printing printing = {.line = line, .arena = arena, .problems = problems, .input = &input};
	Status status = read_settings(&printing);
	if (status == STATUS_OK)
		status = read_population(&printing);
	if (status == STATUS_OK)
		status = cld_tables_load(&tables, arena, problems);
	if (status == STATUS_OK)
		status = cld_input_open(&input, line, arena, false, problems);
	if (status != STATUS_OK)
		return status;
	printing.national = &tables.national;
	printing.reckoning.lists = tables.lists;
	printing.reckoning.files = input.files;
	printing.reckoning.file_count = input.count;
	status = reckon_files(&printing);
	cld_input_close(&input);
	return status;
}

int command_cld_measures(int argc, char **argv)
{
	return command_run(&USAGE, argc, argv, measure);
}

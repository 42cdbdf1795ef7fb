/* kith ascof compare: a council's own table with a column a year, with direction of travel and comparison worked out. */
#include <stdio.h>

#include "base/csv.h"
#include "cli/commands.h"
#include "cli/measure_files.h"
#include "cli/open_store.h"

enum { YEARS_SHOWN = 5 };

static const CommandOption OPTIONS[] = {
	{.name = "council", .value = "NAME", .help = "whose figures, where the file has those of several"},
	MEASURE_YEAR_OPTION, MEASURE_FILES_OPTION, MEASURE_BOROUGH_OPTION,
};

static const CommandUsage USAGE = {
	.command = "ascof compare",
	.summary = "Prints five years of published figures with direction of travel, England and comparison, as CSV.",
	.words = "FILE.csv",
	.words_min = 1,
	.words_max = 1,
	.options = OPTIONS,
	.option_count = sizeof OPTIONS / sizeof *OPTIONS,
	.details = "FILE.csv: the columns code, NAME_2014_15, NAME_2015_16 …, england_2015_16; or any file that ascof load\n"
		"reads. Where it has the columns direction_of_travel and NAME_compared_to_england of its own, every value of\n"
		"theirs that comes out otherwise is a finding, and the exit status is 1. An arrow is the raw direction: up is\n"
		"not always good. In line is a difference of at most the measure's tolerance.",
};

typedef struct Comparing {
	Arena *arena;
	const Practice *practice;
	const PublishedFigures *figures;
	Str council;
	int last_year;
	Buffer out;
} Comparing;

static MeasureValue figure_of(const Comparing *comparing, const Measure *measure, int year, AreaLevel level)
{
	for (size_t i = 0; i < comparing->figures->count; i++) {
		const PublishedFigure *figure = &comparing->figures->items[i];
		if (figure->year == year && figure->level == level && str_equal(figure->measure, measure->id) &&
		    str_equal(figure->breakdown, S("Total")) && (level == AREA_ENGLAND || str_equal(figure->area, comparing->council)))
			return figure->value;
	}
	return MEASURE_VALUE_NONE;
}

/* The council that was named, or the only one of the file. */
static Status council_find(Comparing *comparing, Str named, Problems *problems)
{
	bool there = false;
	comparing->council = named;
	for (size_t i = 0; i < comparing->figures->count; i++) {
		const PublishedFigure *figure = &comparing->figures->items[i];
		if (figure->level != AREA_COUNCIL)
			continue;
		if (str_is_empty(comparing->council))
			comparing->council = figure->area;
		if (!str_equal(comparing->council, figure->area)) {
			if (str_is_empty(named))
				return problems_add(problems, (Problem){.field = S("council"),
					.message = S("This file has figures of several councils: say whose with --council NAME.")});
			continue;
		}
		there = true;
		if (figure->year > comparing->last_year)
			comparing->last_year = figure->year;
	}
	return there ? STATUS_OK : problems_add(problems, (Problem){.field = S("council"),
		.message = S("This file has no figures of this council.")});
}

typedef struct Stated {
	Str direction;
	Str standing;
	bool has_direction;
	bool has_standing;
	uint32_t line;
} Stated;

/* What the file itself says of a measure, when it has such columns. */
static Stated stated_find(const Comparing *comparing, Str file, Str text, const Measure *measure)
{
	CsvReader reader;
	CsvRow row;
	Stated out = {0};
	Problems ignored = problems_make(comparing->arena); /* the file was read before, and found good */
	size_t standing = CSV_COLUMN_NONE;
	csv_open_text(&reader, comparing->arena, file, text, (CsvLimits){.columns_most = 64, .field_bytes_most = 4000}, &ignored);
	if (csv_read_header(&reader) != STATUS_OK)
		return out;
	size_t code = csv_column(&reader, S("code"));
	size_t direction = csv_column(&reader, S("direction_of_travel"));
	for (size_t i = 0; i < reader.header_count; i++)
		if (str_ends_with(reader.header[i], S("_compared_to_england")))
			standing = i;
	while (code != CSV_COLUMN_NONE && csv_next_row(&reader, &row) == STATUS_OK) {
		if (!str_equal(csv_field(&row, code), measure->code))
			continue;
		out = (Stated){.direction = str_copy(comparing->arena, csv_field(&row, direction)),
			.standing = str_copy(comparing->arena, csv_field(&row, standing)), .line = row.line,
			.has_direction = direction != CSV_COLUMN_NONE, .has_standing = standing != CSV_COLUMN_NONE};
		return out;
	}
	return out;
}

static bool says_other(Str stated, Str made)
{
	bool none = str_is_empty(stated) || str_equal(stated, S("-"));
	return none ? !str_is_empty(made) : !str_equal(stated, made);
}

static void check_stated(const Stated *stated, Str file, const Measure *measure, Str direction, Str standing, Problems *problems)
{
	Problem place = {.file = file, .line = stated->line, .field = measure->code};
	if (stated->has_direction && says_other(stated->direction, direction))
		(void)problems_add_format(problems, place, "The file says direction \"%.*s\"; its figures say \"%.*s\".",
			STR_ARG(stated->direction), STR_ARG(direction));
	if (stated->has_standing && says_other(stated->standing, standing))
		(void)problems_add_format(problems, place, "The file says \"%.*s\"; its figures say \"%.*s\".",
			STR_ARG(stated->standing), STR_ARG(standing));
}

static void header_write(Comparing *comparing)
{
	Str fields[YEARS_SHOWN + 5] = {S("code"), S("measure")};
	size_t count = 2;
	for (int year = comparing->last_year - YEARS_SHOWN + 1; year <= comparing->last_year; year++)
		fields[count++] = financial_year_format(comparing->arena, year);
	fields[count++] = S("direction_of_travel");
	fields[count++] = str_concat(comparing->arena, S("england "), financial_year_format(comparing->arena, comparing->last_year));
	fields[count++] = S("compared_to_england");
	measure_row_write(&comparing->out, fields, count);
}

static void measure_write(Comparing *comparing, const Measure *measure, Str file, Str text, Problems *problems)
{
	Str fields[YEARS_SHOWN + 5] = {measure->code, measure->title};
	size_t count = 2;
	bool any = false;
	for (int year = comparing->last_year - YEARS_SHOWN + 1; year <= comparing->last_year; year++) {
		MeasureValue value = figure_of(comparing, measure, year, AREA_COUNCIL);
		any = any || value != MEASURE_VALUE_NONE;
		fields[count++] = value == MEASURE_VALUE_NONE ? S("-")
			: measure_value_format_plain(comparing->arena, value, measure->decimals);
	}
	MeasureValue now = figure_of(comparing, measure, comparing->last_year, AREA_COUNCIL);
	MeasureValue before = figure_of(comparing, measure, comparing->last_year - 1, AREA_COUNCIL);
	MeasureValue england = figure_of(comparing, measure, comparing->last_year, AREA_ENGLAND);
	Str direction = measure_direction_arrow(measure_direction(before, now));
	Str standing = measure_standing_words(measure_standing(now, england, measure->better, measure->tolerance));
	if (!any)
		return;
	fields[count++] = direction;
	fields[count++] = england == MEASURE_VALUE_NONE ? S("-")
		: measure_value_format_plain(comparing->arena, england, measure->decimals);
	fields[count++] = standing;
	measure_row_write(&comparing->out, fields, count);
	Stated stated = stated_find(comparing, file, text, measure);
	if (stated.line > 0)
		check_stated(&stated, file, measure, direction, standing, problems);
}

static Status compare_file(const CommandLine *line, Arena *arena, Problems *problems)
{
	Practice *practice = NULL;
	PublishedFigures *files = NULL;
	Str file = str_from_c(line->words[0]);
	Str text = {0};
	Status status = measure_practice_load(line, arena, &practice, problems);
	if (status == STATUS_OK)
		status = measure_files_read(line, arena, practice, &files, problems);
	if (status == STATUS_OK)
		status = open_file_read(arena, file, MEASURE_FILE_BYTES_MAX, &text, problems);
	if (status != STATUS_OK)
		return status;
	Comparing comparing = {.arena = arena, .practice = practice, .figures = &files[0],
		.out = buffer_make(arena, (size_t)16 * 1024 * 1024)};
	status = council_find(&comparing, options_text(line, "council", (Str){0}), problems);
	if (status != STATUS_OK)
		return status;
	size_t count = 0;
	const Measure *const *measures = practice_measures(practice, &count);
	header_write(&comparing);
	for (size_t i = 0; i < count; i++)
		measure_write(&comparing, measures[i], file, text, problems);
	status = measure_text_print(&comparing.out);
	return status == STATUS_OK && problems_any(problems) ? STATUS_INVALID : status;
}

int command_ascof_compare(int argc, char **argv)
{
	return command_run(&USAGE, argc, argv, compare_file);
}

/* kith ascof summary: what data/measures/published.csv holds, made from the whole published files. */
#include "cli/commands.h"
#include "cli/measure_files.h"
#include "cli/open_store.h"

enum { COUNCILS_MAX = 1000, COLUMNS = 13 };

static const CommandOption OPTIONS[] = {
	{.name = "councils", .value = "NAMES", .required = true, .help = "whose figures to keep, parted by semicolons"},
	MEASURE_YEAR_OPTION, MEASURE_FILES_OPTION, MEASURE_BOROUGH_OPTION,
};

static const CommandUsage USAGE = {
	.command = "ascof summary",
	.summary = "Prints some councils, England and the quartiles of all councils for each measure and year, as CSV.",
	.words = "FILE.csv…",
	.words_min = 1,
	.words_max = OPTION_WORDS_MAX,
	.options = OPTIONS,
	.option_count = sizeof OPTIONS / sizeof *OPTIONS,
	.details = "Where several files have the same figure the first one's stands. Councils that published no figure do not\n"
		"count. --year is that of the files whose rows do not say it.",
};

typedef struct Summary {
	Arena *arena;
	const CommandLine *line;
	const PublishedFigures *files;
	Str councils;
	Buffer out;
} Summary;

static bool is_wanted(const Summary *summary, Str area)
{
	Str rest = summary->councils;
	Str name = {0};
	while (str_next(&rest, ';', &name))
		if (str_equal(str_trim(name), area))
			return true;
	return false;
}

/* The file's own name without its folder. */
static Str source_of(const Summary *summary, size_t file)
{
	Str path = str_from_c(summary->line->words[file]);
	for (size_t i = path.length; i > 0; i--)
		if (path.data[i - 1] == '/')
			return str_slice(path, i, path.length);
	return path;
}

static Str figure_text(const Summary *summary, MeasureValue value)
{
	return measure_value_format_plain(summary->arena, value, measure_value_decimals(value));
}

static bool same_area(const PublishedFigure *left, const PublishedFigure *right)
{
	bool coded = !str_is_empty(left->area_code) && !str_is_empty(right->area_code);
	return coded ? str_equal(left->area_code, right->area_code) : str_equal(left->area, right->area);
}

/* Did an earlier file have this figure? Areas are the same by code, or by name where one has no code. */
static bool stands_before(const Summary *summary, size_t file, const PublishedFigure *figure)
{
	for (size_t i = 0; i < file; i++)
		for (size_t j = 0; j < summary->files[i].count; j++) {
			const PublishedFigure *other = &summary->files[i].items[j];
			if (other->year == figure->year && str_equal(other->measure, figure->measure) &&
			    str_equal(other->breakdown, figure->breakdown) && same_area(other, figure) && other->value != MEASURE_VALUE_NONE)
				return true;
		}
	return false;
}

static void figure_write(Summary *summary, size_t file, const PublishedFigure *figure)
{
	bool counted = figure->numerator >= 0 && figure->denominator >= 0;
	Str fields[COLUMNS] = {figure->measure, financial_year_format(summary->arena, figure->year), figure->area,
		figure_text(summary, figure->value)};
	if (counted) {
		fields[4] = str_format(summary->arena, "%lld", (long long)figure->numerator);
		fields[5] = str_format(summary->arena, "%lld", (long long)figure->denominator);
	}
	fields[12] = source_of(summary, file);
	measure_row_write(&summary->out, fields, COLUMNS);
}

static void spread_write(Summary *summary, size_t file, const PublishedFigure *first, MeasureValue *values, size_t count)
{
	MeasureSpread spread = measure_spread(values, count);
	if (spread.count < 4) /* of three councils nobody learns where all lie */
		return;
	const MeasureValue figures[] = {spread.least, spread.lower, spread.middle, spread.upper, spread.most};
	Str fields[COLUMNS] = {first->measure, financial_year_format(summary->arena, first->year)};
	for (size_t i = 0; i < sizeof figures / sizeof figures[0]; i++)
		fields[6 + i] = figure_text(summary, figures[i]);
	fields[11] = str_format(summary->arena, "%zu", spread.count);
	fields[12] = source_of(summary, file);
	measure_row_write(&summary->out, fields, COLUMNS);
}

/* The figures of a file for one measure and year, which stand together. */
static size_t group_write(Summary *summary, size_t file, size_t from)
{
	const PublishedFigures *figures = &summary->files[file];
	const PublishedFigure *first = &figures->items[from];
	MeasureValue values[COUNCILS_MAX];
	size_t count = 0;
	size_t end = from;
	for (; end < figures->count; end++) {
		const PublishedFigure *figure = &figures->items[end];
		if (figure->year != first->year || !str_equal(figure->measure, first->measure))
			break;
		if (!str_equal(figure->breakdown, S("Total")) || figure->value == MEASURE_VALUE_NONE ||
		    stands_before(summary, file, figure))
			continue;
		if (figure->level == AREA_COUNCIL && count < COUNCILS_MAX)
			values[count++] = figure->value;
		if (figure->level == AREA_ENGLAND || (figure->level == AREA_COUNCIL && is_wanted(summary, figure->area)))
			figure_write(summary, file, figure);
	}
	spread_write(summary, file, first, values, count);
	return end;
}

static Status summarise(const CommandLine *line, Arena *arena, Problems *problems)
{
	static const Str HEADER[COLUMNS] = {S_INIT("measure"), S_INIT("year"), S_INIT("area"), S_INIT("value"),
		S_INIT("numerator"), S_INIT("denominator"), S_INIT("least"), S_INIT("lower_quartile"), S_INIT("median"),
		S_INIT("upper_quartile"), S_INIT("most"), S_INIT("councils"), S_INIT("source")};
	Practice *practice = NULL;
	PublishedFigures *files = NULL;
	Status status = measure_practice_load(line, arena, &practice, problems);
	if (status == STATUS_OK)
		status = measure_files_read(line, arena, practice, &files, problems);
	if (status != STATUS_OK)
		return status;
	Summary summary = {.arena = arena, .line = line, .files = files, .councils = options_text(line, "councils", (Str){0}),
		.out = buffer_make(arena, (size_t)64 * 1024 * 1024)};
	measure_row_write(&summary.out, HEADER, COLUMNS);
	for (size_t file = 0; file < line->word_count; file++)
		for (size_t i = 0; i < files[file].count;)
			i = group_write(&summary, file, i);
	return measure_text_print(&summary.out);
}

int command_ascof_summary(int argc, char **argv)
{
	return command_run(&USAGE, argc, argv, summarise);
}

/* data/measures/published.csv: published figures of some councils and of England, and where all councils lie. */
#include <stdlib.h>

#include "base/csv.h"
#include "practice/internal.h"
#include "practice/measures.h"

static const Str PATH = S_INIT("data/measures/published.csv");

enum { SHIPPED_MAX = 20000 };

typedef struct ShippedColumns {
	size_t measure, year, area, value, numerator, denominator, least, lower, middle, upper, most, councils, source;
} ShippedColumns;

static Status columns_find(const CsvReader *reader, ShippedColumns *out)
{
	const struct { Str name; size_t *column; } wanted[] = {
		{S("measure"), &out->measure}, {S("year"), &out->year}, {S("area"), &out->area}, {S("value"), &out->value},
		{S("numerator"), &out->numerator}, {S("denominator"), &out->denominator}, {S("least"), &out->least},
		{S("lower_quartile"), &out->lower}, {S("median"), &out->middle}, {S("upper_quartile"), &out->upper},
		{S("most"), &out->most}, {S("councils"), &out->councils}, {S("source"), &out->source}};
	for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++)
		if (csv_require_column(reader, wanted[i].name, wanted[i].column) != STATUS_OK)
			return STATUS_INVALID;
	return STATUS_OK;
}

static int64_t count_of(Str text)
{
	int64_t count = -1;
	return str_to_integer(text, &count) == STATUS_OK && count >= 0 && count <= MEASURE_COUNT_MOST ? count : -1;
}

static Status row_read(const Practice *practice, const CsvRow *row, const ShippedColumns *columns, ShippedFigure *out)
{
	int64_t councils = count_of(csv_field(row, columns->councils));
	*out = (ShippedFigure){
		.measure = practice_measure(practice, csv_field(row, columns->measure)),
		.area = str_copy(practice->arena, csv_field(row, columns->area)),
		.source = str_copy(practice->arena, csv_field(row, columns->source)),
		.numerator = count_of(csv_field(row, columns->numerator)),
		.denominator = count_of(csv_field(row, columns->denominator)),
		.spread.count = councils < 0 ? 0 : (size_t)councils,
	};
	const struct { size_t column; MeasureValue *value; } figures[] = {{columns->value, &out->value},
		{columns->least, &out->spread.least}, {columns->lower, &out->spread.lower}, {columns->middle, &out->spread.middle},
		{columns->upper, &out->spread.upper}, {columns->most, &out->spread.most}};
	for (size_t i = 0; i < sizeof figures / sizeof figures[0]; i++)
		if (measure_value_parse(csv_field(row, figures[i].column), figures[i].value) != STATUS_OK)
			return STATUS_INVALID;
	return financial_year_parse(csv_field(row, columns->year), &out->year);
}

static void rows_read(Practice *practice, CsvReader *reader, const ShippedColumns *columns, Problems *problems)
{
	CsvRow row;
	practice->shipped_figures = ARENA_ARRAY(practice->arena, ShippedFigure, SHIPPED_MAX);
	for (;;) {
		ShippedFigure *figure = &practice->shipped_figures[practice->shipped_figure_count];
		Status status = csv_next_row(reader, &row);
		if (status == STATUS_INVALID)
			continue;
		if (status != STATUS_OK || practice->shipped_figure_count == SHIPPED_MAX - 1)
			return;
		if (row_read(practice, &row, columns, figure) != STATUS_OK)
			(void)problems_add(problems, (Problem){.file = reader->file_name, .line = row.line,
				.message = S("Expected a financial year such as 2015/16 and figures such as 19.6, or nothing.")});
		else if (figure->measure != NULL) /* a council may leave a set out: then its figures are of no use */
			practice->shipped_figure_count++;
	}
}

static int compare_key(const ShippedFigure *figure, const Measure *measure, int year)
{
	if (figure->measure != measure)
		return (uintptr_t)figure->measure < (uintptr_t)measure ? -1 : 1;
	return (figure->year > year) - (figure->year < year);
}

static int by_key(const void *left, const void *right)
{
	const ShippedFigure *one = *(const ShippedFigure *const *)left;
	const ShippedFigure *two = *(const ShippedFigure *const *)right;
	int order = compare_key(one, two->measure, two->year);
	return order != 0 ? order : one < two ? -1 : 1; /* as in the file */
}

static void order_figures(Practice *practice)
{
	size_t count = practice->shipped_figure_count;
	practice->shipped_order = ARENA_ARRAY(practice->arena, const ShippedFigure *, count + 1);
	for (size_t i = 0; i < count; i++)
		practice->shipped_order[i] = &practice->shipped_figures[i];
	qsort(practice->shipped_order, count, sizeof *practice->shipped_order, by_key);
}

void practice_read_shipped_figures(Practice *practice, Problems *problems)
{
	CsvReader reader;
	ShippedColumns columns = {0};
	Str text = {0};
	if (practice_file_text(practice, PATH, &text) != STATUS_OK)
		return;
	csv_open_text(&reader, practice->arena, PATH, text, (CsvLimits){.columns_most = 32, .field_bytes_most = 1000}, problems);
	if (csv_read_header(&reader) == STATUS_OK && columns_find(&reader, &columns) == STATUS_OK)
		rows_read(practice, &reader, &columns, problems);
	order_figures(practice);
}

const ShippedFigure *practice_shipped_figures(const Practice *practice, size_t *count)
{
	*count = practice->shipped_figure_count;
	return practice->shipped_figures;
}

const ShippedFigure *practice_shipped_figure(const Practice *practice, const Measure *measure, int year, Str area)
{
	size_t from = 0;
	size_t to = practice->shipped_figure_count;
	while (from < to) {
		size_t middle = from + (to - from) / 2;
		if (compare_key(practice->shipped_order[middle], measure, year) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	for (; from < practice->shipped_figure_count && compare_key(practice->shipped_order[from], measure, year) == 0; from++)
		if (str_equal(practice->shipped_order[from]->area, area))
			return practice->shipped_order[from];
	return NULL;
}

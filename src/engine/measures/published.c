#include "engine/measures/published.h"

#include <stdlib.h>

/* A row's columns by what they hold; an empty name: the shape has none. */
typedef struct Shape {
	Str measure;
	Str value;
	Str year;
	Str area_code;
	Str area;
	Str level;
	Str breakdown;
	Str part;
	Str numerator;
	Str denominator;
	bool year_ends; /* the year is the one in which the financial year ends */
} Shape;

static const Shape SHAPES[] = {
	{.measure = S_INIT("measure_title"), .value = S_INIT("value"), .year = S_INIT("year_ending"),
	 .area_code = S_INIT("ons_code"), .area = S_INIT("geo_name"), .level = S_INIT("geo_level"),
	 .breakdown = S_INIT("disaggregation"), .year_ends = true},
	{.measure = S_INIT("measure_code"), .value = S_INIT("value"), .area_code = S_INIT("ons_code"),
	 .area = S_INIT("geo_name"), .level = S_INIT("geo_level"), .breakdown = S_INIT("disaggregation"),
	 .part = S_INIT("measure_type")},
	{.measure = S_INIT("oflog_code"), .value = S_INIT("value"), .year = S_INIT("financial_year"),
	 .area_code = S_INIT("ons_code"), .area = S_INIT("local_authority")},
	{.measure = S_INIT("measure"), .value = S_INIT("value"), .year = S_INIT("year"), .area_code = S_INIT("area_code"),
	 .area = S_INIT("area"), .level = S_INIT("level"), .numerator = S_INIT("numerator"),
	 .denominator = S_INIT("denominator")},
};
enum { SHAPE_COUNT = sizeof SHAPES / sizeof SHAPES[0] };

typedef struct Columns {
	size_t measure, value, year, area_code, area, level, breakdown, part, numerator, denominator;
} Columns;

/* A column of a council's own table: an area's figures of a year. */
typedef struct AreaColumn {
	size_t column;
	Str area;
	int year;
	AreaLevel level;
} AreaColumn;

enum { AREA_COLUMNS_MAX = 64, COLUMNS_MAX = 64, FIELD_BYTES_MAX = 4000 };

typedef struct Reader {
	Arena *arena;
	const PublishedReading *reading;
	CsvReader csv;
	Problems *problems;
	Str file_name;
	PublishedFigure *figures;
	size_t count;
	size_t capacity;
	size_t rows;
	size_t rows_of_others;
} Reader;

Str area_level_code(AreaLevel level)
{
	static const Str CODES[] = {[AREA_COUNCIL] = S_INIT("council"), [AREA_ENGLAND] = S_INIT("england"),
		[AREA_OTHER] = S_INIT("other")};
	return CODES[level];
}

static AreaLevel level_read(Str text)
{
	if (str_is_empty(text) || str_equal_ignoring_case(text, S("council")))
		return AREA_COUNCIL;
	return str_equal_ignoring_case(text, S("england")) ? AREA_ENGLAND : AREA_OTHER;
}

static bool year_in_range(int64_t year)
{
	return year >= PUBLISHED_YEAR_FIRST && year <= PUBLISHED_YEAR_LAST;
}

int financial_year_on(Date date)
{
	int year = 0;
	int month = 0;
	int day = 0;
	date_split(date, &year, &month, &day);
	return month < 4 ? year - 1 : year;
}

Status financial_year_parse(Str text, int *out)
{
	int64_t first = 0;
	int64_t second = 0;
	text = str_trim(text);
	bool parted = text.length == 7 && (text.data[4] == '/' || text.data[4] == '-' || text.data[4] == '_');
	if (!parted || str_to_integer(str_slice(text, 0, 4), &first) != STATUS_OK ||
	    str_to_integer(str_slice(text, 5, 7), &second) != STATUS_OK || !year_in_range(first) || (first + 1) % 100 != second)
		return STATUS_INVALID;
	*out = (int)first;
	return STATUS_OK;
}

Str financial_year_format(Arena *arena, int year)
{
	return str_format(arena, "%d/%02d", year, (year + 1) % 100);
}

static void row_fault(Reader *reader, const CsvRow *row, Str field, const char *message)
{
	(void)problems_add(reader->problems, (Problem){.file = reader->file_name, .line = row->line, .field = field,
		.message = str_from_c(message)});
}

static const PublishedName *name_find(const PublishedReading *reading, Str published)
{
	for (size_t i = 0; i < reading->name_count; i++)
		if (str_equal(reading->names[i].published, published))
			return &reading->names[i];
	return NULL;
}

static void figure_add(Reader *reader, PublishedFigure figure)
{
	if (reader->count == reader->capacity) {
		size_t capacity = reader->capacity == 0 ? 1024 : reader->capacity * 2;
		PublishedFigure *larger = ARENA_ARRAY(reader->arena, PublishedFigure, capacity);
		for (size_t i = 0; i < reader->count; i++)
			larger[i] = reader->figures[i];
		reader->figures = larger;
		reader->capacity = capacity;
	}
	reader->figures[reader->count++] = figure;
}

/* A count as published: whole, or none. Estimates with decimals are none: nothing exact can be made from them. */
static int64_t count_read(Str text)
{
	int64_t count = -1;
	if (str_to_integer(str_trim(text), &count) != STATUS_OK || count < 0 || count > MEASURE_COUNT_MOST)
		return -1;
	return count;
}

static bool year_read(Reader *reader, const Shape *shape, const CsvRow *row, size_t column, int *out)
{
	if (str_is_empty(shape->year)) {
		*out = reader->reading->year;
		return true;
	}
	Str text = csv_field(row, column);
	int64_t ends = 0;
	if (!shape->year_ends && financial_year_parse(text, out) == STATUS_OK)
		return true;
	if (shape->year_ends && str_to_integer(text, &ends) == STATUS_OK && year_in_range(ends - 1)) {
		*out = (int)ends - 1;
		return true;
	}
	row_fault(reader, row, shape->year, shape->year_ends ? "Expected the year in which the financial year ends, such as 2019."
		: "Expected a financial year such as 2015/16.");
	return false;
}

/* Puts what the row says of its part into the figure; false when it is a part that is not kept (base, margin). */
static bool parts_read(Reader *reader, const Shape *shape, const Columns *columns, const CsvRow *row, PublishedFigure *figure)
{
	Str text = csv_field(row, columns->value);
	Str part = csv_field(row, columns->part);
	figure->value = MEASURE_VALUE_NONE;
	figure->numerator = count_read(csv_field(row, columns->numerator));
	figure->denominator = count_read(csv_field(row, columns->denominator));
	if (!str_is_empty(shape->part) && str_equal_ignoring_case(part, S("numerator"))) {
		figure->numerator = count_read(text);
		return true;
	}
	if (!str_is_empty(shape->part) && str_equal_ignoring_case(part, S("denominator"))) {
		figure->denominator = count_read(text);
		return true;
	}
	if (!str_is_empty(shape->part) && !str_equal_ignoring_case(part, S("outcome")))
		return false;
	if (measure_value_parse(text, &figure->value) == STATUS_OK)
		return true;
	row_fault(reader, row, shape->value, "Expected a figure such as 19.6 with at most four decimals, or - for none.");
	return false;
}

static void row_read(Reader *reader, const Shape *shape, const Columns *columns, const CsvRow *row)
{
	const PublishedName *name = name_find(reader->reading, str_trim(csv_field(row, columns->measure)));
	PublishedFigure figure = {0};
	if (name == NULL) {
		reader->rows_of_others++;
		return;
	}
	if (!year_read(reader, shape, row, columns->year, &figure.year) || !parts_read(reader, shape, columns, row, &figure))
		return;
	Str breakdown = csv_field(row, columns->breakdown);
	figure.measure = name->measure;
	figure.area_code = str_copy(reader->arena, str_trim(csv_field(row, columns->area_code)));
	figure.area = str_copy(reader->arena, str_trim(csv_field(row, columns->area)));
	figure.level = level_read(csv_field(row, columns->level));
	figure.breakdown = str_is_empty(breakdown) ? S("Total") : str_copy(reader->arena, breakdown);
	figure_add(reader, figure);
}

/* "barking_and_dagenham_2015_16" is Barking And Dagenham, 2015. */
static bool area_column_read(Reader *reader, Str name, AreaColumn *out)
{
	if (name.length < 9 || name.data[name.length - 8] != '_' ||
	    financial_year_parse(str_slice(name, name.length - 7, name.length), &out->year) != STATUS_OK)
		return false;
	Str area = str_replace(reader->arena, str_slice(name, 0, name.length - 8), S("_"), S(" "));
	char *letters = (char *)arena_allocate(reader->arena, area.length);
	for (size_t i = 0; i < area.length; i++) {
		bool begins = i == 0 || area.data[i - 1] == ' ';
		bool lower = area.data[i] >= 'a' && area.data[i] <= 'z';
		letters[i] = (char)(begins && lower ? area.data[i] - 'a' + 'A' : area.data[i]);
	}
	out->area = (Str){.data = letters, .length = area.length};
	out->level = str_equal(out->area, S("England")) ? AREA_ENGLAND : AREA_COUNCIL;
	return true;
}

static void own_row_read(Reader *reader, size_t code, const AreaColumn *areas, size_t area_count, const CsvRow *row)
{
	const PublishedName *name = name_find(reader->reading, str_trim(csv_field(row, code)));
	if (name == NULL) {
		reader->rows_of_others++;
		return;
	}
	for (size_t i = 0; i < area_count; i++) {
		PublishedFigure figure = {.measure = name->measure, .year = areas[i].year, .area = areas[i].area,
			.area_code = areas[i].level == AREA_ENGLAND ? S("E92000001") : (Str){0}, .level = areas[i].level,
			.breakdown = S("Total"), .numerator = -1, .denominator = -1};
		if (measure_value_parse(csv_field(row, areas[i].column), &figure.value) != STATUS_OK)
			row_fault(reader, row, reader->csv.header[areas[i].column],
				"Expected a figure such as 19.6 with at most four decimals, or - for none.");
		else
			figure_add(reader, figure);
	}
}

/* All rows of the file, each given to one of the two readers. */
static Status rows_read(Reader *reader, const Shape *shape, const Columns *columns, size_t code, const AreaColumn *areas,
	size_t area_count)
{
	CsvRow row;
	for (;;) {
		Status status = csv_next_row(&reader->csv, &row);
		if (status == STATUS_NOT_FOUND)
			return problems_any(reader->problems) ? STATUS_INVALID : STATUS_OK;
		if (status == STATUS_INVALID)
			continue;
		if (status != STATUS_OK)
			return status;
		reader->rows++;
		if (reader->count + AREA_COLUMNS_MAX > PUBLISHED_FIGURES_MAX)
			return STATUS_FULL;
		if (shape != NULL)
			row_read(reader, shape, columns, &row);
		else
			own_row_read(reader, code, areas, area_count, &row);
	}
}

static size_t column_of(const Reader *reader, Str name)
{
	return str_is_empty(name) ? CSV_COLUMN_NONE : csv_column(&reader->csv, name);
}

static Status shaped_read(Reader *reader, const Shape *shape)
{
	Columns columns = {.measure = column_of(reader, shape->measure), .value = column_of(reader, shape->value),
		.year = column_of(reader, shape->year), .area_code = column_of(reader, shape->area_code),
		.area = column_of(reader, shape->area), .level = column_of(reader, shape->level),
		.breakdown = column_of(reader, shape->breakdown), .part = column_of(reader, shape->part),
		.numerator = column_of(reader, shape->numerator), .denominator = column_of(reader, shape->denominator)};
	const Str needed[] = {shape->year, shape->area_code, shape->area, shape->part};
	size_t column = 0;
	for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++)
		if (!str_is_empty(needed[i]) && csv_require_column(&reader->csv, needed[i], &column) != STATUS_OK)
			return STATUS_INVALID;
	if (str_is_empty(shape->year) && reader->reading->year == 0)
		return problems_add(reader->problems, (Problem){.file = reader->file_name, .line = 1,
			.message = S("The rows of this file do not say their year: give it with --year 2020/21.")});
	return rows_read(reader, shape, &columns, CSV_COLUMN_NONE, NULL, 0);
}

static Status own_table_read(Reader *reader)
{
	AreaColumn areas[AREA_COLUMNS_MAX];
	size_t count = 0;
	size_t code = column_of(reader, S("code"));
	for (size_t i = 0; i < reader->csv.header_count && count < AREA_COLUMNS_MAX; i++) {
		areas[count].column = i;
		if (area_column_read(reader, reader->csv.header[i], &areas[count]))
			count++;
	}
	if (code == CSV_COLUMN_NONE || count == 0)
		return problems_add(reader->problems, (Problem){.file = reader->file_name, .line = 1,
			.message = S("This is none of the known shapes of published figures (see kith ascof load --help).")});
	return rows_read(reader, NULL, NULL, code, areas, count);
}

static int compare_keys(const void *left, const void *right)
{
	const PublishedFigure *first = left;
	const PublishedFigure *second = right;
	int order = str_compare(first->measure, second->measure);
	if (order == 0)
		order = first->year - second->year;
	if (order == 0)
		order = str_compare(first->area_code, second->area_code);
	if (order == 0)
		order = str_compare(first->area, second->area);
	if (order == 0)
		order = (int)first->level - (int)second->level;
	return order != 0 ? order : str_compare(first->breakdown, second->breakdown);
}

/* One figure for what several rows said of the same. */
static size_t figures_fold(PublishedFigure *figures, size_t count)
{
	size_t kept = 0;
	for (size_t i = 0; i < count; i++) {
		PublishedFigure *last = kept == 0 ? NULL : &figures[kept - 1];
		if (last == NULL || compare_keys(last, &figures[i]) != 0) {
			figures[kept++] = figures[i];
			continue;
		}
		if (figures[i].value != MEASURE_VALUE_NONE)
			last->value = figures[i].value;
		if (figures[i].numerator >= 0)
			last->numerator = figures[i].numerator;
		if (figures[i].denominator >= 0)
			last->denominator = figures[i].denominator;
	}
	return kept;
}

Status published_read(Arena *arena, Str file_name, Str text, const PublishedReading *reading, Problems *problems,
	PublishedFigures *out)
{
	Reader reader = {.arena = arena, .reading = reading, .problems = problems, .file_name = file_name};
	csv_open_text(&reader.csv, arena, file_name, text,
		(CsvLimits){.columns_most = COLUMNS_MAX, .field_bytes_most = FIELD_BYTES_MAX}, problems);
	Status status = csv_read_header(&reader.csv);
	if (status == STATUS_NOT_FOUND)
		return problems_add(problems, (Problem){.file = file_name, .message = S("This file is empty.")});
	if (status != STATUS_OK)
		return status;
	const Shape *shape = NULL;
	for (size_t i = 0; i < SHAPE_COUNT && shape == NULL; i++)
		if (csv_column(&reader.csv, SHAPES[i].measure) != CSV_COLUMN_NONE &&
		    csv_column(&reader.csv, SHAPES[i].value) != CSV_COLUMN_NONE)
			shape = &SHAPES[i];
	status = shape != NULL ? shaped_read(&reader, shape) : own_table_read(&reader);
	if (status != STATUS_OK)
		return status;
	if (reader.count > 0)
		qsort(reader.figures, reader.count, sizeof *reader.figures, compare_keys);
	*out = (PublishedFigures){.items = reader.figures, .count = figures_fold(reader.figures, reader.count),
		.rows = reader.rows, .rows_of_others = reader.rows_of_others};
	return STATUS_OK;
}

#include "engine/demonstration/table.h"

#include <assert.h>
#include <string.h>

static size_t lines_count(Str text)
{
	size_t count = 0;
	for (size_t i = 0; i < text.length; i++)
		count += text.data[i] == '\n';
	return count + 1;
}

/* Cuts a line into the table's next row; false when it has more cells than columns. */
static bool row_cut(Table *table, Str line)
{
	Str *cells = table->cells + table->rows * table->columns;
	size_t column = 0;
	size_t start = 0;
	for (size_t i = 0; i <= line.length; i++) {
		if (i < line.length && line.data[i] != ',')
			continue;
		if (column == table->columns)
			return false;
		cells[column++] = str_slice(line, start, i);
		start = i + 1;
	}
	return true;
}

static void numbers_check(const Table *table, const char *types, Problem place, Problems *problems)
{
	for (size_t column = 0; column < table->columns; column++) {
		Str cell = table_text(table, table->rows, column);
		int64_t number = 0;
		if (types[column] != 'n' || str_is_empty(cell) || str_to_integer(cell, &number) == STATUS_OK)
			continue;
		place.column = (uint32_t)column + 1;
		(void)problems_add_format(problems, place, "\"%.*s\" stands where a whole number was expected.", STR_ARG(cell));
	}
}

Status table_read(Table *out, Arena *arena, DemonstrationFile file, Str header, const char *types, Problems *problems)
{
	size_t lines = lines_count(file.text);
	Problem place = {.file = file.path, .line = 1};
	*out = (Table){.columns = strlen(types)};
	assert(out->columns <= TABLE_COLUMNS_MAX);
	if (lines > TABLE_ROWS_MAX)
		return problems_add_format(problems, place, "The file has more than %d lines.", TABLE_ROWS_MAX);
	out->cells = ARENA_ARRAY(arena, Str, lines * out->columns);
	Str rest = file.text;
	Str line = {0};
	size_t before = problems->total;
	if (!str_next(&rest, '\n', &line) || !str_equal(str_trim(line), header))
		return problems_add_format(problems, place, "The first line was expected to be \"%.*s\".", STR_ARG(header));
	while (str_next(&rest, '\n', &line)) {
		place.line++;
		line = str_trim(line);
		if (str_is_empty(line))
			continue;
		if (!row_cut(out, line)) {
			(void)problems_add_format(problems, place, "At most %zu cells were expected.", out->columns);
			continue;
		}
		numbers_check(out, types, place, problems);
		out->rows++;
	}
	if (out->rows == 0)
		return problems_add_format(problems, place, "At least one line was expected after the first.");
	return problems->total == before ? STATUS_OK : STATUS_INVALID;
}

Str table_text(const Table *table, size_t row, size_t column)
{
	assert(column < table->columns);
	return table->cells[row * table->columns + column];
}

int64_t table_number(const Table *table, size_t row, size_t column)
{
	int64_t number = 0;
	Str cell = table_text(table, row, column);
	Status status = str_is_empty(cell) ? STATUS_OK : str_to_integer(cell, &number);
	assert(status == STATUS_OK); /* table_read looked at every cell */
	(void)status;
	return number;
}

size_t table_find(const Table *table, size_t column, Str text)
{
	for (size_t row = 0; row < table->rows; row++)
		if (str_equal(table_text(table, row, column), text))
			return row;
	return SIZE_MAX;
}

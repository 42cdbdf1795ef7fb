/* Small tables from the demonstration's files: comma between cells, no quotes, header checked word for word.
 *
 * Not for files from outside: those go through base/csv.
 */
#ifndef KITH_ENGINE_DEMONSTRATION_TABLE_H
#define KITH_ENGINE_DEMONSTRATION_TABLE_H

#include "engine/demonstration/demonstration.h"

enum { TABLE_COLUMNS_MAX = 32, TABLE_ROWS_MAX = 20000 };

typedef struct Table {
	Str *cells; /* rows x columns; missing cells at a line's end are empty */
	size_t rows;
	size_t columns;
} Table;

/* header is the first line that is expected; types has a letter for each column: t text, n whole number. */
Status table_read(Table *out, Arena *arena, DemonstrationFile file, Str header, const char *types,
	Problems *problems) MUST_USE;
Str table_text(const Table *table, size_t row, size_t column);
/* The number of a column of type n; an empty cell is 0. */
int64_t table_number(const Table *table, size_t row, size_t column);
/* The row whose cell in column is text, or SIZE_MAX. */
size_t table_find(const Table *table, size_t column, Str text);

#endif

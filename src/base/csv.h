/* Comma-separated files by RFC 4180: a reader that takes a row at a time from a text or a file, and a writer.
 *
 * The reader takes LF, CRLF or CR at a row's end, a byte order mark, quoted fields with commas, quotes and line ends.
 * Empty lines are skipped. A bad row is a problem with its line, and reading goes on with the next one.
 */
#ifndef KITH_BASE_CSV_H
#define KITH_BASE_CSV_H

#include <stdio.h>

#include "base/problems.h"

#define CSV_COLUMN_NONE SIZE_MAX

typedef struct CsvLimits {
	size_t columns_most;
	size_t field_bytes_most;
} CsvLimits;

typedef struct CsvRow {
	uint32_t line; /* of its first character, from 1 */
	const Str *fields;
	size_t count;
} CsvRow;

typedef struct CsvReader {
	Arena *arena;
	Problems *problems;
	Str file_name;
	CsvLimits limits;
	Str text;   /* what is not read yet */
	FILE *file; /* NULL when all is in text */
	char *chunk;
	uint32_t line;
	bool started;
	bool file_failed;
	char *bytes; /* of the row being read */
	size_t byte_count;
	size_t byte_capacity;
	size_t *ends; /* of its fields, in bytes */
	Str *fields;
	size_t field_count;
	Str *header;
	size_t header_count;
} CsvReader;

/* Reads from text, which must outlive the reader. Row memory is kept in arena and used again for every row. */
void csv_open_text(CsvReader *reader, Arena *arena, Str file_name, Str text, CsvLimits limits, Problems *problems);
/* Reads from an open file in pieces of 64 KiB; the caller closes it. */
void csv_open_file(CsvReader *reader, Arena *arena, Str file_name, FILE *file, CsvLimits limits, Problems *problems);

/* The next row, valid until the next call. STATUS_NOT_FOUND at the end; STATUS_INVALID for a row with a problem (call
 * again for the row after it); STATUS_FAILED when the file cannot be read. Once a header has been read, a row with
 * another number of fields is a problem. */
Status csv_next_row(CsvReader *reader, CsvRow *out) MUST_USE;

/* Reads the first row as the header: names trimmed, none empty, each once. */
Status csv_read_header(CsvReader *reader) MUST_USE;
/* The column of that name, letter case aside (ASCII), or CSV_COLUMN_NONE. */
size_t csv_column(const CsvReader *reader, Str name);
/* The same, and a problem on line 1 when it is missing. */
Status csv_require_column(const CsvReader *reader, Str name, size_t *out) MUST_USE;
/* The field of a row; empty for CSV_COLUMN_NONE. */
Str csv_field(const CsvRow *row, size_t column);

typedef struct CsvStyle {
	/* For files that people open in a spreadsheet: a field that could be a formula gets a ' before it. Not for national returns. */
	bool guards_formulas;
	bool line_feed_only; /* rows end with LF; else CRLF, as the RFC has it */
} CsvStyle;

/* Begins with = + - @ or their wide forms, a tab or a line's end, and is no plain number such as -3.50. */
bool csv_could_be_formula(Str text);

void csv_write_row(Buffer *out, const Str *fields, size_t count, CsvStyle style);

#endif

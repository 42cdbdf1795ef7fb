#include "base/csv.h"

#include <assert.h>
#include <string.h>

enum { CHUNK_BYTES = 64 * 1024, END = -1 };

typedef struct RowReading {
	uint32_t line;
	const char *problem; /* NULL: none yet */
	uint32_t problem_line;
} RowReading;

static void reader_init(CsvReader *reader, Arena *arena, Str file_name, CsvLimits limits, Problems *problems)
{
	assert(limits.columns_most > 0 && limits.field_bytes_most > 0);
	*reader = (CsvReader){
		.arena = arena,
		.problems = problems,
		.file_name = str_copy(arena, file_name),
		.limits = limits,
		.line = 1,
		.ends = ARENA_ARRAY(arena, size_t, limits.columns_most),
		.fields = ARENA_ARRAY(arena, Str, limits.columns_most),
	};
}

void csv_open_text(CsvReader *reader, Arena *arena, Str file_name, Str text, CsvLimits limits, Problems *problems)
{
	reader_init(reader, arena, file_name, limits, problems);
	reader->text = text;
}

void csv_open_file(CsvReader *reader, Arena *arena, Str file_name, FILE *file, CsvLimits limits, Problems *problems)
{
	reader_init(reader, arena, file_name, limits, problems);
	reader->file = file;
	reader->chunk = arena_allocate(arena, CHUNK_BYTES);
}

static void chunk_fill(CsvReader *reader)
{
	if (reader->text.length > 0 || reader->file == NULL)
		return;
	size_t length = fread(reader->chunk, 1, CHUNK_BYTES, reader->file);
	reader->file_failed = reader->file_failed || ferror(reader->file) != 0;
	reader->text = (Str){.data = reader->chunk, .length = length};
}

static int byte_peek(CsvReader *reader)
{
	chunk_fill(reader);
	return reader->text.length == 0 ? END : (unsigned char)reader->text.data[0];
}

static int byte_next(CsvReader *reader)
{
	int byte = byte_peek(reader);
	if (byte == END)
		return END;
	reader->text = str_slice(reader->text, 1, reader->text.length);
	reader->line += byte == '\n' ? 1 : 0;
	return byte;
}

static void row_refuse(RowReading *row, uint32_t line, const char *problem)
{
	if (row->problem == NULL) {
		row->problem = problem;
		row->problem_line = line;
	}
}

static void byte_keep(CsvReader *reader, RowReading *row, size_t field_start, int byte)
{
	if (row->problem != NULL)
		return;
	if (reader->byte_count - field_start >= reader->limits.field_bytes_most) {
		row_refuse(row, reader->line, "a field of this row is too long");
		return;
	}
	if (reader->byte_count == reader->byte_capacity) {
		size_t capacity = reader->byte_capacity == 0 ? 1024 : reader->byte_capacity * 2;
		char *bytes = arena_allocate(reader->arena, capacity);
		if (reader->byte_count > 0)
			memcpy(bytes, reader->bytes, reader->byte_count);
		reader->bytes = bytes;
		reader->byte_capacity = capacity;
	}
	reader->bytes[reader->byte_count++] = (char)byte;
}

/* CR, LF and CRLF end a row. */
static bool is_row_end(CsvReader *reader, int byte)
{
	if (byte == '\r') {
		if (byte_peek(reader) == '\n')
			(void)byte_next(reader);
		else
			reader->line++;
		return true;
	}
	return byte == '\n' || byte == END;
}

/* Behind the opening quote, up to behind the closing one. Returns the byte that follows. */
static int quoted_read(CsvReader *reader, RowReading *row, size_t field_start)
{
	uint32_t opened = reader->line;
	for (;;) {
		int byte = byte_next(reader);
		if (byte == END) {
			row_refuse(row, opened, "a quote that is opened on this line is never closed");
			return END;
		}
		if (byte == '"') {
			if (byte_peek(reader) != '"')
				return byte_next(reader);
			(void)byte_next(reader);
		}
		byte_keep(reader, row, field_start, byte);
	}
}

/* One field; returns the byte that ended it, a comma or a row's end. */
static int field_read(CsvReader *reader, RowReading *row)
{
	size_t field_start = reader->byte_count;
	int byte = byte_next(reader);
	bool quoted = byte == '"';
	if (quoted)
		byte = quoted_read(reader, row, field_start);
	while (byte != ',' && byte != '\n' && byte != '\r' && byte != END) {
		uint32_t line = reader->line;
		if (quoted)
			row_refuse(row, line, "a comma or the end of the row was expected after the closing quote; write a quote "
				"inside a field twice");
		else if (byte == '"')
			row_refuse(row, line, "a quote stands inside a field without quotes; put the field in quotes and write it "
				"twice");
		byte_keep(reader, row, field_start, byte);
		byte = byte_next(reader);
	}
	if (reader->field_count == reader->limits.columns_most)
		row_refuse(row, row->line, "this row has too many fields");
	if (row->problem == NULL)
		reader->ends[reader->field_count++] = reader->byte_count;
	return byte;
}

static void mark_skip(CsvReader *reader)
{
	static const Str MARK = S_INIT("\xEF\xBB\xBF");
	chunk_fill(reader); /* a file's first piece holds the mark whole, unless the file is shorter */
	if (str_starts_with(reader->text, MARK))
		reader->text = str_slice(reader->text, MARK.length, reader->text.length);
	reader->started = true;
}

static void empty_lines_skip(CsvReader *reader)
{
	for (int byte = byte_peek(reader); byte == '\n' || byte == '\r'; byte = byte_peek(reader))
		(void)is_row_end(reader, byte_next(reader));
}

static Status row_finish(CsvReader *reader, RowReading *row, CsvRow *out)
{
	size_t start = 0;
	for (size_t i = 0; i < reader->field_count; i++) {
		reader->fields[i] = (Str){0};
		if (reader->ends[i] > start) /* otherwise there may be no bytes at all */
			reader->fields[i] = (Str){.data = reader->bytes + start, .length = reader->ends[i] - start};
		start = reader->ends[i];
		if (!str_is_utf8(reader->fields[i]))
			row_refuse(row, row->line, "this row is not UTF-8 text; save the file as UTF-8");
	}
	if (row->problem != NULL)
		return problems_add(reader->problems, (Problem){.file = reader->file_name, .line = row->problem_line,
			.message = str_from_c(row->problem)});
	if (reader->header != NULL && reader->field_count != reader->header_count)
		return problems_add_format(reader->problems, (Problem){.file = reader->file_name, .line = row->line},
			"this row has %zu fields; the header has %zu", reader->field_count, reader->header_count);
	*out = (CsvRow){.line = row->line, .fields = reader->fields, .count = reader->field_count};
	return STATUS_OK;
}

Status csv_next_row(CsvReader *reader, CsvRow *out)
{
	if (!reader->started)
		mark_skip(reader);
	empty_lines_skip(reader);
	reader->byte_count = 0;
	reader->field_count = 0;
	if (byte_peek(reader) == END)
		return reader->file_failed ? STATUS_FAILED : STATUS_NOT_FOUND;
	RowReading row = {.line = reader->line};
	int byte = ',';
	while (byte == ',')
		byte = field_read(reader, &row);
	(void)is_row_end(reader, byte);
	if (reader->file_failed)
		return STATUS_FAILED;
	return row_finish(reader, &row, out);
}

static Status header_check(const CsvReader *reader, uint32_t line)
{
	Status status = STATUS_OK;
	for (size_t i = 0; i < reader->header_count; i++) {
		Problem place = {.file = reader->file_name, .line = line};
		if (reader->header[i].length == 0)
			status = problems_add_format(reader->problems, place, "column %zu of the header has no name", i + 1);
		else if (csv_column(reader, reader->header[i]) != i)
			status = problems_add_format(reader->problems, place, "the column %.*s stands twice in the header",
				STR_ARG(reader->header[i]));
	}
	return status;
}

Status csv_read_header(CsvReader *reader)
{
	CsvRow row = {0};
	assert(reader->header == NULL);
	Status status = csv_next_row(reader, &row);
	if (status == STATUS_NOT_FOUND)
		return problems_add(reader->problems, (Problem){.file = reader->file_name,
			.message = S("this file is empty; a header with the columns' names was expected")});
	if (status != STATUS_OK)
		return status;
	Str *names = ARENA_ARRAY(reader->arena, Str, row.count);
	for (size_t i = 0; i < row.count; i++)
		names[i] = str_copy(reader->arena, str_trim(row.fields[i]));
	reader->header = names;
	reader->header_count = row.count;
	return header_check(reader, row.line);
}

size_t csv_column(const CsvReader *reader, Str name)
{
	for (size_t i = 0; i < reader->header_count; i++)
		if (str_equal_ignoring_case(reader->header[i], name))
			return i;
	return CSV_COLUMN_NONE;
}

Status csv_require_column(const CsvReader *reader, Str name, size_t *out)
{
	*out = csv_column(reader, name);
	if (*out != CSV_COLUMN_NONE)
		return STATUS_OK;
	return problems_add_format(reader->problems, (Problem){.file = reader->file_name, .line = 1},
		"the column %.*s is missing", STR_ARG(name));
}

Str csv_field(const CsvRow *row, size_t column)
{
	return column < row->count ? row->fields[column] : (Str){0};
}

static bool is_plain_number(Str text)
{
	size_t digits = 0;
	size_t points = 0;
	for (size_t i = text.data[0] == '-' || text.data[0] == '+' ? 1 : 0; i < text.length; i++) {
		bool digit = text.data[i] >= '0' && text.data[i] <= '9';
		if (!digit && text.data[i] != '.')
			return false;
		digits += digit ? 1 : 0;
		points += digit ? 0 : 1;
	}
	return digits > 0 && points <= 1;
}

bool csv_could_be_formula(Str text)
{
	/* The last four are the wide forms of = + - @, which some spreadsheets take for those. */
	static const Str STARTS[] = {S_INIT("="), S_INIT("+"), S_INIT("-"), S_INIT("@"), S_INIT("\t"), S_INIT("\r"), S_INIT("\n"),
		S_INIT("\xEF\xBC\x9D"), S_INIT("\xEF\xBC\x8B"), S_INIT("\xEF\xBC\x8D"), S_INIT("\xEF\xBC\xA0")};
	for (size_t i = 0; i < sizeof STARTS / sizeof STARTS[0]; i++)
		if (str_starts_with(text, STARTS[i]))
			return !is_plain_number(text);
	return false;
}

static bool needs_quotes(Str text)
{
	for (size_t i = 0; i < text.length; i++)
		if (text.data[i] == ',' || text.data[i] == '"' || text.data[i] == '\n' || text.data[i] == '\r')
			return true;
	return text.length > 0 && (text.data[0] == ' ' || text.data[text.length - 1] == ' ');
}

static void field_write(Buffer *out, Str text, bool quotes, CsvStyle style)
{
	if (quotes)
		buffer_add_character(out, '"');
	if (style.guards_formulas && csv_could_be_formula(text))
		buffer_add_character(out, '\'');
	for (size_t i = 0; i < text.length; i++) {
		if (text.data[i] == '"')
			buffer_add_character(out, '"');
		buffer_add_character(out, text.data[i]);
	}
	if (quotes)
		buffer_add_character(out, '"');
}

void csv_write_row(Buffer *out, const Str *fields, size_t count, CsvStyle style)
{
	/* A row of one empty field would be an empty line, which readers skip. */
	bool lone_empty = count == 1 && fields[0].length == 0;
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			buffer_add_character(out, ',');
		field_write(out, fields[i], lone_empty || needs_quotes(fields[i]), style);
	}
	buffer_add(out, style.line_feed_only ? S("\n") : S("\r\n"));
}

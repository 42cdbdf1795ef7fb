#include "cli/link_files.h"

#include <errno.h>
#include <string.h>

enum { COLUMNS_MOST = 512, OUT_BYTES = 256 * 1024, ROW_BYTES_MOST = 64 * 1024 };

typedef struct Columns {
	size_t id;
	size_t compared[LINK_COLUMNS_MAX];
} Columns;

void link_name_row(Str file, uint32_t line, const char *reason, Str detail)
{
	(void)fprintf(stderr, "%.*s:%u: %s%s%.*s; the row is skipped\n", STR_ARG(file), line, reason,
		reason[0] != '\0' && detail.length > 0 ? ": " : "", STR_ARG(detail));
}

static Status find_columns(const CsvReader *reader, const LinkSettings *settings, Columns *out)
{
	Status status = csv_require_column(reader, settings->id, &out->id);
	for (size_t i = 0; i < settings->column_count; i++)
		if (csv_require_column(reader, settings->columns[i].name, &out->compared[i]) != STATUS_OK)
			status = STATUS_INVALID;
	return status;
}

/* A bad row's reason stands in problems; it is told and forgotten, so that the last of millions is told like the first. */
static void tell_bad_row(Problems *rows, size_t *skipped)
{
	if (*skipped < LINK_NAMED_PROBLEMS_MAX && rows->count > 0)
		link_name_row(rows->items[rows->count - 1].file, rows->items[rows->count - 1].line, "", rows->items[rows->count - 1].message);
	else if (*skipped == LINK_NAMED_PROBLEMS_MAX)
		(void)fprintf(stderr, "kith: further rows are skipped without being named\n");
	(*skipped)++;
}

typedef struct Reading {
	CsvReader *reader;
	const LinkSettings *settings;
	const Columns *columns;
	LinkTable *table;
	size_t source;
	size_t *skipped;
	Problems *rows;
} Reading;

static Status read_row(const Reading *reading, const CsvRow *row)
{
	Str fields[LINK_COLUMNS_MAX];
	Str id = str_trim(csv_field(row, reading->columns->id));
	if (id.length == 0) {
		(void)problems_add_format(reading->rows, (Problem){.file = reading->reader->file_name, .line = row->line},
			"the id in column %.*s is empty", STR_ARG(reading->settings->id));
		tell_bad_row(reading->rows, reading->skipped);
		return STATUS_OK;
	}
	for (size_t i = 0; i < reading->settings->column_count; i++)
		fields[i] = csv_field(row, reading->columns->compared[i]);
	return link_table_add(reading->table, reading->source, row->line, id, fields);
}

static Status read_rows(const Reading *reading)
{
	CsvRow row;
	for (;;) {
		Status status = csv_next_row(reading->reader, &row);
		if (status == STATUS_NOT_FOUND)
			return STATUS_OK;
		if (status == STATUS_FAILED)
			return STATUS_FAILED;
		if (status == STATUS_INVALID) {
			tell_bad_row(reading->rows, reading->skipped);
			continue;
		}
		status = read_row(reading, &row);
		if (status != STATUS_OK)
			return status;
	}
}

Status link_file_read(const char *path, const LinkSettings *settings, LinkTable *table, size_t source, size_t *skipped,
	Problems *problems)
{
	Str name = str_from_c(path);
	FILE *file = fopen(path, "rb");
	if (file == NULL)
		return problems_add_format(problems, (Problem){.file = name}, "this file cannot be opened: %s", strerror(errno));
	Arena arena;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	Problems rows = problems_make(&arena);
	CsvReader reader;
	Columns columns;
	CsvLimits limits = {.columns_most = COLUMNS_MOST, .field_bytes_most = LINK_FIELD_BYTES_MAX};
	csv_open_file(&reader, &arena, name, file, limits, problems);
	Status status = csv_read_header(&reader);
	if (status == STATUS_OK)
		status = find_columns(&reader, settings, &columns);
	if (status == STATUS_OK) {
		reader.problems = &rows;
		Reading reading = {.reader = &reader, .settings = settings, .columns = &columns, .table = table, .source = source,
			.skipped = skipped, .rows = &rows};
		status = read_rows(&reading);
		if (status == STATUS_FULL)
			status = problems_add_format(problems, (Problem){.file = name}, "at most %d records are linked at a time",
				LINK_RECORDS_MAX);
		else if (status == STATUS_FAILED)
			status = problems_add_format(problems, (Problem){.file = name}, "this file cannot be read");
	}
	arena_clear(&arena);
	(void)fclose(file);
	return status;
}

Status link_out_open(LinkOut *out, Str path, Problems *problems)
{
	*out = (LinkOut){.path = path};
	arena_init(&out->arena, ARENA_REQUEST_BYTES_MAX);
	out->buffer = buffer_make(&out->arena, OUT_BYTES + ROW_BYTES_MOST);
	out->file = str_equal(path, S("-")) ? stdout : fopen(str_c(&out->arena, path), "wb");
	if (out->file != NULL)
		return STATUS_OK;
	arena_clear(&out->arena);
	return problems_add_format(problems, (Problem){.file = path}, "this file cannot be written: %s", strerror(errno));
}

static void flush_full(LinkOut *out)
{
	if (out->buffer.length < OUT_BYTES)
		return;
	(void)fwrite(out->buffer.data, 1, out->buffer.length, out->file);
	out->buffer.length = 0;
}

void link_out_row(LinkOut *out, const Str *fields, size_t count)
{
	csv_write_row(&out->buffer, fields, count, (CsvStyle){.line_feed_only = true});
	flush_full(out);
}

void link_out_text(LinkOut *out, Str text)
{
	if (out->buffer.length > 0)
		(void)fwrite(out->buffer.data, 1, out->buffer.length, out->file);
	if (text.length > 0)
		(void)fwrite(text.data, 1, text.length, out->file);
	out->buffer.length = 0;
}

Status link_out_close(LinkOut *out, Problems *problems)
{
	Status status = STATUS_OK;
	if (out->buffer.length > 0)
		(void)fwrite(out->buffer.data, 1, out->buffer.length, out->file);
	bool failed = fflush(out->file) != 0 || ferror(out->file) != 0;
	if (out->file != stdout)
		failed = fclose(out->file) != 0 || failed;
	if (failed)
		status = problems_add_format(problems, (Problem){.file = out->path}, "this file could not be written whole");
	arena_clear(&out->arena);
	return status;
}

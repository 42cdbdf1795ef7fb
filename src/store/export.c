/* The whole record as JSON Lines, the same bytes on both engines; and the copy for a safe place. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "store/driver.h"

static void write_json_text(Str text, Buffer *out)
{
	buffer_add_character(out, '"');
	for (size_t i = 0; i < text.length; i++) {
		unsigned char character = (unsigned char)text.data[i];
		if (character == '"' || character == '\\')
			buffer_add_format(out, "\\%c", character);
		else if (character < 0x20)
			buffer_add_format(out, "\\u%04x", character);
		else
			buffer_add_character(out, (char)character);
	}
	buffer_add_character(out, '"');
}

static void write_json_bytes(Str bytes, Buffer *out)
{
	static const char DIGITS[] = "0123456789abcdef";
	buffer_add(out, S("\"hex:"));
	for (size_t i = 0; i < bytes.length; i++) {
		unsigned char byte = (unsigned char)bytes.data[i];
		buffer_add_character(out, DIGITS[byte >> 4U]);
		buffer_add_character(out, DIGITS[byte & 15U]);
	}
	buffer_add_character(out, '"');
}

static Str write_row(const StoreTable *table, const StoreRows *rows, Arena *arena)
{
	Buffer line = buffer_make(arena, ARENA_REQUEST_BYTES_MAX);
	buffer_add_format(&line, "{\"table\":\"%s\"", table->name);
	for (size_t i = 0; i < table->rows->column_count; i++) {
		const StoreColumn *column = &table->rows->columns[i];
		buffer_add_format(&line, ",\"%s\":", column->name);
		if (column->type == STORE_INTEGER) {
			int64_t integer = store_rows_integer(rows, i);
			if (column->nullable && integer == STORE_NULL_INTEGER)
				buffer_add(&line, S("null"));
			else
				buffer_add_integer(&line, integer);
			continue;
		}
		Str text = store_rows_text(rows, i, arena);
		if (text.data == NULL)
			buffer_add(&line, S("null"));
		else if (column->type == STORE_BYTES)
			write_json_bytes(text, &line);
		else
			write_json_text(text, &line);
	}
	buffer_add_character(&line, '}');
	return buffer_str(&line);
}

static Status export_table(StoreConnection *connection, const StoreTable *table, StoreExportLine write_line,
	void *context)
{
	StoreRows rows;
	Status status = store_query(connection, table->rows, NULL, &rows);
	if (status != STATUS_OK)
		return status;
	Arena arena;
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX * 2UL);
	while (status == STATUS_OK && store_rows_next(&rows)) {
		arena_reset(&arena);
		status = write_line(write_row(table, &rows, &arena), context);
	}
	if (status == STATUS_OK)
		status = rows.status;
	store_rows_end(&rows);
	arena_clear(&arena);
	return status;
}

/* All tables from one state of the database. */
static Status export_tables(Store *store, bool all, StoreExportLine write_line, void *context)
{
	StoreConnection *connection = store_maintenance(store);
	if (connection->session == NULL)
		return STATUS_FAILED;
	Status status = store->options.bulk ? store_flush(store) : STATUS_OK;
	if (status == STATUS_OK)
		status = store->driver->begin_read(connection->session);
	if (status != STATUS_OK)
		return status;
	for (size_t i = 0; status == STATUS_OK && i < store->options.schema->table_count; i++) {
		const StoreTable *table = &store->options.schema->tables[i];
		if (all || table->exported)
			status = export_table(connection, table, write_line, context);
	}
	store->driver->roll_back(connection->session);
	return status;
}

Status store_export(Store *store, StoreExportLine write_line, void *context)
{
	return export_tables(store, false, write_line, context);
}

static Status write_to_file(Str line, void *context)
{
	FILE *file = context;
	if (fwrite(line.data, 1, line.length, file) != line.length || fputc('\n', file) == EOF)
		return STATUS_FULL;
	return STATUS_OK;
}

static Status write_dump(Store *store, const char *path, Problems *problems)
{
	FILE *file = fopen(path, "wbx");
	if (file == NULL)
		return problems_add_format(problems, (Problem){.file = str_from_c(path)}, "this file cannot be written: %s",
			strerror(errno));
	Status status = export_tables(store, true, write_to_file, file);
	if (status == STATUS_OK && (fflush(file) != 0 || fsync(fileno(file)) != 0))
		status = STATUS_FULL;
	if (fclose(file) != 0 && status == STATUS_OK)
		status = STATUS_FULL;
	return status;
}

Status store_backup(Store *store, Str file, Problems *problems)
{
	Arena arena;
	arena_init(&arena, 1 << 20);
	const char *path = str_c(&arena, file);
	const char *partial = str_c(&arena, str_concat(&arena, file, S(".partial")));
	(void)unlink(partial); /* left by a copy that was broken off */
	Status status = store->driver->copy != NULL ? store->driver->copy(store, partial, problems)
		: write_dump(store, partial, problems);
	if (status == STATUS_OK && rename(partial, path) != 0)
		status = problems_add_format(problems, (Problem){.file = file}, "this file cannot be written: %s",
			strerror(errno));
	if (status != STATUS_OK)
		(void)unlink(partial);
	log_line(status == STATUS_OK ? LOG_NOTE : LOG_ERROR, "store", "backup status=%s", status_name(status));
	arena_clear(&arena);
	return status;
}

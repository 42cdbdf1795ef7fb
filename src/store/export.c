/* The whole record as JSON Lines, the same bytes on both engines. */
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

/* Each row of one table as a line of the export, by primary key. */
static Status each_line_of(StoreConnection *connection, const StoreTable *table, StoreTableLine each, void *context)
{
	StoreRows rows;
	Status status = store_query(connection, table->rows, NULL, &rows);
	if (status != STATUS_OK)
		return status;
	Arena arena;
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX * 2UL);
	while (status == STATUS_OK && store_rows_next(&rows)) {
		arena_reset(&arena);
		status = each(table, write_row(table, &rows, &arena), context);
	}
	if (status == STATUS_OK)
		status = rows.status;
	store_rows_end(&rows);
	arena_clear(&arena);
	return status;
}

Status store_each_line(StoreConnection *connection, bool all, StoreTableLine each, void *context)
{
	const StoreSchema *schema = connection->store->options.schema;
	Status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < schema->table_count; i++)
		if (all || schema->tables[i].exported)
			status = each_line_of(connection, &schema->tables[i], each, context);
	return status;
}

Status store_begin_reading(Store *store, StoreConnection **out)
{
	StoreConnection *connection = store_maintenance(store);
	*out = connection;
	if (connection->session == NULL)
		return STATUS_FAILED;
	Status status = store->options.bulk ? store_flush(store) : STATUS_OK;
	return status == STATUS_OK ? store->driver->begin_read(connection->session) : status;
}

void store_end_reading(StoreConnection *connection)
{
	connection->store->driver->roll_back(connection->session);
}

typedef struct Exporting {
	StoreExportLine write_line;
	void *context;
} Exporting;

static Status export_line(const StoreTable *table, Str line, void *context)
{
	const Exporting *exporting = context;
	(void)table;
	return exporting->write_line(line, exporting->context);
}

Status store_export(Store *store, StoreExportLine write_line, void *context)
{
	Exporting exporting = {.write_line = write_line, .context = context};
	StoreConnection *connection = NULL;
	Status status = store_begin_reading(store, &connection);
	if (status != STATUS_OK)
		return status;
	status = store_each_line(connection, false, export_line, &exporting);
	store_end_reading(connection);
	return status;
}

#include "bench/copy.h"

#include <stdio.h>
#include <libpq-fe.h>

#include "base/buffer.h"

enum { COPY_PIECE_BYTES = 1 << 20, COPY_BUFFER_BYTES = 64 << 20 };

typedef struct Copy {
	PGconn *connection;
	Arena arena; /* one piece */
	int64_t rows;
} Copy;

static Status run(PGconn *connection, const char *sql, ExecStatusType wanted)
{
	PGresult *result = PQexec(connection, sql);
	bool good = PQresultStatus(result) == wanted;
	if (!good)
		(void)fprintf(stderr, "copy: %s: %s", sql, PQerrorMessage(connection));
	PQclear(result);
	return good ? STATUS_OK : STATUS_FAILED;
}

/* The text form of COPY: a backslash before what would end a value or a row. */
static void add_text(Buffer *out, Str text)
{
	for (size_t i = 0; i < text.length; i++) {
		char character = text.data[i];
		const char *escaped = character == '\t' ? "\\t" : character == '\n' ? "\\n" : character == '\r' ? "\\r"
			: character == '\\' ? "\\\\" : NULL;
		if (escaped == NULL)
			buffer_add_character(out, character);
		else
			buffer_add(out, str_from_c(escaped));
	}
}

static void add_bytes(Buffer *out, Str bytes)
{
	buffer_add(out, S("\\\\x"));
	for (size_t i = 0; i < bytes.length; i++)
		buffer_add_format(out, "%02x", (unsigned)(unsigned char)bytes.data[i]);
}

static void add_row(Buffer *out, const StoreTable *table, const StoreRows *rows, Arena *arena)
{
	for (size_t i = 0; i < table->rows->column_count; i++) {
		const StoreColumn *column = &table->rows->columns[i];
		buffer_add(out, i == 0 ? S("") : S("\t"));
		if (column->type == STORE_INTEGER) {
			int64_t integer = store_rows_integer(rows, i);
			if (column->nullable && integer == STORE_NULL_INTEGER)
				buffer_add(out, S("\\N"));
			else
				buffer_add_integer(out, integer);
			continue;
		}
		Str text = store_rows_text(rows, i, arena);
		if (text.data == NULL)
			buffer_add(out, S("\\N"));
		else if (column->type == STORE_BYTES)
			add_bytes(out, text);
		else
			add_text(out, text);
	}
	buffer_add_character(out, '\n');
}

static Status send_rows(Copy *copy, const StoreTable *table, StoreRows *rows)
{
	bool more = true;
	Status status = STATUS_OK;
	while (status == STATUS_OK && more) {
		arena_reset(&copy->arena);
		Buffer piece = buffer_make(&copy->arena, COPY_BUFFER_BYTES);
		while (piece.length < COPY_PIECE_BYTES && (more = store_rows_next(rows))) {
			add_row(&piece, table, rows, &copy->arena);
			copy->rows++;
		}
		if (piece.length > 0 && PQputCopyData(copy->connection, piece.data, (int)piece.length) != 1)
			status = STATUS_FAILED;
	}
	return status == STATUS_OK ? rows->status : status;
}

static Status end_copy(Copy *copy, Status status)
{
	if (PQputCopyEnd(copy->connection, status == STATUS_OK ? NULL : "given up") != 1)
		return STATUS_FAILED;
	for (PGresult *result = PQgetResult(copy->connection); result != NULL; result = PQgetResult(copy->connection)) {
		if (PQresultStatus(result) != PGRES_COMMAND_OK) {
			(void)fprintf(stderr, "copy: %s", PQresultErrorMessage(result));
			status = STATUS_FAILED;
		}
		PQclear(result);
	}
	return status;
}

static Status copy_table(Copy *copy, StoreConnection *from, const StoreTable *table)
{
	StoreRows rows;
	char sql[2048];
	size_t length = (size_t)snprintf(sql, sizeof sql, "COPY %s (", table->name);
	for (size_t i = 0; i < table->rows->column_count; i++)
		length += (size_t)snprintf(sql + length, sizeof sql - length, "%s%s", i == 0 ? "" : ", ",
			table->rows->columns[i].name);
	(void)snprintf(sql + length, sizeof sql - length, ") FROM STDIN");
	Status status = run(copy->connection, sql, PGRES_COPY_IN);
	if (status != STATUS_OK)
		return status;
	status = store_query(from, table->rows, NULL, &rows);
	if (status == STATUS_OK) {
		status = send_rows(copy, table, &rows);
		store_rows_end(&rows);
	}
	return end_copy(copy, status);
}

Status copy_record(Store *from, const StoreSchema *schema, Str address, int64_t *rows)
{
	Copy copy = {0};
	arena_init(&copy.arena, ARENA_REQUEST_BYTES_MAX * 4UL);
	copy.connection = PQconnectdb(str_c(&copy.arena, address));
	Status status = run(copy.connection, "SET synchronous_commit = off", PGRES_COMMAND_OK);
	for (size_t i = 0; status == STATUS_OK && i < schema->table_count; i++) {
		const StoreTable *table = &schema->tables[i];
		Str name = str_from_c(table->name);
		if (!str_equal(name, S("migration")) && !str_equal(name, S("lease")))
			status = copy_table(&copy, store_maintenance(from), table);
	}
	if (status == STATUS_OK)
		status = run(copy.connection, "VACUUM ANALYZE", PGRES_COMMAND_OK);
	PQfinish(copy.connection);
	arena_clear(&copy.arena);
	if (rows != NULL)
		*rows = copy.rows;
	return status;
}

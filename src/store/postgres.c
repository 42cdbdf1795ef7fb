/* PostgreSQL behind the store: the one file that knows its library. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <libpq-fe.h>

#include "base/log.h"
#include "store/driver.h"

enum { POSTGRES_TEXT = 25, POSTGRES_BIGINT = 20, POSTGRES_BYTEA = 17 };

typedef struct PostgresSession {
	PGconn *connection;
	Store *store;
	StoreUse use;
	bool *prepared; /* by the statement's index; all false on a new connection */
	bool lost_race;
	bool line_broke;
} PostgresSession;

/* A statement that is being read. */
typedef struct PostgresCursor {
	PostgresSession *session;
	PGresult *result;
	int row;
	bool streaming;
} PostgresCursor;

static PostgresSession *of(StoreSession *session)
{
	return (PostgresSession *)session;
}

static bool line_is_down(const PostgresSession *session)
{
	return session->connection == NULL || PQstatus(session->connection) != CONNECTION_OK;
}

/* What went wrong, from the SQLSTATE. */
static Status status_of(PostgresSession *session, const PGresult *result, const char *what)
{
	ExecStatusType kind = result == NULL ? PGRES_FATAL_ERROR : PQresultStatus(result);
	if (kind == PGRES_COMMAND_OK || kind == PGRES_TUPLES_OK || kind == PGRES_SINGLE_TUPLE)
		return STATUS_OK;
	const char *state = result == NULL ? NULL : PQresultErrorField(result, PG_DIAG_SQLSTATE);
	const char *primary = result == NULL ? NULL : PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
	Str code = str_from_c(state);
	Status status = STATUS_FAILED;
	if (str_equal(code, S("40001")) || str_equal(code, S("40P01"))) {
		session->lost_race = true;
		return STATUS_BUSY;
	}
	if (str_starts_with(code, S("23")))
		status = STATUS_CONFLICT;
	else if (str_equal(code, S("53100")))
		status = STATUS_FULL;
	else if (str_equal(code, S("55P03")) || str_equal(code, S("57014")))
		status = STATUS_BUSY;
	if (line_is_down(session))
		session->line_broke = true;
	log_line(status == STATUS_CONFLICT ? LOG_DETAIL : LOG_ERROR, "store", "postgres state=%s what=%s message=%s",
		state == NULL ? "none" : state, what, primary == NULL ? "no answer" : primary);
	return status;
}

static Status execute(PostgresSession *session, const char *sql)
{
	PGresult *result = PQexec(session->connection, sql);
	Status status = status_of(session, result, sql);
	PQclear(result);
	return status;
}

/* --- connecting ------------------------------------------------------------------------------------------------- */

static void ignore_notice(void *context, const char *message)
{
	(void)context;
	(void)message;
}

static Status set_up(PostgresSession *session)
{
	const char *encoding = PQparameterStatus(session->connection, "server_encoding");
	(void)PQsetNoticeProcessor(session->connection, ignore_notice, NULL);
	if (encoding == NULL || strcmp(encoding, "UTF8") != 0) {
		log_line(LOG_ERROR, "store", "the database is not in UTF8");
		return STATUS_FAILED;
	}
	if (session->use != STORE_USE_WRITE)
		return execute(session, "SET default_transaction_read_only TO on");
	if (!session->store->options.bulk)
		return STATUS_OK;
	/* Plans are made while the tables are empty and kept while they fill: reading them whole would look cheap for ever. */
	return execute(session, "SET synchronous_commit TO off; SET enable_seqscan TO off");
}

static Status connect_session(PostgresSession *session)
{
	Arena arena;
	arena_init(&arena, 1 << 20);
	const char *const keywords[] = {"dbname", "client_encoding", "fallback_application_name", NULL};
	const char *const values[] = {str_c(&arena, session->store->options.database), "UTF8", "kith", NULL};
	if (session->connection != NULL)
		PQfinish(session->connection);
	memset(session->prepared, 0, session->store->options.statements->count + 1);
	session->connection = PQconnectdbParams(keywords, values, 1);
	arena_clear(&arena);
	return PQstatus(session->connection) == CONNECTION_OK ? set_up(session) : STATUS_FAILED;
}

static void close_session(StoreSession *opaque)
{
	PostgresSession *session = of(opaque);
	PQfinish(session->connection);
	free(session->prepared);
	free(session);
}

static Status open_session(Store *store, StoreUse use, StoreSession **out, Problems *problems)
{
	PostgresSession *session = calloc(1, sizeof *session);
	bool *prepared = calloc(store->options.statements->count + 1, sizeof(bool));
	if (session == NULL || prepared == NULL) {
		free(session);
		free(prepared);
		return STATUS_FAILED;
	}
	session->store = store;
	session->use = use;
	session->prepared = prepared;
	Status status = connect_session(session);
	if (status != STATUS_OK) {
		const char *message = PQerrorMessage(session->connection);
		(void)problems_add_format(problems, (Problem){0}, "the PostgreSQL database cannot be used: %s",
			message[0] != '\0' ? message : "it has to be in UTF8");
		close_session((StoreSession *)session);
		return status;
	}
	*out = (StoreSession *)session;
	return STATUS_OK;
}

/* --- statements ------------------------------------------------------------------------------------------------- */

static Status prepare(StoreSession *opaque, const StoreStatement *statement, const char **detail)
{
	static const Oid TYPES[] = {POSTGRES_TEXT, POSTGRES_BIGINT, POSTGRES_BYTEA};
	PostgresSession *session = of(opaque);
	Oid types[STORE_PARAMETERS_MAX];
	if (session->prepared[statement->index])
		return STATUS_OK;
	for (size_t i = 0; i < statement->parameter_count; i++)
		types[i] = TYPES[statement->parameters[i].type];
	PGresult *result = PQprepare(session->connection, statement->name, statement->postgres,
		(int)statement->parameter_count, types);
	Status status = status_of(session, result, statement->name);
	PQclear(result);
	session->prepared[statement->index] = status == STATUS_OK;
	*detail = PQerrorMessage(session->connection);
	return status;
}

typedef struct PostgresBinding {
	const char *values[STORE_PARAMETERS_MAX];
	int lengths[STORE_PARAMETERS_MAX];
	int formats[STORE_PARAMETERS_MAX];
	unsigned char integers[STORE_PARAMETERS_MAX][8];
} PostgresBinding;

/* Everything goes in binary: an integer as eight bytes, the highest first; text as its bytes with their length. */
static void bind(PostgresBinding *binding, const StoreStatement *statement, const StoreValue *parameters)
{
	for (size_t i = 0; i < statement->parameter_count; i++) {
		const StoreValue *value = &parameters[i];
		binding->formats[i] = 1;
		binding->lengths[i] = 0;
		binding->values[i] = NULL;
		if (value->is_null)
			continue;
		if (value->type == STORE_INTEGER) {
			for (unsigned byte = 0; byte < 8; byte++)
				binding->integers[i][byte] = (unsigned char)((uint64_t)value->integer >> (56U - 8U * byte));
			binding->values[i] = (const char *)binding->integers[i];
			binding->lengths[i] = 8;
		} else {
			assert(value->text.length <= INT32_MAX);
			binding->values[i] = value->text.data == NULL ? "" : value->text.data;
			binding->lengths[i] = (int)value->text.length;
		}
	}
}

static Status execute_prepared(PostgresSession *session, const StoreStatement *statement,
	const StoreValue *parameters, PGresult **out)
{
	PostgresBinding binding;
	const char *detail = "";
	Status status = prepare((StoreSession *)session, statement, &detail);
	*out = NULL;
	if (status != STATUS_OK)
		return status;
	bind(&binding, statement, parameters);
	*out = PQexecPrepared(session->connection, statement->name, (int)statement->parameter_count, binding.values,
		binding.lengths, binding.formats, 0);
	return status_of(session, *out, statement->name);
}

/* Begins to read row by row; the first row, or the empty end, is in out. */
static Status start_stream(PostgresSession *session, const StoreStatement *statement, const StoreValue *parameters,
	PGresult **out)
{
	PostgresBinding binding;
	const char *detail = "";
	Status status = prepare((StoreSession *)session, statement, &detail);
	*out = NULL;
	if (status != STATUS_OK)
		return status;
	bind(&binding, statement, parameters);
	if (PQsendQueryPrepared(session->connection, statement->name, (int)statement->parameter_count, binding.values,
		binding.lengths, binding.formats, 0) != 1 || PQsetSingleRowMode(session->connection) != 1)
		return status_of(session, NULL, statement->name);
	*out = PQgetResult(session->connection);
	return status_of(session, *out, statement->name);
}

static void end_cursor(PostgresCursor *cursor)
{
	PGresult *result = NULL;
	PQclear(cursor->result);
	while (cursor->streaming && (result = PQgetResult(cursor->session->connection)) != NULL)
		PQclear(result);
	free(cursor);
}

static Status query_once(PostgresSession *session, const StoreStatement *statement, const StoreValue *parameters,
	bool stream, StoreRows *out)
{
	PostgresCursor *cursor = calloc(1, sizeof *cursor);
	if (cursor == NULL) {
		log_line(LOG_ERROR, "store", "no memory statement=%s", statement->name);
		return STATUS_FAILED;
	}
	*cursor = (PostgresCursor){.session = session, .row = -1, .streaming = stream};
	Status status = stream ? start_stream(session, statement, parameters, &cursor->result)
		: execute_prepared(session, statement, parameters, &cursor->result);
	if (status == STATUS_OK && (size_t)PQnfields(cursor->result) != statement->column_count) {
		log_line(LOG_ERROR, "store", "another number of columns than declared statement=%s", statement->name);
		status = STATUS_FAILED;
	}
	if (status != STATUS_OK)
		end_cursor(cursor);
	else
		out->state = cursor;
	return status;
}

static Status query(StoreSession *opaque, const StoreStatement *statement, const StoreValue *parameters, bool in_work,
	StoreRows *out)
{
	PostgresSession *session = of(opaque);
	bool stream = statement->rows_max == 0 && !session->store->options.bulk && !in_work;
	/* A reader whose line broke reads again on a new one; inside a transaction the work itself begins again. */
	bool alone = !in_work && session->use != STORE_USE_WRITE
		&& PQtransactionStatus(session->connection) != PQTRANS_INTRANS;
	if (alone)
		session->line_broke = false;
	Status status = query_once(session, statement, parameters, stream, out);
	if (status != STATUS_OK && alone && session->line_broke && connect_session(session) == STATUS_OK)
		status = query_once(session, statement, parameters, stream, out);
	return status;
}

static bool integers_are_integers(const StoreRows *rows, const PostgresCursor *cursor)
{
	for (size_t i = 0; i < rows->statement->column_count; i++) {
		int64_t integer = 0;
		if (rows->statement->columns[i].type != STORE_INTEGER || PQgetisnull(cursor->result, cursor->row, (int)i))
			continue;
		if (str_to_integer(str_from_c(PQgetvalue(cursor->result, cursor->row, (int)i)), &integer) != STATUS_OK) {
			log_line(LOG_ERROR, "store", "not an integer statement=%s column=%s", rows->statement->name,
				rows->statement->columns[i].name);
			return false;
		}
	}
	return true;
}

static bool next(StoreRows *rows)
{
	PostgresCursor *cursor = rows->state;
	cursor->row++;
	if (cursor->streaming && cursor->row >= PQntuples(cursor->result) && PQntuples(cursor->result) > 0) {
		PQclear(cursor->result);
		cursor->result = PQgetResult(cursor->session->connection);
		cursor->row = 0;
		rows->status = status_of(cursor->session, cursor->result, rows->statement->name);
	}
	if (rows->status != STATUS_OK || cursor->row >= PQntuples(cursor->result))
		return false;
	if (!integers_are_integers(rows, cursor))
		rows->status = STATUS_FAILED;
	return rows->status == STATUS_OK;
}

static Str text(const StoreRows *rows, size_t column, Arena *arena)
{
	const PostgresCursor *cursor = rows->state;
	const char *value = PQgetvalue(cursor->result, cursor->row, (int)column);
	size_t length = (size_t)PQgetlength(cursor->result, cursor->row, (int)column);
	if (rows->statement->columns[column].type != STORE_BYTES)
		return str_copy(arena, (Str){.data = value, .length = length});
	unsigned char *bytes = PQunescapeBytea((const unsigned char *)value, &length);
	assert(bytes != NULL);
	Str copy = str_copy(arena, (Str){.data = (const char *)bytes, .length = length});
	PQfreemem(bytes);
	return copy;
}

static int64_t integer(const StoreRows *rows, size_t column)
{
	const PostgresCursor *cursor = rows->state;
	int64_t value = 0;
	Status status = str_to_integer(str_from_c(PQgetvalue(cursor->result, cursor->row, (int)column)), &value);
	assert(status == STATUS_OK); /* looked at when the row came */
	return value;
}

static bool is_null(const StoreRows *rows, size_t column)
{
	const PostgresCursor *cursor = rows->state;
	return PQgetisnull(cursor->result, cursor->row, (int)column) == 1;
}

static void end(StoreRows *rows)
{
	end_cursor(rows->state);
}

static Status run(StoreSession *opaque, const StoreStatement *statement, const StoreValue *parameters, int64_t *changed)
{
	PGresult *result = NULL;
	Status status = execute_prepared(of(opaque), statement, parameters, &result);
	*changed = 0;
	if (status == STATUS_OK && str_to_integer(str_from_c(PQcmdTuples(result)), changed) != STATUS_OK)
		*changed = 0;
	PQclear(result);
	return status;
}

/* --- transactions ----------------------------------------------------------------------------------------------- */

static Status begin(StoreSession *opaque)
{
	PostgresSession *session = of(opaque);
	session->lost_race = false;
	session->line_broke = false;
	Status status = execute(session, "BEGIN ISOLATION LEVEL SERIALIZABLE");
	if (status != STATUS_OK && session->line_broke && connect_session(session) == STATUS_OK) {
		session->line_broke = false;
		status = execute(session, "BEGIN ISOLATION LEVEL SERIALIZABLE");
	}
	return status;
}

static Status begin_read(StoreSession *opaque)
{
	PostgresSession *session = of(opaque);
	if (line_is_down(session) && connect_session(session) != STATUS_OK)
		return STATUS_FAILED;
	return execute(session, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
}

static bool whole(StoreSession *session)
{
	return PQtransactionStatus(of(session)->connection) != PQTRANS_IDLE && !line_is_down(of(session));
}

/* A line that breaks here leaves it open whether the work stands: it is not run again, and not acknowledged. */
static Status commit(StoreSession *opaque)
{
	PostgresSession *session = of(opaque);
	bool aborted = PQtransactionStatus(session->connection) == PQTRANS_INERROR;
	Status status = execute(session, "COMMIT");
	session->line_broke = false;
	return aborted && status == STATUS_OK ? STATUS_FAILED : status;
}

static void roll_back(StoreSession *session)
{
	if (whole(session) && execute(of(session), "ROLLBACK") != STATUS_OK)
		log_line(LOG_ERROR, "store", "postgres did not roll back");
}

static Status mark(StoreSession *session)
{
	return execute(of(session), "SAVEPOINT work");
}

static Status keep(StoreSession *session)
{
	return execute(of(session), "RELEASE SAVEPOINT work");
}

static Status take_back(StoreSession *session)
{
	return execute(of(session), "ROLLBACK TO SAVEPOINT work; RELEASE SAVEPOINT work");
}

/* Broken before the end: nothing was kept, so the work may run again. */
static bool lost_race(StoreSession *session)
{
	return of(session)->lost_race || of(session)->line_broke;
}

static Status script(StoreSession *opaque, const char *sql, const char **detail)
{
	Status status = execute(of(opaque), sql);
	*detail = PQerrorMessage(of(opaque)->connection);
	return status;
}

const StoreDriver *store_driver_postgres(void)
{
	static const StoreDriver DRIVER = {
		.open = open_session,
		.close = close_session,
		.prepare = prepare,
		.query = query,
		.next = next,
		.text = text,
		.integer = integer,
		.is_null = is_null,
		.end = end,
		.run = run,
		.begin = begin,
		.begin_read = begin_read,
		.commit = commit,
		.roll_back = roll_back,
		.mark = mark,
		.keep = keep,
		.take_back = take_back,
		.lost_race = lost_race,
		.whole = whole,
		.script = script,
	};
	return &DRIVER;
}

/* PostgreSQL behind the store: the one file that knows its library. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <libpq-fe.h>

#include "base/log.h"
#include "store/driver.h"

enum { POSTGRES_TEXT = 25, POSTGRES_BIGINT = 20, POSTGRES_BYTEA = 17 };
enum { POSTGRES_SENT_MAX = 64 }; /* whose answers nobody has read: short ones, which the socket holds */

typedef struct PostgresSession {
	PGconn *connection;
	Store *store;
	StoreUse use;
	bool *prepared; /* by the statement's index; all false on a new connection */
	bool lost_race;
	bool line_broke;
	/* Sent in a transaction without waiting, in this order. */
	const char *sent[POSTGRES_SENT_MAX];
	size_t sent_count;
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
	else if (str_equal(code, S("53100")) || str_equal(code, S("25006"))) /* no room, or the database takes no writing */
		status = STATUS_FULL;
	else if (str_equal(code, S("55P03")) || str_equal(code, S("57014")))
		status = STATUS_BUSY;
	if (line_is_down(session))
		session->line_broke = true;
	log_line(status == STATUS_CONFLICT ? LOG_DETAIL : LOG_ERROR, "store", "postgres state=%s what=%s message=%s",
		state == NULL ? "none" : state, what, primary == NULL ? "no answer" : primary);
	return status;
}

/* --- several statements for one wait ---------------------------------------------------------------------------- */

/* What a work writes without asking what came of it goes out with the next thing that it asks, and at the latest before
 * it is kept: one wait for the wire instead of one a statement. The first failure is the answer to whatever asks next;
 * the database has ignored everything after it, and the store keeps nothing of such a work. */

/* The answer to the next of those sent; NULL when there is none, as on a line that broke. */
static PGresult *next_answer(PostgresSession *session)
{
	PGresult *answer = PQgetResult(session->connection);
	PGresult *end = answer == NULL ? NULL : PQgetResult(session->connection);
	PQclear(end); /* one a statement: what follows it is the mark of its end */
	return answer;
}

/* Reads to the mark that ends them. A line on which it does not come is given up: nobody would know whose answer is whose. */
static void end_of_sent(PostgresSession *session)
{
	bool through = false;
	for (size_t i = 0; i < 2 * POSTGRES_SENT_MAX && !through && !line_is_down(session); i++) {
		PGresult *mark = PQgetResult(session->connection);
		through = mark != NULL && PQresultStatus(mark) == PGRES_PIPELINE_SYNC;
		PQclear(mark);
	}
	session->sent_count = 0;
	if (line_is_down(session) || (through && PQexitPipelineMode(session->connection) == 1))
		return;
	log_line(LOG_ERROR, "store", "postgres answers are out of step and the line is given up");
	PQfinish(session->connection);
	session->connection = NULL;
}

/* Waits for everything that was sent. last takes the answer to the last of them and may be NULL. */
static Status settle(PostgresSession *session, PGresult **last)
{
	Status status = STATUS_OK;
	size_t count = session->sent_count;
	if (last != NULL)
		*last = NULL;
	if (count == 0) { /* also where nothing could be sent after all */
		(void)PQexitPipelineMode(session->connection);
		return STATUS_OK;
	}
	if (PQpipelineSync(session->connection) != 1)
		status = status_of(session, NULL, session->sent[0]);
	for (size_t i = 0; i < count && !line_is_down(session); i++) {
		PGresult *answer = next_answer(session);
		if (status == STATUS_OK)
			status = status_of(session, answer, session->sent[i]);
		if (last != NULL && i + 1 == count && status == STATUS_OK)
			*last = answer;
		else
			PQclear(answer);
	}
	if (status == STATUS_OK && line_is_down(session))
		status = status_of(session, NULL, session->sent[0]);
	end_of_sent(session);
	if (line_is_down(session)) /* a server that drops its lines says so first */
		session->line_broke = true;
	if (session->line_broke && last != NULL) {
		PQclear(*last);
		*last = NULL;
	}
	return status == STATUS_OK && session->line_broke ? STATUS_FAILED : status;
}

/* Makes room for one more to be sent. */
static Status begin_sending(PostgresSession *session, const char *what)
{
	Status status = session->sent_count == POSTGRES_SENT_MAX ? settle(session, NULL) : STATUS_OK;
	if (status == STATUS_OK && session->sent_count == 0 && PQenterPipelineMode(session->connection) != 1)
		status = status_of(session, NULL, what);
	return status;
}

/* A command without parameters, sent without waiting. */
static Status send_command(PostgresSession *session, const char *sql)
{
	Status status = begin_sending(session, sql);
	if (status != STATUS_OK)
		return status;
	if (PQsendQueryParams(session->connection, sql, 0, NULL, NULL, NULL, NULL, 0) != 1)
		return status_of(session, NULL, sql);
	session->sent[session->sent_count++] = sql;
	return STATUS_OK;
}

static Status execute(PostgresSession *session, const char *sql)
{
	Status status = settle(session, NULL);
	if (status != STATUS_OK)
		return status;
	PGresult *result = PQexec(session->connection, sql);
	status = status_of(session, result, sql);
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
	/* Statements are short: to compile one takes longer than it saves. */
	Status status = execute(session, session->use == STORE_USE_WRITE ? "SET jit TO off"
		: "SET jit TO off; SET default_transaction_read_only TO on");
	if (status != STATUS_OK || session->use != STORE_USE_WRITE || !session->store->options.bulk)
		return status;
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
	session->sent_count = 0;
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
	Status status = settle(session, NULL);
	if (status != STATUS_OK)
		return status;
	for (size_t i = 0; i < statement->parameter_count; i++)
		types[i] = TYPES[statement->parameters[i].type];
	PGresult *result = PQprepare(session->connection, statement->name, statement->postgres,
		(int)statement->parameter_count, types);
	status = status_of(session, result, statement->name);
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

/* Sends without waiting. */
static Status send_prepared(PostgresSession *session, const StoreStatement *statement, const StoreValue *parameters)
{
	PostgresBinding binding;
	const char *detail = "";
	Status status = prepare((StoreSession *)session, statement, &detail);
	if (status == STATUS_OK)
		status = begin_sending(session, statement->name);
	if (status != STATUS_OK)
		return status;
	bind(&binding, statement, parameters);
	if (PQsendQueryPrepared(session->connection, statement->name, (int)statement->parameter_count, binding.values,
		binding.lengths, binding.formats, 0) != 1)
		return status_of(session, NULL, statement->name);
	session->sent[session->sent_count++] = statement->name;
	return STATUS_OK;
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
	if (session->sent_count > 0) { /* together with what waits */
		status = send_prepared(session, statement, parameters);
		Status settled = settle(session, out);
		return status == STATUS_OK ? settled : status;
	}
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
	Status status = settle(session, NULL);
	if (status == STATUS_OK)
		status = prepare((StoreSession *)session, statement, &detail);
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

/* A statement that puts in exactly one row, or fails. */
static bool puts_in_one(const StoreStatement *statement)
{
	Str text = str_from_c(statement->postgres);
	return str_starts_with(text, S("INSERT")) && str_contains(text, S("VALUES")) && !str_contains(text, S("ON CONFLICT"))
		&& !str_contains(text, S("SELECT"));
}

static Status run(StoreSession *opaque, const StoreStatement *statement, const StoreValue *parameters, int64_t *changed)
{
	PGresult *result = NULL;
	if (changed == NULL || puts_in_one(statement)) {
		if (changed != NULL)
			*changed = 1;
		return send_prepared(of(opaque), statement, parameters);
	}
	Status status = execute_prepared(of(opaque), statement, parameters, &result);
	*changed = 0;
	if (status == STATUS_OK && str_to_integer(str_from_c(PQcmdTuples(result)), changed) != STATUS_OK)
		*changed = 0;
	PQclear(result);
	return status;
}

/* --- transactions ----------------------------------------------------------------------------------------------- */

/* The beginning goes out with the first thing that is asked. A line that turns out to be broken then has kept nothing, so
 * the work begins again, on a new one. */
static Status begin(StoreSession *opaque)
{
	PostgresSession *session = of(opaque);
	session->lost_race = false;
	session->line_broke = false;
	if (line_is_down(session) && connect_session(session) != STATUS_OK) {
		session->line_broke = true;
		return STATUS_FAILED;
	}
	return send_command(session, "BEGIN ISOLATION LEVEL SERIALIZABLE");
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

/* What was sent is of no interest any more, but its answers have to be read. */
static void roll_back(StoreSession *session)
{
	(void)settle(of(session), NULL);
	if (whole(session) && execute(of(session), "ROLLBACK") != STATUS_OK)
		log_line(LOG_ERROR, "store", "postgres did not roll back");
}

/* A line that breaks here leaves it open whether the work stands: it is not run again, and not acknowledged. */
static Status commit(StoreSession *opaque)
{
	PostgresSession *session = of(opaque);
	bool in_bulk = session->store->options.bulk; /* where one wait does for all: nothing would be run again anyway */
	Status status = in_bulk ? STATUS_OK : settle(session, NULL);
	if (status == STATUS_OK && PQtransactionStatus(session->connection) == PQTRANS_INERROR)
		status = STATUS_FAILED; /* COMMIT would undo it and call that a success */
	if (status != STATUS_OK) {
		roll_back(opaque);
		return status;
	}
	if (in_bulk)
		status = send_command(session, "COMMIT");
	Status ended = in_bulk ? settle(session, NULL) : execute(session, "COMMIT");
	status = status == STATUS_OK ? ended : status;
	if (in_bulk && status != STATUS_OK)
		roll_back(opaque);
	session->line_broke = false;
	return status;
}

/* Works of a bulk are each committed without waiting for the disk. A commit that waits takes those before it along; the
 * message is there because one that has written nothing does not wait. */
static Status flush(StoreSession *session)
{
	return execute(of(session), "BEGIN; SET LOCAL synchronous_commit TO on; SELECT pg_logical_emit_message(true, 'kith', '');"
		" COMMIT");
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
		.flush = flush,
		.lost_race = lost_race,
		.whole = whole,
		.script = script,
	};
	return &DRIVER;
}

/* Opening, closing, and the guards that stand before every statement on both engines. */
#include "store/store.h"

#include <assert.h>
#include <string.h>

#include "base/log.h"
#include "base/random.h"
#include "store/driver.h"

static bool is_postgres(Str database)
{
	return str_starts_with(database, S("postgresql://")) || str_starts_with(database, S("postgres://"));
}

static Str owner_make(Arena *arena)
{
	unsigned char secret[16];
	random_secret(secret, sizeof secret);
	Buffer text = buffer_make(arena, 64);
	for (size_t i = 0; i < sizeof secret; i++)
		buffer_add_format(&text, "%02x", secret[i]);
	return buffer_str(&text);
}

/* Every statement, before the first request: one that the engine refuses stops the start. */
static Status prove_statements(Store *store, StoreSession *session, Problems *problems)
{
	const StoreStatementSet *set = store->options.statements;
	Status status = STATUS_OK;
	for (size_t i = 0; i < set->count; i++) {
		const char *detail = "";
		assert(set->statements[i]->index == i);
		if (store->driver->prepare(session, set->statements[i], &detail) == STATUS_OK)
			continue;
		status = problems_add_format(problems, (Problem){.field = str_from_c(set->statements[i]->name)},
			"the database refuses this statement: %s", detail);
	}
	return status;
}

static Status open_writers(Store *store, Problems *problems)
{
	size_t count = store->driver->single_writer || store->options.bulk ? 1 : STORE_WRITERS;
	Status status = store->driver->open(store, STORE_USE_WRITE, &store->writers[0], problems);
	if (status != STATUS_OK)
		return status;
	store->writers_free = store->writers_open = 1;
	status = store_migrate(store, store->writers[0], problems);
	if (status == STATUS_OK)
		status = prove_statements(store, store->writers[0], problems);
	while (status == STATUS_OK && store->writers_open < count) {
		status = store->driver->open(store, STORE_USE_WRITE, &store->writers[store->writers_open], problems);
		if (status == STATUS_OK)
			store->writers_free = ++store->writers_open;
	}
	return status;
}

static Status open_connection(Store *store, StoreUse use, StoreConnection *out, Problems *problems)
{
	*out = (StoreConnection){.store = store, .use = use};
	if (store->options.bulk) {
		out->session = store->writers[0];
		return STATUS_OK;
	}
	return store->driver->open(store, use, &out->session, problems);
}

static Status open_readers(Store *store, Problems *problems)
{
	for (size_t i = 0; i < store->options.readers; i++) {
		Status status = open_connection(store, STORE_USE_READ, &store->readers[i], problems);
		if (status != STATUS_OK)
			return status;
	}
	return STATUS_OK;
}

static void close_sessions(Store *store)
{
	StoreConnection *maintenance = &store->maintenance;
	for (size_t i = 0; i < store->options.readers; i++)
		if (!store->options.bulk && store->readers[i].session != NULL)
			store->driver->close(store->readers[i].session);
	if (!store->options.bulk && maintenance->session != NULL)
		store->driver->close(maintenance->session);
	for (size_t i = 0; i < store->writers_open; i++)
		store->driver->close(store->writers[i]);
}

/* The store lives in its own arena. */
static void free_store(Store *store)
{
	(void)pthread_mutex_destroy(&store->lock);
	(void)pthread_mutex_destroy(&store->maintenance_lock);
	(void)pthread_cond_destroy(&store->changed);
	Arena arena = store->arena;
	arena_clear(&arena);
}

Status store_open(Store **out, const StoreOptions *options, Problems *problems)
{
	assert(options->readers >= 1 && options->readers <= STORE_READERS_MAX);
	assert(options->statements != NULL && options->schema != NULL && options->clock != NULL && options->ids != NULL);
	*out = NULL;
	Arena arena;
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	Store *store = ARENA_NEW(&arena, Store);
	store->options = *options;
	store->options.database = str_copy(&arena, options->database);
	store->engine = is_postgres(options->database) ? STORE_POSTGRES : STORE_SQLITE;
	store->driver = store->engine == STORE_POSTGRES ? store_driver_postgres() : store_driver_sqlite();
	store->owner = owner_make(&arena);
	(void)pthread_mutex_init(&store->lock, NULL);
	(void)pthread_mutex_init(&store->maintenance_lock, NULL);
	(void)pthread_cond_init(&store->changed, NULL);
	store->arena = arena;
	Status status = open_writers(store, problems);
	if (status == STATUS_OK)
		status = open_readers(store, problems);
	if (status == STATUS_OK)
		status = store_writers_start(store);
	if (status != STATUS_OK) {
		close_sessions(store);
		free_store(store);
		return status;
	}
	*out = store;
	return STATUS_OK;
}

void store_close(Store *store)
{
	if (store == NULL)
		return;
	store_leases_drop(store);
	store_writers_stop(store);
	close_sessions(store);
	free_store(store);
}

const StoreSchema *store_schema(const Store *store)
{
	return store->options.schema;
}

StoreEngine store_engine(const Store *store)
{
	return store->engine;
}

StoreConnection *store_reader(Store *store, size_t worker)
{
	assert(worker < store->options.readers);
	return &store->readers[worker];
}

StoreConnection *store_maintenance(Store *store)
{
	(void)pthread_mutex_lock(&store->maintenance_lock);
	if (store->maintenance.store == NULL || (!store->options.bulk && store->maintenance.session == NULL)) {
		Problems problems = problems_make(&store->arena);
		if (open_connection(store, STORE_USE_MAINTAIN, &store->maintenance, &problems) != STATUS_OK)
			log_line(LOG_ERROR, "store", "maintenance connection could not be opened");
	}
	(void)pthread_mutex_unlock(&store->maintenance_lock);
	return &store->maintenance;
}

Store *store_of(StoreConnection *connection)
{
	return connection->store;
}

/* Text with a nul byte would be cut on one engine and kept on the other; text that is not UTF-8 is refused by one. */
bool store_values_are_sound(const StoreStatement *statement, const StoreValue *parameters)
{
	for (size_t i = 0; i < statement->parameter_count; i++) {
		assert(parameters[i].type == statement->parameters[i].type);
		assert(!parameters[i].is_null || statement->parameters[i].nullable);
		if (parameters[i].type == STORE_TEXT && !parameters[i].is_null && !str_is_utf8(parameters[i].text)) {
			log_line(LOG_WARNING, "store", "text is not UTF-8 statement=%s parameter=%s", statement->name,
				statement->parameters[i].name);
			return false;
		}
	}
	return true;
}

/* The first failure in a work decides it: what one engine would forgive, the other has already undone. */
static Status note_failure(StoreConnection *connection, Status status)
{
	if (connection->in_work && status != STATUS_OK && connection->undone == STATUS_OK)
		connection->undone = status;
	return status;
}

Status store_query(StoreConnection *connection, const StoreStatement *statement, const StoreValue *parameters,
	StoreRows *out)
{
	*out = (StoreRows){.connection = connection, .statement = statement};
	if (connection->undone != STATUS_OK)
		return out->status = connection->undone;
	if (connection->session == NULL || statement->writes) {
		log_line(LOG_ERROR, "store", "statement cannot be read here statement=%s", statement->name);
		return out->status = STATUS_FAILED;
	}
	if (statement->people == STORE_PEOPLE_MAINTENANCE && connection->use == STORE_USE_READ) {
		log_line(LOG_ERROR, "store", "maintenance statement refused on a worker's reader statement=%s",
			statement->name);
		return out->status = STATUS_REFUSED;
	}
	if (connection->streaming) { /* PostgreSQL could not: so that both answer the same, neither does */
		log_line(LOG_ERROR, "store", "statement inside a loop over a stream statement=%s", statement->name);
		return out->status = STATUS_FAILED;
	}
	if (!store_values_are_sound(statement, parameters))
		return out->status = note_failure(connection, STATUS_INVALID);
	Status status = connection->store->driver->query(connection->session, statement, parameters, connection->in_work,
		out);
	connection->streaming = status == STATUS_OK && statement->rows_max == 0 && !connection->in_work;
	return out->status = note_failure(connection, status);
}

bool store_rows_next(StoreRows *rows)
{
	const StoreDriver *driver = rows->connection->store->driver;
	if (rows->status != STATUS_OK || rows->state == NULL)
		return false;
	if (!driver->next(rows)) {
		(void)note_failure(rows->connection, rows->status);
		store_rows_end(rows);
		return false;
	}
	rows->seen++;
	if (rows->statement->rows_max > 0 && rows->seen > rows->statement->rows_max) {
		log_line(LOG_WARNING, "store", "more rows than declared statement=%s rows=%lld", rows->statement->name,
			(long long)rows->statement->rows_max);
		rows->status = STATUS_FULL;
		store_rows_end(rows);
		return false;
	}
	return true;
}

Str store_rows_text(const StoreRows *rows, size_t column, Arena *arena)
{
	assert(column < rows->statement->column_count && rows->statement->columns[column].type != STORE_INTEGER);
	const StoreDriver *driver = rows->connection->store->driver;
	if (driver->is_null(rows, column))
		return rows->statement->columns[column].nullable ? (Str){0} : S("");
	Str text = driver->text(rows, column, arena);
	return text.length == 0 ? S("") : text;
}

int64_t store_rows_integer(const StoreRows *rows, size_t column)
{
	assert(column < rows->statement->column_count && rows->statement->columns[column].type == STORE_INTEGER);
	const StoreDriver *driver = rows->connection->store->driver;
	if (driver->is_null(rows, column))
		return rows->statement->columns[column].nullable ? STORE_NULL_INTEGER : 0;
	return driver->integer(rows, column);
}

void store_rows_end(StoreRows *rows)
{
	if (rows->state != NULL) {
		rows->connection->store->driver->end(rows);
		rows->connection->streaming = false;
	}
	rows->state = NULL;
}

Status store_run(StoreConnection *write, const StoreStatement *statement, const StoreValue *parameters,
	int64_t *changed)
{
	int64_t count = 0;
	if (changed != NULL)
		*changed = 0;
	if (write->undone != STATUS_OK)
		return write->undone;
	if (write->use != STORE_USE_WRITE || !write->in_work || !statement->writes) {
		log_line(LOG_ERROR, "store", "statement cannot be run outside a write statement=%s", statement->name);
		return STATUS_FAILED;
	}
	if (!store_values_are_sound(statement, parameters))
		return note_failure(write, STATUS_INVALID);
	write->wrote = true;
	/* Nobody asks how many: the engine need not wait to be told. */
	bool asked = changed != NULL || statement->changes_one;
	Status status = write->store->driver->run(write->session, statement, parameters, asked ? &count : NULL);
	if (status != STATUS_OK)
		return note_failure(write, status);
	if (changed != NULL)
		*changed = count;
	return statement->changes_one && count == 0 ? STATUS_STALE : STATUS_OK;
}

/* SQLite behind the store: the one file that knows its library. */
#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <sqlite3.h>

#include "base/log.h"
#include "store/driver.h"

enum {
	SQLITE_BUSY_MILLISECONDS = 5000,
	SQLITE_COPY_PAGES = 256, /* copied in one step of a backup */
	SQLITE_CHECKPOINT_PAGES = 1000,      /* of the log, before they are carried into the file */
	SQLITE_LOG_PAGES_USUAL_MAX = 16384, /* 64 MB: the writer itself carries them over before the log grows on */
};

/* A prepared statement with the library's number for each $n, which it numbers by first appearance. */
typedef struct SqlitePrepared {
	sqlite3_stmt *statement;
	bool in_use;
	bool temporary; /* made because the kept one is being read */
	int places[STORE_PARAMETERS_MAX];
} SqlitePrepared;

/* Carries what was committed from the log into the file, on a thread and a connection of its own, so that nobody who
 * saves or looks waits for the disk to take in pages all over the file. */
typedef struct SqliteCheckpointer {
	sqlite3 *database;
	pthread_t thread;
	pthread_mutex_t lock; /* all below */
	pthread_cond_t wake;
	bool wanted;
	bool stopping;
} SqliteCheckpointer;

typedef struct SqliteSession {
	sqlite3 *database;
	SqliteCheckpointer *checkpointer; /* of the writer of a record that is served; otherwise NULL */
	SqlitePrepared **prepared; /* by the statement's index; NULL until first used */
	size_t prepared_count;
} SqliteSession;

static SqliteSession *of(StoreSession *session)
{
	return (SqliteSession *)session;
}

/* Full, or turned read-only as a system does with a disk that fails: either way it takes nothing more. The library knows the
 * system's reason only of some failures, and not of those of a commit. */
static bool disk_is_full(sqlite3 *database, int code)
{
	int system = sqlite3_system_errno(database);
	int extended = sqlite3_extended_errcode(database);
	if ((code & 0xff) != SQLITE_IOERR)
		return (code & 0xff) == SQLITE_FULL || (code & 0xff) == SQLITE_READONLY;
	return extended == SQLITE_IOERR_WRITE || extended == SQLITE_IOERR_TRUNCATE || extended == SQLITE_IOERR_SHMSIZE
		|| system == ENOSPC || system == EFBIG || system == EDQUOT || system == EROFS;
}

static Status status_of(sqlite3 *database, int code, const char *what)
{
	int extended = sqlite3_extended_errcode(database);
	Status status = STATUS_FAILED;
	if (code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW)
		return STATUS_OK;
	if (disk_is_full(database, code))
		status = STATUS_FULL;
	else if ((code & 0xff) == SQLITE_CONSTRAINT)
		status = STATUS_CONFLICT;
	else if ((code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED)
		status = STATUS_BUSY;
	log_line(status == STATUS_CONFLICT ? LOG_DETAIL : LOG_ERROR, "store", "sqlite code=%d what=%s message=%s", extended,
		what, sqlite3_errmsg(database));
	return status;
}

static Status execute(SqliteSession *session, const char *sql)
{
	return status_of(session->database, sqlite3_exec(session->database, sql, NULL, NULL, NULL), sql);
}

/* --- from the log into the file --------------------------------------------------------------------------------- */

static void *checkpoint_main(void *argument)
{
	SqliteCheckpointer *checkpointer = argument;
	bool failed = false;
	(void)pthread_mutex_lock(&checkpointer->lock);
	while (!checkpointer->stopping) {
		while (!checkpointer->wanted && !checkpointer->stopping)
			(void)pthread_cond_wait(&checkpointer->wake, &checkpointer->lock);
		if (checkpointer->stopping)
			break;
		checkpointer->wanted = false;
		(void)pthread_mutex_unlock(&checkpointer->lock);
		int code = sqlite3_wal_checkpoint_v2(checkpointer->database, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
		bool fails = code != SQLITE_OK && (code & 0xff) != SQLITE_BUSY;
		if (fails && !failed) /* the log keeps everything until it can be carried over */
			log_line(LOG_ERROR, "store", "sqlite checkpoint code=%d message=%s", code, sqlite3_errmsg(checkpointer->database));
		failed = fails;
		(void)pthread_mutex_lock(&checkpointer->lock);
	}
	(void)pthread_mutex_unlock(&checkpointer->lock);
	return NULL;
}

/* After each commit, on the writer's thread, with nothing locked. */
static int note_log_pages(void *context, sqlite3 *database, const char *name, int pages)
{
	SqliteCheckpointer *checkpointer = context;
	if (pages < SQLITE_CHECKPOINT_PAGES)
		return SQLITE_OK;
	(void)pthread_mutex_lock(&checkpointer->lock);
	checkpointer->wanted = true;
	(void)pthread_cond_signal(&checkpointer->wake);
	(void)pthread_mutex_unlock(&checkpointer->lock);
	/* While writes never pause the thread is never quite through, and the log could not begin again. A failure is the
	 * thread's to tell: the commit stands. */
	if (pages >= SQLITE_LOG_PAGES_USUAL_MAX)
		(void)sqlite3_wal_checkpoint_v2(database, name, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
	return SQLITE_OK;
}

/* Without the thread the library carries over by itself, in the commit that makes the log long. */
static void start_checkpointer(SqliteSession *session, const char *path)
{
	SqliteCheckpointer *made = calloc(1, sizeof *made);
	if (made == NULL)
		return;
	(void)pthread_mutex_init(&made->lock, NULL);
	(void)pthread_cond_init(&made->wake, NULL);
	if (sqlite3_open_v2(path, &made->database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK
	    && sqlite3_exec(made->database, "PRAGMA synchronous=FULL; PRAGMA cell_size_check=ON", NULL, NULL, NULL) == SQLITE_OK
	    && pthread_create(&made->thread, NULL, checkpoint_main, made) == 0) {
		session->checkpointer = made;
		(void)sqlite3_wal_hook(session->database, note_log_pages, made);
		return;
	}
	(void)sqlite3_close(made->database);
	(void)pthread_mutex_destroy(&made->lock);
	(void)pthread_cond_destroy(&made->wake);
	free(made);
}

static void stop_checkpointer(SqliteSession *session)
{
	SqliteCheckpointer *checkpointer = session->checkpointer;
	if (checkpointer == NULL)
		return;
	(void)sqlite3_wal_hook(session->database, NULL, NULL);
	(void)pthread_mutex_lock(&checkpointer->lock);
	checkpointer->stopping = true;
	(void)pthread_cond_signal(&checkpointer->wake);
	(void)pthread_mutex_unlock(&checkpointer->lock);
	(void)pthread_join(checkpointer->thread, NULL);
	(void)sqlite3_close(checkpointer->database);
	(void)pthread_mutex_destroy(&checkpointer->lock);
	(void)pthread_cond_destroy(&checkpointer->wake);
	free(checkpointer);
}

/* --- opening ---------------------------------------------------------------------------------------------------- */

static void make_folders(Arena *arena, Str path)
{
	for (size_t i = 1; i <= path.length; i++)
		if (i == path.length || path.data[i] == '/')
			(void)mkdir(str_c(arena, str_slice(path, 0, i)), 0700);
}

/* No mmap_size: a reader maps the whole file anew after each commit of the writer, and every page shown is a commit;
 * without it a search of 20,000 people takes half the time (bench/README.md). */
static Status set_up(SqliteSession *session, const Store *store, StoreUse use)
{
	static const char COMMON[] = "PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON;"
		" PRAGMA temp_store=MEMORY";
	(void)sqlite3_extended_result_codes(session->database, 1);
	(void)sqlite3_busy_timeout(session->database, SQLITE_BUSY_MILLISECONDS);
	Status status = execute(session, COMMON);
	if (status == STATUS_OK && use == STORE_USE_WRITE)
		status = execute(session, "PRAGMA journal_mode=WAL");
	if (status == STATUS_OK && use == STORE_USE_WRITE)
		status = execute(session, store->options.bulk ? "PRAGMA synchronous=OFF; PRAGMA cache_size=-262144"
			: "PRAGMA synchronous=FULL");
	if (status == STATUS_OK && use != STORE_USE_WRITE)
		status = execute(session, "PRAGMA query_only=ON");
	return status;
}

static void close_session(StoreSession *opaque)
{
	SqliteSession *session = of(opaque);
	stop_checkpointer(session);
	for (size_t i = 0; i < session->prepared_count; i++) {
		if (session->prepared[i] == NULL)
			continue;
		(void)sqlite3_finalize(session->prepared[i]->statement);
		free(session->prepared[i]);
	}
	free(session->prepared);
	int code = sqlite3_close(session->database);
	if (code != SQLITE_OK)
		log_line(LOG_ERROR, "store", "sqlite did not close code=%d", code);
	free(session);
}

static Status open_session(Store *store, StoreUse use, StoreSession **out, Problems *problems)
{
	Arena arena;
	arena_init(&arena, 1 << 20);
	Str folder = store->options.database;
	const char *path = str_c(&arena, str_concat(&arena, folder, S("/kith.sqlite")));
	int flags = SQLITE_OPEN_NOMUTEX | (use == STORE_USE_WRITE ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY);
	struct stat there;
	if (stat(path, &there) != 0 && !store->options.create) {
		(void)problems_add_format(problems, (Problem){.file = folder}, "there is no database of Kith in this folder");
		arena_clear(&arena);
		return STATUS_NOT_FOUND;
	}
	if (use == STORE_USE_WRITE && store->options.create) {
		make_folders(&arena, folder);
		flags |= SQLITE_OPEN_CREATE;
	}
	SqliteSession *session = calloc(1, sizeof *session);
	SqlitePrepared **prepared = calloc(store->options.statements->count + 1, sizeof(SqlitePrepared *));
	if (session == NULL || prepared == NULL) {
		free(session);
		free(prepared);
		arena_clear(&arena);
		(void)problems_add_format(problems, (Problem){.file = folder}, "there is no memory to open the database: try again");
		return STATUS_BUSY;
	}
	session->prepared_count = store->options.statements->count;
	session->prepared = prepared;
	int code = sqlite3_open_v2(path, &session->database, flags, NULL);
	Status status = code == SQLITE_OK ? set_up(session, store, use) : status_of(session->database, code, "open");
	if (status != STATUS_OK) {
		(void)problems_add_format(problems, (Problem){.file = folder}, "the database cannot be opened: %s",
			sqlite3_errmsg(session->database));
		close_session((StoreSession *)session);
	} else {
		if (use == STORE_USE_WRITE && !store->options.bulk)
			start_checkpointer(session, path);
		*out = (StoreSession *)session;
	}
	arena_clear(&arena);
	return status;
}

/* --- statements ------------------------------------------------------------------------------------------------- */

static SqlitePrepared *prepare_new(SqliteSession *session, const StoreStatement *statement)
{
	SqlitePrepared *prepared = calloc(1, sizeof *prepared);
	if (prepared == NULL)
		return NULL;
	int code = sqlite3_prepare_v3(session->database, statement->sqlite, -1, SQLITE_PREPARE_PERSISTENT,
		&prepared->statement, NULL);
	if (code != SQLITE_OK) {
		free(prepared);
		return NULL;
	}
	for (size_t i = 0; i < statement->parameter_count; i++) {
		char name[24];
		(void)snprintf(name, sizeof name, "$%zu", i + 1);
		prepared->places[i] = sqlite3_bind_parameter_index(prepared->statement, name);
	}
	return prepared;
}

static Status prepare(StoreSession *opaque, const StoreStatement *statement, const char **detail)
{
	SqliteSession *session = of(opaque);
	SqlitePrepared **kept = &session->prepared[statement->index];
	if (*kept == NULL)
		*kept = prepare_new(session, statement);
	if (*kept == NULL) {
		*detail = sqlite3_errmsg(session->database);
		return STATUS_FAILED;
	}
	if ((size_t)sqlite3_column_count((*kept)->statement) != statement->column_count) {
		*detail = "another number of columns than its head declares";
		return STATUS_FAILED;
	}
	return STATUS_OK;
}

static void release(SqlitePrepared *prepared)
{
	(void)sqlite3_reset(prepared->statement);
	(void)sqlite3_clear_bindings(prepared->statement);
	prepared->in_use = false;
	if (prepared->temporary) {
		(void)sqlite3_finalize(prepared->statement);
		free(prepared);
	}
}

static int bind(const SqlitePrepared *prepared, size_t index, const StoreValue *value)
{
	int place = prepared->places[index];
	if (place == 0)
		return SQLITE_OK; /* an override for the other engine uses it */
	if (value->is_null)
		return sqlite3_bind_null(prepared->statement, place);
	if (value->type == STORE_INTEGER)
		return sqlite3_bind_int64(prepared->statement, place, value->integer);
	const char *data = value->text.data == NULL ? "" : value->text.data;
	if (value->type == STORE_BYTES)
		return sqlite3_bind_blob64(prepared->statement, place, data, value->text.length, SQLITE_TRANSIENT);
	return sqlite3_bind_text64(prepared->statement, place, data, value->text.length, SQLITE_TRANSIENT, SQLITE_UTF8);
}

/* A prepared statement that nobody is reading, with its parameters in place. */
static Status take(SqliteSession *session, const StoreStatement *statement, const StoreValue *parameters,
	SqlitePrepared **out)
{
	SqlitePrepared *prepared = session->prepared[statement->index];
	if (prepared == NULL || prepared->in_use) {
		SqlitePrepared *made = prepare_new(session, statement);
		if (made == NULL)
			return status_of(session->database, sqlite3_errcode(session->database), statement->name);
		made->temporary = prepared != NULL;
		if (prepared == NULL)
			session->prepared[statement->index] = made;
		prepared = made;
	}
	prepared->in_use = true;
	for (size_t i = 0; i < statement->parameter_count; i++) {
		int code = bind(prepared, i, &parameters[i]);
		if (code == SQLITE_OK)
			continue;
		Status status = status_of(session->database, code, statement->name);
		release(prepared);
		return status;
	}
	*out = prepared;
	return STATUS_OK;
}

static Status query(StoreSession *opaque, const StoreStatement *statement, const StoreValue *parameters, bool in_work,
	StoreRows *out)
{
	(void)in_work;
	SqlitePrepared *prepared = NULL;
	Status status = take(of(opaque), statement, parameters, &prepared);
	out->state = prepared;
	return status;
}

/* An integer column that holds something else would be cut silently here and refused on the other engine. */
static bool integers_are_integers(const StoreRows *rows, sqlite3_stmt *statement)
{
	for (size_t i = 0; i < rows->statement->column_count; i++) {
		int type = sqlite3_column_type(statement, (int)i);
		if (rows->statement->columns[i].type == STORE_INTEGER && type != SQLITE_INTEGER && type != SQLITE_NULL) {
			log_line(LOG_ERROR, "store", "not an integer statement=%s column=%s", rows->statement->name,
				rows->statement->columns[i].name);
			return false;
		}
	}
	return true;
}

static bool next(StoreRows *rows)
{
	const SqlitePrepared *prepared = rows->state;
	int code = sqlite3_step(prepared->statement);
	if (code == SQLITE_ROW && integers_are_integers(rows, prepared->statement))
		return true;
	rows->status = code == SQLITE_ROW ? STATUS_FAILED
		: status_of(of(rows->connection->session)->database, code, rows->statement->name);
	return false;
}

static Str text(const StoreRows *rows, size_t column, Arena *arena)
{
	sqlite3_stmt *statement = ((const SqlitePrepared *)rows->state)->statement;
	const char *data = rows->statement->columns[column].type == STORE_BYTES
		? sqlite3_column_blob(statement, (int)column)
		: (const char *)sqlite3_column_text(statement, (int)column);
	return str_copy(arena, (Str){.data = data, .length = (size_t)sqlite3_column_bytes(statement, (int)column)});
}

static int64_t integer(const StoreRows *rows, size_t column)
{
	return sqlite3_column_int64(((const SqlitePrepared *)rows->state)->statement, (int)column);
}

static bool is_null(const StoreRows *rows, size_t column)
{
	return sqlite3_column_type(((const SqlitePrepared *)rows->state)->statement, (int)column) == SQLITE_NULL;
}

static void end(StoreRows *rows)
{
	release(rows->state);
}

static Status run(StoreSession *opaque, const StoreStatement *statement, const StoreValue *parameters, int64_t *changed)
{
	SqliteSession *session = of(opaque);
	SqlitePrepared *prepared = NULL;
	Status status = take(session, statement, parameters, &prepared);
	if (status != STATUS_OK)
		return status;
	assert(prepared != NULL);
	int code = sqlite3_step(prepared->statement);
	status = status_of(session->database, code, statement->name);
	if (changed != NULL)
		*changed = status == STATUS_OK ? sqlite3_changes64(session->database) : 0;
	release(prepared);
	return status;
}

/* --- transactions ----------------------------------------------------------------------------------------------- */

static bool whole(StoreSession *session)
{
	return sqlite3_get_autocommit(of(session)->database) == 0;
}

/* A transaction that could not even be rolled back, for want of memory, is rolled back before the next. */
static Status begin_with(StoreSession *session, const char *words)
{
	Status status = whole(session) ? execute(of(session), "ROLLBACK") : STATUS_OK;
	return status == STATUS_OK ? execute(of(session), words) : status;
}

static Status begin(StoreSession *session)
{
	return begin_with(session, "BEGIN IMMEDIATE");
}

static Status begin_read(StoreSession *session)
{
	return begin_with(session, "BEGIN");
}

static Status commit(StoreSession *session)
{
	return execute(of(session), "COMMIT");
}

static void roll_back(StoreSession *session)
{
	/* SQLite has undone it by itself after some failures. */
	if (whole(session) && execute(of(session), "ROLLBACK") != STATUS_OK)
		log_line(LOG_ERROR, "store", "sqlite did not roll back");
}

static Status mark(StoreSession *session)
{
	return execute(of(session), "SAVEPOINT work");
}

static Status keep(StoreSession *session)
{
	return execute(of(session), "RELEASE work");
}

static Status take_back(StoreSession *session)
{
	return execute(of(session), "ROLLBACK TO work; RELEASE work");
}

static bool lost_race(StoreSession *session)
{
	(void)session;
	return false;
}

static Status script(StoreSession *opaque, const char *sql, const char **detail)
{
	SqliteSession *session = of(opaque);
	int code = sqlite3_exec(session->database, sql, NULL, NULL, NULL);
	*detail = sqlite3_errmsg(session->database);
	return status_of(session->database, code, "schema");
}

/* --- backup ----------------------------------------------------------------------------------------------------- */

static int copy_pages(sqlite3 *from, sqlite3 *to)
{
	sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
	if (backup == NULL)
		return sqlite3_errcode(to);
	int code = SQLITE_OK;
	while (code == SQLITE_OK || code == SQLITE_BUSY || code == SQLITE_LOCKED) {
		code = sqlite3_backup_step(backup, SQLITE_COPY_PAGES);
		if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
			(void)sqlite3_sleep(20);
	}
	int finished = sqlite3_backup_finish(backup);
	return code == SQLITE_DONE ? finished : code;
}

static int note_integrity(void *context, int count, char **values, char **names)
{
	(void)names;
	bool *sound = context;
	*sound = count == 1 && values[0] != NULL && strcmp(values[0], "ok") == 0;
	return 0;
}

/* The source is inside a read transaction, so that the copy is of one moment while others write. */
static Status copy(StoreSession *source, const char *file, Problems *problems)
{
	sqlite3 *target = NULL;
	bool sound = false;
	int code = sqlite3_open_v2(file, &target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
	if (code == SQLITE_OK)
		code = copy_pages(of(source)->database, target);
	if (code == SQLITE_OK)
		code = sqlite3_exec(target, "PRAGMA integrity_check(1)", note_integrity, &sound, NULL);
	Status status = STATUS_OK;
	if (code != SQLITE_OK)
		status = problems_add_format(problems, (Problem){.file = str_from_c(file)}, "the copy cannot be written: %s",
			sqlite3_errmsg(target));
	else if (!sound)
		status = problems_add_format(problems, (Problem){.file = str_from_c(file)}, "the copy is damaged");
	if (sqlite3_close(target) != SQLITE_OK && status == STATUS_OK)
		status = STATUS_FAILED;
	return status;
}

const StoreDriver *store_driver_sqlite(void)
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
		.copy = copy,
		.single_writer = true,
	};
	return &DRIVER;
}

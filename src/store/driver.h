/* Between the store and its two engines. Not for rooms: they see store.h.
 *
 * A session is one connection of the engine's library; a StoreConnection is a right to use one. In bulk mode several
 * connections share a session, so that what was written is read before it is committed.
 */
#ifndef KITH_STORE_DRIVER_H
#define KITH_STORE_DRIVER_H

#include <pthread.h>

#include "base/buffer.h"
#include "store/store.h"

typedef struct StoreSession StoreSession; /* each engine's own */

typedef enum StoreUse { STORE_USE_READ, STORE_USE_MAINTAIN, STORE_USE_WRITE } StoreUse;

struct StoreConnection {
	Store *store;
	StoreUse use;
	StoreSession *session;
	bool in_work;     /* inside a work of store_write */
	bool house;       /* the store's own work: needs no audit */
	bool streaming;   /* rows of a stream are being read */
	bool wrote;
	bool audited;
	Status undone;    /* STATUS_OK, or why nothing of this work can stand any more */
};

/* What an engine does. Every function is called by one thread at a time for a session. */
typedef struct StoreDriver {
	Status (*open)(Store *store, StoreUse use, StoreSession **out, Problems *problems);
	void (*close)(StoreSession *session);
	Status (*prepare)(StoreSession *session, const StoreStatement *statement, const char **detail);
	Status (*query)(StoreSession *session, const StoreStatement *statement, const StoreValue *parameters, bool in_work,
		StoreRows *out);
	bool (*next)(StoreRows *rows);
	Str (*text)(const StoreRows *rows, size_t column, Arena *arena);
	int64_t (*integer)(const StoreRows *rows, size_t column);
	bool (*is_null)(const StoreRows *rows, size_t column);
	void (*end)(StoreRows *rows);
	/* changed may be NULL. An engine may answer before it has done it, when it knows how many rows a success changes or
	 * nobody asks: a failure is then the answer to the next call that waits, at the latest to commit or keep. */
	Status (*run)(StoreSession *session, const StoreStatement *statement, const StoreValue *parameters,
		int64_t *changed);
	Status (*begin)(StoreSession *session);      /* to write */
	Status (*begin_read)(StoreSession *session); /* one state of the database over several statements */
	Status (*commit)(StoreSession *session);
	void (*roll_back)(StoreSession *session);
	/* Makes durable what was committed in bulk. NULL: the works of a bulk share a transaction, a savepoint each. */
	Status (*flush)(StoreSession *session);
	Status (*mark)(StoreSession *session);       /* a savepoint; these three only where works share a transaction */
	Status (*keep)(StoreSession *session);       /* gives the savepoint up, keeps what was done */
	Status (*take_back)(StoreSession *session);  /* undoes to the savepoint, and gives it up */
	bool (*lost_race)(StoreSession *session);    /* another transaction was quicker, or the line broke before the end */
	bool (*whole)(StoreSession *session);        /* is the transaction still there? */
	Status (*script)(StoreSession *session, const char *sql, const char **detail); /* a migration */
	/* The database as session sees it, inside begin_read, into a file of the engine's own; NULL: there is no such form. */
	Status (*copy)(StoreSession *session, const char *file, Problems *problems);
	bool single_writer;
} StoreDriver;

const StoreDriver *store_driver_sqlite(void);
const StoreDriver *store_driver_postgres(void);

enum {
	STORE_WRITERS = 4,            /* sessions that write to PostgreSQL at the same time */
	STORE_RETRIES_MAX = 8,
	STORE_BULK_WORKS = 500,       /* to a commit */
	STORE_READERS_MAX = 64,
};

/* One work that waits for the writer; lives on its caller's stack. */
typedef struct StoreJob {
	StoreWork work;
	void *context;
	bool house;
	Status status;
	bool done;
	pthread_cond_t answered;
	struct StoreJob *next;
} StoreJob;

struct Store {
	const StoreDriver *driver;
	StoreEngine engine;
	Arena arena; /* lives as long as the store; touched by open, close and maintenance only */
	StoreOptions options;
	Str owner;   /* this process in the table of leases */
	StoreConnection readers[STORE_READERS_MAX];
	StoreConnection maintenance;
	pthread_mutex_t maintenance_lock;

	pthread_mutex_t lock; /* all below */
	pthread_cond_t changed;
	bool stopping;
	size_t waiting;
	StoreJob *first;
	StoreJob *last;
	pthread_t writer_thread;
	bool writer_runs;
	StoreSession *writers[STORE_WRITERS]; /* free ones; SQLite and bulk use the first alone */
	size_t writers_free;
	size_t writers_open;
	size_t working; /* callers inside store_write, waiting or running */
	bool bulk_open; /* works of a bulk are not yet durable */
	size_t bulk_works;
};

/* store.c */
bool store_values_are_sound(const StoreStatement *statement, const StoreValue *parameters);

/* write.c */
Status store_writers_start(Store *store);
void store_writers_stop(Store *store);
/* store_write for the store's own bookkeeping: no audit row is asked for. */
Status store_write_house(Store *store, StoreWork work, void *context) MUST_USE;

/* migrate.c */
Status store_migrate(Store *store, StoreSession *session, Problems *problems) MUST_USE;

/* export.c: every row of every table, or of the exported ones, as a line of the export; tables in schema order, rows by
 * primary key. */
typedef Status (*StoreTableLine)(const StoreTable *table, Str line, void *context);
Status store_each_line(StoreConnection *connection, bool all, StoreTableLine each, void *context) MUST_USE;
/* One state of the database over several statements, on the maintenance connection. */
Status store_begin_reading(Store *store, StoreConnection **out) MUST_USE;
void store_end_reading(StoreConnection *connection);

/* proof.c: does this table keep the house and not the record? Such rows are neither proved nor put back. */
bool store_is_house_table(const StoreTable *table);
typedef struct StoreProving StoreProving;
StoreProving *store_proving_begin(const StoreSchema *schema, Arena *arena);
void store_proving_add(StoreProving *proving, const StoreTable *table, Str line);
StoreProof store_proving_end(StoreProving *proving);
/* SHA-256 and length of a whole file. */
Status store_hash_file(Arena *arena, Str path, Str *hash, int64_t *bytes, Problems *problems) MUST_USE;
/* So that a file's new name outlives a power cut. */
void store_sync_folder(Arena *arena, Str folder);
/* The proof as it stands beside a copy; STATUS_NOT_FOUND when it is not there. */
Status store_proof_read(Arena *arena, Str path, StoreProof *out, Problems *problems) MUST_USE;

/* lease.c */
Status store_lease_in_work(StoreConnection *write, Str name, int64_t length_microseconds, bool *held) MUST_USE;
void store_leases_drop(Store *store);

#endif

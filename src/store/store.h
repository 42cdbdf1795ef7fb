/* The database: one SQL text on SQLite and PostgreSQL, a closed set of statements, one way to write.
 *
 * Not a query builder: no SQL text exists at run time but the statements that the build collected from the rooms'
 * .sql files (docs/store.md has their head). Not an ORM: a room sees typed rows, generated from the head.
 *
 * Threads: a StoreConnection belongs to one thread. store_write may be called from any thread; it blocks until the
 * work is durable. On SQLite one writer thread groups waiting works into one commit, a savepoint each; on PostgreSQL
 * a small pool runs them serializable, with retry. Callers see no difference.
 *
 * Memory: rows copy their values into the caller's arena; Store and its connections own everything else.
 */
#ifndef KITH_STORE_STORE_H
#define KITH_STORE_STORE_H

#include "base/buffer.h"
#include "base/clock.h"
#include "base/id.h"
#include "base/problems.h"
#include "base/str.h"

typedef struct Store Store;
typedef struct StoreConnection StoreConnection;

typedef enum StoreEngine { STORE_SQLITE, STORE_POSTGRES } StoreEngine;

enum {
	STORE_PARAMETERS_MAX = 48,
	STORE_COLUMNS_MAX = 40,
	STORE_LIST_LENGTH = 16,         /* a list parameter is padded to this many */
	STORE_WRITES_WAITING_MAX = 512, /* more answer STATUS_BUSY at once */
	STORE_GROUP_MAX = 64,           /* works in one commit */
};

/* An integer that is NULL, in a parameter or a column marked with '?'. A NULL text is a Str with data == NULL. */
#define STORE_NULL_INTEGER INT64_MIN

typedef enum StoreType { STORE_TEXT, STORE_INTEGER, STORE_BYTES } StoreType;

typedef struct StoreValue {
	StoreType type;
	bool is_null;
	Str text; /* STORE_TEXT and STORE_BYTES */
	int64_t integer;
} StoreValue;

typedef enum StorePeople {
	STORE_PEOPLE_NONE,       /* touches no table of people */
	STORE_PEOPLE_VISIBLE,    /* $1 is the actor and the text joins visible_person */
	STORE_PEOPLE_MAINTENANCE /* rebuild, export, verify: only on a maintenance connection or inside a write */
} StorePeople;

typedef struct StoreColumn {
	const char *name;
	StoreType type;
	bool nullable;
} StoreColumn;

/* One statement of the closed set; made by the collector, never by hand. */
typedef struct StoreStatement {
	size_t index; /* its place in the set */
	const char *name;
	const char *sqlite;
	const char *postgres;
	const StoreColumn *parameters;
	size_t parameter_count;
	const StoreColumn *columns;
	size_t column_count;
	StorePeople people;
	bool writes;
	bool changes_one;   /* no changed row is STATUS_STALE */
	int64_t rows_max;   /* more rows are STATUS_FULL; 0 for statements that stream */
} StoreStatement;

typedef struct StoreStatementSet {
	const StoreStatement *const *statements;
	size_t count;
} StoreStatementSet;

/* One numbered, forward-only step of the schema, as the build emits it for each engine. */
typedef struct StoreMigration {
	int number;
	const char *name;
	const char *sqlite;
	const char *postgres;
	const char *checksum;
} StoreMigration;

typedef struct StoreTable {
	const char *name;
	bool exported;    /* stands in the canonical export */
	bool people;      /* whose statements ask who may see */
	bool derived;     /* can be made again from the others */
	bool append_only; /* the engine refuses UPDATE and DELETE */
	const StoreStatement *rows; /* reads the whole table by primary key */
	const StoreStatement *fill; /* puts one row back */
	/* Rows about one person, read ($1 actor, $2 current record) and erased ($1 current record); NULL where no column says whose. */
	const StoreStatement *held;
	const StoreStatement *erase;
} StoreTable;

typedef struct StoreSchema {
	const StoreMigration *migrations;
	size_t migration_count;
	const StoreTable *tables; /* in schema order */
	size_t table_count;
} StoreSchema;

typedef struct StoreOptions {
	Str database;      /* a folder (holds kith.sqlite), or postgresql://… */
	bool create;       /* make the folder or the tables when they are not there; otherwise STATUS_NOT_FOUND */
	bool fresh;        /* with create: a database that has tables of ours is STATUS_CONFLICT, and is left as it is */
	bool bulk;         /* a demonstration or a load being made: works run on the calling thread, many to a commit,
	                      durable only at store_close or store_flush */
	size_t readers;    /* connections for workers, 1 to 64 */
	const StoreStatementSet *statements;
	const StoreSchema *schema;
	const Clock *clock;
	IdSource *ids;
} StoreOptions;

/* Opens, migrates and prepares every statement: a statement that the engine refuses stops the start, by name. */
Status store_open(Store **out, const StoreOptions *options, Problems *problems) MUST_USE;
/* Waits for works that were accepted, then closes. */
void store_close(Store *store);
/* Bulk only: makes durable what has been written. */
Status store_flush(Store *store) MUST_USE;
StoreEngine store_engine(const Store *store);

/* The reading connection of worker number 0..readers-1. Cannot write. */
StoreConnection *store_reader(Store *store, size_t worker);
/* A reading connection for maintenance statements; opened at first use, for one thread at a time (commands, jobs). */
StoreConnection *store_maintenance(Store *store);
Store *store_of(StoreConnection *connection);

/* Runs inside one transaction. May be run again after a lost race, so it has no effect but through write, and sets
 * all its results anew. A status other than STATUS_OK undoes all it did.
 * Having written without store_audit is a mistake of ours: it is undone and answers STATUS_FAILED. */
typedef Status (*StoreWork)(StoreConnection *write, void *context);
/* Blocks until durable. STATUS_BUSY when too many wait, STATUS_FULL when the disk is full or read-only. */
Status store_write(Store *store, StoreWork work, void *context) MUST_USE;

/* --- what generated code calls --------------------------------------------------------------------------------- */

typedef struct StoreRows {
	StoreConnection *connection;
	const StoreStatement *statement;
	void *state; /* the engine's own */
	int64_t seen;
	Status status;
} StoreRows;

/* Starts a statement; the caller reads to the end or calls store_rows_end. While the rows of a stream are read outside
 * a work, its connection answers nothing else: take the list first. Inside a work one may query in a loop over rows. */
Status store_query(StoreConnection *connection, const StoreStatement *statement, const StoreValue *parameters,
	StoreRows *out) MUST_USE;
bool store_rows_next(StoreRows *rows);  /* false at the end or on failure: then rows->status says which */
Str store_rows_text(const StoreRows *rows, size_t column, Arena *arena);
int64_t store_rows_integer(const StoreRows *rows, size_t column);
void store_rows_end(StoreRows *rows);
/* Runs a writing statement; changed may be NULL. STATUS_CONFLICT when a constraint refuses it: PostgreSQL may say so only
 * as the answer to the next query or count of the same work, or to store_write, which keeps nothing either way. */
Status store_run(StoreConnection *write, const StoreStatement *statement, const StoreValue *parameters,
	int64_t *changed) MUST_USE;

const StoreSchema *store_schema(const Store *store);

/* --- leases ----------------------------------------------------------------------------------------------------- */

/* Takes the lease called name for length microseconds, or makes ours longer. held says whether this process has it
 * now. Of any number of processes over one database at most one holds it; store_close gives it back. */
Status store_lease(Store *store, Str name, int64_t length_microseconds, bool *held) MUST_USE;

/* --- audit ------------------------------------------------------------------------------------------------------ */

typedef struct StoreAudit {
	Str actor;        /* user id, "public" or "system" */
	Instant at;
	Str action;       /* "fact/append", "person/read" */
	Str subject_kind; /* "person", "work", "user", … */
	Str subject;      /* its id; empty for none */
	Str person;       /* whose record was touched, as written; empty when nobody's */
	Str reason;       /* purpose or reason given; may be empty */
	Str before_hash;  /* hash of what stood there; empty for something new */
	Str after_hash;
	Str detail;       /* JSON; never a value of a sensitive answer */
	const Str *people; /* whose records were touched when they are several and person is empty; detail names them too */
	size_t people_count;
} StoreAudit;

/* Writes one audit row with its own hash, and a row of audit_of_person for each of people, in the write's own transaction. */
Status store_audit(StoreConnection *write, const StoreAudit *entry) MUST_USE;

/* Chains the rows that are not yet sealed, at most limit of them (up to 10,000), some at a time so that nobody's write
 * waits for all. Every process may call it every second: it takes the lease "audit-seal" itself and seals nothing when
 * another holds it. sealed may be NULL; it counts what was sealed before a failure too. */
Status store_audit_seal(Store *store, int64_t limit, int64_t *sealed) MUST_USE;

typedef struct StoreVerifyReport {
	int64_t sealed_rows;
	int64_t unsealed_rows;
	Str head_hash;           /* the last link; kept elsewhere, it proves later that no tail was cut off */
	int64_t broken_sequence; /* 0, or the first place in the chain that does not hold */
	Str broken_audit_id;
	Str broken_reason;
	bool database_sound;     /* the engine's own integrity check */
} StoreVerifyReport;

/* Reads the whole chain again. STATUS_INVALID when a row was changed, removed or put in; the report says where. */
Status store_verify(Store *store, Arena *arena, StoreVerifyReport *out) MUST_USE;

/* --- a whole database ------------------------------------------------------------------------------------------- */

/* The canonical export: one JSON line a row, tables in schema order, rows by primary key, the same bytes for the same
 * record on both engines. Without sessions, secrets, jobs and audit. */
typedef Status (*StoreExportLine)(Str line, void *context);
Status store_export(Store *store, StoreExportLine write_line, void *context) MUST_USE;

/* What a database holds at one moment, table by table, so that two can be compared. A table's hash is the SHA-256 of its
 * rows as the export writes them, a line feed after each. Leases and the list of schema steps are left out: they belong
 * to the database, not to the record. */
typedef struct StoreTableProof {
	Str table;
	int64_t rows;
	Str hash;
} StoreTableProof;

typedef struct StoreProof {
	Str schema;     /* a hash over the steps of the schema: proofs of different ones cannot be compared by table */
	Str file_hash;  /* SHA-256 of the copy; empty when the proof is of a database */
	int64_t file_bytes;
	StoreTableProof *tables;
	size_t table_count;
} StoreProof;

/* Reads the whole database. */
Status store_prove(Store *store, Arena *arena, StoreProof *out) MUST_USE;
/* The first table that is not the same, or the empty text. Both proofs are of one schema. */
Str store_proof_difference(const StoreProof *left, const StoreProof *right);
/* JSON Lines: the schema and the file, then each table. */
void store_proof_write(const StoreProof *proof, Buffer *out);

typedef enum StoreCopyForm {
	STORE_COPY_OWN,   /* SQLite: a database that can be opened as it is. PostgreSQL has no such form: lines */
	STORE_COPY_LINES, /* every row of every table as JSON Lines, for either engine */
} StoreCopyForm;

/* A consistent copy while others write, and its proof beside it: FILE.proof, JSON Lines, the file's own hash first. Both
 * are of one moment. They have their names only when they are whole. */
Status store_backup(Store *store, Str file, StoreCopyForm form, Arena *arena, StoreProof *out,
	Problems *problems) MUST_USE;

typedef struct StoreRestore {
	Str file;
	bool without_proof; /* go on when there is no FILE.proof */
	bool proved;        /* out: counts and hashes are those of the proof beside the file */
	StoreProof proof;   /* out: of what was restored */
} StoreRestore;

/* Puts a copy where options->database says, which must hold no record yet, and proves it: the file by its hash, then,
 * read out of the new database again, every table by its count and hash. A copy of an older schema is brought forward
 * when it is SQLite's own; then only the file is proved. Lines are for a database of the same schema steps, on either
 * engine. When it fails nothing stands there that a server would start on, save that PostgreSQL keeps empty tables. */
Status store_restore(const StoreOptions *options, StoreRestore *restore, Arena *arena, Problems *problems) MUST_USE;

#endif

/* What a command that works on a record starts with: the store, the release in force, the system's desk. */
#ifndef KITH_CLI_OPEN_STORE_H
#define KITH_CLI_OPEN_STORE_H

#include "care/care.h"
#include "cli/options.h"

typedef struct OpenStoreOptions {
	bool create;
	bool bulk;
	size_t readers;      /* 0: one */
	const Clock *clock;  /* NULL: the machine's */
	uint64_t seed;       /* ids of a demonstration; 0: random */
} OpenStoreOptions;

typedef struct OpenStore {
	Arena *arena;
	Store *store;
	IdSource ids;
	const Clock *clock;
	Practice *practice; /* NULL when nothing was ever published */
	Care care;          /* the system's desk, on the maintenance connection */
} OpenStore;

/* Opens what --data or --database names. STATUS_NOT_FOUND when it is not there and create is false. */
Status open_store(OpenStore *out, const CommandLine *line, const OpenStoreOptions *options, Arena *arena,
	Problems *problems) MUST_USE;
void open_store_close(OpenStore *open);

/* A whole command: reads the line, does the work with an arena and problems of its own, prints what is wrong, and gives
 * the exit status. */
typedef Status (*CommandWork)(const CommandLine *line, Arena *arena, Problems *problems);
int command_run(const CommandUsage *usage, int argc, char **argv, CommandWork work);
/* The same with the record open. */
typedef Status (*RecordWork)(const CommandLine *line, OpenStore *open, Problems *problems);
int command_run_on_record(const CommandUsage *usage, int argc, char **argv, RecordWork work);

/* A whole file, at most bytes_max; problems name it. */
Status open_file_read(Arena *arena, Str path, size_t bytes_max, Str *out, Problems *problems) MUST_USE;

#endif

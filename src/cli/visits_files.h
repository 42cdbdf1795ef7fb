/* What the commands of kith visits share: reading and writing files, and the clock of a search. */
#ifndef KITH_CLI_VISITS_FILES_H
#define KITH_CLI_VISITS_FILES_H

#include "cli/options.h"
#include "engine/visits/visits.h"

Status visits_files_problem(Arena *arena, const char *path, Problems *problems, VisitsProblem *out) MUST_USE;
Status visits_files_plan(Arena *arena, const VisitsProblem *problem, const char *path, Problems *problems,
	VisitsPlan *out) MUST_USE;
/* Writes text to path; a file that could not be written whole is a problem. */
Status visits_files_write(Arena *arena, Str path, Str text, Problems *problems) MUST_USE;
/* A buffer large enough for every plan. */
Buffer visits_files_buffer(Arena *arena);

/* The options --seconds, --iterations, --seed and --threads. */
enum { VISITS_SEARCH_OPTIONS = 4 };
extern const CommandOption VISITS_SEARCH_OPTION_TABLE[VISITS_SEARCH_OPTIONS];

/* The misuse of giving both limits of a search, or neither where one is needed (CommandUsage); empty when there is none. */
Str visits_files_limit_misuse(const CommandLine *line, bool needed);

/* Runs the search as the options say: shows progress on a terminal, ends early on SIGINT or SIGTERM with the best plan
 * so far, and then writes "stopped early" to standard error. otherwise_seconds counts when no limit is given. */
Status visits_files_search(Arena *arena, const CommandLine *line, const VisitsProblem *problem, const VisitsPlan *begin_with,
	int64_t otherwise_seconds, VisitsPlan *out) MUST_USE;

#endif

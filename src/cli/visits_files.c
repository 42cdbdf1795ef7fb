#include "cli/visits_files.h"

#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "base/clock.h"
#include "cli/open_store.h"

#define FILE_BYTES_MAX ((size_t)64 * 1024 * 1024)
#define PLAN_BYTES_MAX ((size_t)256 * 1024 * 1024)

const CommandOption VISITS_SEARCH_OPTION_TABLE[VISITS_SEARCH_OPTIONS] = {
	{.name = "seconds", .value = "N", .kind = OPTION_NUMBER, .number_min = 1, .number_max = 86400,
		.help = "searches so long; the best plan found then"},
	{.name = "iterations", .value = "N", .kind = OPTION_NUMBER, .number_min = 1, .number_max = INT64_MAX,
		.help = "searches so far instead: the same plan for a seed and threads"},
	{.name = "seed", .value = "S", .kind = OPTION_NUMBER, .help = "another seed, another plan; 1 unless given"},
	{.name = "threads", .value = "N", .kind = OPTION_NUMBER, .number_min = 1, .number_max = VISITS_THREADS_MAX,
		.help = "islands that search side by side; 2 unless given"},
};

static Status read_file(Arena *arena, const char *path, Str *out, Problems *problems)
{
	return open_file_read(arena, str_from_c(path), FILE_BYTES_MAX, out, problems);
}

Status visits_files_problem(Arena *arena, const char *path, Problems *problems, VisitsProblem *out)
{
	Str text = {0};
	Status status = read_file(arena, path, &text, problems);
	return status == STATUS_OK ? visits_read_problem(arena, str_from_c(path), text, problems, out) : status;
}

Status visits_files_plan(Arena *arena, const VisitsProblem *problem, const char *path, Problems *problems, VisitsPlan *out)
{
	Str text = {0};
	Status status = read_file(arena, path, &text, problems);
	return status == STATUS_OK ? visits_read_plan(arena, problem, str_from_c(path), text, problems, out) : status;
}

Buffer visits_files_buffer(Arena *arena)
{
	return buffer_make(arena, PLAN_BYTES_MAX);
}

Status visits_files_write(Arena *arena, Str path, Str text, Problems *problems)
{
	FILE *file = fopen(str_c(arena, path), "wb");
	bool whole = file != NULL && fwrite(text.data, 1, text.length, file) == text.length;
	if (file != NULL && fclose(file) != 0)
		whole = false;
	return whole ? STATUS_OK : problems_add_format(problems, (Problem){.file = path}, "This file could not be written.");
}

/* ---- The search with its clock. ---- */

static volatile sig_atomic_t interrupted;

static void interrupt(int number)
{
	(void)number;
	interrupted = 1;
}

typedef struct Watch {
	int64_t began;
	int64_t limit; /* microseconds; 0 when iterations count */
	uint64_t iterations;
	int64_t shown;
	bool terminal;
	int64_t cost_divisor;
} Watch;

static double elapsed_share(void *context)
{
	const Watch *watch = context;
	return (double)(clock_elapsed_microseconds() - watch->began) / (double)watch->limit;
}

static bool is_interrupted(void *context)
{
	(void)context;
	return interrupted != 0;
}

static void show(const VisitsProgress *progress, void *context)
{
	Watch *watch = context;
	int64_t now = clock_elapsed_microseconds();
	if (!watch->terminal || now - watch->shown < INSTANT_SECOND / 4)
		return;
	watch->shown = now;
	(void)fprintf(stderr, "\r%6.1f s  cost %.3f  not visited %u  ", (double)(now - watch->began) / (double)INSTANT_SECOND,
		(double)progress->cost / (double)VISITS_UNITS / (double)watch->cost_divisor, progress->unvisited);
}

static void catch_interrupts(void)
{
	struct sigaction action = {.sa_handler = interrupt};
	(void)sigemptyset(&action.sa_mask);
	action.sa_flags = (int)SA_RESETHAND; /* a second one ends the program at once */
	(void)sigaction(SIGINT, &action, NULL);
	(void)sigaction(SIGTERM, &action, NULL);
}

Str visits_files_limit_misuse(const CommandLine *line, bool needed)
{
	bool seconds = options_given(line, "seconds");
	bool iterations = options_given(line, "iterations");
	if (seconds && iterations)
		return S("give one of --seconds and --iterations, not both");
	return needed && !seconds && !iterations ? S("give --seconds N or --iterations N") : (Str){0};
}

Status visits_files_search(Arena *arena, const CommandLine *line, const VisitsProblem *problem, const VisitsPlan *begin_with,
	int64_t otherwise_seconds, VisitsPlan *out)
{
	bool counted = options_given(line, "iterations");
	int64_t seconds = options_number(line, "seconds", otherwise_seconds);
	Watch watch = {.began = clock_elapsed_microseconds(), .limit = seconds * INSTANT_SECOND,
		.terminal = isatty(STDERR_FILENO) == 1, .cost_divisor = problem->cost_divisor};
	VisitsSettings settings = {
		.seed = (uint64_t)options_number(line, "seed", 1),
		.threads = (uint32_t)options_number(line, "threads", 2),
		.iterations = (uint64_t)options_number(line, "iterations", 0),
		.elapsed_share = counted ? NULL : elapsed_share,
		.stop = is_interrupted,
		.progress = show,
		.context = &watch,
		.begin_with = begin_with,
	};
	catch_interrupts();
	Status status = visits_solve(arena, problem, &settings, out);
	if (watch.terminal)
		(void)fprintf(stderr, "\n");
	if (interrupted != 0)
		(void)fprintf(stderr, "kith: stopped early; this is the best plan so far\n");
	return status;
}

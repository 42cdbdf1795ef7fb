/* kith demo: makes a demonstration borough; kith demo plan prints its acts. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "care/access/access.h"
#include "care/demonstration/demonstration.h"
#include "care/directory/directory.h"
#include "care/release/release.h"
#include "cli/commands.h"
#include "cli/demo_files.h"
#include "cli/open_store.h"

enum { PROGRESS_EVERY = 500 };

static const CommandUsage USAGE = {
	.command = "demo",
	.summary = "Makes the record of an invented borough and prints one sign-in a role.",
	.database = true,
	.options = DEMO_OPTIONS,
	.option_count = DEMO_OPTION_COUNT,
	.details = "kith demo plan prints the acts instead of doing them. Everybody in it is invented.",
};

typedef struct Making {
	Replay *replay;
	Problems *problems;
	uint32_t number;
	Status status;
	bool terminal;
} Making;

static void take_act(void *context, Instant at, Str line)
{
	Making *making = context;
	if (making->status != STATUS_OK)
		return;
	making->number++;
	making->status = replay_act(making->replay, at, line, making->number, making->problems);
	if (making->terminal && making->number % PROGRESS_EVERY == 0)
		(void)fprintf(stderr, "\r%u acts", making->number);
}

static Status load_practice(Arena *arena, Str files, Str borough, Problems *problems, Practice **out)
{
	Str common = str_format(arena, "%.*s/boroughs/common", STR_ARG(files));
	Str council = str_format(arena, "%.*s/boroughs/%.*s", STR_ARG(files), STR_ARG(borough));
	return practice_load(out, arena, common, council, problems);
}

/* The borough's places and an invented directory. */
static Status load_places(OpenStore *open, Str folder, Problems *problems)
{
	Status status = directory_load_demonstration(&open->care, folder);
	for (size_t i = 0; i < open->care.problems.count; i++)
		status = problems_add(problems, open->care.problems.items[i]);
	return status;
}

static Status begin_record(OpenStore *open, const Practice *practice, Clock *clock, Instant first)
{
	clock->held = first;
	open->care.practice = practice;
	open->care.reader = store_reader(open->store, 0);
	Status status = release_publish(&open->care, practice, first);
	return status == STATUS_OK ? access_seed_roles(&open->care) : status;
}

static Status seal_all(Store *store)
{
	int64_t sealed = 1;
	Status status = STATUS_OK;
	while (status == STATUS_OK && sealed > 0)
		status = store_audit_seal(store, 10000, &sealed);
	return status;
}

static void write_sign_ins(const Replay *replay, FILE *to)
{
	size_t count = 0;
	const ReplaySignIn *sign_ins = replay_sign_ins(replay, &count);
	(void)fprintf(to, "Sign in as (password for all: %.*s)\n", STR_ARG(DEMONSTRATION_PASSWORD));
	for (size_t i = 0; i < count; i++)
		(void)fprintf(to, "  %-18.*s %-18.*s %.*s\n", STR_ARG(sign_ins[i].role), STR_ARG(sign_ins[i].sign_in),
			STR_ARG(sign_ins[i].name));
}

/* On standard output, and beside a folder's record, where ./run and the browser tests look for it. */
static Status keep_sign_ins(const CommandLine *line, Arena *arena, const Replay *replay, Problems *problems)
{
	write_sign_ins(replay, stdout);
	if (str_starts_with(line->database, S("postgres")))
		return STATUS_OK;
	Str path = str_concat(arena, line->database, S("/sign-ins.txt"));
	FILE *file = fopen(str_c(arena, path), "w");
	if (file == NULL)
		return problems_add_format(problems, (Problem){.file = path}, "The sign-ins could not be written here.");
	write_sign_ins(replay, file);
	return fclose(file) == 0 ? STATUS_OK : STATUS_FULL;
}

static Status replay_plan(const CommandLine *line, OpenStore *open, Clock *clock, const Practice *practice, Arena *arena,
	Problems *problems)
{
	DemoPlan plan = {0};
	Making making = {.problems = problems, .terminal = isatty(STDERR_FILENO) == 1};
	Status status = demo_plan_load(line, arena, &plan, problems);
	if (status == STATUS_OK)
		status = begin_record(open, practice, clock, instant_from_london(date_add_months(plan.settings.from, -13), 6, 0));
	if (status == STATUS_OK)
		status = load_places(open, str_format(arena, "%.*s/boroughs/%.*s/demonstration",
			STR_ARG(options_text(line, "files", S("."))), STR_ARG(plan.settings.borough)), problems);
	if (status == STATUS_OK)
		status = replay_open(&making.replay, arena, open->store, clock, &open->ids, practice);
	if (status == STATUS_OK)
		status = demonstration_plan(plan.data, &plan.settings, arena,
			(DemonstrationReader){.act = take_act, .context = &making}, problems);
	if (status == STATUS_OK)
		status = making.status;
	if (status == STATUS_OK)
		status = store_flush(open->store);
	if (status == STATUS_OK)
		status = seal_all(open->store);
	if (making.terminal)
		(void)fputc('\n', stderr);
	if (status == STATUS_OK)
		status = keep_sign_ins(line, arena, making.replay, problems);
	if (making.replay != NULL)
		replay_close(making.replay);
	return status;
}

static Status make_demonstration(const CommandLine *line, Arena *arena, Problems *problems)
{
	Practice *practice = NULL;
	OpenStore open = {0};
	Clock clock = clock_hold(0);
	Str files = options_text(line, "files", S("."));
	Status status = load_practice(arena, files, options_text(line, "borough", (Str){0}), problems, &practice);
	if (status != STATUS_OK)
		return status;
	status = open_store(&open, line, &(OpenStoreOptions){.create = true, .bulk = true, .clock = &clock,
		.seed = (uint64_t)options_number(line, "seed", 1) + 1}, arena, problems);
	if (status == STATUS_OK && open.practice != NULL)
		status = problems_add(problems, (Problem){.message =
			S("There is a record here already. A demonstration is made in an empty place.")});
	if (status == STATUS_OK)
		status = replay_plan(line, &open, &clock, practice, arena, problems);
	open_store_close(&open);
	return status;
}

int command_demo(int argc, char **argv)
{
	if (argc > 1 && strcmp(argv[1], "plan") == 0)
		return command_demo_plan(argc - 1, argv + 1);
	return command_run(&USAGE, argc, argv, make_demonstration);
}

/* bench_search: finding people, at the size of a large council. The record is one that bench_spine made.
 *
 *   bench_search prepare --data DIR                        a record of an older program: what finds people is made anew
 *   bench_search plant   --data DIR --planted FILE         the people of the gold set join those on file
 *   bench_search ask     --data DIR --planted FILE         each query of the gold set: where the right one stands, how long
 *   bench_search load    --data DIR --planted FILE         fifty users at once, a second of thought between two searches
 *
 * --database serves as well as --data. Never a test: bench/search.sh runs it, bench/README.md says what the figures mean.
 */
#include <pthread.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "base/csv.h"
#include "base/random.h"
#include "bench/figures.h"
#include "care/access/access.h"
#include "care/jobs/job_kinds.h"
#include "cli/commands.h"
#include "cli/open_store.h"
#include "finding/gold.h"

enum { PLANTED_BYTES_MAX = 1024 * 1024, USERS_MAX = 200, WORKERS_MAX = 64, THINK_MILLISECONDS = 1000 };

static const CommandOption OPTIONS[] = {
	{.name = "planted", .value = "FILE", .kind = OPTION_TEXT, .help = "who of the gold set is which record; written by plant"},
	{.name = "worker", .value = "ID", .kind = OPTION_TEXT, .help = "the user who searches"},
	{.name = "people", .value = "N", .kind = OPTION_NUMBER, .number_min = 1, .number_max = 5000000,
		.help = "how many people are on file, for the line; 500000 unless given"},
	{.name = "seconds", .value = "N", .kind = OPTION_NUMBER, .number_min = 1, .number_max = 3600,
		.help = "load: how long; 30 unless given"},
	{.name = "users", .value = "N", .kind = OPTION_NUMBER, .number_min = 1, .number_max = USERS_MAX,
		.help = "load: how many at once; 50 unless given"},
	{.name = "workers", .value = "N", .kind = OPTION_NUMBER, .number_min = 1, .number_max = WORKERS_MAX,
		.help = "load: readers that they share; 8 unless given"},
	{.name = "show", .help = "ask: name what failed of the half to work with"},
};

static const CommandUsage USAGE = {
	.command = "bench_search",
	.summary = "Finds people in a large record: whether the right one is found, and how fast.",
	.words = "prepare|plant|ask|load",
	.words_min = 1,
	.words_max = 1,
	.database = true,
	.options = OPTIONS,
	.option_count = sizeof OPTIONS / sizeof *OPTIONS,
};

static Figures figures_of(const CommandLine *line, Arena *arena, Store *store)
{
	return figures_make(arena, store_engine(store) == STORE_SQLITE ? "sqlite" : "postgresql",
		options_number(line, "people", 500000));
}

/* As the server does it, a job after the other. */
static Status prepare(const CommandLine *line, Arena *arena, Problems *problems)
{
	OpenStore open = {0};
	Status status = open_store(&open, line, &(OpenStoreOptions){.bulk = true}, arena, problems);
	int64_t done = 1;
	int64_t all = 0;
	int64_t began = clock_elapsed_microseconds();
	size_t kind_count = 0;
	const JobKind *kinds = job_kinds(&kind_count);
	while (status == STATUS_OK && done > 0) {
		Arena scratch;
		arena_init(&scratch, ARENA_COMMAND_BYTES_MAX);
		open.care.arena = &scratch;
		status = jobs_run_due(&open.care, S("bench"), kinds, kind_count, &done);
		all += done;
		arena_clear(&scratch);
		if (isatty(STDERR_FILENO) == 1)
			(void)fprintf(stderr, "\r%lld jobs", (long long)all);
	}
	open.care.arena = arena;
	if (status == STATUS_OK)
		status = store_flush(open.store);
	if (status == STATUS_OK) {
		Figures figures = figures_of(line, arena, open.store);
		figures_print_number(&figures, "search: jobs done to find people by more",
			(double)all * 1e6 / (double)(clock_elapsed_microseconds() - began), "jobs a second");
	}
	open_store_close(&open);
	return status;
}

static Status plant(const CommandLine *line, Arena *arena, Problems *problems)
{
	OpenStore open = {0};
	Gold *gold = ARENA_NEW(arena, Gold);
	Clock clock = clock_hold(clock_now(clock_system()));
	Status status = gold_load(gold, arena, S("tests/finding/"), problems);
	FILE *planted = fopen(str_c(arena, options_text(line, "planted", S("planted.csv"))), "w");
	if (planted == NULL)
		return problems_add(problems, (Problem){.message = S("The file of those planted could not be written.")});
	if (status == STATUS_OK)
		status = open_store(&open, line, &(OpenStoreOptions){.bulk = true, .clock = &clock}, arena, problems);
	open.care.reader = status == STATUS_OK ? store_reader(open.store, 0) : NULL;
	if (status == STATUS_OK)
		status = gold_plant(&open.care, &clock, gold);
	if (status == STATUS_OK)
		status = store_flush(open.store);
	(void)fputs("key,id,reference\n", planted);
	for (size_t i = 0; status == STATUS_OK && i < gold->person_count; i++)
		(void)fprintf(planted, "%.*s,%.*s,%.*s\n", STR_ARG(gold->people[i].key), STR_ARG(gold->people[i].id),
			STR_ARG(gold->people[i].reference));
	for (size_t i = 0; i < open.care.problems.count; i++)
		(void)problems_add(problems, open.care.problems.items[i]);
	open_store_close(&open);
	return fclose(planted) == 0 ? status : STATUS_FULL;
}

static Status read_planted(const CommandLine *line, Arena *arena, Gold *gold, Problems *problems)
{
	CsvReader reader;
	CsvRow row;
	Str text = {0};
	Str path = options_text(line, "planted", S("planted.csv"));
	Status status = gold_load(gold, arena, S("tests/finding/"), problems);
	if (status == STATUS_OK)
		status = open_file_read(arena, path, PLANTED_BYTES_MAX, &text, problems);
	if (status != STATUS_OK)
		return status;
	csv_open_text(&reader, arena, path, text, (CsvLimits){.columns_most = 3, .field_bytes_most = 100}, problems);
	status = csv_read_header(&reader);
	while (status == STATUS_OK && (status = csv_next_row(&reader, &row)) == STATUS_OK)
		for (size_t i = 0; i < gold->person_count; i++)
			if (str_equal(gold->people[i].key, row.fields[0])) {
				gold->people[i].id = str_copy(arena, row.fields[1]);
				gold->people[i].reference = str_copy(arena, row.fields[2]);
			}
	return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

static Status sit_down(Care *desk, OpenStore *open, StoreConnection *reader, Arena *arena, const CommandLine *line)
{
	*desk = care_public(open->store, reader, arena, open->clock, &open->ids, open->practice);
	return access_act_as(desk, options_text(line, "worker", (Str){0}));
}

typedef struct Tally {
	size_t asked;
	size_t right;
} Tally;

static void print_tally(const Figures *figures, const char *name, Tally tally)
{
	if (tally.asked > 0)
		figures_print_number(figures, str_c(figures->arena, str_format(figures->arena,
			"search: first three, %s (%zu of %zu)", name, tally.right, tally.asked)),
			100.0 * (double)tally.right / (double)tally.asked, "%");
}

static Status ask(const CommandLine *line, Arena *arena, Problems *problems)
{
	OpenStore open = {0};
	Care desk;
	Arena scratch;
	Gold *gold = ARENA_NEW(arena, Gold);
	Tally halves[2] = {{0}};
	Tally by_hand = {0};
	Samples samples = samples_make(arena, "search: gold set, one after the other");
	bool show = options_given(line, "show");
	Status status = read_planted(line, arena, gold, problems);
	if (status == STATUS_OK)
		status = open_store(&open, line, &(OpenStoreOptions){0}, arena, problems);
	if (status == STATUS_OK)
		status = sit_down(&desk, &open, store_reader(open.store, 0), arena, line);
	arena_init(&scratch, ARENA_REQUEST_BYTES_MAX);
	for (size_t i = 0; status == STATUS_OK && i < gold->query_count; i++) {
		const GoldQuery *query = &gold->queries[i];
		size_t place = 0;
		arena_reset(&scratch);
		desk.arena = &scratch;
		samples_start(&samples);
		status = gold_ask(&desk, query, &place);
		samples_stop(&samples);
		bool right = place >= 1 && place <= GOLD_FIRST;
		halves[query->measured ? 1 : 0].asked++;
		halves[query->measured ? 1 : 0].right += right ? 1 : 0;
		by_hand.asked += query->by_hand ? 1 : 0;
		by_hand.right += query->by_hand && right ? 1 : 0;
		if (show && !query->measured)
			(void)printf("%s\t%6.2f ms\tplace %zu\t%.*s\t%.*s\t%.*s\n", right ? "right" : "WRONG",
				(double)samples.microseconds[samples.count - 1] / 1e3, place, STR_ARG(query->kind), STR_ARG(query->typed),
				STR_ARG(query->person->name));
	}
	arena_clear(&scratch);
	if (status == STATUS_OK) {
		Figures figures = figures_of(line, arena, open.store);
		figures_print_samples(&figures, &samples);
		print_tally(&figures, "the half to work with", halves[0]);
		print_tally(&figures, "the half that measures", halves[1]);
		print_tally(&figures, "of both, those by hand", by_hand);
	}
	open_store_close(&open);
	return status;
}

/* --- load ------------------------------------------------------------------------------------------------------- */

typedef struct Load {
	const CommandLine *line;
	OpenStore *open;
	const Gold *gold;
	int64_t until;
	pthread_mutex_t lock; /* of what follows */
	pthread_cond_t freed;
	size_t free_readers[WORKERS_MAX]; /* numbers of readers that nobody has */
	size_t free_count;
	uint64_t next_ticket; /* whoever came first goes first, as in the server's queue */
	uint64_t now_served;
	Samples samples;
	Status status;
} Load;

typedef struct Searcher {
	Load *load;
	size_t number;
} Searcher;

static void think(RandomStream *random)
{
	uint32_t milliseconds = THINK_MILLISECONDS / 2 + random_below(random, THINK_MILLISECONDS);
	const struct timespec length = {.tv_sec = milliseconds / 1000, .tv_nsec = (long)(milliseconds % 1000) * 1000000};
	(void)nanosleep(&length, NULL);
}

static size_t take_reader(Load *load)
{
	(void)pthread_mutex_lock(&load->lock);
	uint64_t ticket = load->next_ticket++;
	while (load->free_count == 0 || ticket != load->now_served)
		(void)pthread_cond_wait(&load->freed, &load->lock);
	load->now_served++;
	size_t reader = load->free_readers[--load->free_count];
	(void)pthread_cond_broadcast(&load->freed);
	(void)pthread_mutex_unlock(&load->lock);
	return reader;
}

static void give_back(Load *load, size_t reader, int64_t began, Status status)
{
	(void)pthread_mutex_lock(&load->lock);
	load->free_readers[load->free_count++] = reader;
	if (load->samples.count < FIGURE_SAMPLES_MAX)
		load->samples.microseconds[load->samples.count++] = clock_elapsed_microseconds() - began;
	load->status = load->status == STATUS_OK ? status : load->status;
	(void)pthread_cond_broadcast(&load->freed);
	(void)pthread_mutex_unlock(&load->lock);
}

static void *be_a_user(void *context)
{
	const Searcher *user = context;
	Load *load = user->load;
	Arena arena;
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	RandomStream random = random_stream(3, str_format(&arena, "user/%zu", user->number));
	think(&random);
	while (clock_elapsed_microseconds() < load->until) {
		const GoldQuery *query = &load->gold->queries[random_below(&random, (uint32_t)load->gold->query_count)];
		Care desk;
		size_t place = 0;
		int64_t began = clock_elapsed_microseconds();
		size_t reader = take_reader(load);
		arena_reset(&arena);
		Status status = sit_down(&desk, load->open, store_reader(load->open->store, reader), &arena, load->line);
		if (status == STATUS_OK)
			status = gold_ask(&desk, query, &place);
		give_back(load, reader, began, status);
		think(&random);
	}
	arena_clear(&arena);
	return NULL;
}

static void run_users(Load *load, size_t count)
{
	pthread_t threads[USERS_MAX];
	Searcher users[USERS_MAX];
	size_t started = 0;
	for (size_t i = 0; i < count; i++) {
		users[i] = (Searcher){.load = load, .number = i};
		if (pthread_create(&threads[started], NULL, be_a_user, &users[i]) == 0)
			started++;
	}
	for (size_t i = 0; i < started; i++)
		(void)pthread_join(threads[i], NULL);
}

static Status load_searches(const CommandLine *line, Arena *arena, Problems *problems)
{
	OpenStore open = {0};
	Gold *gold = ARENA_NEW(arena, Gold);
	size_t users = (size_t)options_number(line, "users", 50);
	size_t workers = (size_t)options_number(line, "workers", 8);
	Status status = read_planted(line, arena, gold, problems);
	if (status == STATUS_OK)
		status = open_store(&open, line, &(OpenStoreOptions){.readers = workers}, arena, problems);
	if (status == STATUS_OK) {
		Load load = {.line = line, .open = &open, .gold = gold, .free_count = workers,
			.samples = samples_make(arena, str_c(arena, str_format(arena, "search: %zu users, a second of thought, %zu readers",
				users, workers))),
			.until = clock_elapsed_microseconds() + options_number(line, "seconds", 30) * 1000000};
		(void)pthread_mutex_init(&load.lock, NULL);
		(void)pthread_cond_init(&load.freed, NULL);
		for (size_t i = 0; i < workers; i++)
			load.free_readers[i] = i;
		run_users(&load, users);
		status = load.status;
		Figures figures = figures_of(line, arena, open.store);
		figures_print_samples(&figures, &load.samples);
		(void)pthread_cond_destroy(&load.freed);
		(void)pthread_mutex_destroy(&load.lock);
	}
	open_store_close(&open);
	return status;
}

int main(int argc, char **argv)
{
	static const struct { Str word; Status (*run)(const CommandLine *line, Arena *arena, Problems *problems); } WORDS[] = {
		{S_INIT("prepare"), prepare}, {S_INIT("plant"), plant}, {S_INIT("ask"), ask}, {S_INIT("load"), load_searches}};
	Arena arena;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	CommandLine line;
	int exit_status = EXIT_STATUS_GOOD;
	if (options_begin(&USAGE, argc, argv, &arena, &line, &exit_status)) {
		Problems problems = problems_make(&arena);
		Status status = STATUS_NOT_FOUND;
		for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++)
			if (str_equal(str_from_c(line.words[0]), WORDS[i].word))
				status = WORDS[i].run(&line, &arena, &problems);
		exit_status = command_finish(status, &problems);
	}
	arena_clear(&arena);
	return exit_status;
}

/* kith link: which records are the same person, within one file or between two; and how right that is. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "cli/commands.h"
#include "cli/link_files.h"
#include "cli/open_store.h"
#include "cli/options.h"

enum { DOUBLES_NAMED_MAX = 20, THREADS_USUAL = 2, DRAWING_BYTES_MAX = 1024 * 1024 };

static const CommandOption OPTIONS[] = {
	{.name = "settings", .value = "FILE.yaml", .required = true, .help = "the id's column, and each column with its kind"},
	{.name = "out", .value = "PAIRS.csv", .help = "id_a,id_b,weight,probability, likeliest first; - unless given"},
	{.name = "clusters", .value = "FILE.csv", .help = "id,cluster_id, every record once"},
	{.name = "threshold", .value = "P", .help = "pairs at least so likely, over 0 and under 1; 0.5 unless given"},
	{.name = "explain", .value = "ID_A ID_B", .help = "why these two are linked or not, column by column"},
	{.name = "with", .value = "ID_B", .help = "the second of them, where it is not written behind the first"},
	{.name = "draw", .value = "FILE.svg", .help = "the explanation drawn"},
	{.name = "model", .value = "FILE.json", .help = "used when it is there; written when it is not"},
	{.name = "threads", .value = "N", .kind = OPTION_NUMBER, .number_min = 1, .number_max = LINK_THREADS_MAX,
		.help = "2 unless given; the result is the same"},
	{.name = "quiet", .help = "no summary on standard error"},
};

static const CommandUsage USAGE = {
	.command = "link",
	.summary = "Links the records of one person: within one file, or between two. Without labels; every pair explains itself.",
	.words = "A.csv [B.csv]",
	.words_min = 1,
	.words_max = 2,
	.options = OPTIONS,
	.option_count = sizeof OPTIONS / sizeof *OPTIONS,
	.details = "Settings are YAML:\n"
		"  id: rec_id\n"
		"  columns:\n"
		"    given_name: forename\n"
		"    date_of_birth: date\n"
		"  one_to_one: true     # nobody stands twice in one of two files; false unless said\n"
		"Kinds: name forename surname date sex postcode place address phone email identifier category text.\n"
		"kith link evaluate says how right a result is. docs/linkage.md explains the method.\n"
		"A link is a proposal: people merge records.",
};

typedef struct Run {
	const CommandLine *line;
	Arena *arena;
	Problems *problems;
	LinkSettings settings;
	LinkOptions options;
	LinkTable *table;
	LinkModel model;
	const uint32_t *clusters;
	size_t skipped;
	bool on_terminal;
	int64_t started;
} Run;

static void show_progress(void *context, const char *step, size_t done, size_t all)
{
	(void)context;
	if (all == 0)
		(void)fprintf(stderr, "\r\033[K%s …", step);
	else
		(void)fprintf(stderr, "\r\033[K%s … %zu %%", step, done * 100 / all);
}

static Status read_threshold(Run *run)
{
	enum { DIGITS_MAX = 20 };
	Str text = options_text(run->line, "threshold", S("0.5"));
	char digits[DIGITS_MAX + 1] = {0};
	char *end = digits;
	if (text.length <= DIGITS_MAX) {
		memcpy(digits, text.data, text.length);
		run->options.threshold = strtod(digits, &end);
	}
	bool good = end == digits + text.length && end != digits && run->options.threshold >= 1e-9 &&
		run->options.threshold <= 1 - 1e-9;
	if (good)
		return STATUS_OK;
	return problems_add_format(run->problems, (Problem){.field = S("--threshold")},
		"a probability over 0 and under 1 was expected, such as 0.9, not \"%.*s\"", STR_ARG(text));
}

static Status read_settings(Run *run)
{
	Str path = options_text(run->line, "settings", (Str){0});
	Str text = {0};
	Status status = open_file_read(run->arena, path, LINK_SETTINGS_BYTES_MAX, &text, run->problems);
	if (status == STATUS_OK)
		status = link_settings_read(run->arena, path, text, &run->settings, run->problems);
	if (status == STATUS_OK && run->settings.one_to_one && run->line->word_count == 1)
		status = problems_add_format(run->problems, (Problem){.file = path, .field = S("one_to_one")},
			"this is for two files; with one file there would be no links");
	run->options.seed = (uint64_t)run->settings.seed;
	run->options.one_to_one = run->settings.one_to_one;
	run->options.threads = (size_t)options_number(run->line, "threads", THREADS_USUAL);
	return status;
}

static Status read_records(Run *run)
{
	run->table = link_table_open(run->settings.columns, run->settings.column_count, run->line->word_count);
	for (size_t i = 0; i < run->line->word_count; i++) {
		if (run->on_terminal)
			show_progress(NULL, "reading", 0, 0);
		Status status = link_file_read(run->line->words[i], &run->settings, run->table, i, &run->skipped, run->problems);
		if (status != STATUS_OK)
			return status;
	}
	LinkDouble *doubles = NULL;
	size_t count = link_table_finish(run->table, run->options.threads, run->arena, &doubles, DOUBLES_NAMED_MAX);
	for (size_t i = 0; i < count && i < DOUBLES_NAMED_MAX; i++)
		link_name_row(str_from_c(run->line->words[doubles[i].source]), doubles[i].line, "this id stands on an earlier row",
			doubles[i].id);
	run->skipped += count;
	return STATUS_OK;
}

/* A model that is there is used; else what is learned is written there. */
static Status learn(Run *run)
{
	Str path = options_text(run->line, "model", (Str){0});
	bool given = path.length > 0 && access(str_c(run->arena, path), F_OK) == 0;
	LinkModel *read = ARENA_NEW(run->arena, LinkModel);
	if (given) {
		Str text = {0};
		const JsonNode *node = NULL;
		Status status = open_file_read(run->arena, path, LINK_MODEL_BYTES_MAX, &text, run->problems);
		if (status == STATUS_OK)
			status = json_parse(run->arena, path, 1, text, run->problems, &node);
		if (status == STATUS_OK)
			status = link_model_read(node, run->settings.columns, run->settings.column_count, read, run->problems);
		if (status != STATUS_OK)
			return status;
	}
	link_learn(run->table, &run->options, given ? read : NULL, &run->model);
	if (given || path.length == 0)
		return STATUS_OK;
	LinkOut out;
	Buffer text = buffer_make(run->arena, LINK_MODEL_BYTES_MAX);
	link_model_write(&run->model, &text);
	Status status = link_out_open(&out, path, run->problems);
	if (status != STATUS_OK)
		return status;
	link_out_text(&out, buffer_str(&text));
	return link_out_close(&out, run->problems);
}

/* ---- Results. ---- */

static Status write_pairs(Run *run, const LinkPairs *pairs)
{
	static const Str HEADER[] = {S_INIT("id_a"), S_INIT("id_b"), S_INIT("weight"), S_INIT("probability")};
	LinkOut out;
	Status status = link_out_open(&out, options_text(run->line, "out", S("-")), run->problems);
	if (status != STATUS_OK)
		return status;
	link_out_row(&out, HEADER, 4);
	for (size_t i = 0; i < pairs->count; i++) {
		const LinkPair *pair = &pairs->items[i];
		char weight[32];
		char probability[32];
		int weight_length = snprintf(weight, sizeof weight, "%.4f", (double)pair->weight);
		int probability_length = snprintf(probability, sizeof probability, "%.6f", link_probability((double)pair->weight));
		Str fields[] = {link_table_id(run->table, pair->a), link_table_id(run->table, pair->b),
			{.data = weight, .length = (size_t)weight_length}, {.data = probability, .length = (size_t)probability_length}};
		link_out_row(&out, fields, 4);
	}
	return link_out_close(&out, run->problems);
}

/* A cluster is named by the id of its record that comes first in the alphabet; with two files ids may be the same in
 * both, so it carries its file's number. */
typedef struct ClusterRow {
	Str id;
	uint32_t record;
	uint32_t cluster;
} ClusterRow;

static int compare_rows(const void *left, const void *right)
{
	const ClusterRow *a = left;
	const ClusterRow *b = right;
	if (a->cluster != b->cluster)
		return a->cluster < b->cluster ? -1 : 1;
	int order = str_compare(a->id, b->id);
	if (order != 0)
		return order;
	return a->record < b->record ? -1 : a->record > b->record;
}

static Status write_clusters(Run *run)
{
	static const Str HEADER[] = {S_INIT("id"), S_INIT("cluster_id")};
	if (!options_given(run->line, "clusters"))
		return STATUS_OK;
	const uint32_t *clusters = run->clusters;
	size_t count = link_table_count(run->table);
	ClusterRow *rows = ARENA_ARRAY(run->arena, ClusterRow, count + 1);
	for (uint32_t i = 0; i < count; i++)
		rows[i] = (ClusterRow){.id = link_table_id(run->table, i), .record = i, .cluster = clusters[i]};
	qsort(rows, count, sizeof *rows, compare_rows);
	LinkOut out;
	Status status = link_out_open(&out, options_text(run->line, "clusters", (Str){0}), run->problems);
	if (status != STATUS_OK)
		return status;
	link_out_row(&out, HEADER, 2);
	Str name = {0};
	for (size_t i = 0; i < count; i++) {
		if (i == 0 || rows[i].cluster != rows[i - 1].cluster)
			name = rows[i].id;
		Str fields[] = {rows[i].id, name};
		link_out_row(&out, fields, 2);
	}
	return link_out_close(&out, run->problems);
}

static Status find_record(Run *run, Str id, bool second, uint32_t *out)
{
	bool two = run->line->word_count == 2;
	if (link_table_find(run->table, two && second ? 1 : 0, id, out) || (two && link_table_find(run->table, second ? 0 : 1, id, out)))
		return STATUS_OK;
	return problems_add_format(run->problems, (Problem){.field = S("--explain")}, "there is no record with the id \"%.*s\"",
		STR_ARG(id));
}

static Status explain(Run *run, const LinkPairs *pairs)
{
	uint32_t left = 0;
	uint32_t right = 0;
	Str left_id = options_text(run->line, "explain", (Str){0});
	Str right_id = options_text(run->line, "with", (Str){0});
	Status status = find_record(run, left_id, false, &left);
	if (find_record(run, right_id, true, &right) != STATUS_OK || status != STATUS_OK)
		return STATUS_INVALID;
	LinkWhy why = link_explain(run->table, &run->model, left, right);
	link_why_settle(run->table, pairs, left, right, log2(run->options.threshold / (1 - run->options.threshold)), &why);
	Buffer text = buffer_make(run->arena, DRAWING_BYTES_MAX);
	link_why_write(&why, left_id, right_id, &text);
	(void)fwrite(text.data, 1, text.length, stdout);
	if (!options_given(run->line, "draw"))
		return STATUS_OK;
	LinkOut out;
	text = buffer_make(run->arena, DRAWING_BYTES_MAX);
	link_why_draw(&why, left_id, right_id, &text);
	status = link_out_open(&out, options_text(run->line, "draw", (Str){0}), run->problems);
	if (status != STATUS_OK)
		return status;
	link_out_text(&out, buffer_str(&text));
	return link_out_close(&out, run->problems);
}

static void write_summary(const Run *run, const LinkPairs *pairs)
{
	if (run->on_terminal)
		(void)fprintf(stderr, "\r\033[K");
	if (options_given(run->line, "quiet"))
		return;
	LinkEstimate estimate = link_estimate(pairs, &run->model);
	(void)fprintf(stderr, "%zu records, %zu rows skipped, %llu pairs compared, %zu links, %.2f s\n", link_table_count(run->table),
		run->skipped, (unsigned long long)pairs->scored, pairs->count,
		(double)(clock_elapsed_microseconds() - run->started) / 1e6);
	(void)fprintf(stderr, "estimated precision %.4f (%.4f to %.4f), recall %.4f (%.4f to %.4f)\n", estimate.precision.value,
		estimate.precision.low, estimate.precision.high, estimate.recall.value, estimate.recall.low, estimate.recall.high);
}

static Status run_all(Run *run)
{
	Status status = read_threshold(run);
	if (read_settings(run) != STATUS_OK || status != STATUS_OK)
		return STATUS_INVALID;
	status = read_records(run);
	if (status == STATUS_OK)
		status = learn(run);
	if (status != STATUS_OK)
		return status;
	LinkPairs pairs = link_pairs_open(run->table, &run->model, &run->options);
	bool explains = options_given(run->line, "explain");
	if (run->line->word_count == 1 || options_given(run->line, "clusters"))
		run->clusters = link_clusters(run->table, &run->model, &pairs, &run->options, run->arena);
	if (run->line->word_count == 1)
		link_pairs_settle(run->table, &pairs, run->clusters);
	if (explains)
		status = explain(run, &pairs);
	if (status == STATUS_OK && (!explains || options_given(run->line, "out")))
		status = write_pairs(run, &pairs);
	if (status == STATUS_OK)
		status = write_clusters(run);
	write_summary(run, &pairs);
	link_pairs_close(&pairs);
	return status;
}

static Status link_all(const CommandLine *line, Arena *arena, Problems *problems)
{
	Run *run = ARENA_NEW(arena, Run);
	*run = (Run){.line = line, .arena = arena, .problems = problems, .options = LINK_OPTIONS_USUAL,
		.on_terminal = isatty(STDERR_FILENO) == 1, .started = clock_elapsed_microseconds()};
	run->options.progress = run->on_terminal ? show_progress : NULL;
	if (options_given(line, "explain") != options_given(line, "with"))
		return problems_add_format(problems, (Problem){.field = S("--explain")}, "two ids were expected: --explain ID_A ID_B");
	Status status = run_all(run);
	if (run->table != NULL)
		link_table_close(run->table);
	return status;
}

/* --explain takes two ids; the second becomes --with. */
static void split_explain(int argc, char **argv, char **out, int *count)
{
	static char with[] = "--with";
	*count = 0;
	for (int i = 0; i < argc; i++) {
		out[(*count)++] = argv[i];
		if (strcmp(argv[i], "--explain") != 0 || i + 2 >= argc || strncmp(argv[i + 2], "--", 2) == 0)
			continue;
		out[(*count)++] = argv[i + 1];
		out[(*count)++] = with;
		out[(*count)++] = argv[i + 2];
		i += 2;
	}
}

int command_link(int argc, char **argv)
{
	if (argc >= 2 && strcmp(argv[1], "evaluate") == 0)
		return command_link_evaluate(argc - 1, argv + 1);
	Arena arena;
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	char **words = ARENA_ARRAY(&arena, char *, (size_t)argc * 2 + 1);
	int count = 0;
	split_explain(argc, argv, words, &count);
	int exit_status = command_run(&USAGE, count, words, link_all);
	arena_clear(&arena);
	return exit_status;
}

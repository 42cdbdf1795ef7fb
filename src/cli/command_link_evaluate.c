/* kith link evaluate: how right links are, against a truth. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/link_files.h"
#include "cli/open_store.h"
#include "cli/options.h"
#include "engine/linkage/link_evaluate.h"

enum { COLUMNS_MOST = 512 };

static const CommandOption OPTIONS[] = {
	{.name = "truth", .value = "TRUTH.csv", .required = true, .help = "pairs of ids, or each id with its group"},
	{.name = "clusters", .value = "FILE.csv", .help = "as kith link wrote them; else the pairs are joined"},
	{.name = "id", .value = "COLUMN", .help = "of the truth: the id; the first column unless given"},
	{.name = "group", .value = "COLUMN", .help = "of the truth: the group; a column named cluster… or the second"},
};

static const CommandUsage USAGE = {
	.command = "link evaluate",
	.summary = "Says how right the links are: precision, recall and F1 of pairs and of clusters.",
	.words = "PAIRS.csv",
	.words_min = 1,
	.words_max = 1,
	.options = OPTIONS,
	.option_count = sizeof OPTIONS / sizeof *OPTIONS,
	.details = "The truth is a list of pairs when its columns are id_a and id_b, or end with _l and _r (a column named\n"
		"clerical_match_score of less than 0.5 is no match). Otherwise it is a list of ids with their groups; with two\n"
		"files only pairs between them are found, so give the pairs as the truth.",
};

typedef struct Truth {
	LinkWords ids;
	LinkList found;        /* edges */
	LinkList truth;        /* edges, when it is pairs */
	LinkList truth_groups; /* uint32_t of each id: its group's word + 1, when it is groups */
	LinkList found_groups; /* the same of --clusters */
	LinkWords groups;
	bool is_groups;
} Truth;

typedef struct Columns {
	size_t first;
	size_t second;
	size_t score; /* CSV_COLUMN_NONE: every row counts */
	bool pairs;
} Columns;

typedef void TakeRow(Truth *truth, const Columns *columns, const CsvRow *row);

static size_t find_column_like(const CsvReader *reader, Str start, Str end)
{
	for (size_t i = 0; i < reader->header_count; i++)
		if (str_starts_with(reader->header[i], start) && str_ends_with(reader->header[i], end))
			return i;
	return CSV_COLUMN_NONE;
}

static Status find_pair_columns(const CsvReader *reader, Columns *out)
{
	*out = (Columns){.first = csv_column(reader, S("id_a")), .second = csv_column(reader, S("id_b")), .score = CSV_COLUMN_NONE,
		.pairs = true};
	if (out->first != CSV_COLUMN_NONE && out->second != CSV_COLUMN_NONE)
		return STATUS_OK;
	out->first = find_column_like(reader, S(""), S("_l"));
	out->second = find_column_like(reader, S(""), S("_r"));
	out->score = csv_column(reader, S("clerical_match_score"));
	return out->first != CSV_COLUMN_NONE && out->second != CSV_COLUMN_NONE ? STATUS_OK : STATUS_NOT_FOUND;
}

static Status find_group_columns(const CsvReader *reader, const CommandLine *line, Columns *out)
{
	Str id = options_text(line, "id", (Str){0});
	Str group = options_text(line, "group", (Str){0});
	*out = (Columns){.first = 0, .second = find_column_like(reader, S("cluster"), S("")), .score = CSV_COLUMN_NONE};
	if (out->second == CSV_COLUMN_NONE)
		out->second = 1;
	if (id.length > 0 && csv_require_column(reader, id, &out->first) != STATUS_OK)
		return STATUS_INVALID;
	if (group.length > 0 && csv_require_column(reader, group, &out->second) != STATUS_OK)
		return STATUS_INVALID;
	if (out->second >= reader->header_count)
		return problems_add_format(reader->problems, (Problem){.file = reader->file_name, .line = 1},
			"two columns were expected: the id and its group, or two ids");
	return STATUS_OK;
}

static bool is_no_match(const Columns *columns, const CsvRow *row)
{
	Str score = str_trim(csv_field(row, columns->score));
	char digits[24] = {0};
	if (columns->score == CSV_COLUMN_NONE || score.length == 0 || score.length >= sizeof digits)
		return false;
	memcpy(digits, score.data, score.length);
	return strtod(digits, NULL) < 0.5;
}

static void take_edge(Truth *truth, const Columns *columns, const CsvRow *row, LinkList *edges)
{
	uint32_t left = words_add(&truth->ids, str_trim(csv_field(row, columns->first)));
	uint32_t right = words_add(&truth->ids, str_trim(csv_field(row, columns->second)));
	if (left != WORD_MISSING && right != WORD_MISSING && !is_no_match(columns, row))
		*(uint64_t *)link_list_add(edges) = link_edge(left, right);
}

static void take_found(Truth *truth, const Columns *columns, const CsvRow *row)
{
	take_edge(truth, columns, row, &truth->found);
}

/* Of each id's word, its group's. */
static void take_group(Truth *truth, const Columns *columns, const CsvRow *row, LinkList *groups)
{
	uint32_t id = words_add(&truth->ids, str_trim(csv_field(row, columns->first)));
	uint32_t group = words_add(&truth->groups, str_trim(csv_field(row, columns->second)));
	while (groups->count <= id)
		(void)link_list_add(groups);
	((uint32_t *)groups->items)[id] = group;
}

static void take_found_group(Truth *truth, const Columns *columns, const CsvRow *row)
{
	take_group(truth, columns, row, &truth->found_groups);
}

static void take_truth(Truth *truth, const Columns *columns, const CsvRow *row)
{
	truth->is_groups = !columns->pairs;
	if (columns->pairs)
		take_edge(truth, columns, row, &truth->truth);
	else
		take_group(truth, columns, row, &truth->truth_groups);
}

static Status read_rows(CsvReader *reader, const Columns *columns, TakeRow *take, Truth *truth)
{
	CsvRow row;
	for (;;) {
		Status status = csv_next_row(reader, &row);
		if (status == STATUS_NOT_FOUND)
			return STATUS_OK;
		if (status != STATUS_OK)
			return status;
		take(truth, columns, &row);
	}
}

static Status find_columns(const CsvReader *reader, TakeRow *take, const CommandLine *line, Columns *columns)
{
	bool chosen = take == take_truth && (options_given(line, "id") || options_given(line, "group"));
	if (take == take_found_group || chosen)
		return find_group_columns(reader, line, columns);
	Status status = find_pair_columns(reader, columns);
	if (status != STATUS_NOT_FOUND)
		return status;
	if (take == take_found)
		return problems_add_format(reader->problems, (Problem){.file = reader->file_name, .line = 1},
			"the columns id_a and id_b were expected");
	return find_group_columns(reader, line, columns);
}

static Status read_list(Str path, TakeRow *take, const CommandLine *line, Truth *truth, Problems *problems)
{
	Arena arena;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	FILE *file = fopen(str_c(&arena, path), "rb");
	if (file == NULL) {
		arena_clear(&arena);
		return problems_add_format(problems, (Problem){.file = path}, "this file cannot be opened: %s", strerror(errno));
	}
	CsvReader reader;
	Columns columns;
	csv_open_file(&reader, &arena, path, file, (CsvLimits){.columns_most = COLUMNS_MOST, .field_bytes_most = LINK_FIELD_BYTES_MAX},
		problems);
	Status status = csv_read_header(&reader);
	if (status == STATUS_OK)
		status = find_columns(&reader, take, line, &columns);
	if (status == STATUS_OK)
		status = read_rows(&reader, &columns, take, truth);
	if (status == STATUS_FAILED)
		status = problems_add_format(problems, (Problem){.file = path}, "this file cannot be read");
	(void)fclose(file);
	arena_clear(&arena);
	return status;
}

/* A group number for every id; one that stands in no group is a group of its own. */
static uint32_t *complete_groups(const Truth *truth, const LinkList *groups, Arena *arena)
{
	size_t count = words_count(&truth->ids);
	uint32_t *complete = ARENA_ARRAY(arena, uint32_t, count + 1);
	const uint32_t *given = groups->items;
	for (uint32_t id = 0; id < count; id++)
		complete[id] = id < groups->count && given[id] != WORD_MISSING ? given[id] : (uint32_t)words_count(&truth->groups) + id;
	return complete;
}

/* Found pairs against groups, whose pairs are counted and not listed. */
static LinkScore compare_with_groups(const Truth *truth, const uint32_t *groups)
{
	uint32_t *alone = NULL;
	Arena arena;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	size_t count = words_count(&truth->ids);
	alone = ARENA_ARRAY(&arena, uint32_t, count + 1);
	for (uint32_t id = 0; id < count; id++)
		alone[id] = id;
	uint64_t all = link_groups_compare(alone, groups, count).missed;
	arena_clear(&arena);
	LinkScore score = {0};
	const uint64_t *edges = truth->found.items;
	for (size_t i = 0; i < truth->found.count; i++) {
		bool right = groups[edges[i] >> 32U] == groups[edges[i] & UINT32_MAX];
		score.right += right ? 1 : 0;
		score.wrong += right ? 0 : 1;
	}
	score.missed = all - score.right;
	return score;
}

static void print_score(const char *what, LinkScore score)
{
	(void)printf("%-9s %10llu %8llu %8llu %10.4f %8.4f %8.4f\n", what, (unsigned long long)score.right,
		(unsigned long long)score.wrong, (unsigned long long)score.missed, link_precision(score), link_recall(score), link_f1(score));
}

static void print_scores(Truth *truth, bool clusters_given, Arena *arena)
{
	link_edges_tidy(&truth->found);
	link_edges_tidy(&truth->truth);
	size_t count = words_count(&truth->ids);
	const uint32_t *true_groups = truth->is_groups ? complete_groups(truth, &truth->truth_groups, arena)
		: link_edges_join(&truth->truth, count, arena);
	const uint32_t *found_groups = clusters_given ? complete_groups(truth, &truth->found_groups, arena)
		: link_edges_join(&truth->found, count, arena);
	(void)printf("%-9s %10s %8s %8s %10s %8s %8s\n", "", "right", "wrong", "missed", "precision", "recall", "F1");
	print_score("pairs", truth->is_groups ? compare_with_groups(truth, true_groups) : link_edges_compare(&truth->found, &truth->truth));
	print_score("clusters", link_groups_compare(found_groups, true_groups, count));
}

static Status evaluate(const CommandLine *line, Arena *arena, Problems *problems)
{
	Truth *truth = ARENA_NEW(arena, Truth);
	*truth = (Truth){.found = link_list_make(sizeof(uint64_t)), .truth = link_list_make(sizeof(uint64_t)),
		.truth_groups = link_list_make(sizeof(uint32_t)), .found_groups = link_list_make(sizeof(uint32_t))};
	words_init(&truth->ids);
	words_init(&truth->groups);
	Str clusters = options_text(line, "clusters", (Str){0});
	Status status = read_list(str_from_c(line->words[0]), take_found, line, truth, problems);
	if (status == STATUS_OK)
		status = read_list(options_text(line, "truth", (Str){0}), take_truth, line, truth, problems);
	if (status == STATUS_OK && clusters.length > 0)
		status = read_list(clusters, take_found_group, line, truth, problems);
	if (status == STATUS_OK)
		print_scores(truth, clusters.length > 0, arena);
	words_clear(&truth->ids);
	words_clear(&truth->groups);
	link_list_clear(&truth->found);
	link_list_clear(&truth->truth);
	link_list_clear(&truth->truth_groups);
	link_list_clear(&truth->found_groups);
	return status;
}

int command_link_evaluate(int argc, char **argv)
{
	return command_run(&USAGE, argc, argv, evaluate);
}

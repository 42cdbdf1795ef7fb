/* One record against the table: its words are put beside the table's for the time of the asking. */
#include <math.h>
#include <stdlib.h>

#include "engine/linkage/link_blocks.h"

static int compare_found(const void *left, const void *right)
{
	const LinkFound *a = left;
	const LinkFound *b = right;
	if (a->weight != b->weight)
		return a->weight > b->weight ? -1 : 1;
	return a->record < b->record ? -1 : a->record > b->record;
}

typedef struct Before {
	size_t words[LINK_COLUMNS_MAX];
	size_t tokens[LINK_COLUMNS_MAX];
} Before;

static void remember(const LinkTable *table, Before *before)
{
	for (size_t i = 0; i < table->dictionary_count; i++) {
		before->words[i] = words_count(&table->dictionaries[i]);
		before->tokens[i] = table->dictionaries[i].token_words != NULL ? words_count(table->dictionaries[i].token_words) : 0;
	}
}

static void forget(LinkTable *table, const Before *before)
{
	for (size_t i = 0; i < table->dictionary_count; i++) {
		words_truncate(&table->dictionaries[i], before->words[i]);
		if (table->dictionaries[i].token_words != NULL)
			words_truncate(table->dictionaries[i].token_words, before->tokens[i]);
	}
}

/* A record that is asked about is one more holder of each of its values; that its own are counted low by one matters little. */
size_t link_find(LinkTable *table, const LinkModel *model, const LinkOptions *options, Arena *arena, const Str *fields,
	LinkFound *out, size_t most)
{
	Before before = {.words = {0}};
	uint32_t row[LINK_COLUMNS_MAX];
	remember(table, &before);
	for (size_t i = 0; i < table->column_count; i++) {
		arena_reset(&table->scratch);
		row[i] = words_add(table->columns[i].words, link_normalise(&table->scratch, table->columns[i].column.kind, fields[i]));
	}
	arena_reset(&table->scratch);
	link_features_extend(table, before.words);
	link_atoms_extend(table, table->blocks, before.words);
	if (table->finding.stamps == NULL)
		table->finding = link_candidates_make(table, &table->arena);
	link_candidates_of_row(table, row, &table->finding);
	LinkWeights weights;
	link_weights_make(table, model, &weights);
	double threshold = log2(options->threshold / (1 - options->threshold));
	LinkFound *all = ARENA_ARRAY(arena, LinkFound, table->finding.count + 1);
	size_t count = 0;
	for (size_t i = 0; i < table->finding.count; i++) {
		double weight = link_score(&weights, table_row(table, table->finding.items[i]), row, NULL, threshold);
		if (weight >= threshold)
			all[count++] = (LinkFound){.record = table->finding.items[i], .weight = weight};
	}
	forget(table, &before);
	qsort(all, count, sizeof *all, compare_found);
	count = count < most ? count : most;
	for (size_t i = 0; i < count; i++)
		out[i] = all[i];
	return count;
}

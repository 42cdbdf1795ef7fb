/* The weight of a pair under a model. */
#include <math.h>

#include "engine/linkage/link_internal.h"

#define SHARE_LEAST 1e-300

double link_probability(double weight)
{
	return weight > 500 ? 1.0 : 1.0 / (1.0 + exp2(-weight));
}

static double log2_share(double share)
{
	return log2(share > SHARE_LEAST ? share : SHARE_LEAST);
}

static void weigh_column(const LinkColumnFacts *facts, const LinkColumnModel *model, LinkColumnWeights *out)
{
	*out = (LinkColumnWeights){.beside = model->beside};
	for (size_t level = LINK_EXACT; level < facts->kind->level_count; level++) {
		double u = level == LINK_EXACT ? 1.0 : model->levels[level].u;
		out->weight[level] = (float)(log2_share(model->levels[level].m) - log2_share(u));
		out->household[level] = facts->kind->sharing == SHARING_NAME
			? (float)(log2_share(model->levels[level].household) - log2_share(u)) : 0;
		out->given[level] = (float)model->given[level];
		if (level == LINK_EXACT)
			continue;
		if (level == LEVEL_ELSEWHERE && facts->kind->dictionary != 0)
			out->best_elsewhere = out->weight[level] > 0 ? out->weight[level] : 0;
		else if (out->weight[level] > out->best_other)
			out->best_other = out->weight[level];
	}
	double present = facts->present[0] + facts->present[1];
	for (size_t band = 0; band < LINK_BANDS; band++)
		out->rarity[band] = (float)(log2_share(model->chance[band]) - log2(present > 1 ? present : 1));
}

double link_rarity(const LinkWeights *weights, size_t column, uint32_t word)
{
	uint32_t count = column_count_of(&weights->table->columns[column], word);
	double others = count > 1 ? (double)(count - 1) : 1.0;
	return -(log2(others) + (double)weights->columns[column].rarity[link_band(count)]);
}

/* Columns whose difference tells most come first, so that most pairs are done after a few. */
static void order_columns(const LinkTable *table, LinkWeights *out)
{
	for (size_t i = 0; i < table->column_count; i++) {
		size_t place = i;
		size_t different = table->columns[i].kind->level_count - 1;
		float own = out->columns[i].weight[different] - out->columns[i].best_other;
		while (place > 0) {
			size_t before = out->order[place - 1];
			size_t last = table->columns[before].kind->level_count - 1;
			if (out->columns[before].weight[last] - out->columns[before].best_other <= own)
				break;
			out->order[place] = before;
			place--;
		}
		out->order[place] = i;
	}
}

void link_weights_make(const LinkTable *table, const LinkModel *model, LinkWeights *out)
{
	*out = (LinkWeights){.table = table, .has_household = model->shares.household > 0};
	for (size_t i = 0; i < table->column_count; i++) {
		out->sharing[i] = table->columns[i].kind->sharing;
		weigh_column(&table->columns[i], &model->of[i], &out->columns[i]);
	}
	order_columns(table, out);
	double strangers = log2_share(model->shares.strangers);
	out->log_same_place = log2_share(model->shares.same_place) - strangers;
	out->log_moved = log2_share(model->shares.moved) - strangers;
	out->log_household = log2_share(model->shares.household) - strangers;
	double one = model->shares.same_place + model->shares.moved;
	out->start = log2_share(one) - log2_share(1.0 - one);
}

static double log2_sum(double left, double right)
{
	double higher = left > right ? left : right;
	double lower = left > right ? right : left;
	return lower - higher < -60 ? higher : higher + log2(1.0 + exp2(lower - higher));
}

double link_odds(const LinkWeights *weights, double own, double name, double household_name, double place)
{
	double one = log2_sum(weights->log_same_place + own + name + place, weights->log_moved + own + name);
	double two = weights->has_household ? log2_sum(weights->log_household + household_name + place, 0) : 0;
	return one - two;
}

/* What is taken off because the column beside agrees too. */
static double given_beside(const LinkColumnWeights *facts, uint8_t level, const uint32_t *left, const uint32_t *right)
{
	if (facts->beside < 0 || left[facts->beside] == WORD_MISSING || left[facts->beside] != right[facts->beside])
		return 0;
	return (double)facts->given[level];
}

double link_score(const LinkWeights *weights, const uint32_t *left, const uint32_t *right, LinkCache *cache, double floor)
{
	const LinkTable *table = weights->table;
	double sums[3] = {0}; /* by sharing */
	double household_name = 0;
	double bound = link_odds(weights, 0, 0, 0, 0) > weights->start ? link_odds(weights, 0, 0, 0, 0) : weights->start;
	double place_bound = 0;
	size_t open[LINK_COLUMNS_MAX];
	float bests[LINK_COLUMNS_MAX];
	size_t open_count = 0;
	for (size_t at = 0; at < table->column_count; at++) {
		size_t column = weights->order[at];
		uint32_t word = left[column];
		if (word == WORD_MISSING || right[column] == WORD_MISSING)
			continue;
		const LinkColumnWeights *facts = &weights->columns[column];
		if (word != right[column]) {
			open[open_count++] = column;
			bests[column] = facts->best_other;
			if (facts->best_elsewhere > facts->best_other && link_may_stand_elsewhere(table, column, left, right))
				bests[column] = facts->best_elsewhere;
			bound += (double)bests[column];
			continue;
		}
		double weight = (double)facts->weight[LINK_EXACT] + link_rarity(weights, column, word) +
			given_beside(facts, LINK_EXACT, left, right);
		sums[weights->sharing[column]] += weight;
		if (weights->sharing[column] == SHARING_NAME)
			household_name += weight - (double)facts->weight[LINK_EXACT] + (double)facts->household[LINK_EXACT];
		if (weights->sharing[column] == SHARING_PLACE)
			place_bound += weight;
		else
			bound += weight;
	}
	bound += place_bound > 0 ? place_bound : 0;
	for (size_t i = 0; i < open_count; i++) {
		if (bound < floor)
			return bound;
		size_t column = open[i];
		const LinkColumnWeights *facts = &weights->columns[column];
		uint8_t level = link_level(table, column, left, right, cache);
		double given = given_beside(facts, level, left, right);
		double weight = (double)facts->weight[level] + given;
		sums[weights->sharing[column]] += weight;
		household_name += weights->sharing[column] == SHARING_NAME ? (double)facts->household[level] + given : 0;
		bound += (weights->sharing[column] == SHARING_PLACE && weight < 0 ? 0 : weight) - (double)bests[column];
	}
	return link_odds(weights, sums[SHARING_NONE], sums[SHARING_NAME], household_name, sums[SHARING_PLACE]);
}

double link_pair_weight(const LinkTable *table, const LinkModel *model, uint32_t left, uint32_t right)
{
	LinkWeights weights;
	link_weights_make(table, model, &weights);
	return link_score(&weights, table_row(table, left), table_row(table, right), NULL, -INFINITY);
}

size_t link_pair_level(const LinkTable *table, size_t column, uint32_t left, uint32_t right)
{
	return link_level(table, column, table_row(table, left), table_row(table, right), NULL);
}

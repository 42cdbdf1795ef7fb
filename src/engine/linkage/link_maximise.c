/* Expectation maximisation over four sorts of pairs: one person at one place, one person who moved, two people of one
 * household, two strangers. What strangers do (u) is counted and only cleared of the pairs that turn out to be one
 * person; the rest is learned. Pairs that no rule brings up are taken as strangers. */
#include <math.h>
#include <string.h>

#include "engine/linkage/link_learn.h"

enum { ROUNDS_MAX = 60 };

#define PRIOR_PAIRS 12.0         /* what is usual for a kind counts as so many matched pairs */
#define CHANCE_LEAST 0.003       /* of equal pairs, at least so many are two people */
#define SETTLED 1e-4
#define FIRST_MATCHES_EACH 0.2   /* pairs of one person a record, before anything is learned */
#define FIRST_HOUSEHOLD_EACH 0.1
#define FIRST_MOVED 0.1

typedef struct Sums {
	double own[LINK_COLUMNS_MAX][CODE_COUNT];       /* one person */
	double place[LINK_COLUMNS_MAX][CODE_COUNT];     /* one place, by one person or two */
	double household[LINK_COLUMNS_MAX][CODE_COUNT]; /* two of a household */
	double same_place;
	double moved;
	double two;
} Sums;

static bool can_have_household(const LinkTable *table)
{
	bool own = false;
	bool place = false;
	for (size_t i = 0; i < table->column_count; i++) {
		own = own || table->columns[i].kind->sharing == SHARING_NONE;
		place = place || table->columns[i].kind->sharing == SHARING_PLACE;
	}
	return own && place;
}

/* ---- What strangers do. ---- */

/* matched: of the column's codes, what belongs to one person (or one household), in pairs of the whole. */
static void set_chance(const LinkColumnFacts *facts, const LinkChance *chance, size_t column, const double *matched, LinkColumnModel *model)
{
	double all = facts->pairs > 1 ? facts->pairs : 1;
	double exact = 0;
	for (size_t band = 0; band < LINK_BANDS; band++) {
		double total = facts->band_pairs[band];
		double two = total - matched[CODE_EXACT + band];
		double least = CHANCE_LEAST * total + 0.05;
		two = two < least ? least : two;
		two = two > total && total > 0 ? total : two;
		model->chance[band] = total > 0 ? two / total : 1.0;
		exact += total > 0 ? two : 0;
	}
	model->levels[LINK_EXACT].u = (exact > 0.05 ? exact : 0.05) / all;
	double sampled = chance->pairs[column] > 0 ? chance->pairs[column] : 1;
	double scale = sampled / all;
	for (size_t level = LINK_EXACT + 1; level < facts->kind->level_count; level++) {
		double seen = chance->seen[column][level];
		double two = seen - matched[level] * scale;
		two = two < 0.1 * seen ? 0.1 * seen : two;
		model->levels[level].u = (two + 0.5) / (sampled + 1.0);
	}
}

/* Bands that no pair of this table can fall in take the nearest lower band's share. */
static void fill_bands(const LinkColumnFacts *facts, LinkColumnModel *model)
{
	double last = model->chance[0];
	for (size_t band = 0; band < LINK_BANDS; band++) {
		if (facts->band_pairs[band] > 0)
			last = model->chance[band];
		else
			model->chance[band] = last;
	}
}

/* ---- Weights of patterns. ---- */

/* Of exact in a band: how often a matched pair's value is so rare, against how often two strangers share such a one. */
static double band_weight(const LinkColumnFacts *facts, const LinkColumnModel *model, size_t band)
{
	double pairs = facts->band_pairs[band] * model->chance[band];
	double records = facts->present[0] + facts->present[1];
	if (pairs <= 0 || records <= 0 || facts->pairs <= 0)
		return 0;
	return log2(facts->band_records[band] / records) - log2(pairs / facts->pairs);
}

void link_pattern_weights(const LinkTable *table, const LinkModel *model, LinkPatternWeights *out)
{
	memset(out, 0, sizeof *out);
	link_weights_make(table, model, &out->shares);
	for (size_t column = 0; column < table->column_count; column++) {
		const LinkColumnFacts *facts = &table->columns[column];
		const LinkColumnWeights *weights = &out->shares.columns[column];
		bool named = facts->kind->sharing == SHARING_NAME;
		for (size_t level = LINK_EXACT + 1; level < facts->kind->level_count; level++) {
			out->own[column][level] = (double)weights->weight[level];
			out->household[column][level] = (double)weights->household[level];
		}
		for (size_t band = 0; band < LINK_BANDS; band++) {
			double rare = band_weight(facts, &model->of[column], band);
			out->own[column][CODE_EXACT + band] = (double)weights->weight[LINK_EXACT] + rare;
			out->household[column][CODE_EXACT + band] = named ? (double)weights->household[LINK_EXACT] + rare : 0;
		}
		for (size_t code = 1; code < CODE_COUNT; code++)
			out->given[column][code] = code_level(code) < LINK_LEVELS_MAX ? (double)weights->given[code_level(code)] : 0;
	}
}

typedef struct PatternSums {
	double own;
	double name;
	double household_name;
	double place;
} PatternSums;

static PatternSums sum_pattern(const LinkTable *table, const LinkPatternWeights *weights, const LinkPattern *pattern)
{
	PatternSums sums = {0};
	for (size_t column = 0; column < table->column_count; column++) {
		size_t code = pattern_code(pattern, column);
		int beside = weights->shares.columns[column].beside;
		bool given = code != 0 && beside >= 0 && pattern_code(pattern, (size_t)beside) >= CODE_EXACT;
		double less = given ? weights->given[column][code] : 0;
		double weight = weights->own[column][code] + less;
		switch (weights->shares.sharing[column]) {
		case SHARING_NONE:
			sums.own += weight;
			break;
		case SHARING_NAME:
			sums.name += weight;
			sums.household_name += weights->household[column][code] + less;
			break;
		case SHARING_PLACE:
			sums.place += weight;
			break;
		}
	}
	return sums;
}

double link_pattern_odds(const LinkTable *table, const LinkPatternWeights *weights, const LinkPattern *pattern)
{
	PatternSums sums = sum_pattern(table, weights, pattern);
	return link_odds(&weights->shares, sums.own, sums.name, sums.household_name, sums.place);
}

/* ---- The two steps. ---- */

typedef struct Portions {
	double same_place;
	double moved;
	double household;
} Portions;

static Portions portion(const LinkWeights *shares, PatternSums sums)
{
	double parts[4] = {shares->log_same_place + sums.own + sums.name + sums.place, shares->log_moved + sums.own + sums.name,
		shares->has_household ? shares->log_household + sums.household_name + sums.place : -1000, 0};
	double highest = 0;
	for (size_t i = 0; i < 3; i++)
		highest = parts[i] > highest ? parts[i] : highest;
	double all = 0;
	for (size_t i = 0; i < 4; i++) {
		parts[i] = parts[i] - highest < -60 ? 0 : exp2(parts[i] - highest);
		all += parts[i];
	}
	return (Portions){.same_place = parts[0] / all, .moved = parts[1] / all, .household = parts[2] / all};
}

static void expect(const LinkTable *table, const LinkModel *model, const LinkGroup *groups, size_t count, double factor, Sums *sums)
{
	LinkPatternWeights weights;
	link_pattern_weights(table, model, &weights);
	memset(sums, 0, sizeof *sums);
	for (size_t i = 0; i < count; i++) {
		Portions parts = portion(&weights.shares, sum_pattern(table, &weights, &groups[i].pattern));
		double one = (parts.same_place + parts.moved) * groups[i].count * factor;
		double placed = (parts.same_place + parts.household) * groups[i].count * factor;
		double two = parts.household * groups[i].count * factor;
		if (one + placed < 1e-7)
			continue;
		sums->same_place += parts.same_place * groups[i].count * factor;
		sums->moved += parts.moved * groups[i].count * factor;
		sums->two += two;
		for (size_t column = 0; column < table->column_count; column++) {
			size_t code = pattern_code(&groups[i].pattern, column);
			sums->own[column][code] += one;
			sums->place[column][code] += placed;
			sums->household[column][code] += two;
		}
	}
}

/* Shares of the levels, with what is usual as so many pairs before the first. */
static void set_shares(const LinkColumnFacts *facts, const double *codes, double prior, const double *usual, double *out)
{
	double levels[LINK_LEVELS_MAX] = {0};
	double all = 0;
	for (size_t code = 1; code < CODE_COUNT; code++)
		levels[code_level(code)] += codes[code];
	for (size_t level = LINK_EXACT; level < facts->kind->level_count; level++) {
		levels[level] += prior * usual[level];
		all += levels[level];
	}
	for (size_t level = LINK_EXACT; level < facts->kind->level_count; level++)
		out[level] = levels[level] / all;
}

static void maximise_column(const LinkTable *table, const LinkChance *chance, const Sums *sums, size_t column, LinkColumnModel *model)
{
	const LinkColumnFacts *facts = &table->columns[column];
	bool place = facts->kind->sharing == SHARING_PLACE;
	const double *codes = place ? sums->place[column] : sums->own[column];
	double shares[LINK_LEVELS_MAX] = {0};
	set_shares(facts, codes, PRIOR_PAIRS, facts->kind->m, shares);
	for (size_t level = LINK_EXACT; level < facts->kind->level_count; level++)
		model->levels[level].m = shares[level];
	double matched[CODE_COUNT];
	for (size_t code = 0; code < CODE_COUNT; code++)
		matched[code] = codes[code] + (facts->kind->sharing == SHARING_NAME ? sums->household[column][code] : 0);
	set_chance(facts, chance, column, matched, model);
	if (facts->kind->sharing == SHARING_NAME) {
		set_shares(facts, sums->household[column], PRIOR_PAIRS, facts->kind->m, shares);
		for (size_t level = LINK_EXACT; level < facts->kind->level_count; level++)
			model->levels[level].household = shares[level];
	}
}

static double maximise(const LinkTable *table, const LinkChance *chance, const Sums *sums, LinkModel *model)
{
	double before = model->shares.same_place + model->shares.moved;
	double all = table->pairs > 1 ? table->pairs : 1;
	model->shares.same_place = (sums->same_place + 0.5) / (all + 2);
	model->shares.moved = (sums->moved + 0.05) / (all + 2);
	model->shares.household = model->shares.household > 0 ? (sums->two + 0.05) / (all + 2) : 0;
	model->shares.strangers = 1 - model->shares.same_place - model->shares.moved - model->shares.household;
	if (model->shares.strangers < 0.01)
		model->shares.strangers = 0.01;
	for (size_t column = 0; column < table->column_count; column++)
		maximise_column(table, chance, sums, column, &model->of[column]);
	double now = model->shares.same_place + model->shares.moved;
	return fabs(now - before) / now;
}

void link_model_begin(const LinkTable *table, const LinkChance *chance, LinkModel *model)
{
	static const double NOTHING[CODE_COUNT] = {0};
	*model = (LinkModel){.column_count = table->column_count, .pairs = table->pairs, .records = table->count};
	double all = table->pairs > 1 ? table->pairs : 1;
	double one = FIRST_MATCHES_EACH * (double)table->count / all;
	one = one > 0.3 ? 0.3 : one;
	bool household = can_have_household(table);
	double moved = household ? one * FIRST_MOVED : 0;
	double two = household ? FIRST_HOUSEHOLD_EACH * (double)table->count / all : 0;
	two = two > 0.2 ? 0.2 : two;
	model->shares = (LinkShares){.same_place = one - moved, .moved = moved, .household = two, .strangers = 1 - one - two};
	for (size_t column = 0; column < table->column_count; column++) {
		const LinkColumnFacts *facts = &table->columns[column];
		model->columns[column] = facts->column;
		model->of[column].beside = -1;
		set_chance(facts, chance, column, NOTHING, &model->of[column]);
		for (size_t level = LINK_EXACT; level < facts->kind->level_count; level++) {
			model->of[column].levels[level].m = facts->kind->m[level];
			model->of[column].levels[level].household = facts->kind->m[level];
		}
	}
}

void link_maximise(const LinkTable *table, const LinkChance *chance, const LinkGroup *groups, size_t count, double factor,
	LinkModel *model)
{
	Arena arena;
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	Sums *sums = ARENA_NEW(&arena, Sums);
	for (int round = 0; round < ROUNDS_MAX; round++) {
		expect(table, model, groups, count, factor, sums);
		if (maximise(table, chance, sums, model) < SETTLED && round > 5)
			break;
	}
	for (size_t column = 0; column < table->column_count; column++) {
		const LinkColumnFacts *facts = &table->columns[column];
		fill_bands(facts, &model->of[column]);
		for (size_t level = LINK_EXACT; level < facts->kind->level_count && facts->kind->sharing != SHARING_NAME; level++)
			model->of[column].levels[level].household =
				facts->kind->sharing == SHARING_PLACE ? model->of[column].levels[level].m : model->of[column].levels[level].u;
	}
	arena_clear(&arena);
}

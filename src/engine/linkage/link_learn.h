/* Learning: what the files of it share. */
#ifndef KITH_ENGINE_LINKAGE_LINK_LEARN_H
#define KITH_ENGINE_LINKAGE_LINK_LEARN_H

#include "engine/linkage/link_internal.h"

/* How a pair agrees in every column: 5 bits each. 0 missing, a level, or exact with its band of rarity. */
enum { CODE_BITS = 5, CODE_COUNT = 1 << CODE_BITS, CODE_EXACT = LINK_LEVELS_MAX, CODES_IN_WORD = 12 };

typedef struct LinkPattern {
	uint64_t codes[2];
} LinkPattern;

static inline size_t pattern_code(const LinkPattern *pattern, size_t column)
{
	return pattern->codes[column / CODES_IN_WORD] >> (column % CODES_IN_WORD * CODE_BITS) & (CODE_COUNT - 1);
}

static inline size_t code_level(size_t code)
{
	return code >= CODE_EXACT ? LINK_EXACT : code;
}

LinkPattern link_pattern_of(const LinkTable *table, const uint32_t *left, const uint32_t *right, LinkCache *cache);

/* Pairs to learn from: a share of the candidates, 1 in factor. */
typedef struct LinkTraining {
	LinkList patterns; /* LinkPattern, all */
	LinkList pairs;    /* uint32_t[2], in the same places */
	double factor;
} LinkTraining;

typedef struct LinkGroup {
	LinkPattern pattern;
	double count;
} LinkGroup;

/* The patterns with how often they stand, in their order. */
LinkGroup *link_patterns_group(const LinkTraining *training, Arena *arena, size_t *count);

/* Level counts of random pairs, as shares by column; what is never seen has a little. */
typedef struct LinkChance {
	double seen[LINK_COLUMNS_MAX][LINK_LEVELS_MAX]; /* not exact */
	double pairs[LINK_COLUMNS_MAX];                 /* with both values */
} LinkChance;

void link_chance_sample(const LinkTable *table, const LinkOptions *options, LinkChance *out);

/* Expectation maximisation over the groups: improves model until it stands. */
void link_maximise(const LinkTable *table, const LinkChance *chance, const LinkGroup *groups, size_t count, double factor,
	LinkModel *model);
/* How the columns agree in random pairs that agree in one of them. */
typedef struct LinkAlong {
	double seen[LINK_COLUMNS_MAX][LINK_LEVELS_MAX];
	double pairs[LINK_COLUMNS_MAX]; /* with both values */
	double drawn;
} LinkAlong;

/* One a column. */
LinkAlong *link_along_sample(const LinkTable *table, const LinkOptions *options, Arena *arena);
/* Finds for each column the one that goes along with it among strangers, and what that takes from its weights. */
void link_find_beside(const LinkTable *table, const LinkAlong *along, LinkModel *model);
/* The model from which it starts. */
void link_model_begin(const LinkTable *table, const LinkChance *chance, LinkModel *model);
/* The odds of a pattern under a model, log2. */
typedef struct LinkPatternWeights {
	double own[LINK_COLUMNS_MAX][CODE_COUNT];
	double household[LINK_COLUMNS_MAX][CODE_COUNT];
	double given[LINK_COLUMNS_MAX][CODE_COUNT]; /* where the column beside is exact */
	LinkWeights shares;
} LinkPatternWeights;
void link_pattern_weights(const LinkTable *table, const LinkModel *model, LinkPatternWeights *out);
double link_pattern_odds(const LinkTable *table, const LinkPatternWeights *weights, const LinkPattern *pattern);

#endif

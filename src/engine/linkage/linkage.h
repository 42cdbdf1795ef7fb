/* Which records are the same person: linkage by probability (Fellegi and Sunter 1969), without labels.
 *
 * Pure: records in, pairs with weight and probability out. Linkage proposes; people merge. A pair is compared column by
 * column; each column agrees in one of some ways (levels), and the level's weight is log2 of how much oftener it is seen
 * between two records of one person (m) than between two people (u). u is counted: exactly for equal values, by how rare
 * the value is, and on random pairs for the rest. m is learned by expectation maximisation over all candidate pairs.
 * A missing value says nothing. Columns that a household shares are weighed as such, so that neither a family nor a
 * removal misleads. Candidates come from rules that the engine chooses from the data (link_blocks.h).
 *
 * Results depend on the records and settings alone: not on their order, which file is named first, or how many threads
 * work. Memory is the table's own and is given back by link_table_close. A table is read by one call at a time.
 */
#ifndef KITH_ENGINE_LINKAGE_LINKAGE_H
#define KITH_ENGINE_LINKAGE_LINKAGE_H

#include "base/json.h"
#include "base/problems.h"
#include "engine/explanation.h"

enum {
	LINK_COLUMNS_MAX = 24,
	LINK_LEVELS_MAX = 10,           /* ways of agreeing in a column, exact among them */
	LINK_BANDS = 22,                /* of rarity: a value on 2, 3 to 4, 5 to 8… records */
	LINK_RECORDS_MAX = 50 * 1000 * 1000,
	LINK_THREADS_MAX = 16,
	LINK_FIELD_BYTES_MAX = 4096,
	LINK_CLUSTER_RECORDS_MAX = 300, /* in a larger knot only pairs that were found are weighed */
};

typedef enum LinkKind {
	LINK_NAME, /* a whole name */
	LINK_FORENAME,
	LINK_SURNAME,
	LINK_DATE,
	LINK_SEX,
	LINK_POSTCODE,
	LINK_PLACE,
	LINK_ADDRESS,
	LINK_PHONE,
	LINK_EMAIL,
	LINK_IDENTIFIER,
	LINK_CATEGORY,
	LINK_TEXT,
	LINK_KINDS
} LinkKind;

/* "name", "forename"…, as settings have them. */
Str link_kind_code(LinkKind kind);
/* False when there is no such kind. */
bool link_kind_find(Str code, LinkKind *out);
/* The words of a level of a kind, "exact", "sounds alike"; level 0 is "missing". Empty past the last one. */
Str link_level_words(LinkKind kind, size_t level);

typedef struct LinkColumn {
	Str name;
	LinkKind kind;
} LinkColumn;

/* ---- The records. ---- */

typedef struct LinkTable LinkTable;

/* sources is 1 (links within) or 2 (links between). columns: 1 to LINK_COLUMNS_MAX. */
LinkTable *link_table_open(const LinkColumn *columns, size_t column_count, size_t sources);
void link_table_close(LinkTable *table);
/* fields are UTF-8, one a column, as written; empty, "null", "unknown" and the like are missing. STATUS_FULL past
 * LINK_RECORDS_MAX. */
Status link_table_add(LinkTable *table, size_t source, uint32_t line, Str id, const Str *fields) MUST_USE;

typedef struct LinkDouble {
	size_t source;
	uint32_t line; /* of the later one */
	Str id;
} LinkDouble;

/* When all are in: drops records whose id stands twice in a source (the first line stays), counts and prepares.
 * doubles are given in line order, at most most of them; returns how many there were. */
size_t link_table_finish(LinkTable *table, size_t threads, Arena *arena, LinkDouble **doubles, size_t most);
size_t link_table_count(const LinkTable *table);
Str link_table_id(const LinkTable *table, uint32_t record);
/* The record of that id in that source; false when there is none. */
bool link_table_find(const LinkTable *table, size_t source, Str id, uint32_t *out);

/* ---- The model. ---- */

typedef struct LinkLevel {
	double m; /* share of pairs of one person, both values there, that agree like this */
	double u; /* share of pairs of two people */
	double household; /* share of pairs of two people of one household; u itself where a household shares nothing */
} LinkLevel;

typedef struct LinkColumnModel {
	LinkLevel levels[LINK_LEVELS_MAX]; /* 1 is exact; 0 is not used */
	double chance[LINK_BANDS];         /* of equal pairs in the band, the share that is two people */
	int beside;                        /* the column that goes along with this one, as a town with its postcodes; -1: none */
	double given[LINK_LEVELS_MAX];     /* log2, at most 0: taken from the weight where that column is exact */
} LinkColumnModel;

/* Shares of all pairs; the four add up to 1. */
typedef struct LinkShares {
	double same_place;  /* one person, at one address */
	double moved;       /* one person, nothing about the place need agree */
	double household;   /* two people of one household */
	double strangers;
} LinkShares;

typedef struct LinkModel {
	LinkColumn columns[LINK_COLUMNS_MAX];
	size_t column_count;
	LinkColumnModel of[LINK_COLUMNS_MAX];
	LinkShares shares;
	double coverage;      /* of pairs of one person, the share that the rules bring up (estimated) */
	double coverage_low;  /* with its 95 % interval */
	double coverage_high;
	double pairs;         /* all there are to compare, when learned */
	double records;       /* when learned: rarity is measured against them */
} LinkModel;

typedef struct LinkOptions {
	uint64_t seed;
	size_t threads;    /* 1 to LINK_THREADS_MAX */
	double threshold;  /* of probability, over 0 and under 1: pairs at least so likely are given */
	bool for_finding;  /* link_find will be called */
	bool one_to_one;   /* a record has at most one partner in the other source, and none in its own */
	void (*progress)(void *context, const char *step, size_t done, size_t all); /* may be NULL */
	void *context;
} LinkOptions;

#define LINK_OPTIONS_USUAL ((LinkOptions){.seed = 1, .threads = 2, .threshold = 0.5})

/* Chooses the rules and learns the model. With given the model is taken from there, and only the rules are chosen;
 * its columns must be those of the table. */
void link_learn(LinkTable *table, const LinkOptions *options, const LinkModel *given, LinkModel *out);

/* Writes a model; reads one back. STATUS_INVALID with problems: a missing part, a number out of range, a model for
 * other columns than the settings'. */
void link_model_write(const LinkModel *model, Buffer *out);
Status link_model_read(const JsonNode *node, const LinkColumn *columns, size_t column_count, LinkModel *out,
	Problems *problems) MUST_USE;

/* ---- Pairs. ---- */

typedef struct LinkPair {
	uint32_t a; /* of the first source, or the smaller id */
	uint32_t b;
	float weight; /* log2 of the odds, the start included: probability = 2^w / (1 + 2^w) */
} LinkPair;

typedef struct LinkPairs {
	LinkPair *items; /* the likeliest first, then by ids */
	size_t count;
	uint64_t scored;       /* candidate pairs, each once */
	double expected_below; /* sum of the probabilities of those under the threshold */
	void *memory;
} LinkPairs;

/* The pairs at or over the threshold, after link_learn. */
LinkPairs link_pairs_open(LinkTable *table, const LinkModel *model, const LinkOptions *options);
void link_pairs_close(LinkPairs *pairs);
double link_probability(double weight);
/* The weight of any two records, found by a rule or not. */
double link_pair_weight(const LinkTable *table, const LinkModel *model, uint32_t left, uint32_t right);
/* In which way two records agree in a column: link_level_words says it. */
size_t link_pair_level(const LinkTable *table, size_t column, uint32_t left, uint32_t right);

/* ---- A few records that stand for many. ----
 *
 * A table of somebody and who may be the same can be weighed by the model of all the others: it is told how rare the
 * values are among them. After link_table_finish, before a weight is asked for. */

/* Records with a value in the column. */
double link_table_present(const LinkTable *table, size_t column);
/* As if so many records had a value there. */
void link_table_stand_for(LinkTable *table, size_t column, double present);
/* As if so many records held the value that this one has in the column; a missing value stays missing. */
void link_table_count_as(LinkTable *table, size_t column, uint32_t record, uint32_t holders);

typedef struct LinkShare {
	double value;
	double low; /* 95 % interval */
	double high;
} LinkShare;

typedef struct LinkEstimate {
	LinkShare precision;
	LinkShare recall;
} LinkEstimate;

/* What the probabilities themselves promise, without truth: right as far as the model is. */
LinkEstimate link_estimate(const LinkPairs *pairs, const LinkModel *model);

/* ---- Clusters. ---- */

/* cluster of each record: the number of the cluster's first record. Pairs are joined from the strongest on while
 * the evidence between the two groups, summed over all their pairs, speaks for it; with one_to_one a group never
 * holds two records of one source. So a single bridge does not join two families. */
uint32_t *link_clusters(LinkTable *table, const LinkModel *model, const LinkPairs *pairs, const LinkOptions *options,
	Arena *arena);

/* Within one file (with two nothing is done) pairs are read together with the clusters: a pair that would bridge two
 * clusters is dropped, and two records of one cluster that no pair of their own joins are given with the weight of the
 * weakest step on the surest way between them. */
void link_pairs_settle(const LinkTable *table, LinkPairs *pairs, const uint32_t *clusters);

/* ---- Why. ---- */

typedef struct LinkLine {
	Str label;     /* a column, "start", "household" */
	Str left;      /* the value as compared */
	Str right;
	Str level;     /* "exact", "sounds alike"… */
	Str beside;    /* the column that is exact too and says part of the same; empty: none */
	double weight; /* without rarity */
	double rarity; /* what the value's rarity adds or takes; 0 unless exact */
} LinkLine;

typedef struct LinkWhy {
	LinkLine lines[LINK_COLUMNS_MAX + 3];
	size_t count;
	double weight; /* the sum of all weights and rarities */
	double probability;
} LinkWhy;

LinkWhy link_explain(const LinkTable *table, const LinkModel *model, uint32_t left, uint32_t right);
/* Adds what other records do to the pair once pairs are settled: linked through them, or kept apart by them. */
void link_why_settle(const LinkTable *table, const LinkPairs *pairs, uint32_t left, uint32_t right, double threshold_weight,
	LinkWhy *why);
/* The waterfall, one line a row, in letters: for a terminal. */
void link_why_write(const LinkWhy *why, Str left_id, Str right_id, Buffer *out);
/* The same drawn, as SVG with its text. */
void link_why_draw(const LinkWhy *why, Str left_id, Str right_id, Buffer *out);
/* As lines for a screen or a letter. */
void link_why_lines(const LinkWhy *why, Explanation *out);

/* ---- One against many. ---- */

typedef struct LinkFound {
	uint32_t record;
	double weight;
} LinkFound;

/* The records of the table that the new one may be, the likeliest first, at most most; those under the threshold of
 * options are left out. After link_learn, which must have been called with one source. Returns how many. Adds nothing
 * to the table. */
size_t link_find(LinkTable *table, const LinkModel *model, const LinkOptions *options, Arena *arena, const Str *fields,
	LinkFound *out, size_t most);

#endif

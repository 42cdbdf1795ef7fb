/* What the files of the linkage engine share. Not for others. */
#ifndef KITH_ENGINE_LINKAGE_LINK_INTERNAL_H
#define KITH_ENGINE_LINKAGE_LINK_INTERNAL_H

#include "engine/finding/sounds.h"
#include "engine/linkage/linkage.h"

/* ---- A list that grows, with memory of its own. ---- */

typedef struct LinkList {
	Arena arena;
	void *items;
	size_t count;
	size_t capacity;
	size_t item_bytes;
} LinkList;

LinkList link_list_make(size_t item_bytes);
void *link_list_add(LinkList *list); /* one zeroed item; moves the others */
void *link_list_add_many(LinkList *list, const void *items, size_t count);
void link_list_clear(LinkList *list);

/* Calls work for chunks 0 to count - 1 on so many threads; a chunk's result must not depend on the thread. */
typedef void LinkWork(void *context, size_t chunk, size_t thread);
void link_parallel(size_t threads, size_t count, LinkWork *work, void *context);

uint64_t link_hash(Str text);
uint32_t link_mix(uint32_t left, uint32_t right); /* never 0; not symmetric */

/* The root of a record in a forest where roots name themselves; shortens the way for the next. */
uint32_t link_root(uint32_t *roots, uint32_t record);

/* ---- Words: the different values of a column, or of several that are written alike. ---- */

/* Features have room for the words of one record more, so that it can be compared without being added. */
enum { WORD_MISSING = 0, TOKENS_IN_VALUE_MAX = 24, WORDS_SPARE = LINK_COLUMNS_MAX + 1,
	TOKENS_SPARE = TOKENS_IN_VALUE_MAX * LINK_COLUMNS_MAX + 1 };

typedef struct LinkWords {
	LinkList texts;  /* Str */
	LinkList hashes; /* uint32_t, of the text */
	LinkList letters; /* uint64_t: which letters stand in it, so that most comparisons end before they begin */
	Arena bytes;
	char *chunk; /* where the next text goes */
	size_t chunk_left;
	Arena slot_arena;
	uint32_t *slots;
	size_t slot_count;

	/* What comparing and blocking want to know of each; NULL where a column's kind does not. */
	Arena features;
	uint32_t (*sounds)[SOUNDS_MAX]; /* 0: none */
	uint64_t *nicknames;            /* groups, as a set of 64 */
	uint32_t *token_start;          /* count + 1 places in tokens */
	uint32_t *tokens;               /* words of the token dictionary */
	struct LinkWords *token_words;
	float *token_rarity;            /* of the token dictionary: ln(records / records with it), at least a little */
	uint32_t *token_counts;
} LinkWords;

void words_init(LinkWords *words);
void words_clear(LinkWords *words);
uint32_t words_add(LinkWords *words, Str text);        /* its number; WORD_MISSING for the empty text */
uint32_t words_find(const LinkWords *words, Str text); /* WORD_MISSING when it is not there */

/* Forgets the words from count on, which must be the latest. */
void words_truncate(LinkWords *words, size_t count);

static inline size_t words_count(const LinkWords *words)
{
	return words->texts.count;
}

static inline Str words_text(const LinkWords *words, uint32_t word)
{
	return ((const Str *)words->texts.items)[word];
}

static inline uint32_t words_hash(const LinkWords *words, uint32_t word)
{
	return ((const uint32_t *)words->hashes.items)[word];
}

static inline uint64_t words_letters(const LinkWords *words, uint32_t word)
{
	return ((const uint64_t *)words->letters.items)[word];
}

/* ---- Kinds. ---- */

typedef enum LinkShape { SHAPE_NAME_WORD, SHAPE_WORDY, SHAPE_DATE, SHAPE_POSTCODE, SHAPE_PHONE, SHAPE_EMAIL, SHAPE_IDENTIFIER,
	SHAPE_PLAIN } LinkShape;

/* How a household bears on the column. */
typedef enum LinkSharing {
	SHARING_NONE,  /* a person's own: two people of a household agree by chance */
	SHARING_NAME,  /* often shared */
	SHARING_PLACE  /* where they live: of a household shared as by one person, and left behind by moving */
} LinkSharing;

typedef struct LinkKindFacts {
	Str code;
	LinkShape shape;
	LinkSharing sharing;
	int dictionary;    /* kinds with the same number over 0 share one, so that a value in the wrong column is seen */
	size_t level_count; /* with missing and exact */
	const char *const *words;
	const double *m;   /* before anything is learned */
} LinkKindFacts;

const LinkKindFacts *link_kind_facts(LinkKind kind);

/* The value as it is compared; empty when it is missing. */
Str link_normalise(Arena *arena, LinkKind kind, Str written);

/* ---- The table. ---- */

typedef struct LinkColumnFacts {
	LinkColumn column;
	const LinkKindFacts *kind;
	LinkWords *words;
	uint32_t *counts[2];     /* of each word in each source */
	double present[2];       /* records with a value */
	double pairs;            /* of two records that both have one */
	double band_pairs[LINK_BANDS];   /* of equal values */
	double band_records[LINK_BANDS]; /* with such a value */
} LinkColumnFacts;

typedef struct LinkBlocks LinkBlocks;

typedef struct LinkCandidates {
	uint32_t *stamps; /* one a record */
	uint32_t *items;
	size_t count;
} LinkCandidates;

struct LinkTable {
	Arena arena;
	size_t column_count;
	size_t sources;
	LinkColumnFacts columns[LINK_COLUMNS_MAX];
	LinkWords dictionaries[LINK_COLUMNS_MAX];
	size_t dictionary_count;
	LinkList rows;  /* LINK row_words uint32_t each: the column's words */
	LinkList ids;   /* Str */
	LinkList lines; /* uint32_t; the highest bit: of the second file */
	Arena id_bytes;
	char *id_chunk;
	size_t id_chunk_left;
	Arena scratch;
	bool second_first; /* the second file stands before the first, so that files may be named in any order */
	uint32_t count;
	uint32_t first_count; /* records of the source that stands first; all when there is one source */
	double pairs;
	LinkBlocks *blocks;
	LinkCandidates finding; /* link_find's; made at its first call */
};

static inline const uint32_t *table_row(const LinkTable *table, uint32_t record)
{
	return (const uint32_t *)table->rows.items + (size_t)record * table->column_count;
}

void link_features_make(LinkTable *table, size_t threads);
/* Features of the words from each dictionary's count before on. */
void link_features_extend(LinkTable *table, const size_t *words_before);
void link_counts_make(LinkTable *table);

/* ---- Comparing. ---- */

enum { LINK_EXACT = 1, LEVEL_ELSEWHERE = 2, CACHE_SLOTS = 1 << 15 };

/* What one thread remembers of pairs of values. */
typedef struct LinkCache {
	uint64_t keys[CACHE_SLOTS]; /* 0: empty */
	uint8_t levels[CACHE_SLOTS];
} LinkCache;

/* The level of two different values of the same column. Symmetric. */
uint8_t link_compare(const LinkColumnFacts *column, uint32_t left, uint32_t right);
/* The same, with missing, exact, a value in another column, and memory; cache may be NULL. */
uint8_t link_level(const LinkTable *table, size_t column, const uint32_t *left, const uint32_t *right, LinkCache *cache);
/* Whether one of the two values stands in another column of the other record at all: asked before the whole question. */
bool link_may_stand_elsewhere(const LinkTable *table, size_t column, const uint32_t *left, const uint32_t *right);
/* Likeness of two texts of several words, 0 to 1. */
double link_wordy_likeness(const LinkWords *words, uint32_t left, uint32_t right);

static inline size_t link_band(uint32_t count)
{
	size_t band = 0;
	while (band + 1 < LINK_BANDS && count > (2U << band))
		band++;
	return band;
}

static inline uint32_t column_count_of(const LinkColumnFacts *column, uint32_t word)
{
	return column->counts[0][word] + column->counts[1][word];
}

/* ---- Scoring. ---- */

typedef struct LinkColumnWeights {
	float weight[LINK_LEVELS_MAX];    /* log2 m/u; of exact without its value's rarity: log2 m */
	float household[LINK_LEVELS_MAX]; /* the same for two of a household */
	float best_other;                 /* the largest of values that differ, at least 0 */
	float best_elsewhere;             /* the same where the value stands in another column */
	float rarity[LINK_BANDS];         /* of exact: log2 of chance / present */
	float given[LINK_LEVELS_MAX];     /* added where column beside is exact; at most 0 */
	int beside;
} LinkColumnWeights;

typedef struct LinkWeights {
	const LinkTable *table;
	LinkColumnWeights columns[LINK_COLUMNS_MAX];
	size_t order[LINK_COLUMNS_MAX]; /* columns that tell most first */
	double log_same_place;          /* log2 of shares over strangers' */
	double log_moved;
	double log_household;
	double start; /* log2 of the odds before anything is compared */
	bool has_household;
	LinkSharing sharing[LINK_COLUMNS_MAX];
} LinkWeights;

void link_weights_make(const LinkTable *table, const LinkModel *model, LinkWeights *out);
/* -log2 of the chance that another record holds the word. */
double link_rarity(const LinkWeights *weights, size_t column, uint32_t word);
/* The weight of a pair, or something under floor when it is under it. */
double link_score(const LinkWeights *weights, const uint32_t *left, const uint32_t *right, LinkCache *cache, double floor);
/* From sums over columns: log2 of the odds. */
double link_odds(const LinkWeights *weights, double own, double name, double household_name, double place);

/* ---- Candidates. ---- */

/* The chosen rules with their blocks; replaced by each call. m_of: chance that a pair of one person agrees on an atom,
 * from matched pairs when there are any (link_learn.c). */
typedef struct LinkMatched {
	const uint32_t (*pairs)[2];
	size_t count;
} LinkMatched;

void link_blocks_choose(LinkTable *table, const LinkOptions *options, LinkMatched matched, double pairs_each, LinkModel *model);
void link_blocks_clear(LinkTable *table);
double link_blocks_cost(const LinkTable *table);


LinkCandidates link_candidates_make(const LinkTable *table, Arena *arena);
/* The records before this one (of the other source, when there are two) that a rule brings up. */
void link_candidates_list(const LinkTable *table, uint32_t record, LinkCandidates *out);
/* All records that a new row would meet; words that the table does not know are told by their atoms' texts. */
void link_candidates_of_row(const LinkTable *table, const uint32_t *row, LinkCandidates *out);

enum { CHUNK_RECORDS = 2048 };

static inline size_t chunk_count(const LinkTable *table)
{
	return (table->count + CHUNK_RECORDS - 1) / CHUNK_RECORDS;
}

#endif

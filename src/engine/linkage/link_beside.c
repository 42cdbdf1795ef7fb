/* Columns that go along with each other among strangers: a town with its postcodes, a community's family names with its
 * given names. Where the coarser of two agrees, the finer says less than by itself. Counted before anything is learned, on
 * random pairs that agree in the one and whose third columns show that they are two people. */
#include <math.h>
#include <string.h>

#include "base/random.h"
#include "engine/linkage/link_learn.h"

enum { SAMPLE_PAIRS = 4096 };

#define ALONG_FROM 2.0       /* agrees so many times as often as by itself */
#define TELLING_MOST 0.05    /* a column in which fewer pairs than this are equal speaks for one person when it is */
#define SEEN_LEAST 12.0      /* fewer pairs may stand there by luck */

/* The records of each value of a column, to draw two of one value. */
typedef struct ByValue {
	uint32_t *starts;
	uint32_t *records;
} ByValue;

static ByValue group_by_value(const LinkTable *table, size_t column, uint32_t from, uint32_t to, Arena *arena)
{
	size_t words = words_count(table->columns[column].words);
	ByValue by = {.starts = ARENA_ARRAY(arena, uint32_t, words + 2), .records = ARENA_ARRAY(arena, uint32_t, (size_t)(to - from) + 1)};
	uint32_t *next = by.starts + 1;
	for (uint32_t record = from; record < to; record++)
		next[table_row(table, record)[column] + 1 < words ? table_row(table, record)[column] + 1 : words]++;
	for (size_t word = 1; word < words; word++)
		next[word] += next[word - 1];
	for (uint32_t record = from; record < to; record++)
		by.records[next[table_row(table, record)[column]]++] = record;
	return by;
}

static double equal_share(const LinkColumnFacts *facts)
{
	double equal = 0;
	for (size_t band = 0; band < LINK_BANDS; band++)
		equal += facts->band_pairs[band];
	return facts->pairs > 0 ? equal / facts->pairs : 0;
}

/* Counts how the two agree in each other column, where the columns beside that one and the first differ. */
static void count_strangers(const LinkTable *table, size_t column, uint32_t left, uint32_t right, LinkAlong *out)
{
	uint8_t levels[LINK_COLUMNS_MAX];
	bool differs[LINK_COLUMNS_MAX];
	bool tells[LINK_COLUMNS_MAX]; /* speaks for one person */
	size_t different = 0;
	size_t telling = 0;
	for (size_t i = 0; i < table->column_count; i++) {
		const LinkColumnFacts *facts = &table->columns[i];
		levels[i] = link_level(table, i, table_row(table, left), table_row(table, right), NULL);
		bool rare = equal_share(facts) < TELLING_MOST;
		differs[i] = i != column && rare && levels[i] + 1U == facts->kind->level_count;
		tells[i] = i != column && rare && levels[i] == LINK_EXACT;
		different += differs[i] ? 1 : 0;
		telling += tells[i] ? 1 : 0;
	}
	for (size_t other = 0; other < table->column_count; other++) {
		bool strangers = different > (differs[other] ? 1U : 0U) && telling == (tells[other] ? 1U : 0U);
		if (other == column || !strangers)
			continue;
		out->pairs[other] += levels[other] == 0 ? 0 : 1;
		out->seen[other][levels[other]] += 1;
	}
}

/* Pairs that agree in column, each as likely as the next: a record, kept as often as its value has other holders. */
static void sample_agreeing(const LinkTable *table, size_t column, uint64_t seed, LinkAlong *out)
{
	Arena arena;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	const LinkColumnFacts *facts = &table->columns[column];
	RandomStream stream = random_stream(seed + column, S("linkage/beside"));
	uint32_t from = table->sources == 2 ? table->first_count : 0;
	ByValue by = group_by_value(table, column, from, table->count, &arena);
	double most = 1;
	for (uint32_t word = 1; word < words_count(facts->words); word++)
		most = fmax(most, by.starts[word + 1] - by.starts[word]);
	for (size_t draw = 0; draw < SAMPLE_PAIRS * (size_t)32 && out->drawn < SAMPLE_PAIRS; draw++) {
		uint32_t left = random_below(&stream, table->first_count);
		uint32_t word = table_row(table, left)[column];
		uint32_t holders = by.starts[word + 1] - by.starts[word];
		double luck = (double)random_next(&stream) / 4294967296.0;
		if (word == WORD_MISSING || holders == 0 || luck * most > holders)
			continue;
		uint32_t right = by.records[by.starts[word] + random_below(&stream, holders)];
		if (left == right)
			continue;
		out->drawn += 1;
		count_strangers(table, column, left, right, out);
	}
	arena_clear(&arena);
}

/* Of the pairs that agree in the finer column, how many times as often as usual the coarser one agrees too. */
static double exact_times(const LinkAlong *finer, size_t column, const LinkModel *model)
{
	double seen = finer->seen[column][LINK_EXACT];
	if (finer->pairs[column] < SAMPLE_PAIRS / 64.0 || seen < SEEN_LEAST)
		return 1;
	return seen / finer->pairs[column] / model->of[column].levels[LINK_EXACT].u;
}

/* Takes column as the one beside other when that one agrees with it more than with any before. */
static void consider(const LinkTable *table, const LinkAlong *along, size_t column, size_t other, LinkModel *model, double *strongest)
{
	LinkColumnModel *of = &model->of[other];
	double strangers = along[column].pairs[other];
	double given[LINK_LEVELS_MAX] = {0};
	double gain = 0;
	if (strangers < SAMPLE_PAIRS / 64.0)
		return;
	double exact = exact_times(&along[other], column, model);
	if (exact >= ALONG_FROM) {
		given[LINK_EXACT] = -log2(exact);
		gain += exact * of->levels[LINK_EXACT].u * log2(exact);
	}
	size_t count = table->columns[other].kind->level_count;
	for (size_t level = LINK_EXACT + 1; level + 1 < count; level++) {
		double seen = along[column].seen[other][level];
		double times = seen / strangers / of->levels[level].u;
		if (seen < SEEN_LEAST || times < ALONG_FROM)
			continue;
		given[level] = -log2(times);
		gain += seen / strangers * log2(times);
	}
	if (gain <= *strongest)
		return;
	*strongest = gain;
	of->beside = (int)column;
	memcpy(of->given, given, sizeof given);
}

typedef struct AlongWork {
	const LinkTable *table;
	const LinkOptions *options;
	LinkAlong *along;
} AlongWork;

static void sample_column(void *context, size_t column, size_t thread)
{
	(void)thread;
	const AlongWork *work = context;
	const LinkColumnFacts *facts = &work->table->columns[column];
	if (work->table->first_count >= 2 && equal_share(facts) * facts->pairs >= SAMPLE_PAIRS)
		sample_agreeing(work->table, column, work->options->seed, &work->along[column]);
}

LinkAlong *link_along_sample(const LinkTable *table, const LinkOptions *options, Arena *arena)
{
	AlongWork work = {.table = table, .options = options, .along = ARENA_ARRAY(arena, LinkAlong, table->column_count)};
	link_parallel(options->threads, table->column_count, sample_column, &work);
	return work.along;
}

void link_find_beside(const LinkTable *table, const LinkAlong *along, LinkModel *model)
{
	double strongest[LINK_COLUMNS_MAX] = {0};
	for (size_t column = 0; column < table->column_count; column++)
		for (size_t other = 0; other < table->column_count; other++)
			if (other != column && model->of[other].levels[LINK_EXACT].u < model->of[column].levels[LINK_EXACT].u)
				consider(table, along, column, other, model, &strongest[other]);
}

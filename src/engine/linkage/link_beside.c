/* Columns that go along with each other among strangers: a town with its postcodes, a community's family names with its
 * given names. Where the coarser of two agrees, the finer says less than by itself. Counted on random pairs that agree in
 * the coarser column, less the pairs of one person among them. */
#include <math.h>
#include <string.h>

#include "base/random.h"
#include "engine/linkage/link_learn.h"

enum { SAMPLE_PAIRS = 4096 };

#define ALONG_FROM 2.0       /* agrees so many times as often as by itself */
#define ONE_PERSON_MOST 0.1  /* of the agreeing pairs: past it little can be learned about strangers */
#define FINER_ONE_PERSON_MOST 0.7

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
		for (size_t other = 0; other < table->column_count; other++) {
			uint8_t level = link_level(table, other, table_row(table, left), table_row(table, right), NULL);
			out->pairs[other] += level == 0 ? 0 : 1;
			out->seen[other][level] += 1;
		}
	}
	arena_clear(&arena);
}

/* Of the pairs of strangers that agree in the finer column, how many times as often the coarser one agrees too. */
static double exact_times(const LinkTable *table, const LinkAlong *finer, double one_person, size_t column, size_t other, const LinkModel *model)
{
	double usual = model->of[column].levels[LINK_EXACT].u;
	double strangers = finer->pairs[column] * (1 - one_person);
	bool places = table->columns[column].kind->sharing == SHARING_PLACE && table->columns[other].kind->sharing == SHARING_PLACE;
	double one = finer->pairs[column] * one_person * (places ? 1.0 : model->of[column].levels[LINK_EXACT].m);
	double seen = finer->seen[column][LINK_EXACT];
	if (one_person > FINER_ONE_PERSON_MOST || strangers < SAMPLE_PAIRS / 64.0 || seen - one < 6 + 3 * sqrt(seen))
		return 1;
	return (seen - one) / strangers / usual;
}

/* Takes column as the one beside other when that one agrees with it more than with any before. */
static void consider(const LinkTable *table, const LinkAlong *along, const LinkAlong *finer, size_t column, const double *one_persons,
	size_t other, LinkModel *model, double *strongest)
{
	double one_person = one_persons[column];
	LinkColumnModel *of = &model->of[other];
	double strangers = along->pairs[other] * (1 - one_person);
	double given[LINK_LEVELS_MAX] = {0};
	double gain = 0;
	if (strangers < SAMPLE_PAIRS / 64.0)
		return;
	size_t count = table->columns[other].kind->level_count;
	double exact = exact_times(table, finer, one_persons[other], column, other, model);
	if (exact >= ALONG_FROM) {
		given[LINK_EXACT] = -log2(exact);
		gain += exact * of->levels[LINK_EXACT].u * log2(exact);
	}
	for (size_t level = LINK_EXACT + 1; level + 1 < count; level++) {
		double two = along->seen[other][level] - along->pairs[other] * one_person * of->levels[level].m;
		double times = two / strangers / of->levels[level].u;
		/* Few pairs may stand there by luck. */
		if (two < 6 + 3 * sqrt(along->seen[other][level]) || times < ALONG_FROM)
			continue;
		given[level] = -log2(times);
		gain += two / strangers * log2(times);
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
	double agreeing = 0;
	for (size_t band = 0; band < LINK_BANDS; band++)
		agreeing += work->table->columns[column].band_pairs[band];
	if (work->table->first_count >= 2 && agreeing >= SAMPLE_PAIRS)
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
	double one_persons[LINK_COLUMNS_MAX] = {0};
	double one = model->shares.same_place + model->shares.moved;
	for (size_t column = 0; column < table->column_count; column++) {
		const LinkLevel *exact = &model->of[column].levels[LINK_EXACT];
		one_persons[column] = one * exact->m / (one * exact->m + (1 - one) * exact->u);
		model->of[column].beside = -1;
		memset(model->of[column].given, 0, sizeof model->of[column].given);
	}
	for (size_t column = 0; column < table->column_count; column++) {
		if (one_persons[column] > ONE_PERSON_MOST || along[column].drawn < SAMPLE_PAIRS / 8.0)
			continue;
		for (size_t other = 0; other < table->column_count; other++)
			if (other != column && model->of[other].levels[LINK_EXACT].u < model->of[column].levels[LINK_EXACT].u)
				consider(table, &along[column], &along[other], column, one_persons, other, model, &strongest[other]);
	}
}

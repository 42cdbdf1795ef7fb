/* From records to a model: random pairs, candidate pairs, rules, and the order in which they are learned. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "engine/linkage/link_learn.h"

enum {
	RANDOM_PAIRS = 128 * 1024,
	RANDOM_CHUNK = 4096,
	TRAINING_PAIRS = 400 * 1000,
	MATCHED_PAIRS_MAX = 20 * 1000,
	TRAINING_CHUNK = 512,
};
#define FIRST_PAIRS_EACH 8.0 /* candidates a record to begin with */
#define PAIRS_EACH 14.0
/* Small tables can afford more. */
#define SMALL_TABLE_PAIRS 500000.0
#define FIRST_SMALL_TABLE_PAIRS 150000.0

/* ---- Random pairs. ---- */

typedef struct RandomWork {
	const LinkTable *table;
	uint64_t seed;
	LinkChance *chances; /* of each thread: counts, so that the sum does not depend on who counted */
} RandomWork;

static void sample_chunk(void *context, size_t chunk, size_t thread)
{
	const RandomWork *work = context;
	const LinkTable *table = work->table;
	LinkChance *chance = &work->chances[thread];
	RandomStream stream = random_stream(work->seed + chunk, S("linkage/random pairs"));
	uint32_t second_count = table->sources == 2 ? table->count - table->first_count : table->count;
	uint32_t second_start = table->sources == 2 ? table->first_count : 0;
	for (size_t i = 0; i < RANDOM_CHUNK; i++) {
		uint32_t left = random_below(&stream, table->first_count);
		uint32_t right = second_start + random_below(&stream, second_count);
		if (left == right)
			continue;
		for (size_t column = 0; column < table->column_count; column++) {
			uint8_t level = link_level(table, column, table_row(table, left), table_row(table, right), NULL);
			chance->pairs[column] += level == 0 ? 0 : 1;
			chance->seen[column][level] += 1;
		}
	}
}

void link_chance_sample(const LinkTable *table, const LinkOptions *options, LinkChance *out)
{
	*out = (LinkChance){.pairs = {0}};
	if (table->first_count == 0 || (table->sources == 2 && table->count == table->first_count))
		return;
	Arena arena;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	RandomWork work = {.table = table, .seed = options->seed,
		.chances = ARENA_ARRAY(&arena, LinkChance, options->threads)};
	link_parallel(options->threads, RANDOM_PAIRS / RANDOM_CHUNK, sample_chunk, &work);
	for (size_t thread = 0; thread < options->threads; thread++) {
		for (size_t column = 0; column < table->column_count; column++) {
			out->pairs[column] += work.chances[thread].pairs[column];
			for (size_t level = 0; level < LINK_LEVELS_MAX; level++)
				out->seen[column][level] += work.chances[thread].seen[column][level];
		}
	}
	arena_clear(&arena);
}

/* ---- Candidate pairs. ---- */

LinkPattern link_pattern_of(const LinkTable *table, const uint32_t *left, const uint32_t *right, LinkCache *cache)
{
	LinkPattern pattern = {{0}};
	for (size_t column = 0; column < table->column_count; column++) {
		uint64_t code = link_level(table, column, left, right, cache);
		if (code == LINK_EXACT)
			code = CODE_EXACT + link_band(column_count_of(&table->columns[column], left[column]));
		pattern.codes[column / CODES_IN_WORD] |= code << (column % CODES_IN_WORD * CODE_BITS);
	}
	return pattern;
}

typedef struct TrainingWork {
	const LinkTable *table;
	LinkCache *caches;
	LinkCandidates *candidates;
	LinkTraining *chunks;
	size_t step; /* each step-th chunk of records */
} TrainingWork;

static void train_chunk(void *context, size_t chunk, size_t thread)
{
	const TrainingWork *work = context;
	const LinkTable *table = work->table;
	LinkTraining *out = &work->chunks[chunk];
	LinkCandidates *candidates = &work->candidates[thread];
	out->patterns = link_list_make(sizeof(LinkPattern));
	out->pairs = link_list_make(2 * sizeof(uint32_t));
	size_t start = chunk * work->step * TRAINING_CHUNK;
	for (size_t record = start; record < start + TRAINING_CHUNK && record < table->count; record++) {
		link_candidates_list(table, (uint32_t)record, candidates);
		for (size_t i = 0; i < candidates->count; i++) {
			uint32_t pair[2] = {candidates->items[i], (uint32_t)record};
			*(LinkPattern *)link_list_add(&out->patterns) =
				link_pattern_of(table, table_row(table, pair[0]), table_row(table, pair[1]), &work->caches[thread]);
			(void)link_list_add_many(&out->pairs, pair, 1);
		}
	}
}

static LinkTraining make_training(const LinkTable *table, const LinkOptions *options)
{
	Arena arena;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	double cost = link_blocks_cost(table);
	size_t step = cost > TRAINING_PAIRS ? (size_t)(cost / TRAINING_PAIRS) + 1 : 1;
	size_t all = (table->count + TRAINING_CHUNK - 1) / TRAINING_CHUNK;
	size_t chunks = (all + step - 1) / step;
	TrainingWork work = {.table = table, .caches = ARENA_ARRAY(&arena, LinkCache, options->threads), .step = step,
		.candidates = ARENA_ARRAY(&arena, LinkCandidates, options->threads), .chunks = ARENA_ARRAY(&arena, LinkTraining, chunks + 1)};
	for (size_t i = 0; i < options->threads; i++)
		work.candidates[i] = link_candidates_make(table, &arena);
	link_parallel(options->threads, chunks, train_chunk, &work);
	double seen = (double)(chunks * TRAINING_CHUNK < table->count ? chunks * TRAINING_CHUNK : table->count);
	LinkTraining training = {.patterns = link_list_make(sizeof(LinkPattern)), .pairs = link_list_make(2 * sizeof(uint32_t)),
		.factor = seen > 0 ? (double)table->count / seen : 1};
	for (size_t i = 0; i < chunks; i++) {
		(void)link_list_add_many(&training.patterns, work.chunks[i].patterns.items, work.chunks[i].patterns.count);
		(void)link_list_add_many(&training.pairs, work.chunks[i].pairs.items, work.chunks[i].pairs.count);
		link_list_clear(&work.chunks[i].patterns);
		link_list_clear(&work.chunks[i].pairs);
	}
	arena_clear(&arena);
	return training;
}

static int compare_patterns(const void *left, const void *right)
{
	const LinkPattern *a = left;
	const LinkPattern *b = right;
	if (a->codes[0] != b->codes[0])
		return a->codes[0] < b->codes[0] ? -1 : 1;
	return a->codes[1] < b->codes[1] ? -1 : a->codes[1] > b->codes[1];
}

LinkGroup *link_patterns_group(const LinkTraining *training, Arena *arena, size_t *count)
{
	size_t all = training->patterns.count;
	LinkPattern *sorted = ARENA_ARRAY(arena, LinkPattern, all + 1);
	if (all > 0)
		memcpy(sorted, training->patterns.items, all * sizeof *sorted);
	qsort(sorted, all, sizeof *sorted, compare_patterns);
	LinkGroup *groups = ARENA_ARRAY(arena, LinkGroup, all + 1);
	*count = 0;
	for (size_t i = 0; i < all; i++) {
		if (i == 0 || compare_patterns(&sorted[i], &sorted[i - 1]) != 0)
			groups[(*count)++] = (LinkGroup){.pattern = sorted[i]};
		groups[*count - 1].count += 1;
	}
	return groups;
}

/* Pairs that are rather one person than two, to judge the rules by. */
static LinkMatched list_matched(const LinkTable *table, const LinkModel *model, const LinkTraining *training, Arena *arena)
{
	LinkPatternWeights *weights = ARENA_NEW(arena, LinkPatternWeights);
	link_pattern_weights(table, model, weights);
	uint32_t(*pairs)[2] = arena_allocate_array(arena, MATCHED_PAIRS_MAX, sizeof *pairs);
	const LinkPattern *patterns = training->patterns.items;
	const uint32_t(*all)[2] = training->pairs.items;
	size_t count = 0;
	for (size_t i = 0; i < training->patterns.count && count < MATCHED_PAIRS_MAX; i++)
		if (link_pattern_odds(table, weights, &patterns[i]) > 0)
			memcpy(pairs[count++], all[i], sizeof all[i]);
	return (LinkMatched){.pairs = (const uint32_t(*)[2])pairs, .count = count};
}

static void tell(const LinkOptions *options, const char *step)
{
	if (options->progress != NULL)
		options->progress(options->context, step, 0, 0);
}

static double pairs_each(const LinkTable *table, double usual, double small)
{
	double count = table->count > 0 ? table->count : 1;
	return usual * count > small ? usual : small / count;
}

/* One round: the rules by what is known so far, then the model by the pairs they bring up. */
static void learn_round(LinkTable *table, const LinkOptions *options, const LinkChance *chance, LinkMatched matched,
	double candidates_each, LinkModel *model, Arena *arena, LinkMatched *out)
{
	LinkModel rules = {0};
	link_blocks_choose(table, options, matched, candidates_each, &rules);
	LinkTraining training = make_training(table, options);
	size_t count = 0;
	LinkGroup *groups = link_patterns_group(&training, arena, &count);
	if (chance != NULL)
		link_maximise(table, chance, groups, count, training.factor, model);
	model->coverage = rules.coverage;
	model->coverage_low = rules.coverage_low;
	model->coverage_high = rules.coverage_high;
	*out = list_matched(table, model, &training, arena);
	link_list_clear(&training.patterns);
	link_list_clear(&training.pairs);
}

void link_learn(LinkTable *table, const LinkOptions *options, const LinkModel *given, LinkModel *out)
{
	Arena arena;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	LinkChance *chance = given == NULL ? ARENA_NEW(&arena, LinkChance) : NULL;
	if (given == NULL) {
		tell(options, "counting chance on random pairs");
		link_chance_sample(table, options, chance);
		link_model_begin(table, chance, out);
		link_find_beside(table, link_along_sample(table, options, &arena), out);
	} else {
		*out = *given;
	}
	LinkMatched matched = {.count = 0};
	tell(options, "first candidates");
	learn_round(table, options, chance, matched, pairs_each(table, FIRST_PAIRS_EACH, FIRST_SMALL_TABLE_PAIRS), out, &arena,
		&matched);
	tell(options, "choosing rules and learning");
	learn_round(table, options, chance, matched, pairs_each(table, PAIRS_EACH, SMALL_TABLE_PAIRS), out, &arena, &matched);
	arena_clear(&arena);
}

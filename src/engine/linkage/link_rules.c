/* Choosing rules: most pairs of one person found for the fewest pairs compared. */
#include <math.h>
#include <string.h>

#include "base/random.h"
#include "engine/linkage/link_blocks.h"

enum { TRIALS = 4096, TRIAL_WORDS = TRIALS / 64, CANDIDATES_MAX = ATOMS_MAX * (ATOMS_MAX + 1) / 2 };

/* Pairs found a second time count a little: what one rule misses, another has then. */
#define SECOND_TIME 0.15
#define GAIN_LEAST 0.9 /* trials */
/* Past what a small table costs, a rule is worth at most so many pairs for each pair of one person that it finds; of
 * those there are taken to be so many a record. */
#define WORTH_PAIRS 1500.0
#define FREE_PAIRS 400000.0
#define ONE_PERSON_EACH 0.2
/* A rule's index costs about as much as comparing so many pairs a record. */
#define INDEX_PAIRS 0.3

typedef struct Bits {
	uint64_t words[TRIAL_WORDS];
} Bits;

typedef struct Trials {
	Bits *agree; /* of each atom */
} Trials;

static void set_bit(Bits *bits, size_t trial)
{
	bits->words[trial / 64] |= 1ULL << (trial % 64);
}

static double draw(RandomStream *stream)
{
	return (double)random_next(stream) / 4294967296.0;
}

/* Before anything is matched: what is usual for the kind, where both records have a value. */
static void try_usual(const LinkTable *table, const LinkBlocks *blocks, RandomStream *stream, Trials *trials)
{
	for (size_t trial = 0; trial < TRIALS; trial++) {
		for (size_t column = 0; column < table->column_count; column++) {
			const LinkColumnFacts *facts = &table->columns[column];
			double both = table->pairs > 0 ? facts->pairs / table->pairs : 0;
			bool present = draw(stream) < both;
			double luck = draw(stream);
			for (size_t i = 0; i < blocks->atom_count && present; i++)
				if (blocks->atoms[i].column == column && luck < blocks->atoms[i].m)
					set_bit(&trials->agree[i], trial);
		}
	}
}

static bool atom_agrees(const LinkTable *table, const LinkAtom *atom, uint32_t left, uint32_t right)
{
	const uint32_t *a = atom->keys + (size_t)table_row(table, left)[atom->column] * atom->width;
	const uint32_t *b = atom->keys + (size_t)table_row(table, right)[atom->column] * atom->width;
	for (size_t i = 0; i < atom->width; i++)
		for (size_t j = 0; j < atom->width; j++)
			if (a[i] != 0 && a[i] == b[j])
				return true;
	return false;
}

/* Each column from another matched pair: so that what the first rules favoured together does not stay together. */
static void try_matched(const LinkTable *table, const LinkBlocks *blocks, LinkMatched matched, RandomStream *stream,
	Trials *trials)
{
	for (size_t trial = 0; trial < TRIALS; trial++) {
		for (size_t column = 0; column < table->column_count; column++) {
			const uint32_t *pair = matched.pairs[random_below(stream, (uint32_t)matched.count)];
			for (size_t i = 0; i < blocks->atom_count; i++)
				if (blocks->atoms[i].column == column && atom_agrees(table, &blocks->atoms[i], pair[0], pair[1]))
					set_bit(&trials->agree[i], trial);
		}
	}
}

typedef struct Candidate {
	LinkRule rule;
	double cost;
	bool taken;
} Candidate;

static bool same_rule(const LinkRule *left, const LinkRule *right)
{
	return left->first == right->first && left->second == right->second;
}

static void add_candidate(const LinkTable *table, const LinkBlocks *blocks, uint16_t first, uint16_t second, const LinkRule *known,
	size_t known_count, Candidate *list, size_t *count)
{
	double chance = blocks->atoms[first].chance * (second == ATOM_NONE ? 1.0 : blocks->atoms[second].chance);
	Candidate *candidate = &list[(*count)++];
	*candidate = (Candidate){.rule = {.first = first, .second = second, .cost = table->pairs * chance}};
	for (size_t i = 0; i < known_count; i++)
		if (same_rule(&known[i], &candidate->rule))
			candidate->rule.cost = known[i].cost;
	candidate->cost = candidate->rule.cost + INDEX_PAIRS * (double)table->count;
}

static size_t list_candidates(const LinkTable *table, const LinkBlocks *blocks, const LinkRule *known, size_t known_count,
	double pairs_most, Candidate *list)
{
	size_t count = 0;
	for (uint16_t first = 0; first < blocks->atom_count; first++) {
		add_candidate(table, blocks, first, ATOM_NONE, known, known_count, list, &count);
		for (uint16_t second = (uint16_t)(first + 1); second < blocks->atom_count; second++)
			if (blocks->atoms[first].column != blocks->atoms[second].column)
				add_candidate(table, blocks, first, second, known, known_count, list, &count);
	}
	size_t kept = 0;
	for (size_t i = 0; i < count; i++)
		if (list[i].rule.cost <= pairs_most)
			list[kept++] = list[i];
	return kept;
}

static uint64_t agree_word(const Trials *trials, const LinkRule *rule, size_t word)
{
	uint64_t bits = trials->agree[rule->first].words[word];
	return rule->second == ATOM_NONE ? bits : bits & trials->agree[rule->second].words[word];
}

static size_t count_bits(uint64_t bits)
{
	size_t count = 0;
	for (; bits != 0; bits &= bits - 1)
		count++;
	return count;
}

static double gain_of(const Trials *trials, const LinkRule *rule, const Bits *once, const Bits *twice)
{
	size_t fresh = 0;
	size_t again = 0;
	for (size_t i = 0; i < TRIAL_WORDS; i++) {
		uint64_t bits = agree_word(trials, rule, i);
		fresh += count_bits(bits & ~once->words[i]);
		again += count_bits(bits & once->words[i] & ~twice->words[i]);
	}
	return (double)fresh + SECOND_TIME * (double)again;
}

static Candidate *find_best(const Trials *trials, Candidate *list, size_t count, const Bits *once, const Bits *twice, double left,
	double worth_least)
{
	Candidate *best = NULL;
	double best_worth = 0;
	for (size_t i = 0; i < count; i++) {
		Candidate *candidate = &list[i];
		if (candidate->taken || candidate->rule.cost > left)
			continue;
		double gain = gain_of(trials, &candidate->rule, once, twice);
		double worth = gain / candidate->cost;
		if (gain >= GAIN_LEAST && worth > best_worth && worth >= worth_least) {
			best_worth = worth;
			best = candidate;
		}
	}
	return best;
}

static void set_coverage(const Bits *once, RuleChoice *out)
{
	double found = 0;
	for (size_t i = 0; i < TRIAL_WORDS; i++)
		found += (double)count_bits(once->words[i]);
	/* Wilson's interval, for a share that may be all. */
	double z = 1.96;
	double n = TRIALS;
	double share = found / n;
	double middle = (share + z * z / (2 * n)) / (1 + z * z / n);
	double half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n);
	out->coverage = share;
	out->low = middle - half;
	out->high = middle + half < 1 ? middle + half : 1;
}

void link_rules_choose(const LinkTable *table, const LinkBlocks *blocks, const LinkRule *known, size_t known_count,
	LinkMatched matched, double pairs_most, uint64_t seed, RuleChoice *out)
{
	Arena arena;
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	RandomStream stream = random_stream(seed, S("linkage/rules"));
	Trials trials = {.agree = ARENA_ARRAY(&arena, Bits, ATOMS_MAX)};
	if (matched.count > 0)
		try_matched(table, blocks, matched, &stream, &trials);
	else
		try_usual(table, blocks, &stream, &trials);
	Candidate *list = ARENA_ARRAY(&arena, Candidate, CANDIDATES_MAX + ATOMS_MAX);
	size_t count = list_candidates(table, blocks, known, known_count, pairs_most, list);
	Bits once = {{0}};
	Bits twice = {{0}};
	*out = (RuleChoice){.count = 0};
	double left = pairs_most;
	while (out->count < RULES_MAX) {
		bool free = pairs_most - left < FREE_PAIRS;
		double worth_least = free ? 0 : TRIALS / (WORTH_PAIRS * ONE_PERSON_EACH * (double)table->count);
		Candidate *best = find_best(&trials, list, count, &once, &twice, left, worth_least);
		if (best == NULL)
			break;
		for (size_t i = 0; i < TRIAL_WORDS; i++) {
			uint64_t bits = agree_word(&trials, &best->rule, i);
			twice.words[i] |= bits & once.words[i];
			once.words[i] |= bits;
		}
		best->taken = true;
		left -= best->rule.cost;
		out->rules[out->count++] = best->rule;
	}
	set_coverage(&once, out);
	arena_clear(&arena);
}

/* What comparing and blocking want to know of each different value, made once: sounds, forms of names, words of texts. */
#include <math.h>
#include <string.h>

#include "engine/comparing/name_forms.h"
#include "engine/linkage/link_internal.h"

enum { FEATURE_CHUNK = 4096 };
#define RARITY_LEAST 0.2

typedef struct SoundWork {
	LinkWords *words;
} SoundWork;

static void find_sounds(LinkWords *words, size_t word, Arena *scratch)
{
	Str keys[SOUNDS_MAX];
	size_t count = sounds_of(scratch, words_text(words, (uint32_t)word), keys);
	memset(words->sounds[word], 0, sizeof words->sounds[word]);
	for (size_t i = 0; i < count; i++)
		words->sounds[word][i] = keys[i].length < 2 ? 0 : (uint32_t)link_hash(keys[i]) | 1U;
	arena_reset(scratch);
}

static void sound_chunk(void *context, size_t chunk, size_t thread)
{
	(void)thread;
	LinkWords *words = ((SoundWork *)context)->words;
	Arena scratch;
	arena_init(&scratch, ARENA_REQUEST_BYTES_MAX);
	size_t end = (chunk + 1) * FEATURE_CHUNK < words_count(words) ? (chunk + 1) * FEATURE_CHUNK : words_count(words);
	for (size_t word = chunk * FEATURE_CHUNK; word < end; word++)
		find_sounds(words, word, &scratch);
	arena_clear(&scratch);
}

static void make_sounds(LinkWords *words, size_t threads)
{
	words->sounds = arena_allocate_array(&words->features, words_count(words) + WORDS_SPARE, sizeof *words->sounds);
	SoundWork work = {.words = words};
	link_parallel(threads, (words_count(words) + FEATURE_CHUNK - 1) / FEATURE_CHUNK, sound_chunk, &work);
}

static void make_nicknames(LinkWords *words)
{
	words->nicknames = ARENA_ARRAY(&words->features, uint64_t, words_count(words) + WORDS_SPARE);
	for (size_t group = 0; name_forms_group(group) != NULL; group++) {
		Str rest = str_from_c(name_forms_group(group));
		Str form;
		while (str_next(&rest, ' ', &form)) {
			uint32_t word = words_find(words, form);
			words->nicknames[word] |= word == WORD_MISSING ? 0 : 1ULL << (group % 64);
		}
	}
}

/* How many records, over all columns of the dictionary, hold each token. */
static void weigh_tokens(const LinkTable *table, LinkWords *words)
{
	size_t tokens = words_count(words->token_words);
	words->token_counts = ARENA_ARRAY(&words->features, uint32_t, tokens + TOKENS_SPARE);
	words->token_rarity = ARENA_ARRAY(&words->features, float, tokens + TOKENS_SPARE);
	double present = 1;
	for (size_t i = 0; i < table->column_count; i++) {
		const LinkColumnFacts *column = &table->columns[i];
		if (column->words != words)
			continue;
		present += column->present[0] + column->present[1];
		for (uint32_t word = 1; word < words_count(words); word++)
			for (uint32_t at = words->token_start[word]; at < words->token_start[word + 1]; at++)
				words->token_counts[words->tokens[at]] += column_count_of(column, word);
	}
	/* The room for words yet to come is that of words that stand once. */
	for (size_t token = 1; token < tokens + TOKENS_SPARE; token++) {
		double count = words->token_counts[token] == 0 ? 1 : words->token_counts[token];
		double rarity = log(present / count);
		words->token_rarity[token] = (float)(rarity > RARITY_LEAST ? rarity : RARITY_LEAST);
	}
}

static void make_tokens(LinkTable *table, LinkWords *words)
{
	LinkList tokens = link_list_make(sizeof(uint32_t));
	words->token_words = ARENA_NEW(&words->features, LinkWords);
	words_init(words->token_words);
	words->token_start = ARENA_ARRAY(&words->features, uint32_t, words_count(words) + WORDS_SPARE + 1);
	for (uint32_t word = 0; word < words_count(words); word++) {
		words->token_start[word] = (uint32_t)tokens.count;
		Str rest = words_text(words, word);
		Str token;
		for (size_t i = 0; i < TOKENS_IN_VALUE_MAX && str_next(&rest, ' ', &token); i++)
			*(uint32_t *)link_list_add(&tokens) = words_add(words->token_words, token);
	}
	words->token_start[words_count(words)] = (uint32_t)tokens.count;
	words->tokens = ARENA_ARRAY(&words->features, uint32_t, tokens.count + TOKENS_SPARE);
	if (tokens.count > 0)
		memcpy(words->tokens, tokens.items, tokens.count * sizeof(uint32_t));
	link_list_clear(&tokens);
	weigh_tokens(table, words);
}

static void extend_tokens(LinkWords *words, uint32_t word)
{
	uint32_t place = words->token_start[word];
	Str rest = words_text(words, word);
	Str token;
	for (size_t i = 0; i < TOKENS_IN_VALUE_MAX && str_next(&rest, ' ', &token); i++)
		words->tokens[place++] = words_add(words->token_words, token);
	words->token_start[word + 1] = place;
}

void link_features_extend(LinkTable *table, const size_t *words_before)
{
	for (size_t i = 0; i < table->dictionary_count; i++) {
		LinkWords *words = &table->dictionaries[i];
		for (size_t word = words_before[i]; word < words_count(words); word++) {
			if (words->sounds != NULL)
				find_sounds(words, word, &table->scratch);
			if (words->token_start != NULL)
				extend_tokens(words, (uint32_t)word);
		}
	}
}

void link_features_make(LinkTable *table, size_t threads)
{
	for (size_t i = 0; i < table->column_count; i++) {
		LinkColumnFacts *column = &table->columns[i];
		if (column->kind->shape == SHAPE_NAME_WORD && column->words->sounds == NULL) {
			make_sounds(column->words, threads);
			make_nicknames(column->words);
		}
		if (column->kind->shape == SHAPE_WORDY && column->words->token_start == NULL)
			make_tokens(table, column->words);
	}
}

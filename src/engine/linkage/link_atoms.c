/* Atoms: what two records may have in common in a column, as keys of 32 bits. */
#include <stdlib.h>
#include <string.h>

#include "engine/linkage/link_blocks.h"

typedef struct AtomKind {
	LinkShape shape;
	AtomSort sort;
	size_t width;
	double m;
} AtomKind;

static const AtomKind ATOM_KINDS[] = {
	{SHAPE_NAME_WORD, ATOM_VALUE, 1, 0.80}, {SHAPE_NAME_WORD, ATOM_SOUND, 2, 0.88}, {SHAPE_NAME_WORD, ATOM_BEGINNING, 1, 0.88},
	{SHAPE_WORDY, ATOM_VALUE, 1, 0.60}, {SHAPE_WORDY, ATOM_RARE_WORDS, 3, 0.80}, {SHAPE_WORDY, ATOM_BEGINNING, 1, 0.80},
	{SHAPE_DATE, ATOM_VALUE, 1, 0.85}, {SHAPE_DATE, ATOM_YEAR, 1, 0.92}, {SHAPE_DATE, ATOM_DAY_AND_MONTH, 1, 0.90},
	{SHAPE_POSTCODE, ATOM_VALUE, 1, 0.75}, {SHAPE_POSTCODE, ATOM_FIRST_HALF, 1, 0.85},
	{SHAPE_PHONE, ATOM_VALUE, 1, 0.75}, {SHAPE_PHONE, ATOM_FIRST_HALF, 1, 0.80}, {SHAPE_PHONE, ATOM_SECOND_HALF, 1, 0.80},
	{SHAPE_EMAIL, ATOM_VALUE, 1, 0.75}, {SHAPE_EMAIL, ATOM_FIRST_HALF, 1, 0.80},
	{SHAPE_IDENTIFIER, ATOM_VALUE, 1, 0.85}, {SHAPE_IDENTIFIER, ATOM_FIRST_HALF, 1, 0.90},
	{SHAPE_IDENTIFIER, ATOM_SECOND_HALF, 1, 0.90},
	{SHAPE_PLAIN, ATOM_VALUE, 1, 0.90},
};

static uint32_t key_of(Str text)
{
	return text.length == 0 ? 0 : (uint32_t)(link_hash(text) >> 16U) | 1U;
}

static Str beginning_of(Str text)
{
	size_t length = 3;
	while (length < text.length && ((unsigned char)text.data[length] & 0xC0U) == 0x80U)
		length++;
	return text.length < 3 ? (Str){0} : str_slice(text, 0, length < text.length ? length : text.length);
}

static Str half_of(Str text, LinkShape shape, bool second)
{
	size_t middle = text.length / 2;
	size_t at = 0;
	if (shape == SHAPE_POSTCODE && text.length >= 5)
		middle = text.length - 3;
	if (shape == SHAPE_EMAIL && str_find(text, S("@"), &at))
		middle = at;
	if (text.length < 4 || middle < 2)
		return (Str){0};
	return second ? str_slice(text, middle, text.length) : str_slice(text, 0, middle);
}

/* Day and month the smaller first, so that an exchange is no difference. */
static uint32_t day_and_month(Str text)
{
	if (text.length != 8)
		return 0;
	char parts[4] = {text.data[4], text.data[5], text.data[6], text.data[7]};
	if (memcmp(parts, parts + 2, 2) > 0) {
		char swapped[4] = {parts[2], parts[3], parts[0], parts[1]};
		memcpy(parts, swapped, sizeof parts);
	}
	return key_of((Str){.data = parts, .length = sizeof parts});
}

static uint32_t text_key(LinkShape shape, AtomSort sort, Str text)
{
	switch (sort) {
	case ATOM_VALUE: return key_of(text);
	case ATOM_BEGINNING: return key_of(beginning_of(text));
	case ATOM_FIRST_HALF: return key_of(half_of(text, shape, false));
	case ATOM_SECOND_HALF: return key_of(half_of(text, shape, true));
	case ATOM_YEAR: return text.length < 4 ? 0 : key_of(str_slice(text, 0, 4));
	case ATOM_DAY_AND_MONTH: return day_and_month(text);
	case ATOM_SOUND:
	case ATOM_RARE_WORDS:
		break;
	}
	return 0;
}

/* Keeps the rarest tokens that stand on two records or more: a slip makes a token that nobody shares. */
typedef struct Rarest {
	uint32_t tokens[ATOM_KEYS_MAX];
	size_t count;
} Rarest;

static bool is_rarer(const LinkWords *words, uint32_t left, uint32_t right)
{
	uint32_t a = words->token_counts[left];
	uint32_t b = words->token_counts[right];
	if (a != b)
		return a < b;
	return str_compare(words_text(words->token_words, left), words_text(words->token_words, right)) < 0;
}

static void keep_rarest(const LinkWords *words, Rarest *rarest, uint32_t token, size_t width, uint32_t least)
{
	if (token == WORD_MISSING || words->token_counts[token] < least)
		return;
	size_t place = rarest->count;
	for (size_t i = 0; i < rarest->count; i++)
		if (rarest->tokens[i] == token)
			return;
	while (place > 0 && is_rarer(words, token, rarest->tokens[place - 1]))
		place--;
	if (place >= width)
		return;
	size_t last = rarest->count < width ? rarest->count++ : width - 1;
	for (size_t i = last; i > place; i--)
		rarest->tokens[i] = rarest->tokens[i - 1];
	rarest->tokens[place] = token;
}

static size_t rarest_keys(const LinkWords *words, const Rarest *rarest, uint32_t *keys)
{
	for (size_t i = 0; i < rarest->count; i++)
		keys[i] = words_hash(words->token_words, rarest->tokens[i]) | 1U;
	return rarest->count;
}

static void fill_word(const LinkTable *table, LinkAtom *atom, uint32_t word, uint32_t least)
{
	const LinkColumnFacts *column = &table->columns[atom->column];
	const LinkWords *words = column->words;
	uint32_t *keys = atom->keys + word * atom->width;
	memset(keys, 0, atom->width * sizeof *keys);
	if (atom->sort == ATOM_SOUND) {
		memcpy(keys, words->sounds[word], atom->width * sizeof *keys);
	} else if (atom->sort == ATOM_RARE_WORDS) {
		Rarest rarest = {.count = 0};
		for (uint32_t at = words->token_start[word]; at < words->token_start[word + 1]; at++)
			keep_rarest(words, &rarest, words->tokens[at], atom->width, least);
		(void)rarest_keys(words, &rarest, keys);
	} else {
		keys[0] = text_key(column->kind->shape, atom->sort, words_text(words, word));
	}
}

static void fill_keys(const LinkTable *table, LinkAtom *atom, uint32_t least)
{
	const LinkColumnFacts *column = &table->columns[atom->column];
	for (uint32_t word = 1; word < words_count(column->words); word++)
		if (column_count_of(column, word) > 0)
			fill_word(table, atom, word, least);
}

void link_atoms_extend(const LinkTable *table, LinkBlocks *blocks, const size_t *words_before)
{
	for (size_t i = 0; i < blocks->atom_count; i++) {
		const LinkWords *words = table->columns[blocks->atoms[i].column].words;
		for (size_t word = words_before[words - table->dictionaries]; word < words_count(words); word++)
			fill_word(table, &blocks->atoms[i], (uint32_t)word, 1);
	}
}

/* A key with the records that hold it. */
typedef struct KeyCount {
	uint32_t key;
	uint32_t counts[2];
} KeyCount;

static int compare_keys(const void *left, const void *right)
{
	uint32_t a = ((const KeyCount *)left)->key;
	uint32_t b = ((const KeyCount *)right)->key;
	return a < b ? -1 : a > b;
}

static void find_chance(const LinkTable *table, LinkAtom *atom)
{
	const LinkColumnFacts *column = &table->columns[atom->column];
	size_t words = words_count(column->words);
	Arena scratch;
	arena_init(&scratch, ARENA_COMMAND_BYTES_MAX);
	KeyCount *list = ARENA_ARRAY(&scratch, KeyCount, words * atom->width);
	size_t count = 0;
	for (uint32_t word = 1; word < words; word++)
		for (size_t i = 0; i < atom->width; i++)
			if (atom->keys[word * atom->width + i] != 0)
				list[count++] = (KeyCount){.key = atom->keys[word * atom->width + i],
					.counts = {column->counts[0][word], column->counts[1][word]}};
	qsort(list, count, sizeof *list, compare_keys);
	double pairs = 0;
	for (size_t start = 0; start < count;) {
		double sums[2] = {0};
		size_t end = start;
		for (; end < count && list[end].key == list[start].key; end++) {
			sums[0] += list[end].counts[0];
			sums[1] += list[end].counts[1];
		}
		pairs += table->sources == 2 ? sums[0] * sums[1] : sums[0] * (sums[0] - 1) / 2;
		start = end;
	}
	atom->chance = table->pairs > 0 ? pairs / table->pairs : 0;
	arena_clear(&scratch);
}

typedef struct AtomWork {
	LinkTable *table;
	LinkBlocks *blocks;
} AtomWork;

static void make_atom(void *context, size_t chunk, size_t thread)
{
	(void)thread;
	const AtomWork *work = context;
	LinkAtom *atom = &work->blocks->atoms[chunk];
	fill_keys(work->table, atom, work->blocks->keeps_single ? 1 : 2);
	find_chance(work->table, atom);
}

void link_atoms_make(LinkTable *table, LinkBlocks *blocks)
{
	for (size_t column = 0; column < table->column_count; column++) {
		for (size_t i = 0; i < sizeof ATOM_KINDS / sizeof ATOM_KINDS[0]; i++) {
			const AtomKind *kind = &ATOM_KINDS[i];
			if (kind->shape != table->columns[column].kind->shape || blocks->atom_count == ATOMS_MAX)
				continue;
			blocks->atoms[blocks->atom_count++] = (LinkAtom){.column = column, .sort = kind->sort, .width = kind->width, .m = kind->m,
				.keys = ARENA_ARRAY(&blocks->arena, uint32_t,
					(words_count(table->columns[column].words) + WORDS_SPARE) * kind->width)};
		}
	}
	AtomWork work = {.table = table, .blocks = blocks};
	link_parallel(2, blocks->atom_count, make_atom, &work);
}

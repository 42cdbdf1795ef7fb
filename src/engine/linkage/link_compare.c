/* In which way two values of a column agree. */
#include "engine/comparing/dates_alike.h"
#include "engine/comparing/edit_distance.h"
#include "engine/comparing/jaro_winkler.h"
#include "engine/comparing/name_forms.h"
#include "engine/linkage/link_internal.h"

enum { NAME_SPELT_ALIKE = 3, NAME_FORM, NAME_SOUNDS, NAME_COMMON_WORD, NAME_BEGINNING, NAME_SOMEWHAT, NAME_DIFFERENT };
enum { WORDY_SAME_WORDS = 3, WORDY_NEARLY, WORDY_MUCH, WORDY_SOME, WORDY_LITTLE, WORDY_DIFFERENT };

#define NAME_ALIKE_FROM 0.92
#define NAME_SOMEWHAT_FROM 0.84
#define TOKEN_ALIKE_FROM 0.92
#define NEARLY_FROM 0.84
#define MUCH_FROM 0.65
#define SOME_FROM 0.45
#define LITTLE_FROM 0.2

static size_t shorter_of(Str left, Str right)
{
	return left.length < right.length ? left.length : right.length;
}

/* Letters that one has and the other has not, the more of the two: at least so many slips lie between them. */
typedef struct Apart {
	size_t left;
	size_t right;
} Apart;

static Apart letters_apart(const LinkWords *words, uint32_t left, uint32_t right)
{
	uint64_t a = words_letters(words, left);
	uint64_t b = words_letters(words, right);
	return (Apart){.left = (size_t)__builtin_popcountll(a & ~b), .right = (size_t)__builtin_popcountll(b & ~a)};
}

static bool within_slips(const LinkWords *words, uint32_t left, uint32_t right, size_t most)
{
	Apart apart = letters_apart(words, left, right);
	return apart.left <= most && apart.right <= most && edit_distance(words_text(words, left), words_text(words, right), most) <= most;
}

/* The Jaro-Winkler likeness, or 0 when the letters alone show that it is under least (at least 0.8). Of m common letters
 * Jaro's is at most (m / a + m / b + 1) / 3; Winkler adds at most four tenths of the rest, and nothing where the first
 * letters differ. */
static double likeness_over(const LinkWords *words, uint32_t left, uint32_t right, double least)
{
	Str a = words_text(words, left);
	Str b = words_text(words, right);
	Apart apart = letters_apart(words, left, right);
	double first = a.length > apart.left ? (double)(a.length - apart.left) : 0;
	double second = b.length > apart.right ? (double)(b.length - apart.right) : 0;
	double common = first < second ? first : second;
	double jaro = (common / (double)a.length + common / (double)b.length + 1) / 3;
	double most = a.data[0] == b.data[0] ? jaro + 0.4 * (1 - jaro) : jaro;
	return most < least ? 0 : jaro_winkler_similarity(a, b);
}

static bool sound_alike(const LinkWords *words, uint32_t left, uint32_t right)
{
	for (size_t i = 0; i < SOUNDS_MAX && words->sounds[left][i] != 0; i++)
		for (size_t j = 0; j < SOUNDS_MAX && words->sounds[right][j] != 0; j++)
			if (words->sounds[left][i] == words->sounds[right][j])
				return true;
	return false;
}

static bool has_word_in_common(Str left, Str right)
{
	Str left_word;
	while (str_next(&left, ' ', &left_word)) {
		Str rest = right;
		Str right_word;
		while (str_next(&rest, ' ', &right_word))
			if (left_word.length >= 2 && str_equal(left_word, right_word))
				return true;
	}
	return false;
}

static uint8_t compare_names(const LinkWords *words, uint32_t left, uint32_t right)
{
	Str a = words_text(words, left);
	Str b = words_text(words, right);
	size_t shorter = shorter_of(a, b);
	if (shorter >= 3 && within_slips(words, left, right, 1))
		return NAME_SPELT_ALIKE;
	if ((words->nicknames[left] & words->nicknames[right]) != 0 && name_forms_are_alike(a, b))
		return NAME_FORM;
	double likeness = likeness_over(words, left, right, NAME_SOMEWHAT_FROM);
	if (likeness >= NAME_ALIKE_FROM && shorter >= 3)
		return NAME_SPELT_ALIKE;
	if (shorter >= 2 && sound_alike(words, left, right))
		return NAME_SOUNDS;
	if ((str_contains(a, S(" ")) || str_contains(b, S(" "))) && has_word_in_common(a, b))
		return NAME_COMMON_WORD;
	if (str_starts_with(a, b) || str_starts_with(b, a))
		return NAME_BEGINNING;
	if (likeness >= NAME_SOMEWHAT_FROM || (shorter >= 6 && within_slips(words, left, right, 2)))
		return NAME_SOMEWHAT;
	return NAME_DIFFERENT;
}

/* How far one token counts as the other: 1 equal, 0 not at all. */
static double token_likeness(const LinkWords *tokens, uint32_t left, uint32_t right)
{
	if (left == right)
		return 1.0;
	Str a = words_text(tokens, left);
	Str b = words_text(tokens, right);
	size_t shorter = shorter_of(a, b);
	if (a.data[0] != b.data[0] && shorter < 4)
		return 0.0;
	if (shorter == 1 && (str_starts_with(a, b) || str_starts_with(b, a)))
		return 0.5;
	bool figures = a.data[0] <= '9' || b.data[0] <= '9';
	if (shorter >= 4 && within_slips(tokens, left, right, 1))
		return figures ? 0.6 : 0.9;
	if (!figures && shorter >= 4 && likeness_over(tokens, left, right, TOKEN_ALIKE_FROM) >= TOKEN_ALIKE_FROM)
		return 0.85;
	return 0.0;
}

typedef struct TokenList {
	const uint32_t *items;
	size_t count;
} TokenList;

static TokenList tokens_of(const LinkWords *words, uint32_t word)
{
	uint32_t start = words->token_start[word];
	return (TokenList){.items = words->tokens + start, .count = words->token_start[word + 1] - start};
}

static double total_rarity(const LinkWords *words, TokenList list)
{
	double sum = 0;
	for (size_t i = 0; i < list.count; i++)
		sum += (double)words->token_rarity[list.items[i]];
	return sum;
}

/* Each token of left takes its best free partner in right: first the equal ones, then the alike. */
static double common_rarity(const LinkWords *words, TokenList left, TokenList right)
{
	uint32_t free_left = 0xFFFFFFFFU;
	uint32_t free_right = 0xFFFFFFFFU;
	double sum = 0;
	for (int round = 0; round < 2; round++) {
		for (size_t i = 0; i < left.count; i++) {
			double best = 0;
			size_t best_place = 0;
			for (size_t j = 0; j < right.count && (free_left >> i & 1U) != 0; j++) {
				if ((free_right >> j & 1U) == 0 || (round == 0 && left.items[i] != right.items[j]))
					continue;
				double likeness = token_likeness(words->token_words, left.items[i], right.items[j]);
				if (likeness > best) {
					best = likeness;
					best_place = j;
				}
			}
			if (best <= 0)
				continue;
			free_left &= ~(1U << i);
			free_right &= ~(1U << best_place);
			double first = (double)words->token_rarity[left.items[i]];
			double second = (double)words->token_rarity[right.items[best_place]];
			sum += best * (first + second);
		}
	}
	return sum;
}

double link_wordy_likeness(const LinkWords *words, uint32_t left, uint32_t right)
{
	TokenList a = tokens_of(words, left);
	TokenList b = tokens_of(words, right);
	double all = total_rarity(words, a) + total_rarity(words, b);
	if (all <= 0)
		return 0;
	/* The same from either side: partners are taken greedily, and the order of taking may matter. */
	double common = common_rarity(words, a, b);
	double back = common_rarity(words, b, a);
	return (common > back ? common : back) / all;
}

static bool same_without_spaces(Str left, Str right)
{
	size_t i = 0;
	size_t j = 0;
	for (;;) {
		while (i < left.length && left.data[i] == ' ')
			i++;
		while (j < right.length && right.data[j] == ' ')
			j++;
		if (i == left.length || j == right.length)
			return i == left.length && j == right.length;
		if (left.data[i++] != right.data[j++])
			return false;
	}
}

static uint8_t compare_wordy(const LinkWords *words, uint32_t left, uint32_t right)
{
	Str a = words_text(words, left);
	Str b = words_text(words, right);
	if (same_without_spaces(a, b))
		return WORDY_SAME_WORDS;
	size_t shorter = shorter_of(a, b);
	size_t slips = shorter >= 12 ? 3 : shorter >= 8 ? 2 : 1;
	if (shorter >= 4 && within_slips(words, left, right, slips))
		return WORDY_NEARLY;
	double likeness = link_wordy_likeness(words, left, right);
	if (likeness > 0.9999)
		return WORDY_SAME_WORDS;
	if (likeness >= NEARLY_FROM)
		return WORDY_NEARLY;
	if (likeness >= MUCH_FROM)
		return WORDY_MUCH;
	if (likeness >= SOME_FROM)
		return WORDY_SOME;
	return likeness >= LITTLE_FROM ? WORDY_LITTLE : WORDY_DIFFERENT;
}

static uint8_t compare_days(Str left, Str right)
{
	static const uint8_t LEVELS[] = {[DATES_SAME] = 1, [DATES_SAME_AS_FAR_AS_KNOWN] = 2, [DATES_SWAPPED] = 3,
		[DATES_ONE_SLIP] = 4, [DATES_TWO_PARTS] = 5, [DATES_SAME_YEAR] = 6, [DATES_NEAR] = 7, [DATES_DIFFERENT] = 8};
	return LEVELS[dates_compare(left, right)];
}

/* The last two letters are a few houses, the last three the sector of a district; codes of other countries go by halves. */
static uint8_t compare_postcodes(Str left, Str right)
{
	enum { ONE_SLIP = 2, SAME_SECTOR, SAME_DISTRICT, DIFFERENT };
	if (edit_distance(left, right, 1) == 1)
		return ONE_SLIP;
	if (left.length != right.length || left.length < 4)
		return DIFFERENT;
	bool british = left.length >= 5;
	size_t sector = british ? left.length - 2 : left.length - 1;
	size_t district = british ? left.length - 3 : left.length - 2;
	if (str_equal(str_slice(left, 0, sector), str_slice(right, 0, sector)))
		return SAME_SECTOR;
	return str_equal(str_slice(left, 0, district), str_slice(right, 0, district)) ? SAME_DISTRICT : DIFFERENT;
}

static uint8_t compare_phones(Str left, Str right)
{
	enum { SAME_LAST_SIX = 2, ONE_SLIP, DIFFERENT, FIGURES = 6 };
	if (left.length >= FIGURES && right.length >= FIGURES &&
	    str_equal(str_slice(left, left.length - FIGURES, left.length), str_slice(right, right.length - FIGURES, right.length)))
		return SAME_LAST_SIX;
	return edit_distance(left, right, 1) == 1 ? ONE_SLIP : DIFFERENT;
}

static Str before_at(Str address)
{
	size_t at = 0;
	return str_find(address, S("@"), &at) ? str_slice(address, 0, at) : address;
}

static uint8_t compare_emails(Str left, Str right)
{
	enum { SAME_BEFORE = 2, ALIKE_BEFORE, TWO_SLIPS, DIFFERENT };
	Str a = before_at(left);
	Str b = before_at(right);
	if (a.length >= 3 && str_equal(a, b))
		return SAME_BEFORE;
	if (left.length >= 6 && right.length >= 6 && edit_distance(left, right, 2) <= 2)
		return TWO_SLIPS;
	return jaro_winkler_similarity(a, b) >= NAME_ALIKE_FROM ? ALIKE_BEFORE : DIFFERENT;
}

static uint8_t compare_identifiers(const LinkWords *words, uint32_t left_word, uint32_t right_word)
{
	enum { ONE_SLIP = 2, TWO_SLIPS, DIFFERENT };
	Str left = words_text(words, left_word);
	Str right = words_text(words, right_word);
	size_t shorter = shorter_of(left, right);
	Apart apart = letters_apart(words, left_word, right_word);
	size_t slips = apart.left > 2 || apart.right > 2 ? 3 : edit_distance(left, right, 2);
	if (slips == 1 && shorter >= 3)
		return ONE_SLIP;
	return slips == 2 && shorter >= 6 ? TWO_SLIPS : DIFFERENT;
}

uint8_t link_compare(const LinkColumnFacts *column, uint32_t left, uint32_t right)
{
	const LinkWords *words = column->words;
	switch (column->kind->shape) {
	case SHAPE_NAME_WORD: return compare_names(words, left, right);
	case SHAPE_WORDY: return compare_wordy(words, left, right);
	case SHAPE_DATE: return compare_days(words_text(words, left), words_text(words, right));
	case SHAPE_POSTCODE: return compare_postcodes(words_text(words, left), words_text(words, right));
	case SHAPE_PHONE: return compare_phones(words_text(words, left), words_text(words, right));
	case SHAPE_EMAIL: return compare_emails(words_text(words, left), words_text(words, right));
	case SHAPE_IDENTIFIER: return compare_identifiers(words, left, right);
	case SHAPE_PLAIN: break;
	}
	return 2;
}

/* Is left's value of one column what right has in another one, and the other way round as far as both are there? One
 * equal value with the rest different is no exchange: Isaac James and James Dixon. */
static bool is_exchanged(const LinkTable *table, size_t column, size_t other, const uint32_t *left, const uint32_t *right)
{
	if (left[column] == WORD_MISSING || left[column] != right[other])
		return false;
	uint32_t back = right[column];
	uint32_t forth = left[other];
	if (back == WORD_MISSING || forth == WORD_MISSING || back == forth)
		return true;
	return link_compare(&table->columns[column], back, forth) <= NAME_SPELT_ALIKE;
}

bool link_may_stand_elsewhere(const LinkTable *table, size_t column, const uint32_t *left, const uint32_t *right)
{
	const LinkWords *words = table->columns[column].words;
	for (size_t i = 0; i < table->column_count; i++)
		if (i != column && table->columns[i].words == words && (left[column] == right[i] || right[column] == left[i]))
			return true;
	return false;
}

static bool stands_elsewhere(const LinkTable *table, size_t column, const uint32_t *left, const uint32_t *right)
{
	const LinkWords *words = table->columns[column].words;
	for (size_t i = 0; i < table->column_count; i++)
		if (i != column && table->columns[i].words == words &&
		    (is_exchanged(table, column, i, left, right) || is_exchanged(table, column, i, right, left)))
			return true;
	return false;
}

uint8_t link_level(const LinkTable *table, size_t column, const uint32_t *left, const uint32_t *right, LinkCache *cache)
{
	uint32_t a = left[column];
	uint32_t b = right[column];
	if (a == b)
		return a == WORD_MISSING ? 0 : LINK_EXACT;
	if (a == WORD_MISSING || b == WORD_MISSING)
		return 0;
	const LinkColumnFacts *facts = &table->columns[column];
	bool may = facts->kind->dictionary != 0 && link_may_stand_elsewhere(table, column, left, right);
	if (may && stands_elsewhere(table, column, left, right))
		return LEVEL_ELSEWHERE;
	bool costly = facts->kind->shape == SHAPE_NAME_WORD || facts->kind->shape == SHAPE_WORDY || facts->kind->shape == SHAPE_EMAIL;
	if (cache == NULL || !costly)
		return link_compare(facts, a, b);
	uint32_t low = a < b ? a : b;
	uint32_t high = a < b ? b : a;
	/* Word numbers stay under 2^29 by the limit on records; the kind's shape tells dictionaries of one number apart. */
	uint64_t key = ((uint64_t)low << 32U | high) * LINK_COLUMNS_MAX + column + 1;
	size_t slot = (size_t)((key * 0x9E3779B97F4A7C15ULL) >> 49U);
	if (cache->keys[slot] != key) {
		cache->keys[slot] = key;
		cache->levels[slot] = link_compare(facts, low, high);
	}
	return cache->levels[slot];
}

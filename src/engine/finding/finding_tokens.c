/* What is stored of a person to be found by, and what is looked up for a search. */
#include "engine/finding/finding.h"

#include <stdlib.h>
#include <string.h>

enum {
	TOKENS_MAX = 256,
	PAIRS_MAX = 96,           /* of one person: somebody of many names is found by most of them */
	KEYS_MAX = 24,            /* of one asked word */
	KEY_BYTES_MAX = 24,       /* of a word that has no sound for us: another script */
	KEY_PAIRS_FAR_MAX = 48,   /* two words both in other forms: more says too little */
	PHONE_END_DIGITS = 6,
	JOINED_BYTES_MAX = 24,
	JOINED_SHORT_BYTES_MAX = 3, /* two short words may be one: Li Na, Mei Ling */
	JOINED_LONG_BYTES_MAX = 5
};

Str finding_kind_code(FindingKind kind)
{
	static const Str codes[] = {[FINDING_NAME] = S_INIT("name"), [FINDING_SOUND] = S_INIT("sound"),
		[FINDING_BORN] = S_INIT("born"), [FINDING_POSTCODE] = S_INIT("postcode"), [FINDING_PHONE] = S_INIT("phone"),
		[FINDING_NHS] = S_INIT("nhs"), [FINDING_REFERENCE] = S_INIT("reference"), [FINDING_PAIR] = S_INIT("pair"),
		[FINDING_YEAR] = S_INIT("year"), [FINDING_AREA] = S_INIT("area")};
	return codes[kind];
}

static void add_lookup(FindingTokens *tokens, FindingKind kind, Str token, FindingWeight weight)
{
	if (str_is_empty(token) || tokens->count == TOKENS_MAX) {
		return;
	}
	for (size_t i = 0; i < tokens->count; i++) {
		FindingToken *known = &tokens->items[i];
		if (known->kind == kind && str_equal(known->token, token)) {
			known->weight = weight < known->weight ? weight : known->weight;
			return;
		}
	}
	tokens->items[tokens->count++] = (FindingToken){.kind = kind, .token = token, .weight = weight};
}

static void add_token(FindingTokens *tokens, FindingKind kind, Str token)
{
	add_lookup(tokens, kind, token, FINDING_TELLING);
}

static Str phone_end(Str digits)
{
	return digits.length > PHONE_END_DIGITS ? str_slice(digits, digits.length - PHONE_END_DIGITS, digits.length)
		: digits;
}

/* ---- Keys: how a word stands in a token of two things. ---- */

typedef struct Keys {
	Str items[KEYS_MAX];
	size_t count;
	size_t own; /* the first so many are of the word itself, the rest of its other forms */
} Keys;

static void add_key(Keys *keys, Str key)
{
	for (size_t i = 0; i < keys->count; i++) {
		if (str_equal(keys->items[i], key)) {
			return;
		}
	}
	if (keys->count < KEYS_MAX && !str_is_empty(key)) {
		keys->items[keys->count++] = key;
	}
}

/* An initial says too little to stand with something else. */
static bool word_is_initial(Str word)
{
	return word.length < 2;
}

static void add_keys_of(Arena *arena, Keys *keys, Str word)
{
	Str sounds[SOUNDS_MAX];
	size_t count = word_is_initial(word) ? 0 : sounds_of(arena, word, sounds);
	for (size_t i = 0; i < count; i++) {
		add_key(keys, sounds[i]);
	}
	if (count == 0 && !word_is_initial(word) && word.length <= KEY_BYTES_MAX) {
		add_key(keys, word);
	}
}

static Str pair_token(Arena *arena, Str left, Str right)
{
	bool ordered = str_compare(left, right) <= 0;
	Str parts[] = {ordered ? left : right, ordered ? right : left};
	return str_join(arena, parts, 2, S(" "));
}

static Str with_key(Arena *arena, Str key, Str other)
{
	Str parts[] = {key, other};
	return str_join(arena, parts, 2, S(" "));
}

static Str year_text(Arena *arena, int year)
{
	return str_format(arena, "%04d", year);
}

/* ---- What is stored. ---- */

typedef struct NameWord {
	Str text;
	Keys keys;
	size_t first; /* of a joined word: the places of its parts */
	size_t second;
	bool joined;
} NameWord;

typedef struct NameWords {
	NameWord items[FINDING_NAME_WORDS_MAX];
	size_t count;
} NameWords;

static size_t add_name_word(Arena *arena, NameWords *words, Str text)
{
	for (size_t i = 0; i < words->count; i++) {
		if (str_equal(words->items[i].text, text)) {
			return i;
		}
	}
	if (words->count == FINDING_NAME_WORDS_MAX) {
		return words->count;
	}
	NameWord *word = &words->items[words->count];
	*word = (NameWord){.text = text};
	add_keys_of(arena, &word->keys, text);
	return words->count++;
}

/* Words that people write together or apart: Mei Ling, Abdul Rahman, Ud Din, De Souza. */
static bool belong_together(Str first, Str second)
{
	static const Str leading[] = {S_INIT("abdul"), S_INIT("abdur"), S_INIT("abdus"), S_INIT("nurul"), S_INIT("mary"),
		S_INIT("jean"), S_INIT("fitz"), S_INIT("de"), S_INIT("da"), S_INIT("di"), S_INIT("del"), S_INIT("la"), S_INIT("le"),
		S_INIT("mc"), S_INIT("mac"), S_INIT("van"), S_INIT("von"), S_INIT("st"), S_INIT("ud"), S_INIT("al"), S_INIT("el"),
		S_INIT("bin"), S_INIT("o")};
	size_t shorter = first.length < second.length ? first.length : second.length;
	bool together = shorter >= 2 && shorter <= JOINED_SHORT_BYTES_MAX &&
		first.length + second.length <= JOINED_SHORT_BYTES_MAX + JOINED_LONG_BYTES_MAX;
	for (size_t i = 0; i < sizeof leading / sizeof leading[0]; i++) {
		together = together || (str_equal(first, leading[i]) && first.length + second.length <= JOINED_BYTES_MAX);
	}
	return together;
}

static void add_name_words(Arena *arena, NameWords *words, Str name)
{
	Str rest = str_fold(arena, name);
	Str word;
	size_t before = FINDING_NAME_WORDS_MAX;
	while (str_next(&rest, ' ', &word)) {
		size_t at = add_name_word(arena, words, word);
		if (before < words->count && at < words->count && before != at && belong_together(words->items[before].text, word)) {
			size_t joined = add_name_word(arena, words, str_concat(arena, words->items[before].text, word));
			if (joined + 1 == words->count && joined > at) {
				words->items[joined].joined = true;
				words->items[joined].first = before;
				words->items[joined].second = at;
			}
		}
		before = at;
	}
}

static bool is_part_of(const NameWord *word, size_t other)
{
	return word->joined && (word->first == other || word->second == other);
}

static void add_pairs(Arena *arena, FindingTokens *tokens, const NameWords *words)
{
	size_t most = tokens->count + PAIRS_MAX;
	for (size_t i = 0; i < words->count; i++) {
		for (size_t j = i + 1; j < words->count; j++) {
			const NameWord *left = &words->items[i];
			const NameWord *right = &words->items[j];
			if (is_part_of(left, j) || is_part_of(right, i)) {
				continue;
			}
			for (size_t k = 0; k < left->keys.count * right->keys.count && tokens->count < most; k++) {
				add_token(tokens, FINDING_PAIR, pair_token(arena, left->keys.items[k / right->keys.count],
					right->keys.items[k % right->keys.count]));
			}
		}
	}
}

static void add_born(Arena *arena, FindingTokens *tokens, PartialDate born)
{
	add_token(tokens, FINDING_BORN, year_text(arena, born.year));
	if (born.month > 0) {
		add_token(tokens, FINDING_BORN, str_format(arena, "%04d-%02d", born.year, born.month));
	}
	if (born.day > 0) {
		add_token(tokens, FINDING_BORN, partial_date_format(arena, born));
	}
}

static void add_names(Arena *arena, FindingTokens *tokens, const FindingPerson *person)
{
	NameWords *words = ARENA_NEW(arena, NameWords);
	for (size_t i = 0; i < person->name_count; i++) {
		add_name_words(arena, words, person->names[i].text);
	}
	for (size_t i = 0; i < words->count; i++) {
		const Keys *keys = &words->items[i].keys;
		add_token(tokens, FINDING_NAME, words->items[i].text);
		for (size_t k = 0; k < keys->count; k++) {
			add_token(tokens, FINDING_SOUND, keys->items[k]);
			if (person->born.year != 0) {
				add_token(tokens, FINDING_YEAR, with_key(arena, keys->items[k], year_text(arena, person->born.year)));
			}
			for (size_t p = 0; p < person->postcode_count; p++) {
				Str district = finding_district(finding_postcode(arena, person->postcodes[p]));
				if (!str_is_empty(district)) {
					add_token(tokens, FINDING_AREA, with_key(arena, keys->items[k], district));
				}
			}
		}
	}
	add_pairs(arena, tokens, words);
}

static int compare_tokens(const void *left, const void *right)
{
	const FindingToken *a = left;
	const FindingToken *b = right;
	return a->kind != b->kind ? (int)a->kind - (int)b->kind : str_compare(a->token, b->token);
}

FindingTokens finding_tokens(Arena *arena, const FindingPerson *person)
{
	FindingTokens tokens = {.items = ARENA_ARRAY(arena, FindingToken, TOKENS_MAX)};
	add_token(&tokens, FINDING_NHS, person->nhs_number);
	add_token(&tokens, FINDING_REFERENCE, person->reference);
	if (person->born.year != 0) {
		add_born(arena, &tokens, person->born);
	}
	for (size_t i = 0; i < person->postcode_count; i++) {
		add_token(&tokens, FINDING_POSTCODE, finding_postcode(arena, person->postcodes[i]));
	}
	for (size_t i = 0; i < person->phone_count; i++) {
		Str digits = finding_phone_digits(arena, person->phones[i]);
		add_token(&tokens, FINDING_PHONE, digits);
		add_token(&tokens, FINDING_PHONE, phone_end(digits));
	}
	add_names(arena, &tokens, person);
	qsort(tokens.items, tokens.count, sizeof tokens.items[0], compare_tokens);
	return tokens;
}

/* ---- What is looked up. ---- */

static void add_near_years(Arena *arena, FindingTokens *tokens, Str key, int year)
{
	int swapped = year / 100 * 100 + year % 10 * 10 + year / 10 % 10;
	const int years[] = {year - 1, year + 1, year - 10, year + 10, swapped};
	for (size_t i = 0; i < sizeof years / sizeof years[0]; i++) {
		add_lookup(tokens, FINDING_YEAR, with_key(arena, key, year_text(arena, years[i])), FINDING_FAR);
	}
}

/* A word with the dates and the district that were asked. */
static void add_word_with_rest(Arena *arena, FindingTokens *tokens, const FindingQuery *query, const Keys *keys)
{
	for (size_t k = 0; k < keys->count; k++) {
		FindingWeight weight = k < keys->own ? FINDING_TELLING : FINDING_OTHERWISE;
		for (size_t d = 0; d < query->date_count; d++) {
			PartialDate date = query->dates[d].date;
			add_lookup(tokens, FINDING_YEAR, with_key(arena, keys->items[k], year_text(arena, date.year)), weight);
			if (query->weak && date.month > 0 && k < keys->own) {
				add_near_years(arena, tokens, keys->items[k], date.year);
			}
		}
		if (!str_is_empty(query->district)) {
			add_lookup(tokens, FINDING_AREA, with_key(arena, keys->items[k], query->district), weight);
		}
	}
}

static void add_key_pairs(Arena *arena, FindingTokens *tokens, const Keys *left, const Keys *right)
{
	size_t far = (left->count - left->own) * (right->count - right->own);
	for (size_t i = 0; i < left->count; i++) {
		for (size_t j = 0; j < right->count; j++) {
			size_t others = (i >= left->own ? 1U : 0U) + (j >= right->own ? 1U : 0U);
			if (others < 2 || far <= KEY_PAIRS_FAR_MAX) {
				add_lookup(tokens, FINDING_PAIR, pair_token(arena, left->items[i], right->items[j]),
					(FindingWeight)((size_t)FINDING_TELLING + others));
			}
		}
	}
}

static Keys keys_of_asked(Arena *arena, const FindingQuery *query, size_t word)
{
	Keys keys = {0};
	add_keys_of(arena, &keys, query->words[word]);
	keys.own = keys.count;
	for (size_t i = 0; i < query->form_counts[word]; i++) {
		add_keys_of(arena, &keys, query->forms[word][i]);
	}
	for (size_t i = 0; i < query->near_counts[word]; i++) {
		add_keys_of(arena, &keys, query->near[word][i]);
	}
	return keys;
}

/* Two words that stand as one in the record: "mei ling" for Meiling. */
static void add_joined_lookups(Arena *arena, FindingTokens *tokens, const FindingQuery *query, const Keys *keys)
{
	for (size_t i = 0; i + 1 < query->word_count; i++) {
		Str word = str_concat(arena, query->words[i], query->words[i + 1]);
		Keys joined = {0};
		if (word.length > JOINED_BYTES_MAX) {
			continue;
		}
		add_keys_of(arena, &joined, word);
		add_lookup(tokens, FINDING_NAME, word, FINDING_OTHERWISE);
		add_word_with_rest(arena, tokens, query, &joined);
		for (size_t j = 0; j < query->word_count; j++) {
			if (j != i && j != i + 1) {
				add_key_pairs(arena, tokens, &joined, &keys[j]);
			}
		}
	}
}

static void add_word_lookups(Arena *arena, FindingTokens *tokens, const FindingQuery *query)
{
	Keys *keys = ARENA_ARRAY(arena, Keys, FINDING_WORDS_MAX);
	for (size_t i = 0; i < query->word_count; i++) {
		keys[i] = keys_of_asked(arena, query, i);
	}
	for (size_t i = 0; i < query->word_count; i++) {
		add_word_with_rest(arena, tokens, query, &keys[i]);
		for (size_t j = i + 1; j < query->word_count; j++) {
			add_key_pairs(arena, tokens, &keys[i], &keys[j]);
		}
	}
	add_joined_lookups(arena, tokens, query, keys);
	for (size_t i = 0; i < query->word_count; i++) {
		add_lookup(tokens, FINDING_NAME, query->words[i], FINDING_ALONE);
		for (size_t f = 0; f < query->form_counts[i]; f++) {
			add_lookup(tokens, FINDING_NAME, query->forms[i][f], FINDING_HEARD);
		}
		for (size_t n = 0; n < query->near_counts[i]; n++) {
			add_lookup(tokens, FINDING_NAME, query->near[i][n], FINDING_HEARD);
		}
		for (size_t k = 0; k < keys[i].own; k++) {
			add_lookup(tokens, FINDING_SOUND, keys[i].items[k], FINDING_HEARD);
		}
	}
}

FindingTokens finding_lookups(Arena *arena, const FindingQuery *query)
{
	FindingTokens tokens = {.items = ARENA_ARRAY(arena, FindingToken, TOKENS_MAX)};
	add_lookup(&tokens, FINDING_REFERENCE, query->reference, FINDING_TELLING);
	add_lookup(&tokens, FINDING_NHS, query->nhs_number, FINDING_TELLING);
	if (!str_is_empty(query->phone)) {
		add_lookup(&tokens, FINDING_PHONE, query->phone, FINDING_TELLING);
		add_lookup(&tokens, FINDING_PHONE, phone_end(query->phone), FINDING_TELLING);
	}
	for (size_t i = 0; i < query->date_count; i++) {
		PartialDate date = query->dates[i].date;
		Str text = date.day > 0 ? partial_date_format(arena, date)
			: date.month > 0 ? str_format(arena, "%04d-%02d", date.year, date.month) : year_text(arena, date.year);
		add_lookup(&tokens, FINDING_BORN, text, date.day > 0 ? FINDING_TELLING : FINDING_ALONE);
	}
	bool whole = !str_is_empty(finding_district(query->postcode));
	if (whole) {
		add_lookup(&tokens, FINDING_POSTCODE, query->postcode, FINDING_TELLING);
	} else if (tokens.count + query->word_count == 0 && !str_is_empty(query->postcode)) {
		/* The beginning of a postcode and nothing else; with a word the district serves. */
		add_lookup(&tokens, FINDING_POSTCODE, query->postcode, FINDING_ALONE);
		tokens.items[0].prefix = true;
	}
	add_word_lookups(arena, &tokens, query);
	return tokens;
}

/* ---- Words that are nearly alike. ---- */

static size_t letter_bytes(Str word, size_t at)
{
	size_t next = at + 1;
	while (next < word.length && ((unsigned char)word.data[next] & 0xC0) == 0x80) {
		next++;
	}
	return next - at;
}

size_t finding_deletions(Arena *arena, Str word, Str out[FINDING_DELETIONS_MAX])
{
	size_t count = 0;
	out[count++] = word;
	for (size_t at = 0; at < word.length && count < FINDING_DELETIONS_MAX;) {
		size_t bytes = letter_bytes(word, at);
		Str without = str_concat(arena, str_slice(word, 0, at), str_slice(word, at + bytes, word.length));
		if (!str_equal(without, out[count - 1])) { /* of a double letter it is the same which one goes */
			out[count++] = without;
		}
		at += bytes;
	}
	return count;
}

/* What is stored and looked up to find a person, and how well somebody fits a search. */
#include "engine/finding/finding.h"

#include <stdlib.h>

#include "engine/comparing/edit_distance.h"

enum {
	TOKENS_MAX = 256,
	SPELLING_BYTES_MAX = 48, /* longer words are compared exactly only */
	PHONE_END_DIGITS = 6,
	TYPO_LENGTH_MIN = 4,     /* shorter words differ too much by one letter */
	TWO_TYPOS_LENGTH_MIN = 8
};

/* The points. A number that belongs to one person outweighs any name; a date outweighs one word of a name. */
enum {
	POINTS_REFERENCE = 500,
	POINTS_NHS = 400,
	POINTS_PHONE = 150,
	POINTS_PHONE_END = 100,
	POINTS_BORN = 130,
	POINTS_BORN_SWAPPED = 90,
	POINTS_BORN_NEAR = 60,
	POINTS_BORN_MONTH = 70,
	POINTS_BORN_YEAR = 45,
	POINTS_BORN_OTHER = -60,
	POINTS_POSTCODE = 80,
	POINTS_POSTCODE_PART = 40,
	POINTS_POSTCODE_OTHER = -15,
	POINTS_WORD = 100,
	POINTS_WORD_TYPO = 78,
	POINTS_WORD_SOUND = 66,
	POINTS_WORD_START = 62,
	POINTS_WORD_TWO_TYPOS = 52,
	POINTS_INITIAL = 35,
	POINTS_WORD_MISSING = -45,
	POINTS_FORMER = -8,
	POINTS_SPARE_WORD = -3 /* a word of the name that was not asked for, so that the shorter name stands first */
};

Str finding_kind_code(FindingKind kind)
{
	static const Str codes[] = {[FINDING_NAME] = S_INIT("name"), [FINDING_SOUND] = S_INIT("sound"),
		[FINDING_BORN] = S_INIT("born"), [FINDING_POSTCODE] = S_INIT("postcode"), [FINDING_PHONE] = S_INIT("phone"),
		[FINDING_NHS] = S_INIT("nhs"), [FINDING_REFERENCE] = S_INIT("reference")};
	return codes[kind];
}

/* ---- Tokens. ---- */

static void add_token(FindingTokens *tokens, FindingKind kind, Str token, bool prefix)
{
	if (str_is_empty(token) || tokens->count == TOKENS_MAX) {
		return;
	}
	for (size_t i = 0; i < tokens->count; i++) {
		FindingToken *known = &tokens->items[i];
		if (known->kind == kind && str_equal(known->token, token)) {
			known->prefix = known->prefix || prefix;
			return;
		}
	}
	tokens->items[tokens->count++] = (FindingToken){.kind = kind, .token = token, .prefix = prefix};
}

static void add_sounds(Arena *arena, FindingTokens *tokens, Str word)
{
	Str keys[SOUNDS_MAX];
	size_t count = sounds_of(arena, word, keys);
	for (size_t i = 0; i < count; i++) {
		add_token(tokens, FINDING_SOUND, keys[i], false);
	}
}

static Str phone_end(Str digits)
{
	return digits.length > PHONE_END_DIGITS ? str_slice(digits, digits.length - PHONE_END_DIGITS, digits.length)
		: digits;
}

static void add_born(Arena *arena, FindingTokens *tokens, PartialDate born)
{
	if (born.year == 0) {
		return;
	}
	add_token(tokens, FINDING_BORN, str_format(arena, "%04d", born.year), false);
	if (born.month > 0) {
		add_token(tokens, FINDING_BORN, str_format(arena, "%04d-%02d", born.year, born.month), false);
	}
	if (born.day > 0) {
		add_token(tokens, FINDING_BORN, partial_date_format(arena, born), false);
	}
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
	for (size_t i = 0; i < person->name_count; i++) {
		Str rest = str_fold(arena, person->names[i].text);
		Str word;
		while (str_next(&rest, ' ', &word)) {
			add_token(&tokens, FINDING_NAME, word, false);
			add_sounds(arena, &tokens, word);
		}
	}
	add_born(arena, &tokens, person->born);
	for (size_t i = 0; i < person->postcode_count; i++) {
		add_token(&tokens, FINDING_POSTCODE, finding_postcode(arena, person->postcodes[i]), false);
	}
	for (size_t i = 0; i < person->phone_count; i++) {
		Str digits = finding_phone_digits(arena, person->phones[i]);
		add_token(&tokens, FINDING_PHONE, digits, false);
		add_token(&tokens, FINDING_PHONE, phone_end(digits), false);
	}
	add_token(&tokens, FINDING_NHS, person->nhs_number, false);
	add_token(&tokens, FINDING_REFERENCE, person->reference, false);
	qsort(tokens.items, tokens.count, sizeof tokens.items[0], compare_tokens);
	return tokens;
}

FindingTokens finding_lookups(Arena *arena, const FindingQuery *query)
{
	FindingTokens tokens = {.items = ARENA_ARRAY(arena, FindingToken, TOKENS_MAX)};
	add_token(&tokens, FINDING_REFERENCE, query->reference, false);
	add_token(&tokens, FINDING_NHS, query->nhs_number, false);
	if (!str_is_empty(query->phone)) {
		add_token(&tokens, FINDING_PHONE, query->phone, false);
		add_token(&tokens, FINDING_PHONE, phone_end(query->phone), false);
	}
	for (size_t i = 0; i < query->date_count; i++) {
		PartialDate date = query->dates[i].date;
		if (date.month == 0) {
			add_born(arena, &tokens, date);
		} else {
			Str whole = date.day > 0 ? partial_date_format(arena, date)
				: str_format(arena, "%04d-%02d", date.year, date.month);
			add_token(&tokens, FINDING_BORN, whole, false);
		}
	}
	for (size_t i = 0; i < query->word_count; i++) {
		add_token(&tokens, FINDING_NAME, query->words[i], query->words[i].length >= 2);
	}
	for (size_t i = 0; i < query->word_count; i++) {
		add_sounds(arena, &tokens, query->words[i]);
	}
	add_token(&tokens, FINDING_POSTCODE, query->postcode, true);
	return tokens;
}

/* ---- How alike two words are. ---- */

static size_t smaller(size_t left, size_t right)
{
	return left < right ? left : right;
}

typedef struct KnownWord {
	Str word;
	Str sounds[SOUNDS_MAX];
	size_t sound_count;
	bool former;
	bool used;
} KnownWord;

static bool sounds_alike(const Str *asked, size_t asked_count, const KnownWord *known)
{
	for (size_t i = 0; i < asked_count; i++) {
		for (size_t j = 0; j < known->sound_count; j++) {
			if (asked[i].length >= 2 && str_equal(asked[i], known->sounds[j])) {
				return true;
			}
		}
	}
	return false;
}

static FindingReason compare_words(const FindingQuery *query, size_t word, const KnownWord *known_word)
{
	Str asked = query->words[word];
	Str known = known_word->word;
	FindingReason reason = {.kind = FINDING_NAME};
	if (str_equal(asked, known)) {
		return (FindingReason){.kind = FINDING_NAME, .how = S("exact"), .points = POINTS_WORD};
	}
	size_t shorter = smaller(asked.length, known.length);
	bool comparable = asked.length <= SPELLING_BYTES_MAX && known.length <= SPELLING_BYTES_MAX;
	size_t typos = comparable && shorter >= TYPO_LENGTH_MIN ? edit_distance(asked, known, 2) : SPELLING_BYTES_MAX;
	if (typos == 1) {
		return (FindingReason){.kind = FINDING_NAME, .how = S("spelt alike"), .points = POINTS_WORD_TYPO};
	}
	if (sounds_alike(query->sounds[word], query->sound_counts[word], known_word)) {
		return (FindingReason){.kind = FINDING_SOUND, .how = S("sounds alike"), .points = POINTS_WORD_SOUND};
	}
	if (str_starts_with(known, asked)) {
		return asked.length == 1
			? (FindingReason){.kind = FINDING_NAME, .how = S("initial"), .points = POINTS_INITIAL}
			: (FindingReason){.kind = FINDING_NAME, .how = S("starts with"), .points = POINTS_WORD_START};
	}
	if (typos == 2 && shorter >= TWO_TYPOS_LENGTH_MIN) {
		return (FindingReason){.kind = FINDING_NAME, .how = S("spelt alike"), .points = POINTS_WORD_TWO_TYPOS};
	}
	return reason;
}

/* ---- Scoring. ---- */

static void add_reason(FindingScore *score, FindingReason reason)
{
	score->points += reason.points;
	if (score->reason_count < FINDING_REASONS_MAX) {
		score->reasons[score->reason_count++] = reason;
	}
}

static size_t list_known_words(Arena *arena, const FindingPerson *person, KnownWord *known)
{
	size_t count = 0;
	for (size_t i = 0; i < person->name_count; i++) {
		Str rest = str_fold(arena, person->names[i].text);
		Str word;
		while (count < FINDING_NAME_WORDS_MAX && str_next(&rest, ' ', &word)) {
			KnownWord *next = &known[count++];
			*next = (KnownWord){.word = word, .former = person->names[i].former};
			next->sound_count = sounds_of(arena, word, next->sounds);
		}
	}
	return count;
}

typedef struct WordPairs {
	FindingReason reasons[FINDING_WORDS_MAX][FINDING_NAME_WORDS_MAX];
	bool done[FINDING_WORDS_MAX];
} WordPairs;

/* The best pair of an asked word and a known one that are both free; false when no more belong together. */
static bool take_best_pair(WordPairs *pairs, size_t asked_count, KnownWord *known, size_t known_count,
	FindingReason *best)
{
	size_t best_asked = 0;
	size_t best_known = 0;
	*best = (FindingReason){0};
	for (size_t a = 0; a < asked_count; a++) {
		for (size_t k = 0; k < known_count && !pairs->done[a]; k++) {
			if (!known[k].used && pairs->reasons[a][k].points > best->points) {
				*best = pairs->reasons[a][k];
				best_asked = a;
				best_known = k;
			}
		}
	}
	if (best->points <= 0) {
		return false;
	}
	pairs->done[best_asked] = true;
	known[best_known].used = true;
	return true;
}

/* Pairs the asked words with the known ones, best pair first; each word is used once. */
static void score_names(Arena *arena, const FindingQuery *query, const FindingPerson *person, FindingScore *score)
{
	KnownWord known[FINDING_NAME_WORDS_MAX];
	size_t known_count = list_known_words(arena, person, known);
	WordPairs pairs = {0};
	for (size_t a = 0; a < query->word_count; a++) {
		for (size_t k = 0; k < known_count; k++) {
			FindingReason reason = compare_words(query, a, &known[k]);
			if (reason.points > 0 && known[k].former) {
				reason.points += POINTS_FORMER;
				reason.how = S("another name");
			}
			pairs.reasons[a][k] = reason;
		}
	}
	for (size_t round = 0; round < query->word_count; round++) {
		FindingReason best;
		if (!take_best_pair(&pairs, query->word_count, known, known_count, &best)) {
			best = (FindingReason){.kind = FINDING_NAME, .how = S("not in the name"), .points = POINTS_WORD_MISSING};
		}
		add_reason(score, best);
	}
	for (size_t k = 0; k < known_count && query->word_count > 0; k++) {
		score->points += known[k].used || known[k].former ? 0 : POINTS_SPARE_WORD;
	}
}

/* One figure of the day, the month or the year differs: somebody misheard or mistyped. */
static bool dates_are_near(PartialDate asked, PartialDate known)
{
	int different = (asked.day != known.day) + (asked.month != known.month) + (asked.year != known.year);
	int years = asked.year > known.year ? asked.year - known.year : known.year - asked.year;
	return different == 1 && (years == 0 || years == 1 || years == 10);
}

static FindingReason compare_dates(FindingDate asked, PartialDate known)
{
	FindingReason reason = {.kind = FINDING_BORN, .how = S("another date"), .points = POINTS_BORN_OTHER};
	bool same_year = asked.date.year == known.year;
	bool same_month = same_year && asked.date.month == known.month;
	if (asked.date.month == 0 || known.month == 0) {
		reason.how = same_year ? S("year") : reason.how;
		reason.points = same_year ? POINTS_BORN_YEAR : POINTS_BORN_OTHER;
	} else if (asked.date.day == 0 || known.day == 0) {
		reason.how = same_month ? S("month") : reason.how;
		reason.points = same_month ? POINTS_BORN_MONTH : POINTS_BORN_OTHER;
	} else if (same_month && asked.date.day == known.day) {
		reason.how = asked.swapped ? S("day and month swapped") : S("exact");
		reason.points = asked.swapped ? POINTS_BORN_SWAPPED : POINTS_BORN;
	} else if (!asked.swapped && dates_are_near(asked.date, known)) {
		reason.how = S("one part differs");
		reason.points = POINTS_BORN_NEAR;
	}
	return reason;
}

static void score_born(const FindingQuery *query, const FindingPerson *person, FindingScore *score)
{
	if (query->date_count == 0 || person->born.year == 0) {
		return;
	}
	FindingReason best = {.points = INT16_MIN};
	for (size_t i = 0; i < query->date_count; i++) {
		FindingReason reason = compare_dates(query->dates[i], person->born);
		best = reason.points > best.points ? reason : best;
	}
	/* Six figures may have been the end of a phone number: then the date says nothing against somebody. */
	if (best.points > 0 || query->phone.length != PHONE_END_DIGITS) {
		add_reason(score, best);
	}
}

static void score_postcode(Arena *arena, const FindingQuery *query, const FindingPerson *person, FindingScore *score)
{
	if (str_is_empty(query->postcode) || person->postcode_count == 0) {
		return;
	}
	FindingReason best = {.kind = FINDING_POSTCODE, .how = S("another postcode"), .points = POINTS_POSTCODE_OTHER};
	for (size_t i = 0; i < person->postcode_count; i++) {
		Str known = finding_postcode(arena, person->postcodes[i]);
		if (str_equal(known, query->postcode)) {
			best = (FindingReason){.kind = FINDING_POSTCODE, .how = S("exact"), .points = POINTS_POSTCODE};
		} else if (str_starts_with(known, query->postcode) && best.points < POINTS_POSTCODE_PART) {
			best = (FindingReason){.kind = FINDING_POSTCODE, .how = S("starts with"), .points = POINTS_POSTCODE_PART};
		}
	}
	add_reason(score, best);
}

static void score_phone(Arena *arena, const FindingQuery *query, const FindingPerson *person, FindingScore *score)
{
	for (size_t i = 0; i < person->phone_count && !str_is_empty(query->phone); i++) {
		Str known = finding_phone_digits(arena, person->phones[i]);
		if (str_equal(known, query->phone)) {
			add_reason(score, (FindingReason){.kind = FINDING_PHONE, .how = S("exact"), .points = POINTS_PHONE});
			return;
		}
		if (query->phone.length >= PHONE_END_DIGITS && str_ends_with(known, query->phone)) {
			add_reason(score, (FindingReason){.kind = FINDING_PHONE, .how = S("ends with"),
				.points = POINTS_PHONE_END});
			return;
		}
	}
}

FindingScore finding_score(Arena *arena, const FindingQuery *query, const FindingPerson *person)
{
	FindingScore score = {0};
	if (!str_is_empty(query->reference) && str_equal(query->reference, person->reference)) {
		add_reason(&score, (FindingReason){.kind = FINDING_REFERENCE, .how = S("exact"), .points = POINTS_REFERENCE});
	}
	if (!str_is_empty(query->nhs_number) && str_equal(query->nhs_number, person->nhs_number)) {
		add_reason(&score, (FindingReason){.kind = FINDING_NHS, .how = S("exact"), .points = POINTS_NHS});
	}
	score_phone(arena, query, person, &score);
	score_born(query, person, &score);
	score_names(arena, query, person, &score);
	score_postcode(arena, query, person, &score);
	return score;
}

int finding_compare(int left_points, Str left_id, int right_points, Str right_id)
{
	if (left_points != right_points) {
		return left_points > right_points ? -1 : 1;
	}
	return str_compare(left_id, right_id);
}

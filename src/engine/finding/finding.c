/* How well somebody fits a search. */
#include "engine/finding/finding.h"

#include "engine/comparing/edit_distance.h"

enum {
	PHONE_END_DIGITS = 6,
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
	POINTS_POSTCODE_NEAR = 20,
	POINTS_POSTCODE_OTHER = -15,
	POINTS_WORD = 100,
	POINTS_WORD_JOINED = 96, /* two words for one, or one for two */
	POINTS_WORD_FORM = 88,
	POINTS_WORD_TYPO = 78,
	POINTS_WORD_SOUND = 66,
	POINTS_WORD_START = 62,
	POINTS_WORD_TWO_TYPOS = 52,
	POINTS_INITIAL = 35,
	POINTS_WORD_MISSING = -45,
	POINTS_FORMER = -8,
	POINTS_SPARE_WORD = -3 /* a word of the name that was not asked for, so that the shorter name stands first */
};

/* ---- How alike two words are. ---- */

static size_t smaller(size_t left, size_t right)
{
	return left < right ? left : right;
}

bool finding_add_near(FindingQuery *query, size_t word, Str known)
{
	Str asked = query->words[word];
	size_t shorter = smaller(asked.length, known.length);
	bool near = asked.length >= FINDING_BEGINNING_MIN && str_starts_with(known, asked);
	if (!near && shorter >= FINDING_NEAR_LETTERS_MIN) {
		size_t most = shorter >= TWO_TYPOS_LENGTH_MIN ? 2 : 1;
		near = edit_distance(asked, known, most) <= most;
	}
	bool taken = str_equal(asked, known) || query->near_counts[word] == FINDING_NEAR_MAX;
	for (size_t i = 0; i < query->near_counts[word]; i++) {
		taken = taken || str_equal(query->near[word][i], known);
	}
	if (!near || taken) {
		return false;
	}
	query->near[word][query->near_counts[word]++] = known;
	return true;
}

/* A word of a name. */
typedef struct KnownWord {
	Str word;
	Str sounds[SOUNDS_MAX];
	size_t sound_count;
	bool sounds_known; /* made only when a word is neither written nor spelt alike */
	bool former;
	bool used;
} KnownWord;

static bool sounds_alike(Arena *arena, const Str *asked, size_t asked_count, KnownWord *known)
{
	if (!known->sounds_known) {
		known->sound_count = sounds_of(arena, known->word, known->sounds);
		known->sounds_known = true;
	}
	for (size_t i = 0; i < asked_count; i++) {
		for (size_t j = 0; j < known->sound_count; j++) {
			if (asked[i].length >= 2 && str_equal(asked[i], known->sounds[j])) {
				return true;
			}
		}
	}
	return false;
}

static bool is_a_form(const FindingQuery *query, size_t word, Str known)
{
	for (size_t i = 0; i < query->form_counts[word]; i++) {
		if (str_equal(query->forms[word][i], known)) {
			return true;
		}
	}
	return false;
}

static FindingReason name_reason(Str how, int points)
{
	return (FindingReason){.kind = FINDING_NAME, .how = how, .points = points};
}

static FindingReason compare_words(Arena *arena, const FindingQuery *query, size_t word, KnownWord *known_word)
{
	Str asked = query->words[word];
	Str known = known_word->word;
	if (str_equal(asked, known)) {
		return name_reason(S("exact"), POINTS_WORD);
	}
	if (is_a_form(query, word, known)) {
		return name_reason(S("another form"), POINTS_WORD_FORM);
	}
	size_t shorter = smaller(asked.length, known.length);
	size_t typos = shorter >= FINDING_NEAR_LETTERS_MIN ? edit_distance(asked, known, 2) : EDIT_BYTES_MAX;
	if (typos == 1) {
		return name_reason(S("spelt alike"), POINTS_WORD_TYPO);
	}
	if (sounds_alike(arena, query->sounds[word], query->sound_counts[word], known_word)) {
		return (FindingReason){.kind = FINDING_SOUND, .how = S("sounds alike"), .points = POINTS_WORD_SOUND};
	}
	if (str_starts_with(known, asked)) {
		return asked.length == 1 ? name_reason(S("initial"), POINTS_INITIAL)
			: name_reason(S("starts with"), POINTS_WORD_START);
	}
	if (typos == 2 && shorter >= TWO_TYPOS_LENGTH_MIN) {
		return name_reason(S("spelt alike"), POINTS_WORD_TWO_TYPOS);
	}
	return (FindingReason){0};
}

/* ---- Scoring. ---- */

static void add_reason(FindingScore *score, FindingReason reason)
{
	score->points += reason.points;
	if (score->reason_count < FINDING_REASONS_MAX) {
		score->reasons[score->reason_count++] = reason;
	}
}

typedef struct KnownWords {
	KnownWord items[FINDING_NAME_WORDS_MAX];
	size_t name[FINDING_NAME_WORDS_MAX]; /* of which name each is a word */
	size_t count;
} KnownWords;

static void list_known_words(Arena *arena, const FindingPerson *person, KnownWords *known)
{
	known->count = 0;
	for (size_t i = 0; i < person->name_count; i++) {
		Str rest = str_fold(arena, person->names[i].text);
		Str word;
		while (known->count < FINDING_NAME_WORDS_MAX && str_next(&rest, ' ', &word)) {
			known->name[known->count] = i;
			known->items[known->count++] = (KnownWord){.word = word, .former = person->names[i].former};
		}
	}
}

typedef struct WordPairs {
	FindingReason reasons[FINDING_WORDS_MAX][FINDING_NAME_WORDS_MAX];
	bool done[FINDING_WORDS_MAX];
} WordPairs;

static FindingReason of_former(FindingReason reason, bool former)
{
	if (reason.points > 0 && former) {
		reason.points += POINTS_FORMER;
		reason.how = S("another name");
	}
	return reason;
}

/* Does joined stand for first and second written together? */
static bool is_joined(Str joined, Str first, Str second)
{
	return joined.length == first.length + second.length && first.length > 0 && second.length > 0 &&
		str_starts_with(joined, first) && str_ends_with(joined, second);
}

/* "lina" asked of Li Na, and "mei ling" asked of Meiling. */
static void score_joined(const FindingQuery *query, KnownWords *known, WordPairs *pairs, FindingScore *score)
{
	for (size_t a = 0; a < query->word_count; a++) {
		for (size_t k = 0; k < known->count; k++) {
			KnownWord *word = &known->items[k];
			bool next_known = k + 1 < known->count && known->name[k] == known->name[k + 1];
			bool next_asked = a + 1 < query->word_count && !pairs->done[a + 1];
			if (pairs->done[a] || word->used) {
				continue;
			}
			if (next_known && !known->items[k + 1].used && is_joined(query->words[a], word->word, known->items[k + 1].word)) {
				known->items[k + 1].used = true;
			} else if (next_asked && is_joined(word->word, query->words[a], query->words[a + 1])) {
				pairs->done[a + 1] = true;
				score->points += POINTS_WORD_JOINED;
			} else {
				continue;
			}
			word->used = true;
			pairs->done[a] = true;
			add_reason(score, of_former(name_reason(S("written together or apart"), POINTS_WORD_JOINED), word->former));
		}
	}
}

/* The best pair of an asked word and a known one that are both free; false when no more belong together. */
static bool take_best_pair(WordPairs *pairs, size_t asked_count, KnownWords *known, FindingReason *best)
{
	size_t best_asked = 0;
	size_t best_known = 0;
	*best = (FindingReason){0};
	for (size_t a = 0; a < asked_count; a++) {
		for (size_t k = 0; k < known->count && !pairs->done[a]; k++) {
			if (!known->items[k].used && pairs->reasons[a][k].points > best->points) {
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
	known->items[best_known].used = true;
	return true;
}

static void compare_all_words(Arena *arena, const FindingQuery *query, KnownWords *known, WordPairs *pairs)
{
	for (size_t a = 0; a < query->word_count; a++) {
		for (size_t k = 0; k < known->count && !pairs->done[a]; k++) {
			if (!known->items[k].used) {
				pairs->reasons[a][k] = of_former(compare_words(arena, query, a, &known->items[k]), known->items[k].former);
			}
		}
	}
}

/* Pairs the asked words with the known ones, best pair first; each word is used once. */
static void score_names(Arena *arena, const FindingQuery *query, const FindingPerson *person, FindingScore *score)
{
	KnownWords known;
	WordPairs pairs = {0};
	FindingReason best;
	list_known_words(arena, person, &known);
	score_joined(query, &known, &pairs, score);
	compare_all_words(arena, query, &known, &pairs);
	while (take_best_pair(&pairs, query->word_count, &known, &best)) {
		score->whole = score->whole && best.points >= POINTS_WORD_FORM + POINTS_FORMER;
		add_reason(score, best);
	}
	for (size_t a = 0; a < query->word_count; a++) {
		if (!pairs.done[a]) {
			score->whole = false;
			add_reason(score, name_reason(S("one word not in it"), POINTS_WORD_MISSING));
		}
	}
	for (size_t k = 0; k < known.count && query->word_count > 0; k++) {
		score->points += known.items[k].used || known.items[k].former ? 0 : POINTS_SPARE_WORD;
	}
}

/* One figure of the day, the month or the year differs: somebody misheard or mistyped. */
static bool dates_are_near(PartialDate asked, PartialDate known)
{
	int different = (asked.day != known.day) + (asked.month != known.month) + (asked.year != known.year);
	int years = asked.year > known.year ? asked.year - known.year : known.year - asked.year;
	bool figures_swapped = asked.year / 100 == known.year / 100 && asked.year % 10 == known.year / 10 % 10 &&
		asked.year / 10 % 10 == known.year % 10;
	return different == 1 && (years == 0 || years == 1 || years == 10 || figures_swapped);
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
		score->whole = score->whole && (best.points >= POINTS_BORN_MONTH || best.points == POINTS_BORN_YEAR);
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
		} else if (str_equal(finding_district(known), query->district) && best.points < POINTS_POSTCODE_NEAR) {
			best = (FindingReason){.kind = FINDING_POSTCODE, .how = S("same district"), .points = POINTS_POSTCODE_NEAR};
		}
	}
	score->whole = score->whole && best.points > POINTS_POSTCODE_NEAR;
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
	FindingScore score = {.whole = true};
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

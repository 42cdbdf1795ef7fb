/* Finding a person: what somebody typed, what is stored to be looked up, and which of the found stands first.
 *
 * Pure: no table, no page. The store keeps finding_tokens() of each person, looks up finding_lookups() of a query, and
 * lets finding_score() and finding_compare() order what came back, the same on both databases.
 *
 * A name alone stands for thousands of people. So what two things say together is stored too, by sound: two words of
 * a name, a word and the year of birth, a word and the district of the postcode. Such a token stands for a few, and
 * looking it up is the intersection already made.
 *
 * What is misspelt so that it sounds otherwise is found the weak way, when the rest has not found everything that was
 * asked: the record's own words that are near to the asked one (finding_deletions, finding_add_near) are looked up too.
 *
 * Former names find a person and are never shown: a reason says 'another name', never which.
 */
#ifndef KITH_ENGINE_FINDING_FINDING_H
#define KITH_ENGINE_FINDING_FINDING_H

#include "base/date.h"
#include "engine/finding/forms.h"
#include "engine/finding/sounds.h"

enum {
	FINDING_WORDS_MAX = 8,
	FINDING_DATES_MAX = 6,
	FINDING_PIECES_MAX = 24,  /* of a query; more are passed over */
	FINDING_REASONS_MAX = 24,
	FINDING_NAME_WORDS_MAX = 24,
	FINDING_NEAR_MAX = 8,       /* words of the record that stand for one asked word */
	FINDING_DELETIONS_MAX = 32, /* of words of up to 31 letters; of a longer one the first */
	FINDING_NEAR_LETTERS_MIN = 4, /* shorter words differ too much by one letter */
	FINDING_BEGINNING_MIN = 3,  /* letters that may be the beginning of a word */
	FINDING_QUERY_BYTES_MAX = 400
};

typedef enum FindingKind {
	FINDING_NAME,      /* a folded word of a name, former names too */
	FINDING_SOUND,     /* how it sounds */
	FINDING_BORN,      /* 1941-03-14, 1941-03 and 1941, each its own token */
	FINDING_POSTCODE,  /* without space, capitals: RM176SL */
	FINDING_PHONE,     /* national digits 07700900123, and its last six 900123 */
	FINDING_NHS,       /* ten digits */
	FINDING_REFERENCE, /* KT-4R7M-QVX9 */
	FINDING_PAIR,      /* how two words of a name sound, in order of the alphabet: "DFD SMT" */
	FINDING_YEAR,      /* how a word sounds and the year of birth: "SMT 1941" */
	FINDING_AREA       /* how a word sounds and the district of the postcode: "SMT RM17" */
} FindingKind;

/* "name", "sound", "born", "postcode", "phone", "nhs", "reference", "pair", "year", "area": as stored. */
Str finding_kind_code(FindingKind kind);

/* How much a lookup says: those who hold a more telling token are fetched first. */
typedef enum FindingWeight {
	FINDING_TELLING, /* what was typed, two things together or a number of one person */
	FINDING_OTHERWISE, /* the same with another form of a word, or a near one */
	FINDING_FAR,     /* two other forms together, a near year */
	FINDING_ALONE,   /* one word, one year, as typed */
	FINDING_HEARD    /* how one word sounds, another form of it, one near to it */
} FindingWeight;

typedef struct FindingToken {
	FindingKind kind;
	Str token;
	bool prefix; /* of a lookup: any stored token that starts with it; never set in what is stored */
	FindingWeight weight; /* of a lookup */
} FindingToken;

typedef struct FindingTokens {
	FindingToken *items; /* without doubles, by kind and then token */
	size_t count;
} FindingTokens;

typedef struct FindingName {
	Str text;    /* as written, any order */
	bool former; /* found by, never shown */
} FindingName;

typedef struct FindingPerson {
	Str id;
	const FindingName *names;
	size_t name_count;
	PartialDate born; /* year 0 when not known */
	const Str *postcodes;
	size_t postcode_count;
	const Str *phones;
	size_t phone_count;
	Str nhs_number; /* digits; may be empty */
	Str reference;  /* may be empty */
} FindingPerson;

/* What is to be stored for a person. */
FindingTokens finding_tokens(Arena *arena, const FindingPerson *person);

typedef struct FindingDate {
	PartialDate date;
	bool swapped; /* read with day and month the other way round */
} FindingDate;

typedef struct FindingQuery {
	Str words[FINDING_WORDS_MAX]; /* folded */
	Str sounds[FINDING_WORDS_MAX][SOUNDS_MAX]; /* of each word, so that a thousand candidates need them once */
	size_t sound_counts[FINDING_WORDS_MAX];
	Str forms[FINDING_WORDS_MAX][FORMS_MAX]; /* other forms of each word */
	size_t form_counts[FINDING_WORDS_MAX];
	Str near[FINDING_WORDS_MAX][FINDING_NEAR_MAX]; /* the record's words that each may stand for: finding_add_near */
	size_t near_counts[FINDING_WORDS_MAX];
	size_t word_count;
	FindingDate dates[FINDING_DATES_MAX];
	size_t date_count;
	Str postcode;  /* "RM17", "RM176", "RM176SL"; empty when none */
	Str district;  /* "RM17", of any of these */
	Str phone;     /* digits: a whole national number, or six to nine digits of its end */
	Str nhs_number;
	bool nhs_check_failed; /* ten digits that look like an NHS number and are not one: say so on the page */
	Str reference;
	bool weak; /* the rest has not found everything: near words have been added, and near years are looked up */
} FindingQuery;

/* Takes a search apart: names in any order and spelling, dates in many forms (14/3/41, 14 March 1941, 1941-03-14,
 * March 1941, 1941), postcodes whole or in part, phone numbers, NHS numbers and references with or without spaces.
 * Two figures of a year mean the last hundred years before this_year. Never fails: what is nothing else is a word, and
 * what is not UTF-8 finds nothing. */
FindingQuery finding_parse(Arena *arena, Str text, int this_year);
bool finding_query_is_empty(const FindingQuery *query);

/* What to look up for a query. */
FindingTokens finding_lookups(Arena *arena, const FindingQuery *query);

/* A word and the word without each of its letters in turn: two words that differ by one letter, or by two letters that
 * changed places, share one of these. The store keeps them of each word of a name. Returns how many. */
size_t finding_deletions(Arena *arena, Str word, Str out[FINDING_DELETIONS_MAX]);
/* Takes a word of the record for an asked one when it is near: one letter differs, two in a long word, or it begins with
 * what was asked. False when it is not near, known already, or FINDING_NEAR_MAX are. */
bool finding_add_near(FindingQuery *query, size_t word, Str known);

typedef struct FindingReason {
	FindingKind kind;
	Str how; /* "exact", "starts with", "spelt alike", "sounds alike", "another name", "day and month swapped"… */
	int points;
} FindingReason;

typedef struct FindingScore {
	int points; /* 0 or less: not a match */
	FindingReason reasons[FINDING_REASONS_MAX];
	size_t reason_count;
	bool whole; /* each word as it is written or in another form, and what else was asked fits: nothing better is likely */
} FindingScore;

FindingScore finding_score(Arena *arena, const FindingQuery *query, const FindingPerson *person);

/* The order of results: more points first, then the id. Below nought when left stands before right. */
int finding_compare(int left_points, Str left_id, int right_points, Str right_id);

/* "07700900123" from "+44 (0)7700 900 123", "0044…" or "07700-900123"; empty when there are no digits. */
Str finding_phone_digits(Arena *arena, Str phone);
/* "RM176SL" from "rm17 6sl"; empty when it is not a postcode or the beginning of one ("RM17", "RM17 6"). */
Str finding_postcode(Arena *arena, Str text);
/* "RM17" of a whole postcode "RM176SL"; empty when it is not whole. */
Str finding_district(Str postcode);

#endif

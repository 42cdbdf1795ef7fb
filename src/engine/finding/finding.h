/* Finding a person: what somebody typed, what is stored to be looked up, and which of the found stands first.
 *
 * Pure: no table, no page. The store keeps finding_tokens() of each person, looks up finding_lookups() of a query, and
 * lets finding_score() and finding_compare() order what came back, the same on both databases.
 * Former names find a person and are never shown: a reason says 'another name', never which.
 */
#ifndef KITH_ENGINE_FINDING_FINDING_H
#define KITH_ENGINE_FINDING_FINDING_H

#include "base/date.h"
#include "engine/finding/sounds.h"

enum {
	FINDING_WORDS_MAX = 8,
	FINDING_DATES_MAX = 6,
	FINDING_PIECES_MAX = 24,  /* of a query; more are passed over */
	FINDING_REASONS_MAX = 24,
	FINDING_NAME_WORDS_MAX = 24,
	FINDING_QUERY_BYTES_MAX = 400
};

typedef enum FindingKind {
	FINDING_NAME,      /* a folded word of a name, former names too */
	FINDING_SOUND,     /* how it sounds */
	FINDING_BORN,      /* 1941-03-14, 1941-03 and 1941, each its own token */
	FINDING_POSTCODE,  /* without space, capitals: RM176SL */
	FINDING_PHONE,     /* national digits 07700900123, and its last six 900123 */
	FINDING_NHS,       /* ten digits */
	FINDING_REFERENCE  /* KT-4R7M-QVX9 */
} FindingKind;

/* "name", "sound", "born", "postcode", "phone", "nhs", "reference": as stored. */
Str finding_kind_code(FindingKind kind);

typedef struct FindingToken {
	FindingKind kind;
	Str token;
	bool prefix; /* of a lookup: any stored token that starts with it; never set in what is stored */
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
	size_t word_count;
	FindingDate dates[FINDING_DATES_MAX];
	size_t date_count;
	Str postcode;  /* "RM17", "RM176", "RM176SL"; empty when none */
	Str phone;     /* digits: a whole national number, or six to nine digits of its end */
	Str nhs_number;
	bool nhs_check_failed; /* ten digits that look like an NHS number and are not one: say so on the page */
	Str reference;
} FindingQuery;

/* Takes a search apart: names in any order and spelling, dates in many forms (14/3/41, 14 March 1941, 1941-03-14,
 * March 1941, 1941), postcodes whole or in part, phone numbers, NHS numbers and references with or without spaces.
 * Two figures of a year mean the last hundred years before this_year. Never fails: what is nothing else is a word, and
 * what is not UTF-8 finds nothing. */
FindingQuery finding_parse(Arena *arena, Str text, int this_year);
bool finding_query_is_empty(const FindingQuery *query);

/* What to look up for a query, the most telling first. */
FindingTokens finding_lookups(Arena *arena, const FindingQuery *query);

typedef struct FindingReason {
	FindingKind kind;
	Str how; /* "exact", "starts with", "spelt alike", "sounds alike", "another name", "day and month swapped"… */
	int points;
} FindingReason;

typedef struct FindingScore {
	int points; /* 0 or less: not a match */
	FindingReason reasons[FINDING_REASONS_MAX];
	size_t reason_count;
} FindingScore;

FindingScore finding_score(Arena *arena, const FindingQuery *query, const FindingPerson *person);

/* The order of results: more points first, then the id. Below nought when left stands before right. */
int finding_compare(int left_points, Str left_id, int right_points, Str right_id);

/* "07700900123" from "+44 (0)7700 900 123", "0044…" or "07700-900123"; empty when there are no digits. */
Str finding_phone_digits(Arena *arena, Str phone);
/* "RM176SL" from "rm17 6sl"; empty when it is not a postcode or the beginning of one ("RM17", "RM17 6"). */
Str finding_postcode(Arena *arena, Str text);

#endif

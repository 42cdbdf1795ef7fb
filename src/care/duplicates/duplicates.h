/* Two records that may be of one person: found by the linkage engine inside the record, shown to those who may merge.
 *
 * A pair is a proposal. Nothing here merges; that is the person room's, by a person with a reason (DO-NO-HARM 15). A
 * pair of which somebody said that it is two people is not shown again until that is taken back. Whoever may not open
 * both records never hears of the pair.
 *
 * Once a night the whole record is compared with itself, and the engine learns from it; in between each record whose
 * names, dates or numbers changed is compared with those that share some of them, by what was learned.
 */
#ifndef KITH_CARE_DUPLICATES_DUPLICATES_H
#define KITH_CARE_DUPLICATES_DUPLICATES_H

#include "care/person/person.h"

enum {
	DUPLICATE_FORENAME,
	DUPLICATE_MIDDLE,
	DUPLICATE_SURNAME,
	DUPLICATE_BORN,
	DUPLICATE_NHS,
	DUPLICATE_POSTCODE,
	DUPLICATE_ADDRESS,
	DUPLICATE_PHONE,
	DUPLICATE_COLUMNS, /* how many are compared */
	DUPLICATES_COUNTED_MAX = 1000,
	DUPLICATES_AT_ONCE_MAX = 100,
};

typedef enum DuplicateLikely { DUPLICATE_PERHAPS, DUPLICATE_PROBABLY, DUPLICATE_NEARLY_SURE } DuplicateLikely;

typedef struct DuplicatePair {
	Person one; /* what the summary holds: names in use, dates, address, NHS number, reference */
	Person other;
	Str one_phones; /* a line each */
	Str other_phones;
	DuplicateLikely likely;
	Str ways[DUPLICATE_COLUMNS]; /* how the two agree in each column: "sounds alike"; empty where one of them is not known */
} DuplicatePair;

/* Those that the actor may judge, the likeliest first; most at most DUPLICATES_AT_ONCE_MAX. Needs merge. The caller writes
 * the read row. */
Status duplicates_list(Care *care, size_t skip, size_t most, DuplicatePair **out, size_t *count) MUST_USE;
/* How many of them; DUPLICATES_COUNTED_MAX + 1 when there are more than that. Needs merge. */
Status duplicates_count(Care *care, int64_t *count) MUST_USE;

typedef struct DuplicateOther {
	Str person;
	Str reference;
	Str name;
	Str born;
	Str address;
	DuplicateLikely likely;
} DuplicateOther;
/* The records that may be of the same person as this one, at most 20. Needs merge. */
Status duplicates_of(Care *care, Str person, DuplicateOther **out, size_t *count) MUST_USE;

/* They are two people. Needs merge and both open; a reason. STATUS_CONFLICT when they are one record, or when that is
 * said already. */
Status duplicates_say_apart(Care *care, Str person, Str other, Str reason) MUST_USE;

typedef struct DuplicateApart {
	Str id;
	Str reason;
	Instant at;
	Str by_name;
	Person one; /* id, reference, name, born; of duplicates_said_between nothing */
	Person other;
} DuplicateApart;
/* What was said, the latest first. Needs merge. */
Status duplicates_apart(Care *care, size_t skip, size_t most, DuplicateApart **out, size_t *count) MUST_USE;
/* What was said of these two. Needs merge. */
Status duplicates_said_between(Care *care, Str person, Str other, DuplicateApart **out, size_t *count) MUST_USE;
/* Takes back what was said: the two are compared again. Needs merge and both open. */
Status duplicates_look_again(Care *care, Str id) MUST_USE;

/* --- inside the writes of the person room, which has checked --- */

/* What finds a record has changed: it is compared with the others again. */
Status duplicates_changed_in(CareWrite *write, Str person) MUST_USE;
/* The record is another's from now on, or no more: no pair names it. */
Status duplicates_forget_in(CareWrite *write, Str person) MUST_USE;
/* Somebody said why they are two people: they are not proposed again. */
Status duplicates_note_apart_in(CareWrite *write, Str person, Str other, Str reason) MUST_USE;

/* --- the server's own work; the system's desk with the maintenance connection --- */

/* Compares the whole record with itself and keeps the likely pairs. pairs may be NULL. */
Status duplicates_pass(Care *care, int64_t *pairs) MUST_USE;
/* Compares some of the records that changed with the others. STATUS_NOT_FOUND before the first pass. checked may be NULL. */
Status duplicates_check_changed(Care *care, int64_t *checked) MUST_USE;
/* Whichever of the two is due; every process may call it every second. */
Status duplicates_tick(Care *care) MUST_USE;

#endif

/* What every page about one person has around it: opened with its read row, the identity bar with what changes what
 * you do, the pages of the record.
 */
#ifndef KITH_CARE_PAGES_RECORD_H
#define KITH_CARE_PAGES_RECORD_H

#include "care/pages/bits.h"
#include "care/person/person.h"

typedef struct RecordPage {
	Person person;
	Facts facts;
	Str worker; /* named worker: who has the work that is due soonest */
	Str deciding; /* what is decided on this page (lists/decision-about.yaml): whose power reaches it is said first; may be empty */
} RecordPage;

/* Opens the person of id for a page. False when the answer was already given: not found, or "a record exists, ask …". */
bool record_open(const Request *request, Response *response, Str id, RecordPage *out);
/* The page in the staff shell; tab is the sub page's path after the id ("" the record itself, "/facts", …). */
void record_show(const Request *request, Response *response, const RecordPage *record, Str title, const char *tab,
	Markup content);
/* The identity bar alone, for pages of work about somebody. */
Markup record_identity(Care *care, const RecordPage *record, bool is_heading);
/* Facts and named worker of a person whose read row the caller has written. */
Status record_read(Care *care, const Person *person, RecordPage *out) MUST_USE;

/* "told by a helper, recorded by Jo Okafor, 12 May 2026" */
Str record_said(Arena *arena, Giver giver, Str by_name, Instant at);
/* An answer as pages show it. Former names are found by search and never displayed. */
Str record_answer_words(Care *care, const Question *question, Str value);
/* A record that this person may only know of. */
void record_exists_only(const Request *request, Response *response, const Person *person);

#endif

/* A person's own copy of all that is held about them: asked for, gathered, looked at by somebody, given.
 *
 * Everything is gathered from the schema itself (StoreTable.held), so that a new table is in it without a word. What may tell
 * of somebody else, or do harm, is marked; each marked entry waits for a person's decision, which is kept: release it, take
 * words out, or withhold it under a named exemption. Who told us of a worry is always marked. The copy is made from the
 * decisions, and only when none is missing.
 *
 * The time is one calendar month from the day of asking, to the next working day when that day is none (ICO, right of access).
 */
#ifndef KITH_CARE_RIGHTS_SUBJECT_ACCESS_H
#define KITH_CARE_RIGHTS_SUBJECT_ACCESS_H

#include "care/person/person.h"

enum { SUBJECT_ENTRIES_MAX = 20000, SUBJECT_REQUESTS_MAX = 50 };

typedef struct SubjectRequest {
	Str id;
	Str person;    /* current */
	Date asked_on;
	Date due_on;
	Str asked_by;  /* themselves, or who acts for them */
	Str proof;     /* how it was made sure that it is them */
	Instant given_at; /* INSTANT_NONE: not yet */
	Str given_by;
	Str given_hash; /* SHA-256 of the machine-readable copy as it was given */
	int64_t version;
} SubjectRequest;

typedef enum SubjectDecision { SUBJECT_UNDECIDED, SUBJECT_RELEASE, SUBJECT_REDACT, SUBJECT_WITHHOLD } SubjectDecision;

typedef struct SubjectLine {
	Str label;
	Str value;
} SubjectLine;

typedef struct SubjectEntry {
	Str key;    /* "case_note/01…" */
	Instant at; /* when it was written; INSTANT_NONE when it does not say */
	Str title;
	SubjectLine *lines;
	size_t line_count;
	Str mark;   /* why somebody must look at it; empty: it needs no decision */
	SubjectDecision decision;
	Str words;     /* of redact: a line each of what is taken out */
	Str exemption; /* of withhold */
	Str reason;
	Str decided_by;
} SubjectEntry;

/* What may be named when something is withheld. From memory of the Data Protection Act 2018, to be confirmed by whoever answers
 * for the council's records before it is used. */
const Str *subject_exemptions(size_t *count);

/* All need subject-access and the record open. asked_on is not after today. */
Status subject_ask(Care *care, Str person, Date asked_on, Str asked_by, Str proof, Str *id) MUST_USE;
Status subject_requests(Care *care, Str person, SubjectRequest **out, size_t *count) MUST_USE;
/* One request with all that is held, in the order of time, marked, with the decisions. The look is kept. */
typedef struct SubjectFile {
	SubjectRequest request;
	SubjectEntry *entries;
	size_t count;
	size_t undecided; /* marked entries without a decision */
} SubjectFile;
Status subject_open(Care *care, Str person, Str request, SubjectFile *out) MUST_USE;

/* Keeps a decision about one entry; a later one takes its place. redact wants words that stand in the entry, withhold an
 * exemption; both a reason. STATUS_NOT_FOUND when there is no such entry. */
typedef struct SubjectDeciding {
	Str person;
	Str request;
	Str entry;
	SubjectDecision decision;
	Str words;
	Str exemption;
	Str reason;
} SubjectDeciding;
Status subject_decide(Care *care, const SubjectDeciding *deciding) MUST_USE;

/* What the person gets: STATUS_CONFLICT while a decision is missing. Entries that are withheld have no lines; taken-out words are
 * replaced. json is the same for machines. */
typedef struct SubjectCopy {
	SubjectRequest request;
	Person person;
	SubjectEntry *entries;
	size_t count;
	Str json;
} SubjectCopy;
Status subject_copy(Care *care, Str person, Str request, SubjectCopy *out) MUST_USE;
/* It was handed over: keeps when, by whom, and the copy's hash. STATUS_STALE when somebody was quicker. */
Status subject_give(Care *care, Str person, Str request, int64_t version) MUST_USE;

#endif

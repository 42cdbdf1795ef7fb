/* A person's own copy of all that is held about them: asked for, gathered, looked at by somebody, given.
 *
 * Everything is gathered from the schema itself (StoreTable.held), so that a new table is in it without a word. What may tell
 * of somebody else, or do harm, is marked; each marked entry waits for a person's decision, which is kept: release it, take
 * words out, withhold it under a named exemption, or leave it out without a word. Who told us of a worry is always marked, and
 * is never withheld with a word: that somebody told us would itself be told (DO-NO-HARM 7, 8). The copy is made from the
 * decisions, and only when none is missing.
 *
 * The time is one calendar month from the day of asking, to the next working day when that day is none (ICO, right of access).
 */
#ifndef KITH_CARE_RIGHTS_SUBJECT_ACCESS_H
#define KITH_CARE_RIGHTS_SUBJECT_ACCESS_H

#include "care/upload/upload.h"

enum {
	SUBJECT_ENTRIES_MAX = 20000,
	SUBJECT_BYTES_MAX = 8 * 1024 * 1024,        /* the document, and the same as JSON: some thousand pages */
	SUBJECT_FILES_BYTES_MAX = 20 * 1024 * 1024, /* files in one download; more are taken one by one */
	SUBJECT_DECISIONS_BYTES_MAX = 2 * 1024 * 1024, /* what was written about all of them */
	SUBJECT_REQUESTS_MAX = 50,
	SUBJECT_WORDS_MAX = 100,                    /* lines of words that are taken out of one entry */
	SUBJECT_REASON_BYTES_MAX = 2000,
};

typedef struct SubjectRequest {
	Str id;
	Str person;    /* current */
	Date asked_on;
	Date due_on;
	Instant opened_at; /* when it was written down */
	Str asked_by;  /* themselves, or who acts for them */
	Str proof;     /* how it was made sure that it is them */
	Instant given_at; /* INSTANT_NONE: not yet */
	Str given_by;
	Str given_hash; /* SHA-256 of the machine-readable copy as it was given */
	int64_t version;
} SubjectRequest;

typedef enum SubjectDecision {
	SUBJECT_UNDECIDED,
	SUBJECT_RELEASE,
	SUBJECT_REDACT,
	SUBJECT_WITHHOLD,  /* the copy says that it is, when it was written, and under what */
	SUBJECT_LEAVE_OUT, /* withheld without a trace in the copy; kept here and in the audit */
} SubjectDecision;

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
	bool told_us; /* who told us of a worry: released or left out, never withheld with a word */
	Str file;   /* the upload whose bytes go beside the copy; empty: there is none */
	int64_t file_bytes;
	Str file_name; /* its own; in a copy the name that it has there, "files/001-letter.pdf" */
	Str mark;   /* why somebody must look at it; empty: it needs no decision */
	SubjectDecision decision;
	Str words;     /* of redact: a line each of what is taken out */
	Str exemption; /* of withhold and leave out */
	Str reason;
	Str decided_by;
} SubjectEntry;

/* What may be named when something is withheld. From memory of the Data Protection Act 2018, to be confirmed by whoever answers
 * for the council's records before it is used. */
const Str *subject_exemptions(size_t *count);

/* All need subject-access and the record open. asked_on is not after today. */
Status subject_ask(Care *care, Str person, Date asked_on, Str asked_by, Str proof, Str *id) MUST_USE;
Status subject_requests(Care *care, Str person, SubjectRequest **out, size_t *count) MUST_USE;
/* One request with all that is held, in the order of time, marked, with the decisions. The look is kept. Once it was handed over,
 * nothing is in it that came later. Who told us of a worry has lines for those alone who hold restricted-open too.
 * STATUS_FULL when it is more than the limits above. */
typedef struct SubjectFile {
	SubjectRequest request;
	SubjectEntry *entries;
	size_t count;
	size_t undecided; /* marked entries without a decision */
} SubjectFile;
Status subject_open(Care *care, Str person, Str request, SubjectFile *out) MUST_USE;

/* Keeps a decision about one entry; a later one takes its place. redact wants words that stand in the entry and no file, withhold
 * and leave out an exemption; all three a reason. Of who told us, withhold is leave out, and release needs restricted-open.
 * STATUS_NOT_FOUND when there is no such entry. */
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

/* What the person gets: STATUS_CONFLICT while a decision is missing, STATUS_FULL over the limits. What is left out is not in it;
 * entries that are withheld have no lines; taken-out words are replaced. */
typedef struct SubjectCopy {
	SubjectRequest request;
	Person person;
	SubjectEntry *entries;
	size_t count;
	size_t bytes_most; /* of the document or the JSON */
} SubjectCopy;
Status subject_copy(Care *care, Str person, Str request, SubjectCopy *out) MUST_USE;
/* The same for machines, in the arena. */
Str subject_copy_json(Care *care, const SubjectCopy *copy, Arena *arena);
/* A file of the record with its bytes, in the arena: one of an entry of this request. Reading it keeps nothing: subject_taken. */
Status subject_file_read(Care *care, const SubjectRequest *request, Str file, Arena *arena, Upload *out) MUST_USE;
/* Keeps that this was taken out, under its name, with its hash: before it is sent. */
Status subject_taken(Care *care, const SubjectRequest *request, Str name, Str bytes) MUST_USE;
/* It was handed over: keeps when, by whom, and the JSON's hash. STATUS_STALE when somebody was quicker. */
Status subject_give(Care *care, Str person, Str request, int64_t version) MUST_USE;

#endif

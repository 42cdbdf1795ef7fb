/* When records go: which rule of retention.yaml holds for somebody, when its time is over, and what stands in the way.
 *
 * Nothing goes by itself. The dry run lists; a person with the right carries it out, record by record, with a reason, in one
 * write. The audit stays, and its chain still verifies. Figures of closed periods stay as they were kept: a record does not
 * go before the figures of every year in which it counted were closed (insight_keep_measures).
 */
#ifndef KITH_CARE_RIGHTS_RETENTION_H
#define KITH_CARE_RIGHTS_RETENTION_H

#include "care/care.h"

enum {
	RETENTION_HOLDS_MAX = 8,
	RETENTION_SHOWN_MAX = 200,      /* on one page; it says so when there are more */
	RETENTION_READ_AT_ONCE = 1000,
};

typedef struct RetentionCase {
	Str person;     /* current id */
	Str reference;
	Str name;       /* empty for the command line, and where only the existence may be known */
	const RetentionRule *rule;
	Date started;   /* from when the time counts; DATE_NONE: it has not begun */
	Date due;       /* when it is over; DATE_NONE likewise */
	Str holds[RETENTION_HOLDS_MAX]; /* in words: what must come first */
	size_t hold_count;
} RetentionCase;

/* The cases that are due on today, held or not, in the order of ids after one ("" from the beginning): at most most cases,
 * and at most read_most people are looked at. next: where to go on, empty when everybody was looked at.
 * Needs retention; the system's desk sees everybody. */
typedef struct RetentionAsk {
	Str after;
	size_t most;
	size_t read_most;
} RetentionAsk;
Status retention_due(Care *care, const RetentionAsk *ask, RetentionCase **out, size_t *count, Str *next) MUST_USE;
/* How it stands with one person, due or not. Needs retention, and the record open. */
Status retention_of(Care *care, Str person, RetentionCase *out) MUST_USE;

/* Does what the rule says with one record. Needs retention-carry-out and a reason; typed is the record's reference as the
 * actor typed it, so that nobody does it by a slip. STATUS_CONFLICT when its time is not over or something holds it, looked at
 * again inside the write. A rule that says review is carried out as destroy or anonymise, whichever is asked for; other rules
 * only as they say. */
typedef struct RetentionDoing {
	Str person;
	RetentionAction action;
	Str typed;
	Str reason;
} RetentionDoing;
Status retention_carry_out(Care *care, const RetentionDoing *doing) MUST_USE;
/* Keeps a record that is due until a later day. Needs retention-carry-out and a reason. */
Status retention_keep_longer(Care *care, Str person, Date until, Str reason) MUST_USE;

typedef struct LegalHold {
	Str id;
	Date from_on;
	Str reason;
	Str by_name;
	int64_t version;
} LegalHold;
/* Those that hold. Needs retention, and the record open. */
Status retention_legal_holds(Care *care, Str person, LegalHold **out, size_t *count) MUST_USE;
Status retention_hold(Care *care, Str person, Str reason) MUST_USE;
Status retention_end_hold(Care *care, Str person, Str hold, int64_t version) MUST_USE;

typedef struct RetentionDone {
	Instant at;
	Str rule;
	Str action;
	Date started;
	int64_t rows;
	Str reason;
	Str by_name;
} RetentionDone;
/* What was carried out, newest first, at most 200. Needs retention. */
Status retention_history(Care *care, RetentionDone **out, size_t *count) MUST_USE;

#endif

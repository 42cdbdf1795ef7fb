/* What is due later and what leaves the house. A job is done once: its key makes a second request nothing, a lease
 * keeps two processes from doing it together, and its effect and its done mark are one write.
 */
#ifndef KITH_CARE_JOBS_JOBS_H
#define KITH_CARE_JOBS_JOBS_H

#include "care/care.h"

enum { JOBS_LEASE_SECONDS = 60, JOBS_RETRY_MINUTES = 5 };

typedef struct JobNew {
	Str kind;    /* "fact-current", "review-due" */
	Str key;     /* the same key again is the same job */
	Instant due_at;
	Str payload;
} JobNew;
Status job_add_in(CareWrite *write, const JobNew *wanted) MUST_USE;

typedef struct OutboxNew {
	Str kind;    /* "message" */
	Str key;
	Str person;  /* may be empty */
	Str payload;
} OutboxNew;
Status outbox_add_in(CareWrite *write, const OutboxNew *wanted) MUST_USE;

/* What a kind of job does, inside the write that also marks it done. */
typedef struct JobKind {
	const char *kind;
	Status (*run)(CareWrite *write, Str payload);
} JobKind;

/* Runs what is due, at most 20; owner names this process. done may be NULL. Needs the system's desk. */
Status jobs_run_due(Care *care, Str owner, const JobKind *kinds, size_t kind_count, int64_t *done) MUST_USE;

#endif

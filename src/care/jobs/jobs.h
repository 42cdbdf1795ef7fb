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
	Str work;    /* that it speaks of; may be empty */
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

/* --- what leaves -----------------------------------------------------------------------------------------------------
 *
 * How a message is carried is the command line's: a program or a folder (cli/carrier.h). Each is tried again with growing
 * waits and given up after the last; what has not left stands on the administration page, and an alert's on duty.
 * What goes to people: a reference that they asked for, a word that a letter was written (never what it says), an answer about
 * a change to the directory. Other messages to people are not sent: they are given up at once, to be seen.
 */

enum {
	SENDER_AT_ONCE = 5,         /* messages in one round */
	SENDER_LEASE_SECONDS = 120, /* longer than a carrier may take */
	SENDER_LATE_MINUTES = 10,
	SENDER_ADDRESS_BYTES_MAX = 254,
};

#define SETTING_ALERT_ADDRESS S("alert-address")
/* What the server was started with: "program", "folder"; anything else: nothing carries. The server writes it. */
#define SETTING_CARRIER S("outbox-carrier")

typedef struct OutboxMessage {
	Str id;      /* the same message has it again when it is tried again */
	Str to;      /* one address that sender_address_is_fit takes */
	Str subject; /* one line of ASCII */
	Str body;    /* lines of ASCII, each ended by a line feed */
} OutboxMessage;

typedef struct OutboxCarrier {
	/* STATUS_OK: it has been taken over and will be carried. Otherwise error says why, in a sentence without an address. */
	Status (*carry)(void *context, const OutboxMessage *message, Str *error);
	void *context;
} OutboxCarrier;

/* One address, visible ASCII, nothing that ends a header or begins an option. */
bool sender_address_is_fit(Str address);

/* Takes what is due, one after the other, and ends at the first that does not go. Any process may call it: what one has,
 * no other takes. sent may be NULL. Needs the system's desk. */
Status sender_send_due(Care *care, const OutboxCarrier *carrier, int64_t *sent) MUST_USE;

/* For the administration page; both need users-edit. */
typedef struct UnsentMessage {
	Str kind;
	Instant created_at;
	int64_t tries;
	Str error;
	bool given_up;
} UnsentMessage;
typedef struct Unsent {
	int64_t waiting;
	int64_t late;     /* waiting longer than SENDER_LATE_MINUTES */
	int64_t given_up;
	UnsentMessage *items; /* newest first, at most 50 */
	size_t count;
} Unsent;
Status sender_unsent(Care *care, Unsent *out) MUST_USE;
/* What was given up about alerts is tried once more. */
Status sender_try_again(Care *care) MUST_USE;

#endif

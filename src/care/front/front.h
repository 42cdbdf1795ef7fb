/* The public front door: a request that somebody makes without an account, kept by a reference and a private code.
 *
 * Not for accounts, and not for what a pathway means. A request is a piece of work without a person; a worker says
 * later whose it is. Only the hash of the private code is kept. Nobody needs a permission here: who holds the code may.
 */
#ifndef KITH_CARE_FRONT_FRONT_H
#define KITH_CARE_FRONT_FRONT_H

#include "care/work/work.h"

enum {
	FRONT_CODE_LENGTH = 8,
	FRONT_FAILURES_MAX = 10,       /* wrong codes for one request within the window */
	FRONT_ADDRESS_FAILURES_MAX = 30, /* … from one address, which a whole library may share */
	FRONT_FAILURE_MINUTES = 15,
};

/* What its sender is told at the end. */
typedef enum FrontResult {
	FRONT_RESULT_ADULT, FRONT_RESULT_CARER, FRONT_RESULT_RECEIVED, FRONT_RESULT_EQUIPMENT
} FrontResult;

/* A thing that the public may send. */
typedef struct FrontKind {
	Str code;          /* of the address; empty for the check itself */
	Str pathway;
	Str words;         /* the group of its start page's sentences */
	FrontResult result;
	bool by_helper;    /* it is about somebody else: every answer is the sender's, not the person's */
	bool about_danger; /* nothing but a worry: its pages make no promise twice */
} FrontKind;
/* NULL when there is none. */
const FrontKind *front_kind(Str code);
const FrontKind *front_kind_of_pathway(Str pathway);

/* Where a sent request is, in steps that its sender may know. */
typedef enum FrontStep {
	FRONT_RECEIVED, FRONT_READING, FRONT_TALKING, FRONT_PLANNING, FRONT_RUNNING, FRONT_FINISHED
} FrontStep;
typedef struct FrontProgress {
	FrontStep step;
	Str worker; /* who has it; empty while nobody has, and for whoever sent it about somebody else */
	Date due_on; /* when the step is due; DATE_NONE when it has no day */
} FrontProgress;

/* A request whose code was shown. */
typedef struct FrontRequest {
	Str work;
	Str reference;
	Str code;              /* as it was shown, in its one form */
	const Pathway *pathway;
	const FrontKind *kind; /* never NULL */
	WorkStage stage;
	Str outcome;
	Date sent_on;          /* DATE_NONE until it was sent */
	Date kept_until;       /* the last day of an unsent request */
	int64_t version;
} FrontRequest;

/* Begins a request of a pathway whose form is public. Nothing waits with any team before it is sent. */
Status front_begin(Care *care, Str pathway, FrontRequest *out) MUST_USE;
/* The request of a cookie: work id, '.', code. STATUS_NOT_FOUND for anything that does not fit;
 * STATUS_STALE when it was not sent and its time is over. */
Status front_open(Care *care, Str cookie, FrontRequest *out) MUST_USE;
/* By reference and code as typed. STATUS_NOT_FOUND for any wrong pair, the same whatever was wrong; STATUS_BUSY when
 * there were too many wrong tries, also for the right code; STATUS_STALE as above. */
Status front_resume(Care *care, Str reference, Str code, Str address, FrontRequest *out) MUST_USE;
/* What the cookie holds. */
Str front_cookie(Arena *arena, const FrontRequest *request);
/* "K4R7 MQVX", as people write it down. */
Str front_code_words(Arena *arena, Str code);

/* What was answered: drafts until it is sent, then what was sent. */
Status front_answers(Care *care, const FrontRequest *request, Drafts *out) MUST_USE;
/* Saves an answer; expected and conflict as in DraftSave. STATUS_CONFLICT when the request was sent. */
Status front_save(Care *care, const FrontRequest *request, DraftSave *save) MUST_USE;
/* Sends it: the pathway's first outcome whose condition holds, else the first without one. The contact that the outcome opens
 * lies with the duty team from then on. STATUS_CONFLICT when it was sent before. */
Status front_send(Care *care, const FrontRequest *request, int64_t version) MUST_USE;

/* Where a sent request is. Whoever sent it about somebody else hears only whether it is read: what follows is the
 * person's own affair. */
Status front_progress(Care *care, const FrontRequest *request, FrontProgress *out) MUST_USE;

/* The job "request-unsent": payload a work id. Deletes the answers of a request that was never sent. */
Status front_expire_in(CareWrite *write, Str work) MUST_USE;

#endif

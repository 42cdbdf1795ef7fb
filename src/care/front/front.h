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
	FRONT_KEPT_DAYS = 28,          /* unsent answers are deleted after that: the pages promise it */
	FRONT_FAILURES_MAX = 10,       /* wrong codes for one request within the window */
	FRONT_ADDRESS_FAILURES_MAX = 30, /* … from one address, which a whole library may share */
	FRONT_FAILURE_MINUTES = 15,
};

/* A request whose code was shown. */
typedef struct FrontRequest {
	Str work;
	Str reference;
	Str code;              /* as it was shown, in its one form */
	const Pathway *pathway;
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

/* The job "request-unsent": payload a work id. Deletes the answers of a request that was never sent. */
Status front_expire_in(CareWrite *write, Str work) MUST_USE;

#endif

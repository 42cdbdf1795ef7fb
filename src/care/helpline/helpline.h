/* The helpline: calls that came, what became of them, calls back that were promised; interpreters asked for and booked.
 *
 * A contact that began on the telephone is marked when it is opened; what it was about and what came of it is told from
 * its own answers and outcome, so nobody is asked twice. Calls that reached nobody are known to the telephone system alone
 * and come as its file. Nothing about who called is kept of a call.
 */
#ifndef KITH_CARE_HELPLINE_HELPLINE_H
#define KITH_CARE_HELPLINE_HELPLINE_H

#include "care/work/work.h"

enum {
	HELPLINE_MONTHS = 12,
	HELPLINE_CALLS_MAX = 200000,    /* of a period: what a request's memory holds */
	HELPLINE_CONTACTS_MAX = 60000,
	HELPLINE_LIST_MAX = 500,        /* shown in a list */
	HELPLINE_FILE_ROWS_MAX = 200000,
	HELPLINE_CALL_HOURS_MAX = 24,
};

/* --- taking a call ----------------------------------------------------------------------------------------------- */

/* Opens a contact for the call that has just been answered; about nobody yet. Needs contact-record. */
Status helpline_take_call(Care *care, Str *work) MUST_USE;
/* Marks a contact as begun on the telephone now. Needs contact-record; STATUS_NOT_FOUND for other work. */
Status helpline_mark_call(Care *care, Str work) MUST_USE;

typedef struct HelplineLoaded {
	size_t read;
	size_t added;
	size_t changed;   /* another file told of the same call otherwise: the later one holds */
	size_t unchanged;
	size_t abandoned; /* of all that were read */
	size_t matched;   /* of all that were read: with the contact that was made of them */
} HelplineLoaded;
/* A file of the telephone system: call_id, offered_at, answered_at (empty when nobody answered), ended_at, and if it has
 * them language (a code of the question language_main) and reference (of the contact). Times are "2026-11-20 09:14:05" in
 * London or end in Z. A file with a fault is not loaded at all; the same file again changes nothing. Needs
 * practice-publish. */
Status helpline_load(Care *care, Str file, Str text, HelplineLoaded *out) MUST_USE;

/* --- what came in a period --------------------------------------------------------------------------------------- */

typedef struct HelplineCall {
	Instant offered_at;
	int64_t wait_seconds;  /* until it was answered, or given up */
	int64_t talk_seconds;  /* 0 when nobody answered */
	bool answered;
	Date day;              /* in London */
	int hour;
	Str language;          /* of the line; empty: not told */
} HelplineCall;

typedef struct HelplineContact {
	Str work;
	Str reference;
	Str person;
	Str name;             /* empty: not the actor's to open */
	bool may_open;        /* the record is open to the actor */
	bool by_phone;
	Date day;             /* on which it was opened */
	Instant opened_at;
	Instant answered_at;  /* INSTANT_NONE: not by telephone */
	Instant recorded_at;  /* when it was sent or finished; INSTANT_NONE */
	int64_t talk_seconds; /* of the call; -1: not told */
	Str from;             /* a code of contact_from; empty */
	Str language;         /* a code of language_main, or what stands there; empty: not asked */
	Str formats;          /* codes of info_format with commas between; empty: not asked */
	Str reading_help;     /* a code of reading_help; empty: not asked */
	Str reason;           /* of helpline.yaml; empty: none of them, or not finished */
	Str outcome;          /* empty: not finished */
	bool is_referral;     /* handed on for an assessment of the person or of a carer */
} HelplineContact;

/* What became of a promise to call back. */
typedef enum CallBackState {
	CALL_BACK_KEPT,    /* they were reached by the day that was promised */
	CALL_BACK_TRIED,   /* somebody tried by that day and did not reach them */
	CALL_BACK_LATE,    /* the first try came after it */
	CALL_BACK_WAITING, /* the day has not passed */
	CALL_BACK_OVERDUE, /* it has, and nobody has tried */
	CALL_BACK_ENDED,   /* taken off without a try */
	CALL_BACK_STATES
} CallBackState;
Str call_back_code(CallBackState state);
Str call_back_words(CallBackState state);

typedef struct HelplineCallBack {
	Str work;
	Str reference;
	Str person;
	Str name;
	bool may_open;
	Date promised_on;
	Date due_on;
	CallBackState state;
	bool reached;        /* at this try or a later one */
} HelplineCallBack;

/* Where the booking of an interpreter stands. */
typedef enum InterpretingState {
	INTERPRETING_TO_BOOK,
	INTERPRETING_BOOKED,     /* the day has been set; nobody has said yet who came */
	INTERPRETING_CAME,
	INTERPRETING_DID_NOT_COME,
	INTERPRETING_NONE_FOUND,
	INTERPRETING_NOT_WANTED,
	INTERPRETING_ENDED,      /* taken off */
	INTERPRETING_STATES
} InterpretingState;
Str interpreting_code(InterpretingState state);
Str interpreting_words(InterpretingState state);
/* Asked for, wanted, and not there. */
bool interpreting_is_unmet(InterpretingState state);

typedef struct HelplineInterpreting {
	Str work;
	Str reference;
	Str person;
	Str name;
	bool may_open;
	Date asked_on;
	Date due_on;
	Date booked_for;     /* DATE_NONE */
	Str how;             /* a code of interpreting_how */
	Str language;
	Pence cost;          /* 0: not told */
	bool has_cost;
	InterpretingState state;
	Str reason;          /* why it was not met; only from helpline_reasons */
} HelplineInterpreting;

typedef struct Helpline {
	Date from;
	Date to;
	HelplineCall *calls; /* by when they were offered */
	size_t call_count;
	HelplineContact *contacts; /* by when they were opened */
	size_t contact_count;
	HelplineCallBack *call_backs;
	size_t call_back_count;
} Helpline;

/* All of a period that the actor may know of: restricted records count, those without a trace do not. Needs figures-read.
 * STATUS_FULL when there is more than the limits above. */
Status helpline_read(Care *care, Date from, Date to, Helpline *out) MUST_USE;
/* Bookings that were asked for in the period, the oldest first. Needs figures-read. */
Status helpline_interpreting(Care *care, Date from, Date to, HelplineInterpreting **out, size_t *count) MUST_USE;
/* Fills in why bookings were not met, of records that are open to the actor: reads what was sent with each. */
Status helpline_reasons(Care *care, HelplineInterpreting *rows, size_t count) MUST_USE;

/* Open promises and bookings, soonest due first, for the duty page: of records open to the actor. Needs what reading work
 * needs. */
typedef struct HelplineTask {
	Str work;
	Str title;
	Str name;        /* empty: nobody knows yet whose it is */
	Str language;    /* of an interpreter */
	Str user_name;
	Date due_on;
	Date booked_for; /* DATE_NONE: nobody has booked, or it is a call back */
	bool is_interpreter;
} HelplineTask;
enum { HELPLINE_TASKS_MAX = 100 };
Status helpline_tasks(Care *care, HelplineTask **out, size_t *count) MUST_USE;

#endif

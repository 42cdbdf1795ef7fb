/* Who acts for somebody, and whether they may: legal powers as they stand on the record today, held against the rules of
 * legal-powers.yaml (DO-NO-HARM 18); capacity as it was concluded for one decision on one day; advocates who were asked for
 * and have not come.
 *
 * Not for money: whose account an appointee or deputy keeps is finance's.
 */
#ifndef KITH_CARE_POWER_POWER_H
#define KITH_CARE_POWER_POWER_H

#include "care/care.h"
#include "practice/powers.h"

enum { POWERS_MAX = 20, CAPACITY_SHOWN_MAX = 50, ADVOCATES_SHOWN_MAX = 50 };

/* Why a power is none today; POWER_STANDS when it is one. */
typedef enum PowerStanding {
	POWER_STANDS,
	POWER_NOT_SEEN,  /* nobody has seen the paper */
	POWER_NOT_YET,
	POWER_SUSPENDED,
	POWER_ENDED
} PowerStanding;

typedef struct LegalPower {
	Str who;           /* "somebody" when no name was written */
	Str kind;
	const PowerKind *rule; /* NULL for a kind that the release does not know: then it reaches nothing */
	PowerStanding standing;
	Date begins;       /* DATE_NONE: not said */
	Date ends;
	Date seen_on;
	Str limit;         /* a code; may be empty */
	Str limit_words;   /* what staff read of it; empty for none */
	Str limits;        /* in words */
} LegalPower;

/* The powers in a stored answer to legal_authority, as they stand on day; at most POWERS_MAX. */
size_t powers_read(Arena *arena, const Practice *practice, Str stored, Date day, LegalPower out[POWERS_MAX]);
/* Does it stand, and reach a decision of that kind? */
bool power_reaches(const PowerRules *rules, const LegalPower *power, Str about);
/* "Ann Lee: property and money only; limits: …", or why it is none. */
Str power_words(Arena *arena, const LegalPower *power);

/* value answers a question's stored value, or the empty text. */
typedef Str (*PowerAnswer)(const void *context, Str question);
typedef struct PowerCheck {
	const Practice *practice;
	const Form *form;    /* only what it asks is looked at; NULL: nothing is */
	PowerAnswer value;
	const void *answers;
	Str person;          /* current or earlier id; may be empty */
	Str parent;          /* the work that led here: capacity concluded there counts */
} PowerCheck;
/* Inside the write that sends work up or approves it: whoever acts under a power holds one that stands today, reaches what is
 * decided and, where it holds only without capacity, is named with the finished assessment of this very decision. Otherwise
 * STATUS_INVALID with a problem of the question. */
Status power_check_in(CareWrite *write, const PowerCheck *check) MUST_USE;

/* What was concluded about capacity: for one decision, on one day, and never in general. */
typedef struct CapacityConclusion {
	Str work;
	Str reference;
	Str decision;   /* in the words of whoever assessed it */
	Str outcome;    /* its code */
	bool able;
	bool unable;    /* neither: it waits */
	Date on;
} CapacityConclusion;
/* Newest first, of a person who is open to the actor. Needs person-read. */
Status power_capacity_of(Care *care, Str person, CapacityConclusion **out, size_t *count) MUST_USE;
/* "Cannot decide alone, on 3 May 2026: whether to move" */
Str power_capacity_words(Arena *arena, const CapacityConclusion *conclusion);

typedef struct AdvocateWait {
	Str work;
	Str reference;
	Str person;
	Str name;
	Str user_name;
	Date asked_on;   /* when the work was opened */
	Date due_on;     /* by when the advocate was to have come */
	Date ordered_on; /* DATE_NONE: not ordered yet */
	Date booked_for; /* DATE_NONE: not booked yet */
} AdvocateWait;
/* Those whose advocate is over the council's own time for it, longest first: people whose records are open to the actor.
 * Needs contact-record or work-do. Writes a read row. */
Status power_advocates_unmet(Care *care, AdvocateWait **out, size_t *count) MUST_USE;
/* "ordered 3 May 2026, booked for 12 May 2026", "not ordered yet" */
Str power_advocate_words(Arena *arena, const AdvocateWait *wait);

#endif

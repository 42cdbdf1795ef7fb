/* Work: a piece of practice with a beginning and an end. Opened, assigned, saved as it is filled in, submitted,
 * approved or returned, finished by an outcome whose acts are done in the same write.
 *
 * Not for what a kind of work means: pathways (practice) say that. Stage and due date are made from the stamps by
 * work_state_make alone.
 */
#ifndef KITH_CARE_WORK_WORK_H
#define KITH_CARE_WORK_WORK_H

#include "care/person/person.h"

enum { WORK_LIST_MAX = 200, WORK_EVENTS_MAX = 1000, WORK_DRAFTS_MAX = 2000 };

typedef enum WorkStage {
	WORK_WAITING,            /* opened, nobody has begun */
	WORK_IN_PROGRESS,
	WORK_AWAITING_APPROVAL,
	WORK_RETURNED,           /* the approver wants something changed; the same draft is open again */
	WORK_FINISHED,
	WORK_CANCELLED
} WorkStage;
Str work_stage_code(WorkStage stage);
Str work_stage_words(WorkStage stage); /* "In progress" */

typedef struct WorkEvent {
	Str id;
	Instant at;
	Str by_actor;
	Str by_name;
	Str transition; /* opened assigned started submitted approved returned finished cancelled due */
	Str detail;     /* the outcome of submitted and finished; the comment of returned; reasons */
	Str to_user;
	Str to_team;
	Str due_on;
} WorkEvent;

/* What the stamps say. */
typedef struct WorkState {
	WorkStage stage;
	Str due_on;
	Str assigned_user;
	Str assigned_team;
	Str submitted_by;
	Str finished_on;
	Str outcome;
} WorkState;
/* The one function. due_first is the due date the work was opened with; events are in order. */
WorkState work_state_make(Arena *arena, Str due_first, const WorkEvent *events, size_t count);

typedef struct Work {
	Str id;
	Str reference;
	const Pathway *pathway; /* never NULL: the release that the work was opened with had it */
	Str person;             /* current id; empty while nobody knows whose it is */
	Str title;
	bool urgent;
	Instant opened_at;
	Date opened_on;
	Date due_on;
	Str parent;
	WorkStage stage;
	Str assigned_user;
	Str assigned_team;
	Str user_name;
	Str team_name;
	Str submitted_by;
	Str submitted_name;
	Date finished_on;
	Str outcome;
	bool withdrawn;         /* it did not belong here: read only with a reason, work_read_withdrawn */
	int64_t version;
} Work;

/* STATUS_NOT_FOUND also for work about somebody who is not open to the actor. Needs work-do, contact-record or
 * person-read. */
Status work_find(Care *care, Str id, Work *out) MUST_USE;
Status work_find_by_reference(Care *care, Str typed, Str *id) MUST_USE;
Status work_events(Care *care, Str work, WorkEvent **out, size_t *count) MUST_USE;

typedef struct WorkNew {
	Str pathway;   /* unknown ids open a plain task with the pathway's name as its title */
	Str person;    /* may be empty */
	Str title;     /* empty: the pathway's */
	bool urgent;
	Duration within; /* count 0: the pathway's own */
	Str parent;
	Str by_outcome;
	Str team;      /* empty: the first open team of the kind asked for, else of the pathway's kind */
	Str team_kind; /* may be empty */
	Str user;
	bool without_team; /* waits with nobody: a request of the public that is not sent yet */
} WorkNew;
/* Inside a write that has checked. id may be NULL. Writes its audit row. */
Status work_open_in(CareWrite *write, const WorkNew *wanted, Str *id) MUST_USE;
/* The same, unless work of that pathway and title already waits about the person: an alert is not repeated. */
Status work_open_once_in(CareWrite *write, const WorkNew *wanted) MUST_USE;
/* A person opens work by hand: needs work-do or contact-record. */
Status work_open(Care *care, const WorkNew *wanted, Str *id) MUST_USE;

Status work_assign(Care *care, Str work, Str user, Str team) MUST_USE; /* user or team may be empty */
Status work_start(Care *care, Str work) MUST_USE;                      /* takes it on: assigned to the actor, begun */
/* Says whose it is; the answers given with the request become facts about them. */
Status work_match(Care *care, Str work, Str person) MUST_USE;

typedef struct Draft {
	Str question;
	Str value;
	Giver giver;
	Str by_actor;
	Str by_name;
	Instant at;
	int64_t version;
} Draft;
typedef struct Drafts {
	Draft *items; /* by question id */
	size_t count;
} Drafts;
/* Empty for a request of the public until it is sent: its pages promise that nobody reads it before. */
Status work_drafts(Care *care, Str work, Drafts *out) MUST_USE;
/* For residents who showed their private code. */
Status work_drafts_public(Care *care, Str work, Drafts *out) MUST_USE;
const Draft *drafts_find(const Drafts *drafts, Str question);

typedef struct DraftSave {
	Str question;
	Str value;        /* stored form; empty takes the answer away */
	Giver giver;
	int64_t expected; /* version that the page showed; 0 when there was none */
	bool conflict;    /* out: somebody else saved another value in between */
	Draft other;      /* out: theirs */
	int64_t version;  /* out: after the save */
} DraftSave;
/* Saves what does not collide; a collision is marked and answers STATUS_STALE at the end, the others are kept. */
Status work_save(Care *care, Str work, DraftSave *saves, size_t count) MUST_USE;
/* The same without asking who: for residents who showed their private code. */
Status work_save_public(Care *care, Str work, DraftSave *saves, size_t count) MUST_USE;

/* All that a condition sees: drafts over the person's facts, age, today. */
typedef struct WorkAnswers WorkAnswers;
/* drafts and facts may be NULL. */
WorkAnswers *work_answers(Care *care, const Drafts *drafts, const Facts *facts);
/* As conditions see them; valid as long as answers. */
ExpressionLookup work_answers_as_lookup(const WorkAnswers *answers);
/* Drafts first, then facts; empty when neither knows. */
Str work_answers_value(const WorkAnswers *answers, Str question);
WorkAnswers *work_answers_make(Arena *arena, const Practice *practice, Date today);
void work_answers_put(WorkAnswers *answers, Str question, Str value);
/* has_service and after_reablement, from the lines of the person whose record is open to the actor. */
Status work_answers_add_services(Care *care, Str person, WorkAnswers *answers) MUST_USE;

/* What an order costs once, by the answer of its kind's own question (carer_payment for carer-payment, what it is for in
 * carer_payment_for); nought for other acts and while nobody said. */
Pence work_order_price(const Practice *practice, const WorkAnswers *answers, const Act *act);
/* What all orders of an outcome cost together, once. */
Pence work_orders_price(const Practice *practice, const WorkAnswers *answers, const Outcome *outcome);

/* Ends the filling in: required answers are checked, facts appended, a snapshot frozen; where the pathway wants an
 * approval it waits for one, otherwise the outcome's acts are done. note: reason for the outcome, may be empty unless
 * the outcome wants one. figures: JSON lines for the snapshot (eligibility, allocation), may be empty. */
typedef struct WorkSubmit {
	Str work;
	Str outcome;
	Str note;
	Str figures;
	int64_t version; /* of the work as the page showed it */
} WorkSubmit;
Status work_submit(Care *care, const WorkSubmit *submit) MUST_USE;
Status work_submit_in(CareWrite *write, const WorkSubmit *submit) MUST_USE;

/* The approver is never the author, whatever their role; needs work-approve and, for plans and funding, a limit that
 * reaches the weekly cost. */
Status work_approve(Care *care, Str work, Str note, int64_t version) MUST_USE;
/* The same with the minute that the pathway wants (Pathway.minute): STATUS_INVALID while a required answer of it is
 * missing. It is kept as answers about the work and read in the stamp. */
Status work_approve_with(Care *care, Str work, Str note, const Answer *minute, size_t count, int64_t version) MUST_USE;
/* For whoever may approve it; comment required; the same draft opens again. */
Status work_return(Care *care, Str work, Str comment, int64_t version) MUST_USE;
/* Ends it without an outcome, for those of work_may_end; reason required. Its paper leaves the agenda of a panel. */
Status work_cancel(Care *care, Str work, Str reason, int64_t version) MUST_USE;
/* Whoever the pathway is done by, and whoever decides about it. */
bool work_may_end(const Care *care, const Pathway *pathway);
/* Work that stands on the wrong record. Both need work-approve and person-edit, and a reason, which is kept.
 * work_move takes it, and all that came of it on that record, to another that is open to the actor: its answers are taken
 * back from the one and given to the other, services and letters go along. work_withdraw takes it off for good, with what it
 * opened that is not finished. Either way the old record's timeline says that something was there, and figures follow, save
 * those that were kept of closed periods. */
Status work_move(Care *care, Str work, Str person, Str reason, int64_t version) MUST_USE;
Status work_withdraw(Care *care, Str work, Str reason, int64_t version) MUST_USE;
typedef struct WorkMisfiled {
	Instant at;
	Str by_name;
	Str reason;
	bool moved; /* otherwise withdrawn */
} WorkMisfiled;
/* What was done to a piece of work in this way, newest first. */
Status work_misfiled_of(Care *care, Str work, WorkMisfiled **out, size_t *count) MUST_USE;
/* Inside a write that has checked: cancels work that was never submitted and deletes its answers. */
Status work_discard_in(CareWrite *write, Str work, Str reason) MUST_USE;

/* What was submitted last, as it stood then: {"answers":{question:{value,giver,by,at}},"figures":…,"outcome","note"}.
 * STATUS_NOT_FOUND when nothing was. */
typedef struct WorkSnapshot {
	Instant at;
	Str body; /* JSON */
} WorkSnapshot;
Status work_snapshot(Care *care, Str work, WorkSnapshot *out) MUST_USE;

/* What withdrawn work said. Needs person-read and a reason, which is kept. */
Status work_read_withdrawn(Care *care, Str work, Str reason, WorkSnapshot *out) MUST_USE;

typedef struct WorkRow {
	Str id;
	Str reference;
	const Pathway *pathway;
	Str title;
	WorkStage stage;
	Date due_on;
	bool urgent;
	Date opened_on;
	Instant opened_at;
	Str person;
	Str name;
	Str user_name;
	Str team_name;
	Str submitted_by;
	Str submitted_name;
	Instant saved_at; /* of the latest draft; INSTANT_NONE */
	int64_t answers;
} WorkRow;
/* By the day it is due, most late first, unless asked otherwise. */
typedef enum WorkSort { WORK_BY_DUE, WORK_BY_OPENED, WORK_BY_PERSON, WORK_BY_HOLDER } WorkSort;

typedef struct WorkFilter {
	Str team;    /* empty: any */
	Str user;
	Str stage;   /* code; empty: any unfinished */
	Str pathway;
	WorkSort sort;
	bool is_descending;
	size_t skip;
	size_t most; /* 0: WORK_LIST_MAX */
} WorkFilter;
Status work_list(Care *care, const WorkFilter *filter, WorkRow **out, size_t *count) MUST_USE;
Status work_open_of_person(Care *care, Str person, WorkRow **out, size_t *count) MUST_USE;

typedef struct WorkChild {
	Str id;
	Str pathway;
} WorkChild;
/* What a piece of work has opened, in order. Needs the system's desk. */
Status work_children(Care *care, Str work, WorkChild **out, size_t *count) MUST_USE;

typedef struct WorkCount {
	Str pathway;
	WorkStage stage;
	int64_t count;
	int64_t overdue;
	Date oldest_on;
} WorkCount;
Status work_counts(Care *care, Str team, WorkCount **out, size_t *count) MUST_USE;

typedef struct TimelineLine {
	Instant at;
	Str kind;  /* work, service, document, note, misfiled */
	Str id;
	Str work;
	Str title; /* a pathway's id, a plain task's own title, a kind of service, a letter's title */
	Str what;
	Str detail;
	Str by_name;
} TimelineLine;
/* Newest first, from before on; at least most lines where there are as many, and all of the last one's instant, so that
 * the next page starts before the last line's at. */
Status work_chronology(Care *care, Str person, Instant before, size_t most, TimelineLine **out, size_t *count) MUST_USE;

/* An alert that nobody has taken up. */
typedef struct WorkAlert {
	Str id;
	Str title;
	Instant opened_at;
	Str name;      /* of the person, empty when nobody knows yet whose it is */
	Str team;
	Str team_name; /* who has it at the moment */
	int64_t unsent; /* messages about it that have not left the program */
} WorkAlert;
/* Those about people whom the actor may see, oldest first, at most 50. Needs what reading work needs. */
Status work_alerts(Care *care, WorkAlert **out, size_t *count) MUST_USE;
/* The job "work-escalate": payload "work/step". Work that still waits for somebody goes to the pathway's next team, which
 * is told; the next step is set. */
Status work_escalate_in(CareWrite *write, Str payload) MUST_USE;

/* What was said of who told us, in this work and in those that led to it. Needs restricted-open; the look is kept. */
enum { WORK_APART_MAX = 100 };
typedef struct WorkApart {
	Str question;
	Str value;
	Str by_name; /* who wrote it down */
	Instant at;
} WorkApart;
Status work_apart(Care *care, Str work, WorkApart **out, size_t *count) MUST_USE;

/* A safeguarding concern about somebody, or about another person at the same address. */
typedef struct WorkConcern {
	Str id;
	Str reference;
	WorkStage stage;
	Str outcome;
	Date opened_on;
	Str name;
	bool same_person;
} WorkConcern;
/* Newest first, at most 50, of people whom the actor may see. */
Status work_concerns_near(Care *care, Str person, WorkConcern **out, size_t *count) MUST_USE;

/* Recomputes every stage; counts works checked and those whose stored stage differs. For kith verify. */
Status work_verify(Care *care, int64_t *checked, int64_t *differed) MUST_USE;

#endif

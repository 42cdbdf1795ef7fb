/* Somebody the council knows: identity, dated facts, relations, who may see, finding, merging.
 *
 * Not for work, services or documents: those rooms hang on a person's id. Any id ever given leads to the current
 * record; every row keeps the id it was written with.
 *
 * Functions named person_* that take a Care check permission and visibility; those that take a CareWrite run inside
 * somebody else's write, after that room has checked, and say so. Texts live in care->arena.
 */
#ifndef KITH_CARE_PERSON_PERSON_H
#define KITH_CARE_PERSON_PERSON_H

#include "care/care.h"

enum {
	PERSON_FACTS_MAX = 1000,
	PERSON_FACTS_AT_ONCE_MAX = 400,
	PERSON_RELATIONS_MAX = 200,
	PERSON_FOUND_MAX = 50,
	PERSON_ANSWERS_MAX = STORE_LIST_LENGTH,
	PERSON_IDENTITIES_MAX = 200,
};

typedef enum PersonTier { PERSON_NO_TRACE = 0, PERSON_EXISTS = 1, PERSON_OPEN = 2 } PersonTier;

typedef enum Giver { GIVER_SELF, GIVER_HELPER, GIVER_CARER, GIVER_WORKER } Giver;
Str giver_code(Giver giver);
/* Anything unknown is a worker's. */
Giver giver_from_code(Str code);

typedef struct Person {
	Str id;         /* the current record */
	Str reference;
	PersonTier tier;
	PersonTier how; /* how far this actor may see it */
	Str owner_team;
	Str owner_name;
	Str name;       /* empty when how is not PERSON_OPEN, and so are all below */
	Str known_as;   /* what to call them: known_as, else name */
	Str born;       /* partial date */
	Str died_on;
	Str nhs_number;
	Str postcode;
	Str address;
	int64_t version;
} Person;

typedef struct Fact {
	Str id;
	Str question;
	Str value;
	Date valid_from;
	Instant recorded_at;
	Giver giver;
	Str by_actor;
	Str by_name;
	Str source_work;
	bool of_place;
} Fact;

typedef struct Facts {
	Fact *items; /* by question id */
	size_t count;
} Facts;

typedef struct Answer {
	Str question;
	Str value; /* stored form (practice.h) */
	Giver giver;
} Answer;

/* The record behind id. STATUS_NOT_FOUND when there is none or it leaves no trace to this actor: both write the same rows,
 * and the owner of a hidden one is told a moment later (person_weigh_looks). A person who may only know that it exists
 * comes back with how == PERSON_EXISTS and no particulars. */
Status person_find(Care *care, Str id, Person *out) MUST_USE;
/* The same, and STATUS_REFUSED unless it is open; writes the read row first. purpose as in care_audit_read. */
Status person_open(Care *care, Str id, Str purpose, Person *out) MUST_USE;
/* reference as typed. */
Status person_find_by_reference(Care *care, Str typed, Str *id) MUST_USE;

Status person_facts(Care *care, Str person, Facts *out) MUST_USE;
/* The answer to one question about each of at most PERSON_ANSWERS_MAX people, current records that the actor may open;
 * values[i] is empty where there is none. One look for all of them. */
Status person_answers(Care *care, Str question, const Str *people, size_t count, Str *values) MUST_USE;
/* What the record said: valid by valid_on, recorded by recorded_by. The person's own facts, not the household's. */
Status person_facts_as_known(Care *care, Str person, Date valid_on, Instant recorded_by, Facts *out) MUST_USE;
/* NULL when the question is unanswered. */
const Fact *facts_find(const Facts *facts, Str question);
Str facts_value(const Facts *facts, Str question);

typedef struct FactVersion {
	Str id;
	Str value; /* empty when it was withdrawn: person_read_withdrawn */
	Date valid_from;
	Instant recorded_at;
	Str standing;
	Giver giver;
	Str by_name;
	bool withdrawn;
} FactVersion;
Status person_fact_history(Care *care, Str person, Str question, FactVersion **out, size_t *count) MUST_USE;

/* Somebody new. Needs person-edit or contact-record. */
Status person_create(Care *care, const Answer *answers, size_t count, Str *id) MUST_USE;
/* New answers about somebody open to the actor. expected is the fact id each answer replaces as the page showed it:
 * NULL to write regardless; a different current fact is STATUS_STALE and nothing is written. */
Status person_record(Care *care, Str person, const Answer *answers, size_t count, const Str *expected) MUST_USE;
/* The same value again, today, by this actor. */
Status person_confirm(Care *care, Str person, Str question) MUST_USE;
/* A wrong or misfiled fact: the page shows the right one from now on, the audit keeps what stood. reason required. */
Status person_withdraw(Care *care, Str fact, Str reason) MUST_USE;
/* What a withdrawn fact said. Needs person-read and a reason, which is kept. */
Status person_read_withdrawn(Care *care, Str fact, Str reason, Str *value) MUST_USE;
/* person lives where other lives, from today: what the household's answers say holds for both. Both open to the actor;
 * needs person-edit. STATUS_NOT_FOUND when it is not known where other lives. A new postcode of one of them later
 * means that this one moved out. */
Status person_live_with(Care *care, Str person, Str other) MUST_USE;

/* Inside a write of a room that has checked. */
Status person_create_in(CareWrite *write, const Answer *answers, size_t count, Str *id) MUST_USE;
Status person_append_in(CareWrite *write, Str person, const Answer *answers, size_t count, Str source_work,
	Date valid_from) MUST_USE;
/* Makes what is derived of a subject anew: facts of a later day whose day has come. subject is "person/id",
 * "place/id" or "work/id". */
Status person_recompute_in(CareWrite *write, Str subject) MUST_USE;
/* Makes anew who may see somebody: access that was given for a time has ended. */
Status person_refresh_access_in(CareWrite *write, Str person) MUST_USE;
/* Makes anew what finds the next people after an id, and asks for a job that goes on with those after them: a record made
 * before the program found people by more. */
Status person_retoken_in(CareWrite *write, Str after) MUST_USE;
/* An answer as it stood, and the day for which it was given. */
typedef struct TakenAnswer {
	Answer answer;
	Date valid_from;
} TakenAnswer;
/* Withdraws what one piece of work answered about person and their household; out is what it had said. */
Status person_take_back_in(CareWrite *write, Str person, Str work, TakenAnswer **out, size_t *count) MUST_USE;
/* Between the two, rows about people may be deleted from append-only tables: for the retention schedule and for what was
 * misfiled, inside a write that has checked. subject names what it is for. */
Status person_erasing_begin_in(CareWrite *write, Str subject) MUST_USE;
Status person_erasing_end_in(CareWrite *write, Str subject) MUST_USE;
/* The end of a record, inside the write that carries out the retention schedule, which has checked. Destroying leaves nothing
 * in any table but the audit; making anonymous leaves what is counted: services, work with its dates and outcome, coded
 * answers, the year of birth. rows: how many went. */
Status person_destroy_in(CareWrite *write, Str person, int64_t *rows) MUST_USE;
Status person_anonymise_in(CareWrite *write, Str person, int64_t *rows) MUST_USE;
/* What is current, for conditions: person's and household's. */
Status person_answers_in(CareWrite *write, Str person, Answer **out, size_t *count) MUST_USE;

/* What was answered in one piece of work about itself (episode questions), inside a write that has checked. */
Status person_episode_answers_in(CareWrite *write, Str work, Answer **out, size_t *count) MUST_USE;

typedef struct Relation {
	Str id;
	Str other;
	Str kind;       /* as seen from this person: the inverse where the other wrote it */
	Str label;
	Str note;
	Date from_on;
	Str other_name; /* empty when only the existence may be known */
	PersonTier other_how;
	bool informal_carer;
} Relation;
Status person_relations(Care *care, Str person, Relation **out, size_t *count) MUST_USE;
Status person_relate(Care *care, Str person, Str other, Str kind, Str note) MUST_USE;
/* Ends a relation of this person's, today: it was wrong, or is no more. Needs person-edit and both open. */
Status person_unrelate(Care *care, Str person, Str relation) MUST_USE;

typedef struct PersonFound {
	Person person;
	Str why; /* "name, year of birth" */
	bool fits; /* everything that was typed does; otherwise somebody nearest */
} PersonFound;
/* By name in any order, birth date, postcode, telephone, NHS number, reference; best first. Records without a trace
 * never come back; their owners hear a moment later of a search that named one exactly (person_weigh_looks). Needs
 * person-search. Every search writes one row of the audit and one look to be weighed, whatever it found. The reference of
 * who was found is there only when it was searched for. */
Status person_search(Care *care, Str typed, PersonFound **out, size_t *count) MUST_USE;

typedef struct Looker {
	Instant at;
	Str name;
	Str team;
	Str purpose;
} Looker;
enum { LOOKERS_MAX = 500 };
/* Reads of this record, newest first, at most LOOKERS_MAX: alone, and among others in a list, a search or an export. */
Status person_lookers(Care *care, Str person, Instant since, Looker **out, size_t *count) MUST_USE;
/* Tells the owners of hidden records who tried to open or searched for one, and forgets the looks that meant none. Any
 * process may call it every second. Needs the system's desk. Answers how the last look that could not be told failed; it stays. */
Status person_weigh_looks(Care *care) MUST_USE;

enum { PERSON_ACCESS_DAYS_MAX = 28 }; /* nobody opens a record for good without making a team its owner */

/* Who may see. Needs restricted-open. version is what the page showed. Restricting an open record, and opening a restricted
 * one, ends all access that was given for a time. */
Status person_restrict(Care *care, Str person, PersonTier tier, Str owner_team, Str reason, int64_t version) MUST_USE;
/* audience: a user's or a team's id; until: at most PERSON_ACCESS_DAYS_MAX days ahead. STATUS_INVALID for a record that is
 * open: what is given now must not hold when it is restricted later. The team that owns the record gets a task that says who
 * was let in, until when and why. */
Status person_give_access(Care *care, Str person, Str audience, Date until, Str reason) MUST_USE;
/* Who else may open a restricted record now. */
typedef struct PersonAccess {
	Str id;
	Str name;    /* of a colleague or a team */
	Date from_on;
	Date until_on;
	Str reason;
	Str by_name;
} PersonAccess;
Status person_accesses(Care *care, Str person, PersonAccess **out, size_t *count) MUST_USE;
/* Ends at once. */
Status person_end_access(Care *care, Str person, Str access, Str reason) MUST_USE;
/* Ends what was given to the actor for a time that is over. Whoever opens a desk calls it before anything is read, so that
 * access ends on its day whether or not a job has run. */
Status person_end_access_over(Care *care) MUST_USE;

/* other's rows are shown under kept from now on; other's id stays alive. Needs merge, and both open to the actor.
 * merge_id names the merge for person_unmerge. */
Status person_merge(Care *care, Str kept, Str other, Str reason, Str *merge_id) MUST_USE;
/* The same with a choice: facts are ids of current facts of either record, each of which is to be the answer from now on. It
 * is confirmed today, in its own record's history, so that parting the two leaves each with what was its own. One fact of a
 * household chooses the home, with all that is said of it; the other stays as a former one. Without such a choice the home
 * that was moved to later stands, or the only one of which anything is said. A fact that stands no more is STATUS_STALE and
 * nothing is merged. */
Status person_merge_choosing(Care *care, Str kept, Str other, Str reason, const Str *facts, size_t fact_count,
	Str *merge_id) MUST_USE;
Status person_unmerge(Care *care, Str merge_id, Str reason) MUST_USE;

typedef struct PersonMerge {
	Str id;
	Str kept;
	Str other;
	Instant at;
	Str by_name;
	Str reason;
	bool undone;
} PersonMerge;
/* The merges into somebody, newest first. Needs merge. */
Status person_merges(Care *care, Str person, PersonMerge **out, size_t *count) MUST_USE;

/* Makes every derived row of people, places and work anew; counts those that had been different. For kith verify and
 * after a restore. Needs the system's desk. */
Status person_rebuild(Care *care, int64_t *checked, int64_t *differed) MUST_USE;

/* What person_verify_identities found; all but moved are nought in a sound record. */
typedef struct IdentityReport {
	int64_t moved;        /* ids that stand for another record now */
	int64_t wrong;        /* ids of which the merges say something else than the map */
	int64_t loose_people; /* people without an id, ids without a person or leading nowhere */
	int64_t loose_rows;   /* facts, work, services, relations and residences of nobody */
} IdentityReport;
/* Makes the map of identities again from the merges and compares. Needs the system's desk with the maintenance
 * connection. */
Status person_verify_identities(Care *care, IdentityReport *out) MUST_USE;

#endif

/* What the planner's files share: one person, one household's life, and the steps a life takes. */
#ifndef KITH_ENGINE_DEMONSTRATION_PLANNER_H
#define KITH_ENGINE_DEMONSTRATION_PLANNER_H

#include "engine/demonstration/acts.h"
#include "engine/demonstration/data.h"

enum { LIFE_OPEN_WORKS_MAX = 16, LIFE_LINES_MAX = 3, LIFE_CONTACTS_MAX = 32, LIFE_DEADLINE_RESERVE_DAYS = 40,
	LIFE_KEY_BYTES = 24, HOUSEHOLD_PEOPLE_MAX = 4, STAFF_PATCH_PEOPLE = 3000, PLANNER_DAYS_MAX = 366 * 24 };

typedef struct Key {
	char text[LIFE_KEY_BYTES];
} Key;

typedef struct Planner {
	const DemonstrationData *data;
	const DemonstrationSettings *settings;
	ActList acts;
	Arena *arena;
	Date first_day;            /* the day before anything happens: set-up */
	bool *working_days;        /* from first_day on */
	Date days_end;             /* one after the last of working_days */
	uint32_t share_stock;      /* of households, in millionths */
	uint32_t share_file;
	uint32_t stock_made;       /* households so far that are stock: their place in the mix table */
	uint32_t arrivals_made;
	uint32_t people_made;
	uint64_t lives_total;      /* households of a calibrated story; 0: the usual one */
	uint64_t lives_stride;
	int story_years;           /* of a calibrated story, rounded up */
} Planner;

typedef enum FateRole { FATE_NONE, FATE_SUPPORTED, FATE_STARTS, FATE_ASSESSED, FATE_ASKS, FATE_FILE } FateRole;

/* What a calibrated story lays down for a household (docs/demonstration.md). */
typedef struct Fate {
	FateRole role;
	Date start_from;    /* when support starts, or the request is answered */
	Date start_until;
	Date end_from;      /* when support ends, at the earliest */
	Date settled_until; /* until then nothing happens that is not laid down */
	Str care;           /* home-care, other: what the council arranges at home; empty: drawn */
	bool long_ago;      /* support began more than a year before the story */
	Str ends;           /* died, other; no-support: assessed and not eligible; empty: it goes on */
	Str carer;          /* known, payment, support, and these with -assessed, -assessed-twice */
	Str reablement;     /* none, long-term: what came after it; empty: there was none */
} Fate;

typedef struct Person {
	Key key;
	uint32_t index; /* from 1 over all people */
	bool male;
	Date birth;
	size_t community; /* row of communities */
	Str given;
	Str family; /* may be empty */
	Str full;
	Str address;  /* number and street */
	Str postcode;
	Str relation; /* what this person is to the household's first person: "daughter" */
	Str accommodation; /* empty: drawn */
	Str employment;    /* empty: not known */
	Reason reason;
	int severity; /* 0 to 100 */
	bool lives_alone;
} Person;

/* A state that the end of a demonstration must show: the life stops when it gets there. */
typedef enum Stage {
	STAGE_NONE, STAGE_FORM_UNSENT, STAGE_FORM_WAITING, STAGE_CONTACT_WAITING, STAGE_CONTACT_DRAFT,
	STAGE_CONTACT_DANGER, STAGE_ASSESSMENT_WAITING, STAGE_ASSESSMENT_DRAFT, STAGE_ASSESSMENT_APPROVAL,
	STAGE_ASSESSMENT_RETURNED, STAGE_PLAN_DRAFT, STAGE_PLAN_APPROVAL, STAGE_FUNDING_APPROVAL, STAGE_ARRANGE_WAITING,
	STAGE_REVIEW_OVERDUE, STAGE_REVIEW_DRAFT, STAGE_REVIEW_APPROVAL, STAGE_CARER_DRAFT, STAGE_RESTRICTED_ASK,
	STAGE_RESTRICTED_NO_TRACE, STAGE_DUPLICATE_WAITING, STAGE_DUPLICATE_MERGED, STAGE_COUNT
} Stage;

typedef struct Line {
	Key key;
	size_t service;  /* row of services */
	size_t provider; /* row of providers */
	int64_t units_hundredths;
	int64_t unit_cost_pence;
	Date starts;
	Str mechanism; /* direct-payment, council, commissioned */
} Line;

typedef struct Life {
	Planner *planner;
	RandomStream random;
	uint32_t household;
	uint32_t ordinal;
	uint32_t work_count;
	uint32_t service_count;
	uint32_t patch;
	Person people[HOUSEHOLD_PEOPLE_MAX]; /* the first is whom it is about */
	size_t person_count;
	Person *subject;  /* whose work it is just now: the first person, or the carer */
	bool stock;       /* supported on the first day */
	bool file_only;
	Fate fate;        /* of a calibrated story */
	Date deadline;    /* waits are cut short so that what is going on is over by then; DATE_NONE for most */
	Stage stage;      /* where to stop; STAGE_NONE for most */
	bool halted;
	Instant now;
	Instant last;     /* the latest act so far, in whatever order they were planned */
	Instant stop;     /* nothing happens from here on: the end, or the day of death */
	Date death;       /* DATE_NONE, or the day of death, even after the end */
	Key open_works[LIFE_OPEN_WORKS_MAX];
	size_t open_count;
	Line lines[LIFE_LINES_MAX];
	size_t line_count;
	Line arranged; /* the last one that line_arrange made: it stands beside the others */
	Str setting;      /* community, residential, nursing */
	Str mechanism;    /* direct-payment, part-direct-payment, managed-budget, commissioned */
	Date service_end; /* when support would end without death */
	Str goal;         /* what they said they want, once it was written down */
	Key plan;
	Key second;       /* the second work that an outcome opened */
	uint32_t slot;    /* which practitioner */
	Key holder;       /* who started the work that is going on */
	Date contact_days[LIFE_CONTACTS_MAX]; /* nobody asks twice on one day: the return would hold it for one request */
	size_t contact_count;
} Life;

/* --- time (time.c) ------------------------------------------------------------------------------------------------ */
bool planner_is_working(const Planner *planner, Date day);
Date planner_working_day(const Planner *planner, Date day); /* the day itself or the next working one */
/* Moves to an office hour at least days later (working day, always later than before); false when the life has
 * stopped, and then nothing may be added. */
bool life_step(Life *life, int days);
/* The same at any hour of any day: what residents do in the evening and at weekends. */
bool life_step_any_time(Life *life, int days);
/* True when the life's stage is reached: it stops here. */
bool life_reach(Life *life, Stage stage);
Date life_today(const Life *life);
/* A day of the window with the months' weights. */
Date planner_season_day(const Planner *planner, const char *series, Date first, Date last, RandomStream *random);

/* --- people (people.c) -------------------------------------------------------------------------------------------- */
void person_draw(Planner *planner, Person *person, uint32_t index, AgeBand band, Date on);
void relative_draw(Planner *planner, Person *person, uint32_t index, const Person *of, Date on);
void person_facts_add(Planner *planner, const Person *person, Date on, bool from_form);
int person_age(const Person *person, Date on);

/* --- answers (answers.c) ------------------------------------------------------------------------------------------ */
void answer_add(ActList *acts, const char *question, Str value);
void answers_contact(Life *life, Str from, Str urgency, bool own_words);
void answers_self_assessment(Life *life, bool danger);
/* Levels and limbs that lead to eligible or not by the rule of the eligibility helper. */
void answers_assessment(Life *life, bool eligible, bool whole);
void answers_carer(Life *life, bool eligible);

/* --- works (works.c) ---------------------------------------------------------------------------------------------- */
Key key_make(char letter, uint32_t household, uint32_t number);
Str key_str(const Key *key);
Key staff_key(const Life *life, const char *kind, uint32_t slot, Date on);
void act_start(Life *life, const char *act);
void act_finish(Life *life);
void works_open(Life *life, Key work);
void works_done(Life *life, Key work);
Key work_make(Life *life);
/* Adds "opens":[{key,pathway}…] to the act being written and remembers the work as open; second may be NULL and its
 * key goes to life->second. */
Key opens_add(Life *life, const char *pathway, const char *second);
/* Somebody of a kind ends a plain piece of work with an outcome, now. */
void work_finish(Life *life, Key work, const char *kind, const char *outcome);
void life_note(Life *life);
void life_look(Life *life);
void work_begin(Life *life, Key work, const char *kind);
bool life_approve(Life *life, Key work, const char *approver, bool may_return);
void life_end_lines(Life *life, Date on, const char *reason);
void life_bury(Life *life);

/* --- decisions (decisions.c) ---------------------------------------------------------------------------------------- */
/* Legal powers and risks worth taking, among the answers of an assessment that is whole. */
void decisions_answers_add(Life *life);
/* Capacity for one decision, an advocate, a forum: beside an eligible assessment that has just gone up. */
void decisions_run(Life *life);
/* What the panel's decision about the household's plan turned on. */
Str decisions_theme(const Life *life);

/* --- calibrated stories (fate.c) ---------------------------------------------------------------------------------- */
Status fates_check(const Table *lives, Str path, Problems *problems) MUST_USE;
void fates_prepare(Planner *planner);
/* False when every household of the story has been made. */
bool fate_draw(Life *life, AgeBand *band);
/* The day the household asks; sets the deadline. */
Date fate_begin(Life *life);
bool fate_ends(const Life *life, const char *how);
Date fate_end_day(Life *life);
/* What happens after settled_until is drawn as in the usual story. */
bool fate_is_free(const Life *life);
void fate_line_begun(Life *life);
/* known: the day from which the household is on record. */
void fate_carer_run(Life *life, Date known);

/* --- support (support.c) and the whole life (life.c) -------------------------------------------------------------- */
/* From an opened support plan to lines that run; false when it did not get there. */
bool support_plan_run(Life *life, Key plan);
void support_reviews_run(Life *life, Date last_review);
/* The household's carer asks; assessed, or connected with help. False when the story ended before it was done. */
bool carer_ask(Life *life, bool assessed);
/* A small plan for the life's subject, approved and arranged: short help, something for a carer. once: it is over on the
 * day it began. False when the story ended before it was done. */
bool line_arrange(Life *life, const char *kind, bool once);
void life_run(Life *life);
void setup_plan(Planner *planner, uint32_t patches);
/* The telephone system's files of the last year (telephone.c). */
void telephone_plan(Planner *planner, uint32_t patches);

#endif

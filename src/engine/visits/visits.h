/* Planning visits to people at home: who goes where and when.
 *
 * The problem is a set of clients who need one service or two (two carers together, or one after the other), and shifts
 * in which a carer travels from a place, through visits, to a place. A plan gives every shift its visits in order with
 * their times. Hard rules are checked by visits_evaluate; everything else costs (VisitsComponent).
 *
 * Three forms are read: the classic one and the unified one (uhhc) of the benchmark collections for home care routing
 * (Ceschia, Di Gaspero, Rosati, Schaerf, ITOR 2024 and 2026), and Kith's own week (docs/visits.md). One search serves all.
 *
 * Pure: no files, no clock, no state outside the arguments. Time is in VISITS_UNITS a minute, from an origin that the
 * problem fixes (midnight, or midnight before the first day); sums of 64-bit integers, so a plan is the same everywhere.
 * Not for: what a visit is for, what it is charged at, and who may see it.
 */
#ifndef KITH_ENGINE_VISITS_VISITS_H
#define KITH_ENGINE_VISITS_VISITS_H

#include "base/json.h"

#define VISITS_UNITS ((int64_t)1000000) /* a minute, or one of what is counted */
#define VISITS_NONE UINT32_MAX
#define VISITS_NO_END (INT64_MAX / 4)

enum {
	VISITS_CLIENTS_MAX = 6000,
	VISITS_SHIFTS_MAX = 2000,
	VISITS_PLACES_MAX = 4000,
	VISITS_WINDOWS_MAX = 32, /* of one visit */
	VISITS_MODES_MAX = 4,    /* on foot, bicycle, car, one more */
	VISITS_THREADS_MAX = 16,
	VISITS_MINUTES_MAX = 1000000, /* a time, a duration, a distance */
};

/* What a plan costs: value x weight, summed. Names as in the unified form; the last three are ours. */
typedef enum VisitsComponent {
	VISITS_TRAVEL,
	VISITS_LATENESS,         /* minutes after the end of the window, over all visits */
	VISITS_HIGHEST_LATENESS, /* the largest of them */
	VISITS_WAITING,          /* at a door, because the carer is early */
	VISITS_EXTRA,            /* minutes after the end of the shift */
	VISITS_IDLE,             /* minutes of the most idle shift without travel, visit or break */
	VISITS_PREFERENCE,       /* visits by somebody whom the client did not choose */
	VISITS_UNVISITED,        /* optional clients left out */
	VISITS_MISSED_BREAK,
	VISITS_CHANGE,           /* visits that change carer or move in time, against an earlier plan */
	VISITS_FACES,            /* different carers who come to a person, summed over people */
	VISITS_UNEVEN,           /* minutes of visits beyond a carer's fair share, summed over carers */
	VISITS_COMPONENTS
} VisitsComponent;

Str visits_component_name(VisitsComponent component);

typedef enum VisitsForm { VISITS_CLASSIC, VISITS_UNIFIED, VISITS_WEEK } VisitsForm;

/* How the two visits of a client go together. */
typedef enum VisitsTogether {
	VISITS_SINGLE,
	VISITS_SIMULTANEOUS,
	VISITS_SEQUENTIAL,  /* gap_min <= start of the second - start of the first <= gap_max */
	VISITS_INDEPENDENT  /* two carers, any times */
} VisitsTogether;

typedef struct VisitsWindow {
	int64_t start; /* no visit starts before the first window */
	int64_t due;   /* the latest start without lateness: the end, or the end less the duration when the end counts */
} VisitsWindow;

/* One service for one client. */
typedef struct VisitsTask {
	uint32_t client;
	uint32_t place;
	Str service;
	int64_t duration;
	const VisitsWindow *windows; /* by start */
	uint32_t window_count;       /* 1 or more */
	uint32_t partner;            /* the client's other task, or VISITS_NONE */
	int64_t importance;          /* a minute of lateness counts so often: 1 or more */
	/* Against an earlier plan; VISITS_NONE and ignored when there is none. */
	uint32_t earlier_shift;
	int64_t earlier_start;
	int64_t change_cost;         /* of a start more than change_tolerance away; of another shift it stands in assign_cost */
	bool frozen;                 /* has begun: stays in earlier_shift at earlier_start */
} VisitsTask;

typedef struct VisitsClient {
	Str id;
	uint32_t tasks[2];
	uint32_t task_count; /* 1 or 2 */
	VisitsTogether together;
	int64_t gap_min;
	int64_t gap_max;
	bool optional;
	int64_t unvisited_cost; /* weighted; of a client that must be visited far above everything else */
	int64_t risk;           /* if missed: 0 is none; only for reports */
	uint32_t person;        /* whose visit it is; clients of one person stand together. Only read when VISITS_FACES has a weight */
} VisitsClient;

typedef struct VisitsShift {
	Str carer;         /* id */
	Str provider;      /* who employs the carer; may be empty */
	Str day;           /* of a week: "2026-11-23"; empty in the other forms */
	uint32_t carer_at; /* the carer's number: shifts of one carer share it */
	uint32_t from;     /* places */
	uint32_t to;
	int64_t start;
	int64_t end;       /* VISITS_NO_END when the shift has none; it is then never idle */
	bool break_due;
	uint32_t mode;     /* which travel matrix */
	int64_t travel_weight; /* of a minute */
	int64_t work_max;  /* travel and visits in the shift; VISITS_NO_END when there is no limit */
} VisitsShift;

typedef struct VisitsCarer {
	Str id;
	int64_t work_max; /* over all shifts; VISITS_NO_END when there is no limit */
	int64_t fair_minutes; /* of all visits, what falls to this carer by the length of the shifts; in VISITS_UNITS */
} VisitsCarer;

typedef struct VisitsProblem {
	VisitsForm form;
	const VisitsTask *tasks;
	uint32_t task_count;
	const VisitsClient *clients;
	uint32_t client_count;
	const VisitsShift *shifts;
	uint32_t shift_count;
	const VisitsCarer *carers;
	uint32_t carer_count;
	uint32_t place_count;
	const int64_t *travel[VISITS_MODES_MAX]; /* from x place_count + to; a mode that is not used is NULL */
	const int64_t *travel_back[VISITS_MODES_MAX]; /* the same turned round: to x place_count + from */
	const bool *allowed;        /* task x shift_count + shift */
	const int64_t *assign_cost; /* the same, weighted: preferences, continuity, patches */
	const bool *not_preferred;  /* the same: counts as a visit against preference */
	int64_t weight[VISITS_COMPONENTS];
	bool hard[VISITS_COMPONENTS]; /* must be nought; its weight is then the search's penalty and not counted */
	int64_t cost_divisor;       /* 3 in the classic form */
	int64_t break_start; /* a break starts from then */
	int64_t break_end;   /* until then */
	int64_t break_duration;
	int64_t change_tolerance;
	Date first_day;      /* of a week: time counts from its midnight; DATE_NONE in the other forms */
	int64_t now;         /* of a plan that is mended: who has not set out leaves no earlier; 0 otherwise */
} VisitsProblem;

typedef struct VisitsStop {
	uint32_t task;  /* VISITS_NONE: a break */
	uint32_t client;/* of a break: at whose place; VISITS_NONE: at the place the shift starts from */
	int64_t start;
	int64_t end;
} VisitsStop;

typedef struct VisitsRoute {
	const VisitsStop *stops;
	size_t count;
} VisitsRoute;

typedef struct VisitsPlan {
	VisitsRoute *routes; /* one a shift */
	uint32_t shift_count;
} VisitsPlan;

/* ---- Reading and writing (JSON). ---- */

/* Reads a problem in any of the three forms; which one is told by its members. STATUS_INVALID with problems that name
 * line and field: unknown ids, times that cannot be, nobody able to do a service that must be done. Everything lives in arena. */
Status visits_read_problem(Arena *arena, Str file, Str text, Problems *problems, VisitsProblem *out) MUST_USE;
/* Reads a plan for problem, as visits_write_plan writes it and as the collections give it. Only its shape is checked. */
Status visits_read_plan(Arena *arena, const VisitsProblem *problem, Str file, Str text, Problems *problems,
	VisitsPlan *out) MUST_USE;
void visits_write_plan(const VisitsProblem *problem, const VisitsPlan *plan, Buffer *out);

/* ---- Judging a plan. ---- */

enum { VISITS_VIOLATIONS_MAX = 200 };

typedef struct VisitsVerdict {
	int64_t value[VISITS_COMPONENTS]; /* in VISITS_UNITS, not weighted */
	int64_t cost;      /* weighted sum, in VISITS_UNITS x cost_divisor; hard components are not in it */
	Str *violations;   /* sentences: which hard rule, where */
	size_t violation_count; /* at most VISITS_VIOLATIONS_MAX are kept */
	size_t violation_total;
} VisitsVerdict;

/* Checks every hard rule and reckons each component, from the plan's own times. Times may be out by
 * VISITS_TIME_TOLERANCE, as published solutions are rounded. */
#define VISITS_TIME_TOLERANCE ((int64_t)2000)
void visits_evaluate(Arena *arena, const VisitsProblem *problem, const VisitsPlan *plan, VisitsVerdict *out);
/* {"feasible":true,"cost":218.199,"components":{…},"violations":[…]} and a line feed. */
void visits_write_verdict(const VisitsProblem *problem, const VisitsVerdict *verdict, Buffer *out);
/* The same object as a value of a larger one. */
void visits_write_verdict_object(const VisitsProblem *problem, const VisitsVerdict *verdict, JsonWriter *writer);

/* ---- Making a plan. ---- */

typedef struct VisitsProgress {
	uint64_t iterations; /* of the first thread */
	int64_t cost;        /* of the best plan so far, as VisitsVerdict.cost */
	uint32_t unvisited;  /* clients without a visit in it, optional ones included */
} VisitsProgress;

typedef struct VisitsSettings {
	uint64_t seed;
	uint32_t threads;       /* 1 to VISITS_THREADS_MAX */
	/* Of each thread; the result then depends on problem, seed, threads and iterations alone. 0: until stop or the time is gone. */
	uint64_t iterations;
	/* How much of the time is gone, 0 to 1 and never less than before; 1 ends the search with the best plan so far. Called
	 * from every thread; not asked when iterations are given. */
	double (*elapsed_share)(void *context);
	/* True ends the search with the best plan so far. Called from every thread; may be NULL. */
	bool (*stop)(void *context);
	/* Called now and then from the first thread; may be NULL. */
	void (*progress)(const VisitsProgress *progress, void *context);
	void *context;
	const VisitsPlan *begin_with; /* an earlier plan to begin from, or NULL; visits it does not hold are added */
} VisitsSettings;

/* The best plan found. It keeps every hard rule, except that clients whom nobody can take are left out (visits_evaluate
 * says which). STATUS_FULL when a thread could not be started. */
Status visits_solve(Arena *arena, const VisitsProblem *problem, const VisitsSettings *settings, VisitsPlan *out) MUST_USE;

/* ---- Mending a plan. ---- */

/* What has happened to a plan in use. */
typedef struct VisitsLoss {
	int64_t now;          /* what has begun before stays as it is; nobody sets out earlier */
	Str provider;         /* all carers of it are lost; empty for none */
	const Str *carers;    /* and these */
	size_t carer_count;
} VisitsLoss;

/* The problem that is left: lost carers take nothing more, what has begun is frozen, a visit that keeps its carer is never
 * earlier than planned, and costs VISITS_CHANGE when it changes carer or is moved by more than change_tolerance.
 * begin_with is the plan without what is lost, for VisitsSettings. STATUS_INVALID when nobody has the provider's or a carer's
 * name. problem and plan must outlive out. */
Status visits_replan_prepare(Arena *arena, const VisitsProblem *problem, const VisitsPlan *plan, const VisitsLoss *loss,
	Problems *problems, VisitsProblem *out, VisitsPlan *begin_with) MUST_USE;

typedef struct VisitsMended {
	uint32_t lost;        /* visits (services) that were the lost carers' and had not begun */
	uint32_t covered;     /* of them, done by somebody now */
	uint32_t untouched;   /* other visits that had not begun, without the partners of lost ones */
	uint32_t kept;        /* of them, same carer and a start within change_tolerance */
} VisitsMended;

/* Writes the members of a report into an object that is open: the lost visits, who must be seen first (risk, then time),
 * who takes each, who else could, who is not covered and why; the other visits that change. problem is the mended one. */
VisitsMended visits_replan_report(const VisitsProblem *problem, const VisitsPlan *before, const VisitsPlan *after,
	const VisitsLoss *loss, JsonWriter *writer);

#endif

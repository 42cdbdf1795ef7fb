/* Service lines: what somebody gets, from whom, how much, what it costs, from when to when.
 *
 * Not for money that moves (the ledger) or for choosing a provider (brokerage): a line says what was arranged.
 */
#ifndef KITH_CARE_SERVICE_SERVICE_H
#define KITH_CARE_SERVICE_SERVICE_H

#include "care/plan/plan.h"

typedef struct Service {
	Str id;
	const ServiceKind *kind; /* NULL when the practice no longer has it */
	Str kind_id;
	Str provider;
	Str provider_name;
	int64_t units_hundredths; /* a week */
	Pence unit_cost;
	Pence weekly;
	Str mechanism;       /* direct-payment, managed, commissioned */
	Str funding;
	Str goal;
	Date starts_on;
	Date ends_on;        /* DATE_NONE: open */
	Str end_reason;
	Str plan_work;
	Str follows;
	int64_t version;
} Service;

/* from: lines that had ended before it are left out; DATE_NONE for all. */
Status services_of(Care *care, Str person, Date from, Service **out, size_t *count) MUST_USE;
/* Begun and not ended. A line that was changed or stopped before its first day never runs: it ends the day before. */
bool service_runs(const Service *service, Date day);
/* What the lines that run on day cost together. */
Pence services_weekly(const Service *services, size_t count, Date day);

/* Starts the lines of an approved plan. A line of the same kind and goal that runs already ends the day before and is
 * followed; lines that the plan no longer has end. Inside the write of the approval. */
Status service_start_plan_in(CareWrite *write, Str person, Str plan_work, Str plan_lines) MUST_USE;
/* What the open lines cost together today, inside a write that has checked. */
Status service_weekly_in(CareWrite *write, Str person, Pence *weekly) MUST_USE;
/* The answer that says what an order of this kind costs: the kind's id as a question (carer_payment for carer-payment);
 * NULL when the practice has none. */
const Question *service_order_question(const Practice *practice, Str kind);
/* Something given once, with its price: a line of one day, today, that costs nothing a week. Inside the write of the
 * outcome that orders it. */
Status service_give_once_in(CareWrite *write, Str person, Str kind, Pence price, Str goal, Str plan_work) MUST_USE;
/* What conditions may ask of somebody's lines: does one run on day, and did reablement end so long before day that it is
 * time to ask where they are (84 days)? */
enum { SERVICE_AFTER_REABLEMENT_DAYS = 84 };
typedef struct ServiceStanding {
	bool runs;
	bool after_reablement;
} ServiceStanding;
Status service_standing_in(CareWrite *write, Str person, ServiceStanding *out) MUST_USE;
ServiceStanding service_standing(const Service *services, size_t count, Date day);
/* Ends every open line on day. */
Status service_end_all_in(CareWrite *write, Str person, Date day, Str reason) MUST_USE;
/* Ends every open line of somebody. Needs service-arrange. */
Status service_end_all(Care *care, Str person, Date day, Str reason) MUST_USE;
/* Ends one line. Needs service-arrange. */
Status service_end(Care *care, Str person, Str service, Date day, Str reason, int64_t version) MUST_USE;

/* What this work started, and what ended today or through it. */
typedef struct ServiceChange {
	Str kind;
	Str goal;
	Str provider_name;
	int64_t units_hundredths;
	Pence unit_cost;
	Date starts_on;
	Date ends_on; /* DATE_NONE: it has started and goes on */
} ServiceChange;
/* Inside a write that has checked; person may be empty. */
Status service_changes_in(CareWrite *write, Str person, Str work, ServiceChange **out, size_t *count) MUST_USE;
/* Empty when no provider has that id. Inside a write. */
Status service_provider_name_in(CareWrite *write, Str provider, Str *name) MUST_USE;

typedef struct Provider {
	Str id;
	Str name;
	Str kind;
} Provider;
/* A provider on the register. Needs directory-edit or users-edit. key names it at its source. */
Status service_add_provider(Care *care, Str name, Str kind, Str source, Str key, Str *id) MUST_USE;
Status service_providers(Care *care, Provider **out, size_t *count) MUST_USE;

/* Inside a write that has checked: the lines that a piece of work arranged go with it to another record. */
Status service_move_of_work_in(CareWrite *write, Str work, Str from, Str to) MUST_USE;
/* How many of them have not ended. */
Status service_running_of_work_in(CareWrite *write, Str work, int64_t *out) MUST_USE;

#endif

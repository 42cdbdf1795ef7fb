/* Carers beside the people they look after: the plan for a bad day that stands on both records, and whom a carer has
 * named.
 *
 * A carer's record is their own (DO-NO-HARM 9). What the record of the person cared for shows of it is this plan alone,
 * and only while the carer's own answer says that it may; taking the answer back ends it at once, for nothing is copied.
 */
#ifndef KITH_CARE_CARERS_CARERS_H
#define KITH_CARE_CARERS_CARERS_H

#include "care/person/person.h"

enum { CARERS_PEOPLE_MAX = 20 };

typedef struct CarersStandIn {
	Str name;
	Str phone;
	Str can; /* "has a key, overnight, asked" in words; may be empty */
} CarersStandIn;

typedef struct CarersPlan {
	Str carer_name;
	Str relation;    /* what the carer is to the person: "daughter" */
	CarersStandIn people[CARERS_PEOPLE_MAX];
	size_t count;
	Str first_day;   /* what must be known and done first; may be empty */
	Date checked_on; /* the day it was last given or confirmed */
	bool is_old;     /* to be asked again */
} CarersPlan;

/* The plans that carers of somebody share on their record: carers whose own record is open to the actor, who said yes
 * to plan_b_share and named somebody. Needs person-read and the person open. */
Status carers_plans(Care *care, Str person, CarersPlan **out, size_t *count) MUST_USE;

/* Whom a carer has named as those they look after (care_for), in their own words. Naming opens no record. */
size_t carers_named(Care *care, const Facts *facts, Str *out, size_t most);

#endif

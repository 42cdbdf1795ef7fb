/* A person's charge over time: dated facts in, charge periods out. Nothing is stored and nothing is edited: a backdated
 * fact is one more fact, and comparing what was known before with what is known now yields the differences.
 *
 * The timeline is walked day by day from the first fact, whatever days are asked for, so that a period asked for in two
 * halves is the same as asked for whole. What the walk carries from day to day: how much of the 12-week disregard of the
 * home is used, how long a home or hospital has lasted, what is left of capital that was given away.
 */
#ifndef KITH_ENGINE_CHARGING_TIMELINE_H
#define KITH_ENGINE_CHARGING_TIMELINE_H

#include "engine/charging/cases.h"

enum {
	TIMELINE_FACTS_MAX = 400,
	TIMELINE_DAYS_MAX = 36600, /* a hundred years from the first fact to the last day */
	TIMELINE_PERIODS_MAX = 2000,
	TIMELINE_EVENTS_MAX = 200
};

typedef enum TimelineSetting { TIMELINE_NO_CARE, TIMELINE_HOSPITAL, TIMELINE_COMMUNITY, TIMELINE_CARE_HOME,
	TIMELINE_CARE_HOME_TEMPORARY } TimelineSetting;

typedef enum TimelineFactKind {
	FACT_SETTING, FACT_AGE_GROUP, FACT_PARTNER_AGE_GROUP, FACT_HOUSEHOLD, FACT_CHILDREN, FACT_PREMIUM, FACT_INCOME,
	FACT_CAPITAL, FACT_CAPITAL_ITEM, FACT_PROPERTY, FACT_NOTIONAL_CAPITAL, FACT_HOUSING_COSTS, FACT_DRE, FACT_LOCAL_EXTRAS,
	FACT_PEA_EXTRA, FACT_CARE_COST, FACT_MIG, FACT_PEA, FACT_FREE_SERVICE, FACT_DISCLOSED, FACT_NIGHT_CARE, FACT_PROVISIONAL
} TimelineFactKind;

typedef struct TimelineFact {
	TimelineFactKind kind;
	Str name;            /* of an income, premium or capital item: facts of one kind and name follow each other */
	Date from;
	Date to;             /* the last day; DATE_NONE: until another takes its place */
	Date recorded;       /* when the council came to know it; DATE_NONE: always known */
	ChargeIncome income;
	ChargeCapital capital; /* of an item and of the home */
	bool truth;          /* of a property: a qualifying relative lives there */
	Pence pence;
	int64_t number;      /* children; a ChargeAge, ChargeHousehold, ChargeFree, TimelineSetting */
} TimelineFact;

typedef struct TimelineCase {
	TimelineFact *facts;
	size_t fact_count;
	Date from; /* the days asked for */
	Date to;
	Date before; /* what was recorded up to then is compared with all; DATE_NONE: nothing is compared */
} TimelineCase;

/* Days with the same lines. */
typedef struct TimelinePart {
	Date from;
	Date to;
	TimelineSetting setting;
	ChargeResult charge;
} TimelinePart;

/* Days with the same weekly pence. Its money is rounded once. */
typedef struct TimelinePeriod {
	Date from;
	Date to;
	bool is_known; /* false: the full cost is due and nobody said what it is */
	Pence weekly;
	Pence amount;  /* weekly x days / 7, half up */
	size_t first_part;
	size_t part_count;
} TimelinePeriod;

typedef struct TimelineEvent {
	Date on;
	Str event; /* "disability-benefit-stops" */
	Date by;   /* of something to be done; DATE_NONE */
	Str words;
	Str rule;
} TimelineEvent;

typedef struct Timeline {
	TimelinePart *parts;
	size_t part_count;
	TimelinePeriod *periods;
	size_t period_count;
	TimelineEvent *events;
	size_t event_count;
	Pence total; /* of the known periods */
} Timeline;

typedef struct TimelineDifference {
	Date from;
	Date to;
	Pence weekly_was;
	Pence weekly_now;
	Pence amount_was; /* the part of each period's money that falls on these days */
	Pence amount_now;
} TimelineDifference;

/* Walks the facts that were recorded by known_on (DATE_NONE: all). STATUS_INVALID with problems for a missing rate or
 * setting. */
Status timeline_compute(Arena *arena, const ChargeRules *rules, const TimelineCase *person, Date known_on, Problems *problems,
	Timeline *out) MUST_USE;
/* The days on which money differs between two walks over the same days. */
TimelineDifference *timeline_compare(Arena *arena, const Timeline *was, const Timeline *now, size_t *count);
/* The money of days first to last, which lie in period: positions from the period's first day, so that any partition of a
 * period sums to it. */
Pence timeline_period_amount(const TimelinePeriod *period, Date first, Date last);

/* What the answer to a timeline holds beside its lines. */
struct CaseTimeline {
	Timeline now;
	Timeline was;
	bool is_compared;
	TimelineDifference *differences;
	size_t difference_count;
};

Status timeline_read(Arena *arena, const JsonNode *object, Problems *problems, TimelineCase *out) MUST_USE;

#endif

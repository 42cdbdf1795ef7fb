/* What somebody pays a week for care and support: Care Act 2014 sections 14 and 17, SI 2014/2672.
 *
 * Pure: a case goes in, a charge and its lines come out. Integers only: pence a week, per cent in hundredths. Rates come
 * from ChargeRates and a council's choices from ChargePolicy; the engine holds no amount of its own. Not for what is
 * billed and paid (the ledger), nor for what a service costs.
 *
 * The sum, in order:
 *  1. Services that must be free cost nothing, whatever the money (regulation 3).
 *  2. Money not disclosed, or treated as assessed: the full cost (regulation 10).
 *  3. Capital: the person's own share, less what Schedule 2 ignores, plus what they gave away to pay less. Above the upper
 *     limit: the full cost. Above the lower one: tariff income for each step or part of a step.
 *  4. Income a week: the person's own, less what Schedule 1 ignores in whole or part.
 *  5. What is left with the person: in a care home the personal expenses allowance; elsewhere the minimum income
 *     guarantee, housing costs and disability-related expenditure.
 *  6. The rest, or the part of it that the council takes; not below nought; nil below the least charge; never more than
 *     the care costs.
 * The lines that add sum to the charge, always.
 */
#ifndef KITH_ENGINE_CHARGING_CHARGING_H
#define KITH_ENGINE_CHARGING_CHARGING_H

#include "engine/charging/policy.h"
#include "engine/charging/rates.h"
#include "engine/explanation.h"

enum {
	CHARGE_ITEMS_MAX = 60, /* incomes, disregards, capital items, disability costs: of each */
	CHARGE_LINES_MAX = 4 * CHARGE_ITEMS_MAX + 40,
	CHARGE_CHECKS_MAX = 12,
	CHARGE_LACKS_MAX = 12,
	CHARGE_OWNERS_MAX = 100,
	CHARGE_CHILDREN_MAX = 20,
	CHARGE_WEEKS_A_YEAR = 52, /* a month is 12/52 of a year: conversions are said in their line */
};
#define CHARGE_AMOUNT_MAX ((Pence)100000000000) /* a thousand million pounds: what a case may say at most */

typedef enum ChargeSetting { CHARGE_COMMUNITY, CHARGE_CARE_HOME, CHARGE_CARE_HOME_TEMPORARY } ChargeSetting;
typedef enum ChargeAge { CHARGE_AGE_UNKNOWN, CHARGE_AGE_18_24, CHARGE_AGE_25_TO_PCA, CHARGE_AGE_PCA } ChargeAge;
typedef enum ChargeHousehold { CHARGE_HOUSEHOLD_UNKNOWN, CHARGE_SINGLE, CHARGE_COUPLE } ChargeHousehold;
typedef enum ChargeEvery { CHARGE_WEEK, CHARGE_FORTNIGHT, CHARGE_FOUR_WEEKS, CHARGE_MONTH, CHARGE_QUARTER,
	CHARGE_YEAR } ChargeEvery;
typedef enum ChargeFree { CHARGE_NOT_FREE, CHARGE_FREE_REABLEMENT, CHARGE_FREE_SECTION_117, CHARGE_FREE_EQUIPMENT,
	CHARGE_FREE_NHS, CHARGE_FREE_CJD, CHARGE_FREE_ASSESSMENT, CHARGE_FREE_CARER } ChargeFree;

/* An amount that a case may leave out. */
typedef struct ChargeAmount {
	bool given;
	Pence pence;
} ChargeAmount;

typedef struct ChargeIncome {
	Str kind;
	ChargeAmount amount; /* not given: the rate of that name in the case's year */
	ChargeEvery every;
	int64_t owners;      /* equal shares; 1: the person's alone */
	bool is_partners;    /* the partner's own: never counted */
	bool passes_half;    /* a pension of which half goes to the partner at home */
	Pence tax;           /* taken off before anything else, in the same frequency */
	bool is_stopped;     /* a disability benefit that is not paid during a long stay in a home or hospital */
} ChargeIncome;

typedef struct ChargeDisregard {
	Str label;
	Pence amount; /* a week */
} ChargeDisregard;

typedef struct ChargeCapital {
	Str kind;
	Pence amount;      /* of all owners */
	int64_t owners;    /* equal shares */
	Pence secured;     /* a debt secured on it, of all owners */
	bool sale_expenses;/* a tenth comes off for what a sale would cost (land, a house) */
	Date since;        /* when it came, for disregards that end; DATE_NONE: unknown, ignored only when for good */
	bool is_partners;
} ChargeCapital;

typedef struct ChargeCase {
	ChargeYears years;    /* for the amounts of the regulations */
	ChargeYears benefits; /* for benefit rates */
	Date on;              /* the day, for disregards with dates; DATE_NONE: not asked */
	ChargeSetting setting;
	int64_t stay_days;    /* of a stay in a home; 0: not said */
	ChargeAge age;
	ChargeAge partner_age;
	ChargeHousehold household;
	int64_t children;
	bool disability_premium;
	bool enhanced_disability_premium;
	bool carer_premium;
	const ChargeIncome *incomes;
	size_t income_count;
	const ChargeDisregard *disregards;
	size_t disregard_count;
	ChargeAmount capital; /* the person's share, as one figure */
	const ChargeCapital *capitals;
	size_t capital_count;
	Pence notional;       /* given away to pay less: counted as if still there */
	ChargeAmount capital_lower;
	ChargeAmount capital_upper;
	ChargeAmount mig;     /* used instead of the guarantee that would be built */
	ChargeAmount pea;
	Pence pea_extra;
	Pence housing_costs;
	ChargeAmount dre;     /* agreed disability-related expenditure; not given: items, else the council's standard */
	const ChargeDisregard *dre_items;
	size_t dre_item_count;
	Pence local_extras;
	ChargeAmount percent; /* hundredths of a per cent */
	ChargeAmount minimum;
	ChargeAmount maximum;
	ChargeAmount cost;    /* of the care, a week */
	Pence nhs_nursing;    /* paid by the NHS: comes off the cost */
	ChargeAmount budget;  /* what the council would pay for; the cost above it is a top-up */
	ChargeFree free_service;
	Pence equipment_cost;
	int64_t free_service_days; /* how long reablement has run by the day of the case */
	bool night_care;
	bool not_disclosed;
	bool light_touch;
	ChargeAmount partner_income; /* for the better-off check of a couple */
	Pence partner_housing;
	ChargeAmount couple_allowance;
	bool is_provisional;
} ChargeCase;

/* One step of a sum. */
typedef struct ChargeLine {
	Str label;
	Pence amount;   /* signed */
	bool adds;      /* the lines that add sum to the result; the others say what a step rests on */
	Str rule;       /* "SI 2014/2672 regulation 6", "policy percent_taken" */
	Str rate;       /* the rate used; empty when none is */
	const RateRow *row;
	Str working;    /* "({0} - {1}) / {2}": {n} stands for numbers[n] as money, {#n} as a whole number; may be empty */
	Pence numbers[4];
	Str why;        /* a word of the case that the label or the working leaves open; may be empty */
} ChargeLine;

typedef struct ChargeCheck {
	Str check; /* "left-at-least-guarantee" */
	bool holds;
	Str words;
} ChargeCheck;

typedef struct ChargeLines {
	ChargeLine *items;
	size_t count;
	size_t capacity;
} ChargeLines;

typedef struct ChargeResult {
	bool is_known;         /* false: the full cost is due and the case does not say it */
	bool is_full_cost;
	bool is_free;
	bool is_provisional;
	bool above_upper_limit;
	bool tariff_applies;   /* the means test got as far as tariff income */
	bool has_council_pays;
	Pence capital;         /* counted */
	Pence tariff_income;
	Pence total_income;    /* all that the case gives, with tariff income */
	Pence total_allowances;/* disregards, guarantee or allowance, housing, disability costs */
	Pence assessable_income; /* what is left after them, not below nought; before the council's percentage */
	Pence guarantee;       /* or personal expenses allowance */
	Pence weekly_contribution;
	Pence council_pays;
	Pence top_up;
	Pence arrangement_fee;
	ChargeLines lines;
	ChargeCheck checks[CHARGE_CHECKS_MAX];
	size_t check_count;
	Str lacks[CHARGE_LACKS_MAX]; /* what a provisional charge still needs: field names of a case */
	size_t lack_count;
} ChargeResult;

/* Computes result; memory from arena, texts borrowed. STATUS_INVALID with problems that name the field: a rate that is not
 * on file for the year, an age or household that the guarantee needs. Amounts are 0 to CHARGE_AMOUNT_MAX. */
Status charge_compute(Arena *arena, const ChargeRates *rates, const ChargePolicy *policy, const ChargeCase *person,
	Problems *problems, ChargeResult *result) MUST_USE;

/* Weekly pence of an amount that comes every so often, half up to the penny. */
Pence charge_weekly(Pence amount, ChargeEvery every);
/* One owner's equal share, a fraction of a penny dropped: regulation 11, in the person's favour (from memory). */
Pence charge_share(Pence amount, int64_t owners);
/* Tariff income a week: regulation 25. capital at most upper. */
Pence charge_tariff(Pence capital, Pence lower, Pence step, Pence per_step);

/* "17.00 = (18,300.00 - 14,250.00) / 250.00, …": working with its numbers filled in; empty when the line has none. */
Str charge_line_working(Arena *arena, const ChargeLine *line);
/* The lines as every room shows them. */
Explanation charge_explain(Arena *arena, const ChargeResult *result);

#endif

/* What the regulations leave to a council: its own values, dated, read from boroughs/<name>/charging.yaml.
 *
 * An absent value is the law's own: nothing added, nothing taken off, all of the income above the guarantee taken.
 */
#ifndef KITH_ENGINE_CHARGING_POLICY_H
#define KITH_ENGINE_CHARGING_POLICY_H

#include "base/yaml.h"

enum { POLICY_VERSIONS_MAX = 100, POLICY_DRE_ITEMS_MAX = 60 };

typedef enum PolicyRounding { POLICY_HALF_UP, POLICY_DOWN } PolicyRounding;
typedef enum PolicyInterest { POLICY_INTEREST_DAILY, POLICY_INTEREST_QUARTERLY, POLICY_INTEREST_SIMPLE } PolicyInterest;

/* Disability-related expenditure that the council has a most for. A most is a default, not a cap in law: an amount that a
 * person shows to be needed may be given in the case as agreed. */
typedef struct PolicyDreItem {
	Str item;   /* laundry */
	Pence most; /* a week */
} PolicyDreItem;

typedef struct ChargePolicy {
	Date from;
	Str source;
	Pence guarantee_uplift;         /* a week, on top of the minimum income guarantee */
	Pence guarantee_uplift_percent; /* hundredths of a per cent of the parts of regulation 7 */
	Pence personal_allowance_uplift;
	Pence percent_taken;            /* hundredths of a per cent: 10000 is all */
	Pence minimum_charge;           /* a week; a charge below it is nil */
	Pence maximum_charge;           /* a week, outside care homes; 0: none */
	Pence capital_limit_lower;      /* outside care homes, where higher than the law's; 0: the law's */
	Pence capital_limit_upper;
	Pence dre_standard;             /* a week without evidence, for people who get a disability benefit */
	const PolicyDreItem *dre_items;
	size_t dre_item_count;
	bool night_element_ignored;     /* the higher rate counts as the lower one when no night care is arranged */
	int64_t short_stay_days;        /* a stay in a home up to so many days is charged as care at home: regulation 8 */
	Pence arrangement_fee;          /* a week, for people who pay in full and whose care the council arranges at home */
	PolicyRounding rounding;
	Pence deferred_set_up_fee;
	Pence deferred_yearly_fee;
	PolicyInterest deferred_interest;
	Pence deferred_margin;          /* hundredths of a point below the most that regulations allow */
} ChargePolicy;

typedef struct ChargePolicies {
	const ChargePolicy *versions; /* by from, ascending */
	size_t count;
} ChargePolicies;

/* One version, as a mapping in the file. */
extern const YamlSchema CHARGE_POLICY_SCHEMA;

/* The law alone. */
extern const ChargePolicy CHARGE_POLICY_NONE;

/* Reads the file's text; problems name line and column. */
Status policies_load(Arena *arena, Str file, Str text, Problems *problems, ChargePolicies *out) MUST_USE;
/* The version in force on a day; the law alone before the first. DATE_NONE is the last version. */
const ChargePolicy *policies_on(const ChargePolicies *policies, Date day);

#endif

/* National rates, limits and steps by year, and what each kind of income and capital counts for: dated data, read from
 * the files of data/rates. The regulations change by adding rows.
 *
 * A rate that the file lacks for the year asked is an error that names both; nothing is carried over from another year.
 * Not for a council's own values (policy.h) and not for sums.
 *
 * A year in words may be wider than one financial year ("2015+", "c. 2016-18", "undated"). Then a rate is found only
 * when it has the same amount in every row on file within those years: it holds whichever year was meant.
 */
#ifndef KITH_ENGINE_CHARGING_RATES_H
#define KITH_ENGINE_CHARGING_RATES_H

#include "base/date.h"
#include "base/money.h"
#include "base/problems.h"

enum {
	CHARGE_YEAR_FIRST = 2000, /* the financial year that begins in April 2000 */
	CHARGE_YEAR_LAST = 2099,
	CHARGE_YEARS = CHARGE_YEAR_LAST - CHARGE_YEAR_FIRST + 1,
	CHARGE_KINDS_MAX = 500,
	CHARGE_FACTOR = 100, /* an amount of 28 days is 2800: every amount is in hundredths of its unit */
};

/* The rates that the engine knows; their names in the file are the same words (rates.c). */
typedef enum ChargeRate {
	RATE_ATTENDANCE_ALLOWANCE_HIGHER,
	RATE_ATTENDANCE_ALLOWANCE_LOWER,
	RATE_BASIC_STATE_PENSION_FULL,
	RATE_CAPITAL_LIMIT_LOWER,
	RATE_CAPITAL_LIMIT_UPPER,
	RATE_CAPITAL_SALE_EXPENSES_PERCENT,
	RATE_CARERS_ALLOWANCE,
	RATE_DISABILITY_BENEFIT_LINK_DAYS,
	RATE_DISABILITY_BENEFIT_STOP_DAYS,
	RATE_DLA_CARE_HIGHEST,
	RATE_DLA_CARE_LOWEST,
	RATE_DLA_CARE_MIDDLE,
	RATE_DLA_MOBILITY_HIGHER,
	RATE_DLA_MOBILITY_LOWER,
	RATE_DPA_DISPOSABLE_INCOME_ALLOWANCE,
	RATE_DPA_EQUITY_LIMIT_PERCENT,
	RATE_DPA_EQUITY_REVIEW_PERCENT,
	RATE_DPA_INTEREST_MARGIN_OVER_GILT,
	RATE_DPA_INTEREST_RATE_MAX, /* by half-year: rates_find_half */
	RATE_EQUIPMENT_FREE_MOST,
	RATE_MIG_CARER_PREMIUM,
	RATE_MIG_CHILD_EACH,
	RATE_MIG_COUPLE_MEMBER_18_PLUS,
	RATE_MIG_COUPLE_MEMBER_PCA,
	RATE_MIG_DISABILITY_PREMIUM_COUPLE,
	RATE_MIG_DISABILITY_PREMIUM_SINGLE,
	RATE_MIG_ENHANCED_DISABILITY_PREMIUM_COUPLE,
	RATE_MIG_ENHANCED_DISABILITY_PREMIUM_SINGLE,
	RATE_MIG_LONE_PARENT_18_PLUS,
	RATE_MIG_SINGLE_18_24,
	RATE_MIG_SINGLE_25_TO_PCA,
	RATE_MIG_SINGLE_PCA,
	RATE_MIG_TOTAL_SINGLE_18_24_WITH_DP_AND_EDP,
	RATE_MIG_TOTAL_SINGLE_25_TO_PCA_WITH_DP_AND_EDP,
	RATE_NEW_STATE_PENSION_FULL,
	RATE_NHS_FUNDED_NURSING_CARE_STANDARD,
	RATE_PENSION_CREDIT_CARER_ADDITION,
	RATE_PENSION_CREDIT_SAVINGS_CREDIT_THRESHOLD_COUPLE,
	RATE_PENSION_CREDIT_SAVINGS_CREDIT_THRESHOLD_SINGLE,
	RATE_PENSION_CREDIT_SEVERE_DISABILITY_ADDITION_ONE,
	RATE_PENSION_CREDIT_STANDARD_MINIMUM_GUARANTEE_COUPLE,
	RATE_PENSION_CREDIT_STANDARD_MINIMUM_GUARANTEE_SINGLE,
	RATE_PENSION_PASSED_TO_PARTNER_PERCENT,
	RATE_PERSONAL_EXPENSES_ALLOWANCE,
	RATE_PIP_DAILY_LIVING_ENHANCED,
	RATE_PIP_DAILY_LIVING_STANDARD,
	RATE_PIP_MOBILITY_ENHANCED,
	RATE_PIP_MOBILITY_STANDARD,
	RATE_PROPERTY_DISREGARD_AGAIN_WEEKS,
	RATE_PROPERTY_DISREGARD_WEEKS,
	RATE_REABLEMENT_FREE_WEEKS,
	RATE_SAVINGS_CREDIT_DISREGARD_COUPLE_MAX,
	RATE_SAVINGS_CREDIT_DISREGARD_SINGLE_MAX,
	RATE_TARIFF_INCOME_PER_STEP,
	RATE_TARIFF_INCOME_STEP,
	RATE_WAR_WIDOWS_DISREGARD,
	CHARGE_RATE_COUNT
} ChargeRate;

/* One row as it is quoted in a line. */
typedef struct RateRow {
	bool present;
	int64_t amount; /* hundredths of the unit: pence for pounds */
	Str year;       /* "2024/25", "2024H1", "all" */
	Str source;
} RateRow;

/* The financial years, by the year in which they begin, that a case may mean. */
typedef struct ChargeYears {
	int first;
	int last;
	Str words; /* as the case said it; for errors */
} ChargeYears;

typedef enum IncomeTreatment {
	INCOME_COUNTED,
	INCOME_IGNORED,
	INCOME_IGNORED_UP_TO,      /* RATE_WAR_WIDOWS_DISREGARD a week */
	INCOME_IS_CAPITAL,         /* interest: added to capital when due, never to income */
	INCOME_SAVINGS_CREDIT,
	INCOME_DISABILITY_BENEFIT, /* counted; stops after a stay in a home that the council helps to pay for */
	INCOME_MAY_PASS_HALF       /* half is left out when a resident of a home passes it to a partner at home */
} IncomeTreatment;

typedef struct IncomeKind {
	Str kind;  /* "pip_mobility" stands for "pip_mobility_enhanced" too */
	IncomeTreatment treatment;
	Str group; /* a disregard that the case gives itself names this word: then none is added */
	Date from; /* DATE_NONE: always */
	Date to;
	Str rule;
	Str source;
} IncomeKind;

typedef struct CapitalKind {
	Str kind;
	bool ignored;
	int64_t weeks; /* ignored for so long from the day it came; 0: for good */
	Date from;     /* of the disregard: DATE_NONE is always */
	Date to;
	Str rule;
	Str source;
} CapitalKind;

typedef struct ChargeRates {
	RateRow years[CHARGE_RATE_COUNT][CHARGE_YEARS];
	RateRow halves[2 * CHARGE_YEARS]; /* RATE_DPA_INTEREST_RATE_MAX, by calendar half-year */
	RateRow always[CHARGE_RATE_COUNT];
	const IncomeKind *incomes;
	size_t income_count;
	const CapitalKind *capitals;
	size_t capital_count;
} ChargeRates;

/* The texts of the three files, with their names for problems. */
typedef struct ChargeRateFiles {
	Str rates_name;
	Str rates;
	Str incomes_name;
	Str incomes;
	Str capitals_name;
	Str capitals;
} ChargeRateFiles;

/* Reads them into arena. Problems name file and line: an unknown rate or treatment, a year that is none, the same rate
 * twice in a year, an amount with more than two decimals. */
Status rates_load(Arena *arena, const ChargeRateFiles *files, Problems *problems, ChargeRates **out) MUST_USE;

Str rate_name(ChargeRate rate);
Status rate_from_name(Str name, ChargeRate *out) MUST_USE;

/* STATUS_NOT_FOUND when no row holds for those years, or when they have different amounts; *out is then NULL. */
Status rates_find(const ChargeRates *rates, ChargeRate rate, ChargeYears years, const RateRow **out) MUST_USE;
/* The interest rate of the half-year that day falls in. */
Status rates_find_half(const ChargeRates *rates, Date day, const RateRow **out) MUST_USE;
/* "The rate personal_expenses_allowance is not on file for 2026/27." */
Status rates_missing(const ChargeRates *rates, ChargeRate rate, ChargeYears years, Problems *problems);

/* The longest kind that name is, or that it begins with before an underscore; NULL when none does. on: the day, or
 * DATE_NONE for kinds of today's law. */
const IncomeKind *rates_income_kind(const ChargeRates *rates, Str name, Date on);
const CapitalKind *rates_capital_kind(const ChargeRates *rates, Str name, Date on);

/* Reads "2024/25", "2024-25", "2024 to 2025", "2024/25 or later", "2015+", "c. 2016-18", "undated". An empty text, or one
 * without a year in it, is every year on file. STATUS_INVALID for years that run backwards or lie outside. */
Status charge_years_parse(Str words, ChargeYears *out) MUST_USE;
ChargeYears charge_year_starting(Arena *arena, int year);
/* The year whose amounts regulations 6 and 7 have on a day: they change on 6 April (SI 2023/277 regulation 1(2)). */
int charge_year_on(Date day);
/* The year whose benefit rates are paid on a day: they change on the Monday on or after 6 April (from memory). */
int benefit_year_on(Date day);
Date charge_year_begins(int year);
Date benefit_year_begins(int year);

#endif

#include "care/charging/charging.h"

#include "engine/charging/cases.h"

enum { YEARS_BACK_MAX = 12, INCOMES = 4 };

static bool in_a_home(const CalculatorAnswers *answers)
{
	return str_equal(answers->where, S("care-home"));
}

/* Savings alone are above the limit of the newest year on file: what comes in does not change the answer. */
static bool pays_in_full(const Care *care, const CalculatorAnswers *answers)
{
	const ChargeRules *rules = practice_charging(care->practice);
	const RateRow *row = NULL;
	int year = charge_year_on(care_today(care));
	if (rules == NULL || !answers->savings.given)
		return false;
	for (int back = 0; back < YEARS_BACK_MAX && row == NULL; back++)
		if (rates_find(rules->rates, RATE_CAPITAL_LIMIT_UPPER, charge_year_starting(care->arena, year - back), &row)
		    != STATUS_OK)
			row = NULL;
	Pence limit = row == NULL ? INT64_MAX : row->amount;
	const ChargePolicy *policy = policies_on(&rules->policies, care_today(care));
	if (!in_a_home(answers) && policy->capital_limit_upper > limit)
		limit = policy->capital_limit_upper;
	return answers->savings.pence > limit;
}

bool calculator_asks(const Care *care, const CalculatorAnswers *answers, CalculatorStep step)
{
	switch (step) {
	case STEP_HOME:
		return in_a_home(answers) && !pays_in_full(care, answers);
	case STEP_INCOME:
		return !pays_in_full(care, answers);
	case STEP_COSTS:
		return !in_a_home(answers) && !pays_in_full(care, answers);
	case STEP_WHO:
	case STEP_WHERE:
	case STEP_AGE:
	case STEP_HOUSEHOLD:
	case STEP_SAVINGS:
	case STEP_PRICE:
	case STEP_RESULT:
		break;
	}
	return true;
}

static ChargeSetting setting_of(const CalculatorAnswers *answers)
{
	if (in_a_home(answers))
		return CHARGE_CARE_HOME;
	return str_equal(answers->where, S("short-stay")) ? CHARGE_CARE_HOME_TEMPORARY : CHARGE_COMMUNITY;
}

static ChargeAge age_of(const CalculatorAnswers *answers)
{
	if (str_equal(answers->age, S("pension")))
		return CHARGE_AGE_PCA;
	return str_equal(answers->age, S("18-24")) ? CHARGE_AGE_18_24 : CHARGE_AGE_25_TO_PCA;
}

static ChargeCase case_of(const CalculatorAnswers *answers, ChargeIncome *incomes)
{
	const ChargeIncome all[INCOMES] = {
		{.kind = S("state_pension"), .amount = answers->state_pension, .owners = 1},
		{.kind = S("private_pension"), .amount = answers->other_pension, .owners = 1},
		{.kind = age_of(answers) == CHARGE_AGE_PCA ? S("attendance_allowance") : S("pip_daily_living"),
			.amount = answers->disability_benefit, .owners = 1},
		{.kind = S("other_benefits"), .amount = answers->other_benefit, .owners = 1},
	};
	size_t count = 0;
	for (size_t i = 0; i < INCOMES; i++)
		if (all[i].amount.pence > 0)
			incomes[count++] = all[i];
	return (ChargeCase){.on = DATE_NONE, .setting = setting_of(answers), .age = age_of(answers),
		.household = str_equal(answers->household, S("couple")) ? CHARGE_COUPLE : CHARGE_SINGLE, .incomes = incomes,
		.income_count = count, .capital = {.given = true, .pence = answers->savings.pence},
		.housing_costs = answers->housing.pence, .dre = answers->disability_costs, .cost = answers->price};
}

/* The newest year that has every amount this person needs; with the disability premiums first, then without. */
static Status compute_newest(const Care *care, const ChargeRules *rules, ChargeCase *person, Pence benefit, CalculatorResult *out)
{
	int today = charge_year_on(care_today(care));
	bool premiums = person->age != CHARGE_AGE_PCA && benefit > 0 && person->setting == CHARGE_COMMUNITY;
	for (int year = today; year > today - YEARS_BACK_MAX; year--) {
		const RateRow *higher = NULL;
		Problems unused = problems_make(care->arena);
		const ChargePolicy *policy = policies_on(&rules->policies, charge_year_begins(year));
		person->years = charge_year_starting(care->arena, year);
		person->benefits = person->years;
		out->year = year;
		bool enhanced = rates_find(rules->rates, RATE_PIP_DAILY_LIVING_ENHANCED, person->years, &higher) == STATUS_OK
			&& benefit >= higher->amount;
		person->disability_premium = premiums;
		person->enhanced_disability_premium = premiums && enhanced;
		if (charge_compute(care->arena, rules->rates, policy, person, &unused, &out->charge) == STATUS_OK)
			return STATUS_OK;
		person->disability_premium = false;
		person->enhanced_disability_premium = false;
		out->without_premium = premiums;
		if (premiums && charge_compute(care->arena, rules->rates, policy, person, &unused, &out->charge) == STATUS_OK)
			return STATUS_OK;
		out->without_premium = false;
	}
	return STATUS_NOT_FOUND;
}

static void say_what_to_check(const ChargeRules *rules, const CalculatorAnswers *answers, CalculatorResult *out)
{
	const RateRow *guarantee = NULL;
	bool pension_age = age_of(answers) == CHARGE_AGE_PCA;
	bool couple = str_equal(answers->household, S("couple"));
	Pence in = answers->state_pension.pence + answers->other_pension.pence + answers->other_benefit.pence;
	ChargeYears year = {.first = out->year, .last = out->year};
	out->disability_benefit = pension_age ? S("attendance-allowance") : S("pip");
	out->check_disability_benefit = answers->disability_benefit.pence == 0;
	/* A couple's credit depends on the partner's money, which is not asked: then it is always worth a look. */
	out->check_pension_credit = pension_age && !out->charge.is_full_cost && (couple
		|| (rates_find(rules->rates, RATE_PENSION_CREDIT_STANDARD_MINIMUM_GUARANTEE_SINGLE, year, &guarantee) == STATUS_OK
			&& in < guarantee->amount));
	out->home_may_count = in_a_home(answers) && str_equal(answers->home, S("yes"));
	out->benefit_may_stop = setting_of(answers) != CHARGE_COMMUNITY && answers->disability_benefit.pence > 0
		&& !out->charge.is_full_cost;
}

Status calculator_compute(const Care *care, const CalculatorAnswers *answers, CalculatorResult *out)
{
	const ChargeRules *rules = practice_charging(care->practice);
	ChargeIncome *incomes = ARENA_ARRAY(care->arena, ChargeIncome, INCOMES);
	*out = (CalculatorResult){0};
	if (rules == NULL)
		return STATUS_NOT_FOUND;
	ChargeCase *person = ARENA_NEW(care->arena, ChargeCase);
	*person = case_of(answers, incomes);
	Status status = compute_newest(care, rules, person, answers->disability_benefit.pence, out);
	if (status != STATUS_OK)
		return status;
	out->is_older_year = out->year != charge_year_on(care_today(care));
	say_what_to_check(rules, answers, out);
	return STATUS_OK;
}

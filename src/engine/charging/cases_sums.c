/* The small sums that stand beside a contribution: capital alone, limits, shares, months and years. */
#include "engine/charging/case_read.h"
#include "engine/charging/cases.h"
#include "engine/charging/internal.h"

/* Nothing known: any year, no day. */
static const ChargeCase NOBODY = {
	.on = DATE_NONE,
	.years = {.first = CHARGE_YEAR_FIRST, .last = CHARGE_YEAR_LAST},
	.benefits = {.first = CHARGE_YEAR_FIRST, .last = CHARGE_YEAR_LAST},
};

static ChargeRun run_make(CaseRun *run, const ChargeCase *person)
{
	return (ChargeRun){.arena = run->arena, .rates = run->rules->rates, .policy = case_policy(run->rules, person),
		.person = person, .problems = run->problems, .result = &run->answer->charge,
		.as_community = person->setting == CHARGE_COMMUNITY};
}

static Status read_limits(CaseRun *run, ChargeCase *person)
{
	const JsonNode *setting = json_member(run->object, S("setting"));
	if (setting != NULL && setting->kind != JSON_NULL
	    && case_read_setting(setting, S("setting"), run->problems, &person->setting) != STATUS_OK)
		return STATUS_INVALID;
	if (case_read_years(run->object, run->arena, run->problems, person) != STATUS_OK
	    || case_read_amount(run->object, S("capital_lower"), run->problems, &person->capital_lower) != STATUS_OK)
		return STATUS_INVALID;
	return case_read_amount(run->object, S("capital_upper"), run->problems, &person->capital_upper);
}

static void answer_tariff(CaseRun *run)
{
	const ChargeResult *charge = &run->answer->charge;
	if (charge->above_upper_limit)
		case_value_nothing(run, S("tariff_income"));
	else
		case_value_money(run, S("tariff_income"), charge->tariff_income);
	case_value_truth(run, S("above_upper_limit"), charge->above_upper_limit);
}

Status case_tariff(CaseRun *run)
{
	ChargeCase person = NOBODY;
	person.capital.given = true;
	if (read_limits(run, &person) != STATUS_OK
	    || case_read_needed(run->object, S("capital"), run->problems, &person.capital.pence) != STATUS_OK)
		return STATUS_INVALID;
	ChargeRun charge = run_make(run, &person);
	if (charge_add_capital(&charge) != STATUS_OK)
		return STATUS_INVALID;
	answer_tariff(run);
	return STATUS_OK;
}

Status case_joint_capital(CaseRun *run)
{
	ChargeCase person = NOBODY;
	Pence joint = 0;
	int64_t owners = 2;
	const RateRow *upper = NULL;
	if (read_limits(run, &person) != STATUS_OK
	    || case_read_needed(run->object, S("capital_joint"), run->problems, &joint) != STATUS_OK
	    || json_read_integer(run->object, S("owners"), JSON_OPTIONAL, 1, CHARGE_OWNERS_MAX, run->problems, &owners)
		!= STATUS_OK)
		return STATUS_INVALID;
	ChargeCapital item = {.kind = S("joint capital"), .amount = joint, .owners = owners, .since = DATE_NONE};
	person.capitals = &item;
	person.capital_count = 1;
	ChargeRun charge = run_make(run, &person);
	if (charge_add_capital(&charge) != STATUS_OK)
		return STATUS_INVALID;
	const ChargeResult *result = &run->answer->charge;
	if (result->above_upper_limit && !person.capital_upper.given
	    && charge_rate(&charge, RATE_CAPITAL_LIMIT_UPPER, &upper) != STATUS_OK)
		return STATUS_INVALID;
	Pence limit = person.capital_upper.given ? person.capital_upper.pence : upper == NULL ? 0 : upper->amount;
	if (limit > 0 && charge.as_community && !person.capital_upper.given && charge.policy->capital_limit_upper > limit)
		limit = charge.policy->capital_limit_upper;
	Pence down = result->above_upper_limit ? result->capital - limit : 0;
	case_value_money(run, S("assessed_share"), result->capital);
	answer_tariff(run);
	case_value_money(run, S("spend_down_of_share"), down);
	case_value_truth(run, S("pays_nothing_from_capital"), !result->above_upper_limit && result->tariff_income == 0);
	if (down > 0)
		charge_work(charge_note(&charge, S("the share above the upper limit"), down, S("SI 2014/2672 regulation 12")),
			S("{0} - {1}"), result->capital, limit, 0);
	return STATUS_OK;
}

Status case_equity_limit(CaseRun *run)
{
	ChargeCase person = NOBODY;
	Pence value = 0;
	ChargeAmount prior = {0};
	const RateRow *percent = NULL;
	const RateRow *lower = NULL;
	if (read_limits(run, &person) != STATUS_OK
	    || case_read_needed(run->object, S("property_value"), run->problems, &value) != STATUS_OK
	    || case_read_amount(run->object, S("encumbrances"), run->problems, &prior) != STATUS_OK)
		return STATUS_INVALID;
	ChargeRun charge = run_make(run, &person);
	if (charge_rate(&charge, RATE_DPA_EQUITY_LIMIT_PERCENT, &percent) != STATUS_OK
	    || (!person.capital_lower.given && charge_rate(&charge, RATE_CAPITAL_LIMIT_LOWER, &lower) != STATUS_OK))
		return STATUS_INVALID;
	Pence part = divide_half_up(value * percent->amount, 100 * CHARGE_FACTOR);
	Pence kept = lower == NULL ? person.capital_lower.pence : lower->amount;
	ChargeLine *line = charge_add(&charge, S("part of the value"), part, S("SI 2014/2671 regulation 5"));
	charge_quote(line, RATE_DPA_EQUITY_LIMIT_PERCENT, percent);
	charge_work(line, S("{0} x {1} %"), value, percent->amount, 0);
	line = charge_add(&charge, S("the lower capital limit stays"), -kept, S("SI 2014/2671 regulation 5"));
	if (lower != NULL)
		charge_quote(line, RATE_CAPITAL_LIMIT_LOWER, lower);
	charge_add(&charge, S("secured on it before"), -prior.pence, S("SI 2014/2671 regulation 5"));
	Pence limit = part - kept - prior.pence;
	if (limit < 0)
		charge_add(&charge, S("not below nought"), -limit, S("there is nothing to secure a deferred payment on"));
	case_value_money(run, S("equity_limit"), limit < 0 ? 0 : limit);
	return STATUS_OK;
}

Status case_direct_payment(CaseRun *run)
{
	ChargeCase person = NOBODY;
	int64_t days = 0;
	Pence gross = 0;
	ChargeAmount contribution = {0};
	if (json_read_integer(run->object, S("days_in_month"), JSON_REQUIRED, 1, 366, run->problems, &days) != STATUS_OK
	    || case_read_needed(run->object, S("weekly_gross"), run->problems, &gross) != STATUS_OK
	    || case_read_amount(run->object, S("weekly_client_contribution"), run->problems, &contribution) != STATUS_OK)
		return STATUS_INVALID;
	ChargeRun charge = run_make(run, &person);
	Pence month = divide_half_up(gross * days, 7);
	Pence own = divide_half_up(contribution.pence * days, 7);
	charge_work(charge_add(&charge, S("budget for the days"), month, S("weekly amount by day count")), S("{0} x {#1} / 7"), gross,
		days, 0);
	charge_work(charge_add(&charge, S("the person's contribution for the days"), -own,
		S("rounded for itself, so that both can be checked")), S("{0} x {#1} / 7"), contribution.pence, days, 0);
	if (own > month)
		charge_add(&charge, S("not below nought"), own - month, S("nothing is paid when the contribution is more"));
	case_value_money(run, S("gross_monthly"), month);
	case_value_money(run, S("contribution_monthly"), own);
	case_value_money(run, S("net_monthly_payment"), own > month ? 0 : month - own);
	return STATUS_OK;
}

Status case_annual_budget(CaseRun *run)
{
	ChargeCase person = NOBODY;
	Pence weekly = 0;
	Pence weeks = 0;
	ChargeAmount one_off = {0};
	ChargeAmount most = {0};
	if (case_read_needed(run->object, S("weekly_budget"), run->problems, &weekly) != STATUS_OK
	    || case_read_needed(run->object, S("weeks"), run->problems, &weeks) != STATUS_OK
	    || case_read_amount(run->object, S("one_off"), run->problems, &one_off) != STATUS_OK
	    || case_read_amount(run->object, S("assessed_max_contribution"), run->problems, &most) != STATUS_OK)
		return STATUS_INVALID;
	if (weeks > 53 * CHARGE_FACTOR)
		return case_refuse(json_member(run->object, S("weeks")), S("weeks"), "at most 53 weeks", run->problems);
	ChargeRun charge = run_make(run, &person);
	Pence year = divide_half_up(weekly * weeks, CHARGE_FACTOR);
	charge_work(charge_add(&charge, S("weekly budget over the weeks"), year, S("policy of the council")), S("{0} x {1}"), weekly,
		weeks, 0);
	charge_add(&charge, S("one sum for the year"), one_off.pence, S("policy of the council"));
	case_value_money(run, S("annual_budget"), year + one_off.pence);
	if (!most.given) {
		charge_lack(&charge, S("assessed_max_contribution"));
		return STATUS_OK;
	}
	Pence contribution = most.pence < weekly ? most.pence : weekly;
	charge_work(charge_note(&charge, S("weekly contribution"), contribution, S("Care Act 2014 section 14(4)")),
		S("the smaller of {0} assessed and {1} a week"), most.pence, weekly, 0);
	case_value_money(run, S("weekly_contribution"), contribution);
	return STATUS_OK;
}

Status case_couple(CaseRun *run)
{
	ChargeCase person = NOBODY;
	Pence guarantee = 0;
	Pence income = 0;
	ChargeAmount housing = {0};
	ChargeAmount couple = {0};
	const RateRow *row = NULL;
	if (case_read_years(run->object, run->arena, run->problems, &person) != STATUS_OK
	    || case_read_needed(run->object, S("service_user_mig"), run->problems, &guarantee) != STATUS_OK
	    || case_read_needed(run->object, S("partner_income"), run->problems, &income) != STATUS_OK
	    || case_read_amount(run->object, S("partner_housing_share"), run->problems, &housing) != STATUS_OK
	    || case_read_amount(run->object, S("couple_personal_allowance"), run->problems, &couple) != STATUS_OK)
		return STATUS_INVALID;
	ChargeRun charge = run_make(run, &person);
	if (!couple.given) {
		if (charge_benefit_rate(&charge, RATE_PENSION_CREDIT_STANDARD_MINIMUM_GUARANTEE_COUPLE, &row) != STATUS_OK)
			return STATUS_INVALID;
		couple.pence = row->amount;
	}
	Pence together = guarantee + income - housing.pence;
	Pence adjustment = together < couple.pence ? couple.pence - together : 0;
	ChargeLine *line = charge_note(&charge, S("a: what the couple keeps"), together, S("policy: better-off check"));
	charge_work(line, S("{0} + {1} - {2}"), guarantee, income, housing.pence);
	line = charge_note(&charge, S("b: what benefits would leave a couple"), couple.pence, S("policy: better-off check"));
	if (row != NULL)
		charge_quote(line, RATE_PENSION_CREDIT_STANDARD_MINIMUM_GUARANTEE_COUPLE, row);
	charge_work(charge_add(&charge, S("added to the guarantee"), adjustment, S("policy: better-off check")),
		adjustment > 0 ? S("{0} - {1}") : S("a is not below b"), couple.pence, together, 0);
	case_value_money(run, S("a"), together);
	case_value_money(run, S("b"), couple.pence);
	case_value_money(run, S("mig_adjustment"), adjustment);
	return STATUS_OK;
}

Status case_cap_at_cost(CaseRun *run)
{
	ChargeCase person = NOBODY;
	Pence cost = 0;
	Pence most = 0;
	if (case_read_needed(run->object, S("care_cost"), run->problems, &cost) != STATUS_OK
	    || case_read_needed(run->object, S("max_contribution"), run->problems, &most) != STATUS_OK)
		return STATUS_INVALID;
	ChargeRun charge = run_make(run, &person);
	charge_add(&charge, S("assessed contribution"), most, S("Care Act 2014 section 14"));
	if (most > cost)
		charge_work(charge_add(&charge, S("never more than the care costs"), cost - most, S("Care Act 2014 section 14(4)")),
			S("{0} is above {1}"), most, cost, 0);
	case_value_money(run, S("weekly_payment"), most < cost ? most : cost);
	return STATUS_OK;
}

Status case_components(CaseRun *run)
{
	static const Str COSTS[] = {S_INIT("rent"), S_INIT("mortgage"), S_INIT("ground_rent"), S_INIT("service_charge"),
		S_INIT("council_tax_after_support")};
	ChargeCase person = NOBODY;
	Pence income = 0;
	Pence housing = 0;
	Pence rent = 0;
	ChargeAmount benefit = {0};
	if (case_read_incomes(run->arena, run->object, run->problems, &person) != STATUS_OK
	    || case_read_amount(run->object, S("housing_benefit"), run->problems, &benefit) != STATUS_OK)
		return STATUS_INVALID;
	ChargeRun charge = run_make(run, &person);
	for (size_t i = 0; i < person.income_count; i++) {
		const ChargeIncome *item = &person.incomes[i];
		if (!item->amount.given)
			return case_refuse(json_member(run->object, S("income")), S("income"), "an amount beside each name", run->problems);
		Pence weekly = charge_share(charge_weekly(item->amount.pence, item->every), item->owners);
		charge_note(&charge, item->kind, weekly, S("income a week"));
		income += weekly;
	}
	for (size_t i = 0; i < sizeof COSTS / sizeof COSTS[0]; i++) {
		ChargeAmount cost = {0};
		if (case_read_amount(run->object, COSTS[i], run->problems, &cost) != STATUS_OK)
			return STATUS_INVALID;
		if (cost.given)
			charge_note(&charge, COSTS[i], cost.pence, S("SI 2014/2672 Schedule 1 paragraph 2"));
		rent = i == 0 ? cost.pence : rent;
		housing += i == 0 ? 0 : cost.pence;
	}
	Pence net_rent = rent > benefit.pence ? rent - benefit.pence : 0;
	charge_work(charge_note(&charge, S("rent after Housing Benefit"), net_rent, S("SI 2014/2672 Schedule 1 paragraph 2")),
		S("{0} - {1}"), rent, benefit.pence, 0);
	case_value_money(run, S("total_income"), income);
	case_value_money(run, S("net_rent"), net_rent);
	case_value_money(run, S("housing_costs"), net_rent + housing);
	return STATUS_OK;
}

Status case_provisional(CaseRun *run)
{
	ChargeCase person = NOBODY;
	Pence benefit = 0;
	ChargeAmount premium = {0};
	ChargeAmount pea = {0};
	const RateRow *row = NULL;
	if (case_read_years(run->object, run->arena, run->problems, &person) != STATUS_OK
	    || case_read_needed(run->object, S("benefit_personal_allowance"), run->problems, &benefit) != STATUS_OK
	    || case_read_amount(run->object, S("disability_premium"), run->problems, &premium) != STATUS_OK
	    || case_read_amount(run->object, S("pea"), run->problems, &pea) != STATUS_OK)
		return STATUS_INVALID;
	ChargeRun charge = run_make(run, &person);
	if (!pea.given) {
		if (charge_rate(&charge, RATE_PERSONAL_EXPENSES_ALLOWANCE, &row) != STATUS_OK)
			return STATUS_INVALID;
		pea.pence = row->amount;
	}
	charge_add(&charge, S("basic benefit for the age"), benefit, S("policy: provisional charge"));
	charge_add(&charge, S("disability premium"), premium.pence, S("policy: provisional charge"));
	ChargeLine *line = charge_add(&charge, S("personal expenses allowance"), -pea.pence, S("SI 2014/2672 regulation 6"));
	if (row != NULL)
		charge_quote(line, RATE_PERSONAL_EXPENSES_ALLOWANCE, row);
	else
		line->why = S("an override: the case gives it");
	Pence sum = benefit + premium.pence - pea.pence;
	if (sum < 0)
		charge_add(&charge, S("not below nought"), -sum, S("Care Act 2014 section 14(7)"));
	charge_lack(&charge, S("a financial assessment"));
	case_value_money(run, S("weekly_contribution"), sum < 0 ? 0 : sum);
	return STATUS_OK;
}

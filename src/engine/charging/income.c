/* What comes in each week, and what of it is not counted: SI 2014/2672 Part 4 and Schedule 1. */
#include "engine/charging/internal.h"

Pence charge_weekly(Pence amount, ChargeEvery every)
{
	switch (every) {
	case CHARGE_WEEK:
		return amount;
	case CHARGE_FORTNIGHT:
		return divide_half_up(amount, 2);
	case CHARGE_FOUR_WEEKS:
		return divide_half_up(amount, 4);
	case CHARGE_MONTH:
		return divide_half_up(amount * 12, CHARGE_WEEKS_A_YEAR);
	case CHARGE_QUARTER:
		return divide_half_up(amount * 4, CHARGE_WEEKS_A_YEAR);
	case CHARGE_YEAR:
		break;
	}
	return divide_half_up(amount, CHARGE_WEEKS_A_YEAR);
}

static Str conversion(ChargeEvery every)
{
	static const Str WORDS[] = {
		[CHARGE_WEEK] = S_INIT("{0} - {1} tax"), [CHARGE_FORTNIGHT] = S_INIT("({0} - {1} tax) / 2"),
		[CHARGE_FOUR_WEEKS] = S_INIT("({0} - {1} tax) / 4"), [CHARGE_MONTH] = S_INIT("({0} - {1} tax) x 12 / 52"),
		[CHARGE_QUARTER] = S_INIT("({0} - {1} tax) x 4 / 52"), [CHARGE_YEAR] = S_INIT("({0} - {1} tax) / 52"),
	};
	return WORDS[every];
}

/* Does the case take it off by a disregard of its own? Then none is added. */
static bool has_own_disregard(const ChargeCase *person, Str name, const IncomeKind *kind)
{
	for (size_t i = 0; i < person->disregard_count; i++) {
		Str label = person->disregards[i].label;
		if (str_equal(label, name) || str_contains(label, kind->group))
			return true;
	}
	return false;
}

static void add_disregard(ChargeRun *run, Str label, Pence amount, const IncomeKind *kind, Str why)
{
	ChargeLine *line = charge_add(run, label, -amount, kind->rule);
	line->why = why;
	run->result->total_allowances += amount;
}

/* The difference between the higher and the lower rate, when no care is arranged at night. */
static Status ignore_night(ChargeRun *run, const ChargeIncome *income, Pence weekly, const IncomeKind *kind)
{
	static const struct { Str name; ChargeRate higher; ChargeRate lower; } PAIRS[] = {
		{S_INIT("attendance_allowance"), RATE_ATTENDANCE_ALLOWANCE_HIGHER, RATE_ATTENDANCE_ALLOWANCE_LOWER},
		{S_INIT("pip_daily_living"), RATE_PIP_DAILY_LIVING_ENHANCED, RATE_PIP_DAILY_LIVING_STANDARD},
		{S_INIT("dla_care"), RATE_DLA_CARE_HIGHEST, RATE_DLA_CARE_MIDDLE},
	};
	if (!run->policy->night_element_ignored || run->person->night_care || !run->as_community)
		return STATUS_OK;
	for (size_t i = 0; i < run->person->disregard_count; i++)
		if (str_contains(run->person->disregards[i].label, S("night")))
			return STATUS_OK;
	for (size_t i = 0; i < sizeof PAIRS / sizeof PAIRS[0]; i++) {
		const RateRow *lower = NULL;
		if (!str_starts_with(income->kind, PAIRS[i].name))
			continue;
		if (charge_benefit_rate(run, PAIRS[i].lower, &lower) != STATUS_OK)
			return STATUS_INVALID;
		if (weekly <= lower->amount)
			return STATUS_OK;
		ChargeLine *line = charge_add(run, S("night part of a disability benefit"), -(weekly - lower->amount),
			S("policy night_element_ignored"));
		charge_quote(line, PAIRS[i].lower, lower);
		charge_work(line, S("{0} - {1}; no care is arranged at night"), weekly, lower->amount, 0);
		run->result->total_allowances += weekly - lower->amount;
	}
	(void)kind;
	return STATUS_OK;
}

static Status ignore_savings_credit(ChargeRun *run, const ChargeIncome *income, Pence weekly, const IncomeKind *kind)
{
	ChargeRate rate = run->person->household == CHARGE_COUPLE ? RATE_SAVINGS_CREDIT_DISREGARD_COUPLE_MAX
		: RATE_SAVINGS_CREDIT_DISREGARD_SINGLE_MAX;
	const RateRow *most = NULL;
	if (charge_rate(run, rate, &most) != STATUS_OK)
		return STATUS_INVALID;
	add_disregard(run, income->kind, weekly < most->amount ? weekly : most->amount, kind,
		S("savings credit, up to the most for the year"));
	charge_quote(&run->result->lines.items[run->result->lines.count - 1], rate, most);
	return STATUS_OK;
}

static Status ignore_up_to(ChargeRun *run, const ChargeIncome *income, Pence weekly, const IncomeKind *kind)
{
	const RateRow *most = NULL;
	if (charge_rate(run, RATE_WAR_WIDOWS_DISREGARD, &most) != STATUS_OK)
		return STATUS_INVALID;
	add_disregard(run, income->kind, weekly < most->amount ? weekly : most->amount, kind, S("the first part is not counted"));
	charge_quote(&run->result->lines.items[run->result->lines.count - 1], RATE_WAR_WIDOWS_DISREGARD, most);
	return STATUS_OK;
}

static Status pass_half(ChargeRun *run, const ChargeIncome *income, Pence weekly, const IncomeKind *kind)
{
	const RateRow *percent = NULL;
	bool in_a_home = run->person->setting != CHARGE_COMMUNITY && !run->as_community;
	if (!income->passes_half || !in_a_home)
		return STATUS_OK;
	if (charge_rate(run, RATE_PENSION_PASSED_TO_PARTNER_PERCENT, &percent) != STATUS_OK)
		return STATUS_INVALID;
	add_disregard(run, income->kind, divide_half_up(weekly * percent->amount, 100 * CHARGE_FACTOR), kind,
		S("half goes to the husband, wife or civil partner at home"));
	charge_quote(&run->result->lines.items[run->result->lines.count - 1], RATE_PENSION_PASSED_TO_PARTNER_PERCENT, percent);
	return STATUS_OK;
}

static Status treat_income(ChargeRun *run, const ChargeIncome *income, Pence weekly)
{
	const IncomeKind *kind = rates_income_kind(run->rates, income->kind, run->person->on);
	if (kind == NULL)
		return STATUS_OK;
	if (kind->treatment == INCOME_DISABILITY_BENEFIT)
		run->has_disability_benefit = run->has_disability_benefit || weekly > 0;
	if (has_own_disregard(run->person, income->kind, kind))
		return STATUS_OK;
	switch (kind->treatment) {
	case INCOME_IGNORED:
		add_disregard(run, income->kind, weekly, kind, S("not counted"));
		return STATUS_OK;
	case INCOME_IS_CAPITAL:
		add_disregard(run, income->kind, weekly, kind, S("counts as capital when it is paid, not as income"));
		return STATUS_OK;
	case INCOME_IGNORED_UP_TO:
		return ignore_up_to(run, income, weekly, kind);
	case INCOME_SAVINGS_CREDIT:
		return ignore_savings_credit(run, income, weekly, kind);
	case INCOME_DISABILITY_BENEFIT:
		return ignore_night(run, income, weekly, kind);
	case INCOME_MAY_PASS_HALF:
		return pass_half(run, income, weekly, kind);
	case INCOME_COUNTED:
		break;
	}
	return STATUS_OK;
}

static Status add_income(ChargeRun *run, const ChargeIncome *income)
{
	const RateRow *row = NULL;
	ChargeRate rate = CHARGE_RATE_COUNT;
	Pence given = income->amount.pence;
	if (!income->amount.given) {
		if (rate_from_name(income->kind, &rate) != STATUS_OK)
			return problems_add_format(run->problems, (Problem){.field = S("income")},
				"The income %.*s has no amount, and no rate has that name.", STR_ARG(income->kind));
		if (charge_benefit_rate(run, rate, &row) != STATUS_OK)
			return STATUS_INVALID;
		given = row->amount;
	}
	Pence net = given > income->tax ? given - income->tax : 0;
	Pence weekly = charge_share(charge_weekly(net, income->every), income->owners);
	if (income->is_stopped) {
		ChargeLine *line = charge_note(run, income->kind, 0, S("not paid after 28 days in a home that the council helps to "
			"pay for, or in hospital"));
		line->why = S("it begins again on the day of leaving");
		return STATUS_OK;
	}
	if (income->is_partners) {
		ChargeLine *line = charge_note(run, income->kind, 0, S("Care Act 2014 section 14; each is assessed alone"));
		charge_work(line, S("{0} a week is the partner's own and is not counted"), weekly, 0, 0);
		return STATUS_OK;
	}
	ChargeLine *line = charge_add(run, income->kind, weekly, S("SI 2014/2672 regulation 15"));
	if (row != NULL)
		charge_quote(line, rate, row);
	if (income->every != CHARGE_WEEK || income->tax > 0)
		charge_work(line, conversion(income->every), given, income->tax, 0);
	if (income->owners > 1)
		line->why = S("an equal share of what is paid to several people");
	run->result->total_income += weekly;
	return treat_income(run, income, weekly);
}

Status charge_add_income(ChargeRun *run)
{
	const ChargeCase *person = run->person;
	for (size_t i = 0; i < person->income_count; i++)
		if (add_income(run, &person->incomes[i]) != STATUS_OK)
			return STATUS_INVALID;
	for (size_t i = 0; i < person->disregard_count; i++) {
		charge_add(run, person->disregards[i].label, -person->disregards[i].amount, S("SI 2014/2672 Schedule 1"))->why =
			S("taken off as the case gives it");
		run->result->total_allowances += person->disregards[i].amount;
	}
	return STATUS_OK;
}

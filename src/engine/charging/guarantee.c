/* What stays with the person: the personal expenses allowance in a care home (regulation 6); elsewhere the minimum income
 * guarantee built from its parts (regulation 7), housing costs and disability-related expenditure (Schedule 1). */
#include "engine/charging/internal.h"

enum { PARTS_MAX = 6 };

typedef struct GuaranteePart {
	ChargeRate rate;
	int64_t times;
	Str label;
} GuaranteePart;

typedef struct Guarantee {
	GuaranteePart parts[PARTS_MAX];
	size_t count;
} Guarantee;

static void add_part(Guarantee *guarantee, ChargeRate rate, int64_t times, Str label)
{
	guarantee->parts[guarantee->count++] = (GuaranteePart){.rate = rate, .times = times, .label = label};
}

static bool is_pension_age(const ChargeCase *person)
{
	/* Of a couple, one is enough: regulation 7(4)(b). */
	return person->age == CHARGE_AGE_PCA || (person->household == CHARGE_COUPLE && person->partner_age == CHARGE_AGE_PCA);
}

static void choose_base(const ChargeCase *person, Guarantee *out)
{
	if (person->household == CHARGE_COUPLE && is_pension_age(person))
		add_part(out, RATE_MIG_COUPLE_MEMBER_PCA, 1, S("guarantee: one of a couple, pension age"));
	else if (person->household == CHARGE_COUPLE)
		add_part(out, RATE_MIG_COUPLE_MEMBER_18_PLUS, 1, S("guarantee: one of a couple, 18 or over"));
	else if (person->age == CHARGE_AGE_PCA)
		add_part(out, RATE_MIG_SINGLE_PCA, 1, S("guarantee: single, pension age"));
	else if (person->children > 0)
		add_part(out, RATE_MIG_LONE_PARENT_18_PLUS, 1, S("guarantee: lone parent"));
	else if (person->age == CHARGE_AGE_25_TO_PCA)
		add_part(out, RATE_MIG_SINGLE_25_TO_PCA, 1, S("guarantee: single, 25 to pension age"));
	else
		add_part(out, RATE_MIG_SINGLE_18_24, 1, S("guarantee: single, 18 to 24"));
}

static void choose_parts(const ChargeCase *person, Guarantee *out)
{
	bool couple = person->household == CHARGE_COUPLE;
	choose_base(person, out);
	if (person->children > 0)
		add_part(out, RATE_MIG_CHILD_EACH, person->children, S("guarantee: children in the home"));
	if (person->disability_premium && !is_pension_age(person))
		add_part(out, couple ? RATE_MIG_DISABILITY_PREMIUM_COUPLE : RATE_MIG_DISABILITY_PREMIUM_SINGLE, 1,
			S("guarantee: disability premium"));
	if (person->enhanced_disability_premium && !is_pension_age(person))
		add_part(out, couple ? RATE_MIG_ENHANCED_DISABILITY_PREMIUM_COUPLE
			: RATE_MIG_ENHANCED_DISABILITY_PREMIUM_SINGLE, 1, S("guarantee: enhanced disability premium"));
	if (person->carer_premium)
		add_part(out, RATE_MIG_CARER_PREMIUM, 1, S("guarantee: carer premium"));
}

/* Where the parts of a year are not on file one by one, their published total will do: base and both premiums. */
static void choose_total(const ChargeRun *run, Guarantee *out)
{
	const ChargeCase *person = run->person;
	const RateRow *row = NULL;
	bool parts_found = true;
	ChargeRate total = person->age == CHARGE_AGE_18_24 ? RATE_MIG_TOTAL_SINGLE_18_24_WITH_DP_AND_EDP
		: RATE_MIG_TOTAL_SINGLE_25_TO_PCA_WITH_DP_AND_EDP;
	bool fits = person->household == CHARGE_SINGLE && !is_pension_age(person) && person->children == 0
		&& person->disability_premium && person->enhanced_disability_premium;
	for (size_t i = 0; i < out->count; i++)
		parts_found = parts_found && rates_find(run->rates, out->parts[i].rate, person->years, &row) == STATUS_OK;
	if (!fits || parts_found || rates_find(run->rates, total, person->years, &row) != STATUS_OK)
		return;
	out->count = 0;
	add_part(out, total, 1, S("guarantee: single, with disability and enhanced disability premium"));
	if (person->carer_premium)
		add_part(out, RATE_MIG_CARER_PREMIUM, 1, S("guarantee: carer premium"));
}

static bool has_enough(const ChargeCase *person)
{
	return person->household != CHARGE_HOUSEHOLD_UNKNOWN
		&& (person->age != CHARGE_AGE_UNKNOWN || (person->household == CHARGE_COUPLE && is_pension_age(person)));
}

static Status refuse_unknown(ChargeRun *run)
{
	bool household = run->person->household == CHARGE_HOUSEHOLD_UNKNOWN;
	return problems_add(run->problems, (Problem){.field = household ? S("household") : S("age_group"),
		.message = household
			? S("The guarantee depends on the household: give single or couple, or the guarantee itself as mig.")
			: S("The guarantee depends on age: give 18-24, 25-pca or pca+, or the guarantee itself as mig.")});
}

static Status add_uplift(ChargeRun *run, Pence parts)
{
	Pence percent = divide_half_up(parts * run->policy->guarantee_uplift_percent, 100 * CHARGE_FACTOR);
	Pence uplift = run->policy->guarantee_uplift + percent;
	if (uplift == 0)
		return STATUS_OK;
	ChargeLine *line = charge_add(run, S("guarantee: the council's own addition"), -uplift,
		S("policy guarantee_uplift and guarantee_uplift_percent"));
	charge_work(line, S("{0} + {1} % of {2}"), run->policy->guarantee_uplift, run->policy->guarantee_uplift_percent, parts);
	run->result->guarantee += uplift;
	return STATUS_OK;
}

static Status build_guarantee(ChargeRun *run)
{
	Guarantee guarantee = {0};
	if (!has_enough(run->person))
		return refuse_unknown(run);
	choose_parts(run->person, &guarantee);
	choose_total(run, &guarantee);
	for (size_t i = 0; i < guarantee.count; i++) {
		const GuaranteePart *part = &guarantee.parts[i];
		const RateRow *row = NULL;
		if (charge_rate(run, part->rate, &row) != STATUS_OK)
			return STATUS_INVALID;
		ChargeLine *line = charge_add(run, part->label, -row->amount * part->times, S("SI 2014/2672 regulation 7"));
		charge_quote(line, part->rate, row);
		if (part->times > 1)
			charge_work(line, S("{#0} x {1}"), part->times, row->amount, 0);
		run->result->guarantee += row->amount * part->times;
	}
	return add_uplift(run, run->result->guarantee);
}

/* A guarantee that was given is never quietly below the law's. */
static void compare_override(ChargeRun *run)
{
	Guarantee guarantee = {0};
	Pence sum = 0;
	if (!has_enough(run->person))
		return;
	choose_parts(run->person, &guarantee);
	for (size_t i = 0; i < guarantee.count; i++) {
		const RateRow *row = NULL;
		if (rates_find(run->rates, guarantee.parts[i].rate, run->person->years, &row) != STATUS_OK)
			return;
		sum += row->amount * guarantee.parts[i].times;
	}
	bool holds = run->person->mig.pence >= sum;
	charge_check(run, S("given-guarantee-at-least-regulation-7"), holds, holds
		? S("the guarantee that the case gives is not below the one that regulation 7 builds")
		: S("the guarantee that the case gives is below the one that regulation 7 builds for this age and household"));
}

static Status check_couple(ChargeRun *run)
{
	const ChargeCase *person = run->person;
	const RateRow *row = NULL;
	Pence couple = person->couple_allowance.pence;
	if (!person->partner_income.given)
		return STATUS_OK;
	if (!person->couple_allowance.given) {
		if (charge_benefit_rate(run, RATE_PENSION_CREDIT_STANDARD_MINIMUM_GUARANTEE_COUPLE, &row) != STATUS_OK)
			return STATUS_INVALID;
		couple = row->amount;
	}
	Pence together = run->result->guarantee + person->partner_income.pence - person->partner_housing;
	Pence short_by = together < couple ? couple - together : 0;
	ChargeLine *line = charge_add(run, S("guarantee: better-off check of the couple"), -short_by,
		S("policy: a couple keeps together at least what benefits would leave them"));
	if (row != NULL)
		charge_quote(line, RATE_PENSION_CREDIT_STANDARD_MINIMUM_GUARANTEE_COUPLE, row);
	charge_work(line, S("{0} for the couple, less {1} that they keep"), couple, together, 0);
	run->result->guarantee += short_by;
	return STATUS_OK;
}

static Status add_guarantee(ChargeRun *run)
{
	const ChargeCase *person = run->person;
	Status status = STATUS_OK;
	if (person->mig.given) {
		charge_add(run, S("minimum income guarantee, as given"), -person->mig.pence, S("SI 2014/2672 regulation 7"))->why =
			S("an override: the case gives it, so it is not built from regulation 7");
		run->result->guarantee = person->mig.pence;
		compare_override(run);
	} else {
		status = build_guarantee(run);
	}
	return status == STATUS_OK ? check_couple(run) : status;
}

static Status add_personal_allowance(ChargeRun *run)
{
	const ChargeCase *person = run->person;
	const RateRow *row = NULL;
	Pence extra = person->pea_extra + run->policy->personal_allowance_uplift;
	if (person->pea.given) {
		charge_add(run, S("personal expenses allowance, as given"), -person->pea.pence, S("SI 2014/2672 regulation 6"))->why =
			S("an override: the case gives it");
		run->result->guarantee = person->pea.pence;
	} else {
		if (charge_rate(run, RATE_PERSONAL_EXPENSES_ALLOWANCE, &row) != STATUS_OK)
			return STATUS_INVALID;
		charge_quote(charge_add(run, S("personal expenses allowance"), -row->amount, S("SI 2014/2672 regulation 6")),
			RATE_PERSONAL_EXPENSES_ALLOWANCE, row);
		run->result->guarantee = row->amount;
	}
	if (extra > 0) {
		charge_work(charge_add(run, S("personal expenses: more for this person"), -extra,
			S("policy personal_allowance_uplift, or pea_extra of the case")), S("{0} + {1}"), person->pea_extra,
			run->policy->personal_allowance_uplift, 0);
		run->result->guarantee += extra;
	}
	return STATUS_OK;
}

static void add_dre_item(ChargeRun *run, const ChargeDisregard *item, Pence *total)
{
	Pence allowed = item->amount;
	const PolicyDreItem *listed = NULL;
	for (size_t i = 0; i < run->policy->dre_item_count; i++)
		if (str_equal(run->policy->dre_items[i].item, item->label))
			listed = &run->policy->dre_items[i];
	if (listed != NULL && listed->most < allowed)
		allowed = listed->most;
	ChargeLine *line = charge_add(run, item->label, -allowed, S("SI 2014/2672 Schedule 1 paragraph 4"));
	line->why = listed == NULL ? S("disability cost, as claimed") : S("disability cost, from the council's list (policy dre_items)");
	if (allowed < item->amount)
		charge_work(line, S("claimed {0}, the list allows {1} without asking further"), item->amount, allowed, 0);
	*total += allowed;
}

static void add_dre(ChargeRun *run)
{
	const ChargeCase *person = run->person;
	Pence total = 0;
	if (person->dre.given) {
		total = person->dre.pence;
		charge_add(run, S("disability-related expenditure"), -total, S("SI 2014/2672 Schedule 1 paragraph 4"));
	}
	for (size_t i = 0; i < person->dre_item_count; i++)
		add_dre_item(run, &person->dre_items[i], &total);
	bool has_own = person->dre.given || person->dre_item_count > 0;
	if (run->has_disability_benefit && (!has_own || (person->dre_item_count > 0 && total < run->policy->dre_standard))
	    && run->policy->dre_standard > 0) {
		charge_add(run, S("disability-related expenditure, standard amount"), -(run->policy->dre_standard - total),
			S("policy dre_standard"))->why = S("without evidence; more can be claimed");
		total = run->policy->dre_standard;
	}
	run->result->total_allowances += total;
}

Status charge_add_allowances(ChargeRun *run)
{
	const ChargeCase *person = run->person;
	bool permanent = person->setting == CHARGE_CARE_HOME;
	if ((run->as_community ? add_guarantee(run) : add_personal_allowance(run)) != STATUS_OK)
		return STATUS_INVALID;
	run->result->total_allowances += run->result->guarantee;
	if (permanent && person->housing_costs + person->dre.pence > 0) {
		charge_work(charge_note(run, S("housing and disability costs"), 0, S("SI 2014/2672 Schedule 1 paragraph 2")),
			S("{0} and {1} are not taken off for somebody who lives in a care home for good"), person->housing_costs,
			person->dre.pence, 0);
	} else if (person->housing_costs > 0) {
		charge_add(run, S("housing costs"), -person->housing_costs, S("SI 2014/2672 Schedule 1 paragraph 2"));
		run->result->total_allowances += person->housing_costs;
	}
	if (run->as_community)
		add_dre(run);
	if (person->local_extras > 0) {
		charge_add(run, S("other costs that the council allows"), -person->local_extras, S("Care Act 2014 section 14(7)"));
		run->result->total_allowances += person->local_extras;
	}
	return STATUS_OK;
}

/* The order of the sum; its parts stand in capital.c, income.c, guarantee.c and lines.c. */
#include "engine/charging/charging.h"

#include <assert.h>

#include "engine/charging/internal.h"

/* The cost that a person may be asked to meet: what the NHS pays and a top-up are not part of it. */
static Pence chargeable_cost(ChargeRun *run)
{
	const ChargeCase *person = run->person;
	Pence cost = person->cost.pence;
	if (person->nhs_nursing > 0) {
		Pence paid = person->nhs_nursing < cost ? person->nhs_nursing : cost;
		charge_note(run, S("paid by the NHS for nursing"), paid, S("National Health Service; before the means test"));
		cost -= paid;
	}
	if (person->budget.given && person->budget.pence < cost) {
		run->result->top_up = cost - person->budget.pence;
		charge_work(charge_note(run, S("top-up, paid by somebody else"), run->result->top_up, S("Care Act 2014 section 30")),
			S("{0} - {1}; not part of the charge"), cost, person->budget.pence, 0);
		cost = person->budget.pence;
	}
	return cost;
}

static void charge_full_cost(ChargeRun *run, Str label, Str rule)
{
	ChargeResult *result = run->result;
	result->is_full_cost = true;
	result->is_known = run->person->cost.given;
	if (!result->is_known) {
		charge_lack(run, S("care_cost"));
		charge_note(run, label, 0, rule)->why = S("the full cost of the care is due; the case does not say what it is");
		return;
	}
	result->weekly_contribution = chargeable_cost(run);
	result->has_council_pays = true;
	charge_add(run, label, result->weekly_contribution, rule);
	if (run->as_community && run->policy->arrangement_fee > 0) {
		result->arrangement_fee = run->policy->arrangement_fee;
		charge_note(run, S("fee for arranging the care"), result->arrangement_fee, S("policy arrangement_fee"))->why =
			S("beside the charge, not part of it");
	}
}

static const RateRow *find_always(const ChargeRun *run, ChargeRate rate)
{
	const RateRow *row = &run->rates->always[rate];
	return row->present ? row : NULL;
}

/* Is the service one that must be free? Says so in a line. */
static bool is_free(ChargeRun *run)
{
	static const struct { Str label; Str rule; } FREE[] = {
		[CHARGE_FREE_REABLEMENT] = {S_INIT("reablement or intermediate care"), S_INIT("SI 2014/2672 regulation 3(2)(b)")},
		[CHARGE_FREE_SECTION_117] = {S_INIT("aftercare under section 117"), S_INIT("Mental Health Act 1983 section 117")},
		[CHARGE_FREE_EQUIPMENT] = {S_INIT("equipment and minor adaptations"), S_INIT("SI 2014/2672 regulation 3(2)(a)")},
		[CHARGE_FREE_NHS] = {S_INIT("care that the NHS pays for"), S_INIT("National Health Service Act 2006")},
		[CHARGE_FREE_CJD] = {S_INIT("somebody with variant CJD"), S_INIT("SI 2014/2672 regulation 4")},
		[CHARGE_FREE_ASSESSMENT] = {S_INIT("assessment and planning"), S_INIT("Care Act 2014 section 14")},
		[CHARGE_FREE_CARER] = {S_INIT("care for the adult that helps a carer"), S_INIT("Care Act 2014 section 14(3)")},
	};
	const ChargeCase *person = run->person;
	const RateRow *weeks = find_always(run, RATE_REABLEMENT_FREE_WEEKS);
	const RateRow *most = find_always(run, RATE_EQUIPMENT_FREE_MOST);
	ChargeFree service = person->free_service;
	if (service == CHARGE_NOT_FREE)
		return false;
	bool too_long = service == CHARGE_FREE_REABLEMENT && weeks != NULL
		&& person->free_service_days > 7 * weeks->amount / CHARGE_FACTOR;
	bool too_dear = service == CHARGE_FREE_EQUIPMENT && most != NULL && person->equipment_cost > most->amount;
	ChargeLine *line = charge_note(run, FREE[service].label, 0, FREE[service].rule);
	if (service == CHARGE_FREE_REABLEMENT && weeks != NULL) {
		charge_quote(line, RATE_REABLEMENT_FREE_WEEKS, weeks);
		charge_work(line, too_long ? S("day {#0}: the free weeks are over after {#1} days") : S("free up to day {#1}"),
			person->free_service_days, 7 * weeks->amount / CHARGE_FACTOR, 0);
	}
	if (too_dear) {
		charge_quote(line, RATE_EQUIPMENT_FREE_MOST, most);
		charge_work(line, S("{0} is above {1}: not free for that reason alone"), person->equipment_cost, most->amount, 0);
	}
	if (too_long || too_dear)
		return false;
	line->why = S("free, whatever money somebody has");
	run->result->is_free = true;
	run->result->is_known = true;
	return true;
}

/* What is left after all allowances, as far as the council takes it. */
static Pence take_percentage(ChargeRun *run, Pence assessable)
{
	const ChargeCase *person = run->person;
	Pence percent = person->percent.given ? person->percent.pence : run->as_community ? run->policy->percent_taken : 10000;
	if (percent == 10000)
		return assessable;
	Pence taken = run->policy->rounding == POLICY_DOWN ? assessable * percent / 10000
		: divide_half_up(assessable * percent, 10000);
	ChargeLine *line = charge_add(run, S("the part that the council does not take"), taken - assessable,
		person->percent.given ? S("percent_of_disposable of the case") : S("policy percent_taken"));
	charge_work(line, S("{0} x {1} % is taken"), assessable, percent, 0);
	return taken;
}

static Pence apply_bounds(ChargeRun *run, Pence charge)
{
	const ChargeCase *person = run->person;
	Pence least = person->minimum.given ? person->minimum.pence : run->policy->minimum_charge;
	ChargeAmount most = person->maximum;
	if (!most.given && run->as_community && run->policy->maximum_charge > 0)
		most = (ChargeAmount){.given = true, .pence = run->policy->maximum_charge};
	if (charge > 0 && charge < least) {
		charge_work(charge_add(run, S("less than the least charge"), -charge, S("policy minimum_charge")),
			S("{0} is below {1}, so nothing is charged"), charge, least, 0);
		return 0;
	}
	if (most.given && charge > most.pence) {
		charge_work(charge_add(run, S("more than the most charge"), most.pence - charge, S("policy maximum_charge")),
			S("{0} is above {1}"), charge, most.pence, 0);
		charge = most.pence;
	}
	if (!person->cost.given)
		return charge;
	Pence cost = chargeable_cost(run);
	if (charge > cost) {
		charge_work(charge_add(run, S("never more than the care costs"), cost - charge, S("Care Act 2014 section 14(4)")),
			S("{0} is above {1}"), charge, cost, 0);
		charge = cost;
	}
	run->result->has_council_pays = true;
	run->result->council_pays = cost - charge;
	return charge;
}

static void check_sum(ChargeRun *run)
{
	Pence sum = 0;
	for (size_t i = 0; i < run->result->lines.count; i++)
		if (run->result->lines.items[i].adds)
			sum += run->result->lines.items[i].amount;
	assert(!run->result->is_known || sum == run->result->weekly_contribution);
	charge_check(run, S("lines-sum-to-charge"), !run->result->is_known || sum == run->result->weekly_contribution,
		S("the lines that add come to the weekly charge"));
}

static Status charge_from_means(ChargeRun *run)
{
	ChargeResult *result = run->result;
	if (charge_add_capital(run) != STATUS_OK)
		return STATUS_INVALID;
	if (result->above_upper_limit) {
		charge_full_cost(run, S("the full cost of the care"), S("Care Act 2014 section 17; SI 2014/2672 regulation 12"));
		return STATUS_OK;
	}
	if (charge_add_income(run) != STATUS_OK || charge_add_allowances(run) != STATUS_OK)
		return STATUS_INVALID;
	Pence left = result->total_income - result->total_allowances;
	if (left < 0)
		charge_add(run, S("not below nought"), -left, S("Care Act 2014 section 14(7)"))->why =
			S("what comes in is less than what must stay");
	result->assessable_income = left < 0 ? 0 : left;
	result->is_known = true;
	result->weekly_contribution = apply_bounds(run, take_percentage(run, result->assessable_income));
	bool holds = result->weekly_contribution == 0
		|| result->total_income - result->weekly_contribution >= result->total_allowances;
	charge_check(run, S("left-at-least-guarantee"), holds, run->as_community
		? S("after the charge at least the guarantee and the allowed costs stay")
		: S("after the charge at least the personal expenses allowance stays"));
	return STATUS_OK;
}

Status charge_compute(Arena *arena, const ChargeRates *rates, const ChargePolicy *policy, const ChargeCase *person,
	Problems *problems, ChargeResult *result)
{
	assert(person->income_count <= CHARGE_ITEMS_MAX && person->disregard_count <= CHARGE_ITEMS_MAX
		&& person->capital_count <= CHARGE_ITEMS_MAX && person->dre_item_count <= CHARGE_ITEMS_MAX);
	*result = (ChargeResult){.is_provisional = person->is_provisional};
	ChargeRun run = {.arena = arena, .rates = rates, .policy = policy, .person = person, .problems = problems,
		.result = result};
	run.as_community = person->setting == CHARGE_COMMUNITY || (person->setting == CHARGE_CARE_HOME_TEMPORARY
		&& person->stay_days > 0 && person->stay_days <= policy->short_stay_days);
	if (run.as_community && person->setting != CHARGE_COMMUNITY)
		charge_work(charge_note(&run, S("a short stay charged as care at home"), 0,
			S("SI 2014/2672 regulation 8; policy short_stay_days")), S("{#0} days, up to {#1}"), person->stay_days,
			policy->short_stay_days, 0);
	Status status = STATUS_OK;
	if (is_free(&run))
		status = STATUS_OK;
	else if (person->not_disclosed)
		charge_full_cost(&run, S("the full cost: money was not told"), S("SI 2014/2672 regulation 10"));
	else if (person->light_touch)
		charge_full_cost(&run, S("the full cost: treated as assessed"), S("SI 2014/2672 regulation 10 (light touch)"));
	else
		status = charge_from_means(&run);
	if (status == STATUS_OK)
		check_sum(&run);
	return status;
}

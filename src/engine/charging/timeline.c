#include "engine/charging/timeline.h"

#include <assert.h>


/* What is carried from day to day. */
typedef struct Walk {
	Arena *arena;
	const ChargeRules *rules;
	const TimelineCase *person;
	Problems *problems;
	Timeline *out;
	Date known_on;
	Date day;
	/* facts in force */
	const TimelineFact *setting;
	const TimelineFact *property;
	const TimelineFact *notional;
	const TimelineFact *free_service;
	ChargeCase base;
	ChargeIncome incomes[CHARGE_ITEMS_MAX];
	ChargeCapital capitals[CHARGE_ITEMS_MAX + 1];
	size_t capital_count; /* without the home */
	/* counters */
	int64_t disregard_used;    /* days of the 12 weeks */
	Date permanent_last;       /* the last day lived in a home for good; DATE_NONE: never */
	bool relative_before;
	int64_t institution_days;  /* in a funded home or hospital, linked stays together */
	Date institution_last;
	bool benefits_stopped;
	bool property_counts;
	const TimelineFact *notional_of; /* whose amount is being diminished */
	Pence notional_left;
	int64_t notional_days;
	ChargeResult result;
} Walk;

static bool is_known(const Walk *walk, const TimelineFact *fact)
{
	return walk->known_on == DATE_NONE || fact->recorded == DATE_NONE || fact->recorded <= walk->known_on;
}

/* Does fact take the place of best? The later beginning wins, then the later recording, then the later line. */
static bool is_newer(const TimelineFact *fact, const TimelineFact *best)
{
	if (best == NULL || fact->from != best->from)
		return best == NULL || fact->from > best->from;
	return fact->recorded >= best->recorded;
}

/* The fact in force of a kind and name; NULL when there is none. */
static const TimelineFact *fact_on(const Walk *walk, TimelineFactKind kind, Str name)
{
	const TimelineFact *best = NULL;
	for (size_t i = 0; i < walk->person->fact_count; i++) {
		const TimelineFact *fact = &walk->person->facts[i];
		bool fits = fact->kind == kind && str_equal(fact->name, name) && is_known(walk, fact) && fact->from <= walk->day;
		if (fits && is_newer(fact, best))
			best = fact;
	}
	return best != NULL && (best->to == DATE_NONE || walk->day <= best->to) ? best : NULL;
}

static bool is_first_of_name(const TimelineCase *person, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (person->facts[i].kind == person->facts[at].kind && str_equal(person->facts[i].name, person->facts[at].name))
			return false;
	return true;
}

static ChargeAmount amount_on(const Walk *walk, TimelineFactKind kind)
{
	const TimelineFact *fact = fact_on(walk, kind, (Str){0});
	return fact == NULL ? (ChargeAmount){0} : (ChargeAmount){.given = true, .pence = fact->pence};
}

static int64_t number_on(const Walk *walk, TimelineFactKind kind)
{
	const TimelineFact *fact = fact_on(walk, kind, (Str){0});
	return fact == NULL ? 0 : fact->number;
}

static bool truth_on(const Walk *walk, TimelineFactKind kind, bool otherwise)
{
	const TimelineFact *fact = fact_on(walk, kind, (Str){0});
	return fact == NULL ? otherwise : fact->truth;
}

static TimelineSetting setting_of(const Walk *walk)
{
	return walk->setting == NULL ? TIMELINE_NO_CARE : (TimelineSetting)walk->setting->number;
}

static void gather_lists(Walk *walk)
{
	const TimelineCase *person = walk->person;
	ChargeCase *base = &walk->base;
	walk->capital_count = 0;
	base->incomes = walk->incomes;
	for (size_t i = 0; i < person->fact_count; i++) {
		TimelineFactKind kind = person->facts[i].kind;
		bool listed = kind == FACT_INCOME || kind == FACT_CAPITAL_ITEM || kind == FACT_PREMIUM;
		const TimelineFact *fact = listed && is_first_of_name(person, i) ? fact_on(walk, kind, person->facts[i].name) : NULL;
		if (fact == NULL)
			continue;
		if (kind == FACT_INCOME && base->income_count < CHARGE_ITEMS_MAX)
			walk->incomes[base->income_count++] = fact->income;
		if (kind == FACT_CAPITAL_ITEM && walk->capital_count < CHARGE_ITEMS_MAX - 1)
			walk->capitals[walk->capital_count++] = fact->capital;
		base->disability_premium = base->disability_premium
			|| (kind == FACT_PREMIUM && str_equal(fact->name, S("disability")));
		base->enhanced_disability_premium = base->enhanced_disability_premium
			|| (kind == FACT_PREMIUM && str_equal(fact->name, S("enhanced_disability")));
		base->carer_premium = base->carer_premium || (kind == FACT_PREMIUM && str_equal(fact->name, S("carer")));
	}
}

/* What the facts say of the day, before what the counters add. */
static void gather(Walk *walk)
{
	walk->setting = fact_on(walk, FACT_SETTING, (Str){0});
	walk->property = fact_on(walk, FACT_PROPERTY, (Str){0});
	walk->notional = fact_on(walk, FACT_NOTIONAL_CAPITAL, (Str){0});
	walk->free_service = fact_on(walk, FACT_FREE_SERVICE, (Str){0});
	walk->base = (ChargeCase){
		.on = walk->day,
		.years = charge_year_starting(walk->arena, charge_year_on(walk->day)),
		.benefits = charge_year_starting(walk->arena, benefit_year_on(walk->day)),
		.age = (ChargeAge)number_on(walk, FACT_AGE_GROUP),
		.partner_age = (ChargeAge)number_on(walk, FACT_PARTNER_AGE_GROUP),
		.household = (ChargeHousehold)number_on(walk, FACT_HOUSEHOLD),
		.children = number_on(walk, FACT_CHILDREN),
		.capital = amount_on(walk, FACT_CAPITAL),
		.housing_costs = amount_on(walk, FACT_HOUSING_COSTS).pence,
		.dre = amount_on(walk, FACT_DRE),
		.local_extras = amount_on(walk, FACT_LOCAL_EXTRAS).pence,
		.pea_extra = amount_on(walk, FACT_PEA_EXTRA).pence,
		.cost = amount_on(walk, FACT_CARE_COST),
		.mig = amount_on(walk, FACT_MIG),
		.pea = amount_on(walk, FACT_PEA),
		.not_disclosed = !truth_on(walk, FACT_DISCLOSED, true),
		.night_care = truth_on(walk, FACT_NIGHT_CARE, false),
		.is_provisional = truth_on(walk, FACT_PROVISIONAL, false),
	};
	TimelineSetting setting = setting_of(walk);
	walk->base.setting = setting == TIMELINE_CARE_HOME ? CHARGE_CARE_HOME
		: setting == TIMELINE_CARE_HOME_TEMPORARY ? CHARGE_CARE_HOME_TEMPORARY : CHARGE_COMMUNITY;
	if (setting == TIMELINE_CARE_HOME_TEMPORARY && walk->setting->to != DATE_NONE)
		walk->base.stay_days = walk->setting->to - walk->setting->from + 1;
	if (walk->free_service != NULL)
		walk->base.free_service = (ChargeFree)walk->free_service->number;
	gather_lists(walk);
}

static Status compute_once(Walk *walk, Pence notional, ChargeResult *result)
{
	ChargeCase person = walk->base;
	person.notional = notional;
	person.capitals = walk->capitals;
	person.capital_count = walk->capital_count;
	if (walk->property_counts) {
		ChargeCapital home = walk->property->capital;
		home.kind = S("the home");
		home.sale_expenses = true;
		walk->capitals[person.capital_count++] = home;
	}
	if (walk->free_service != NULL)
		person.free_service_days = walk->day - walk->free_service->from + 1;
	for (size_t i = 0; i < person.income_count; i++) {
		const IncomeKind *kind = rates_income_kind(walk->rules->rates, walk->incomes[i].kind, walk->day);
		walk->incomes[i].is_stopped = walk->benefits_stopped && kind != NULL
			&& kind->treatment == INCOME_DISABILITY_BENEFIT;
	}
	/* The lines keep the texts of the case, not its lists. */
	return charge_compute(walk->arena, walk->rules->rates, policies_on(&walk->rules->policies, walk->day), &person,
		walk->problems, result);
}

static Status compute_day(Walk *walk)
{
	TimelineSetting setting = setting_of(walk);
	if (setting == TIMELINE_NO_CARE || setting == TIMELINE_HOSPITAL) {
		walk->result = (ChargeResult){.is_known = true};
		return STATUS_OK;
	}
	return compute_once(walk, walk->notional_left, &walk->result);
}

static int64_t rate_of(const Walk *walk, ChargeRate rate)
{
	return walk->rules->rates->always[rate].amount / CHARGE_FACTOR;
}

static void add_event(Walk *walk, Str event, Date by, Str words, Str rule)
{
	if (walk->day < walk->person->from || walk->out->event_count == TIMELINE_EVENTS_MAX)
		return;
	walk->out->events[walk->out->event_count++] = (TimelineEvent){.on = walk->day, .event = event, .by = by, .words = words,
		.rule = rule};
}

/* The home of somebody who lives in a care home for good: counted, unless a relative lives there or the 12 weeks run. */
static void step_property(Walk *walk)
{
	bool permanent = setting_of(walk) == TIMELINE_CARE_HOME;
	bool relative = walk->property != NULL && walk->property->truth;
	bool at_stake = permanent && walk->property != NULL && !relative;
	int64_t most = 7 * rate_of(walk, RATE_PROPERTY_DISREGARD_WEEKS);
	bool was_counting = walk->property_counts;
	if (permanent && walk->permanent_last != DATE_NONE
	    && walk->day - walk->permanent_last - 1 > 7 * rate_of(walk, RATE_PROPERTY_DISREGARD_AGAIN_WEEKS))
		walk->disregard_used = 0;
	if (at_stake && walk->relative_before)
		walk->disregard_used = 0; /* a relative who protected the home has left it: Schedule 2 paragraph 2 */
	bool begins = at_stake && (walk->permanent_last != walk->day - 1 || walk->relative_before);
	walk->property_counts = at_stake && walk->disregard_used >= most;
	if (begins && !walk->property_counts)
		add_event(walk, S("property-disregard-begins"), walk->day + (Date)(most - walk->disregard_used) - 1,
			S("the home is not counted up to this day; a deferred payment is to be offered by then"),
			S("SI 2014/2672 Schedule 2 paragraph 2; SI 2014/2671 regulation 2"));
	if (walk->property_counts && !was_counting)
		add_event(walk, S("property-counts"), DATE_NONE, S("the value of the home counts from this day"),
			S("SI 2014/2672 regulation 18"));
	if (at_stake && !walk->property_counts)
		walk->disregard_used++;
	if (permanent)
		walk->permanent_last = walk->day;
	walk->relative_before = permanent && relative;
}

/* Disability benefits stop when a home that the council helps to pay for, or hospital, has lasted; and return at once. */
static void step_institution(Walk *walk)
{
	TimelineSetting setting = setting_of(walk);
	bool in_a_home = setting == TIMELINE_CARE_HOME || setting == TIMELINE_CARE_HOME_TEMPORARY;
	bool counts = setting == TIMELINE_HOSPITAL || (in_a_home && !walk->result.is_full_cost);
	bool was = walk->benefits_stopped;
	if (counts) {
		if (walk->institution_last != DATE_NONE
		    && walk->day - walk->institution_last - 1 > rate_of(walk, RATE_DISABILITY_BENEFIT_LINK_DAYS))
			walk->institution_days = 0;
		walk->institution_days++;
		walk->institution_last = walk->day;
	}
	walk->benefits_stopped = counts && walk->institution_days > rate_of(walk, RATE_DISABILITY_BENEFIT_STOP_DAYS);
	bool has_benefit = false;
	for (size_t i = 0; i < walk->base.income_count; i++) {
		const IncomeKind *kind = rates_income_kind(walk->rules->rates, walk->incomes[i].kind, walk->day);
		has_benefit = has_benefit || (kind != NULL && kind->treatment == INCOME_DISABILITY_BENEFIT);
	}
	if (has_benefit && walk->benefits_stopped && !was)
		add_event(walk, S("disability-benefit-stops"), DATE_NONE, S("tell the Department for Work and Pensions"),
			S("not paid after 28 days"));
	if (has_benefit && was && !walk->benefits_stopped)
		add_event(walk, S("disability-benefit-returns"), DATE_NONE, S("tell the Department for Work and Pensions"),
			S("paid again on leaving"));
}

/* What was given away gets less after each week in care by what the person paid more because of it: regulation 23. */
static Status step_notional(Walk *walk, bool *changed)
{
	TimelineSetting setting = setting_of(walk);
	bool in_care = setting != TIMELINE_NO_CARE && setting != TIMELINE_HOSPITAL;
	if (walk->notional != walk->notional_of) {
		walk->notional_of = walk->notional;
		walk->notional_left = walk->notional == NULL ? 0 : walk->notional->pence;
		walk->notional_days = 0;
		*changed = true;
	}
	if (walk->notional_left == 0 || !in_care)
		return STATUS_OK;
	bool week_is_over = walk->notional_days > 0 && walk->notional_days % 7 == 0;
	walk->notional_days++;
	if (!week_is_over)
		return STATUS_OK;
	ChargeResult without;
	if (compute_once(walk, 0, &without) != STATUS_OK)
		return STATUS_INVALID;
	if (!without.is_known || !walk->result.is_known || without.weekly_contribution >= walk->result.weekly_contribution)
		return STATUS_OK;
	Pence less = walk->result.weekly_contribution - without.weekly_contribution;
	walk->notional_left = less < walk->notional_left ? walk->notional_left - less : 0;
	*changed = true;
	return STATUS_OK;
}

static Status keep_day(Walk *walk, bool changed)
{
	Timeline *out = walk->out;
	if (walk->day < walk->person->from)
		return STATUS_OK;
	if (out->part_count > 0 && !changed) {
		out->parts[out->part_count - 1].to = walk->day;
		out->periods[out->period_count - 1].to = walk->day;
		return STATUS_OK;
	}
	if (out->part_count == TIMELINE_PERIODS_MAX)
		return problems_add(walk->problems, (Problem){.field = S("facts"),
			.message = S("The charge changes more than 2,000 times: ask for fewer days.")});
	out->parts[out->part_count] = (TimelinePart){.from = walk->day, .to = walk->day, .setting = setting_of(walk),
		.charge = walk->result};
	bool same = out->period_count > 0 && out->periods[out->period_count - 1].is_known == walk->result.is_known
		&& out->periods[out->period_count - 1].weekly == walk->result.weekly_contribution;
	if (!same)
		out->periods[out->period_count++] = (TimelinePeriod){.from = walk->day, .is_known = walk->result.is_known,
			.weekly = walk->result.weekly_contribution, .first_part = out->part_count};
	out->periods[out->period_count - 1].to = walk->day;
	out->periods[out->period_count - 1].part_count++;
	out->part_count++;
	return STATUS_OK;
}

/* A day on which facts, rates or a dated rule may change: those of the facts, April, and the ends of weeks that rules
 * name. Sorted is not needed: one byte a day. */
static void mark(uint8_t *marks, Date first, Date last, Date day)
{
	if (day != DATE_NONE && day >= first && day <= last)
		marks[day - first] = 1;
}

static void mark_fact(const Walk *walk, uint8_t *marks, Date first, Date last, const TimelineFact *fact)
{
	mark(marks, first, last, fact->from);
	if (fact->to != DATE_NONE)
		mark(marks, first, last, fact->to + 1);
	if (fact->kind == FACT_FREE_SERVICE)
		mark(marks, first, last, fact->from + (Date)(7 * rate_of(walk, RATE_REABLEMENT_FREE_WEEKS)));
	if (fact->kind != FACT_CAPITAL_ITEM || fact->capital.since == DATE_NONE)
		return;
	const CapitalKind *kind = rates_capital_kind(walk->rules->rates, fact->capital.kind, DATE_NONE);
	if (kind != NULL && kind->weeks > 0)
		mark(marks, first, last, fact->capital.since + 7 * (Date)kind->weeks);
}

static uint8_t *mark_days(const Walk *walk, Date first, Date last)
{
	uint8_t *marks = ARENA_ARRAY(walk->arena, uint8_t, (size_t)last - (size_t)first + 1);
	const ChargeRates *rates = walk->rules->rates;
	mark(marks, first, last, first);
	for (size_t i = 0; i < walk->person->fact_count; i++)
		mark_fact(walk, marks, first, last, &walk->person->facts[i]);
	for (int year = charge_year_on(first); year <= charge_year_on(last); year++) {
		mark(marks, first, last, charge_year_begins(year));
		mark(marks, first, last, benefit_year_begins(year));
	}
	for (size_t i = 0; i < walk->rules->policies.count; i++)
		mark(marks, first, last, walk->rules->policies.versions[i].from);
	for (size_t i = 0; i < rates->income_count; i++) {
		mark(marks, first, last, rates->incomes[i].from);
		mark(marks, first, last, rates->incomes[i].to == DATE_NONE ? DATE_NONE : rates->incomes[i].to + 1);
	}
	for (size_t i = 0; i < rates->capital_count; i++) {
		mark(marks, first, last, rates->capitals[i].from);
		mark(marks, first, last, rates->capitals[i].to == DATE_NONE ? DATE_NONE : rates->capitals[i].to + 1);
	}
	return marks;
}

static Status walk_day(Walk *walk, bool marked)
{
	bool changed = marked;
	if (marked)
		gather(walk);
	bool counted = walk->property_counts;
	step_property(walk);
	changed = changed || counted != walk->property_counts;
	if (step_notional(walk, &changed) != STATUS_OK || (changed && compute_day(walk) != STATUS_OK))
		return STATUS_INVALID;
	bool stopped = walk->benefits_stopped;
	step_institution(walk);
	if (stopped != walk->benefits_stopped) {
		changed = true;
		if (compute_day(walk) != STATUS_OK)
			return STATUS_INVALID;
	}
	return keep_day(walk, changed);
}

Pence timeline_period_amount(const TimelinePeriod *period, Date first, Date last)
{
	assert(period->from <= first && first <= last && last <= period->to);
	return divide_half_up(period->weekly * (last - period->from + 1), 7) - divide_half_up(period->weekly * (first - period->from), 7);
}

static Date first_day(const TimelineCase *person)
{
	Date first = person->from;
	for (size_t i = 0; i < person->fact_count; i++)
		if (person->facts[i].from < first)
			first = person->facts[i].from;
	return first;
}

Status timeline_compute(Arena *arena, const ChargeRules *rules, const TimelineCase *person, Date known_on, Problems *problems,
	Timeline *out)
{
	Walk *walk = ARENA_NEW(arena, Walk);
	Date first = first_day(person);
	if (person->to - first >= TIMELINE_DAYS_MAX)
		return problems_add(problems, (Problem){.field = S("to"),
			.message = S("From the first fact to the last day there may be at most a hundred years.")});
	*out = (Timeline){
		.parts = ARENA_ARRAY(arena, TimelinePart, TIMELINE_PERIODS_MAX),
		.periods = ARENA_ARRAY(arena, TimelinePeriod, TIMELINE_PERIODS_MAX),
		.events = ARENA_ARRAY(arena, TimelineEvent, TIMELINE_EVENTS_MAX),
	};
	walk->arena = arena;
	walk->rules = rules;
	walk->person = person;
	walk->problems = problems;
	walk->out = out;
	walk->known_on = known_on;
	walk->permanent_last = DATE_NONE;
	walk->institution_last = DATE_NONE;
	uint8_t *marks = mark_days(walk, first, person->to);
	for (walk->day = first; walk->day <= person->to; walk->day++)
		if (walk_day(walk, marks[walk->day - first] != 0) != STATUS_OK)
			return STATUS_INVALID;
	for (size_t i = 0; i < out->period_count; i++) {
		TimelinePeriod *period = &out->periods[i];
		period->amount = timeline_period_amount(period, period->from, period->to);
		out->total += period->amount;
	}
	return STATUS_OK;
}

TimelineDifference *timeline_compare(Arena *arena, const Timeline *was, const Timeline *now, size_t *count)
{
	TimelineDifference *found = ARENA_ARRAY(arena, TimelineDifference, was->period_count + now->period_count + 1);
	size_t left = 0;
	size_t right = 0;
	*count = 0;
	while (left < was->period_count && right < now->period_count) {
		const TimelinePeriod *before = &was->periods[left];
		const TimelinePeriod *after = &now->periods[right];
		Date from = before->from > after->from ? before->from : after->from;
		Date to = before->to < after->to ? before->to : after->to;
		TimelineDifference difference = {.from = from, .to = to, .weekly_was = before->weekly, .weekly_now = after->weekly,
			.amount_was = timeline_period_amount(before, from, to), .amount_now = timeline_period_amount(after, from, to)};
		if (difference.amount_was != difference.amount_now || difference.weekly_was != difference.weekly_now)
			found[(*count)++] = difference;
		left += before->to == to ? 1 : 0;
		right += after->to == to ? 1 : 0;
	}
	return found;
}

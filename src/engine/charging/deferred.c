#include "engine/charging/deferred.h"

#include <assert.h>

#include "engine/charging/internal.h"

enum { YEAR_DAYS = 365, MICRO = 1000000 }; /* daily interest is carried in millionths of a penny */
#define INTEREST_DIVISOR ((int64_t)100 * CHARGE_FACTOR * YEAR_DAYS)

typedef struct Debt {
	const DeferredCase *person;
	const ChargeRates *rates;
	const ChargePolicy *policy;
	Problems *problems;
	DeferredResult *out;
	int64_t micro;     /* daily: the whole debt */
	Pence pence;       /* quarterly, simple: what bears interest */
	Pence side;        /* simple: interest that bears none */
	int64_t pending;   /* pence x rate x days not yet turned into interest */
	Pence rate;
	int64_t day_number;
	bool stopped;
} Debt;

static Pence debt_pence(const Debt *debt)
{
	if (debt->person->compounding == POLICY_INTEREST_DAILY)
		return divide_half_up(debt->micro, MICRO);
	return debt->pence + debt->side;
}

static void debt_add(Debt *debt, Pence amount)
{
	debt->micro += amount * MICRO;
	debt->pence += amount;
}

static void settle_interest(Debt *debt)
{
	Pence interest = divide_half_up(debt->pending, INTEREST_DIVISOR);
	debt->pending = 0;
	if (debt->person->compounding == POLICY_INTEREST_SIMPLE)
		debt->side += interest;
	else
		debt->pence += interest;
}

static void bear_interest(Debt *debt)
{
	if (debt->person->compounding == POLICY_INTEREST_DAILY)
		debt->micro += divide_half_up(debt->micro * debt->rate, INTEREST_DIVISOR);
	else
		debt->pending += debt->pence * debt->rate;
}

static Status find_rate(Debt *debt, Date day)
{
	const RateRow *row = NULL;
	if (debt->person->interest_rate.given) {
		debt->rate = debt->person->interest_rate.pence;
		return STATUS_OK;
	}
	if (rates_find_half(debt->rates, day, &row) != STATUS_OK) {
		int year = 0;
		int month = 0;
		int month_day = 0;
		date_split(day, &year, &month, &month_day);
		return problems_add_format(debt->problems, (Problem){.field = S("interest_rate")},
			"The rate dpa_interest_rate_max is not on file for %dH%d: add a row to data/rates/rates.csv, or give the rate.",
			year, month > 6 ? 2 : 1);
	}
	debt->rate = row->amount > debt->policy->deferred_margin ? row->amount - debt->policy->deferred_margin : 0;
	return STATUS_OK;
}

static DeferredRow *row_begin(Debt *debt, Date day)
{
	DeferredResult *out = debt->out;
	assert(out->row_count < DEFERRED_ROWS_MAX);
	DeferredRow *row = &out->rows[out->row_count++];
	*row = (DeferredRow){.from = day, .to = day, .rate = debt->rate, .opening = debt_pence(debt)};
	return row;
}

static void row_end(Debt *debt, DeferredRow *row)
{
	row->closing = debt_pence(debt);
	row->interest = row->closing - row->opening - row->deferred - row->fees;
	debt->out->total_deferred += row->deferred;
	debt->out->total_interest += row->interest;
}

/* What of the care is deferred on the day: positions of the weekly amount, so that whole weeks are exact. */
static Pence defer_care(Debt *debt, Date day)
{
	Pence weekly = debt->out->weekly_deferred;
	Pence due = divide_half_up(weekly * (debt->day_number + 1), 7) - divide_half_up(weekly * debt->day_number, 7);
	Pence room = debt->out->equity_limit - debt_pence(debt);
	room = room < 0 ? 0 : room;
	if (debt->stopped || !debt->out->is_eligible || due == 0)
		return 0;
	if (due >= room) {
		debt->stopped = true;
		debt->out->limit_reached_on = day;
		return room;
	}
	return due;
}

static Pence fee_on(const DeferredCase *person, Date day)
{
	if (day == person->from)
		return person->set_up_fee;
	for (int years = 1; years <= DEFERRED_DAYS_MAX / YEAR_DAYS; years++)
		if (date_add_months(person->from, 12 * years) == day)
			return person->yearly_fee;
	return 0;
}

static bool ends_quarter(Date day)
{
	int year = 0;
	int month = 0;
	int month_day = 0;
	date_split(day + 1, &year, &month, &month_day);
	return month_day == 1 && month % 3 == 1;
}

static bool begins_half(Date day)
{
	int year = 0;
	int month = 0;
	int month_day = 0;
	date_split(day, &year, &month, &month_day);
	return month_day == 1 && month % 6 == 1;
}

static Status walk_debt(Debt *debt)
{
	const DeferredCase *person = debt->person;
	DeferredRow *row = NULL;
	debt_add(debt, person->opening);
	for (Date day = person->from; day <= person->to; day++, debt->day_number++) {
		if (row == NULL || begins_half(day)) {
			if (row != NULL)
				row_end(debt, row);
			if (find_rate(debt, day) != STATUS_OK)
				return STATUS_INVALID;
			row = row_begin(debt, day);
		}
		bear_interest(debt);
		Pence fee = fee_on(person, day);
		debt_add(debt, fee);
		row->fees += fee;
		Pence deferred = defer_care(debt, day);
		debt_add(debt, deferred);
		row->deferred += deferred;
		row->to = day;
		bool settles = person->compounding == POLICY_INTEREST_SIMPLE ? begins_half(day + 1) : ends_quarter(day);
		if (settles || day == person->to)
			settle_interest(debt);
		if (debt->out->review_on == DATE_NONE && debt_pence(debt) >= debt->out->review_at)
			debt->out->review_on = day;
	}
	if (row != NULL)
		row_end(debt, row);
	debt->out->balance = debt_pence(debt);
	return STATUS_OK;
}

static Status add_limit(ChargeRun *run, const DeferredCase *person, DeferredResult *out)
{
	const RateRow *percent = NULL;
	const RateRow *review = NULL;
	const RateRow *lower = NULL;
	if (charge_rate(run, RATE_DPA_EQUITY_LIMIT_PERCENT, &percent) != STATUS_OK
	    || charge_rate(run, RATE_DPA_EQUITY_REVIEW_PERCENT, &review) != STATUS_OK
	    || charge_rate(run, RATE_CAPITAL_LIMIT_LOWER, &lower) != STATUS_OK)
		return STATUS_INVALID;
	Pence part = divide_half_up(person->property_value * percent->amount, 100 * CHARGE_FACTOR);
	Pence limit = part - lower->amount - person->prior_charges;
	out->equity_limit = limit < 0 ? 0 : limit;
	out->review_at = divide_half_up(person->property_value * review->amount, 100 * CHARGE_FACTOR);
	ChargeLine *line = charge_note(run, S("the most that may be deferred"), out->equity_limit, S("SI 2014/2671 regulation 5"));
	charge_quote(line, RATE_DPA_EQUITY_LIMIT_PERCENT, percent);
	charge_work(line, S("{0} of the value, less {1}, less {2} secured before"), part, lower->amount, person->prior_charges);
	charge_quote(charge_note(run, S("the agreement is looked at again"), out->review_at, S("policy; statutory guidance")),
		RATE_DPA_EQUITY_REVIEW_PERCENT, review);
	return STATUS_OK;
}

static Status add_eligibility(ChargeRun *run, const DeferredCase *person, DeferredResult *out)
{
	const RateRow *upper = NULL;
	if (charge_rate(run, RATE_CAPITAL_LIMIT_UPPER, &upper) != STATUS_OK)
		return STATUS_INVALID;
	bool capital = person->other_capital <= upper->amount;
	charge_check(run, S("other-capital-within-limit"), capital, S("what is owned beside the home is not above the upper limit"));
	charge_check(run, S("home-counts"), !person->property_disregarded, S("the home is not disregarded"));
	charge_check(run, S("security"), !person->security_inadequate && out->equity_limit > 0,
		S("the home can secure a debt"));
	out->is_eligible = capital && !person->property_disregarded && !person->security_inadequate && out->equity_limit > 0;
	return STATUS_OK;
}

static Status add_weekly(ChargeRun *run, const DeferredCase *person, DeferredResult *out)
{
	const RateRow *row = NULL;
	if (person->weekly_deferred.given) {
		out->weekly_deferred = person->weekly_deferred.pence;
		charge_add(run, S("deferred each week, as given"), out->weekly_deferred, S("Care Act 2014 section 34"));
		return STATUS_OK;
	}
	out->allowance = person->allowance.pence;
	if (!person->allowance.given) {
		if (charge_rate(run, RATE_DPA_DISPOSABLE_INCOME_ALLOWANCE, &row) != STATUS_OK)
			return STATUS_INVALID;
		out->allowance = row->amount;
	}
	Pence paid = person->weekly_income > out->allowance ? person->weekly_income - out->allowance : 0;
	out->weekly_from_income = paid < person->weekly_cost ? paid : person->weekly_cost;
	out->weekly_deferred = person->weekly_cost - out->weekly_from_income;
	charge_add(run, S("the care each week"), person->weekly_cost, S("Care Act 2014 section 34"));
	ChargeLine *line = charge_add(run, S("paid from income"), -out->weekly_from_income, S("SI 2014/2671 regulation 6"));
	if (row != NULL)
		charge_quote(line, RATE_DPA_DISPOSABLE_INCOME_ALLOWANCE, row);
	charge_work(line, S("{0} comes in, {1} stays with the person"), person->weekly_income, out->allowance, 0);
	return STATUS_OK;
}

Status deferred_compute(Arena *arena, const ChargeRates *rates, const ChargePolicy *policy, const DeferredCase *person,
	Problems *problems, DeferredResult *out)
{
	assert(person->to >= person->from && person->to - person->from < DEFERRED_DAYS_MAX);
	assert(person->property_value <= DEFERRED_PENCE_MAX && person->opening <= DEFERRED_PENCE_MAX);
	ChargeCase year = {.years = charge_year_starting(arena, charge_year_on(person->from)), .on = person->from};
	*out = (DeferredResult){.rows = ARENA_ARRAY(arena, DeferredRow, DEFERRED_ROWS_MAX), .limit_reached_on = DATE_NONE,
		.review_on = DATE_NONE};
	ChargeRun run = {.arena = arena, .rates = rates, .policy = policy, .person = &year, .problems = problems,
		.result = &out->lines};
	if (add_limit(&run, person, out) != STATUS_OK || add_eligibility(&run, person, out) != STATUS_OK
	    || add_weekly(&run, person, out) != STATUS_OK)
		return STATUS_INVALID;
	Debt debt = {.person = person, .rates = rates, .policy = policy, .problems = problems, .out = out};
	return walk_debt(&debt);
}

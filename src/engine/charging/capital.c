/* What somebody owns, as far as it counts: SI 2014/2672 Part 5 and Schedule 2. */
#include <assert.h>

#include "engine/charging/internal.h"

Pence charge_share(Pence amount, int64_t owners)
{
	assert(owners > 0 && amount >= 0);
	return amount / owners;
}

Pence charge_tariff(Pence capital, Pence lower, Pence step, Pence per_step)
{
	assert(step > 0);
	return capital <= lower ? 0 : (capital - lower + step - 1) / step * per_step;
}

static Pence item_value(ChargeRun *run, const ChargeCapital *item, const RateRow *expenses, ChargeLine *line)
{
	Pence sale = 0;
	if (item->sale_expenses) {
		sale = divide_half_up(item->amount * expenses->amount, 100 * CHARGE_FACTOR);
		charge_quote(line, RATE_CAPITAL_SALE_EXPENSES_PERCENT, expenses);
	}
	Pence worth = item->amount - sale - item->secured;
	worth = worth < 0 ? 0 : charge_share(worth, item->owners);
	line->numbers[0] = item->amount;
	line->numbers[1] = sale + item->secured;
	line->numbers[2] = item->owners;
	line->working = item->owners > 1 ? S("({0} - {1}) / {#2} owners, equal shares") : S("{0} - {1}");
	line->working = sale + item->secured == 0 && item->owners == 1 ? (Str){0} : line->working;
	(void)run;
	return worth;
}

/* Ignored on the day of the case? why then says how long. */
static bool is_ignored(const ChargeCase *person, const ChargeCapital *item, const CapitalKind *kind)
{
	if (kind == NULL || !kind->ignored)
		return false;
	if (kind->weeks == 0)
		return true;
	return item->since != DATE_NONE && person->on != DATE_NONE && person->on < item->since + 7 * (Date)kind->weeks;
}

static Status add_item(ChargeRun *run, const ChargeCapital *item, Pence *total)
{
	const RateRow *expenses = NULL;
	if (item->sale_expenses && charge_rate(run, RATE_CAPITAL_SALE_EXPENSES_PERCENT, &expenses) != STATUS_OK)
		return STATUS_INVALID;
	const CapitalKind *kind = rates_capital_kind(run->rates, item->kind, run->person->on);
	ChargeLine *line = charge_note(run, item->kind, 0, kind == NULL ? S("SI 2014/2672 regulation 18") : kind->rule);
	Pence worth = item_value(run, item, expenses, line);
	if (item->is_partners) {
		line->why = S("the partner's own capital is not counted");
	} else if (is_ignored(run->person, item, kind)) {
		line->why = S("not counted");
		charge_work(line, S("{0}"), worth, 0, 0);
	} else {
		line->amount = worth;
		*total += worth;
	}
	return STATUS_OK;
}

static Status count_capital(ChargeRun *run, Pence *out)
{
	const ChargeCase *person = run->person;
	Pence total = person->capital.pence;
	if (!person->capital.given && person->capital_count == 0)
		charge_lack(run, S("capital"));
	for (size_t i = 0; i < person->capital_count; i++)
		if (add_item(run, &person->capitals[i], &total) != STATUS_OK)
			return STATUS_INVALID;
	if (person->notional > 0) {
		charge_note(run, S("given away to pay less"), person->notional,
			S("SI 2014/2672 regulations 22 and 23"))->why = S("counted as if it were still there");
		total += person->notional;
	}
	*out = total;
	return STATUS_OK;
}

/* A limit: the case's own, else a council's higher one outside care homes, else the law's. */
static Status find_limit(ChargeRun *run, ChargeAmount own, Pence local, ChargeRate rate, Pence *out, ChargeLine *quote)
{
	const RateRow *row = NULL;
	if (own.given) {
		*out = own.pence;
		quote->why = S("limits as the case gives them");
		return STATUS_OK;
	}
	if (charge_rate(run, rate, &row) != STATUS_OK)
		return STATUS_INVALID;
	*out = row->amount;
	if (run->as_community && local > row->amount) {
		*out = local;
		quote->why = S("the council's own higher limits: policy capital_limit_lower and capital_limit_upper");
		return STATUS_OK;
	}
	charge_quote(quote, rate, row);
	return STATUS_OK;
}

static Status add_tariff(ChargeRun *run, Pence capital, Pence lower, ChargeLine quote)
{
	const RateRow *step = NULL;
	const RateRow *per_step = NULL;
	ChargeResult *result = run->result;
	if (charge_rate(run, RATE_TARIFF_INCOME_STEP, &step) != STATUS_OK
	    || charge_rate(run, RATE_TARIFF_INCOME_PER_STEP, &per_step) != STATUS_OK)
		return STATUS_INVALID;
	if (step->amount == 0)
		return problems_add(run->problems, (Problem){.field = S("tariff_income_step"),
			.message = S("The step of tariff income must be above nought.")});
	result->tariff_income = charge_tariff(capital, lower, step->amount, per_step->amount);
	result->total_income += result->tariff_income;
	ChargeLine *line = charge_add(run, S("tariff income from capital"), result->tariff_income,
		S("SI 2014/2672 regulation 25"));
	line->rate = quote.rate;
	line->row = quote.row;
	line->why = quote.why;
	charge_work(line, result->tariff_income == 0 ? S("{0} is not above the lower limit of {1}")
		: S("({0} - {1}) / {2}, each step or part of one"), capital, lower, step->amount);
	return STATUS_OK;
}

Status charge_add_capital(ChargeRun *run)
{
	const ChargeCase *person = run->person;
	ChargeResult *result = run->result;
	Pence upper = 0;
	Pence lower = 0;
	ChargeLine above = {0};
	ChargeLine below = {0};
	if (count_capital(run, &result->capital) != STATUS_OK)
		return STATUS_INVALID;
	result->tariff_applies = true;
	if (result->capital == 0) {
		charge_add(run, S("tariff income from capital"), 0, S("SI 2014/2672 regulation 25"))->why = S("no capital counts");
		return STATUS_OK;
	}
	if (find_limit(run, person->capital_upper, run->policy->capital_limit_upper, RATE_CAPITAL_LIMIT_UPPER, &upper, &above)
	    != STATUS_OK)
		return STATUS_INVALID;
	result->above_upper_limit = result->capital > upper;
	if (result->above_upper_limit) {
		ChargeLine *line = charge_note(run, S("capital above the upper limit"), result->capital,
			S("SI 2014/2672 regulation 12"));
		line->rate = above.rate;
		line->row = above.row;
		line->why = above.why;
		charge_work(line, S("{0} is above {1}"), result->capital, upper, 0);
		result->tariff_applies = false;
		return STATUS_OK;
	}
	if (find_limit(run, person->capital_lower, run->policy->capital_limit_lower, RATE_CAPITAL_LIMIT_LOWER, &lower, &below)
	    != STATUS_OK)
		return STATUS_INVALID;
	return add_tariff(run, result->capital, lower, below);
}

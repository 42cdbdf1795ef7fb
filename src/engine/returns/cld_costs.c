#include "engine/returns/cld_costs.h"

#include <stdlib.h>

#include "engine/returns/cld_words.h"

enum { DAYS_A_WEEK = 7, UNITS_ONE = 100 };

const Str CLD_PRICE_NAMES[CLD_PRICE_BASES] = {[CLD_PRICE_HOUR] = S_INIT("an hour"), [CLD_PRICE_SESSION] = S_INIT("a session"),
	[CLD_PRICE_DAY] = S_INIT("a day"), [CLD_PRICE_WEEK] = S_INIT("a week")};

/* Payments in a week. */
typedef struct Weekly {
	int64_t payments;
	int64_t weeks; /* 0: not paid by the week or longer */
} Weekly;

static Weekly weekly_of(uint8_t frequency)
{
	static const Weekly OF[CLD_FREQUENCY_COUNT] = {[CLD_FREQUENCY_WEEK] = {1, 1}, [CLD_FREQUENCY_FORTNIGHT] = {1, 2},
		[CLD_FREQUENCY_FOUR_WEEKS] = {1, 4}, [CLD_FREQUENCY_MONTH] = {12, 52}, [CLD_FREQUENCY_QUARTER] = {4, 52},
		[CLD_FREQUENCY_YEAR] = {1, 52}};
	return frequency < CLD_FREQUENCY_COUNT ? OF[frequency] : (Weekly){0};
}

static bool is_counted(uint8_t frequency)
{
	return frequency == CLD_FREQUENCY_SESSION || frequency == CLD_FREQUENCY_HOUR || frequency == CLD_FREQUENCY_DAY;
}

/* Without its sign; false for none and for nought. */
static bool amount_of(int32_t written, int64_t *out)
{
	*out = written < 0 ? -(int64_t)written : written;
	return written != CLD_AMOUNT_NONE && *out > 0;
}

bool cld_cost_between(const CldEventRow *row, Date end, Date from, Date to, Pence *out)
{
	int64_t amount = 0;
	int64_t units = 0;
	Date first = row->start > from ? row->start : from;
	Date last = end < to ? end : to;
	int64_t days = (int64_t)last - first + 1;
	Weekly weekly = weekly_of(row->frequency);
	*out = 0;
	if (!amount_of(row->unit_pence, &amount) || days <= 0)
		return false;
	if (row->frequency == CLD_FREQUENCY_ONCE)
		*out = row->start >= from ? amount : 0;
	else if (weekly.weeks > 0)
		*out = divide_half_up(amount * weekly.payments * days, weekly.weeks * DAYS_A_WEEK);
	else if (is_counted(row->frequency) && amount_of(row->units, &units))
		*out = divide_half_up(amount * units * days, (int64_t)UNITS_ONE * DAYS_A_WEEK);
	return *out > 0;
}

bool cld_price_of(const CldEventRow *row, CldPriceBasis *basis, Pence *out)
{
	int64_t amount = 0;
	int64_t units = 0;
	Weekly weekly = weekly_of(row->frequency);
	if (!amount_of(row->unit_pence, &amount))
		return false;
	*basis = row->frequency == CLD_FREQUENCY_HOUR ? CLD_PRICE_HOUR : row->frequency == CLD_FREQUENCY_SESSION ? CLD_PRICE_SESSION
		: row->frequency == CLD_FREQUENCY_DAY ? CLD_PRICE_DAY : CLD_PRICE_WEEK;
	*out = weekly.weeks > 0 ? divide_half_up(amount * weekly.payments, weekly.weeks) : amount;
	return *out > 0 && (weekly.weeks > 0 || (is_counted(row->frequency) && amount_of(row->units, &units)));
}

/* ---- Out of line. ---- */

static int compare_kinds(const CldPrice *one, const CldPrice *two)
{
	if (one->council != two->council)
		return one->council < two->council ? -1 : 1;
	if (one->service != two->service)
		return one->service < two->service ? -1 : 1;
	if (one->component != two->component)
		return one->component < two->component ? -1 : 1;
	return (one->basis > two->basis) - (one->basis < two->basis);
}

static int by_kind(const void *left, const void *right)
{
	const CldPrice *one = left;
	const CldPrice *two = right;
	int order = compare_kinds(one, two);
	if (order != 0)
		return order;
	if (one->price != two->price)
		return one->price < two->price ? -1 : 1;
	if (one->file != two->file)
		return one->file < two->file ? -1 : 1;
	return (one->row > two->row) - (one->row < two->row);
}

/* The prices of one kind, ascending. */
static CldPriceKind judge_kind(CldPrice *prices, size_t count)
{
	CldPriceKind kind = {.council = prices->council, .service = prices->service, .component = prices->component,
		.basis = prices->basis, .count = count, .lower = prices[count / 4].price, .middle = prices[count / 2].price,
		.upper = prices[count * 3 / 4].price};
	for (size_t i = 0; i < count; i++) {
		prices[i].middle = kind.middle;
		prices[i].out_of_line = prices[i].price > kind.middle * CLD_PRICE_OUT_OF_LINE
			|| prices[i].price * CLD_PRICE_OUT_OF_LINE < kind.middle;
		kind.out_of_line += prices[i].out_of_line;
	}
	return kind;
}

void cld_prices_judge(Arena *arena, CldPrice *prices, size_t count, CldPriceKind **kinds, size_t *kind_count)
{
	*kinds = ARENA_ARRAY(arena, CldPriceKind, count / CLD_PRICES_LEAST + 1);
	*kind_count = 0;
	if (count > 0)
		qsort(prices, count, sizeof *prices, by_kind);
	for (size_t at = 0; at < count;) {
		size_t next = at + 1;
		while (next < count && compare_kinds(&prices[at], &prices[next]) == 0)
			next++;
		if (next - at >= CLD_PRICES_LEAST)
			(*kinds)[(*kind_count)++] = judge_kind(&prices[at], next - at);
		at = next;
	}
}

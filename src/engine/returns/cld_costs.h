/* What services cost: over a stretch of days, by the published rule, and the price of one beside those of its kind.
 *
 * Rule: DHSC, costs of client level data (notes on 6.Costs_fact.sql, read 21 November 2026). Out of line is our own rule.
 */
#ifndef KITH_ENGINE_RETURNS_CLD_COSTS_H
#define KITH_ENGINE_RETURNS_CLD_COSTS_H

#include "base/money.h"
#include "engine/returns/cld_event.h"

/* The service's cost on the days from..to on which it runs; end is CLD_OPEN_END when it has none. The amount without its
 * sign; weekly and longer frequencies by themselves, sessions, hours and days by planned units a week; a one-off whole
 * when the service starts from..to. Rounded half up to a penny. False when nothing counts: no amount or nought, no
 * frequency, none charged, units missing, not running then. */
bool cld_cost_between(const CldEventRow *row, Date end, Date from, Date to, Pence *out);

/* What a price is for. */
typedef enum CldPriceBasis { CLD_PRICE_HOUR, CLD_PRICE_SESSION, CLD_PRICE_DAY, CLD_PRICE_WEEK, CLD_PRICE_BASES } CldPriceBasis;
extern const Str CLD_PRICE_NAMES[CLD_PRICE_BASES]; /* "an hour" */

/* The unit cost of sessions, hours and days, the weekly cost of what is paid by the week or longer. False for one-offs
 * and where cld_cost_between counts nothing. */
bool cld_price_of(const CldEventRow *row, CldPriceBasis *basis, Pence *out);

enum {
	CLD_PRICES_LEAST = 20,     /* fewer of a kind say nothing of one of them */
	CLD_PRICE_OUT_OF_LINE = 3, /* times the middle price, or the middle price so many times */
};

/* One service that runs on some day of the last quarter. */
typedef struct CldPrice {
	uint16_t council;
	uint16_t file;
	uint32_t row;
	uint8_t service;
	uint8_t component;
	uint8_t basis;
	bool out_of_line; /* set by cld_prices_judge */
	Pence price;
	Pence middle;     /* of its kind, set by cld_prices_judge; 0 where there are too few */
} CldPrice;

/* Services of one council with the same type, component and basis. */
typedef struct CldPriceKind {
	uint16_t council;
	uint8_t service;
	uint8_t component;
	uint8_t basis;
	size_t count;
	size_t out_of_line;
	Pence lower; /* a quarter of them is at or below it */
	Pence middle;
	Pence upper;
} CldPriceKind;

/* Sorts the prices by kind and price, tells which are out of line, and lists the kinds with CLD_PRICES_LEAST or more.
 * Quartiles and the middle are prices that occur: the one at half of the count, rounded down. */
void cld_prices_judge(Arena *arena, CldPrice *prices, size_t count, CldPriceKind **kinds, size_t *kind_count);

#endif

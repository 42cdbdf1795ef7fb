#include "unit_test.h"

#include "engine/returns/cld_costs.h"
#include "engine/returns/cld_words.h"

/* What services cost, worked by hand: the quarter from 1 January to 31 March 2025, 90 days. */

static Arena arena;
static Date from;
static Date to;

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, (size_t)16 << 20);
	assert_ok(date_make(2025, 1, 1, &from));
	return date_make(2025, 3, 31, &to) == STATUS_OK ? 0 : -1;
}

static int teardown(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

static CldEventRow service(CldFrequency frequency, int32_t pence, int32_t units)
{
	return (CldEventRow){.start = from - 100, .unit_pence = pence, .units = units, .frequency = (uint8_t)frequency};
}

static void assert_cost(CldEventRow row, Date end, Pence expected)
{
	Pence cost = -1;
	assert_int_equal(cld_cost_between(&row, end, from, to, &cost), expected > 0);
	assert_int_equal(cost, expected);
}

static void test_costs_by_the_week_and_longer_count_by_the_day(void **state)
{
	(void)state;
	assert_cost(service(CLD_FREQUENCY_WEEK, 70000, CLD_AMOUNT_NONE), INT32_MAX, 900000);      /* 100.00 a day, 90 days */
	assert_cost(service(CLD_FREQUENCY_FORTNIGHT, 140000, CLD_AMOUNT_NONE), INT32_MAX, 900000);
	assert_cost(service(CLD_FREQUENCY_FOUR_WEEKS, 280000, CLD_AMOUNT_NONE), INT32_MAX, 900000);
	assert_cost(service(CLD_FREQUENCY_MONTH, 100000, CLD_AMOUNT_NONE), INT32_MAX, 296703);    /* 12/52 a week */
	assert_cost(service(CLD_FREQUENCY_QUARTER, 364000, CLD_AMOUNT_NONE), INT32_MAX, 360000);  /* 4/52 a week: 280.00 */
	assert_cost(service(CLD_FREQUENCY_YEAR, 3640000, CLD_AMOUNT_NONE), INT32_MAX, 900000);
	assert_cost(service(CLD_FREQUENCY_WEEK, 70000, 2000), INT32_MAX, 900000); /* the frequency beats the units */
	assert_cost(service(CLD_FREQUENCY_WEEK, -70000, CLD_AMOUNT_NONE), INT32_MAX, 900000); /* a minus is a slip */
	assert_cost(service(CLD_FREQUENCY_WEEK, 70000, CLD_AMOUNT_NONE), from + 6, 70000);    /* its first week alone */
}

static void test_hours_need_units_and_a_one_off_counts_once(void **state)
{
	(void)state;
	assert_cost(service(CLD_FREQUENCY_HOUR, 2100, 1050), from + 6, 22050); /* 10.5 hours */
	assert_cost(service(CLD_FREQUENCY_HOUR, 2100, CLD_AMOUNT_NONE), from + 6, 0);
	assert_cost(service(CLD_FREQUENCY_SESSION, 2100, 0), from + 6, 0);
	assert_cost(service(CLD_FREQUENCY_ONCE, 5000, CLD_AMOUNT_NONE), INT32_MAX, 0); /* started before the quarter */
	CldEventRow once = service(CLD_FREQUENCY_ONCE, 5000, CLD_AMOUNT_NONE);
	once.start = from + 10;
	assert_cost(once, from + 10, 5000);
	assert_cost(once, INT32_MAX, 5000);
}

static void test_what_says_no_cost_has_none(void **state)
{
	(void)state;
	assert_cost(service(CLD_FREQUENCY_NO_CHARGE, 2100, 1000), INT32_MAX, 0);
	assert_cost(service(CLD_FREQUENCY_WEEK, 0, 1000), INT32_MAX, 0);
	assert_cost(service(CLD_FREQUENCY_WEEK, CLD_AMOUNT_NONE, 1000), INT32_MAX, 0);
	assert_cost(service(CLD_FREQUENCY_COUNT, 2100, 1000), INT32_MAX, 0);
	assert_cost(service(CLD_FREQUENCY_WEEK, 70000, 1000), from - 1, 0);
}

static CldPrice price(uint16_t council, Pence pence, uint32_t row)
{
	return (CldPrice){.council = council, .service = CLD_SERVICE_COMMUNITY, .component = CLD_COMPONENT_HOME_SUPPORT,
		.basis = CLD_PRICE_HOUR, .price = pence, .row = row};
}

static void test_a_weekly_price_written_by_the_hour_stands_out(void **state)
{
	(void)state;
	CldPrice prices[40];
	CldPriceKind *kinds = NULL;
	size_t kind_count = 0;
	for (uint32_t i = 0; i < 20; i++)
		prices[i] = price(1, 2000 + (Pence)i * 10, i);
	prices[20] = price(1, 42000, 20);
	prices[21] = price(1, 650, 21);
	prices[22] = price(1, 6240, 22); /* three times the middle of 2090 is 6270: not yet */
	prices[23] = price(2, 99000, 23); /* alone of its council: nothing to compare it with */
	cld_prices_judge(&arena, prices, 24, &kinds, &kind_count);
	assert_int_equal(kind_count, 1);
	assert_int_equal(kinds[0].count, 23);
	assert_int_equal(kinds[0].middle, 2100);
	assert_int_equal(kinds[0].out_of_line, 2);
	for (size_t i = 0; i < 24; i++)
		assert_int_equal(prices[i].out_of_line, prices[i].row == 20 || prices[i].row == 21);
}

static void test_prices_are_compared_by_what_they_are_for(void **state)
{
	(void)state;
	CldPriceBasis basis = CLD_PRICE_BASES;
	Pence pence = 0;
	CldEventRow monthly = service(CLD_FREQUENCY_MONTH, 52000, CLD_AMOUNT_NONE);
	CldEventRow hourly = service(CLD_FREQUENCY_HOUR, 2100, 1000);
	CldEventRow once = service(CLD_FREQUENCY_ONCE, 2100, 1000);
	assert_true(cld_price_of(&monthly, &basis, &pence));
	assert_int_equal(basis, CLD_PRICE_WEEK);
	assert_int_equal(pence, 12000);
	assert_true(cld_price_of(&hourly, &basis, &pence));
	assert_int_equal(basis, CLD_PRICE_HOUR);
	assert_int_equal(pence, 2100);
	assert_false(cld_price_of(&once, &basis, &pence));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_costs_by_the_week_and_longer_count_by_the_day),
		cmocka_unit_test(test_hours_need_units_and_a_one_off_counts_once),
		cmocka_unit_test(test_what_says_no_cost_has_none),
		cmocka_unit_test(test_a_weekly_price_written_by_the_hour_stands_out),
		cmocka_unit_test(test_prices_are_compared_by_what_they_are_for),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}

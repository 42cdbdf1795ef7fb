/* What must hold for every charge: the direction of capital, sums, splitting, what a rate touches, a council's policy. */
#include "unit_test.h"

#include "base/random.h"
#include "charging_test.h"
#include "engine/charging/timeline.h"

enum { INCOMES = 5, RANDOM_CASES = 3000 };

typedef struct Fixture {
	Arena arena;
	ChargeRules rules;
} Fixture;

static int setup(void **state)
{
	static Fixture fixture;
	arena_init(&fixture.arena, ARENA_COMMAND_BYTES_MAX);
	fixture.rules = charging_rules(&fixture.arena);
	*state = &fixture;
	return 0;
}

static int teardown(void **state)
{
	Fixture *fixture = *state;
	arena_clear(&fixture->arena);
	return 0;
}

static ChargeCase random_case(RandomStream *random, Arena *arena)
{
	static const char *const KINDS[] = {"state_pension", "work_pension", "attendance_allowance_higher", "pip_mobility_enhanced",
		"savings_credit", "earnings", "war_widows_pension", "interest", "other"};
	ChargeIncome *incomes = ARENA_ARRAY(arena, ChargeIncome, INCOMES);
	for (size_t i = 0; i < INCOMES; i++)
		incomes[i] = (ChargeIncome){.kind = str_from_c(KINDS[random_below(random, sizeof KINDS / sizeof KINDS[0])]),
			.amount = {.given = true, .pence = (Pence)random_below(random, 40000)},
			.every = (ChargeEvery)random_below(random, 6), .owners = 1 + (int64_t)random_below(random, 2),
			.passes_half = random_below(random, 2) == 0};
	ChargeCase person = {.on = DATE_NONE, .years = {.first = 2023, .last = 2023}, .benefits = {.first = 2023, .last = 2023},
		.setting = (ChargeSetting)random_below(random, 3), .age = CHARGE_AGE_PCA, .household = CHARGE_SINGLE,
		.incomes = incomes, .income_count = random_below(random, INCOMES + 1),
		.capital = {.given = true, .pence = (Pence)random_below(random, 3000000)},
		.housing_costs = (Pence)random_below(random, 10000),
		.dre = {.given = random_below(random, 2) == 0, .pence = (Pence)random_below(random, 5000)},
		.percent = {.given = random_below(random, 2) == 0, .pence = (Pence)random_below(random, 10001)},
		.cost = {.given = random_below(random, 4) != 0, .pence = (Pence)random_below(random, 200000)}};
	return person;
}

static Pence sum_of(const ChargeResult *result)
{
	Pence sum = 0;
	for (size_t i = 0; i < result->lines.count; i++)
		sum += result->lines.items[i].adds ? result->lines.items[i].amount : 0;
	return sum;
}

static void test_the_lines_sum_to_the_charge_which_is_never_below_nought_nor_above_the_cost(void **state)
{
	Fixture *fixture = *state;
	RandomStream random = random_stream(5, S("charging"));
	for (int i = 0; i < RANDOM_CASES; i++) {
		Arena arena;
		arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
		Problems problems = problems_make(&arena);
		ChargeCase person = random_case(&random, &arena);
		ChargeResult result;
		assert_ok(charge_compute(&arena, fixture->rules.rates, &CHARGE_POLICY_NONE, &person, &problems, &result));
		if (result.is_known) {
			assert_int_equal(sum_of(&result), result.weekly_contribution);
			assert_true(result.weekly_contribution >= 0);
			assert_true(!person.cost.given || result.weekly_contribution <= person.cost.pence);
		}
		arena_clear(&arena);
	}
}

static void test_more_capital_never_lowers_the_charge(void **state)
{
	Fixture *fixture = *state;
	RandomStream random = random_stream(6, S("charging"));
	for (int i = 0; i < 60; i++) {
		Arena arena;
		arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
		Problems problems = problems_make(&arena);
		ChargeCase person = random_case(&random, &arena);
		Pence before = 0;
		person.cost = (ChargeAmount){.given = true, .pence = 500000};
		for (Pence capital = 1400000; capital < 2400000; capital += 1 + (Pence)random_below(&random, 20000)) {
			ChargeResult result;
			person.capital.pence = capital;
			assert_ok(charge_compute(&arena, fixture->rules.rates, &CHARGE_POLICY_NONE, &person, &problems, &result));
			assert_true(result.weekly_contribution >= before);
			before = result.weekly_contribution;
		}
		arena_clear(&arena);
	}
}

/* Joins the next period on, as one when the money is the same. */
static void join(TimelinePeriod *joined, size_t *count, const TimelinePeriod *next)
{
	TimelinePeriod *last = *count == 0 ? NULL : &joined[*count - 1];
	if (last != NULL && last->is_known == next->is_known && last->weekly == next->weekly)
		last->to = next->to;
	else
		joined[(*count)++] = *next;
}

static void split_everywhere(Fixture *fixture, Str line)
{
	Arena arena;
	const JsonNode *object = NULL;
	TimelineCase person;
	Timeline whole;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	Problems problems = problems_make(&arena);
	assert_ok(json_parse(&arena, S("case"), 1, line, &problems, &object));
	if (json_member(json_member(object, S("expected")), S("error")) != NULL) {
		arena_clear(&arena);
		return;
	}
	assert_ok(timeline_read(&arena, object, &problems, &person));
	assert_ok(timeline_compute(&arena, &fixture->rules, &person, DATE_NONE, &problems, &whole));
	for (Date day = person.from; day < person.to; day += 5) {
		Timeline first;
		Timeline second;
		TimelineCase half = person;
		TimelinePeriod *joined = ARENA_ARRAY(&arena, TimelinePeriod, whole.period_count + 2);
		size_t count = 0;
		half.to = day;
		assert_ok(timeline_compute(&arena, &fixture->rules, &half, DATE_NONE, &problems, &first));
		half.to = person.to;
		half.from = day + 1;
		assert_ok(timeline_compute(&arena, &fixture->rules, &half, DATE_NONE, &problems, &second));
		for (size_t i = 0; i < first.period_count; i++)
			join(joined, &count, &first.periods[i]);
		for (size_t i = 0; i < second.period_count; i++)
			join(joined, &count, &second.periods[i]);
		assert_int_equal(count, whole.period_count);
		for (size_t i = 0; i < count; i++) {
			assert_int_equal(joined[i].from, whole.periods[i].from);
			assert_int_equal(joined[i].to, whole.periods[i].to);
			assert_int_equal(joined[i].weekly, whole.periods[i].weekly);
		}
	}
	arena_clear(&arena);
}

static void test_a_timeline_asked_for_in_two_halves_is_the_same_as_whole(void **state)
{
	Fixture *fixture = *state;
	Str rest = charging_read_file(&fixture->arena, "tests/unit/engine/charging/timelines.jsonl");
	Str line = {0};
	size_t count = 0;
	while (str_next(&rest, '\n', &line))
		if (!str_is_empty(line) && count++ % 3 == 0)
			split_everywhere(fixture, line);
	assert_true(count > 20);
}

static void test_any_partition_of_a_period_sums_to_its_money(void **state)
{
	(void)state;
	TimelinePeriod period = {.from = 20000, .to = 20058, .weekly = 8305};
	Pence whole = timeline_period_amount(&period, period.from, period.to);
	assert_int_equal(whole, 69999);
	for (Date day = period.from; day < period.to; day++)
		assert_int_equal(timeline_period_amount(&period, period.from, day) + timeline_period_amount(&period, day + 1, period.to),
			whole);
}

static bool quotes(const JsonNode *answer, Str rate)
{
	const JsonNode *lines = json_member(answer, S("lines"));
	for (size_t i = 0; lines != NULL && i < lines->count; i++)
		if (str_equal(json_text(json_member(json_member(&lines->items[i], S("rate")), S("name"))), rate))
			return true;
	return false;
}

static Str result_of(Arena *arena, const JsonNode *answer)
{
	Buffer out = buffer_make(arena, CASE_ANSWER_BYTES_MAX);
	JsonWriter writer = json_writer_make(&out);
	const JsonNode *result = json_member(answer, S("result"));
	if (result == NULL)
		return S("an error");
	json_write_node(&writer, result);
	return buffer_str(&out);
}

static void test_uprating_one_rate_changes_only_what_quotes_it(void **state)
{
	Fixture *fixture = *state;
	static const ChargeRate RATES[] = {RATE_PERSONAL_EXPENSES_ALLOWANCE, RATE_MIG_SINGLE_PCA, RATE_CAPITAL_LIMIT_LOWER};
	for (size_t r = 0; r < sizeof RATES / sizeof RATES[0]; r++) {
		ChargeRates *raised = ARENA_NEW(&fixture->arena, ChargeRates);
		*raised = *fixture->rules.rates;
		for (size_t i = 0; i < CHARGE_YEARS; i++)
			raised->years[RATES[r]][i].amount += raised->years[RATES[r]][i].present ? 1 : 0;
		ChargeRules other = {.rates = raised};
		Str rest = charging_read_file(&fixture->arena, "tests/unit/engine/charging/ours.jsonl");
		Str line = {0};
		size_t changed = 0;
		while (str_next(&rest, '\n', &line)) {
			const JsonNode *before = charging_answer(&fixture->rules, &fixture->arena, line);
			const JsonNode *after = charging_answer(&other, &fixture->arena, line);
			bool same = str_equal(result_of(&fixture->arena, before), result_of(&fixture->arena, after));
			if (!quotes(before, rate_name(RATES[r])))
				assert_true(same);
			changed += same ? 0 : 1;
		}
		assert_true(changed > 0);
	}
}

static const char POLICY[] =
	"- from: 2024-04-01\n  source: a test\n  percent_taken: 90\n  minimum_charge: 1.25\n  night_element_ignored: true\n"
	"  dre_standard: 10.85\n  dre_items:\n    - {item: laundry, most: 3.50}\n  short_stay_days: 28\n  guarantee_uplift_percent: 3\n"
	"  arrangement_fee: 5.20\n  capital_limit_lower: 15000\n  capital_limit_upper: 25000\n"
	"- from: 2025-04-01\n  source: a test\n  percent_taken: 100\n";

static const JsonNode *answer_by_policy(Fixture *fixture, const char *text)
{
	Problems problems = problems_make(&fixture->arena);
	ChargeRules rules = fixture->rules;
	assert_ok(policies_load(&fixture->arena, S("charging.yaml"), str_from_c(POLICY), &problems, &rules.policies));
	return charging_answer(&rules, &fixture->arena, str_from_c(text));
}

static Pence value(const JsonNode *answer, const char *key)
{
	Pence pence = -1;
	assert_ok(json_money(json_member(json_member(answer, S("result")), str_from_c(key)), &pence));
	return pence;
}

static void test_a_councils_policy_is_taken_by_its_date(void **state)
{
	/* 300.00 + 108.55 - 35.90 for nights - 228.70 x 1.03 (235.56) - 10.85 = 126.24; 90 % is 113.616. */
	const JsonNode *answer = answer_by_policy(*state, "{\"kind\":\"contribution\",\"year\":\"2024/25\",\"setting\":\"community\","
		"\"age_group\":\"pca+\",\"household\":\"single\",\"capital\":0,"
		"\"income\":[[\"state_pension\",300],[\"attendance_allowance_higher\",108.55]]}");
	assert_int_equal(value(answer, "weekly_contribution"), 11362);
	assert_int_equal(value(answer, "guarantee"), 23556);
	/* In 2025/26 the second version holds: with a given guarantee all of 100.00 is taken. */
	answer = answer_by_policy(*state, "{\"kind\":\"contribution\",\"year\":\"2025/26\",\"setting\":\"community\",\"capital\":0,"
		"\"mig\":200,\"income\":[[\"state_pension\",300]]}");
	assert_int_equal(value(answer, "weekly_contribution"), 10000);
}

static void test_a_list_of_disability_costs_limits_what_is_claimed_and_the_standard_fills_up(void **state)
{
	/* Laundry 5.00 is allowed 3.50; 3.50 is below the standard of 10.85, so 10.85: 408.55 - 35.90 - 200 - 10.85 = 161.80. */
	const JsonNode *answer = answer_by_policy(*state, "{\"kind\":\"contribution\",\"year\":\"2024/25\",\"setting\":\"community\","
		"\"capital\":0,\"mig\":200,\"percent_of_disposable\":100,\"dre_items\":[[\"laundry\",5]],"
		"\"income\":[[\"state_pension\",300],[\"attendance_allowance_higher\",108.55]]}");
	assert_int_equal(value(answer, "weekly_contribution"), 16180);
	/* With care at night the whole benefit counts. */
	answer = answer_by_policy(*state, "{\"kind\":\"contribution\",\"year\":\"2024/25\",\"setting\":\"community\",\"night_care\":true,"
		"\"capital\":0,\"mig\":200,\"percent_of_disposable\":100,\"dre\":0,"
		"\"income\":[[\"state_pension\",300],[\"attendance_allowance_higher\",108.55]]}");
	assert_int_equal(value(answer, "weekly_contribution"), 20855);
}

static void test_a_short_stay_is_charged_as_at_home_only_up_to_the_councils_days(void **state)
{
	static const char CASE[] = "{\"kind\":\"contribution\",\"year\":\"2024/25\",\"setting\":\"short_stay\",\"stay_days\":%d,"
		"\"capital\":0,\"mig\":200,\"percent_of_disposable\":100,\"income\":[[\"state_pension\",300]]}";
	Fixture *fixture = *state;
	Str first = str_format(&fixture->arena, CASE, 28);
	Str second = str_format(&fixture->arena, CASE, 29);
	assert_int_equal(value(answer_by_policy(fixture, str_c(&fixture->arena, first)), "weekly_contribution"), 10000);
	assert_int_equal(value(answer_by_policy(fixture, str_c(&fixture->arena, second)), "weekly_contribution"), 26985);
}

static void test_higher_local_limits_hold_at_home_and_not_in_a_care_home(void **state)
{
	static const char CASE[] = "{\"kind\":\"contribution\",\"year\":\"2024/25\",\"setting\":\"%s\",\"capital\":24000,\"mig\":0,"
		"\"care_cost\":500,\"percent_of_disposable\":100,\"income\":[[\"state_pension\",300]]}";
	Fixture *fixture = *state;
	Str home = str_format(&fixture->arena, CASE, "community");
	Str care = str_format(&fixture->arena, CASE, "care_home");
	/* (24,000 - 15,000) / 250 = 36 */
	assert_int_equal(value(answer_by_policy(fixture, str_c(&fixture->arena, home)), "weekly_contribution"), 33600);
	assert_int_equal(value(answer_by_policy(fixture, str_c(&fixture->arena, care)), "weekly_contribution"), 50000);
}

static void test_a_missing_rate_is_named_with_its_year(void **state)
{
	Fixture *fixture = *state;
	const JsonNode *answer = charging_answer(&fixture->rules, &fixture->arena, S("{\"id\":\"x\",\"kind\":\"contribution\","
		"\"year\":\"2026/27\",\"setting\":\"care_home\",\"capital\":0,\"income\":[[\"state_pension\",241.30]]}"));
	Str message = json_text(json_member(json_member(answer, S("error")), S("message")));
	assert_true(str_contains(message, S("personal_expenses_allowance")));
	assert_true(str_contains(message, S("2026/27")));
}

static void assert_years(const char *words, int first, int last)
{
	ChargeYears years;
	assert_ok(charge_years_parse(str_from_c(words), &years));
	assert_int_equal(years.first, first);
	assert_int_equal(years.last, last);
}

static void test_years_are_read_as_councils_write_them(void **state)
{
	(void)state;
	assert_years("2024/25", 2024, 2024);
	assert_years("2024-2025", 2024, 2024);
	assert_years("April 2024 to 2025", 2024, 2024);
	assert_years("2024/25 page", 2024, 2024);
	assert_years("2024/25 or later", 2024, CHARGE_YEAR_LAST);
	assert_years("2015+", 2015, CHARGE_YEAR_LAST);
	assert_years("c. 2016-18", 2016, 2018);
	assert_years("pre-Care-Act figures (2014/15 rates)", 2014, 2014);
	assert_years("2024", 2023, 2024);
	assert_years("undated", CHARGE_YEAR_FIRST, CHARGE_YEAR_LAST);
	ChargeYears years;
	assert_status(charge_years_parse(S("2025/24"), &years), STATUS_INVALID);
}

static void assert_refused(Fixture *fixture, const char *rates, const char *words)
{
	Problems problems = problems_make(&fixture->arena);
	ChargeRates *out = NULL;
	ChargeRateFiles files = {.rates_name = S("rates.csv"), .rates = str_from_c(rates), .incomes_name = S("income.csv"),
		.incomes = S("kind,treatment,group,from,to,rule,source\n"), .capitals_name = S("capital.csv"),
		.capitals = S("kind,treatment,weeks,from,to,rule,source\n")};
	assert_status(rates_load(&fixture->arena, &files, &problems, &out), STATUS_INVALID);
	assert_int_equal(problems.items[0].line, 2);
	if (!str_contains(problems.items[0].message, str_from_c(words)))
		fail_msg("%s", str_c(&fixture->arena, problems.items[0].message));
}

static void test_a_rates_file_with_a_mistake_is_refused_with_its_line(void **state)
{
	assert_refused(*state, "rate,financial_year,amount,unit,source\nmig_single_pcb,2024/25,1,x,y\n", "did you mean mig_single_pca");
	assert_refused(*state, "rate,financial_year,amount,unit,source\nmig_single_pca,2024,1,x,y\n", "2024/25");
	assert_refused(*state, "rate,financial_year,amount,unit,source\nmig_single_pca,2024/25,1.005,x,y\n", "two decimals");
	assert_refused(*state, "rate,financial_year,amount,unit,source\ndpa_interest_rate_max,2024/25,1,x,y\n", "2024H1");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_lines_sum_to_the_charge_which_is_never_below_nought_nor_above_the_cost),
		cmocka_unit_test(test_more_capital_never_lowers_the_charge),
		cmocka_unit_test(test_a_timeline_asked_for_in_two_halves_is_the_same_as_whole),
		cmocka_unit_test(test_any_partition_of_a_period_sums_to_its_money),
		cmocka_unit_test(test_uprating_one_rate_changes_only_what_quotes_it),
		cmocka_unit_test(test_a_councils_policy_is_taken_by_its_date),
		cmocka_unit_test(test_a_list_of_disability_costs_limits_what_is_claimed_and_the_standard_fills_up),
		cmocka_unit_test(test_a_short_stay_is_charged_as_at_home_only_up_to_the_councils_days),
		cmocka_unit_test(test_higher_local_limits_hold_at_home_and_not_in_a_care_home),
		cmocka_unit_test(test_a_missing_rate_is_named_with_its_year),
		cmocka_unit_test(test_years_are_read_as_councils_write_them),
		cmocka_unit_test(test_a_rates_file_with_a_mistake_is_refused_with_its_line),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}

/* bench_charging: contribution cases a second on one core, from memory; whole answers with their JSON a second.
 *
 * bench_charging [SECONDS]      prints the figures
 * bench_charging one TIMES      works one case so often and prints nothing: for callgrind
 * bench_charging write COUNT    prints a file of COUNT cases for kith charge
 */
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "bench/figures.h"
#include "charging_test.h"

enum { CASES_MAX = 4096, SECONDS_USUAL = 2 };

static const char CASE[] =
	"{\"id\":\"%d\",\"kind\":\"contribution\",\"year\":\"2023/24\",\"setting\":\"%s\",\"age_group\":\"pca+\",\"household\":\"single\","
	"\"income\":[[\"state_pension\",203.85],[\"private_pension\",%d.%02d],[\"attendance_allowance_higher\",101.75]],"
	"\"disregards\":[[\"night_element_of_disability_benefit\",33.65]],\"capital\":%d,\"housing_costs\":12.5,\"dre\":%d,"
	"\"care_cost\":391.95}";

static Str case_text(Arena *arena, int number)
{
	return str_format(arena, CASE, number, number % 4 == 0 ? "care_home" : "community", number % 200, number % 100,
		number * 37 % 24000, number % 40);
}

/* The same cases as the engine sees them. */
static ChargeCase case_made(Arena *arena, int number)
{
	ChargeIncome *incomes = ARENA_ARRAY(arena, ChargeIncome, 3);
	ChargeDisregard *disregards = ARENA_ARRAY(arena, ChargeDisregard, 1);
	incomes[0] = (ChargeIncome){.kind = S("state_pension"), .amount = {true, 20385}, .owners = 1};
	incomes[1] = (ChargeIncome){.kind = S("private_pension"), .amount = {true, number % 20000}, .owners = 1};
	incomes[2] = (ChargeIncome){.kind = S("attendance_allowance_higher"), .amount = {true, 10175}, .owners = 1};
	disregards[0] = (ChargeDisregard){.label = S("night_element_of_disability_benefit"), .amount = 3365};
	return (ChargeCase){.on = DATE_NONE, .years = {2023, 2023, S("2023/24")}, .benefits = {2023, 2023, S("2023/24")},
		.setting = number % 4 == 0 ? CHARGE_CARE_HOME : CHARGE_COMMUNITY, .age = CHARGE_AGE_PCA, .household = CHARGE_SINGLE,
		.incomes = incomes, .income_count = 3, .disregards = disregards, .disregard_count = 1,
		.capital = {true, (Pence)number * 3700 % 2400000}, .housing_costs = 1250, .dre = {true, (Pence)number % 40 * 100},
		.cost = {true, 39195}};
}

static Pence compute_one(const ChargeRules *rules, Arena *arena, const ChargeCase *person)
{
	Problems problems = problems_make(arena);
	ChargeResult result;
	Status status = charge_compute(arena, rules->rates, &CHARGE_POLICY_NONE, person, &problems, &result);
	Pence charge = status == STATUS_OK ? result.weekly_contribution : -1;
	arena_reset(arena);
	return charge;
}

static Pence answer_one(const ChargeRules *rules, Arena *arena, Str text)
{
	Problems problems = problems_make(arena);
	Buffer out = buffer_make(arena, CASE_ANSWER_BYTES_MAX);
	Status status = cases_answer(rules, arena, S("bench"), 1, text, &problems, &out);
	Pence length = status == STATUS_OK ? (Pence)out.length : -1;
	arena_reset(arena);
	return length;
}

static void print_rate(const Figures *figures, const char *name, int64_t count, int64_t microseconds)
{
	figures_print_number(figures, name, (double)count * 1e6 / (double)(microseconds < 1 ? 1 : microseconds), "cases a second");
}

static int measure(const ChargeRules *rules, Arena *memory, int64_t seconds)
{
	Arena arena;
	Figures figures = figures_make(memory, "memory", 0);
	ChargeCase *made = ARENA_ARRAY(memory, ChargeCase, CASES_MAX);
	Str *texts = ARENA_ARRAY(memory, Str, CASES_MAX);
	int64_t count = 0;
	int64_t wrong = 0;
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	for (int i = 0; i < CASES_MAX; i++) {
		made[i] = case_made(memory, i);
		texts[i] = case_text(memory, i);
	}
	int64_t began = clock_elapsed_microseconds();
	while (clock_elapsed_microseconds() - began < seconds * 1000000)
		for (int i = 0; i < CASES_MAX; i++, count++)
			wrong += compute_one(rules, &arena, &made[i]) < 0 ? 1 : 0;
	print_rate(&figures, "contribution, computed with its lines", count, clock_elapsed_microseconds() - began);
	count = 0;
	began = clock_elapsed_microseconds();
	while (clock_elapsed_microseconds() - began < seconds * 1000000)
		for (int i = 0; i < CASES_MAX; i++, count++)
			wrong += answer_one(rules, &arena, texts[i]) < 0 ? 1 : 0;
	print_rate(&figures, "contribution, read from and written as JSON", count, clock_elapsed_microseconds() - began);
	arena_clear(&arena);
	return wrong == 0 ? 0 : 1;
}

int main(int argc, char **argv)
{
	Arena memory;
	Arena arena;
	int64_t number = SECONDS_USUAL;
	int exit_status = 0;
	const char *what = argc > 1 ? argv[1] : "";
	arena_init(&memory, ARENA_COMMAND_BYTES_MAX);
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	bool has_word = strcmp(what, "one") == 0 || strcmp(what, "write") == 0;
	const char *digits = has_word ? (argc > 2 ? argv[2] : "1") : argc > 1 ? what : "2";
	if (str_to_integer(str_from_c(digits), &number) != STATUS_OK || number < 1 || number > 10000000) {
		(void)fprintf(stderr, "usage: bench_charging [SECONDS | one TIMES | write COUNT]\n");
		return 2;
	}
	ChargeRules rules = charging_rules(&memory);
	if (strcmp(what, "write") == 0) {
		for (int i = 0; i < number; i++) {
			Str text = case_text(&arena, i);
			(void)printf("%.*s\n", STR_ARG(text));
			arena_reset(&arena);
		}
	} else if (strcmp(what, "one") == 0) {
		ChargeCase person = case_made(&memory, 7);
		for (int i = 0; i < number; i++)
			exit_status = compute_one(&rules, &arena, &person) < 0 ? 1 : exit_status;
	} else {
		exit_status = measure(&rules, &memory, number);
	}
	arena_clear(&arena);
	arena_clear(&memory);
	return exit_status;
}

/* Any bytes as one of the tables that come with the law, the return or a release: the first byte chooses which. */
#include <assert.h>

#include "care/duplicates/compare.h"
#include "engine/charging/rates.h"
#include "engine/returns/cld_lists.h"
#include "engine/returns/cld_national.h"
#include "fuzz/fuzz_target.h"
#include "practice/practice.h"

static void read_holidays(Arena *arena, Str text, Problems *problems)
{
	BankHolidays holidays = {0};
	bool works = false;
	if (bank_holidays_load(&holidays, arena, S("fuzz"), text, problems) != STATUS_OK) {
		assert(problems_any(problems));
		return;
	}
	for (size_t i = 1; i < holidays.count; i++)
		assert(holidays.days[i - 1] <= holidays.days[i]);
	for (size_t i = 0; i < holidays.count; i++)
		assert(date_is_working_day(holidays.days[i], &holidays, &works) == STATUS_OK && !works);
}

static void judge_rates(const ChargeRates *rates)
{
	const RateRow *row = NULL;
	for (int rate = 0; rate < CHARGE_RATE_COUNT; rate++)
		for (int year = CHARGE_YEAR_FIRST; year <= CHARGE_YEAR_LAST; year += 9) {
			Status status = rates_find(rates, (ChargeRate)rate, (ChargeYears){.first = year, .last = year}, &row);
			assert((status == STATUS_OK) == (row != NULL));
		}
	(void)rates_income_kind(rates, S("earnings_from_a_shop"), DATE_NONE);
	(void)rates_capital_kind(rates, S("savings"), 0);
}

static void read_rates(Arena *arena, Str text, Problems *problems, char which)
{
	ChargeRates *rates = NULL;
	ChargeRateFiles files = {.rates_name = S("rates"), .rates = S("rate,financial_year,amount,unit,source\n"),
		.incomes_name = S("incomes"), .incomes = S("kind,treatment,group,from,to,rule,source\n"),
		.capitals_name = S("capitals"), .capitals = S("kind,treatment,weeks,from,to,rule,source\n")};
	if (which == 'r')
		files.rates = text;
	else if (which == 'i')
		files.incomes = text;
	else
		files.capitals = text;
	Status status = rates_load(arena, &files, problems, &rates);
	assert((status == STATUS_OK) == !problems_any(problems));
	if (status == STATUS_OK)
		judge_rates(rates);
}

/* Codes, a line "---", the map from release 1. */
static void read_codes(Arena *arena, Str text, Problems *problems)
{
	CldCodes codes = {0};
	CldReleaseMap map = {0};
	size_t end = text.length;
	Str rest = {0};
	if (str_find(text, S("\n---\n"), &end))
		rest = str_slice(text, end + 5, text.length);
	Status status = cld_codes_load(&codes, arena, S("codes"), str_slice(text, 0, end), problems);
	assert((status == STATUS_OK) == !problems_any(problems));
	if (status != STATUS_OK || cld_release_map_load(&map, arena, S("map"), rest, problems) != STATUS_OK)
		return;
	for (size_t i = 0; i < map.count; i++)
		(void)cld_release_1_of(&map, map.items[i].list, map.items[i].release_2);
}

static void read_map(Arena *arena, Str text, Problems *problems)
{
	CldMap map = {0};
	Str value = {0};
	Status status = cld_map_load(&map, arena, S("map"), text, problems);
	assert((status == STATUS_OK) == !problems_any(problems));
	for (size_t i = 0; status == STATUS_OK && i < map.count; i++)
		assert(cld_map_find(&map, map.items[i].question, map.items[i].code, &value));
}

static void read_national(Arena *arena, Str text, Problems *problems, char which)
{
	CldNational national = {0};
	CldNationalTexts texts = {.standing = S("measure,group,published,code,title,better,tolerance\n"),
		.published = S("measure,year,area,value,numerator,denominator,least,lower_quartile,median,upper_quartile,most,councils,"
			"source\n"),
		.councils = S("la_code,name,ons_code,source\n"),
		.populations = S("la_code,year,age_18_64,age_65_over,source\n")};
	if (which == 's')
		texts.standing = text;
	else if (which == 'n')
		texts.councils = text;
	else
		texts.populations = text;
	Status status = cld_national_load(&national, arena, &texts, problems);
	assert((status == STATUS_OK) == !problems_any(problems));
	assert(national.council_count <= CLD_NATIONAL_COUNCILS_MAX && national.population_count <= CLD_POPULATIONS_MAX);
}

/* What is kept of a night's comparison: read, written and read again it is the same text. */
static void read_model(Arena *arena, Str text)
{
	DuplicateModel *model = ARENA_NEW(arena, DuplicateModel);
	DuplicateModel *again = ARENA_NEW(arena, DuplicateModel);
	if (duplicate_model_read(arena, text, model) != STATUS_OK)
		return;
	Str written = duplicate_model_write(arena, model);
	assert(duplicate_model_read(arena, written, again) == STATUS_OK);
	assert(str_equal(duplicate_model_write(arena, again), written));
}

/* A release as it is kept: its files, and made again the same files. */
static void read_bundle(Arena *arena, Str text, Problems *problems)
{
	PracticeText *files = NULL;
	PracticeText *again = NULL;
	size_t count = 0;
	size_t count_again = 0;
	Status status = practice_bundle_read(arena, text, &files, &count, problems);
	assert((status == STATUS_OK) == !problems_any(problems));
	if (status != STATUS_OK)
		return;
	Str made = practice_bundle_make(arena, files, count);
	assert(practice_bundle_read(arena, made, &again, &count_again, problems) == STATUS_OK && count_again == count);
	for (size_t i = 0; i < count; i++)
		(void)practice_path_is_ours(files[i].path);
}

static void read_table(Arena *arena, char which, Str text)
{
	Problems problems = problems_make(arena);
	switch (which) {
	case 'h':
		read_holidays(arena, text, &problems);
		return;
	case 'r':
	case 'i':
	case 'k':
		read_rates(arena, text, &problems, which);
		return;
	case 'c':
		read_codes(arena, text, &problems);
		return;
	case 'm':
		read_map(arena, text, &problems);
		return;
	case 's':
	case 'n':
	case 'p':
		read_national(arena, text, &problems, which);
		return;
	case 'd':
		read_model(arena, text);
		return;
	case 'b':
		read_bundle(arena, text, &problems);
		return;
	default:
		return;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Arena arena;
	if (size == 0)
		return 0;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	read_table(&arena, (char)data[0], (Str){.data = (const char *)data + 1, .length = size - 1});
	arena_clear(&arena);
	return 0;
}

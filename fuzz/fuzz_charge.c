/* Any bytes as a case of kith charge: one line of JSON comes back, with an error exactly when the case was refused. */
#include <assert.h>
#include <stdio.h>

#include "engine/charging/cases.h"
#include "fuzz/fuzz_target.h"

enum { FILE_BYTES_MAX = 1024 * 1024 };

static Str read_whole(Arena *arena, const char *path)
{
	char *bytes = arena_allocate(arena, FILE_BYTES_MAX);
	FILE *file = fopen(path, "rb");
	assert(file != NULL); /* it runs in the folder of the repository */
	size_t length = fread(bytes, 1, FILE_BYTES_MAX, file);
	(void)fclose(file);
	return (Str){.data = bytes, .length = length};
}

static const ChargeRules *rules(void)
{
	static Arena kept;
	static ChargeRules made;
	if (made.rates != NULL)
		return &made;
	arena_init(&kept, ARENA_COMMAND_BYTES_MAX);
	Problems problems = problems_make(&kept);
	ChargeRates *rates = NULL;
	ChargeRateFiles files = {.rates_name = S("rates"), .incomes_name = S("incomes"), .capitals_name = S("capitals"),
		.rates = read_whole(&kept, "data/rates/rates.csv"), .incomes = read_whole(&kept, "data/rates/income.csv"),
		.capitals = read_whole(&kept, "data/rates/capital.csv")};
	Status status = rates_load(&kept, &files, &problems, &rates);
	assert(status == STATUS_OK);
	made.rates = rates;
	return &made;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Arena arena;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	Problems problems = problems_make(&arena);
	Problems none = problems_make(&arena);
	Buffer out = buffer_make(&arena, CASE_ANSWER_BYTES_MAX);
	const JsonNode *answer = NULL;
	Status status = cases_answer(rules(), &arena, S("fuzz"), 1, (Str){.data = (const char *)data, .length = size}, &problems,
		&out);
	Status parsed = json_parse(&arena, S("answer"), 1, str_trim(buffer_str(&out)), &none, &answer);
	assert(parsed == STATUS_OK && answer->kind == JSON_OBJECT);
	assert((status == STATUS_OK) == (json_member(answer, S("error")) == NULL));
	assert(status == STATUS_OK || problems_any(&problems));
	arena_clear(&arena);
	return 0;
}

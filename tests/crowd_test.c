#include "crowd_test.h"

#include "base/csv.h"
#include "base/random.h"
#include "cli/open_store.h"

enum { NAMES_MAX = 1500, NAMES_BYTES_MAX = 1024 * 1024, CROWD_AT_ONCE = 100 };

typedef struct Crowd {
	Str given[NAMES_MAX];
	Str family[NAMES_MAX];
	size_t given_count;
	size_t family_count;
	size_t from;
} Crowd;

static void read_names(Arena *arena, Crowd *crowd)
{
	CsvReader reader;
	CsvRow row;
	Str text = {0};
	Problems problems = problems_make(arena);
	assert_ok(open_file_read(arena, S("data/demonstration/names.csv"), NAMES_BYTES_MAX, &text, &problems));
	csv_open_text(&reader, arena, S("names.csv"), text, (CsvLimits){.columns_most = 10, .field_bytes_most = 1000},
		&problems);
	assert_ok(csv_read_header(&reader));
	while (csv_next_row(&reader, &row) == STATUS_OK) {
		Str name = str_copy(arena, row.fields[2]);
		if (str_equal(row.fields[1], S("given")) && crowd->given_count < NAMES_MAX)
			crowd->given[crowd->given_count++] = name;
		else if (crowd->family_count < NAMES_MAX)
			crowd->family[crowd->family_count++] = name;
	}
	assert_true(crowd->given_count > 500 && crowd->family_count > 200);
}

static Status add_some_in(CareWrite *write, void *context)
{
	const Crowd *crowd = context;
	Arena *arena = write->care->arena;
	RandomStream random = random_stream(7, str_format(arena, "others/%zu", crowd->from));
	Status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < CROWD_AT_ONCE; i++) {
		Str given = crowd->given[random_below(&random, (uint32_t)crowd->given_count)];
		Str family = crowd->family[random_below(&random, (uint32_t)crowd->family_count)];
		uint32_t drawn[6];
		static const uint32_t below[] = {75, 12, 28, 40, 10, 20};
		for (size_t d = 0; d < sizeof below / sizeof below[0]; d++)
			drawn[d] = random_below(&random, below[d]);
		const Answer answers[] = {
			{.question = S("name_full"), .value = str_format(arena, "%.*s %.*s", STR_ARG(given), STR_ARG(family)),
				.giver = GIVER_WORKER},
			{.question = S("birth_date"), .value = str_format(arena, "%04u-%02u-%02u", 1930 + drawn[0], 1 + drawn[1],
				1 + drawn[2]), .giver = GIVER_WORKER},
			{.question = S("home_postcode"), .value = str_format(arena, "RM%u %uA%c", 10 + drawn[3], drawn[4],
				(char)('A' + drawn[5])), .giver = GIVER_WORKER},
		};
		Str id = {0};
		status = person_create_in(write, answers, sizeof answers / sizeof answers[0], &id);
	}
	return status;
}

void crowd_test_add(Care *care, size_t hundreds)
{
	Crowd *crowd = ARENA_NEW(care->arena, Crowd);
	read_names(care->arena, crowd);
	for (; crowd->from < hundreds * CROWD_AT_ONCE; crowd->from += CROWD_AT_ONCE)
		assert_ok(care_write(care, add_some_in, crowd));
}

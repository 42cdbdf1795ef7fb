/* Does linkage serve every naming community alike? People are made from shipped names of each community, with the ways in
 * which those names are written differently (variants of the list) and slips, and nobody's recall may fall far behind. */
#include "unit_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/random.h"
#include "engine/linkage/linkage.h"

enum { COMMUNITIES_MAX = 40, NAMES_MAX = 200, PEOPLE_EACH = 1000, FILE_BYTES_MAX = 1024 * 1024 };

typedef struct Name {
	Str text;
	Str variants; /* parted by | */
} Name;

typedef struct Community {
	Str label;
	Name given[NAMES_MAX];
	size_t given_count;
	Name family[NAMES_MAX];
	size_t family_count;
} Community;

typedef struct Names {
	Community *items;
	size_t count;
} Names;

static const LinkColumn COLUMNS[] = {{S_INIT("forename"), LINK_FORENAME}, {S_INIT("surname"), LINK_SURNAME}, {S_INIT("born"), LINK_DATE},
	{S_INIT("postcode"), LINK_POSTCODE}};

static Community *find_community(Names *names, Str label)
{
	for (size_t i = 0; i < names->count; i++)
		if (str_equal(names->items[i].label, label))
			return &names->items[i];
	assert_true(names->count < COMMUNITIES_MAX);
	names->items[names->count].label = label;
	return &names->items[names->count++];
}

/* False when the reference data is not there. */
static bool read_names(Arena *arena, Names *out)
{
	const char *folder = getenv("KITH_REFERENCE");
	Str path = str_format(arena, "%s/profiles/names.csv", folder == NULL ? "../shared/reference" : folder);
	FILE *file = fopen(str_c(arena, path), "rb");
	if (file == NULL)
		return false;
	out->items = ARENA_ARRAY(arena, Community, COMMUNITIES_MAX);
	Problems problems = problems_make(arena);
	CsvReader reader;
	CsvRow row;
	csv_open_file(&reader, arena, path, file, (CsvLimits){.columns_most = 16, .field_bytes_most = 4096}, &problems);
	assert_ok(csv_read_header(&reader));
	while (csv_next_row(&reader, &row) == STATUS_OK) {
		Str kind = csv_field(&row, csv_column(&reader, S("kind")));
		Community *community = find_community(out, str_copy(arena, csv_field(&row, csv_column(&reader, S("community")))));
		Name name = {.text = str_copy(arena, csv_field(&row, csv_column(&reader, S("name")))),
			.variants = str_copy(arena, csv_field(&row, csv_column(&reader, S("variants"))))};
		if (str_equal(kind, S("given")) && community->given_count < NAMES_MAX)
			community->given[community->given_count++] = name;
		if (str_equal(kind, S("surname")) && community->family_count < NAMES_MAX)
			community->family[community->family_count++] = name;
	}
	(void)fclose(file);
	return true;
}

/* The name as somebody else writes it: a variant where there is one, else a slip. */
static Str write_otherwise(Arena *arena, RandomStream *stream, const Name *name)
{
	Str rest = name->variants;
	Str variant = {0};
	size_t seen = 0;
	Str piece;
	while (str_next(&rest, '|', &piece))
		if (random_below(stream, (uint32_t)++seen) == 0)
			variant = piece;
	if (seen > 0)
		return variant;
	char *letters = arena_allocate(arena, name->text.length + 1);
	memcpy(letters, name->text.data, name->text.length);
	size_t at = random_below(stream, (uint32_t)name->text.length);
	if (((unsigned char)letters[at] & 0x80U) == 0)
		letters[at] = (char)('a' + random_below(stream, 26));
	return (Str){.data = letters, .length = name->text.length};
}

typedef struct Copy {
	Str fields[4];
} Copy;

/* The second record: of five, one has a name written otherwise; of ten, one another postcode and one no date. */
static void make_pair(Arena *arena, RandomStream *stream, const Community *community, Copy *first, Copy *second)
{
	const Name *given = &community->given[random_below(stream, (uint32_t)community->given_count)];
	const Name *family = &community->family[random_below(stream, (uint32_t)community->family_count)];
	uint32_t year = 1930 + random_below(stream, 70);
	uint32_t month = 1 + random_below(stream, 12);
	Str born = str_format(arena, "%u-%02u-%02u", year, month, 1 + random_below(stream, 28));
	uint32_t home = random_below(stream, 20000);
	Str postcode = str_format(arena, "RM%u %u%c%c", home / 2000 + 1, home / 200 % 10, 'A' + (int)(home % 10), 'A' + (int)(home / 10 % 20));
	*first = (Copy){.fields = {given->text, family->text, born, postcode}};
	*second = *first;
	if (random_chance(stream, 200000))
		second->fields[0] = write_otherwise(arena, stream, given);
	if (random_chance(stream, 200000))
		second->fields[1] = write_otherwise(arena, stream, family);
	if (random_chance(stream, 100000))
		second->fields[3] = str_format(arena, "SS%u 1AA", random_below(stream, 20));
	if (random_chance(stream, 100000))
		second->fields[2] = S("");
}

static Str person_id(Arena *arena, size_t community, size_t person)
{
	return str_format(arena, "%zu-%zu", community, person);
}

static void test_no_community_is_found_much_less_often_than_the_whole(void **state)
{
	(void)state;
	Arena arena;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	Names names = {.count = 0};
	if (!read_names(&arena, &names)) {
		arena_clear(&arena);
		skip_because("the names by community are not there (KITH_REFERENCE)");
		return;
	}
	RandomStream stream = random_stream(5, S("test/communities"));
	LinkTable *table = link_table_open(COLUMNS, 4, 2);
	for (size_t community = 0; community < names.count; community++) {
		for (size_t person = 0; person < PEOPLE_EACH && names.items[community].family_count > 0; person++) {
			Copy first;
			Copy second;
			make_pair(&arena, &stream, &names.items[community], &first, &second);
			Str id = person_id(&arena, community, person);
			assert_ok(link_table_add(table, 0, (uint32_t)person + 2, id, first.fields));
			assert_ok(link_table_add(table, 1, (uint32_t)person + 2, id, second.fields));
		}
	}
	LinkDouble *doubles = NULL;
	assert_int_equal(link_table_finish(table, 2, &arena, &doubles, 1), 0);
	LinkOptions options = LINK_OPTIONS_USUAL;
	LinkModel *model = ARENA_NEW(&arena, LinkModel);
	link_learn(table, &options, NULL, model);
	LinkPairs pairs = link_pairs_open(table, model, &options);
	size_t found[COMMUNITIES_MAX] = {0};
	size_t right = 0;
	for (size_t i = 0; i < pairs.count; i++) {
		Str id = link_table_id(table, pairs.items[i].a);
		Str number;
		int64_t community = 0;
		if (!str_equal(id, link_table_id(table, pairs.items[i].b)))
			continue;
		assert_true(str_next(&id, '-', &number));
		assert_ok(str_to_integer(number, &community));
		found[community]++;
		right++;
	}
	size_t asked = 0;
	for (size_t i = 0; i < names.count; i++)
		asked += names.items[i].family_count > 0 ? PEOPLE_EACH : 0;
	double whole = (double)right / (double)asked;
	double precision = (double)right / (double)pairs.count;
	print_message("%-20s recall %.3f of %zu, precision %.4f\n", "all", whole, asked, precision);
	assert_true(whole > 0.95);
	assert_true(precision > 0.98);
	for (size_t i = 0; i < names.count; i++) {
		if (names.items[i].family_count == 0)
			continue;
		double recall = (double)found[i] / PEOPLE_EACH;
		print_message("%-20s recall %.3f\n", str_c(&arena, names.items[i].label), recall);
		assert_true(recall > whole - 0.02);
	}
	link_pairs_close(&pairs);
	link_table_close(table);
	arena_clear(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_community_is_found_much_less_often_than_the_whole),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

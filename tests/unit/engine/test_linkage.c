/* The linkage engine: what it learns, what it finds, and that the result depends on the records alone. */
#include "unit_test.h"

#include <math.h>
#include <string.h>

#include "base/random.h"
#include "engine/linkage/link_internal.h"
#include "engine/linkage/link_settings.h"

static const LinkColumn COLUMNS[] = {{S_INIT("forename"), LINK_FORENAME}, {S_INIT("surname"), LINK_SURNAME}, {S_INIT("born"), LINK_DATE},
	{S_INIT("postcode"), LINK_POSTCODE}};
enum { COLUMN_COUNT = 4, PEOPLE = 1500, VALUE_BYTES = 24 };

/* A record of the made-up town: people share few syllables, so that names are common and alike. */
typedef struct Person {
	char fields[COLUMN_COUNT][VALUE_BYTES];
} Person;

static void make_name(RandomStream *stream, char *out)
{
	static const char *const SYLLABLES[] = {"ma", "ri", "an", "jo", "el", "ka", "do", "su", "ben", "tor", "lin", "wes", "har", "gil"};
	size_t length = 0;
	for (uint32_t i = 0, count = 2 + random_below(stream, 2); i < count; i++) {
		const char *syllable = SYLLABLES[random_below(stream, 14)];
		memcpy(out + length, syllable, strlen(syllable));
		length += strlen(syllable);
	}
	out[length] = '\0';
}

static void write_digits(char *out, size_t digits, uint32_t value)
{
	for (size_t i = digits; i > 0; i--, value /= 10)
		out[i - 1] = (char)('0' + value % 10);
}

static Person make_person(RandomStream *stream)
{
	Person person = {{{0}}};
	make_name(stream, person.fields[0]);
	make_name(stream, person.fields[1]);
	write_digits(person.fields[2], 4, 1930 + random_below(stream, 70));
	write_digits(person.fields[2] + 4, 2, 1 + random_below(stream, 12));
	write_digits(person.fields[2] + 6, 2, 1 + random_below(stream, 28));
	memcpy(person.fields[3], "RM17 6AA", 8);
	write_digits(person.fields[3] + 2, 2, 10 + random_below(stream, 10));
	person.fields[3][5] = (char)('0' + random_below(stream, 10));
	person.fields[3][6] = (char)('A' + random_below(stream, 20));
	person.fields[3][7] = (char)('A' + random_below(stream, 20));
	return person;
}

/* One slip in a field, or the field left out. */
static void spoil(RandomStream *stream, char *field, bool drop)
{
	size_t length = strlen(field);
	if (drop)
		field[0] = '\0';
	else if (length > 1)
		field[1 + random_below(stream, (uint32_t)length - 1)] = (char)('a' + random_below(stream, 26));
}

typedef struct Town {
	Person people[PEOPLE];
	Person again[PEOPLE];
} Town;

static Town *make_town(Arena *arena)
{
	Town *town = ARENA_NEW(arena, Town);
	RandomStream stream = random_stream(11, S("test/town"));
	for (size_t i = 0; i < PEOPLE; i++) {
		town->people[i] = make_person(&stream);
		town->again[i] = town->people[i];
		for (size_t column = 0; column < COLUMN_COUNT; column++)
			if (random_chance(&stream, 100000))
				spoil(&stream, town->again[i].fields[column], random_chance(&stream, 300000));
	}
	return town;
}

static Str record_id(Arena *arena, const char *file, size_t number)
{
	return str_format(arena, "%s%04zu", file, number);
}

static void add_person(LinkTable *table, size_t source, uint32_t line, Str id, const Person *person)
{
	Str fields[COLUMN_COUNT];
	for (size_t i = 0; i < COLUMN_COUNT; i++)
		fields[i] = str_from_c(person->fields[i]);
	assert_ok(link_table_add(table, source, line, id, fields));
}

typedef struct Setup {
	bool backwards;   /* records in the other order */
	bool turned;      /* the other file first */
	bool one_file;
	size_t threads;
} Setup;

static LinkTable *open_town(Arena *arena, const Town *town, Setup setup)
{
	LinkTable *table = link_table_open(COLUMNS, COLUMN_COUNT, setup.one_file ? 1 : 2);
	LinkDouble *doubles = NULL;
	for (size_t i = 0; i < PEOPLE; i++) {
		size_t place = setup.backwards ? PEOPLE - 1 - i : i;
		size_t first = setup.turned ? 1 : 0;
		add_person(table, setup.one_file ? 0 : first, (uint32_t)i + 2, record_id(arena, "a", place), &town->people[place]);
		add_person(table, setup.one_file ? 0 : 1 - first, (uint32_t)i + 2, record_id(arena, "b", place), &town->again[place]);
	}
	assert_int_equal(link_table_finish(table, setup.threads, arena, &doubles, 10), 0);
	return table;
}

/* All links as text, in the order in which they are given; with turned files the ids are put back. */
static Str links_of(Arena *arena, const Town *town, Setup setup)
{
	LinkTable *table = open_town(arena, town, setup);
	LinkOptions options = LINK_OPTIONS_USUAL;
	options.threads = setup.threads;
	LinkModel *model = ARENA_NEW(arena, LinkModel);
	link_learn(table, &options, NULL, model);
	LinkPairs pairs = link_pairs_open(table, model, &options);
	Buffer text = buffer_make(arena, 4 * 1024 * 1024);
	for (size_t i = 0; i < pairs.count; i++) {
		Str a = link_table_id(table, setup.turned ? pairs.items[i].b : pairs.items[i].a);
		Str b = link_table_id(table, setup.turned ? pairs.items[i].a : pairs.items[i].b);
		buffer_add_format(&text, "%.*s %.*s %.6f\n", STR_ARG(a), STR_ARG(b), (double)pairs.items[i].weight);
	}
	link_pairs_close(&pairs);
	link_table_close(table);
	return buffer_str(&text);
}

static void test_links_do_not_depend_on_order_files_or_threads(void **state)
{
	(void)state;
	Arena arena;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	const Town *town = make_town(&arena);
	Str usual = links_of(&arena, town, (Setup){.threads = 2});
	assert_true(usual.length > 10000);
	assert_true(str_equal(usual, links_of(&arena, town, (Setup){.threads = 1})));
	assert_true(str_equal(usual, links_of(&arena, town, (Setup){.threads = 5})));
	assert_true(str_equal(usual, links_of(&arena, town, (Setup){.threads = 2, .backwards = true})));
	assert_true(str_equal(usual, links_of(&arena, town, (Setup){.threads = 2, .turned = true})));
	Str within = links_of(&arena, town, (Setup){.threads = 2, .one_file = true});
	assert_true(str_equal(within, links_of(&arena, town, (Setup){.threads = 3, .one_file = true, .backwards = true})));
	arena_clear(&arena);
}

typedef struct Linked {
	LinkTable *table;
	LinkModel *model;
	LinkOptions options;
	LinkPairs pairs;
} Linked;

static Linked link_town(Arena *arena, const Town *town, Setup setup, bool for_finding)
{
	Linked linked = {.table = open_town(arena, town, setup), .model = ARENA_NEW(arena, LinkModel), .options = LINK_OPTIONS_USUAL};
	linked.options.for_finding = for_finding;
	link_learn(linked.table, &linked.options, NULL, linked.model);
	linked.pairs = link_pairs_open(linked.table, linked.model, &linked.options);
	return linked;
}

static void close_linked(Linked *linked)
{
	link_pairs_close(&linked->pairs);
	link_table_close(linked->table);
}

static size_t count_right(const Linked *linked)
{
	size_t right = 0;
	for (size_t i = 0; i < linked->pairs.count; i++) {
		Str a = link_table_id(linked->table, linked->pairs.items[i].a);
		Str b = link_table_id(linked->table, linked->pairs.items[i].b);
		right += str_equal(str_slice(a, 1, a.length), str_slice(b, 1, b.length)) ? 1 : 0;
	}
	return right;
}

static void test_people_are_found_again_and_strangers_are_not_taken_for_them(void **state)
{
	(void)state;
	Arena arena;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	Linked linked = link_town(&arena, make_town(&arena), (Setup){.threads = 2}, false);
	size_t right = count_right(&linked);
	assert_true(right >= PEOPLE * 985 / 1000);
	assert_true(linked.pairs.count - right <= PEOPLE * 5 / 1000);
	/* What it promises without truth holds what is true. */
	LinkEstimate estimate = link_estimate(&linked.pairs, linked.model);
	double precision = (double)right / (double)linked.pairs.count;
	double recall = (double)right / PEOPLE;
	assert_true(fabs(estimate.precision.value - precision) < 0.01);
	assert_true(fabs(estimate.recall.value - recall) < 0.02);
	close_linked(&linked);
	arena_clear(&arena);
}

/* One value in ten was spoilt: m of exact must come out near nine tenths of those present, without any label. */
static void test_learning_recovers_the_errors_that_were_made(void **state)
{
	(void)state;
	Arena arena;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	const Town *town = make_town(&arena);
	Linked linked = link_town(&arena, town, (Setup){.threads = 2}, false);
	for (size_t column = 0; column < COLUMN_COUNT; column++) {
		double same = 0;
		double present = 0;
		for (size_t i = 0; i < PEOPLE; i++) {
			bool there = town->again[i].fields[column][0] != '\0';
			present += there ? 1 : 0;
			same += there && strcmp(town->again[i].fields[column], town->people[i].fields[column]) == 0 ? 1 : 0;
		}
		assert_true(fabs(linked.model->of[column].levels[LINK_EXACT].m - same / present) < 0.025);
	}
	double one = linked.model->shares.same_place + linked.model->shares.moved;
	assert_true(fabs(one * PEOPLE * PEOPLE - PEOPLE) < PEOPLE * 0.03);
	close_linked(&linked);
	arena_clear(&arena);
}

static void test_an_explanation_adds_up_to_the_weight_of_its_pair(void **state)
{
	(void)state;
	Arena arena;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	Linked linked = link_town(&arena, make_town(&arena), (Setup){.threads = 2}, false);
	for (size_t i = 0; i < linked.pairs.count; i += 37) {
		LinkPair pair = linked.pairs.items[i];
		LinkWhy why = link_explain(linked.table, linked.model, pair.a, pair.b);
		double sum = 0;
		for (size_t line = 0; line < why.count; line++)
			sum += why.lines[line].weight + why.lines[line].rarity;
		assert_true(fabs(sum - (double)pair.weight) < 1e-4);
		assert_true(fabs(link_probability(sum) - why.probability) < 1e-6);
		LinkWhy turned = link_explain(linked.table, linked.model, pair.b, pair.a);
		assert_true(fabs(turned.weight - why.weight) < 1e-9);
	}
	close_linked(&linked);
	arena_clear(&arena);
}

static void test_a_model_that_was_saved_links_the_same(void **state)
{
	(void)state;
	Arena arena;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	Linked linked = link_town(&arena, make_town(&arena), (Setup){.threads = 2}, false);
	Buffer text = buffer_make(&arena, 1024 * 1024);
	link_model_write(linked.model, &text);
	Problems problems = problems_make(&arena);
	const JsonNode *node = NULL;
	LinkModel *read = ARENA_NEW(&arena, LinkModel);
	assert_ok(json_parse(&arena, S("model.json"), 1, buffer_str(&text), &problems, &node));
	assert_ok(link_model_read(node, COLUMNS, COLUMN_COUNT, read, &problems));
	for (size_t i = 0; i < linked.pairs.count; i += 11) {
		LinkPair pair = linked.pairs.items[i];
		assert_true(fabs(link_pair_weight(linked.table, read, pair.a, pair.b) - (double)pair.weight) < 1e-4);
	}
	/* For other columns it is refused, with words. */
	assert_status(link_model_read(node, COLUMNS + 1, COLUMN_COUNT - 1, read, &problems), STATUS_INVALID);
	assert_true(problems_any(&problems));
	close_linked(&linked);
	arena_clear(&arena);
}

static void test_one_new_record_is_found_among_many_and_leaves_nothing_behind(void **state)
{
	(void)state;
	Arena arena;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	const Town *town = make_town(&arena);
	LinkTable *table = link_table_open(COLUMNS, COLUMN_COUNT, 1);
	LinkDouble *doubles = NULL;
	LinkOptions options = LINK_OPTIONS_USUAL;
	options.for_finding = true;
	options.threshold = 0.2;
	/* Some stand twice, so that there is something to learn from; all are asked for. */
	for (size_t i = 0; i < PEOPLE; i++) {
		add_person(table, 0, (uint32_t)i + 2, record_id(&arena, "a", i), &town->people[i]);
		if (i % 3 == 0)
			add_person(table, 0, (uint32_t)i + 9000, record_id(&arena, "b", i), &town->again[i]);
	}
	assert_int_equal(link_table_finish(table, 2, &arena, &doubles, 10), 0);
	LinkModel *model = ARENA_NEW(&arena, LinkModel);
	link_learn(table, &options, NULL, model);
	size_t words_before = words_count(table->columns[0].words);
	size_t right = 0;
	for (size_t i = 1; i < PEOPLE; i += 3) {
		Str fields[COLUMN_COUNT];
		LinkFound found[5];
		for (size_t column = 0; column < COLUMN_COUNT; column++)
			fields[column] = str_from_c(town->again[i].fields[column]);
		size_t count = link_find(table, model, &options, &arena, fields, found, 5);
		right += count > 0 && str_equal(link_table_id(table, found[0].record), record_id(&arena, "a", i)) ? 1 : 0;
		assert_int_equal(words_count(table->columns[0].words), words_before);
	}
	assert_true(right >= PEOPLE / 3 * 97 / 100);
	link_table_close(table);
	arena_clear(&arena);
}

static void test_clusters_hold_together_those_who_belong_and_no_bridge_joins_two_people(void **state)
{
	(void)state;
	Arena arena;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	const Town *town = make_town(&arena);
	Linked linked = link_town(&arena, town, (Setup){.threads = 2, .one_file = true}, false);
	const uint32_t *clusters = link_clusters(linked.table, linked.model, &linked.pairs, &linked.options, &arena);
	size_t together = 0;
	size_t largest = 0;
	uint32_t *sizes = ARENA_ARRAY(&arena, uint32_t, link_table_count(linked.table));
	for (size_t i = 0; i < PEOPLE; i++) {
		uint32_t a = 0;
		uint32_t b = 0;
		assert_true(link_table_find(linked.table, 0, record_id(&arena, "a", i), &a));
		assert_true(link_table_find(linked.table, 0, record_id(&arena, "b", i), &b));
		together += clusters[a] == clusters[b] ? 1 : 0;
		sizes[clusters[a]]++;
		sizes[clusters[b]]++;
	}
	for (size_t i = 0; i < link_table_count(linked.table); i++)
		largest = sizes[i] > largest ? sizes[i] : largest;
	assert_true(together >= PEOPLE * 98 / 100);
	assert_true(largest <= 4);
	close_linked(&linked);
	arena_clear(&arena);
}

/* Twins at one address, told apart by their NHS numbers alone, and one of them again without a number. */
static void test_two_nhs_numbers_are_never_one_person(void **state)
{
	(void)state;
	static const LinkColumn WITH_NUMBER[] = {{S_INIT("forename"), LINK_FORENAME}, {S_INIT("surname"), LINK_SURNAME},
		{S_INIT("born"), LINK_DATE}, {S_INIT("postcode"), LINK_POSTCODE}, {S_INIT("number"), LINK_IDENTIFIER}};
	Arena arena;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	const Town *town = make_town(&arena);
	LinkTable *table = link_table_open(WITH_NUMBER, COLUMN_COUNT + 1, 1);
	static const char *const NUMBERS[] = {"9434765919", "9999999999", ""};
	for (uint32_t i = 0; i < 300; i++) {
		for (uint32_t twin = 0; twin < 3; twin++) {
			Str fields[COLUMN_COUNT + 1];
			for (size_t column = 0; column < COLUMN_COUNT; column++)
				fields[column] = str_from_c(town->people[i].fields[column]);
			fields[COLUMN_COUNT] = i == 7 ? str_from_c(NUMBERS[twin]) : (Str){0};
			if (i == 7 || twin < 2)
				assert_ok(link_table_add(table, 0, i * 3 + twin + 2, str_format(&arena, "%03u-%u", i, twin), fields));
		}
	}
	LinkDouble *doubles = NULL;
	LinkOptions options = LINK_OPTIONS_USUAL;
	LinkModel *model = ARENA_NEW(&arena, LinkModel);
	assert_int_equal(link_table_finish(table, 2, &arena, &doubles, 1), 0);
	link_learn(table, &options, NULL, model);
	LinkPairs pairs = link_pairs_open(table, model, &options);
	const uint32_t *clusters = link_clusters(table, model, &pairs, &options, &arena);
	uint32_t records[4];
	for (uint32_t twin = 0; twin < 3; twin++)
		assert_true(link_table_find(table, 0, str_format(&arena, "007-%u", twin), &records[twin]));
	assert_true(link_table_find(table, 0, S("008-0"), &records[3]));
	assert_int_not_equal(clusters[records[0]], clusters[records[1]]);
	assert_true(clusters[records[2]] == clusters[records[0]] || clusters[records[2]] == clusters[records[1]]);
	assert_int_not_equal(clusters[records[3]], clusters[records[0]]);
	link_pairs_close(&pairs);
	link_table_close(table);
	arena_clear(&arena);
}

static void test_an_id_that_stands_twice_is_named_and_the_first_row_kept(void **state)
{
	(void)state;
	Arena arena;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	LinkTable *table = link_table_open(COLUMNS, COLUMN_COUNT, 1);
	RandomStream stream = random_stream(3, S("test/doubles"));
	LinkDouble *doubles = NULL;
	for (uint32_t line = 2; line < 6; line++) {
		Person person = make_person(&stream);
		add_person(table, 0, line, line == 4 ? S("id2") : str_format(&arena, "id%u", line), &person);
	}
	assert_int_equal(link_table_finish(table, 1, &arena, &doubles, 10), 1);
	assert_int_equal(doubles[0].line, 4);
	assert_str(&arena, doubles[0].id, "id2");
	assert_int_equal(link_table_count(table), 3);
	link_table_close(table);
	arena_clear(&arena);
}

/* Files of nothing, of one record, of records without a single value. */
static void test_tables_with_nothing_to_learn_from_end_quietly(void **state)
{
	(void)state;
	Arena arena;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	static const Person EMPTY = {{{0}}};
	for (size_t sources = 1; sources <= 2; sources++) {
		for (uint32_t count = 0; count < 4; count++) {
			LinkTable *table = link_table_open(COLUMNS, COLUMN_COUNT, sources);
			LinkDouble *doubles = NULL;
			LinkOptions options = LINK_OPTIONS_USUAL;
			LinkModel *model = ARENA_NEW(&arena, LinkModel);
			for (uint32_t i = 0; i < count; i++)
				add_person(table, i % sources, i + 2, str_format(&arena, "%u", i), &EMPTY);
			assert_int_equal(link_table_finish(table, 2, &arena, &doubles, 1), 0);
			link_learn(table, &options, NULL, model);
			LinkPairs pairs = link_pairs_open(table, model, &options);
			assert_int_equal(pairs.count, 0);
			(void)link_clusters(table, model, &pairs, &options, &arena);
			link_pairs_close(&pairs);
			link_table_close(table);
		}
	}
	arena_clear(&arena);
}

static void expect_problem(Arena *arena, const char *settings, const char *words)
{
	Problems problems = problems_make(arena);
	LinkSettings read;
	Buffer text = buffer_make(arena, 100000);
	assert_status(link_settings_read(arena, S("s.yaml"), str_from_c(settings), &read, &problems), STATUS_INVALID);
	problems_write(&problems, &text);
	assert_true(str_contains(buffer_str(&text), S("s.yaml:")));
	assert_true(str_contains(buffer_str(&text), str_from_c(words)));
}

static void test_wrong_settings_name_file_line_and_reason(void **state)
{
	(void)state;
	Arena arena;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	expect_problem(&arena, "columns:\n  a: name\n", "id");
	expect_problem(&arena, "id: a\ncolumns:\n  b: surnme\n", "did you mean \"surname\"");
	expect_problem(&arena, "id: a\ncolumns:\n  a: name\n", "names a record");
	expect_problem(&arena, "id: a\ncolumns: name\n", "each column with its kind");
	expect_problem(&arena, "id: a\ncolumns: {}\n", "each column with its kind");
	expect_problem(&arena, "id: a\ncolum: {b: name}\n", "did you mean");
	Problems problems = problems_make(&arena);
	LinkSettings read;
	assert_ok(link_settings_read(&arena, S("s.yaml"), S("id: a\none_to_one: true\ncolumns:\n  b: date\n"), &read, &problems));
	assert_true(read.one_to_one);
	assert_int_equal(read.column_count, 1);
	assert_int_equal(read.columns[0].kind, LINK_DATE);
	arena_clear(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_links_do_not_depend_on_order_files_or_threads),
		cmocka_unit_test(test_people_are_found_again_and_strangers_are_not_taken_for_them),
		cmocka_unit_test(test_learning_recovers_the_errors_that_were_made),
		cmocka_unit_test(test_an_explanation_adds_up_to_the_weight_of_its_pair),
		cmocka_unit_test(test_a_model_that_was_saved_links_the_same),
		cmocka_unit_test(test_one_new_record_is_found_among_many_and_leaves_nothing_behind),
		cmocka_unit_test(test_clusters_hold_together_those_who_belong_and_no_bridge_joins_two_people),
		cmocka_unit_test(test_two_nhs_numbers_are_never_one_person),
		cmocka_unit_test(test_an_id_that_stands_twice_is_named_and_the_first_row_kept),
		cmocka_unit_test(test_tables_with_nothing_to_learn_from_end_quietly),
		cmocka_unit_test(test_wrong_settings_name_file_line_and_reason),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

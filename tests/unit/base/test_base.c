/* The small files of base: ids and references, money, clock, random numbers, hashes, buffers, problems, arenas. */
#include "unit_test.h"

#include <string.h>

#include "base/hash.h"
#include "base/id.h"
#include "base/money.h"

static Arena arena;

/* What an arena asks the system for: how often, and when it is told no. */
static bool has_no_memory;
static size_t asked;

void *__real_malloc(size_t size);
void *__wrap_malloc(size_t size);

void *__wrap_malloc(size_t size)
{
	asked++;
	return has_no_memory ? NULL : __real_malloc(size);
}

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, 64 << 20);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

static Instant at(const char *text)
{
	Instant instant = 0;
	assert_ok(instant_parse(str_from_c(text), &instant));
	return instant;
}

static void test_ids_sort_by_time_and_seeded_ones_repeat(void **state)
{
	(void)state;
	Clock clock = clock_hold(at("2026-11-22T09:00:00Z"));
	IdSource first;
	IdSource second;
	id_source_init_seeded(&first, &clock, 5);
	id_source_init_seeded(&second, &clock, 5);
	Str previous = {0};
	for (int i = 0; i < 5000; i++) {
		clock.held += i % 7 == 0 ? INSTANT_SECOND / 1000 : 0;
		Str id = id_make(&first, &arena);
		assert_true(id_is_valid(id));
		assert_true(str_compare(previous, id) < 0);
		assert_true(str_equal(id, id_make(&second, &arena)));
		previous = id;
	}
	assert_false(id_is_valid(S("")));
	assert_false(id_is_valid(S("0000000000000000000000000I")));
	id_source_clear(&first);
	id_source_clear(&second);
}

static void test_every_wrong_character_and_swap_in_a_reference_is_found(void **state)
{
	(void)state;
	static const char LETTERS[] = "23456789CDFHJKMNPQRTVWX";
	Clock clock = clock_hold(0);
	IdSource source;
	id_source_init_seeded(&source, &clock, 9);
	for (int round = 0; round < 200; round++) {
		Str reference = reference_make(&source, &arena, S("KT"));
		Str read = {0};
		assert_int_equal(reference.length, REFERENCE_LENGTH);
		assert_ok(reference_read(&arena, reference, &read));
		assert_true(str_equal(read, reference));
		for (size_t i = 3; i < REFERENCE_LENGTH; i++) {
			char typed[REFERENCE_LENGTH];
			memcpy(typed, reference.data, REFERENCE_LENGTH);
			for (size_t j = 0; typed[i] != '-' && j < sizeof LETTERS - 1; j++) {
				typed[i] = LETTERS[j];
				Status expected = LETTERS[j] == reference.data[i] ? STATUS_OK : STATUS_INVALID;
				assert_status(reference_read(&arena, (Str){typed, REFERENCE_LENGTH}, &read), expected);
			}
			memcpy(typed, reference.data, REFERENCE_LENGTH);
			size_t next = i + 1 < REFERENCE_LENGTH && typed[i + 1] == '-' ? i + 2 : i + 1;
			if (typed[i] == '-' || next >= REFERENCE_LENGTH || typed[i] == typed[next])
				continue;
			typed[i] = reference.data[next];
			typed[next] = reference.data[i];
			assert_status(reference_read(&arena, (Str){typed, REFERENCE_LENGTH}, &read), STATUS_INVALID);
		}
	}
	id_source_clear(&source);
}

static void test_a_reference_may_be_typed_loosely(void **state)
{
	(void)state;
	Clock clock = clock_hold(0);
	IdSource source;
	Str read = {0};
	id_source_init(&source, &clock);
	Str reference = reference_make(&source, &arena, S("KT"));
	Str loose = str_lower_ascii(&arena, str_replace(&arena, reference, S("-"), S(" ")));
	assert_ok(reference_read(&arena, loose, &read));
	assert_true(str_equal(read, reference));
	assert_status(reference_read(&arena, S(""), &read), STATUS_INVALID);
	assert_status(reference_read(&arena, str_concat(&arena, reference, S("2")), &read), STATUS_INVALID);
	id_source_clear(&source);
}

static void test_money_reads_back_and_refuses_the_rest(void **state)
{
	(void)state;
	const Pence amounts[] = {0, 1, -1, 99, 100, 100000, -350, 123456789, -100000000, INT64_MAX / 1000};
	for (size_t i = 0; i < sizeof amounts / sizeof amounts[0]; i++) {
		Pence pence = 7;
		assert_ok(money_parse(money_format(&arena, amounts[i]), &pence));
		assert_int_equal(pence, amounts[i]);
		assert_ok(money_parse(money_format_plain(&arena, amounts[i]), &pence));
		assert_int_equal(pence, amounts[i]);
	}
	assert_str(&arena, money_format(&arena, 104000), "£1,040.00");
	assert_str(&arena, money_format(&arena, -350), "-£3.50");
	assert_str(&arena, money_format_plain(&arena, INT64_MIN), "-92233720368547758.08");
	const char *const wrong[] = {"", "-", "£", ".", ".5", "1.", "1.234", "1,04", "1,0400", ",100", "1 000", "ten",
		"1e3", "--1",
		"99999999999999999999", "10,40,000", "1.-5", "1234,567"};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		Pence pence = 7;
		if (money_parse(str_from_c(wrong[i]), &pence) == STATUS_OK)
			fail_msg("%s was read", wrong[i]);
		assert_int_equal(pence, 7);
	}
}

static void test_halves_round_up(void **state)
{
	(void)state;
	assert_int_equal(divide_half_up(5, 2), 3);
	assert_int_equal(divide_half_up(-5, 2), -2);
	assert_int_equal(divide_half_up(7, 3), 2);
	assert_int_equal(divide_half_up(-7, 3), -2);
	assert_int_equal(divide_half_up(-8, 3), -3);
	assert_int_equal(divide_half_up(0, 9), 0);
}

static void test_london_changes_its_clocks_on_the_right_second(void **state)
{
	(void)state;
	const struct { const char *instant; const char *date; int hour; int minute; } cases[] = {
		{"2026-03-29T00:59:59.999999Z", "2026-03-29", 0, 59}, {"2026-03-29T01:00:00Z", "2026-03-29", 2, 0},
		{"2026-10-25T00:59:59Z", "2026-10-25", 1, 59}, {"2026-10-25T01:00:00Z", "2026-10-25", 1, 0},
		{"2026-06-30T22:59:59Z", "2026-06-30", 23, 59}, {"2026-06-30T23:00:00Z", "2026-07-01", 0, 0},
		{"2026-12-31T23:59:59Z", "2026-12-31", 23, 59}, {"1969-12-31T23:59:59.5Z", "1969-12-31", 23, 59},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		int hour = -1;
		int minute = -1;
		assert_str(&arena, date_format(&arena, instant_london_date(at(cases[i].instant))), cases[i].date);
		instant_london_time(at(cases[i].instant), &hour, &minute);
		assert_int_equal(hour, cases[i].hour);
		assert_int_equal(minute, cases[i].minute);
	}
}

static void test_london_times_become_instants(void **state)
{
	(void)state;
	Date spring = instant_london_date(at("2026-03-29T12:00:00Z"));
	assert_true(instant_from_london(spring, 0, 30) == at("2026-03-29T00:30:00Z"));
	assert_true(instant_from_london(spring, 1, 30) == at("2026-03-29T01:30:00Z")); /* skipped: the hour after, 02:30 */
	assert_true(instant_from_london(spring, 2, 0) == at("2026-03-29T01:00:00Z"));
	Date autumn = instant_london_date(at("2026-10-25T12:00:00Z"));
	assert_true(instant_from_london(autumn, 1, 30) == at("2026-10-25T00:30:00Z")); /* twice: the first one */
	assert_true(instant_from_london(autumn, 2, 0) == at("2026-10-25T02:00:00Z"));
	assert_str(&arena, instant_format(&arena, at("2026-10-25T00:30:00.25Z")), "2026-10-25T00:30:00.250000Z");
	const char *const wrong[] = {"", "2026-10-25", "2026-10-25T24:00:00Z", "2026-10-25T00:60:00Z",
		"2026-10-25T00:00:00",
		"2026-10-25T00:00:00.Z", "2026-10-25T00:00:00.1234567Z", "2026-02-30T00:00:00Z", "2026-10-25T+1:00:00Z"};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		Instant instant = 0;
		assert_status(instant_parse(str_from_c(wrong[i]), &instant), STATUS_INVALID);
	}
}

static void test_random_streams_repeat_and_stay_within_bounds(void **state)
{
	(void)state;
	RandomStream first = random_stream(1, S("a"));
	RandomStream again = random_stream(1, S("a"));
	RandomStream other_key = random_stream(1, S("b"));
	RandomStream other_seed = random_stream(2, S("a"));
	int same_key = 0;
	int same_seed = 0;
	int counts[7] = {0};
	for (int i = 0; i < 7000; i++) {
		uint32_t value = random_next(&first);
		assert_int_equal(value, random_next(&again));
		same_key += value == random_next(&other_key) ? 1 : 0;
		same_seed += value == random_next(&other_seed) ? 1 : 0;
		uint32_t below = random_below(&first, 7);
		assert_true(below < 7);
		(void)random_below(&again, 7);
		counts[below]++;
	}
	assert_true(same_key < 3 && same_seed < 3);
	for (int i = 0; i < 7; i++)
		assert_in_range(counts[i], 850, 1150);
	/* A demonstration made years ago must come out the same: these numbers may never change. */
	const uint32_t known[] = {752053711U, 1061645607U, 4234026528U, 2659911535U};
	const uint32_t known_below[] = {484, 348, 583, 978};
	RandomStream plain = random_stream(1, S("a"));
	RandomStream person = random_stream(20261122, S("thurrock/person/1042"));
	for (int i = 0; i < 4; i++) {
		assert_int_equal(random_next(&plain), known[i]);
		assert_int_equal(random_below(&person, 1000), known_below[i]);
	}
	assert_int_equal(random_below(&first, 1), 0);
	assert_false(random_chance(&first, 0));
	assert_true(random_chance(&first, 1000000));
}

static void test_hashes_are_sha256_and_parts_do_not_run_together(void **state)
{
	(void)state;
	assert_str(&arena, hash_text(&arena, S("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	assert_str(&arena, hash_text(&arena, (Str){0}), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	Str one = hash_parts(&arena, (const Str[]){S("ab"), S("c")}, 2);
	Str two = hash_parts(&arena, (const Str[]){S("a"), S("bc")}, 2);
	assert_false(hash_equal(one, two));
	assert_true(hash_equal(one, hash_parts(&arena, (const Str[]){S("ab"), S("c")}, 2)));
	assert_false(hash_equal(one, S("")));
}

static void test_a_buffer_grows_and_keeps_what_was_written(void **state)
{
	(void)state;
	Buffer buffer = buffer_make(&arena, 100000);
	for (int i = 0; i < 5000; i++)
		buffer_add_format(&buffer, "%d,", i);
	buffer_add_character(&buffer, '!');
	buffer_add_integer(&buffer, INT64_MIN);
	assert_true(str_starts_with(buffer_str(&buffer), S("0,1,2,")));
	assert_true(str_ends_with(buffer_str(&buffer), S("4999,!-9223372036854775808")));
	Buffer full = buffer_make(&arena, 1000);
	for (int i = 0; i < 1000; i++)
		buffer_add_character(&full, 'x');
	assert_int_equal(buffer_str(&full).length, 1000);
}

static void test_problems_are_kept_to_their_limit_and_written_with_their_place(void **state)
{
	(void)state;
	Problems problems = problems_make(&arena);
	assert_false(problems_any(&problems));
	assert_status(problems_add(&problems, (Problem){.file = S("f.csv"), .line = 3, .column = 2, .field = S("date"),
		.message = S("no date")}), STATUS_INVALID);
	assert_status(problems_add_format(&problems, (Problem){.line = 4}, "%d", 5), STATUS_INVALID);
	Buffer out = buffer_make(&arena, 1 << 20);
	problems_write(&problems, &out);
	assert_str(&arena, buffer_str(&out), "f.csv:3:2: date: no date\nline 4: 5\n");
	assert_str(&arena, problems_for_field(&problems, S("date")), "no date");
	assert_str(&arena, problems_for_field(&problems, S("name")), "");
	for (int i = 0; i < 1500; i++)
		(void)problems_add(&problems, (Problem){.message = S("more")});
	assert_int_equal(problems.count, PROBLEMS_MAX);
	assert_int_equal(problems.total, 1502);
}

static void test_arena_memory_is_zeroed_aligned_and_used_again(void **state)
{
	(void)state;
	Arena own;
	arena_init(&own, 1 << 20);
	for (size_t size = 1; size < 300; size++) {
		unsigned char *bytes = arena_allocate(&own, size);
		assert_int_equal((uintptr_t)bytes % 16, 0);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(bytes[i], 0);
		memset(bytes, 0xFF, size);
	}
	(void)arena_allocate(&own, 500000);
	arena_reset(&own);
	assert_int_equal(own.used_bytes, 0);
	unsigned char *bytes = arena_allocate(&own, 1000000);
	assert_int_equal(bytes[999999], 0);
	arena_clear(&own);
}

static void test_what_an_arena_has_reserved_needs_no_memory_later(void **state)
{
	(void)state;
	Arena own;
	arena_init(&own, 4 << 20);
	has_no_memory = true;
	assert_status(arena_reserve(&own, 1 << 20), STATUS_BUSY);
	has_no_memory = false;
	assert_int_equal(own.used_bytes, 0);
	assert_ok(arena_reserve(&own, 1 << 20));
	has_no_memory = true;
	for (int use = 0; use < 3; use++) {
		assert_ok(arena_reserve(&own, 1 << 20));
		assert_int_equal(((char *)arena_allocate(&own, 1000))[999], 0);
		memset(arena_allocate(&own, (1 << 20) - 2000), 'x', (1 << 20) - 2000);
		arena_reset(&own);
	}
	/* A greater use takes more; what was reserved is what stays. */
	has_no_memory = false;
	(void)arena_allocate(&own, 1 << 20);
	(void)arena_allocate(&own, 1 << 20);
	arena_reset(&own);
	has_no_memory = true;
	assert_ok(arena_reserve(&own, 1 << 20));
	assert_status(arena_reserve(&own, (1 << 20) + 1), STATUS_BUSY);
	has_no_memory = false;
	arena_clear(&own);
}

static void test_an_arena_asks_for_memory_once_a_block(void **state)
{
	(void)state;
	Arena own;
	arena_init(&own, 4 << 20);
	size_t before = asked;
	for (int i = 0; i < 1000; i++)
		(void)arena_allocate(&own, 64);
	assert_int_equal(asked - before, 1);
	arena_clear(&own);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_ids_sort_by_time_and_seeded_ones_repeat, setup, teardown),
		cmocka_unit_test_setup_teardown(test_every_wrong_character_and_swap_in_a_reference_is_found, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_reference_may_be_typed_loosely, setup, teardown),
		cmocka_unit_test_setup_teardown(test_money_reads_back_and_refuses_the_rest, setup, teardown),
		cmocka_unit_test_setup_teardown(test_halves_round_up, setup, teardown),
		cmocka_unit_test_setup_teardown(test_london_changes_its_clocks_on_the_right_second, setup, teardown),
		cmocka_unit_test_setup_teardown(test_london_times_become_instants, setup, teardown),
		cmocka_unit_test_setup_teardown(test_random_streams_repeat_and_stay_within_bounds, setup, teardown),
		cmocka_unit_test_setup_teardown(test_hashes_are_sha256_and_parts_do_not_run_together, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_buffer_grows_and_keeps_what_was_written, setup, teardown),
		cmocka_unit_test_setup_teardown(test_problems_are_kept_to_their_limit_and_written_with_their_place, setup,
		teardown),
		cmocka_unit_test_setup_teardown(test_arena_memory_is_zeroed_aligned_and_used_again, setup, teardown),
		cmocka_unit_test(test_what_an_arena_has_reserved_needs_no_memory_later),
		cmocka_unit_test(test_an_arena_asks_for_memory_once_a_block),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "unit_test.h"

#include <math.h>

#include "base/random.h"
#include "engine/geography/distance.h"

static Arena arena;

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, 1 << 20);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

static double great_circle(GeoPoint from, GeoPoint to)
{
	double turn = acos(-1.0) / 180e6;
	double rise = sin((to.latitude - from.latitude) * turn / 2);
	double swing = sin((to.longitude - from.longitude) * turn / 2);
	double half = rise * rise + cos(from.latitude * turn) * cos(to.latitude * turn) * swing * swing;
	return 2 * 6371000.0 * asin(sqrt(half));
}

/* A point of England, and another at most some 100 km away. */
static GeoPoint random_point(RandomStream *stream)
{
	return (GeoPoint){.latitude = 50000000 + (int32_t)random_below(stream, 5000000),
		.longitude = -5000000 + (int32_t)random_below(stream, 6000000)};
}

static GeoPoint random_neighbour(RandomStream *stream, GeoPoint from)
{
	return (GeoPoint){.latitude = from.latitude + (int32_t)random_below(stream, 1200000) - 600000,
		.longitude = from.longitude + (int32_t)random_below(stream, 1800000) - 900000};
}

static void test_distances_are_those_of_the_globe_within_a_thousandth(void **state)
{
	(void)state;
	RandomStream stream = random_stream(5, S("distance"));
	for (int round = 0; round < 20000; round++) {
		GeoPoint from = random_point(&stream);
		GeoPoint to = random_neighbour(&stream, from);
		double exact = great_circle(from, to);
		double ours = (double)distance_metres(from, to);
		assert_true(fabs(ours - exact) <= exact / 1000.0 + 0.5);
		assert_int_equal(distance_metres(from, to), distance_metres(to, from));
	}
}

static void test_known_distances(void **state)
{
	(void)state;
	GeoPoint grays = {.latitude = 51476000, .longitude = 323000};
	GeoPoint tilbury = {.latitude = 51463000, .longitude = 360000};
	assert_int_equal(distance_metres(grays, grays), 0);
	assert_in_range((uintmax_t)distance_metres(grays, tilbury), 2930, 2950);
	GeoPoint north = {.latitude = grays.latitude + 1000000, .longitude = grays.longitude};
	assert_int_equal(distance_metres(grays, north), 111195);
	GeoPoint nowhere = {.latitude = 90000001, .longitude = 0};
	assert_false(geo_point_is_valid(nowhere));
	assert_true(geo_point_is_valid(grays));
}

static void test_distances_in_words(void **state)
{
	(void)state;
	static const struct {
		int64_t metres;
		const char *words;
	} rows[] = {{0, "less than 0.1 miles"}, {80, "less than 0.1 miles"}, {81, "about 0.1 miles"},
		{644, "about 0.4 miles"}, {1609, "about 1 mile"}, {2414, "about 1.5 miles"}, {3219, "about 2 miles"},
		{16094, "about 10 miles"}, {20117, "about 13 miles"}, {160934, "about 100 miles"}};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		assert_str(&arena, distance_words(&arena, rows[i].metres), rows[i].words);
	}
}

static void test_walking_takes_the_detour_and_whole_minutes(void **state)
{
	(void)state;
	assert_int_equal(walking_minutes(0, WALKING_DEFAULT), 0);
	assert_int_equal(walking_minutes(1, WALKING_DEFAULT), 1);
	assert_int_equal(walking_minutes(800, WALKING_DEFAULT), 13);
	assert_int_equal(walking_minutes(801, WALKING_DEFAULT), 14);
	assert_int_equal(walking_minutes(800, (Walking){.detour_percent = 100, .metres_per_minute = 40}), 20);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_distances_are_those_of_the_globe_within_a_thousandth),
		cmocka_unit_test(test_known_distances),
		cmocka_unit_test(test_distances_in_words),
		cmocka_unit_test(test_walking_takes_the_detour_and_whole_minutes),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}

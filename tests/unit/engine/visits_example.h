/* Invented problems of visits for the tests, in the collections' own forms: every feature, any size, by seed. */
#ifndef KITH_TESTS_UNIT_ENGINE_VISITS_EXAMPLE_H
#define KITH_TESTS_UNIT_ENGINE_VISITS_EXAMPLE_H

#include <math.h>

#include "base/random.h"
#include "engine/visits/visits.h"

enum { EXAMPLE_BYTES_MAX = 8 * 1024 * 1024, EXAMPLE_SERVICES = 4 };

typedef struct Example {
	Arena *arena;
	RandomStream random;
	uint32_t clients;
	uint32_t carers;
	Buffer text;
} Example;

static uint32_t example_below(Example *example, uint32_t bound)
{
	return random_below(&example->random, bound);
}

static void example_services(Example *example)
{
	buffer_add(&example->text, S("\"services\":["));
	for (int i = 0; i < EXAMPLE_SERVICES; i++)
		buffer_add_format(&example->text, "%s{\"id\":\"s%d\",\"default_duration\":20}", i == 0 ? "" : ",", i);
	buffer_add(&example->text, S("]"));
}

/* The first two carers can do everything, so that everybody can be visited. */
static void example_abilities(Example *example, uint32_t carer)
{
	buffer_add(&example->text, S("\"abilities\":["));
	bool comma = false;
	for (uint32_t i = 0; i < EXAMPLE_SERVICES; i++) {
		if (carer > 1 && example_below(example, 2) == 0)
			continue;
		buffer_add_format(&example->text, "%s\"s%u\"", comma ? "," : "", i);
		comma = true;
	}
	buffer_add(&example->text, S("]"));
}

/* Places on a square of 60 minutes; whole minutes, so triangles are out by a minute now and then. */
static void example_distances(Example *example, uint32_t places)
{
	uint32_t *x = ARENA_ARRAY(example->arena, uint32_t, places);
	uint32_t *y = ARENA_ARRAY(example->arena, uint32_t, places);
	for (uint32_t i = 0; i < places; i++) {
		x[i] = example_below(example, 60);
		y[i] = example_below(example, 60);
	}
	buffer_add(&example->text, S("\"distances\":["));
	for (uint32_t i = 0; i < places; i++) {
		buffer_add(&example->text, i == 0 ? S("[") : S(",["));
		for (uint32_t j = 0; j < places; j++)
			buffer_add_format(&example->text, "%s%ld", j == 0 ? "" : ",", lround(hypot((double)x[i] - x[j], (double)y[i] - y[j])));
		buffer_add(&example->text, S("]"));
	}
	buffer_add(&example->text, S("]"));
}

static void example_synchronization(Example *example, bool unified)
{
	uint32_t kind = example_below(example, unified ? 3 : 2);
	uint32_t least = example_below(example, 20);
	uint32_t most = least + example_below(example, 30);
	buffer_add(&example->text, S(",\"synchronization\":{\"type\":"));
	if (kind == 0)
		buffer_add(&example->text, S("\"simultaneous\"}"));
	else if (kind == 2)
		buffer_add(&example->text, S("\"independent\"}"));
	else if (unified)
		buffer_add_format(&example->text, "\"sequential\",\"distance\":{\"min\":%u,\"max\":%u}}", least, most);
	else
		buffer_add_format(&example->text, "\"sequential\",\"distance\":[%u,%u]}", least, most);
}

static void example_needs(Example *example, Str key, bool pair)
{
	buffer_add_format(&example->text, "\"%.*s\":[", STR_ARG(key));
	for (int i = 0; i < (pair ? 2 : 1); i++) {
		uint32_t service = example_below(example, EXAMPLE_SERVICES);
		uint32_t duration = 5 + example_below(example, 40);
		buffer_add_format(&example->text, "%s{\"service\":\"s%u\",\"duration\":%u}", i == 0 ? "" : ",", service, duration);
	}
	buffer_add(&example->text, S("]"));
}

static Example example_make(Arena *arena, uint64_t seed, uint32_t clients, uint32_t carers)
{
	return (Example){.arena = arena, .random = random_stream(seed, S("example")), .clients = clients, .carers = carers,
		.text = buffer_make(arena, EXAMPLE_BYTES_MAX)};
}

static inline Str example_classic(Arena *arena, uint64_t seed, uint32_t clients, uint32_t carers)
{
	Example example = example_make(arena, seed, clients, carers);
	Buffer *text = &example.text;
	buffer_add(text, S("{\"patients\":["));
	for (uint32_t i = 0; i < clients; i++) {
		bool pair = example_below(&example, 3) == 0;
		uint32_t start = example_below(&example, 300);
		buffer_add_format(text, "%s\n{\"id\":\"p%u\",\"time_window\":[%u,%u],", i == 0 ? "" : ",", i, start,
			start + example_below(&example, 90));
		example_needs(&example, S("required_caregivers"), pair);
		if (pair)
			example_synchronization(&example, false);
		buffer_add(text, S("}"));
	}
	buffer_add(text, S("],\n\"caregivers\":["));
	for (uint32_t i = 0; i < carers; i++) {
		buffer_add_format(text, "%s{\"id\":\"c%u\",", i == 0 ? "" : ",", i);
		example_abilities(&example, i);
		buffer_add(text, S("}"));
	}
	buffer_add(text, S("],\"central_offices\":[{\"id\":\"d\"}],"));
	example_services(&example);
	buffer_add(text, S(","));
	example_distances(&example, clients + 1);
	buffer_add(text, S("}"));
	return buffer_str(text);
}

static void example_weights(Example *example)
{
	static const Str NAMES[] = {S_INIT("total_tardiness"), S_INIT("highest_tardiness"), S_INIT("total_waiting_time"),
		S_INIT("total_extra_time"), S_INIT("max_idle_time"), S_INIT("caregiver_preferences"), S_INIT("optional_patients"),
		S_INIT("missed_lunch_break")};
	buffer_add_format(&example->text, "{\"metadata\":{\"time_window_met\":\"%s\",\"cost_components\":{\"travel_time\":%u",
		example_below(example, 2) == 0 ? "at_service_start" : "at_service_end", 1 + example_below(example, 8));
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
		bool counted = i < 2 || i > 5;
		uint32_t weight = counted ? 60 + example_below(example, 60) : 1 + example_below(example, 50);
		if (i < 5)
			weight = 1 + weight / 10;
		if (example_below(example, 6) != 0 || i < 1)
			buffer_add_format(&example->text, ",\"%.*s\":%u", STR_ARG(NAMES[i]), weight);
		else
			buffer_add_format(&example->text, ",\"%.*s\":null", STR_ARG(NAMES[i]));
	}
	buffer_add(&example->text, S("}},\n"));
}

static void example_unified_client(Example *example, uint32_t at, uint32_t offices)
{
	Buffer *text = &example->text;
	bool pair = example_below(example, 3) == 0;
	uint32_t start = example_below(example, 300);
	uint32_t length = 60 + example_below(example, 90);
	buffer_add_format(text, "%s\n{\"id\":\"p%u\",\"distance_matrix_index\":%u,\"optional\":%s,", at == 0 ? "" : ",", at,
		at + offices, example_below(example, 4) == 0 ? "true" : "false");
	buffer_add_format(text, "\"time_windows\":[{\"start\":%u,\"end\":%u}", start, start + length);
	if (example_below(example, 3) == 0)
		buffer_add_format(text, ",{\"start\":%u,\"end\":%u}", start + length + 60, start + length + 150);
	buffer_add(text, S("],"));
	if (example_below(example, 3) == 0)
		buffer_add_format(text, "\"preferred_caregivers\":[\"c%u\"],", example_below(example, example->carers));
	if (example_below(example, 5) == 0 && example->carers > 3)
		buffer_add_format(text, "\"incompatible_caregivers\":[\"c%u\"],", 2 + example_below(example, example->carers - 2));
	example_needs(example, S("required_services"), pair);
	if (pair)
		example_synchronization(example, true);
	buffer_add(text, S("}"));
}

static inline Str example_unified(Arena *arena, uint64_t seed, uint32_t clients, uint32_t carers)
{
	Example example = example_make(arena, seed, clients, carers);
	Buffer *text = &example.text;
	uint32_t offices = 1 + example_below(&example, 2);
	example_weights(&example);
	buffer_add(text, S("\"lunch_breaks\":{\"start\":120,\"end\":240,\"min_duration\":30},\n\"terminal_points\":["));
	for (uint32_t i = 0; i < offices; i++)
		buffer_add_format(text, "%s{\"id\":\"d%u\",\"distance_matrix_index\":%u}", i == 0 ? "" : ",", i, i);
	buffer_add(text, S("],\n\"patients\":["));
	for (uint32_t i = 0; i < clients; i++)
		example_unified_client(&example, i, offices);
	buffer_add(text, S("],\n\"caregivers\":["));
	for (uint32_t i = 0; i < carers; i++) {
		uint32_t start = example_below(&example, 60);
		buffer_add_format(text, "%s{\"id\":\"c%u\",\"departing_point\":\"d%u\",\"arrival_point\":\"d%u\",\"lunch_break\":%s,"
			"\"working_shift\":{\"start\":%u,\"end\":%u},", i == 0 ? "" : ",", i, example_below(&example, offices),
			example_below(&example, offices), example_below(&example, 2) == 0 ? "true" : "false", start,
			start + 240 + example_below(&example, 240));
		example_abilities(&example, i);
		buffer_add(text, S("}"));
	}
	buffer_add(text, S("],"));
	example_services(&example);
	buffer_add(text, S(","));
	example_distances(&example, clients + offices);
	buffer_add(text, S("}"));
	return buffer_str(text);
}

#endif

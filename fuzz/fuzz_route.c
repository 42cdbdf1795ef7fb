/* Paths: whatever the bytes, a route's places hold what their kinds promise. */
#include <assert.h>

#include "base/id.h"
#include "fuzz/fuzz_target.h"
#include "web/form_parser.h"
#include "web/router.h"

static const Route ROUTES[] = {
	{.path = "/"},
	{.path = "/people/new"},
	{.path = "/people/{person:id}"},
	{.path = "/people/{person:id}/facts/{question:name}"},
	{.path = "/letters/{letter:reference}"},
	{.path = "/advice/{page:code}"},
	{.path = "/days/{day:date}/pages/{page:number}"},
	{.method = METHOD_POST, .path = "/people/new"},
};

static void check_parameters(const RouteMatch *match)
{
	for (size_t i = 0; i < match->parameter_count; i++) {
		Str name = match->parameters[i].name;
		Str value = match->parameters[i].value;
		int64_t number = 0;
		Date date = DATE_NONE;
		assert(value.length > 0 && value.length <= ROUTE_NAME_BYTES_MAX && !str_contains(value, S("/")));
		assert(!str_equal(name, S("person")) || id_is_valid(value));
		assert(!str_equal(name, S("letter")) || value.length == REFERENCE_LENGTH);
		assert(!str_equal(name, S("day")) || date_parse(value, &date) == STATUS_OK);
		if (match->parameter_count == 2 && str_equal(name, S("page")))
			assert(str_to_integer(value, &number) == STATUS_OK && number >= 0);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Arena arena;
	RouteMatch match = {0};
	Str path = {0};
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	if (percent_decode(&arena, (Str){.data = (const char *)data, .length = size}, false, &path) == STATUS_OK) {
		router_match(ROUTES, sizeof ROUTES / sizeof ROUTES[0], METHOD_GET, path, &arena, &match);
		assert(match.route == NULL || match.allows_get);
		check_parameters(&match);
	}
	arena_clear(&arena);
	return 0;
}

#include "unit_test.h"

#include "base/id.h"

#include "web/router.h"

static Arena arena;

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, 8 << 20);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

static void handler(const Request *request, Response *response)
{
	(void)request;
	(void)response;
}

static const Route ROUTES[] = {
	{.method = METHOD_GET, .path = "/", .title = "start", .handler = handler},
	{.method = METHOD_GET, .path = "/people/{who:code}", .title = "by code", .handler = handler},
	{.method = METHOD_GET, .path = "/people/new", .title = "new", .handler = handler},
	{.method = METHOD_POST, .path = "/people/new", .title = "add", .handler = handler},
	{.method = METHOD_GET, .path = "/people/{person:id}/facts/{question:name}", .title = "fact", .handler = handler},
	{.method = METHOD_GET, .path = "/days/{day:date}", .title = "day", .handler = handler},
	{.method = METHOD_GET, .path = "/pages/{page:number}", .title = "page", .handler = handler},
	{.method = METHOD_GET, .path = "/letters/{letter:reference}", .title = "letter", .handler = handler},
};
enum { ROUTE_COUNT = sizeof ROUTES / sizeof ROUTES[0] };

static RouteMatch match(Method method, const char *path)
{
	RouteMatch found = {0};
	router_match(ROUTES, ROUTE_COUNT, method, str_from_c(path), &arena, &found);
	return found;
}

static void assert_leads(const char *path, const char *title)
{
	RouteMatch found = match(METHOD_GET, path);
	assert_string_equal(found.route == NULL ? "nowhere" : found.route->title, title);
}

static void test_paths_lead_where_their_kinds_fit(void **state)
{
	(void)state;
	assert_leads("/", "start");
	assert_leads("/days/2026-11-22", "day");
	assert_leads("/days/2026-02-30", "nowhere");
	assert_leads("/days/2026", "nowhere");
	assert_leads("/pages/12", "page");
	assert_leads("/pages/-1", "nowhere");
	assert_leads("/pages/99999999999999999999", "nowhere");
	assert_leads("/people/bathing-board", "by code");
	assert_leads("/people/Bathing", "nowhere");
	assert_leads("/people/a/", "nowhere");
	assert_leads("/people//", "nowhere");
	assert_leads("//", "nowhere");
	assert_leads("", "nowhere");
	assert_leads("/people/../days/2026-11-22", "nowhere");
}

static void test_a_plain_word_wins_over_a_place(void **state)
{
	(void)state;
	assert_leads("/people/new", "new");
}

static void test_places_are_filled(void **state)
{
	(void)state;
	IdSource ids;
	id_source_init_seeded(&ids, clock_system(), 7);
	Str id = id_make(&ids, &arena);
	Str path = str_format(&arena, "/people/%.*s/facts/washing_self", STR_ARG(id));
	RouteMatch found = match(METHOD_GET, str_c(&arena, path));
	assert_non_null(found.route);
	assert_int_equal(found.parameter_count, 2);
	assert_true(str_equal(found.parameters[0].name, S("person")));
	assert_true(str_equal(found.parameters[0].value, id));
	assert_str(&arena, found.parameters[1].value, "washing_self");
	id_source_clear(&ids);
}

static void test_a_reference_is_brought_into_its_one_form(void **state)
{
	(void)state;
	IdSource ids;
	id_source_init_seeded(&ids, clock_system(), 7);
	Str reference = reference_make(&ids, &arena, S("KT"));
	Str typed = str_lower_ascii(&arena, str_replace(&arena, reference, S("-"), S(" ")));
	RouteMatch found = match(METHOD_GET, str_c(&arena, str_format(&arena, "/letters/%.*s", STR_ARG(typed))));
	assert_non_null(found.route);
	assert_true(str_equal(found.parameters[0].value, reference));
	assert_leads("/letters/KT-AAAA-AAAA", "nowhere");
	id_source_clear(&ids);
}

static void test_methods_of_a_known_path_are_told(void **state)
{
	(void)state;
	RouteMatch both = match(METHOD_POST, "/people/new");
	assert_string_equal(both.route->title, "add");
	RouteMatch reading = match(METHOD_POST, "/days/2026-11-22");
	assert_null(reading.route);
	assert_true(reading.allows_get);
	assert_false(reading.allows_post);
	RouteMatch nothing = match(METHOD_POST, "/nothing");
	assert_false(nothing.allows_get || nothing.allows_post);
}

static void test_a_table_with_mistakes_is_refused_with_the_path(void **state)
{
	(void)state;
	Problems none = problems_make(&arena);
	assert_ok(router_check(ROUTES, ROUTE_COUNT, &none));
	const Route wrong[] = {
		{.path = "people", .handler = handler},
		{.path = "/a/{b}", .handler = handler},
		{.path = "/a/{b:colour}", .handler = handler},
		{.path = "/a//b", .handler = handler},
		{.path = "/no-handler"},
	};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		Problems problems = problems_make(&arena);
		assert_status(router_check(&wrong[i], 1, &problems), STATUS_INVALID);
		assert_int_equal(problems.count, 1);
		assert_str(&arena, problems.items[0].field, wrong[i].path);
	}
	const Route twice[] = {{.path = "/a/{b:id}", .handler = handler}, {.path = "/a/{c:id}", .handler = handler}};
	Problems problems = problems_make(&arena);
	assert_status(router_check(twice, 2, &problems), STATUS_INVALID);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_paths_lead_where_their_kinds_fit),
		cmocka_unit_test(test_a_plain_word_wins_over_a_place),
		cmocka_unit_test(test_places_are_filled),
		cmocka_unit_test(test_a_reference_is_brought_into_its_one_form),
		cmocka_unit_test(test_methods_of_a_known_path_are_told),
		cmocka_unit_test(test_a_table_with_mistakes_is_refused_with_the_path),
	};
	return cmocka_run_group_tests_name("router", tests, setup, teardown);
}

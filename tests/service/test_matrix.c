/* Every address by every role, asked for directly: what the route table promises is what happens. */
#include "site_test.h"

#include <string.h>

typedef struct Who {
	const char *role;
	Str user; /* empty: nobody signed in */
} Who;

typedef struct Places {
	Str person;
	Str work;
	Str user;
	Str team;
} Places;

/* Something that stands for a place of a path: the right kind, and where there is one a row that exists. */
static Str fill_place(const Places *places, Str name, Str kind)
{
	if (str_equal(kind, S("id"))) {
		if (str_equal(name, S("work")))
			return places->work;
		if (str_equal(name, S("user")))
			return places->user;
		if (str_equal(name, S("team")))
			return places->team;
		return places->person;
	}
	if (str_equal(kind, S("reference")))
		return S("TH-4R7M-QVX9");
	if (str_equal(kind, S("number")))
		return S("1");
	if (str_equal(kind, S("date")))
		return S("2026-11-22");
	if (str_equal(kind, S("name")))
		return S("washing");
	return str_equal(name, S("role")) ? S("manager") : S("identity");
}

static Str fill_path(Arena *arena, const Places *places, Str pattern)
{
	Buffer path = buffer_make(arena, 1000);
	Str segment = {0};
	while (str_next(&pattern, '/', &segment)) {
		size_t colon = 0;
		if (str_is_empty(segment))
			continue;
		buffer_add_character(&path, '/');
		if (str_starts_with(segment, S("{")) && str_find(segment, S(":"), &colon))
			buffer_add(&path, fill_place(places, str_slice(segment, 1, colon),
				str_slice(segment, colon + 1, segment.length - 1)));
		else
			buffer_add(&path, segment);
	}
	return path.length == 0 ? S("/") : buffer_str(&path);
}

/* Did they see it? */
static bool check(SiteTest *site, const Places *places, const Route *route, const Who *who)
{
	CareTest *test = site->care;
	Str path = fill_path(test->arena, places, str_from_c(route->path));
	Response response = route->method == METHOD_GET ? site_test_get(site, who->user, path)
		: site_test_post(site, who->user, path, NULL);
	bool allowed = route->permission == NULL;
	if (!str_is_empty(who->user) && !allowed) {
		Care desk = care_test_desk(test, who->user);
		allowed = route->permission[0] == '\0' || care_may(&desk, str_from_c(route->permission));
	}
	const char *name = str_c(test->arena, path);
	int status = response.status == 0 ? 200 : response.status;
	if (status < 200 || status >= 500)
		fail_msg("%s by %s answered %d", name, who->role, status);
	if (!allowed && str_is_empty(who->user) && status != 303 && status != 403)
		fail_msg("%s answered %d to nobody", name, status);
	if (!allowed && !str_is_empty(who->user) && status != 403)
		fail_msg("%s answered %d to %s, who may not", name, status, who->role);
	return allowed && (status == 200 || status == 303);
}

/* A page without places in its address must be there for somebody; a room may ask for more than the table does. */
static bool is_page(const Route *route)
{
	return route->method == METHOD_GET && strchr(route->path, '{') == NULL;
}

static void test_every_route_by_every_role_does_as_the_table_says(void **state)
{
	CareTest *test = care_test_of(state);
	SiteTest site = site_test_open(test);
	Care worker = care_test_desk(test, test->practitioner);
	Places places = {.person = care_test_person(&worker, "Ana Ruiz", "1941-03-14", "RM17 6SL"),
		.user = test->analyst, .team = test->team_review};
	assert_ok(work_open(&worker, &(WorkNew){.pathway = S("needs-assessment"), .person = places.person}, &places.work));
	const Who people[] = {{"nobody", {0}}, {"first-contact", test->first_contact}, {"practitioner", test->practitioner},
		{"trusted-assessor", test->assessor}, {"manager", test->manager}, {"panel", test->panel},
		{"finance", test->finance}, {"broker", test->broker}, {"analyst", test->analyst},
		{"safeguarding-lead", test->safeguarding}, {"administrator", test->administrator}};
	size_t count = 0;
	const Route *routes = site_routes(&count);
	assert_true(count > 40);
	for (size_t i = 0; i < count; i++) {
		size_t seen = 0;
		for (size_t w = 0; w < sizeof people / sizeof people[0]; w++)
			seen += check(&site, &places, &routes[i], &people[w]);
		if (seen == 0 && is_page(&routes[i]))
			fail_msg("nobody can see %s", routes[i].path);
	}
	site_test_close(&site);
}

static void test_the_table_is_sound_and_every_permission_is_one_a_role_can_hold(void **state)
{
	CareTest *test = care_test_of(state);
	size_t count = 0;
	size_t role_count = 0;
	const Route *routes = site_routes(&count);
	const PracticeRole *roles = practice_roles(test->practice, &role_count);
	for (size_t i = 0; i < count; i++) {
		bool held = routes[i].permission == NULL || routes[i].permission[0] == '\0';
		for (size_t r = 0; r < role_count; r++)
			for (size_t p = 0; p < roles[r].permission_count; p++)
				held = held || str_equal(roles[r].permissions[p], str_from_c(routes[i].permission));
		if (!held)
			fail_msg("nobody can hold %s, which %s asks for", routes[i].permission, routes[i].path);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_every_route_by_every_role_does_as_the_table_says),
		CARE_TEST(test_the_table_is_sound_and_every_permission_is_one_a_role_can_hold),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

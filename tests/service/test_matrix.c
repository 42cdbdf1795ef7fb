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
		{"safeguarding-lead", test->safeguarding}, {"administrator", test->administrator},
		{"information-officer", test->officer}};
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

/* --- every route, every role, every state of a record ------------------------------------------------------------- */

typedef enum RecordState { STATE_EXISTS, STATE_NO_TRACE, STATE_NO_TRACE_BY_MERGED_ID, STATE_COUNT } RecordState;

/* A record with words that stand nowhere else. */
typedef struct Hidden {
	RecordState state;
	Places places; /* the id as it is asked for */
	Str current;
	Str reference;
} Hidden;

static const char *const SECRETS[] = {"Zebedee", "Quillfeather", "1933-07-09", "9 July 1933", "SS17 9ZZ", "unheard story"};

static Hidden hide(CareTest *test, RecordState state)
{
	Care worker = care_test_desk(test, test->practitioner);
	Care manager = care_test_desk(test, test->manager);
	Care lead = care_test_desk(test, test->safeguarding);
	Hidden hidden = {.state = state};
	Person person = {0};
	hidden.current = care_test_person(&worker, "Zebedee Quillfeather", "1933-07-09", "SS17 9ZZ");
	hidden.places = (Places){.person = hidden.current, .user = test->analyst, .team = test->team_review};
	if (state == STATE_NO_TRACE_BY_MERGED_ID) {
		hidden.places.person = care_test_person(&worker, "Zeb Quillfeather", "1933-07-09", "");
		assert_ok(person_merge(&manager, hidden.current, hidden.places.person, S("One person"), NULL));
	}
	assert_ok(work_open(&worker, &(WorkNew){.pathway = S("contact"), .person = hidden.places.person},
		&hidden.places.work));
	DraftSave save = {.question = S("contact_story"), .value = S("an unheard story")};
	assert_ok(work_save(&worker, hidden.places.work, &save, 1));
	assert_ok(person_find(&lead, hidden.current, &person));
	hidden.reference = person.reference;
	assert_ok(person_restrict(&lead, hidden.current, state == STATE_EXISTS ? PERSON_EXISTS : PERSON_NO_TRACE,
		test->team_safeguarding, S("In hiding"), person.version));
	return hidden;
}

/* The rows of the record itself, whatever else an alert or an audit row adds. */
static Str rows_of(CareTest *test, const Hidden *hidden)
{
	static const char *const TABLES[] = {"person", "person_identity", "fact", "residence", "relation", "draft_answer",
		"service", "document", "work_event", "person_access"};
	Str rest = care_test_export(test);
	Str line = {0};
	Buffer kept = buffer_make(test->arena, (size_t)64 * 1024 * 1024);
	while (str_next(&rest, '\n', &line)) {
		bool ours = str_contains(line, hidden->current) || str_contains(line, hidden->places.person)
			|| str_contains(line, hidden->places.work);
		for (size_t i = 0; ours && i < sizeof TABLES / sizeof TABLES[0]; i++)
			if (str_starts_with(line, str_format(test->arena, "{\"table\":\"%s\",", TABLES[i])))
				buffer_add(&kept, line);
	}
	return buffer_str(&kept);
}

/* Form tokens are masked anew on each page. */
static Str without_tokens(Arena *arena, Str body)
{
	Buffer out = buffer_make(arena, (size_t)4 * 1024 * 1024);
	size_t at = 0;
	size_t end = 0;
	while (str_find(body, S("name=\"form-token\""), &at)) {
		buffer_add(&out, str_slice(body, 0, at));
		body = str_slice(body, at, body.length);
		assert_true(str_find(body, S(">"), &end));
		body = str_slice(body, end, body.length);
	}
	buffer_add(&out, body);
	return buffer_str(&out);
}

/* An answer without the ids that were asked for: those are the asker's own words. */
static Str without(Arena *arena, Str body, const Places *places)
{
	body = without_tokens(arena, body);
	return str_replace(arena, str_replace(arena, body, places->person, S("PERSON")), places->work, S("WORK"));
}

static Response call(SiteTest *site, const Route *route, Str user, Str path)
{
	return route->method == METHOD_GET ? site_test_get(site, user, path) : site_test_post(site, user, path, NULL);
}

static void check_hidden(SiteTest *site, const Hidden *hidden, const Places *nobody, const Route *route, const Who *who)
{
	Arena *arena = site->care->arena;
	Str path = fill_path(arena, &hidden->places, str_from_c(route->path));
	Response response = call(site, route, who->user, path);
	if (response.status >= 500)
		fail_msg("%s by %s answered %d", route->path, who->role, response.status);
	for (size_t i = 0; i < sizeof SECRETS / sizeof SECRETS[0]; i++)
		if (str_contains(response.body, str_from_c(SECRETS[i])))
			fail_msg("%s showed \"%s\" of a record of state %d to %s", route->path, SECRETS[i], (int)hidden->state, who->role);
	if (hidden->state == STATE_EXISTS)
		return;
	if (str_contains(response.body, hidden->reference))
		fail_msg("%s showed the reference of a record that leaves no trace to %s", route->path, who->role);
	/* No trace: not to be told from a record that there never was. */
	Response absent = call(site, route, who->user, fill_path(arena, nobody, str_from_c(route->path)));
	if (response.status != absent.status || !str_equal(without(arena, response.body, &hidden->places),
		without(arena, absent.body, nobody)) || !str_equal(without(arena, response.location, &hidden->places),
		without(arena, absent.location, nobody)))
		fail_msg("%s tells %s a hidden record (%d) from none (%d)", route->path, who->role, response.status, absent.status);
}

static void test_no_route_shows_or_changes_a_record_that_is_not_open_to_any_role(void **state)
{
	CareTest *test = care_test_of(state);
	SiteTest site = site_test_open(test);
	Places nobody = {.person = id_make(&test->store->ids, test->arena), .work = id_make(&test->store->ids, test->arena),
		.user = test->analyst, .team = test->team_review};
	const Who people[] = {{"nobody", {0}}, {"first-contact", test->first_contact}, {"practitioner", test->practitioner},
		{"trusted-assessor", test->assessor}, {"manager", test->manager}, {"panel", test->panel},
		{"finance", test->finance}, {"broker", test->broker}, {"analyst", test->analyst},
		{"administrator", test->administrator}, {"information-officer", test->officer}};
	size_t count = 0;
	size_t asked = 0;
	const Route *routes = site_routes(&count);
	for (RecordState hidden_state = STATE_EXISTS; hidden_state < STATE_COUNT; hidden_state++) {
		Hidden hidden = hide(test, hidden_state);
		Str before = rows_of(test, &hidden);
		assert_true(before.length > 500);
		for (size_t i = 0; i < count; i++) {
			bool of_record = strstr(routes[i].path, "{person:") != NULL || strstr(routes[i].path, "{work:") != NULL;
			for (size_t w = 0; of_record && w < sizeof people / sizeof people[0]; w++, asked++)
				check_hidden(&site, &hidden, &nobody, &routes[i], &people[w]);
		}
		assert_true(str_equal(before, rows_of(test, &hidden)));
	}
	print_message("%zu requests for records that are not open\n", asked);
	assert_true(asked > 500);
	site_test_close(&site);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_every_route_by_every_role_does_as_the_table_says),
		CARE_TEST(test_no_route_shows_or_changes_a_record_that_is_not_open_to_any_role),
		CARE_TEST(test_the_table_is_sound_and_every_permission_is_one_a_role_can_hold),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

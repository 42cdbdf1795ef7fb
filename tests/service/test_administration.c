/* The administrator's pages and the figures, through the server's routing: what is shown, refused, kept and clashes. */
#include "site_test.h"

#include "care/administration/administration.h"
#include "care/insight/insight.h"
#include "care/release/release.h"

static Str path_of(CareTest *test, const char *prefix, Str id)
{
	return str_concat(test->arena, str_from_c(prefix), id);
}

static void test_an_account_is_added_and_its_mistakes_are_shown_with_what_was_typed(void **state)
{
	CareTest *test = care_test_of(state);
	SiteTest site = site_test_open(test);
	Str address = S("/administration/users/new");
	const char *team = str_c(test->arena, test->team_review);
	const char *const wrong[] = {"sign_in", "nadia", "name", "Nadia New", "team", team, "role", "king", "limit", "lots",
		"until-day", "31", "until-month", "2", "until-year", "2027", "password", "short", NULL};
	Response response = site_test_post(&site, test->administrator, address, wrong);
	assert_int_equal(response.status, 422);
	assert_shows(response, "There is a problem");
	assert_shows(response, "Choose at least one role.");
	assert_shows(response, "Enter an amount in pounds");
	assert_shows(response, "Enter a day that exists");
	assert_shows(response, "value=\"Nadia New\"");
	assert_shows(response, "value=\"lots\"");
	assert_hides(response, "value=\"short\"");
	const char *const weak[] = {"sign_in", "nadia", "name", "Nadia New", "team", team, "role", "manager", "password",
		"short", NULL};
	response = site_test_post(&site, test->administrator, address, weak);
	assert_int_equal(response.status, 422);
	assert_shows(response, "at least 10");
	const char *const right[] = {"sign_in", "nadia", "name", "Nadia New", "team", team, "role", "manager", "limit",
		"742.50", "password", "seven green bicycles", NULL};
	response = site_test_post(&site, test->administrator, address, right);
	assert_int_equal(response.status, 303);
	response = site_test_get(&site, test->administrator, S("/administration/users"));
	assert_shows(response, "Nadia New");
	assert_shows(response, "£742.50");
	response = site_test_post(&site, test->administrator, address, right);
	assert_int_equal(response.status, 422);
	assert_shows(response, "Somebody has this sign-in name already");
	site_test_close(&site);
}

static void test_two_administrators_see_both_values_and_nothing_is_lost(void **state)
{
	CareTest *test = care_test_of(state);
	SiteTest site = site_test_open(test);
	Str address = path_of(test, "/administration/users/", test->practitioner);
	const char *const first[] = {"name", "Paul Workman", "team", str_c(test->arena, test->team_practice), "role",
		"practitioner", "version", "1", NULL};
	const char *const second[] = {"name", "Paula Worker", "team", str_c(test->arena, test->team_review), "role",
		"manager", "version", "1", NULL};
	const char *const again[] = {"name", "Paula Worker", "team", str_c(test->arena, test->team_review), "role",
		"manager", "version", "2", NULL};
	Care care = care_test_system(test);
	User user = {0};
	assert_int_equal(site_test_post(&site, test->administrator, address, first).status, 303);
	Response response = site_test_post(&site, test->administrator, address, second);
	assert_int_equal(response.status, 409);
	assert_shows(response, "Paul Workman");
	assert_shows(response, "Paula Worker");
	assert_shows(response, "Somebody changed this");
	assert_ok(access_user(&care, test->practitioner, &user));
	assert_str(test->arena, user.name, "Paul Workman");
	assert_int_equal(site_test_post(&site, test->administrator, address, again).status, 303);
	assert_ok(access_user(&care, test->practitioner, &user));
	assert_str(test->arena, user.name, "Paula Worker");
	assert_str(test->arena, user.roles, "Manager");
	site_test_close(&site);
}

static void test_an_account_may_have_several_roles_and_the_last_editor_of_accounts_stays_one(void **state)
{
	CareTest *test = care_test_of(state);
	SiteTest site = site_test_open(test);
	Care care = care_test_system(test);
	User user = {0};
	Str address = path_of(test, "/administration/users/", test->practitioner);
	const char *const both[] = {"name", "Paul Workman", "team", str_c(test->arena, test->team_practice), "role",
		"practitioner", "role", "analyst", "role", "king", "version", "1", NULL};
	assert_int_equal(site_test_post(&site, test->administrator, address, both).status, 303);
	assert_ok(access_user(&care, test->practitioner, &user));
	assert_str(test->arena, user.role_ids, "analyst practitioner");
	Care desk = care_test_desk(test, test->practitioner);
	assert_true(care_may(&desk, S("figures-read")) && care_may(&desk, S("work-do")));
	Response response = site_test_get(&site, test->administrator, address);
	assert_shows(response, "value=\"analyst\" checked");
	assert_shows(response, "value=\"practitioner\" checked");
	assert_hides(response, "value=\"manager\" checked");
	const char *const none[] = {"name", "Paul Workman", "team", str_c(test->arena, test->team_practice), "version", "2", NULL};
	response = site_test_post(&site, test->administrator, address, none);
	assert_int_equal(response.status, 422);
	assert_shows(response, "Choose at least one role.");
	/* One's own, the only one that may edit accounts. */
	address = path_of(test, "/administration/users/", test->administrator);
	assert_ok(access_user(&care, test->administrator, &user));
	const char *const away[] = {"name", "Ada", "team", str_c(test->arena, user.team), "role", "analyst", "version", "1", NULL};
	response = site_test_post(&site, test->administrator, address, away);
	assert_int_equal(response.status, 422);
	assert_shows(response, "This is the last account that may edit accounts.");
	assert_ok(access_user(&care, test->administrator, &user));
	assert_str(test->arena, user.role_ids, "administrator");
	site_test_close(&site);
}

static void test_a_role_is_changed_by_its_boxes_and_the_last_key_stays(void **state)
{
	CareTest *test = care_test_of(state);
	SiteTest site = site_test_open(test);
	const char *const boxes[] = {"title", "Analyst", "permissions", "figures-read", "permissions", "person-search",
		"permissions", "made-up", "version", "1", NULL};
	const char *const stale[] = {"title", "Analyst", "permissions", "export", "version", "1", NULL};
	const char *const none[] = {"title", "Administrator", "permissions", "audit-read", "version", "1", NULL};
	assert_int_equal(site_test_post(&site, test->administrator, S("/administration/roles/analyst"), boxes).status, 303);
	Care analyst = care_test_desk(test, test->analyst);
	assert_true(care_may(&analyst, S("person-search")));
	assert_false(care_may(&analyst, S("export")));
	assert_false(care_may(&analyst, S("made-up")));
	Response response = site_test_post(&site, test->administrator, S("/administration/roles/analyst"), stale);
	assert_int_equal(response.status, 409);
	assert_shows(response, "Find people");
	response = site_test_post(&site, test->administrator, S("/administration/roles/administrator"), none);
	assert_int_equal(response.status, 422);
	assert_shows(response, "last role that may edit users");
	Care administrator = care_test_desk(test, test->administrator);
	assert_true(care_may(&administrator, S("users-edit")));
	assert_int_equal(site_test_get(&site, test->administrator, S("/administration/roles/no-such")).status, 404);
	site_test_close(&site);
}

static void test_teams_and_passwords(void **state)
{
	CareTest *test = care_test_of(state);
	SiteTest site = site_test_open(test);
	const char *const taken[] = {"name", "Grays", "kind", "practice", NULL};
	const char *const fresh[] = {"name", "Tilbury", "kind", "practice", NULL};
	const char *const closed[] = {"name", "Reviews", "kind", "review", "closed-day", "1", "closed-month", "11",
		"closed-year", "2026", "version", "1", NULL};
	const char *const weak[] = {"password", "short", NULL};
	const char *const strong[] = {"password", "four purple elephants", NULL};
	Response response = site_test_post(&site, test->administrator, S("/administration/teams"), taken);
	assert_int_equal(response.status, 422);
	assert_shows(response, "There is a team of this name already");
	assert_int_equal(site_test_post(&site, test->administrator, S("/administration/teams"), fresh).status, 303);
	assert_int_equal(site_test_post(&site, test->administrator,
		path_of(test, "/administration/teams/", test->team_review), closed).status, 303);
	response = site_test_get(&site, test->administrator, S("/administration/teams"));
	assert_shows(response, "Tilbury");
	assert_shows(response, "2026-11-01");
	Str address = str_concat(test->arena, path_of(test, "/administration/users/", test->analyst), S("/password"));
	Care public = care_test_public(test);
	SignInDone done = {0};
	assert_int_equal(site_test_post(&site, test->administrator, address, weak).status, 422);
	assert_int_equal(site_test_post(&site, test->administrator, address, strong).status, 303);
	assert_ok(access_sign_in(&public, S("ana.lyst"), S("four purple elephants"), S("192.0.2.9"), &done));
	site_test_close(&site);
}

static void test_who_looked_is_found_by_person_and_by_user_and_a_hidden_record_is_not(void **state)
{
	CareTest *test = care_test_of(state);
	SiteTest site = site_test_open(test);
	Care worker = care_test_desk(test, test->practitioner);
	Care manager = care_test_desk(test, test->manager);
	Care administrator = care_test_desk(test, test->administrator);
	Str seen = care_test_person(&worker, "Ana Ruiz", "1941-03-14", "");
	Str hidden = care_test_person(&worker, "Ida Hidden", "1980-08-08", "");
	Person ana = {0};
	Person ida = {0};
	AuditLook *looks = NULL;
	size_t count = 0;
	assert_ok(person_open(&worker, seen, S("page"), &ana));
	assert_ok(person_open(&manager, hidden, S("page"), &ida));
	assert_ok(person_restrict(&manager, hidden, PERSON_NO_TRACE, test->team_safeguarding, S("In danger"), ida.version));
	Date today = care_today(&administrator);
	AuditSearch of_ana = {.reference = ana.reference, .from = today, .to = today};
	assert_ok(administration_looks(&administrator, &of_ana, &looks, &count));
	assert_str(test->arena, looks[0].action, "audit/read"); /* asking stands there too */
	assert_str(test->arena, looks[1].by_name, "Paul Worker");
	assert_str(test->arena, looks[1].purpose, "page");
	of_ana.to = today - 1;
	of_ana.from = today - 2;
	assert_ok(administration_looks(&administrator, &of_ana, &looks, &count));
	assert_int_equal(count, 0);
	AuditSearch of_ida = {.reference = ida.reference, .from = today, .to = today};
	assert_status(administration_looks(&administrator, &of_ida, &looks, &count), STATUS_INVALID);
	AuditSearch by_manager = {.user = test->manager, .from = today, .to = today};
	administrator.problems = problems_make(test->arena);
	assert_ok(administration_looks(&administrator, &by_manager, &looks, &count));
	assert_int_equal(count, 0); /* not the act alone either */
	assert_status(administration_looks(&worker, &by_manager, &looks, &count), STATUS_REFUSED);
	Response response = site_test_get(&site, test->administrator, str_format(test->arena,
		"/administration/audit?reference=%.*s&from-day=1&from-month=1&from-year=2026&to-day=31&to-month=12&to-year=2026",
		STR_ARG(ana.reference)));
	assert_shows(response, "Paul Worker");
	response = site_test_get(&site, test->administrator, S("/administration/audit?reference=nonsense"));
	assert_int_equal(response.status, 422);
	assert_shows(response, "This is not a reference of ours");
	site_test_close(&site);
}

/* What the administrator reads of somebody's acts today. */
static size_t looks_of(CareTest *test, Str user, AuditLook **looks)
{
	size_t count = 0;
	Care administrator = care_test_desk(test, test->administrator);
	Date today = care_today(&administrator);
	assert_ok(administration_looks(&administrator, &(AuditSearch){.user = user, .from = today, .to = today}, looks, &count));
	return count;
}

static bool tells(const AuditLook *looks, size_t count, const char *action, const char *purpose)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(looks[i].action, str_from_c(action)) && str_equal(looks[i].purpose, str_from_c(purpose)))
			return true;
	return false;
}

static Person restricted(CareTest *test, Str person, PersonTier tier, Str reason)
{
	Person found = {0};
	Care lead = care_test_desk(test, test->safeguarding);
	assert_ok(person_find(&lead, person, &found));
	assert_ok(person_restrict(&lead, person, tier, test->team_safeguarding, reason, found.version));
	return found;
}

static void test_acts_on_a_hidden_record_are_left_out_of_its_workers_log_and_of_ones_own(void **state)
{
	CareTest *test = care_test_of(state);
	AuditLook *looks = NULL;
	Care lead = care_test_desk(test, test->safeguarding);
	Care administrator = care_test_desk(test, test->administrator);
	Person person = {0};
	Str work = {0};
	Str ida = care_test_person(&lead, "Ida Hidden", "1980-08-08", "");
	Str ann = care_test_person(&lead, "Ann Open", "1980-08-08", "");
	(void)restricted(test, ida, PERSON_NO_TRACE, S("in hiding from her brother"));
	assert_ok(person_give_access(&lead, ida, test->practitioner, care_today(&lead), S("court on Friday")));
	assert_ok(work_open(&lead, &(WorkNew){.pathway = S("task"), .person = ida, .title = S("Move her")}, &work));
	assert_ok(care_audit_read(&lead, S("list"), &ida, 1));
	Str both_hidden[] = {ida, ida};
	assert_ok(care_audit_read(&lead, S("panel agenda"), both_hidden, 2));
	Str mixed[] = {ida, ann};
	assert_ok(care_audit_read(&lead, S("letters"), mixed, 2));
	size_t count = looks_of(test, test->safeguarding, &looks);
	for (size_t i = 0; i < count; i++) {
		assert_false(str_contains(looks[i].purpose, S("brother")) || str_contains(looks[i].purpose, S("court")));
		assert_false(str_equal(looks[i].action, S("person/restrict")) || str_equal(looks[i].action, S("person/give-access")));
		assert_false(str_equal(looks[i].purpose, S("list")) || str_equal(looks[i].purpose, S("panel agenda")));
		assert_false(str_equal(looks[i].action, S("work/open")));
	}
	assert_true(tells(looks, count, "person/create", "")); /* Ann's */
	assert_true(tells(looks, count, "people/read", "letters"));
	/* One's own refusals: neither of the hidden record nor of nobody's. */
	assert_status(person_find(&administrator, ida, &person), STATUS_REFUSED); /* no work with records: nothing is asked */
	Care worker = care_test_desk(test, test->colleague);
	assert_status(person_find(&worker, ida, &person), STATUS_NOT_FOUND);
	assert_status(person_find(&worker, S("0123456789ABCDEFGHJKMNPQRS"), &person), STATUS_NOT_FOUND);
	assert_int_equal(looks_of(test, test->colleague, &looks), 0);
}

static void test_what_for_is_not_told_of_a_record_that_may_only_be_known_to_exist(void **state)
{
	CareTest *test = care_test_of(state);
	AuditLook *looks = NULL;
	size_t count = 0;
	Care lead = care_test_desk(test, test->safeguarding);
	Care administrator = care_test_desk(test, test->administrator);
	Date today = care_today(&administrator);
	Str ida = care_test_person(&lead, "Ida Apart", "1980-08-08", "");
	Person person = restricted(test, ida, PERSON_EXISTS, S("in hiding from her brother"));
	count = looks_of(test, test->safeguarding, &looks);
	assert_true(tells(looks, count, "person/restrict", ""));
	assert_false(tells(looks, count, "person/restrict", "in hiding from her brother"));
	assert_ok(administration_looks(&administrator, &(AuditSearch){.reference = person.reference, .from = today, .to = today},
		&looks, &count));
	assert_true(tells(looks, count, "person/restrict", ""));
	for (size_t i = 0; i < count; i++)
		assert_false(str_contains(looks[i].purpose, S("brother")));
}

static void test_a_search_that_shows_somebody_among_others_is_a_look_at_each_and_at_the_record_they_merge_into(void **state)
{
	CareTest *test = care_test_of(state);
	AuditLook *looks = NULL;
	PersonFound *found = NULL;
	Looker *lookers = NULL;
	size_t count = 0;
	Care worker = care_test_desk(test, test->practitioner);
	Care lead = care_test_desk(test, test->safeguarding);
	Care system = care_test_system(test);
	Care administrator = care_test_desk(test, test->administrator);
	Date today = care_today(&administrator);
	Str one = care_test_person(&worker, "Ann Quennell", "1941-03-04", "RM17 6SL");
	Str two = care_test_person(&worker, "Ben Quennell", "1943-03-04", "RM17 6SL");
	Str kept = care_test_person(&worker, "Nan Quinnel", "1941-03-04", "RM16 2AB");
	Person person = {0};
	assert_ok(person_search(&worker, S("Quennell RM17 6SL"), &found, &count));
	assert_true(count >= 2);
	assert_ok(person_lookers(&lead, two, 0, &lookers, &count));
	assert_int_equal(count, 1);
	assert_str(test->arena, lookers[0].name, "Paul Worker");
	assert_str(test->arena, lookers[0].purpose, "search");
	assert_ok(person_find(&lead, two, &person));
	assert_ok(administration_looks(&administrator, &(AuditSearch){.reference = person.reference, .from = today, .to = today},
		&looks, &count));
	assert_true(tells(looks, count, "people/read", "search"));
	assert_ok(person_merge(&system, kept, one, S("One person"), NULL));
	assert_ok(person_lookers(&lead, kept, 0, &lookers, &count));
	bool among = false;
	for (size_t i = 0; i < count; i++)
		among = among || str_equal(lookers[i].purpose, S("search"));
	assert_true(among);
	care_test_assert_sound(test);
}

static void test_the_release_in_force_is_named(void **state)
{
	CareTest *test = care_test_of(state);
	SiteTest site = site_test_open(test);
	Response response = site_test_get(&site, test->administrator, S("/administration/releases"));
	assert_shows(response, "In force");
	assert_true(str_contains(response.body, str_slice(practice_hash(test->practice), 0, 12)));
	site_test_close(&site);
}

static void test_a_release_says_what_it_changed_and_is_put_in_force_from_a_day(void **state)
{
	CareTest *test = care_test_of(state);
	SiteTest site = site_test_open(test);
	Care system = care_test_system(test);
	Problems problems = problems_make(test->arena);
	Practice *common = NULL;
	Str first = practice_hash(test->practice);
	assert_ok(practice_load(&common, test->arena, S("boroughs/common"), (Str){0}, &problems));
	Instant later = care_now(&system) + 10 * INSTANT_DAY;
	assert_ok(release_publish(&system, common, later));
	assert_shows(site_test_get(&site, test->administrator, S("/administration/releases")), "Waits");
	Str second = str_format(test->arena, "/administration/releases/%.*s", STR_ARG(practice_hash(common)));
	Response changed = site_test_get(&site, test->administrator, second);
	assert_int_equal(changed.status, 200);
	assert_shows(changed, "since release");
	assert_shows(changed, "council.yaml");
	assert_int_equal(site_test_get(&site, test->practitioner, second).status, 403);
	assert_int_equal(site_test_get(&site, test->administrator, S("/administration/releases/none")).status, 404);
	/* The earlier one is put in force again, from a day that has not been. */
	Str again = str_format(test->arena, "/administration/releases/%.*s", STR_ARG(first));
	assert_shows(site_test_get(&site, test->administrator, again), "It was the first release here");
	static const char *const PAST[] = {"from-day", "1", "from-month", "1", "from-year", "2020", NULL};
	assert_int_equal(site_test_post(&site, test->administrator, again, PAST).status, 422);
	static const char *const COMING[] = {"from-day", "1", "from-month", "1", "from-year", "2031", NULL};
	assert_int_equal(site_test_post(&site, test->practitioner, again, COMING).status, 403);
	assert_int_equal(site_test_post(&site, test->administrator, again, COMING).status, 303);
	Release *releases = NULL;
	size_t count = 0;
	assert_ok(release_list(&system, &releases, &count));
	assert_int_equal(count, 3);
	assert_true(str_equal(releases[0].hash, first));
	assert_true(str_equal(releases[1].hash, practice_hash(common)));
	site_test_close(&site);
}

static void test_everybody_begins_at_a_page_that_they_may_see(void **state)
{
	CareTest *test = care_test_of(state);
	SiteTest site = site_test_open(test);
	const Str staff[] = {test->first_contact, test->practitioner, test->assessor, test->manager, test->panel,
		test->finance, test->broker, test->analyst, test->safeguarding, test->administrator};
	for (size_t i = 0; i < sizeof staff / sizeof staff[0]; i++) {
		Response response = site_test_get(&site, staff[i], S("/start"));
		assert_int_equal(response.status, 303);
		assert_int_equal(site_test_get(&site, staff[i], response.location).status, 200);
	}
	assert_str(test->arena, site_test_get(&site, test->analyst, S("/start")).location, "/figures");
	assert_str(test->arena, site_test_get(&site, test->administrator, S("/start")).location, "/administration");
	site_test_close(&site);
}

static Str start_contact(Care *care, Str person, bool finish)
{
	Str id = {0};
	Work work = {0};
	DraftSave save = {.question = S("contact_route"), .value = S("community")};
	assert_ok(work_open(care, &(WorkNew){.pathway = S("hospital-discharge"), .person = person}, &id));
	if (!finish)
		return id;
	assert_ok(work_save(care, id, &save, 1));
	assert_ok(work_find(care, id, &work));
	assert_ok(work_submit(care, &(WorkSubmit){.work = id, .outcome = S("assessment"), .version = work.version}));
	return id;
}

static void test_figures_count_what_was_finished_and_each_has_its_list(void **state)
{
	CareTest *test = care_test_of(state);
	SiteTest site = site_test_open(test);
	Care worker = care_test_desk(test, test->practitioner);
	Care manager = care_test_desk(test, test->manager);
	Care analyst = care_test_desk(test, test->analyst);
	FigureMonth months[FIGURES_MONTHS];
	Str ana = care_test_person(&worker, "Ana Ruiz", "1941-03-14", "");
	Str ida = care_test_person(&worker, "Ida Hidden", "1980-08-08", "");
	care_test_go(test, S("2026-09-30"), 12, 0);
	(void)start_contact(&worker, ana, true);
	care_test_go(test, S("2026-10-01"), 12, 0);
	(void)start_contact(&worker, ana, true);
	(void)start_contact(&worker, ida, true);
	(void)start_contact(&worker, ana, false);
	care_test_go(test, S("2026-11-22"), 12, 0);
	assert_ok(insight_figures(&analyst, months));
	assert_int_equal(months[FIGURES_MONTHS - 1].last, care_today(&analyst));
	assert_int_equal(months[FIGURES_MONTHS - 3].counts[FIGURE_REQUESTS], 1);
	assert_int_equal(months[FIGURES_MONTHS - 2].counts[FIGURE_REQUESTS], 2);
	assert_int_equal(months[FIGURES_MONTHS - 1].counts[FIGURE_REQUESTS], 0);
	Person found = {0};
	assert_ok(person_find(&manager, ida, &found));
	assert_ok(person_restrict(&manager, ida, PERSON_EXISTS, test->team_safeguarding, S("Asked for it"), found.version));
	assert_ok(insight_figures(&analyst, months));
	assert_int_equal(months[FIGURES_MONTHS - 2].counts[FIGURE_REQUESTS], 2);
	Response response = site_test_get(&site, test->manager, S("/figures/list/requests/2026-10-01"));
	assert_shows(response, "Ana Ruiz");
	assert_hides(response, "Ida Hidden");
	assert_int_equal(site_test_get(&site, test->analyst, S("/figures/list/requests/2026-10-01")).status, 403);
	assert_int_equal(site_test_get(&site, test->manager, S("/figures/list/nothing/2026-10-01")).status, 404);
	response = site_test_get(&site, test->analyst, S("/figures"));
	assert_shows(response, "October 2026");
	assert_shows(response, "July 2026 to September 2026<");
	assert_shows(response, "October 2025 to December 2025 (in part)");
	assert_shows(response, "October 2026 to December 2026 (in part)");
	assert_hides(response, "/figures/list/");
	assert_ok(person_find(&manager, ana, &found));
	assert_ok(person_restrict(&manager, ana, PERSON_NO_TRACE, test->team_safeguarding, S("In danger"), found.version));
	assert_ok(insight_figures(&analyst, months));
	assert_int_equal(months[FIGURES_MONTHS - 2].counts[FIGURE_REQUESTS], 1);
	site_test_close(&site);
}

static void test_the_return_comes_as_a_file_whose_name_says_that_it_is_invented(void **state)
{
	CareTest *test = care_test_of(state);
	SiteTest site = site_test_open(test);
	const char *const good[] = {"from-day", "1", "from-month", "4", "from-year", "2026", "to-day", "30", "to-month", "9",
		"to-year", "2026", NULL};
	const char *const bad[] = {"from-day", "31", "from-month", "4", "from-year", "2026", NULL};
	Response response = site_test_post(&site, test->analyst, S("/figures/return"), good);
	assert_int_equal(response.status, 200);
	assert_true(str_starts_with(response.body, S("LA Code,")));
	bool named = false;
	bool marked = false;
	for (size_t i = 0; i < response.header_count; i++) {
		named = named || str_contains(response.headers[i].value, S("cld-622-2026-04-01-2026-09-30-invented.csv"));
		marked = marked || str_equal(response.headers[i].name, S("Kith-Invented"));
	}
	assert_true(named);
	assert_true(marked);
	const char *const check[] = {"from-day", "1", "from-month", "4", "from-year", "2026", "to-day", "30", "to-month", "9",
		"to-year", "2026", "check", "yes", NULL};
	response = site_test_post(&site, test->analyst, S("/figures/return"), check);
	assert_shows(response, "0 rows about 0 people. 0 findings.");
	response = site_test_post(&site, test->analyst, S("/figures/return"), bad);
	assert_int_equal(response.status, 422);
	assert_shows(response, "Enter a day that exists");
	assert_shows(response, "value=\"31\"");
	response = site_test_get(&site, test->analyst, S("/figures/file"));
	assert_true(str_starts_with(response.body, S("month,requests,assessments,reviews,reviews-overdue,supported")));
	site_test_close(&site);
}

/* What is left out is said where it is checked, and in the name of the file. */
static void test_a_return_that_is_not_whole_says_so(void **state)
{
	CareTest *test = care_test_of(state);
	SiteTest site = site_test_open(test);
	Care worker = care_test_desk(test, test->practitioner);
	Care lead = care_test_desk(test, test->safeguarding);
	Person found = {0};
	Str ana = care_test_person(&worker, "Ana Ruiz", "1941-03-14", "RM17 6SL");
	(void)start_contact(&worker, ana, true);
	assert_ok(person_find(&lead, ana, &found));
	assert_ok(person_restrict(&lead, ana, PERSON_NO_TRACE, test->team_safeguarding, S("In danger"), found.version));
	const char *const check[] = {"from-day", "1", "from-month", "11", "from-year", "2026", "to-day", "30", "to-month", "11",
		"to-year", "2026", "check", "yes", NULL};
	const char *const take[] = {"from-day", "1", "from-month", "11", "from-year", "2026", "to-day", "30", "to-month", "11",
		"to-year", "2026", NULL};
	assert_shows(site_test_get(&site, test->analyst, S("/figures")), "People whose records are restricted are not in your file");
	Response response = site_test_post(&site, test->analyst, S("/figures/return"), check);
	assert_shows(response, "0 rows about 0 people");
	assert_shows(response, "1 person with a restricted record in this period is left out");
	response = site_test_post(&site, test->analyst, S("/figures/return"), take);
	assert_hides(response, "Ruiz");
	assert_true(str_contains(response.headers[0].value, S("-not-whole")) || str_contains(response.headers[1].value, S("-not-whole")));
	assert_shows(site_test_get(&site, test->officer, S("/figures")), "Your file has the people of restricted records too");
	response = site_test_post(&site, test->officer, S("/figures/return"), check);
	assert_shows(response, "1 rows about 1 people");
	assert_hides(response, "left out");
	response = site_test_post(&site, test->officer, S("/figures/return"), take);
	assert_shows(response, "Ruiz");
	site_test_close(&site);
}

/* The columns of the return are fixed: what begins as a formula stays as it is, and who checks the file is told. */
static void test_a_return_with_a_name_that_begins_as_a_formula_says_so(void **state)
{
	CareTest *test = care_test_of(state);
	SiteTest site = site_test_open(test);
	Care worker = care_test_desk(test, test->practitioner);
	(void)start_contact(&worker, care_test_person(&worker, "=SUM(1) Ruiz", "1941-03-14", "RM17 6SL"), true);
	const char *const check[] = {"from-day", "1", "from-month", "11", "from-year", "2026", "to-day", "30", "to-month", "11",
		"to-year", "2026", "check", "yes", NULL};
	const char *const take[] = {"from-day", "1", "from-month", "11", "from-year", "2026", "to-day", "30", "to-month", "11",
		"to-year", "2026", NULL};
	assert_shows(site_test_post(&site, test->analyst, S("/figures/return"), check),
		"1 values begin with a sign that a spreadsheet takes for a formula");
	assert_shows(site_test_post(&site, test->analyst, S("/figures/return"), take), ",=SUM(1) Ruiz,");
	site_test_close(&site);
}

/* A box that is not on the page would be taken from the role when it is saved. */
static void test_every_permission_of_the_shipped_roles_has_its_box(void **state)
{
	CareTest *test = care_test_of(state);
	SiteTest site = site_test_open(test);
	size_t count = 0;
	const PracticeRole *roles = practice_roles(test->practice, &count);
	Response response = site_test_get(&site, test->administrator, S("/administration/roles/information-officer"));
	for (size_t r = 0; r < count; r++)
		for (size_t p = 0; p < roles[r].permission_count; p++) {
			Str box = str_format(test->arena, "value=\"%.*s\"", STR_ARG(roles[r].permissions[p]));
			if (!str_contains(response.body, box))
				fail_msg("no box for %.*s", STR_ARG(roles[r].permissions[p]));
		}
	site_test_close(&site);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_an_account_is_added_and_its_mistakes_are_shown_with_what_was_typed),
		CARE_TEST(test_an_account_may_have_several_roles_and_the_last_editor_of_accounts_stays_one),
		CARE_TEST(test_two_administrators_see_both_values_and_nothing_is_lost),
		CARE_TEST(test_a_role_is_changed_by_its_boxes_and_the_last_key_stays),
		CARE_TEST(test_teams_and_passwords),
		CARE_TEST(test_who_looked_is_found_by_person_and_by_user_and_a_hidden_record_is_not),
		CARE_TEST(test_acts_on_a_hidden_record_are_left_out_of_its_workers_log_and_of_ones_own),
		CARE_TEST(test_what_for_is_not_told_of_a_record_that_may_only_be_known_to_exist),
		CARE_TEST(test_a_search_that_shows_somebody_among_others_is_a_look_at_each_and_at_the_record_they_merge_into),
		CARE_TEST(test_the_release_in_force_is_named),
		CARE_TEST(test_a_release_says_what_it_changed_and_is_put_in_force_from_a_day),
		CARE_TEST(test_everybody_begins_at_a_page_that_they_may_see),
		CARE_TEST(test_figures_count_what_was_finished_and_each_has_its_list),
		CARE_TEST(test_a_return_that_is_not_whole_says_so),
		CARE_TEST(test_a_return_with_a_name_that_begins_as_a_formula_says_so),
		CARE_TEST(test_every_permission_of_the_shipped_roles_has_its_box),
		CARE_TEST(test_the_return_comes_as_a_file_whose_name_says_that_it_is_invented),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

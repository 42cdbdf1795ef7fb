/* The helpline: calls, contacts, promises to call back, interpreters, on both engines. */
#include "site_test.h"

#include "care/helpline/helpline.h"
#include "care/helpline/tables.h"

#define HEADER "call_id,offered_at,answered_at,ended_at,language,reference\n"

static Status load(CareTest *test, const char *text, HelplineLoaded *out, Problems *problems)
{
	Care care = care_test_system(test);
	Status status = helpline_load(&care, S("calls.csv"), str_from_c(text), out);
	*problems = care.problems;
	return status;
}

static HelplineLoaded load_well(CareTest *test, const char *text)
{
	HelplineLoaded out = {0};
	Problems problems = {0};
	assert_ok(load(test, text, &out, &problems));
	return out;
}

static Helpline read_all(CareTest *test, Str user)
{
	Care care = care_test_desk(test, user);
	Helpline out = {0};
	assert_ok(helpline_read(&care, care_today(&care) - 400, care_today(&care), &out));
	return out;
}

static Str time_text(CareTest *test, int days_ago, const char *time)
{
	Care care = care_test_system(test);
	return str_format(test->arena, "%.*s %s", STR_ARG(date_format(test->arena, care_today(&care) - days_ago)), time);
}

static void finish(CareTest *test, Str user, Str id, const char *outcome, const char *note)
{
	Care care = care_test_desk(test, user);
	Work work = care_test_work(&care, id);
	if (work.stage == WORK_WAITING) {
		assert_ok(work_start(&care, id));
		work = care_test_work(&care, id);
	}
	assert_ok(work_submit(&care, &(WorkSubmit){.work = id, .outcome = str_from_c(outcome), .note = str_from_c(note),
		.version = work.version}));
}

/* A call about somebody, up to its outcome. */
static Str take_call(CareTest *test, Str person, const char *promise, const char *offer, const char *outcome)
{
	Care care = care_test_desk(test, test->first_contact);
	Str work = {0};
	assert_ok(helpline_take_call(&care, &work));
	assert_ok(work_match(&care, work, person));
	care_test_answer(&care, work, "contact_from", "family");
	care_test_answer(&care, work, "contact_story", "She fell and is afraid to bathe.");
	care_test_answer(&care, work, "contact_route", "community");
	care_test_answer(&care, work, "call_back", promise);
	if (offer[0] != '\0')
		care_test_answer(&care, work, "conv1_offer", offer);
	finish(test, test->first_contact, work, outcome, "Agreed on the telephone.");
	return work;
}

static Str somebody(CareTest *test, const char *name)
{
	Care care = care_test_desk(test, test->practitioner);
	return care_test_person(&care, name, "1941", "");
}

static void test_calls_come_from_a_file_and_the_same_file_changes_nothing(void **state)
{
	CareTest *test = care_test_of(state);
	Str day = time_text(test, 3, "09:00:00");
	const char *text = str_c(test->arena, str_format(test->arena, HEADER "a1,%.*s,%.*s09:00:40,%.*s09:05:00,polish,\n"
		"a2,%.*s,,%.*s09:01:30,,\n", STR_ARG(day), 11, day.data, 11, day.data, STR_ARG(day), 11, day.data));
	HelplineLoaded first = load_well(test, text);
	assert_int_equal(first.added, 2);
	assert_int_equal(first.abandoned, 1);
	HelplineLoaded again = load_well(test, text);
	assert_int_equal(again.added, 0);
	assert_int_equal(again.unchanged, 2);
	Helpline helpline = read_all(test, test->analyst);
	assert_int_equal(helpline.call_count, 2);
	HelplineSum sum = helpline_sum(test->arena, &helpline, NULL, NULL);
	assert_int_equal(sum.offered, 2);
	assert_int_equal(sum.gave_up, 1);
	assert_int_equal(sum.wait_median, 40);
	assert_int_equal(sum.wait_longest, 90);
	assert_int_equal(sum.talk_median, 260);
	assert_int_equal(helpline.calls[0].hour, 9);
	/* A later file tells otherwise: it holds. */
	HelplineLoaded later = load_well(test, str_c(test->arena, str_format(test->arena, HEADER
		"a2,%.*s,%.*s09:00:10,%.*s09:01:30,,\n", STR_ARG(day), 11, day.data, 11, day.data)));
	assert_int_equal(later.changed, 1);
	assert_int_equal(helpline_sum(test->arena, &(Helpline){.calls = read_all(test, test->analyst).calls, .call_count = 2},
		NULL, NULL).gave_up, 0);
	care_test_assert_sound(test);
}

static void assert_refused(CareTest *test, const char *text, uint32_t line, const char *field)
{
	HelplineLoaded out = {0};
	Problems problems = {0};
	assert_status(load(test, text, &out, &problems), STATUS_INVALID);
	assert_true(problems.count > 0);
	assert_int_equal(problems.items[0].line, line);
	assert_str(test->arena, problems.items[0].field, field);
	assert_int_equal(read_all(test, test->analyst).call_count, 0);
}

static void test_a_file_with_a_fault_is_not_loaded_at_all(void **state)
{
	CareTest *test = care_test_of(state);
	assert_refused(test, "call_id,offered_at,ended_at\na,2020-01-01 09:00:00,2020-01-01 09:00:01\n", 1, "");
	assert_refused(test, "call_id,offered_at,answered_at,ended_at,caller_number\n", 1, "caller_number");
	assert_refused(test, HEADER "a,2020-01-01 09:00:00,,2020-01-01 09:01:00,,\nb,yesterday,,2020-01-01 09:01:00,,\n", 3,
		"offered_at");
	assert_refused(test, HEADER "a,2020-01-01 09:00:00,2020-01-01 08:59:00,2020-01-01 09:01:00,,\n", 2, "answered_at");
	assert_refused(test, HEADER "a,2020-01-01 09:00:00,,2020-01-01 08:01:00,,\n", 2, "ended_at");
	assert_refused(test, HEADER "a,2020-01-01 09:00:00,,2020-01-03 08:01:00,,\n", 2, "ended_at");
	assert_refused(test, HEADER "a,2099-01-01 09:00:00,,2099-01-01 09:01:00,,\n", 2, "ended_at");
	assert_refused(test, HEADER "a,2020-01-01 09:00:00,,2020-01-01 09:01:00,klingon,\n", 2, "language");
	assert_refused(test, HEADER "a,2020-01-01 09:00:00,2020-01-01 09:00:30,2020-01-01 09:01:00,,TH-0000-0000\n", 2, "reference");
	assert_refused(test, HEADER "a,2020-01-01 09:00:00,,2020-01-01 09:01:00,,\na,2020-01-01 10:00:00,,2020-01-01 10:01:00,,\n",
		3, "call_id");
	assert_refused(test, HEADER ",2020-01-01 09:00:00,,2020-01-01 09:01:00,,\n", 2, "call_id");
}

static void test_only_who_may_publish_loads_calls(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->manager);
	HelplineLoaded out = {0};
	assert_status(helpline_load(&care, S("calls.csv"), S(HEADER), &out), STATUS_REFUSED);
}

static void test_a_call_is_told_from_what_its_contact_says(void **state)
{
	CareTest *test = care_test_of(state);
	Str work = take_call(test, somebody(test, "Ann Ash"), "no", "[{\"what\":\"equipment\"}]", "equipment");
	(void)take_call(test, somebody(test, "Ben Birch"), "no", "", "carer");
	Helpline helpline = read_all(test, test->manager);
	assert_int_equal(helpline.contact_count, 2);
	const HelplineContact *first = &helpline.contacts[0];
	assert_str(test->arena, first->work, str_c(test->arena, work));
	assert_true(first->by_phone);
	assert_str(test->arena, first->reason, "equipment");
	assert_str(test->arena, first->outcome, "equipment");
	assert_str(test->arena, first->from, "family");
	assert_false(first->is_referral);
	assert_true(first->recorded_at != INSTANT_NONE);
	assert_int_equal(first->talk_seconds, -1);
	assert_str(test->arena, helpline.contacts[1].reason, "");
	assert_true(helpline.contacts[1].is_referral); /* handed on for a carer's assessment */
}

static void test_a_file_that_names_the_contact_tells_how_long_they_talked(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->manager);
	Str work = take_call(test, somebody(test, "Ann Ash"), "no", "[{\"what\":\"equipment\"}]", "equipment");
	Work contact = care_test_work(&care, work);
	care_test_wait(test, INSTANT_DAY);
	Str day = time_text(test, 1, "08:00:00");
	const char *text = str_c(test->arena, str_format(test->arena, HEADER "a1,%.*s,%.*s08:00:30,%.*s08:06:00,,%.*s\n", STR_ARG(day), 11,
		day.data, 11, day.data, STR_ARG(contact.reference)));
	assert_int_equal(load_well(test, text).matched, 1);
	Helpline helpline = read_all(test, test->manager);
	assert_int_equal(helpline.contacts[0].talk_seconds, 330);
	assert_int_equal(load_well(test, text).unchanged, 1);
	care_test_destroy(test, contact.person); /* the call stays as a number, with nothing that leads to the person */
	helpline = read_all(test, test->manager);
	assert_int_equal(helpline.contact_count, 0);
	assert_int_equal(helpline.call_count, 1);
}

static void test_a_promise_is_kept_tried_late_or_still_waits(void **state)
{
	CareTest *test = care_test_of(state);
	Care first = care_test_desk(test, test->first_contact);
	Str people[] = {somebody(test, "Ann Ash"), somebody(test, "Ben Birch"), somebody(test, "Cora Cedar"),
		somebody(test, "Dot Dogwood")};
	Str promises[4];
	for (size_t i = 0; i < 4; i++) {
		(void)take_call(test, people[i], "yes", "[{\"what\":\"advice-page\"}]", i == 3 ? "nhs" : "connected");
		promises[i] = care_test_open_work(&first, people[i], "call-back");
	}
	care_test_answer(&first, promises[0], "call_back_result", "talked");
	finish(test, test->first_contact, promises[0], "kept", "");
	care_test_answer(&first, promises[1], "call_back_result", "no-answer");
	finish(test, test->first_contact, promises[1], "again", "");
	Str again = care_test_open_work(&first, people[1], "call-back");
	care_test_wait(test, 7 * INSTANT_DAY);
	care_test_answer(&first, again, "call_back_result", "talked");
	finish(test, test->first_contact, again, "kept", "");
	care_test_answer(&first, promises[2], "call_back_result", "talked");
	finish(test, test->first_contact, promises[2], "kept", "");
	Helpline helpline = read_all(test, test->manager);
	assert_int_equal(helpline.call_back_count, 4); /* a second try is no second promise */
	static const CallBackState STATES[] = {CALL_BACK_KEPT, CALL_BACK_TRIED, CALL_BACK_LATE, CALL_BACK_OVERDUE};
	static const bool REACHED[] = {true, true, true, false};
	for (size_t i = 0; i < 4; i++)
		for (size_t k = 0; k < 4; k++)
			if (str_equal(helpline.call_backs[k].work, promises[i])) {
				assert_int_equal(helpline.call_backs[k].state, STATES[i]);
				assert_true(helpline.call_backs[k].reached == REACHED[i]);
			}
}

/* A contact that opens an interpreter for a person who speaks Polish. */
static Str ask_interpreter(CareTest *test, Str person)
{
	Care care = care_test_desk(test, test->first_contact);
	assert_ok(care_test_record(&care, person, "language_main", "polish"));
	assert_ok(care_test_record(&care, person, "interpreter", "spoken"));
	Str work = {0};
	assert_ok(helpline_take_call(&care, &work));
	assert_ok(work_match(&care, work, person));
	care_test_answer(&care, work, "contact_from", "self");
	care_test_answer(&care, work, "contact_story", "I cannot cook any more.");
	care_test_answer(&care, work, "contact_route", "community");
	care_test_answer(&care, work, "conv3_why", "lasting");
	finish(test, test->first_contact, work, "assessment", "");
	return care_test_open_work(&care, person, "interpreting");
}

static HelplineInterpreting only_booking(CareTest *test, Str user, Str work)
{
	Care care = care_test_desk(test, user);
	HelplineInterpreting *rows = NULL;
	size_t count = 0;
	assert_ok(helpline_interpreting(&care, care_today(&care) - 100, care_today(&care), &rows, &count));
	assert_ok(helpline_reasons(&care, rows, count));
	for (size_t i = 0; i < count; i++)
		if (str_equal(rows[i].work, work))
			return rows[i];
	fail_msg("the booking is not there");
	return (HelplineInterpreting){0};
}

static void test_a_booking_that_nobody_has_made_stands_on_the_duty_page(void **state)
{
	CareTest *test = care_test_of(state);
	SiteTest site = site_test_open(test);
	Care care = care_test_desk(test, test->first_contact);
	Str work = ask_interpreter(test, somebody(test, "Ann Ash"));
	HelplineTask *tasks = NULL;
	size_t count = 0;
	assert_ok(helpline_tasks(&care, &tasks, &count));
	assert_int_equal(count, 1);
	assert_true(tasks[0].booked_for == DATE_NONE);
	assert_shows(site_test_get(&site, test->first_contact, S("/duty")), "interpreters to book");
	assert_hides(site_test_get(&site, test->first_contact, S("/duty")), "booked for");
	assert_int_equal(only_booking(test, test->manager, work).state, INTERPRETING_TO_BOOK);
	Str day = date_format(test->arena, care_today(&care) + 2);
	care_test_answer(&care, work, "interpreting_on", str_c(test->arena, day));
	assert_shows(site_test_get(&site, test->first_contact, S("/duty")), "booked for");
	assert_int_equal(only_booking(test, test->manager, work).state, INTERPRETING_BOOKED);
	care_test_wait(test, 5 * INSTANT_DAY);
	assert_shows(site_test_get(&site, test->first_contact, S("/duty")), "say who came");
	site_test_close(&site);
}

static void test_interpreters_are_told_by_language_with_their_cost_and_why_not(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->first_contact);
	Str came = ask_interpreter(test, somebody(test, "Ann Ash"));
	Str unmet = ask_interpreter(test, somebody(test, "Ben Birch"));
	care_test_answer(&care, came, "interpreting_on", str_c(test->arena, date_format(test->arena, care_today(&care))));
	care_test_answer(&care, came, "interpreting_came", "yes");
	care_test_answer(&care, came, "interpreting_cost", "7250");
	finish(test, test->first_contact, came, "came", "");
	finish(test, test->first_contact, unmet, "none-found", "Nobody was free this week.");
	HelplineInterpreting good = only_booking(test, test->manager, came);
	assert_int_equal(good.state, INTERPRETING_CAME);
	assert_int_equal(good.cost, 7250);
	HelplineInterpreting bad = only_booking(test, test->manager, unmet);
	assert_true(interpreting_is_unmet(bad.state));
	assert_str(test->arena, bad.reason, "Nobody was free this week.");
	HelplineInterpreting rows[] = {good, bad};
	HelplineTable tables[INTERPRETING_TABLES];
	Care manager = care_test_desk(test, test->manager);
	(void)interpreting_tables(&manager, care_today(&care), care_today(&care), rows, 2, tables);
	assert_int_equal(tables[1].row_count, 1);
	assert_str(test->arena, tables[1].rows[0][0].text, "Polish");
	assert_str(test->arena, tables[1].rows[0][1].text, "2");
	assert_str(test->arena, tables[1].rows[0][4].text, "1");
	assert_str(test->arena, tables[1].rows[0][7].raw, "7250");
}

static void test_restricted_records_count_and_are_not_named(void **state)
{
	CareTest *test = care_test_of(state);
	SiteTest site = site_test_open(test);
	Care lead = care_test_desk(test, test->safeguarding);
	Str open = somebody(test, "Ann Ash");
	Str ask = somebody(test, "Petra Hidden");
	Str trace = somebody(test, "Nora Traceless");
	(void)take_call(test, open, "yes", "[{\"what\":\"equipment\"}]", "equipment");
	(void)take_call(test, ask, "yes", "[{\"what\":\"equipment\"}]", "equipment");
	(void)take_call(test, trace, "yes", "[{\"what\":\"equipment\"}]", "equipment");
	assert_ok(person_restrict(&lead, ask, PERSON_EXISTS, test->team_safeguarding, S("asked to be"), 1));
	assert_ok(person_restrict(&lead, trace, PERSON_NO_TRACE, test->team_safeguarding, S("in danger"), 1));
	Helpline helpline = read_all(test, test->panel);
	assert_int_equal(helpline.contact_count, 2); /* a record without a trace is in no figure */
	assert_int_equal(helpline.call_back_count, 2);
	Response list = site_test_get(&site, test->panel, S("/helpline/list/reason/equipment"));
	assert_int_equal(list.status, 200);
	assert_shows(list, "Ann Ash");
	assert_shows(list, "1 of 2 in the figure");
	assert_hides(list, "Petra Hidden");
	assert_hides(list, "Nora Traceless");
	Response promises = site_test_get(&site, test->panel, S("/helpline/list/call-back/waiting"));
	assert_shows(promises, "Ann Ash");
	assert_hides(promises, "Petra Hidden");
	site_test_close(&site);
}

static void test_the_pages_answer_whoever_may_read_figures(void **state)
{
	CareTest *test = care_test_of(state);
	SiteTest site = site_test_open(test);
	(void)take_call(test, somebody(test, "Ann Ash"), "yes", "[{\"what\":\"equipment\"}]", "equipment");
	Response page = site_test_get(&site, test->analyst, S("/helpline"));
	assert_int_equal(page.status, 200);
	assert_shows(page, "No file of the telephone system has been loaded");
	assert_shows(page, "Equipment and technology");
	assert_hides(page, "/helpline/list/"); /* an analyst reads no records */
	assert_shows(site_test_get(&site, test->manager, S("/helpline")), "/helpline/list/reason/equipment");
	assert_hides(site_test_get(&site, test->analyst, S("/helpline/interpreters")), "Large print");
	Care first = care_test_desk(test, test->first_contact);
	Str ben = somebody(test, "Ben Birch");
	assert_ok(care_test_record(&first, ben, "info_format", "large,easy-read"));
	(void)take_call(test, ben, "no", "[{\"what\":\"technology\"}]", "equipment");
	assert_shows(site_test_get(&site, test->analyst, S("/helpline/interpreters")), "Large print");
	assert_shows(site_test_get(&site, test->analyst, S("/helpline/file/formats")), "Large print,1,1,50.0");
	assert_int_equal(site_test_get(&site, test->analyst, S("/helpline/list/reason/equipment")).status, 403);
	assert_int_equal(site_test_get(&site, test->first_contact, S("/helpline")).status, 403);
	assert_int_equal(site_test_get(&site, test->manager, S("/helpline/list/nonsense/equipment")).status, 404);
	assert_int_equal(site_test_get(&site, test->manager, S("/helpline/file/nonsense")).status, 404);
	Response file = site_test_get(&site, test->analyst, S("/helpline/file/reasons"));
	assert_true(str_starts_with(file.media_type, S("text/csv")));
	assert_shows(file, "what,by_phone,all_ways,percent,referrals");
	assert_shows(file, "Equipment and technology,2,2,100.0,0");
	site_test_close(&site);
}

static void test_every_step_online_names_a_phone_and_a_face_to_face_way(void **state)
{
	CareTest *test = care_test_of(state);
	size_t count = 0;
	const Route *routes = site_routes(&count);
	for (size_t i = 0; i < count; i++) {
		bool signing_in = str_starts_with(str_from_c(routes[i].path), S("/sign-in"));
		if (routes[i].permission != NULL || routes[i].method != METHOD_POST || signing_in)
			continue;
		if (practice_online_step(test->practice, str_from_c(routes[i].path)) == NULL)
			fail_msg("%s is done online and helpline.yaml has no step for it", routes[i].path);
	}
	SiteTest site = site_test_open(test);
	static const char *const PAGES[] = {"/check", "/check/begin/worry", "/calculator", "/directory", "/advice", "/check/resume"};
	for (size_t i = 0; i < sizeof PAGES / sizeof PAGES[0]; i++) {
		Response page = site_test_get(&site, S(""), str_from_c(PAGES[i]));
		assert_int_equal(page.status, 200);
		assert_shows(page, "By phone");
		assert_shows(page, "in a council office near you");
		assert_hides(page, "{{");
	}
	site_test_close(&site);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_calls_come_from_a_file_and_the_same_file_changes_nothing),
		CARE_TEST(test_a_file_with_a_fault_is_not_loaded_at_all),
		CARE_TEST(test_only_who_may_publish_loads_calls),
		CARE_TEST(test_a_call_is_told_from_what_its_contact_says),
		CARE_TEST(test_a_file_that_names_the_contact_tells_how_long_they_talked),
		CARE_TEST(test_a_promise_is_kept_tried_late_or_still_waits),
		CARE_TEST(test_a_booking_that_nobody_has_made_stands_on_the_duty_page),
		CARE_TEST(test_interpreters_are_told_by_language_with_their_cost_and_why_not),
		CARE_TEST(test_restricted_records_count_and_are_not_named),
		CARE_TEST(test_the_pages_answer_whoever_may_read_figures),
		CARE_TEST(test_every_step_online_names_a_phone_and_a_face_to_face_way),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

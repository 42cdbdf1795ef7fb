/* Panels: which papers stand on which agenda, what a paper is made from, what became of it, who may not see it, and what
 * decisions turned on. */
#include "site_test.h"

#include "care/panel/panel.h"

#define LINE(units, cost) "[{\"goal\":\"Clean and dressed by ten\",\"how\":\"service\",\"service_kind\":\"home-care\"," \
	"\"units\":\"" units "\",\"unit_cost\":" cost ",\"mechanism\":\"council\"}]"
#define OPTIONS "[{\"option\":\"Extra care flat\",\"weekly_cost\":61000,\"meets_needs\":\"partly\"," \
	"\"person_view\":\"Too far from my sister\",\"chosen\":\"no\"}]"

static const CouncilPanel *panel_named(CareTest *test, const char *id)
{
	const CouncilPanel *panel = practice_panel(test->practice, str_from_c(id));
	assert_non_null(panel);
	return panel;
}

static Date day_of(const char *text)
{
	Date day = DATE_NONE;
	assert_ok(date_parse(str_from_c(text), &day));
	return day;
}

static Status send_up(Care *care, Str work, const char *outcome)
{
	care->problems = problems_make(care->arena);
	return work_submit(care, &(WorkSubmit){.work = work, .outcome = str_from_c(outcome), .note = S("She wants to stay at home."),
		.version = care_test_work(care, work).version});
}

static Str sent_request(CareTest *test, Str person, const char *lines)
{
	Care care = care_test_desk(test, test->practitioner);
	Str work = {0};
	assert_ok(work_open(&care, &(WorkNew){.pathway = S("funding-request"), .person = person}, &work));
	care_test_answer(&care, work, "goals", "[{\"goal\":\"Be clean and dressed by ten\"}]");
	care_test_answer(&care, work, "plan_lines", lines);
	care_test_answer(&care, work, "fund_options", OPTIONS);
	assert_ok(send_up(&care, work, "agreed"));
	return work;
}

static Str somebody(CareTest *test, const char *name)
{
	Care care = care_test_desk(test, test->practitioner);
	return care_test_person(&care, name, "1941", "");
}

static size_t papers_on(CareTest *test, Str user, const char *panel, const char *day, PanelPaper **out)
{
	Care care = care_test_desk(test, user);
	size_t count = 0;
	assert_ok(panel_agenda(&care, panel_named(test, panel), day_of(day), out, &count));
	return count;
}

static void decide(CareTest *test, Str work, const char *theme)
{
	Care panel = care_test_desk(test, test->panel);
	const Answer minute[] = {{.question = S("panel_present"), .value = S("Pia Panel, money"), .giver = GIVER_WORKER},
		{.question = S("panel_reasons"), .value = S("Two ways were looked at."), .giver = GIVER_WORKER},
		{.question = S("panel_theme"), .value = str_from_c(theme), .giver = GIVER_WORKER}};
	assert_ok(work_approve_with(&panel, work, S(""), minute, 3, care_test_work(&panel, work).version));
}

static Str path_of(CareTest *test, const char *before, Str id)
{
	return str_format(test->arena, "%s%.*s", before, STR_ARG(id));
}

static void test_a_paper_goes_by_itself_to_the_next_sitting_whose_limit_reaches_it(void **state)
{
	CareTest *test = care_test_of(state);
	PanelPaper *papers = NULL;
	PanelUnplaced *waiting = NULL;
	size_t count = 0;
	care_test_go(test, S("2026-11-23"), 10, 0); /* a Monday: papers are in a working day before */
	Str usual = sent_request(test, somebody(test, "Ann Ash"), LINE("30", "2475"));
	Str dear = sent_request(test, somebody(test, "Ben Birch"), LINE("60", "2475"));
	Str dearest = sent_request(test, somebody(test, "Cora Cedar"), LINE("300", "2475"));
	assert_int_equal(papers_on(test, test->panel, "funding", "2026-11-24", &papers), 1);
	assert_true(str_equal(papers[0].work, usual));
	assert_true(str_equal(papers[0].time, S("09:30")));
	assert_int_equal(papers_on(test, test->panel, "high-cost", "2026-11-26", &papers), 1);
	assert_true(str_equal(papers[0].work, dear));
	Care panel = care_test_desk(test, test->panel);
	assert_ok(panel_unplaced(&panel, &waiting, &count));
	assert_int_equal(count, 1);
	assert_true(str_equal(waiting[0].work, dearest));
	/* Too late for Tuesday: Friday's. */
	care_test_go(test, S("2026-11-24"), 8, 0);
	(void)sent_request(test, somebody(test, "Dan Dogwood"), LINE("30", "2475"));
	assert_int_equal(papers_on(test, test->panel, "funding", "2026-11-27", &papers), 1);
	/* Nobody heard Tuesday's: it is not lost. */
	care_test_go(test, S("2026-11-25"), 8, 0);
	assert_ok(panel_unplaced(&panel, &waiting, &count));
	assert_int_equal(count, 2);
}

static void test_the_order_gives_the_time_and_a_paper_moves_to_another_sitting(void **state)
{
	CareTest *test = care_test_of(state);
	PanelPaper *papers = NULL;
	care_test_go(test, S("2026-11-23"), 10, 0);
	Str first = sent_request(test, somebody(test, "Ann Ash"), LINE("30", "2475"));
	Str second = sent_request(test, somebody(test, "Ben Birch"), LINE("30", "2475"));
	Care panel = care_test_desk(test, test->panel);
	assert_ok(panel_move(&panel, second, false));
	assert_ok(panel_move(&panel, second, false)); /* it is the first already */
	assert_int_equal(papers_on(test, test->panel, "funding", "2026-11-24", &papers), 2);
	assert_true(str_equal(papers[0].work, second) && str_equal(papers[0].time, S("09:30")));
	assert_true(str_equal(papers[1].work, first) && str_equal(papers[1].time, S("09:50")));
	assert_ok(panel_put(&panel, second, panel_named(test, "funding"), day_of("2026-11-27")));
	assert_int_equal(papers_on(test, test->panel, "funding", "2026-11-24", &papers), 1);
	assert_true(str_equal(papers[0].time, S("09:30")));
	assert_int_equal(papers_on(test, test->panel, "funding", "2026-11-27", &papers), 1);
	assert_ok(panel_take_off(&panel, second));
	assert_status(panel_take_off(&panel, second), STATUS_NOT_FOUND);
	assert_int_equal(papers_on(test, test->panel, "funding", "2026-11-27", &papers), 0);
}

static void test_a_paper_is_refused_where_the_panel_cannot_decide_it(void **state)
{
	CareTest *test = care_test_of(state);
	care_test_go(test, S("2026-11-23"), 10, 0);
	Str work = sent_request(test, somebody(test, "Ann Ash"), LINE("60", "2475")); /* £1,485 */
	Care panel = care_test_desk(test, test->panel);
	const struct { const char *panel; const char *day; } WRONG[] = {{"funding", "2026-11-24"}, {"high-cost", "2026-11-25"},
		{"high-cost", "2026-12-03"}, {"high-cost", "2026-11-12"}, {"risk-forum", "2026-11-25"}};
	for (size_t i = 0; i < sizeof WRONG / sizeof WRONG[0]; i++) {
		panel.problems = problems_make(panel.arena);
		assert_status(panel_put(&panel, work, panel_named(test, WRONG[i].panel), day_of(WRONG[i].day)), STATUS_INVALID);
		assert_false(str_is_empty(problems_for_field(&panel.problems, S("sitting"))));
	}
	panel.problems = problems_make(panel.arena);
	assert_ok(panel_put(&panel, work, panel_named(test, "high-cost"), day_of("2026-12-10")));
	decide(test, work, "cost");
	assert_status(panel_put(&panel, work, panel_named(test, "high-cost"), day_of("2026-12-10")), STATUS_INVALID);
}

static void test_what_became_of_a_paper_stays_on_its_agenda_and_a_returned_one_comes_again(void **state)
{
	CareTest *test = care_test_of(state);
	PanelPaper *papers = NULL;
	care_test_go(test, S("2026-11-23"), 10, 0);
	Str agreed = sent_request(test, somebody(test, "Ann Ash"), LINE("30", "2475"));
	Str back = sent_request(test, somebody(test, "Ben Birch"), LINE("30", "2475"));
	Care panel = care_test_desk(test, test->panel);
	Care author = care_test_desk(test, test->practitioner);
	care_test_go(test, S("2026-11-24"), 9, 40);
	decide(test, agreed, "clear");
	assert_status(work_return(&panel, back, S(""), care_test_work(&panel, back).version), STATUS_INVALID);
	assert_ok(work_return(&panel, back, S("What does her sister say?"), care_test_work(&panel, back).version));
	assert_ok(send_up(&author, back, "agreed"));
	assert_int_equal(papers_on(test, test->panel, "funding", "2026-11-24", &papers), 2);
	assert_true(str_equal(papers[0].heard_how, S("approved")));
	assert_true(str_equal(papers[1].heard_how, S("returned")));
	assert_int_equal(papers_on(test, test->panel, "funding", "2026-11-27", &papers), 1);
	assert_true(str_equal(papers[0].work, back));
	assert_true(str_is_empty(papers[0].heard_how));
}

static void test_a_paper_whose_work_was_ended_leaves_its_agenda_and_only_deciders_send_one_back(void **state)
{
	CareTest *test = care_test_of(state);
	PanelPaper *papers = NULL;
	PanelPlace place = {0};
	care_test_go(test, S("2026-11-23"), 10, 0);
	Str ended = sent_request(test, somebody(test, "Ann Ash"), LINE("30", "2475"));
	Str next = sent_request(test, somebody(test, "Ben Birch"), LINE("30", "2475"));
	Care author = care_test_desk(test, test->practitioner);
	Care manager = care_test_desk(test, test->manager);
	Care panel = care_test_desk(test, test->panel);
	assert_status(work_return(&manager, next, S("What does her sister say?"), 0), STATUS_REFUSED);
	assert_int_equal(care_test_work(&author, next).stage, WORK_AWAITING_APPROVAL);
	assert_ok(work_cancel(&author, ended, S("She moved away"), 0));
	assert_int_equal(papers_on(test, test->panel, "funding", "2026-11-24", &papers), 1);
	assert_true(str_equal(papers[0].work, next));
	assert_status(panel_place_of(&panel, ended, &place), STATUS_NOT_FOUND);
	assert_ok(panel_place_of(&panel, next, &place));
}

static void test_the_paper_is_made_from_the_record(void **state)
{
	CareTest *test = care_test_of(state);
	SiteTest site = site_test_open(test);
	Care care = care_test_desk(test, test->practitioner);
	Str person = somebody(test, "Ann Ash");
	care_test_go(test, S("2026-11-23"), 10, 0);
	assert_ok(care_test_record(&care, person, "what_matters", "My sister and my garden"));
	assert_ok(care_test_record(&care, person, "positive_risks", "[{\"wants\":\"Walk to the allotment alone\"}]"));
	Str work = sent_request(test, person, LINE("30", "2475"));
	Response page = site_test_get(&site, test->panel, path_of(test, "/panels/papers/", work));
	assert_int_equal(page.status, 200);
	assert_shows(page, "My sister and my garden");
	assert_shows(page, "Walk to the allotment alone");
	assert_shows(page, "She wants to stay at home.");
	assert_shows(page, "Extra care flat");
	assert_shows(page, "\xC2\xA3""610.00");
	assert_shows(page, "Too far from my sister");
	assert_shows(page, "\xC2\xA3""742.50");
	assert_shows(page, "\xC3\x97 365 \xC3\xB7 7");
	assert_shows(page, "No finished assessment stands on the record.");
	page = site_test_get(&site, test->panel, S("/panels/sittings/funding/2026-11-24"));
	assert_shows(page, "Tuesday 24 November 2026");
	assert_shows(page, "Ann Ash");
	page = site_test_get(&site, test->panel, S("/panels/sittings/funding/2026-11-24/papers"));
	assert_shows(page, "My sister and my garden");
	/* On no other address, and nothing that is of no panel. */
	assert_int_equal(site_test_get(&site, test->panel, S("/panels/sittings/funding/2026-11-25")).status, 404);
	assert_ok(work_open(&care, &(WorkNew){.pathway = S("review"), .person = person}, &work));
	assert_int_equal(site_test_get(&site, test->panel, path_of(test, "/panels/papers/", work)).status, 404);
	site_test_close(&site);
}

static void restrict_to(CareTest *test, Str id, PersonTier tier)
{
	Care lead = care_test_desk(test, test->safeguarding);
	Person person = {0};
	assert_ok(person_find(&lead, id, &person));
	assert_ok(person_restrict(&lead, id, tier, test->team_safeguarding, S("At risk from family"), person.version));
}

/* Every address of panels, and the words of the paper, by everybody else and for a record that is kept apart. */
static void test_nobody_outside_a_panel_sees_papers_and_a_panel_sees_none_of_a_restricted_record(void **state)
{
	CareTest *test = care_test_of(state);
	SiteTest site = site_test_open(test);
	Str person = somebody(test, "Ann Ashworth");
	care_test_go(test, S("2026-11-23"), 10, 0);
	Str work = sent_request(test, person, LINE("30", "2475"));
	Str paths[] = {S("/panels"), S("/panels/sittings/funding/2026-11-24"), S("/panels/sittings/funding/2026-11-24/papers"),
		path_of(test, "/panels/papers/", work), S("/panels/themes/cost/2026-11-01")};
	const Str outside[] = {test->first_contact, test->practitioner, test->assessor, test->finance, test->broker, test->analyst,
		test->safeguarding, test->administrator, test->officer, (Str){0}};
	const char *const put[] = {"act", "put", "sitting", "funding/2026-11-27", NULL};
	for (size_t u = 0; u < sizeof outside / sizeof outside[0]; u++) {
		for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
			Response page = site_test_get(&site, outside[u], paths[i]);
			assert_int_equal(page.status, str_is_empty(outside[u]) ? 303 : 403);
			assert_hides(page, "Ashworth");
		}
		Response page = site_test_post(&site, outside[u], paths[3], put);
		assert_true(page.status == 403 || page.status == 303);
	}
	assert_shows(site_test_get(&site, test->panel, paths[1]), "Ann Ashworth");
	restrict_to(test, person, PERSON_EXISTS);
	Response agenda = site_test_get(&site, test->panel, paths[1]);
	assert_shows(agenda, "A restricted record");
	assert_hides(agenda, "Ashworth");
	assert_hides(agenda, "Clean and dressed");
	assert_hides(site_test_get(&site, test->panel, paths[2]), "Clean and dressed");
	assert_int_equal(site_test_get(&site, test->panel, paths[3]).status, 404);
	assert_int_equal(site_test_post(&site, test->panel, paths[3], put).status, 404);
	restrict_to(test, person, PERSON_NO_TRACE);
	assert_hides(site_test_get(&site, test->panel, paths[1]), "A restricted record");
	assert_hides(site_test_get(&site, test->panel, paths[0]), "1 paper");
	assert_int_equal(site_test_get(&site, test->panel, paths[3]).status, 404);
	site_test_close(&site);
}

static void test_a_record_without_a_trace_stands_on_no_agenda(void **state)
{
	CareTest *test = care_test_of(state);
	PanelUnplaced *waiting = NULL;
	PanelPaper *papers = NULL;
	size_t count = 0;
	Str person = somebody(test, "Ann Ash");
	Care lead = care_test_desk(test, test->safeguarding);
	restrict_to(test, person, PERSON_NO_TRACE);
	care_test_go(test, S("2026-11-23"), 10, 0);
	assert_ok(person_give_access(&lead, person, test->practitioner, day_of("2026-12-18"), S("Their worker")));
	Str work = sent_request(test, person, LINE("30", "2475"));
	assert_int_equal(papers_on(test, test->panel, "funding", "2026-11-24", &papers), 0);
	assert_ok(person_give_access(&lead, person, test->panel, day_of("2026-12-18"), S("Decides the money")));
	Care panel = care_test_desk(test, test->panel);
	assert_ok(panel_unplaced(&panel, &waiting, &count));
	assert_int_equal(count, 1);
	assert_status(panel_put(&panel, work, panel_named(test, "funding"), day_of("2026-11-24")), STATUS_INVALID);
	decide(test, work, "clear"); /* on its own page */
}

static void test_themes_are_counted_by_month_with_the_list_behind_them(void **state)
{
	CareTest *test = care_test_of(state);
	SiteTest site = site_test_open(test);
	PanelThemeLine *lines = NULL;
	PanelThemes themes = {0};
	size_t count = 0;
	care_test_go(test, S("2026-11-23"), 10, 0);
	const struct { const char *name; const char *theme; } DECIDED[] = {{"Ann Ash", "home"}, {"Ben Birch", "home"}, {"Cora Cedar", "cost"}};
	Str last = {0};
	for (size_t i = 0; i < 3; i++) {
		last = somebody(test, DECIDED[i].name);
		decide(test, sent_request(test, last, LINE("30", "2475")), DECIDED[i].theme);
	}
	Care panel = care_test_desk(test, test->panel);
	assert_ok(panel_themes(&panel, &themes));
	for (size_t t = 0; t < themes.theme_count; t++) {
		int64_t expected = str_equal(themes.themes[t].code, S("home")) ? 2 : str_equal(themes.themes[t].code, S("cost")) ? 1 : 0;
		assert_int_equal(themes.counts[t][PANEL_THEME_MONTHS - 1], expected);
		assert_int_equal(themes.totals[t], expected);
	}
	assert_ok(panel_theme_list(&panel, S("home"), day_of("2026-11-05"), &lines, &count));
	assert_int_equal(count, 2);
	assert_status(panel_theme_list(&panel, S("nonsense"), day_of("2026-11-05"), &lines, &count), STATUS_NOT_FOUND);
	Response page = site_test_get(&site, test->analyst, S("/panels/themes"));
	assert_shows(page, "Staying at home or moving");
	assert_shows(page, "<svg");
	assert_hides(page, "/panels/themes/home/"); /* who is behind it is not for them */
	assert_shows(site_test_get(&site, test->panel, S("/panels/themes")), "/panels/themes/home/2026-11-01");
	assert_shows(site_test_get(&site, test->analyst, S("/panels/themes/file")), "2026-11,0,1,0,0,0,2,0,0");
	/* A restricted record counts and is not named. */
	restrict_to(test, last, PERSON_EXISTS);
	Response list = site_test_get(&site, test->panel, S("/panels/themes/cost/2026-11-01"));
	assert_int_equal(list.status, 200);
	assert_hides(list, "Cora");
	assert_ok(panel_themes(&panel, &themes));
	assert_int_equal(themes.totals[1], 1);
	restrict_to(test, last, PERSON_NO_TRACE);
	assert_ok(panel_themes(&panel, &themes));
	assert_int_equal(themes.totals[1], 0);
	site_test_close(&site);
}

static void test_a_record_that_is_destroyed_leaves_no_paper(void **state)
{
	CareTest *test = care_test_of(state);
	PanelPaper *papers = NULL;
	Str person = somebody(test, "Ann Ash");
	care_test_go(test, S("2026-11-23"), 10, 0);
	(void)sent_request(test, person, LINE("30", "2475"));
	care_test_destroy(test, person);
	assert_int_equal(papers_on(test, test->panel, "funding", "2026-11-24", &papers), 0);
	assert_false(str_contains(care_test_export(test), S("\"panel\":\"funding\"")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_a_paper_goes_by_itself_to_the_next_sitting_whose_limit_reaches_it),
		CARE_TEST(test_the_order_gives_the_time_and_a_paper_moves_to_another_sitting),
		CARE_TEST(test_a_paper_is_refused_where_the_panel_cannot_decide_it),
		CARE_TEST(test_what_became_of_a_paper_stays_on_its_agenda_and_a_returned_one_comes_again),
		CARE_TEST(test_a_paper_whose_work_was_ended_leaves_its_agenda_and_only_deciders_send_one_back),
		CARE_TEST(test_the_paper_is_made_from_the_record),
		CARE_TEST(test_nobody_outside_a_panel_sees_papers_and_a_panel_sees_none_of_a_restricted_record),
		CARE_TEST(test_a_record_without_a_trace_stands_on_no_agenda),
		CARE_TEST(test_themes_are_counted_by_month_with_the_list_behind_them),
		CARE_TEST(test_a_record_that_is_destroyed_leaves_no_paper),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

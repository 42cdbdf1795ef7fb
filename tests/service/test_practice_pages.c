/* What a practitioner's pages say: powers with what they do not reach, the plan for a bad day, the next open section. */
#include "site_test.h"

#include "care/service/service.h"

#define POWERS "[{\"kind\":\"lpa-health\",\"person\":\"Ida Lund\",\"seen_on\":\"2026-05-01\",\"limits\":\"not where to live\"}," \
	"{\"kind\":\"lpa-money\",\"person\":\"Jo Lund\"},{\"kind\":\"appointee\",\"person\":\"Kim Lund\",\"seen_on\":\"2020-01-01\"," \
	"\"ends\":\"2024-03-31\"}]"

static Str path_of(CareTest *test, const char *before, Str id, const char *after)
{
	return str_format(test->arena, "%s%.*s%s", before, STR_ARG(id), after);
}

static void test_a_legal_power_says_what_it_does_not_reach(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	SiteTest site = site_test_open(test);
	Str person = care_test_person(&care, "Ann Smith", "1941", "");
	assert_ok(care_test_record(&care, person, "legal_authority", POWERS));
	Response page = site_test_get(&site, test->practitioner, path_of(test, "/people/", person, ""));
	assert_shows(page, "Ida Lund: health and welfare, only while they cannot decide for themselves; limits: not where to live");
	assert_shows(page, "Jo Lund: paper not seen, so no power yet");
	assert_shows(page, "Kim Lund: ended 31 March 2024, no power any more");
	site_test_close(&site);
}

static void test_the_plan_for_a_bad_day_is_a_card_and_a_button_on_the_record(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	SiteTest site = site_test_open(test);
	Str person = care_test_person(&care, "Ann Smith", "1941", "");
	Str carer = care_test_person(&care, "Nadia Rowe", "1979", "");
	assert_ok(care_test_record(&care, carer, "care_for", "[{\"person\":\"My mother Ann\"}]"));
	assert_ok(care_test_record(&care, carer, "plan_b_people", "[{\"person\":\"Joan Hale\",\"phone\":\"01632 960 011\"}]"));
	assert_ok(care_test_record(&care, carer, "plan_b_share", "yes"));
	assert_ok(care_test_record(&care, carer, "what_matters", "One night of sleep"));
	Str people = path_of(test, "/people/", carer, "/people");
	assert_shows(site_test_get(&site, test->practitioner, people), "My mother Ann");
	assert_hides(site_test_get(&site, test->practitioner, path_of(test, "/people/", person, "")), "Plan for a bad day");
	const char *const fields[] = {"other", str_c(test->arena, person), "kind", "cared-for", NULL};
	assert_int_equal(site_test_post(&site, test->practitioner, people, fields).status, 303);
	Response page = site_test_get(&site, test->first_contact, path_of(test, "/people/", person, ""));
	assert_shows(page, "If Nadia Rowe (unpaid carer) cannot be there");
	assert_shows(page, "01632 960 011");
	assert_shows(page, "The carer cannot be there today");
	assert_hides(page, "One night of sleep");
	/* Who may not edit a record may not say who its people are. */
	assert_int_equal(site_test_post(&site, test->broker, people, fields).status, 403);
	site_test_close(&site);
}

static void test_a_save_goes_on_to_the_next_section_that_asks_something(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	SiteTest site = site_test_open(test);
	Str work = {0};
	Str person = care_test_person(&care, "Ann Smith", "1941", "");
	assert_ok(work_open(&care, &(WorkNew){.pathway = S("needs-assessment"), .person = person, .user = test->practitioner}, &work));
	const char *const fields[] = {"section", "keeping-clean-and-the-toilet", "shown", "washing", "shown", "bath_shower", "shown",
		"grooming", "shown", "toilet_use", "shown", "continence", "giver", "self", NULL};
	Str save = path_of(test, "/work/", work, "/save");
	assert_true(str_ends_with(site_test_post(&site, test->practitioner, save, fields).location, S("/section/clothes")));
	assert_ok(care_test_record(&care, person, "dressing", "independent"));
	assert_ok(care_test_record(&care, person, "laundry", "independent"));
	assert_true(str_ends_with(site_test_post(&site, test->practitioner, save, fields).location,
		S("/section/moving-and-being-safe-at-home")));
	const char *const last[] = {"section", "sharing", "shown", "consent_share", "shown", "consent_limits", "shown", "trusted_helper",
		"shown", "ordinary_residence", "shown", "public_funds", "giver", "self", NULL};
	assert_true(str_ends_with(site_test_post(&site, test->practitioner, save, last).location, S("#what-next")));
	site_test_close(&site);
}

static void test_what_runs_and_what_ended_is_there_for_conditions(void **state)
{
	CareTest *test = care_test_of(state);
	Date today = DATE_NONE;
	(void)test;
	assert_ok(date_make(2026, 11, 22, &today));
	Service lines[] = {{.kind_id = S("reablement"), .starts_on = today - 150, .ends_on = today - SERVICE_AFTER_REABLEMENT_DAYS},
		{.kind_id = S("home-care"), .starts_on = today - 10, .ends_on = DATE_NONE}};
	ServiceStanding standing = service_standing(lines, 2, today);
	assert_true(standing.runs);
	assert_true(standing.after_reablement);
	standing = service_standing(lines, 1, today - 1);
	assert_false(standing.runs);
	assert_false(standing.after_reablement);
	lines[0].ends_on = lines[0].starts_on - 1; /* it never ran */
	assert_false(service_standing(lines, 1, today).after_reablement);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_a_legal_power_says_what_it_does_not_reach),
		CARE_TEST(test_the_plan_for_a_bad_day_is_a_card_and_a_button_on_the_record),
		CARE_TEST(test_a_save_goes_on_to_the_next_section_that_asks_something),
		CARE_TEST(test_what_runs_and_what_ended_is_there_for_conditions),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

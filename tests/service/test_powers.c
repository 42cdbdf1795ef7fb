/* Who acts for somebody and whether they may; capacity for one decision; advocates who have not come; risks that are worth
 * taking, from the assessment to the plan's letter and the review. */
#include "site_test.h"

#include "care/letter/letter.h"
#include "care/power/power.h"

#define SEEN ",\"person\":\"Ida Lund\",\"seen_on\":\"2026-05-01\""
#define HEALTH "{\"kind\":\"lpa-health\"" SEEN "}"
#define MONEY "{\"kind\":\"lpa-money\"" SEEN "}"

typedef struct Story {
	CareTest *test;
	Care care;
	Str person;
} Story;

static Story story_of(void **state)
{
	Story story = {.test = care_test_of(state)};
	story.care = care_test_desk(story.test, story.test->practitioner);
	story.person = care_test_person(&story.care, "Ann Smith", "1941", "");
	return story;
}

static Str opened(Story *story, const char *pathway)
{
	Str id = {0};
	assert_ok(work_open(&story->care, &(WorkNew){.pathway = str_from_c(pathway), .person = story->person}, &id));
	return id;
}

static Status submit(Care *care, Str work, const char *outcome)
{
	care->problems = problems_make(care->arena);
	return work_submit(care, &(WorkSubmit){.work = work, .outcome = str_from_c(outcome), .note = S("As we talked"),
		.version = care_test_work(care, work).version});
}

static Str plan_of(Story *story, const char *signed_by)
{
	Str plan = opened(story, "support-plan");
	care_test_answer(&story->care, plan, "plan_agreed", "yes");
	care_test_answer(&story->care, plan, "prevent_advice", "Falls class");
	care_test_answer(&story->care, plan, "plan_signed_by", signed_by);
	return plan;
}

static void record_power(Story *story, const char *rows)
{
	assert_ok(care_test_record(&story->care, story->person, "legal_authority", rows));
}

static void assert_refused(Story *story, Str work, const char *outcome, const char *question, const char *words)
{
	assert_status(submit(&story->care, work, outcome), STATUS_INVALID);
	Str problem = problems_for_field(&story->care.problems, str_from_c(question));
	if (!str_contains(problem, str_from_c(words)))
		fail_msg("expected \"%s\", got \"%s\"", words, str_c(story->test->arena, problem));
}

/* A finished assessment that they cannot make this one decision; its reference. */
static Work unable(Story *story, const char *decision)
{
	Str work = opened(story, "mental-capacity");
	care_test_answer(&story->care, work, "mca_decision", decision);
	care_test_answer(&story->care, work, "mca_impairment", "yes");
	care_test_answer(&story->care, work, "mca_unable", "weigh");
	care_test_answer(&story->care, work, "mca_because", "Could not say what either choice would bring.");
	care_test_answer(&story->care, work, "mca_may_return", "no");
	assert_ok(submit(&story->care, work, "lacks-capacity"));
	return care_test_work(&story->care, work);
}

static void test_an_attorney_for_money_does_not_agree_to_care(void **state)
{
	Story story = story_of(state);
	record_power(&story, "[" MONEY "]");
	Str plan = plan_of(&story, "attorney-money");
	assert_refused(&story, plan, "no-paid-support", "plan_signed_by",
		"Ida Lund: property and money only. That does not reach what is decided here: Care, health and welfare.");
	assert_int_equal(care_test_work(&story.care, plan).stage, WORK_IN_PROGRESS);
}

static void test_nobody_acts_under_a_power_that_is_not_there_not_seen_not_begun_suspended_or_over(void **state)
{
	Story story = story_of(state);
	const struct { const char *row; const char *words; } NONE[] = {
		{MONEY, "No power of this kind stands on the record."},
		{"{\"kind\":\"lpa-health\",\"person\":\"Ida Lund\"}", "paper not seen, so no power yet"},
		{"{\"kind\":\"lpa-health\",\"begins\":\"2031-01-01\"" SEEN "}", "from 1 January 2031, no power yet"},
		{"{\"kind\":\"lpa-health\",\"standing\":\"suspended\"" SEEN "}", "suspended, no power now"},
		{"{\"kind\":\"lpa-health\",\"standing\":\"ended\"" SEEN "}", "ended, no power any more"},
		{"{\"kind\":\"lpa-health\",\"ends\":\"2026-06-01\"" SEEN "}", "ended 1 June 2026, no power any more"},
	};
	Str plan = plan_of(&story, "attorney-health");
	for (size_t i = 0; i < sizeof NONE / sizeof NONE[0]; i++) {
		record_power(&story, str_c(story.test->arena, str_format(story.test->arena, "[%s]", NONE[i].row)));
		assert_refused(&story, plan, "no-paid-support", "plan_signed_by", NONE[i].words);
	}
}

static void test_a_power_over_welfare_holds_only_where_they_cannot_make_this_decision(void **state)
{
	Story story = story_of(state);
	record_power(&story, "[" HEALTH "]");
	Str plan = plan_of(&story, "attorney-health");
	assert_refused(&story, plan, "no-paid-support", "signed_capacity", "they cannot make this one decision");
	/* Another person's, or one in which they could decide, is not this one. */
	Story other = story;
	other.person = care_test_person(&story.care, "Ben Birch", "1950", "");
	care_test_answer(&story.care, plan, "signed_capacity", str_c(story.test->arena, unable(&other, "Moving").reference));
	assert_refused(&story, plan, "no-paid-support", "signed_capacity", "they cannot make this one decision");
	care_test_answer(&story.care, plan, "signed_capacity",
		str_c(story.test->arena, unable(&story, "Whether to agree to this plan").reference));
	assert_ok(submit(&story.care, plan, "no-paid-support"));
}

static void test_a_power_suspended_between_sending_and_approval_is_none(void **state)
{
	Story story = story_of(state);
	Care manager = care_test_desk(story.test, story.test->manager);
	record_power(&story, "[" HEALTH "]");
	Str plan = plan_of(&story, "attorney-health");
	care_test_answer(&story.care, plan, "signed_capacity",
		str_c(story.test->arena, unable(&story, "Whether to agree to this plan").reference));
	assert_ok(submit(&story.care, plan, "no-paid-support"));
	record_power(&story, "[{\"kind\":\"lpa-health\",\"standing\":\"suspended\"" SEEN "}]");
	assert_status(work_approve(&manager, plan, S(""), care_test_work(&manager, plan).version), STATUS_INVALID);
	record_power(&story, "[" HEALTH "]");
	manager.problems = problems_make(manager.arena);
	assert_ok(work_approve(&manager, plan, S(""), care_test_work(&manager, plan).version));
}

static void test_a_limit_takes_a_decision_out_of_a_power(void **state)
{
	Story story = story_of(state);
	record_power(&story, "[{\"kind\":\"lpa-health\",\"limit\":\"not-life-sustaining\"" SEEN "}]");
	(void)unable(&story, "Whether to be fed by tube");
	Str work = care_test_open_work(&story.care, story.person, "best-interests");
	care_test_answer(&story.care, work, "mca_decision", "Whether to be fed by tube");
	care_test_answer(&story.care, work, "best_power", "attorney-health");
	assert_refused(&story, work, "power-holder-decides", "decision_about", "Say what the decision is about");
	care_test_answer(&story.care, work, "decision_about", "life-sustaining");
	assert_refused(&story, work, "power-holder-decides", "best_power", "not life-sustaining treatment");
	/* What the limit leaves is theirs; the capacity is known from the assessment that led here. */
	care_test_answer(&story.care, work, "decision_about", "place");
	assert_ok(submit(&story.care, work, "power-holder-decides"));
}

static void test_an_appointee_signs_for_benefits_and_no_more(void **state)
{
	Story story = story_of(state);
	Care finance = care_test_desk(story.test, story.test->finance);
	record_power(&story, "[{\"kind\":\"appointee\"" SEEN "}]");
	Str work = opened(&story, "financial-assessment");
	care_test_answer(&finance, work, "money_signed_by", "appointee");
	finance.problems = problems_make(finance.arena);
	const Pathway *pathway = practice_pathway(story.test->practice, S("financial-assessment"));
	assert_status(submit(&finance, work, str_c(story.test->arena, pathway->outcomes[0].id)), STATUS_INVALID);
	assert_true(str_contains(problems_for_field(&finance.problems, S("money_signed_by")), S("Ida Lund: benefits only.")));
}

static void test_an_appointee_is_a_fact_and_a_dated_task_for_finance(void **state)
{
	Story story = story_of(state);
	Str work = opened(&story, "legal-power");
	care_test_answer(&story.care, work, "legal_authority", "[{\"kind\":\"appointee\"" SEEN "}]");
	assert_ok(submit(&story.care, work, "recorded"));
	Str task = care_test_open_work(&story.care, story.person, "task");
	assert_true(str_contains(care_test_work(&story.care, task).title, S("apart from every other account")));
	assert_true(str_equal(care_test_work(&story.care, task).assigned_team, story.test->team_finance));
	assert_false(str_is_empty(care_test_value(&story.care, story.person, "legal_authority")));
}

static void test_pages_of_a_decision_say_whose_power_reaches_it(void **state)
{
	Story story = story_of(state);
	SiteTest site = site_test_open(story.test);
	record_power(&story, "[" MONEY "]");
	const struct { const char *pathway; const char *words; } PAGES[] = {
		{"support-plan", "nobody holds a power for this decision \xC2\xB7 not for this: Ida Lund: property and money only"},
		{"financial-assessment", "Ida Lund: property and money only"}};
	for (size_t i = 0; i < 2; i++) {
		Str work = opened(&story, PAGES[i].pathway);
		Response page = site_test_get(&site, story.test->practitioner, str_concat(story.test->arena, S("/work/"), work));
		assert_true(str_contains(page.body, str_from_c(PAGES[i].words)));
		if (i == 1)
			assert_hides(page, "nobody holds a power");
	}
	site_test_close(&site);
}

static void test_capacity_is_shown_with_its_one_decision_and_day_and_never_in_general(void **state)
{
	Story story = story_of(state);
	SiteTest site = site_test_open(story.test);
	care_test_go(story.test, S("2026-06-10"), 10, 0);
	Work work = unable(&story, "Whether to sell her house");
	Response page = site_test_get(&site, story.test->practitioner, str_concat(story.test->arena, S("/people/"), story.person));
	assert_shows(page, "Cannot decide alone, on 10 June 2026: Whether to sell her house");
	assert_shows(page, "It says nothing about any other.");
	assert_true(str_contains(page.body, work.reference));
	assert_hides(page, "acks capacity");
	page = site_test_get(&site, story.test->practitioner,
		str_format(story.test->arena, "/people/%.*s/timeline", STR_ARG(story.person)));
	assert_shows(page, "Cannot decide alone, on 10 June 2026: Whether to sell her house");
	assert_hides(page, "acks capacity");
	site_test_close(&site);
}

static void test_an_advocate_who_has_not_come_in_time_stands_on_the_duty_screen(void **state)
{
	Story story = story_of(state);
	SiteTest site = site_test_open(story.test);
	AdvocateWait *waits = NULL;
	size_t count = 0;
	Care duty = care_test_desk(story.test, story.test->first_contact);
	care_test_go(story.test, S("2026-06-10"), 10, 0);
	Str work = opened(&story, "advocacy-referral");
	assert_ok(power_advocates_unmet(&duty, &waits, &count));
	assert_int_equal(count, 0);
	care_test_go(story.test, S("2026-06-25"), 10, 0); /* ten working days from 10 June are over on the 24th */
	assert_shows(site_test_get(&site, story.test->first_contact, S("/duty")), "not ordered yet");
	care_test_answer(&story.care, work, "advocate_ordered_on", "2026-06-11");
	assert_shows(site_test_get(&site, story.test->first_contact, S("/duty")), "ordered 11 June 2026, not booked yet");
	care_test_answer(&story.care, work, "advocate_booked_for", "2026-06-26");
	assert_ok(power_advocates_unmet(&duty, &waits, &count));
	assert_int_equal(count, 1);
	assert_true(str_equal(power_advocate_words(story.test->arena, &waits[0]), S("ordered 11 June 2026, booked for 26 June 2026")));
	/* Booked is not come: only the day of the meeting ends it without another reason. */
	story.care.problems = problems_make(story.care.arena);
	assert_status(work_submit(&story.care, &(WorkSubmit){.work = work, .outcome = S("in-place"),
		.version = care_test_work(&story.care, work).version}), STATUS_INVALID);
	care_test_answer(&story.care, work, "advocate_came_on", "2026-06-25");
	assert_ok(submit(&story.care, work, "in-place"));
	assert_hides(site_test_get(&site, story.test->first_contact, S("/duty")), "Advocates who have not come");
	site_test_close(&site);
}

static void test_a_hidden_record_is_not_on_the_list_of_advocates(void **state)
{
	Story story = story_of(state);
	AdvocateWait *waits = NULL;
	size_t count = 0;
	Person person = {0};
	Care lead = care_test_desk(story.test, story.test->safeguarding);
	Care duty = care_test_desk(story.test, story.test->first_contact);
	care_test_go(story.test, S("2026-06-10"), 10, 0);
	(void)opened(&story, "advocacy-referral");
	care_test_go(story.test, S("2026-06-25"), 10, 0);
	assert_ok(person_find(&lead, story.person, &person));
	assert_ok(person_restrict(&lead, story.person, PERSON_EXISTS, story.test->team_safeguarding, S("In danger"), person.version));
	assert_ok(power_advocates_unmet(&duty, &waits, &count));
	assert_int_equal(count, 0);
	assert_ok(power_advocates_unmet(&lead, &waits, &count));
	assert_int_equal(count, 1);
}

#define RISK "[{\"wants\":\"Walk to the allotment on my own.\",\"worth\":\"It is my life\",\"could_happen\":\"I may fall\"," \
	"\"safer\":\"Phone in my pocket\",\"who_agrees\":\"My sister\",\"who_does_not\":\"My son: he fears the road\"," \
	"\"decision\":\"tried\",\"review_on\":\"2026-09-01\"}]"

static void test_a_risk_worth_taking_goes_from_the_assessment_to_the_plan_its_letter_and_the_review(void **state)
{
	Story story = story_of(state);
	SiteTest site = site_test_open(story.test);
	Care manager = care_test_desk(story.test, story.test->manager);
	Document *letters = NULL;
	Document letter = {0};
	size_t count = 0;
	Str risk = opened(&story, "risk-forum");
	care_test_answer(&story.care, risk, "positive_risks", RISK);
	assert_ok(submit(&story.care, risk, "tried")); /* any work that asks makes it the person's own answer */
	Str plan = plan_of(&story, "person");
	Response page = site_test_get(&site, story.test->practitioner,
		str_format(story.test->arena, "/work/%.*s/section/staying-safe", STR_ARG(plan)));
	assert_shows(page, "Walk to the allotment on my own.");
	assert_ok(submit(&story.care, plan, "no-paid-support"));
	assert_ok(work_approve(&manager, plan, S(""), care_test_work(&manager, plan).version));
	assert_ok(letters_of_work(&story.care, plan, &letters, &count));
	assert_int_equal(count, 1);
	assert_ok(letter_get(&story.care, letters[0].id, &letter));
	assert_true(str_contains(letter.content, S("Walk to the allotment on my own. What it is worth to me: It is my life. "
		"What could happen: I may fall. What makes it safer: Phone in my pocket. Who agrees: My sister. "
		"Who does not agree, and why: My son: he fears the road. What was decided: I try it for a time. "
		"We look again on: 1 September 2026")));
	/* The review asks how it went, and cannot be finished without. */
	Str review = opened(&story, "review");
	care_test_answer(&story.care, review, "review_reason", "unplanned-other");
	care_test_answer(&story.care, review, "review_changes", "none");
	assert_status(submit(&story.care, review, "no-change"), STATUS_INVALID);
	assert_false(str_is_empty(problems_for_field(&story.care.problems, S("risk_taken_how"))));
	care_test_answer(&story.care, review, "risk_taken_how", "well");
	(void)submit(&story.care, review, "no-change");
	assert_true(str_is_empty(problems_for_field(&story.care.problems, S("risk_taken_how"))));
	site_test_close(&site);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_an_attorney_for_money_does_not_agree_to_care),
		CARE_TEST(test_nobody_acts_under_a_power_that_is_not_there_not_seen_not_begun_suspended_or_over),
		CARE_TEST(test_a_power_over_welfare_holds_only_where_they_cannot_make_this_decision),
		CARE_TEST(test_a_power_suspended_between_sending_and_approval_is_none),
		CARE_TEST(test_a_limit_takes_a_decision_out_of_a_power),
		CARE_TEST(test_an_appointee_signs_for_benefits_and_no_more),
		CARE_TEST(test_an_appointee_is_a_fact_and_a_dated_task_for_finance),
		CARE_TEST(test_pages_of_a_decision_say_whose_power_reaches_it),
		CARE_TEST(test_capacity_is_shown_with_its_one_decision_and_day_and_never_in_general),
		CARE_TEST(test_an_advocate_who_has_not_come_in_time_stands_on_the_duty_screen),
		CARE_TEST(test_a_hidden_record_is_not_on_the_list_of_advocates),
		CARE_TEST(test_a_risk_worth_taking_goes_from_the_assessment_to_the_plan_its_letter_and_the_review),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

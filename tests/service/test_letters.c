/* What a letter says: the dates that were opened, the lines that were arranged, the reasons, and never a gap. */
#include "care_test.h"

#include "care/letter/letter.h"

#define LINE(goal, units, cost) "{\"goal\":\"" goal "\",\"how\":\"service\",\"service_kind\":\"home-care\"," \
	"\"units\":\"" units "\",\"unit_cost\":" cost ",\"mechanism\":\"council\"}"
#define FAMILY_LINE "{\"goal\":\"See friends\",\"how\":\"family\",\"detail\":\"Lunch club with her sister\"}"

static void submit(Care *care, Str work, const char *outcome, const char *note)
{
	care->problems = problems_make(care->arena);
	assert_ok(work_submit(care, &(WorkSubmit){.work = work, .outcome = str_from_c(outcome),
		.note = str_from_c(note), .version = care_test_work(care, work).version}));
}

static void approve(Care *care, Str work)
{
	care->problems = problems_make(care->arena);
	assert_ok(work_approve(care, work, S("Between colleagues: well done"), care_test_work(care, work).version));
}

static Str open_work(Care *care, const char *pathway, Str person)
{
	Str id = {0};
	assert_ok(work_open(care, &(WorkNew){.pathway = str_from_c(pathway), .person = person}, &id));
	return id;
}

/* The text of the letter with this title that the work has sent; empty when it has sent none. */
static Str letter_of(Care *care, Str work, const char *title)
{
	Document *letters = NULL;
	Document letter = {0};
	size_t count = 0;
	assert_ok(letters_of_work(care, work, &letters, &count));
	for (size_t i = 0; i < count; i++)
		if (str_equal(letters[i].title, str_from_c(title))) {
			assert_ok(letter_get(care, letters[i].id, &letter));
			return letter.content;
		}
	return (Str){0};
}

#define assert_says(text, words) assert_true(str_contains(text, words))
#define assert_silent(text, words) assert_false(str_contains(text, words))

static Str due_words(Care *care, Str work)
{
	return date_format_words(care->arena, care_test_work(care, work).due_on);
}

static Str sent_plan(Care *care, Str person, const char *lines, const char *outcome)
{
	Str work = open_work(care, "support-plan", person);
	care_test_answer(care, work, "goals", "[{\"goal\":\"Be clean and dressed by ten\"}]");
	care_test_answer(care, work, "plan_lines", lines);
	care_test_answer(care, work, "plan_backup", "Call the agency, then her sister");
	care_test_answer(care, work, "plan_agreed", "yes");
	care_test_answer(care, work, "budget_choice", "council");
	care_test_answer(care, work, "prevent_advice", "Falls class");
	submit(care, work, outcome, "As agreed");
	return work;
}

/* A panel decides with a minute: without one it is asked for, and with it the stamp tells it. */
static void decide(Care *panel, Str work)
{
	const Answer minute[] = {{.question = S("panel_present"), .value = S("Pia Panel, money"), .giver = GIVER_WORKER},
		{.question = S("panel_reasons"), .value = S("Two ways were looked at."), .giver = GIVER_WORKER},
		{.question = S("panel_theme"), .value = S("home"), .giver = GIVER_WORKER}};
	WorkEvent *events = NULL;
	size_t count = 0;
	bool told = false;
	panel->problems = problems_make(panel->arena);
	int64_t version = care_test_work(panel, work).version;
	assert_status(work_approve_with(panel, work, S(""), minute, 1, version), STATUS_INVALID);
	assert_false(str_is_empty(problems_for_field(&panel->problems, S("panel_reasons"))));
	assert_int_equal(care_test_work(panel, work).stage, WORK_AWAITING_APPROVAL);
	panel->problems = problems_make(panel->arena);
	assert_ok(work_approve_with(panel, work, S(""), minute, 3, version));
	assert_ok(work_events(panel, work, &events, &count));
	for (size_t i = 0; i < count; i++)
		told = told || (str_contains(events[i].detail, S("Pia Panel, money"))
			&& str_contains(events[i].detail, S("Staying at home or moving")));
	assert_true(told);
}

static void test_a_plan_over_the_limit_is_sent_when_the_money_is_decided(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Care manager = care_test_desk(test, test->manager);
	Care panel = care_test_desk(test, test->panel);
	Str person = care_test_person(&care, "Ann Smith", "1941", "");
	Str plan = sent_plan(&care, person, "[" LINE("Wash", "30", "2475") "," FAMILY_LINE "]", "agreed-over");
	approve(&manager, plan);
	Str funding = care_test_open_work(&care, person, "funding-request");
	Str waiting = letter_of(&care, plan, "Your plan is ready");
	/* The day on which the money is decided, not the day on which the plan was due. */
	assert_true(care_test_work(&care, funding).due_on != care_test_work(&care, plan).due_on);
	assert_says(waiting, str_format(test->arena, "We will tell you by %.*s.", STR_ARG(due_words(&care, funding))));
	assert_says(waiting, S("Wash, Home care, 30 hours a week at \xC2\xA3""24.75"));
	assert_true(str_is_empty(letter_of(&care, plan, "Your care and support plan")));
	submit(&care, funding, "agreed", "");
	decide(&panel, funding);
	Str sent = letter_of(&care, funding, "Your care and support plan");
	Str review = due_words(&care, care_test_open_work(&care, person, "review"));
	assert_says(sent, S("Be clean and dressed by ten"));
	assert_says(sent, S("- Together a week: \xC2\xA3""742.50"));
	assert_says(sent, S("See friends, Lunch club with her sister"));
	assert_says(sent, S("Call the agency, then her sister"));
	assert_says(sent, S("You may have to pay some of it."));
	assert_says(sent, S("We cannot say yet what you would pay."));
	assert_says(sent, S("- How much do you have in savings?"));
	assert_says(sent, str_format(test->arena, "We will look at the plan with you by %.*s.", STR_ARG(review)));
}

static void test_an_end_says_what_ends_when_why_and_what_stays(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Care manager = care_test_desk(test, test->manager);
	Care broker = care_test_desk(test, test->broker);
	Str person = care_test_person(&care, "Ann Smith", "1941", "");
	approve(&manager, sent_plan(&care, person, "[" LINE("Wash", "10", "2000") "," FAMILY_LINE "]", "agreed-within"));
	Str brokerage = care_test_open_work(&care, person, "brokerage");
	submit(&broker, brokerage, "arranged", "");
	Str today = date_format_words(test->arena, care_today(&care));
	assert_says(letter_of(&care, brokerage, "Your help is arranged"), str_format(test->arena,
		"- Home care, 10 hours a week at \xC2\xA3""20.00: starts on %.*s", STR_ARG(today)));
	care_test_wait(test, 20 * INSTANT_DAY);
	Str review = open_work(&care, "review", person);
	care_test_answer(&care, review, "review_reason", "hospital");
	care_test_answer(&care, review, "meeting_method", "both");
	care_test_answer(&care, review, "prevent_advice", "Keep walking");
	care_test_answer(&care, review, "worker_analysis", "She is well");
	submit(&care, review, "end-other", "She moves in with her son");
	approve(&manager, review);
	Str letter = letter_of(&care, review, "Your help ends");
	today = date_format_words(test->arena, care_today(&care));
	assert_says(letter, str_format(test->arena, "The last day is %.*s.", STR_ARG(today)));
	assert_says(letter, str_format(test->arena, "- Home care, 10 hours a week at \xC2\xA3""20.00: ends on %.*s",
		STR_ARG(today)));
	/* The reason that was given for the decision, never what the approver said to the author. */
	assert_says(letter, S("She moves in with her son"));
	assert_silent(letter, S("Between colleagues"));
	/* What has ended is not among what stays. */
	size_t stays = 0;
	assert_true(str_find(letter, S("## What stays"), &stays));
	assert_silent(str_slice(letter, stays, letter.length), S("Home care"));
	assert_says(str_slice(letter, stays, letter.length), S("Lunch club with her sister"));
}

static void assess(Care *care, Str work)
{
	static const char *const ANSWERS[][2] = {{"meeting_method", "service-user"}, {"strengths", "She sings"},
		{"need_cause", "yes"}, {"washing", "with-help"}, {"limb_hygiene", "needs-person,hurts"},
		{"dressing", "unable"}, {"limb_clothing", "needs-person"}, {"wellbeing_impact", "significant"},
		{"wellbeing_impact_why", "She stays in bed"}, {"prevent_advice", "Falls class"}, {"worker_analysis", "As seen"},
		{"eligible_adult", "eligible"}, {"primary_support_reason", "personal-care"}, {"involve_difficulty", "none"}};
	for (size_t i = 0; i < sizeof ANSWERS / sizeof ANSWERS[0]; i++)
		care_test_answer(care, work, ANSWERS[i][0], ANSWERS[i][1]);
}

static void test_a_decision_gives_its_findings_and_reasons_in_plain_words(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Care manager = care_test_desk(test, test->manager);
	Str person = care_test_person(&care, "Ann Smith", "1941-02-03", "");
	Str work = open_work(&care, "needs-assessment", person);
	assess(&care, work);
	submit(&care, work, "eligible", "");
	approve(&manager, work);
	Str letter = letter_of(&care, work, "We can help you");
	assert_says(letter, S("- Keeping clean: you need someone to do this; this hurts or upsets you a lot"));
	assert_says(letter, S("- Clothes: you need someone to do this"));
	assert_silent(letter, S("Getting out:")); /* nobody has talked about it */
	assert_says(letter, S("There are two or more parts of daily life that you cannot manage."));
	assert_says(letter, S("Falls class"));
	/* Not every ability is answered: there is no figure, so there is no letter with one. */
	assert_true(str_is_empty(letter_of(&care, work, "A first figure for your help")));
}

static void test_a_letter_has_no_gap_and_no_heading_over_nothing(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Str person = care_test_person(&care, "Ann Smith", "1941", "");
	Str work = open_work(&care, "contact", person);
	care_test_answer(&care, work, "contact_route", "community");
	care_test_answer(&care, work, "contact_from", "self");
	care_test_answer(&care, work, "contact_story", "She fell twice");
	submit(&care, work, "assessment", "She asked");
	Str letter = letter_of(&care, work, "We have your request");
	Str due = due_words(&care, care_test_open_work(&care, person, "needs-assessment"));
	assert_says(letter, S("She fell twice"));
	assert_says(letter, str_format(test->arena, "We will call you by %.*s.", STR_ARG(due)));
	Str other = open_work(&care, "contact", person);
	care_test_answer(&care, other, "contact_route", "community");
	care_test_answer(&care, other, "contact_from", "self");
	care_test_answer(&care, other, "contact_story", "Lunch clubs");
	submit(&care, other, "connected", "She asked");
	letter = letter_of(&care, other, "What we agreed");
	assert_silent(letter, S("## What matters to you"));
	assert_silent(letter, S("## Who does what"));
	assert_silent(letter, S("{{"));
	assert_says(letter, S("You can ask for an assessment at any time."));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_a_plan_over_the_limit_is_sent_when_the_money_is_decided),
		CARE_TEST(test_an_end_says_what_ends_when_why_and_what_stays),
		CARE_TEST(test_a_decision_gives_its_findings_and_reasons_in_plain_words),
		CARE_TEST(test_a_letter_has_no_gap_and_no_heading_over_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

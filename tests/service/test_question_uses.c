/* Questions that were once asked without a use (docs/journey.md, "Content tests"): each drives a letter, an act, a decision
 * or what stands on the record. */
#include "site_test.h"

#include "care/letter/letter.h"
#include "care/work/work_write.h"

typedef struct Sending {
	Str work;
	Act act;
} Sending;

static Status send_in(CareWrite *write, void *context)
{
	const Sending *sending = context;
	WorkGetInRow row = {0};
	WorkAnswers *answers = NULL;
	Outcome outcome = {.id = S("test"), .acts = &sending->act, .act_count = 1};
	Status status = work_get_in(write, sending->work, 0, &row);
	if (status == STATUS_OK)
		status = work_answers_in(write, &row, &answers);
	return status == STATUS_OK ? work_outcome_in(write, &row, &outcome, S("As agreed"), answers) : status;
}

/* The text of a letter made from the work as it stands. */
static Str letter_of(Care *care, Str work, const char *id)
{
	Sending sending = {.work = work, .act = {.kind = ACT_LETTER, .target = str_from_c(id)}};
	Document *letters = NULL;
	Document letter = {0};
	size_t count = 0;
	assert_ok(care_write(care, send_in, &sending));
	assert_ok(letters_of_work(care, work, &letters, &count));
	assert_int_equal(count, 1);
	assert_ok(letter_get(care, letters[0].id, &letter));
	return letter.content;
}

static Str open_work(Care *care, const char *pathway, Str person)
{
	Str work = {0};
	assert_ok(work_open(care, &(WorkNew){.pathway = str_from_c(pathway), .person = person}, &work));
	return work;
}

static void test_letters_carry_what_goes_well(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Str person = care_test_person(&care, "Ann Smith", "1941", "");
	Str review = open_work(&care, "review", person);
	care_test_answer(&care, review, "review_working", "The mornings are calm now");
	assert_true(str_contains(letter_of(&care, review, "review-outcome"), S("The mornings are calm now")));
}

static void assess(CareTest *test, Str work, const char *technology, const char *online)
{
	const char *const answers[][2] = {{"meeting_method", "service-user"}, {"strengths", "She sings"}, {"need_cause", "yes"},
		{"washing", "with-help"}, {"limb_hygiene", "needs-person,hurts"}, {"dressing", "unable"}, {"limb_clothing", "needs-person"},
		{"wellbeing_impact", "significant"}, {"wellbeing_impact_why", "She stays in bed"}, {"prevent_advice", "Falls class"},
		{"worker_analysis", "She can do more with somebody near"}, {"eligible_adult", "eligible"},
		{"primary_support_reason", "personal-care"}, {"involve_difficulty", "none"}, {"tech_try", technology}, {"digital_use", online},
		{"meeting_people", "[{\"person\":\"Jo Lund\",\"role\":\"her son\"}]"},
		{"behaviours", "[{\"what\":\"Shouts at the door\",\"helps\":\"Knock twice\"}]"}};
	Care care = care_test_desk(test, test->practitioner);
	for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++)
		care_test_answer(&care, work, answers[i][0], answers[i][1]);
	if (work_submit(&care, &(WorkSubmit){.work = work, .outcome = S("eligible"), .version = care_test_work(&care, work).version})
	    != STATUS_OK)
		fail_msg("%.*s", STR_ARG(care.problems.count > 0 ? care.problems.items[0].message : S("refused")));
}

static void approve(CareTest *test, Str work)
{
	Care manager = care_test_desk(test, test->manager);
	assert_ok(work_approve(&manager, work, S(""), care_test_work(&manager, work).version));
}

static void test_whoever_would_try_technology_or_is_not_online_is_offered_it(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Str person = care_test_person(&care, "Ann Smith", "1941", "");
	Str other = care_test_person(&care, "Bo Other", "1942", "");
	Str first = open_work(&care, "needs-assessment", person);
	Str second = open_work(&care, "needs-assessment", other);
	Str id = {0};
	assess(test, first, "tell-me", "none");
	assess(test, second, "no", "smartphone,internet");
	approve(test, first);
	approve(test, second);
	assert_int_equal(care_test_open_works(&care, person, "technology-referral", &id), 1);
	assert_int_equal(care_test_open_works(&care, person, "task", &id), 1);
	assert_str(test->arena, care_test_work(&care, id).title, "Offer help to get a phone or to go online");
	assert_int_equal(care_test_open_works(&care, other, "technology-referral", &id), 0);
	assert_int_equal(care_test_open_works(&care, other, "task", &id), 0);
}

static void test_whoever_approves_reads_what_the_worker_wrote_who_was_there_and_what_helps(void **state)
{
	CareTest *test = care_test_of(state);
	SiteTest site = site_test_open(test);
	Care care = care_test_desk(test, test->practitioner);
	Str work = open_work(&care, "needs-assessment", care_test_person(&care, "Ann Smith", "1941", ""));
	assess(test, work, "no", "none");
	Response page = site_test_get(&site, test->manager, str_concat(test->arena, S("/work/"), work));
	assert_shows(page, "She can do more with somebody near");
	assert_shows(page, "Jo Lund");
	assert_shows(page, "Knock twice");
	site_test_close(&site);
}

static void test_the_record_says_how_to_speak_of_somebody_and_who_comes(void **state)
{
	CareTest *test = care_test_of(state);
	SiteTest site = site_test_open(test);
	Care care = care_test_desk(test, test->practitioner);
	Str person = care_test_person(&care, "Ann Smith", "1941", "");
	Str path = str_concat(test->arena, S("/people/"), person);
	assert_hides(site_test_get(&site, test->practitioner, path), "Who has a key or comes");
	assert_ok(care_test_record(&care, person, "pronouns", "they and them"));
	assert_ok(care_test_record(&care, person, "key_holders",
		"[{\"person\":\"Ida Lund 01632 960 011\",\"has_key\":\"yes\",\"minutes\":\"5\"}]"));
	Response page = site_test_get(&site, test->practitioner, path);
	assert_shows(page, "they and them");
	assert_shows(page, "Ida Lund 01632 960 011");
	site_test_close(&site);
}

/* Who asked for somebody, how to reach them, and what was tried: read first when a request comes in. */
static void test_first_contact_reads_who_asks_and_what_was_tried(void **state)
{
	CareTest *test = care_test_of(state);
	SiteTest site = site_test_open(test);
	Care care = care_test_desk(test, test->first_contact);
	Str work = open_work(&care, "on-behalf", (Str){0});
	care_test_answer(&care, work, "contact_story", "She fell twice");
	care_test_answer(&care, work, "contact_tried", "The doctor and a neighbour");
	care_test_answer(&care, work, "helper_details", "Ida Lund, a friend");
	Response page = site_test_get(&site, test->first_contact, str_concat(test->arena, S("/duty/"), work));
	assert_shows(page, "The doctor and a neighbour");
	assert_shows(page, "Ida Lund");
	site_test_close(&site);
}

static void test_a_question_without_any_use_is_gone(void **state)
{
	CareTest *test = care_test_of(state);
	assert_null(practice_question(test->practice, S("home_type")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_letters_carry_what_goes_well),
		CARE_TEST(test_whoever_would_try_technology_or_is_not_online_is_offered_it),
		CARE_TEST(test_whoever_approves_reads_what_the_worker_wrote_who_was_there_and_what_helps),
		CARE_TEST(test_the_record_says_how_to_speak_of_somebody_and_who_comes),
		CARE_TEST(test_first_contact_reads_who_asks_and_what_was_tried),
		CARE_TEST(test_a_question_without_any_use_is_gone),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

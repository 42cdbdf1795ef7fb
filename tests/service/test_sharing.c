/* With whom we may share: said, shown, kept to, and ended at once when somebody says no. */
#include "site_test.h"

#include "care/letter/letter.h"

static Str task_about(Care *care, Str person, const char *words)
{
	WorkRow *rows = NULL;
	size_t count = 0;
	assert_ok(work_open_of_person(care, person, &rows, &count));
	for (size_t i = 0; i < count; i++)
		if (str_contains(rows[i].title, str_from_c(words)))
			return rows[i].id;
	return (Str){0};
}

typedef struct Sending {
	Str person;
	Str work;
} Sending;

/* A letter to the surgery, as an outcome would make it. */
static Status send_in(CareWrite *write, void *context)
{
	const Sending *sending = context;
	Answer *known = NULL;
	size_t count = 0;
	Status status = person_answers_in(write, sending->person, &known, &count);
	WorkAnswers *answers = work_answers_make(write->care->arena, write->care->practice, write->today);
	for (size_t i = 0; i < count; i++)
		work_answers_put(answers, known[i].question, known[i].value);
	return status == STATUS_OK ? letter_make_in(write, &(LetterNew){.letter = S("to-surgery"), .person = sending->person,
		.work = sending->work, .answers = answers}) : status;
}

static size_t letters_after_sending(CareTest *test, const Sending *sending)
{
	Care system = care_test_system(test);
	Care care = care_test_desk(test, test->practitioner);
	Document *letters = NULL;
	size_t count = 0;
	Sending copy = *sending;
	assert_ok(care_write(&system, send_in, &copy));
	assert_ok(letters_of_work(&care, sending->work, &letters, &count));
	return count;
}

static void test_a_letter_to_others_goes_only_with_the_agreement_that_stands_now(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Sending sending = {.person = care_test_person(&care, "Ann Smith", "1941", "")};
	assert_ok(work_open(&care, &(WorkNew){.pathway = S("carers-assessment"), .person = sending.person}, &sending.work));
	/* Nobody has asked: it is not sent, and somebody is to ask. */
	assert_int_equal(letters_after_sending(test, &sending), 0);
	assert_false(str_is_empty(task_about(&care, sending.person, "Ask whether we may send")));
	assert_ok(care_test_record(&care, sending.person, "consent_share", "family,gp"));
	assert_int_equal(letters_after_sending(test, &sending), 1);
	care_test_wait(test, INSTANT_SECOND);
	assert_ok(care_test_record(&care, sending.person, "consent_share", "family"));
	assert_int_equal(letters_after_sending(test, &sending), 1);
}

static void test_the_page_shows_what_was_said_and_a_change_of_mind_counts_at_once(void **state)
{
	CareTest *test = care_test_of(state);
	SiteTest site = site_test_open(test);
	Care care = care_test_desk(test, test->practitioner);
	Str person = care_test_person(&care, "Ann Smith", "1941", "");
	Str path = str_format(test->arena, "/people/%.*s/sharing", STR_ARG(person));
	Response response = site_test_get(&site, test->practitioner, path);
	assert_shows(response, "Nobody has asked yet.");
	const char *const said[] = {"consent_share", "family", "consent_share", "gp", "consent_limits", "my brother", "giver", "self",
		"expected-consent_share", "", "expected-consent_limits", "", NULL};
	assert_int_equal(site_test_post(&site, test->practitioner, path, said).status, 303);
	assert_str(test->arena, care_test_value(&care, person, "consent_share"), "family,gp");
	assert_str(test->arena, care_test_value(&care, person, "consent_limits"), "my brother");
	response = site_test_get(&site, test->practitioner, path);
	assert_shows(response, "said by the person");
	/* A page from before that change is told so, and nothing is lost. */
	const char *const late[] = {"consent_share", "none", "giver", "self", "expected-consent_share", "", NULL};
	assert_int_equal(site_test_post(&site, test->practitioner, path, late).status, 409);
	Facts facts = {0};
	assert_ok(person_facts(&care, person, &facts));
	care_test_wait(test, INSTANT_SECOND);
	const char *const no[] = {"consent_share", "none", "giver", "self", "expected-consent_share",
		str_c(test->arena, facts_find(&facts, S("consent_share"))->id), NULL};
	assert_int_equal(site_test_post(&site, test->practitioner, path, no).status, 303);
	assert_str(test->arena, care_test_value(&care, person, "consent_share"), "none");
	response = site_test_get(&site, test->practitioner, path);
	assert_shows(response, "What they said before");
	assert_int_equal(site_test_post(&site, test->panel, path, no).status, 403);
	site_test_close(&site);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_a_letter_to_others_goes_only_with_the_agreement_that_stands_now),
		CARE_TEST(test_the_page_shows_what_was_said_and_a_change_of_mind_counts_at_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

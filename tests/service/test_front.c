/* The public check: begun without an account, walked, sent, come back to; what is never shown and never said. */
#include "care_test.h"

#include <string.h>

#include "care/assessment/assessment.h"
#include "care/directory/directory.h"
#include "care/front/front.h"
#include "care/front/journey.h"
#include "care/jobs/job_kinds.h"
#include "care/jobs/jobs.h"
#include "care/pages/site.h"
#include "web/web.h"

enum { STEPS_MAX = 100, FIELDS_MAX = 8 };

/* A browser: one cookie, the last answer. */
typedef struct Browser {
	CareTest *test;
	Str cookie;
	Response response;
	Str path; /* where the last redirect led */
} Browser;

static void *request_begin(void *context, void *worker, Request *request)
{
	(void)worker;
	Care *care = ARENA_NEW(request->arena, Care);
	*care = care_test_public(context);
	return care;
}

static bool may(void *context, const Request *request, const char *permission)
{
	(void)context;
	(void)request;
	(void)permission;
	return false;
}

static void take_cookie(Browser *browser)
{
	Str start = S("kith-request=");
	for (size_t i = 0; i < browser->response.header_count; i++) {
		Str value = browser->response.headers[i].value;
		size_t end = 0;
		if (str_starts_with(value, start) && str_find(value, S(";"), &end))
			browser->cookie = str_slice(value, start.length, end);
	}
}

static Str go(Browser *browser, Method method, Str address, FormField *form, size_t count)
{
	static const char SECRET[] = "0123456789abcdef0123456789abcdef";
	WebApplication application = {.context = browser->test, .request_begin = request_begin, .may = may,
		.sign_in_path = S("/sign-in")};
	WebOptions options = {.application = &application, .clock = &browser->test->store->clock,
		.secret = {.data = SECRET, .length = 32}};
	options.routes = site_routes(&options.route_count);
	Arena *arena = browser->test->arena;
	FormField cookie = {.name = S("kith-request"), .value = browser->cookie};
	FormField query[FIELDS_MAX] = {0};
	Request request = {.arena = arena, .method = method, .path = address, .clock = options.clock,
		.address = S("192.0.2.1"), .cookies = &cookie, .cookie_count = str_is_empty(browser->cookie) ? 0 : 1, .form = form,
		.form_count = count, .query = query};
	size_t mark = 0;
	if (str_find(address, S("?"), &mark)) {
		Str rest = str_slice(address, mark + 1, address.length);
		Str pair = {0};
		request.path = str_slice(address, 0, mark);
		while (str_next(&rest, '&', &pair)) {
			size_t equals = 0;
			assert_true(str_find(pair, S("="), &equals));
			query[request.query_count++] = (FormField){.name = str_slice(pair, 0, equals),
				.value = str_slice(pair, equals + 1, pair.length)};
		}
	}
	browser->response = (Response){0};
	web_handle(&options, store_reader(browser->test->store->store, 0), &request, &browser->response);
	take_cookie(browser);
	browser->path = browser->response.location;
	return browser->response.body;
}

static Str get(Browser *browser, const char *address)
{
	return go(browser, METHOD_GET, str_from_c(address), NULL, 0);
}

/* What the page holds in its hidden field of the record's version. */
static Str version_on(Str page)
{
	Str mark = S("name=\"version\" value=\"");
	size_t at = 0;
	size_t end = 0;
	assert_true(str_find(page, mark, &at));
	Str rest = str_slice(page, at + mark.length, page.length);
	assert_true(str_find(rest, S("\""), &end));
	return str_slice(rest, 0, end);
}

static void post_answer(Browser *browser, const char *question, const char *value)
{
	Arena *arena = browser->test->arena;
	Str address = str_format(arena, "/check/question/%s", question);
	Str page = go(browser, METHOD_GET, address, NULL, 0);
	assert_int_equal(browser->response.status, 200);
	FormField form[] = {{.name = S("version"), .value = version_on(page)},
		{.name = str_from_c(question), .value = str_from_c(value)}};
	(void)go(browser, METHOD_POST, address, form, 2);
}

static Browser begin(CareTest *test)
{
	Browser browser = {.test = test};
	(void)go(&browser, METHOD_POST, S("/check"), NULL, 0);
	assert_int_equal(browser.response.status, 303);
	assert_str(test->arena, browser.path, "/check/question/answering_as");
	assert_false(str_is_empty(browser.cookie));
	return browser;
}

static void send(Browser *browser)
{
	Str page = get(browser, "/check/answers");
	FormField form[] = {{.name = S("version"), .value = version_on(page)}};
	(void)go(browser, METHOD_POST, S("/check/send"), form, 1);
	assert_int_equal(browser->response.status, 303);
	assert_str(browser->test->arena, browser->path, "/check/sent");
}

static void assert_has(Str page, const char *words)
{
	if (!str_contains(page, str_from_c(words)))
		fail_msg("the page does not say '%s'", words);
}

static void assert_lacks(Str page, const char *words)
{
	if (str_contains(page, str_from_c(words)))
		fail_msg("the page says '%s'", words);
}

static size_t open_contacts(CareTest *test, WorkRow *first)
{
	Care care = care_test_desk(test, test->first_contact);
	WorkRow *rows = NULL;
	size_t count = 0;
	size_t contacts = 0;
	assert_ok(work_list(&care, &(WorkFilter){.team = test->team_duty}, &rows, &count));
	for (size_t i = 0; i < count; i++)
		if (str_equal(rows[i].pathway->id, S("contact"))) {
			*first = rows[i];
			contacts++;
		}
	return contacts;
}

/* Every question in its turn, with the first choice that is offered, from the first page to check-answers. */
static void test_a_check_is_walked_sent_and_lies_with_the_duty_team(void **state)
{
	CareTest *test = care_test_of(state);
	Browser browser = begin(test);
	WorkRow contact = {0};
	size_t asked = 0;
	while (str_starts_with(browser.path, S("/check/question/")) && asked < STEPS_MAX) {
		Str id = str_slice(browser.path, S("/check/question/").length, browser.path.length);
		const Question *question = practice_question(test->practice, id);
		Str value = question->options != NULL ? question->options->options[0].code : S("Some words");
		if (question->type == QUESTION_NUMBER)
			value = S("0");
		else if (question->type == QUESTION_POSTCODE)
			value = S("RM17 6SL");
		else if (question->type == QUESTION_DATE)
			value = (Str){0};
		post_answer(&browser, str_c(test->arena, id), str_c(test->arena, value));
		if (str_starts_with(browser.path, S("/check/help/"))) { /* the first choice of urgency is today */
			Str help = go(&browser, METHOD_GET, browser.path, NULL, 0);
			assert_has(help, "01632 960 011");
			browser.path = S("/check/question/has_carer");
		}
		asked++;
	}
	assert_str(test->arena, browser.path, "/check/answers");
	assert_true(asked > 30);
	assert_int_equal(open_contacts(test, &contact), 0);
	send(&browser);
	Str sent = get(&browser, "/check/sent");
	assert_has(sent, "Your private code is");
	assert_int_equal(open_contacts(test, &contact), 1);
	assert_true(contact.urgent);
	Str result = get(&browser, "/check/result");
	assert_int_equal(browser.response.status, 200);
	assert_has(result, "You have the right to an assessment");
	assert_has(result, "Some words");
	(void)get(&browser, "/check/question/washing");
	assert_str(test->arena, browser.path, "/check/result");
}

static void test_no_team_has_and_nobody_reads_what_is_not_sent(void **state)
{
	CareTest *test = care_test_of(state);
	Browser browser = begin(test);
	Care care = care_test_desk(test, test->first_contact);
	WorkRow *rows = NULL;
	size_t count = 0;
	post_answer(&browser, "hurt_or_afraid", "now");
	assert_ok(work_list(&care, &(WorkFilter){.team = test->team_duty}, &rows, &count));
	assert_int_equal(count, 0);
	Drafts drafts = {0};
	Str work = str_slice(browser.cookie, 0, ID_LENGTH);
	assert_ok(work_drafts(&care, work, &drafts));
	assert_int_equal(drafts.count, 0);
	send(&browser);
	assert_ok(work_drafts(&care, work, &drafts));
	assert_str(test->arena, drafts_find(&drafts, S("hurt_or_afraid"))->value, "now");
}

static void assert_no_danger(Str page)
{
	assert_lacks(page, "Yes, now");
	assert_lacks(page, "hurting you");
	assert_lacks(page, "take your things");
}

static void test_answers_about_danger_come_back_on_no_page(void **state)
{
	CareTest *test = care_test_of(state);
	Browser browser = begin(test);
	WorkRow contact = {0};
	post_answer(&browser, "hurt_or_afraid", "now");
	assert_str(test->arena, browser.path, "/check/help/danger?after=hurt_or_afraid");
	Str help = go(&browser, METHOD_GET, browser.path, NULL, 0);
	assert_has(help, "Call 999");
	assert_has(help, "01632 960 012");
	assert_has(help, "Exit this page");
	Str again = get(&browser, "/check/question/hurt_or_afraid");
	assert_lacks(again, " checked");
	assert_has(again, "Exit this page");
	assert_has(again, "A trained worker reads these answers");
	assert_has(again, "nobody reads these answers");
	assert_no_danger(get(&browser, "/check/answers"));
	assert_no_danger(get(&browser, "/check/later"));
	send(&browser);
	assert_no_danger(get(&browser, "/check/sent"));
	assert_no_danger(get(&browser, "/check/result"));
	assert_no_danger(get(&browser, "/check/result?print=1"));
	assert_int_equal(open_contacts(test, &contact), 1);
	assert_true(contact.urgent);
}

static void test_a_danger_question_left_empty_keeps_what_was_said(void **state)
{
	CareTest *test = care_test_of(state);
	Browser browser = begin(test);
	Care care = care_test_public(test);
	FrontRequest request = {0};
	Drafts drafts = {0};
	post_answer(&browser, "hurt_or_afraid", "now");
	post_answer(&browser, "hurt_or_afraid", "");
	assert_ok(front_open(&care, browser.cookie, &request));
	assert_ok(front_answers(&care, &request, &drafts));
	assert_str(test->arena, drafts_find(&drafts, S("hurt_or_afraid"))->value, "now");
}

static void test_a_helper_is_not_asked_what_only_the_person_may_say(void **state)
{
	CareTest *test = care_test_of(state);
	Browser browser = begin(test);
	post_answer(&browser, "answering_as", "helper-for");
	(void)get(&browser, "/check/question/hurt_or_afraid");
	assert_str(test->arena, browser.path, "/check/answers");
	Str answers = get(&browser, "/check/answers");
	assert_no_danger(answers);
	assert_has(answers, "Are you worried that someone is being hurt?");
	Care care = care_test_public(test);
	FrontRequest request = {0};
	Drafts drafts = {0};
	post_answer(&browser, "contact_story", "She fell twice.");
	assert_ok(front_open(&care, browser.cookie, &request));
	assert_ok(front_answers(&care, &request, &drafts));
	assert_int_equal(drafts_find(&drafts, S("contact_story"))->giver, GIVER_HELPER);
}

static void test_a_wrong_date_is_said_and_kept_on_the_page(void **state)
{
	CareTest *test = care_test_of(state);
	Browser browser = begin(test);
	FormField form[] = {{.name = S("version"), .value = S("0")}, {.name = S("birth_date-day"), .value = S("31")},
		{.name = S("birth_date-month"), .value = S("13")}, {.name = S("birth_date-year"), .value = S("1941")}};
	Str page = go(&browser, METHOD_POST, S("/check/question/birth_date"), form, 4);
	assert_int_equal(browser.response.status, 422);
	assert_has(page, "There is a problem");
	assert_has(page, "href=\"#birth_date-day\"");
	assert_has(page, "value=\"31\"");
	assert_has(page, "value=\"13\"");
	assert_has(page, "value=\"1941\"");
}

static void test_two_windows_see_each_other_s_answer(void **state)
{
	CareTest *test = care_test_of(state);
	Browser browser = begin(test);
	post_answer(&browser, "name_full", "Ann Example");
	FormField form[] = {{.name = S("version"), .value = S("0")}, {.name = S("name_full"), .value = S("Anne Example")}};
	Str page = go(&browser, METHOD_POST, S("/check/question/name_full"), form, 2);
	assert_int_equal(browser.response.status, 422);
	assert_has(page, "Someone saved another answer: Ann Example");
	assert_has(page, "value=\"Anne Example\"");
	form[0].value = version_on(page);
	(void)go(&browser, METHOD_POST, S("/check/question/name_full"), form, 2);
	assert_int_equal(browser.response.status, 303);
}

static void test_an_answer_that_makes_others_needless_takes_them_off_the_walk(void **state)
{
	CareTest *test = care_test_of(state);
	Browser browser = begin(test);
	post_answer(&browser, "washing", "with-help");
	assert_str(test->arena, browser.path, "/check/question/bath_shower");
	post_answer(&browser, "limb_hygiene", "needs-person");
	post_answer(&browser, "washing", "independent");
	post_answer(&browser, "bath_shower", "independent");
	post_answer(&browser, "grooming", "independent");
	assert_str(test->arena, browser.path, "/check/question/toilet_use");
}

static Str forms_code(Care *care, Str cookie)
{
	FrontRequest request = {0};
	assert_ok(front_open(care, cookie, &request));
	return front_code_words(care->arena, request.code);
}

static void test_wrong_codes_are_told_apart_by_nothing_and_end_in_waiting(void **state)
{
	CareTest *test = care_test_of(state);
	Browser browser = begin(test);
	Care care = care_test_public(test);
	FrontRequest mine = {0};
	FrontRequest found = {0};
	assert_ok(front_open(&care, browser.cookie, &mine));
	Str code = forms_code(&care, browser.cookie);
	Str lower = str_lower_ascii(test->arena, mine.reference);
	assert_ok(front_resume(&care, lower, code, S("192.0.2.9"), &found));
	assert_true(str_equal(found.work, mine.work));
	assert_status(front_resume(&care, S("no reference"), code, S("192.0.2.9"), &found), STATUS_NOT_FOUND);
	for (int i = 0; i < FRONT_FAILURES_MAX; i++)
		assert_status(front_resume(&care, mine.reference, S("2222 2222"), S("192.0.2.9"), &found), STATUS_NOT_FOUND);
	assert_status(front_resume(&care, mine.reference, code, S("192.0.2.9"), &found), STATUS_BUSY);
	assert_status(front_resume(&care, mine.reference, code, S("198.51.100.1"), &found), STATUS_BUSY);
	care_test_wait(test, (FRONT_FAILURE_MINUTES + 1) * INSTANT_MINUTE);
	assert_ok(front_resume(&care, mine.reference, code, S("192.0.2.9"), &found));
}

static void test_a_cookie_that_was_tampered_with_opens_nothing(void **state)
{
	CareTest *test = care_test_of(state);
	Browser browser = begin(test);
	Care care = care_test_public(test);
	FrontRequest request = {0};
	Str work = str_slice(browser.cookie, 0, ID_LENGTH);
	assert_status(front_open(&care, str_concat(test->arena, work, S(".22222222")), &request), STATUS_NOT_FOUND);
	assert_status(front_open(&care, work, &request), STATUS_NOT_FOUND);
	assert_status(front_open(&care, (Str){0}, &request), STATUS_NOT_FOUND);
	browser.cookie = str_concat(test->arena, work, S(".22222222"));
	(void)get(&browser, "/check/answers");
	assert_str(test->arena, browser.path, "/check/resume");
}

static void test_what_is_not_sent_is_deleted_when_its_time_is_over(void **state)
{
	CareTest *test = care_test_of(state);
	Browser browser = begin(test);
	Care care = care_test_public(test);
	Care system = care_test_system(test);
	FrontRequest request = {0};
	Drafts drafts = {0};
	size_t kind_count = 0;
	int64_t done = 0;
	const JobKind *kinds = job_kinds(&kind_count);
	post_answer(&browser, "hurt_or_afraid", "now");
	assert_ok(front_open(&care, browser.cookie, &request));
	care_test_wait(test, (practice_unsent_kept(care.practice).count - 1) * INSTANT_DAY);
	assert_ok(jobs_run_due(&system, S("test"), kinds, kind_count, &done));
	assert_ok(front_answers(&care, &request, &drafts));
	assert_int_equal(drafts.count, 1);
	care_test_wait(test, 2 * INSTANT_DAY);
	assert_ok(jobs_run_due(&system, S("test"), kinds, kind_count, &done));
	assert_ok(front_answers(&care, &request, &drafts));
	assert_int_equal(drafts.count, 0);
	assert_status(front_open(&care, browser.cookie, &request), STATUS_STALE);
}

static void test_the_holder_of_the_code_sees_the_result_after_it_was_matched(void **state)
{
	CareTest *test = care_test_of(state);
	Browser browser = begin(test);
	Care care = care_test_desk(test, test->first_contact);
	WorkRow contact = {0};
	Work work = {0};
	post_answer(&browser, "what_matters", "My garden");
	send(&browser);
	assert_int_equal(open_contacts(test, &contact), 1);
	assert_ok(work_find(&care, contact.id, &work));
	Str person = care_test_person(&care, "Ann Example", "1941-03-14", "RM17 6SL");
	assert_ok(work_match(&care, work.parent, person));
	Str result = get(&browser, "/check/result");
	assert_int_equal(browser.response.status, 200);
	assert_has(result, "My garden");
}

static void put_all_abilities(WorkAnswers *answers, const Practice *practice, const AllocationTable *table, const char *code)
{
	for (size_t i = 0; i < table->ability_count; i++) {
		const Question *question = practice_question(practice, table->abilities[i].question);
		bool has = option_find(question->options, str_from_c(code)) != NULL;
		work_answers_put(answers, question->id, has ? str_from_c(code) : S("none"));
	}
	work_answers_put(answers, table->alone_question, S("whole-day"));
	work_answers_put(answers, table->night_question, S("none"));
	work_answers_put(answers, S("children_looked_after"), S("0"));
}

static void test_no_figure_before_every_ability_is_answered(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_public(test);
	const AllocationTable *table = practice_allocation(test->practice, care_today(&care));
	AllocationResult result = {0};
	assert_non_null(table);
	WorkAnswers *answers = work_answers_make(test->arena, test->practice, care_today(&care));
	put_all_abilities(answers, test->practice, table, "with-help");
	assert_ok(assessment_allocation(&care, answers, ASSESSMENT_HELP_NOT_ASKED, &result));
	assert_true(result.has_figure);
	for (size_t i = 0; i < table->ability_count; i++) {
		Str question = table->abilities[i].question;
		Str value = work_answers_value(answers, question);
		if (str_equal(question, S("child_care_tasks")))
			continue;
		work_answers_put(answers, question, S("not-known"));
		assert_ok(assessment_allocation(&care, answers, ASSESSMENT_HELP_NOT_ASKED, &result));
		assert_false(result.has_figure);
		work_answers_put(answers, question, value);
	}
}

static void test_who_cannot_move_alone_is_asked_how_many_must_help(void **state)
{
	CareTest *test = care_test_of(state);
	Browser browser = begin(test);
	Care care = care_test_public(test);
	const AllocationTable *table = practice_allocation(test->practice, care_today(&care));
	AllocationResult one = {0};
	AllocationResult two = {0};
	post_answer(&browser, "toilet_use", "unable");
	post_answer(&browser, "bed_transfer", "unable");
	assert_str(test->arena, browser.path, "/check/question/two_helpers");
	WorkAnswers *answers = work_answers_make(test->arena, test->practice, care_today(&care));
	put_all_abilities(answers, test->practice, table, "unable");
	assert_ok(assessment_allocation(&care, answers, ASSESSMENT_HELP_NOT_ASKED, &one));
	assert_false(one.has_figure);
	work_answers_put(answers, S("two_helpers"), S("no"));
	assert_ok(assessment_allocation(&care, answers, ASSESSMENT_HELP_NOT_ASKED, &one));
	work_answers_put(answers, S("two_helpers"), S("yes"));
	assert_ok(assessment_allocation(&care, answers, ASSESSMENT_HELP_NOT_ASKED, &two));
	assert_true(one.has_figure && two.has_figure);
	assert_true(two.agreed.total > one.agreed.total);
}

/* A sum made of good days alone would be too small: there is none until the bad day is known as well. */
static Browser begin_kind(CareTest *test, const char *kind)
{
	Browser browser = {.test = test};
	FormField form = {.name = S("kind"), .value = str_from_c(kind)};
	(void)go(&browser, METHOD_POST, S("/check"), &form, 1);
	assert_int_equal(browser.response.status, 303);
	return browser;
}

static Work only_open(CareTest *test, Care *care, const char *pathway)
{
	WorkRow *rows = NULL;
	size_t count = 0;
	Work work = {0};
	(void)test;
	assert_ok(work_list(care, &(WorkFilter){.pathway = str_from_c(pathway)}, &rows, &count));
	assert_int_equal(count, 1);
	assert_ok(work_find(care, rows[0].id, &work));
	return work;
}

static void test_a_carer_has_a_check_of_their_own_and_is_heard_when_they_cannot_go_on(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->first_contact);
	WorkAlert *alerts = NULL;
	size_t count = 0;
	assert_has(get(&(Browser){.test = test}, "/check/begin/carer"), "an assessment of your own as a carer");
	Browser browser = begin_kind(test, "carer");
	post_answer(&browser, "name_full", "Ann Example");
	post_answer(&browser, "health_effect", "stress");
	post_answer(&browser, "care_carry_on", "no");
	send(&browser);
	Str result = get(&browser, "/check/result");
	assert_int_equal(browser.response.status, 200);
	assert_has(result, "You told us that you cannot go on");
	assert_has(result, "You have the right to an assessment of your own as a carer");
	assert_lacks(result, "a week for your care and support");
	assert_has(result, "We have your request.");
	assert_ok(work_alerts(&care, &alerts, &count));
	assert_int_equal(count, 1);
	Work contact = only_open(test, &care, "contact");
	assert_int_equal(contact.due_on, care_today(&care) + 1);
	/* Where it is, step by step, with who has it. */
	assert_ok(work_start(&care, contact.id));
	result = get(&browser, "/check/result");
	assert_has(result, "A worker is reading it.");
	assert_has(result, "Fay Contact");
}

static void test_a_helper_s_words_stay_the_helper_s(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->first_contact);
	Facts facts = {0};
	Str person = care_test_person(&care, "Ann Example", "1941-03-14", "RM17 6SL");
	Answer own = {.question = S("what_matters"), .value = S("My garden"), .giver = GIVER_SELF};
	assert_ok(person_record(&care, person, &own, 1, NULL));
	Browser browser = begin_kind(test, "someone");
	assert_lacks(get(&browser, "/check/question/contact_story"), "Staying safe");
	post_answer(&browser, "contact_story", "She does not go out any more");
	post_answer(&browser, "washing", "with-help");
	send(&browser);
	Str result = get(&browser, "/check/result");
	assert_has(result, "Thank you for telling us");
	assert_lacks(result, "You may be able to get care");
	Work contact = only_open(test, &care, "contact");
	assert_ok(work_match(&care, contact.id, person));
	assert_ok(person_facts(&care, person, &facts));
	assert_int_equal(facts_find(&facts, S("washing"))->giver, GIVER_HELPER);
	/* How it goes on is the person's own affair. */
	assert_ok(work_start(&care, contact.id));
	result = get(&browser, "/check/result");
	assert_has(result, "A worker is reading it.");
	assert_lacks(result, "Fay Contact");
	Browser other = begin(test);
	post_answer(&other, "answering_as", "helper-for");
	post_answer(&other, "what_matters", "That she eats more");
	send(&other);
	WorkRow *rows = NULL;
	size_t count = 0;
	assert_ok(work_list(&care, &(WorkFilter){.pathway = S("contact")}, &rows, &count));
	for (size_t i = 0; i < count; i++)
		if (str_is_empty(rows[i].person))
			assert_ok(work_match(&care, rows[i].id, person));
	assert_ok(person_facts(&care, person, &facts));
	assert_str(test->arena, facts_value(&facts, S("what_matters")), "My garden");
}

static int64_t audit_rows(CareTest *test)
{
	StoreVerifyReport report = {0};
	assert_ok(store_verify(care_test_system(test).store, test->arena, &report));
	return report.sealed_rows + report.unsealed_rows;
}

static void test_a_request_that_is_opened_by_its_code_is_kept_in_the_audit(void **state)
{
	CareTest *test = care_test_of(state);
	Browser browser = begin(test);
	Care care = care_test_public(test);
	FrontRequest mine = {0};
	FrontRequest found = {0};
	assert_ok(front_open(&care, browser.cookie, &mine));
	int64_t before = audit_rows(test);
	assert_ok(front_resume(&care, mine.reference, forms_code(&care, browser.cookie), S("192.0.2.9"), &found));
	assert_int_equal(audit_rows(test), before + 1);
}

/* The neighbour who tells us must not be found by whoever reads the record, in any place of it. */
static void test_a_worry_is_a_concern_at_once_and_who_told_it_is_nowhere_on_the_record(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Care lead = care_test_desk(test, test->safeguarding);
	WorkAlert *alerts = NULL;
	WorkApart *told = NULL;
	size_t count = 0;
	Browser browser = begin_kind(test, "worry");
	post_answer(&browser, "sg_risk_now", "no");
	post_answer(&browser, "sg_what_happened", "A friend takes her money every Friday");
	post_answer(&browser, "name_full", "Ann Example");
	post_answer(&browser, "sg_reporter_name", "Nadia Neighbour");
	post_answer(&browser, "sg_reporter_contact", "07700 900123");
	assert_lacks(get(&browser, "/check/answers"), "takes her money");
	assert_lacks(browser.response.body, "Nadia");
	send(&browser);
	assert_ok(work_alerts(&lead, &alerts, &count));
	assert_int_equal(count, 1);
	Work concern = only_open(test, &lead, "safeguarding-concern");
	int64_t looks = audit_rows(test);
	assert_ok(work_apart(&lead, concern.id, &told, &count));
	assert_true(audit_rows(test) > looks); /* kept, though nobody knows yet whom it is about */
	Str person = care_test_person(&care, "Ann Example", "1941-03-14", "RM17 6SL");
	assert_ok(work_match(&care, concern.id, person));
	Drafts drafts = {0};
	Facts facts = {0};
	assert_ok(person_facts(&care, person, &facts));
	assert_null(facts_find(&facts, S("sg_reporter_name")));
	assert_ok(work_drafts(&care, concern.parent, &drafts));
	assert_int_equal(drafts.count, 0);
	WorkSnapshot snapshot = {0};
	assert_ok(work_snapshot(&care, concern.parent, &snapshot));
	assert_has(snapshot.body, "takes her money");
	assert_lacks(snapshot.body, "Nadia");
	assert_lacks(snapshot.body, "900123");
	/* Only who leads safeguarding opens it, and the look is kept. */
	assert_status(work_apart(&care, concern.id, &told, &count), STATUS_REFUSED);
	looks = audit_rows(test);
	assert_ok(work_apart(&lead, concern.id, &told, &count));
	assert_true(audit_rows(test) > looks);
	assert_int_equal(count, 2);
	assert_str(test->arena, told[1].value, "Nadia Neighbour");
}

static void test_a_worry_that_is_not_sent_leaves_nothing_of_who_told_it(void **state)
{
	CareTest *test = care_test_of(state);
	Care system = care_test_system(test);
	size_t kind_count = 0;
	const JobKind *kinds = job_kinds(&kind_count);
	Browser browser = begin_kind(test, "worry");
	post_answer(&browser, "sg_reporter_name", "Nadia Neighbour");
	assert_has(care_test_export(test), "Nadia Neighbour");
	care_test_wait(test, 30 * INSTANT_DAY);
	assert_ok(jobs_run_due(&system, S("test"), kinds, kind_count, NULL));
	assert_lacks(care_test_export(test), "Nadia Neighbour");
}

static void test_days_that_differ_are_in_the_sum_with_both_days(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_public(test);
	const AllocationTable *table = practice_allocation(test->practice, care_today(&care));
	AllocationResult result = {0};
	WorkAnswers *answers = work_answers_make(test->arena, test->practice, care_today(&care));
	put_all_abilities(answers, test->practice, table, "with-help");
	work_answers_put(answers, S("two_helpers"), S("no"));
	assert_ok(assessment_allocation(&care, answers, ASSESSMENT_HELP_AS_RECORDED, &result));
	Pence usual = result.agreed.total;
	work_answers_put(answers, S("ups_and_downs"), S("weeks"));
	assert_ok(assessment_allocation(&care, answers, ASSESSMENT_HELP_AS_RECORDED, &result));
	assert_false(result.has_figure);
	for (size_t i = 0; i < table->ability_count; i++) {
		const Question *question = practice_question(test->practice, table->abilities[i].question);
		assert_false(str_is_empty(question->bad_day));
		work_answers_put(answers, question->bad_day, work_answers_value(answers, question->id));
	}
	work_answers_put(answers, S("safe_alone_bad_day"), S("whole-day"));
	assert_ok(assessment_allocation(&care, answers, ASSESSMENT_HELP_AS_RECORDED, &result));
	assert_true(result.has_figure);
	assert_int_equal(result.agreed.total, usual);
	work_answers_put(answers, S("washing_bad_day"), S("unable"));
	assert_ok(assessment_allocation(&care, answers, ASSESSMENT_HELP_AS_RECORDED, &result));
	assert_true(result.agreed.total > usual);
}

static void test_what_a_resident_writes_about_a_helper_takes_nothing_off(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_public(test);
	const AllocationTable *table = practice_allocation(test->practice, care_today(&care));
	AllocationResult alone = {0};
	AllocationResult helped = {0};
	AllocationResult recorded = {0};
	WorkAnswers *answers = work_answers_make(test->arena, test->practice, care_today(&care));
	put_all_abilities(answers, test->practice, table, "with-help");
	assert_ok(assessment_allocation(&care, answers, ASSESSMENT_HELP_NOT_ASKED, &alone));
	work_answers_put(answers, S("informal_help"),
		S("[{\"helper\":\"Ann\",\"area\":\"hygiene\",\"share\":\"100\",\"carry_on\":\"yes\"}]"));
	assert_ok(assessment_allocation(&care, answers, ASSESSMENT_HELP_NOT_ASKED, &helped));
	assert_ok(assessment_allocation(&care, answers, ASSESSMENT_HELP_AS_RECORDED, &recorded));
	assert_int_equal(helped.agreed.total, alone.agreed.total);
	assert_true(recorded.agreed.total < alone.agreed.total);
	assert_int_equal(recorded.without_help.total, alone.agreed.total);
}

/* Every result gives the right to an assessment and says no 'no', whatever was answered. */
static void assert_never_a_no(Str page)
{
	static const char *const NO[] = {"not eligible", "Not eligible", "cannot get", "do not qualify", "refused",
		"no help", "You are not"};
	assert_has(page, "You have the right to an assessment");
	assert_has(page, "A worker decides with you");
	assert_has(page, "Call 999");
	for (size_t i = 0; i < sizeof NO / sizeof NO[0]; i++)
		assert_lacks(page, NO[i]);
}

static void test_no_result_ever_says_no(void **state)
{
	CareTest *test = care_test_of(state);
	Browser little = begin(test);
	post_answer(&little, "what_matters", "My garden");
	send(&little);
	Str page = get(&little, "/check/result");
	assert_has(page, "We need to know a little more");
	assert_never_a_no(page);

	Browser able = begin(test);
	const AllocationTable *table = practice_allocation(test->practice, clock_today(&test->store->clock));
	post_answer(&able, "children_looked_after", "0");
	for (size_t i = 0; i < table->ability_count; i++)
		if (!str_equal(table->abilities[i].question, S("child_care_tasks"))) {
			const Question *question = practice_question(test->practice, table->abilities[i].question);
			post_answer(&able, str_c(test->arena, question->id),
				option_find(question->options, S("independent")) != NULL ? "independent" : "none");
		}
	send(&able);
	page = get(&able, "/check/result");
	assert_has(page, "You can ask us for help");
	assert_never_a_no(page);

	Browser hard = begin(test);
	post_answer(&hard, "conditions", "Arthritis\nBad hip");
	post_answer(&hard, "washing", "with-help");
	post_answer(&hard, "limb_hygiene", "needs-person");
	post_answer(&hard, "getting_about", "unable");
	post_answer(&hard, "limb_community", "unsafe");
	send(&hard);
	page = get(&hard, "/check/result");
	assert_has(page, "You may be able to get care and support from us");
	assert_has(page, "counts, as it is not safe for you or others");
	assert_never_a_no(page);
}

static void test_the_result_offers_what_is_near_and_fits(void **state)
{
	CareTest *test = care_test_of(state);
	Care system = care_test_system(test);
	DirectoryReport report = {0};
	assert_ok(directory_load_gazetteer(&system, S("boroughs/thurrock/demonstration")));
	assert_ok(directory_import(&system, S("near.csv"), S("id,name,category,postcode,opening,cost\n"
		"1,Example lifts (invented),transport,RM15 4AP,Weekdays,Free\n"
		"2,Example exercise (invented),falls-exercise,RM15 4AP,Tuesdays,Free\n"), S("test"), &report));
	assert_int_equal(report.added, 2);
	Browser browser = begin(test);
	post_answer(&browser, "home_postcode", "RM15 4AA");
	post_answer(&browser, "getting_about", "unable");
	post_answer(&browser, "limb_community", "needs-person");
	send(&browser);
	Str page = get(&browser, "/check/result");
	assert_has(page, "Example lifts (invented)");
	assert_has(page, "about 0.5 miles");
	assert_lacks(page, "Example exercise");
	assert_lacks(get(&browser, "/check/result?print=1"), "Example lifts");

	Browser elsewhere = begin(test);
	post_answer(&elsewhere, "home_postcode", "ZE1 0AA");
	send(&elsewhere);
	assert_has(get(&elsewhere, "/check/result"), "Find help near you");
	assert_int_equal(elsewhere.response.status, 200);
}

static void test_another_language_asks_whole_questions_and_marks_what_is_english(void **state)
{
	CareTest *test = care_test_of(state);
	Browser browser = {.test = test};
	Str start = get(&browser, "/check?language=ro");
	assert_has(start, "<html lang=\"ro\"");
	assert_has(start, "Vede\xc8\x9bi ce ajutor");
	assert_has(start, "This translation is a draft made by machine.");
	assert_has(start, "<p class=\"govuk-body\" lang=\"en\">You have the right to an assessment");
	browser = begin(test);
	Str question = get(&browser, "/check/question/washing?language=ro");
	assert_has(question, "<html lang=\"ro\"");
	assert_has(question, "Pot face asta singur");
	assert_lacks(question, "I can do this on my own");
	Str mixed = get(&browser, "/check/question/phones?language=ro");
	assert_has(mixed, "<div lang=\"en\">");
	assert_has(mixed, "What phone numbers can we use?");
	assert_has(mixed, "sunt \xc3\xaenc\xc4\x83 \xc3\xaen englez\xc4\x83");
	/* Danger is asked in words that somebody has read through. */
	Str danger = get(&browser, "/check/question/hurt_or_afraid?language=ro");
	assert_has(danger, "<html lang=\"en\"");
	assert_lacks(danger, "ciorn");
	Str easy = get(&browser, "/check/question/washing?language=en-easy");
	assert_has(easy, "Can you wash?");
	assert_has(easy, "People who use easy words have not read them yet.");
	assert_has(get(&browser, "/check/question/washing?language=xx"), "Can you wash your whole body?");
	assert_lacks(get(&browser, "/check/begin/worry?language=ro"), "lang=\"ro\"");
}

static void test_a_copy_holds_the_reference_and_nothing_that_was_told(void **state)
{
	CareTest *test = care_test_of(state);
	Browser browser = begin(test);
	post_answer(&browser, "name_full", "Ann Example");
	post_answer(&browser, "contact_story", "My legs hurt");
	send(&browser);
	assert_has(get(&browser, "/check/result"), "href=\"/check/copy\"");
	FormField wrong[] = {{.name = S("how"), .value = S("email")}, {.name = S("to"), .value = S("a@b.c\r\nBcc: x@y.z")}};
	assert_has(go(&browser, METHOD_POST, S("/check/copy"), wrong, 2), "Put in an e-mail address");
	FormField form[] = {{.name = S("how"), .value = S("email")}, {.name = S("to"), .value = S("ann@example.com")}};
	for (int i = 0; i < 2; i++) { /* asked for twice, sent once */
		(void)go(&browser, METHOD_POST, S("/check/copy"), form, 2);
		assert_str(test->arena, browser.path, "/check/result?copied=1");
	}
	Str export = care_test_export(test);
	Str line = {0};
	int mails = 0;
	while (str_next(&export, '\n', &line)) {
		if (!str_contains(line, S("\"outbox\"")) || !str_contains(line, S("ann@example.com")))
			continue;
		mails++;
		assert_has(line, "Your reference is ");
		assert_lacks(line, "My legs hurt");
		assert_lacks(line, "Ann Example");
	}
	assert_int_equal(mails, 1);
	/* By post it is a task for a person, with the address and no more; and no desk posts without end. */
	FormField post[] = {{.name = S("how"), .value = S("post")}, {.name = S("to"), .value = S("Ann Example\n1 High Street")}};
	Care care = care_test_desk(test, test->first_contact);
	(void)go(&browser, METHOD_POST, S("/check/copy"), post, 2);
	assert_has(only_open(test, &care, "task").title, "Ann Example, 1 High Street");
	post[1].value = S("Ann Example\n2 High Street");
	(void)go(&browser, METHOD_POST, S("/check/copy"), post, 2);
	post[1].value = S("Ann Example\n3 High Street");
	assert_has(go(&browser, METHOD_POST, S("/check/copy"), post, 2), "three times");
}

static void test_no_copy_goes_where_it_could_hurt(void **state)
{
	CareTest *test = care_test_of(state);
	FormField form[] = {{.name = S("how"), .value = S("email")}, {.name = S("to"), .value = S("ann@example.com")}};
	static const struct { const char *question; const char *value; } SAID[] = {
		{"hurt_or_afraid", "now"}, {"made_to", "unsure"}, {"contact_avoid", "My son reads my post"}};
	for (size_t i = 0; i < sizeof SAID / sizeof SAID[0]; i++) {
		Browser browser = begin(test);
		post_answer(&browser, SAID[i].question, SAID[i].value);
		send(&browser);
		assert_lacks(get(&browser, "/check/result"), "/check/copy");
		(void)go(&browser, METHOD_POST, S("/check/copy"), form, 2);
		assert_str(test->arena, browser.path, "/check/result");
	}
	Browser worry = begin_kind(test, "worry");
	post_answer(&worry, "sg_what_happened", "Shouting");
	send(&worry);
	(void)go(&worry, METHOD_POST, S("/check/copy"), form, 2);
	assert_str(test->arena, worry.path, "/check/result");
	assert_lacks(care_test_export(test), "ann@example.com");
}

static void test_an_equipment_order_waits_for_a_look_and_stop_signs_for_a_visit(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->first_contact);
	static const struct { const char *question; const char *value; } BATHER[] = {{"name_full", "Ann Example"},
		{"birth_date", "1941"}, {"eq_tasks", "bath"}, {"eq_safety_more", "none"}, {"body_weight", "to-100kg"},
		{"mobility_aids", "stick"}, {"bath_kind", "bath"}, {"bath_width", "70"}, {"bath_rim", "yes"}, {"bath_trouble", "step"}};
	static const char *const SAFETY[] = {"none", "fall-three-months"};
	for (size_t i = 0; i < sizeof SAFETY / sizeof SAFETY[0]; i++) {
		Browser browser = begin_kind(test, "equipment");
		for (size_t j = 0; j < sizeof BATHER / sizeof BATHER[0]; j++)
			if (strcmp(BATHER[j].question, "birth_date") != 0)
				post_answer(&browser, BATHER[j].question, BATHER[j].value);
		FormField born[] = {{.name = S("version"), .value = S("0")}, {.name = S("birth_date-year"), .value = S("1941")}};
		(void)go(&browser, METHOD_POST, S("/check/question/birth_date"), born, 2);
		post_answer(&browser, "eq_safety", SAFETY[i]);
		send(&browser);
		Str result = get(&browser, "/check/result");
		assert_has(result, i == 0 ? "These things may help you" : "Someone looks with you first");
		assert_has(result, i == 0 ? "looks at this before we send it" : "We do not send them before someone has looked");
	}
	WorkRow *rows = NULL;
	size_t count = 0;
	int orders = 0;
	int looks = 0;
	assert_ok(work_list(&care, &(WorkFilter){.pathway = S("task")}, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		orders += str_equal(rows[i].title, S("Order: a bath board")) ? 1 : 0;
		looks += str_equal(rows[i].title, S("Look at the equipment order before it is sent")) ? 1 : 0;
		assert_true(rows[i].due_on != DATE_NONE);
	}
	assert_int_equal(orders, 1);
	assert_int_equal(looks, 1);
	/* The fall goes to a therapist; whoever says whose they are finds both. */
	Work therapy = only_open(test, &care, "occupational-therapy-assessment");
	assert_true(therapy.urgent);
	assert_ok(work_list(&care, &(WorkFilter){.pathway = S("contact")}, &rows, &count));
	assert_int_equal(count, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_a_check_is_walked_sent_and_lies_with_the_duty_team),
		CARE_TEST(test_no_team_has_and_nobody_reads_what_is_not_sent),
		CARE_TEST(test_answers_about_danger_come_back_on_no_page),
		CARE_TEST(test_a_danger_question_left_empty_keeps_what_was_said),
		CARE_TEST(test_a_helper_is_not_asked_what_only_the_person_may_say),
		CARE_TEST(test_a_wrong_date_is_said_and_kept_on_the_page),
		CARE_TEST(test_two_windows_see_each_other_s_answer),
		CARE_TEST(test_an_answer_that_makes_others_needless_takes_them_off_the_walk),
		CARE_TEST(test_wrong_codes_are_told_apart_by_nothing_and_end_in_waiting),
		CARE_TEST(test_a_request_that_is_opened_by_its_code_is_kept_in_the_audit),
		CARE_TEST(test_a_cookie_that_was_tampered_with_opens_nothing),
		CARE_TEST(test_what_is_not_sent_is_deleted_when_its_time_is_over),
		CARE_TEST(test_the_holder_of_the_code_sees_the_result_after_it_was_matched),
		CARE_TEST(test_no_figure_before_every_ability_is_answered),
		CARE_TEST(test_who_cannot_move_alone_is_asked_how_many_must_help),
		CARE_TEST(test_a_carer_has_a_check_of_their_own_and_is_heard_when_they_cannot_go_on),
		CARE_TEST(test_a_helper_s_words_stay_the_helper_s),
		CARE_TEST(test_a_worry_is_a_concern_at_once_and_who_told_it_is_nowhere_on_the_record),
		CARE_TEST(test_a_worry_that_is_not_sent_leaves_nothing_of_who_told_it),
		CARE_TEST(test_days_that_differ_are_in_the_sum_with_both_days),
		CARE_TEST(test_what_a_resident_writes_about_a_helper_takes_nothing_off),
		CARE_TEST(test_no_result_ever_says_no),
		CARE_TEST(test_another_language_asks_whole_questions_and_marks_what_is_english),
		CARE_TEST(test_a_copy_holds_the_reference_and_nothing_that_was_told),
		CARE_TEST(test_no_copy_goes_where_it_could_hurt),
		CARE_TEST(test_an_equipment_order_waits_for_a_look_and_stop_signs_for_a_visit),
		CARE_TEST(test_the_result_offers_what_is_near_and_fits),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

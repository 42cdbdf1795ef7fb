/* What somebody may send who means harm, through the whole application: every form that the public may send, with every
 * field filled by words that mean something to a browser, a database or a spreadsheet; sessions put into a browser; forms
 * sent twice or from another session; names, references and codes tried one after the other, where neither the answer nor the
 * work done for it may tell what there is. */
#include "hostile_test.h"

#include <string.h>

#include "base/hash.h"
#include "base/id.h"
#include "care/front/front.h"

static void walk_kind(HostileBrowser *browser, Str code, size_t turn)
{
	Arena *arena = browser->test->arena;
	const FrontKind *kind = front_kind(code);
	const Form *form = practice_pathway(browser->test->practice, kind->pathway)->form;
	hostile_ask(browser, METHOD_GET, S("/check"), NULL, 0);
	FormField begin[] = {{S("form-token"), hostile_attribute(browser->response.body, "name=\"form-token\" value=\"")}, {S("kind"), code}};
	hostile_ask(browser, METHOD_POST, S("/check"), begin, 2);
	assert_int_equal(browser->response.status, 303);
	for (size_t s = 0; s < form->section_count; s++)
		for (size_t q = 0; q < form->sections[s].question_count; q++) {
			hostile_ask(browser, METHOD_GET, str_concat(arena, S("/check/question/"), form->sections[s].questions[q]->id), NULL, 0);
			hostile_send_forms(browser, HOSTILE_WORDS[(turn + s + q) % HOSTILE_WORD_COUNT]);
		}
	static const Str ENDS[] = {S_INIT("/check/answers"), S_INIT("/check/later"), S_INIT("/check/sent"), S_INIT("/check/result"),
		S_INIT("/check/resume")};
	for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS; i++) {
		hostile_ask(browser, METHOD_GET, ENDS[i], NULL, 0);
		hostile_send_forms(browser, HOSTILE_WORDS[(turn + i) % HOSTILE_WORD_COUNT]);
	}
}

static void test_hostile_words_in_every_field_of_every_public_form_stay_words(void **state)
{
	static const Str KINDS[] = {S_INIT(""), S_INIT("carer"), S_INIT("someone"), S_INIT("worry")};
	HostileBrowser browser = hostile_open(state);
	for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
		walk_kind(&browser, KINDS[i], i * 3);
	static const Str PAGES[] = {S_INIT("/calculator"), S_INIT("/directory"), S_INIT("/sign-in"), S_INIT("/check/resume"),
		S_INIT("/how-are-we-doing")};
	for (size_t i = 0; i < sizeof PAGES / sizeof *PAGES; i++)
		for (size_t w = 0; w < HOSTILE_WORD_COUNT; w++) {
			hostile_ask(&browser, METHOD_GET, PAGES[i], NULL, 0);
			hostile_send_forms(&browser, HOSTILE_WORDS[w]);
		}
	assert_true(browser.answered > 300);
	/* Those who read it see words too. */
	Response duty = site_test_get(&browser.site, browser.test->first_contact, S("/duty"));
	assert_hides(duty, "<script>alert");
	assert_hides(duty, "<img src=x");
	Str work = hostile_attribute(duty.body, "href=\"/duty/");
	if (!str_is_empty(work)) {
		Response request = site_test_get(&browser.site, browser.test->first_contact,
			str_concat(browser.test->arena, S("/duty/"), work));
		assert_hides(request, "<script>alert");
		assert_hides(request, "<img src=x");
	}
	site_test_close(&browser.site);
}

static void test_hostile_words_in_addresses_find_nothing_and_break_nothing(void **state)
{
	static const Str PATHS[] = {S_INIT("/directory?words="), S_INIT("/directory?postcode="), S_INIT("/sign-in?then="),
		S_INIT("/check/begin/"), S_INIT("/check/question/"), S_INIT("/how-are-we-doing/"), S_INIT("/directory/"),
		S_INIT("/people/"), S_INIT("/work/")};
	HostileBrowser browser = hostile_open(state);
	for (size_t i = 0; i < sizeof PATHS / sizeof *PATHS; i++)
		for (size_t w = 0; w < HOSTILE_WORD_COUNT; w++)
			hostile_ask(&browser, METHOD_GET, str_concat(browser.test->arena, PATHS[i], HOSTILE_WORDS[w]), NULL, 0);
	assert_int_equal(browser.answered, sizeof PATHS / sizeof *PATHS * HOSTILE_WORD_COUNT);
	site_test_close(&browser.site);
}

static void set_password(CareTest *test, Str user)
{
	Care administrator = care_test_desk(test, test->administrator);
	assert_ok(access_set_password(&administrator, user, S("a password for this test")));
}

static void sign_in(HostileBrowser *browser, const char *password)
{
	hostile_ask(browser, METHOD_GET, S("/sign-in"), NULL, 0);
	FormField form[] = {{S("form-token"), hostile_attribute(browser->response.body, "name=\"form-token\" value=\"")},
		{S("sign_in"), S("paul.worker")}, {S("password"), str_from_c(password)}, {S("then"), S("/work")}};
	hostile_ask(browser, METHOD_POST, S("/sign-in"), form, 4);
}

static Str cookie_of(const HostileBrowser *browser, const char *name)
{
	for (size_t i = 0; i < browser->cookie_count; i++)
		if (str_equal(browser->cookies[i].name, str_from_c(name)))
			return browser->cookies[i].value;
	return (Str){0};
}

static void test_a_session_that_was_put_into_a_browser_is_never_taken_on(void **state)
{
	HostileBrowser browser = hostile_open(state);
	Str planted = hash_text(browser.test->arena, S("known to somebody else"));
	set_password(browser.test, browser.test->practitioner);
	hostile_keep_cookie(&browser, S("kith-session"), planted);
	sign_in(&browser, "a password for this test");
	assert_int_equal(browser.response.status, 303);
	assert_false(str_equal(cookie_of(&browser, "kith-session"), planted));
	/* Whoever planted it is not signed in. */
	HostileBrowser other = {.site = browser.site, .test = browser.test};
	hostile_keep_cookie(&other, S("kith-session"), planted);
	hostile_ask(&other, METHOD_GET, S("/work"), NULL, 0);
	assert_int_equal(other.response.status, 303);
	assert_true(str_starts_with(other.response.location, S("/sign-in")));
	site_test_close(&browser.site);
}

static void test_a_form_is_good_for_its_own_session_alone_and_not_after_it(void **state)
{
	HostileBrowser browser = hostile_open(state);
	set_password(browser.test, browser.test->practitioner);
	sign_in(&browser, "a password for this test");
	hostile_ask(&browser, METHOD_GET, S("/account"), NULL, 0);
	Str token = hostile_attribute(browser.response.body, "name=\"form-token\" value=\"");
	Str session = cookie_of(&browser, "kith-session");
	assert_true(token.length > 0);
	/* The same person elsewhere, with the form of the first. */
	HostileBrowser other = {.site = browser.site, .test = browser.test};
	sign_in(&other, "a password for this test");
	FormField out[] = {{S("form-token"), token}};
	hostile_ask(&other, METHOD_POST, S("/sign-out"), out, 1);
	assert_int_equal(other.response.status, 403);
	hostile_ask(&browser, METHOD_POST, S("/sign-out"), out, 1);
	assert_int_equal(browser.response.status, 303);
	/* Once more, with everything the first time had. */
	hostile_keep_cookie(&browser, S("kith-session"), session);
	hostile_ask(&browser, METHOD_POST, S("/sign-out"), out, 1);
	assert_int_equal(browser.response.status, 403);
	hostile_ask(&other, METHOD_GET, S("/work"), NULL, 0);
	assert_int_equal(other.response.status, 200);
	site_test_close(&browser.site);
}

/* --- guessing ----------------------------------------------------------------------------------------------------------- */

/* What is done for a request: the name of each statement asked of the store, and the head of each password's hash. */
enum { NOTES_BYTES_MAX = 8 * 1024, HASH_HEAD_BYTES = 31 };
static char notes[NOTES_BYTES_MAX];
static size_t notes_length;
static bool notes_taken;

Status __real_store_query(StoreConnection *connection, const StoreStatement *statement, const StoreValue *parameters, StoreRows *out);
Status __wrap_store_query(StoreConnection *connection, const StoreStatement *statement, const StoreValue *parameters, StoreRows *out);
Status __real_store_run(StoreConnection *write, const StoreStatement *statement, const StoreValue *parameters, int64_t *changed);
Status __wrap_store_run(StoreConnection *write, const StoreStatement *statement, const StoreValue *parameters, int64_t *changed);
bool __real_access_check_password(Str hash, Str password);
bool __wrap_access_check_password(Str hash, Str password);

static void note(Str words)
{
	if (!notes_taken)
		return;
	assert_true(notes_length + words.length + 1 < NOTES_BYTES_MAX);
	memcpy(notes + notes_length, words.data, words.length);
	notes_length += words.length;
	notes[notes_length++] = ' ';
}

Status __wrap_store_query(StoreConnection *connection, const StoreStatement *statement, const StoreValue *parameters, StoreRows *out)
{
	note(str_from_c(statement->name));
	return __real_store_query(connection, statement, parameters, out);
}

Status __wrap_store_run(StoreConnection *write, const StoreStatement *statement, const StoreValue *parameters, int64_t *changed)
{
	note(str_from_c(statement->name));
	return __real_store_run(write, statement, parameters, changed);
}

bool __wrap_access_check_password(Str hash, Str password)
{
	note(str_slice(hash, 0, hash.length < HASH_HEAD_BYTES ? hash.length : HASH_HEAD_BYTES));
	return __real_access_check_password(hash, password);
}

typedef struct Guess {
	int status;
	Str body; /* without the form's token, which is another each time, and without what was typed */
	Str work; /* what was done for it */
} Guess;

static Str without(Arena *arena, Str text, Str part)
{
	return str_is_empty(part) ? text : str_replace(arena, text, part, S("-"));
}

/* A form of two fields, opened and sent by somebody who guesses. */
static Guess guess(HostileBrowser *browser, Str path, FormField name, FormField secret)
{
	Arena *arena = browser->test->arena;
	hostile_ask(browser, METHOD_GET, path, NULL, 0);
	FormField form[] = {{S("form-token"), hostile_attribute(browser->response.body, "name=\"form-token\" value=\"")}, name, secret};
	notes_length = 0;
	notes_taken = true;
	hostile_ask(browser, METHOD_POST, path, form, 3);
	notes_taken = false;
	Str body = without(arena, browser->response.body, hostile_attribute(browser->response.body, "name=\"form-token\" value=\""));
	return (Guess){.status = browser->response.status, .body = without(arena, body, name.value),
		.work = str_copy(arena, (Str){.data = notes, .length = notes_length})};
}

static void assert_alike(const Guess *one, const Guess *other)
{
	assert_int_equal(one->status, other->status);
	assert_true(one->body.length > 0 && str_equal(one->body, other->body));
	if (!str_equal(one->work, other->work))
		fail_msg("one took: %.*s\nthe other: %.*s", STR_ARG(one->work), STR_ARG(other->work));
}

static Guess guess_password(HostileBrowser *browser, const char *name)
{
	return guess(browser, S("/sign-in"), (FormField){S("sign_in"), str_from_c(name)}, (FormField){S("password"), S("not this one")});
}

static void test_an_account_that_exists_and_one_that_does_not_are_refused_alike_until_nobody_is_heard(void **state)
{
	HostileBrowser browser = hostile_open(state);
	set_password(browser.test, browser.test->practitioner);
	for (int i = 0; i <= ACCESS_FAILURES_MAX; i++) {
		/* Each from an address of its own, so that only the account is counted. */
		browser.address = str_format(browser.test->arena, "192.0.2.%d", 10 + i);
		Guess known = guess_password(&browser, "paul.worker");
		browser.address = str_format(browser.test->arena, "198.51.100.%d", 10 + i);
		Guess unknown = guess_password(&browser, "nora.nobody");
		assert_alike(&known, &unknown);
		bool heard = i < ACCESS_FAILURES_MAX;
		assert_true(heard == str_contains(known.work, S("$argon2id$v=19$m=19456,t=2,p=1$")));
	}
	site_test_close(&browser.site);
}

static Str request_reference(HostileBrowser *browser)
{
	Care care = care_test_public(browser->test);
	FrontRequest request = {0};
	hostile_ask(browser, METHOD_GET, S("/check"), NULL, 0);
	FormField begin[] = {{S("form-token"), hostile_attribute(browser->response.body, "name=\"form-token\" value=\"")}, {S("kind"), S("")}};
	hostile_ask(browser, METHOD_POST, S("/check"), begin, 2);
	assert_ok(front_open(&care, cookie_of(browser, "kith-request"), &request));
	return request.reference;
}

/* A reference that reads well and that nobody was given. */
static Str nobodys_reference(HostileBrowser *browser)
{
	return reference_make(&browser->test->store->ids, browser->test->arena, S("TH"));
}

static Guess guess_code(HostileBrowser *browser, Str reference)
{
	return guess(browser, S("/check/resume"), (FormField){S("reference"), reference}, (FormField){S("code"), S("2222 2222")});
}

static void test_a_reference_that_exists_and_one_that_does_not_are_refused_alike_until_nobody_is_heard(void **state)
{
	HostileBrowser browser = hostile_open(state);
	Str known = request_reference(&browser);
	Str unknown = nobodys_reference(&browser);
	Str last = {0};
	browser.cookie_count = 0;
	for (int i = 0; i <= FRONT_FAILURES_MAX; i++) {
		browser.address = str_format(browser.test->arena, "192.0.2.%d", 10 + i);
		Guess one = guess_code(&browser, known);
		browser.address = str_format(browser.test->arena, "198.51.100.%d", 10 + i);
		Guess other = guess_code(&browser, unknown);
		assert_alike(&one, &other);
		assert_true((i == FRONT_FAILURES_MAX) == (i > 0 && !str_equal(one.body, last)));
		last = one.body;
	}
	site_test_close(&browser.site);
}

static void test_who_tries_one_reference_after_the_other_is_not_heard_any_more(void **state)
{
	HostileBrowser browser = hostile_open(state);
	Str known = request_reference(&browser);
	Str cookie = cookie_of(&browser, "kith-request");
	Str code = str_slice(cookie, ID_LENGTH + 1, cookie.length);
	browser.cookie_count = 0;
	Guess first = guess_code(&browser, nobodys_reference(&browser));
	for (int i = 1; i < FRONT_ADDRESS_FAILURES_MAX; i++) {
		Guess next = guess_code(&browser, nobodys_reference(&browser));
		assert_alike(&first, &next);
	}
	/* The right one is not heard from there either, and is from elsewhere. */
	Guess late = guess(&browser, S("/check/resume"), (FormField){S("reference"), known}, (FormField){S("code"), code});
	assert_int_equal(late.status, 422);
	assert_false(str_equal(late.body, first.body));
	browser.address = S("198.51.100.9");
	Guess elsewhere = guess(&browser, S("/check/resume"), (FormField){S("reference"), known}, (FormField){S("code"), code});
	assert_int_equal(elsewhere.status, 303);
	site_test_close(&browser.site);
}

/* --- cookies and replay ------------------------------------------------------------------------------------------------- */

static void assert_signed_out(HostileBrowser *browser, Str session)
{
	browser->cookie_count = 0;
	hostile_keep_cookie(browser, S("kith-session"), session);
	hostile_ask(browser, METHOD_GET, S("/work"), NULL, 0);
	assert_int_equal(browser->response.status, 303);
	assert_true(str_starts_with(browser->response.location, S("/sign-in")));
}

static void test_no_cookie_opens_a_session_but_the_one_that_was_given(void **state)
{
	HostileBrowser browser = hostile_open(state);
	Arena *arena = browser.test->arena;
	set_password(browser.test, browser.test->practitioner);
	sign_in(&browser, "a password for this test");
	Str session = cookie_of(&browser, "kith-session");
	assert_true(session.length > 20);
	/* What the database holds of it is of no use to who reads the database. */
	assert_signed_out(&browser, hash_text(arena, session));
	assert_signed_out(&browser, str_slice(session, 0, session.length - 1));
	assert_signed_out(&browser, str_concat(arena, session, S("0")));
	assert_signed_out(&browser, str_concat(arena, session, S(" ")));
	assert_signed_out(&browser, browser.test->practitioner);
	assert_signed_out(&browser, S("' OR token_hash LIKE '%"));
	assert_signed_out(&browser, S("%"));
	char *other = ARENA_ARRAY(arena, char, session.length);
	memcpy(other, session.data, session.length);
	other[0] = other[0] == '0' ? '1' : '0';
	assert_signed_out(&browser, (Str){.data = other, .length = session.length});
	browser.cookie_count = 0;
	hostile_keep_cookie(&browser, S("kith-session"), session);
	hostile_ask(&browser, METHOD_GET, S("/work"), NULL, 0);
	assert_int_equal(browser.response.status, 200);
	site_test_close(&browser.site);
}

static size_t contacts_waiting(CareTest *test)
{
	Care care = care_test_desk(test, test->first_contact);
	WorkRow *rows = NULL;
	size_t count = 0;
	size_t contacts = 0;
	assert_ok(work_list(&care, &(WorkFilter){.team = test->team_duty}, &rows, &count));
	for (size_t i = 0; i < count; i++)
		contacts += str_equal(rows[i].pathway->id, S("contact")) ? 1 : 0;
	return contacts;
}

/* Everything the first sending had, sent again, from the same browser and from another that has the cookie too. */
static void test_a_request_that_is_sent_again_is_one_request(void **state)
{
	HostileBrowser browser = hostile_open(state);
	(void)request_reference(&browser);
	size_t before = contacts_waiting(browser.test);
	hostile_ask(&browser, METHOD_GET, S("/check/answers"), NULL, 0);
	FormField form[] = {{S("form-token"), hostile_attribute(browser.response.body, "name=\"form-token\" value=\"")},
		{S("version"), hostile_attribute(browser.response.body, "name=\"version\" value=\"")}};
	for (int i = 0; i < 3; i++) {
		hostile_ask(&browser, METHOD_POST, S("/check/send"), form, 2);
		assert_true(browser.response.status == 303 || browser.response.status == 409);
	}
	assert_int_equal(contacts_waiting(browser.test), before + 1);
	site_test_close(&browser.site);
}

static void test_an_answer_that_is_sent_again_does_not_undo_a_later_one(void **state)
{
	HostileBrowser browser = hostile_open(state);
	CareTest *test = browser.test;
	Care care = care_test_desk(test, test->practitioner);
	Str person = care_test_person(&care, "Maud Ferris", "1941-03-14", "RM17 6AA");
	Str work = {0};
	Drafts drafts = {0};
	assert_ok(work_open(&care, &(WorkNew){.pathway = S("needs-assessment"), .person = person}, &work));
	const char *first[] = {"giver", "self", "shown", "home_access", "version-home_access", "0", "was-home_access", "",
		"home_access", "the first words", NULL};
	const char *second[] = {"giver", "self", "shown", "home_access", "version-home_access", "1", "was-home_access",
		"the first words", "home_access", "the later words", NULL};
	Str path = str_format(test->arena, "/work/%.*s/save", STR_ARG(work));
	assert_int_equal(site_test_post(&browser.site, test->practitioner, path, first).status, 303);
	assert_int_equal(site_test_post(&browser.site, test->practitioner, path, second).status, 303);
	Response again = site_test_post(&browser.site, test->practitioner, path, first);
	assert_shows(again, "the later words");
	assert_int_equal(site_test_post(&browser.site, test->practitioner, path, second).status, 303); /* nothing new is said */
	assert_ok(work_drafts(&care, work, &drafts));
	assert_str(test->arena, drafts_find(&drafts, S("home_access"))->value, "the later words");
	site_test_close(&browser.site);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_hostile_words_in_every_field_of_every_public_form_stay_words),
		CARE_TEST(test_hostile_words_in_addresses_find_nothing_and_break_nothing),
		CARE_TEST(test_a_session_that_was_put_into_a_browser_is_never_taken_on),
		CARE_TEST(test_a_form_is_good_for_its_own_session_alone_and_not_after_it),
		CARE_TEST(test_an_account_that_exists_and_one_that_does_not_are_refused_alike_until_nobody_is_heard),
		CARE_TEST(test_a_reference_that_exists_and_one_that_does_not_are_refused_alike_until_nobody_is_heard),
		CARE_TEST(test_who_tries_one_reference_after_the_other_is_not_heard_any_more),
		CARE_TEST(test_no_cookie_opens_a_session_but_the_one_that_was_given),
		CARE_TEST(test_a_request_that_is_sent_again_is_one_request),
		CARE_TEST(test_an_answer_that_is_sent_again_does_not_undo_a_later_one),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

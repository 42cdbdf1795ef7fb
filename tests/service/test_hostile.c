/* What somebody may send who means harm, through the whole application: every form that the public may send, with every
 * field filled by words that mean something to a browser, a database or a spreadsheet; sessions put into a browser; forms
 * sent twice or from another session; names, references and codes tried one after the other, where neither the answer nor the
 * work done for it may tell what there is. */
#include "site_test.h"

#include <string.h>

#include "base/hash.h"
#include "base/id.h"
#include "care/front/front.h"
#include "web/handle.h"

enum { COOKIES_MAX = 8, NAMES_MAX = 200 };

static const Str WORDS[] = {
	S_INIT("<script>alert(1)</script>"),
	S_INIT("\"><img src=x onerror=alert(1)>"),
	S_INIT("' OR '1'='1' --"),
	S_INIT("'); DROP TABLE person; --"),
	S_INIT("{{7*7}}${7*7}<%= 7*7 %>"),
	S_INIT("../../../../etc/passwd"),
	S_INIT("javascript:alert(1)"),
	S_INIT("=HYPERLINK(\"http://evil.example\",\"x\")"),
	S_INIT("\xE2\x80\xAE" "txt.exe \xF0\x9F\x92\xA3"),
	S_INIT("999999999999999999999999999999"),
};
enum { WORD_COUNT = sizeof WORDS / sizeof *WORDS };

typedef struct Browser {
	SiteTest site;
	CareTest *test;
	FormField cookies[COOKIES_MAX];
	size_t cookie_count;
	Response response;
	Str address;     /* empty: 192.0.2.7 */
	size_t answered; /* requests that were answered without a fault of ours */
} Browser;

static Browser open_browser(void **state)
{
	Browser browser = {.test = care_test_of(state)};
	browser.site = site_test_open(browser.test);
	return browser;
}

static void keep_cookie(Browser *browser, Str name, Str value)
{
	for (size_t i = 0; i < browser->cookie_count; i++)
		if (str_equal(browser->cookies[i].name, name)) {
			browser->cookies[i].value = value;
			return;
		}
	assert_true(browser->cookie_count < COOKIES_MAX);
	browser->cookies[browser->cookie_count++] = (FormField){.name = name, .value = value};
}

static void keep_cookies(Browser *browser, const Arrival *arrival)
{
	if (arrival->form_cookie.length > 0)
		keep_cookie(browser, S("kith-form"), arrival->form_cookie);
	for (size_t i = 0; i < browser->response.header_count; i++) {
		Str value = browser->response.headers[i].value;
		size_t equals = 0;
		size_t end = value.length;
		if (!str_equal(browser->response.headers[i].name, S("Set-Cookie")) || !str_find(value, S("="), &equals))
			continue;
		(void)str_find(value, S(";"), &end);
		keep_cookie(browser, str_slice(value, 0, equals), str_slice(value, equals + 1, end));
	}
}

/* What a hostile request must never bring about. */
static void check_answer(Browser *browser, Str path)
{
	const Response *response = &browser->response;
	const char *name = str_c(browser->test->arena, path);
	if (response->status >= 500)
		fail_msg("%s answered %d", name, response->status);
	if (str_contains(response->body, S("<script>alert")) || str_contains(response->body, S("<img src=x"))
	    || str_contains(response->body, S("href=\"javascript:")))
		fail_msg("%s wrote out what it was sent as markup", name);
	if (response->location.length > 0 && !path_is_ours(response->location))
		fail_msg("%s leads away, to %s", name, str_c(browser->test->arena, response->location));
	for (size_t i = 0; i < response->header_count; i++)
		assert_false(str_contains(response->headers[i].value, S("\n")) || str_contains(response->headers[i].value, S("\r")));
	browser->answered++;
}

static void ask(Browser *browser, Method method, Str path, FormField *form, size_t count)
{
	Arena *arena = browser->test->arena;
	Arrival arrival = {.sec_fetch_site = S("same-origin"), .origin = S("https://kith.test"), .host = S("kith.test")};
	FormField query[4] = {0};
	Request request = {.arena = arena, .method = method, .id = S("test"), .form = form, .form_count = count, .query = query,
		.address = str_is_empty(browser->address) ? S("192.0.2.7") : browser->address,
		.cookies = browser->cookies, .cookie_count = browser->cookie_count, .clock = &browser->test->store->clock};
	Str rest = path;
	Str pair = {0};
	(void)str_next(&rest, '?', &request.path);
	while (request.query_count < 4 && str_next(&rest, '&', &pair)) {
		FormField *field = &query[request.query_count++];
		field->value = pair;
		(void)str_next(&field->value, '=', &field->name);
	}
	browser->response = (Response){0};
	handle_request(&browser->site.options, browser->site.worker, &arrival, &request, &browser->response);
	keep_cookies(browser, &arrival);
	check_answer(browser, request.path);
}

static Str attribute(Str markup, const char *start)
{
	size_t at = 0;
	size_t end = 0;
	Str name = str_from_c(start);
	if (!str_find(markup, name, &at))
		return (Str){0};
	Str value = str_slice(markup, at + name.length, markup.length);
	return str_find(value, S("\""), &end) ? str_slice(value, 0, end) : (Str){0};
}

/* Every form of the page that was answered, each field filled with the word; the token and what is hidden stay. */
static void send_forms(Browser *browser, Str word)
{
	Str rest = browser->response.body;
	size_t at = 0;
	while (str_find(rest, S("<form "), &at)) {
		FormField fields[NAMES_MAX];
		size_t count = 0;
		size_t end = 0;
		rest = str_slice(rest, at, rest.length);
		Str form = str_find(rest, S("</form>"), &end) ? str_slice(rest, 0, end) : rest;
		Str action = attribute(form, "action=\"");
		bool is_get = str_contains(str_slice(form, 0, form.length < 400 ? form.length : 400), S("method=\"get\""));
		fields[count++] = (FormField){S("form-token"), attribute(form, "name=\"form-token\" value=\"")};
		fields[count++] = (FormField){S("version"), attribute(form, "name=\"version\" value=\"")};
		Str part = form;
		while (count < NAMES_MAX && str_find(part, S(" name=\""), &at)) {
			part = str_slice(part, at + 7, part.length);
			Str name = str_find(part, S("\""), &end) ? str_slice(part, 0, end) : (Str){0};
			if (!str_equal(name, S("form-token")) && !str_equal(name, S("version")))
				fields[count++] = (FormField){name, word};
		}
		rest = str_slice(rest, form.length, rest.length);
		if (!is_get && str_starts_with(action, S("/")))
			ask(browser, METHOD_POST, action, fields, count);
	}
}

static void walk_kind(Browser *browser, Str code, size_t turn)
{
	Arena *arena = browser->test->arena;
	const FrontKind *kind = front_kind(code);
	const Form *form = practice_pathway(browser->test->practice, kind->pathway)->form;
	ask(browser, METHOD_GET, S("/check"), NULL, 0);
	FormField begin[] = {{S("form-token"), attribute(browser->response.body, "name=\"form-token\" value=\"")}, {S("kind"), code}};
	ask(browser, METHOD_POST, S("/check"), begin, 2);
	assert_int_equal(browser->response.status, 303);
	for (size_t s = 0; s < form->section_count; s++)
		for (size_t q = 0; q < form->sections[s].question_count; q++) {
			ask(browser, METHOD_GET, str_concat(arena, S("/check/question/"), form->sections[s].questions[q]->id), NULL, 0);
			send_forms(browser, WORDS[(turn + s + q) % WORD_COUNT]);
		}
	static const Str ENDS[] = {S_INIT("/check/answers"), S_INIT("/check/later"), S_INIT("/check/sent"), S_INIT("/check/result"),
		S_INIT("/check/resume")};
	for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS; i++) {
		ask(browser, METHOD_GET, ENDS[i], NULL, 0);
		send_forms(browser, WORDS[(turn + i) % WORD_COUNT]);
	}
}

static void test_hostile_words_in_every_field_of_every_public_form_stay_words(void **state)
{
	static const Str KINDS[] = {S_INIT(""), S_INIT("carer"), S_INIT("someone"), S_INIT("worry")};
	Browser browser = open_browser(state);
	for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
		walk_kind(&browser, KINDS[i], i * 3);
	static const Str PAGES[] = {S_INIT("/calculator"), S_INIT("/directory"), S_INIT("/sign-in"), S_INIT("/check/resume"),
		S_INIT("/how-are-we-doing")};
	for (size_t i = 0; i < sizeof PAGES / sizeof *PAGES; i++)
		for (size_t w = 0; w < WORD_COUNT; w++) {
			ask(&browser, METHOD_GET, PAGES[i], NULL, 0);
			send_forms(&browser, WORDS[w]);
		}
	assert_true(browser.answered > 300);
	/* Those who read it see words too. */
	Response duty = site_test_get(&browser.site, browser.test->first_contact, S("/duty"));
	assert_hides(duty, "<script>alert");
	assert_hides(duty, "<img src=x");
	Str work = attribute(duty.body, "href=\"/duty/");
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
	Browser browser = open_browser(state);
	for (size_t i = 0; i < sizeof PATHS / sizeof *PATHS; i++)
		for (size_t w = 0; w < WORD_COUNT; w++)
			ask(&browser, METHOD_GET, str_concat(browser.test->arena, PATHS[i], WORDS[w]), NULL, 0);
	assert_int_equal(browser.answered, sizeof PATHS / sizeof *PATHS * WORD_COUNT);
	site_test_close(&browser.site);
}

static void set_password(CareTest *test, Str user)
{
	Care administrator = care_test_desk(test, test->administrator);
	assert_ok(access_set_password(&administrator, user, S("a password for this test")));
}

static void sign_in(Browser *browser, const char *password)
{
	ask(browser, METHOD_GET, S("/sign-in"), NULL, 0);
	FormField form[] = {{S("form-token"), attribute(browser->response.body, "name=\"form-token\" value=\"")},
		{S("sign_in"), S("paul.worker")}, {S("password"), str_from_c(password)}, {S("then"), S("/work")}};
	ask(browser, METHOD_POST, S("/sign-in"), form, 4);
}

static Str cookie_of(const Browser *browser, const char *name)
{
	for (size_t i = 0; i < browser->cookie_count; i++)
		if (str_equal(browser->cookies[i].name, str_from_c(name)))
			return browser->cookies[i].value;
	return (Str){0};
}

static void test_a_session_that_was_put_into_a_browser_is_never_taken_on(void **state)
{
	Browser browser = open_browser(state);
	Str planted = hash_text(browser.test->arena, S("known to somebody else"));
	set_password(browser.test, browser.test->practitioner);
	keep_cookie(&browser, S("kith-session"), planted);
	sign_in(&browser, "a password for this test");
	assert_int_equal(browser.response.status, 303);
	assert_false(str_equal(cookie_of(&browser, "kith-session"), planted));
	/* Whoever planted it is not signed in. */
	Browser other = {.site = browser.site, .test = browser.test};
	keep_cookie(&other, S("kith-session"), planted);
	ask(&other, METHOD_GET, S("/work"), NULL, 0);
	assert_int_equal(other.response.status, 303);
	assert_true(str_starts_with(other.response.location, S("/sign-in")));
	site_test_close(&browser.site);
}

static void test_a_form_is_good_for_its_own_session_alone_and_not_after_it(void **state)
{
	Browser browser = open_browser(state);
	set_password(browser.test, browser.test->practitioner);
	sign_in(&browser, "a password for this test");
	ask(&browser, METHOD_GET, S("/account"), NULL, 0);
	Str token = attribute(browser.response.body, "name=\"form-token\" value=\"");
	Str session = cookie_of(&browser, "kith-session");
	assert_true(token.length > 0);
	/* The same person elsewhere, with the form of the first. */
	Browser other = {.site = browser.site, .test = browser.test};
	sign_in(&other, "a password for this test");
	FormField out[] = {{S("form-token"), token}};
	ask(&other, METHOD_POST, S("/sign-out"), out, 1);
	assert_int_equal(other.response.status, 403);
	ask(&browser, METHOD_POST, S("/sign-out"), out, 1);
	assert_int_equal(browser.response.status, 303);
	/* Once more, with everything the first time had. */
	keep_cookie(&browser, S("kith-session"), session);
	ask(&browser, METHOD_POST, S("/sign-out"), out, 1);
	assert_int_equal(browser.response.status, 403);
	ask(&other, METHOD_GET, S("/work"), NULL, 0);
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
static Guess guess(Browser *browser, Str path, FormField name, FormField secret)
{
	Arena *arena = browser->test->arena;
	ask(browser, METHOD_GET, path, NULL, 0);
	FormField form[] = {{S("form-token"), attribute(browser->response.body, "name=\"form-token\" value=\"")}, name, secret};
	notes_length = 0;
	notes_taken = true;
	ask(browser, METHOD_POST, path, form, 3);
	notes_taken = false;
	Str body = without(arena, browser->response.body, attribute(browser->response.body, "name=\"form-token\" value=\""));
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

static Guess guess_password(Browser *browser, const char *name)
{
	return guess(browser, S("/sign-in"), (FormField){S("sign_in"), str_from_c(name)}, (FormField){S("password"), S("not this one")});
}

static void test_an_account_that_exists_and_one_that_does_not_are_refused_alike_until_nobody_is_heard(void **state)
{
	Browser browser = open_browser(state);
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

static Str request_reference(Browser *browser)
{
	Care care = care_test_public(browser->test);
	FrontRequest request = {0};
	ask(browser, METHOD_GET, S("/check"), NULL, 0);
	FormField begin[] = {{S("form-token"), attribute(browser->response.body, "name=\"form-token\" value=\"")}, {S("kind"), S("")}};
	ask(browser, METHOD_POST, S("/check"), begin, 2);
	assert_ok(front_open(&care, cookie_of(browser, "kith-request"), &request));
	return request.reference;
}

/* A reference that reads well and that nobody was given. */
static Str nobodys_reference(Browser *browser)
{
	return reference_make(&browser->test->store->ids, browser->test->arena, S("TH"));
}

static Guess guess_code(Browser *browser, Str reference)
{
	return guess(browser, S("/check/resume"), (FormField){S("reference"), reference}, (FormField){S("code"), S("2222 2222")});
}

static void test_a_reference_that_exists_and_one_that_does_not_are_refused_alike_until_nobody_is_heard(void **state)
{
	Browser browser = open_browser(state);
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
	Browser browser = open_browser(state);
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

static void assert_signed_out(Browser *browser, Str session)
{
	browser->cookie_count = 0;
	keep_cookie(browser, S("kith-session"), session);
	ask(browser, METHOD_GET, S("/work"), NULL, 0);
	assert_int_equal(browser->response.status, 303);
	assert_true(str_starts_with(browser->response.location, S("/sign-in")));
}

static void test_no_cookie_opens_a_session_but_the_one_that_was_given(void **state)
{
	Browser browser = open_browser(state);
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
	keep_cookie(&browser, S("kith-session"), session);
	ask(&browser, METHOD_GET, S("/work"), NULL, 0);
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
	Browser browser = open_browser(state);
	(void)request_reference(&browser);
	size_t before = contacts_waiting(browser.test);
	ask(&browser, METHOD_GET, S("/check/answers"), NULL, 0);
	FormField form[] = {{S("form-token"), attribute(browser.response.body, "name=\"form-token\" value=\"")},
		{S("version"), attribute(browser.response.body, "name=\"version\" value=\"")}};
	for (int i = 0; i < 3; i++) {
		ask(&browser, METHOD_POST, S("/check/send"), form, 2);
		assert_true(browser.response.status == 303 || browser.response.status == 409);
	}
	assert_int_equal(contacts_waiting(browser.test), before + 1);
	site_test_close(&browser.site);
}

static void test_an_answer_that_is_sent_again_does_not_undo_a_later_one(void **state)
{
	Browser browser = open_browser(state);
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

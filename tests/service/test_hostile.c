/* What somebody may send who means harm, through the whole application: every form that the public may send, with every
 * field filled by words that mean something to a browser, a database or a spreadsheet; sessions put into a browser; forms
 * sent twice or from another session. */
#include "site_test.h"

#include "base/hash.h"
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
	Request request = {.arena = arena, .method = method, .id = S("test"), .address = S("192.0.2.7"), .form = form,
		.form_count = count, .query = query, .cookies = browser->cookies, .cookie_count = browser->cookie_count,
		.clock = &browser->test->store->clock};
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_hostile_words_in_every_field_of_every_public_form_stay_words),
		CARE_TEST(test_hostile_words_in_addresses_find_nothing_and_break_nothing),
		CARE_TEST(test_a_session_that_was_put_into_a_browser_is_never_taken_on),
		CARE_TEST(test_a_form_is_good_for_its_own_session_alone_and_not_after_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

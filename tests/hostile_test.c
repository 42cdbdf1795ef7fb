#include "hostile_test.h"

#include "web/handle.h"

const Str HOSTILE_WORDS[HOSTILE_WORD_COUNT] = {
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

HostileBrowser hostile_open(void **state)
{
	HostileBrowser browser = {.test = care_test_of(state)};
	browser.site = site_test_open(browser.test);
	return browser;
}

void hostile_keep_cookie(HostileBrowser *browser, Str name, Str value)
{
	for (size_t i = 0; i < browser->cookie_count; i++)
		if (str_equal(browser->cookies[i].name, name)) {
			browser->cookies[i].value = value;
			return;
		}
	assert_true(browser->cookie_count < HOSTILE_COOKIES_MAX);
	browser->cookies[browser->cookie_count++] = (FormField){.name = name, .value = value};
}

static void keep_cookies(HostileBrowser *browser, const Arrival *arrival)
{
	if (arrival->form_cookie.length > 0)
		hostile_keep_cookie(browser, S("kith-form"), arrival->form_cookie);
	for (size_t i = 0; i < browser->response.header_count; i++) {
		Str value = browser->response.headers[i].value;
		size_t equals = 0;
		size_t end = value.length;
		if (!str_equal(browser->response.headers[i].name, S("Set-Cookie")) || !str_find(value, S("="), &equals))
			continue;
		(void)str_find(value, S(";"), &end);
		hostile_keep_cookie(browser, str_slice(value, 0, equals), str_slice(value, equals + 1, end));
	}
}

/* What a hostile request must never bring about. */
static void check_answer(HostileBrowser *browser, Str path)
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

void hostile_ask(HostileBrowser *browser, Method method, Str path, FormField *form, size_t count)
{
	Arena *arena = browser->test->arena;
	Arrival arrival = {.sec_fetch_site = S("same-origin"), .origin = S("https://kith.test"), .host = S("kith.test")};
	FormField query[4] = {0};
	Request request = {.arena = arena, .method = method, .files = browser->files, .file_count = browser->file_count,
		.id = S("test"), .form = form, .form_count = count, .query = query,
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

Str hostile_attribute(Str markup, const char *start)
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
void hostile_send_forms(HostileBrowser *browser, Str word)
{
	Str rest = browser->response.body;
	size_t at = 0;
	while (str_find(rest, S("<form "), &at)) {
		FormField fields[HOSTILE_NAMES_MAX];
		size_t count = 0;
		size_t end = 0;
		rest = str_slice(rest, at, rest.length);
		Str form = str_find(rest, S("</form>"), &end) ? str_slice(rest, 0, end) : rest;
		Str action = hostile_attribute(form, "action=\"");
		bool is_get = str_contains(str_slice(form, 0, form.length < 400 ? form.length : 400), S("method=\"get\""));
		fields[count++] = (FormField){S("form-token"), hostile_attribute(form, "name=\"form-token\" value=\"")};
		fields[count++] = (FormField){S("version"), hostile_attribute(form, "name=\"version\" value=\"")};
		Str part = form;
		while (count < HOSTILE_NAMES_MAX && str_find(part, S(" name=\""), &at)) {
			part = str_slice(part, at + 7, part.length);
			Str name = str_find(part, S("\""), &end) ? str_slice(part, 0, end) : (Str){0};
			if (!str_equal(name, S("form-token")) && !str_equal(name, S("version")))
				fields[count++] = (FormField){name, word};
		}
		rest = str_slice(rest, form.length, rest.length);
		bool ends = str_equal(action, S("/sign-out")) || str_starts_with(action, S("/account/"));
		if (!is_get && !ends && str_starts_with(action, S("/")))
			hostile_ask(browser, METHOD_POST, action, fields, count);
	}
}

#include "unit_test.h"

#include <string.h>

#include "web/compress.h"
#include "web/form_token.h"
#include "web/handle.h"

static Arena arena;

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, (size_t)64 << 20);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

static const char SECRET_BYTES[] = "0123456789abcdef0123456789abcdef";
#define SECRET ((Str){.data = SECRET_BYTES, .length = FORM_SECRET_BYTES})

static void page_keep(const Request *request, Response *response)
{
	response_text(response, 200, S("text/plain"), str_format(request->arena, "%.*s %.*s",
		STR_ARG(request_parameter(request, S("person"))), STR_ARG(request_form(request, S("a")))));
}

static void page_file(const Request *request, Response *response)
{
	response_download(response, request->arena, S("text/csv"), request_query(request, S("name")), S("a,b\n"));
}

static void page_absent(const Request *request, Response *response)
{
	(void)request;
	response->status = 404;
}

static const Route ROUTES[] = {
	{.method = METHOD_POST, .path = "/people/{person:code}", .permission = "write", .handler = page_keep},
	{.path = "/file", .handler = page_file},
	{.path = "/absent", .handler = page_absent},
};

static bool may(void *context, const Request *request, const char *permission)
{
	(void)context;
	return strcmp(permission, "write") == 0 && str_equal(request->user.name, S("ann"));
}

static void *begin(void *context, void *worker, Request *request)
{
	(void)context;
	request->user = (WebUser){.signed_in = true, .name = request_cookie(request, S("who"))};
	return worker;
}

static Markup error_page(void *context, const Request *request, int status, Str title, Str explanation)
{
	(void)context;
	(void)explanation;
	return markup_from_text(request->arena, str_format(request->arena, "%d %.*s", status, STR_ARG(title)));
}

static const WebApplication APPLICATION = {.request_begin = begin, .may = may, .error_page = error_page,
	.sign_in_path = S_INIT("/sign-in")};

static Response handle(Request request)
{
	WebOptions options = {.routes = ROUTES, .route_count = sizeof ROUTES / sizeof ROUTES[0],
		.application = &APPLICATION, .secret = SECRET};
	Response response = {0};
	request.arena = &arena;
	web_handle(&options, NULL, &request, &response);
	assert_int_equal(request.form_token.length, str_equal(request.path, S("/healthz")) ? 0 : 128);
	return response;
}

static void test_a_request_without_a_socket_goes_the_same_way(void **state)
{
	(void)state;
	FormField form[] = {{S("a"), S("one")}};
	FormField ann[] = {{S("who"), S("ann")}};
	FormField bob[] = {{S("who"), S("bob")}};
	Request request = {.method = METHOD_POST, .path = S("/people/p-1"), .form = form, .form_count = 1, .cookies = ann,
		.cookie_count = 1};
	Response response = handle(request);
	assert_int_equal(response.status, 200);
	assert_str(&arena, response.body, "p-1 one");
	request.cookies = bob;
	response = handle(request);
	assert_int_equal(response.status, 403);
	assert_str(&arena, response.body, "403 You cannot open this page");
	assert_int_equal(handle((Request){.path = S("/people/p-1")}).status, 405);
	assert_int_equal(handle((Request){.path = S("/healthz")}).status, 200);
}

static void test_a_status_without_a_page_is_given_the_error_page(void **state)
{
	(void)state;
	Response response = handle((Request){.path = S("/absent")});
	assert_int_equal(response.status, 404);
	assert_str(&arena, response.body, "404 Page not found");
}

static void test_a_downloads_name_cannot_leave_its_header(void **state)
{
	(void)state;
	FormField query[] = {{S("name"), S("../a\"b\r\nX: 1/Siân.csv")}};
	Response response = handle((Request){.path = S("/file"), .query = query, .query_count = 1});
	assert_int_equal(response.header_count, 1);
	assert_str(&arena, response.headers[0].value, "attachment; filename=\"_._a_b__X_ 1_Si__n.csv\"; "
		"filename*=UTF-8''_._a%22b__X%3A%201_Si%C3%A2n.csv");
}

static void test_cookies_are_secure_behind_tls(void **state)
{
	(void)state;
	Response response = {0};
	FormField headers[RESPONSE_HEADERS_MAX + HANDLE_COMMON_HEADERS];
	response_cookie(&response, &arena, S("session"), S("abc"), COOKIE_SESSION);
	response_cookie(&response, &arena, S("old"), (Str){0}, COOKIE_REMOVE);
	size_t count = response_headers(&response, S("f"), true, &arena, headers);
	assert_str(&arena, headers[0].value, "session=abc; Path=/; HttpOnly; SameSite=Lax; Secure");
	assert_str(&arena, headers[1].value, "old=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0; Secure");
	assert_str(&arena, headers[count - 1].value, "kith-form=f; Path=/; HttpOnly; SameSite=Lax; Secure");
}

static void test_a_token_fits_its_cookie_session_and_secret_only(void **state)
{
	(void)state;
	Str cookie = form_cookie_make(&arena);
	Str other = form_cookie_make(&arena);
	Str token = form_token_make(&arena, SECRET, cookie, S("s1"));
	assert_true(form_cookie_is_valid(cookie));
	assert_true(form_token_fits(token, SECRET, cookie, S("s1")));
	assert_false(form_token_fits(token, SECRET, cookie, S("s2")));
	assert_false(form_token_fits(token, SECRET, cookie, (Str){0}));
	assert_false(form_token_fits(token, SECRET, other, S("s1")));
	assert_false(form_token_fits(token, S("another secret, of 32 bytes too."), cookie, S("s1")));
	assert_false(form_token_fits((Str){0}, SECRET, cookie, S("s1")));
	assert_false(form_token_fits(token, SECRET, S("not a cookie of ours"), S("s1")));
	char *changed = arena_allocate(&arena, token.length);
	memcpy(changed, token.data, token.length);
	for (size_t i = 0; i < token.length; i++) {
		changed[i] = token.data[i] == '0' ? '1' : '0';
		assert_false(form_token_fits((Str){.data = changed, .length = token.length}, SECRET, cookie, S("s1")));
		changed[i] = token.data[i];
	}
	assert_false(str_equal(token, form_token_make(&arena, SECRET, cookie, S("s1"))));
}

static void test_only_our_own_pages_are_a_source(void **state)
{
	(void)state;
	Str none = {0};
	assert_true(request_source_is_ours(none, none, S("kith.test")));
	assert_true(request_source_is_ours(S("same-origin"), S("https://kith.test:8080"), S("Kith.test:8080")));
	assert_false(request_source_is_ours(S("same-site"), none, S("kith.test")));
	assert_false(request_source_is_ours(S("none"), none, S("kith.test")));
	assert_false(request_source_is_ours(none, S("null"), S("kith.test")));
	assert_false(request_source_is_ours(none, S("https://kith.test.evil"), S("kith.test")));
	assert_false(request_source_is_ours(none, S("https://kith.test"), none));
}

static void test_gzip_is_used_as_the_browser_says(void **state)
{
	(void)state;
	assert_true(gzip_is_accepted(S("deflate, GZIP ;q=0.5")));
	assert_false(gzip_is_accepted(S("gzip;q=0.0, br")));
	assert_false(gzip_is_accepted(S("gzipped")));
	assert_false(gzip_is_accepted((Str){0}));
	assert_true(gzip_is_worthwhile(S("text/html; charset=utf-8"), 2000));
	assert_false(gzip_is_worthwhile(S("text/html; charset=utf-8"), 200));
	assert_false(gzip_is_worthwhile(S("image/png"), 20000));
	assert_null(gzip_pack(&arena, S("short")).data);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_request_without_a_socket_goes_the_same_way),
		cmocka_unit_test(test_a_status_without_a_page_is_given_the_error_page),
		cmocka_unit_test(test_a_downloads_name_cannot_leave_its_header),
		cmocka_unit_test(test_cookies_are_secure_behind_tls),
		cmocka_unit_test(test_a_token_fits_its_cookie_session_and_secret_only),
		cmocka_unit_test(test_only_our_own_pages_are_a_source),
		cmocka_unit_test(test_gzip_is_used_as_the_browser_says),
	};
	return cmocka_run_group_tests_name("handle", tests, setup, teardown);
}

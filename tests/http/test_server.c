/* The server from outside: raw bytes over a loopback socket. */
#include "unit_test.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>

#include "base/log.h"
#include "web/assets.h"
#include "web/web.h"

enum { REPLY_BYTES_MAX = 1 << 20, MANY = 200, WORKERS = 2 };

/* Our own requests for memory of that many bytes or more fail; 0: none. Not those of the test's own thread. */
static atomic_size_t refused_from;
static atomic_int memory_refusals;
static _Thread_local bool is_client;

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *memory, size_t size);

static bool is_refused(size_t size)
{
	size_t from = atomic_load(&refused_from);
	if (from == 0 || size < from || is_client)
		return false;
	(void)atomic_fetch_add(&memory_refusals, 1);
	return true;
}

void *__wrap_malloc(size_t size)
{
	return is_refused(size) ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
	return is_refused(count * size) ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *memory, size_t size)
{
	return is_refused(size) ? NULL : __real_realloc(memory, size);
}

static Arena arena;
static sem_t gate;
static atomic_int waiting;
static WebServer *server;
static const char SECRET[] = "0123456789abcdef0123456789abcdef";

static void page_start(const Request *request, Response *response)
{
	Html out = html_make(request->arena);
	html_open(&out, "form", ATTRIBUTES({"method", S("post")}, {"action", S("/echo")}));
	html_void(&out, "input", ATTRIBUTES({"name", S("form-token")}, {"value", request->form_token}));
	html_close(&out, "form");
	for (int i = 0; i < 200; i++)
		html_element(&out, "p", NO_ATTRIBUTES, S("Can you wash your whole body without help?"));
	response_html(response, 200, html_finish(&out));
}

static void page_hello(const Request *request, Response *response)
{
	response_text(response, 200, S("text/plain"),
		str_format(request->arena, "hello %.*s %.*s", STR_ARG(request_parameter(request, S("name"))),
			STR_ARG(request_query(request, S("q")))));
}

static void page_echo(const Request *request, Response *response)
{
	Str file = request->file_count == 0 ? (Str){0} : request->files[0].bytes;
	response_text(response, 200, S("text/plain"), str_format(request->arena, "a=%.*s file=%.*s",
		STR_ARG(request_form(request, S("a"))), STR_ARG(file)));
}

static void page_wait(const Request *request, Response *response)
{
	(void)request;
	(void)atomic_fetch_add(&waiting, 1);
	while (sem_wait(&gate) != 0)
		continue;
	response_text(response, 200, S("text/plain"), S("waited"));
}

static void page_secret(const Request *request, Response *response)
{
	response_text(response, 200, S("text/plain"), str_copy(request->arena, request->user.name));
}

static void page_address(const Request *request, Response *response)
{
	response_text(response, 200, S("text/plain"), str_copy(request->arena, request->address));
}

static void page_gone(const Request *request, Response *response)
{
	(void)request;
	response->status = 410;
}

static void page_elsewhere(const Request *request, Response *response)
{
	response_redirect(response, request_query(request, S("then")));
	response_cookie(response, request->arena, S("session"), S("x"), COOKIE_SESSION);
}

/* What the file is, where it stands in the spool, and whether the spool holds it there. */
static void page_keep(const Request *request, Response *response)
{
	char begin[8] = {0};
	assert_int_equal(request->file_count, 1);
	const UploadedFile *file = &request->files[0];
	assert_true(request->spool > 0);
	assert_int_equal(pread(request->spool, begin, 5, (off_t)file->offset), 5);
	response_text(response, 200, S("text/plain"), str_format(request->arena, "%.*s %zu %s", STR_ARG(file->name), file->bytes.length,
		begin));
}

static const Route ROUTES[] = {
	{.path = "/", .handler = page_start},
	{.path = "/hello/{name:code}", .handler = page_hello},
	{.method = METHOD_POST, .path = "/echo", .handler = page_echo},
	{.method = METHOD_POST, .path = "/small", .handler = page_echo, .body_bytes_max = 100},
	{.path = "/wait", .handler = page_wait},
	{.path = "/staff", .permission = "", .handler = page_secret},
	{.method = METHOD_POST, .path = "/staff", .permission = "", .handler = page_secret},
	{.path = "/admin", .permission = "administer", .handler = page_secret},
	{.path = "/address", .handler = page_address},
	{.path = "/gone", .handler = page_gone},
	{.path = "/elsewhere", .handler = page_elsewhere},
	{.method = METHOD_POST, .path = "/keep", .handler = page_keep, .body_bytes_max = (size_t)1 << 31},
};

static void *begin(void *context, void *worker, Request *request)
{
	(void)context;
	Str session = request_cookie(request, S("session"));
	if (session.length > 0)
		request->user = (WebUser){.signed_in = true, .name = session, .session = session};
	return worker;
}

static bool may(void *context, const Request *request, const char *permission)
{
	(void)context;
	return strcmp(permission, "administer") == 0 && str_equal(request->user.name, S("chief"));
}

static const WebApplication APPLICATION = {.request_begin = begin, .may = may, .sign_in_path = S_INIT("/sign-in")};

static WebServer *start_server_behind(size_t workers, bool behind_tls)
{
	WebServer *started = NULL;
	Problems problems = problems_make(&arena);
	WebOptions options = {.listen = S("127.0.0.1:0"), .workers = workers, .routes = ROUTES,
		.route_count = sizeof ROUTES / sizeof ROUTES[0], .application = &APPLICATION,
		.behind_tls = behind_tls, .secret = {.data = SECRET, .length = sizeof SECRET - 1}};
	assert_ok(web_start(&started, &options, &problems));
	return started;
}

static WebServer *start_server(size_t workers)
{
	return start_server_behind(workers, false);
}

static int setup(void **state)
{
	(void)state;
	log_set_level(LOG_ERROR);
	is_client = true;
	arena_init(&arena, (size_t)256 << 20);
	return sem_init(&gate, 0, 0);
}

static int teardown(void **state)
{
	(void)state;
	arena_clear(&arena);
	return sem_destroy(&gate);
}

static int start(void **state)
{
	(void)state;
	atomic_store(&waiting, 0);
	server = start_server(WORKERS);
	return 0;
}

static int stop(void **state)
{
	(void)state;
	web_stop(server);
	server = NULL;
	return 0;
}

static int dial(void)
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)web_port(server)),
		.sin_addr = {.s_addr = htonl(INADDR_LOOPBACK)}};
	struct timeval patience = {.tv_sec = 20}; /* a loaded machine is slow, not wrong */
	int line = socket(AF_INET, SOCK_STREAM, 0);
	assert_true(line >= 0);
	assert_int_equal(setsockopt(line, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience), 0);
	assert_int_equal(connect(line, (struct sockaddr *)&address, sizeof address), 0);
	return line;
}

static void say(int line, Str words)
{
	size_t sent = 0;
	while (sent < words.length) {
		ssize_t piece = send(line, words.data + sent, words.length - sent, MSG_NOSIGNAL);
		if (piece <= 0)
			return; /* a server that refuses stops listening; what it said is still read */
		sent += (size_t)piece;
	}
}

/* The value of a header in a reply's head, or the empty Str. */
static Str header_of(Str reply, const char *name)
{
	Str start = str_format(&arena, "\r\n%s: ", name);
	size_t at = 0;
	size_t end = 0;
	if (!str_find(reply, start, &at))
		return (Str){0};
	Str value = str_slice(reply, at + start.length, reply.length);
	assert_true(str_find(value, S("\r\n"), &end));
	return str_slice(value, 0, end);
}

static Str body_of(Str reply)
{
	size_t end = 0;
	assert_true(str_find(reply, S("\r\n\r\n"), &end));
	return str_slice(reply, end + 4, reply.length);
}

/* One reply by its Content-Length; bytes of a next one stay for the next call. */
static Str hear(int line, bool head_only)
{
	Buffer heard = buffer_make(&arena, REPLY_BYTES_MAX);
	size_t end = 0;
	char byte = 0;
	while (!str_find(buffer_str(&heard), S("\r\n\r\n"), &end)) {
		if (recv(line, &byte, 1, 0) != 1)
			return buffer_str(&heard);
		buffer_add_character(&heard, byte);
	}
	int64_t length = 0;
	assert_ok(str_to_integer(header_of(buffer_str(&heard), "Content-Length"), &length));
	if (head_only)
		return buffer_str(&heard);
	char *body = arena_allocate(&arena, (size_t)length + 1);
	if (length > 0)
		assert_int_equal(recv(line, body, (size_t)length, MSG_WAITALL), length);
	buffer_add(&heard, (Str){.data = body, .length = (size_t)length});
	return buffer_str(&heard);
}

static Str ask(Str words)
{
	int line = dial();
	say(line, words);
	Str reply = hear(line, false);
	(void)close(line);
	return reply;
}

static Str ask_path(const char *method, const char *path, const char *headers)
{
	return ask(str_format(&arena, "%s %s HTTP/1.1\r\nHost: kith.test\r\n%s\r\n", method, path, headers));
}

static void assert_replies(Str reply, int status)
{
	Str wanted = str_format(&arena, "HTTP/1.1 %d ", status);
	if (!str_starts_with(reply, wanted))
		fail_msg("wanted %d, got: %.*s", status, STR_ARG(str_slice(reply, 0, reply.length < 200 ? reply.length : 200)));
}

static void test_pages_carry_the_security_headers(void **state)
{
	(void)state;
	Str reply = ask_path("GET", "/hello/world?q=a%20b", "");
	assert_replies(reply, 200);
	assert_str(&arena, body_of(reply), "hello world a b");
	Str policy = header_of(reply, "Content-Security-Policy");
	assert_true(str_starts_with(policy, S("default-src 'none'; script-src 'self'; style-src 'self'")));
	assert_str(&arena, header_of(reply, "X-Content-Type-Options"), "nosniff");
	assert_str(&arena, header_of(reply, "Referrer-Policy"), "same-origin");
	assert_str(&arena, header_of(reply, "Cross-Origin-Opener-Policy"), "same-origin");
	assert_str(&arena, header_of(reply, "Cache-Control"), "no-store");
	assert_true(header_of(reply, "Permissions-Policy").length > 0);
	assert_int_equal(header_of(reply, "Set-Cookie").length, 0);
}

static void test_what_is_not_there_is_404_and_a_wrong_method_405(void **state)
{
	(void)state;
	static const char *const ABSENT[] = {"/nothing", "/hello/UPPER", "/../../etc/passwd", "/hello/..%2f..%2fetc",
		"/assets/0/../../CMakeLists.txt", "/assets/x/%2e%2e%2fhtml.c", "/hello//"};
	for (size_t i = 0; i < sizeof ABSENT / sizeof ABSENT[0]; i++)
		assert_replies(ask_path("GET", ABSENT[i], ""), 404);
	Str reply = ask_path("GET", "/echo", "");
	assert_replies(reply, 405);
	assert_str(&arena, header_of(reply, "Allow"), "POST");
	reply = ask_path("DELETE", "/echo", "");
	assert_replies(reply, 405);
	assert_str(&arena, header_of(reply, "Allow"), "GET, HEAD, POST");
	assert_replies(ask_path("GET", "/gone", ""), 410);
	assert_true(str_contains(ask_path("GET", "/gone", ""), S("Reference: ")));
}

static void test_addresses_that_cannot_be_read_are_400(void **state)
{
	(void)state;
	static const char *const WRONG[] = {"/hello/%zz", "/hello/%", "/hello/a?q=%FF", "/?q=%00", "*", "http://other/"};
	for (size_t i = 0; i < sizeof WRONG / sizeof WRONG[0]; i++)
		assert_replies(ask_path("GET", WRONG[i], ""), 400);
	assert_replies(ask(S("GET / HTTP/1.1\r\n\r\n")), 400);
	Str nonsense = ask(S("\x16\x03\x01 nonsense\r\n\r\n"));
	assert_false(str_starts_with(nonsense, S("HTTP/1.1 200")));
	assert_replies(ask_path("GET", "/healthz", ""), 200);
}

static void test_head_has_the_length_and_no_body(void **state)
{
	(void)state;
	int line = dial();
	say(line, S("HEAD /hello/world HTTP/1.1\r\nHost: a\r\n\r\nGET /hello/again HTTP/1.1\r\nHost: a\r\n\r\n"));
	Str head = hear(line, true);
	assert_replies(head, 200);
	assert_str(&arena, header_of(head, "Content-Length"), "12");
	assert_str(&arena, body_of(hear(line, false)), "hello again ");
	(void)close(line);
}

static void test_requests_on_one_line_are_answered_in_order(void **state)
{
	(void)state;
	int line = dial();
	Buffer words = buffer_make(&arena, 1 << 16);
	for (int i = 0; i < 20; i++)
		buffer_add_format(&words, "GET /hello/n%d HTTP/1.1\r\nHost: a\r\n\r\n", i);
	say(line, buffer_str(&words));
	for (int i = 0; i < 20; i++) {
		Str wanted = str_format(&arena, "hello n%d ", i);
		assert_true(str_equal(body_of(hear(line, false)), wanted));
	}
	(void)close(line);
}

static void test_a_request_in_pieces_is_served_while_others_go_on(void **state)
{
	(void)state;
	Str words = S("GET /hello/slow HTTP/1.1\r\nHost: a\r\n\r\n");
	int line = dial();
	for (size_t i = 0; i < words.length; i++) {
		say(line, str_slice(words, i, i + 1));
		if (i % 8 == 0)
			assert_replies(ask_path("GET", "/hello/quick", ""), 200);
	}
	assert_str(&arena, body_of(hear(line, false)), "hello slow ");
	(void)close(line);
	/* One that goes away in the middle leaves nothing behind (the sanitizers look). */
	int gone = dial();
	say(gone, S("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nhalf"));
	(void)close(gone);
	assert_replies(ask_path("GET", "/hello/quick", ""), 200);
}

static void test_bodies_need_a_length_within_the_routes_limit(void **state)
{
	(void)state;
	assert_replies(ask_path("POST", "/small", "Content-Length: 101\r\n"), 413);
	assert_replies(ask_path("POST", "/echo", "Content-Length: 262145\r\n"), 413);
	assert_replies(ask_path("POST", "/small", "Content-Length: 99999999999999999\r\n"), 413);
	assert_replies(ask_path("POST", "/echo", "Transfer-Encoding: chunked\r\n"), 411);
	assert_replies(ask_path("POST", "/echo", ""), 411);
	assert_replies(ask_path("POST", "/echo", "Content-Length: 1\r\nContent-Length: 2\r\n"), 400);
	assert_replies(ask_path("POST", "/echo", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"), 400);
	assert_replies(ask_path("GET", "/", "Content-Length: 5\r\n"), 400);
}

static void test_a_refused_body_is_never_taken_for_a_request(void **state)
{
	(void)state;
	int line = dial();
	say(line, S("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 42\r\n\r\n"
		"GET /hello/smuggled HTTP/1.1\r\nHost: a\r\n\r\n"));
	assert_replies(hear(line, false), 400);
	assert_false(str_contains(hear(line, false), S("smuggled")));
	(void)close(line);
}

static void test_a_flood_of_headers_is_refused(void **state)
{
	(void)state;
	Buffer words = buffer_make(&arena, 1 << 20);
	buffer_add(&words, S("GET /hello/a HTTP/1.1\r\nHost: a\r\n"));
	for (int i = 0; i < 4000; i++)
		buffer_add_format(&words, "X-%d: aaaaaaaaaaaaaaaaaaaaaaaaa\r\n", i);
	buffer_add(&words, S("\r\n"));
	Str reply = ask(buffer_str(&words));
	assert_false(str_starts_with(reply, S("HTTP/1.1 200")));
	assert_replies(ask_path("GET", "/healthz", ""), 200);
}

typedef struct Browser {
	Str cookie;
	Str token;
} Browser;

static Browser open_form(const char *headers)
{
	Str reply = ask_path("GET", "/", headers);
	Str set = header_of(reply, "Set-Cookie");
	size_t at = 0;
	assert_replies(reply, 200);
	assert_true(str_find(reply, S("name=\"form-token\" value=\""), &at));
	Browser browser = {.token = str_slice(reply, at + 25, at + 25 + 128)};
	if (set.length > 0) {
		assert_true(str_contains(set, S("HttpOnly; SameSite=Lax")));
		browser.cookie = str_slice(set, 0, 42);
	}
	return browser;
}

static Str post(const char *path, Str headers, Str body)
{
	return ask(str_format(&arena, "POST %s HTTP/1.1\r\nHost: kith.test\r\nContent-Length: %zu\r\n"
		"Content-Type: application/x-www-form-urlencoded\r\n%.*s\r\n%.*s", path, body.length, STR_ARG(headers),
		STR_ARG(body)));
}

static void test_a_post_with_our_token_is_taken(void **state)
{
	(void)state;
	Browser browser = open_form("");
	Str cookie = str_format(&arena, "Cookie: %.*s\r\n", STR_ARG(browser.cookie));
	Str body = str_format(&arena, "form-token=%.*s&a=Si%%C3%%A2n", STR_ARG(browser.token));
	Str reply = post("/echo", cookie, body);
	assert_replies(reply, 200);
	assert_str(&arena, body_of(reply), "a=Siân file=");
	Str ours = str_concat(&arena, cookie, S("Origin: https://kith.test\r\nSec-Fetch-Site: same-origin\r\n"));
	assert_replies(post("/echo", ours, body), 200);
	Str parts = str_format(&arena, "--x\r\nContent-Disposition: form-data; name=\"form-token\"\r\n\r\n%.*s\r\n--x\r\n"
		"Content-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\nbytes\r\n--x--\r\n", STR_ARG(browser.token));
	reply = ask(str_format(&arena, "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=x\r\n"
		"%.*sContent-Length: %zu\r\n\r\n%.*s", STR_ARG(cookie), parts.length, STR_ARG(parts)));
	assert_str(&arena, body_of(reply), "a= file=bytes");
}

static void test_a_large_file_goes_through_a_spool(void **state)
{
	(void)state;
	enum { LARGE = 40 * 1024 * 1024 };
	Browser browser = open_form("");
	Str begin = str_format(&arena, "--x\r\nContent-Disposition: form-data; name=\"form-token\"\r\n\r\n%.*s\r\n--x\r\n"
		"Content-Disposition: form-data; name=\"f\"; filename=\"big.csv\"\r\n\r\n", STR_ARG(browser.token));
	Str end = S("\r\n--x--\r\n");
	char *bytes = arena_allocate(&arena, LARGE);
	memset(bytes, 'r', LARGE);
	memcpy(bytes, "first", 5);
	int line = dial();
	say(line, str_format(&arena, "POST /keep HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=x\r\n"
		"Cookie: %.*s\r\nContent-Length: %zu\r\n\r\n", STR_ARG(browser.cookie), begin.length + LARGE + end.length));
	say(line, begin);
	say(line, (Str){.data = bytes, .length = LARGE});
	say(line, end);
	Str reply = hear(line, false);
	(void)close(line);
	assert_replies(reply, 200);
	assert_str(&arena, body_of(reply), "big.csv 41943040 first");
	assert_replies(ask_path("POST", "/keep", "Content-Length: 2147483649\r\n"), 413);
}

static void test_a_server_for_this_machine_alone_answers_no_other_name(void **state)
{
	(void)state;
	Problems problems = problems_make(&arena);
	WebOptions options = {.listen = S("127.0.0.1:0"), .workers = 1, .routes = ROUTES, .is_local = true,
		.route_count = sizeof ROUTES / sizeof ROUTES[0], .application = &APPLICATION,
		.secret = {.data = SECRET, .length = sizeof SECRET - 1}};
	WebServer *usual = server;
	assert_ok(web_start(&server, &options, &problems));
	assert_replies(ask(S("GET / HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n\r\n")), 200);
	assert_replies(ask(S("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")), 200);
	assert_replies(ask(S("GET / HTTP/1.1\r\nHost: localhost.evil.example\r\n\r\n")), 403);
	assert_replies(ask(S("GET /healthz HTTP/1.1\r\nHost: evil.example\r\n\r\n")), 403);
	assert_replies(ask(S("GET / HTTP/1.1\r\nHost: 127.0.0.1:80x\r\n\r\n")), 403);
	web_stop(server);
	server = usual;
	WebServer *never = NULL;
	options.listen = S("0.0.0.0:0");
	assert_status(web_start(&never, &options, &problems), STATUS_INVALID);
}

static void test_a_page_masks_its_token_anew(void **state)
{
	(void)state;
	Browser first = open_form("");
	Str cookie = str_format(&arena, "Cookie: %.*s\r\n", STR_ARG(first.cookie));
	Browser second = open_form(str_c(&arena, cookie));
	assert_int_equal(second.cookie.length, 0);
	assert_false(str_equal(first.token, second.token));
	assert_replies(post("/echo", cookie, str_format(&arena, "form-token=%.*s", STR_ARG(second.token))), 200);
}

static void test_a_post_that_may_come_from_elsewhere_is_refused(void **state)
{
	(void)state;
	Browser browser = open_form("");
	Browser other = open_form("");
	Str cookie = str_format(&arena, "Cookie: %.*s\r\n", STR_ARG(browser.cookie));
	Str body = str_format(&arena, "form-token=%.*s&a=1", STR_ARG(browser.token));
	assert_replies(post("/echo", (Str){0}, body), 403);
	assert_replies(post("/echo", cookie, S("a=1")), 403);
	assert_replies(post("/echo", cookie, S("form-token=00&a=1")), 403);
	assert_replies(post("/echo", cookie, str_format(&arena, "form-token=%.*s", STR_ARG(other.token))), 403);
	assert_replies(post("/echo", str_concat(&arena, cookie, S("Sec-Fetch-Site: cross-site\r\n")), body), 403);
	assert_replies(post("/echo", str_concat(&arena, cookie, S("Sec-Fetch-Site: same-site\r\n")), body), 403);
	assert_replies(post("/echo", str_concat(&arena, cookie, S("Origin: https://evil.test\r\n")), body), 403);
	assert_replies(post("/echo", str_concat(&arena, cookie, S("Origin: null\r\n")), body), 403);
	Str session = str_format(&arena, "Cookie: %.*s; session=ann\r\n", STR_ARG(browser.cookie));
	assert_replies(post("/echo", session, body), 403);
	assert_true(str_contains(post("/echo", cookie, S("a=1")), S("load the page again")));
}

static void test_pages_behind_sign_in_ask_for_it(void **state)
{
	(void)state;
	Str reply = ask_path("GET", "/staff?q=a%26b", "");
	assert_replies(reply, 303);
	assert_str(&arena, header_of(reply, "Location"), "/sign-in?then=%2Fstaff%3Fq%3Da%2526b");
	assert_replies(post("/staff", (Str){0}, S("a=1")), 403);
	assert_replies(ask_path("GET", "/staff", "Cookie: session=ann\r\n"), 200);
	assert_replies(ask_path("GET", "/admin", "Cookie: session=ann\r\n"), 403);
	assert_str(&arena, body_of(ask_path("GET", "/admin", "Cookie: session=chief\r\n")), "chief");
}

static void test_a_redirect_stays_with_us(void **state)
{
	(void)state;
	Str reply = ask_path("GET", "/elsewhere?then=%2Fstaff%3Fa", "");
	assert_str(&arena, header_of(reply, "Location"), "/staff?a");
	assert_str(&arena, header_of(reply, "Set-Cookie"), "session=x; Path=/; HttpOnly; SameSite=Lax");
	static const char *const AWAY[] = {"/elsewhere?then=https://evil.test", "/elsewhere?then=//evil.test",
		"/elsewhere?then=/%5Cevil.test", "/elsewhere?then=/a%0D%0ASet-Cookie:b"};
	for (size_t i = 0; i < sizeof AWAY / sizeof AWAY[0]; i++)
		assert_str(&arena, header_of(ask_path("GET", AWAY[i], ""), "Location"), "/");
}

static void test_pages_are_packed_when_the_browser_takes_it(void **state)
{
	(void)state;
	Str plain = body_of(ask_path("GET", "/", "Accept-Encoding: br, gzip;q=0\r\n"));
	Str reply = ask_path("GET", "/", "Accept-Encoding: br, gzip\r\n");
	assert_str(&arena, header_of(reply, "Content-Encoding"), "gzip");
	assert_str(&arena, header_of(reply, "Vary"), "Accept-Encoding");
	Str packed = body_of(reply);
	assert_true(packed.length < plain.length / 4);
	char *text = arena_allocate(&arena, plain.length + 1);
	z_stream stream = {.next_in = (Bytef *)(uintptr_t)packed.data, .avail_in = (uInt)packed.length,
		.next_out = (Bytef *)text, .avail_out = (uInt)plain.length};
	assert_int_equal(inflateInit2(&stream, 15 + 16), Z_OK);
	assert_int_equal(inflate(&stream, Z_FINISH), Z_STREAM_END);
	assert_int_equal(inflateEnd(&stream), Z_OK);
	assert_int_equal(stream.total_out, plain.length);
	assert_int_equal(header_of(ask_path("GET", "/hello/a", "Accept-Encoding: gzip\r\n"), "Content-Encoding").length, 0);
}

static void test_assets_are_kept_under_their_hash_only(void **state)
{
	(void)state;
	Str path = asset_path(S("favicon.svg"));
	Str reply = ask_path("GET", str_c(&arena, path), "");
	assert_replies(reply, 200);
	assert_str(&arena, header_of(reply, "Content-Type"), "image/svg+xml");
	assert_str(&arena, header_of(reply, "Cache-Control"), "public, max-age=31536000, immutable");
	assert_true(str_starts_with(body_of(reply), S("<svg")));
	assert_str(&arena, header_of(ask_path("GET", "/assets/old/favicon.svg", ""), "Cache-Control"), "no-store");
	assert_replies(ask_path("GET", "/favicon.ico", ""), 200);
	size_t count = 0;
	const Asset *assets = asset_list(&count);
	for (size_t i = 0; i < count; i++) {
		reply = ask_path("GET", str_c(&arena, assets[i].path), "Accept-Encoding: gzip\r\n");
		assert_replies(reply, 200);
		assert_true(str_equal(body_of(reply), assets[i].gzip.length > 0 ? assets[i].gzip : assets[i].bytes));
	}
}

static void pause_milliseconds(long milliseconds)
{
	struct timespec time = {.tv_nsec = milliseconds * 1000000L};
	(void)nanosleep(&time, NULL);
}

static void wait_until_workers_wait(int count)
{
	for (int i = 0; i < 500 && atomic_load(&waiting) < count; i++)
		pause_milliseconds(10);
	assert_int_equal(atomic_load(&waiting), count);
}

static bool reply_has_come(int line)
{
	char byte = 0;
	return recv(line, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 1;
}

static void test_a_full_queue_is_503_and_the_rest_is_served(void **state)
{
	(void)state;
	enum { TAKEN = WORKERS + WEB_QUEUE_MAX, TOO_MANY = 20, ASKING = TAKEN + TOO_MANY };
	static int lines[ASKING];
	static bool refused[ASKING];
	Str words = S("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n");
	int refusals = 0;
	for (int i = 0; i < ASKING; i++) {
		if (i == WORKERS)
			wait_until_workers_wait(WORKERS);
		lines[i] = dial();
		refused[i] = false;
		say(lines[i], words);
	}
	/* Nobody is let go, so whoever is answered now was refused: just those that there was no place for. */
	for (int turn = 0; turn < 500 && refusals < TOO_MANY; turn++) {
		for (int i = 0; i < ASKING; i++) {
			if (refused[i] || !reply_has_come(lines[i]))
				continue;
			Str reply = hear(lines[i], false);
			assert_replies(reply, 503);
			assert_str(&arena, header_of(reply, "Retry-After"), "2");
			refused[i] = true;
			refusals++;
		}
		pause_milliseconds(10);
	}
	assert_int_equal(refusals, TOO_MANY);
	assert_replies(ask_path("GET", "/healthz", ""), 200);
	for (int i = 0; i < TAKEN; i++)
		assert_int_equal(sem_post(&gate), 0);
	for (int i = 0; i < ASKING; i++) {
		if (!refused[i])
			assert_replies(hear(lines[i], false), 200);
		(void)close(lines[i]);
	}
}

static void *stop_on_another_thread(void *argument)
{
	web_stop(argument);
	return NULL;
}

static void test_stopping_answers_what_is_in_hand(void **state)
{
	(void)state;
	enum { ASKING = 8 };
	int lines[ASKING];
	int idle = dial();
	int half = dial();
	say(half, S("GET /hello/ha"));
	for (int i = 0; i < ASKING; i++) {
		if (i == WORKERS)
			wait_until_workers_wait(WORKERS);
		lines[i] = dial();
		say(lines[i], S("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n"));
	}
	assert_replies(ask_path("GET", "/healthz", ""), 200);
	pthread_t stopper;
	assert_int_equal(pthread_create(&stopper, NULL, stop_on_another_thread, server), 0);
	pause_milliseconds(100);
	for (int i = 0; i < ASKING; i++)
		assert_int_equal(sem_post(&gate), 0);
	/* What a worker had is answered. What came later may not have been read, or accepted, before the stop. */
	for (int i = 0; i < ASKING; i++) {
		Str reply = hear(lines[i], false);
		if (i < WORKERS || (reply.length > 0 && !str_starts_with(reply, S("HTTP/1.1 503 "))))
			assert_replies(reply, 200);
		(void)close(lines[i]);
	}
	assert_int_equal(pthread_join(stopper, NULL), 0);
	while (sem_trywait(&gate) == 0)
		continue;
	(void)close(idle);
	(void)close(half);
	server = NULL;
}

/* Clients of a server that stops: they dial, ask and hang up, whether they are heard or not. */
typedef struct Passers {
	atomic_int port; /* 0: they go home */
	atomic_int met;  /* how many were let in */
} Passers;

static void *pass_by(void *argument)
{
	static const char WORDS[] = "GET /hello/passing HTTP/1.1\r\nHost: a\r\n\r\n";
	Passers *passers = argument;
	for (int port = atomic_load(&passers->port); port != 0; port = atomic_load(&passers->port)) {
		struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port),
			.sin_addr = {.s_addr = htonl(INADDR_LOOPBACK)}};
		int line = socket(AF_INET, SOCK_STREAM, 0);
		if (line >= 0 && connect(line, (struct sockaddr *)&address, sizeof address) == 0
			&& send(line, WORDS, sizeof WORDS - 1, MSG_NOSIGNAL) > 0)
			(void)atomic_fetch_add(&passers->met, 1);
		if (line >= 0)
			(void)close(line);
	}
	return NULL;
}

/* The library has a way to stop listening that ends the process when a socket thread wakes up at that moment; it is not
 * used. ./check --all looks for long. */
static void test_stopping_while_clients_come_and_go_ends_only_the_server(void **state)
{
	enum { CLIENTS = 3, TURNS = 20, TURNS_LONG = 2000 };
	static Passers passers; /* static: a test that fails leaves its clients behind */
	pthread_t clients[CLIENTS];
	(void)state;
	atomic_store(&passers.port, web_port(server));
	for (int i = 0; i < CLIENTS; i++)
		assert_int_equal(pthread_create(&clients[i], NULL, pass_by, &passers), 0);
	int turns = getenv("KITH_KILLS") == NULL ? TURNS : TURNS_LONG;
	for (int turn = 0; turn < turns; turn++) {
		pause_milliseconds(1);
		web_stop(server);
		server = start_server(WORKERS);
		atomic_store(&passers.port, web_port(server));
	}
	atomic_store(&passers.port, 0);
	for (int i = 0; i < CLIENTS; i++)
		assert_int_equal(pthread_join(clients[i], NULL), 0);
	assert_true(atomic_load(&passers.met) > 0);
	assert_replies(ask_path("GET", "/hello/after", ""), 200);
}

static void test_who_comes_while_the_server_stops_is_asked_to_come_again(void **state)
{
	pthread_t stopper;
	Str reply = {0};
	(void)state;
	int busy = dial();
	say(busy, S("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n"));
	wait_until_workers_wait(1);
	int kept = dial();
	assert_int_equal(pthread_create(&stopper, NULL, stop_on_another_thread, server), 0);
	/* The stop has begun as soon as one is refused; until then pages are served. */
	for (int i = 0; i < 500 && !str_starts_with(reply, S("HTTP/1.1 503 ")); i++) {
		reply = ask_path("GET", "/hello/late", "");
		pause_milliseconds(10);
	}
	assert_replies(reply, 503);
	assert_str(&arena, header_of(reply, "Retry-After"), "2");
	say(kept, S("GET /hello/kept HTTP/1.1\r\nHost: a\r\n\r\n"));
	assert_replies(hear(kept, false), 503);
	assert_int_equal(sem_post(&gate), 0);
	assert_replies(hear(busy, false), 200);
	assert_int_equal(pthread_join(stopper, NULL), 0);
	server = NULL;
	(void)close(busy);
	(void)close(kept);
}

static void test_many_connections_at_once_are_all_answered(void **state)
{
	(void)state;
	static int lines[MANY];
	for (int i = 0; i < MANY; i++)
		lines[i] = dial();
	for (int round = 0; round < 3; round++) {
		for (int i = 0; i < MANY; i++)
			say(lines[i], str_format(&arena, "GET /hello/n%d HTTP/1.1\r\nHost: a\r\n\r\n", i));
		for (int i = 0; i < MANY; i++) {
			Str wanted = str_format(&arena, "hello n%d ", i);
			assert_true(str_equal(body_of(hear(lines[i], false)), wanted));
		}
	}
	for (int i = 0; i < MANY; i++)
		(void)close(lines[i]);
}

/* --- hostile ------------------------------------------------------------------------------------------------------ */

static void test_no_address_leads_out_of_what_is_served(void **state)
{
	static const char *const PATHS[] = {"/assets/../../etc/passwd", "/assets/%2e%2e/%2e%2e/etc/passwd",
		"/assets/..%2f..%2fetc%2fpasswd", "/assets/%252e%252e/etc/passwd", "/../../../etc/passwd", "//etc/passwd",
		"/assets/..\\..\\etc\\passwd", "/%00/etc/passwd", "/assets/./kith.css/../../secret", "/hello/../secret",
		"/hello/%2e%2e", "/;/secret", "/hello/a%0d%0aSet-Cookie:%20x=1", "/~root/.ssh/id_rsa", "/.git/config", "/.env"};
	(void)state;
	for (size_t i = 0; i < sizeof PATHS / sizeof PATHS[0]; i++) {
		Str reply = ask_path("GET", PATHS[i], "");
		if (!str_starts_with(reply, S("HTTP/1.1 404 ")) && !str_starts_with(reply, S("HTTP/1.1 400 ")))
			fail_msg("%s: %.*s", PATHS[i], STR_ARG(str_slice(reply, 0, 60)));
		assert_false(str_contains(reply, S("root:")));
		assert_false(str_contains(reply, S("\r\nSet-Cookie: x=1")));
	}
}

/* Each is refused or answered as any other; none reaches a page behind sign-in, and the server goes on. */
static void test_games_with_heads_and_cookies_open_nothing(void **state)
{
	static const char *const HEADS[] = {"Cookie: session\r\n", "Cookie: session=\r\n", "Cookie: =chief\r\n",
		"Cookie: SESSION=chief\r\n", "Cookie: a=b session=chief\r\n", "Cookie: session=chief\x01\r\n",
		"X-Forwarded-User: chief\r\nX-Original-URL: /admin\r\nX-Rewrite-URL: /admin\r\n",
		"X-HTTP-Method-Override: DELETE\r\n", "Host: other.test\r\n", "Authorization: Basic Y2hpZWY6\r\n",
		"Connection: close, Cookie\r\n", " folded: chief\r\n", "Bad Header: chief\r\n", ": chief\r\n"};
	(void)state;
	for (size_t i = 0; i < sizeof HEADS / sizeof HEADS[0]; i++) {
		Str reply = ask_path("GET", "/admin", HEADS[i]);
		if (str_starts_with(reply, S("HTTP/1.1 200")))
			fail_msg("opened by: %s", HEADS[i]);
	}
	assert_replies(ask(S("GET http://other.test/admin HTTP/1.1\r\nHost: kith.test\r\n\r\n")), 400);
	static const char *const NO_REQUESTS[] = {"\r\n\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\x16\x03\x01\x02",
		"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 0x10\r\n\r\n"};
	for (size_t i = 0; i < sizeof NO_REQUESTS / sizeof NO_REQUESTS[0]; i++) {
		int line = dial();
		say(line, str_from_c(NO_REQUESTS[i]));
		(void)shutdown(line, SHUT_WR);
		assert_false(str_contains(hear(line, true), S("HTTP/1.1 200")));
		(void)close(line);
	}
	assert_replies(ask_path("GET", "/hello/after", ""), 200);
}

/* What the client claims comes first; what our proxy saw is added last, to the same line or in one of its own. */
static void test_the_address_is_what_the_proxy_added_last_and_without_one_the_sockets(void **state)
{
	static const struct {
		const char *headers;
		const char *behind_proxy;
	} CASES[] = {
		{"", "127.0.0.1"},
		{"X-Forwarded-For: 198.51.100.4\r\n", "198.51.100.4"},
		{"X-Forwarded-For: 203.0.113.9, 198.51.100.4\r\n", "198.51.100.4"},
		{"X-Forwarded-For: 203.0.113.9\r\nX-Forwarded-For: 198.51.100.4\r\n", "198.51.100.4"},
		{"x-forwarded-for: 203.0.113.9\r\nX-FORWARDED-FOR: 203.0.113.8, 2001:db8::4\r\n", "2001:db8::4"},
		{"X-Forwarded-For: 198.51.100.4, unknown\r\n", "127.0.0.1"},
		{"X-Forwarded-For: 203.0.113.9\r\nX-Forwarded-For: \r\n", "127.0.0.1"},
		{"Forwarded: for=203.0.113.9\r\nX-Real-IP: 203.0.113.9\r\nClient-IP: 203.0.113.9\r\n", "127.0.0.1"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++)
		assert_str(&arena, body_of(ask_path("GET", "/address", CASES[i].headers)), "127.0.0.1");
	web_stop(server);
	server = start_server_behind(1, true);
	for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++)
		assert_str(&arena, body_of(ask_path("GET", "/address", CASES[i].headers)), CASES[i].behind_proxy);
}

static int64_t resident_bytes(void)
{
	char text[128] = "";
	int64_t pages = 0;
	Str rest = {0};
	Str word = {0};
	FILE *file = fopen("/proc/self/statm", "r");
	assert_non_null(file);
	assert_non_null(fgets(text, sizeof text, file));
	(void)fclose(file);
	rest = str_from_c(text);
	assert_true(str_next(&rest, ' ', &word) && str_next(&rest, ' ', &word));
	assert_ok(str_to_integer(word, &pages));
	return pages * (int64_t)sysconf(_SC_PAGESIZE);
}

/* Declared or not: nobody's hundred megabytes are taken in, and the others do not notice. */
static void test_bodies_of_a_hundred_megabytes_are_refused_without_taking_them_in(void **state)
{
	enum { SENDERS = 20, PIECE_BYTES = 1 << 16 };
	char *piece = arena_allocate(&arena, PIECE_BYTES);
	int lines[SENDERS];
	(void)state;
	memset(piece, 'a', PIECE_BYTES);
	int64_t before = resident_bytes();
	for (int i = 0; i < SENDERS; i++) {
		lines[i] = dial();
		say(lines[i], i % 2 == 0 ? S("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 104857600\r\n\r\n")
			: S("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n10000\r\n"));
		for (int sent = 0; sent < 64; sent++)
			if (send(lines[i], piece, PIECE_BYTES, MSG_NOSIGNAL | MSG_DONTWAIT) <= 0)
				break;
		assert_replies(ask_path("GET", "/hello/quick", ""), 200);
	}
	assert_true(resident_bytes() - before < (int64_t)64 << 20);
	for (int i = 0; i < SENDERS; i++)
		(void)close(lines[i]);
	assert_replies(ask_path("GET", "/hello/after", ""), 200);
}

/* Connections that say nothing, half a head, or half a body, as many as this machine lets one process open at both ends. */
static void test_idle_and_slow_clients_hold_nobody_up(void **state)
{
	enum { WANTED = 10000, SPARE = 200 };
	static const Str BEGUN[] = {S_INIT(""), S_INIT("GET /hello/sl"),
		S_INIT("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\na=half")};
	struct rlimit limit;
	(void)state;
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &limit), 0);
	size_t possible = limit.rlim_max > 3 * SPARE ? ((size_t)limit.rlim_max - 2 * SPARE) / 2 : 0;
	size_t wanted = possible < WANTED ? possible : WANTED;
	if (getenv("KITH_KILLS") == NULL && wanted > 1000)
		wanted = 1000; /* ./check --all opens all of them */
	int *lines = ARENA_ARRAY(&arena, int, wanted + 1);
	int64_t before = resident_bytes();
	for (size_t i = 0; i < wanted; i++) {
		lines[i] = dial();
		say(lines[i], BEGUN[i % 3]);
		if (i % 200 == 0)
			assert_replies(ask_path("GET", "/hello/quick", ""), 200);
	}
	int64_t bytes_each = wanted == 0 ? 0 : (resident_bytes() - before) / (int64_t)wanted;
	int64_t started = clock_elapsed_microseconds();
	for (int i = 0; i < 20; i++)
		assert_replies(ask_path("GET", "/hello/quick", ""), 200);
	int64_t each = (clock_elapsed_microseconds() - started) / 20;
	print_message("%zu connections held; %lld bytes each; a page beside them %lld microseconds\n", wanted,
		(long long)bytes_each, (long long)each);
	assert_true(wanted >= 500);
	assert_true(bytes_each < 128 * 1024);
	assert_true(each < INSTANT_SECOND);
	for (size_t i = 0; i < wanted; i++)
		(void)close(lines[i]);
	assert_replies(ask_path("GET", "/hello/after", ""), 200);
}

static void assert_busy(Str reply)
{
	assert_replies(reply, 503);
	assert_true(header_of(reply, "Retry-After").length > 0);
	assert_str(&arena, header_of(reply, "Cache-Control"), "no-store");
}

/* An arena that waits for memory ends the process when none comes: that nobody waited is seen by our being here. */
static void test_without_memory_nothing_is_begun_and_who_asks_is_told(void **state)
{
	enum { OF_A_PAGE = 1 << 20, OF_A_HEAD = 1 << 15, OF_A_BODY = 1 << 17 };
	const char *asset = str_c(&arena, asset_path(S("favicon.svg")));
	Str body = {.data = memset(arena_allocate(&arena, OF_A_BODY), 'a', OF_A_BODY), .length = OF_A_BODY};
	(void)state;
	web_stop(server);
	server = start_server(1);
	atomic_store(&refused_from, OF_A_PAGE);
	assert_busy(ask_path("GET", "/hello/early", ""));
	assert_replies(ask_path("GET", asset, ""), 200);
	atomic_store(&refused_from, OF_A_HEAD);
	assert_busy(ask_path("GET", "/hello/early", ""));
	assert_busy(ask_path("GET", asset, ""));
	assert_busy(ask_path("DELETE", "/hello/early", ""));
	assert_busy(post("/echo", (Str){0}, S("a=b")));
	atomic_store(&refused_from, 1);
	assert_int_equal(ask_path("GET", "/hello/early", "").length, 0);
	/* Memory is back; what a worker has once taken it keeps, and what arrives is told apart from a full disk. */
	atomic_store(&refused_from, 0);
	assert_replies(ask_path("GET", "/hello/late", ""), 200);
	atomic_store(&refused_from, OF_A_BODY);
	assert_replies(ask_path("GET", "/", ""), 200);
	assert_busy(post("/echo", (Str){0}, body));
	atomic_store(&refused_from, 0);
	assert_true(atomic_load(&memory_refusals) >= 8);
	assert_replies(ask_path("GET", "/hello/after", ""), 200);
}

static void test_a_server_that_cannot_start_says_why(void **state)
{
	(void)state;
	WebServer *second = NULL;
	WebOptions options = {.workers = 1, .routes = ROUTES, .route_count = 1,
		.secret = {.data = SECRET, .length = sizeof SECRET - 1}};
	Problems problems = problems_make(&arena);
	options.listen = str_format(&arena, "127.0.0.1:%d", web_port(server));
	assert_status(web_start(&second, &options, &problems), STATUS_CONFLICT);
	assert_int_equal(problems.count, 1);
	static const char *const WRONG[] = {"", "8080", "localhost:1", "127.0.0.1:", "127.0.0.1:99999", "127.0.0.1:x"};
	for (size_t i = 0; i < sizeof WRONG / sizeof WRONG[0]; i++) {
		options.listen = str_from_c(WRONG[i]);
		assert_status(web_start(&second, &options, &problems), STATUS_INVALID);
	}
	options.listen = S("127.0.0.1:0");
	options.workers = 0;
	assert_status(web_start(&second, &options, &problems), STATUS_INVALID);
	options.workers = 1;
	options.secret = S("short");
	assert_status(web_start(&second, &options, &problems), STATUS_INVALID);
}

/* In a process of its own, which may open so many files: 0 it started and stopped, 1 it said that it could not, 2 neither, or
 * a file that is not the server's was closed. */
static int start_with_files(rlim_t files)
{
	WebServer *started = NULL;
	Problems problems = problems_make(&arena);
	WebOptions options = {.listen = S("127.0.0.1:0"), .workers = 1, .routes = ROUTES, .route_count = 1,
		.secret = {.data = SECRET, .length = sizeof SECRET - 1}};
	int guard = dup(STDERR_FILENO);
	if (guard < 0 || setrlimit(RLIMIT_NOFILE, &(struct rlimit){.rlim_cur = files, .rlim_max = files}) != 0)
		return 2;
	Status status = web_start(&started, &options, &problems);
	if (status == STATUS_OK)
		web_stop(started);
	bool said = status == STATUS_OK || problems.count == 1;
	return fcntl(guard, F_GETFD) < 0 || !said ? 2 : status == STATUS_OK ? 0 : 1;
}

static void test_a_server_that_may_open_no_more_files_says_so_or_serves(void **state)
{
	enum { FILES_ENOUGH = 24 };
	int count[3] = {0};
	(void)state;
	int lowest = dup(STDERR_FILENO);
	assert_true(lowest > 0);
	(void)close(lowest);
	for (int more = 1; more <= FILES_ENOUGH; more++) {
		int status = 0;
		pid_t child = fork();
		assert_true(child >= 0);
		if (child == 0)
			_exit(start_with_files((rlim_t)lowest + (rlim_t)more));
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) < 3);
		count[WEXITSTATUS(status)]++;
	}
	assert_int_equal(count[2], 0);
	assert_true(count[0] > 0 && count[1] > 0);
}

#define server_test(test) cmocka_unit_test_setup_teardown(test, start, stop)

int main(void)
{
	const struct CMUnitTest tests[] = {
		server_test(test_pages_carry_the_security_headers),
		server_test(test_what_is_not_there_is_404_and_a_wrong_method_405),
		server_test(test_addresses_that_cannot_be_read_are_400),
		server_test(test_head_has_the_length_and_no_body),
		server_test(test_requests_on_one_line_are_answered_in_order),
		server_test(test_a_request_in_pieces_is_served_while_others_go_on),
		server_test(test_bodies_need_a_length_within_the_routes_limit),
		server_test(test_a_refused_body_is_never_taken_for_a_request),
		server_test(test_a_flood_of_headers_is_refused),
		server_test(test_a_post_with_our_token_is_taken),
		server_test(test_a_large_file_goes_through_a_spool),
		server_test(test_a_server_for_this_machine_alone_answers_no_other_name),
		server_test(test_a_page_masks_its_token_anew),
		server_test(test_a_post_that_may_come_from_elsewhere_is_refused),
		server_test(test_pages_behind_sign_in_ask_for_it),
		server_test(test_a_redirect_stays_with_us),
		server_test(test_pages_are_packed_when_the_browser_takes_it),
		server_test(test_assets_are_kept_under_their_hash_only),
		server_test(test_a_full_queue_is_503_and_the_rest_is_served),
		server_test(test_stopping_answers_what_is_in_hand),
		server_test(test_stopping_while_clients_come_and_go_ends_only_the_server),
		server_test(test_who_comes_while_the_server_stops_is_asked_to_come_again),
		server_test(test_many_connections_at_once_are_all_answered),
		server_test(test_no_address_leads_out_of_what_is_served),
		server_test(test_games_with_heads_and_cookies_open_nothing),
		server_test(test_the_address_is_what_the_proxy_added_last_and_without_one_the_sockets),
		server_test(test_bodies_of_a_hundred_megabytes_are_refused_without_taking_them_in),
		server_test(test_idle_and_slow_clients_hold_nobody_up),
		server_test(test_without_memory_nothing_is_begun_and_who_asks_is_told),
		server_test(test_a_server_that_cannot_start_says_why),
		cmocka_unit_test(test_a_server_that_may_open_no_more_files_says_so_or_serves),
	};
	return cmocka_run_group_tests_name("server", tests, setup, teardown);
}

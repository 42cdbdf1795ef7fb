/* The server's outside: the one file that includes microhttpd.h.
 *
 * Two threads read and write sockets (epoll). When a request is complete its connection is suspended, and only then
 * put into the queue of the workers; a worker makes the response and resumes the connection, and the socket thread
 * sends it.
 * What every request does on the way (routes, sign-in, tokens) stands in handle.c.
 */
#include "web/web.h"

#include <assert.h>
#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netdb.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "base/random.h"
#include "web/assets.h"
#include "web/body.h"
#include "web/compress.h"
#include "web/cookie_parser.h"
#include "web/form_parser.h"
#include "web/form_token.h"
#include "web/handle.h"
#include "web/listen.h"
#include "web/multipart_parser.h"
#include "web/router.h"
#include "web/worker_pool.h"

enum {
	SOCKET_THREADS = 2,
	CONNECTION_MEMORY_BYTES = 64 * 1024, /* head and body pieces of one connection; a longer head is refused */
	BODY_SECONDS_MAX = 300,              /* a body that trickles in slower than this is given up */
	URLENCODED_BYTES_MAX = 2 * 1024 * 1024, /* larger things come as multipart */
	STOP_SECONDS_MAX = 20,
	FILES_KEPT_FREE = 256,               /* databases, logs, listeners */
	CONNECTIONS_MIN = 64,
	REQUEST_ID_BYTES = 8,
	ADDRESS_BYTES_MAX = 64,
	PAGE_BYTES_USUAL = 2 * 1024 * 1024,  /* a page's arena seldom takes more; without that much memory none is begun */
	REFUSAL_BYTES_USUAL = 256 * 1024,
	HEADERS_BYTES_USUAL = 64 * 1024,
};

struct WebServer {
	Arena arena; /* what lives as long as the server; used by the starting thread only */
	WebOptions options;
	struct MHD_Daemon *daemon;
	WorkerPool *pool;
	int port;
	atomic_bool stopping;
	pthread_mutex_t lock;
	pthread_cond_t answered;
	size_t in_hand; /* requests given to the workers and not yet fully sent */
};

typedef enum ExchangeStep { STEP_HEAD, STEP_BODY, STEP_WORKING, STEP_ANSWERED, STEP_SENT } ExchangeStep;

/* One request and its response, from the request line until the last byte is sent. Changed by the socket thread until
 * the connection is suspended, then by one worker, and again by the socket thread after it is resumed. */
typedef struct Exchange {
	WebServer *server;
	struct MHD_Connection *connection;
	ExchangeStep step;
	char id[2 * REQUEST_ID_BYTES + 1];
	char *target; /* as it came: path and query, still encoded */
	Method method;
	const char *method_name;
	Body body;
	size_t body_declared;
	size_t body_together; /* how much all bodies in files may be, this one among them */
	Status body_status;   /* the disk is full, or there is no memory: the rest is read and dropped, and then refused */
	int64_t began_microseconds;
	int64_t taken_microseconds; /* by a worker; 0 when none was asked */
	const char *route;
	struct MHD_Response *response;
	unsigned int status;
	size_t sent_bytes;
	bool in_hand;
} Exchange;

static Str connection_header(struct MHD_Connection *connection, const char *name)
{
	return str_from_c(MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name));
}

static void *exchange_open(void *context, const char *target, struct MHD_Connection *connection)
{
	static const char DIGITS[] = "0123456789abcdef";
	unsigned char id[REQUEST_ID_BYTES];
	Exchange *exchange = calloc(1, sizeof *exchange);
	if (exchange == NULL)
		return NULL;
	*exchange = (Exchange){.server = context, .connection = connection, .step = STEP_HEAD, .method_name = "other",
		.target = strdup(target), .began_microseconds = clock_elapsed_microseconds()};
	random_secret(id, sizeof id);
	for (size_t i = 0; i < sizeof id; i++) {
		exchange->id[2 * i] = DIGITS[id[i] >> 4U];
		exchange->id[2 * i + 1] = DIGITS[id[i] & 15U];
	}
	return exchange;
}

/* ms: from the request line to the last byte given to the socket; waited: of these, until a worker was free. */
static void exchange_log(const Exchange *exchange)
{
	int64_t whole = clock_elapsed_microseconds() - exchange->began_microseconds;
	int64_t waited = exchange->taken_microseconds == 0 ? 0 : exchange->taken_microseconds - exchange->began_microseconds;
	log_line(LOG_NOTE, "web", "request id=%s method=%s route=%s status=%u ms=%.2f waited=%.2f bytes=%zu", exchange->id,
		exchange->method_name, exchange->route == NULL ? "-" : exchange->route, exchange->status, (double)whole / 1e3,
		(double)waited / 1e3, exchange->sent_bytes);
}

/* The response was sent, or the client went away: everything of this request goes. */
static void exchange_close(void *context, struct MHD_Connection *connection, void **own,
	enum MHD_RequestTerminationCode why)
{
	WebServer *server = context;
	Exchange *exchange = *own;
	(void)connection;
	(void)why;
	if (exchange == NULL)
		return;
	exchange_log(exchange);
	if (exchange->response != NULL)
		MHD_destroy_response(exchange->response);
	if (exchange->in_hand) {
		(void)pthread_mutex_lock(&server->lock);
		server->in_hand--;
		(void)pthread_cond_signal(&server->answered);
		(void)pthread_mutex_unlock(&server->lock);
	}
	free(exchange->target);
	body_clear(&exchange->body);
	free(exchange);
	*own = NULL;
}

static void response_add_header(struct MHD_Response *out, Arena *arena, Str name, Str value)
{
	if (MHD_add_response_header(out, str_c(arena, name), str_c(arena, value)) != MHD_YES)
		log_line(LOG_ERROR, "web", "a response header was refused name=%.*s", STR_ARG(name));
}

/* The library's form of a response, with all headers; packed when the browser takes it and it is worth it. */
static void exchange_make_response(Exchange *exchange, Arena *arena, const Response *response, Str form_cookie)
{
	FormField headers[RESPONSE_HEADERS_MAX + HANDLE_COMMON_HEADERS];
	Str body = response->body;
	Str packed = {0};
	bool worthwhile = gzip_is_worthwhile(response->media_type, body.length);
	if (worthwhile && gzip_is_accepted(connection_header(exchange->connection, "Accept-Encoding")))
		packed = gzip_pack(arena, body);
	if (packed.data != NULL)
		body = packed;
	/* The library copies: the arena is reset while the response is still being sent. */
	void *bytes = (void *)(uintptr_t)body.data;
	exchange->response = MHD_create_response_from_buffer(body.length, bytes, MHD_RESPMEM_MUST_COPY);
	if (exchange->response == NULL)
		return;
	size_t count = response_headers(response, form_cookie, exchange->server->options.behind_tls, arena, headers);
	for (size_t i = 0; i < count; i++)
		response_add_header(exchange->response, arena, headers[i].name, headers[i].value);
	if (worthwhile)
		response_add_header(exchange->response, arena, S("Vary"), S("Accept-Encoding"));
	if (packed.data != NULL)
		response_add_header(exchange->response, arena, S("Content-Encoding"), S("gzip"));
	exchange->status = (unsigned int)(response->status == 0 ? 200 : response->status);
	exchange->sent_bytes = body.length;
}

static enum MHD_Result exchange_send(Exchange *exchange)
{
	exchange->step = STEP_SENT;
	if (exchange->response == NULL)
		return MHD_NO;
	return MHD_queue_response(exchange->connection, exchange->status, exchange->response);
}

/* Without memory nothing is begun, and no socket thread waits for any: whoever asks is told to come again, in words that
 * need none. What the library cannot make either ends the connection. */
static void exchange_make_busy(Exchange *exchange)
{
	static const char WORDS[] = "The service is busy. Wait a minute, then try again.\n";
	static const char *const HEADERS[][2] = {{"Retry-After", "5"}, {"Cache-Control", "no-store"}, {"Connection", "close"},
		{"Content-Type", "text/plain; charset=utf-8"}, {"X-Content-Type-Options", "nosniff"}};
	exchange->response = MHD_create_response_from_buffer(sizeof WORDS - 1, (void *)(uintptr_t)WORDS, MHD_RESPMEM_PERSISTENT);
	for (size_t i = 0; exchange->response != NULL && i < sizeof HEADERS / sizeof HEADERS[0]; i++)
		if (MHD_add_response_header(exchange->response, HEADERS[i][0], HEADERS[i][1]) != MHD_YES)
			log_line(LOG_WARNING, "web", "no memory for a header name=%s", HEADERS[i][0]);
	exchange->status = 503;
	exchange->sent_bytes = sizeof WORDS - 1;
	log_line(LOG_WARNING, "web", "no memory to answer id=%s", exchange->id);
}

/* What is answered before a worker has it: the request is not read further, and the connection ends with it. */
static enum MHD_Result exchange_refuse(Exchange *exchange, int status, Str header, Str value)
{
	Arena arena;
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	if (arena_reserve(&arena, REFUSAL_BYTES_USUAL) != STATUS_OK) {
		exchange_make_busy(exchange);
		return exchange_send(exchange);
	}
	const WebOptions *options = &exchange->server->options;
	Request request = {.arena = &arena, .id = str_from_c(exchange->id), .path = S("/"),
		.clock = options->clock};
	Response response = {0};
	respond_with_error(options, &request, status, &response);
	if (header.length > 0)
		response.headers[response.header_count++] = (FormField){.name = header, .value = value};
	response.headers[response.header_count++] = (FormField){.name = S("Connection"), .value = S("close")};
	exchange_make_response(exchange, &arena, &response, (Str){0});
	arena_clear(&arena);
	return exchange_send(exchange);
}

/* Assets and the health page need no worker and no page's rules. False when the target is none of them. */
static bool exchange_send_built_in(Exchange *exchange, enum MHD_Result *result)
{
	Str path = str_from_c(exchange->target);
	size_t question = path.length;
	(void)str_find(path, S("?"), &question);
	path = str_slice(path, 0, question);
	Response response = {0};
	if (exchange->method != METHOD_GET || !handle_built_in(&exchange->server->options, METHOD_GET, path, &response))
		return false;
	Arena arena;
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	if (arena_reserve(&arena, HEADERS_BYTES_USUAL) != STATUS_OK) {
		exchange_make_busy(exchange);
		*result = exchange_send(exchange);
		return true;
	}
	bool exact = false;
	const Asset *asset = asset_find(path, &exact);
	if (asset != NULL && asset->gzip.length > 0
		&& gzip_is_accepted(connection_header(exchange->connection, "Accept-Encoding"))) {
		response.body = asset->gzip;
		response.headers[response.header_count++] = (FormField){.name = S("Content-Encoding"), .value = S("gzip")};
	}
	if (asset != NULL && asset->gzip.length > 0)
		response.headers[response.header_count++] = (FormField){.name = S("Vary"), .value = S("Accept-Encoding")};
	exchange->route = asset == NULL ? "/healthz" : "/assets";
	exchange->response = MHD_create_response_from_buffer(response.body.length, (void *)(uintptr_t)response.body.data,
		MHD_RESPMEM_PERSISTENT);
	FormField headers[RESPONSE_HEADERS_MAX + HANDLE_COMMON_HEADERS];
	size_t count = response_headers(&response, (Str){0}, false, &arena, headers);
	for (size_t i = 0; exchange->response != NULL && i < count; i++)
		response_add_header(exchange->response, &arena, headers[i].name, headers[i].value);
	exchange->status = (unsigned)response.status;
	exchange->sent_bytes = response.body.length;
	arena_clear(&arena);
	*result = exchange_send(exchange);
	return true;
}

/* How long a body may be for what will answer the POST; STATUS_BUSY without memory to look. */
static Status exchange_find_body_cap(const Exchange *exchange, size_t *cap)
{
	const WebOptions *options = &exchange->server->options;
	Arena arena;
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	if (arena_reserve(&arena, HEADERS_BYTES_USUAL) != STATUS_OK)
		return STATUS_BUSY;
	*cap = WEB_BODY_BYTES_DEFAULT;
	Str target = str_from_c(exchange->target);
	size_t question = target.length;
	Str path = {0};
	RouteMatch match = {0};
	(void)str_find(target, S("?"), &question);
	if (percent_decode(&arena, str_slice(target, 0, question), false, &path) == STATUS_OK) {
		router_match(options->routes, options->route_count, METHOD_POST, path, &arena, &match);
		if (match.route != NULL && match.route->body_bytes_max > 0)
			*cap = match.route->body_bytes_max;
	}
	arena_clear(&arena);
	return STATUS_OK;
}

typedef struct LengthHeaders {
	size_t lengths;
	size_t transfer_codings;
	Str length;
} LengthHeaders;

static enum MHD_Result length_header_count(void *context, enum MHD_ValueKind kind, const char *name, const char *value)
{
	LengthHeaders *found = context;
	(void)kind;
	if (str_equal_ignoring_case(str_from_c(name), S("Content-Length"))) {
		found->lengths++;
		found->length = str_from_c(value);
	}
	if (str_equal_ignoring_case(str_from_c(name), S("Transfer-Encoding")))
		found->transfer_codings++;
	return MHD_YES;
}

/* The status to refuse with, or 0. A body is only taken with one plain length within the route's limit. */
static int exchange_check_length(Exchange *exchange)
{
	LengthHeaders found = {0};
	int64_t length = 0;
	(void)MHD_get_connection_values(exchange->connection, MHD_HEADER_KIND, length_header_count, &found);
	if (found.lengths > 1 || (found.lengths == 1 && found.transfer_codings > 0))
		return 400;
	if (found.lengths == 1 && (str_to_integer(found.length, &length) != STATUS_OK || length < 0))
		return 400;
	if (exchange->method == METHOD_GET)
		return length > 0 || found.transfer_codings > 0 ? 400 : 0;
	if (found.lengths == 0)
		return 411;
	size_t cap = 0;
	if (exchange_find_body_cap(exchange, &cap) != STATUS_OK)
		return 503;
	if ((uint64_t)length > cap)
		return 413;
	exchange->body_declared = (size_t)length;
	exchange->body_together = cap > BODY_FILES_BYTES_MAX ? cap : BODY_FILES_BYTES_MAX;
	return 0;
}

/* A page of another site may have a name that leads here: its requests bring that name. */
static int exchange_check_host(const Exchange *exchange)
{
	if (!exchange->server->options.is_local || host_is_loopback(connection_header(exchange->connection, "Host")))
		return 0;
	return 403;
}

static bool exchange_read_method(Exchange *exchange, const char *method)
{
	static const struct {
		const char *name;
		Method method;
	} METHODS[] = {{"GET", METHOD_GET}, {"HEAD", METHOD_GET}, {"POST", METHOD_POST}};
	for (size_t i = 0; i < sizeof METHODS / sizeof METHODS[0]; i++) {
		if (strcmp(METHODS[i].name, method) == 0) {
			exchange->method_name = METHODS[i].name;
			exchange->method = METHODS[i].method;
			return true;
		}
	}
	return false;
}

static enum MHD_Result exchange_begin(Exchange *exchange, const char *method, const char *version)
{
	enum MHD_Result result = MHD_NO;
	if (exchange->target == NULL)
		return MHD_NO;
	if (strcmp(version, "HTTP/1.1") != 0 && strcmp(version, "HTTP/1.0") != 0)
		return exchange_refuse(exchange, 400, (Str){0}, (Str){0});
	if (!exchange_read_method(exchange, method))
		return exchange_refuse(exchange, 405, S("Allow"), S("GET, HEAD, POST"));
	if (exchange->target[0] != '/')
		return exchange_refuse(exchange, 400, (Str){0}, (Str){0});
	int status = exchange_check_host(exchange);
	status = status != 0 ? status : exchange_check_length(exchange);
	if (status != 0)
		return exchange_refuse(exchange, status, (Str){0}, (Str){0});
	if (atomic_load(&exchange->server->stopping))
		return exchange_refuse(exchange, 503, S("Retry-After"), S("2"));
	if (exchange_send_built_in(exchange, &result))
		return result;
	if (body_begin(&exchange->body, exchange->body_declared, exchange->body_together) != STATUS_OK)
		return exchange_refuse(exchange, 503, S("Retry-After"), S("30"));
	exchange->step = STEP_BODY;
	return MHD_YES;
}

static enum MHD_Result exchange_take_body(Exchange *exchange, const char *piece, size_t *piece_bytes)
{
	int64_t seconds = (clock_elapsed_microseconds() - exchange->began_microseconds) / INSTANT_SECOND;
	if (seconds > BODY_SECONDS_MAX)
		return MHD_NO;
	/* What is lost is told once the body is through: before that nobody would read the answer. */
	if (exchange->body_status == STATUS_OK)
		exchange->body_status = body_add(&exchange->body, (Str){.data = piece, .length = *piece_bytes});
	*piece_bytes = 0;
	return MHD_YES;
}

static enum MHD_Result exchange_give_to_workers(Exchange *exchange)
{
	WebServer *server = exchange->server;
	if (!worker_pool_reserve(server->pool))
		return exchange_refuse(exchange, 503, S("Retry-After"), S("2"));
	(void)pthread_mutex_lock(&server->lock);
	server->in_hand++;
	(void)pthread_mutex_unlock(&server->lock);
	exchange->in_hand = true;
	exchange->step = STEP_WORKING;
	/* Suspended first: a worker may be done, and resume, before this function returns. */
	MHD_suspend_connection(exchange->connection);
	worker_pool_add(server->pool, exchange);
	return MHD_YES;
}

static enum MHD_Result exchange_continue(void *context, struct MHD_Connection *connection, const char *url,
	const char *method, const char *version, const char *piece, size_t *piece_bytes, void **own)
{
	Exchange *exchange = *own;
	(void)context;
	(void)connection;
	(void)url;
	if (exchange == NULL)
		return MHD_NO;
	switch (exchange->step) {
	case STEP_HEAD:
		return exchange_begin(exchange, method, version);
	case STEP_BODY:
		if (*piece_bytes > 0)
			return exchange_take_body(exchange, piece, piece_bytes);
		return exchange_give_to_workers(exchange);
	case STEP_ANSWERED:
		return exchange_send(exchange);
	case STEP_WORKING:
	case STEP_SENT:
		break;
	}
	return MHD_NO;
}

static enum MHD_Result forwarded_keep_last(void *context, enum MHD_ValueKind kind, const char *name, const char *value)
{
	Str *last = context;
	(void)kind;
	if (str_equal_ignoring_case(str_from_c(name), S("X-Forwarded-For")))
		*last = str_from_c(value);
	return MHD_YES;
}

/* The client as the socket says, or behind our proxy the address that the proxy added last, be it in a line of its own. */
static Str exchange_address(const Exchange *exchange, Arena *arena)
{
	char text[ADDRESS_BYTES_MAX];
	if (exchange->server->options.behind_tls) {
		Str forwarded = {0};
		(void)MHD_get_connection_values(exchange->connection, MHD_HEADER_KIND, forwarded_keep_last, &forwarded);
		Str client = forwarded_client(arena, forwarded);
		if (!str_is_empty(client))
			return client;
	}
	const union MHD_ConnectionInfo *info =
		MHD_get_connection_info(exchange->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
	if (info == NULL || info->client_addr == NULL)
		return (Str){0};
	bool six = info->client_addr->sa_family == AF_INET6;
	socklen_t length = six ? sizeof(struct sockaddr_in6) : sizeof(struct sockaddr_in);
	if (getnameinfo(info->client_addr, length, text, sizeof text, NULL, 0, NI_NUMERICHOST) != 0)
		return (Str){0};
	return str_copy(arena, str_from_c(text));
}

static Status request_read_target(const Exchange *exchange, Request *request)
{
	Str target = str_from_c(exchange->target);
	size_t question = target.length;
	(void)str_find(target, S("?"), &question);
	Status status = percent_decode(request->arena, str_slice(target, 0, question), false, &request->path);
	if (status != STATUS_OK || question == target.length)
		return status;
	return form_parse(request->arena, str_slice(target, question + 1, target.length), &request->query,
		&request->query_count);
}

static Status request_read_body(Exchange *exchange, Request *request)
{
	Str type = connection_header(exchange->connection, "Content-Type");
	Str body = {0};
	Str boundary = {0};
	Status read = exchange->body_status == STATUS_OK ? body_whole(&exchange->body, &body) : exchange->body_status;
	request->spool = exchange->body.counted ? exchange->body.file : 0;
	if (read != STATUS_OK || body.length == 0)
		return read;
	if (str_starts_with(type, S("application/x-www-form-urlencoded"))) {
		if (body.length > URLENCODED_BYTES_MAX)
			return STATUS_FULL;
		return form_parse(request->arena, body, &request->form, &request->form_count);
	}
	Status status = multipart_boundary(type, &boundary);
	MultipartForm form = {0};
	if (status == STATUS_OK)
		status = multipart_parse(request->arena, boundary, body, &form);
	request->form = form.fields;
	request->form_count = form.field_count;
	request->files = form.files;
	request->file_count = form.file_count;
	for (size_t i = 0; i < form.file_count; i++)
		form.files[i].offset = (size_t)(form.files[i].bytes.data - body.data);
	return status;
}

static Status request_read(Exchange *exchange, Arena *arena, Request *request)
{
	*request = (Request){.arena = arena, .method = exchange->method, .id = str_from_c(exchange->id),
		.address = exchange_address(exchange, arena), .clock = exchange->server->options.clock};
	cookie_parse(arena, connection_header(exchange->connection, "Cookie"), &request->cookies, &request->cookie_count);
	Status status = request_read_target(exchange, request);
	return status == STATUS_OK ? request_read_body(exchange, request) : status;
}

/* What a request that could not be read whole is answered with. */
static int status_of_unread(const Exchange *exchange, Status status)
{
	if (exchange->body_status == STATUS_FULL)
		return 507;
	switch (status) {
	case STATUS_FULL:
		return 413;
	case STATUS_BUSY:
		return 503;
	case STATUS_FAILED:
		return 500;
	case STATUS_OK:
	case STATUS_INVALID:
	case STATUS_NOT_FOUND:
	case STATUS_REFUSED:
	case STATUS_STALE:
	case STATUS_CONFLICT:
		break;
	}
	return 400;
}

static void exchange_answer(WebServer *server, void *worker, Arena *arena, Exchange *exchange)
{
	struct MHD_Connection *connection = exchange->connection;
	Request request = {0};
	Response response = {0};
	exchange->taken_microseconds = clock_elapsed_microseconds();
	Arrival arrival = {.sec_fetch_site = connection_header(connection, "Sec-Fetch-Site"),
		.origin = connection_header(connection, "Origin"), .host = connection_header(connection, "Host")};
	Status status = request_read(exchange, arena, &request);
	if (status == STATUS_OK)
		handle_request(&server->options, worker, &arrival, &request, &response);
	else
		respond_with_error(&server->options, &request, status_of_unread(exchange, status), &response);
	if (status == STATUS_BUSY)
		response.headers[response.header_count++] = (FormField){.name = S("Retry-After"), .value = S("5")};
	exchange->route = arrival.route;
	exchange_make_response(exchange, arena, &response, arrival.form_cookie);
}

static void exchange_work(void *context, void *worker, Arena *arena, void *job)
{
	Exchange *exchange = job;
	struct MHD_Connection *connection = exchange->connection;
	if (arena_reserve(arena, PAGE_BYTES_USUAL) == STATUS_OK)
		exchange_answer(context, worker, arena, exchange);
	else
		exchange_make_busy(exchange);
	exchange->step = STEP_ANSWERED;
	MHD_resume_connection(connection);
}

static void *server_worker_open(void *context, size_t worker)
{
	const WebApplication *application = ((WebServer *)context)->options.application;
	if (application == NULL || application->worker_open == NULL)
		return NULL;
	return application->worker_open(application->context, worker);
}

static void server_worker_close(void *context, void *own)
{
	const WebApplication *application = ((WebServer *)context)->options.application;
	if (application != NULL && application->worker_close != NULL)
		application->worker_close(application->context, own);
}

static void library_log(void *context, const char *format, va_list arguments) PRINTF_LIKE(2, 0);
static void library_log(void *context, const char *format, va_list arguments)
{
	char line[512];
	(void)context;
	int length = vsnprintf(line, sizeof line, format, arguments);
	while (length > 0 && (size_t)length < sizeof line && line[length - 1] == '\n')
		line[--length] = '\0';
	log_line(LOG_DETAIL, "web", "%s", line);
}

/* Every connection is a file: the process asks for as many as it may have and holds no more connections than that. */
static unsigned int connections_allowed(void)
{
	struct rlimit limit = {0};
	rlim_t wanted = WEB_CONNECTIONS_MAX + FILES_KEPT_FREE;
	if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
		return CONNECTIONS_MIN;
	if (limit.rlim_cur < wanted) {
		limit.rlim_cur = limit.rlim_max < wanted ? limit.rlim_max : wanted;
		if (setrlimit(RLIMIT_NOFILE, &limit) != 0 && getrlimit(RLIMIT_NOFILE, &limit) != 0)
			return CONNECTIONS_MIN;
	}
	if (limit.rlim_cur >= wanted)
		return WEB_CONNECTIONS_MAX;
	return limit.rlim_cur > FILES_KEPT_FREE + CONNECTIONS_MIN ? (unsigned int)(limit.rlim_cur - FILES_KEPT_FREE)
	                                                          : CONNECTIONS_MIN;
}

static Status options_check(const WebOptions *options, Problems *problems)
{
	Status status = router_check(options->routes, options->route_count, problems);
	if (options->workers == 0 || options->workers > WORKER_POOL_WORKERS_MAX)
		status = problems_add_format(problems, (Problem){.field = S("workers")},
			"There must be 1 to %d workers, not %zu.", WORKER_POOL_WORKERS_MAX, options->workers);
	if (options->secret.length != FORM_SECRET_BYTES)
		status = problems_add_format(problems, (Problem){.field = S("secret")},
			"The secret for form tokens must have %d bytes, not %zu.", FORM_SECRET_BYTES, options->secret.length);
	if (options->is_local && !host_is_loopback(options->listen))
		status = problems_add_format(problems, (Problem){.field = S("listen")},
			"This is for this machine alone: listen on 127.0.0.1 or [::1], not on %.*s.", STR_ARG(options->listen));
	return status;
}

static void server_init(WebServer *server, const WebOptions *options)
{
	pthread_condattr_t attributes;
	arena_init(&server->arena, ARENA_REQUEST_BYTES_MAX);
	server->options = *options;
	if (options->clock == NULL)
		server->options.clock = clock_system();
	server->options.secret = str_copy(&server->arena, options->secret);
	atomic_init(&server->stopping, false);
	(void)pthread_mutex_init(&server->lock, NULL);
	(void)pthread_condattr_init(&attributes);
	(void)pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
	(void)pthread_cond_init(&server->answered, &attributes);
	(void)pthread_condattr_destroy(&attributes);
}

static void server_free(WebServer *server)
{
	worker_pool_free(server->pool);
	(void)pthread_cond_destroy(&server->answered);
	(void)pthread_mutex_destroy(&server->lock);
	arena_clear(&server->arena);
	free(server);
}

static struct MHD_Daemon *server_start_daemon(WebServer *server, int listener)
{
	unsigned int flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG;
	return MHD_start_daemon(flags, 0, NULL, NULL, exchange_continue, server,
		MHD_OPTION_EXTERNAL_LOGGER, library_log, NULL,
		MHD_OPTION_LISTEN_SOCKET, listener,
		MHD_OPTION_THREAD_POOL_SIZE, (unsigned int)SOCKET_THREADS,
		MHD_OPTION_CONNECTION_LIMIT, connections_allowed(),
		MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY_BYTES,
		MHD_OPTION_CONNECTION_TIMEOUT, (unsigned int)WEB_IDLE_SECONDS,
		MHD_OPTION_STRICT_FOR_CLIENT, 1,
		MHD_OPTION_URI_LOG_CALLBACK, exchange_open, server,
		MHD_OPTION_NOTIFY_COMPLETED, exchange_close, server,
		MHD_OPTION_END);
}

static Status server_start(WebServer *server, Problems *problems)
{
	int listener = -1;
	Status status = listen_open(server->options.listen, &listener, &server->port, problems);
	if (status != STATUS_OK)
		return status;
	WorkerPoolOptions pool = {.workers = server->options.workers, .queue_max = WEB_QUEUE_MAX, .context = server,
		.open = server_worker_open, .close = server_worker_close, .run = exchange_work};
	status = worker_pool_open(&server->pool, &server->arena, &pool);
	if (status == STATUS_OK)
		server->daemon = server_start_daemon(server, listener);
	if (server->daemon != NULL)
		return STATUS_OK;
	/* A library that does not start has closed the listener, or it stays open until the process ends: closed twice it might
	 * by then be somebody else's file. */
	if (status == STATUS_OK)
		worker_pool_close(server->pool);
	else
		(void)close(listener);
	(void)problems_add(problems, (Problem){.message = S("The server's threads could not be started.")});
	return STATUS_FAILED;
}

Status web_start(WebServer **out, const WebOptions *options, Problems *problems)
{
	Status status = options_check(options, problems);
	if (status != STATUS_OK)
		return status;
	WebServer *server = calloc(1, sizeof *server);
	if (server == NULL)
		return STATUS_FAILED;
	server_init(server, options);
	status = server_start(server, problems);
	if (status != STATUS_OK) {
		server_free(server);
		return status;
	}
	*out = server;
	return STATUS_OK;
}

int web_port(const WebServer *server)
{
	return server->port;
}

static void server_wait_for_answers(WebServer *server)
{
	struct timespec until = {0};
	(void)clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += STOP_SECONDS_MAX;
	(void)pthread_mutex_lock(&server->lock);
	while (server->in_hand > 0) {
		if (pthread_cond_timedwait(&server->answered, &server->lock, &until) == ETIMEDOUT) {
			log_line(LOG_WARNING, "web", "stopped with %zu responses not yet sent", server->in_hand);
			break;
		}
	}
	(void)pthread_mutex_unlock(&server->lock);
}

/* Who comes during the stop is asked to come again. The library could stop listening first (MHD_quiesce_daemon), but it and
 * its own threads then take the listener out of the same set without a lock, and who comes second ends the process. */
void web_stop(WebServer *server)
{
	if (server == NULL)
		return;
	atomic_store(&server->stopping, true);
	server_wait_for_answers(server);
	/* No connection may still be suspended when the daemon stops: the workers finish and resume all they have. Its threads
	 * go on asking for places until it has stopped. */
	worker_pool_close(server->pool);
	MHD_stop_daemon(server->daemon); /* closes the listener */
	server_free(server);
}

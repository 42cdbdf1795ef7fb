/* The server: one route table, a worker pool, limits, sign-in through functions that the application fills.
 *
 * web knows no word of social care and holds no SQL. The HTTP library stands in server.c alone.
 */
#ifndef KITH_WEB_WEB_H
#define KITH_WEB_WEB_H

#include "base/problems.h"
#include "web/request.h"

/* One row a page. path: "/people/{person:id}/facts/{question:name}"; kinds: id (26 characters), reference, name
 * (snake_case), code (kebab-case), number, date, uuid. A path that does not fit its kinds is a 404 before the handler.
 * permission: NULL for public pages, "" for anyone signed in, or the permission's name; the rooms check it again. */
typedef struct Route {
	Method method;
	const char *path;
	const char *permission;
	const char *title;
	void (*handler)(const Request *request, Response *response);
	size_t body_bytes_max; /* 0: WEB_BODY_BYTES_DEFAULT; a long body stands in a file: body.h */
} Route;

enum {
	WEB_BODY_BYTES_DEFAULT = 256 * 1024,
	WEB_QUEUE_MAX = 256,           /* waiting requests; more answer 503 with Retry-After */
	WEB_CONNECTIONS_MAX = 12000,
	WEB_IDLE_SECONDS = 30,
};

typedef struct WebApplication {
	void *context;
	/* The worker's own things (a reader connection); called once on each worker's thread before its first request. */
	void *(*worker_open)(void *context, size_t worker);
	void (*worker_close)(void *context, void *worker);
	/* Before the handler: what request->application shall be. Fills request->user from the cookies. */
	void *(*request_begin)(void *context, void *worker, Request *request);
	bool (*may)(void *context, const Request *request, const char *permission);
	/* Can what pages are made from be read? /healthz says 200 or 503 by it, and nothing more. Called on a socket's thread: it
	 * says what is known and looks at nothing. NULL: always 200. */
	bool (*healthy)(void *context);
	/* For a POST behind sign-in when nobody is signed in; both or neither. was_signed_in: whose session the browser's
	 * cookie was, when it ended by itself. The form's token is then asked for under that session. keep_post may keep
	 * what was sent, for that user alone, and answer; false: it is refused as any other. */
	bool (*was_signed_in)(void *context, const Request *request, WebUser *out);
	bool (*keep_post)(void *context, const Request *request, const WebUser *user, Response *response);
	/* Pages for what the server itself answers: 400, 403, 404, 413, 500, 503; an empty Markup takes a plain page. What
	 * is refused before a worker has it (a body too large, a full queue) comes here on a socket's thread with
	 * request->application NULL and nobody signed in: this function reads no database. */
	Markup (*error_page)(void *context, const Request *request, int status, Str title, Str explanation);
	Str sign_in_path; /* "/sign-in" */
} WebApplication;

typedef struct WebOptions {
	Str listen;          /* "127.0.0.1:8080"; port 0 takes a free one */
	size_t workers;      /* 1 to 64 */
	bool behind_tls;     /* cookies are Secure; X-Forwarded-For of a trusted proxy is read */
	bool is_local;       /* for this machine alone: listens on a loopback address or not at all, and answers only requests
	                        whose Host is one, so that no other site's name can be pointed here */
	const Route *routes;
	size_t route_count;
	const WebApplication *application;
	const Clock *clock;
	Str secret;          /* 32 bytes: form tokens; shared by the processes of one database */
} WebOptions;

typedef struct WebServer WebServer;

Status web_start(WebServer **out, const WebOptions *options, Problems *problems) MUST_USE;
int web_port(const WebServer *server);
/* Stops taking requests, answers those it has, stops. */
void web_stop(WebServer *server);

/* Runs a request through the same routing, sign-in gate and handlers without a socket: for tests and for the permission
 * matrix. The request brings its arena, method and path, and whatever query, form, files and cookies it shall have. A
 * POST needs no form token here: there is no browser that another site could mislead. */
void web_handle(const WebOptions *options, void *worker, Request *request, Response *response);

#endif

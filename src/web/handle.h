/* From a request to its response: route, sign-in, permission, form token, handler, error page. No socket in sight.
 *
 * What server.c runs on its workers and web_handle runs for tests.
 */
#ifndef KITH_WEB_HANDLE_H
#define KITH_WEB_HANDLE_H

#include "web/web.h"

/* What only a real browser's request has. */
typedef struct Arrival {
	Str sec_fetch_site;
	Str origin;
	Str host;
	const char *route;   /* out: the pattern that was taken, or NULL; for the log, which never holds a raw path */
	Str form_cookie;     /* out: to be set when the page carries a form and the browser had no cookie yet */
} Arrival;

/* Answers a request whose arena, method and path are set and whose query, form, files and cookies were read. arrival
 * NULL: there is no browser that could be misled, so a form token is made but not asked for. */
void handle_request(const WebOptions *options, void *worker, Arrival *arrival, Request *request, Response *response);

/* Fills the response with the application's error page, or a plain one where it has none. */
void respond_with_error(const WebOptions *options, const Request *request, int status, Response *response);

/* What needs no worker: /healthz and the assets. exact as in asset_find. False when the path is none of them. */
bool handle_built_in(const WebOptions *options, Method method, Str path, Response *response);

/* The response's own headers and those that every answer has; secure adds Secure to its cookies. The list has at most
 * RESPONSE_HEADERS_MAX + HANDLE_COMMON_HEADERS entries. */
enum { HANDLE_COMMON_HEADERS = 12 };
size_t response_headers(const Response *response, Str form_cookie, bool secure, Arena *arena, FormField *out);

#endif

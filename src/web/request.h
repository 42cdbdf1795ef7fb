/* What a handler sees of a request, and how it answers. Nothing here knows the HTTP library.
 *
 * Path parameters were checked by the route; form and query values are valid UTF-8 in normal form, without control
 * characters, and were bounded when they were read. A handler still checks their meaning.
 */
#ifndef KITH_WEB_REQUEST_H
#define KITH_WEB_REQUEST_H

#include "base/clock.h"
#include "base/problems.h"
#include "base/str.h"
#include "web/html.h"

typedef enum Method { METHOD_GET, METHOD_POST } Method; /* HEAD is answered as GET without its body */

typedef struct FormField {
	Str name;
	Str value;
} FormField;

typedef struct UploadedFile {
	Str field;
	Str name;       /* as the browser said it: shown, never used as a path */
	Str media_type; /* as the browser said it: never believed */
	Str bytes;
	size_t offset;  /* of its first byte in the request's spool */
} UploadedFile;

enum { REQUEST_FIELDS_MAX = 2000, REQUEST_FILES_MAX = 100, REQUEST_COOKIES_MAX = 30 };

/* Who asks. Filled by the application's sign-in (web.h) before the handler runs. */
typedef struct WebUser {
	bool signed_in;
	bool is_unknown; /* somebody came with a session and it could not be looked up now: pages behind sign-in say so */
	Str id;
	Str name;
	Str session;
} WebUser;

typedef struct Request {
	Arena *arena;
	Method method;
	Str path;
	Str id;           /* in the log and in error pages, to find the one from the other */
	Str address;      /* of the client, as the socket or the trusted proxy says */
	FormField *parameters; /* from the path */
	size_t parameter_count;
	FormField *query;
	size_t query_count;
	FormField *form;
	size_t form_count;
	UploadedFile *files;
	size_t file_count;
	FormField *cookies;
	size_t cookie_count;
	WebUser user;
	Str form_token;   /* what every form of ours carries in its hidden field "form-token" */
	Str keeping_key;  /* 32 bytes as hexadecimal digits, the same for this user on every page: with it the browser locks
	                     what was typed and not yet sent; empty for nobody signed in */
	const Clock *clock;
	int spool;        /* the descriptor of a body that stands in a file, from which the bytes of uploads are mapped; a handler
	                     that keeps them duplicates or maps it. 0: the body is in memory */
	void *application; /* the worker's own: what begin_request of web.h returned */
} Request;

/* The value, or the empty Str. */
Str request_parameter(const Request *request, Str name);
Str request_query(const Request *request, Str name);
Str request_form(const Request *request, Str name);
bool request_form_has(const Request *request, Str name);
/* All values of a field that may stand several times (checkboxes). */
size_t request_form_all(const Request *request, Str name, Str *out, size_t most);
Str request_cookie(const Request *request, Str name);

typedef enum CookieKind { COOKIE_SESSION, COOKIE_REMOVE } CookieKind;

enum { RESPONSE_HEADERS_MAX = 16 };

typedef struct Response {
	int status; /* 200 unless set; 400 and above without a body is given the application's error page */
	Str media_type;
	Str body;
	Str location;
	FormField headers[RESPONSE_HEADERS_MAX];
	size_t header_count;
	bool cacheable; /* assets only; everything else is no-store */
	int cache_seconds; /* what is the same for everybody may be kept so long by anybody; 0: no-store */
} Response;

void response_html(Response *response, int status, Markup page);
/* 303: POST, redirect, GET. location is a path of ours, in the form it takes in an address; anything else (another
 * site's address in "then") leads to "/". */
void response_redirect(Response *response, Str location);
bool path_is_ours(Str location);
/* A file to keep: name is made safe for the header. */
void response_download(Response *response, Arena *arena, Str media_type, Str name, Str body);
void response_text(Response *response, int status, Str media_type, Str body);
/* HttpOnly, SameSite=Lax, Path=/, and the server adds Secure behind TLS. value is ours: visible ASCII without
 * ; , " \. */
void response_cookie(Response *response, Arena *arena, Str name, Str value, CookieKind kind);

#endif

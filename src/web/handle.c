#include "web/handle.h"

#include <assert.h>

#include "web/assets.h"
#include "web/form_parser.h"
#include "web/form_token.h"
#include "web/router.h"

enum { SIGN_IN_PATH_BYTES_MAX = 2000 };

static const struct {
	int status;
	Str title;
	Str explanation;
} ERRORS[] = {
	{400, S_INIT("We could not read that request"),
		S_INIT("Something in the address or the form did not arrive whole. Go back and try again.")},
	{403, S_INIT("You cannot open this page"),
		S_INIT("Your account is not set up for this page. If you need it for your work, ask your manager.")},
	{404, S_INIT("Page not found"),
		S_INIT("If you typed the address, check it is right. If you pasted it, check you copied all of it.")},
	{405, S_INIT("This page cannot be used that way"), S_INIT("Go back and use the links and buttons on the page.")},
	{411, S_INIT("We could not read that request"),
		S_INIT("The form arrived without saying how long it is. Try again with another browser.")},
	{413, S_INIT("That is too big to send"),
		S_INIT("What you sent is larger than this page can take. Go back and choose a smaller file, or write less.")},
	{500, S_INIT("Something went wrong"),
		S_INIT("This is our fault, not yours. Try again in a few minutes. If you told us something, check that it is "
			"there.")},
	{507, S_INIT("There is no room for that"), S_INIT("The disk is full, so what you sent could not be kept. Make room, then try again.")},
	{503, S_INIT("The service is busy"), S_INIT("Many people are using it at once. Wait a minute, then try again.")},
};

static const Str TOKEN_TITLE = S_INIT("We could not be sure that this came from you");
static const Str TOKEN_EXPLANATION = S_INIT(
	"To keep your information safe we check that every form was opened in your browser and sent from it. Go back, load "
	"the page again and send it once more. Answers that were already saved are kept.");
static const Str SIGNED_OUT_TITLE = S_INIT("You have been signed out");
static const Str SIGNED_OUT_EXPLANATION = S_INIT(
	"Nothing that you just sent has been changed in the record. Sign in again, go back to the page and send it once "
	"more. Answers that were already saved are kept.");

static const Str UNKNOWN_TITLE = S_INIT("We cannot open this just now");
static const Str UNKNOWN_EXPLANATION = S_INIT(
	"The record could not be reached, so we could not see who you are. You have not been signed out. If you just sent "
	"something, it was not kept: go back and send it again in a few minutes. What was saved before is safe.");

static Markup error_page_plain(Arena *arena, const Request *request, Str title, Str explanation)
{
	Html out = html_make(arena);
	html_open(&out, "html", ATTRIBUTES({"lang", S("en")}));
	html_open(&out, "head", NO_ATTRIBUTES);
	html_void(&out, "meta", ATTRIBUTES({"charset", S("utf-8")}));
	html_void(&out, "meta",
		ATTRIBUTES({"name", S("viewport")}, {"content", S("width=device-width, initial-scale=1")}));
	html_element(&out, "title", NO_ATTRIBUTES, title);
	html_close(&out, "head");
	html_open(&out, "body", NO_ATTRIBUTES);
	html_open(&out, "main", NO_ATTRIBUTES);
	html_element(&out, "h1", NO_ATTRIBUTES, title);
	html_element(&out, "p", NO_ATTRIBUTES, explanation);
	html_element(&out, "p", NO_ATTRIBUTES, str_format(arena, "Reference: %.*s", STR_ARG(request->id)));
	html_close(&out, "main");
	html_close(&out, "body");
	html_close(&out, "html");
	return (Markup){.html = str_concat(arena, S("<!DOCTYPE html>"), html_finish(&out).html)};
}

static void respond_with_words(const WebOptions *options, const Request *request, int status, Str title,
	Str explanation, Response *response)
{
	const WebApplication *application = options->application;
	Markup page = {0};
	if (application != NULL && application->error_page != NULL)
		page = application->error_page(application->context, request, status, title, explanation);
	if (markup_is_empty(page))
		page = error_page_plain(request->arena, request, title, explanation);
	response_html(response, status, page);
}

void respond_with_error(const WebOptions *options, const Request *request, int status, Response *response)
{
	size_t last = sizeof ERRORS / sizeof ERRORS[0];
	size_t found = last;
	for (size_t i = 0; i < last && found == last; i++) {
		/* A status without words of its own takes those of 400 or 500. */
		if (ERRORS[i].status == status)
			found = i;
	}
	for (size_t i = 0; i < last && found == last; i++) {
		if (ERRORS[i].status == (status < 500 ? 400 : 500))
			found = i;
	}
	respond_with_words(options, request, status, ERRORS[found].title, ERRORS[found].explanation, response);
}

static void respond_with_health(const WebApplication *application, Response *response)
{
	bool healthy = application == NULL || application->healthy == NULL || application->healthy(application->context);
	response_text(response, healthy ? 200 : 503, S("text/plain; charset=utf-8"),
		healthy ? S("ok\n") : S("the record cannot be read\n"));
}

bool handle_built_in(const WebOptions *options, Method method, Str path, Response *response)
{
	bool exact = false;
	if (method != METHOD_GET)
		return false;
	if (str_equal(path, S("/healthz"))) {
		respond_with_health(options->application, response);
		return true;
	}
	const Asset *asset = asset_find(path, &exact);
	if (asset == NULL)
		return false;
	response_text(response, 200, asset->media_type, asset->bytes);
	response->cacheable = exact;
	return true;
}

/* Somebody who has to sign in first comes back to the page with its query, unless that is longer than a person's. */
static Str sign_in_location(const Request *request, Str sign_in_path)
{
	Arena *arena = request->arena;
	Buffer wanted = buffer_make(arena, SIGN_IN_PATH_BYTES_MAX * 8);
	size_t query_bytes = 0;
	for (size_t i = 0; i < request->query_count; i++)
		query_bytes += request->query[i].name.length + request->query[i].value.length + 2;
	if (request->path.length + query_bytes > SIGN_IN_PATH_BYTES_MAX)
		return sign_in_path;
	buffer_add(&wanted, request->path);
	for (size_t i = 0; i < request->query_count; i++) {
		buffer_add_character(&wanted, i == 0 ? '?' : '&');
		buffer_add(&wanted, percent_encode(arena, request->query[i].name));
		buffer_add_character(&wanted, '=');
		buffer_add(&wanted, percent_encode(arena, request->query[i].value));
	}
	return str_format(arena, "%.*s?then=%.*s", STR_ARG(sign_in_path),
		STR_ARG(percent_encode(arena, buffer_str(&wanted))));
}

/* Did this form come from a page of ours, opened under this session? Without a browser nobody could be misled. */
static bool form_is_ours(const WebOptions *options, const Arrival *arrival, const Request *request, Str session)
{
	return arrival == NULL || (options->secret.length == FORM_SECRET_BYTES
		&& request_source_is_ours(arrival->sec_fetch_site, arrival->origin, arrival->host)
		&& form_token_fits(request_form(request, FORM_TOKEN_NAME), options->secret,
			request_cookie(request, FORM_COOKIE_NAME), session));
}

/* What was sent just after a session had ended is not thrown away where the application can keep it. */
static bool post_was_kept(const WebOptions *options, const Arrival *arrival, const Request *request, Response *response)
{
	const WebApplication *application = options->application;
	WebUser user = {0};
	return request->method == METHOD_POST && application != NULL && application->was_signed_in != NULL
		&& application->was_signed_in(application->context, request, &user)
		&& form_is_ours(options, arrival, request, user.session)
		&& application->keep_post(application->context, request, &user, response);
}

static void ask_to_sign_in(const WebOptions *options, const Arrival *arrival, const Request *request, Response *response)
{
	const WebApplication *application = options->application;
	if (request->method == METHOD_GET && application != NULL && application->sign_in_path.length > 0)
		response_redirect(response, sign_in_location(request, application->sign_in_path));
	else if (!post_was_kept(options, arrival, request, response))
		respond_with_words(options, request, 403, SIGNED_OUT_TITLE, SIGNED_OUT_EXPLANATION, response);
}

/* True when the request may go on to its handler. */
static bool pass_permission(const WebOptions *options, const Arrival *arrival, const Route *route, const Request *request,
	Response *response)
{
	const WebApplication *application = options->application;
	if (route->permission == NULL)
		return true;
	if (request->user.is_unknown) {
		respond_with_words(options, request, 503, UNKNOWN_TITLE, UNKNOWN_EXPLANATION, response);
		return false;
	}
	if (!request->user.signed_in) {
		ask_to_sign_in(options, arrival, request, response);
		return false;
	}
	if (route->permission[0] == '\0')
		return true;
	/* Without anybody to ask, the answer is no. */
	if (application != NULL && application->may != NULL
		&& application->may(application->context, request, route->permission))
		return true;
	respond_with_error(options, request, 403, response);
	return false;
}

/* Every page may carry a form, error pages too: its token, and the cookie that a new browser would be given. */
static Str form_token_prepare(const WebOptions *options, Request *request)
{
	Str cookie = request_cookie(request, FORM_COOKIE_NAME);
	Str new_cookie = {0};
	if (options->secret.length != FORM_SECRET_BYTES)
		return new_cookie;
	if (!form_cookie_is_valid(cookie)) {
		new_cookie = form_cookie_make(request->arena);
		cookie = new_cookie;
	}
	request->form_token = form_token_make(request->arena, options->secret, cookie, request->user.session);
	if (request->user.signed_in && request->user.id.length > 0)
		request->keeping_key = keeping_key_make(request->arena, options->secret, request->user.id);
	return new_cookie;
}

/* True when the request may go on: it is no POST, or the token that came is the one we gave. */
static bool pass_form_token(const WebOptions *options, const Arrival *arrival, const Request *request,
	Response *response)
{
	if (request->method != METHOD_POST || form_is_ours(options, arrival, request, request->user.session))
		return true;
	respond_with_words(options, request, 403, TOKEN_TITLE, TOKEN_EXPLANATION, response);
	return false;
}

static void respond_without_route(const WebOptions *options, const RouteMatch *match, const Request *request,
	Response *response)
{
	if (!match->allows_get && !match->allows_post) {
		respond_with_error(options, request, 404, response);
		return;
	}
	respond_with_error(options, request, 405, response);
	response->headers[response->header_count++] =
		(FormField){.name = S("Allow"), .value = match->allows_post ? S("POST") : S("GET, HEAD")};
}

void handle_request(const WebOptions *options, void *worker, Arrival *arrival, Request *request, Response *response)
{
	const WebApplication *application = options->application;
	RouteMatch match = {0};
	request->clock = options->clock != NULL ? options->clock : clock_system();
	if (handle_built_in(options, request->method, request->path, response))
		return;
	router_match(options->routes, options->route_count, request->method, request->path, request->arena, &match);
	request->parameters = match.parameters;
	request->parameter_count = match.parameter_count;
	if (application != NULL && application->request_begin != NULL)
		request->application = application->request_begin(application->context, worker, request);
	Str new_cookie = form_token_prepare(options, request);
	if (arrival != NULL)
		arrival->route = match.route == NULL ? NULL : match.route->path;
	if (match.route == NULL)
		respond_without_route(options, &match, request, response);
	else if (pass_permission(options, arrival, match.route, request, response)
		&& pass_form_token(options, arrival, request, response))
		match.route->handler(request, response);
	if (response->status == 0)
		response->status = 200;
	if (response->status >= 400 && response->body.length == 0)
		respond_with_error(options, request, response->status, response);
	if (arrival != NULL && new_cookie.length > 0 && str_contains(response->body, request->form_token))
		arrival->form_cookie = new_cookie;
	/* The parameters lived here. */
	request->parameters = NULL;
	request->parameter_count = 0;
}

void web_handle(const WebOptions *options, void *worker, Request *request, Response *response)
{
	assert(request->arena != NULL && request->path.length > 0);
	handle_request(options, worker, NULL, request, response);
}

static bool has_header(const Response *response, Str name)
{
	for (size_t i = 0; i < response->header_count; i++)
		if (str_equal_ignoring_case(response->headers[i].name, name))
			return true;
	return false;
}

static void headers_add(FormField *out, size_t *count, Str name, Str value)
{
	assert(*count < RESPONSE_HEADERS_MAX + HANDLE_COMMON_HEADERS);
	out[(*count)++] = (FormField){.name = name, .value = value};
}

static Str cache_control(const Response *response, Arena *arena)
{
	if (response->cacheable)
		return S("public, max-age=31536000, immutable");
	return response->cache_seconds > 0 ? str_format(arena, "public, max-age=%d", response->cache_seconds) : S("no-store");
}

size_t response_headers(const Response *response, Str form_cookie, bool secure, Arena *arena, FormField *out)
{
	static const struct {
		Str name;
		Str value;
	} COMMON[] = {
		{S_INIT("Content-Security-Policy"),
			S_INIT("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
				"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")},
		{S_INIT("X-Content-Type-Options"), S_INIT("nosniff")},
		{S_INIT("Referrer-Policy"), S_INIT("same-origin")},
		{S_INIT("Cross-Origin-Opener-Policy"), S_INIT("same-origin")},
		{S_INIT("Permissions-Policy"), S_INIT("camera=(), geolocation=(), microphone=(), payment=(), usb=()")},
	};
	size_t count = 0;
	for (size_t i = 0; i < response->header_count; i++) {
		Str value = response->headers[i].value;
		if (secure && str_equal_ignoring_case(response->headers[i].name, S("Set-Cookie")))
			value = str_concat(arena, value, S("; Secure"));
		headers_add(out, &count, response->headers[i].name, value);
	}
	for (size_t i = 0; i < sizeof COMMON / sizeof COMMON[0]; i++)
		if (!has_header(response, COMMON[i].name)) /* a page may be stricter, such as a file that is handed out */
			headers_add(out, &count, COMMON[i].name, COMMON[i].value);
	headers_add(out, &count, S("Cache-Control"), cache_control(response, arena));
	if (response->media_type.length > 0)
		headers_add(out, &count, S("Content-Type"), response->media_type);
	if (response->location.length > 0)
		headers_add(out, &count, S("Location"), response->location);
	if (form_cookie.length > 0)
		headers_add(out, &count, S("Set-Cookie"), str_format(arena, "kith-form=%.*s; Path=/; HttpOnly; SameSite=Lax%s",
			STR_ARG(form_cookie), secure ? "; Secure" : ""));
	return count;
}

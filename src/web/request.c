/* Looking things up in a request, and filling a response. */
#include "web/request.h"

#include <assert.h>

#include "base/buffer.h"
#include "web/form_parser.h"

enum { DOWNLOAD_NAME_BYTES_MAX = 120 };

static Str field_find(const FormField *fields, size_t count, Str name, bool *found)
{
	for (size_t i = 0; i < count; i++) {
		if (str_equal(fields[i].name, name)) {
			if (found != NULL)
				*found = true;
			return fields[i].value;
		}
	}
	return (Str){0};
}

Str request_parameter(const Request *request, Str name)
{
	return field_find(request->parameters, request->parameter_count, name, NULL);
}

Str request_query(const Request *request, Str name)
{
	return field_find(request->query, request->query_count, name, NULL);
}

Str request_form(const Request *request, Str name)
{
	return field_find(request->form, request->form_count, name, NULL);
}

bool request_form_has(const Request *request, Str name)
{
	bool found = false;
	(void)field_find(request->form, request->form_count, name, &found);
	return found;
}

size_t request_form_all(const Request *request, Str name, Str *out, size_t most)
{
	size_t count = 0;
	for (size_t i = 0; i < request->form_count && count < most; i++) {
		if (str_equal(request->form[i].name, name))
			out[count++] = request->form[i].value;
	}
	return count;
}

Str request_cookie(const Request *request, Str name)
{
	return field_find(request->cookies, request->cookie_count, name, NULL);
}

static void response_header(Response *response, Str name, Str value)
{
	assert(response->header_count < RESPONSE_HEADERS_MAX);
	response->headers[response->header_count++] = (FormField){.name = name, .value = value};
}

void response_html(Response *response, int status, Markup page)
{
	response_text(response, status, S("text/html; charset=utf-8"), page.html);
}

void response_text(Response *response, int status, Str media_type, Str body)
{
	response->status = status;
	response->media_type = media_type;
	response->body = body;
}

bool path_is_ours(Str location)
{
	if (!str_starts_with(location, S("/")) || str_starts_with(location, S("//")))
		return false;
	for (size_t i = 0; i < location.length; i++) {
		unsigned char character = (unsigned char)location.data[i];
		if (character <= ' ' || character >= 0x7F || character == '\\')
			return false;
	}
	return true;
}

void response_redirect(Response *response, Str location)
{
	response->status = 303;
	response->location = path_is_ours(location) ? location : S("/");
	response->body = (Str){0};
}

/* The name for old browsers: what could end the quoted text or be taken for a path becomes '_'. */
static Str download_plain_name(Arena *arena, Str name)
{
	Buffer out = buffer_make(arena, DOWNLOAD_NAME_BYTES_MAX + 1);
	for (size_t i = 0; i < name.length && out.length < DOWNLOAD_NAME_BYTES_MAX; i++) {
		char character = name.data[i];
		bool safe = (character >= '0' && character <= '9') || (character >= 'a' && character <= 'z')
			|| (character >= 'A' && character <= 'Z') || character == '-' || character == ' '
			|| (character == '.' && out.length > 0);
		buffer_add_character(&out, safe ? character : '_');
	}
	return out.length == 0 ? S("file") : buffer_str(&out);
}

static Str download_full_name(Arena *arena, Str name)
{
	Buffer out = buffer_make(arena, name.length + 1);
	for (size_t i = 0; i < name.length; i++) {
		unsigned char character = (unsigned char)name.data[i];
		bool unsafe = character < ' ' || character == 0x7F || character == '/' || character == '\\'
			|| (character == '.' && out.length == 0);
		buffer_add_character(&out, unsafe ? '_' : name.data[i]);
	}
	return percent_encode(arena, buffer_str(&out));
}

void response_download(Response *response, Arena *arena, Str media_type, Str name, Str body)
{
	response_text(response, 200, media_type, body);
	response_header(response, S("Content-Disposition"),
		str_format(arena, "attachment; filename=\"%.*s\"; filename*=UTF-8''%.*s",
			STR_ARG(download_plain_name(arena, name)), STR_ARG(download_full_name(arena, name))));
}

/* A cookie's value is ours: letters, digits and a few marks that need no quoting. */
static bool cookie_value_is_plain(Str value)
{
	for (size_t i = 0; i < value.length; i++) {
		unsigned char character = (unsigned char)value.data[i];
		if (character <= ' ' || character >= 0x7F || character == ';' || character == ',' || character == '"'
			|| character == '\\')
			return false;
	}
	return true;
}

void response_cookie(Response *response, Arena *arena, Str name, Str value, CookieKind kind)
{
	assert(cookie_value_is_plain(name) && cookie_value_is_plain(value));
	/* The server adds Secure when it stands behind TLS: only it knows. */
	Str text = kind == COOKIE_REMOVE
		? str_format(arena, "%.*s=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0", STR_ARG(name))
		: str_format(arena, "%.*s=%.*s; Path=/; HttpOnly; SameSite=Lax", STR_ARG(name), STR_ARG(value));
	response_header(response, S("Set-Cookie"), text);
}

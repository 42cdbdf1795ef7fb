/* The HTML writer: every value is escaped on its way out, and elements close in the order they opened. */
#include "web/html.h"

#include <assert.h>
#include <string.h>

const char html_bare[] = "";

/* & < > " ' are written as references everywhere, so that one rule is right in text and in both kinds of quotes. */
static Str character_reference(char character)
{
	switch (character) {
	case '&':
		return S("&amp;");
	case '<':
		return S("&lt;");
	case '>':
		return S("&gt;");
	case '"':
		return S("&quot;");
	case '\'':
		return S("&#39;");
	default:
		return (Str){0};
	}
}

static void buffer_add_escaped(Buffer *buffer, Str text)
{
	if (text.length == 0)
		return;
	size_t plain_from = 0;
	for (size_t i = 0; i < text.length; i++) {
		Str reference = character_reference(text.data[i]);
		if (reference.length == 0)
			continue;
		buffer_add(buffer, str_slice(text, plain_from, i));
		buffer_add(buffer, reference);
		plain_from = i + 1;
	}
	buffer_add(buffer, str_slice(text, plain_from, text.length));
}

static bool attribute_is_address(const char *name)
{
	static const char *const NAMES[] = {"href", "src", "action", "formaction", "xlink:href"};
	for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++) {
		if (strcmp(name, NAMES[i]) == 0)
			return true;
	}
	return false;
}

bool html_url_is_safe(Str url)
{
	static const Str SCHEMES[] = {S_INIT("javascript:"), S_INIT("vbscript:"), S_INIT("data:")};
	/* Browsers skip control characters and spaces in front of and inside a scheme; so does this reading. */
	char start[12];
	size_t length = 0;
	for (size_t i = 0; i < url.length && length < sizeof start; i++) {
		unsigned char character = (unsigned char)url.data[i];
		if (character > ' ' && character != 0x7F)
			start[length++] = (char)character;
	}
	for (size_t i = 0; i < sizeof SCHEMES / sizeof SCHEMES[0]; i++) {
		Str scheme = SCHEMES[i];
		if (length >= scheme.length && str_equal_ignoring_case((Str){.data = start, .length = scheme.length}, scheme))
			return false;
	}
	return true;
}

static void html_add_attributes(Html *out, const HtmlAttribute *attributes)
{
	for (const HtmlAttribute *attribute = attributes; attribute->name != NULL; attribute++) {
		if (attribute->value.data == NULL)
			continue;
		buffer_add_character(&out->buffer, ' ');
		buffer_add(&out->buffer, str_from_c(attribute->name));
		if (attribute->value.data == html_bare)
			continue;
		assert(!attribute_is_address(attribute->name) || html_url_is_safe(attribute->value));
		buffer_add(&out->buffer, S("=\""));
		buffer_add_escaped(&out->buffer, attribute->value);
		buffer_add_character(&out->buffer, '"');
	}
}

static void html_add_tag(Html *out, const char *tag, const HtmlAttribute *attributes)
{
	buffer_add_character(&out->buffer, '<');
	buffer_add(&out->buffer, str_from_c(tag));
	html_add_attributes(out, attributes);
	buffer_add_character(&out->buffer, '>');
}

Html html_make(Arena *arena)
{
	return (Html){.buffer = buffer_make(arena, HTML_BYTES_MAX)};
}

void html_open(Html *out, const char *tag, const HtmlAttribute *attributes)
{
	assert(out->depth < HTML_DEPTH_MAX);
	html_add_tag(out, tag, attributes);
	out->open[out->depth++] = tag;
}

void html_close(Html *out, const char *tag)
{
	assert(out->depth > 0 && strcmp(out->open[out->depth - 1], tag) == 0);
	out->depth--;
	buffer_add(&out->buffer, S("</"));
	buffer_add(&out->buffer, str_from_c(tag));
	buffer_add_character(&out->buffer, '>');
}

void html_void(Html *out, const char *tag, const HtmlAttribute *attributes)
{
	html_add_tag(out, tag, attributes);
	/* In SVG an element without content says so itself; in HTML the slash is not needed and does no harm. */
	out->buffer.data[out->buffer.length - 1] = '/';
	buffer_add_character(&out->buffer, '>');
}

void html_element(Html *out, const char *tag, const HtmlAttribute *attributes, Str text)
{
	html_open(out, tag, attributes);
	html_text(out, text);
	html_close(out, tag);
}

void html_text(Html *out, Str text)
{
	buffer_add_escaped(&out->buffer, text);
}

void html_lines(Html *out, Str text)
{
	Str rest = text;
	Str line = {0};
	bool first = true;
	while (str_next(&rest, '\n', &line)) {
		if (!first)
			buffer_add(&out->buffer, S("<br>"));
		first = false;
		if (str_ends_with(line, S("\r")))
			line.length--;
		html_text(out, line);
	}
}

void html_add(Html *out, Markup markup)
{
	buffer_add(&out->buffer, markup.html);
}

Markup html_finish(Html *out)
{
	assert(out->depth == 0);
	return (Markup){.html = buffer_str(&out->buffer)};
}

bool markup_is_empty(Markup markup)
{
	return markup.html.length == 0;
}

Markup markup_from_text(Arena *arena, Str text)
{
	Html out = html_make(arena);
	html_text(&out, text);
	return html_finish(&out);
}

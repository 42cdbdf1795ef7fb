/* Writing HTML so that forgetting to escape does not compile: text is Str, finished markup is Markup, and only this
 * writer makes Markup.
 *
 * Not a template language. Tags and attribute names are literals of ours; every value is escaped here. In debug
 * builds the writer asserts that elements are closed in order.
 */
#ifndef KITH_WEB_HTML_H
#define KITH_WEB_HTML_H

#include "base/buffer.h"
#include "base/str.h"

enum { HTML_BYTES_MAX = 16 * 1024 * 1024, HTML_DEPTH_MAX = 64 };

/* Finished, safe HTML. Made by html_finish and by components; never from a Str. */
typedef struct Markup {
	Str html;
} Markup;

typedef struct Html {
	Buffer buffer;
	const char *open[HTML_DEPTH_MAX];
	size_t depth;
} Html;

/* name is a literal. A value with data == NULL leaves the attribute out; HTML_BARE writes it without a value. */
typedef struct HtmlAttribute {
	const char *name;
	Str value;
} HtmlAttribute;

extern const char html_bare[]; /* told by its address: an empty text that came from elsewhere is not bare */
#define HTML_BARE ((Str){.data = html_bare, .length = 0})
/* html_open(out, "div", ATTRIBUTES({"class", S("card")}, {"id", id})) */
#define ATTRIBUTES(...) ((const HtmlAttribute[]){__VA_ARGS__, {NULL, {0}}})
#define NO_ATTRIBUTES ((const HtmlAttribute[]){{NULL, {0}}})

/* A value of href, src, action, formaction or xlink:href that runs script (html_url_is_safe says so) is asserted
 * against: whoever keeps an address that a person typed checks it before it is kept and before it is shown. */
bool html_url_is_safe(Str url);

Html html_make(Arena *arena);
void html_open(Html *out, const char *tag, const HtmlAttribute *attributes);
void html_close(Html *out, const char *tag);
/* An element without content: input, img, meta, path. */
void html_void(Html *out, const char *tag, const HtmlAttribute *attributes);
/* <tag …>text</tag> */
void html_element(Html *out, const char *tag, const HtmlAttribute *attributes, Str text);
void html_text(Html *out, Str text);
/* Text in which line breaks show: <br> between lines. */
void html_lines(Html *out, Str text);
void html_add(Html *out, Markup markup);
Markup html_finish(Html *out); /* asserts that every element is closed */
bool markup_is_empty(Markup markup);
/* Text as markup, escaped: where a component takes markup and there is only text. */
Markup markup_from_text(Arena *arena, Str text);

#endif

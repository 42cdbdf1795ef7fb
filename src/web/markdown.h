/* A small part of Markdown (CommonMark) as our own HTML: headings of two levels, paragraphs, lists, bold, emphasis, links and
 * line breaks. The one file that includes the library is markdown.c.
 *
 * Not: raw HTML, pictures, code, quotations, tables, lines across. markdown_check refuses them with their line, and
 * markdown_write leaves out what it does not know: nothing of a text becomes markup but through the writer.
 */
#ifndef KITH_WEB_MARKDOWN_H
#define KITH_WEB_MARKDOWN_H

#include "base/problems.h"
#include "web/html.h"

enum { MARKDOWN_BYTES_MAX = 64 * 1024, MARKDOWN_DEPTH_MAX = 8 };

/* What stands for {{name}} in a text; a Str without data when there is no such field. */
typedef Str MarkdownField(const void *context, Str name);

/* Names what cannot be shown: file and first_line are the text's place. A link must lead to a path of ours, to http or https,
 * to tel: or to mailto:. field may be NULL: then there are no fields. STATUS_INVALID when anything was added. */
Status markdown_check(Arena *arena, Str text, Str file, uint32_t first_line, MarkdownField *field, const void *context,
	Problems *problems) MUST_USE;

/* Writes a text that was checked. "## " is an h2, "### " an h3. */
void markdown_write(Html *out, Arena *arena, Str text, MarkdownField *field, const void *context);

/* Its words alone, paragraphs and list items a line each: for measuring how hard it is to read. */
Str markdown_words(Arena *arena, Str text);

#endif

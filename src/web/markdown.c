#include "web/markdown.h"

#include <cmark.h>

enum { HEADING_LEAST = 2, HEADING_MOST = 3 };

/* The document, or NULL when the text is too long. */
static cmark_node *parse(Str text)
{
	if (text.length > MARKDOWN_BYTES_MAX)
		return NULL;
	cmark_node *document = cmark_parse_document(text.data == NULL ? "" : text.data, text.length,
		CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8);
	if (document != NULL)
		cmark_consolidate_text_nodes(document); /* {{a_field}} comes in three pieces */
	return document;
}

/* Cuts the next "{{name}}" off: what stands before it, and its name; false when there is none. */
static bool next_field(Str *rest, Str *before, Str *name)
{
	size_t open = 0;
	size_t close = 0;
	if (!str_find(*rest, S("{{"), &open))
		return false;
	Str after = str_slice(*rest, open + 2, rest->length);
	if (!str_find(after, S("}}"), &close))
		return false;
	*before = str_slice(*rest, 0, open);
	*name = str_slice(after, 0, close);
	*rest = str_slice(after, close + 2, after.length);
	return true;
}

static bool link_is_allowed(Str href)
{
	bool ours = str_starts_with(href, S("/")) && !str_starts_with(href, S("//"));
	bool known = str_starts_with(href, S("https://")) || str_starts_with(href, S("http://")) ||
		str_starts_with(href, S("tel:")) || str_starts_with(href, S("mailto:"));
	return (ours || known) && html_url_is_safe(href);
}

/* --- checking ---------------------------------------------------------------------------------------------------------- */

typedef struct Checking {
	Arena *arena;
	Str file;
	uint32_t first_line;
	uint32_t line; /* of the block: what stands inside one has no place of its own */
	MarkdownField *field;
	const void *context;
	Problems *problems;
} Checking;

static const struct { cmark_node_type type; const char *words; } REFUSED[] = {
	{CMARK_NODE_HTML_BLOCK, "HTML"}, {CMARK_NODE_HTML_INLINE, "HTML"}, {CMARK_NODE_IMAGE, "A picture"},
	{CMARK_NODE_CODE_BLOCK, "Code (a line that begins with four blanks)"}, {CMARK_NODE_CODE, "Code"},
	{CMARK_NODE_BLOCK_QUOTE, "A quotation"}, {CMARK_NODE_THEMATIC_BREAK, "A line across"},
};

static void complain(const Checking *checking, const char *what, Str about)
{
	Status added = problems_add_format(checking->problems, (Problem){.file = checking->file, .line = checking->line},
		"%s%.*s", what, STR_ARG(about));
	(void)added; /* counted in problems */
}

static void check_text(const Checking *checking, Str text)
{
	Str before = {0};
	Str name = {0};
	while (next_field(&text, &before, &name))
		if (checking->field == NULL || checking->field(checking->context, name).data == NULL)
			complain(checking, "There is no field of this name: ", name);
}

static void check_node(Checking *checking, cmark_node *node, int depth)
{
	cmark_node_type type = cmark_node_get_type(node);
	int line = cmark_node_get_start_line(node);
	if (line > 0)
		checking->line = checking->first_line + (uint32_t)line - 1;
	for (size_t i = 0; i < sizeof REFUSED / sizeof REFUSED[0]; i++)
		if (REFUSED[i].type == type)
			complain(checking, REFUSED[i].words, S(" cannot be shown here. Use headings, paragraphs, lists, bold and links."));
	if (type == CMARK_NODE_HEADING &&
	    (cmark_node_get_heading_level(node) < HEADING_LEAST || cmark_node_get_heading_level(node) > HEADING_MOST))
		complain(checking, "A heading must begin with ## or ###; the page's title is its first.", (Str){0});
	if (type == CMARK_NODE_LINK && !link_is_allowed(str_from_c(cmark_node_get_url(node))))
		complain(checking, "A link must lead to a path such as /check, to https://, tel: or mailto:, not to ",
			str_from_c(cmark_node_get_url(node)));
	if (type == CMARK_NODE_TEXT)
		check_text(checking, str_from_c(cmark_node_get_literal(node)));
	if (depth > MARKDOWN_DEPTH_MAX) {
		complain(checking, "This is nested too deeply to be read.", (Str){0});
		return;
	}
	for (cmark_node *child = cmark_node_first_child(node); child != NULL; child = cmark_node_next(child))
		check_node(checking, child, depth + 1);
}

Status markdown_check(Arena *arena, Str text, Str file, uint32_t first_line, MarkdownField *field, const void *context,
	Problems *problems)
{
	size_t before = problems->total;
	cmark_node *document = parse(text);
	Checking checking = {.arena = arena, .file = file, .first_line = first_line, .line = first_line, .field = field,
		.context = context, .problems = problems};
	if (document == NULL) {
		complain(&checking, "This text is longer than the 64 KB that are read.", (Str){0});
		return STATUS_INVALID;
	}
	check_node(&checking, document, 0);
	cmark_node_free(document);
	return problems->total == before ? STATUS_OK : STATUS_INVALID;
}

/* --- writing ----------------------------------------------------------------------------------------------------------- */

typedef struct Writing {
	Html *out;
	Arena *arena;
	MarkdownField *field;
	const void *context;
} Writing;

/* The library's text lives no longer than its document. */
static Str keep(const Writing *writing, const char *text)
{
	return str_copy(writing->arena, str_from_c(text));
}

static void write_text(const Writing *writing, Str text)
{
	Str before = {0};
	Str name = {0};
	while (next_field(&text, &before, &name)) {
		html_text(writing->out, before);
		if (writing->field != NULL)
			html_text(writing->out, writing->field(writing->context, name));
	}
	html_text(writing->out, text);
}

static void write_node(const Writing *writing, cmark_node *node, int depth);

static void write_children(const Writing *writing, cmark_node *node, int depth)
{
	if (depth > MARKDOWN_DEPTH_MAX)
		return;
	for (cmark_node *child = cmark_node_first_child(node); child != NULL; child = cmark_node_next(child))
		write_node(writing, child, depth + 1);
}

static void write_inside(const Writing *writing, cmark_node *node, int depth, const char *tag, const HtmlAttribute *attributes)
{
	html_open(writing->out, tag, attributes);
	write_children(writing, node, depth);
	html_close(writing->out, tag);
}

/* In a list whose items are one line each, an item's paragraph is no paragraph. */
static void write_paragraph(const Writing *writing, cmark_node *node, int depth)
{
	cmark_node *parent = cmark_node_parent(node);
	cmark_node *list = parent == NULL ? NULL : cmark_node_parent(parent);
	bool tight = list != NULL && cmark_node_get_type(list) == CMARK_NODE_LIST && cmark_node_get_list_tight(list) != 0;
	if (tight)
		write_children(writing, node, depth);
	else
		write_inside(writing, node, depth, "p", ATTRIBUTES({"class", S("govuk-body")}));
}

static void write_list(const Writing *writing, cmark_node *node, int depth)
{
	bool numbered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
	write_inside(writing, node, depth, numbered ? "ol" : "ul", ATTRIBUTES({"class", numbered
		? S("govuk-list govuk-list--number") : S("govuk-list govuk-list--bullet")}));
}

static void write_link(const Writing *writing, cmark_node *node, int depth)
{
	Str href = keep(writing, cmark_node_get_url(node));
	if (link_is_allowed(href))
		write_inside(writing, node, depth, "a", ATTRIBUTES({"class", S("govuk-link")}, {"href", href}));
	else
		write_children(writing, node, depth);
}

static void write_heading(const Writing *writing, cmark_node *node, int depth)
{
	bool second = cmark_node_get_heading_level(node) <= HEADING_LEAST;
	write_inside(writing, node, depth, second ? "h2" : "h3", ATTRIBUTES({"class", second ? S("govuk-heading-m")
		: S("govuk-heading-s")}));
}

static void write_node(const Writing *writing, cmark_node *node, int depth)
{
	switch ((int)cmark_node_get_type(node)) {
	case CMARK_NODE_DOCUMENT:
		write_children(writing, node, depth);
		break;
	case CMARK_NODE_HEADING:
		write_heading(writing, node, depth);
		break;
	case CMARK_NODE_PARAGRAPH:
		write_paragraph(writing, node, depth);
		break;
	case CMARK_NODE_LIST:
		write_list(writing, node, depth);
		break;
	case CMARK_NODE_ITEM:
		write_inside(writing, node, depth, "li", NO_ATTRIBUTES);
		break;
	case CMARK_NODE_EMPH:
		write_inside(writing, node, depth, "em", NO_ATTRIBUTES);
		break;
	case CMARK_NODE_STRONG:
		write_inside(writing, node, depth, "strong", NO_ATTRIBUTES);
		break;
	case CMARK_NODE_LINK:
		write_link(writing, node, depth);
		break;
	case CMARK_NODE_TEXT:
		write_text(writing, keep(writing, cmark_node_get_literal(node)));
		break;
	case CMARK_NODE_SOFTBREAK:
		html_text(writing->out, S(" "));
		break;
	case CMARK_NODE_LINEBREAK:
		html_void(writing->out, "br", NO_ATTRIBUTES);
		break;
	default: /* what markdown_check refuses */
		break;
	}
}

void markdown_write(Html *out, Arena *arena, Str text, MarkdownField *field, const void *context)
{
	cmark_node *document = parse(text);
	if (document == NULL)
		return;
	write_node(&(Writing){.out = out, .arena = arena, .field = field, .context = context}, document, 0);
	cmark_node_free(document);
}

/* --- words ------------------------------------------------------------------------------------------------------------- */

Str markdown_words(Arena *arena, Str text)
{
	Buffer out = buffer_make(arena, MARKDOWN_BYTES_MAX * (size_t)2);
	cmark_node *document = parse(text);
	if (document == NULL)
		return (Str){0};
	cmark_iter *walk = cmark_iter_new(document);
	for (cmark_event_type event = cmark_iter_next(walk); event != CMARK_EVENT_DONE; event = cmark_iter_next(walk)) {
		cmark_node *node = cmark_iter_get_node(walk);
		cmark_node_type type = cmark_node_get_type(node);
		if (event == CMARK_EVENT_ENTER && type == CMARK_NODE_TEXT)
			buffer_add(&out, str_from_c(cmark_node_get_literal(node)));
		else if (type == CMARK_NODE_SOFTBREAK)
			buffer_add_character(&out, ' ');
		else if (event == CMARK_EVENT_EXIT && (type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING))
			buffer_add_character(&out, '\n');
	}
	cmark_iter_free(walk);
	cmark_node_free(document);
	return buffer_str(&out);
}

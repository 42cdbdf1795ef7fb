/* From YAML text to a tree of nodes: the one file that includes libyaml. */
#include "base/yaml.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

typedef struct YamlReading {
	Arena *arena;
	Str file;
	Problems *problems;
	yaml_parser_t parser;
	yaml_event_t event;
	bool holds_event;
	bool any_problem;
	size_t node_count;
} YamlReading;

static Problem place_of_mark(const YamlReading *reading, yaml_mark_t mark)
{
	return (Problem){.file = reading->file, .line = (uint32_t)mark.line + 1, .column = (uint32_t)mark.column + 1};
}

static void refuse(YamlReading *reading, yaml_mark_t mark, Str message)
{
	Problem problem = place_of_mark(reading, mark);
	problem.message = message;
	(void)problems_add(reading->problems, problem);
	reading->any_problem = true;
}

/* What libyaml says, and what somebody who edits a practice file has most likely done. */
static const struct { Str said; Str means; } SYNTAX_WORDS[] = {
	{S_INIT("mapping values are not allowed in this context"),
		S_INIT("a colon stands where no key can be; put a text that has a colon in quotes, and check the indentation")},
	{S_INIT("found character that cannot start any token"),
		S_INIT("this character cannot start a value; indent with spaces, not tabs, and put a text that starts with @, "
			"` or % in quotes")},
	{S_INIT("found a tab character that violates indentation"), S_INIT("indent with spaces, not tabs")},
	{S_INIT("did not find expected key"),
		S_INIT("a key was expected here; check the indentation and the quotes above")},
	{S_INIT("did not find expected '-' indicator"),
		S_INIT("a list item (\"- \") was expected here; check the indentation")},
	{S_INIT("could not find expected ':'"), S_INIT("a colon and a space were expected after the key")},
	{S_INIT("did not find expected ',' or ']'"), S_INIT("a comma or the list's closing ] was expected here")},
	{S_INIT("did not find expected ',' or '}'"), S_INIT("a comma or the mapping's closing } was expected here")},
	{S_INIT("found unexpected end of stream"), S_INIT("the file ends inside a text in quotes; close the quotes")},
};

static const Str NO_MEMORY = S_INIT("the machine has no memory left to read this file: try again");

static void refuse_syntax(YamlReading *reading)
{
	Str said = str_from_c(reading->parser.problem);
	Str means = said.length == 0 ? S("this is not YAML") : said;
	if (reading->parser.error == YAML_MEMORY_ERROR)
		means = NO_MEMORY;
	for (size_t i = 0; i < sizeof SYNTAX_WORDS / sizeof SYNTAX_WORDS[0]; i++)
		if (str_equal(said, SYNTAX_WORDS[i].said))
			means = SYNTAX_WORDS[i].means;
	refuse(reading, reading->parser.problem_mark, means);
}

static bool event_next(YamlReading *reading)
{
	if (reading->holds_event)
		yaml_event_delete(&reading->event);
	reading->holds_event = yaml_parser_parse(&reading->parser, &reading->event) != 0;
	if (!reading->holds_event)
		refuse_syntax(reading);
	return reading->holds_event;
}

static void refuse_anchor_and_tag(YamlReading *reading, const yaml_char_t *anchor, const yaml_char_t *tag)
{
	if (anchor != NULL)
		refuse(reading, reading->event.start_mark,
			S("anchors (&name) are not used here; write the value where it is needed"));
	if (tag != NULL)
		refuse(reading, reading->event.start_mark, S("tags (!name) are not used here; write the plain value"));
}

static YamlNode *node_make(YamlReading *reading, YamlKind kind)
{
	if (reading->node_count == YAML_NODES_MAX) {
		refuse(reading, reading->event.start_mark, S("the file has too many values (more than 100,000); split it"));
		return NULL;
	}
	reading->node_count++;
	YamlNode *node = ARENA_NEW(reading->arena, YamlNode);
	*node = (YamlNode){
		.kind = kind,
		.line = (uint32_t)reading->event.start_mark.line + 1,
		.column = (uint32_t)reading->event.start_mark.column + 1,
		.end_line = (uint32_t)reading->event.end_mark.line + 1,
		.end_column = (uint32_t)reading->event.end_mark.column + 1,
		.file = reading->file,
	};
	return node;
}

/* libyaml says of a list or mapping without brackets that it ends where the next thing begins. */
static void collection_end(const YamlReading *reading, YamlNode *node, const YamlNode *last)
{
	if (node->flow) {
		node->end_line = (uint32_t)reading->event.end_mark.line + 1;
		node->end_column = (uint32_t)reading->event.end_mark.column + 1;
		return;
	}
	node->end_line = last == NULL ? node->line : last->end_line;
	if (last != NULL && last->end_column == 1 && last->end_line > last->line)
		node->end_line--;
	node->end_column = 0;
}

static Str event_text(YamlReading *reading)
{
	Str borrowed = {.data = (const char *)reading->event.data.scalar.value,
		.length = reading->event.data.scalar.length};
	return str_copy(reading->arena, borrowed);
}

static YamlNode *scalar_read(YamlReading *reading)
{
	refuse_anchor_and_tag(reading, reading->event.data.scalar.anchor, reading->event.data.scalar.tag);
	bool quoted = reading->event.data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
	YamlNode *node = node_make(reading, YAML_KIND_SCALAR);
	if (node == NULL)
		return NULL;
	node->text = event_text(reading);
	node->quoted = quoted;
	if (!str_is_utf8(node->text))
		refuse(reading, reading->event.start_mark, S("a text may not contain the character nul (\\0)"));
	if (!quoted && node->text.length == 0)
		node->kind = YAML_KIND_NULL;
	return node;
}

static YamlNode *node_read(YamlReading *reading, int depth);

/* The list grows by doubling; what is left behind is at most as much again. */
static void *list_with_room(Arena *arena, void *items, size_t count, size_t element_bytes)
{
	bool full = count == 0 || (count >= 4 && (count & (count - 1)) == 0);
	if (!full)
		return items;
	void *larger = arena_allocate_array(arena, count < 4 ? 4 : count * 2, element_bytes);
	if (count > 0)
		memcpy(larger, items, count * element_bytes);
	return larger;
}

static YamlNode *sequence_read(YamlReading *reading, int depth)
{
	refuse_anchor_and_tag(reading, reading->event.data.sequence_start.anchor, reading->event.data.sequence_start.tag);
	YamlNode *node = node_make(reading, YAML_KIND_SEQUENCE);
	if (node == NULL)
		return NULL;
	node->flow = reading->event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
	const YamlNode **items = NULL;
	while (event_next(reading)) {
		if (reading->event.type == YAML_SEQUENCE_END_EVENT) {
			node->items = items;
			collection_end(reading, node, node->count == 0 ? NULL : items[node->count - 1]);
			return node;
		}
		const YamlNode *item = node_read(reading, depth + 1);
		if (item == NULL)
			return NULL;
		items = list_with_room(reading->arena, items, node->count, sizeof(const YamlNode *));
		items[node->count++] = item;
	}
	return NULL;
}

static bool key_read(YamlReading *reading, YamlPair *out)
{
	if (reading->event.type != YAML_SCALAR_EVENT) {
		refuse(reading, reading->event.start_mark, S("a key must be plain text, not a list, a mapping or an alias"));
		return false;
	}
	refuse_anchor_and_tag(reading, reading->event.data.scalar.anchor, reading->event.data.scalar.tag);
	*out = (YamlPair){
		.key = event_text(reading),
		.line = (uint32_t)reading->event.start_mark.line + 1,
		.column = (uint32_t)reading->event.start_mark.column + 1,
	};
	if (out->key.length == 0 || !str_is_utf8(out->key))
		refuse(reading, reading->event.start_mark, S("a key is empty or has a nul character; give it a name"));
	return true;
}

static int pair_compare(const void *left, const void *right)
{
	const YamlPair *first = *(const YamlPair *const *)left;
	const YamlPair *second = *(const YamlPair *const *)right;
	int order = str_compare(first->key, second->key);
	if (order == 0)
		order = (first->line > second->line) - (first->line < second->line);
	return order != 0 ? order : (first->column > second->column) - (first->column < second->column);
}

/* Sorted, so that a file of nothing but keys costs no more than it should. */
static void refuse_duplicate_keys(YamlReading *reading, const YamlNode *mapping)
{
	if (mapping->count < 2)
		return;
	const YamlPair **sorted = ARENA_ARRAY(reading->arena, const YamlPair *, mapping->count);
	for (size_t i = 0; i < mapping->count; i++)
		sorted[i] = &mapping->pairs[i];
	qsort(sorted, mapping->count, sizeof *sorted, pair_compare);
	for (size_t i = 1; i < mapping->count; i++) {
		if (!str_equal(sorted[i - 1]->key, sorted[i]->key))
			continue;
		Problem place = {.file = reading->file, .line = sorted[i]->line, .column = sorted[i]->column};
		(void)problems_add_format(reading->problems, place, "the key \"%.*s\" stands here a second time; it is "
			"already on line %u", STR_ARG(sorted[i]->key), sorted[i - 1]->line);
		reading->any_problem = true;
	}
}

static YamlNode *mapping_read(YamlReading *reading, int depth)
{
	refuse_anchor_and_tag(reading, reading->event.data.mapping_start.anchor, reading->event.data.mapping_start.tag);
	YamlNode *node = node_make(reading, YAML_KIND_MAPPING);
	if (node == NULL)
		return NULL;
	node->flow = reading->event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
	YamlPair *pairs = NULL;
	while (event_next(reading)) {
		if (reading->event.type == YAML_MAPPING_END_EVENT) {
			node->pairs = pairs;
			collection_end(reading, node, node->count == 0 ? NULL : pairs[node->count - 1].value);
			refuse_duplicate_keys(reading, node);
			return node;
		}
		YamlPair pair = {0};
		if (!key_read(reading, &pair) || !event_next(reading))
			return NULL;
		pair.value = node_read(reading, depth + 1);
		if (pair.value == NULL)
			return NULL;
		pairs = list_with_room(reading->arena, pairs, node->count, sizeof *pairs);
		pairs[node->count++] = pair;
	}
	return NULL;
}

/* Reads the node that the current event begins. NULL when reading cannot go on. */
static YamlNode *node_read(YamlReading *reading, int depth)
{
	if (depth > YAML_DEPTH_MAX) {
		refuse(reading, reading->event.start_mark, S("the nesting is too deep; at most 16 levels are read"));
		return NULL;
	}
	yaml_event_type_t type = reading->event.type;
	if (type == YAML_SCALAR_EVENT)
		return scalar_read(reading);
	if (type == YAML_SEQUENCE_START_EVENT)
		return sequence_read(reading, depth);
	if (type == YAML_MAPPING_START_EVENT)
		return mapping_read(reading, depth);
	assert(type == YAML_ALIAS_EVENT);
	refuse(reading, reading->event.start_mark,
		S("aliases (*name) are not used here; write the value where it is needed"));
	return node_make(reading, YAML_KIND_NULL);
}

static void refuse_directives(YamlReading *reading)
{
	const yaml_event_t *event = &reading->event;
	if (event->data.document_start.version_directive != NULL
	    || event->data.document_start.tag_directives.start != event->data.document_start.tag_directives.end)
		refuse(reading, event->start_mark, S("directives (lines that start with %) are not used here"));
}

static YamlNode *document_read(YamlReading *reading)
{
	if (!event_next(reading)) /* the stream's start */
		return NULL;
	if (!event_next(reading))
		return NULL;
	if (reading->event.type == YAML_STREAM_END_EVENT)
		return node_make(reading, YAML_KIND_NULL);
	refuse_directives(reading);
	if (!event_next(reading))
		return NULL;
	YamlNode *root = node_read(reading, 1);
	if (root == NULL || !event_next(reading) || !event_next(reading)) /* the document's end, then what follows it */
		return NULL;
	if (reading->event.type != YAML_STREAM_END_EVENT)
		refuse(reading, reading->event.start_mark, S("a second document starts here; one file holds one"));
	return root;
}

static uint32_t line_of_byte(Str text, size_t at)
{
	uint32_t line = 1;
	for (size_t i = 0; i < at; i++)
		line += text.data[i] == '\n' ? 1 : 0;
	return line;
}

/* The longest piece that is good text ends where the bad byte is; pieces are lines, so this stays quick. */
static Status refuse_encoding(Str file, Str text, Problems *problems)
{
	Str rest = text;
	Str line = {0};
	while (str_next(&rest, '\n', &line)) {
		if (!str_is_utf8(line))
			break;
	}
	size_t at = line.data == NULL ? 0 : (size_t)(line.data - text.data);
	return problems_add(problems, (Problem){.file = file, .line = line_of_byte(text, at),
		.message = S("this line is not UTF-8 text; save the file as UTF-8")});
}

Status yaml_parse(Arena *arena, Str file_name, Str text, Problems *problems, const YamlNode **out)
{
	if (text.length > YAML_BYTES_MAX)
		return problems_add(problems, (Problem){.file = file_name,
			.message = S("the file is larger than 1 MiB; split it")});
	if (!str_is_utf8(text))
		return refuse_encoding(file_name, text, problems);
	YamlReading reading = {.arena = arena, .file = str_copy(arena, file_name), .problems = problems};
	if (yaml_parser_initialize(&reading.parser) == 0)
		return problems_add(problems, (Problem){.file = file_name, .message = NO_MEMORY});
	static const unsigned char EMPTY[1] = {0};
	yaml_parser_set_encoding(&reading.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&reading.parser, text.length == 0 ? EMPTY : (const unsigned char *)text.data,
		text.length);
	const YamlNode *root = document_read(&reading);
	if (reading.holds_event)
		yaml_event_delete(&reading.event);
	yaml_parser_delete(&reading.parser);
	if (root == NULL || reading.any_problem)
		return STATUS_INVALID;
	*out = root;
	return STATUS_OK;
}

const YamlNode *yaml_member(const YamlNode *mapping, Str key)
{
	if (mapping == NULL || mapping->kind != YAML_KIND_MAPPING)
		return NULL;
	for (size_t i = 0; i < mapping->count; i++)
		if (str_equal(mapping->pairs[i].key, key))
			return mapping->pairs[i].value;
	return NULL;
}

Str yaml_text(const YamlNode *node)
{
	return node == NULL || node->kind != YAML_KIND_SCALAR ? (Str){0} : node->text;
}

Str yaml_kind_words(const YamlNode *node)
{
	static const Str WORDS[] = {
		[YAML_KIND_NULL] = S_INIT("nothing"),
		[YAML_KIND_SCALAR] = S_INIT("text"),
		[YAML_KIND_SEQUENCE] = S_INIT("a list"),
		[YAML_KIND_MAPPING] = S_INIT("a mapping"),
	};
	return node == NULL ? WORDS[YAML_KIND_NULL] : WORDS[node->kind];
}

Problem yaml_place(const YamlNode *node)
{
	return node == NULL ? (Problem){0} : (Problem){.file = node->file, .line = node->line, .column = node->column};
}

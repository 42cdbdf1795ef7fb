/* One change of a YAML text by its places. */
#include "base/yaml_edit.h"

#include <assert.h>

enum { EDITED_BYTES_MAX = 4 * YAML_BYTES_MAX };

/* What YAML takes for the end of a line, inside quotes too, beside the line feed; and how it is written instead. */
static const struct { Str character; Str escaped; } BREAKS[] = {
	{S_INIT("\n"), S_INIT("\\n")}, {S_INIT("\r"), S_INIT("\\r")}, {S_INIT("\xC2\x85"), S_INIT("\\N")},
	{S_INIT("\xE2\x80\xA8"), S_INIT("\\L")}, {S_INIT("\xE2\x80\xA9"), S_INIT("\\P")},
};
enum { BREAK_COUNT = sizeof BREAKS / sizeof *BREAKS };

/* The bytes of the end of a line that stands at a place; 0 when none does. Places of nodes are counted by the same ends. */
static size_t break_at(Str source, size_t at)
{
	Str rest = str_slice(source, at, source.length);
	if (str_starts_with(rest, S("\r\n")))
		return 2;
	for (size_t i = 0; i < BREAK_COUNT; i++)
		if (str_starts_with(rest, BREAKS[i].character))
			return BREAKS[i].character.length;
	return 0;
}

static size_t line_start(Str source, uint32_t line)
{
	size_t at = 0;
	for (uint32_t number = 1; number < line && at < source.length;) {
		size_t end = break_at(source, at);
		at += end > 0 ? end : 1;
		number += end > 0 ? 1 : 0;
	}
	return at;
}

/* The byte of a place; columns count characters. */
static size_t byte_of(Str source, uint32_t line, uint32_t column)
{
	size_t at = line_start(source, line);
	for (uint32_t passed = 1; passed < column && at < source.length; passed++) {
		at++;
		while (at < source.length && ((unsigned char)source.data[at] & 0xC0) == 0x80)
			at++;
	}
	return at;
}

static Str spliced(Arena *arena, Str source, size_t from, size_t to, Str piece)
{
	Str parts[] = {str_slice(source, 0, from), piece, str_slice(source, to, source.length)};
	return str_join(arena, parts, 3, (Str){0});
}

Str yaml_quote(Arena *arena, Str words)
{
	bool broken = false;
	for (size_t i = 0; i < BREAK_COUNT; i++)
		broken = broken || str_contains(words, BREAKS[i].character);
	if (!broken)
		return str_format(arena, "'%.*s'", STR_ARG(str_replace(arena, words, S("'"), S("''"))));
	Str escaped = str_replace(arena, words, S("\\"), S("\\\\"));
	escaped = str_replace(arena, escaped, S("\""), S("\\\""));
	escaped = str_replace(arena, escaped, S("\t"), S("\\t"));
	for (size_t i = 0; i < BREAK_COUNT; i++)
		escaped = str_replace(arena, escaped, BREAKS[i].character, BREAKS[i].escaped);
	return str_format(arena, "\"%.*s\"", STR_ARG(escaped));
}

static bool is_block_text(const YamlNode *scalar)
{
	return scalar->end_column == 1 && scalar->end_line > scalar->line;
}

Str yaml_with_text(Arena *arena, Str source, const YamlNode *scalar, Str words)
{
	assert(scalar->kind == YAML_KIND_SCALAR || scalar->kind == YAML_KIND_NULL);
	Str quoted = yaml_quote(arena, words);
	if (scalar->kind == YAML_KIND_NULL)
		quoted = str_concat(arena, S(" "), quoted); /* it stands right behind the colon */
	if (is_block_text(scalar))
		quoted = str_concat(arena, quoted, S("\n"));
	return spliced(arena, source, byte_of(source, scalar->line, scalar->column),
		byte_of(source, scalar->end_line, scalar->end_column), quoted);
}

uint32_t yaml_last_line(const YamlNode *node)
{
	return is_block_text(node) ? node->end_line - 1 : node->end_line;
}

static const YamlPair *pair_of(const YamlNode *mapping, Str key)
{
	for (size_t i = 0; mapping->kind == YAML_KIND_MAPPING && i < mapping->count; i++)
		if (str_equal(mapping->pairs[i].key, key))
			return &mapping->pairs[i];
	return NULL;
}

Str yaml_with_pair(Arena *arena, Str source, const YamlNode *mapping, Str after, Str key, Str words)
{
	const YamlPair *before = pair_of(mapping, after);
	assert(before != NULL);
	Str quoted = yaml_quote(arena, words);
	if (mapping->flow) {
		size_t at = byte_of(source, before->value->end_line, before->value->end_column);
		return spliced(arena, source, at, at, str_format(arena, ", %.*s: %.*s", STR_ARG(key), STR_ARG(quoted)));
	}
	uint32_t last = yaml_last_line(before->value);
	Str line = str_format(arena, "%.*s: %.*s", STR_ARG(key), STR_ARG(quoted));
	return yaml_with_lines(arena, source, last + 1, last, yaml_indent(arena, line, before->column - 1));
}

Str yaml_without_pair(Arena *arena, Str source, const YamlNode *mapping, Str key)
{
	const YamlPair *pair = pair_of(mapping, key);
	assert(pair != NULL && pair != mapping->pairs);
	if (!mapping->flow)
		return yaml_with_lines(arena, source, pair->line, yaml_last_line(pair->value), (Str){0});
	const YamlNode *before = (pair - 1)->value;
	return spliced(arena, source, byte_of(source, before->end_line, before->end_column),
		byte_of(source, pair->value->end_line, pair->value->end_column), (Str){0});
}

Str yaml_with_lines(Arena *arena, Str source, uint32_t first, uint32_t last, Str lines)
{
	assert(last + 1 >= first);
	size_t from = line_start(source, first);
	size_t to = line_start(source, last + 1);
	/* A file may end without a line feed. */
	bool joined = from > 0 && from == source.length && source.data[from - 1] != '\n' && !str_is_empty(lines);
	return spliced(arena, source, from, to, joined ? str_concat(arena, S("\n"), lines) : lines);
}

Str yaml_indent(Arena *arena, Str lines, uint32_t spaces)
{
	Buffer out = buffer_make(arena, EDITED_BYTES_MAX);
	Str line = {0};
	while (str_next(&lines, '\n', &line)) {
		for (uint32_t i = 0; !str_is_empty(line) && i < spaces; i++)
			buffer_add_character(&out, ' ');
		buffer_add(&out, line);
		buffer_add_character(&out, '\n');
	}
	return buffer_str(&out);
}

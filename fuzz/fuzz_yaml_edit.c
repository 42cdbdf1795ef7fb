/* A YAML file changed at one place, as a draft page does it: the words, a line feed "---" and the file. What was wanted
 * stands there, and everything else is as it was. */
#include <assert.h>

#include "base/yaml_edit.h"
#include "fuzz/fuzz_target.h"

enum { TEXT_BYTES_MAX = 16 * 1024 };

typedef struct Edit {
	Arena *arena;
	Str source;
	Str words;
	size_t scalars; /* met so far */
	size_t wanted;  /* which of them is changed */
	size_t compared;
	bool pair_added;
} Edit;

static const YamlNode *parse(Edit *edit, Str text)
{
	Problems problems = problems_make(edit->arena);
	const YamlNode *root = NULL;
	return yaml_parse(edit->arena, S("fuzz"), text, &problems, &root) == STATUS_OK ? root : NULL;
}

static bool is_text(const YamlNode *node)
{
	return node->kind == YAML_KIND_SCALAR;
}

static const YamlNode *nth_scalar(Edit *edit, const YamlNode *node)
{
	const YamlNode *found = NULL;
	if (is_text(node) && edit->scalars++ == edit->wanted)
		return node;
	for (size_t i = 0; found == NULL && i < node->count; i++)
		found = nth_scalar(edit, node->kind == YAML_KIND_MAPPING ? node->pairs[i].value : node->items[i]);
	return found;
}

/* The same tree but for the scalar that was changed. */
static void compare(Edit *edit, const YamlNode *was, const YamlNode *is)
{
	bool changed = is_text(was) && edit->compared++ == edit->wanted;
	assert(was->kind == is->kind && was->count == is->count);
	assert(!is_text(was) || str_equal(is->text, changed ? edit->words : was->text));
	for (size_t i = 0; i < was->count; i++) {
		if (was->kind == YAML_KIND_MAPPING)
			assert(str_equal(was->pairs[i].key, is->pairs[i].key));
		if (was->kind == YAML_KIND_MAPPING)
			compare(edit, was->pairs[i].value, is->pairs[i].value);
		else
			compare(edit, was->items[i], is->items[i]);
	}
}

/* Tabs, and keys behind a question mark: a file may have them, and then an edit may come to what the loader refuses. */
static bool is_odd(const Edit *edit)
{
	return str_contains(edit->source, S("\t")) || str_contains(edit->source, S("?"));
}

static void change_text(Edit *edit, const YamlNode *root)
{
	const YamlNode *scalar = nth_scalar(edit, root);
	if (scalar == NULL)
		return;
	const YamlNode *changed = parse(edit, yaml_with_text(edit->arena, edit->source, scalar, edit->words));
	if (changed != NULL) /* else the loader refuses it: a text may have stood where one in quotes cannot */
		compare(edit, root, changed);
}

/* A pair comes and goes again: the file is what it was. */
static void add_and_take_away(Edit *edit, const YamlNode *root)
{
	const YamlNode *mapping = root->kind == YAML_KIND_SEQUENCE && root->count > 0 ? root->items[0] : root;
	if (is_odd(edit) || mapping->kind != YAML_KIND_MAPPING || mapping->count == 0 || yaml_member(mapping, S("hint")) != NULL)
		return;
	Str after = mapping->pairs[mapping->count - 1].key;
	Str longer = yaml_with_pair(edit->arena, edit->source, mapping, after, S("hint"), edit->words);
	const YamlNode *changed = parse(edit, longer);
	if (changed == NULL)
		return;
	mapping = changed->kind == YAML_KIND_SEQUENCE ? changed->items[0] : changed;
	assert(str_equal(yaml_text(yaml_member(mapping, S("hint"))), edit->words));
	Str again = yaml_without_pair(edit->arena, longer, mapping, S("hint"));
	assert(str_equal(again, edit->source) || str_equal(again, str_concat(edit->arena, edit->source, S("\n"))));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Arena arena;
	size_t end = 0;
	Str text = {.data = (const char *)data, .length = size};
	if (size == 0 || size > TEXT_BYTES_MAX || data[0] >= 0x80 || !str_is_utf8(text) || !str_find(text, S("\n---\n"), &end) || end == 0)
		return 0;
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	/* The first byte chooses the place; a page's words are normalised before they come here. */
	Edit edit = {.arena = &arena, .words = str_normalise(&arena, str_slice(text, 1, end)),
		.source = str_slice(text, end + 5, text.length), .wanted = data[0] % 32U};
	const YamlNode *root = str_is_utf8(edit.words) ? parse(&edit, edit.source) : NULL;
	if (root != NULL) {
		change_text(&edit, root);
		add_and_take_away(&edit, root);
	}
	arena_clear(&arena);
	return 0;
}

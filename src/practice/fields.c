/* Fields of practice files: which there are, and how a value takes its place in the text. */
#include "practice/fields.h"

#include "base/yaml_edit.h"

typedef struct Fields {
	Arena *arena;
	PracticeField *items;
	size_t count;
} Fields;

static const YamlNode *root_of(Arena *arena, Str path, Str text)
{
	Problems unread = problems_make(arena);
	const YamlNode *root = NULL;
	return yaml_parse(arena, path, text, &unread, &root) == STATUS_OK ? root : NULL;
}

static Str paragraphs_text(Arena *arena, const YamlNode *list)
{
	Str *parts = ARENA_ARRAY(arena, Str, list->count + 1);
	for (size_t i = 0; i < list->count; i++)
		parts[i] = yaml_text(list->items[i]);
	return str_join(arena, parts, list->count, S("\n\n"));
}

static bool mapping_has(const YamlNode *mapping, Str key)
{
	return yaml_member(mapping, key) != NULL;
}

/* Adds the field when it can be changed: a text that stands there, or one that may come behind another. */
static void field_add(Fields *fields, PracticeField field)
{
	const YamlNode *value = yaml_member(field.mapping, field.key);
	bool is_text = value != NULL && value->kind == YAML_KIND_SCALAR;
	bool is_list = value != NULL && value->kind == YAML_KIND_SEQUENCE && field.paragraphs && !field.mapping->flow;
	if (fields->count == PRACTICE_FIELDS_MAX || field.mapping == NULL
	    || !(is_text || is_list || (value == NULL && field.optional && mapping_has(field.mapping, field.after))))
		return;
	if (is_list)
		field.value = paragraphs_text(fields->arena, value);
	else
		field.value = yaml_text(value);
	field.lines = field.lines || str_contains(field.value, S("\n"));
	field.name = str_concat(fields->arena, S("field-"), str_is_empty(field.name) ? field.key : field.name);
	fields->items[fields->count++] = field;
}

static void option_fields(Fields *fields, const YamlNode *options)
{
	Arena *arena = fields->arena;
	for (size_t i = 0; options != NULL && options->kind == YAML_KIND_SEQUENCE && i < options->count; i++) {
		const YamlNode *option = options->items[i];
		Str code = yaml_text(yaml_member(option, S("code")));
		field_add(fields, (PracticeField){.mapping = option, .key = S("resident"),
			.name = str_format(arena, "option-%.*s-resident", STR_ARG(code)),
			.label = str_format(arena, "Answer %.*s: what residents read", STR_ARG(code))});
		field_add(fields, (PracticeField){.mapping = option, .key = S("worker"), .after = S("resident"), .optional = true,
			.name = str_format(arena, "option-%.*s-worker", STR_ARG(code)),
			.label = str_format(arena, "Answer %.*s: what staff read", STR_ARG(code)),
			.hint = S("Left empty, staff read what residents read.")});
		field_add(fields, (PracticeField){.mapping = option, .key = S("hint"), .after = S("resident"), .optional = true,
			.name = str_format(arena, "option-%.*s-hint", STR_ARG(code)),
			.label = str_format(arena, "Answer %.*s: hint", STR_ARG(code)), .hint = S("May be empty.")});
	}
}

static void question_fields(Fields *fields, const YamlNode *question)
{
	field_add(fields, (PracticeField){.mapping = question, .key = S("resident"), .label = S("What residents read"),
		.hint = S("One idea, at most 15 words.")});
	field_add(fields, (PracticeField){.mapping = question, .key = S("worker"), .after = S("resident"), .optional = true,
		.label = S("What staff read"), .hint = S("Left empty, staff read what residents read.")});
	field_add(fields, (PracticeField){.mapping = question, .key = S("hint"), .after = S("resident"), .optional = true,
		.label = S("Hint for residents"), .hint = S("May be empty.")});
	option_fields(fields, yaml_member(question, S("options")));
	option_fields(fields, yaml_member(question, S("more_options")));
}

static void list_fields(Fields *fields, const YamlNode *list)
{
	option_fields(fields, yaml_member(list, S("options")));
}

static void letter_fields(Fields *fields, const YamlNode *letter)
{
	field_add(fields, (PracticeField){.mapping = letter, .key = S("title"), .label = S("Heading of the letter")});
	field_add(fields, (PracticeField){.mapping = letter, .key = S("paragraphs"), .paragraphs = true, .lines = true,
		.label = S("Paragraphs"), .hint = S("An empty line parts them. \"## \" begins a heading, \"- \" an item of a list, "
			"{{reasons}} is a field that the record fills in.")});
}

static void parts_fields(Fields *fields, const YamlNode *parts)
{
	static const struct { Str key; Str label; } PARTS[] = {{S_INIT("opening"), S_INIT("How a person's letter opens")},
		{S_INIT("closing"), S_INIT("How it closes")}, {S_INIT("other_opening"), S_INIT("How a letter to somebody else opens")},
		{S_INIT("other_closing"), S_INIT("How that closes")}};
	for (size_t i = 0; i < sizeof PARTS / sizeof PARTS[0]; i++)
		field_add(fields, (PracticeField){.mapping = parts, .key = PARTS[i].key, .label = PARTS[i].label, .paragraphs = true,
			.lines = true, .hint = S("An empty line parts paragraphs.")});
}

static void due_fields(Fields *fields, const YamlNode *due)
{
	field_add(fields, (PracticeField){.mapping = due, .key = S("within"), .label = S("Due within"),
		.hint = S("Such as 28 days, 2 working days or 12 months.")});
	field_add(fields, (PracticeField){.mapping = due, .key = S("urgent"), .after = S("within"), .optional = true,
		.label = S("Due within, when it is urgent"), .hint = S("May be empty: then the same.")});
}

static void target_fields(Fields *fields, const YamlNode *target)
{
	due_fields(fields, target);
	field_add(fields, (PracticeField){.mapping = target, .key = S("source"), .label = S("Where the council says so")});
}

static void pathway_fields(Fields *fields, const YamlNode *pathway)
{
	const YamlNode *outcomes = yaml_member(pathway, S("outcomes"));
	field_add(fields, (PracticeField){.mapping = pathway, .key = S("title"), .label = S("What the work is called")});
	due_fields(fields, yaml_member(pathway, S("due")));
	for (size_t i = 0; outcomes != NULL && outcomes->kind == YAML_KIND_SEQUENCE && i < outcomes->count; i++) {
		Str id = yaml_text(yaml_member(outcomes->items[i], S("id")));
		field_add(fields, (PracticeField){.mapping = outcomes->items[i], .key = S("label"),
			.name = str_format(fields->arena, "outcome-%.*s", STR_ARG(id)),
			.label = str_format(fields->arena, "Outcome %.*s", STR_ARG(id))});
	}
}

static void form_fields(Fields *fields, const YamlNode *form)
{
	const YamlNode *sections = yaml_member(form, S("sections"));
	field_add(fields, (PracticeField){.mapping = form, .key = S("title"), .label = S("What the form is called")});
	for (size_t i = 0; sections != NULL && sections->kind == YAML_KIND_SEQUENCE && i < sections->count; i++) {
		Str id = yaml_text(yaml_member(sections->items[i], S("id")));
		field_add(fields, (PracticeField){.mapping = sections->items[i], .key = S("title"),
			.name = str_format(fields->arena, "section-%.*s-title", STR_ARG(id)),
			.label = str_format(fields->arena, "Section %.*s: heading", STR_ARG(id))});
		field_add(fields, (PracticeField){.mapping = sections->items[i], .key = S("guidance"), .after = S("title"), .optional = true,
			.name = str_format(fields->arena, "section-%.*s-guidance", STR_ARG(id)), .hint = S("May be empty."),
			.label = str_format(fields->arena, "Section %.*s: a sentence under the heading", STR_ARG(id))});
	}
}

static void words_fields(Fields *fields, const YamlNode *group)
{
	for (size_t i = 0; group->kind == YAML_KIND_MAPPING && i < group->count; i++)
		field_add(fields, (PracticeField){.mapping = group, .key = group->pairs[i].key, .label = group->pairs[i].key});
}

/* Which files have fields, and what of the file is a thing. */
typedef enum ThingShape { THING_IS_FILE, THING_IS_ITEM, THING_IS_MEMBER } ThingShape;
static const struct Kind {
	Str path; /* a folder with its slash, or one file */
	ThingShape shape;
	Str id;    /* the key that names a thing */
	Str words; /* the key that says what it is */
	void (*fields)(Fields *fields, const YamlNode *node);
} KINDS[] = {
	{S_INIT("questions/"), THING_IS_ITEM, S_INIT("id"), S_INIT("resident"), question_fields},
	{S_INIT("lists/"), THING_IS_FILE, S_INIT("id"), S_INIT("id"), list_fields},
	{S_INIT("letters/"), THING_IS_FILE, S_INIT("id"), S_INIT("title"), letter_fields},
	{S_INIT("letter-parts.yaml"), THING_IS_FILE, S_INIT("id"), S_INIT("id"), parts_fields},
	{S_INIT("targets.yaml"), THING_IS_ITEM, S_INIT("pathway"), S_INIT("within"), target_fields},
	{S_INIT("pathways/"), THING_IS_FILE, S_INIT("id"), S_INIT("title"), pathway_fields},
	{S_INIT("forms/"), THING_IS_FILE, S_INIT("id"), S_INIT("title"), form_fields},
	{S_INIT("words/"), THING_IS_MEMBER, S_INIT(""), S_INIT(""), words_fields},
};

static const struct Kind *kind_of(Str path)
{
	for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++)
		if (str_ends_with(KINDS[i].path, S("/")) ? str_starts_with(path, KINDS[i].path) : str_equal(path, KINDS[i].path))
			return &KINDS[i];
	return NULL;
}

/* A file is a thing by the name that it has: letters/eligible.yaml. */
static Str file_id(const struct Kind *kind, const YamlNode *root, Str path)
{
	Str id = yaml_text(yaml_member(root, kind->id));
	return str_is_empty(id) ? path : id;
}

size_t practice_file_things(Arena *arena, Str path, Str text, PracticeThing **out)
{
	const struct Kind *kind = kind_of(path);
	const YamlNode *root = kind == NULL ? NULL : root_of(arena, path, text);
	size_t count = 0;
	*out = ARENA_ARRAY(arena, PracticeThing, PRACTICE_THINGS_MAX);
	if (root == NULL)
		return 0;
	if (kind->shape == THING_IS_FILE)
		(*out)[count++] = (PracticeThing){.id = file_id(kind, root, path), .words = yaml_text(yaml_member(root, kind->words))};
	for (size_t i = 0; kind->shape == THING_IS_ITEM && root->kind == YAML_KIND_SEQUENCE && i < root->count; i++)
		if (count < PRACTICE_THINGS_MAX && !str_is_empty(yaml_text(yaml_member(root->items[i], kind->id))))
			(*out)[count++] = (PracticeThing){.id = yaml_text(yaml_member(root->items[i], kind->id)),
				.words = yaml_text(yaml_member(root->items[i], kind->words))};
	for (size_t i = 0; kind->shape == THING_IS_MEMBER && root->kind == YAML_KIND_MAPPING && i < root->count; i++)
		if (count < PRACTICE_THINGS_MAX)
			(*out)[count++] = (PracticeThing){.id = root->pairs[i].key};
	return count;
}

static const YamlNode *thing_node(const struct Kind *kind, const YamlNode *root, Str path, Str thing)
{
	if (kind->shape == THING_IS_FILE)
		return str_equal(file_id(kind, root, path), thing) ? root : NULL;
	if (kind->shape == THING_IS_MEMBER)
		return yaml_member(root, thing);
	for (size_t i = 0; root->kind == YAML_KIND_SEQUENCE && i < root->count; i++)
		if (str_equal(yaml_text(yaml_member(root->items[i], kind->id)), thing))
			return root->items[i];
	return NULL;
}

size_t practice_thing_fields(Arena *arena, Str path, Str text, Str thing, PracticeField **out)
{
	const struct Kind *kind = kind_of(path);
	const YamlNode *root = kind == NULL ? NULL : root_of(arena, path, text);
	const YamlNode *node = root == NULL ? NULL : thing_node(kind, root, path, thing);
	Fields fields = {.arena = arena, .items = ARENA_ARRAY(arena, PracticeField, PRACTICE_FIELDS_MAX)};
	*out = fields.items;
	if (node == NULL)
		return 0;
	kind->fields(&fields, node);
	return fields.count;
}

/* The whole pair anew: "paragraphs:" and an item for each, parted by empty lines in value. */
static Str with_paragraphs(Arena *arena, Str text, const PracticeField *field, Str value)
{
	const YamlPair *pair = field->mapping->pairs;
	while (!str_equal(pair->key, field->key))
		pair++;
	Buffer lines = buffer_make(arena, YAML_BYTES_MAX);
	buffer_add_format(&lines, "%.*s:\n", STR_ARG(field->key));
	Str rest = value;
	while (!str_is_empty(rest)) {
		size_t at = rest.length;
		(void)str_find(rest, S("\n\n"), &at);
		Str paragraph = str_trim(str_slice(rest, 0, at));
		rest = str_slice(rest, at + 2 < rest.length ? at + 2 : rest.length, rest.length);
		if (!str_is_empty(paragraph))
			buffer_add_format(&lines, "  - %.*s\n", STR_ARG(yaml_quote(arena, paragraph)));
	}
	return yaml_with_lines(arena, text, pair->line, yaml_last_line(pair->value),
		yaml_indent(arena, buffer_str(&lines), pair->column - 1));
}

static Str with_value(Arena *arena, Str text, const PracticeField *field, Str value)
{
	const YamlNode *node = yaml_member(field->mapping, field->key);
	if (field->paragraphs)
		return with_paragraphs(arena, text, field, value);
	if (node == NULL)
		return yaml_with_pair(arena, text, field->mapping, field->after, field->key, value);
	if (!str_is_empty(value))
		return yaml_with_text(arena, text, node, value);
	/* The first key of a mapping carries the item's dash; taking it away is for the file's own text. */
	return str_equal(field->mapping->pairs[0].key, field->key) ? text
		: yaml_without_pair(arena, text, field->mapping, field->key);
}

/* What was typed, as it would stand there: paragraphs parted by one empty line each. */
static Str tidy(Arena *arena, const PracticeField *field, Str value)
{
	if (!field->paragraphs)
		return str_trim(value);
	enum { LINES_MAX = 2000 };
	Str *lines = ARENA_ARRAY(arena, Str, LINES_MAX);
	size_t count = 0;
	Str line = {0};
	bool empty = true;
	while (count < LINES_MAX && str_next(&value, '\n', &line)) {
		line = str_trim(line);
		if (str_is_empty(line) && empty)
			continue;
		empty = str_is_empty(line);
		lines[count++] = line;
	}
	while (count > 0 && str_is_empty(lines[count - 1]))
		count--;
	return str_join(arena, lines, count, S("\n"));
}

Status practice_thing_change(Arena *arena, Str path, Str text, Str thing, const Str *values, size_t count, Str *out,
	Problems *problems)
{
	PracticeField *fields = NULL;
	size_t before = problems->total;
	for (size_t i = 0; i < count; i++) {
		/* Every change moves the places behind it. */
		size_t now = practice_thing_fields(arena, path, text, thing, &fields);
		if (now != count)
			return problems_add(problems, (Problem){.message = S("The file cannot be read with these words. Open its text.")});
		Str value = tidy(arena, &fields[i], values[i]);
		if (str_equal(value, fields[i].value))
			continue;
		if (str_is_empty(value) && !fields[i].optional) {
			(void)problems_add(problems, (Problem){.field = fields[i].name, .message = S("Something must stand here.")});
			continue;
		}
		Str name = fields[i].name;
		text = with_value(arena, text, &fields[i], value);
		if (practice_thing_fields(arena, path, text, thing, &fields) != count || !str_equal(fields[i].value, value))
			return problems_add(problems, (Problem){.field = name,
				.message = S("These words cannot stand here. Change the file's text instead.")});
	}
	*out = text;
	return problems->total == before ? STATUS_OK : STATUS_INVALID;
}

/* From a tree of nodes to C structs, by the schema tables of yaml.h. */
#include "base/yaml.h"

#include <assert.h>
#include <string.h>

#include "base/nearest.h"
#include "base/yaml_types.h"

enum { NAME_LENGTH_MAX = 64, CODE_PATH_PARTS_MAX = 4, CODES_IN_MESSAGE_MAX = 12 };

typedef struct Filling {
	Arena *arena;
	Problems *problems;
} Filling;

static bool is_small_letter(char character)
{
	return character >= 'a' && character <= 'z';
}

/* Small letters and digits in groups parted by one separator. */
static bool is_parted_word(Str text, char separator)
{
	if (text.length == 0 || text.length > NAME_LENGTH_MAX || text.data[text.length - 1] == separator)
		return false;
	bool may_part = false;
	for (size_t i = 0; i < text.length; i++) {
		char character = text.data[i];
		bool parts = character == separator;
		if (parts ? !may_part : !is_small_letter(character) && !(character >= '0' && character <= '9'))
			return false;
		may_part = !parts;
	}
	return true;
}

bool yaml_is_code(Str text)
{
	return is_parted_word(text, '-');
}

bool yaml_is_name(Str text)
{
	return is_parted_word(text, '_') && is_small_letter(text.data[0]);
}

bool yaml_is_code_path(Str text)
{
	Str part = {0};
	size_t parts = 0;
	if (text.length == 0 || text.data[text.length - 1] == '/')
		return false;
	while (str_next(&text, '/', &part))
		if (++parts > CODE_PATH_PARTS_MAX || !yaml_is_code(part))
			return false;
	return true;
}

static Status refuse(const Filling *filling, const YamlNode *node, Str field, Str message)
{
	Problem problem = yaml_place(node);
	problem.field = field;
	problem.message = message;
	return problems_add(filling->problems, problem);
}

static Str shown(const Filling *filling, Str text)
{
	enum { SHOWN_BYTES_MAX = 60 };
	if (text.length <= SHOWN_BYTES_MAX)
		return text;
	size_t end = SHOWN_BYTES_MAX;
	while (end > 0 && ((unsigned char)text.data[end] & 0xC0U) == 0x80U) /* never half a character */
		end--;
	return str_concat(filling->arena, str_slice(text, 0, end), S("…"));
}

static size_t character_count(Str text)
{
	size_t count = 0;
	for (size_t i = 0; i < text.length; i++)
		count += ((unsigned char)text.data[i] & 0xC0U) != 0x80U ? 1 : 0;
	return count;
}

static Str codes_words(const Filling *filling, const YamlField *field)
{
	if (field->code_count > CODES_IN_MESSAGE_MAX)
		return str_format(filling->arena, "one of %zu codes", field->code_count);
	return str_join(filling->arena, field->codes, field->code_count, S(", "));
}

static Status code_find(const Filling *filling, const YamlField *field, const YamlNode *node, Str text, int *out)
{
	for (size_t i = 0; i < field->code_count; i++) {
		if (str_equal(field->codes[i], text)) {
			*out = (int)i;
			return STATUS_OK;
		}
	}
	Str nearest = nearest_name(text, field->codes, field->code_count);
	Str hint = nearest.length == 0 ? (Str){0} : str_format(filling->arena, "; did you mean %.*s?", STR_ARG(nearest));
	return refuse(filling, node, field->name, str_format(filling->arena,
		"\"%.*s\" is not allowed here; expected %.*s%.*s",
		STR_ARG(shown(filling, text)), STR_ARG(codes_words(filling, field)), STR_ARG(hint)));
}

static Status check_length(const Filling *filling, const YamlField *field, const YamlNode *node, Str text)
{
	YamlLimits limits = yaml_field_limits(field);
	if (field->list) /* the field's own limits count items */
		limits = yaml_type_limits(field->type);
	int64_t length = (int64_t)character_count(text);
	if (length >= limits.least && length <= limits.most)
		return STATUS_OK;
	return refuse(filling, node, field->name, str_format(filling->arena,
		"this text has %lld characters; expected %lld to %lld", (long long)length, (long long)limits.least,
		(long long)limits.most));
}

static Status check_range(const Filling *filling, const YamlField *field, const YamlNode *node, int64_t value)
{
	if (field->list || (field->least == 0 && field->most == 0) || (value >= field->least && value <= field->most))
		return STATUS_OK;
	bool money = field->type == YAML_TYPE_MONEY;
	Str least = money ? money_format(filling->arena, field->least)
		: str_format(filling->arena, "%lld", (long long)field->least);
	Str most = money ? money_format(filling->arena, field->most)
		: str_format(filling->arena, "%lld", (long long)field->most);
	return refuse(filling, node, field->name, str_format(filling->arena, "%.*s is out of range; expected %.*s to %.*s",
		STR_ARG(node->text), STR_ARG(least), STR_ARG(most)));
}

static Status refuse_type(const Filling *filling, const YamlField *field, const YamlNode *node)
{
	Str expected = yaml_type_words(field->type);
	if (node->kind != YAML_KIND_SCALAR)
		return refuse(filling, node, field->name, str_format(filling->arena, "%.*s was expected, found %.*s",
			STR_ARG(expected), STR_ARG(yaml_kind_words(node))));
	return refuse(filling, node, field->name, str_format(filling->arena, "\"%.*s\" is not right; %.*s was expected",
		STR_ARG(shown(filling, node->text)), STR_ARG(expected)));
}

static bool has_line_feed(Str text)
{
	return str_find(text, S("\n"), NULL);
}

static Status text_fill(const Filling *filling, const YamlField *field, const YamlNode *node, void *slot)
{
	Str text = str_normalise(filling->arena, str_trim(node->text));
	if (field->type == YAML_TYPE_TEXT && has_line_feed(text))
		return refuse(filling, node, field->name,
			S("this text must stay on one line; fold it with > or join its lines"));
	if (check_length(filling, field, node, text) != STATUS_OK)
		return STATUS_INVALID;
	int place = 0;
	if (field->codes != NULL && code_find(filling, field, node, text, &place) != STATUS_OK)
		return STATUS_INVALID;
	memcpy(slot, &text, sizeof text);
	return STATUS_OK;
}

static Status word_fill(const Filling *filling, const YamlField *field, const YamlNode *node, void *slot)
{
	int place = 0;
	if (field->codes != NULL && code_find(filling, field, node, node->text, &place) != STATUS_OK)
		return STATUS_INVALID;
	bool right = field->type == YAML_TYPE_NAME ? yaml_is_name(node->text)
		: field->type == YAML_TYPE_CODE_PATH ? yaml_is_code_path(node->text) : yaml_is_code(node->text);
	if (field->codes == NULL && !right)
		return refuse_type(filling, field, node);
	memcpy(slot, &node->text, sizeof node->text);
	return STATUS_OK;
}

static Status choice_fill(const Filling *filling, const YamlField *field, const YamlNode *node, void *slot)
{
	int place = 0;
	if (code_find(filling, field, node, node->text, &place) != STATUS_OK)
		return STATUS_INVALID;
	memcpy(slot, &place, sizeof place);
	return STATUS_OK;
}

static Status number_fill(const Filling *filling, const YamlField *field, const YamlNode *node, void *slot)
{
	int64_t value = 0;
	Status status = field->type == YAML_TYPE_MONEY ? money_parse(node->text, &value) : str_to_integer(node->text,
		&value);
	if (status != STATUS_OK)
		return refuse_type(filling, field, node);
	if (check_range(filling, field, node, value) != STATUS_OK)
		return STATUS_INVALID;
	memcpy(slot, &value, sizeof value);
	return STATUS_OK;
}

static Status boolean_fill(const Filling *filling, const YamlField *field, const YamlNode *node, void *slot)
{
	bool value = str_equal(node->text, S("true"));
	if (!value && !str_equal(node->text, S("false")))
		return refuse_type(filling, field, node);
	memcpy(slot, &value, sizeof value);
	return STATUS_OK;
}

static Status date_fill(const Filling *filling, const YamlField *field, const YamlNode *node, void *slot)
{
	Date date = DATE_NONE;
	if (date_parse(node->text, &date) != STATUS_OK)
		return refuse_type(filling, field, node);
	memcpy(slot, &date, sizeof date);
	return STATUS_OK;
}

static Status duration_fill(const Filling *filling, const YamlField *field, const YamlNode *node, void *slot)
{
	Duration duration = {0};
	if (duration_parse(node->text, &duration) != STATUS_OK)
		return refuse_type(filling, field, node);
	memcpy(slot, &duration, sizeof duration);
	return STATUS_OK;
}

typedef Status (*ScalarFill)(const Filling *filling, const YamlField *field, const YamlNode *node, void *slot);

static const ScalarFill SCALAR_FILLS[] = {
	[YAML_TYPE_TEXT] = text_fill,
	[YAML_TYPE_TEXT_BLOCK] = text_fill,
	[YAML_TYPE_CODE] = word_fill,
	[YAML_TYPE_CODE_PATH] = word_fill,
	[YAML_TYPE_NAME] = word_fill,
	[YAML_TYPE_CHOICE] = choice_fill,
	[YAML_TYPE_INTEGER] = number_fill,
	[YAML_TYPE_MONEY] = number_fill,
	[YAML_TYPE_BOOLEAN] = boolean_fill,
	[YAML_TYPE_DATE] = date_fill,
	[YAML_TYPE_DURATION] = duration_fill,
};

static Status struct_fill(const Filling *filling, const YamlNode *node, const YamlSchema *schema, void *out);

/* One value of the field's type; slot is where it goes. */
static Status value_fill(const Filling *filling, const YamlField *field, const YamlNode *node, void *slot)
{
	assert(field->type != YAML_TYPE_NODE && field->type != YAML_TYPE_STRUCT);
	if (node->kind != YAML_KIND_SCALAR)
		return refuse_type(filling, field, node);
	return SCALAR_FILLS[field->type](filling, field, node, slot);
}

static Status list_fill(const Filling *filling, const YamlField *field, const YamlNode *node, void *items_slot,
	void *count_slot)
{
	if (node->kind != YAML_KIND_SEQUENCE)
		return refuse(filling, node, field->name, str_format(filling->arena,
			"a list was expected, found %.*s; write [a, b] or "
			"a line \"- a\" for each item", STR_ARG(yaml_kind_words(node))));
	YamlLimits limits = yaml_field_limits(field);
	if ((int64_t)node->count < limits.least || (int64_t)node->count > limits.most)
		return refuse(filling, node, field->name, str_format(filling->arena,
			"this list has %zu items; expected %lld to %lld",
			node->count, (long long)limits.least, (long long)limits.most));
	size_t size_bytes = yaml_field_size(field);
	char *items = node->count == 0 ? NULL : arena_allocate_array(filling->arena, node->count, size_bytes);
	Status status = STATUS_OK;
	for (size_t i = 0; i < node->count; i++) {
		Status item_status = field->type == YAML_TYPE_STRUCT
			? struct_fill(filling, node->items[i], field->members, items + i * size_bytes)
			: value_fill(filling, field, node->items[i], items + i * size_bytes);
		status = item_status != STATUS_OK ? STATUS_INVALID : status;
	}
	const void *pointer = items;
	memcpy(items_slot, &pointer, sizeof pointer);
	memcpy(count_slot, &node->count, sizeof node->count);
	return status;
}

static Status member_fill(const Filling *filling, const YamlField *field, const YamlNode *node, void *slot)
{
	void *member = arena_allocate(filling->arena, field->members->size_bytes);
	Status status = struct_fill(filling, node, field->members, member);
	memcpy(slot, &member, sizeof member);
	return status;
}

static Status field_fill(const Filling *filling, const YamlField *field, const YamlNode *node, char *out)
{
	Status status = STATUS_OK;
	if (field->type == YAML_TYPE_NODE)
		memcpy(out + field->offset, &node, sizeof node);
	else if (node->kind == YAML_KIND_NULL)
		return refuse(filling, node, field->name, str_format(filling->arena, "nothing stands here; %.*s was expected",
			STR_ARG(field->list ? S("a list") : yaml_type_words(field->type))));
	else if (field->list)
		status = list_fill(filling, field, node, out + field->offset, out + field->count_offset);
	else if (field->type == YAML_TYPE_STRUCT)
		status = member_fill(filling, field, node, out + field->offset);
	else
		status = value_fill(filling, field, node, out + field->offset);
	if (status == STATUS_OK && field->validate != NULL)
		status = field->validate(node, out + field->offset, filling->problems);
	return status;
}

static void initial_fill(const YamlSchema *schema, char *out)
{
	if (schema->initial != NULL) {
		memcpy(out, schema->initial, schema->size_bytes);
		return;
	}
	memset(out, 0, schema->size_bytes);
	Date none = DATE_NONE;
	for (size_t i = 0; i < schema->field_count; i++)
		if (schema->fields[i].type == YAML_TYPE_DATE && !schema->fields[i].list)
			memcpy(out + schema->fields[i].offset, &none, sizeof none);
}

static Str nearest_field(const Filling *filling, const YamlSchema *schema, Str key)
{
	Str *names = ARENA_ARRAY(filling->arena, Str, schema->field_count);
	for (size_t i = 0; i < schema->field_count; i++)
		names[i] = schema->fields[i].name;
	Str nearest = nearest_name(key, names, schema->field_count);
	if (nearest.length > 0)
		return str_format(filling->arena, "did you mean %.*s?", STR_ARG(nearest));
	return str_format(filling->arena, "expected one of %.*s",
		STR_ARG(str_join(filling->arena, names, schema->field_count, S(", "))));
}

static bool field_is_known(const YamlSchema *schema, Str key)
{
	for (size_t i = 0; i < schema->field_count; i++)
		if (str_equal(schema->fields[i].name, key))
			return true;
	return false;
}

static Status refuse_unknown_keys(const Filling *filling, const YamlNode *node, const YamlSchema *schema)
{
	Status status = STATUS_OK;
	for (size_t i = 0; i < node->count; i++) {
		const YamlPair *pair = &node->pairs[i];
		if (field_is_known(schema, pair->key))
			continue;
		Problem place = {.file = node->file, .line = pair->line, .column = pair->column};
		status = problems_add_format(filling->problems, place, "\"%.*s\" is not a key of %s %.*s; %.*s",
			STR_ARG(shown(filling, pair->key)), yaml_article(schema->name), STR_ARG(schema->name),
			STR_ARG(nearest_field(filling, schema, pair->key)));
	}
	return status;
}

static Status struct_fill(const Filling *filling, const YamlNode *node, const YamlSchema *schema, void *out)
{
	char *bytes = out;
	initial_fill(schema, bytes);
	if (schema->keeps_node)
		memcpy(bytes + schema->node_offset, &node, sizeof node);
	if (node->kind != YAML_KIND_MAPPING)
		return refuse(filling, node, (Str){0}, str_format(filling->arena,
			"%s %.*s was expected (keys with values), found %.*s",
			yaml_article(schema->name), STR_ARG(schema->name), STR_ARG(yaml_kind_words(node))));
	Status status = refuse_unknown_keys(filling, node, schema);
	for (size_t i = 0; i < schema->field_count; i++) {
		const YamlField *field = &schema->fields[i];
		const YamlNode *value = yaml_member(node, field->name);
		if (value == NULL && field->required)
			status = refuse(filling, node, field->name, str_format(filling->arena,
				"the key %.*s is missing from this %.*s",
				STR_ARG(field->name), STR_ARG(schema->name)));
		if (value != NULL && field_fill(filling, field, value, bytes) != STATUS_OK)
			status = STATUS_INVALID;
	}
	if (status == STATUS_OK && schema->validate != NULL)
		status = schema->validate(node, out, filling->problems);
	return status;
}

Status yaml_read(const YamlNode *node, const YamlSchema *schema, void *out_struct, Arena *arena, Problems *problems)
{
	assert(schema->size_bytes > 0);
	return struct_fill(&(Filling){.arena = arena, .problems = problems}, node, schema, out_struct);
}

Status yaml_read_list(const YamlNode *node, const YamlSchema *schema, const void **out_items, size_t *out_count,
	Arena *arena, Problems *problems)
{
	const YamlField field = {.name = S(""), .type = YAML_TYPE_STRUCT, .list = true, .members = schema,
		.most = YAML_NODES_MAX};
	return list_fill(&(Filling){.arena = arena, .problems = problems}, &field, node, (void *)out_items, out_count);
}

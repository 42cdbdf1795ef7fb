/* The types of yaml.h in words, and the reference of a schema as Markdown. */
#include "base/yaml_types.h"

#include <assert.h>

enum { LIST_ITEMS_MAX = 1000, SCHEMAS_MAX = 64 };

typedef struct TypeFacts {
	Str words;
	size_t size_bytes;
	YamlLimits limits;
} TypeFacts;

static const TypeFacts TYPES[] = {
	[YAML_TYPE_TEXT] = {S_INIT("a text of one line"), sizeof(Str), {1, 500}},
	[YAML_TYPE_TEXT_BLOCK] = {S_INIT("a text"), sizeof(Str), {1, 20000}},
	[YAML_TYPE_CODE] = {S_INIT("a code in kebab-case (such as with-help)"), sizeof(Str), {1, 64}},
	[YAML_TYPE_CODE_PATH] = {S_INIT("codes in kebab-case parted by / (such as group/item)"), sizeof(Str), {1, 256}},
	[YAML_TYPE_NAME] = {S_INIT("a name in snake_case (such as birth_date)"), sizeof(Str), {1, 64}},
	[YAML_TYPE_CHOICE] = {S_INIT("one of the codes"), sizeof(int), {0, 0}},
	[YAML_TYPE_INTEGER] = {S_INIT("a whole number"), sizeof(int64_t), {0, 0}},
	[YAML_TYPE_MONEY] = {S_INIT("an amount in pounds (such as 742.50)"), sizeof(Pence), {0, 0}},
	[YAML_TYPE_BOOLEAN] = {S_INIT("true or false"), sizeof(bool), {0, 0}},
	[YAML_TYPE_DATE] = {S_INIT("a date written as 2026-04-01"), sizeof(Date), {0, 0}},
	[YAML_TYPE_DURATION] = {S_INIT("a duration (such as 28 days, 1 working day, 12 months, 4 hours)"), sizeof(Duration),
		{0, 0}},
	[YAML_TYPE_STRUCT] = {S_INIT("a mapping"), sizeof(void *), {0, 0}},
	[YAML_TYPE_NODE] = {S_INIT("its own shape"), sizeof(const YamlNode *), {0, 0}},
};

Str yaml_type_words(YamlType type)
{
	return TYPES[type].words;
}

YamlLimits yaml_type_limits(YamlType type)
{
	return TYPES[type].limits;
}

YamlLimits yaml_field_limits(const YamlField *field)
{
	if (field->least != 0 || field->most != 0)
		return (YamlLimits){.least = field->least, .most = field->most};
	return field->list ? (YamlLimits){.most = LIST_ITEMS_MAX} : TYPES[field->type].limits;
}

size_t yaml_field_size(const YamlField *field)
{
	return field->type == YAML_TYPE_STRUCT && field->list ? field->members->size_bytes : TYPES[field->type].size_bytes;
}

const char *yaml_article(Str noun)
{
	static const Str VOWELS = S_INIT("aeiou");
	return noun.length > 0 && str_contains(VOWELS, str_slice(noun, 0, 1)) ? "an" : "a";
}

static void type_write(const YamlField *field, Buffer *out)
{
	if (field->list)
		buffer_add(out, S("a list, each "));
	if (field->type == YAML_TYPE_STRUCT)
		buffer_add_format(out, "%s [%.*s](#%.*s)", yaml_article(field->members->name), STR_ARG(field->members->name),
			STR_ARG(str_replace(out->arena, field->members->name, S(" "), S("-"))));
	else if (field->codes == NULL)
		buffer_add(out, TYPES[field->type].words);
	assert(field->codes != NULL || field->code_count == 0);
	for (size_t i = 0; i < field->code_count; i++)
		buffer_add_format(out, "%s`%.*s`", i == 0 ? "" : ", ", STR_ARG(field->codes[i]));
}

static void limits_write(const YamlField *field, Buffer *out)
{
	bool number = field->type == YAML_TYPE_INTEGER || field->type == YAML_TYPE_MONEY;
	bool text = field->type == YAML_TYPE_TEXT || field->type == YAML_TYPE_TEXT_BLOCK;
	YamlLimits limits = yaml_field_limits(field);
	if (field->list)
		buffer_add_format(out, "%lld to %lld items", (long long)limits.least, (long long)limits.most);
	else if (text)
		buffer_add_format(out, "%lld to %lld characters", (long long)limits.least, (long long)limits.most);
	else if (number && limits.most == limits.least && limits.most == 0)
		return;
	else if (field->type == YAML_TYPE_MONEY)
		buffer_add_format(out, "%.*s to %.*s", STR_ARG(money_format(out->arena, limits.least)),
			STR_ARG(money_format(out->arena, limits.most)));
	else if (number)
		buffer_add_format(out, "%lld to %lld", (long long)limits.least, (long long)limits.most);
}

static void schema_write(const YamlSchema *schema, Buffer *out)
{
	buffer_add_format(out, "## %.*s\n\n", STR_ARG(schema->name));
	if (schema->about.length > 0)
		buffer_add_format(out, "%.*s\n\n", STR_ARG(schema->about));
	buffer_add(out, S("| key | required | value | limits | meaning |\n| --- | --- | --- | --- | --- |\n"));
	for (size_t i = 0; i < schema->field_count; i++) {
		const YamlField *field = &schema->fields[i];
		buffer_add_format(out, "| `%.*s` | %s | ", STR_ARG(field->name), field->required ? "yes" : "no");
		type_write(field, out);
		buffer_add(out, S(" | "));
		limits_write(field, out);
		buffer_add_format(out, " | %.*s |\n", STR_ARG(str_replace(out->arena, field->about, S("|"), S("\\|"))));
	}
	buffer_add_character(out, '\n');
}

static size_t schema_add(const YamlSchema *schema, const YamlSchema *list[SCHEMAS_MAX], size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (list[i] == schema)
			return count;
	assert(count < SCHEMAS_MAX);
	list[count] = schema;
	return count + 1;
}

void yaml_document(const YamlSchema *schema, Buffer *out)
{
	/* Breadth first, each once: a schema may contain itself. */
	const YamlSchema *list[SCHEMAS_MAX] = {schema};
	size_t count = 1;
	for (size_t at = 0; at < count; at++) {
		schema_write(list[at], out);
		for (size_t i = 0; i < list[at]->field_count; i++)
			if (list[at]->fields[i].type == YAML_TYPE_STRUCT)
				count = schema_add(list[at]->fields[i].members, list, count);
	}
}

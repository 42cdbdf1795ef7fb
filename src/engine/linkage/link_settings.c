#include "engine/linkage/link_settings.h"

#include <inttypes.h>

#include "base/nearest.h"
#include "base/yaml.h"

typedef struct Written {
	Str id;
	const YamlNode *columns;
	bool one_to_one;
	int64_t seed;
} Written;

static const YamlField FIELDS[] = {
	{.name = S_INIT("id"), .about = S_INIT("The column whose value names a record."), .type = YAML_TYPE_TEXT, .required = true,
		.offset = offsetof(Written, id)},
	{.name = S_INIT("columns"), .about = S_INIT("Each column to compare, with its kind."), .type = YAML_TYPE_NODE, .required = true,
		.offset = offsetof(Written, columns)},
	{.name = S_INIT("one_to_one"), .about = S_INIT("Nobody stands twice in one file, so a record has at most one partner."),
		.type = YAML_TYPE_BOOLEAN, .offset = offsetof(Written, one_to_one)},
	{.name = S_INIT("seed"), .about = S_INIT("Another sample of random pairs."), .type = YAML_TYPE_INTEGER, .least = 0,
		.most = INT32_MAX, .offset = offsetof(Written, seed)},
};

static const Written INITIAL = {.seed = 1};

static const YamlSchema SCHEMA = {.name = S_INIT("linkage settings"), .about = S_INIT("What kith link compares."),
	YAML_FIELDS(FIELDS), .size_bytes = sizeof(Written), .initial = &INITIAL};

static Status refuse_kind(const YamlNode *node, Problems *problems)
{
	Str kinds[LINK_KINDS];
	for (int kind = 0; kind < LINK_KINDS; kind++)
		kinds[kind] = link_kind_code((LinkKind)kind);
	Str written = yaml_text(node);
	Str near = nearest_name(written, kinds, LINK_KINDS);
	Str list = str_join(problems->arena, kinds, LINK_KINDS, S(", "));
	if (near.length > 0)
		return problems_add_format(problems, yaml_place(node), "there is no kind \"%.*s\"; did you mean \"%.*s\"?", STR_ARG(written),
			STR_ARG(near));
	return problems_add_format(problems, yaml_place(node), "there is no kind \"%.*s\"; a kind is one of %.*s", STR_ARG(written),
		STR_ARG(list));
}

static Status read_columns(Arena *arena, const YamlNode *node, LinkSettings *out, Problems *problems)
{
	Status status = STATUS_OK;
	if (node->kind != YAML_KIND_MAPPING || node->count == 0)
		return problems_add_format(problems, yaml_place(node), "columns: each column with its kind was expected, such as "
			"\"surname: surname\"");
	if (node->count > LINK_COLUMNS_MAX)
		return problems_add_format(problems, yaml_place(node), "columns: at most %d columns are compared; there are %zu",
			LINK_COLUMNS_MAX, node->count);
	for (size_t i = 0; i < node->count; i++) {
		LinkColumn *column = &out->columns[out->column_count++];
		column->name = str_copy(arena, node->pairs[i].key);
		if (!link_kind_find(yaml_text(node->pairs[i].value), &column->kind))
			status = refuse_kind(node->pairs[i].value, problems);
		if (str_equal_ignoring_case(column->name, out->id))
			status = problems_add_format(problems, yaml_place(node->pairs[i].value),
				"columns: \"%.*s\" is the id, which names a record and is not compared", STR_ARG(column->name));
	}
	return status;
}

Status link_settings_read(Arena *arena, Str file_name, Str text, LinkSettings *out, Problems *problems)
{
	const YamlNode *root = NULL;
	Written written = INITIAL;
	*out = (LinkSettings){.column_count = 0};
	Status status = yaml_parse(arena, file_name, text, problems, &root);
	if (status != STATUS_OK)
		return status;
	status = yaml_read(root, &SCHEMA, &written, arena, problems);
	if (status != STATUS_OK)
		return status;
	out->id = written.id;
	out->one_to_one = written.one_to_one;
	out->seed = written.seed;
	return read_columns(arena, written.columns, out, problems);
}

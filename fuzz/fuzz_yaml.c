/* Any bytes as a YAML file, read against a schema with one field of every kind: no crash, and an answer that is either
 * a tree or a problem. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "base/yaml.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct Item {
	const struct Item *children;
	size_t child_count;
	Str id;
	Str text;
	Str block;
	int64_t number;
	Pence fee;
	bool flag;
	Date from;
	Duration within;
	int home;
	const Str *links;
	size_t link_count;
	const YamlNode *node;
} Item;

static const Str HOMES[] = {S_INIT("person"), S_INIT("household")};
static const YamlSchema ITEM_SCHEMA;
static const YamlField ITEM_FIELDS[] = {
	{.name = S_INIT("id"), .type = YAML_TYPE_NAME, .required = true, .offset = offsetof(Item, id)},
	{.name = S_INIT("text"), .type = YAML_TYPE_TEXT, .offset = offsetof(Item, text)},
	{.name = S_INIT("block"), .type = YAML_TYPE_TEXT_BLOCK, .offset = offsetof(Item, block)},
	{.name = S_INIT("number"), .type = YAML_TYPE_INTEGER, .offset = offsetof(Item, number), .least = -5, .most = 5},
	{.name = S_INIT("fee"), .type = YAML_TYPE_MONEY, .offset = offsetof(Item, fee)},
	{.name = S_INIT("flag"), .type = YAML_TYPE_BOOLEAN, .offset = offsetof(Item, flag)},
	{.name = S_INIT("from"), .type = YAML_TYPE_DATE, .offset = offsetof(Item, from)},
	{.name = S_INIT("within"), .type = YAML_TYPE_DURATION, .offset = offsetof(Item, within)},
	{.name = S_INIT("home"), .type = YAML_TYPE_CHOICE, .offset = offsetof(Item, home), YAML_CODES(HOMES)},
	{.name = S_INIT("links"), .type = YAML_TYPE_CODE_PATH, YAML_LIST_AT(Item, links, link_count)},
	{.name = S_INIT("children"), .type = YAML_TYPE_STRUCT, .members = &ITEM_SCHEMA,
		YAML_LIST_AT(Item, children, child_count)},
	{.name = S_INIT("node"), .type = YAML_TYPE_NODE, .offset = offsetof(Item, node)},
};
static const YamlSchema ITEM_SCHEMA = {.name = S_INIT("item"), YAML_FIELDS(ITEM_FIELDS), .size_bytes = sizeof(Item)};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Arena arena;
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	Problems problems = problems_make(&arena);
	const YamlNode *root = NULL;
	Status status = yaml_parse(&arena, S("fuzz"), (Str){.data = (const char *)data, .length = size}, &problems, &root);
	assert((status == STATUS_OK) == (problems.total == 0));
	if (status == STATUS_OK) {
		Item item;
		status = yaml_read(root, &ITEM_SCHEMA, &item, &arena, &problems);
		assert((status == STATUS_OK) == (problems.total == 0));
	}
	arena_clear(&arena);
	return 0;
}

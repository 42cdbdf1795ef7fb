/* Options: shared lists in lists/, and the options that a question has of its own. */
#include "practice/internal.h"

static const YamlField OPTION_FIELDS[] = {
	{.name = S_INIT("code"), .about = S_INIT("Never changes: answers are kept by it."), .type = YAML_TYPE_CODE,
	 .required = true, .offset = offsetof(Option, code)},
	{.name = S_INIT("resident"), .about = S_INIT("What residents read."), .type = YAML_TYPE_TEXT, .required = true,
	 .offset = offsetof(Option, resident), .least = 1, .most = 200},
	{.name = S_INIT("worker"), .about = S_INIT("What staff read; the resident's words when absent."),
	 .type = YAML_TYPE_TEXT, .offset = offsetof(Option, worker), .least = 1, .most = 200},
	{.name = S_INIT("hint"), .about = S_INIT("A sentence under the option."), .type = YAML_TYPE_TEXT,
	 .offset = offsetof(Option, hint)},
	{.name = S_INIT("national"), .about = S_INIT("The exact string of the client level data list."),
	 .type = YAML_TYPE_TEXT, .offset = offsetof(Option, national)},
	{.name = S_INIT("worker_only"), .about = S_INIT("true: residents are not offered it."),
	 .type = YAML_TYPE_BOOLEAN, .offset = offsetof(Option, worker_only)},
};

const YamlSchema PRACTICE_OPTION_SCHEMA = {
	.name = S_INIT("option"),
	.about = S_INIT("One answer that may be chosen."),
	YAML_FIELDS(OPTION_FIELDS),
	.size_bytes = sizeof(Option),
};

static const YamlField LIST_FIELDS[] = {
	{.name = S_INIT("id"), .about = S_INIT("The file's own name."), .type = YAML_TYPE_CODE, .required = true,
	 .offset = offsetof(OptionList, id)},
	{.name = S_INIT("options"), .about = S_INIT("In the order in which they are offered."),
	 .type = YAML_TYPE_STRUCT, .required = true, .members = &PRACTICE_OPTION_SCHEMA, .least = 1,
	 .most = PRACTICE_OPTIONS_MAX, YAML_LIST_AT(OptionList, options, count)},
};

const YamlSchema PRACTICE_LIST_SCHEMA = {
	.name = S_INIT("list"),
	.about = S_INIT("lists/<id>.yaml: options that several questions share."),
	YAML_FIELDS(LIST_FIELDS),
	.size_bytes = sizeof(OptionList),
};

/* Fills in the staff's words and refuses a code that stands twice. */
static void options_complete(Option *options, size_t count, const YamlNode *node, Problems *problems)
{
	for (size_t i = 0; i < count; i++) {
		if (str_is_empty(options[i].worker))
			options[i].worker = options[i].resident;
		for (size_t j = 0; j < i; j++)
			if (str_equal(options[i].code, options[j].code))
				practice_fault(problems, node->items[i], "The option %.*s stands here twice; a code must be its own.",
					STR_ARG(options[i].code));
	}
}

void practice_read_list(Practice *practice, const PracticeFile *file, const YamlNode *node, Problems *problems)
{
	OptionList *list = ARENA_NEW(practice->arena, OptionList);
	if (yaml_read(node, &PRACTICE_LIST_SCHEMA, list, practice->arena, problems) != STATUS_OK)
		return;
	options_complete((Option *)list->options, list->count, yaml_member(node, S("options")), problems);
	if (!str_equal(str_format(practice->arena, "lists/%.*s.yaml", STR_ARG(list->id)), file->path))
		practice_fault(problems, yaml_member(node, S("id")), "This list must be in the file lists/%.*s.yaml.",
			STR_ARG(list->id));
	if (!index_add(&practice->lists, practice->arena, list->id, list))
		practice_fault(problems, node, "There are two lists named %.*s.", STR_ARG(list->id));
}

const OptionList *practice_options(Practice *practice, const YamlNode *node, Problems *problems)
{
	if (node == NULL)
		return NULL;
	if (node->kind == YAML_KIND_SCALAR) {
		const OptionList *shared = index_find(&practice->lists, node->text);
		if (shared == NULL)
			practice_fault(problems, node, "There is no list named %.*s; expected the id of a file in lists/.",
				STR_ARG(node->text));
		return shared;
	}
	OptionList *own = ARENA_NEW(practice->arena, OptionList);
	const void *options = NULL;
	if (yaml_read_list(node, &PRACTICE_OPTION_SCHEMA, &options, &own->count, practice->arena, problems) != STATUS_OK)
		return NULL;
	own->options = options;
	options_complete((Option *)own->options, own->count, node, problems);
	if (own->count == 0 || own->count > PRACTICE_OPTIONS_MAX) {
		practice_fault(problems, node, "A question has 1 to %d options.", PRACTICE_OPTIONS_MAX);
		return NULL;
	}
	return own;
}

const Option *option_find(const OptionList *list, Str code)
{
	for (size_t i = 0; list != NULL && i < list->count; i++)
		if (str_equal(list->options[i].code, code))
			return &list->options[i];
	return NULL;
}

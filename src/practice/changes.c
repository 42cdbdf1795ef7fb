/* What a council's folder says differently from a file of common: <name>.changes.yaml beside where the file would stand.
 *
 * Each change names its place in common's file and must find it there: when common's file has moved on, the folder is
 * refused until somebody has looked. The outcome is a whole file of the release, read and checked like any other.
 */
#include "base/yaml_edit.h"
#include "practice/internal.h"

#define CHANGES_SUFFIX S(".changes.yaml")

typedef struct FileChange {
	Str at;
	Str was;
	Str now;
	Str add;
	Str after;
	Str before;
	bool remove;
	const YamlNode *node;
} FileChange;

static const YamlField CHANGE_FIELDS[] = {
	{.name = S_INIT("at"), .about = S_INIT("The place in common's file: keys and ids parted by /, such as "
		"outcomes/no-change/then. An item of a list is named by its id, by itself when it is a text, "
		"otherwise by its first key and value: letter review-outcome."),
	 .type = YAML_TYPE_TEXT, .required = true, .offset = offsetof(FileChange, at)},
	{.name = S_INIT("add"), .about = S_INIT("What is added there, as it would stand in the file: items to a list, keys to a mapping."),
	 .type = YAML_TYPE_TEXT_BLOCK, .offset = offsetof(FileChange, add)},
	{.name = S_INIT("after"), .about = S_INIT("Of add: the item behind which it stands; absent, at the end."),
	 .type = YAML_TYPE_TEXT, .offset = offsetof(FileChange, after)},
	{.name = S_INIT("before"), .about = S_INIT("Of add: the item before which it stands."),
	 .type = YAML_TYPE_TEXT, .offset = offsetof(FileChange, before)},
	{.name = S_INIT("was"), .about = S_INIT("Of now: the text that common has there."),
	 .type = YAML_TYPE_TEXT_BLOCK, .offset = offsetof(FileChange, was)},
	{.name = S_INIT("now"), .about = S_INIT("The text in its place."), .type = YAML_TYPE_TEXT_BLOCK,
	 .offset = offsetof(FileChange, now)},
	{.name = S_INIT("remove"), .about = S_INIT("true: it goes."), .type = YAML_TYPE_BOOLEAN, .offset = offsetof(FileChange, remove)},
};
const YamlSchema PRACTICE_CHANGE_SCHEMA = {.name = S_INIT("change of a common file"),
	.about = S_INIT("<name>.changes.yaml in a council's folder is a list of these, made one after the other on common's file of that "
		"name. Exactly one of add, now and remove."),
	YAML_FIELDS(CHANGE_FIELDS), .size_bytes = sizeof(FileChange), .keeps_node = true, .node_offset = offsetof(FileChange, node)};

/* One step on the way to a place. */
typedef struct Place {
	const YamlNode *parent; /* NULL at the top */
	const YamlNode *node;
	size_t index;           /* in the parent */
} Place;

/* By its text, its id, or its first key and value: "letter review-outcome". */
static bool item_is(const YamlNode *item, Str name)
{
	if (item->kind == YAML_KIND_SCALAR)
		return str_equal(item->text, name);
	Str id = yaml_text(yaml_member(item, S("id")));
	if (item->kind != YAML_KIND_MAPPING || item->count == 0 || !str_is_empty(id))
		return !str_is_empty(id) && str_equal(id, name);
	Str key = item->pairs[0].key;
	return str_starts_with(name, key) && name.length > key.length && name.data[key.length] == ' '
		&& str_equal(str_slice(name, key.length + 1, name.length), yaml_text(item->pairs[0].value));
}

static bool step_into(Place *place, Str part)
{
	const YamlNode *node = place->node;
	size_t found = node->count;
	for (size_t i = 0; i < node->count; i++)
		if ((node->kind == YAML_KIND_MAPPING && str_equal(node->pairs[i].key, part))
		    || (node->kind == YAML_KIND_SEQUENCE && item_is(node->items[i], part)))
			found = i;
	if (found == node->count)
		return false;
	*place = (Place){.parent = node, .index = found,
		.node = node->kind == YAML_KIND_MAPPING ? node->pairs[found].value : node->items[found]};
	return true;
}

static bool place_find(const FileChange *change, const PracticeFile *common, const YamlNode *root, Place *out, Problems *problems)
{
	Str path = change->at;
	Str part = {0};
	*out = (Place){.node = root};
	while (str_next(&path, '/', &part)) {
		if (step_into(out, part))
			continue;
		practice_fault(problems, change->node, "%.*s has nothing named \"%.*s\" at \"%.*s\" (any more): see what stands there now, and "
			"change or take away this change.", STR_ARG(common->name), STR_ARG(part), STR_ARG(change->at));
		return false;
	}
	return true;
}

static bool change_is_one(const FileChange *change, Problems *problems)
{
	int kinds = (str_is_empty(change->add) ? 0 : 1) + (str_is_empty(change->now) ? 0 : 1) + (change->remove ? 1 : 0);
	bool words = str_is_empty(change->now) == str_is_empty(change->was);
	bool beside = str_is_empty(change->after) || str_is_empty(change->before);
	bool adds = !str_is_empty(change->add) || (str_is_empty(change->after) && str_is_empty(change->before));
	if (kinds != 1)
		practice_fault(problems, change->node, "A change has exactly one of add, now and remove.");
	else if (!words)
		practice_fault(problems, change->node, "was and now stand together: what common has there, and what stands in its place.");
	else if (!beside || !adds)
		practice_fault(problems, change->node, "One of after and before may stand beside add.");
	return kinds == 1 && words && beside && adds;
}

/* The lines of one item or pair; false where it shares its line with others. */
static bool lines_of(const YamlNode *parent, size_t index, uint32_t *first, uint32_t *last)
{
	bool mapping = parent->kind == YAML_KIND_MAPPING;
	const YamlNode *node = mapping ? parent->pairs[index].value : parent->items[index];
	*first = mapping ? parent->pairs[index].line : node->line;
	*last = yaml_last_line(node);
	return !parent->flow && !(mapping && index == 0 && parent->column > 1);
}

static Str add_text(Arena *arena, Str source, const FileChange *change, const Place *place, Problems *problems)
{
	const YamlNode *node = place->node;
	Place item = {.node = node};
	Str beside = str_is_empty(change->after) ? change->before : change->after;
	if ((node->kind != YAML_KIND_SEQUENCE && node->kind != YAML_KIND_MAPPING) || node->flow || node->count == 0) {
		practice_fault(problems, change->node, "Nothing can be added at \"%.*s\": it is no list or mapping that stands on lines of its "
			"own. Put a whole file here instead.", STR_ARG(change->at));
		return (Str){0};
	}
	if (!str_is_empty(beside) && !step_into(&item, beside)) {
		practice_fault(problems, change->node, "There is no \"%.*s\" at \"%.*s\" (any more).", STR_ARG(beside), STR_ARG(change->at));
		return (Str){0};
	}
	uint32_t first = 0;
	uint32_t last = 0;
	(void)lines_of(node, str_is_empty(beside) ? node->count - 1 : item.index, &first, &last);
	uint32_t at = str_is_empty(change->before) ? last + 1 : first;
	if (!str_is_empty(change->before) && node->kind == YAML_KIND_MAPPING && item.index == 0) {
		practice_fault(problems, change->node, "Nothing can stand before the first key; say after.");
		return (Str){0};
	}
	return yaml_with_lines(arena, source, at, at - 1, yaml_indent(arena, change->add, node->column - 1));
}

static Str change_text(Arena *arena, Str source, const FileChange *change, const Place *place, Problems *problems)
{
	uint32_t first = 0;
	uint32_t last = 0;
	if (!str_is_empty(change->add))
		return add_text(arena, source, change, place, problems);
	if (change->remove && place->parent != NULL && lines_of(place->parent, place->index, &first, &last))
		return yaml_with_lines(arena, source, first, last, (Str){0});
	if (change->remove) {
		practice_fault(problems, change->node, "\"%.*s\" shares its line with others and cannot be taken away alone. Put a whole file here "
			"instead.", STR_ARG(change->at));
		return (Str){0};
	}
	if (place->node->kind != YAML_KIND_SCALAR || !str_equal(place->node->text, change->was)) {
		practice_fault(problems, change->node, "common does not have \"%.*s\" at \"%.*s\" (any more); it has %s%.*s%s.",
			STR_ARG(change->was), STR_ARG(change->at), place->node->kind == YAML_KIND_SCALAR ? "\"" : "",
			STR_ARG(place->node->kind == YAML_KIND_SCALAR ? place->node->text : yaml_kind_words(place->node)),
			place->node->kind == YAML_KIND_SCALAR ? "\"" : "");
		return (Str){0};
	}
	return yaml_with_text(arena, source, place->node, change->now);
}

/* Did the change do what it says, and nothing else? How many things stand at the place tells. */
static bool change_holds(Arena *arena, const FileChange *change, const Place *before, const YamlNode *root)
{
	Problems unread = problems_make(arena);
	Place now = {0};
	const YamlNode *added = NULL;
	if (!str_is_empty(change->add))
		return yaml_parse(arena, S("add"), change->add, &unread, &added) == STATUS_OK
			&& place_find(change, &(PracticeFile){0}, root, &now, &unread) && now.node->kind == before->node->kind
			&& added->kind == before->node->kind && now.node->count == before->node->count + added->count;
	if (!change->remove)
		return place_find(change, &(PracticeFile){0}, root, &now, &unread) && str_equal(yaml_text(now.node), change->now);
	Str parent = change->at;
	while (parent.length > 0 && parent.data[parent.length - 1] != '/')
		parent.length--;
	FileChange above = {.at = parent.length == 0 ? parent : str_slice(parent, 0, parent.length - 1)};
	return place_find(&above, &(PracticeFile){0}, root, &now, &unread) && now.node->kind == before->parent->kind
		&& now.node->count == before->parent->count - 1;
}

static void change_make(Practice *practice, PracticeFile *file, const FileChange *change, Problems *problems)
{
	Arena *arena = practice->arena;
	Problems unread = problems_make(arena);
	const YamlNode *root = NULL;
	Place place = {0};
	size_t before = problems->total;
	if (!change_is_one(change, problems))
		return;
	if (yaml_parse(arena, file->name, file->text, problems, &root) != STATUS_OK
	    || !place_find(change, file, root, &place, problems))
		return;
	Str text = change_text(arena, file->text, change, &place, problems);
	if (problems->total > before)
		return;
	if (yaml_parse(arena, file->name, text, &unread, &root) != STATUS_OK || !change_holds(arena, change, &place, root)) {
		practice_fault(problems, change->node, "The file cannot be read with this change%s%.*s. What is added must be of the kind that "
			"stands there.", unread.count > 0 ? ": " : "", STR_ARG(unread.count > 0 ? unread.items[0].message : (Str){0}));
		return;
	}
	file->text = text;
}

static PracticeFile *file_of(Practice *practice, Str path)
{
	for (size_t i = 0; i < practice->file_count; i++)
		if (str_equal(practice->files[i].path, path))
			return &practice->files[i];
	return NULL;
}

static void changes_apply(Practice *practice, const PracticeFile *changes, Str common_folder, Problems *problems)
{
	const YamlNode *root = NULL;
	const FileChange *items = NULL;
	size_t count = 0;
	Str path = str_concat(practice->arena, str_slice(changes->path, 0, changes->path.length - CHANGES_SUFFIX.length), S(".yaml"));
	PracticeFile *file = file_of(practice, path);
	if (file == NULL || !str_starts_with(file->name, str_concat(practice->arena, common_folder, S("/")))) {
		(void)problems_add_format(problems, (Problem){.file = changes->name, .line = 1}, file == NULL
			? "common has no file %.*s that this could change." : "A whole file %.*s stands here too: one of the two is meant.",
			STR_ARG(path));
		return;
	}
	if (yaml_parse(practice->arena, changes->name, changes->text, problems, &root) != STATUS_OK
	    || yaml_read_list(root, &PRACTICE_CHANGE_SCHEMA, (const void **)&items, &count, practice->arena, problems) != STATUS_OK)
		return;
	for (size_t i = 0; i < count; i++)
		change_make(practice, file, &items[i], problems);
	file->name = str_format(practice->arena, "%.*s with %.*s", STR_ARG(file->name), STR_ARG(changes->name));
}

void practice_changes_apply(Practice *practice, Str common_folder, Problems *problems)
{
	size_t kept = 0;
	for (size_t i = 0; i < practice->file_count; i++)
		if (str_ends_with(practice->files[i].path, CHANGES_SUFFIX))
			changes_apply(practice, &practice->files[i], common_folder, problems);
	for (size_t i = 0; i < practice->file_count; i++)
		if (!str_ends_with(practice->files[i].path, CHANGES_SUFFIX))
			practice->files[kept++] = practice->files[i];
	practice->file_count = kept;
}

void practice_changes_refuse(const Practice *practice, Problems *problems)
{
	for (size_t i = 0; i < practice->file_count; i++)
		if (str_ends_with(practice->files[i].path, CHANGES_SUFFIX))
			(void)problems_add(problems, (Problem){.file = practice->files[i].name,
				.message = S("Only a council's folder changes common's files; change the file itself.")});
}

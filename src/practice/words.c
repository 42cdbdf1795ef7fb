/* The sentences that residents read: words/<language>.yaml, groups of ids and texts.
 *
 * In a language that is not English the groups questions, lists and sections hold one level more: the wording and the
 * options of a question, the options of a shared list, the section titles of a form. English has these in their own files.
 */
#include "practice/internal.h"

enum { WORDS_TEXT_BYTES_MAX = 2000 };

/* prefix: "ro/start." or "ro/questions.washing." */
static void word_add(Practice *practice, Str prefix, const YamlPair *pair, Problems *problems)
{
	const YamlNode *value = pair->value;
	if (!yaml_is_code(pair->key) || value->kind != YAML_KIND_SCALAR || value->text.length == 0 ||
	    value->text.length > WORDS_TEXT_BYTES_MAX) {
		practice_fault(problems, value, "Expected a kebab-case id and a text of 1 to %d bytes.", WORDS_TEXT_BYTES_MAX);
		return;
	}
	WordEntry *entry = ARENA_NEW(practice->arena, WordEntry);
	*entry = (WordEntry){.text = str_normalise(practice->arena, str_trim(value->text)), .node = value};
	(void)index_add(&practice->words, practice->arena, str_concat(practice->arena, prefix, pair->key),
		entry); /* the reader refuses a key that stands twice */
}

static bool has_one_level_more(Str language, Str group)
{
	return !str_equal(language, S("en"))
		&& (str_equal(group, S("questions")) || str_equal(group, S("lists")) || str_equal(group, S("sections")));
}

static void group_add(Practice *practice, Str prefix, const YamlPair *group, bool deeper, Problems *problems)
{
	if ((!yaml_is_code(group->key) && !yaml_is_name(group->key)) || group->value->kind != YAML_KIND_MAPPING) {
		practice_fault(problems, group->value, "Expected a group: an id with texts under it.");
		return;
	}
	Str inside = str_format(practice->arena, "%.*s%.*s.", STR_ARG(prefix), STR_ARG(group->key));
	for (size_t i = 0; i < group->value->count; i++) {
		if (deeper)
			group_add(practice, inside, &group->value->pairs[i], false, problems);
		else
			word_add(practice, inside, &group->value->pairs[i], problems);
	}
}

void practice_read_words(Practice *practice, const PracticeFile *file, const YamlNode *node, Problems *problems)
{
	Str language = str_slice(file->path, S("words/").length, file->path.length - S(".yaml").length);
	if (!yaml_is_code(language) || node->kind != YAML_KIND_MAPPING) {
		practice_fault(problems, node, "Expected words/<language code>.yaml with groups of texts.");
		return;
	}
	Str prefix = str_concat(practice->arena, language, S("/"));
	for (size_t i = 0; i < node->count; i++)
		group_add(practice, prefix, &node->pairs[i], has_one_level_more(language, node->pairs[i].key), problems);
}

static const WordEntry *word_find(const Practice *practice, Str language, Str id)
{
	enum { KEY_BYTES_MAX = 200 };
	char key[KEY_BYTES_MAX];
	if (language.length + 1 + id.length > sizeof key)
		return NULL;
	size_t length = 0;
	for (size_t i = 0; i < language.length; i++)
		key[length++] = language.data[i];
	key[length++] = '/';
	for (size_t i = 0; i < id.length; i++)
		key[length++] = id.data[i];
	return index_find(&practice->words, (Str){.data = key, .length = length});
}

Str practice_words(const Practice *practice, Str id, Str language)
{
	const WordEntry *entry = str_is_empty(language) ? NULL : word_find(practice, language, id);
	if (entry == NULL)
		entry = word_find(practice, S("en"), id);
	return entry == NULL ? id : entry->text;
}

bool practice_words_has(const Practice *practice, Str id)
{
	return word_find(practice, S("en"), id) != NULL;
}

bool practice_words_in(const Practice *practice, Str id, Str language)
{
	return word_find(practice, language, id) != NULL;
}

/* The sentences that residents read: words/<language>.yaml, groups of ids and texts. */
#include "practice/internal.h"

enum { WORDS_TEXT_BYTES_MAX = 2000 };

static void word_add(Practice *practice, Str language, Str group, const YamlPair *pair, Problems *problems)
{
	const YamlNode *value = pair->value;
	if (!yaml_is_code(pair->key) || value->kind != YAML_KIND_SCALAR || value->text.length == 0 ||
	    value->text.length > WORDS_TEXT_BYTES_MAX) {
		practice_fault(problems, value, "Expected a kebab-case id and a text of 1 to %d bytes.", WORDS_TEXT_BYTES_MAX);
		return;
	}
	Str *text = ARENA_NEW(practice->arena, Str);
	*text = str_normalise(practice->arena, str_trim(value->text));
	Str id = str_format(practice->arena, "%.*s/%.*s.%.*s", STR_ARG(language), STR_ARG(group), STR_ARG(pair->key));
	(void)index_add(&practice->words, practice->arena, id, text); /* the reader refuses a key that stands twice */
}

void practice_read_words(Practice *practice, const PracticeFile *file, const YamlNode *node, Problems *problems)
{
	Str language = str_slice(file->path, S("words/").length, file->path.length - S(".yaml").length);
	if (!yaml_is_code(language) || node->kind != YAML_KIND_MAPPING) {
		practice_fault(problems, node, "Expected words/<language code>.yaml with groups of texts.");
		return;
	}
	for (size_t i = 0; i < node->count; i++) {
		const YamlPair *group = &node->pairs[i];
		if (!yaml_is_code(group->key) || group->value->kind != YAML_KIND_MAPPING) {
			practice_fault(problems, group->value, "Expected a group: a kebab-case id with texts under it.");
			continue;
		}
		for (size_t j = 0; j < group->value->count; j++)
			word_add(practice, language, group->key, &group->value->pairs[j], problems);
	}
}

static const Str *word_find(const Practice *practice, Str language, Str id)
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
	const Str *text = str_is_empty(language) ? NULL : word_find(practice, language, id);
	if (text == NULL)
		text = word_find(practice, S("en"), id);
	return text == NULL ? id : *text;
}

bool practice_words_has(const Practice *practice, Str id)
{
	return word_find(practice, S("en"), id) != NULL;
}

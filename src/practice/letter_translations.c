/* Letters in other languages and in easy words: letters/<id>.<language>.yaml and letters/letter-parts.<language>.yaml, and
 * what a letter says to somebody whose language it is not in. A translation is a draft until somebody has read it beside the
 * English one and stands in it by name. */
#include "practice/letter_files.h"
#include "practice/plain.h"
#include "practice/wording.h"

typedef struct TranslationFile {
	Letter letter;
	Str of; /* the English letter */
	Date read_on;
	const YamlNode *node;
} TranslationFile;

static const YamlField TRANSLATION_FIELDS[] = {
	{.name = S_INIT("title"), .about = S_INIT("The heading of the letter."), .type = YAML_TYPE_TEXT, .required = true,
	 .offset = offsetof(TranslationFile, letter.title), .least = 1, .most = 120},
	{.name = S_INIT("read_by"), .about = S_INIT("Who has read it beside the English one and says that it may go. As long as nobody "
		"has, it is a draft and never leaves by itself."), .type = YAML_TYPE_TEXT, .least = 3, .most = 120,
	 .offset = offsetof(TranslationFile, letter.read_by)},
	{.name = S_INIT("read_on"), .about = S_INIT("The day of it."), .type = YAML_TYPE_DATE,
	 .offset = offsetof(TranslationFile, read_on)},
	{.name = S_INIT("paragraphs"), .about = S_INIT("One for each of the English letter, in its order, with the same fields, "
		"figures, headings and list items."), .type = YAML_TYPE_TEXT_BLOCK, .required = true, .least = 1, .most = 60,
	 YAML_LIST_AT(TranslationFile, letter.paragraphs, letter.paragraph_count)},
};
const YamlSchema PRACTICE_TRANSLATION_SCHEMA = {.name = S_INIT("letter in a language"),
	.about = S_INIT("letters/<id>.<language>.yaml: a letter in a language of words/."), YAML_FIELDS(TRANSLATION_FIELDS),
	.size_bytes = sizeof(TranslationFile), .keeps_node = true, .node_offset = offsetof(TranslationFile, node)};

static const Str PARTS_STEM = S_INIT("letter-parts");
static const Str PART_KEYS[] = {S_INIT("opening"), S_INIT("closing")};

static const YamlField PARTS_FIELDS[] = {
	{.name = S_INIT("read_by"), .about = S_INIT("As in a letter."), .type = YAML_TYPE_TEXT, .least = 3, .most = 120,
	 .offset = offsetof(PartsFile, read_by)},
	{.name = S_INIT("read_on"), .about = S_INIT("The day of it."), .type = YAML_TYPE_DATE, .offset = offsetof(PartsFile, read_on)},
	LETTER_PART("opening", 0, "Starts a person's letter."),
	LETTER_PART("closing", 1, "Ends a person's letter."),
};
const YamlSchema PRACTICE_TRANSLATED_PARTS_SCHEMA = {.name = S_INIT("letter parts in a language"),
	.about = S_INIT("letters/letter-parts.<language>.yaml: what letters to a person share, in a language."), YAML_FIELDS(PARTS_FIELDS),
	.size_bytes = sizeof(PartsFile), .keeps_node = true, .node_offset = offsetof(PartsFile, node)};

static void check_read(const YamlNode *node, Str by, Date on, Problems *problems)
{
	if (str_is_empty(by) != (on == DATE_NONE))
		practice_fault(problems, node, "read_by and read_on stand together: who has read it, and when.");
}

void practice_read_translation(Practice *practice, const PracticeFile *file, Str stem, const YamlNode *node,
	Problems *problems)
{
	(void)file;
	Str language = stem;
	Str of = {0};
	bool named = str_next(&language, '.', &of);
	if (!named || !yaml_is_code(of) || !yaml_is_code(language)) {
		practice_fault(problems, node, "Expected letters/<letter>.<language>.yaml.");
		return;
	}
	if (str_equal(of, PARTS_STEM)) {
		PartsFile *parts = ARENA_NEW(practice->arena, PartsFile);
		if (yaml_read(node, &PRACTICE_TRANSLATED_PARTS_SCHEMA, parts, practice->arena, problems) != STATUS_OK)
			return;
		check_read(node, parts->read_by, parts->read_on, problems);
		(void)index_add(&practice->translations, practice->arena, str_concat(practice->arena, S("."), language), parts);
		return;
	}
	TranslationFile *read = ARENA_NEW(practice->arena, TranslationFile);
	if (yaml_read(node, &PRACTICE_TRANSLATION_SCHEMA, read, practice->arena, problems) != STATUS_OK)
		return;
	check_read(node, read->letter.read_by, read->read_on, problems);
	read->of = of;
	read->letter.language = language;
	(void)index_add(&practice->translations, practice->arena, stem, read); /* the file's name is its own */
}

static bool is_parts(const Practice *practice, size_t place)
{
	return str_starts_with(practice->translations.ids[place], S("."));
}

static const PartsFile *parts_in(const Practice *practice, Str language)
{
	return index_find(&practice->translations, str_concat(practice->arena, S("."), language));
}

static bool is_language(const Practice *practice, Str code)
{
	return str_equal(practice_language(practice, code)->code, code) && !str_equal(code, S("en"));
}

static void link_one(Practice *practice, TranslationFile *file, Problems *problems)
{
	const LetterFile *english = index_find(&practice->letters, file->of);
	const PartsFile *parts = parts_in(practice, file->letter.language);
	if (english == NULL || english->parts == PARTS_OTHER) {
		practice_fault(problems, file->node, "There is no letter %.*s to a person that this could say in another language.",
			STR_ARG(file->of));
		return;
	}
	if (english->parts != PARTS_NONE && parts == NULL) {
		practice_fault(problems, file->node, "There is no letters/letter-parts.%.*s.yaml.", STR_ARG(file->letter.language));
		return;
	}
	file->letter.id = file->of;
	file->letter.only_with = english->letter.only_with;
	file->letter.shares_with = english->letter.shares_with;
	if (english->parts != PARTS_NONE && str_is_empty(parts->read_by))
		file->letter.read_by = (Str){0}; /* what they share has not been read */
	practice_letter_compose(practice->arena, &file->letter, english->parts, parts);
}

static void link_languages(const Practice *practice, Problems *problems)
{
	const Question *language = practice_question(practice, S("language_main"));
	const Question *format = practice_question(practice, S("info_format"));
	for (size_t i = 0; i < practice->letter_languages.count; i++) {
		const LetterLanguage *entry = practice->letter_languages.items[i];
		bool known = (language != NULL && language->options != NULL && option_find(language->options, entry->option) != NULL)
			|| (format != NULL && format->options != NULL && option_find(format->options, entry->option) != NULL);
		bool spoken = str_is_empty(entry->words) || is_language(practice, entry->words);
		if (known && spoken)
			continue;
		Status added = problems_add_format(problems, (Problem){.file = S("letter-languages.yaml")}, known
			? "%.*s: its words name no file of words/." : "%.*s is no option of language_main or info_format.", STR_ARG(entry->option));
		(void)added; /* counted in problems */
	}
}

void practice_link_translations(Practice *practice, Problems *problems)
{
	for (size_t i = 0; i < practice->translations.count; i++) {
		if (is_parts(practice, i))
			continue;
		TranslationFile *file = (TranslationFile *)practice->translations.items[i];
		if (!is_language(practice, file->letter.language))
			practice_fault(problems, file->node, "There is no words/%.*s.yaml.", STR_ARG(file->letter.language));
		else
			link_one(practice, file, problems);
	}
	link_languages(practice, problems);
}

const Letter *practice_letter_in(const Practice *practice, Str id, Str language)
{
	for (size_t i = 0; i < practice->translations.count; i++) {
		if (is_parts(practice, i))
			continue;
		const TranslationFile *file = practice->translations.items[i];
		if (str_equal(file->of, id) && str_equal(file->letter.language, language))
			return &file->letter;
	}
	return NULL;
}

/* --- the languages themselves ---------------------------------------------------------------------------------- */

static const YamlField LANGUAGE_FIELDS[] = {
	{.name = S_INIT("option"), .about = S_INIT("A code of the question language_main, or of info_format for easy words."),
	 .type = YAML_TYPE_CODE, .required = true, .offset = offsetof(LetterLanguage, option)},
	{.name = S_INIT("name"), .about = S_INIT("In English, as staff say it."), .type = YAML_TYPE_TEXT, .required = true,
	 .offset = offsetof(LetterLanguage, name), .least = 1, .most = 60},
	{.name = S_INIT("tag"), .about = S_INIT("Of the line, for a page's lang."), .type = YAML_TYPE_CODE, .required = true,
	 .offset = offsetof(LetterLanguage, tag)},
	{.name = S_INIT("words"), .about = S_INIT("The language of words/ whose letters are sent; absent: there are none yet."),
	 .type = YAML_TYPE_CODE, .offset = offsetof(LetterLanguage, words)},
	{.name = S_INIT("line"), .about = S_INIT("Stands over an English letter, in the language: that somebody will read it to them, "
		"free; with {{phone}}."), .type = YAML_TYPE_TEXT, .required = true, .least = 10, .most = 400,
	 .offset = offsetof(LetterLanguage, line)},
};
const YamlSchema PRACTICE_LETTER_LANGUAGE_SCHEMA = {.name = S_INIT("letter language"),
	.about = S_INIT("letter-languages.yaml: what a letter says to somebody whose language it is not in."),
	YAML_FIELDS(LANGUAGE_FIELDS), .size_bytes = sizeof(LetterLanguage)};

void practice_read_letter_languages(Practice *practice, const PracticeFile *file, const YamlNode *node, Problems *problems)
{
	(void)file;
	const void *items = NULL;
	size_t count = 0;
	if (yaml_read_list(node, &PRACTICE_LETTER_LANGUAGE_SCHEMA, &items, &count, practice->arena, problems) != STATUS_OK)
		return;
	const LetterLanguage *languages = items;
	for (size_t i = 0; i < count; i++) {
		if (!str_contains(languages[i].line, S("{{phone}}")))
			practice_fault(problems, node->items[i], "The line has no {{phone}}: whom would they ask?");
		if (!index_add(&practice->letter_languages, practice->arena, languages[i].option, &languages[i]))
			practice_fault(problems, node->items[i], "%.*s stands twice.", STR_ARG(languages[i].option));
	}
}

const LetterLanguage *practice_letter_language(const Practice *practice, Str option)
{
	return index_find(&practice->letter_languages, option);
}

/* --- the same in both ------------------------------------------------------------------------------------------ */

static bool is_digit(char character)
{
	return character >= '0' && character <= '9';
}

/* The next field or figure of *rest: {{next_date}}, 999, 13.5. */
static bool next_mark(Str *rest, Str *out)
{
	for (size_t i = 0; i < rest->length; i++) {
		size_t end = i;
		if (str_starts_with(str_slice(*rest, i, rest->length), S("{{")) && str_find(str_slice(*rest, i, rest->length), S("}}"), &end))
			end += i + 2;
		else
			for (end = i; end < rest->length && is_digit(rest->data[end]); end++)
				continue;
		if (end == i)
			continue;
		*out = str_slice(*rest, i, end);
		*rest = str_slice(*rest, end, rest->length);
		return true;
	}
	return false;
}

static size_t mark_count(Str text, Str mark)
{
	size_t count = 0;
	Str found = {0};
	while (next_mark(&text, &found))
		count += str_is_empty(mark) || str_equal(found, mark) ? 1 : 0;
	return count;
}

/* The first mark that stands another number of times in the other; empty when all are the same. */
static Str mark_that_differs(Str english, Str other)
{
	Str both[] = {english, other};
	for (size_t i = 0; i < 2; i++) {
		Str rest = both[i];
		Str mark = {0};
		while (next_mark(&rest, &mark))
			if (mark_count(english, mark) != mark_count(other, mark))
				return mark;
	}
	return (Str){0};
}

static char kind_of(Str paragraph)
{
	return str_starts_with(paragraph, S("## ")) ? 'h' : str_starts_with(paragraph, S("- ")) ? 'l' : 'p';
}

/* What a paragraph says only when the record holds it: one field and nothing else. */
static bool is_condition(Str paragraph)
{
	Str rest = paragraph;
	Str mark = {0};
	return next_mark(&rest, &mark) && str_equal(mark, str_trim(paragraph)) && str_starts_with(mark, S("{{"));
}

static void compare_paragraphs(const YamlNode *english, const YamlNode *other, Problems *problems)
{
	size_t count = english == NULL ? 0 : english->count;
	if (other == NULL || other->count != count) {
		practice_fault(problems, other, "The English has %zu paragraphs here, and this has %zu: one stands for one.", count,
			other == NULL ? (size_t)0 : other->count);
		return;
	}
	for (size_t i = 0; i < count; i++) {
		Str from = yaml_text(english->items[i]);
		Str to = yaml_text(other->items[i]);
		Str mark = mark_that_differs(from, to);
		if (!str_is_empty(mark))
			practice_fault(problems, other->items[i], "%.*s does not stand here as often as in the English: \"%.*s\"", STR_ARG(mark),
				STR_ARG(from));
		if (kind_of(from) != kind_of(to) || is_condition(from) != is_condition(to))
			practice_fault(problems, other->items[i], "A heading, a list item or a field alone must be the same as in the English: "
				"\"%.*s\"", STR_ARG(from));
	}
}

/* Easy words are English, and easier than the English. */
static void check_easy(const Practice *practice, const TranslationFile *file, Problems *problems)
{
	enum { EASY_GRADE_TENTHS_MAX = 40 };
	Reading reading = {0};
	if (!str_equal(practice_language(practice, file->letter.language)->tag, S("en")))
		return;
	for (size_t i = 0; i < file->letter.paragraph_count; i++)
		reading_add(&reading, file->letter.paragraphs[i]);
	int grade = reading_grade_tenths(&reading);
	if (grade > EASY_GRADE_TENTHS_MAX)
		practice_fault(problems, file->node, "A letter in easy words has a reading grade of 4 at most; this has %d.%d.", grade / 10,
			grade % 10);
}

void practice_check_translations(const Practice *practice, Problems *problems)
{
	const PartsFile *english_parts = practice_letter_parts(practice);
	for (size_t i = 0; i < practice->translations.count; i++) {
		if (is_parts(practice, i)) {
			const PartsFile *parts = practice->translations.items[i];
			for (size_t k = 0; english_parts != NULL && k < sizeof PART_KEYS / sizeof PART_KEYS[0]; k++)
				compare_paragraphs(yaml_member(english_parts->node, PART_KEYS[k]), yaml_member(parts->node, PART_KEYS[k]), problems);
			continue;
		}
		const TranslationFile *file = practice->translations.items[i];
		const LetterFile *english = index_find(&practice->letters, file->of);
		compare_paragraphs(yaml_member(english->node, S("paragraphs")), yaml_member(file->node, S("paragraphs")), problems);
		check_easy(practice, file, problems);
	}
}

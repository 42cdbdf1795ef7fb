/* The languages of the public pages, easy words among them: what stands in which, and what a draft may not say. */
#include "practice/wording.h"

static Str word_or_empty(const Practice *practice, Str language, const char *id)
{
	return practice_words_in(practice, str_from_c(id), language) ? practice_words(practice, str_from_c(id), language) : (Str){0};
}

static void language_add(Practice *practice, Str code, Problems *problems)
{
	Language language = {.code = code, .name = word_or_empty(practice, code, "language.name"),
		.tag = word_or_empty(practice, code, "language.tag"), .draft = word_or_empty(practice, code, "language.draft"),
		.partly = word_or_empty(practice, code, "language.partly")};
	bool english = str_equal(code, S("en"));
	if (english) {
		language.tag = S("en");
		if (str_is_empty(language.name))
			language.name = S("English");
	} else if (str_is_empty(language.name) || str_is_empty(language.tag) || str_is_empty(language.partly)) {
		Status added = problems_add_format(problems, (Problem){.file = str_format(practice->arena, "words/%.*s.yaml",
			STR_ARG(code))}, "A language needs a group language with name (in itself), tag (for the pages' lang) and partly "
			"(what is said while some words are still in English); and draft as long as nobody has read it through.");
		(void)added; /* counted in problems */
	}
	practice->languages[practice->language_count++] = language;
}

void practice_languages_make(Practice *practice, Problems *problems)
{
	practice->languages = ARENA_ARRAY(practice->arena, Language, practice->file_count + 1);
	practice->language_count = 0;
	language_add(practice, S("en"), problems);
	for (size_t i = 0; i < practice->file_count; i++) {
		Str path = practice->files[i].path;
		if (str_starts_with(path, S("words/")) && !str_equal(path, S("words/en.yaml")))
			language_add(practice, str_slice(path, S("words/").length, path.length - S(".yaml").length), problems);
	}
}

const Language *practice_languages(const Practice *practice, size_t *count)
{
	*count = practice->language_count;
	return practice->languages;
}

const Language *practice_language(const Practice *practice, Str code)
{
	for (size_t i = 0; i < practice->language_count; i++)
		if (str_equal(practice->languages[i].code, code))
			return &practice->languages[i];
	return &practice->languages[0];
}

/* --- questions ------------------------------------------------------------------------------------------------- */

static Str question_word(const Practice *practice, Arena *arena, Str language, Str question, const char *what)
{
	Str id = str_format(arena, "questions.%.*s.%s", STR_ARG(question), what);
	return practice_words_in(practice, id, language) ? practice_words(practice, id, language) : (Str){0};
}

static Str option_word(const Practice *practice, Arena *arena, Str language, const Question *question, Str code)
{
	Str own = str_format(arena, "questions.%.*s.%.*s", STR_ARG(question->id), STR_ARG(code));
	Str shared = str_format(arena, "lists.%.*s.%.*s", STR_ARG(question->options->id), STR_ARG(code));
	if (practice_words_in(practice, own, language))
		return practice_words(practice, own, language);
	return practice_words_in(practice, shared, language) ? practice_words(practice, shared, language) : (Str){0};
}

/* The options in that language; NULL when one is missing. What only staff read stays as it is. */
static const OptionList *options_in(const Practice *practice, Arena *arena, Str language, const Question *question)
{
	const OptionList *from = question->options;
	OptionList *list = ARENA_NEW(arena, OptionList);
	Option *options = ARENA_ARRAY(arena, Option, from->count + 1);
	for (size_t i = 0; i < from->count; i++) {
		options[i] = from->options[i];
		if (options[i].worker_only)
			continue;
		options[i].resident = option_word(practice, arena, language, question, options[i].code);
		options[i].hint = (Str){0};
		if (str_is_empty(options[i].resident))
			return NULL;
	}
	*list = (OptionList){.id = from->id, .options = options, .count = from->count};
	return list;
}

const Question *practice_question_in(const Practice *practice, Arena *arena, const Question *question, Str language)
{
	if (str_equal(language, S("en")))
		return question;
	Question *out = ARENA_NEW(arena, Question);
	*out = *question;
	out->resident = question_word(practice, arena, language, question->id, "resident");
	out->hint = question_word(practice, arena, language, question->id, "hint");
	if (str_is_empty(out->resident) || question->type == QUESTION_REPEAT || question->type == QUESTION_TIMETABLE)
		return NULL;
	if (question->options == NULL)
		return out;
	out->options = options_in(practice, arena, language, question);
	return out->options == NULL ? NULL : out;
}

/* --- checks ---------------------------------------------------------------------------------------------------- */

/* What may be said in words that nobody has read through: how to walk the form, and what is asked; and what stands in letters,
 * for a letter in such words does not leave before somebody has read it. */
static bool draft_may_say(Str id)
{
	static const Str GROUPS[] = {S_INIT("language."), S_INIT("questions."), S_INIT("lists."), S_INIT("sections."),
		S_INIT("letter.")};
	static const Str WALK[] = {S_INIT("start.title"), S_INIT("start.questions"), S_INIT("start.time"),
		S_INIT("start.leave-out"), S_INIT("start.helper"), S_INIT("start.button"), S_INIT("start.not-sure"),
		S_INIT("start.continue"), S_INIT("start.skip"), S_INIT("start.back"), S_INIT("start.check-title"),
		S_INIT("start.check-words"), S_INIT("start.change"), S_INIT("start.not-answered"), S_INIT("check.section"),
		S_INIT("check.later-link"), S_INIT("check.go-on"), S_INIT("check.not-sent")};
	for (size_t i = 0; i < sizeof GROUPS / sizeof GROUPS[0]; i++)
		if (str_starts_with(id, GROUPS[i]))
			return true;
	for (size_t i = 0; i < sizeof WALK / sizeof WALK[0]; i++)
		if (str_equal(id, WALK[i]))
			return true;
	return false;
}

/* "washing.resident" of a question, "ability.unable" of a list, "contact.who" of a form. */
static bool part_exists(const Practice *practice, Str group, Str part)
{
	size_t dot = 0;
	if (!str_find(part, S("."), &dot))
		return false;
	Str of = str_slice(part, 0, dot);
	Str what = str_slice(part, dot + 1, part.length);
	if (str_equal(group, S("questions"))) {
		const Question *question = practice_question(practice, of);
		return question != NULL && (str_equal(what, S("resident")) || str_equal(what, S("hint"))
			|| option_find(question->options, what) != NULL);
	}
	if (str_equal(group, S("lists")))
		return option_find(practice_list(practice, of), what) != NULL;
	const Form *form = practice_form(practice, of);
	for (size_t i = 0; form != NULL && i < form->section_count; i++)
		if (str_equal(form->sections[i].id, what))
			return true;
	return false;
}

static bool exists_in_english(const Practice *practice, Str id)
{
	size_t dot = 0;
	if (!str_find(id, S("."), &dot))
		return false;
	Str group = str_slice(id, 0, dot);
	if (str_equal(group, S("language")))
		return true;
	if (str_equal(group, S("questions")) || str_equal(group, S("lists")) || str_equal(group, S("sections")))
		return part_exists(practice, group, str_slice(id, dot + 1, id.length));
	return practice_words_has(practice, id);
}

/* Every {{blank}} of the English stands in the other too. */
static bool keeps_blanks(Str english, Str other)
{
	size_t from = 0;
	size_t at = 0;
	while (str_find(str_slice(english, from, english.length), S("{{"), &at)) {
		size_t begins = from + at;
		size_t length = 0;
		if (!str_find(str_slice(english, begins, english.length), S("}}"), &length))
			return true;
		if (!str_contains(other, str_slice(english, begins, begins + length + 2)))
			return false;
		from = begins + length;
	}
	return true;
}

/* A question that was begun: every option of it, or the page would change its language within a list. */
static void check_whole_question(const Practice *practice, Str language, Str id, const YamlNode *node, Problems *problems)
{
	Str rest = str_slice(id, S("questions.").length, id.length);
	Str question_id = {0};
	if (!str_next(&rest, '.', &question_id) || !str_equal(rest, S("resident")))
		return;
	const Question *question = practice_question(practice, question_id);
	const Language *about = practice_language(practice, language);
	if (question == NULL) /* said by who looks for it in English */
		return;
	if (practice_question_in(practice, practice->arena, question, language) == NULL)
		practice_fault(problems, node, "%.*s lacks an option in this language, or has columns: a question is translated whole.",
			STR_ARG(question_id));
	if (question->danger && !str_is_empty(about->draft))
		practice_fault(problems, node, "%.*s asks about danger: it is not put into words that nobody has read through.",
			STR_ARG(question_id));
}

static void check_entry(const Practice *practice, Str key, const WordEntry *entry, Problems *problems)
{
	Str id = key;
	Str language = {0};
	if (!str_next(&id, '/', &language) || str_equal(language, S("en")))
		return;
	if (!exists_in_english(practice, id)) {
		practice_fault(problems, entry->node, "There is no %.*s in English.", STR_ARG(id));
		return;
	}
	if (!str_is_empty(practice_language(practice, language)->draft) && !draft_may_say(id))
		practice_fault(problems, entry->node, "%.*s says what somebody may count on: a draft that nobody has read through "
			"must not say it. Take it out, or take language.draft out once it was read.", STR_ARG(id));
	if (practice_words_has(practice, id) && !keeps_blanks(practice_words(practice, id, (Str){0}), entry->text))
		practice_fault(problems, entry->node, "The English has a field in {{ }} that is missing here.");
	if (str_starts_with(id, S("questions.")))
		check_whole_question(practice, language, id, entry->node, problems);
}

void practice_check_languages(const Practice *practice, Problems *problems)
{
	for (size_t i = 0; i < practice->words.count; i++)
		check_entry(practice, practice->words.ids[i], practice->words.items[i], problems);
}

/* What the content of a folder must keep beside being loadable: words that are short, plain and kind; no question twice,
 * none without a form. A published release is not judged again by it: what is in force stays in force.
 *
 * The bars are those of the question bank's own tests; a council may allow a long word or a likeness in wording.yaml, and
 * may allow none of the words that hurt.
 */
#include "practice/plain.h"
#include "practice/wording.h"

typedef struct WordingTerm {
	Str word;
	Str meaning;
	const YamlNode *node;
} WordingTerm;

typedef struct WordingPair {
	Str first;
	Str second;
	Str why;
	const YamlNode *node;
} WordingPair;

struct WordingFile {
	const Str *everyday;
	size_t everyday_count;
	const WordingTerm *terms;
	size_t term_count;
	const WordingPair *alike;
	size_t alike_count;
};

static const YamlField TERM_FIELDS[] = {
	{.name = S_INIT("word"), .about = S_INIT("In small letters."), .type = YAML_TYPE_CODE, .required = true,
	 .offset = offsetof(WordingTerm, word)},
	{.name = S_INIT("meaning"), .about = S_INIT("In plain words: residents read it under a question that has no hint."),
	 .type = YAML_TYPE_TEXT, .required = true, .offset = offsetof(WordingTerm, meaning), .least = 1, .most = 200},
};

static const YamlSchema TERM_SCHEMA = {.name = S_INIT("term"),
	.about = S_INIT("A long word for which there is no plain one, with what it means."), YAML_FIELDS(TERM_FIELDS),
	.size_bytes = sizeof(WordingTerm), .keeps_node = true, .node_offset = offsetof(WordingTerm, node)};

static const YamlField PAIR_FIELDS[] = {
	{.name = S_INIT("first"), .about = S_INIT("A question's id."), .type = YAML_TYPE_NAME, .required = true,
	 .offset = offsetof(WordingPair, first)},
	{.name = S_INIT("second"), .about = S_INIT("The id of the one that sounds like it."), .type = YAML_TYPE_NAME,
	 .required = true, .offset = offsetof(WordingPair, second)},
	{.name = S_INIT("why"), .about = S_INIT("Why both are asked."), .type = YAML_TYPE_TEXT, .required = true,
	 .offset = offsetof(WordingPair, why), .least = 1, .most = 200},
};

static const YamlSchema PAIR_SCHEMA = {.name = S_INIT("pair"),
	.about = S_INIT("Two questions whose words are much alike, and that both stand on purpose."), YAML_FIELDS(PAIR_FIELDS),
	.size_bytes = sizeof(WordingPair), .keeps_node = true, .node_offset = offsetof(WordingPair, node)};

static const YamlField WORDING_FIELDS[] = {
	{.name = S_INIT("everyday"), .about = S_INIT("Words of three or more syllables that everybody knows."),
	 .type = YAML_TYPE_CODE, .least = 0, .most = 500, YAML_LIST_AT(WordingFile, everyday, everyday_count)},
	{.name = S_INIT("terms"), .about = S_INIT("Those that not everybody knows."), .type = YAML_TYPE_STRUCT,
	 .members = &TERM_SCHEMA, .least = 0, .most = 200, YAML_LIST_AT(WordingFile, terms, term_count)},
	{.name = S_INIT("alike"), .about = S_INIT("Likenesses that a person has looked at."), .type = YAML_TYPE_STRUCT,
	 .members = &PAIR_SCHEMA, .least = 0, .most = 200, YAML_LIST_AT(WordingFile, alike, alike_count)},
};

const YamlSchema PRACTICE_WORDING_SCHEMA = {.name = S_INIT("wording"),
	.about = S_INIT("wording.yaml: long words that questions may use, and questions that may sound alike."),
	YAML_FIELDS(WORDING_FIELDS), .size_bytes = sizeof(WordingFile)};

void practice_read_wording(Practice *practice, const PracticeFile *file, const YamlNode *node, Problems *problems)
{
	(void)file;
	WordingFile *wording = ARENA_NEW(practice->arena, WordingFile);
	if (yaml_read(node, &PRACTICE_WORDING_SCHEMA, wording, practice->arena, problems) == STATUS_OK)
		practice->wording = wording;
}

/* --- words that hurt ------------------------------------------------------------------------------------------- */

/* Never said of anybody, by anybody (docs/practice-format.md says why); a word stands for all that begin with it. */
static const WordInstead HURTFUL[] = {
	{S_INIT("wander"), S_INIT("say where the person goes, or what they may be looking for")},
	{S_INIT("refuses"), S_INIT("say what the person does not want, and why")},
	{S_INIT("non-compliant"), S_INIT("say what the person does not want, and why")},
	{S_INIT("noncompliant"), S_INIT("say what the person does not want, and why")},
	{S_INIT("failed to engage"), S_INIT("say what was offered and what the person said")},
	{S_INIT("hard to reach"), S_INIT("say whom we have not reached, and how we tried")},
	{S_INIT("challenging behaviour"), S_INIT("say what others find hard, and what helps")},
	{S_INIT("incontinen"), S_INIT("say accidents with the toilet")},
	{S_INIT("cheaper"), S_INIT("say what each costs")},
	{S_INIT("service user"), S_INIT("say person")},
	{S_INIT("not entitled"), S_INIT("say what was decided and why")},
	{S_INIT("do not qualify"), S_INIT("say what was decided and why")},
	{S_INIT("suffers from"), S_INIT("say has")},
	{S_INIT("sufferer"), S_INIT("say a person with")},
	{S_INIT("wheelchair-bound"), S_INIT("say uses a wheelchair")},
	{S_INIT("confined to a wheelchair"), S_INIT("say uses a wheelchair")},
	{S_INIT("the elderly"), S_INIT("say older people")},
	{S_INIT("bed block"), S_INIT("say waiting to leave hospital")},
	{S_INIT("frequent flyer"), S_INIT("say how often the person comes, and why")},
	{S_INIT("able to make choices"), S_INIT("ask: do you want help with decisions?")},
	{S_INIT("able to make decisions"), S_INIT("ask: do you want help with decisions?")},
	{S_INIT("hours over"), S_INIT("say by when it is to be done")},
	{S_INIT("attention-seeking"), S_INIT("say what the person asked for, and of whom")},
	{S_INIT("attention seeking"), S_INIT("say what the person asked for, and of whom")},
	{S_INIT("manipulative"), S_INIT("say what was said and done")},
};

/* The exact words of national lists are not ours to change. */
static bool is_national(Str key)
{
	return str_starts_with(key, S("national")) || str_equal(key, S("cld")) || str_equal(key, S("assessment_type"))
		|| str_equal(key, S("cost_frequency"));
}

static bool is_letter(Str text, size_t at)
{
	return text.data[at] >= 'a' && text.data[at] <= 'z';
}

/* Does text say words, from the beginning of a word on? */
static bool says(Str text, Str words)
{
	size_t from = 0;
	size_t at = 0;
	while (str_find(str_slice(text, from, text.length), words, &at)) {
		if (from + at == 0 || !is_letter(text, from + at - 1))
			return true;
		from += at + 1;
	}
	return false;
}

size_t practice_words_that_hurt(Arena *arena, Str text, const WordInstead **out, size_t most)
{
	Str small = str_lower_ascii(arena, text);
	size_t count = 0;
	for (size_t i = 0; i < sizeof HURTFUL / sizeof HURTFUL[0] && count < most; i++)
		if (says(small, HURTFUL[i].words))
			out[count++] = &HURTFUL[i];
	return count;
}

static void check_kind(Practice *practice, const YamlNode *node, Problems *problems)
{
	const WordInstead *found[sizeof HURTFUL / sizeof HURTFUL[0]];
	size_t count = practice_words_that_hurt(practice->arena, node->text, found, sizeof found / sizeof found[0]);
	for (size_t i = 0; i < count; i++)
		practice_fault(problems, node, "\"%.*s\" is not said of people: %.*s.", STR_ARG(found[i]->words),
			STR_ARG(found[i]->instead));
}

/* Deep as YAML_DEPTH_MAX at most. */
static void check_kind_within(Practice *practice, const YamlNode *node, Problems *problems)
{
	if (node->kind == YAML_KIND_SCALAR)
		check_kind(practice, node, problems);
	for (size_t i = 0; node->kind == YAML_KIND_SEQUENCE && i < node->count; i++)
		check_kind_within(practice, node->items[i], problems);
	for (size_t i = 0; node->kind == YAML_KIND_MAPPING && i < node->count; i++)
		if (!is_national(node->pairs[i].key))
			check_kind_within(practice, node->pairs[i].value, problems);
}

static bool is_read_by_people(Str path)
{
	static const Str PARTS[] = {S_INIT("lists/"), S_INIT("questions/"), S_INIT("forms/"), S_INIT("pathways/"),
		S_INIT("letters/"), S_INIT("words/"), S_INIT("letter-parts.yaml"), S_INIT("services.yaml")};
	for (size_t i = 0; i < sizeof PARTS / sizeof PARTS[0]; i++)
		if (str_starts_with(path, PARTS[i]))
			return true;
	return false;
}

static void check_every_text(Practice *practice, Problems *problems)
{
	for (size_t i = 0; i < practice->file_count; i++) {
		const PracticeFile *file = &practice->files[i];
		const YamlNode *node = NULL;
		if (is_read_by_people(file->path)
		    && yaml_parse(practice->arena, file->name, file->text, problems, &node) == STATUS_OK)
			check_kind_within(practice, node, problems);
	}
}

/* --- questions ------------------------------------------------------------------------------------------------- */

enum { QUESTION_WORDS_MAX = 15, QUESTION_SENTENCES_MAX = 2, LONG_WORD_SYLLABLES = 3, WORDS_COMPARED_MAX = 32 };

static const WordingTerm *term_find(const WordingFile *wording, Str word)
{
	for (size_t i = 0; wording != NULL && i < wording->term_count; i++)
		if (str_equal(wording->terms[i].word, word))
			return &wording->terms[i];
	return NULL;
}

static bool is_everyday(const WordingFile *wording, Str word)
{
	for (size_t i = 0; wording != NULL && i < wording->everyday_count; i++)
		if (str_equal(wording->everyday[i], word))
			return true;
	return false;
}

static const YamlNode *wording_node(const QuestionEntry *entry)
{
	const YamlNode *node = yaml_member(entry->node, S("resident"));
	return node == NULL ? entry->node : node;
}

static void check_long_words(const Practice *practice, const QuestionEntry *entry, Problems *problems)
{
	char bytes[PLAIN_WORD_BYTES_MAX];
	Str rest = entry->question.resident;
	for (Str word = plain_next_word(&rest, bytes); word.length > 0; word = plain_next_word(&rest, bytes))
		if (plain_syllables(word) >= LONG_WORD_SYLLABLES && !is_everyday(practice->wording, word)
		    && term_find(practice->wording, word) == NULL)
			practice_fault(problems, wording_node(entry), "\"%.*s\" is a long word: take a plain one, or put it into "
				"wording.yaml with what it means.", STR_ARG(word));
}

static void check_question(const Practice *practice, const QuestionEntry *entry, Problems *problems)
{
	Reading reading = {0};
	reading_add(&reading, entry->question.resident);
	if (reading.words > QUESTION_WORDS_MAX || reading.sentences > QUESTION_SENTENCES_MAX)
		practice_fault(problems, wording_node(entry), "A question has at most %d words in at most %d sentences; this has %d "
			"in %d.", QUESTION_WORDS_MAX, QUESTION_SENTENCES_MAX, reading.words, reading.sentences);
	check_long_words(practice, entry, problems);
}

static bool is_in_a_form(const Practice *practice, const Question *question)
{
	for (size_t i = 0; i < practice->forms.count; i++) {
		const Form *form = practice->forms.items[i];
		for (size_t j = 0; j < form->section_count; j++)
			for (size_t k = 0; k < form->sections[j].question_count; k++)
				if (form->sections[j].questions[k] == question)
					return true;
	}
	return false;
}

/* The words of a question that carry its meaning, each once. */
typedef struct Meaning {
	char bytes[WORDS_COMPARED_MAX][PLAIN_WORD_BYTES_MAX];
	Str words[WORDS_COMPARED_MAX];
	size_t count;
} Meaning;

static bool meaning_has(const Meaning *meaning, Str word)
{
	for (size_t i = 0; i < meaning->count; i++)
		if (str_equal(meaning->words[i], word))
			return true;
	return false;
}

static void meaning_of(Str text, Meaning *out)
{
	static const Str SMALL[] = {S_INIT("a"), S_INIT("an"), S_INIT("the"), S_INIT("and"), S_INIT("or"), S_INIT("of"),
		S_INIT("to"), S_INIT("in"), S_INIT("on"), S_INIT("at"), S_INIT("for"), S_INIT("with"), S_INIT("by"), S_INIT("is"),
		S_INIT("are"), S_INIT("was"), S_INIT("were"), S_INIT("be"), S_INIT("do"), S_INIT("does"), S_INIT("you"),
		S_INIT("your"), S_INIT("i"), S_INIT("my"), S_INIT("we"), S_INIT("our"), S_INIT("it"), S_INIT("this"),
		S_INIT("that"), S_INIT("they"), S_INIT("their")};
	out->count = 0;
	while (out->count < WORDS_COMPARED_MAX) {
		Str word = plain_next_word(&text, out->bytes[out->count]);
		bool small = false;
		for (size_t i = 0; i < sizeof SMALL / sizeof SMALL[0]; i++)
			small = small || str_equal(SMALL[i], word);
		if (word.length == 0)
			return;
		if (!small && !meaning_has(out, word))
			out->words[out->count++] = word;
	}
}

/* Words in common are 0.6 or more of all words of the two (the bank's test 8). */
static bool are_alike(const Meaning *one, const Meaning *other)
{
	size_t common = 0;
	for (size_t i = 0; i < one->count; i++)
		common += meaning_has(other, one->words[i]) ? 1 : 0;
	size_t all = one->count + other->count - common;
	return all > 0 && common * 10 >= all * 6;
}

static bool pair_is_allowed(const WordingFile *wording, Str one, Str other)
{
	for (size_t i = 0; wording != NULL && i < wording->alike_count; i++) {
		const WordingPair *pair = &wording->alike[i];
		if ((str_equal(pair->first, one) && str_equal(pair->second, other))
		    || (str_equal(pair->first, other) && str_equal(pair->second, one)))
			return true;
	}
	return false;
}

/* Residents are asked it in these words; a bad day's question is its usual day's with a word before it. */
static bool is_asked_of_residents(const Question *question)
{
	return question->asked_of != ASKED_OF_WORKER && question->asked_of != ASKED_OF_FINANCE
		&& str_is_empty(question->usual_day);
}

static void check_likeness(const Practice *practice, Problems *problems)
{
	size_t count = practice->questions.count;
	Meaning *meanings = ARENA_ARRAY(practice->arena, Meaning, count + 1);
	for (size_t i = 0; i < count; i++) {
		const QuestionEntry *entry = practice->questions.items[i];
		if (!is_asked_of_residents(&entry->question))
			continue;
		meaning_of(entry->question.resident, &meanings[i]);
		for (size_t j = 0; j < i; j++) {
			const QuestionEntry *other = practice->questions.items[j];
			if (is_asked_of_residents(&other->question) && are_alike(&meanings[i], &meanings[j])
			    && !pair_is_allowed(practice->wording, entry->question.id, other->question.id))
				practice_fault(problems, wording_node(entry), "This sounds like %.*s, \"%.*s\". Ask one of them, or put the "
					"pair into wording.yaml under alike with why both are asked.", STR_ARG(other->question.id),
					STR_ARG(other->question.resident));
		}
	}
}

static void check_wording_names_questions(const Practice *practice, Problems *problems)
{
	const WordingFile *wording = practice->wording;
	for (size_t i = 0; wording != NULL && i < wording->alike_count; i++)
		if (index_find(&practice->questions, wording->alike[i].first) == NULL
		    || index_find(&practice->questions, wording->alike[i].second) == NULL)
			practice_fault(problems, wording->alike[i].node, "There is no question %.*s, or none %.*s.",
				STR_ARG(wording->alike[i].first), STR_ARG(wording->alike[i].second));
}

void practice_explain_terms(Practice *practice)
{
	for (size_t i = 0; i < practice->questions.count; i++) {
		QuestionEntry *entry = (QuestionEntry *)practice->questions.items[i];
		char bytes[PLAIN_WORD_BYTES_MAX];
		Str rest = entry->question.resident;
		for (Str word = plain_next_word(&rest, bytes); word.length > 0 && str_is_empty(entry->question.hint);
		     word = plain_next_word(&rest, bytes)) {
			const WordingTerm *term = term_find(practice->wording, word);
			if (term != NULL)
				entry->question.hint = term->meaning;
		}
	}
}

void practice_check_content(Practice *practice, Problems *problems)
{
	check_every_text(practice, problems);
	check_wording_names_questions(practice, problems);
	for (size_t i = 0; i < practice->questions.count; i++) {
		const QuestionEntry *entry = practice->questions.items[i];
		if (!str_is_empty(entry->question.usual_day))
			continue;
		check_question(practice, entry, problems);
		if (!is_in_a_form(practice, &entry->question))
			practice_fault(problems, entry->node, "No form asks %.*s: put it into one, or take it out.",
				STR_ARG(entry->question.id));
	}
	check_likeness(practice, problems);
	practice_check_letters(practice, problems);
	practice_check_translations(practice, problems);
	practice_check_languages(practice, problems);
	practice_check_ways(practice, problems);
	practice_check_outcomes(practice, problems);
}

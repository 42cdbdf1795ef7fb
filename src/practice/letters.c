/* Letters: paragraphs with fields in braces, between an opening and a closing that all letters share. */
#include <string.h>

#include "practice/letter_files.h"
#include "practice/letters.h"
#include "practice/plain.h"
#include "practice/wording.h"

static const struct LetterField {
	Str name;
	const char *about;
	Str example; /* of an invented person, for a look at a letter before it is used */
} LETTER_FIELDS[] = {
	{S_INIT("name_known_as"), "What the reader likes to be called.",
		S_INIT("Rose")},
	{S_INIT("person_name"), "Whom the letter is about, when the reader is somebody else.",
		S_INIT("Rose Example")},
	{S_INIT("today"), "The day of the letter.",
		S_INIT("1 April 2026")},
	{S_INIT("reference"), "The reference of the work.",
		S_INIT("XX-0000-0000")},
	{S_INIT("council_name"), "The council.",
		S_INIT("the council")},
	{S_INIT("phone"), "The council's number for adult social care.",
		S_INIT("01632 960 001")},
	{S_INIT("phone_hours"), "When that number is answered.",
		S_INIT("Monday to Friday, 9am to 5pm")},
	{S_INIT("emergency_phone"), "The number out of hours.",
		S_INIT("01632 960 002")},
	{S_INIT("worker_name"), "The named worker.",
		S_INIT("Sam Example")},
	{S_INIT("worker_phone"), "The named worker's own number.",
		S_INIT("01632 960 003")},
	{S_INIT("next_date"), "When the next thing is due that the outcome has opened.",
		S_INIT("28 April 2026")},
	{S_INIT("what_matters"), "What matters most to the person, in their words.",
		S_INIT("Being in my own garden.")},
	{S_INIT("request_story"), "What the person told us, in their words.",
		S_INIT("I fell in the bath and I am afraid of it now.")},
	{S_INIT("agreed_actions"), "Who does what, with dates: a list.",
		S_INIT("- Sam calls the housing team, by 8 April 2026")},
	{S_INIT("outcome_lines"), "What was found in each part of life: a list.",
		S_INIT("- Washing: needs somebody there")},
	{S_INIT("reasons"), "Why this was decided.",
		S_INIT("Washing and getting dressed are not safe alone.")},
	{S_INIT("advice"), "What can be done to stay well, particular to the person.",
		S_INIT("Sit down to dry your feet.")},
	{S_INIT("budget_week"), "What the paid lines of the plan cost a week.",
		S_INIT("£120.00")},
	{S_INIT("budget_lines"), "The paid lines of the plan with their cost, and the sum: a list.",
		S_INIT("- Help in the morning: £120.00 a week")},
	{S_INIT("first_figure"), "The first, indicative figure a week, as the council shows it.",
		S_INIT("£100 to £140 a week")},
	{S_INIT("first_figure_lines"), "How the first figure was made, line by line: a list.",
		S_INIT("- Washing: 7 points")},
	{S_INIT("plan_goals"), "The person's goals: a list.",
		S_INIT("- To have a bath without fear")},
	{S_INIT("positive_risks"), "What the person wants to do that others worry about, with what makes it safer: a list, in their words.",
		S_INIT("- Walk to the shop alone, with a phone")},
	{S_INIT("plan_lines"), "What is arranged, by whom: a list.",
		S_INIT("- Help in the morning, five days a week")},
	{S_INIT("what_works"), "What goes well, in the person's own words at a review.",
		S_INIT("The morning visits come on time.")},
	{S_INIT("back_up"), "What happens if something goes wrong.",
		S_INIT("Her daughter comes.")},
	{S_INIT("start_date"), "When something starts.",
		S_INIT("4 May 2026")},
	{S_INIT("end_date"), "When something ends.",
		S_INIT("1 June 2026")},
	{S_INIT("changes"), "What starts and what ends through this work, with dates: a list.",
		S_INIT("- Starts: help in the morning, 4 May 2026")},
	{S_INIT("what_ends"), "What ends through this work, with dates: a list.",
		S_INIT("- Help in the evening, 3 May 2026")},
	{S_INIT("what_stays"), "What the plan has beside paid support: a list.",
		S_INIT("- Her daughter does the shopping")},
	{S_INIT("their_share"), "What the person would pay of the plan a week, or what is missing to say so.",
		S_INIT("£22.50 a week")},
	{S_INIT("carer_plan"), "What is done for a carer, by whom and by when: a list.",
		S_INIT("- A break each Friday, from 4 May 2026")},
	{S_INIT("carer_payment"), "What a carer is paid once, and what for.",
		S_INIT("£150.00 for a washing machine")},
	{S_INIT("item"), "The thing that is delivered or fixed.",
		S_INIT("a bath board")},
};
enum { LETTER_FIELD_COUNT = sizeof LETTER_FIELDS / sizeof LETTER_FIELDS[0] };

static const Str PARTS_CODES[] = {S_INIT("person"), S_INIT("other"), S_INIT("none")};

static const YamlField LETTER_FILE_FIELDS[] = {
	{.name = S_INIT("id"), .about = S_INIT("The file's own name."), .type = YAML_TYPE_CODE, .required = true,
	 .offset = offsetof(LetterFile, letter.id)},
	{.name = S_INIT("title"), .about = S_INIT("The heading of the letter."), .type = YAML_TYPE_TEXT, .required = true,
	 .offset = offsetof(LetterFile, letter.title), .least = 1, .most = 120},
	{.name = S_INIT("parts"), .about = S_INIT("The opening and closing of letter-parts.yaml: person when absent, "
		"other for somebody else's letter, none."), .type = YAML_TYPE_CHOICE, .offset = offsetof(LetterFile, parts),
	 YAML_CODES(PARTS_CODES)},
	{.name = S_INIT("only_with"), .about = S_INIT("A field: as long as the record does not hold it, the letter is not "
		"made."), .type = YAML_TYPE_NAME, .offset = offsetof(LetterFile, letter.only_with)},
	{.name = S_INIT("shares_with"), .about = S_INIT("An option of consent_share: unless the person agreed to it, the letter is "
		"not sent, and somebody is asked to ask them."), .type = YAML_TYPE_CODE, .offset = offsetof(LetterFile, letter.shares_with)},
	{.name = S_INIT("paragraphs"), .about = S_INIT("\"- \" starts a list item, \"## \" a heading, {{reasons}} is a "
		"field."), .type = YAML_TYPE_TEXT_BLOCK, .required = true, .least = 1, .most = 60,
	 YAML_LIST_AT(LetterFile, letter.paragraphs, letter.paragraph_count)},
};
const YamlSchema PRACTICE_LETTER_SCHEMA = {.name = S_INIT("letter"), .about = S_INIT("letters/<id>.yaml: a letter."),
	YAML_FIELDS(LETTER_FILE_FIELDS), .size_bytes = sizeof(LetterFile), .keeps_node = true,
	.node_offset = offsetof(LetterFile, node)};

static const YamlField PARTS_FIELDS[] = {
	LETTER_PART("opening", 0, "Starts a person's letter."),
	LETTER_PART("closing", 1, "Ends a person's letter."),
	LETTER_PART("other_opening", 2, "Starts a letter to somebody else."),
	LETTER_PART("other_closing", 3, "Ends a letter to somebody else."),
};
const YamlSchema PRACTICE_PARTS_SCHEMA = {.name = S_INIT("letter parts"),
	.about = S_INIT("letter-parts.yaml: what all letters share."), YAML_FIELDS(PARTS_FIELDS),
	.size_bytes = sizeof(PartsFile), .keeps_node = true, .node_offset = offsetof(PartsFile, node)};

bool letter_field_exists(Str name)
{
	for (size_t i = 0; i < LETTER_FIELD_COUNT; i++)
		if (str_equal(LETTER_FIELDS[i].name, name))
			return true;
	return false;
}

Str letter_field_example(Str name)
{
	for (size_t i = 0; i < LETTER_FIELD_COUNT; i++)
		if (str_equal(LETTER_FIELDS[i].name, name))
			return LETTER_FIELDS[i].example;
	return (Str){0};
}

void letter_fields_document(Buffer *out)
{
	buffer_add(out, S("| field | what stands there |\n| --- | --- |\n"));
	for (size_t i = 0; i < LETTER_FIELD_COUNT; i++)
		buffer_add_format(out, "| `{{%.*s}}` | %s |\n", STR_ARG(LETTER_FIELDS[i].name), LETTER_FIELDS[i].about);
}

static void check_fields(Str paragraph, const YamlNode *node, Problems *problems)
{
	size_t at = 0;
	while (str_find(paragraph, S("{{"), &at)) {
		paragraph = str_slice(paragraph, at + 2, paragraph.length);
		size_t end = 0;
		if (!str_find(paragraph, S("}}"), &end)) {
			practice_fault(problems, node, "A field starts with {{ and ends with }}; the end is missing.");
			return;
		}
		Str name = str_slice(paragraph, 0, end);
		if (!letter_field_exists(name))
			practice_fault(problems, node, "There is no field {{%.*s}}; docs/practice-format.md lists them.",
				STR_ARG(name));
		paragraph = str_slice(paragraph, end + 2, paragraph.length);
	}
}

void practice_check_letter_fields(const YamlNode *list, Problems *problems)
{
	for (size_t i = 0; list != NULL && i < list->count; i++)
		check_fields(yaml_text(list->items[i]), list->items[i], problems);
}

static const Str PARTS_ID = S_INIT("letter parts"); /* cannot be a letter's id: it has a space */

void practice_read_letter_parts(Practice *practice, const PracticeFile *file, const YamlNode *node, Problems *problems)
{
	(void)file;
	PartsFile *parts = ARENA_NEW(practice->arena, PartsFile);
	if (yaml_read(node, &PRACTICE_PARTS_SCHEMA, parts, practice->arena, problems) != STATUS_OK)
		return;
	for (size_t i = 0; i < node->count; i++)
		practice_check_letter_fields(node->pairs[i].value, problems);
	(void)index_add(&practice->letters, practice->arena, PARTS_ID, parts);
}

const PartsFile *practice_letter_parts(const Practice *practice)
{
	return index_find(&practice->letters, PARTS_ID);
}

bool practice_is_letter(const Practice *practice, size_t place)
{
	return !str_equal(practice->letters.ids[place], PARTS_ID);
}

void practice_letter_compose(Arena *arena, Letter *letter, LetterParts parts, const PartsFile *shared)
{
	if (parts == PARTS_NONE)
		return;
	size_t first = parts == PARTS_PERSON ? 0 : 2;
	size_t count = shared->counts[first] + letter->paragraph_count + shared->counts[first + 1];
	Str *paragraphs = ARENA_ARRAY(arena, Str, count);
	memcpy(paragraphs, shared->paragraphs[first], shared->counts[first] * sizeof *paragraphs);
	memcpy(paragraphs + shared->counts[first], letter->paragraphs, letter->paragraph_count * sizeof *paragraphs);
	memcpy(paragraphs + shared->counts[first] + letter->paragraph_count, shared->paragraphs[first + 1],
		shared->counts[first + 1] * sizeof *paragraphs);
	letter->paragraphs = paragraphs;
	letter->paragraph_count = count;
}

/* letter-parts.yaml was read before. */
static void letter_compose(Practice *practice, LetterFile *read, Problems *problems)
{
	const PartsFile *parts = practice_letter_parts(practice);
	read->letter.to_other = read->parts == PARTS_OTHER;
	if (read->parts != PARTS_NONE && parts == NULL)
		practice_fault(problems, read->node, "There is no letter-parts.yaml; say parts: none, or write it.");
	else
		practice_letter_compose(practice->arena, &read->letter, read->parts, parts);
}

void practice_read_letter(Practice *practice, const PracticeFile *file, const YamlNode *node, Problems *problems)
{
	Str stem = str_slice(file->path, S("letters/").length, file->path.length - S(".yaml").length);
	if (str_contains(stem, S("."))) {
		practice_read_translation(practice, file, stem, node, problems);
		return;
	}
	LetterFile *read = ARENA_NEW(practice->arena, LetterFile);
	if (yaml_read(node, &PRACTICE_LETTER_SCHEMA, read, practice->arena, problems) != STATUS_OK)
		return;
	practice_check_letter_fields(yaml_member(node, S("paragraphs")), problems);
	if (!str_equal(str_format(practice->arena, "letters/%.*s.yaml", STR_ARG(read->letter.id)), file->path))
		practice_fault(problems, yaml_member(node, S("id")), "This letter must be in the file letters/%.*s.yaml.",
			STR_ARG(read->letter.id));
	if (!str_is_empty(read->letter.only_with) && !letter_field_exists(read->letter.only_with))
		practice_fault(problems, yaml_member(node, S("only_with")), "There is no field %.*s; docs/practice-format.md "
			"lists them.", STR_ARG(read->letter.only_with));
	letter_compose(practice, read, problems);
	(void)index_add(&practice->letters, practice->arena, read->letter.id, read); /* the file's name is its own */
}

void practice_check_letters(const Practice *practice, Problems *problems)
{
	enum { GRADE_TENTHS_MAX = 60, TWO_SIDES_WORDS = 600 };
	for (size_t i = 0; i < practice->letters.count; i++) {
		if (!practice_is_letter(practice, i))
			continue;
		const LetterFile *read = practice->letters.items[i];
		Reading reading = {0};
		for (size_t j = 0; j < read->letter.paragraph_count; j++)
			reading_add(&reading, read->letter.paragraphs[j]);
		int grade = reading_grade_tenths(&reading);
		if (grade > GRADE_TENTHS_MAX || reading.words > TWO_SIDES_WORDS)
			practice_fault(problems, read->node, "A letter has a reading grade of 6 at most and %d words, with what all "
				"letters share; this has %d.%d and %d.", TWO_SIDES_WORDS, grade / 10, grade % 10, reading.words);
	}
}

void practice_link_letters(Practice *practice, Problems *problems)
{
	const Question *sharing = practice_question(practice, S("consent_share"));
	for (size_t i = 0; i < practice->letters.count; i++) {
		const LetterFile *file = practice->letters.items[i];
		if (!practice_is_letter(practice, i) || str_is_empty(file->letter.shares_with))
			continue;
		bool known = sharing != NULL && sharing->options != NULL
			&& option_find(sharing->options, file->letter.shares_with) != NULL;
		if (!known)
			practice_fault(problems, yaml_member(file->node, S("shares_with")),
				"The question consent_share has no option %.*s.", STR_ARG(file->letter.shares_with));
	}
	practice_link_translations(practice, problems);
}

/* The question bank: questions/<section>.yaml, each a list of questions. */
#include <string.h>

#include "practice/internal.h"

typedef struct RepeatFieldEntry {
	RepeatField field;
	const YamlNode *options;
	const YamlNode *node;
} RepeatFieldEntry;

static const Str HOMES[] = {S_INIT("person"), S_INIT("household"), S_INIT("carer"), S_INIT("episode")};
static const Str TYPES[] = {S_INIT("text"), S_INIT("choice"), S_INIT("choices"), S_INIT("number"), S_INIT("date"),
	S_INIT("money"), S_INIT("postcode"), S_INIT("scale"), S_INIT("person"), S_INIT("repeat"), S_INIT("timetable")};
static const Str ASKED[] = {S_INIT("any"), S_INIT("self"), S_INIT("worker"), S_INIT("carer"), S_INIT("finance")};
static const Str STALENESS[] = {S_INIT("never"), S_INIT("on-event"), S_INIT("after"), S_INIT("each-time")};
static const Str USES[] = {S_INIT("decision"), S_INIT("act"), S_INIT("letter"), S_INIT("return"), S_INIT("story"),
	S_INIT("match")};

static const YamlField REPEAT_FIELDS[] = {
	{.name = S_INIT("id"), .about = S_INIT("Never changes."), .type = YAML_TYPE_NAME, .required = true,
	 .offset = offsetof(RepeatFieldEntry, field.id)},
	{.name = S_INIT("label"), .about = S_INIT("The heading of the column."), .type = YAML_TYPE_TEXT, .required = true,
	 .offset = offsetof(RepeatFieldEntry, field.label), .least = 1, .most = 120},
	{.name = S_INIT("type"), .about = S_INIT("text, choice, number, date or money."), .type = YAML_TYPE_CHOICE,
	 .required = true, .offset = offsetof(RepeatFieldEntry, field.type), YAML_CODES(TYPES)},
	{.name = S_INIT("options"), .about = S_INIT("For a choice: a list's id, or options."), .type = YAML_TYPE_NODE,
	 .offset = offsetof(RepeatFieldEntry, options)},
	{.name = S_INIT("required"), .about = S_INIT("true: something must stand here in every row."),
	 .type = YAML_TYPE_BOOLEAN, .offset = offsetof(RepeatFieldEntry, field.required)},
	{.name = S_INIT("label_shown"), .about = S_INIT("true: of a text, the heading stands before it wherever it is read."),
	 .type = YAML_TYPE_BOOLEAN, .offset = offsetof(RepeatFieldEntry, field.label_shown)},
};

static const YamlSchema REPEAT_SCHEMA = {
	.name = S_INIT("column"),
	.about = S_INIT("A column of a question that has rows. In the first one something must stand in every row."),
	YAML_FIELDS(REPEAT_FIELDS),
	.size_bytes = sizeof(RepeatFieldEntry),
	.keeps_node = true,
	.node_offset = offsetof(RepeatFieldEntry, node),
};

#define QUESTION(member) .offset = offsetof(QuestionEntry, question.member)

static const YamlField QUESTION_FIELDS[] = {
	{.name = S_INIT("id"), .about = S_INIT("Never changes and is never used again: conditions name it."),
	 .type = YAML_TYPE_NAME, .required = true, QUESTION(id)},
	{.name = S_INIT("home"), .about = S_INIT("Whose answer it is."), .type = YAML_TYPE_CHOICE, .required = true,
	 QUESTION(home), YAML_CODES(HOMES)},
	{.name = S_INIT("asked_of"), .about = S_INIT("Who may answer: any when absent."), .type = YAML_TYPE_CHOICE,
	 QUESTION(asked_of), YAML_CODES(ASKED)},
	{.name = S_INIT("type"), .about = S_INIT("The shape of the answer."), .type = YAML_TYPE_CHOICE, .required = true,
	 QUESTION(type), YAML_CODES(TYPES)},
	{.name = S_INIT("resident"), .about = S_INIT("The question in plain words."), .type = YAML_TYPE_TEXT,
	 .required = true, QUESTION(resident), .least = 1, .most = 200},
	{.name = S_INIT("worker"), .about = S_INIT("What staff read; the resident's words when absent."),
	 .type = YAML_TYPE_TEXT, QUESTION(worker), .least = 1, .most = 200},
	{.name = S_INIT("hint"), .about = S_INIT("A sentence under the question, for residents."), .type = YAML_TYPE_TEXT,
	 QUESTION(hint)},
	{.name = S_INIT("options"), .about = S_INIT("A list's id, or options: for choice, choices and scale."),
	 .type = YAML_TYPE_NODE, .offset = offsetof(QuestionEntry, options)},
	{.name = S_INIT("more_options"), .about = S_INIT("Options after those of the shared list."),
	 .type = YAML_TYPE_NODE, .offset = offsetof(QuestionEntry, more_options)},
	{.name = S_INIT("rows"), .about = S_INIT("The most rows, for repeat and timetable."), .type = YAML_TYPE_INTEGER,
	 QUESTION(rows_max), .least = 1, .most = 200},
	{.name = S_INIT("fields"), .about = S_INIT("The columns of a repeat."), .type = YAML_TYPE_STRUCT,
	 .members = &REPEAT_SCHEMA, .least = 1, .most = 16, YAML_LIST_AT(QuestionEntry, fields, field_count)},
	{.name = S_INIT("least"), .about = S_INIT("Smallest number, or shortest text."), .type = YAML_TYPE_INTEGER,
	 QUESTION(least)},
	{.name = S_INIT("most"), .about = S_INIT("Largest number, or longest text."), .type = YAML_TYPE_INTEGER,
	 QUESTION(most)},
	{.name = S_INIT("show_if"), .about = S_INIT("A condition; always shown when absent."), .type = YAML_TYPE_NODE,
	 .offset = offsetof(QuestionEntry, show_if)},
	{.name = S_INIT("propose"), .about = S_INIT("{when: condition, code: option}: what a worker is offered."),
	 .type = YAML_TYPE_NODE, .offset = offsetof(QuestionEntry, propose)},
	{.name = S_INIT("stale"), .about = S_INIT("never, on-event or each-time."), .type = YAML_TYPE_CHOICE,
	 QUESTION(staleness), YAML_CODES(STALENESS)},
	{.name = S_INIT("stale_after"), .about = S_INIT("After this time it is asked again: 12 months."),
	 .type = YAML_TYPE_DURATION, QUESTION(stale_after)},
	{.name = S_INIT("danger"), .about = S_INIT("true: never in check-answers, resumed drafts, copies, the account."),
	 .type = YAML_TYPE_BOOLEAN, QUESTION(danger)},
	{.name = S_INIT("apart"), .about = S_INIT("true: who told us, or of whom; kept apart from the record, for those who "
		"lead safeguarding alone. An episode's question."), .type = YAML_TYPE_BOOLEAN, QUESTION(apart)},
	{.name = S_INIT("sensitive"), .about = S_INIT("true: hidden from helpers and copies by default."),
	 .type = YAML_TYPE_BOOLEAN, QUESTION(sensitive)},
	{.name = S_INIT("required"), .about = S_INIT("true: a worker must answer it before submitting."),
	 .type = YAML_TYPE_BOOLEAN, QUESTION(required)},
	{.name = S_INIT("required_when"), .about = S_INIT("A condition; while it holds the question is required."),
	 .type = YAML_TYPE_NODE, .offset = offsetof(QuestionEntry, required_when)},
	{.name = S_INIT("bad_day_when"), .about = S_INIT("A condition; while it holds, staff ask the same of a bad day, in a "
		"question of its own: <id>_bad_day."), .type = YAML_TYPE_NODE, .offset = offsetof(QuestionEntry, bad_day_when)},
	{.name = S_INIT("supports"), .about = S_INIT("What it is evidence for: care-act-outcome/hygiene."),
	 .type = YAML_TYPE_CODE_PATH, .least = 0, .most = 10, YAML_LIST_AT(QuestionEntry, question.supports,
		question.support_count)},
	{.name = S_INIT("national_field"), .about = S_INIT("The column of the client level data that it feeds."),
	 .type = YAML_TYPE_TEXT, QUESTION(national_field)},
	{.name = S_INIT("use"), .about = S_INIT("Why it is asked: decision, act, letter, return, story or match."),
	 .type = YAML_TYPE_CODE, .required = true, QUESTION(use), YAML_CODES(USES)},
};

const YamlSchema PRACTICE_QUESTION_SCHEMA = {
	.name = S_INIT("question"),
	.about = S_INIT("questions/<section>.yaml: a list of questions."),
	YAML_FIELDS(QUESTION_FIELDS),
	.size_bytes = sizeof(QuestionEntry),
	.keeps_node = true,
	.node_offset = offsetof(QuestionEntry, node),
};

static const Option WEEKDAYS[] = {
	{.code = S_INIT("monday"), .resident = S_INIT("Monday"), .worker = S_INIT("Monday")},
	{.code = S_INIT("tuesday"), .resident = S_INIT("Tuesday"), .worker = S_INIT("Tuesday")},
	{.code = S_INIT("wednesday"), .resident = S_INIT("Wednesday"), .worker = S_INIT("Wednesday")},
	{.code = S_INIT("thursday"), .resident = S_INIT("Thursday"), .worker = S_INIT("Thursday")},
	{.code = S_INIT("friday"), .resident = S_INIT("Friday"), .worker = S_INIT("Friday")},
	{.code = S_INIT("saturday"), .resident = S_INIT("Saturday"), .worker = S_INIT("Saturday")},
	{.code = S_INIT("sunday"), .resident = S_INIT("Sunday"), .worker = S_INIT("Sunday")},
};
static const OptionList WEEKDAY_LIST = {.id = S_INIT("weekday"), .options = WEEKDAYS, .count = 7};

const RepeatField PRACTICE_TIMETABLE_FIELDS[PRACTICE_TIMETABLE_FIELD_COUNT] = {
	{.id = S_INIT("day"), .label = S_INIT("Day"), .type = QUESTION_CHOICE, .options = &WEEKDAY_LIST},
	{.id = S_INIT("from"), .label = S_INIT("From"), .type = QUESTION_TEXT},
	{.id = S_INIT("minutes"), .label = S_INIT("Minutes"), .type = QUESTION_NUMBER},
	{.id = S_INIT("workers"), .label = S_INIT("Workers"), .type = QUESTION_NUMBER},
	{.id = S_INIT("kind"), .label = S_INIT("What for"), .type = QUESTION_TEXT},
};

void practice_read_questions(Practice *practice, const PracticeFile *file, const YamlNode *node, Problems *problems)
{
	(void)file;
	const void *items = NULL;
	size_t count = 0;
	if (yaml_read_list(node, &PRACTICE_QUESTION_SCHEMA, &items, &count, practice->arena, problems) != STATUS_OK)
		return;
	QuestionEntry *entries = (QuestionEntry *)items;
	for (size_t i = 0; i < count; i++) {
		if (practice->questions.count == PRACTICE_QUESTIONS_MAX) {
			practice_fault(problems, entries[i].node, "A release has at most %d questions.", PRACTICE_QUESTIONS_MAX);
			return;
		}
		if (!index_add(&practice->questions, practice->arena, entries[i].question.id, &entries[i]))
			practice_fault(problems, yaml_member(entries[i].node, S("id")),
				"There are two questions with the id %.*s.", STR_ARG(entries[i].question.id));
	}
}

/* The shared list's options and those after them, as one list of the question's own. */
static const OptionList *options_with_more(Practice *practice, QuestionEntry *entry, const OptionList *shared,
	Problems *problems)
{
	const OptionList *more = practice_options(practice, entry->more_options, problems);
	if (more == NULL || shared == NULL)
		return shared;
	Option *options = ARENA_ARRAY(practice->arena, Option, shared->count + more->count);
	memcpy(options, shared->options, shared->count * sizeof *options);
	memcpy(options + shared->count, more->options, more->count * sizeof *options);
	for (size_t i = 0; i < more->count; i++)
		if (option_find(shared, more->options[i].code) != NULL)
			practice_fault(problems, entry->more_options->items[i], "The option %.*s is in the shared list already.",
				STR_ARG(more->options[i].code));
	OptionList *all = ARENA_NEW(practice->arena, OptionList);
	*all = (OptionList){.id = shared->id, .options = options, .count = shared->count + more->count};
	return all;
}

static bool takes_options(QuestionType type)
{
	return type == QUESTION_CHOICE || type == QUESTION_CHOICES || type == QUESTION_SCALE;
}

static void link_options(Practice *practice, QuestionEntry *entry, Problems *problems)
{
	Question *question = &entry->question;
	if (!takes_options(question->type)) {
		if (entry->options != NULL)
			practice_fault(problems, entry->options, "Only choice, choices and scale have options.");
		return;
	}
	if (entry->options == NULL) {
		practice_fault(problems, entry->node, "This question needs options: a list's id, or a list of options.");
		return;
	}
	const OptionList *list = practice_options(practice, entry->options, problems);
	entry->graded_count = list == NULL ? 0 : list->count;
	question->options = options_with_more(practice, entry, list, problems);
	for (size_t i = 0; question->type == QUESTION_SCALE && question->options != NULL && i < question->options->count;
	     i++) {
		int64_t number = 0;
		if (str_to_integer(question->options->options[i].code, &number) != STATUS_OK)
			practice_fault(problems, entry->options, "The codes of a scale must be numbers.");
	}
}

static bool is_column_type(QuestionType type)
{
	return type == QUESTION_TEXT || type == QUESTION_CHOICE || type == QUESTION_NUMBER || type == QUESTION_DATE ||
		type == QUESTION_MONEY;
}

static void link_columns(Practice *practice, QuestionEntry *entry, Problems *problems)
{
	Question *question = &entry->question;
	bool rows = question->type == QUESTION_REPEAT || question->type == QUESTION_TIMETABLE;
	if (rows && question->rows_max == 0)
		question->rows_max = 20;
	if (question->type == QUESTION_TIMETABLE) {
		question->fields = PRACTICE_TIMETABLE_FIELDS;
		question->field_count = PRACTICE_TIMETABLE_FIELD_COUNT;
	}
	if ((question->type == QUESTION_REPEAT) != (entry->field_count > 0)) {
		practice_fault(problems, entry->node, "A repeat needs fields, and only a repeat has them.");
		return;
	}
	if (question->type != QUESTION_REPEAT)
		return;
	RepeatField *fields = ARENA_ARRAY(practice->arena, RepeatField, entry->field_count);
	for (size_t i = 0; i < entry->field_count; i++) {
		const RepeatFieldEntry *column = &entry->fields[i];
		fields[i] = column->field;
		fields[i].options = practice_options(practice, column->options, problems);
		if (!is_column_type(column->field.type))
			practice_fault(problems, column->node, "A column is text, choice, number, date or money.");
		else if ((column->field.type == QUESTION_CHOICE) != (column->options != NULL))
			practice_fault(problems, column->node, "A choice needs options, and only a choice has them.");
		for (size_t j = 0; j < i; j++)
			if (str_equal(fields[j].id, fields[i].id))
				practice_fault(problems, column->node, "There are two columns named %.*s.", STR_ARG(fields[i].id));
	}
	question->fields = fields;
	question->field_count = entry->field_count;
}

static void check_limits(QuestionEntry *entry, Problems *problems)
{
	Question *question = &entry->question;
	if (question->least > question->most)
		practice_fault(problems, entry->node, "least is more than most.");
	if (question->apart && (question->home != HOME_EPISODE || question->required))
		practice_fault(problems, entry->node, "What is kept apart belongs to the episode and is never required.");
	if (question->type == QUESTION_TEXT && question->most == 0)
		question->most = 4000;
	if (question->type == QUESTION_NUMBER && question->least == 0 && question->most == 0)
		practice_fault(problems, entry->node, "A number needs least and most.");
	if (question->type == QUESTION_MONEY && question->most == 0)
		question->most = 100000000; /* a million pounds */
	if (str_is_empty(question->worker))
		question->worker = question->resident;
}

static void check_staleness(QuestionEntry *entry, Problems *problems)
{
	Question *question = &entry->question;
	bool after = duration_is_given(question->stale_after);
	bool stated = yaml_member(entry->node, S("stale")) != NULL;
	if (after == stated || (stated && question->staleness == STALE_AFTER)) {
		practice_fault(problems, entry->node,
			"Say either stale: never, on-event or each-time, or stale_after: with a time such as 12 months.");
		return;
	}
	if (!after)
		return;
	question->staleness = STALE_AFTER;
	DurationUnit unit = question->stale_after.unit;
	if (question->stale_after.count == 0 || unit == DURATION_MINUTES || unit == DURATION_HOURS ||
	    unit == DURATION_WORKING_DAYS)
		practice_fault(problems, yaml_member(entry->node, S("stale_after")),
			"Expected days, weeks, months or years, such as 12 months.");
}

static void link_proposal(Practice *practice, QuestionEntry *entry, Problems *problems)
{
	if (entry->propose == NULL)
		return;
	const YamlNode *when = yaml_member(entry->propose, S("when"));
	const YamlNode *code = yaml_member(entry->propose, S("code"));
	if (when == NULL || code == NULL || entry->propose->count != 2) {
		practice_fault(problems, entry->propose, "Expected {when: a condition, code: an option}.");
		return;
	}
	entry->question.propose_when = practice_condition(practice, when, problems);
	entry->question.propose_code = yaml_text(code);
	if (option_find(entry->question.options, yaml_text(code)) == NULL)
		practice_fault(problems, code, "%.*s is not an option of this question.", STR_ARG(yaml_text(code)));
}

/* The same question of a bad day (question bank 2.1.1): its own answer, asked of no resident on the public pages. It is
 * evidence for nothing by itself: what it adds is the sum's to say. */
static void add_bad_day(Practice *practice, QuestionEntry *entry, Problems *problems)
{
	const WordEntry *words = index_find(&practice->words, S("en/question.bad-day"));
	QuestionEntry *bad = ARENA_NEW(practice->arena, QuestionEntry);
	if (practice->questions.count == PRACTICE_QUESTIONS_MAX) {
		practice_fault(problems, entry->node, "A release has at most %d questions.", PRACTICE_QUESTIONS_MAX);
		return;
	}
	if (words == NULL) {
		practice_fault(problems, entry->bad_day_when, "words/en.yaml needs question.bad-day, with {{question}} in it.");
		return;
	}
	*bad = *entry;
	bad->bad_day_when = NULL;
	bad->required_when = NULL;
	bad->propose = NULL;
	Question *question = &bad->question;
	question->id = str_concat(practice->arena, entry->question.id, S("_bad_day"));
	question->usual_day = entry->question.id;
	question->resident = str_replace(practice->arena, words->text, S("{{question}}"), entry->question.resident);
	if (!str_is_empty(entry->question.worker))
		question->worker = str_replace(practice->arena, words->text, S("{{question}}"), entry->question.worker);
	question->required = false;
	question->supports = NULL;
	question->support_count = 0;
	question->national_field = (Str){0};
	entry->question.bad_day = question->id;
	if (!index_add(&practice->questions, practice->arena, question->id, bad))
		practice_fault(problems, entry->bad_day_when, "There are two questions with the id %.*s.",
			STR_ARG(question->id));
}

void practice_link_questions(Practice *practice, Problems *problems)
{
	size_t asked = practice->questions.count;
	for (size_t i = 0; i < asked; i++)
		if (((const QuestionEntry *)practice->questions.items[i])->bad_day_when != NULL)
			add_bad_day(practice, (QuestionEntry *)practice->questions.items[i], problems);
	for (size_t i = 0; i < practice->questions.count; i++) {
		QuestionEntry *entry = (QuestionEntry *)practice->questions.items[i];
		link_options(practice, entry, problems);
		link_columns(practice, entry, problems);
		check_limits(entry, problems);
		check_staleness(entry, problems);
	}
	practice_names_make(practice); /* conditions may name any question: only now are all options known */
	for (size_t i = 0; i < practice->questions.count; i++) {
		QuestionEntry *entry = (QuestionEntry *)practice->questions.items[i];
		const QuestionEntry *usual = str_is_empty(entry->question.usual_day) ? NULL
			: index_find(&practice->questions, entry->question.usual_day);
		entry->question.show_if = practice_condition_both(practice, entry->show_if,
			usual == NULL ? NULL : usual->bad_day_when, problems);
		if (entry->question.show_if != NULL && expression_depends_on(entry->question.show_if, entry->question.id))
			practice_fault(problems, entry->show_if, "A question cannot depend on its own answer.");
		entry->question.required_when = practice_condition(practice, entry->required_when, problems);
		link_proposal(practice, entry, problems);
	}
}

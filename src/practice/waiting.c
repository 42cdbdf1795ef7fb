/* waiting.yaml: the waiting lists, what may happen to those who wait, and the letters meanwhile. */
#include "practice/internal.h"

typedef struct ListFile {
	WaitingList list;
	int since;
	int until;
	const YamlNode *node;
} ListFile;

typedef struct ReasonFile {
	WaitingReason reason;
	const YamlNode *when;
	const YamlNode *node;
} ReasonFile;

typedef struct WaitingFile {
	const ListFile *lists;
	size_t list_count;
	const ReasonFile *order;
	size_t order_count;
	const YamlNode *node;
} WaitingFile;

static const Str SINCE[] = {S_INIT("asked"), S_INIT("due")};
static const Str UNTIL[] = {S_INIT("begun"), S_INIT("finished")};

static const YamlField LIST_FIELDS[] = {
	{.name = S_INIT("id"), .about = S_INIT("Never changes: addresses are kept by it."), .type = YAML_TYPE_CODE,
	 .required = true, .offset = offsetof(ListFile, list.id)},
	{.name = S_INIT("title"), .about = S_INIT("What people wait for."), .type = YAML_TYPE_TEXT, .required = true,
	 .offset = offsetof(ListFile, list.title), .least = 1, .most = 120},
	{.name = S_INIT("pathways"), .about = S_INIT("The kinds of work that wait in it."), .type = YAML_TYPE_CODE,
	 .required = true, .least = 1, .most = 16, YAML_LIST_AT(ListFile, list.pathways, list.pathway_count)},
	{.name = S_INIT("since"), .about = S_INIT("asked, when absent: the wait begins when the work is opened; due: when it is due."),
	 .type = YAML_TYPE_CHOICE, .codes = SINCE, .code_count = 2, .offset = offsetof(ListFile, since)},
	{.name = S_INIT("until"), .about = S_INIT("The wait ends when somebody has begun the work, or when it is finished."),
	 .type = YAML_TYPE_CHOICE, .required = true, .codes = UNTIL, .code_count = 2, .offset = offsetof(ListFile, until)},
	{.name = S_INIT("letter"), .about = S_INIT("Sent to those who wait; needs every."), .type = YAML_TYPE_CODE,
	 .offset = offsetof(ListFile, list.letter)},
	{.name = S_INIT("every"), .about = S_INIT("How long after the beginning of the wait, and after each letter."),
	 .type = YAML_TYPE_DURATION, .offset = offsetof(ListFile, list.every)},
};
static const YamlSchema LIST_SCHEMA = {.name = S_INIT("waiting list"), .about = S_INIT("People who wait for one thing."),
	YAML_FIELDS(LIST_FIELDS), .size_bytes = sizeof(ListFile), .keeps_node = true, .node_offset = offsetof(ListFile, node)};

static const YamlField REASON_FIELDS[] = {
	{.name = S_INIT("id"), .about = S_INIT("Its name."), .type = YAML_TYPE_CODE, .required = true,
	 .offset = offsetof(ReasonFile, reason.id)},
	{.name = S_INIT("words"), .about = S_INIT("What may happen, for staff."), .type = YAML_TYPE_TEXT, .required = true,
	 .offset = offsetof(ReasonFile, reason.words), .least = 1, .most = 120},
	{.name = S_INIT("when"), .about = S_INIT("A condition on answers of the person; no other names."),
	 .type = YAML_TYPE_NODE, .required = true, .offset = offsetof(ReasonFile, when)},
};
static const YamlSchema REASON_SCHEMA = {.name = S_INIT("waiting reason"),
	.about = S_INIT("Why somebody comes before others; the first one that holds counts."),
	YAML_FIELDS(REASON_FIELDS), .size_bytes = sizeof(ReasonFile), .keeps_node = true,
	.node_offset = offsetof(ReasonFile, node)};

static const YamlField WAITING_FIELDS[] = {
	{.name = S_INIT("lists"), .about = S_INIT("In the order in which they are shown."), .type = YAML_TYPE_STRUCT,
	 .required = true, .members = &LIST_SCHEMA, .least = 1, .most = 20, YAML_LIST_AT(WaitingFile, lists, list_count)},
	{.name = S_INIT("order"), .about = S_INIT("What may happen to those who wait, the worst first."),
	 .type = YAML_TYPE_STRUCT, .members = &REASON_SCHEMA, .most = 20, YAML_LIST_AT(WaitingFile, order, order_count)},
};
const YamlSchema PRACTICE_WAITING_SCHEMA = {.name = S_INIT("waiting"),
	.about = S_INIT("waiting.yaml: the waiting lists, who comes first in them, and the letters meanwhile."),
	YAML_FIELDS(WAITING_FIELDS), .size_bytes = sizeof(WaitingFile), .keeps_node = true,
	.node_offset = offsetof(WaitingFile, node)};

void practice_read_waiting(Practice *practice, const PracticeFile *file, const YamlNode *node, Problems *problems)
{
	(void)file;
	WaitingFile *waiting = ARENA_NEW(practice->arena, WaitingFile);
	if (yaml_read(node, &PRACTICE_WAITING_SCHEMA, waiting, practice->arena, problems) == STATUS_OK)
		practice->waiting = waiting;
}

static bool stands_in_earlier_list(const WaitingFile *waiting, size_t until, Str pathway)
{
	for (size_t i = 0; i < until; i++)
		for (size_t k = 0; k < waiting->lists[i].list.pathway_count; k++)
			if (str_equal(waiting->lists[i].list.pathways[k], pathway))
				return true;
	return false;
}

static void link_list(Practice *practice, size_t at, Problems *problems)
{
	ListFile *file = (ListFile *)&practice->waiting->lists[at];
	const YamlNode *pathways = yaml_member(file->node, S("pathways"));
	file->list.since_due = file->since == 1;
	file->list.until_finished = file->until == 1;
	for (size_t i = 0; i < file->list.pathway_count; i++) {
		Str pathway = file->list.pathways[i];
		if (index_find(&practice->pathways, pathway) == NULL)
			practice_fault(problems, pathways->items[i], "There is no pathway %.*s.", STR_ARG(pathway));
		else if (stands_in_earlier_list(practice->waiting, at, pathway))
			practice_fault(problems, pathways->items[i], "%.*s waits in another list already.", STR_ARG(pathway));
	}
	bool letter = !str_is_empty(file->list.letter);
	if (letter && index_find(&practice->letters, file->list.letter) == NULL)
		practice_fault(problems, yaml_member(file->node, S("letter")), "There is no letter %.*s.",
			STR_ARG(file->list.letter));
	if (letter && file->list.since_due)
		practice_fault(problems, file->node, "Letters count from the day of asking: a list that waits since the day due has none.");
	if (letter != duration_is_given(file->list.every) || (letter && file->list.every.unit != DURATION_DAYS))
		practice_fault(problems, file->node, "A letter needs every, in days, and every needs a letter.");
}

/* All questions that the conditions name, each once. */
static void add_names(Practice *practice, const ReasonFile *file, Problems *problems)
{
	size_t count = 0;
	const Str *names = expression_names(file->reason.when, &count);
	for (size_t i = 0; i < count; i++) {
		bool known = false;
		for (size_t k = 0; k < practice->waiting_question_count; k++)
			known = known || str_equal(practice->waiting_questions[k], names[i]);
		if (known)
			continue;
		if (index_find(&practice->questions, names[i]) == NULL)
			practice_fault(problems, file->when, "%.*s is no question; only questions stand in these conditions.",
				STR_ARG(names[i]));
		else if (practice->waiting_question_count == WAITING_QUESTIONS_MAX)
			practice_fault(problems, file->when, "These conditions name more than %d questions.", WAITING_QUESTIONS_MAX);
		else
			practice->waiting_questions[practice->waiting_question_count++] = names[i];
	}
}

void practice_link_waiting(Practice *practice, Problems *problems)
{
	const WaitingFile *waiting = practice->waiting;
	if (waiting == NULL)
		return;
	practice->waiting_lists = ARENA_ARRAY(practice->arena, WaitingList, waiting->list_count + 1);
	practice->waiting_reasons = ARENA_ARRAY(practice->arena, WaitingReason, waiting->order_count + 1);
	for (size_t i = 0; i < waiting->list_count; i++) {
		link_list(practice, i, problems);
		practice->waiting_lists[i] = waiting->lists[i].list;
	}
	for (size_t i = 0; i < waiting->order_count; i++) {
		ReasonFile *file = (ReasonFile *)&waiting->order[i];
		file->reason.when = practice_condition(practice, file->when, problems);
		if (file->reason.when != NULL)
			add_names(practice, file, problems);
		practice->waiting_reasons[i] = file->reason;
	}
}

const WaitingList *practice_waiting_lists(const Practice *practice, size_t *count)
{
	*count = practice->waiting == NULL ? 0 : practice->waiting->list_count;
	return practice->waiting_lists;
}

const WaitingList *practice_waiting_list_of(const Practice *practice, Str pathway)
{
	size_t count = 0;
	const WaitingList *lists = practice_waiting_lists(practice, &count);
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < lists[i].pathway_count; k++)
			if (str_equal(lists[i].pathways[k], pathway))
				return &lists[i];
	return NULL;
}

const WaitingReason *practice_waiting_order(const Practice *practice, size_t *count)
{
	*count = practice->waiting == NULL ? 0 : practice->waiting->order_count;
	return practice->waiting_reasons;
}

const Str *practice_waiting_questions(const Practice *practice, size_t *count)
{
	*count = practice->waiting_question_count;
	return practice->waiting_questions;
}

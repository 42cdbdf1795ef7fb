/* Pathways: what a piece of work counts as, when it is due, who does it, and its outcomes. Every outcome acts. */
#include "practice/internal.h"

#include "practice/acts.h"

typedef struct CountsAs {
	Str cld;
	Str assessment_type;
} CountsAs;

typedef struct Due {
	Duration within;
	Duration urgent;
} Due;

typedef struct ApprovedBy {
	Str role;
	Str not_by;
	Str minute;
} ApprovedBy;

typedef struct Escalates {
	Duration after;
	const Str *to;
	size_t to_count;
} Escalates;

typedef struct OutcomeFile {
	Outcome outcome;
	const YamlNode *when;
	const ActFile *acts;
	size_t act_count;
	const YamlNode *node;
} OutcomeFile;

typedef struct PathwayFile {
	Pathway pathway;
	Str form;
	const CountsAs *counts_as;
	const Due *due;
	const ApprovedBy *approved_by;
	const Escalates *escalates;
	const YamlNode *urgent_when;
	const OutcomeFile *outcomes;
	size_t outcome_count;
	const YamlNode *node;
} PathwayFile;

static const Str EVENT_TYPES[] = {S_INIT("Request"), S_INIT("Assessment"), S_INIT("Service"), S_INIT("Review")};
const Str PRACTICE_TEAM_KINDS[PRACTICE_TEAM_KIND_COUNT] = {S_INIT("duty"), S_INIT("practice"), S_INIT("review"), S_INIT("brokerage"),
	S_INIT("finance"), S_INIT("safeguarding")};
static const Str AUTHOR[] = {S_INIT("author")};

static const YamlField COUNTS_FIELDS[] = {
	{.name = S_INIT("cld"), .about = S_INIT("The event type of the client level data."), .type = YAML_TYPE_TEXT,
	 .required = true, .offset = offsetof(CountsAs, cld), YAML_CODES(EVENT_TYPES)},
	{.name = S_INIT("assessment_type"), .about = S_INIT("The exact string, for assessments."), .type = YAML_TYPE_TEXT,
	 .offset = offsetof(CountsAs, assessment_type)},
};
static const YamlSchema COUNTS_SCHEMA = {.name = S_INIT("counts_as"), .about = S_INIT("How the work is counted."),
	YAML_FIELDS(COUNTS_FIELDS), .size_bytes = sizeof(CountsAs)};

static const YamlField DUE_FIELDS[] = {
	{.name = S_INIT("within"), .about = S_INIT("From the day the work opens: 28 days."), .type = YAML_TYPE_DURATION,
	 .required = true, .offset = offsetof(Due, within)},
	{.name = S_INIT("urgent"), .about = S_INIT("The same when urgent_when holds."), .type = YAML_TYPE_DURATION,
	 .offset = offsetof(Due, urgent)},
};
static const YamlSchema DUE_SCHEMA = {.name = S_INIT("due"), .about = S_INIT("When the work is due."),
	YAML_FIELDS(DUE_FIELDS), .size_bytes = sizeof(Due)};

static const YamlField APPROVED_FIELDS[] = {
	{.name = S_INIT("role"), .about = S_INIT("Who approves."), .type = YAML_TYPE_CODE, .required = true,
	 .offset = offsetof(ApprovedBy, role)},
	{.name = S_INIT("not"), .about = S_INIT("Always author: nobody approves their own work."), .type = YAML_TYPE_CODE,
	 .offset = offsetof(ApprovedBy, not_by), YAML_CODES(AUTHOR)},
	{.name = S_INIT("minute"), .about = S_INIT("A form of the episode's questions that whoever decides fills in: a panel's minute."),
	 .type = YAML_TYPE_CODE, .offset = offsetof(ApprovedBy, minute)},
};
static const YamlSchema APPROVED_SCHEMA = {.name = S_INIT("approved_by"), .about = S_INIT("Who approves the work."),
	YAML_FIELDS(APPROVED_FIELDS), .size_bytes = sizeof(ApprovedBy)};

static const YamlField ESCALATES_FIELDS[] = {
	{.name = S_INIT("after"), .about = S_INIT("How long it may wait for somebody: 30 minutes."),
	 .type = YAML_TYPE_DURATION, .required = true, .offset = offsetof(Escalates, after)},
	{.name = S_INIT("to"), .about = S_INIT("Kinds of team in order; after the last comes the first again."),
	 .type = YAML_TYPE_CODE, .required = true, .least = 1, .most = 6, YAML_CODES(PRACTICE_TEAM_KINDS),
	 YAML_LIST_AT(Escalates, to, to_count)},
};
static const YamlSchema ESCALATES_SCHEMA = {.name = S_INIT("escalates"),
	.about = S_INIT("Who hears of work that nobody takes up."), YAML_FIELDS(ESCALATES_FIELDS),
	.size_bytes = sizeof(Escalates)};

static const YamlField OUTCOME_FIELDS[] = {
	{.name = S_INIT("id"), .about = S_INIT("Its own in the pathway."), .type = YAML_TYPE_CODE, .required = true,
	 .offset = offsetof(OutcomeFile, outcome.id)},
	{.name = S_INIT("label"), .about = S_INIT("What staff choose."), .type = YAML_TYPE_TEXT, .required = true,
	 .offset = offsetof(OutcomeFile, outcome.label), .least = 1, .most = 120},
	{.name = S_INIT("when"), .about = S_INIT("Proposes the outcome; a person decides."), .type = YAML_TYPE_NODE,
	 .offset = offsetof(OutcomeFile, when)},
	{.name = S_INIT("then"), .about = S_INIT("The acts, at least one."), .type = YAML_TYPE_STRUCT, .required = true,
	 .members = &PRACTICE_ACT_SCHEMA, .least = 0, .most = PRACTICE_ACTS_MAX,
	 YAML_LIST_AT(OutcomeFile, acts, act_count)},
	{.name = S_INIT("national"), .about = S_INIT("The exact event outcome of the client level data."),
	 .type = YAML_TYPE_TEXT, .offset = offsetof(OutcomeFile, outcome.national)},
	{.name = S_INIT("reason_required"), .about = S_INIT("true: a person must say why."), .type = YAML_TYPE_BOOLEAN,
	 .offset = offsetof(OutcomeFile, outcome.reason_required)},
	{.name = S_INIT("commits_money"), .about = S_INIT("true: approving needs a limit that reaches the weekly cost."),
	 .type = YAML_TYPE_BOOLEAN, .offset = offsetof(OutcomeFile, outcome.commits_money)},
};
static const YamlSchema OUTCOME_SCHEMA = {.name = S_INIT("outcome"), .about = S_INIT("How the work may end."),
	YAML_FIELDS(OUTCOME_FIELDS), .size_bytes = sizeof(OutcomeFile), .keeps_node = true,
	.node_offset = offsetof(OutcomeFile, node)};

static const YamlField PATHWAY_FIELDS[] = {
	{.name = S_INIT("id"), .about = S_INIT("The file's own name."), .type = YAML_TYPE_CODE, .required = true,
	 .offset = offsetof(PathwayFile, pathway.id)},
	{.name = S_INIT("title"), .about = S_INIT("The name of the work."), .type = YAML_TYPE_TEXT, .required = true,
	 .offset = offsetof(PathwayFile, pathway.title), .least = 1, .most = 120},
	{.name = S_INIT("form"), .about = S_INIT("The form that is filled in; none for a plain task."),
	 .type = YAML_TYPE_CODE, .offset = offsetof(PathwayFile, form)},
	{.name = S_INIT("counts_as"), .about = S_INIT("Absent when the work is in no return."), .type = YAML_TYPE_STRUCT,
	 .members = &COUNTS_SCHEMA, .offset = offsetof(PathwayFile, counts_as)},
	{.name = S_INIT("due"), .about = S_INIT("When the work is due."), .type = YAML_TYPE_STRUCT, .required = true,
	 .members = &DUE_SCHEMA, .offset = offsetof(PathwayFile, due)},
	{.name = S_INIT("urgent_when"), .about = S_INIT("A condition on the answers."), .type = YAML_TYPE_NODE,
	 .offset = offsetof(PathwayFile, urgent_when)},
	{.name = S_INIT("done_by"), .about = S_INIT("Roles that may do it."), .type = YAML_TYPE_CODE, .required = true,
	 .least = 1, .most = 10, YAML_LIST_AT(PathwayFile, pathway.done_by, pathway.done_by_count)},
	{.name = S_INIT("approved_by"), .about = S_INIT("Absent when nobody approves."), .type = YAML_TYPE_STRUCT,
	 .members = &APPROVED_SCHEMA, .offset = offsetof(PathwayFile, approved_by)},
	{.name = S_INIT("escalates"), .about = S_INIT("Absent when it may wait."), .type = YAML_TYPE_STRUCT,
	 .members = &ESCALATES_SCHEMA, .offset = offsetof(PathwayFile, escalates)},
	{.name = S_INIT("team"), .about = S_INIT("The kind of team that it waits with."), .type = YAML_TYPE_CODE,
	 .required = true, .offset = offsetof(PathwayFile, pathway.team_kind), YAML_CODES(PRACTICE_TEAM_KINDS)},
	{.name = S_INIT("outcomes"), .about = S_INIT("In the order in which they are offered."),
	 .type = YAML_TYPE_STRUCT, .required = true, .members = &OUTCOME_SCHEMA, .least = 1, .most = 40,
	 YAML_LIST_AT(PathwayFile, outcomes, outcome_count)},
};
const YamlSchema PRACTICE_PATHWAY_SCHEMA = {.name = S_INIT("pathway"),
	.about = S_INIT("pathways/<id>.yaml: a kind of work from its opening to its outcomes."),
	YAML_FIELDS(PATHWAY_FIELDS), .size_bytes = sizeof(PathwayFile), .keeps_node = true,
	.node_offset = offsetof(PathwayFile, node)};

void practice_read_pathway(Practice *practice, const PracticeFile *file, const YamlNode *node, Problems *problems)
{
	PathwayFile *read = ARENA_NEW(practice->arena, PathwayFile);
	if (yaml_read(node, &PRACTICE_PATHWAY_SCHEMA, read, practice->arena, problems) != STATUS_OK)
		return;
	PathwayEntry *entry = ARENA_NEW(practice->arena, PathwayEntry);
	*entry = (PathwayEntry){.pathway = read->pathway, .file = read};
	Pathway *pathway = &entry->pathway;
	pathway->due = read->due->within;
	pathway->due_urgent = read->due->urgent;
	if (read->counts_as != NULL) {
		pathway->event_type = read->counts_as->cld;
		pathway->assessment_type = read->counts_as->assessment_type;
	}
	if (read->approved_by != NULL)
		pathway->approved_by = read->approved_by->role;
	if (read->escalates != NULL) {
		pathway->escalates_after = read->escalates->after;
		pathway->escalates_to = read->escalates->to;
		pathway->escalates_to_count = read->escalates->to_count;
	}
	if (!str_equal(str_format(practice->arena, "pathways/%.*s.yaml", STR_ARG(pathway->id)), file->path))
		practice_fault(problems, yaml_member(node, S("id")), "This pathway must be in the file pathways/%.*s.yaml.",
			STR_ARG(pathway->id));
	(void)index_add(&practice->pathways, practice->arena, pathway->id, entry); /* the file's name is its own */
}

static void check_due(const Pathway *pathway, const YamlNode *node, Problems *problems)
{
	if (pathway->due.count == 0)
		practice_fault(problems, node, "Work needs a time in which it is due, such as 28 days.");
	if (pathway->escalates_to_count > 0 && pathway->escalates_after.count == 0)
		practice_fault(problems, node, "Work that goes to the next team says after how long, such as 30 minutes.");
	if (duration_is_given(pathway->due_urgent) && pathway->due_urgent.count == 0)
		practice_fault(problems, node, "The urgent time must be more than nothing, such as 1 day.");
}

/* A counted pathway's outcomes are all in the national list; a financial assessment carries none (CLD guidance). */
static void check_national(const Practice *practice, const PathwayFile *read, const OutcomeFile *file,
	Problems *problems)
{
	bool counted = read->counts_as != NULL &&
		!str_equal(read->counts_as->assessment_type, S("Financial Assessment"));
	const YamlNode *national = yaml_member(file->node, S("national"));
	if (counted && national == NULL)
		practice_fault(problems, file->node, "This pathway counts as %.*s, so each outcome needs its national string.",
			STR_ARG(read->counts_as->cld));
	if (!counted && national != NULL)
		practice_fault(problems, national, "This pathway counts as nothing, so an outcome has no national string.");
	if (counted && national != NULL && !practice_national_has(practice, S("event_outcome"), national->text))
		practice_fault(problems, national, "\"%.*s\" is not an event outcome of the client level data.",
			STR_ARG(national->text));
}

static void link_outcome(Practice *practice, const PathwayFile *read, const OutcomeFile *file, Outcome *outcome,
	Problems *problems)
{
	*outcome = file->outcome;
	outcome->when = practice_condition(practice, file->when, problems);
	check_national(practice, read, file, problems);
	if (file->act_count == 0) {
		practice_fault(problems, file->node, "The outcome %.*s does nothing. Every outcome acts: it opens work, "
			"sends a letter, makes a task, or records why nothing is done.", STR_ARG(file->outcome.id));
		return;
	}
	Act *acts = ARENA_ARRAY(practice->arena, Act, file->act_count);
	for (size_t i = 0; i < file->act_count; i++)
		practice_link_act(practice, &file->acts[i], &acts[i], problems);
	outcome->acts = acts;
	outcome->act_count = file->act_count;
}

static void check_roles(const Practice *practice, const PathwayFile *read, Problems *problems)
{
	const YamlNode *roles = yaml_member(read->node, S("done_by"));
	for (size_t i = 0; i < read->pathway.done_by_count; i++)
		if (!practice_role_exists(practice, read->pathway.done_by[i]))
			practice_fault(problems, roles->items[i], "There is no role %.*s in roles.yaml.",
				STR_ARG(read->pathway.done_by[i]));
	if (read->approved_by != NULL && !practice_role_exists(practice, read->approved_by->role))
		practice_fault(problems, yaml_member(read->node, S("approved_by")), "There is no role %.*s in roles.yaml.",
			STR_ARG(read->approved_by->role));
}

static void check_assessment_type(const Practice *practice, const PathwayFile *read, Problems *problems)
{
	if (read->counts_as == NULL)
		return;
	const YamlNode *node = yaml_member(read->node, S("counts_as"));
	bool assessment = str_equal(read->counts_as->cld, S("Assessment"));
	if (assessment != !str_is_empty(read->counts_as->assessment_type))
		practice_fault(problems, node, "An assessment needs its assessment_type, and only an assessment has one.");
	else if (assessment && !practice_national_has(practice, S("assessment_type"), read->counts_as->assessment_type))
		practice_fault(problems, node, "\"%.*s\" is not an assessment type of the client level data.",
			STR_ARG(read->counts_as->assessment_type));
}

/* What is said when something is decided is about that piece of work: nothing of it goes on the person's record. */
static void link_minute(Practice *practice, const PathwayFile *read, Pathway *pathway, Problems *problems)
{
	if (read->approved_by == NULL || str_is_empty(read->approved_by->minute))
		return;
	const YamlNode *node = yaml_member(read->node, S("approved_by"));
	pathway->minute = index_find(&practice->forms, read->approved_by->minute);
	if (pathway->minute == NULL)
		practice_fault(problems, node, "There is no form %.*s.", STR_ARG(read->approved_by->minute));
	for (size_t s = 0; pathway->minute != NULL && s < pathway->minute->section_count; s++)
		for (size_t q = 0; q < pathway->minute->sections[s].question_count; q++)
			if (pathway->minute->sections[s].questions[q]->home != HOME_EPISODE)
				practice_fault(problems, node, "A minute asks the episode's questions alone; %.*s is not one.",
					STR_ARG(pathway->minute->sections[s].questions[q]->id));
}

static void link_pathway(Practice *practice, PathwayEntry *entry, Problems *problems)
{
	const PathwayFile *read = entry->file;
	Pathway *pathway = &entry->pathway;
	if (!str_is_empty(read->form)) {
		pathway->form = index_find(&practice->forms, read->form);
		if (pathway->form == NULL)
			practice_fault(problems, yaml_member(read->node, S("form")), "There is no form %.*s.",
				STR_ARG(read->form));
	}
	link_minute(practice, read, pathway, problems);
	check_due(pathway, yaml_member(read->node, S("due")), problems);
	pathway->urgent_when = practice_condition(practice, read->urgent_when, problems);
	check_roles(practice, read, problems);
	check_assessment_type(practice, read, problems);
	Outcome *outcomes = ARENA_ARRAY(practice->arena, Outcome, read->outcome_count);
	for (size_t i = 0; i < read->outcome_count; i++) {
		for (size_t j = 0; j < i; j++)
			if (str_equal(outcomes[j].id, read->outcomes[i].outcome.id))
				practice_fault(problems, read->outcomes[i].node, "There are two outcomes named %.*s.",
					STR_ARG(outcomes[j].id));
		link_outcome(practice, read, &read->outcomes[i], &outcomes[i], problems);
	}
	pathway->outcomes = outcomes;
	pathway->outcome_count = read->outcome_count;
}

void practice_link_pathways(Practice *practice, Problems *problems)
{
	for (size_t i = 0; i < practice->pathways.count; i++)
		link_pathway(practice, (PathwayEntry *)practice->pathways.items[i], problems);
}

/* A letter that waits for a field may not be made. */
static bool leaves_something(const Practice *practice, const Act *act)
{
	const Letter *letter = act->kind == ACT_LETTER ? practice_letter(practice, act->target) : NULL;
	return act->when == NULL && (letter == NULL || str_is_empty(letter->only_with));
}

void practice_check_outcomes(const Practice *practice, Problems *problems)
{
	for (size_t i = 0; i < practice->pathways.count; i++) {
		const PathwayEntry *entry = practice->pathways.items[i];
		for (size_t j = 0; j < entry->pathway.outcome_count; j++) {
			const Outcome *outcome = &entry->pathway.outcomes[j];
			size_t sure = 0;
			for (size_t k = 0; k < outcome->act_count; k++)
				sure += leaves_something(practice, &outcome->acts[k]) ? 1 : 0;
			if (sure == 0)
				practice_fault(problems, entry->file->outcomes[j].node, "The outcome %.*s may do nothing: each of its acts has a "
					"condition, or is a letter that waits for a field. Add one that is always done, such as a task, or a record of why "
					"nothing is.", STR_ARG(outcome->id));
		}
	}
}

const Outcome *pathway_outcome(const Pathway *pathway, Str id)
{
	for (size_t i = 0; i < pathway->outcome_count; i++)
		if (str_equal(pathway->outcomes[i].id, id))
			return &pathway->outcomes[i];
	return NULL;
}

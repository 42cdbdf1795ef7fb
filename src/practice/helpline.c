/* helpline.yaml: what a call was about, told from answers that the contact holds already; and the ways beside the website
 * to every step that people take on it. */
#include "practice/internal.h"

typedef struct CallReasonFile {
	CallReason reason;
	const YamlNode *when;
	const YamlNode *node;
} CallReasonFile;

typedef struct OnlineStepFile {
	OnlineStep step;
	const YamlNode *node;
} OnlineStepFile;

typedef struct HelplineFile {
	const CallReasonFile *reasons;
	size_t reason_count;
	const OnlineStepFile *steps;
	size_t step_count;
	const YamlNode *node;
} HelplineFile;

static const YamlField REASON_FIELDS[] = {
	{.name = S_INIT("id"), .about = S_INIT("Never changes: addresses are kept by it."), .type = YAML_TYPE_CODE,
	 .required = true, .offset = offsetof(CallReasonFile, reason.id)},
	{.name = S_INIT("words"), .about = S_INIT("What the call was about, for staff."), .type = YAML_TYPE_TEXT, .required = true,
	 .offset = offsetof(CallReasonFile, reason.words), .least = 1, .most = 120},
	{.name = S_INIT("when"), .about = S_INIT("A condition on answers about the contact; no other names."),
	 .type = YAML_TYPE_NODE, .required = true, .offset = offsetof(CallReasonFile, when)},
};
static const YamlSchema REASON_SCHEMA = {.name = S_INIT("call reason"),
	.about = S_INIT("What a call was about; the first one that holds counts."), YAML_FIELDS(REASON_FIELDS),
	.size_bytes = sizeof(CallReasonFile), .keeps_node = true, .node_offset = offsetof(CallReasonFile, node)};

static const YamlField STEP_FIELDS[] = {
	{.name = S_INIT("id"), .about = S_INIT("Its words are ways.<id>-phone and ways.<id>-face-to-face."), .type = YAML_TYPE_CODE,
	 .required = true, .offset = offsetof(OnlineStepFile, step.id)},
	{.name = S_INIT("paths"), .about = S_INIT("How the addresses of its pages begin: /calculator."), .type = YAML_TYPE_TEXT,
	 .required = true, .least = 1, .most = ONLINE_STEP_PATHS_MAX, YAML_LIST_AT(OnlineStepFile, step.paths, step.path_count)},
	{.name = S_INIT("forms"), .about = S_INIT("The public forms that are filled in there."), .type = YAML_TYPE_CODE,
	 .least = 0, .most = 20, YAML_LIST_AT(OnlineStepFile, step.forms, step.form_count)},
};
static const YamlSchema STEP_SCHEMA = {.name = S_INIT("online step"),
	.about = S_INIT("Something that people do on the website, with a way by phone and one face to face."),
	YAML_FIELDS(STEP_FIELDS), .size_bytes = sizeof(OnlineStepFile), .keeps_node = true,
	.node_offset = offsetof(OnlineStepFile, node)};

static const YamlField HELPLINE_FIELDS[] = {
	{.name = S_INIT("reasons"), .about = S_INIT("What calls are about, for the figures, in the order in which they are asked."),
	 .type = YAML_TYPE_STRUCT, .required = true, .members = &REASON_SCHEMA, .least = 1, .most = CALL_REASONS_MAX,
	 YAML_LIST_AT(HelplineFile, reasons, reason_count)},
	{.name = S_INIT("online"), .about = S_INIT("Every step that people take on the website."), .type = YAML_TYPE_STRUCT,
	 .required = true, .members = &STEP_SCHEMA, .least = 1, .most = ONLINE_STEPS_MAX,
	 YAML_LIST_AT(HelplineFile, steps, step_count)},
};
const YamlSchema PRACTICE_HELPLINE_SCHEMA = {.name = S_INIT("helpline"),
	.about = S_INIT("helpline.yaml: what calls are about, and the ways beside the website."), YAML_FIELDS(HELPLINE_FIELDS),
	.size_bytes = sizeof(HelplineFile), .keeps_node = true, .node_offset = offsetof(HelplineFile, node)};

void practice_read_helpline(Practice *practice, const PracticeFile *file, const YamlNode *node, Problems *problems)
{
	(void)file;
	HelplineFile *helpline = ARENA_NEW(practice->arena, HelplineFile);
	if (yaml_read(node, &PRACTICE_HELPLINE_SCHEMA, helpline, practice->arena, problems) == STATUS_OK)
		practice->helpline = helpline;
}

/* Only answers about the contact itself: those of the person change after the call. */
static void add_names(Practice *practice, const CallReasonFile *file, Problems *problems)
{
	size_t count = 0;
	const Str *names = expression_names(file->reason.when, &count);
	for (size_t i = 0; i < count; i++) {
		const QuestionEntry *entry = index_find(&practice->questions, names[i]);
		bool known = false;
		for (size_t k = 0; k < practice->call_question_count; k++)
			known = known || str_equal(practice->call_questions[k], names[i]);
		if (known)
			continue;
		if (entry == NULL || entry->question.home != HOME_EPISODE)
			practice_fault(problems, file->when, "%.*s is no question about the contact itself; only these stand here.",
				STR_ARG(names[i]));
		else if (practice->call_question_count == CALL_QUESTIONS_MAX)
			practice_fault(problems, file->when, "These conditions name more than %d questions.", CALL_QUESTIONS_MAX);
		else
			practice->call_questions[practice->call_question_count++] = names[i];
	}
}

static void link_step(Practice *practice, size_t at, Problems *problems)
{
	const OnlineStepFile *file = &practice->helpline->steps[at];
	for (size_t i = 0; i < file->step.form_count; i++) {
		const Form *form = index_find(&practice->forms, file->step.forms[i]);
		if (form == NULL || !form->is_public)
			practice_fault(problems, file->node, "There is no public form %.*s.", STR_ARG(file->step.forms[i]));
	}
	for (size_t i = 0; i < file->step.path_count; i++)
		if (!str_starts_with(file->step.paths[i], S("/")))
			practice_fault(problems, file->node, "An address begins with /: %.*s.", STR_ARG(file->step.paths[i]));
	practice->online_steps[at] = file->step;
}

void practice_link_helpline(Practice *practice, Problems *problems)
{
	const HelplineFile *helpline = practice->helpline;
	if (helpline == NULL)
		return;
	practice->call_reasons = ARENA_ARRAY(practice->arena, CallReason, helpline->reason_count);
	practice->online_steps = ARENA_ARRAY(practice->arena, OnlineStep, helpline->step_count);
	for (size_t i = 0; i < helpline->reason_count; i++) {
		CallReasonFile *file = (CallReasonFile *)&helpline->reasons[i];
		file->reason.when = practice_condition(practice, file->when, problems);
		if (file->reason.when != NULL)
			add_names(practice, file, problems);
		practice->call_reasons[i] = file->reason;
	}
	for (size_t i = 0; i < helpline->step_count; i++)
		link_step(practice, i, problems);
}

static void check_way(const Practice *practice, const OnlineStepFile *file, const char *way, Str field, Problems *problems)
{
	Str id = str_format(practice->arena, "ways.%.*s-%s", STR_ARG(file->step.id), way);
	if (!practice_words_has(practice, id))
		practice_fault(problems, file->node, "Nothing is only online: words/en.yaml needs %.*s, which says how to do the same "
			"another way.", STR_ARG(id));
	else if (!str_contains(practice_words(practice, id, (Str){0}), field))
		practice_fault(problems, file->node, "%.*s must say where: it needs %.*s.", STR_ARG(id), STR_ARG(field));
}

static bool is_in_a_step(const Practice *practice, Str form)
{
	for (size_t i = 0; i < practice->helpline->step_count; i++)
		for (size_t k = 0; k < practice->helpline->steps[i].step.form_count; k++)
			if (str_equal(practice->helpline->steps[i].step.forms[k], form))
				return true;
	return false;
}

void practice_check_ways(const Practice *practice, Problems *problems)
{
	const HelplineFile *helpline = practice->helpline;
	if (helpline == NULL)
		return;
	if (str_is_empty(practice->council.face_to_face))
		practice_fault(problems, helpline->node, "council.yaml needs face_to_face: where people can be met who cannot or will "
			"not do it online.");
	for (size_t i = 0; i < helpline->step_count; i++) {
		check_way(practice, &helpline->steps[i], "phone", S("{{phone}}"), problems);
		check_way(practice, &helpline->steps[i], "face-to-face", S("{{face_to_face}}"), problems);
	}
	for (size_t i = 0; i < practice->forms.count; i++) {
		const Form *form = practice->forms.items[i];
		if (form->is_public && !is_in_a_step(practice, form->id))
			practice_fault(problems, helpline->node, "%.*s is filled in online and stands in no step here: say how it is done by "
				"phone and face to face.", STR_ARG(form->id));
	}
}

const CallReason *practice_call_reasons(const Practice *practice, size_t *count)
{
	*count = practice->helpline == NULL ? 0 : practice->helpline->reason_count;
	return practice->call_reasons;
}

const Str *practice_call_questions(const Practice *practice, size_t *count)
{
	*count = practice->call_question_count;
	return practice->call_questions;
}

/* "/check" is of "/check/question/washing", not of "/checks". */
static bool path_is_under(Str path, Str beginning)
{
	return str_starts_with(path, beginning)
		&& (path.length == beginning.length || path.data[beginning.length] == '/' || str_ends_with(beginning, S("/")));
}

const OnlineStep *practice_online_step(const Practice *practice, Str path)
{
	const OnlineStep *found = NULL;
	size_t longest = 0;
	for (size_t i = 0; practice->helpline != NULL && i < practice->helpline->step_count; i++)
		for (size_t k = 0; k < practice->online_steps[i].path_count; k++) {
			Str beginning = practice->online_steps[i].paths[k];
			if (beginning.length > longest && path_is_under(path, beginning)) {
				found = &practice->online_steps[i];
				longest = beginning.length;
			}
		}
	return found;
}

/* The ten acts that an outcome may do: their keys in the file and what each points to. */
#include "practice/acts.h"

#define ACT(key, kind, words) {.name = S_INIT(key), .about = S_INIT(words), .type = YAML_TYPE_TEXT, \
	.offset = offsetof(ActFile, targets) + sizeof(Str) * (kind), .least = 1, .most = 300}

static const YamlField ACT_FIELDS[] = {
	ACT("open", ACT_OPEN, "Opens work of a pathway: its id."),
	ACT("service", ACT_SERVICE, "start, change, suspend or end: the service lines of the plan."),
	ACT("order", ACT_ORDER, "Orders something: the id of a service kind."),
	ACT("introduce", ACT_INTRODUCE, "Introduces to a listing of this directory category, which must answer."),
	ACT("letter", ACT_LETTER, "Sends a letter: its id."),
	ACT("message", ACT_MESSAGE, "Sends a message: the id of its words under message."),
	ACT("signpost", ACT_SIGNPOST, "Sends the saved pages and listings of a directory category."),
	ACT("task", ACT_TASK, "Makes a task: its title."),
	ACT("alert", ACT_ALERT, "Alerts a role until somebody acknowledges: the words."),
	ACT("record", ACT_RECORD, "Records why nothing is done: the words."),
	{.name = S_INIT("within"), .about = S_INIT("When the task or work is due."), .type = YAML_TYPE_DURATION,
	 .offset = offsetof(ActFile, within)},
	{.name = S_INIT("urgent"), .about = S_INIT("The same when the work is urgent."), .type = YAML_TYPE_DURATION,
	 .offset = offsetof(ActFile, urgent)},
	{.name = S_INIT("to"), .about = S_INIT("The role that gets a task or an alert."), .type = YAML_TYPE_CODE,
	 .offset = offsetof(ActFile, to)},
	{.name = S_INIT("words"), .about = S_INIT("What is said with it."), .type = YAML_TYPE_TEXT,
	 .offset = offsetof(ActFile, words)},
	{.name = S_INIT("next"), .about = S_INIT("Of a letter: the pathway whose due date is its next date; the soonest "
		"that the outcome opens when absent."), .type = YAML_TYPE_CODE, .offset = offsetof(ActFile, next)},
	{.name = S_INIT("when"), .about = S_INIT("A condition; always when absent."), .type = YAML_TYPE_NODE,
	 .offset = offsetof(ActFile, when)},
};

const YamlSchema PRACTICE_ACT_SCHEMA = {.name = S_INIT("act"),
	.about = S_INIT("One thing that an outcome does. Exactly one of the first ten keys."),
	YAML_FIELDS(ACT_FIELDS), .size_bytes = sizeof(ActFile), .keeps_node = true,
	.node_offset = offsetof(ActFile, node)};

static const Str SERVICE_CHANGES[] = {S_INIT("start"), S_INIT("change"), S_INIT("suspend"), S_INIT("end")};

static bool service_change_exists(Str target)
{
	for (size_t i = 0; i < sizeof SERVICE_CHANGES / sizeof SERVICE_CHANGES[0]; i++)
		if (str_equal(SERVICE_CHANGES[i], target))
			return true;
	return false;
}

static bool category_exists(const Practice *practice, Str target)
{
	return str_equal(target, S("directory")) ||
		option_find(index_find(&practice->lists, S("directory-category")), target) != NULL;
}

static bool message_exists(const Practice *practice, Str target)
{
	return index_find(&practice->words,
		str_format(practice->arena, "en/message.%.*s", STR_ARG(target))) != NULL;
}

/* NULL when the target is right; what was expected otherwise. */
static const char *target_expected(const Practice *practice, ActKind kind, Str target)
{
	switch (kind) {
	case ACT_OPEN:
		return index_find(&practice->pathways, target) != NULL ? NULL : "the id of a file in pathways/";
	case ACT_SERVICE:
		return service_change_exists(target) ? NULL : "start, change, suspend or end";
	case ACT_ORDER:
		return index_find(&practice->services, target) != NULL ? NULL : "a service kind of services.yaml";
	case ACT_INTRODUCE:
	case ACT_SIGNPOST:
		return category_exists(practice, target) ? NULL : "directory, or a code of lists/directory-category.yaml";
	case ACT_LETTER:
		return index_find(&practice->letters, target) != NULL ? NULL : "the id of a file in letters/";
	case ACT_MESSAGE:
		return message_exists(practice, target) ? NULL : "an id that stands under message in words/en.yaml";
	case ACT_TASK:
	case ACT_ALERT:
	case ACT_RECORD:
		return NULL; /* words of their own */
	}
	return NULL;
}

static void check_role(const Practice *practice, const ActFile *file, ActKind kind, Problems *problems)
{
	bool needed = kind == ACT_TASK || kind == ACT_ALERT;
	if (needed == str_is_empty(file->to))
		practice_fault(problems, file->node, "A task and an alert say in \"to\" which role gets them; "
			"no other act does.");
	else if (needed && !practice_role_exists(practice, file->to))
		practice_fault(problems, yaml_member(file->node, S("to")), "There is no role %.*s in roles.yaml.",
			STR_ARG(file->to));
	if (kind == ACT_TASK && !duration_is_given(file->within))
		practice_fault(problems, file->node, "A task says in \"within\" when it is due, such as 7 days.");
}

void practice_link_act(Practice *practice, const ActFile *file, Act *out, Problems *problems)
{
	size_t found = ACT_KIND_COUNT;
	size_t count = 0;
	for (size_t i = 0; i < ACT_KIND_COUNT; i++) {
		if (!str_is_empty(file->targets[i])) {
			found = i;
			count++;
		}
	}
	if (count != 1) {
		practice_fault(problems, file->node, "Expected exactly one of open, service, order, introduce, letter, "
			"message, signpost, task, alert, record.");
		return;
	}
	ActKind kind = (ActKind)found;
	Str target = file->targets[found];
	bool says = kind == ACT_TASK || kind == ACT_ALERT || kind == ACT_RECORD;
	*out = (Act){
		.kind = kind,
		.target = kind == ACT_RECORD ? (Str){0} : says ? file->to : target,
		.pathway = kind == ACT_OPEN ? (const Pathway *)index_find(&practice->pathways, target) : NULL,
		.within = file->within,
		.urgent = file->urgent,
		.role = file->to,
		.words = says ? target : file->words,
		.next = file->next,
		.when = practice_condition(practice, file->when, problems),
	};
	const char *expected = target_expected(practice, kind, target);
	if (expected != NULL)
		practice_fault(problems, file->node, "%.*s: there is no %.*s; expected %s.", STR_ARG(ACT_FIELDS[found].name),
			STR_ARG(target), expected);
	if (!str_is_empty(file->next) && (kind != ACT_LETTER || index_find(&practice->pathways, file->next) == NULL))
		practice_fault(problems, yaml_member(file->node, S("next")), "Only a letter says in \"next\" a pathway in "
			"pathways/ whose due date it names.");
	check_role(practice, file, kind, problems);
}

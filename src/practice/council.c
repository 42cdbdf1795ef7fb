/* The council itself and its short lists: services, relations, roles, and its own times for work. */
#include <math.h>

#include "practice/internal.h"

#define COUNCIL_TEXT(key, member, words, needed) {.name = S_INIT(key), .about = S_INIT(words), \
	.type = YAML_TYPE_TEXT, .required = (needed), .offset = offsetof(Council, member), .least = 1, .most = 120}

static const YamlField COUNCIL_FIELDS[] = {
	{.name = S_INIT("id"), .about = S_INIT("The folder's name."), .type = YAML_TYPE_CODE, .required = true,
	 .offset = offsetof(Council, id)},
	COUNCIL_TEXT("name", name, "Thurrock Council", true),
	COUNCIL_TEXT("place", place, "Thurrock", true),
	COUNCIL_TEXT("service_name", service_name, "What the service is called on every page.", true),
	COUNCIL_TEXT("cassr_code", cassr_code, "Three digits, for the returns.", true),
	COUNCIL_TEXT("reference_prefix", reference_prefix, "Two capital letters.", true),
	COUNCIL_TEXT("phone", phone, "Adult social care, in working hours.", true),
	COUNCIL_TEXT("phone_hours", phone_hours, "When it is answered.", true),
	COUNCIL_TEXT("emergency_phone", emergency_phone, "Out of hours.", true),
	COUNCIL_TEXT("text_phone", text_phone, "For people who cannot use the phone.", false),
	COUNCIL_TEXT("face_to_face", face_to_face, "Where people can be met instead: \"in a council office near you\".", false),
	COUNCIL_TEXT("colour", colour, "#14504a; at least 4.5:1 against white.", true),
	COUNCIL_TEXT("colour_soft", colour_soft, "A faint form of it; black text stands on it.", true),
	{.name = S_INIT("demonstration"), .about = S_INIT("true: everything is marked as invented."),
	 .type = YAML_TYPE_BOOLEAN, .offset = offsetof(Council, demonstration)},
	{.name = S_INIT("answer_working_days"), .about = S_INIT("A request is answered within."),
	 .type = YAML_TYPE_INTEGER, .required = true, .offset = offsetof(Council, answer_working_days), .least = 1,
	 .most = 30},
	{.name = S_INIT("indicative_budget_shown"), .about = S_INIT("true: a range is shown to residents."),
	 .type = YAML_TYPE_BOOLEAN, .offset = offsetof(Council, indicative_budget_shown)},
};
const YamlSchema PRACTICE_COUNCIL_SCHEMA = {.name = S_INIT("council"), .about = S_INIT("council.yaml"),
	YAML_FIELDS(COUNCIL_FIELDS), .size_bytes = sizeof(Council)};

static int hex_value(char digit)
{
	if (digit >= '0' && digit <= '9')
		return digit - '0';
	return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

/* WCAG 2.2: relative luminance of a colour written #rrggbb, from 0 to 1; below 0 when it is not one. */
static double luminance(Str colour)
{
	if (colour.length != 7 || colour.data[0] != '#')
		return -1;
	static const double WEIGHTS[] = {0.2126, 0.7152, 0.0722};
	double sum = 0;
	for (size_t i = 0; i < 3; i++) {
		int high = hex_value(colour.data[1 + 2 * i]);
		int low = hex_value(colour.data[2 + 2 * i]);
		if (high < 0 || low < 0)
			return -1;
		double part = (double)(high * 16 + low) / 255;
		sum += WEIGHTS[i] * (part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4));
	}
	return sum;
}

/* at_most: the luminance that still gives 4.5:1 against the other colour, below it or above it. */
static void check_colours(const Council *council, const YamlNode *node, Problems *problems)
{
	double strong = luminance(council->colour);
	double soft = luminance(council->colour_soft);
	if (strong < 0 || 1.05 / (strong + 0.05) < 4.5)
		practice_fault(problems, yaml_member(node, S("colour")),
			"Expected a colour such as #14504a with a contrast of at least 4.5:1 against white.");
	if (soft < 0 || (soft + 0.05) / 0.05 < 4.5 || (strong >= 0 && (soft + 0.05) / (strong + 0.05) < 3.0))
		practice_fault(problems, yaml_member(node, S("colour_soft")), "Expected a faint colour such as #e7f0ee: at "
			"least 4.5:1 against black and 3:1 against the council's colour.");
}

static bool is_made_of(Str text, size_t length, char first, char last)
{
	for (size_t i = 0; i < text.length; i++)
		if (text.data[i] < first || text.data[i] > last)
			return false;
	return text.length == length;
}

void practice_read_council(Practice *practice, const PracticeFile *file, const YamlNode *node, Problems *problems)
{
	(void)file;
	Council *council = &practice->council;
	if (yaml_read(node, &PRACTICE_COUNCIL_SCHEMA, council, practice->arena, problems) != STATUS_OK)
		return;
	check_colours(council, node, problems);
	if (!is_made_of(council->cassr_code, 3, '0', '9'))
		practice_fault(problems, yaml_member(node, S("cassr_code")), "Expected three digits.");
	if (!is_made_of(council->reference_prefix, 2, 'A', 'Z'))
		practice_fault(problems, yaml_member(node, S("reference_prefix")), "Expected two capital letters.");
}

static const Str SETTINGS[] = {S_INIT("community"), S_INIT("residential"), S_INIT("nursing"), S_INIT("other")};
static const Str UNITS[] = {S_INIT("hour"), S_INIT("week"), S_INIT("day"), S_INIT("visit"), S_INIT("item")};

typedef struct ServiceFile {
	ServiceKind kind;
	const YamlNode *node;
} ServiceFile;

static const YamlField SERVICE_FIELDS[] = {
	{.name = S_INIT("id"), .about = S_INIT("Never changes."), .type = YAML_TYPE_CODE, .required = true,
	 .offset = offsetof(ServiceFile, kind.id)},
	{.name = S_INIT("label"), .about = S_INIT("In plain words."), .type = YAML_TYPE_TEXT, .required = true,
	 .offset = offsetof(ServiceFile, kind.label), .least = 1, .most = 120},
	{.name = S_INIT("national_type"), .about = S_INIT("Service Type of the client level data."),
	 .type = YAML_TYPE_TEXT, .required = true, .offset = offsetof(ServiceFile, kind.national_type)},
	{.name = S_INIT("national_component"), .about = S_INIT("Service Component of the client level data."),
	 .type = YAML_TYPE_TEXT, .required = true, .offset = offsetof(ServiceFile, kind.national_component)},
	{.name = S_INIT("setting"), .about = S_INIT("Where it is given."), .type = YAML_TYPE_CODE, .required = true,
	 .offset = offsetof(ServiceFile, kind.setting), YAML_CODES(SETTINGS)},
	{.name = S_INIT("unit"), .about = S_INIT("What its price is for."), .type = YAML_TYPE_CODE, .required = true,
	 .offset = offsetof(ServiceFile, kind.unit), YAML_CODES(UNITS)},
	{.name = S_INIT("cost_frequency"), .about = S_INIT("Cost Frequency of the client level data."),
	 .type = YAML_TYPE_TEXT, .required = true, .offset = offsetof(ServiceFile, kind.cost_frequency)},
	{.name = S_INIT("free"), .about = S_INIT("true: never charged."), .type = YAML_TYPE_BOOLEAN,
	 .offset = offsetof(ServiceFile, kind.free)},
};
const YamlSchema PRACTICE_SERVICE_SCHEMA = {.name = S_INIT("service kind"),
	.about = S_INIT("services.yaml: what the council can arrange."), YAML_FIELDS(SERVICE_FIELDS),
	.size_bytes = sizeof(ServiceFile), .keeps_node = true, .node_offset = offsetof(ServiceFile, node)};

static void check_service_strings(const Practice *practice, const ServiceFile *service, Problems *problems)
{
	const struct { Str list; Str key; } fields[] = {
		{S("service_type"), S("national_type")},
		{S("service_component"), S("national_component")},
		{S("cost_frequency"), S("cost_frequency")},
	};
	for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
		const YamlNode *node = yaml_member(service->node, fields[i].key);
		if (!practice_national_has(practice, fields[i].list, yaml_text(node)))
			practice_fault(problems, node, "\"%.*s\" is not in the list %.*s of the client level data.",
				STR_ARG(yaml_text(node)), STR_ARG(fields[i].list));
	}
}

void practice_read_services(Practice *practice, const PracticeFile *file, const YamlNode *node, Problems *problems)
{
	(void)file;
	const void *items = NULL;
	size_t count = 0;
	if (yaml_read_list(node, &PRACTICE_SERVICE_SCHEMA, &items, &count, practice->arena, problems) != STATUS_OK)
		return;
	const ServiceFile *services = items;
	for (size_t i = 0; i < count; i++) {
		check_service_strings(practice, &services[i], problems);
		if (!index_add(&practice->services, practice->arena, services[i].kind.id, &services[i]))
			practice_fault(problems, services[i].node, "There are two service kinds named %.*s.",
				STR_ARG(services[i].kind.id));
	}
}

typedef struct RelationFile {
	RelationKind kind;
	const YamlNode *node;
} RelationFile;

static const YamlField RELATION_FIELDS[] = {
	{.name = S_INIT("id"), .about = S_INIT("Never changes."), .type = YAML_TYPE_CODE, .required = true,
	 .offset = offsetof(RelationFile, kind.id)},
	{.name = S_INIT("label"), .about = S_INIT("\"daughter\"."), .type = YAML_TYPE_TEXT, .required = true,
	 .offset = offsetof(RelationFile, kind.label), .least = 1, .most = 60},
	{.name = S_INIT("inverse"), .about = S_INIT("What the other is to this one: a relation's id."),
	 .type = YAML_TYPE_CODE, .required = true, .offset = offsetof(RelationFile, kind.inverse)},
	{.name = S_INIT("informal_carer"), .about = S_INIT("true: helps without pay."), .type = YAML_TYPE_BOOLEAN,
	 .offset = offsetof(RelationFile, kind.informal_carer)},
};
const YamlSchema PRACTICE_RELATION_SCHEMA = {.name = S_INIT("relation"),
	.about = S_INIT("relations.yaml: what somebody may be to somebody."), YAML_FIELDS(RELATION_FIELDS),
	.size_bytes = sizeof(RelationFile), .keeps_node = true, .node_offset = offsetof(RelationFile, node)};

void practice_read_relations(Practice *practice, const PracticeFile *file, const YamlNode *node, Problems *problems)
{
	(void)file;
	const void *items = NULL;
	size_t count = 0;
	if (yaml_read_list(node, &PRACTICE_RELATION_SCHEMA, &items, &count, practice->arena, problems) != STATUS_OK)
		return;
	const RelationFile *relations = items;
	for (size_t i = 0; i < count; i++)
		if (!index_add(&practice->relations, practice->arena, relations[i].kind.id, &relations[i]))
			practice_fault(problems, relations[i].node, "There are two relations named %.*s.",
				STR_ARG(relations[i].kind.id));
}

void practice_check_relations(Practice *practice, Problems *problems)
{
	for (size_t i = 0; i < practice->relations.count; i++) {
		const RelationFile *relation = practice->relations.items[i];
		if (index_find(&practice->relations, relation->kind.inverse) == NULL)
			practice_fault(problems, yaml_member(relation->node, S("inverse")), "There is no relation %.*s.",
				STR_ARG(relation->kind.inverse));
	}
}

static const Str PERMISSIONS[] = {S_INIT("person-read"), S_INIT("person-search"), S_INIT("person-edit"),
	S_INIT("contact-record"), S_INIT("work-do"), S_INIT("work-approve"), S_INIT("plan-approve"),
	S_INIT("service-arrange"), S_INIT("restricted-open"), S_INIT("merge"), S_INIT("figures-read"), S_INIT("export"),
	S_INIT("users-edit"), S_INIT("practice-edit"), S_INIT("practice-publish"), S_INIT("directory-edit"),
	S_INIT("directory-propose"), S_INIT("audit-read"), S_INIT("subject-access"), S_INIT("retention"),
	S_INIT("retention-carry-out"), S_INIT("letters-send"), S_INIT("return-whole")};

static const YamlField ROLE_FIELDS[] = {
	{.name = S_INIT("id"), .about = S_INIT("Never changes."), .type = YAML_TYPE_CODE, .required = true,
	 .offset = offsetof(PracticeRole, id)},
	{.name = S_INIT("title"), .about = S_INIT("What it is called."), .type = YAML_TYPE_TEXT, .required = true,
	 .offset = offsetof(PracticeRole, title), .least = 1, .most = 60},
	{.name = S_INIT("permissions"), .about = S_INIT("What it may do."), .type = YAML_TYPE_CODE, .required = true,
	 .least = 0, .most = 32, YAML_CODES(PERMISSIONS), YAML_LIST_AT(PracticeRole, permissions, permission_count)},
	{.name = S_INIT("team"), .about = S_INIT("The kind of team in which tasks for this role wait; absent: that of the pathway task."),
	 .type = YAML_TYPE_CODE, .offset = offsetof(PracticeRole, team_kind), .codes = PRACTICE_TEAM_KINDS,
	 .code_count = PRACTICE_TEAM_KIND_COUNT},
};
const YamlSchema PRACTICE_ROLE_SCHEMA = {.name = S_INIT("role"), .about = S_INIT("roles.yaml: who may do what."),
	YAML_FIELDS(ROLE_FIELDS), .size_bytes = sizeof(PracticeRole)};

void practice_read_roles(Practice *practice, const PracticeFile *file, const YamlNode *node, Problems *problems)
{
	(void)file;
	const void *items = NULL;
	size_t count = 0;
	if (yaml_read_list(node, &PRACTICE_ROLE_SCHEMA, &items, &count, practice->arena, problems) != STATUS_OK)
		return;
	const PracticeRole *roles = items;
	for (size_t i = 0; i < count; i++)
		if (!index_add(&practice->roles, practice->arena, roles[i].id, &roles[i]))
			practice_fault(problems, node->items[i], "There are two roles named %.*s.", STR_ARG(roles[i].id));
}

const PracticeRole *practice_role(const Practice *practice, Str id)
{
	return index_find(&practice->roles, id);
}

bool practice_role_exists(const Practice *practice, Str role)
{
	return index_find(&practice->roles, role) != NULL;
}

typedef struct Target {
	Str pathway;
	Duration within;
	Duration urgent;
	Str source;
	const YamlNode *node;
} Target;

static const YamlField TARGET_FIELDS[] = {
	{.name = S_INIT("pathway"), .about = S_INIT("Its id."), .type = YAML_TYPE_CODE, .required = true,
	 .offset = offsetof(Target, pathway)},
	{.name = S_INIT("within"), .about = S_INIT("When the work is due."), .type = YAML_TYPE_DURATION, .required = true,
	 .offset = offsetof(Target, within)},
	{.name = S_INIT("urgent"), .about = S_INIT("The same when it is urgent."), .type = YAML_TYPE_DURATION,
	 .offset = offsetof(Target, urgent)},
	{.name = S_INIT("source"), .about = S_INIT("Where the council says so."), .type = YAML_TYPE_TEXT,
	 .required = true, .offset = offsetof(Target, source)},
};
const YamlSchema PRACTICE_TARGET_SCHEMA = {.name = S_INIT("target"),
	.about = S_INIT("targets.yaml: a council's own times for work, in place of those in the pathways."),
	YAML_FIELDS(TARGET_FIELDS), .size_bytes = sizeof(Target), .keeps_node = true,
	.node_offset = offsetof(Target, node)};

/* Read after the pathways, before they are checked. */
void practice_read_targets(Practice *practice, const PracticeFile *file, const YamlNode *node, Problems *problems)
{
	(void)file;
	const void *items = NULL;
	size_t count = 0;
	if (yaml_read_list(node, &PRACTICE_TARGET_SCHEMA, &items, &count, practice->arena, problems) != STATUS_OK)
		return;
	const Target *targets = items;
	for (size_t i = 0; i < count; i++) {
		PathwayEntry *entry = (PathwayEntry *)index_find(&practice->pathways, targets[i].pathway);
		if (entry == NULL) {
			practice_fault(problems, yaml_member(targets[i].node, S("pathway")), "There is no pathway %.*s.",
				STR_ARG(targets[i].pathway));
			continue;
		}
		entry->pathway.due = targets[i].within;
		entry->pathway.due_urgent = targets[i].urgent;
	}
}

/* retention.yaml: which records are kept, from when, for how long, why, and what happens then. */
#include "practice/internal.h"

static const Str KIND_CODES[] = {S_INIT("person"), S_INIT("unsent-check"), S_INIT("audit")};
static const Str START_CODES[] = {S_INIT("last-contact"), S_INIT("end-of-care"), S_INIT("death"), S_INIT("begun")};
static const Str ACTION_CODES[] = {S_INIT("destroy"), S_INIT("anonymise"), S_INIT("review"), S_INIT("keep")};
static const Str BASIS_CODES[] = {S_INIT("local-choice"), S_INIT("verified")};

Str retention_start_code(RetentionStart starts)
{
	return START_CODES[starts];
}

Str retention_action_code(RetentionAction action)
{
	return ACTION_CODES[action];
}

typedef struct RuleFile {
	RetentionRule rule;
	const YamlNode *node;
} RuleFile;

static const YamlField RULE_FIELDS[] = {
	{.name = S_INIT("id"), .about = S_INIT("Never changes. What residents read stands in the words retention.<id> and "
		"retention.<id>-why."), .type = YAML_TYPE_CODE, .required = true, .offset = offsetof(RuleFile, rule.id)},
	{.name = S_INIT("title"), .about = S_INIT("Staff words."), .type = YAML_TYPE_TEXT, .required = true,
	 .offset = offsetof(RuleFile, rule.title), .least = 1, .most = 120},
	{.name = S_INIT("kind"), .about = S_INIT("person: a person's whole record; unsent-check: what a resident began and never "
		"sent; audit: who did and saw what."), .type = YAML_TYPE_CHOICE, .required = true,
	 .offset = offsetof(RuleFile, rule.kind), YAML_CODES(KIND_CODES)},
	{.name = S_INIT("everybody"), .about = S_INIT("true: every person's record. Of several rules that apply, the one that keeps "
		"it longest holds."), .type = YAML_TYPE_BOOLEAN, .offset = offsetof(RuleFile, rule.everybody)},
	{.name = S_INIT("services"), .about = S_INIT("true: whoever ever had a service."), .type = YAML_TYPE_BOOLEAN,
	 .offset = offsetof(RuleFile, rule.services)},
	{.name = S_INIT("pathways"), .about = S_INIT("Whoever ever had work on one of these."), .type = YAML_TYPE_CODE,
	 .least = 0, .most = 60, YAML_LIST_AT(RuleFile, rule.pathways, rule.pathway_count)},
	{.name = S_INIT("starts"), .about = S_INIT("From when the time counts: the last thing written; the end of the last service, "
		"or the last thing written when there was none; death; when it was begun."), .type = YAML_TYPE_CHOICE,
	 .required = true, .offset = offsetof(RuleFile, rule.starts), YAML_CODES(START_CODES)},
	{.name = S_INIT("keep"), .about = S_INIT("How long; absent when it is kept for good."), .type = YAML_TYPE_DURATION,
	 .offset = offsetof(RuleFile, rule.keep)},
	{.name = S_INIT("action"), .about = S_INIT("What happens then. destroy: nothing of it is left. anonymise: only what is "
		"counted is left. review: somebody decides. keep: nothing."), .type = YAML_TYPE_CHOICE, .required = true,
	 .offset = offsetof(RuleFile, rule.action), YAML_CODES(ACTION_CODES)},
	{.name = S_INIT("basis"), .about = S_INIT("verified: the source was read; local-choice: somebody here decided it."),
	 .type = YAML_TYPE_CHOICE, .required = true, .offset = offsetof(RuleFile, rule.basis), YAML_CODES(BASIS_CODES)},
	{.name = S_INIT("source"), .about = S_INIT("Where the rule comes from."), .type = YAML_TYPE_TEXT, .required = true,
	 .offset = offsetof(RuleFile, rule.source), .least = 1, .most = 500},
};
const YamlSchema PRACTICE_RETENTION_SCHEMA = {.name = S_INIT("retention rule"),
	.about = S_INIT("retention.yaml is a list of these: how long what is kept. The privacy page says the same."),
	YAML_FIELDS(RULE_FIELDS), .size_bytes = sizeof(RuleFile), .keeps_node = true, .node_offset = offsetof(RuleFile, node)};

static bool counts_in_days(Duration keep)
{
	return keep.unit == DURATION_DAYS || keep.unit == DURATION_WEEKS || keep.unit == DURATION_MONTHS
		|| keep.unit == DURATION_YEARS;
}

static void check_person_rule(const Practice *practice, const RuleFile *file, Problems *problems)
{
	const RetentionRule *rule = &file->rule;
	if (!rule->everybody && !rule->services && rule->pathway_count == 0)
		practice_fault(problems, file->node, "Say whose records this is about: everybody, services or pathways.");
	if (rule->starts == RETENTION_BEGUN)
		practice_fault(problems, yaml_member(file->node, S("starts")),
			"Expected last-contact, end-of-care or death: a person's record is not begun and left.");
	for (size_t i = 0; i < rule->pathway_count; i++)
		if (practice_pathway(practice, rule->pathways[i]) == NULL)
			practice_fault(problems, yaml_member(file->node, S("pathways")), "There is no pathway %.*s.",
				STR_ARG(rule->pathways[i]));
}

static void check_words(const Practice *practice, const RuleFile *file, Problems *problems)
{
	const char *const ends[] = {"", "-why"};
	for (size_t i = 0; i < 2; i++) {
		Str words = str_format(practice->arena, "retention.%.*s%s", STR_ARG(file->rule.id), ends[i]);
		if (!practice_words_has(practice, words))
			practice_fault(problems, yaml_member(file->node, S("id")),
				"The privacy page needs the words %.*s in words/en.yaml.", STR_ARG(words));
	}
}

static void check_rule(const Practice *practice, const RuleFile *file, Problems *problems)
{
	const RetentionRule *rule = &file->rule;
	if (rule->action == RETENTION_KEEP ? duration_is_given(rule->keep) : !counts_in_days(rule->keep))
		practice_fault(problems, yaml_member(file->node, rule->action == RETENTION_KEEP ? S("action") : S("keep")),
			"Expected a time in days, weeks, months or years, and none with the action keep.");
	if (rule->kind == RETENTION_OF_PERSON)
		check_person_rule(practice, file, problems);
	else if (rule->everybody || rule->services || rule->pathway_count > 0)
		practice_fault(problems, file->node, "everybody, services and pathways belong to rules of kind person.");
	if (rule->kind == RETENTION_OF_UNSENT_CHECK && (rule->keep.unit != DURATION_DAYS || rule->action != RETENTION_DESTROY))
		practice_fault(problems, yaml_member(file->node, S("keep")),
			"Expected a number of days and the action destroy: residents are told the day.");
	if (rule->kind == RETENTION_OF_AUDIT && rule->action != RETENTION_KEEP)
		practice_fault(problems, yaml_member(file->node, S("action")),
			"Expected keep: the chain of the audit proves nothing once links are taken out.");
	check_words(practice, file, problems);
}

/* Read after the pathways and the words. */
void practice_read_retention(Practice *practice, const PracticeFile *file, const YamlNode *node, Problems *problems)
{
	const void *items = NULL;
	size_t count = 0;
	bool everybody = false;
	(void)file;
	if (yaml_read_list(node, &PRACTICE_RETENTION_SCHEMA, &items, &count, practice->arena, problems) != STATUS_OK)
		return;
	const RuleFile *rules = items;
	practice->retention = ARENA_ARRAY(practice->arena, RetentionRule, count + 1);
	for (size_t i = 0; i < count; i++) {
		check_rule(practice, &rules[i], problems);
		for (size_t j = 0; j < i; j++)
			if (str_equal(rules[j].rule.id, rules[i].rule.id))
				practice_fault(problems, rules[i].node, "There are two rules named %.*s.", STR_ARG(rules[i].rule.id));
		everybody = everybody || (rules[i].rule.kind == RETENTION_OF_PERSON && rules[i].rule.everybody);
		practice->retention[practice->retention_count++] = rules[i].rule;
	}
	if (!everybody)
		practice_fault(problems, node, "A rule of kind person for everybody is missing: without it some records never end.");
}

const RetentionRule *practice_retention(const Practice *practice, size_t *count)
{
	*count = practice->retention_count;
	return practice->retention;
}

Duration practice_unsent_kept(const Practice *practice)
{
	for (size_t i = 0; i < practice->retention_count; i++)
		if (practice->retention[i].kind == RETENTION_OF_UNSENT_CHECK)
			return practice->retention[i].keep;
	return (Duration){.count = PRACTICE_UNSENT_DAYS, .unit = DURATION_DAYS};
}

/* legal-powers.yaml: who may decide for somebody, and about what. */
#include "practice/internal.h"
#include "practice/powers.h"

typedef struct PowersFile {
	PowerRules rules;
	const YamlNode *node;
} PowersFile;

static const YamlField KIND_FIELDS[] = {
	{.name = S_INIT("kind"), .about = S_INIT("An option of the column kind of legal_authority."), .type = YAML_TYPE_CODE,
	 .required = true, .offset = offsetof(PowerKind, kind)},
	{.name = S_INIT("reach"), .about = S_INIT("What it reaches, in words for staff."), .type = YAML_TYPE_TEXT,
	 .required = true, .offset = offsetof(PowerKind, reach), .least = 1, .most = 160},
	{.name = S_INIT("covers"), .about = S_INIT("Options of lists/decision-about.yaml; none: it decides nothing."),
	 .type = YAML_TYPE_CODE, .most = 16, YAML_LIST_AT(PowerKind, covers, cover_count)},
	{.name = S_INIT("only_without_capacity"), .about = S_INIT("true: not while the person can decide it themselves."),
	 .type = YAML_TYPE_BOOLEAN, .offset = offsetof(PowerKind, only_without_capacity)},
};
static const YamlSchema KIND_SCHEMA = {.name = S_INIT("kind of power"), .about = S_INIT("What a power reaches."),
	YAML_FIELDS(KIND_FIELDS), .size_bytes = sizeof(PowerKind)};

static const YamlField LIMIT_FIELDS[] = {
	{.name = S_INIT("limit"), .about = S_INIT("An option of the column limit of legal_authority."), .type = YAML_TYPE_CODE,
	 .required = true, .offset = offsetof(PowerLimit, limit)},
	{.name = S_INIT("leaves_out"), .about = S_INIT("What a power with this limit does not reach."), .type = YAML_TYPE_CODE,
	 .most = 16, YAML_LIST_AT(PowerLimit, leaves_out, leaves_out_count)},
};
static const YamlSchema LIMIT_SCHEMA = {.name = S_INIT("limit of a power"), .about = S_INIT("What a limit takes from a power."),
	YAML_FIELDS(LIMIT_FIELDS), .size_bytes = sizeof(PowerLimit)};

static const YamlField SIGN_FIELDS[] = {
	{.name = S_INIT("question"), .about = S_INIT("A question with options."), .type = YAML_TYPE_NAME, .required = true,
	 .offset = offsetof(PowerSign, question)},
	{.name = S_INIT("option"), .about = S_INIT("The answer that says that somebody acts under a power."),
	 .type = YAML_TYPE_CODE, .required = true, .offset = offsetof(PowerSign, option)},
	{.name = S_INIT("by"), .about = S_INIT("The kinds of power that it may be."), .type = YAML_TYPE_CODE, .required = true,
	 .least = 1, .most = 16, YAML_LIST_AT(PowerSign, by, by_count)},
	{.name = S_INIT("about"), .about = S_INIT("What is decided; or about_from."), .type = YAML_TYPE_CODE,
	 .offset = offsetof(PowerSign, about)},
	{.name = S_INIT("about_from"), .about = S_INIT("A question whose answer says what is decided."), .type = YAML_TYPE_NAME,
	 .offset = offsetof(PowerSign, about_from)},
};
static const YamlSchema SIGN_SCHEMA = {.name = S_INIT("act under a power"),
	.about = S_INIT("An answer by which somebody acts under a power: work with it goes up only when such a power stands."),
	YAML_FIELDS(SIGN_FIELDS), .size_bytes = sizeof(PowerSign)};

static const YamlField DECISION_FIELDS[] = {
	{.name = S_INIT("pathway"), .about = S_INIT("A kind of work."), .type = YAML_TYPE_CODE, .required = true,
	 .offset = offsetof(PowerDecision, pathway)},
	{.name = S_INIT("about"), .about = S_INIT("What it decides about: its pages name the powers that reach this."),
	 .type = YAML_TYPE_CODE, .required = true, .offset = offsetof(PowerDecision, about)},
};
static const YamlSchema DECISION_SCHEMA = {.name = S_INIT("decision"), .about = S_INIT("What a kind of work decides about."),
	YAML_FIELDS(DECISION_FIELDS), .size_bytes = sizeof(PowerDecision)};

static const YamlField POWERS_FIELDS[] = {
	{.name = S_INIT("kinds"), .about = S_INIT("Every option of the column kind."), .type = YAML_TYPE_STRUCT,
	 .required = true, .members = &KIND_SCHEMA, .least = 1, .most = 30, YAML_LIST_AT(PowersFile, rules.kinds, rules.kind_count)},
	{.name = S_INIT("limits"), .about = S_INIT("Every option of the column limit."), .type = YAML_TYPE_STRUCT,
	 .members = &LIMIT_SCHEMA, .most = 30, YAML_LIST_AT(PowersFile, rules.limits, rules.limit_count)},
	{.name = S_INIT("signs"), .about = S_INIT("Answers by which somebody acts under a power."), .type = YAML_TYPE_STRUCT,
	 .members = &SIGN_SCHEMA, .most = 60, YAML_LIST_AT(PowersFile, rules.signs, rules.sign_count)},
	{.name = S_INIT("decisions"), .about = S_INIT("What kinds of work decide about."), .type = YAML_TYPE_STRUCT,
	 .members = &DECISION_SCHEMA, .most = 60, YAML_LIST_AT(PowersFile, rules.decisions, rules.decision_count)},
	{.name = S_INIT("capacity_pathway"), .about = S_INIT("On which capacity for one decision is assessed."),
	 .type = YAML_TYPE_CODE, .required = true, .offset = offsetof(PowersFile, rules.capacity_pathway)},
	{.name = S_INIT("capacity_decision"), .about = S_INIT("The question there that names the decision."),
	 .type = YAML_TYPE_NAME, .required = true, .offset = offsetof(PowersFile, rules.capacity_decision)},
	{.name = S_INIT("capacity_able"), .about = S_INIT("Its outcome when the person can decide it."), .type = YAML_TYPE_CODE,
	 .required = true, .offset = offsetof(PowersFile, rules.capacity_able)},
	{.name = S_INIT("capacity_unable"), .about = S_INIT("Its outcome when they cannot."), .type = YAML_TYPE_CODE,
	 .required = true, .offset = offsetof(PowersFile, rules.capacity_unable)},
	{.name = S_INIT("capacity_named_in"), .about = S_INIT("The question that gives the reference of such work where somebody "
		"acts under a power."), .type = YAML_TYPE_NAME, .required = true,
	 .offset = offsetof(PowersFile, rules.capacity_named_in)},
};
const YamlSchema PRACTICE_POWERS_SCHEMA = {.name = S_INIT("legal powers"),
	.about = S_INIT("legal-powers.yaml: who may decide for somebody, and about what."),
	YAML_FIELDS(POWERS_FIELDS), .size_bytes = sizeof(PowersFile), .keeps_node = true,
	.node_offset = offsetof(PowersFile, node)};

void practice_read_powers(Practice *practice, const PracticeFile *file, const YamlNode *node, Problems *problems)
{
	(void)file;
	PowersFile *powers = ARENA_NEW(practice->arena, PowersFile);
	if (yaml_read(node, &PRACTICE_POWERS_SCHEMA, powers, practice->arena, problems) == STATUS_OK)
		practice->powers = powers;
}

/* The options of a column of legal_authority; NULL when there is no such column. */
static const OptionList *column_of(const Practice *practice, Str column)
{
	const Question *question = practice_question(practice, S("legal_authority"));
	for (size_t i = 0; question != NULL && i < question->field_count; i++)
		if (str_equal(question->fields[i].id, column))
			return question->fields[i].options;
	return NULL;
}

static const YamlNode *item_node(const Practice *practice, Str list, size_t at, Str member)
{
	const YamlNode *node = yaml_member(practice->powers->node, list);
	return yaml_member(node->items[at], member);
}

static void check_about(const Practice *practice, Str about, const YamlNode *node, Problems *problems)
{
	const OptionList *list = practice_list(practice, S("decision-about"));
	if (list == NULL || option_find(list, about) == NULL)
		practice_fault(problems, node, "%.*s does not stand in lists/decision-about.yaml.", STR_ARG(about));
}

static void check_kinds(const Practice *practice, Problems *problems)
{
	const PowerRules *rules = &practice->powers->rules;
	const OptionList *kinds = column_of(practice, S("kind"));
	const OptionList *limits = column_of(practice, S("limit"));
	for (size_t i = 0; i < rules->kind_count; i++) {
		if (kinds == NULL || option_find(kinds, rules->kinds[i].kind) == NULL)
			practice_fault(problems, item_node(practice, S("kinds"), i, S("kind")),
				"legal_authority knows no kind %.*s.", STR_ARG(rules->kinds[i].kind));
		for (size_t k = 0; k < rules->kinds[i].cover_count; k++)
			check_about(practice, rules->kinds[i].covers[k], item_node(practice, S("kinds"), i, S("covers")), problems);
	}
	for (size_t i = 0; kinds != NULL && i < kinds->count; i++)
		if (power_kind(rules, kinds->options[i].code) == NULL)
			practice_fault(problems, practice->powers->node, "What a power of the kind %.*s reaches is not said.",
				STR_ARG(kinds->options[i].code));
	for (size_t i = 0; i < rules->limit_count; i++) {
		if (limits == NULL || option_find(limits, rules->limits[i].limit) == NULL)
			practice_fault(problems, item_node(practice, S("limits"), i, S("limit")),
				"legal_authority knows no limit %.*s.", STR_ARG(rules->limits[i].limit));
		for (size_t k = 0; k < rules->limits[i].leaves_out_count; k++)
			check_about(practice, rules->limits[i].leaves_out[k], item_node(practice, S("limits"), i, S("leaves_out")), problems);
	}
}

static void check_sign(const Practice *practice, size_t at, Problems *problems)
{
	const PowerRules *rules = &practice->powers->rules;
	const PowerSign *sign = &rules->signs[at];
	const Question *question = practice_question(practice, sign->question);
	if (question == NULL || question->options == NULL || option_find(question->options, sign->option) == NULL)
		practice_fault(problems, item_node(practice, S("signs"), at, S("option")), "%.*s has no option %.*s.",
			STR_ARG(sign->question), STR_ARG(sign->option));
	for (size_t i = 0; i < sign->by_count; i++)
		if (power_kind(rules, sign->by[i]) == NULL)
			practice_fault(problems, item_node(practice, S("signs"), at, S("by")), "There is no kind of power %.*s.",
				STR_ARG(sign->by[i]));
	if (str_is_empty(sign->about) == str_is_empty(sign->about_from))
		practice_fault(problems, yaml_member(practice->powers->node, S("signs"))->items[at],
			"Say what is decided: either about or about_from.");
	else if (!str_is_empty(sign->about))
		check_about(practice, sign->about, item_node(practice, S("signs"), at, S("about")), problems);
	else if (practice_question(practice, sign->about_from) == NULL)
		practice_fault(problems, item_node(practice, S("signs"), at, S("about_from")), "There is no question %.*s.",
			STR_ARG(sign->about_from));
}

static void check_capacity(const Practice *practice, Problems *problems)
{
	const PowerRules *rules = &practice->powers->rules;
	const YamlNode *node = practice->powers->node;
	const Pathway *pathway = practice_pathway(practice, rules->capacity_pathway);
	if (pathway == NULL || !form_asks(pathway->form, rules->capacity_decision))
		practice_fault(problems, yaml_member(node, S("capacity_decision")), "The form of %.*s does not ask %.*s.",
			STR_ARG(rules->capacity_pathway), STR_ARG(rules->capacity_decision));
	if (pathway != NULL && (pathway_outcome(pathway, rules->capacity_able) == NULL
	    || pathway_outcome(pathway, rules->capacity_unable) == NULL))
		practice_fault(problems, yaml_member(node, S("capacity_unable")), "%.*s has not both of these outcomes.",
			STR_ARG(rules->capacity_pathway));
	if (practice_question(practice, rules->capacity_named_in) == NULL)
		practice_fault(problems, yaml_member(node, S("capacity_named_in")), "There is no question %.*s.",
			STR_ARG(rules->capacity_named_in));
}

void practice_link_powers(Practice *practice, Problems *problems)
{
	if (practice->powers == NULL)
		return;
	const PowerRules *rules = &practice->powers->rules;
	check_kinds(practice, problems);
	for (size_t i = 0; i < rules->sign_count; i++)
		check_sign(practice, i, problems);
	for (size_t i = 0; i < rules->decision_count; i++) {
		if (practice_pathway(practice, rules->decisions[i].pathway) == NULL)
			practice_fault(problems, item_node(practice, S("decisions"), i, S("pathway")), "There is no pathway %.*s.",
				STR_ARG(rules->decisions[i].pathway));
		check_about(practice, rules->decisions[i].about, item_node(practice, S("decisions"), i, S("about")), problems);
	}
	check_capacity(practice, problems);
}

const PowerRules *practice_power_rules(const Practice *practice)
{
	return practice->powers == NULL ? NULL : &practice->powers->rules;
}

static bool holds(const Str *codes, size_t count, Str code)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(codes[i], code))
			return true;
	return false;
}

const PowerKind *power_kind(const PowerRules *rules, Str kind)
{
	for (size_t i = 0; i < rules->kind_count; i++)
		if (str_equal(rules->kinds[i].kind, kind))
			return &rules->kinds[i];
	return NULL;
}

bool power_kind_covers(const PowerKind *kind, Str about)
{
	return holds(kind->covers, kind->cover_count, about);
}

bool power_limit_leaves_out(const PowerRules *rules, Str limit, Str about)
{
	for (size_t i = 0; i < rules->limit_count; i++)
		if (str_equal(rules->limits[i].limit, limit))
			return holds(rules->limits[i].leaves_out, rules->limits[i].leaves_out_count, about);
	return false;
}

Str power_decision_about(const PowerRules *rules, Str pathway)
{
	for (size_t i = 0; i < rules->decision_count; i++)
		if (str_equal(rules->decisions[i].pathway, pathway))
			return rules->decisions[i].about;
	return (Str){0};
}

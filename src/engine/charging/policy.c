#include "engine/charging/policy.h"

#define FIELD(key, kind, member, words, low, high) \
	{.name = S_INIT(key), .about = S_INIT(words), .type = (kind), .offset = offsetof(ChargePolicy, member), .least = (low), .most = (high)}

const ChargePolicy CHARGE_POLICY_NONE = {.from = DATE_NONE, .percent_taken = 10000, .source = S_INIT("the regulations alone")};

static const Str ROUNDINGS[] = {S_INIT("half-up"), S_INIT("down")};
static const Str INTERESTS[] = {S_INIT("daily"), S_INIT("quarterly"), S_INIT("simple")};

static const YamlField ITEM_FIELDS[] = {
	{.name = S_INIT("item"), .about = S_INIT("What it is for."), .type = YAML_TYPE_CODE, .required = true,
		.offset = offsetof(PolicyDreItem, item)},
	{.name = S_INIT("most"), .about = S_INIT("Pounds a week that are allowed without asking further."),
		.type = YAML_TYPE_MONEY, .required = true, .offset = offsetof(PolicyDreItem, most), .least = 1, .most = 100000},
};

static const YamlSchema ITEM = {
	.name = S_INIT("disability cost"), .about = S_INIT("One kind of disability-related expenditure."),
	YAML_FIELDS(ITEM_FIELDS), .size_bytes = sizeof(PolicyDreItem),
};

static const YamlField POLICY_FIELDS[] = {
	{.name = S_INIT("from"), .about = S_INIT("The first day of this version."), .type = YAML_TYPE_DATE, .required = true,
		.offset = offsetof(ChargePolicy, from)},
	{.name = S_INIT("source"), .about = S_INIT("Where the council decided it, or that it is an assumption."),
		.type = YAML_TYPE_TEXT, .required = true, .offset = offsetof(ChargePolicy, source)},
	FIELD("guarantee_uplift", YAML_TYPE_MONEY, guarantee_uplift, "Pounds a week above the minimum income guarantee.", 0, 100000),
	FIELD("guarantee_uplift_percent", YAML_TYPE_MONEY, guarantee_uplift_percent,
		"Per cent above the minimum income guarantee.", 0, 10000),
	FIELD("personal_allowance_uplift", YAML_TYPE_MONEY, personal_allowance_uplift,
		"Pounds a week above the personal expenses allowance.", 0, 100000),
	FIELD("percent_taken", YAML_TYPE_MONEY, percent_taken, "Per cent of the income above the guarantee that is taken.", 0, 10000),
	FIELD("minimum_charge", YAML_TYPE_MONEY, minimum_charge, "A weekly charge below it is nil.", 0, 10000),
	FIELD("maximum_charge", YAML_TYPE_MONEY, maximum_charge, "The most a week outside care homes.", 0, 10000000),
	FIELD("capital_limit_lower", YAML_TYPE_MONEY, capital_limit_lower, "Outside care homes, where higher than the law's.",
		0, 1000000000),
	FIELD("capital_limit_upper", YAML_TYPE_MONEY, capital_limit_upper, "Outside care homes, where higher than the law's.",
		0, 1000000000),
	FIELD("dre_standard", YAML_TYPE_MONEY, dre_standard,
		"Disability-related expenditure a week that needs no evidence, for people who get a disability benefit.", 0, 100000),
	{.name = S_INIT("dre_items"), .about = S_INIT("The council's list of disability costs."), .type = YAML_TYPE_STRUCT,
		YAML_LIST_AT(ChargePolicy, dre_items, dre_item_count), .least = 0, .most = POLICY_DRE_ITEMS_MAX, .members = &ITEM},
	FIELD("night_element_ignored", YAML_TYPE_BOOLEAN, night_element_ignored,
		"Whether a higher-rate disability benefit counts as the lower rate when no night care is arranged.", 0, 0),
	FIELD("short_stay_days", YAML_TYPE_INTEGER, short_stay_days,
		"A stay in a home of up to so many days is charged as care at home.", 0, 56),
	FIELD("arrangement_fee", YAML_TYPE_MONEY, arrangement_fee,
		"Pounds a week for somebody who pays in full and whose care at home the council arranges.", 0, 100000),
	{.name = S_INIT("rounding"), .about = S_INIT("How a fraction of a penny of a charge is rounded."),
		.type = YAML_TYPE_CHOICE, .offset = offsetof(ChargePolicy, rounding), YAML_CODES(ROUNDINGS)},
	FIELD("deferred_set_up_fee", YAML_TYPE_MONEY, deferred_set_up_fee, "For a deferred payment agreement, once.", 0, 1000000),
	FIELD("deferred_yearly_fee", YAML_TYPE_MONEY, deferred_yearly_fee, "For a deferred payment agreement, a year.", 0, 1000000),
	{.name = S_INIT("deferred_interest"), .about = S_INIT("When interest on a deferred payment joins the debt."),
		.type = YAML_TYPE_CHOICE, .offset = offsetof(ChargePolicy, deferred_interest), YAML_CODES(INTERESTS)},
	FIELD("deferred_margin", YAML_TYPE_MONEY, deferred_margin,
		"Points by which the council's interest is below the most that regulations allow.", 0, 1000),
};

static Status check_policy(const YamlNode *node, const void *filled, Problems *problems)
{
	const ChargePolicy *policy = filled;
	if (policy->capital_limit_lower > 0 && policy->capital_limit_upper > 0
	    && policy->capital_limit_lower > policy->capital_limit_upper)
		return problems_add_format(problems, yaml_place(node),
			"capital_limit_lower is above capital_limit_upper: expected it at or below.");
	return STATUS_OK;
}

const YamlSchema CHARGE_POLICY_SCHEMA = {
	.name = S_INIT("charging policy"),
	.about = S_INIT("charging.yaml is a list of these, by first day: what a council charges where the regulations leave it a "
		"choice. An absent value is the law's own."),
	YAML_FIELDS(POLICY_FIELDS), .size_bytes = sizeof(ChargePolicy), .initial = &CHARGE_POLICY_NONE,
	.validate = check_policy,
};

Status policies_load(Arena *arena, Str file, Str text, Problems *problems, ChargePolicies *out)
{
	const YamlNode *node = NULL;
	const void *items = NULL;
	size_t count = 0;
	Status status = yaml_parse(arena, file, text, problems, &node);
	if (status == STATUS_OK)
		status = yaml_read_list(node, &CHARGE_POLICY_SCHEMA, &items, &count, arena, problems);
	if (status != STATUS_OK)
		return status;
	*out = (ChargePolicies){.versions = items, .count = count};
	for (size_t i = 1; i < count; i++)
		if (out->versions[i].from <= out->versions[i - 1].from)
			status = problems_add_format(problems, (Problem){.file = file, .field = S("from")},
				"The versions of a charging policy stand in the order of their first days, each day once.");
	return status;
}

const ChargePolicy *policies_on(const ChargePolicies *policies, Date day)
{
	const ChargePolicy *best = &CHARGE_POLICY_NONE;
	for (size_t i = 0; i < policies->count; i++)
		if (day == DATE_NONE || policies->versions[i].from <= day)
			best = &policies->versions[i];
	return best;
}

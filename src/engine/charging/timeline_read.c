/* The facts of a timeline as JSON. */
#include "engine/charging/case_read.h"
#include "engine/charging/timeline.h"

typedef enum FactShape { SHAPE_SETTING, SHAPE_AGE, SHAPE_HOUSEHOLD, SHAPE_CHILDREN, SHAPE_PREMIUM, SHAPE_INCOME, SHAPE_CAPITAL,
	SHAPE_PROPERTY, SHAPE_MONEY, SHAPE_FREE, SHAPE_TRUTH } FactShape;

static const struct { Str word; TimelineFactKind kind; FactShape shape; } FACTS[] = {
	{S_INIT("setting"), FACT_SETTING, SHAPE_SETTING}, {S_INIT("age_group"), FACT_AGE_GROUP, SHAPE_AGE},
	{S_INIT("partner_age_group"), FACT_PARTNER_AGE_GROUP, SHAPE_AGE}, {S_INIT("household"), FACT_HOUSEHOLD, SHAPE_HOUSEHOLD},
	{S_INIT("children"), FACT_CHILDREN, SHAPE_CHILDREN}, {S_INIT("premium"), FACT_PREMIUM, SHAPE_PREMIUM},
	{S_INIT("income"), FACT_INCOME, SHAPE_INCOME}, {S_INIT("capital"), FACT_CAPITAL, SHAPE_MONEY},
	{S_INIT("capital_item"), FACT_CAPITAL_ITEM, SHAPE_CAPITAL}, {S_INIT("property"), FACT_PROPERTY, SHAPE_PROPERTY},
	{S_INIT("notional_capital"), FACT_NOTIONAL_CAPITAL, SHAPE_MONEY}, {S_INIT("housing_costs"), FACT_HOUSING_COSTS, SHAPE_MONEY},
	{S_INIT("dre"), FACT_DRE, SHAPE_MONEY}, {S_INIT("local_extras"), FACT_LOCAL_EXTRAS, SHAPE_MONEY},
	{S_INIT("pea_extra"), FACT_PEA_EXTRA, SHAPE_MONEY}, {S_INIT("care_cost"), FACT_CARE_COST, SHAPE_MONEY},
	{S_INIT("mig"), FACT_MIG, SHAPE_MONEY}, {S_INIT("pea"), FACT_PEA, SHAPE_MONEY},
	{S_INIT("free_service"), FACT_FREE_SERVICE, SHAPE_FREE}, {S_INIT("disclosed"), FACT_DISCLOSED, SHAPE_TRUTH},
	{S_INIT("night_care"), FACT_NIGHT_CARE, SHAPE_TRUTH}, {S_INIT("provisional"), FACT_PROVISIONAL, SHAPE_TRUTH},
};

static Status read_setting(const JsonNode *value, Problems *problems, TimelineFact *fact)
{
	static const int SETTINGS[] = {[CHARGE_COMMUNITY] = TIMELINE_COMMUNITY, [CHARGE_CARE_HOME] = TIMELINE_CARE_HOME,
		[CHARGE_CARE_HOME_TEMPORARY] = TIMELINE_CARE_HOME_TEMPORARY};
	ChargeSetting setting = CHARGE_COMMUNITY;
	if (str_equal(json_text(value), S("none")) || str_equal(json_text(value), S("hospital"))) {
		fact->number = str_equal(json_text(value), S("none")) ? TIMELINE_NO_CARE : TIMELINE_HOSPITAL;
		return STATUS_OK;
	}
	if (case_read_setting(value, S("value"), problems, &setting) != STATUS_OK)
		return STATUS_INVALID;
	fact->number = SETTINGS[setting];
	return STATUS_OK;
}

static Status read_premium(const JsonNode *value, Problems *problems, TimelineFact *fact)
{
	fact->name = json_text(value);
	if (str_equal(fact->name, S("disability")) || str_equal(fact->name, S("enhanced_disability"))
	    || str_equal(fact->name, S("carer")))
		return STATUS_OK;
	return case_refuse(value, S("value"), "disability, enhanced_disability or carer", problems);
}

static Status read_property(const JsonNode *object, Problems *problems, TimelineFact *fact)
{
	ChargeAmount secured = {0};
	fact->capital = (ChargeCapital){.owners = 1, .since = DATE_NONE};
	if (case_read_needed(object, S("amount"), problems, &fact->capital.amount) != STATUS_OK
	    || case_read_amount(object, S("secured"), problems, &secured) != STATUS_OK
	    || json_read_integer(object, S("owners"), JSON_OPTIONAL, 1, CHARGE_OWNERS_MAX, problems, &fact->capital.owners)
		!= STATUS_OK
	    || json_read_truth(object, S("relative"), JSON_OPTIONAL, problems, &fact->truth) != STATUS_OK)
		return STATUS_INVALID;
	fact->capital.secured = secured.pence;
	return STATUS_OK;
}

static Status read_word(const JsonNode *value, FactShape shape, Problems *problems, TimelineFact *fact)
{
	ChargeAge age = CHARGE_AGE_UNKNOWN;
	ChargeHousehold household = CHARGE_HOUSEHOLD_UNKNOWN;
	ChargeFree service = CHARGE_NOT_FREE;
	Status status = STATUS_OK;
	if (value == NULL || value->kind == JSON_NULL)
		return case_refuse(value, S("value"), "a value", problems);
	if (shape == SHAPE_AGE) {
		status = case_read_age(value, S("value"), problems, &age);
		fact->number = age;
	} else if (shape == SHAPE_HOUSEHOLD) {
		status = case_read_household(value, S("value"), problems, &household);
		fact->number = household;
	} else if (shape == SHAPE_FREE) {
		status = case_read_free(value, S("value"), problems, &service);
		fact->number = service;
	} else if (shape == SHAPE_PREMIUM) {
		status = read_premium(value, problems, fact);
	} else {
		status = read_setting(value, problems, fact);
	}
	return status;
}

static Status read_content(const JsonNode *object, FactShape shape, Problems *problems, TimelineFact *fact)
{
	Status status = STATUS_OK;
	switch (shape) {
	case SHAPE_INCOME:
		status = case_read_income(object, S("income"), problems, &fact->income);
		fact->name = fact->income.kind;
		return status;
	case SHAPE_CAPITAL:
		status = case_read_capital(object, S("capital_item"), problems, &fact->capital);
		fact->name = fact->capital.kind;
		if (fact->capital.since == DATE_NONE)
			fact->capital.since = fact->from;
		return status;
	case SHAPE_PROPERTY:
		return read_property(object, problems, fact);
	case SHAPE_MONEY:
		return case_read_needed(object, S("value"), problems, &fact->pence);
	case SHAPE_CHILDREN:
		return json_read_integer(object, S("value"), JSON_REQUIRED, 0, CHARGE_CHILDREN_MAX, problems, &fact->number);
	case SHAPE_TRUTH:
		return json_read_truth(object, S("value"), JSON_REQUIRED, problems, &fact->truth);
	case SHAPE_SETTING:
	case SHAPE_AGE:
	case SHAPE_HOUSEHOLD:
	case SHAPE_PREMIUM:
	case SHAPE_FREE:
		break;
	}
	return read_word(json_member(object, S("value")), shape, problems, fact);
}

static Status read_fact(const JsonNode *object, Problems *problems, TimelineFact *fact)
{
	*fact = (TimelineFact){.from = DATE_NONE, .to = DATE_NONE, .recorded = DATE_NONE};
	if (object->kind != JSON_OBJECT)
		return case_refuse(object, S("facts"), "an object for each fact", problems);
	if (json_read_date(object, S("from"), JSON_REQUIRED, problems, &fact->from) != STATUS_OK
	    || json_read_date(object, S("to"), JSON_OPTIONAL, problems, &fact->to) != STATUS_OK
	    || json_read_date(object, S("recorded"), JSON_OPTIONAL, problems, &fact->recorded) != STATUS_OK)
		return STATUS_INVALID;
	if (fact->to != DATE_NONE && fact->to < fact->from)
		return case_refuse(json_member(object, S("to")), S("to"), "a day not before from", problems);
	Str word = json_text(json_member(object, S("fact")));
	for (size_t i = 0; i < sizeof FACTS / sizeof FACTS[0]; i++)
		if (str_equal(word, FACTS[i].word)) {
			fact->kind = FACTS[i].kind;
			return read_content(object, FACTS[i].shape, problems, fact);
		}
	return case_refuse(json_member(object, S("fact")), S("fact"),
		"a fact: setting, age_group, household, income, capital, property, dre … (docs/charging.md lists them)", problems);
}

Status timeline_read(Arena *arena, const JsonNode *object, Problems *problems, TimelineCase *out)
{
	const JsonNode *facts = NULL;
	*out = (TimelineCase){.from = DATE_NONE, .to = DATE_NONE, .before = DATE_NONE};
	if (json_read_date(object, S("from"), JSON_REQUIRED, problems, &out->from) != STATUS_OK
	    || json_read_date(object, S("to"), JSON_REQUIRED, problems, &out->to) != STATUS_OK
	    || json_read_date(object, S("before"), JSON_OPTIONAL, problems, &out->before) != STATUS_OK
	    || json_read_array(object, S("facts"), JSON_REQUIRED, problems, &facts) != STATUS_OK)
		return STATUS_INVALID;
	if (out->to < out->from)
		return case_refuse(json_member(object, S("to")), S("to"), "a day not before from", problems);
	if (facts->count == 0 || facts->count > TIMELINE_FACTS_MAX)
		return case_refuse(facts, S("facts"), "1 to 400 facts", problems);
	out->facts = ARENA_ARRAY(arena, TimelineFact, facts->count);
	out->fact_count = facts->count;
	Status status = STATUS_OK;
	for (size_t i = 0; i < facts->count; i++)
		if (read_fact(&facts->items[i], problems, &out->facts[i]) != STATUS_OK)
			status = STATUS_INVALID;
	return status;
}

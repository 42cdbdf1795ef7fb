#include "care/carers/carers.h"

#include "base/json.h"

static const JsonNode *rows_of(Care *care, Str question, Str stored)
{
	const JsonNode *rows = NULL;
	Problems unread = problems_make(care->arena);
	if (str_is_empty(stored) || json_parse(care->arena, question, 1, stored, &unread, &rows) != STATUS_OK
	    || rows->kind != JSON_ARRAY)
		return NULL;
	return rows;
}

static Str cell(const JsonNode *row, const char *column)
{
	return str_trim(json_text(json_member(row, str_from_c(column))));
}

/* The words of an option that was chosen, small. */
static Str chosen(Care *care, const Question *question, const JsonNode *row, const char *column)
{
	Str code = cell(row, column);
	for (size_t i = 0; i < question->field_count; i++) {
		if (!str_equal(question->fields[i].id, str_from_c(column)) || question->fields[i].options == NULL)
			continue;
		const Option *option = option_find(question->fields[i].options, code);
		return option == NULL ? code : str_lower_ascii(care->arena, option->worker);
	}
	return code;
}

static Str can_words(Care *care, const Question *question, const JsonNode *row)
{
	Str parts[3] = {0};
	size_t count = 0;
	Str how_long = chosen(care, question, row, "can_do");
	if (!str_is_empty(how_long))
		parts[count++] = how_long;
	if (str_equal(cell(row, "has_key"), S("yes")))
		parts[count++] = S("has a key");
	if (str_equal(cell(row, "asked"), S("yes")))
		parts[count++] = S("has said yes");
	else if (str_equal(cell(row, "asked"), S("no")))
		parts[count++] = S("has not been asked yet");
	return str_join(care->arena, parts, count, S(", "));
}

static void read_people(Care *care, const Question *question, Str stored, CarersPlan *plan)
{
	const JsonNode *rows = rows_of(care, question->id, stored);
	for (size_t i = 0; rows != NULL && i < rows->count && plan->count < CARERS_PEOPLE_MAX; i++) {
		Str name = cell(&rows->items[i], "person");
		if (!str_is_empty(name))
			plan->people[plan->count++] = (CarersStandIn){.name = name, .phone = cell(&rows->items[i], "phone"),
				.can = can_words(care, question, &rows->items[i])};
	}
}

/* false when there is nothing that may be shown. */
static bool read_plan(Care *care, const Relation *relation, const Facts *facts, CarersPlan *plan)
{
	const Question *question = practice_question(care->practice, S("plan_b_people"));
	const Fact *people = facts_find(facts, S("plan_b_people"));
	if (question == NULL || people == NULL || !str_equal(facts_value(facts, S("plan_b_share")), S("yes")))
		return false;
	*plan = (CarersPlan){.carer_name = relation->other_name, .relation = relation->label,
		.first_day = facts_value(facts, S("plan_b_needs")), .checked_on = instant_london_date(people->recorded_at)};
	plan->is_old = answer_is_stale(question, plan->checked_on, care_today(care));
	read_people(care, question, people->value, plan);
	return plan->count > 0;
}

static bool is_seen_already(const Relation *relations, size_t before)
{
	for (size_t i = 0; i < before; i++)
		if (relations[i].informal_carer && str_equal(relations[i].other, relations[before].other))
			return true;
	return false;
}

Status carers_plans(Care *care, Str person, CarersPlan **out, size_t *count)
{
	Relation *relations = NULL;
	size_t relation_count = 0;
	Status status = person_relations(care, person, &relations, &relation_count);
	*count = 0;
	*out = ARENA_ARRAY(care->arena, CarersPlan, relation_count + 1);
	for (size_t i = 0; status == STATUS_OK && i < relation_count; i++) {
		Facts facts = {0};
		if (!relations[i].informal_carer || relations[i].other_how != PERSON_OPEN || is_seen_already(relations, i))
			continue;
		status = person_facts(care, relations[i].other, &facts);
		if (status == STATUS_OK && read_plan(care, &relations[i], &facts, &(*out)[*count]))
			(*count)++;
	}
	return status;
}

size_t carers_named(Care *care, const Facts *facts, Str *out, size_t most)
{
	const JsonNode *rows = rows_of(care, S("care_for"), facts_value(facts, S("care_for")));
	size_t count = 0;
	for (size_t i = 0; rows != NULL && i < rows->count && count < most; i++) {
		Str name = cell(&rows->items[i], "person");
		if (!str_is_empty(name))
			out[count++] = name;
	}
	return count;
}

#include "engine/charging/cases.h"

#include <assert.h>

#include "base/nearest.h"
#include "engine/charging/case_read.h"

typedef struct CaseKind {
	Str kind;
	Status (*answer)(CaseRun *run);
} CaseKind;

void case_value_money(CaseRun *run, Str key, Pence pence)
{
	assert(run->answer->count < CASE_VALUES_MAX);
	run->answer->values[run->answer->count++] = (CaseValue){.key = key, .kind = CASE_MONEY, .pence = pence};
}

void case_value_truth(CaseRun *run, Str key, bool truth)
{
	assert(run->answer->count < CASE_VALUES_MAX);
	run->answer->values[run->answer->count++] = (CaseValue){.key = key, .kind = CASE_TRUTH, .truth = truth};
}

void case_value_nothing(CaseRun *run, Str key)
{
	assert(run->answer->count < CASE_VALUES_MAX);
	run->answer->values[run->answer->count++] = (CaseValue){.key = key, .kind = CASE_NOTHING};
}

/* The version in force on the day of the case, or on the first day of its one financial year; the newest when the case
 * says neither. */
const ChargePolicy *case_policy(const ChargeRules *rules, const ChargeCase *person)
{
	Date day = person->on;
	if (day == DATE_NONE && person->years.first == person->years.last)
		day = charge_year_begins(person->years.first);
	return policies_on(&rules->policies, day);
}

static Status answer_contribution(CaseRun *run)
{
	ChargeCase person;
	ChargeResult *result = &run->answer->charge;
	if (case_read(run->arena, run->object, run->problems, &person) != STATUS_OK)
		return STATUS_INVALID;
	if (charge_compute(run->arena, run->rules->rates, case_policy(run->rules, &person), &person, run->problems, result)
	    != STATUS_OK)
		return STATUS_INVALID;
	if (person.incomes == NULL && !result->is_full_cost && !result->is_free) {
		result->lacks[result->lack_count++] = S("income");
		result->is_provisional = true;
	}
	if (result->is_known)
		case_value_money(run, S("weekly_contribution"), result->weekly_contribution);
	else
		case_value_nothing(run, S("weekly_contribution"));
	if (result->tariff_applies)
		case_value_money(run, S("tariff_income"), result->tariff_income);
	else
		case_value_nothing(run, S("tariff_income"));
	if (!result->is_full_cost && !result->is_free) {
		case_value_money(run, S("total_income"), result->total_income);
		case_value_money(run, S("total_allowances"), result->total_allowances);
		case_value_money(run, S("assessable_income"), result->assessable_income);
		case_value_money(run, S("guarantee"), result->guarantee);
	}
	if (result->has_council_pays)
		case_value_money(run, S("council_pays"), result->council_pays);
	if (result->top_up > 0)
		case_value_money(run, S("top_up"), result->top_up);
	if (result->arrangement_fee > 0)
		case_value_money(run, S("arrangement_fee"), result->arrangement_fee);
	case_value_truth(run, S("full_cost"), result->is_full_cost);
	case_value_truth(run, S("above_upper_limit"), result->above_upper_limit);
	return STATUS_OK;
}

static const CaseKind KINDS[] = {
	{S_INIT("contribution"), answer_contribution},
	{S_INIT("tariff"), case_tariff},
	{S_INIT("joint_capital"), case_joint_capital},
	{S_INIT("dpa_equity_limit"), case_equity_limit},
	{S_INIT("dp_monthly"), case_direct_payment},
	{S_INIT("annual_budget"), case_annual_budget},
	{S_INIT("couple_affordability"), case_couple},
	{S_INIT("cap_at_cost"), case_cap_at_cost},
	{S_INIT("components"), case_components},
	{S_INIT("provisional_care_home"), case_provisional},
	{S_INIT("timeline"), case_timeline},
	{S_INIT("deferred_payment"), case_deferred},
};

enum { KIND_COUNT = sizeof KINDS / sizeof KINDS[0] };

static const CaseKind *find_kind(const JsonNode *object, Problems *problems)
{
	const JsonNode *node = json_member(object, S("kind"));
	Str names[KIND_COUNT];
	for (size_t i = 0; i < KIND_COUNT; i++) {
		names[i] = KINDS[i].kind;
		if (str_equal(json_text(node), KINDS[i].kind))
			return &KINDS[i];
	}
	Str near = nearest_name(json_text(node), names, KIND_COUNT);
	Problem place = json_place(node == NULL ? object : node);
	place.field = S("kind");
	Str text = json_text(node);
	(void)problems_add_format(problems, place, "No kind of case is called \"%.*s\"%s%.*s; kith charge --help lists them.",
		STR_ARG(text), str_is_empty(near) ? "" : ": did you mean ", STR_ARG(near));
	return NULL;
}

/* Every field that some kind reads, in the order of the alphabet: what else stands in a case is said to be unread. */
static const Str FIELDS[] = {
	S_INIT("adequate_security"), S_INIT("age_group"), S_INIT("assessed_max_contribution"), S_INIT("before"),
	S_INIT("benefit_personal_allowance"), S_INIT("capital"), S_INIT("capital_items"), S_INIT("capital_joint"),
	S_INIT("capital_lower"), S_INIT("capital_upper"), S_INIT("care_cost"), S_INIT("carer_premium"), S_INIT("children"),
	S_INIT("compounding"), S_INIT("council_tax_after_support"), S_INIT("couple_personal_allowance"),
	S_INIT("days_in_month"), S_INIT("disability_premium"), S_INIT("disclosed"), S_INIT("disposable_income_allowance"),
	S_INIT("disregards"), S_INIT("dre"), S_INIT("dre_items"), S_INIT("encumbrances"), S_INIT("enhanced_disability_premium"),
	S_INIT("equipment_cost"), S_INIT("facts"), S_INIT("free_service"), S_INIT("free_service_days"), S_INIT("from"),
	S_INIT("ground_rent"), S_INIT("household"), S_INIT("housing_benefit"), S_INIT("housing_costs"), S_INIT("income"),
	S_INIT("interest_rate"), S_INIT("light_touch"), S_INIT("local_extras"), S_INIT("max_contribution"),
	S_INIT("maximum_charge"), S_INIT("mig"), S_INIT("minimum_charge"), S_INIT("mortgage"), S_INIT("nhs_funded_nursing"),
	S_INIT("night_care"), S_INIT("notional_capital"), S_INIT("on"), S_INIT("one_off"), S_INIT("opening"), S_INIT("owners"),
	S_INIT("partner_age_group"), S_INIT("partner_housing_share"), S_INIT("partner_income"), S_INIT("pea"),
	S_INIT("pea_extra"), S_INIT("percent_of_disposable"), S_INIT("personal_budget"), S_INIT("premiums"),
	S_INIT("property_disregarded"), S_INIT("property_value"), S_INIT("provisional"), S_INIT("rent"),
	S_INIT("service_charge"), S_INIT("service_user_mig"), S_INIT("set_up_fee"), S_INIT("setting"), S_INIT("stay_days"),
	S_INIT("to"), S_INIT("weekly_budget"), S_INIT("weekly_client_contribution"), S_INIT("weekly_deferred"),
	S_INIT("weekly_gross"), S_INIT("weekly_income"), S_INIT("weeks"), S_INIT("year"), S_INIT("yearly_fee"),
};

/* What a case may carry for its readers, beside notes on a field (capital_note). */
static const Str FOR_READERS[] = {
	S_INIT("agrees"), S_INIT("expected"), S_INIT("id"), S_INIT("jurisdiction"), S_INIT("kind"), S_INIT("note"),
	S_INIT("published"), S_INIT("recomputed"), S_INIT("rule_tariff"), S_INIT("source"), S_INIT("source_type"),
	S_INIT("working"),
};

static bool is_among(Str name, const Str *names, size_t count)
{
	size_t low = 0;
	while (low < count) {
		size_t middle = low + (count - low) / 2;
		int order = str_compare(names[middle], name);
		if (order == 0)
			return true;
		if (order < 0)
			low = middle + 1;
		else
			count = middle;
	}
	return false;
}

static bool is_known_field(Str name)
{
	return str_ends_with(name, S("_note")) || is_among(name, FIELDS, sizeof FIELDS / sizeof FIELDS[0])
		|| is_among(name, FOR_READERS, sizeof FOR_READERS / sizeof FOR_READERS[0]);
}

static void write_unread(JsonWriter *writer, const JsonNode *object)
{
	bool any = false;
	for (size_t i = 0; i < object->count; i++) {
		if (is_known_field(object->members[i].key))
			continue;
		if (!any) {
			json_write_key(writer, S("not_read"));
			json_write_array_begin(writer);
		}
		any = true;
		json_write_text(writer, object->members[i].key);
	}
	if (any)
		json_write_array_end(writer);
}

static void write_rate(JsonWriter *writer, const ChargeLine *line)
{
	json_write_key(writer, S("rate"));
	json_write_object_begin(writer);
	json_write_member_text(writer, S("name"), line->rate);
	json_write_member_text(writer, S("year"), line->row->year);
	json_write_member_money(writer, S("amount"), line->row->amount);
	json_write_member_text(writer, S("source"), line->row->source);
	json_write_object_end(writer);
}

void case_write_lines(JsonWriter *writer, Arena *arena, const ChargeLines *lines)
{
	json_write_key(writer, S("lines"));
	json_write_array_begin(writer);
	for (size_t i = 0; i < lines->count; i++) {
		const ChargeLine *line = &lines->items[i];
		json_write_object_begin(writer);
		json_write_member_text(writer, S("label"), line->label);
		json_write_member_money(writer, S("amount"), line->amount);
		json_write_member_truth(writer, S("adds"), line->adds);
		json_write_member_text(writer, S("rule"), line->rule);
		if (line->row != NULL)
			write_rate(writer, line);
		Str working = charge_line_working(arena, line);
		if (!str_is_empty(working))
			json_write_member_text(writer, S("working"), working);
		json_write_object_end(writer);
	}
	json_write_array_end(writer);
}

void case_write_checks(JsonWriter *writer, const ChargeResult *charge)
{
	json_write_member_truth(writer, S("provisional"), charge->is_provisional);
	if (charge->lack_count > 0) {
		json_write_key(writer, S("lacks"));
		json_write_array_begin(writer);
		for (size_t i = 0; i < charge->lack_count; i++)
			json_write_text(writer, charge->lacks[i]);
		json_write_array_end(writer);
	}
	json_write_key(writer, S("checks"));
	json_write_array_begin(writer);
	for (size_t i = 0; i < charge->check_count; i++) {
		json_write_object_begin(writer);
		json_write_member_text(writer, S("check"), charge->checks[i].check);
		json_write_member_truth(writer, S("holds"), charge->checks[i].holds);
		json_write_member_text(writer, S("words"), charge->checks[i].words);
		json_write_object_end(writer);
	}
	json_write_array_end(writer);
}

static void write_result(JsonWriter *writer, Arena *arena, const CaseAnswer *answer)
{
	json_write_key(writer, S("result"));
	json_write_object_begin(writer);
	if (answer->timeline != NULL)
		case_timeline_write_result(writer, arena, answer->timeline);
	if (answer->deferred != NULL)
		case_deferred_write_result(writer, arena, answer->deferred);
	for (size_t i = 0; i < answer->count; i++) {
		const CaseValue *value = &answer->values[i];
		json_write_key(writer, value->key);
		if (value->kind == CASE_MONEY)
			json_write_money(writer, value->pence);
		else if (value->kind == CASE_TRUTH)
			json_write_truth(writer, value->truth);
		else
			json_write_null(writer);
	}
	json_write_object_end(writer);
}

static void write_id(JsonWriter *writer, const JsonNode *object)
{
	const JsonNode *id = json_member(object, S("id"));
	json_write_key(writer, S("id"));
	if (id != NULL && (id->kind == JSON_TEXT || id->kind == JSON_NUMBER))
		json_write_node(writer, id);
	else
		json_write_null(writer);
}

static void write_answer(const CaseRun *run, Buffer *out)
{
	JsonWriter writer = json_writer_make(out);
	json_write_object_begin(&writer);
	write_id(&writer, run->object);
	json_write_member_text(&writer, S("kind"), json_text(json_member(run->object, S("kind"))));
	write_result(&writer, run->arena, run->answer);
	case_write_lines(&writer, run->arena, &run->answer->charge.lines);
	case_write_checks(&writer, &run->answer->charge);
	if (run->answer->timeline != NULL)
		case_timeline_write_parts(&writer, run->arena, run->answer->timeline);
	write_unread(&writer, run->object);
	json_write_object_end(&writer);
	buffer_add_character(out, '\n');
}

static void write_error(const JsonNode *object, const Problem *problem, uint32_t line, Buffer *out)
{
	JsonWriter writer = json_writer_make(out);
	json_write_object_begin(&writer);
	write_id(&writer, object);
	json_write_key(&writer, S("error"));
	json_write_object_begin(&writer);
	json_write_member_integer(&writer, S("line"), problem->line == 0 ? line : problem->line);
	json_write_member_text(&writer, S("field"), problem->field);
	json_write_member_text(&writer, S("message"), problem->message);
	json_write_object_end(&writer);
	json_write_object_end(&writer);
	buffer_add_character(out, '\n');
}

/* Each field of the input by name, so that a message outside the tree has its line too. */
static void place_problems(Problems *problems, Str file, uint32_t line)
{
	for (size_t i = 0; i < problems->count; i++) {
		if (problems->items[i].line == 0)
			problems->items[i].line = line;
		if (str_is_empty(problems->items[i].file))
			problems->items[i].file = file;
	}
}

Status cases_answer(const ChargeRules *rules, Arena *arena, Str file, uint32_t line, Str text, Problems *problems, Buffer *out)
{
	CaseAnswer *answer = ARENA_NEW(arena, CaseAnswer);
	Problems own = problems_make(arena);
	CaseRun run = {.rules = rules, .arena = arena, .problems = &own, .answer = answer};
	const JsonNode *object = NULL;
	Status status = text.length > CASE_LINE_BYTES_MAX
		? problems_add(&own, (Problem){.message = S("A case is at most 1 MiB long.")})
		: json_parse(arena, file, line, text, &own, &object);
	if (status == STATUS_OK && (object == NULL || object->kind != JSON_OBJECT))
		status = case_refuse(object, (Str){0}, "an object for each case", &own);
	if (status == STATUS_OK && object != NULL) {
		run.object = object;
		const CaseKind *kind = find_kind(object, &own);
		status = kind == NULL ? STATUS_INVALID : kind->answer(&run);
	}
	if (status == STATUS_OK && run.object != NULL) {
		write_answer(&run, out);
		return STATUS_OK;
	}
	assert(problems_any(&own));
	place_problems(&own, file, line);
	write_error(object, &own.items[0], line, out);
	for (size_t i = 0; i < own.count; i++)
		(void)problems_add(problems, own.items[i]);
	return STATUS_INVALID;
}

/* The answer to a deferred payment: who may have it, how far it goes, and its statement by half-year. */
#include "engine/charging/case_read.h"
#include "engine/charging/cases.h"
#include "engine/charging/deferred.h"

static Status read_compounding(const JsonNode *object, const ChargePolicy *policy, Problems *problems, PolicyInterest *out)
{
	static const Str WORDS[] = {[POLICY_INTEREST_DAILY] = S_INIT("daily"), [POLICY_INTEREST_QUARTERLY] = S_INIT("quarterly"),
		[POLICY_INTEREST_SIMPLE] = S_INIT("simple")};
	const JsonNode *node = json_member(object, S("compounding"));
	*out = policy->deferred_interest;
	if (node == NULL || node->kind == JSON_NULL)
		return STATUS_OK;
	for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++)
		if (str_equal(json_text(node), WORDS[i])) {
			*out = (PolicyInterest)i;
			return STATUS_OK;
		}
	return case_refuse(node, S("compounding"), "daily, quarterly or simple", problems);
}

static Status check_bounds(const JsonNode *object, const DeferredCase *person, Problems *problems)
{
	const struct { Str key; Pence pence; } amounts[] = {{S("property_value"), person->property_value},
		{S("opening"), person->opening}, {S("care_cost"), person->weekly_cost}, {S("weekly_deferred"), person->weekly_deferred.pence},
		{S("set_up_fee"), person->set_up_fee}, {S("yearly_fee"), person->yearly_fee}};
	for (size_t i = 0; i < sizeof amounts / sizeof amounts[0]; i++)
		if (amounts[i].pence > DEFERRED_PENCE_MAX)
			return case_refuse(json_member(object, amounts[i].key), amounts[i].key, "at most ten million pounds", problems);
	if (person->interest_rate.pence > DEFERRED_RATE_MAX)
		return case_refuse(json_member(object, S("interest_rate")), S("interest_rate"), "at most 20 per cent a year", problems);
	if (person->to < person->from || person->to - person->from >= DEFERRED_DAYS_MAX)
		return case_refuse(json_member(object, S("to")), S("to"), "a day from the first on, at most fifty years later", problems);
	return STATUS_OK;
}

static Status read_money(CaseRun *run, DeferredCase *person)
{
	ChargeAmount plain[8] = {0};
	const struct { Str key; ChargeAmount *amount; } fields[] = {
		{S("encumbrances"), &plain[0]}, {S("capital"), &plain[1]}, {S("care_cost"), &plain[2]}, {S("weekly_income"), &plain[3]},
		{S("opening"), &plain[4]}, {S("set_up_fee"), &plain[5]}, {S("yearly_fee"), &plain[6]},
		{S("disposable_income_allowance"), &person->allowance}, {S("weekly_deferred"), &person->weekly_deferred},
		{S("interest_rate"), &person->interest_rate},
	};
	if (case_read_needed(run->object, S("property_value"), run->problems, &person->property_value) != STATUS_OK)
		return STATUS_INVALID;
	for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
		if (case_read_amount(run->object, fields[i].key, run->problems, fields[i].amount) != STATUS_OK)
			return STATUS_INVALID;
	person->prior_charges = plain[0].pence;
	person->other_capital = plain[1].pence;
	person->weekly_cost = plain[2].pence;
	person->weekly_income = plain[3].pence;
	person->opening = plain[4].pence;
	if (plain[5].given)
		person->set_up_fee = plain[5].pence;
	if (plain[6].given)
		person->yearly_fee = plain[6].pence;
	return STATUS_OK;
}

static Status read_deferred(CaseRun *run, DeferredCase *person, const ChargePolicy **policy)
{
	bool adequate = true;
	*person = (DeferredCase){.from = DATE_NONE, .to = DATE_NONE};
	if (json_read_date(run->object, S("from"), JSON_REQUIRED, run->problems, &person->from) != STATUS_OK
	    || json_read_date(run->object, S("to"), JSON_REQUIRED, run->problems, &person->to) != STATUS_OK
	    || json_read_truth(run->object, S("property_disregarded"), JSON_OPTIONAL, run->problems,
		&person->property_disregarded) != STATUS_OK
	    || json_read_truth(run->object, S("adequate_security"), JSON_OPTIONAL, run->problems, &adequate) != STATUS_OK)
		return STATUS_INVALID;
	person->security_inadequate = !adequate;
	*policy = policies_on(&run->rules->policies, person->from);
	person->set_up_fee = (*policy)->deferred_set_up_fee;
	person->yearly_fee = (*policy)->deferred_yearly_fee;
	if (read_money(run, person) != STATUS_OK
	    || read_compounding(run->object, *policy, run->problems, &person->compounding) != STATUS_OK)
		return STATUS_INVALID;
	return check_bounds(run->object, person, run->problems);
}

static void write_date(JsonWriter *writer, Arena *arena, Str key, Date day)
{
	json_write_key(writer, key);
	if (day == DATE_NONE)
		json_write_null(writer);
	else
		json_write_text(writer, date_format(arena, day));
}

void case_deferred_write_result(JsonWriter *writer, Arena *arena, const DeferredResult *result)
{
	json_write_member_truth(writer, S("eligible"), result->is_eligible);
	json_write_member_money(writer, S("equity_limit"), result->equity_limit);
	json_write_member_money(writer, S("review_at"), result->review_at);
	json_write_member_money(writer, S("weekly_from_income"), result->weekly_from_income);
	json_write_member_money(writer, S("weekly_deferred"), result->weekly_deferred);
	json_write_member_money(writer, S("total_deferred"), result->total_deferred);
	json_write_member_money(writer, S("total_interest"), result->total_interest);
	json_write_member_money(writer, S("balance"), result->balance);
	write_date(writer, arena, S("limit_reached_on"), result->limit_reached_on);
	write_date(writer, arena, S("review_on"), result->review_on);
	json_write_key(writer, S("statement"));
	json_write_array_begin(writer);
	for (size_t i = 0; i < result->row_count; i++) {
		const DeferredRow *row = &result->rows[i];
		json_write_object_begin(writer);
		write_date(writer, arena, S("from"), row->from);
		write_date(writer, arena, S("to"), row->to);
		json_write_member_money(writer, S("rate"), row->rate);
		json_write_member_money(writer, S("opening"), row->opening);
		json_write_member_money(writer, S("deferred"), row->deferred);
		json_write_member_money(writer, S("fees"), row->fees);
		json_write_member_money(writer, S("interest"), row->interest);
		json_write_member_money(writer, S("closing"), row->closing);
		json_write_object_end(writer);
	}
	json_write_array_end(writer);
}

Status case_deferred(CaseRun *run)
{
	DeferredCase person;
	const ChargePolicy *policy = NULL;
	DeferredResult *result = ARENA_NEW(run->arena, DeferredResult);
	if (read_deferred(run, &person, &policy) != STATUS_OK
	    || deferred_compute(run->arena, run->rules->rates, policy, &person, run->problems, result) != STATUS_OK)
		return STATUS_INVALID;
	run->answer->charge = result->lines;
	run->answer->deferred = result;
	return STATUS_OK;
}

/* Legal powers as they stand today, and whether an act under one is within it. */
#include "care/power/power.h"

#include "base/json.h"
#include "care/power/power.sql.h"

static Str cell(const JsonNode *row, const char *column)
{
	return str_trim(json_text(json_member(row, str_from_c(column))));
}

/* The first or last day of what stands in the cell, which may be a month or a year; DATE_NONE when there is nothing. */
static Date day_of(const JsonNode *row, const char *column, bool last)
{
	PartialDate date = {0};
	Date from = DATE_NONE;
	Date until = DATE_NONE;
	if (partial_date_parse(cell(row, column), &date) != STATUS_OK)
		return DATE_NONE;
	partial_date_range(date, &from, &until);
	return last ? until : from;
}

static PowerStanding standing_of(const LegalPower *power, Str code, Date day)
{
	if (str_equal(code, S("ended")) || (power->ends != DATE_NONE && power->ends < day))
		return POWER_ENDED;
	if (str_equal(code, S("suspended")))
		return POWER_SUSPENDED;
	if (power->seen_on == DATE_NONE || power->seen_on > day)
		return POWER_NOT_SEEN;
	return power->begins != DATE_NONE && power->begins > day ? POWER_NOT_YET : POWER_STANDS;
}

static Str limit_words_of(const Practice *practice, Str code)
{
	const Question *question = practice_question(practice, S("legal_authority"));
	if (str_is_empty(code) || str_equal(code, S("none")))
		return (Str){0};
	for (size_t i = 0; question != NULL && i < question->field_count; i++) {
		const Option *option = !str_equal(question->fields[i].id, S("limit")) || question->fields[i].options == NULL ? NULL
			: option_find(question->fields[i].options, code);
		if (option != NULL)
			return option->worker;
	}
	return code;
}

static LegalPower power_of(Arena *arena, const Practice *practice, const JsonNode *row, Date day)
{
	const PowerRules *rules = practice_power_rules(practice);
	LegalPower power = {.who = cell(row, "person"), .kind = cell(row, "kind"), .begins = day_of(row, "begins", false),
		.ends = day_of(row, "ends", true), .seen_on = day_of(row, "seen_on", false), .limit = cell(row, "limit"),
		.limits = cell(row, "limits")};
	(void)arena;
	if (str_is_empty(power.who))
		power.who = S("somebody");
	power.rule = rules == NULL ? NULL : power_kind(rules, power.kind);
	power.limit_words = limit_words_of(practice, power.limit);
	power.standing = standing_of(&power, cell(row, "standing"), day);
	return power;
}

size_t powers_read(Arena *arena, const Practice *practice, Str stored, Date day, LegalPower out[POWERS_MAX])
{
	Problems unread = problems_make(arena);
	const JsonNode *rows = NULL;
	size_t count = 0;
	if (str_is_empty(stored) || json_parse(arena, S("legal_authority"), 1, stored, &unread, &rows) != STATUS_OK
	    || rows->kind != JSON_ARRAY)
		return 0;
	for (size_t i = 0; i < rows->count && count < POWERS_MAX; i++)
		out[count++] = power_of(arena, practice, &rows->items[i], day);
	return count;
}

bool power_reaches(const PowerRules *rules, const LegalPower *power, Str about)
{
	return power->standing == POWER_STANDS && power->rule != NULL && power_kind_covers(power->rule, about)
		&& !power_limit_leaves_out(rules, power->limit, about);
}

static Str standing_words(Arena *arena, const LegalPower *power)
{
	switch (power->standing) {
	case POWER_STANDS: return (Str){0};
	case POWER_NOT_SEEN: return S("paper not seen, so no power yet");
	case POWER_SUSPENDED: return S("suspended, no power now");
	case POWER_NOT_YET:
		return str_format(arena, "from %.*s, no power yet", STR_ARG(date_format_words(arena, power->begins)));
	case POWER_ENDED: break;
	}
	return power->ends == DATE_NONE ? S("ended, no power any more")
		: str_format(arena, "ended %.*s, no power any more", STR_ARG(date_format_words(arena, power->ends)));
}

Str power_words(Arena *arena, const LegalPower *power)
{
	Str none = standing_words(arena, power);
	Str parts[3] = {power->rule == NULL ? S("what the paper says") : power->rule->reach};
	size_t count = 1;
	if (!str_is_empty(none))
		return str_format(arena, "%.*s: %.*s", STR_ARG(power->who), STR_ARG(none));
	if (!str_is_empty(power->limit_words))
		parts[count++] = str_lower_ascii(arena, power->limit_words);
	if (!str_is_empty(power->limits))
		parts[count++] = str_concat(arena, S("limits: "), power->limits);
	Str joined = str_join(arena, parts, count, S("; "));
	return str_format(arena, "%.*s: %.*s", STR_ARG(power->who), STR_ARG(joined));
}

/* --- acting under a power --- */

static Str about_words(const Practice *practice, Str about)
{
	const OptionList *list = practice_list(practice, S("decision-about"));
	const Option *option = list == NULL ? NULL : option_find(list, about);
	return option == NULL ? about : option->worker;
}

static bool is_by(const PowerSign *sign, Str kind)
{
	for (size_t i = 0; i < sign->by_count; i++)
		if (str_equal(sign->by[i], kind))
			return true;
	return false;
}

/* Why nobody who is named may act; the power comes back where one may. */
static Status find_power(CareWrite *write, const PowerCheck *check, const PowerSign *sign, Str about, const Question *question,
	LegalPower *found)
{
	Care *care = write->care;
	Arena *arena = care->arena;
	LegalPower powers[POWERS_MAX];
	const PowerRules *rules = practice_power_rules(check->practice);
	const LegalPower *nearest = NULL;
	size_t count = powers_read(arena, check->practice, check->value(check->answers, S("legal_authority")), write->today,
		powers);
	for (size_t i = 0; i < count; i++) {
		if (!is_by(sign, powers[i].kind))
			continue;
		if (power_reaches(rules, &powers[i], about)) {
			*found = powers[i];
			return STATUS_OK;
		}
		if (nearest == NULL || powers[i].standing == POWER_STANDS)
			nearest = &powers[i];
	}
	Str what = about_words(check->practice, about);
	if (nearest == NULL)
		return problems_add_format(&care->problems, (Problem){.field = question->id}, "No power of this kind stands on the "
			"record. Record it with its paper, or say who really decides. This is about: %.*s.", STR_ARG(what));
	Str words = power_words(arena, nearest);
	if (nearest->standing != POWER_STANDS)
		return problems_add_format(&care->problems, (Problem){.field = question->id}, "%.*s. Nobody acts under it.",
			STR_ARG(words));
	return problems_add_format(&care->problems, (Problem){.field = question->id}, "%.*s. That does not reach what is decided "
		"here: %.*s.", STR_ARG(words), STR_ARG(what));
}

static Status capacity_named_in(CareWrite *write, const PowerCheck *check, Str named, bool *out)
{
	const PowerRules *rules = practice_power_rules(check->practice);
	PowerCapacityInRow row = {0};
	*out = false;
	if (str_is_empty(named) || str_is_empty(check->person))
		return STATUS_OK;
	Status status = sql_power_capacity_in_one(write->connection, write->care->arena, &(PowerCapacityInArguments){
		.person = check->person, .pathway = rules->capacity_pathway, .outcome = rules->capacity_unable, .named = named}, &row);
	*out = status == STATUS_OK && row.count > 0;
	return status;
}

/* A power over welfare holds only while the person cannot decide this: somebody has concluded so, for this decision. */
static Status check_capacity(CareWrite *write, const PowerCheck *check, const LegalPower *power)
{
	const PowerRules *rules = practice_power_rules(check->practice);
	bool concluded = false;
	Str reference = {0};
	Str typed = check->value(check->answers, rules->capacity_named_in);
	Status status = capacity_named_in(write, check, check->parent, &concluded);
	if (status != STATUS_OK || concluded)
		return status;
	if (reference_read(write->care->arena, typed, &reference) == STATUS_OK)
		status = capacity_named_in(write, check, reference, &concluded);
	if (status != STATUS_OK || concluded)
		return status;
	return problems_add_format(&write->care->problems, (Problem){.field = rules->capacity_named_in},
		"%.*s decides only while the person cannot decide this themselves. Give the reference of the finished assessment that "
		"they cannot make this one decision.", STR_ARG(power->who));
}

static Status check_sign(CareWrite *write, const PowerCheck *check, const PowerSign *sign)
{
	LegalPower power = {0};
	const Question *question = practice_question(check->practice, sign->question);
	Str about = sign->about;
	if (question == NULL || !form_asks(check->form, sign->question)
	    || !str_equal(check->value(check->answers, sign->question), sign->option))
		return STATUS_OK;
	if (!str_is_empty(sign->about_from))
		about = check->value(check->answers, sign->about_from);
	if (str_is_empty(about))
		return problems_add(&write->care->problems, (Problem){.field = sign->about_from,
			.message = S("Say what the decision is about: a power reaches some decisions and not others.")});
	Status status = find_power(write, check, sign, about, question, &power);
	if (status != STATUS_OK || power.rule == NULL || !power.rule->only_without_capacity)
		return status;
	return check_capacity(write, check, &power);
}

Status power_check_in(CareWrite *write, const PowerCheck *check)
{
	const PowerRules *rules = practice_power_rules(check->practice);
	Status status = STATUS_OK;
	if (rules == NULL || check->form == NULL)
		return STATUS_OK;
	for (size_t i = 0; i < rules->sign_count; i++) {
		Status one = check_sign(write, check, &rules->signs[i]);
		status = one == STATUS_OK ? status : one;
		if (one != STATUS_OK && one != STATUS_INVALID)
			return one;
	}
	return status;
}

/* The lines of a charge: adding them, their working in words, and the same for every room. */
#include <assert.h>

#include "engine/charging/internal.h"

static ChargeLine *line_make(ChargeRun *run, ChargeLine line)
{
	ChargeLines *lines = &run->result->lines;
	if (lines->items == NULL) {
		const ChargeCase *person = run->person;
		/* An income has at most three lines, a disregard and a disability cost one, a capital item two; all that may
		 * stand once in a sum are 27. */
		lines->capacity = 32 + 3 * person->income_count + person->disregard_count + person->dre_item_count
			+ 2 * person->capital_count;
		lines->items = ARENA_ARRAY(run->arena, ChargeLine, lines->capacity);
	}
	assert(lines->count < lines->capacity);
	ChargeLine *place = &lines->items[lines->count++];
	*place = line;
	return place;
}

ChargeLine *charge_add(ChargeRun *run, Str label, Pence amount, Str rule)
{
	return line_make(run, (ChargeLine){.label = label, .amount = amount, .adds = true, .rule = rule});
}

ChargeLine *charge_note(ChargeRun *run, Str label, Pence amount, Str rule)
{
	return line_make(run, (ChargeLine){.label = label, .amount = amount, .rule = rule});
}

void charge_quote(ChargeLine *line, ChargeRate rate, const RateRow *row)
{
	line->rate = rate_name(rate);
	line->row = row;
}

void charge_work(ChargeLine *line, Str working, Pence first, Pence second, Pence third)
{
	line->working = working;
	line->numbers[0] = first;
	line->numbers[1] = second;
	line->numbers[2] = third;
}

void charge_check(ChargeRun *run, Str check, bool holds, Str words)
{
	assert(run->result->check_count < CHARGE_CHECKS_MAX);
	run->result->checks[run->result->check_count++] = (ChargeCheck){.check = check, .holds = holds, .words = words};
}

void charge_lack(ChargeRun *run, Str field)
{
	assert(run->result->lack_count < CHARGE_LACKS_MAX);
	run->result->lacks[run->result->lack_count++] = field;
	run->result->is_provisional = true;
}

Status charge_rate(ChargeRun *run, ChargeRate rate, const RateRow **out)
{
	if (rates_find(run->rates, rate, run->person->years, out) == STATUS_OK)
		return STATUS_OK;
	return rates_missing(run->rates, rate, run->person->years, run->problems);
}

Status charge_benefit_rate(ChargeRun *run, ChargeRate rate, const RateRow **out)
{
	if (rates_find(run->rates, rate, run->person->benefits, out) == STATUS_OK)
		return STATUS_OK;
	return rates_missing(run->rates, rate, run->person->benefits, run->problems);
}

Str charge_line_working(Arena *arena, const ChargeLine *line)
{
	Buffer out = buffer_make(arena, 4096);
	for (size_t i = 0; i < line->working.length; i++) {
		const char *at = line->working.data + i;
		size_t left = line->working.length - i;
		bool is_money = left >= 3 && at[0] == '{' && at[1] >= '0' && at[1] <= '3' && at[2] == '}';
		bool is_whole = left >= 4 && at[0] == '{' && at[1] == '#' && at[2] >= '0' && at[2] <= '3' && at[3] == '}';
		if (is_money)
			buffer_add(&out, money_format_plain(arena, line->numbers[at[1] - '0']));
		else if (is_whole)
			buffer_add_integer(&out, line->numbers[at[2] - '0']);
		else
			buffer_add_character(&out, *at);
		i += is_money ? 2 : is_whole ? 3 : 0;
	}
	if (!str_is_empty(line->why)) {
		buffer_add(&out, out.length == 0 ? S("") : S("; "));
		buffer_add(&out, line->why);
	}
	return buffer_str(&out);
}

static Str line_rule(Arena *arena, const ChargeLine *line)
{
	Str working = charge_line_working(arena, line);
	if (str_is_empty(working))
		return line->rule;
	return str_format(arena, "%.*s; %.*s", STR_ARG(working), STR_ARG(line->rule));
}

Explanation charge_explain(Arena *arena, const ChargeResult *result)
{
	Explanation explanation = explanation_make(arena);
	for (size_t i = 0; i < result->lines.count; i++) {
		const ChargeLine *line = &result->lines.items[i];
		Str source = line->row == NULL ? line->rule : str_format(arena, "%.*s %.*s; %.*s", STR_ARG(line->rate),
			STR_ARG(line->row->year), STR_ARG(line->row->source));
		explanation_add(&explanation, (ExplanationLine){.label = line->label, .value = money_format(arena, line->amount),
			.rule = line_rule(arena, line), .source = source});
	}
	return explanation;
}

/* The answer to a timeline: periods, events, differences, and the lines of every part. */
#include "engine/charging/timeline.h"

static void write_day(JsonWriter *writer, Arena *arena, Str key, Date day)
{
	json_write_member_text(writer, key, date_format(arena, day));
}

static void write_weekly(JsonWriter *writer, Str key, bool is_known, Pence weekly)
{
	json_write_key(writer, key);
	if (is_known)
		json_write_money(writer, weekly);
	else
		json_write_null(writer);
}

static void write_periods(JsonWriter *writer, Arena *arena, const Timeline *timeline)
{
	json_write_key(writer, S("periods"));
	json_write_array_begin(writer);
	for (size_t i = 0; i < timeline->period_count; i++) {
		const TimelinePeriod *period = &timeline->periods[i];
		json_write_object_begin(writer);
		write_day(writer, arena, S("from"), period->from);
		write_day(writer, arena, S("to"), period->to);
		json_write_member_integer(writer, S("days"), period->to - period->from + 1);
		write_weekly(writer, S("weekly"), period->is_known, period->weekly);
		write_weekly(writer, S("amount"), period->is_known, period->amount);
		json_write_object_end(writer);
	}
	json_write_array_end(writer);
	json_write_member_money(writer, S("total"), timeline->total);
}

static void write_events(JsonWriter *writer, Arena *arena, const Timeline *timeline)
{
	json_write_key(writer, S("events"));
	json_write_array_begin(writer);
	for (size_t i = 0; i < timeline->event_count; i++) {
		const TimelineEvent *event = &timeline->events[i];
		json_write_object_begin(writer);
		write_day(writer, arena, S("on"), event->on);
		json_write_member_text(writer, S("event"), event->event);
		if (event->by != DATE_NONE)
			write_day(writer, arena, S("by"), event->by);
		json_write_member_text(writer, S("words"), event->words);
		json_write_member_text(writer, S("rule"), event->rule);
		json_write_object_end(writer);
	}
	json_write_array_end(writer);
}

static void write_differences(JsonWriter *writer, Arena *arena, const CaseTimeline *answer)
{
	Pence total = 0;
	json_write_key(writer, S("differences"));
	json_write_array_begin(writer);
	for (size_t i = 0; i < answer->difference_count; i++) {
		const TimelineDifference *difference = &answer->differences[i];
		Pence amount = difference->amount_now - difference->amount_was;
		total += amount;
		json_write_object_begin(writer);
		write_day(writer, arena, S("from"), difference->from);
		write_day(writer, arena, S("to"), difference->to);
		json_write_member_money(writer, S("weekly_was"), difference->weekly_was);
		json_write_member_money(writer, S("weekly_now"), difference->weekly_now);
		json_write_member_money(writer, S("amount_was"), difference->amount_was);
		json_write_member_money(writer, S("amount_now"), difference->amount_now);
		json_write_member_money(writer, S("difference"), amount);
		json_write_object_end(writer);
	}
	json_write_array_end(writer);
	json_write_member_money(writer, S("difference_total"), total);
}

void case_timeline_write_result(JsonWriter *writer, Arena *arena, const CaseTimeline *answer)
{
	write_periods(writer, arena, &answer->now);
	write_events(writer, arena, &answer->now);
	if (answer->is_compared)
		write_differences(writer, arena, answer);
}

void case_timeline_write_parts(JsonWriter *writer, Arena *arena, const CaseTimeline *answer)
{
	json_write_key(writer, S("parts"));
	json_write_array_begin(writer);
	for (size_t i = 0; i < answer->now.part_count; i++) {
		const TimelinePart *part = &answer->now.parts[i];
		json_write_object_begin(writer);
		write_day(writer, arena, S("from"), part->from);
		write_day(writer, arena, S("to"), part->to);
		write_weekly(writer, S("weekly"), part->charge.is_known, part->charge.weekly_contribution);
		case_write_lines(writer, arena, &part->charge.lines);
		case_write_checks(writer, &part->charge);
		json_write_object_end(writer);
	}
	json_write_array_end(writer);
}

/* A line a period, so that the whole can be added up by hand too. */
static void add_lines(CaseRun *run, const Timeline *timeline)
{
	ChargeLines *lines = &run->answer->charge.lines;
	lines->capacity = timeline->period_count;
	lines->items = ARENA_ARRAY(run->arena, ChargeLine, lines->capacity + 1);
	for (size_t i = 0; i < timeline->period_count; i++) {
		const TimelinePeriod *period = &timeline->periods[i];
		Str from = date_format(run->arena, period->from);
		Str to = date_format(run->arena, period->to);
		lines->items[lines->count++] = (ChargeLine){
			.label = str_format(run->arena, "%.*s to %.*s", STR_ARG(from), STR_ARG(to)), .amount = period->amount, .adds = true,
			.rule = S("weekly charge by day count, rounded once for the period"),
			.working = period->is_known ? S("{0} x {#1} days / 7")
				: S("the full cost is due for {#1} days; the case does not say what it is"),
			.numbers = {period->weekly, period->to - period->from + 1}};
	}
}

static void add_lack(ChargeResult *charge, Str field)
{
	for (size_t i = 0; i < charge->lack_count; i++)
		if (str_equal(charge->lacks[i], field))
			return;
	if (charge->lack_count < CHARGE_LACKS_MAX)
		charge->lacks[charge->lack_count++] = field;
}

static void gather_checks(CaseRun *run, const Timeline *timeline)
{
	ChargeResult *charge = &run->answer->charge;
	bool all = true;
	for (size_t i = 0; i < timeline->part_count; i++) {
		const ChargeResult *part = &timeline->parts[i].charge;
		charge->is_provisional = charge->is_provisional || part->is_provisional;
		for (size_t j = 0; j < part->lack_count; j++)
			add_lack(charge, part->lacks[j]);
		for (size_t j = 0; j < part->check_count; j++)
			all = all && part->checks[j].holds;
	}
	charge->checks[charge->check_count++] = (ChargeCheck){.check = S("every-part"), .holds = all,
		.words = S("the checks of every part hold")};
}

Status case_timeline(CaseRun *run)
{
	TimelineCase person;
	CaseTimeline *answer = ARENA_NEW(run->arena, CaseTimeline);
	if (timeline_read(run->arena, run->object, run->problems, &person) != STATUS_OK
	    || timeline_compute(run->arena, run->rules, &person, DATE_NONE, run->problems, &answer->now) != STATUS_OK)
		return STATUS_INVALID;
	if (person.before != DATE_NONE) {
		answer->is_compared = true;
		if (timeline_compute(run->arena, run->rules, &person, person.before, run->problems, &answer->was) != STATUS_OK)
			return STATUS_INVALID;
		answer->differences = timeline_compare(run->arena, &answer->was, &answer->now, &answer->difference_count);
	}
	add_lines(run, &answer->now);
	gather_checks(run, &answer->now);
	run->answer->timeline = answer;
	return STATUS_OK;
}

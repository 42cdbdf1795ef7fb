/* Capacity as it was concluded for one decision, and advocates who were asked for. */
#include "care/power/power.h"
#include "care/power/power.sql.h"

static Date date_or_none(Str text)
{
	Date date = DATE_NONE;
	return date_parse(text, &date) == STATUS_OK ? date : DATE_NONE;
}

Status power_capacity_of(Care *care, Str person, CapacityConclusion **out, size_t *count)
{
	const PowerRules *rules = practice_power_rules(care->practice);
	PowerCapacityOfRow *rows = NULL;
	*out = NULL;
	*count = 0;
	Status status = care_require(care, S("person-read"));
	if (status != STATUS_OK || rules == NULL)
		return status;
	status = sql_power_capacity_of_list(care->reader, care->arena, &(PowerCapacityOfArguments){.actor = care->actor,
		.person = person, .pathway = rules->capacity_pathway, .question = rules->capacity_decision}, &rows, count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, CapacityConclusion, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = (CapacityConclusion){.work = rows[i].work, .reference = rows[i].reference, .decision = rows[i].decision,
			.outcome = rows[i].outcome, .able = str_equal(rows[i].outcome, rules->capacity_able),
			.unable = str_equal(rows[i].outcome, rules->capacity_unable), .on = date_or_none(rows[i].finished_on)};
	return STATUS_OK;
}

Str power_capacity_words(Arena *arena, const CapacityConclusion *conclusion)
{
	Str day = date_format_words(arena, conclusion->on);
	Str decision = str_is_empty(conclusion->decision) ? S("the decision was not named") : conclusion->decision;
	return str_format(arena, "%s, on %.*s: %.*s", conclusion->able ? "Can decide" : conclusion->unable ? "Cannot decide alone"
		: "Waits until they can decide", STR_ARG(day), STR_ARG(decision));
}

Status power_advocates_unmet(Care *care, AdvocateWait **out, size_t *count)
{
	PowerAdvocatesUnmetRow *rows = NULL;
	*out = NULL;
	*count = 0;
	if (!care_may(care, S("contact-record")) && !care_may(care, S("work-do")))
		return STATUS_REFUSED;
	Status status = sql_power_advocates_unmet_list(care->reader, care->arena, &(PowerAdvocatesUnmetArguments){
		.actor = care->actor, .pathway = S("advocacy-referral"), .today = date_format(care->arena, care_today(care))}, &rows,
		count);
	if (status != STATUS_OK || *count == 0)
		return status;
	*out = ARENA_ARRAY(care->arena, AdvocateWait, *count);
	Str *people = ARENA_ARRAY(care->arena, Str, *count);
	for (size_t i = 0; i < *count; i++) {
		people[i] = rows[i].person;
		(*out)[i] = (AdvocateWait){.work = rows[i].id, .reference = rows[i].reference, .person = rows[i].person,
			.name = rows[i].name, .user_name = rows[i].user_name, .asked_on = date_or_none(rows[i].opened_on),
			.due_on = date_or_none(rows[i].due_on), .ordered_on = date_or_none(rows[i].ordered_on),
			.booked_for = date_or_none(rows[i].booked_for)};
	}
	return care_audit_read(care, S("list"), people, *count);
}

Str power_advocate_words(Arena *arena, const AdvocateWait *wait)
{
	if (wait->ordered_on == DATE_NONE)
		return wait->booked_for == DATE_NONE ? S("not ordered yet")
			: str_concat(arena, S("booked for "), date_format_words(arena, wait->booked_for));
	Str ordered = date_format_words(arena, wait->ordered_on);
	if (wait->booked_for == DATE_NONE)
		return str_format(arena, "ordered %.*s, not booked yet", STR_ARG(ordered));
	Str booked = date_format_words(arena, wait->booked_for);
	return str_format(arena, "ordered %.*s, booked for %.*s", STR_ARG(ordered), STR_ARG(booked));
}

/* The steps that any piece of work takes: opened, started, sent up, approved or returned, closed by a death. */
#include "engine/demonstration/planner.h"

#include <assert.h>
#include <stdio.h>

Key key_make(char letter, uint32_t household, uint32_t number)
{
	Key key = {0};
	int length = snprintf(key.text, sizeof key.text, "%c%u-%u", letter, household, number);
	assert(length > 0 && (size_t)length < sizeof key.text);
	(void)length;
	return key;
}

Str key_str(const Key *key)
{
	return str_from_c(key->text);
}

/* practitioner3 has a successor, practitioner3-2, from the middle of the story on: people leave. */
Key staff_key(const Life *life, const char *kind, uint32_t slot, Date on)
{
	const DemonstrationSettings *settings = life->planner->settings;
	Date change = settings->from + (settings->until - settings->from) / 2;
	uint32_t per_patch = 0;
	const Table *staff = &life->planner->data->staff;
	for (size_t row = 0; row < staff->rows; row++)
		per_patch += str_starts_with(table_text(staff, row, STAFF_KEY), str_from_c(kind));
	bool left = slot == 3 && on >= change && str_equal(str_from_c(kind), S("practitioner"));
	Key key = {0};
	int length = snprintf(key.text, sizeof key.text, "u-%s%u%s", kind, life->patch * per_patch + slot,
		left ? "-2" : "");
	assert(length > 0 && (size_t)length < sizeof key.text);
	(void)length;
	return key;
}

void act_start(Life *life, const char *act)
{
	assert(life->now < life->stop || life->halted);
	acts_begin(&life->planner->acts, life->now, act);
}

void act_finish(Life *life)
{
	acts_end(&life->planner->acts, life->household, life->ordinal++);
	life->last = life->now > life->last ? life->now : life->last;
}

void works_open(Life *life, Key work)
{
	if (life->open_count < LIFE_OPEN_WORKS_MAX)
		life->open_works[life->open_count++] = work;
}

void works_done(Life *life, Key work)
{
	for (size_t i = 0; i < life->open_count; i++)
		if (str_equal(key_str(&life->open_works[i]), key_str(&work))) {
			life->open_works[i] = life->open_works[--life->open_count];
			return;
		}
}

Key work_make(Life *life)
{
	return key_make('w', life->household, ++life->work_count);
}

static Key opens_item_add(Life *life, const char *pathway)
{
	ActList *acts = &life->planner->acts;
	Key key = work_make(life);
	acts_open(acts, "", '{');
	acts_text(acts, "key", key_str(&key));
	acts_text(acts, "pathway", str_from_c(pathway));
	acts_close(acts, '}');
	works_open(life, key);
	return key;
}

Key opens_add(Life *life, const char *pathway, const char *second)
{
	ActList *acts = &life->planner->acts;
	acts_open(acts, "opens", '[');
	Key key = opens_item_add(life, pathway);
	life->second = second == NULL ? (Key){0} : opens_item_add(life, second);
	acts_close(acts, ']');
	return key;
}

void work_finish(Life *life, Key work, const char *kind, const char *outcome)
{
	ActList *acts = &life->planner->acts;
	Key by = staff_key(life, kind, 1, life_today(life));
	act_start(life, "submit");
	acts_text(acts, "work", key_str(&work));
	acts_text(acts, "by", key_str(&by));
	acts_open(acts, "answers", '{');
	acts_close(acts, '}');
	acts_text(acts, "outcome", str_from_c(outcome));
	act_finish(life);
	works_done(life, work);
}

void life_note(Life *life)
{
	if (!random_chance(&life->random, 250000) || !life_step(life, 1))
		return;
	act_start(life, "note");
	acts_text(&life->planner->acts, "person", key_str(&life->subject->key));
	acts_text(&life->planner->acts, "by", key_str(&life->holder));
	acts_text(&life->planner->acts, "text", data_pick_words(life->planner->data, S("note"), &life->random));
	act_finish(life);
}

void life_look(Life *life)
{
	if (!random_chance(&life->random, data_rate(life->planner->data, "record_read_again")) || !life_step(life, 0))
		return;
	act_start(life, "look");
	acts_text(&life->planner->acts, "person", key_str(&life->subject->key));
	acts_text(&life->planner->acts, "by", key_str(&life->holder));
	act_finish(life);
}

void work_begin(Life *life, Key work, const char *kind)
{
	uint32_t slot = life->slot;
	if (str_equal(str_from_c(kind), S("firstcontact")))
		slot = 1 + random_below(&life->random, 3);
	life->holder = staff_key(life, kind, slot, life_today(life));
	act_start(life, "work-start");
	acts_text(&life->planner->acts, "work", key_str(&work));
	acts_text(&life->planner->acts, "by", key_str(&life->holder));
	act_finish(life);
}

static bool work_return(Life *life, Key work, Key by)
{
	ActList *acts = &life->planner->acts;
	act_start(life, "return");
	acts_text(acts, "work", key_str(&work));
	acts_text(acts, "by", key_str(&by));
	acts_text(acts, "comment", data_pick_words(life->planner->data, S("return"), &life->random));
	act_finish(life);
	if (life_reach(life, STAGE_ASSESSMENT_RETURNED) || !life_step(life, 2))
		return false;
	/* The same draft goes up again: answers are kept, so none stand here. */
	act_start(life, "submit");
	acts_text(acts, "work", key_str(&work));
	acts_text(acts, "by", key_str(&life->holder));
	acts_true(acts, "again");
	act_finish(life);
	return life_step(life, 2);
}

bool life_approve(Life *life, Key work, const char *approver, bool may_return)
{
	ActList *acts = &life->planner->acts;
	if (!life_step(life, (int)random_below(&life->random, 5)))
		return false;
	Key by = staff_key(life, approver, 1 + random_below(&life->random, 2), life_today(life));
	bool returned = random_chance(&life->random, data_rate(life->planner->data, "returned_for_more"))
		|| life->stage == STAGE_ASSESSMENT_RETURNED;
	if (may_return && returned && !work_return(life, work, by))
		return false;
	act_start(life, "approve");
	acts_text(acts, "work", key_str(&work));
	acts_text(acts, "by", key_str(&by));
	works_done(life, work);
	return true; /* the caller may add what it opens, then finishes the act */
}

void life_end_lines(Life *life, Date on, const char *reason)
{
	ActList *acts = &life->planner->acts;
	for (size_t i = 0; i < life->line_count; i++) {
		act_start(life, "service-end");
		acts_text(acts, "service", key_str(&life->lines[i].key));
		acts_date(acts, "on", on < life->lines[i].starts ? life->lines[i].starts : on);
		acts_text(acts, "reason", str_from_c(reason));
		act_finish(life);
	}
	life->line_count = 0;
}

void life_bury(Life *life)
{
	Planner *planner = life->planner;
	Date end = planner->settings->until;
	if (life->death == DATE_NONE || life->death > end)
		return;
	Date told = life->death + 1 + data_duration(planner->data, "death-to-record", &life->random);
	if (fate_ends(life, "died") && told > life->fate.settled_until - 7)
		told = life->fate.settled_until - 7;
	told = planner_working_day(planner, told);
	if (told > end)
		return;
	/* The record learns of it late; nothing between that day and this was done with the person. */
	life->halted = false;
	life->stop = instant_from_london(end + 1, 0, 0);
	life->now = instant_from_london(told, 10, (int)random_below(&life->random, 60));
	life->holder = staff_key(life, "firstcontact", 1 + random_below(&life->random, 3), told);
	act_start(life, "death");
	acts_text(&planner->acts, "person", key_str(&life->people[0].key));
	acts_date(&planner->acts, "on", life->death);
	acts_text(&planner->acts, "by", key_str(&life->holder));
	act_finish(life);
	life->now += INSTANT_MINUTE;
	life_end_lines(life, life->death, "died");
	for (size_t i = 0; i < life->open_count; i++) {
		act_start(life, "work-close");
		acts_text(&planner->acts, "work", key_str(&life->open_works[i]));
		acts_text(&planner->acts, "by", key_str(&life->holder));
		acts_text(&planner->acts, "reason", S("died"));
		act_finish(life);
	}
	life->open_count = 0;
	life->halted = true;
}

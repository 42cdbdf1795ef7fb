/* Calibrated stories: whose life goes which way is laid down in lives-<name>.csv, so that what was published comes out
 * when the record is counted. Only causes stand there: who asks, what is arranged, when it ends. */
#include "engine/demonstration/planner.h"

#include <assert.h>

enum { RECORD_OF_END_DAYS = 80, RUN_IN_ASKED_DAYS = 200, RUN_IN_SPREAD_DAYS = 100, CHAIN_DAYS = 75, ANSWER_DAYS = 30,
	CARERS_YEAR_DAYS = 365, CARER_ASKS_AGAIN_DAYS = 170 };

static uint64_t common_divisor(uint64_t a, uint64_t b)
{
	while (b > 0) {
		uint64_t rest = a % b;
		a = b;
		b = rest;
	}
	return a;
}

/* Rows are gone through in strides, so that any beginning of the list has the whole list's shares and the whole list
 * has every row as often as it says. */
void fates_prepare(Planner *planner)
{
	const Table *lives = &planner->data->lives;
	for (size_t row = 0; row < lives->rows; row++)
		planner->lives_total += (uint64_t)table_number(lives, row, LIVES_HOUSEHOLDS);
	if (planner->lives_total == 0)
		return;
	planner->lives_stride = planner->lives_total * 618034U / PPM + 1;
	while (common_divisor(planner->lives_total, planner->lives_stride) != 1)
		planner->lives_stride++;
	planner->story_years = (planner->settings->until - planner->settings->from) / 365 + 1;
}

static Date day_of(const Table *lives, size_t row, size_t column)
{
	Date day = DATE_NONE;
	Str text = table_text(lives, row, column);
	Status status = str_is_empty(text) ? STATUS_OK : date_parse(text, &day);
	assert(status == STATUS_OK); /* fates_check */
	(void)status;
	return day;
}

Status fates_check(const Table *lives, Str path, Problems *problems)
{
	static const size_t DAYS[] = {LIVES_START_FROM, LIVES_START_UNTIL, LIVES_END_FROM, LIVES_SETTLED_UNTIL};
	Status status = STATUS_OK;
	for (size_t row = 0; row < lives->rows; row++)
		for (size_t i = 0; i < sizeof DAYS / sizeof DAYS[0]; i++) {
			Date day = DATE_NONE;
			Str text = table_text(lives, row, DAYS[i]);
			Problem place = {.file = path, .line = (uint32_t)row + 2};
			if (!str_is_empty(text) && date_parse(text, &day) != STATUS_OK)
				status = problems_add_format(problems, place, "A day such as 2021-04-01 was expected, not \"%.*s\".", STR_ARG(text));
		}
	if (lives->rows > 0 && !str_equal(table_text(lives, 0, LIVES_ROLE), S("story")))
		status = problems_add(problems, (Problem){.file = path, .line = 2, .message =
			S("The first row of a story must give its days.")});
	return status;
}

bool demonstration_calibrated_days(const DemonstrationData *data, Date *from, Date *until)
{
	if (data->lives.rows == 0)
		return false;
	*from = day_of(&data->lives, 0, LIVES_START_FROM);
	*until = day_of(&data->lives, 0, LIVES_START_UNTIL);
	return true;
}

static FateRole role_find(Str name)
{
	static const struct { const char *name; FateRole role; } ROLES[] = {{"supported", FATE_SUPPORTED},
		{"starts", FATE_STARTS}, {"assessed", FATE_ASSESSED}, {"asks", FATE_ASKS}};
	for (size_t i = 0; i < sizeof ROLES / sizeof ROLES[0]; i++)
		if (str_equal(name, str_from_c(ROLES[i].name)))
			return ROLES[i].role;
	return FATE_FILE;
}

static void home_draw(Life *life, Str home)
{
	static const char *const SETTLED[] = {"supported", "tenant-social", "with-family", "owner"};
	Person *person = &life->people[0];
	if (str_equal(home, S("settled")))
		person->accommodation = str_from_c(SETTLED[random_below(&life->random, 4)]);
	else if (str_equal(home, S("other")))
		person->accommodation = str_equal(life->setting, S("nursing")) ? S("nursing-home")
			: str_equal(life->setting, S("residential")) ? S("care-home") : S("temporary-council");
}

bool fate_draw(Life *life, AgeBand *band)
{
	Planner *planner = life->planner;
	const Table *lives = &planner->data->lives;
	if (life->household > planner->lives_total)
		return false;
	uint64_t place = (life->household - 1) * planner->lives_stride % planner->lives_total;
	size_t row = 0;
	while (place >= (uint64_t)table_number(lives, row, LIVES_HOUSEHOLDS))
		place -= (uint64_t)table_number(lives, row++, LIVES_HOUSEHOLDS);
	life->fate = (Fate){
		.role = role_find(table_text(lives, row, LIVES_ROLE)),
		.start_from = day_of(lives, row, LIVES_START_FROM), .start_until = day_of(lives, row, LIVES_START_UNTIL),
		.end_from = day_of(lives, row, LIVES_END_FROM), .settled_until = day_of(lives, row, LIVES_SETTLED_UNTIL),
		.care = table_text(lives, row, LIVES_CARE), .long_ago = str_equal(table_text(lives, row, LIVES_CAME), S("long-ago")),
		.ends = table_text(lives, row, LIVES_ENDS), .carer = table_text(lives, row, LIVES_CARER),
		.reablement = table_text(lives, row, LIVES_REABLEMENT)};
	life->stock = life->fate.role == FATE_SUPPORTED;
	life->file_only = life->fate.role == FATE_FILE;
	life->setting = table_text(lives, row, LIVES_SETTING);
	life->mechanism = table_text(lives, row, LIVES_MECHANISM);
	life->people[0].reason = reason_find(table_text(lives, row, LIVES_REASON));
	if (str_equal(table_text(lives, row, LIVES_WORK), S("paid")))
		life->people[0].employment = S("paid-16-plus");
	else if (life->people[0].reason == REASON_LEARNING_DISABILITY)
		life->people[0].employment = S("not-seeking");
	home_draw(life, table_text(lives, row, LIVES_HOME));
	*band = age_band_find(table_text(lives, row, LIVES_AGE_BAND));
	return true;
}

static Date day_between(Life *life, Date first, Date last)
{
	return last <= first ? first : first + (Date)random_below(&life->random, (uint32_t)(last - first));
}

Date fate_begin(Life *life)
{
	const Fate *fate = &life->fate;
	Date from = life->planner->settings->from;
	switch (fate->role) {
	case FATE_SUPPORTED:
		life->deadline = from - 1;
		return day_between(life, from - RUN_IN_ASKED_DAYS, from - RUN_IN_ASKED_DAYS + RUN_IN_SPREAD_DAYS);
	case FATE_STARTS:
		life->deadline = fate->start_until;
		return day_between(life, fate->start_from, fate->start_until - CHAIN_DAYS);
	case FATE_ASSESSED:
	case FATE_ASKS:
		life->deadline = fate->start_until;
		return day_between(life, fate->start_from,
			fate->start_until - (str_is_empty(fate->reablement) ? ANSWER_DAYS : CHAIN_DAYS));
	case FATE_NONE:
	case FATE_FILE:
		break;
	}
	return from - RUN_IN_ASKED_DAYS;
}

bool fate_ends(const Life *life, const char *how)
{
	return life->fate.role != FATE_NONE && str_equal(life->fate.ends, str_from_c(how));
}

Date fate_end_day(Life *life)
{
	return day_between(life, life->fate.end_from, life->fate.settled_until - RECORD_OF_END_DAYS);
}

bool fate_is_free(const Life *life)
{
	return str_is_empty(life->fate.ends) && str_is_empty(life->fate.carer)
		&& life->fate.settled_until < life->planner->settings->until;
}

void fate_line_begun(Life *life)
{
	life->deadline = fate_ends(life, "other") ? life->fate.settled_until : DATE_NONE;
}

/* A carer of the last twelve months: how often assessed, and what they were given. */
void fate_carer_run(Life *life, Date known)
{
	Date first = life->planner->settings->until - CARERS_YEAR_DAYS + 1;
	Str carer = life->fate.carer;
	int assessments = str_contains(carer, S("twice")) ? 2 : str_contains(carer, S("assessed")) ? 1 : 0;
	if (str_is_empty(carer) || str_equal(carer, S("known")))
		return;
	life->deadline = life->planner->settings->until;
	life->subject = &life->people[1];
	int asked = assessments == 0 ? 1 : assessments;
	for (int time = 0; time < asked; time++) {
		life->halted = false;
		Date asked_on = first + time * CARER_ASKS_AGAIN_DAYS + (Date)random_below(&life->random, 90);
		life->now = instant_from_london(asked_on > known ? asked_on : known + 2, 9, 0);
		if (!life_step(life, 0) || !carer_ask(life, assessments > 0))
			return;
	}
	life->slot = 10;
	if (life_step(life, 3))
		(void)line_arrange(life, str_starts_with(carer, S("payment")) ? "carer-payment" : "carer-support", true);
}

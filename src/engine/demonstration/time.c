#include "engine/demonstration/planner.h"

bool planner_is_working(const Planner *planner, Date day)
{
	return day >= planner->first_day && day < planner->days_end && planner->working_days[day - planner->first_day];
}

Date planner_working_day(const Planner *planner, Date day)
{
	while (day < planner->days_end && !planner_is_working(planner, day))
		day++;
	return day;
}

Date life_today(const Life *life)
{
	return instant_london_date(life->now);
}

static bool life_move(Life *life, Instant to)
{
	if (life->halted || to >= life->stop) {
		life->halted = true;
		return false;
	}
	life->now = to;
	/* Whoever leaves hands the open work to the successor. */
	Key leaver = staff_key(life, "practitioner", 3, life->planner->settings->from);
	if (str_equal(key_str(&life->holder), key_str(&leaver)))
		life->holder = staff_key(life, "practitioner", 3, life_today(life));
	return true;
}

bool life_step(Life *life, int days)
{
	/* A life that must show a state gets there quickly. */
	if (life->stage != STAGE_NONE && days > 6)
		days = 6;
	if (life->deadline != DATE_NONE && days > life->deadline - LIFE_DEADLINE_RESERVE_DAYS - life_today(life)) {
		int left = life->deadline - LIFE_DEADLINE_RESERVE_DAYS - life_today(life);
		days = left > 0 ? left : 0;
	}
	Planner *planner = life->planner;
	Date day = planner_working_day(planner, life_today(life) + days);
	int minute = 9 * 60 + (int)random_below(&life->random, 7 * 60);
	Instant at = instant_from_london(day, minute / 60, minute % 60);
	if (at > life->now)
		return life_move(life, at);
	at = life->now + (5 + (Instant)random_below(&life->random, 40)) * INSTANT_MINUTE;
	int hour = 0;
	instant_london_time(at, &hour, &minute);
	if (hour < 17 && hour >= 8 && planner_is_working(planner, instant_london_date(at)))
		return life_move(life, at);
	day = planner_working_day(planner, life_today(life) + 1);
	minute = (int)random_below(&life->random, 60);
	return life_move(life, instant_from_london(day, 9, minute));
}

bool life_step_any_time(Life *life, int days)
{
	int minute = 7 * 60 + (int)random_below(&life->random, 16 * 60);
	Instant at = instant_from_london(life_today(life) + days, minute / 60, minute % 60);
	return life_move(life, at > life->now ? at : life->now + INSTANT_HOUR);
}

bool life_reach(Life *life, Stage stage)
{
	if (life->stage == stage)
		life->halted = true;
	return life->halted;
}

Date planner_season_day(const Planner *planner, const char *series, Date first, Date last, RandomStream *random)
{
	const Table *seasons = &planner->data->seasons;
	size_t row = table_find(seasons, SEASON_NAME, str_from_c(series));
	for (int tries = 0; tries < 40 && row != SIZE_MAX; tries++) {
		Date day = first + (Date)random_below(random, (uint32_t)(last - first + 1));
		int year = 0;
		int month = 0;
		int day_of_month = 0;
		date_split(day, &year, &month, &day_of_month);
		/* No month's weight is over 130 per cent of the mean. */
		if ((int64_t)random_below(random, 130) < table_number(seasons, row, (size_t)(SEASON_JANUARY + month - 1)))
			return day;
	}
	return first + (Date)random_below(random, (uint32_t)(last - first + 1));
}

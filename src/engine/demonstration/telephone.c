/* What the telephone system would tell of the last year's calls: a file each week, one for each patch of people. How many,
 * when and how long somebody waits are our own assumption. Nothing here is about a person. */
#include "engine/demonstration/planner.h"

enum { PATCHES_WITH_CALLS_MAX = 20, CALLS_A_DAY = 9, STORY_DAYS = 366, WEEK_BYTES_MAX = 24 * 1024, DAY_CALLS_MAX = 24,
	OPENS_HOUR = 9, OPEN_HOURS = 8 };

typedef struct Week {
	Planner *planner;
	uint32_t patch;
	Buffer file;
	uint32_t calls;
} Week;

/* Of a hundred calls, how many come in each hour from nine on. */
static const uint32_t HOURS[OPEN_HOURS] = {12, 18, 16, 11, 9, 12, 12, 10};

static int hour_draw(RandomStream *random)
{
	uint32_t draw = random_below(random, 100);
	int hour = 0;
	while (hour < OPEN_HOURS - 1 && draw >= HOURS[hour])
		draw -= HOURS[hour++];
	return OPENS_HOUR + hour;
}

static Str local_time(Arena *arena, Date day, int64_t second)
{
	Str date = date_format(arena, day);
	return str_format(arena, "%.*s %02d:%02d:%02d", STR_ARG(date), (int)(second / 3600), (int)(second / 60 % 60),
		(int)(second % 60));
}

/* Most lines say nothing of a language; some callers chose one. */
static Str line_draw(const Planner *planner, RandomStream *random)
{
	size_t row = random_below(random, (uint32_t)planner->data->communities.rows);
	return random_chance(random, 120000) ? table_text(&planner->data->communities, row, COMMUNITY_LANGUAGE) : S("");
}

static void call_add(Week *week, Arena *arena, Date day, uint32_t number, RandomStream *random)
{
	int64_t offered = (int64_t)hour_draw(random) * 3600 + random_below(random, 3600);
	/* Waits are short for most and long for some; busier in the hour after opening. */
	int64_t wait = 5 + random_below(random, 40);
	if (random_chance(random, offered < (OPENS_HOUR + 2) * 3600 ? 450000 : 250000))
		wait += random_below(random, 420);
	int64_t patience = 60 + random_below(random, 900);
	bool answered = wait <= patience;
	int64_t talk = 90 + random_below(random, 900);
	int64_t ended = answered ? offered + wait + talk : offered + patience;
	Str date = date_format(arena, day);
	Str line = line_draw(week->planner, random);
	Str offered_at = local_time(arena, day, offered);
	Str answered_at = answered ? local_time(arena, day, offered + wait) : S("");
	Str ended_at = local_time(arena, day, ended);
	buffer_add_format(&week->file, "%.*s/%u/%u,%.*s,%.*s,%.*s,%.*s\n", STR_ARG(date), week->patch + 1, number,
		STR_ARG(offered_at), STR_ARG(answered_at), STR_ARG(ended_at), STR_ARG(line));
	week->calls++;
}

static void day_add(Week *week, Arena *arena, Date day)
{
	const DemonstrationSettings *settings = week->planner->settings;
	Str name = date_format(arena, day);
	RandomStream random = random_stream(settings->seed, str_format(arena, "%.*s/telephone/%u/%.*s",
		STR_ARG(settings->borough), week->patch, STR_ARG(name)));
	uint32_t count = CALLS_A_DAY - 3 + random_below(&random, 7) + (date_weekday(day) == WEEKDAY_MONDAY ? 4 : 0);
	for (uint32_t i = 0; i < count && i < DAY_CALLS_MAX; i++)
		call_add(week, arena, day, i + 1, &random);
}

/* The file comes in the evening of a Friday, and on the last day. */
static void week_send(Week *week, Date day)
{
	ActList *acts = &week->planner->acts;
	if (week->calls == 0)
		return;
	acts_begin(acts, instant_from_london(day, 20, 0), "telephone");
	acts_text(acts, "file", buffer_str(&week->file));
	acts_end(acts, 0, week->patch);
	week->calls = 0;
}

void telephone_plan(Planner *planner, uint32_t patches)
{
	const DemonstrationSettings *settings = planner->settings;
	Date from = settings->until - STORY_DAYS > settings->from ? settings->until - STORY_DAYS : settings->from;
	Arena scratch;
	arena_init(&scratch, ARENA_REQUEST_BYTES_MAX);
	for (uint32_t patch = 0; patch < patches && patch < PATCHES_WITH_CALLS_MAX; patch++) {
		Week week = {.planner = planner, .patch = patch};
		for (Date day = from; day <= settings->until; day++) {
			if (week.calls == 0) {
				arena_reset(&scratch);
				week.file = buffer_make(&scratch, WEEK_BYTES_MAX);
				buffer_add(&week.file, S("call_id,offered_at,answered_at,ended_at,language\n"));
			}
			if (planner_is_working(planner, day))
				day_add(&week, &scratch, day);
			if (date_weekday(day) == WEEKDAY_FRIDAY || day == settings->until)
				week_send(&week, day);
		}
	}
	arena_clear(&scratch);
}

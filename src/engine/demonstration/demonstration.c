#include "engine/demonstration/planner.h"

#include <assert.h>
#include <stdio.h>

enum { RUN_IN_DAYS = 366, SHOWN_EACH = 2 };

/* Evenly spread places in the millionths for counted things: near the wanted shares however many there are. */
static uint32_t spread_place(uint64_t count, uint32_t offset)
{
	return (uint32_t)((count * 618034U + offset) % PPM);
}

static Status days_fill(Planner *planner, Problems *problems)
{
	const DemonstrationSettings *settings = planner->settings;
	planner->first_day = settings->from - RUN_IN_DAYS;
	planner->days_end = settings->until + 60;
	size_t count = (size_t)(planner->days_end - planner->first_day);
	planner->working_days = ARENA_ARRAY(planner->arena, bool, count);
	for (size_t i = 0; i < count; i++) {
		Date day = planner->first_day + (Date)i;
		Status status = date_is_working_day(day, settings->holidays, &planner->working_days[i]);
		if (status != STATUS_OK)
			return problems_add(problems, (Problem){.field = S("from"),
				.message = S("Bank holidays are needed from a year before the first day to 60 days after the last.")});
	}
	return STATUS_OK;
}

static Status settings_check(const DemonstrationSettings *settings, Problems *problems)
{
	int years = (settings->until - settings->from) / 365;
	if (settings->people == 0 || settings->people > DEMONSTRATION_PEOPLE_MAX)
		return problems_add_format(problems, (Problem){.field = S("people")}, "1 to %d people were expected.",
			DEMONSTRATION_PEOPLE_MAX);
	if (settings->until < settings->from + 180 || years > DEMONSTRATION_YEARS_MAX)
		return problems_add_format(problems, (Problem){.field = S("until")},
			"A last day half a year to %d years after the first was expected.", DEMONSTRATION_YEARS_MAX);
	return STATUS_OK;
}

/* How many of a borough's households with a record are supported on the first day, come during the story, or are on
 * file without work: the proportions hold for any number of people. */
static void shares_set(Planner *planner)
{
	const DemonstrationData *data = planner->data;
	const Table *population = &data->population;
	int64_t adults = 0;
	int64_t stock = 0;
	for (size_t row = 0; row < population->rows; row++)
		if (!str_equal(table_text(population, row, POPULATION_BAND), S("0-17")))
			adults += table_number(population, row, POPULATION_PEOPLE);
	for (size_t row = 0; row < data->mix.rows; row++)
		stock += table_number(&data->mix, row, MIX_PEOPLE);
	int64_t days = planner->settings->until - planner->settings->from + 1;
	int64_t file = adults * data_rate(data, "on_file_without_work") / PPM;
	int64_t arrivals = adults * data_rate(data, "requests_a_year") / 100000 * days / 365;
	arrivals = arrivals * data_rate(data, "new_askers") / PPM;
	int64_t all = stock + file + arrivals;
	assert(all > 0);
	planner->share_stock = (uint32_t)(stock * PPM / all);
	planner->share_file = (uint32_t)(file * PPM / all);
}

/* The states that the end must show stand among the first households, every third one. */
static Stage stage_of(uint32_t household)
{
	uint32_t place = household / 3;
	return household % 3 == 2 && place < SHOWN_EACH * (STAGE_COUNT - 1) ? (Stage)(1 + place % (STAGE_COUNT - 1))
		: STAGE_NONE;
}

static void role_draw(Life *life, AgeBand *band)
{
	Planner *planner = life->planner;
	const DemonstrationData *data = planner->data;
	uint32_t place = spread_place(life->household, 0);
	Person *person = &life->people[0];
	life->stage = stage_of(life->household);
	bool busy = life->household <= DEMONSTRATION_HOUSEHOLDS_BUSY;
	life->stock = busy && life->stage == STAGE_NONE && place < planner->share_stock;
	life->file_only = !busy || (life->stage == STAGE_NONE && !life->stock
		&& place < planner->share_stock + planner->share_file);
	if (life->stock) {
		size_t row = data_row_upto(&data->mix, MIX_UPTO, spread_place(planner->stock_made++, 500000));
		*band = age_band_find(table_text(&data->mix, row, MIX_BAND));
		person->reason = reason_find(table_text(&data->mix, row, MIX_REASON));
		life->setting = table_text(&data->mix, row, MIX_SETTING);
		life->mechanism = table_text(&data->mix, row, MIX_MECHANISM);
		return;
	}
	size_t row = data_row_upto(&data->arrivals, ARRIVAL_UPTO, spread_place(planner->arrivals_made++, 500000));
	*band = age_band_find(table_text(&data->arrivals, row, ARRIVAL_BAND));
	person->reason = reason_find(table_text(&data->arrivals, row, ARRIVAL_REASON));
}

static bool carer_drawn(Life *life, AgeBand band)
{
	const DemonstrationData *data = life->planner->data;
	bool home = str_is_empty(life->setting) || str_equal(life->setting, S("community"));
	uint32_t chance = 250000;
	if (life->fate.role != FATE_NONE)
		return !str_is_empty(life->fate.carer);
	if (life->stage == STAGE_CARER_DRAFT)
		return true;
	if (!home || life->file_only)
		return false;
	if (life->people[0].reason == REASON_LEARNING_DISABILITY)
		chance = data_rate(data, "carer_learning_disability");
	else if (band != BAND_18_64)
		chance = data_rate(data, "carer_community_65_on");
	return random_chance(&life->random, life->stock ? chance : chance / 2);
}

/* How the same person was written down the second time: day and month the wrong way round, or a letter lost. */
static void duplicate_make(Life *life, Person *other, uint32_t index)
{
	const Person *person = &life->people[0];
	int year = 0;
	int month = 0;
	int day = 0;
	*other = *person;
	other->index = index;
	other->key = (Key){0};
	int length = snprintf(other->key.text, sizeof other->key.text, "p%u", index);
	assert(length > 0 && (size_t)length < sizeof other->key.text);
	(void)length;
	other->relation = (Str){0};
	date_split(person->birth, &year, &month, &day);
	if (day <= 12 && day != month) {
		Status status = date_make(year, day, month, &other->birth);
		assert(status == STATUS_OK);
		(void)status;
	} else if (person->full.length > 4 && (unsigned char)person->full.data[person->full.length - 2] < 0x80) {
		Str full = person->full;
		other->full = str_format(life->planner->arena, "%.*s%c", (int)(full.length - 2), full.data,
			full.data[full.length - 1]);
		if (!str_is_utf8(other->full))
			other->full = full;
	}
}

static bool household_make(Planner *planner, Life *life, uint32_t household)
{
	const DemonstrationSettings *settings = planner->settings;
	Str key = str_format(planner->arena, "%.*s/household/%u", STR_ARG(settings->borough), household);
	*life = (Life){.planner = planner, .household = household, .random = random_stream(settings->seed, key),
		.death = DATE_NONE, .service_end = DATE_NONE, .deadline = DATE_NONE, .slot = 1, .patch = planner->people_made / STAFF_PATCH_PEOPLE};
	AgeBand band = BAND_18_64;
	if (planner->lives_total == 0)
		role_draw(life, &band);
	else if (!fate_draw(life, &band))
		return false;
	Reason reason = life->people[0].reason;
	bool carer = carer_drawn(life, band);
	bool twice = life->stage == STAGE_DUPLICATE_WAITING || life->stage == STAGE_DUPLICATE_MERGED
		|| (life->stage == STAGE_NONE && !life->file_only && life->fate.role == FATE_NONE
			&& random_chance(&life->random, data_rate(planner->data, "duplicate")));
	uint32_t size = 1U + carer + twice;
	if (planner->people_made + size > settings->people)
		return false;
	Person laid_down = life->people[0];
	person_draw(planner, &life->people[0], planner->people_made + 1, band, settings->from);
	life->people[0].reason = reason;
	life->people[0].accommodation = laid_down.accommodation;
	life->people[0].employment = laid_down.employment;
	life->person_count = size;
	if (carer)
		relative_draw(planner, &life->people[1], planner->people_made + 2, &life->people[0], settings->from);
	if (twice)
		duplicate_make(life, &life->people[size - 1], planner->people_made + size);
	planner->people_made += size;
	return true;
}

Status demonstration_plan(const DemonstrationData *data, const DemonstrationSettings *settings, Arena *arena,
	DemonstrationReader reader, Problems *problems)
{
	Planner planner = {.data = data, .settings = settings, .arena = arena};
	Status status = settings_check(settings, problems);
	if (status == STATUS_OK)
		status = days_fill(&planner, problems);
	if (status != STATUS_OK)
		return status;
	acts_init(&planner.acts, arena);
	shares_set(&planner);
	fates_prepare(&planner);
	Life life;
	for (uint32_t household = 1; household_make(&planner, &life, household); household++)
		life_run(&life);
	setup_plan(&planner, planner.people_made / STAFF_PATCH_PEOPLE + 1);
	telephone_plan(&planner, planner.people_made / STAFF_PATCH_PEOPLE + 1);
	acts_sort(&planner.acts);
	for (size_t i = 0; i < planner.acts.count; i++)
		reader.act(reader.context, planner.acts.items[i].at, planner.acts.items[i].line);
	acts_clear(&planner.acts);
	return STATUS_OK;
}

/* Teams, staff and providers: the acts before everything else, on the set-up day. Each patch of people has its own
 * staff and providers, so that a larger borough adds some and changes none. */
#include "engine/demonstration/planner.h"

#include <assert.h>
#include <stdio.h>

typedef struct Setup {
	Planner *planner;
	uint32_t ordinal;
	Instant at;
} Setup;

static void setup_start(Setup *setup, const char *act)
{
	acts_begin(&setup->planner->acts, setup->at, act);
}

static void setup_finish(Setup *setup)
{
	acts_end(&setup->planner->acts, 0, setup->ordinal++);
}

/* As the council calls it where one of its own documents does. */
static Str team_name(const DemonstrationData *data, size_t row)
{
	size_t own = table_find(&data->teams, TEAM_KEY, table_text(&data->staff, row, STAFF_KEY));
	return own == SIZE_MAX ? table_text(&data->staff, row, STAFF_NAME) : table_text(&data->teams, own, TEAM_NAME);
}

static void team_add(Setup *setup, const Table *staff, size_t row)
{
	ActList *acts = &setup->planner->acts;
	setup_start(setup, "team");
	acts_text(acts, "key", table_text(staff, row, STAFF_KEY));
	acts_text(acts, "name", team_name(setup->planner->data, row));
	acts_text(acts, "kind", table_text(staff, row, STAFF_TEAM));
	setup_finish(setup);
}

/* Staff names are drawn like everybody's, from the borough's communities. */
static Str staff_name(Setup *setup, uint32_t number)
{
	Planner *planner = setup->planner;
	Person person = {0};
	person_draw(planner, &person, 2000000U + number, BAND_18_64, planner->first_day - 2000);
	return person.full;
}

static void user_add(Setup *setup, size_t row, Str sign_in, uint32_t number, Date from, Date until)
{
	Planner *planner = setup->planner;
	ActList *acts = &planner->acts;
	const Table *staff = &planner->data->staff;
	Str name = staff_name(setup, number);
	setup_start(setup, "user");
	acts_text(acts, "key", str_format(&acts->scratch, "u-%.*s", STR_ARG(sign_in)));
	acts_text(acts, "name", name);
	acts_text(acts, "sign_in", sign_in);
	acts_text(acts, "role", table_text(staff, row, STAFF_ROLE));
	acts_text(acts, "team", table_text(staff, row, STAFF_TEAM));
	if (table_number(staff, row, STAFF_LIMIT) > 0)
		acts_number(acts, "approval_limit_pence", table_number(staff, row, STAFF_LIMIT));
	acts_date(acts, "from", from);
	if (until != DATE_NONE)
		acts_date(acts, "until", until);
	setup_finish(setup);
}

static void staff_row_add(Setup *setup, size_t row, uint32_t patch)
{
	Planner *planner = setup->planner;
	const DemonstrationSettings *settings = planner->settings;
	const Table *staff = &planner->data->staff;
	Str key = table_text(staff, row, STAFF_KEY);
	size_t digits = 0;
	while (digits < key.length && key.data[key.length - 1 - digits] >= '0' && key.data[key.length - 1 - digits] <= '9')
		digits++;
	Str kind = str_slice(key, 0, key.length - digits);
	int64_t slot = 0;
	Status status = str_to_integer(str_slice(key, key.length - digits, key.length), &slot);
	assert(status == STATUS_OK);
	(void)status;
	uint32_t per_patch = 0;
	for (size_t other = 0; other < staff->rows; other++)
		per_patch += str_starts_with(table_text(staff, other, STAFF_KEY), kind);
	Str sign_in = str_format(planner->arena, "%.*s%u", STR_ARG(kind), patch * per_patch + (uint32_t)slot);
	uint32_t number = patch * 1000 + (uint32_t)row * 2;
	Date change = settings->from + (settings->until - settings->from) / 2;
	bool leaves = slot == 3 && str_equal(kind, S("practitioner"));
	user_add(setup, row, sign_in, number, planner->first_day, leaves ? change - 1 : DATE_NONE);
	if (leaves)
		user_add(setup, row, str_format(planner->arena, "%.*s-2", STR_ARG(sign_in)), number + 1, change, DATE_NONE);
}

static void provider_add(Setup *setup, size_t row, uint32_t patch)
{
	Planner *planner = setup->planner;
	ActList *acts = &planner->acts;
	const Table *providers = &planner->data->providers;
	Key key = key_make('o', patch + 1, (uint32_t)row + 1);
	Str name = table_text(providers, row, PROVIDER_NAME);
	setup_start(setup, "provider");
	acts_text(acts, "key", key_str(&key));
	acts_text(acts, "name", patch == 0 ? name : str_format(&acts->scratch, "%.*s %u", STR_ARG(name), patch + 1));
	acts_text(acts, "kind", table_text(providers, row, PROVIDER_KIND));
	if (table_number(providers, row, PROVIDER_PLACES) > 0)
		acts_number(acts, "places", table_number(providers, row, PROVIDER_PLACES));
	setup_finish(setup);
}

void setup_plan(Planner *planner, uint32_t patches)
{
	const DemonstrationData *data = planner->data;
	Setup setup = {.planner = planner, .at = instant_from_london(planner->first_day, 6, 0)};
	for (size_t row = 0; row < data->staff.rows; row++)
		if (str_equal(table_text(&data->staff, row, STAFF_KIND), S("team")))
			team_add(&setup, &data->staff, row);
	for (uint32_t patch = 0; patch < patches; patch++) {
		for (size_t row = 0; row < data->staff.rows; row++)
			if (str_equal(table_text(&data->staff, row, STAFF_KIND), S("user")))
				staff_row_add(&setup, row, patch);
		for (size_t row = 0; row < data->providers.rows; row++)
			provider_add(&setup, row, patch);
	}
}

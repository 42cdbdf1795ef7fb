/* Who the people are: names drawn given and surname apart, invented addresses on real postcodes, numbers that the
 * NHS and Ofcom keep for tests and drama. No real person is meant by any of them. */
#include "engine/demonstration/planner.h"

#include <assert.h>
#include <stdio.h>

Str demonstration_nhs_number(Arena *arena, uint32_t index)
{
	/* 999 and six digits of ours make nine; the tenth is the check digit by modulus 11 (NHS Data Dictionary). Of the
	 * ten bodies that differ in their last digit at most one has the check digit 10, which does not exist. */
	uint32_t wanted = index / 100000U;
	for (uint32_t last = 0; last < 10; last++) {
		uint32_t body = 999000000U + (index % 100000U) * 10U + last;
		uint32_t sum = 0;
		uint32_t rest = body;
		for (uint32_t weight = 2; weight <= 10; weight++) {
			sum += rest % 10 * weight;
			rest /= 10;
		}
		uint32_t check = (11 - sum % 11) % 11;
		if (check != 10 && wanted-- == 0)
			return str_format(arena, "%u%u", body, check);
	}
	return (Str){0};
}

int person_age(const Person *person, Date on)
{
	return date_years_between(person->birth, on);
}

static Str community_name(const Planner *planner, const Person *person)
{
	return table_text(&planner->data->communities, person->community, COMMUNITY_NAME);
}

static bool name_fits(const Table *names, size_t row, Str kind, const Person *person, int born)
{
	Str sex = table_text(names, row, NAME_SEX);
	if (!str_equal(table_text(names, row, NAME_KIND), kind))
		return false;
	if (!str_equal(sex, S("any")) && !str_equal(sex, person->male ? S("male") : S("female")))
		return false;
	return born >= table_number(names, row, NAME_FROM) && born <= table_number(names, row, NAME_TO);
}

/* A name of the person's community; surnames and given names are drawn apart. Rows of a community stand together. */
static Str name_pick(const Planner *planner, const Person *person, Str kind, RandomStream *random)
{
	const Table *names = &planner->data->names;
	Str community = community_name(planner, person);
	size_t first = table_find(names, NAME_COMMUNITY, community);
	int born = 0;
	int month = 0;
	int day = 0;
	date_split(person->birth, &born, &month, &day);
	size_t found[512];
	size_t count = 0;
	for (size_t row = first; row < names->rows && count < 512; row++) {
		if (!str_equal(table_text(names, row, NAME_COMMUNITY), community))
			break;
		if (name_fits(names, row, kind, person, born))
			found[count++] = row;
	}
	return count == 0 ? (Str){0} : table_text(names, found[random_below(random, (uint32_t)count)], NAME_NAME);
}

static void name_draw(Planner *planner, Person *person, RandomStream *random)
{
	Arena *arena = planner->arena;
	Str community = community_name(planner, person);
	person->given = name_pick(planner, person, S("given"), random);
	if (str_is_empty(person->family))
		person->family = name_pick(planner, person, S("surname"), random);
	if (str_equal(community, S("Chinese")) || str_equal(community, S("Vietnamese")))
		person->full = str_format(arena, "%.*s %.*s", STR_ARG(person->family), STR_ARG(person->given));
	else
		person->full = str_format(arena, "%.*s %.*s", STR_ARG(person->given), STR_ARG(person->family));
	person->full = str_copy(arena, str_trim(person->full));
}

static void address_draw(Planner *planner, Person *person, RandomStream *random)
{
	const Table *postcodes = &planner->data->postcodes;
	size_t ward = data_row_upto(&planner->data->wards, WARD_UPTO, random_below(random, PPM));
	Str code = table_text(&planner->data->wards, ward, WARD_CODE);
	size_t first = table_find(postcodes, POSTCODE_WARD, code);
	size_t count = 0;
	while (first + count < postcodes->rows && str_equal(table_text(postcodes, first + count, POSTCODE_WARD), code))
		count++;
	if (count == 0) {
		first = 0;
		count = postcodes->rows;
	}
	person->postcode = table_text(postcodes, first + random_below(random, (uint32_t)count), POSTCODE_CODE);
	Str street = data_pick_words(planner->data, S("street"), random);
	/* House numbers begin at 300: no street of this place is as long, so that no door is a real one. */
	person->address = str_format(planner->arena, "%u %.*s", 300 + random_below(random, 600), STR_ARG(street));
}

static void sex_draw(const Planner *planner, Person *person, AgeBand band, RandomStream *random)
{
	const Table *population = &planner->data->population;
	int64_t women = 0;
	int64_t all = 0;
	for (size_t row = 0; row < population->rows; row++) {
		if (!str_equal(table_text(population, row, POPULATION_BAND), age_band_name(band)))
			continue;
		int64_t people = table_number(population, row, POPULATION_PEOPLE);
		all += people;
		women += str_equal(table_text(population, row, POPULATION_SEX), S("female")) ? people : 0;
	}
	assert(all > 0);
	person->male = (int64_t)random_below(random, (uint32_t)all) >= women;
}

/* Somebody of working age stays so throughout a calibrated story: its counts by age hold on its last day too. */
static Date birth_draw(const Planner *planner, AgeBand band, Date on, RandomStream *random)
{
	static const int youngest[BAND_COUNT] = {18, 65, 75, 85};
	int years = youngest[band];
	if (band == BAND_18_64 && planner->lives_total > 0)
		on = planner->settings->until;
	if (band == BAND_18_64)
		years += planner->story_years + (int)random_below(random, (uint32_t)(47 - planner->story_years));
	else if (band != BAND_85_ON)
		years += (int)random_below(random, 10);
	else /* the sum of two draws: few are over a hundred */
		years += (int)(random_below(random, 9) * random_below(random, 9) / 4);
	return date_add_months(on, -12 * years) - (Date)random_below(random, 364);
}

static RandomStream person_stream(const Planner *planner, uint32_t index, const char *what)
{
	char text[96];
	Str borough = planner->settings->borough;
	int length = snprintf(text, sizeof text, "%.*s/%s/%u", STR_ARG(borough), what, index);
	assert(length > 0 && (size_t)length < sizeof text);
	return random_stream(planner->settings->seed, (Str){.data = text, .length = (size_t)length});
}

static void person_number(Person *person, uint32_t index)
{
	person->index = index;
	person->key = (Key){0};
	int length = snprintf(person->key.text, sizeof person->key.text, "p%u", index);
	assert(length > 0 && (size_t)length < sizeof person->key.text);
	(void)length;
}

void person_draw(Planner *planner, Person *person, uint32_t index, AgeBand band, Date on)
{
	RandomStream random = person_stream(planner, index, "person");
	const DemonstrationData *data = planner->data;
	person_number(person, index);
	sex_draw(planner, person, band, &random);
	person->birth = birth_draw(planner, band, on, &random);
	size_t column = band == BAND_18_64 ? ETHNICITY_UPTO : ETHNICITY_UPTO_65;
	size_t ethnicity = data_row_upto(&data->ethnicity, column, random_below(&random, PPM));
	Str code = table_text(&data->ethnicity, ethnicity, ETHNICITY_CODE);
	uint32_t draw = random_below(&random, PPM);
	person->community = table_find(&data->communities, COMMUNITY_ETHNICITY, code);
	assert(person->community != SIZE_MAX);
	while (draw >= table_number(&data->communities, person->community, COMMUNITY_UPTO))
		person->community++;
	name_draw(planner, person, &random);
	address_draw(planner, person, &random);
	person->severity = 20 + (int)random_below(&random, 70);
	person->lives_alone = random_chance(&random, band == BAND_18_64 ? 300000 : data_rate(data, "lives_alone_65_on"));
}

/* Communities where husband, wife and children do not share a surname more often than not (names.csv, customs). */
static bool shares_surname(Str community)
{
	static const char *const apart[] = {"Bangladeshi", "Pakistani", "Somali", "Tamil", "Vietnamese", "Chinese"};
	for (size_t i = 0; i < sizeof apart / sizeof apart[0]; i++)
		if (str_equal(community, str_from_c(apart[i])))
			return false;
	return true;
}

static void relation_draw(Person *person, const Person *of, int age, Date on, RandomStream *random)
{
	bool child = age >= 50 && random_chance(random, 550000);
	bool parent = age < 45 && random_chance(random, 750000);
	int years = age;
	if (child) {
		years = age - 23 - (int)random_below(random, 12);
		person->male = random_chance(random, 350000);
		person->relation = person->male ? S("son") : S("daughter");
	} else if (parent) {
		years = age + 22 + (int)random_below(random, 14);
		person->male = random_chance(random, 300000);
		person->relation = S("parent");
	} else {
		years = age - 4 + (int)random_below(random, 9);
		person->male = !of->male;
		person->relation = S("spouse");
	}
	years = years < 18 ? 18 : years > 96 ? 96 : years;
	person->birth = date_add_months(on, -12 * years) - (Date)random_below(random, 364);
}

void relative_draw(Planner *planner, Person *person, uint32_t index, const Person *of, Date on)
{
	RandomStream random = person_stream(planner, index, "person");
	person_number(person, index);
	person->community = of->community;
	relation_draw(person, of, person_age(of, on), on, &random);
	if (shares_surname(community_name(planner, of)) && random_chance(&random, 650000))
		person->family = of->family;
	name_draw(planner, person, &random);
	address_draw(planner, person, &random);
	bool together = !str_equal(person->relation, S("daughter")) && !str_equal(person->relation, S("son"));
	if (together || random_chance(&random, 250000)) {
		person->address = of->address;
		person->postcode = of->postcode;
	}
	person->reason = REASON_SOCIAL;
	person->severity = 20;
}

static void contact_facts_add(Planner *planner, const Person *person, Date on, RandomStream *random)
{
	ActList *acts = &planner->acts;
	Arena *scratch = &acts->scratch;
	Str day = date_format(scratch, on - 30 - (Date)random_below(random, 4000));
	answer_add(acts, "home_postcode", person->postcode);
	answer_add(acts, "home_address",
		str_format(scratch, "[{\"lines\":\"%.*s\",\"town\":\"\",\"uprn\":\"\",\"from\":\"%.*s\"}]",
			STR_ARG(person->address), STR_ARG(day)));
	/* Ranges that Ofcom keeps for drama: 01632 960000 to 960999 and 07700 900000 to 900999. */
	bool mobile = random_chance(random, person_age(person, on) < 75 ? 850000 : 400000);
	uint32_t last = random_below(random, 1000);
	Str number = mobile ? str_format(scratch, "07700 900%03u", last) : str_format(scratch, "01632 960%03u", last);
	answer_add(acts, "phones",
		str_format(scratch, "[{\"number\":\"%.*s\",\"whose\":\"own\",\"kind\":\"%s\",\"message\":\"%s\"}]",
			STR_ARG(number), mobile ? "mobile" : "landline", random_chance(random, 900000) ? "yes" : "no"));
	if (random_chance(random, person_age(person, on) < 65 ? 600000 : 250000))
		answer_add(acts, "email", str_format(scratch, "person%u@example.org", person->index));
	answer_add(acts, "contact_best", random_chance(random, 800000) ? S("phone") : S("post"));
}

/* The gaps that the quality screens must find have their own stream: taking them away changes nobody. */
static void equality_facts_add(Planner *planner, const Person *person, RandomStream *random)
{
	ActList *acts = &planner->acts;
	const DemonstrationData *data = planner->data;
	RandomStream gaps = person_stream(planner, person->index, "gaps");
	Str language = table_text(&data->communities, person->community, COMMUNITY_LANGUAGE);
	uint32_t interpreter = (uint32_t)table_number(&data->communities, person->community, COMMUNITY_INTERPRETER);
	bool needs = random_chance(random, interpreter);
	answer_add(acts, "sex", person->male ? S("male") : S("female"));
	if (!random_chance(&gaps, data_rate(data, "ethnicity_missing")))
		answer_add(acts, "ethnicity", table_text(&data->communities, person->community, COMMUNITY_ETHNICITY));
	if (!random_chance(&gaps, data_rate(data, "language_missing"))) {
		bool other = needs || random_chance(random, interpreter);
		answer_add(acts, "language_main", other ? language : S("english"));
		answer_add(acts, "interpreter", needs ? S("spoken") : S("none"));
	}
	if (!random_chance(&gaps, data_rate(data, "religion_missing"))) {
		bool usual = random_chance(random, 650000);
		Str religion = table_text(&data->communities, person->community, COMMUNITY_RELIGION);
		answer_add(acts, "religion", usual ? religion : S("none"));
	}
	if (!random_chance(&gaps, data_rate(data, "nhs_number_missing")))
		answer_add(acts, "nhs_number", demonstration_nhs_number(&acts->scratch, person->index));
	if (!random_chance(&gaps, data_rate(data, "gp_missing")))
		answer_add(acts, "gp_practice", data_pick_words(data, S("gp"), random));
}

void person_facts_add(Planner *planner, const Person *person, Date on, bool from_form)
{
	ActList *acts = &planner->acts;
	RandomStream random = person_stream(planner, person->index, "facts");
	Str known_as = person->given;
	size_t space = 0;
	if (str_find(known_as, S(" "), &space) && space > 3)
		known_as = str_slice(known_as, 0, space);
	answer_add(acts, "name_full", person->full);
	answer_add(acts, "name_known_as", known_as);
	answer_add(acts, "birth_date", date_format(&acts->scratch, person->birth));
	contact_facts_add(planner, person, on, &random);
	if (from_form)
		return;
	equality_facts_add(planner, person, &random);
	static const char *const homes[] = {"owner", "owner", "tenant-social", "tenant-private", "with-family"};
	Str home = str_from_c(homes[random_below(&random, 5)]);
	answer_add(acts, "accommodation", str_is_empty(person->accommodation) ? home : person->accommodation);
	if (!str_is_empty(person->employment))
		answer_add(acts, "employment", person->employment);
	answer_add(acts, "lives_with", person->lives_alone ? S("alone") : S("partner"));
}

#include "engine/demonstration/planner.h"

#include <assert.h>
#include <stddef.h>

typedef struct FileKind {
	const char *name;
	const char *header;
	const char *types;
	size_t table; /* where it stands in DemonstrationData */
	bool of_borough;
} FileKind;

#define TABLE_AT(member) offsetof(struct DemonstrationData, member)
#define DURATION_HEADER \
	"duration,days_p1,days_p5,days_p10,days_p15,days_p20,days_p25,days_p30,days_p35,days_p40,days_p45,days_p50," \
	"days_p55,days_p60,days_p65,days_p70,days_p75,days_p80,days_p85,days_p90,days_p95,days_p99,standing"
#define SEASON_HEADER \
	"series,month_1,month_2,month_3,month_4,month_5,month_6,month_7,month_8,month_9,month_10,month_11,month_12"

#define LIVES_HEADER \
	"role,start_from,start_until,end_from,settled_until,age_band,reason,setting,mechanism,care,came,ends,work,home,carer," \
	"reablement,households"

static const FileKind FILES[] = {
	{"names", "community,kind,name,sex,born_from,born_to,variants", "ttttnnt", TABLE_AT(names), false},
	{"communities", "ethnicity,community,upto_ppm,language,interpreter_ppm,religion", "ttntnt", TABLE_AT(communities),
		false},
	{"durations", DURATION_HEADER, "tnnnnnnnnnnnnnnnnnnnnnt", TABLE_AT(durations), false},
	{"seasons", SEASON_HEADER, "tnnnnnnnnnnnn", TABLE_AT(seasons), false},
	{"arrivals", "age_band,reason,upto_ppm", "ttn", TABLE_AT(arrivals), false},
	{"abilities", "question,limb,physical,sensory,memory,learning-disability,mental-health,social", "ttnnnnnn",
		TABLE_AT(abilities), false},
	{"stories", "reason,condition,self,other", "tttt", TABLE_AT(stories), false},
	{"services", "service_kind,provider_kind,unit,unit_cost_pence,least_hundredths,most_hundredths,standing", "tttnnnt",
		TABLE_AT(services), false},
	{"providers", "kind,name,places", "ttn", TABLE_AT(providers), false},
	{"staff", "kind,key,name,team_or_kind,role,limit_pence,reasons", "tttttnt", TABLE_AT(staff), false},
	{"words", "kind,text", "tt", TABLE_AT(words), false},
	{"ethnicity", "ethnicity,people_2021,upto_ppm,upto_65_ppm", "tnnn", TABLE_AT(ethnicity), true},
	{"population", "age_band,sex,people_2021", "ttn", TABLE_AT(population), true},
	{"mix-2021", "age_band,reason,setting,mechanism,people,upto_ppm", "ttttnn", TABLE_AT(mix), true},
	{"wards", "ward_code,ward,lat_microdegrees,lon_microdegrees,imd_tenth_hundredths,residents_2021,upto_ppm",
		"ttnnnnn", TABLE_AT(wards), true},
	{"postcodes", "postcode,lat_microdegrees,lon_microdegrees,ward_code,imd_tenth", "tnntn", TABLE_AT(postcodes), true},
	{"teams", "key,name,source", "ttt", TABLE_AT(teams), true},
	{"rates", "name,value,unit,standing", "tntt", TABLE_AT(rates), true},
	{"lives", LIVES_HEADER, "ttttttttttttttttn", TABLE_AT(lives), true}, /* only of a calibrated story: lives-<name>.csv */
};
enum { FILE_COUNT = sizeof FILES / sizeof FILES[0], RATES_PLACE = FILE_COUNT - 2, LIVES_PLACE = FILE_COUNT - 1 };

static const char *const RATES_WANTED[] = {"requests_a_year", "new_askers", "on_file_without_work",
	"asks_by_public_form", "asks_by_hospital", "asked_for_by_family", "repeat_in_28_days", "later_contact_a_year",
	"contact_advice", "contact_equipment", "contact_reablement", "contact_assessment", "assessment_after_other",
	"reablement_to_long_term", "eligible_18_64", "eligible_65_on", "eligible_declined", "eligible_self_funder",
	"care_home_18_64", "care_home_65_74", "care_home_75_84", "care_home_85_on", "nursing_share",
	"direct_payment_18_64", "direct_payment_65_on", "part_direct_payment", "commissioned_only", "review_change",
	"review_end", "review_on_time", "death_supported_18_64", "death_supported_65_74", "death_supported_75_84",
	"death_supported_85_on", "death_other_18_64", "death_other_65_74", "death_other_75_84", "death_other_85_on",
	"carer_community_65_on", "carer_learning_disability", "carer_asks", "lives_alone_65_on", "duplicate",
	"duplicate_mended", "ethnicity_missing", "language_missing", "religion_missing", "nhs_number_missing",
	"gp_missing", "restricted_ask", "restricted_no_trace", "returned_for_more", "record_read_again", "price_growth",
	"call_back_promised"};

DemonstrationFile *demonstration_files(Arena *arena, Str borough, Str calibrated, size_t *count)
{
	DemonstrationFile *files = ARENA_ARRAY(arena, DemonstrationFile, FILE_COUNT);
	for (size_t i = 0; i < LIVES_PLACE; i++)
		files[i].path = FILES[i].of_borough
			? str_format(arena, "boroughs/%.*s/demonstration/%s.csv", STR_ARG(borough), FILES[i].name)
			: str_format(arena, "data/demonstration/%s.csv", FILES[i].name);
	files[LIVES_PLACE].path = str_format(arena, "boroughs/%.*s/demonstration/lives-%.*s.csv", STR_ARG(borough), STR_ARG(calibrated));
	*count = str_is_empty(calibrated) ? LIVES_PLACE : FILE_COUNT;
	return files;
}

Status demonstration_data_load(DemonstrationData **out, Arena *arena, const DemonstrationFile *files, size_t count,
	Problems *problems)
{
	assert(count == FILE_COUNT || count == LIVES_PLACE);
	DemonstrationData *data = ARENA_NEW(arena, DemonstrationData);
	bool whole = true;
	for (size_t i = 0; i < count; i++) {
		Table *table = (Table *)(void *)((char *)data + FILES[i].table);
		Str header = str_from_c(FILES[i].header);
		whole = table_read(table, arena, files[i], header, FILES[i].types, problems) == STATUS_OK && whole;
	}
	if (whole && count == FILE_COUNT)
		whole = fates_check(&data->lives, files[LIVES_PLACE].path, problems) == STATUS_OK;
	if (!whole)
		return STATUS_INVALID;
	for (size_t i = 0; i < sizeof RATES_WANTED / sizeof RATES_WANTED[0]; i++)
		if (table_find(&data->rates, RATE_NAME, str_from_c(RATES_WANTED[i])) == SIZE_MAX) {
			Problem place = {.file = files[RATES_PLACE].path, .field = str_from_c(RATES_WANTED[i])};
			(void)problems_add_format(problems, place, "The rate \"%s\" was expected.", RATES_WANTED[i]);
			whole = false;
		}
	*out = data;
	return whole ? STATUS_OK : STATUS_INVALID;
}

uint32_t data_rate(const DemonstrationData *data, const char *name)
{
	size_t row = table_find(&data->rates, RATE_NAME, str_from_c(name));
	assert(row != SIZE_MAX);
	return (uint32_t)table_number(&data->rates, row, RATE_VALUE);
}

size_t data_row_upto(const Table *table, size_t column, uint32_t draw)
{
	for (size_t row = 0; row < table->rows; row++)
		if (draw < table_number(table, row, column))
			return row;
	return table->rows - 1;
}

int data_duration(const DemonstrationData *data, const char *name, RandomStream *random)
{
	size_t row = table_find(&data->durations, DURATION_NAME, str_from_c(name));
	assert(row != SIZE_MAX);
	uint32_t place = random_below(random, (DURATION_QUANTILES - 1) * 1000);
	size_t below = place / 1000;
	int64_t low = table_number(&data->durations, row, DURATION_FIRST + below);
	int64_t high = table_number(&data->durations, row, DURATION_FIRST + below + 1);
	return (int)(low + (high - low) * (int64_t)(place % 1000) / 1000);
}

size_t data_pick_row(const Table *table, Str kind, RandomStream *random)
{
	size_t matching = 0;
	for (size_t row = 0; row < table->rows; row++)
		matching += str_equal(table_text(table, row, 0), kind);
	assert(matching > 0);
	size_t wanted = random_below(random, (uint32_t)matching);
	for (size_t row = 0; row < table->rows; row++)
		if (str_equal(table_text(table, row, 0), kind) && wanted-- == 0)
			return row;
	return 0;
}

Str data_pick_words(const DemonstrationData *data, Str kind, RandomStream *random)
{
	return table_text(&data->words, data_pick_row(&data->words, kind, random), WORD_TEXT);
}

Str age_band_name(AgeBand band)
{
	static const char *const names[BAND_COUNT] = {"18-64", "65-74", "75-84", "85+"};
	return str_from_c(names[band]);
}

AgeBand age_band_find(Str name)
{
	for (AgeBand band = BAND_18_64; band < BAND_85_ON; band++)
		if (str_equal(age_band_name(band), name))
			return band;
	return BAND_85_ON;
}

AgeBand age_band_of(int years)
{
	return years < 65 ? BAND_18_64 : years < 75 ? BAND_65_74 : years < 85 ? BAND_75_84 : BAND_85_ON;
}

static const char *const REASONS[REASON_COUNT] = {"physical", "sensory", "memory", "learning-disability",
	"mental-health", "social"};

Str reason_name(Reason reason)
{
	return str_from_c(REASONS[reason]);
}

Reason reason_find(Str name)
{
	for (size_t i = 0; i < REASON_COUNT; i++)
		if (str_equal(str_from_c(REASONS[i]), name))
			return (Reason)i;
	return REASON_SOCIAL;
}

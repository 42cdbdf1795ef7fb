/* What the planner knows: the tables of data/demonstration and of one borough, and draws from them. */
#ifndef KITH_ENGINE_DEMONSTRATION_DATA_H
#define KITH_ENGINE_DEMONSTRATION_DATA_H

#include "base/random.h"
#include "engine/demonstration/table.h"

enum { PPM = 1000000 };

/* Columns of the tables, in the order of their files. */
enum { NAME_COMMUNITY, NAME_KIND, NAME_NAME, NAME_SEX, NAME_FROM, NAME_TO, NAME_VARIANTS };
enum { COMMUNITY_ETHNICITY, COMMUNITY_NAME, COMMUNITY_UPTO, COMMUNITY_LANGUAGE, COMMUNITY_INTERPRETER,
	COMMUNITY_RELIGION };
enum { ETHNICITY_CODE, ETHNICITY_PEOPLE, ETHNICITY_UPTO, ETHNICITY_UPTO_65 };
enum { POPULATION_BAND, POPULATION_SEX, POPULATION_PEOPLE };
enum { MIX_BAND, MIX_REASON, MIX_SETTING, MIX_MECHANISM, MIX_PEOPLE, MIX_UPTO };
enum { ARRIVAL_BAND, ARRIVAL_REASON, ARRIVAL_UPTO };
enum { POSTCODE_CODE, POSTCODE_LAT, POSTCODE_LON, POSTCODE_WARD, POSTCODE_IMD };
enum { WARD_CODE, WARD_NAME, WARD_LAT, WARD_LON, WARD_IMD, WARD_RESIDENTS, WARD_UPTO };
enum { RATE_NAME, RATE_VALUE };
enum { DURATION_NAME, DURATION_FIRST, DURATION_QUANTILES = 21 };
enum { SEASON_NAME, SEASON_JANUARY };
enum { ABILITY_QUESTION, ABILITY_LIMB, ABILITY_FIRST_REASON };
enum { STORY_REASON, STORY_CONDITION, STORY_SELF, STORY_OTHER };
enum { SERVICE_KIND, SERVICE_PROVIDER, SERVICE_UNIT, SERVICE_COST, SERVICE_LEAST, SERVICE_MOST };
enum { PROVIDER_KIND, PROVIDER_NAME, PROVIDER_PLACES };
enum { STAFF_KIND, STAFF_KEY, STAFF_NAME, STAFF_TEAM, STAFF_ROLE, STAFF_LIMIT, STAFF_REASONS };
enum { WORD_KIND, WORD_TEXT };
enum { TEAM_KEY, TEAM_NAME, TEAM_SOURCE };
enum { LIVES_ROLE, LIVES_START_FROM, LIVES_START_UNTIL, LIVES_END_FROM, LIVES_SETTLED_UNTIL, LIVES_AGE_BAND, LIVES_REASON,
	LIVES_SETTING, LIVES_MECHANISM, LIVES_CARE, LIVES_CAME, LIVES_ENDS, LIVES_WORK, LIVES_HOME, LIVES_CARER,
	LIVES_REABLEMENT, LIVES_HOUSEHOLDS };

typedef enum AgeBand { BAND_18_64, BAND_65_74, BAND_75_84, BAND_85_ON, BAND_COUNT } AgeBand;
typedef enum Reason { REASON_PHYSICAL, REASON_SENSORY, REASON_MEMORY, REASON_LEARNING_DISABILITY,
	REASON_MENTAL_HEALTH, REASON_SOCIAL, REASON_COUNT } Reason;

struct DemonstrationData {
	Table names, communities, durations, seasons, arrivals, abilities, stories, services, providers, staff, words;
	Table ethnicity, population, mix, wards, postcodes, teams, rates;
	Table lives; /* no rows: the story is not calibrated */
};

/* The rate's value; asserts that it exists (demonstration_data_load made sure). */
uint32_t data_rate(const DemonstrationData *data, const char *name);
/* The row of a table whose cumulative column first passes a draw of 0..PPM-1; rows of one group stand together. */
size_t data_row_upto(const Table *table, size_t column, uint32_t draw);
/* Days drawn from a table of quantiles, straight between them. */
int data_duration(const DemonstrationData *data, const char *name, RandomStream *random);
/* A text of words.csv of a kind, or of any table's rows whose first cell is kind. */
size_t data_pick_row(const Table *table, Str kind, RandomStream *random);
Str data_pick_words(const DemonstrationData *data, Str kind, RandomStream *random);
Str age_band_name(AgeBand band);
AgeBand age_band_of(int years);
AgeBand age_band_find(Str name);
Str reason_name(Reason reason);
Reason reason_find(Str name);

#endif

/* The national measures of one person's events: which cells they count in, and which row says so.
 *
 * Rules: docs/returns.md, from the published scripts ASCOF 2A, 2B and 2C, 2E, 3D (DHSC, read 22 November 2026) and the notes on
 * the activity tables that replaced SALT.
 */
#ifndef KITH_ENGINE_RETURNS_CLD_MEASURES_H
#define KITH_ENGINE_RETURNS_CLD_MEASURES_H

#include "engine/returns/cld_person.h"
#include "engine/returns/cld_words.h"

typedef enum CldMeasure {
	CLD_MEASURE_2A, CLD_MEASURE_2B, CLD_MEASURE_2C, CLD_MEASURE_2E, CLD_MEASURE_2E_LD, CLD_MEASURE_3D_1A, CLD_MEASURE_3D_2A,
	CLD_MEASURE_3D_1B, CLD_MEASURE_3D_2B, CLD_MEASURE_REQUESTS, CLD_MEASURE_LTS, CLD_MEASURE_REVIEWS,
	CLD_MEASURE_REVIEWED, CLD_MEASURE_ST_MAX, CLD_MEASURE_ST_MAX_KNOWN, CLD_MEASURE_LTS_LAST_DAY, CLD_MEASURE_LTS_HOME,
	CLD_MEASURE_LTS_WORK, CLD_MEASURE_CARERS, CLD_MEASURE_SERVICES_REVIEWED, CLD_MEASURE_NHS_NUMBER, CLD_MEASURE_COSTS,
	CLD_MEASURE_WAIT_RESPONSE, CLD_MEASURE_WAIT_SERVICE,
	CLD_MEASURE_COUNT
} CldMeasure;

typedef enum CldAgeGroup { CLD_AGE_TOTAL, CLD_AGE_18_TO_64, CLD_AGE_65, CLD_AGE_GROUPS } CldAgeGroup;

/* Ages and parts of the waiting times. */
typedef enum CldWaitAge { CLD_WAIT_25_TO_64, CLD_WAIT_65, CLD_WAIT_AGES } CldWaitAge;
enum { CLD_WAIT_YEAR = 4, CLD_WAIT_PARTS }; /* four quarters and all of them */

enum {
	CLD_OUTCOME_CELLS = CLD_OUTCOME_COUNT + 1, /* and Unknown */
	CLD_ROUTE_CELLS = CLD_ROUTE_COUNT + 1,
	CLD_SETTING_COUNT = 7,
	CLD_SEQUEL_SERVICES = CLD_SERVICE_OTHER_SHORT + 2, /* service types, and short term residential or nursing */
	CLD_LONG_TERM_COUNT = CLD_SERVICE_PRISON + 1,
	CLD_COST_CELLS = CLD_SERVICE_COUNT + 1,
	CLD_CARER_SUPPORTS = CLD_MECHANISM_COUNT + 1, /* and other support */
	CLD_CELL_MAX = 640,
};

typedef struct CldMeasureInfo {
	Str code;
	Str title;
	size_t groups;
	size_t parts;        /* 1: none */
	bool has_denominator;
	bool always;         /* put out where there is nothing too */
	int64_t scale;       /* 100 for a percentage, 100000 for a rate; 0: numerator by denominator is no figure */
	bool middle;         /* the figure is the middle one of all numerators: cld_reckon keeps each */
} CldMeasureInfo;

extern const CldMeasureInfo CLD_MEASURES[CLD_MEASURE_COUNT];
/* CLD_MEASURE_COUNT when there is none of that code. */
CldMeasure cld_measure_find(Str code);
size_t cld_measure_first_cell(CldMeasure measure); /* cells are numbered measure by measure, group by group, part by part */
size_t cld_cell_count(void);
Str cld_group_name(CldMeasure measure, size_t group);
Str cld_part_name(CldMeasure measure, size_t part);

typedef struct CldMeasureSettings {
	Date from;                  /* the year */
	Date to;
	int32_t new_within_days;    /* 91 in the published code; a comment beside it says 365 */
	bool keep_blank_component;  /* see docs/returns.md, 2B */
} CldMeasureSettings;

/* Called for each cell that a person, event or episode counts in; numerator is how much: 1, or pence, or days. */
typedef void CldCount(void *context, size_t cell, uint64_t numerator, bool denominator, const CldEventRow *row, Str why);

void cld_measure_person(const CldMeasureSettings *settings, const CldPerson *person, CldCount *count, void *context);

/* Numerator by denominator times scale, in tenths, rounded half up; denominator above 0. */
int64_t cld_value_tenths(uint64_t numerator, uint64_t denominator, int64_t scale);

#endif

/* What is published beside the measures of a return: England's figure, where all councils lie, and who a council is.
 *
 * The measures since 2023/24 were given their definitions and codes anew; figures published under the old ones are the
 * nearest there are, and whoever shows them says of which year and code they are. data/cld/standing.csv pairs the two;
 * data/measures/published.csv has the figures; data/cld/councils.csv names; data/cld/populations.csv how many adults live
 * there, as far as it is published to us.
 */
#ifndef KITH_ENGINE_RETURNS_CLD_NATIONAL_H
#define KITH_ENGINE_RETURNS_CLD_NATIONAL_H

#include "engine/measures/comparison.h"
#include "engine/returns/cld_measures.h"

enum { CLD_STANDINGS_MAX = 64, CLD_NATIONAL_COUNCILS_MAX = 400, CLD_POPULATIONS_MAX = 4000 };

typedef struct CldStanding {
	CldMeasure measure;
	size_t group;
	Str published; /* "1c-2a": its name in published.csv */
	Str code;      /* "1C(2a)" */
	Str title;     /* as it was published */
	MeasureBetter better;
	MeasureValue tolerance;
	MeasureValue england;  /* MEASURE_VALUE_NONE when there is none */
	int england_year;      /* the year in which it begins */
	MeasureSpread spread;  /* of all councils; count 0 when there is none */
	int spread_year;
} CldStanding;

typedef struct CldCouncil {
	Str code; /* "622", as the return's LA Code */
	Str name;
} CldCouncil;

typedef struct CldPopulation {
	Str council;         /* its code */
	int year;            /* the year in which it begins */
	int64_t age_18_64;   /* people; 0 when not published */
	int64_t age_65_over;
} CldPopulation;

typedef struct CldNational {
	CldStanding *standings;
	size_t standing_count;
	CldCouncil *councils;
	size_t council_count;
	CldPopulation *populations;
	size_t population_count;
} CldNational;

typedef struct CldNationalTexts {
	Str standing;
	Str published;
	Str councils;
	Str populations;
} CldNationalTexts;

/* The latest figure of each. Problems name file and line. Lives in arena; texts are copied. */
Status cld_national_load(CldNational *out, Arena *arena, const CldNationalTexts *texts, Problems *problems) MUST_USE;
/* NULL when nothing published stands beside the cell. */
const CldStanding *cld_standing_find(const CldNational *national, CldMeasure measure, size_t group);
/* NULL when the code is nobody's. */
const CldCouncil *cld_council_find(const CldNational *national, Str code);
/* The denominator of 2B or 2C for the financial year that begins in year: of that year, else of the nearest before it, else of the
 * nearest after it; *of_year says which. 0 when none is known. */
uint64_t cld_population_find(const CldNational *national, Str code, int year, CldMeasure measure, int *of_year);

#endif

/* Published figures of councils, England and regions, read from the files in which they are handed round.
 *
 * Five shapes are known by their columns: ours (measure, year, area_code, area, level, value, numerator, denominator);
 * the framework's open data with a row for each of outcome, numerator and denominator (measure_code, measure_type);
 * the same with outcomes only (measure_title, year_ending); Oflog's (oflog_code, financial_year); and a council's own
 * table with a column a year (code, thurrock_2014_15, england_2015_16). Files name measures in their own ways: the
 * caller brings the names. Not for storing or showing them.
 */
#ifndef KITH_ENGINE_MEASURES_PUBLISHED_H
#define KITH_ENGINE_MEASURES_PUBLISHED_H

#include "base/csv.h"
#include "base/date.h"
#include "engine/measures/measure_value.h"

enum { PUBLISHED_YEAR_FIRST = 1990, PUBLISHED_YEAR_LAST = 2100, PUBLISHED_FIGURES_MAX = 2000000 };

typedef enum AreaLevel { AREA_COUNCIL, AREA_ENGLAND, AREA_OTHER } AreaLevel;
Str area_level_code(AreaLevel level); /* "council", "england", "other" */

typedef struct PublishedName {
	Str published; /* "1C2A", "The outcome of short-term services: sequel to service", "ASC5" */
	Str measure;   /* our id */
} PublishedName;

typedef struct PublishedFigure {
	Str measure;
	int year;         /* in which the financial year begins: 2015 is 2015/16 */
	Str area_code;    /* E06000034; empty where the file has names only */
	Str area;
	AreaLevel level;
	Str breakdown;    /* "Total", "18-64"… */
	MeasureValue value;
	int64_t numerator;   /* -1: not published or suppressed */
	int64_t denominator;
} PublishedFigure;

typedef struct PublishedReading {
	const PublishedName *names;
	size_t name_count;
	int year; /* of a file whose rows do not say it; 0: none was given */
} PublishedReading;

typedef struct PublishedFigures {
	const PublishedFigure *items; /* by measure, year, area code, area, breakdown; each once */
	size_t count;
	size_t rows;
	size_t rows_of_others; /* of measures that no name was brought for */
} PublishedFigures;

/* Reads a whole file. Problems name line and column; STATUS_INVALID when there was any. */
Status published_read(Arena *arena, Str file_name, Str text, const PublishedReading *reading, Problems *problems,
	PublishedFigures *out) MUST_USE;

/* "2015/16", "2015-16" and "2015_16" are 2015. */
Status financial_year_parse(Str text, int *out) MUST_USE;
Str financial_year_format(Arena *arena, int year); /* "2015/16" */
int financial_year_on(Date date); /* the year in which the one of that day begins, on 1 April */

#endif

/* Measures from the council's own record: counted from lines of service and answers, explained by their counts, and kept
 * for good once their period is closed.
 *
 * What a measure counts is data (practice/measures.h); which rows there are is engine/measures/record_rows.h. Not for
 * published figures.
 */
#ifndef KITH_CARE_INSIGHT_MEASURES_H
#define KITH_CARE_INSIGHT_MEASURES_H

#include "care/care.h"
#include "practice/measures.h"

typedef struct MeasureResult {
	const Measure *measure;
	int64_t numerator;
	int64_t denominator;   /* people, episodes, or those who live here */
	MeasureValue value;    /* MEASURE_VALUE_NONE: no base, or one that is too small */
	int population_year;   /* of the population that was used; 0: none was */
	bool kept;             /* of a closed period, made at kept_at and unchanged since */
	Instant kept_at;
} MeasureResult;

/* Every measure of the release that is counted from the record, for from..to. A figure that was kept for exactly this
 * period is given as it was kept. Needs export, and care->reader must be store_maintenance(care->store): restricted
 * records count. Counts only: nobody is named, so no read row is written. */
Status insight_measures(Care *care, Date from, Date to, MeasureResult **out, size_t *count) MUST_USE;

/* Keeps those figures. STATUS_INVALID while the period has not ended. What is kept already stays as it is. */
Status insight_keep_measures(Care *care, Date from, Date to, const MeasureResult *results, size_t count) MUST_USE;

#endif

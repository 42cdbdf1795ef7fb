/* Published figures: this council's own over the years, England's, and where all councils lie.
 *
 * What ships with the program (data/measures/published.csv) is there at once; whole published files are brought into the
 * record (kith ascof load) and then stand before what shipped. Not about anybody: any desk may read them. Not for what
 * the record itself gives (insight_measures).
 */
#ifndef KITH_CARE_INSIGHT_PUBLISHED_H
#define KITH_CARE_INSIGHT_PUBLISHED_H

#include "care/care.h"
#include "practice/measures.h"

enum {
	MEASURE_YEARS_DRAWN = 5,      /* years with a figure of ours */
	MEASURE_STEPS_MAX = 12,       /* years from the first of them to the last */
	MEASURE_COUNCILS_MAX = 1000,
	MEASURE_COUNCILS_WHOLE = 100, /* fewer are not where all councils lie: a survey that most left out */
};

typedef struct MeasureYear {
	int year;
	MeasureValue ours;
	MeasureValue england;
	MeasureSpread spread; /* count 0: not known, or of fewer than MEASURE_COUNCILS_WHOLE */
	int64_t numerator;    /* of ours; -1: not published */
	int64_t denominator;
	Str source;           /* of ours */
} MeasureYear;

/* Points into itself: never copied. */
typedef struct MeasureHistory {
	const Measure *measure;
	MeasureYear years[MEASURE_STEPS_MAX]; /* each year from the first drawn to the last, oldest first */
	size_t count;                         /* 0: nothing was published for us */
	const MeasureYear *last;              /* the last with a figure of ours */
	const MeasureYear *before;            /* the one with a figure before it; NULL: none */
	MeasureDirection direction;           /* from before to last, however many years lie between */
	const MeasureYear *against;           /* the latest year in which ours can be set beside England's or the middle
	                                         council's; NULL: none */
	bool against_england;
	MeasureStanding standing;
} MeasureHistory;

/* All measures of the release, in its order, for the council of the release. */
Status insight_histories(Care *care, MeasureHistory **out, size_t *count) MUST_USE;
/* One of them; STATUS_NOT_FOUND when there is no such measure. */
Status insight_history(Care *care, Str measure, const MeasureHistory **out) MUST_USE;

/* Every council's figure of a year, ascending; none when no whole file was brought in. */
typedef struct CouncilFigure {
	Str area;
	MeasureValue value;
} CouncilFigure;
Status insight_councils(Care *care, Str measure, int year, CouncilFigure **out, size_t *count) MUST_USE;

/* Brings the totals of published figures into the record; a figure that is there already is replaced. Needs
 * practice-publish. */
Status insight_load_published(Care *care, const PublishedFigures *figures, Str source, size_t *loaded) MUST_USE;

#endif

/* The rows that measures count, made from one person's service lines: pure, one person at a time.
 *
 * A period is from..to, both days in it. A line with an end before its start never ran. Rows are about adults: somebody
 * known to be under 18 on the row's day gives none. The rules follow the statutory returns where they could be read
 * (SALT tables LTS001, LTS003, STS002a; DHSC's published code of ASCOF 2A, 2B, 2C, 3D) and say where they do not.
 */
#ifndef KITH_ENGINE_MEASURES_RECORD_ROWS_H
#define KITH_ENGINE_MEASURES_RECORD_ROWS_H

#include "base/date.h"

enum {
	MEASURE_CLUSTER_GAP_DAYS = 7,    /* short-term lines no further apart are one episode (DHSC, ASCOF 2A) */
	MEASURE_SEQUEL_DAYS = 7,         /* what begins up to so many days after it is its sequel */
	MEASURE_NEW_CLIENT_DAYS = 91,    /* somebody whose long-term service ended sooner before it is not new */
	MEASURE_ADMISSION_DAYS = 365,    /* a care home left less than this before is no new admission */
	MEASURE_EPISODES_MAX = 64,
	MEASURE_HOME_DAYS = 91,          /* where somebody is so long after coming home (SALT STS004) */
	MEASURE_HOME_DAYS_LAST = 183,    /* answers that are given later tell of another time */
};

typedef enum MeasureLineKind { LINE_OTHER, LINE_COMMUNITY, LINE_RESIDENTIAL, LINE_NURSING, LINE_REABLEMENT, LINE_LOW_LEVEL,
	LINE_SHORT_TERM, LINE_CARER } MeasureLineKind;

typedef enum MeasureMechanism { MECHANISM_NOT_KNOWN, MECHANISM_COMMISSIONED, MECHANISM_MANAGED, MECHANISM_DIRECT_PAYMENT }
	MeasureMechanism;

typedef struct MeasureLine {
	MeasureLineKind kind;
	MeasureMechanism mechanism;
	bool home_care; /* home support by its national component */
	Date starts;
	Date ends; /* its last day; DATE_NONE: open */
} MeasureLine;

typedef struct MeasurePerson {
	Date born;  /* DATE_NONE: not known to the day */
	Date died;  /* DATE_NONE: alive, or not known */
	const MeasureLine *lines;
	size_t line_count;
} MeasurePerson;

/* As expressions see them: codes of practice/measures.c. Empty: not known. */
typedef struct MeasureRow {
	int age; /* -1: not known */
	Str setting;
	Str mechanism;
	Str new_client;
	Str sequel;
	Str home_care; /* yes, no: with such a line among the long-term ones */
	Str pathway;   /* of finished work */
	Str outcome;
	int month;    /* of a discharge: 1 to 12 */
	Str home_91;  /* where somebody was 91 days after it: code of the question home_91 */
} MeasureRow;

/* Long-term support on any day of from..to; age on to. The setting is the highest of nursing, residential, community;
 * the mechanism is that of the community lines: direct-payment-only, part-direct-payment (beside other lines),
 * managed-budget, commissioned-only, not-known. False when there is none. */
bool measure_row_long_term(const MeasurePerson *person, Date from, Date to, MeasureRow *out);
/* Support to a carer on any day of from..to, with the mechanism of those lines. */
bool measure_row_carer(const MeasurePerson *person, Date from, Date to, MeasureRow *out);
/* The first long-term care home line that begins in from..to without one open, or ended less than 365 days, before it;
 * age on that day. */
bool measure_row_admission(const MeasurePerson *person, Date from, Date to, MeasureRow *out);
/* Episodes of help to get back on one's feet that ended in from..to, at most MEASURE_EPISODES_MAX; age on their last day.
 * The sequel comes from what follows within seven days: death: other; long-term support: long-term; another short-term
 * service: other-short-term; equipment and the like: low-level; else none. Outcomes of reviews and hospital stays are not
 * looked at, as the published code does: somebody who goes to hospital counts as none. */
size_t measure_rows_short_term(const MeasurePerson *person, Date from, Date to, MeasureRow out[MEASURE_EPISODES_MAX]);

/* Somebody who came home from hospital to help to get back on their feet, on the day home; age on that day. answer is what was
 * said on the day answered (DATE_NONE: nothing was); it counts from 91 to 183 days after. */
bool measure_row_discharge(const MeasurePerson *person, Date home, Str answer, Date answered, MeasureRow *out);

#endif

/* Invented returns of national shape, for tests and benchmarks: nobody in them lives, no council has their code.
 *
 * A world of people stands still under its seed: another period shows the same lives through another window, so that
 * two calls give a council's submission and the next one. A person's rows depend on seed, council and number alone.
 * Shares of who asks for what are made up to look like a council's year; they are not published figures.
 */
#ifndef KITH_ENGINE_RETURNS_CLD_GENERATE_H
#define KITH_ENGINE_RETURNS_CLD_GENERATE_H

#include "engine/returns/cld_lists.h"

enum {
	CLD_COUNCILS_MAX = 153,      /* as many as England has */
	CLD_PEOPLE_MAX = 1000000,    /* of one council */
	CLD_FAULTS_PER_MAX = 1000,   /* dials are per thousand */
};

/* The kinds of fault, each with its dial. Those of a row come on so many rows in a thousand that they can come on, those
 * of a person on so many people. */
typedef enum CldFault {
	CLD_FAULT_CASE,             /* a listed value with another letter case */
	CLD_FAULT_SPACING,          /* a listed value with a space too many */
	CLD_FAULT_RELEASE_1,        /* all listed values of the row as release 1 wrote them */
	CLD_FAULT_UNKNOWN_VALUE,    /* a listed value that is in no list */
	CLD_FAULT_BLANK,            /* a field that must be filled is blank */
	CLD_FAULT_DATE_FORMAT,      /* a date as yyyy-mm-dd */
	CLD_FAULT_DATE_ORDER,       /* the event ends before it starts */
	CLD_FAULT_NO_START,         /* no start date */
	CLD_FAULT_OUTSIDE_PERIOD,   /* the event ended before the period, or starts after it */
	CLD_FAULT_NHS_DIGIT,        /* an NHS number with a wrong digit */
	CLD_FAULT_NO_NHS,           /* no NHS number */
	CLD_FAULT_OTHER_EVENT,      /* a column of another kind of event is filled */
	CLD_FAULT_COMPONENT,        /* a component that does not fit the service type */
	CLD_FAULT_NO_COMPONENT,     /* a service without component */
	CLD_FAULT_NO_MECHANISM,     /* a service without delivery mechanism */
	CLD_FAULT_OUTCOME,          /* an outcome that does not fit the event */
	CLD_FAULT_OPEN_EVENT,       /* a request, assessment or review without end */
	CLD_FAULT_NO_FREQUENCY,     /* a cost without frequency */
	CLD_FAULT_NUMBER_FORMAT,    /* a cost such as £24.1 */
	CLD_FAULT_NO_BIRTH,         /* a person without date of birth */
	CLD_FAULT_BIRTH,            /* a birth after the event */
	CLD_FAULT_HOME_UNKNOWN,     /* accommodation Unknown */
	CLD_FAULT_HOME_CONFLICT,    /* two accommodations in rows of one person */
	CLD_FAULT_DUPLICATE,        /* the row again */
	CLD_FAULT_ORPHAN,           /* a person's services without requests, assessments and reviews */
	CLD_FAULT_TWO_PLACES,       /* a second care home at the same time */
	CLD_FAULT_REFERENCE,        /* a personal event reference: the NHS number */
	CLD_FAULT_COUNT
} CldFault;

/* "case", "release-1"…: the names of the dials, in the order of the enumeration. */
extern const Str CLD_FAULT_NAMES[CLD_FAULT_COUNT];

typedef struct CldGeneration {
	uint64_t seed;
	uint32_t councils; /* 1 to CLD_COUNCILS_MAX */
	uint32_t people;   /* of each council */
	Date from;         /* the period, both days within */
	Date to;
	const CldCodes *codes;                      /* data/cld/codes.csv */
	const CldReleaseMap *map;           /* data/cld/release1.csv */
	uint32_t per_thousand[CLD_FAULT_COUNT];
} CldGeneration;

/* Takes a row; the texts last until it returns. Anything but STATUS_OK ends the generation with it. */
typedef Status CldRowSink(void *context, const CldRow *row);

/* Council by council, person by person; a person's events in the order of their start. */
Status cld_generate(const CldGeneration *generation, CldRowSink *sink, void *context) MUST_USE;

/* "case=5,duplicate=2" or "all=3" into per_thousand; a problem names what is not a dial. */
Status cld_faults_read(Str text, uint32_t *per_thousand, Problems *problems) MUST_USE;

#endif

/* How alike two dates are as they were written down: figures mistyped, day and month exchanged, parts that agree. */
#ifndef KITH_ENGINE_COMPARING_DATES_ALIKE_H
#define KITH_ENGINE_COMPARING_DATES_ALIKE_H

#include "base/str.h"

typedef enum DateLikeness {
	DATES_SAME,
	DATES_SAME_AS_FAR_AS_KNOWN, /* one of them gives only the year, or the year and the month */
	DATES_SWAPPED,              /* day and month exchanged */
	DATES_ONE_SLIP,             /* one figure changed, or two neighbours exchanged */
	DATES_TWO_PARTS,            /* of year, month and day two agree */
	DATES_SAME_YEAR,
	DATES_NEAR,                 /* not a year apart */
	DATES_DIFFERENT
} DateLikeness;

/* Takes figures: "19410314", "194103", "1941"; they need not be a day of the calendar, for slips are not. Other texts
 * are the same or different. Symmetric. */
DateLikeness dates_compare(Str left, Str right);

/* The figures of a date as people write it: 1941-03-14, 1941/3/14, 14/03/1941, 14.3.41, 14 March 1941, Mar 1941, 1941,
 * 19410314, with or without a time of day behind it. Day before month, unless only the other order is a date; two
 * figures of a year over 30 are 19xx, else 20xx. What cannot be read is given back folded. */
Str dates_figures(Arena *arena, Str written);

#endif

/* The panels and forums of a council (panels.yaml): what each decides, up to which sum, and when it sits.
 *
 * Not for what stands on an agenda: that is the record (care/panel).
 */
#ifndef KITH_PRACTICE_PANELS_H
#define KITH_PRACTICE_PANELS_H

#include "practice/practice.h"

enum {
	PANEL_SITTING_SEARCH_DAYS = 366, /* a panel that does not sit within a year does not sit */
	PANEL_MINUTES_MAX = 240,
};

typedef struct CouncilPanel {
	Str id;
	Str title;
	Str decides;        /* in a sentence */
	const Str *pathways; /* the kinds of work that it decides; a pathway may stand in several panels */
	size_t pathway_count;
	Pence limit;        /* the highest cost a week that it decides; 0: it decides about no money */
	const Str *days;    /* "tuesday", … */
	size_t day_count;
	int64_t every_weeks; /* 1: each week */
	Date from;          /* a day of a week in which it sits; given when every_weeks is above 1 */
	int begins_minute;  /* of the day */
	int64_t minutes;    /* for each paper */
	int64_t papers_days; /* papers are in so many working days before */
} CouncilPanel;

/* In the file's order; none in a release without the file. */
const CouncilPanel *practice_panels(const Practice *practice, size_t *count);
/* NULL when there is none. */
const CouncilPanel *practice_panel(const Practice *practice, Str id);
bool panel_takes(const CouncilPanel *panel, Str pathway);
/* Does it sit on that day? Never on a bank holiday. STATUS_NOT_FOUND for a year that
 * data/bank-holidays.csv does not hold. */
Status panel_sits_on(const Practice *practice, const CouncilPanel *panel, Date day, bool *out) MUST_USE;
/* The first sitting on day or later; STATUS_NOT_FOUND when there is none within PANEL_SITTING_SEARCH_DAYS. */
Status panel_sitting_from(const Practice *practice, const CouncilPanel *panel, Date day, Date *out) MUST_USE;
/* The first sitting for which a paper that comes in on day is in time. */
Status panel_sitting_for_paper(const Practice *practice, const CouncilPanel *panel, Date day, Date *out) MUST_USE;
/* "09:50": when the paper at place (from 1) is heard. */
Str panel_time(Arena *arena, const CouncilPanel *panel, int64_t place);

#endif

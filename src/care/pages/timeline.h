/* The timeline's lines as events, for the record and for its own page. */
#ifndef KITH_CARE_PAGES_TIMELINE_H
#define KITH_CARE_PAGES_TIMELINE_H

#include "care/pages/bits.h"
#include "care/work/work.h"

/* A line in words. person: on whose record it stands, for the address of a note. */
TimelineEvent timeline_event(Care *care, Str person, const TimelineLine *line);
/* The newest most lines before an instant; earlier_href is the address of the page that goes on. */
Status timeline_show(Care *care, Html *out, Str person, Instant before, size_t most) MUST_USE;

#endif

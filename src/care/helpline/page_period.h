/* The period of a page of figures: the twelve months that end with this one, or one of them. Only for this room's pages. */
#ifndef KITH_CARE_HELPLINE_PAGE_PERIOD_H
#define KITH_CARE_HELPLINE_PAGE_PERIOD_H

#include "care/helpline/tables.h"
#include "care/pages/pages.h"

typedef struct PagePeriod {
	Date from;
	Date to;
	Str month; /* "202610", as the address has it; empty: all twelve */
	Str words; /* "October 2026", "The twelve months to November 2026" */
} PagePeriod;

/* A month that is none of the twelve is all of them. */
PagePeriod page_period(const Request *request);
/* "?month=202610", or empty. */
Str page_period_query(const Request *request, const PagePeriod *period);
void page_period_form(const Request *request, Html *out, Str action, const PagePeriod *period);

#endif

/* The plan for a bad day that carers share, as a card on the record of the person cared for. */
#ifndef KITH_CARE_PAGES_BAD_DAY_H
#define KITH_CARE_PAGES_BAD_DAY_H

#include "care/pages/record.h"

/* "If … cannot be there": nothing when no carer shares a plan. */
Status bad_day_card(const Request *request, Html *out, const RecordPage *record) MUST_USE;

#endif

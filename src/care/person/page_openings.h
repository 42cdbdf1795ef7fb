/* Opening a restricted record to a colleague or a team for a time, and ending it: part of the page "Who may see". */
#ifndef KITH_CARE_PERSON_PAGE_OPENINGS_H
#define KITH_CARE_PERSON_PAGE_OPENINGS_H

#include "care/pages/record.h"

/* Nothing for a record that is open to all staff. */
Status openings_show(const Request *request, Html *out, const RecordPage *record) MUST_USE;
void page_access_give_post(const Request *request, Response *response);
void page_access_end_post(const Request *request, Response *response);

#endif

/* A section of a form: filled in from the record, saved at every change, two people's answers side by side. */
#ifndef KITH_CARE_WORK_PAGE_SECTION_H
#define KITH_CARE_WORK_PAGE_SECTION_H

#include "web/request.h"

void page_work_section(const Request *request, Response *response);
/* Every section on one page. */
void page_work_whole(const Request *request, Response *response);
/* One changed answer from the script (204, 409, 422), or a whole section (back to the page). */
void page_work_save_post(const Request *request, Response *response);

#endif

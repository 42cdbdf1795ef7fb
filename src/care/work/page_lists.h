/* Lists are work: mine, the team's, what needs a manager today. */
#ifndef KITH_CARE_WORK_PAGE_LISTS_H
#define KITH_CARE_WORK_PAGE_LISTS_H

#include "web/request.h"

void page_my_work(const Request *request, Response *response);
void page_team_work(const Request *request, Response *response);
void page_today(const Request *request, Response *response);

#endif

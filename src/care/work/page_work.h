/* One piece of work: its form, what it adds up to, what happens next, who did what. */
#ifndef KITH_CARE_WORK_PAGE_WORK_H
#define KITH_CARE_WORK_PAGE_WORK_H

#include "web/request.h"

void page_work(const Request *request, Response *response);
void page_work_start_post(const Request *request, Response *response);
void page_work_assign_post(const Request *request, Response *response);

#endif

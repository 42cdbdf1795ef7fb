/* The ways on: submitting with an outcome, approving, returning, cancelling. */
#ifndef KITH_CARE_WORK_PAGE_OUTCOME_H
#define KITH_CARE_WORK_PAGE_OUTCOME_H

#include "web/request.h"

void page_work_submit_post(const Request *request, Response *response);
void page_work_approve_post(const Request *request, Response *response);
void page_work_return_post(const Request *request, Response *response);
void page_work_cancel_post(const Request *request, Response *response);

#endif

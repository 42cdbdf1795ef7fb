/* Beside a safeguarding concern: what else is known at that address, and who told us, for those who may know. */
#ifndef KITH_CARE_WORK_PAGE_CONCERN_H
#define KITH_CARE_WORK_PAGE_CONCERN_H

#include "web/request.h"

/* Who told us; each look is kept. */
void page_work_referrer(const Request *request, Response *response);

#endif

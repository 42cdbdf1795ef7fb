/* The waiting lists: how many, how long; and one list, who comes first and why. */
#ifndef KITH_CARE_WAITING_PAGE_WAITING_H
#define KITH_CARE_WAITING_PAGE_WAITING_H

#include "web/request.h"

void page_waiting(const Request *request, Response *response);
void page_waiting_list(const Request *request, Response *response);

#endif

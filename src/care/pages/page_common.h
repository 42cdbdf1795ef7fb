/* Pages that belong to no room: the council's colours, accessibility. */
#ifndef KITH_CARE_PAGES_PAGE_COMMON_H
#define KITH_CARE_PAGES_PAGE_COMMON_H

#include "web/request.h"

void page_start(const Request *request, Response *response);
void page_theme(const Request *request, Response *response);
void page_accessibility(const Request *request, Response *response);

#endif

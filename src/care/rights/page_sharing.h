/* With whom somebody lets us share, and whom we must not tell: as they said it, when, and what it was before. */
#ifndef KITH_CARE_RIGHTS_PAGE_SHARING_H
#define KITH_CARE_RIGHTS_PAGE_SHARING_H

#include "web/request.h"

void page_sharing(const Request *request, Response *response);
void page_sharing_post(const Request *request, Response *response);

#endif

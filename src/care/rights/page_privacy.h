/* The privacy notice: what is kept, why, how long, with whom it is shared, whose rights, whom to call. */
#ifndef KITH_CARE_RIGHTS_PAGE_PRIVACY_H
#define KITH_CARE_RIGHTS_PAGE_PRIVACY_H

#include "web/request.h"

void page_privacy(const Request *request, Response *response);

#endif

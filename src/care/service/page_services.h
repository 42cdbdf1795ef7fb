/* What somebody gets, past and present; the register of providers. */
#ifndef KITH_CARE_SERVICE_PAGE_SERVICES_H
#define KITH_CARE_SERVICE_PAGE_SERVICES_H

#include "web/request.h"

void page_providers(const Request *request, Response *response);
void page_person_services(const Request *request, Response *response);
void page_person_service_end_post(const Request *request, Response *response);

#endif

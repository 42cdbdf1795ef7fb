/* Retention: the list of what is due, and one record's page, where somebody with the right carries it out. */
#ifndef KITH_CARE_RIGHTS_PAGE_RETENTION_H
#define KITH_CARE_RIGHTS_PAGE_RETENTION_H

#include "web/request.h"

void page_retention(const Request *request, Response *response);
void page_person_retention(const Request *request, Response *response);
void page_person_retention_post(const Request *request, Response *response);
void page_person_keep_post(const Request *request, Response *response);
void page_legal_hold_post(const Request *request, Response *response);
void page_legal_hold_end_post(const Request *request, Response *response);

#endif

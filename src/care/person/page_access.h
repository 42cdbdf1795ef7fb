/* Who may see a record, and making two records of one person into one, or two again. */
#ifndef KITH_CARE_PERSON_PAGE_ACCESS_H
#define KITH_CARE_PERSON_PAGE_ACCESS_H

#include "web/request.h"

void page_restrict(const Request *request, Response *response);
void page_restrict_post(const Request *request, Response *response);
void page_merge(const Request *request, Response *response);
void page_merge_post(const Request *request, Response *response);
void page_unmerge_post(const Request *request, Response *response);

#endif

/* The queue of pairs of records that may be of one person, and what was said of those that are not. */
#ifndef KITH_CARE_DUPLICATES_PAGE_DUPLICATES_H
#define KITH_CARE_DUPLICATES_PAGE_DUPLICATES_H

#include "web/request.h"

void page_duplicates(const Request *request, Response *response);
void page_duplicates_apart_post(const Request *request, Response *response);
void page_duplicates_said(const Request *request, Response *response);
void page_duplicates_again_post(const Request *request, Response *response);

#endif

/* The page of somebody's people: who they are to them, found and added; whom a carer has named. */
#ifndef KITH_CARE_CARERS_PAGE_CARERS_H
#define KITH_CARE_CARERS_PAGE_CARERS_H

#include "care/pages/record.h"

void page_people_of(const Request *request, Response *response);
void page_people_of_post(const Request *request, Response *response);
void page_people_of_end_post(const Request *request, Response *response);

#endif

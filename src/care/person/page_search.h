/* Finding people, and recording somebody new after looking for who is there already. */
#ifndef KITH_CARE_PERSON_PAGE_SEARCH_H
#define KITH_CARE_PERSON_PAGE_SEARCH_H

#include "web/request.h"

void page_people(const Request *request, Response *response);
void page_person_new(const Request *request, Response *response);
void page_person_new_post(const Request *request, Response *response);

#endif

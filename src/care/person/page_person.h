/* Somebody's record on one screen, its timeline, who has looked. */
#ifndef KITH_CARE_PERSON_PAGE_PERSON_H
#define KITH_CARE_PERSON_PAGE_PERSON_H

#include "web/request.h"

void page_person(const Request *request, Response *response);
void page_person_timeline(const Request *request, Response *response);
void page_person_looked(const Request *request, Response *response);
/* Opens new work about somebody. */
void page_person_work_post(const Request *request, Response *response);

#endif

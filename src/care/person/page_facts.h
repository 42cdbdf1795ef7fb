/* All facts of a record, by part of life, each with who said it and when: confirm, change, withdraw, as known on a day. */
#ifndef KITH_CARE_PERSON_PAGE_FACTS_H
#define KITH_CARE_PERSON_PAGE_FACTS_H

#include "web/request.h"

void page_facts(const Request *request, Response *response);
void page_fact_record_post(const Request *request, Response *response);
void page_fact_confirm_post(const Request *request, Response *response);
void page_fact_withdraw_post(const Request *request, Response *response);

#endif

/* Pages of advice for everybody, and the list of them for those who keep them. */
#ifndef KITH_CARE_ADVICE_PAGE_ADVICE_H
#define KITH_CARE_ADVICE_PAGE_ADVICE_H

#include "web/request.h"

void page_advice_list(const Request *request, Response *response);
void page_advice(const Request *request, Response *response);
void page_advice_answer_post(const Request *request, Response *response);
void page_advice_desk(const Request *request, Response *response);

#endif

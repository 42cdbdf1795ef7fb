/* A letter as it was sent, ready for print. */
#ifndef KITH_CARE_LETTER_PAGE_LETTER_H
#define KITH_CARE_LETTER_PAGE_LETTER_H

#include "web/request.h"

void page_letter(const Request *request, Response *response);

#endif

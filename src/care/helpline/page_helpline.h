/* The figures of the helpline and of interpreters, the lists behind them, and their files. */
#ifndef KITH_CARE_HELPLINE_PAGE_HELPLINE_H
#define KITH_CARE_HELPLINE_PAGE_HELPLINE_H

#include "care/pages/pages.h"

void page_helpline(const Request *request, Response *response);
void page_helpline_interpreters(const Request *request, Response *response);
void page_helpline_file(const Request *request, Response *response);
void page_helpline_list(const Request *request, Response *response);

#endif

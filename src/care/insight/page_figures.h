/* Figures of months, the lists behind them, and the return as a file. */
#ifndef KITH_CARE_INSIGHT_PAGE_FIGURES_H
#define KITH_CARE_INSIGHT_PAGE_FIGURES_H

#include "web/request.h"

void page_figures(const Request *request, Response *response);
void page_figures_file(const Request *request, Response *response);
void page_figures_list(const Request *request, Response *response);
void page_figures_return_post(const Request *request, Response *response);

#endif

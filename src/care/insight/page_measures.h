/* The public pages "How are we doing?": all measures, one measure, their files. */
#ifndef KITH_CARE_INSIGHT_PAGE_MEASURES_H
#define KITH_CARE_INSIGHT_PAGE_MEASURES_H

#include "web/request.h"

void page_measures(const Request *request, Response *response);
void page_measures_file(const Request *request, Response *response);
void page_measure(const Request *request, Response *response);
void page_measure_file(const Request *request, Response *response);

#endif

/* The public pages of the directory: the search and its results, one listing. */
#ifndef KITH_CARE_DIRECTORY_PAGE_DIRECTORY_H
#define KITH_CARE_DIRECTORY_PAGE_DIRECTORY_H

#include "web/request.h"

void page_directory(const Request *request, Response *response);
void page_directory_listing(const Request *request, Response *response);

#endif

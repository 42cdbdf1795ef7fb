/* A photo or a letter with a request: added and taken off again before it is sent. */
#ifndef KITH_CARE_FRONT_PAGE_FILES_H
#define KITH_CARE_FRONT_PAGE_FILES_H

#include "web/request.h"

void page_check_files(const Request *request, Response *response);
void page_check_files_post(const Request *request, Response *response);
void page_check_files_remove_post(const Request *request, Response *response);

#endif

/* Signing in and out. */
#ifndef KITH_CARE_ACCESS_PAGE_SIGN_IN_H
#define KITH_CARE_ACCESS_PAGE_SIGN_IN_H

#include "web/request.h"

void page_sign_in(const Request *request, Response *response);
void page_sign_in_post(const Request *request, Response *response);
void page_sign_in_code(const Request *request, Response *response);
void page_sign_in_code_post(const Request *request, Response *response);
void page_sign_out_post(const Request *request, Response *response);

#endif

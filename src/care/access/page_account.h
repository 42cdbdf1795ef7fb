/* One's own account: password, second factor, where one is signed in. */
#ifndef KITH_CARE_ACCESS_PAGE_ACCOUNT_H
#define KITH_CARE_ACCESS_PAGE_ACCOUNT_H

#include "web/request.h"

void page_account(const Request *request, Response *response);
void page_account_password_post(const Request *request, Response *response);
void page_account_sessions_post(const Request *request, Response *response);
void page_factor(const Request *request, Response *response);
void page_factor_begin_post(const Request *request, Response *response);
void page_factor_confirm_post(const Request *request, Response *response);
void page_factor_remove_post(const Request *request, Response *response);

#endif

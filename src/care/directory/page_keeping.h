/* Proposing a change to an entry and saying what is wrong with it, for everybody; deciding, checking, settling, for staff. */
#ifndef KITH_CARE_DIRECTORY_PAGE_KEEPING_H
#define KITH_CARE_DIRECTORY_PAGE_KEEPING_H

#include "web/request.h"

void page_listing_change(const Request *request, Response *response);
void page_listing_change_post(const Request *request, Response *response);
void page_listing_wrong(const Request *request, Response *response);
void page_listing_wrong_post(const Request *request, Response *response);
void page_desk_directory(const Request *request, Response *response);
void page_desk_listing(const Request *request, Response *response);
void page_desk_proposal(const Request *request, Response *response);
void page_desk_approve_post(const Request *request, Response *response);
void page_desk_reject_post(const Request *request, Response *response);
void page_desk_checked_post(const Request *request, Response *response);
void page_desk_code_post(const Request *request, Response *response);
void page_desk_settle_post(const Request *request, Response *response);

#endif

/* The documents of a person: files that were given and letters that were sent; adding, keeping, withdrawing. */
#ifndef KITH_CARE_UPLOAD_PAGE_UPLOADS_H
#define KITH_CARE_UPLOAD_PAGE_UPLOADS_H

#include "web/request.h"

void page_documents(const Request *request, Response *response);
void page_document_post(const Request *request, Response *response);
void page_document_withdraw_post(const Request *request, Response *response);
void page_file(const Request *request, Response *response);
void page_file_post(const Request *request, Response *response);

#endif

/* A person's own copy: requests, the entries that wait for a decision, and the copy as a document and for machines. */
#ifndef KITH_CARE_RIGHTS_PAGE_SUBJECT_ACCESS_H
#define KITH_CARE_RIGHTS_PAGE_SUBJECT_ACCESS_H

#include "web/request.h"

void page_subject_requests(const Request *request, Response *response);
void page_subject_requests_post(const Request *request, Response *response);
void page_subject_request(const Request *request, Response *response);
void page_subject_decide_post(const Request *request, Response *response);
void page_subject_document(const Request *request, Response *response);
void page_subject_file(const Request *request, Response *response);
/* The document, the JSON and every file as one download; one file by itself, also while it waits for a decision. */
void page_subject_all(const Request *request, Response *response);
void page_subject_beside(const Request *request, Response *response);
void page_subject_give_post(const Request *request, Response *response);

#endif

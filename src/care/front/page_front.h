/* The pages of the public front door: what we help with, the check from start to result, coming back to it. */
#ifndef KITH_CARE_FRONT_PAGE_FRONT_H
#define KITH_CARE_FRONT_PAGE_FRONT_H

#include "web/request.h"

void page_front(const Request *request, Response *response);
void page_check_start(const Request *request, Response *response);
/* The same for a carer, for somebody else, for a worry: {kind}. */
void page_check_begin(const Request *request, Response *response);
void page_check_start_post(const Request *request, Response *response);
void page_check_question(const Request *request, Response *response);
void page_check_question_post(const Request *request, Response *response);
void page_check_help(const Request *request, Response *response);
void page_check_later(const Request *request, Response *response);
void page_check_answers(const Request *request, Response *response);
void page_check_send_post(const Request *request, Response *response);
void page_check_sent(const Request *request, Response *response);
void page_check_result(const Request *request, Response *response);
void page_check_resume(const Request *request, Response *response);
void page_check_resume_post(const Request *request, Response *response);
void page_check_copy(const Request *request, Response *response);
void page_check_copy_post(const Request *request, Response *response);
void page_check_forget_post(const Request *request, Response *response);

#endif

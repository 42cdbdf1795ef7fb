/* The front door from inside: requests that wait, what was sent, whose they are. */
#ifndef KITH_CARE_WORK_PAGE_DUTY_H
#define KITH_CARE_WORK_PAGE_DUTY_H

#include "web/request.h"

void page_duty(const Request *request, Response *response);
void page_duty_open(const Request *request, Response *response);
void page_duty_match_post(const Request *request, Response *response);
/* A new record from what was sent, then the match. */
void page_duty_new_post(const Request *request, Response *response);
/* Somebody phones: a contact that nobody has matched yet. */
void page_duty_call_post(const Request *request, Response *response);

/* The alerts alone, for the script that keeps them fresh. */
void page_alerts(const Request *request, Response *response);

#endif

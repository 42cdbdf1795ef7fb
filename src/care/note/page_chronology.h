/* The chronology of a person: on screen with what can be picked for it, and on paper, a sheet a person. */
#ifndef KITH_CARE_NOTE_PAGE_CHRONOLOGY_H
#define KITH_CARE_NOTE_PAGE_CHRONOLOGY_H

#include "web/request.h"

void page_chronology(const Request *request, Response *response);
void page_chronology_print(const Request *request, Response *response);
void page_chronology_pick_post(const Request *request, Response *response);
void page_chronology_own_post(const Request *request, Response *response);
void page_chronology_change_post(const Request *request, Response *response);

#endif

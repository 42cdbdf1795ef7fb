/* The notes of a person: writing, finding, correcting, withdrawing. */
#ifndef KITH_CARE_NOTE_PAGE_NOTES_H
#define KITH_CARE_NOTE_PAGE_NOTES_H

#include "web/request.h"

void page_notes(const Request *request, Response *response);
void page_note_post(const Request *request, Response *response);
void page_note_discard_post(const Request *request, Response *response);
void page_note_correct(const Request *request, Response *response);
void page_note_withdraw_post(const Request *request, Response *response);
void page_note_read_post(const Request *request, Response *response);

#endif

/* The desk of letters: what waits to be sent, sheaves for the printer, and what became of each letter. */
#ifndef KITH_CARE_LETTER_PAGE_LETTERS_H
#define KITH_CARE_LETTER_PAGE_LETTERS_H

#include "care/letter/sending.h"
#include "web/request.h"

void page_letters(const Request *request, Response *response);
void page_letters_print_post(const Request *request, Response *response);
void page_letters_notice_post(const Request *request, Response *response);
void page_letters_run(const Request *request, Response *response);
void page_letters_run_print(const Request *request, Response *response);
void page_letters_run_posted_post(const Request *request, Response *response);
void page_letters_run_undo_post(const Request *request, Response *response);
void page_letter_sending(const Request *request, Response *response);
void page_letter_sending_post(const Request *request, Response *response);

/* Words that the pages share. */
Str letter_format_words(Str format);                              /* "Large print" */
Str letter_held_words(Str held_for);                              /* "The person has died" */
Str letter_state_words(Arena *arena, const LetterSending *letter);/* "Posted on 22 November 2026" */
Str letter_language_words(const Care *care, Str language);        /* "Română"; empty for English */

#endif

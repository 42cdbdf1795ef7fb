/* A letter as it was sent, ready for print. */
#ifndef KITH_CARE_LETTER_PAGE_LETTER_H
#define KITH_CARE_LETTER_PAGE_LETTER_H

#include "web/request.h"

void page_letter(const Request *request, Response *response);

/* A letter's plain text as markup: "## " a heading, "- " a list, paragraphs. For residents' pages too. */
void letter_text_show(Html *out, Str text);

#endif

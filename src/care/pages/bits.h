/* Small pieces that many staff pages write: headings, notes, links in table cells, addresses of records.
 *
 * Not for anything that has a component of its own.
 */
#ifndef KITH_CARE_PAGES_BITS_H
#define KITH_CARE_PAGES_BITS_H

#include "care/pages/pages.h"

void bit_heading(Html *out, Str text);       /* the page's h1 */
void bit_heading_small(Html *out, Str text); /* h2 */
void bit_paragraph(Html *out, Str text);
void bit_note(Html *out, Str text);          /* small and grey; nothing when it is empty */

/* A letter's plain text as markup: "## " a heading, "- " a list, paragraphs. */
void bit_letter_text(Html *out, Str text);

/* "/people/01…/facts"; rest may be empty. */
Str bit_person_href(Arena *arena, Str person, const char *rest);
Str bit_work_href(Arena *arena, Str work);

/* For table cells. note stands small under the link; it may be empty. */
Markup bit_link(Arena *arena, Str href, Str text);
Markup bit_link_with_note(Arena *arena, Str href, Str text, Str note);
Markup bit_text_with_note(Arena *arena, Str text, Str note);
Markup bit_due(Arena *arena, Date due, Date today);

/* What a row of the audit was read for, as its code says; a code without words of its own is shown as it is. */
Str bit_purpose_words(Str purpose);

/* "A, b": the parts that are not empty. */
Str bit_list(Arena *arena, const Str *parts, size_t count, const char *separator);
/* The words for an outcome's id, of whichever pathway; the code in words when no pathway has it. */
Str bit_outcome_words(const Care *care, Str outcome);
/* The website, the program itself, or the person's name. */
Str bit_by_words(Str by_name);
/* A code with '-' for spaces and a capital: "in-progress" is "In progress". Only where a code has no words of its own. */
Str bit_code_words(Arena *arena, Str code);

#endif

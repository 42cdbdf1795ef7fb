/* Checks of content: only for folders that are about to be used, not for releases that were published. */
#ifndef KITH_PRACTICE_WORDING_H
#define KITH_PRACTICE_WORDING_H

#include "practice/internal.h"

typedef struct WordingFile WordingFile;

/* Adds what is wrong, each with its place. After everything was linked. */
void practice_check_content(Practice *practice, Problems *problems);
/* A question with a term of wording.yaml and no hint of its own says what the term means. */
void practice_explain_terms(Practice *practice);
/* Each letter is plain (grade 6) and fits two sides (600 words), with all that it shares. */
void practice_check_letters(const Practice *practice, Problems *problems);
/* A letter in another language has the same headings, list items, fields and figures in the same places as the English one;
 * in easy words it is plainer than that (grade 4). */
void practice_check_translations(const Practice *practice, Problems *problems);
/* Translations stand only for what is there in English, and whole questions at a time. */
void practice_check_languages(const Practice *practice, Problems *problems);

#endif

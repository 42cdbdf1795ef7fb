/* How alike two names are by their common letters in nearly the same places, with weight on the beginning.
 *
 * Jaro 1989; Winkler 1990: a tenth of what is missing is added for each of the first four letters that agree, where the
 * likeness before that is over 0.7. On bytes.
 */
#ifndef KITH_ENGINE_COMPARING_JARO_WINKLER_H
#define KITH_ENGINE_COMPARING_JARO_WINKLER_H

#include "base/str.h"

enum { JARO_BYTES_MAX = 64 }; /* of longer texts the first so many bytes count */

/* 0 (nothing in common) to 1 (equal); symmetric. Two empty texts are equal. */
double jaro_similarity(Str left, Str right);
double jaro_winkler_similarity(Str left, Str right);

#endif

/* What a word that stands in no listing was most likely meant for. For the search of this room. */
#ifndef KITH_CARE_DIRECTORY_SPELLING_H
#define KITH_CARE_DIRECTORY_SPELLING_H

#include "care/care.h"

/* The nearest word that some listing has: one slip in a word of four or five letters, two in a longer one (a letter
 * changed, added, left out, or swapped with its neighbour); of equals the one that stands in names. Empty when none is
 * near. word is folded (str_fold). */
Status spelling_nearest(Care *care, Str word, Str *out) MUST_USE;

#endif

/* How many slips make one text of another: a letter changed, added or left out, or two neighbours exchanged.
 *
 * Optimal string alignment on bytes (Damerau's four slips, none edited twice). Texts that differ in length by more than
 * the limit, or are long, cost nothing. Used by search and by linkage.
 */
#ifndef KITH_ENGINE_COMPARING_EDIT_DISTANCE_H
#define KITH_ENGINE_COMPARING_EDIT_DISTANCE_H

#include "base/str.h"

enum { EDIT_BYTES_MAX = 64, EDIT_DISTANCE_MAX = 8 };

/* The distance, or most + 1 when it is larger than most (0 to EDIT_DISTANCE_MAX). Of texts longer than EDIT_BYTES_MAX
 * once what they begin and end with alike is set aside, only equality is known: most + 1 unless equal. */
size_t edit_distance(Str left, Str right, size_t most);

#endif

/* Finds the known name that somebody most likely meant: for messages such as 'did you mean "washing"?'.
 *
 * Not for searching people: that is the search index's work.
 */
#ifndef KITH_BASE_NEAREST_H
#define KITH_BASE_NEAREST_H

#include "base/str.h"

enum { NEAREST_NAME_LENGTH_MAX = 64 }; /* longer names are never suggested */

/* How many letters must be changed, added, dropped or swapped with their neighbour to make right of left; both at most
 * NEAREST_NAME_LENGTH_MAX long. */
size_t nearest_distance(Str left, Str right);

/* The name with the smallest distance to wanted, the first of equals; the empty Str when none is near (more than a
 * third of its letters differ). */
Str nearest_name(Str wanted, const Str *names, size_t count);

#endif

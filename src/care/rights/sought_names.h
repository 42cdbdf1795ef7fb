/* Names that are looked for in everything held about somebody: is there a word of another person's name in this text?
 *
 * A word of four letters or more is found anywhere, also within a word ("Benedict's"); one of three only as a word of its own;
 * shorter ones not at all. Words of the person's own names are never found: a shared family name tells of nobody else.
 * The time to look through a text does not grow with the number of names.
 */
#ifndef KITH_CARE_RIGHTS_SOUGHT_NAMES_H
#define KITH_CARE_RIGHTS_SOUGHT_NAMES_H

#include "base/str.h"

typedef struct SoughtNames SoughtNames;

/* Lives in the arena, as the texts that are added must. */
SoughtNames *sought_names_make(Arena *arena, Str own_name, Str own_known_as);
/* whose: what sought_names_find answers for any word of the name. */
void sought_names_add(SoughtNames *sought, Str name, Str whose);
/* Whose name is first in a folded text (str_fold); empty when nobody's is. */
Str sought_names_find(const SoughtNames *sought, Str folded);

#endif

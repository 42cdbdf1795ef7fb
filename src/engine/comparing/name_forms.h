/* Forms of one name that need neither look nor sound alike: Bill and William, Małgosia and Małgorzata, Md and Mohammed,
 * O'Sullivan and Sullivan. The one list of the house: finding people looks up the forms of what was typed, linkage weighs
 * them.
 *
 * Not for judging what somebody's proper name is, and no spelling that sounds.h hears alike needs a line.
 * Sources: short forms, spellings and customs of data/demonstration/names.csv over the communities of five English
 * boroughs, and what is generally known of short forms; none of it is taken from a published list.
 */
#ifndef KITH_ENGINE_COMPARING_NAME_FORMS_H
#define KITH_ENGINE_COMPARING_NAME_FORMS_H

#include "base/str.h"

/* The words of a group, parted by one space, folded; NULL behind the last. Words of one group are forms of one name; a
 * word may stand in several. */
const char *name_forms_group(size_t place);
/* Does the word stand among those of a group? */
bool name_forms_stand_in(Str word, Str group);
/* Both folded words stand in one group; symmetric. False for equal words that are in none. */
bool name_forms_are_alike(Str left, Str right);

#endif

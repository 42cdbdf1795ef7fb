/* Short, everyday and other-language forms of given names: Bill is William, Małgosia Małgorzata, Paddy Patrick.
 *
 * A small list of ours, from general knowledge, over the communities that English councils meet; forms that sound alike
 * are left to sounds.h. Not for judging what somebody's proper name is.
 */
#ifndef KITH_ENGINE_COMPARING_NICKNAMES_H
#define KITH_ENGINE_COMPARING_NICKNAMES_H

#include "base/str.h"

/* The words of a group, parted by one space, folded; NULL behind the last. Words of one group are forms of one name. */
const char *nicknames_group(size_t place);
/* Both folded words stand in one group; symmetric. False for equal words that are in none. */
bool nicknames_are_alike(Str left, Str right);

#endif

/* Which file may include which: the floors of the house, read from #include lines alone.
 *
 * Not a check of what the code does with what it includes, and nothing about files outside src/.
 */
#ifndef KITH_TOOLS_FLOOR_RULES_H
#define KITH_TOOLS_FLOOR_RULES_H

#include "base/problems.h"

/* Reports every broken floor of one file. path is relative to the root ("src/care/person/person.c"); text is what it
 * holds. A .sql file is judged by where it stands; any other file that is not C is left alone. */
void floor_rules_check(Arena *arena, Str path, Str text, Problems *problems);

#endif

/* How code looks, as far as a machine can see it: the limits and the words of docs/conventions.md.
 *
 * Not a formatter and not the floors (floor_rules.h). What the project did not write is never given to it.
 */
#ifndef KITH_TOOLS_STYLE_RULES_H
#define KITH_TOOLS_STYLE_RULES_H

#include "base/problems.h"

enum {
	STYLE_FUNCTION_LINES_MAX = 70, /* between the braces */
	STYLE_LINE_COLUMNS_MAX = 140,
	STYLE_TAB_COLUMNS = 4,
};

/* Is this a text file of ours that the rules know? By the ending of its name. */
bool style_rules_know(Str path);

/* Reports what one file of the tree breaks. path is relative to the root: some rules hold in some folders only. */
void style_rules_check(Arena *arena, Str path, Str text, Problems *problems);

#endif

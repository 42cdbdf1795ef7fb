/* Changing a YAML file at one place, so that every other byte of it stays: comments, order, quotes.
 *
 * Each function gives the whole new text for one change; the next change starts from yaml_parse of that text, for
 * every place behind it has moved. Nodes are those of the very text that is given. Not for making files from nothing.
 */
#ifndef KITH_BASE_YAML_EDIT_H
#define KITH_BASE_YAML_EDIT_H

#include "base/yaml.h"

/* words as a YAML text in quotes, whatever stands in it. */
Str yaml_quote(Arena *arena, Str words);

/* With words in the place of a scalar. */
Str yaml_with_text(Arena *arena, Str source, const YamlNode *scalar, Str words);
/* With a new pair behind the pair `after`, which must be there. */
Str yaml_with_pair(Arena *arena, Str source, const YamlNode *mapping, Str after, Str key, Str words);
/* Without the pair, which must be there and not be the mapping's first. */
Str yaml_without_pair(Arena *arena, Str source, const YamlNode *mapping, Str key);

/* The last line that holds any of the node. */
uint32_t yaml_last_line(const YamlNode *node);
/* With lines (each ended by a line feed; may be empty) in the place of the lines first to last; last may be first - 1:
 * then nothing goes. Lines count from 1. */
Str yaml_with_lines(Arena *arena, Str source, uint32_t first, uint32_t last, Str lines);
/* The same lines, each that is not empty with so many spaces before it, the last ended by a line feed. */
Str yaml_indent(Arena *arena, Str lines, uint32_t spaces);

#endif

/* What the reader and the reference writer both know of the schema types. For the two of them only. */
#ifndef KITH_BASE_YAML_TYPES_H
#define KITH_BASE_YAML_TYPES_H

#include "base/yaml.h"

typedef struct YamlLimits {
	int64_t least;
	int64_t most;
} YamlLimits;

/* "a whole number": what is expected, for messages and the reference. */
Str yaml_type_words(YamlType type);
/* The limits that hold for one value of type when its field gives none. */
YamlLimits yaml_type_limits(YamlType type);
/* The limits of the field: its own, else those of its type or, for a list, 0 to 1,000 items. */
YamlLimits yaml_field_limits(const YamlField *field);
/* The bytes of one value of the field's type. */
size_t yaml_field_size(const YamlField *field);
/* "an" before a vowel, else "a". */
const char *yaml_article(Str noun);

#endif

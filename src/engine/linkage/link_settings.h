/* The settings of a linkage, as a council writes them: the id's column, and what kind each other column is. */
#ifndef KITH_ENGINE_LINKAGE_LINK_SETTINGS_H
#define KITH_ENGINE_LINKAGE_LINK_SETTINGS_H

#include "engine/linkage/linkage.h"

typedef struct LinkSettings {
	Str id; /* the column that names a record */
	LinkColumn columns[LINK_COLUMNS_MAX];
	size_t column_count;
	bool one_to_one;
	int64_t seed;
} LinkSettings;

/* Reads YAML; problems name file, line and what was expected. */
Status link_settings_read(Arena *arena, Str file_name, Str text, LinkSettings *out, Problems *problems) MUST_USE;

#endif

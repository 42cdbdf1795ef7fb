/* What the commands of kith cld share: the code lists, and the year of a return. */
#ifndef KITH_CLI_CLD_FILES_H
#define KITH_CLI_CLD_FILES_H

#include "cli/options.h"
#include "engine/returns/cld_lists.h"

typedef struct CldTables {
	CldCodes codes;
	CldReleaseMap map;
	const CldLists *lists;
} CldTables;

/* The lists that the program carries. */
Status cld_tables_load(CldTables *out, Arena *arena, Problems *problems) MUST_USE;

/* "2024/25": 1 April 2024 to 31 March 2025. Also 2024-25. A problem names what is not a year. */
Status cld_year_read(Str text, Date *from, Date *to, Problems *problems) MUST_USE;

#endif

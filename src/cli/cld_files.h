/* What the commands of kith cld share: the code lists, and the year of a return. */
#ifndef KITH_CLI_CLD_FILES_H
#define KITH_CLI_CLD_FILES_H

#include "cli/options.h"
#include "engine/returns/cld_lists.h"
#include "engine/returns/cld_national.h"
#include "engine/returns/cld_pass.h"

typedef struct CldTables {
	CldCodes codes;
	CldReleaseMap map;
	const CldLists *lists;
	CldNational national;
} CldTables;

/* The lists and published figures that the program carries. */
Status cld_tables_load(CldTables *out, Arena *arena, Problems *problems) MUST_USE;

/* "2024/25": 1 April 2024 to 31 March 2025. Also 2024-25. A problem names what is not a year. */
Status cld_year_read(Str text, Date *from, Date *to, Problems *problems) MUST_USE;

/* Opens the words of the line: files, or - for standard input, of which a copy is kept in a temporary file when it will be
 * read twice. */
typedef struct CldInput {
	CldFile *files;
	size_t count;
} CldInput;

Status cld_input_open(CldInput *out, const CommandLine *line, Arena *arena, bool twice, Problems *problems) MUST_USE;
void cld_input_close(CldInput *input);
/* As many threads as the machine has cores, at most four unless --threads says otherwise. */
size_t cld_threads(const CommandLine *line);
size_t cld_cores(void);

#endif

/* For fuzz targets that need the practice that ships, or a record: made at the first call, taken away at the end. */
#ifndef KITH_FUZZ_RECORD_H
#define KITH_FUZZ_RECORD_H

#include "care/care.h"

enum { FUZZ_PATH_BYTES_MAX = 256 };

/* Thurrock's, over the common folder: targets run in the folder of the repository. */
const Practice *fuzz_practice(void);
/* The system's desk over a record without people; everything that is asked of it lives in arena. */
Care fuzz_desk(Arena *arena);
/* A folder beside the record for files that are read by name. */
const char *fuzz_folder(void);
/* Puts text into that folder under a name. */
void fuzz_folder_put(const char *name, Str text);

#endif

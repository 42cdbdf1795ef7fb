/* Files as one: the ustar format of POSIX.1, plain files alone. Not for reading. */
#ifndef KITH_BASE_TAR_H
#define KITH_BASE_TAR_H

#include "base/buffer.h"
#include "base/clock.h"

enum { TAR_NAME_BYTES_MAX = 99, TAR_FOLDER_BYTES_MAX = 150 };

/* path is relative; its name and its folders with their slashes keep to the limits (asserted). */
void tar_add(Buffer *out, Str path, Str text, Instant changed_at);
/* After the last file. */
void tar_end(Buffer *out);

#endif

/* A file without a name for what is too much for memory: it is gone when it is closed, or when the process ends.
 *
 * In $TMPDIR, else in /var/tmp, which is on disk where /tmp often is memory. Readable by this user alone.
 */
#ifndef KITH_BASE_SPOOL_H
#define KITH_BASE_SPOOL_H

#include "base/str.h"

/* A descriptor to read and write; -1 when none could be made. The caller closes it. */
int spool_open(void);
/* Writes all of the bytes where the descriptor stands, through interruptions; false when that cannot be done. */
bool spool_write(int descriptor, Str bytes) MUST_USE;

#endif

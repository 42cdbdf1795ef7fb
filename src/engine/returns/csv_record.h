/* One record of a CSV file after another (RFC 4180: commas, quotes doubled inside quotes, LF or CRLF). */
#ifndef KITH_ENGINE_RETURNS_CSV_RECORD_H
#define KITH_ENGINE_RETURNS_CSV_RECORD_H

#include "base/buffer.h"

/* Cuts the next record off *rest into at most max fields (borrowed, or copied into arena when quotes were taken off).
 * STATUS_NOT_FOUND when nothing is left; STATUS_INVALID for a quote that never ends or more fields than max: the
 * record is then skipped to the end of its line. lines is how many lines of the file the record took. */
Status csv_record_next(Arena *arena, Str *rest, Str *fields, size_t max, size_t *count, uint32_t *lines) MUST_USE;

/* Adds one field, in quotes when it needs them. */
void csv_add_field(Buffer *out, Str field);

#endif

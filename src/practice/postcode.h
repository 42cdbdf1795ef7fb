/* Postcodes of the United Kingdom: read as people type them, kept in one form. Not whether one is in use. */
#ifndef KITH_PRACTICE_POSTCODE_H
#define KITH_PRACTICE_POSTCODE_H

#include "base/str.h"

/* "rm176sl", "RM17 6SL" give "RM17 6SL". STATUS_INVALID when it has not the shape of a full postcode. */
Status postcode_read(Arena *arena, Str typed, Str *out) MUST_USE;

#endif

/* gzip for responses. The one file of this floor that includes zlib is compress.c. */
#ifndef KITH_WEB_COMPRESS_H
#define KITH_WEB_COMPRESS_H

#include "base/str.h"

enum { COMPRESS_BYTES_MIN = 1024 };

/* Whether an Accept-Encoding header takes gzip ("gzip;q=0" does not). */
bool gzip_is_accepted(Str accept_encoding);
/* HTML, CSS, script, JSON, SVG and plain text gain by it; pictures, fonts and packed files do not. */
bool gzip_is_worthwhile(Str media_type, size_t length);
/* The gzip form in the arena. Without out->data when it would not be smaller. */
Str gzip_pack(Arena *arena, Str text);

#endif

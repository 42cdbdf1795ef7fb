/* Files of data/ as the build found them. */
#ifndef KITH_CLI_CLD_TEXTS_H
#define KITH_CLI_CLD_TEXTS_H

#include "base/str.h"

extern const Str CLD_CODES_CSV;     /* data/cld/codes.csv */
extern const Str CLD_RELEASE_1_CSV; /* data/cld/release1.csv */
extern const Str CLD_STANDING_CSV;  /* data/cld/standing.csv */
extern const Str CLD_COUNCILS_CSV;  /* data/cld/councils.csv */
extern const Str CLD_POPULATIONS_CSV; /* data/cld/populations.csv */
extern const Str CLD_PUBLISHED_CSV; /* data/measures/published.csv */

#endif

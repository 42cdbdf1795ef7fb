/* Money as whole pence, and exact decimals in and out. No floating point anywhere near it. */
#ifndef KITH_BASE_MONEY_H
#define KITH_BASE_MONEY_H

#include "base/str.h"

typedef int64_t Pence;

/* Reads "742.50", "£742.50", "1,040", "-3.5" (350 pence below nought); at most two decimals. */
Status money_parse(Str text, Pence *out) MUST_USE;
Str money_format(Arena *arena, Pence pence);       /* "£1,040.00", "-£3.50" */
Str money_format_plain(Arena *arena, Pence pence); /* "1040.00", for files */
/* numerator / denominator rounded half up (towards plus infinity at .5); denominator > 0. */
int64_t divide_half_up(int64_t numerator, int64_t denominator);

#endif

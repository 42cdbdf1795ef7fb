/* NHS numbers: ten digits, the last one a check digit (modulus 11).
 *
 * The digits 1 to 9 are weighted 10 down to 2; 11 less the remainder by 11 is the check digit, 11 counts as 0, and 10
 * means that there is no such number. Source: NHS Data Dictionary, NHS NUMBER (from memory).
 */
#ifndef KITH_ENGINE_FINDING_NHS_NUMBER_H
#define KITH_ENGINE_FINDING_NHS_NUMBER_H

#include "base/str.h"

/* Ten digits without spaces and with the right check digit. */
bool nhs_number_is_valid(Str digits);
/* Reads "943 476 5919" or "943-476-5919" into ten digits; STATUS_INVALID when it is not a valid number. */
Status nhs_number_read(Arena *arena, Str typed, Str *out) MUST_USE;
/* "943 476 5919", as it is shown; anything but ten digits as it is. */
Str nhs_number_format(Arena *arena, Str digits);

#endif

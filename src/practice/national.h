/* The nation's facts that a release takes with it: bank holidays and the lists of the client level data. */
#ifndef KITH_PRACTICE_NATIONAL_H
#define KITH_PRACTICE_NATIONAL_H

#include "practice/internal.h"

/* Reads data/bank-holidays.csv and data/cld/codes.csv when the release has them. */
void practice_read_data(Practice *practice, Problems *problems);

#endif

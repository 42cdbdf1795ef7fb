/* Legal powers as the record says them, each with what it does not reach (DO-NO-HARM 18): a power over health and welfare
 * holds only while the person cannot decide, one over money reaches nothing else, and one that nobody has seen or that
 * has ended is none. */
#ifndef KITH_CARE_PAGES_LEGAL_POWERS_H
#define KITH_CARE_PAGES_LEGAL_POWERS_H

#include "care/pages/pages.h"

/* stored: the answer legal_authority. Empty when it names no power. */
Str legal_powers_words(Care *care, Str stored);

#endif

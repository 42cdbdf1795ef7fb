/* Legal powers as the record says them, each with what it does not reach (DO-NO-HARM 18): a power over health and welfare
 * holds only while the person cannot decide, one over money reaches nothing else, and one that nobody has seen, that is
 * suspended or that has ended is none. The rules are in care/power; here are the words and the card. */
#ifndef KITH_CARE_PAGES_LEGAL_POWERS_H
#define KITH_CARE_PAGES_LEGAL_POWERS_H

#include "care/pages/record.h"

/* stored: the answer legal_authority. about: what is decided on the page (lists/decision-about.yaml), empty for pages on which
 * nothing is. Empty when it names no power. */
Str legal_powers_words(Care *care, Str stored, Str about);
/* What was concluded about capacity, decision by decision, and who may act for the person; nothing when there is neither. */
Status decisions_card(Care *care, Html *out, const RecordPage *record) MUST_USE;

#endif

/* ASCOF 2A: episodes of reablement of new clients, and what followed each. */
#ifndef KITH_ENGINE_RETURNS_CLD_REABLEMENT_H
#define KITH_ENGINE_RETURNS_CLD_REABLEMENT_H

#include "engine/returns/cld_measures.h"

/* Counts in 2A, ST-MAX and ST-MAX-EXISTING. */
void cld_measure_reablement(const CldMeasureSettings *settings, const CldPerson *person, CldCount *count, void *context);

#endif

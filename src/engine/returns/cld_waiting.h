/* Waiting times: from the request of somebody new to the first response, and to the first service.
 *
 * Source: DHSC, waiting times method, version 1.1 of 19 May 2026 (provisional), read 22 November 2026. Its flag of first
 * conversations is made where nobody can read it, and is not used: no request is its own response.
 */
#ifndef KITH_ENGINE_RETURNS_CLD_WAITING_H
#define KITH_ENGINE_RETURNS_CLD_WAITING_H

#include "engine/returns/cld_measures.h"

/* Counts in WAIT-RESPONSE and WAIT-SERVICE: days as the numerator. */
void cld_measure_waiting(const CldMeasureSettings *settings, const CldPerson *person, CldCount *count, void *context);

#endif

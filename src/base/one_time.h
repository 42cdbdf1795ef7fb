/* One-time codes from a shared secret and the time: RFC 4226 and RFC 6238, with SHA-1, six digits and thirty seconds, which
 * is what every authenticator app takes.
 *
 * SHA-1 stands here alone, inside an HMAC, where its broken collision resistance does not matter. Not for anything else.
 */
#ifndef KITH_BASE_ONE_TIME_H
#define KITH_BASE_ONE_TIME_H

#include "base/clock.h"
#include "base/str.h"

enum {
	ONE_TIME_SECRET_BYTES = 20,
	ONE_TIME_DIGITS = 6,
	ONE_TIME_STEP_SECONDS = 30,
};

/* The code of one step, digits (6 to 8) long, with its leading noughts. */
Str one_time_code(Arena *arena, Str secret, uint64_t step, int digits);
/* The step that an instant lies in; instants before 1970 are step 0. */
uint64_t one_time_step(Instant at);

/* RFC 4648's alphabet of 32, without padding: how a secret is typed into an app. */
Str one_time_base32(Arena *arena, Str bytes);

#endif

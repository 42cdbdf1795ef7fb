/* Random numbers: secrets from the system, and repeatable streams for demonstrations and tests.
 *
 * RandomStream is not for secrets. Streams with different keys are independent, so that adding one entity to a
 * demonstration changes no other.
 */
#ifndef KITH_BASE_RANDOM_H
#define KITH_BASE_RANDOM_H

#include "base/str.h"

typedef struct RandomStream {
	uint64_t state;
	uint64_t increment;
} RandomStream;

/* A stream for seed and key (such as "thurrock/person/1042"): the same two, the same numbers, on any machine. */
RandomStream random_stream(uint64_t seed, Str key);
uint32_t random_next(RandomStream *stream);
/* 0 <= result < bound, every value equally likely; bound > 0. */
uint32_t random_below(RandomStream *stream, uint32_t bound);
/* True in millionths out of a million cases. */
bool random_chance(RandomStream *stream, uint32_t millionths);

/* Bytes from the system for secrets. */
void random_secret(void *out, size_t size_bytes);

#endif

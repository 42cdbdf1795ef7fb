/* Ids of rows, and references that people read out on the phone.
 *
 * An id is 26 characters (48 bits of milliseconds, 80 random bits, Crockford base 32): unique without asking the
 * database, and sorting by id sorts by time. A reference is "KT-4R7M-QVX9": seven random characters and a check
 * character, from an alphabet without vowels and without characters that are mistaken for others.
 */
#ifndef KITH_BASE_ID_H
#define KITH_BASE_ID_H

#include <pthread.h>

#include "base/clock.h"
#include "base/random.h"

enum { ID_LENGTH = 26, REFERENCE_LENGTH = 12 };

/* Where ids come from: the system's randomness, or a seeded stream for a demonstration. Thread safe. */
typedef struct IdSource {
	pthread_mutex_t lock;
	const Clock *clock;
	bool seeded;
	RandomStream stream;
	Instant last_millisecond;
	uint32_t within_millisecond; /* keeps the order of ids made in one millisecond */
} IdSource;

void id_source_init(IdSource *source, const Clock *clock);
void id_source_init_seeded(IdSource *source, const Clock *clock, uint64_t seed);
void id_source_clear(IdSource *source);

/* A new id, later in order than all that this source has made (as long as its clock does not go back). */
Str id_make(IdSource *source, Arena *arena);
bool id_is_valid(Str id);

/* A new reference with prefix (two capital letters). The caller makes sure that it is not taken. */
Str reference_make(IdSource *source, Arena *arena, Str prefix);
/* Brings what somebody typed or heard ("kt 4r7m qvx9") into the one form; STATUS_INVALID when the check fails. */
Status reference_read(Arena *arena, Str typed, Str *out) MUST_USE;

#endif

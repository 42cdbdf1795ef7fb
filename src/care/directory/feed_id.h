/* The UUIDs under which things leave in the open feed, and the way back.
 *
 * A thing that came with a UUID keeps it. An id of ours becomes a UUID of version 8 (RFC 9562) that holds the same bits,
 * so that it is found again without a table. What has no row of its own (an address, a telephone number) gets one made
 * from its kind and the id that it belongs to: the same each time.
 */
#ifndef KITH_CARE_DIRECTORY_FEED_ID_H
#define KITH_CARE_DIRECTORY_FEED_ID_H

#include "base/str.h"

enum { UUID_LENGTH = 36 };

/* 8-4-4-4-12 hexadecimal digits of either case; nothing is asked of version and variant. */
bool uuid_is_valid(Str text);
/* id is one of ours (base/id.h), made before the year 2109. */
Str uuid_of_id(Arena *arena, Str id);
/* False when it is none that uuid_of_id makes. Digits of either case. */
bool uuid_to_id(Arena *arena, Str uuid, Str *id);
/* kind: "address", "phone", …. */
Str uuid_made_from(Arena *arena, const char *kind, Str id);
/* The thing's original id when it is a UUID, else uuid_of_id(id). */
Str uuid_kept(Arena *arena, Str original_id, Str id);

#endif

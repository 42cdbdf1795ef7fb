/* Releases of practice: a checked folder stored under its hash, in force from a date. A folder that does not pass is
 * refused with every problem's place, and the last good release stays in force.
 */
#ifndef KITH_CARE_RELEASE_RELEASE_H
#define KITH_CARE_RELEASE_RELEASE_H

#include "care/care.h"

/* Publishes what was loaded. Needs practice-publish. */
Status release_publish(Care *care, const Practice *practice, Instant effective_from) MUST_USE;

/* The release in force now, loaded into arena. STATUS_NOT_FOUND when none was ever published. */
Status release_load(StoreConnection *reader, Arena *arena, const Clock *clock, Problems *problems, Practice **out) MUST_USE;
/* The release of that hash, whenever it was in force. */
Status release_load_hash(StoreConnection *reader, Arena *arena, Str hash, Problems *problems, Practice **out) MUST_USE;
/* Is the release in force another one than hash? */
Status release_changed(StoreConnection *reader, Arena *arena, const Clock *clock, Str hash, bool *out) MUST_USE;

typedef struct Release {
	Str hash;
	Instant published_at;
	Str published_by;
	Instant effective_from;
} Release;
Status release_list(Care *care, Release **out, size_t *count) MUST_USE;

#endif

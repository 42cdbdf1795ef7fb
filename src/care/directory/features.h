/* What a listing's words say about who it is for, what it costs, when it is open and who can get in. For this room.
 *
 * A reading of words by a table: a proposal for filters, never a promise. A sentence that says no or not tells nothing.
 */
#ifndef KITH_CARE_DIRECTORY_FEATURES_H
#define KITH_CARE_DIRECTORY_FEATURES_H

#include "care/directory/directory_import.h"

/* Fills draft->features from its texts. */
void features_read(Arena *arena, ListingDraft *draft);

/* "MO,WE" for a feed from features of kind day; empty when there are none. */
Str features_byday(Arena *arena, const DirectoryFeature *features, size_t count);

/* Writes a listing's features anew. */
Status features_put(CareWrite *write, Str listing, const DirectoryFeature *features, size_t count) MUST_USE;

#endif

/* What pages of several rooms show of records that may be of one person (care/duplicates).
 *
 * Not for the queue itself: care/duplicates/page_duplicates.h.
 */
#ifndef KITH_CARE_PAGES_ALIKE_H
#define KITH_CARE_PAGES_ALIKE_H

#include "care/duplicates/duplicates.h"
#include "care/pages/bits.h"

/* The way to the queue; nothing for those who may not merge. */
void alike_link(const Care *care, Html *out);
/* Where two records are compared; the first is the one that would be kept. */
Str alike_compare_href(Arena *arena, Str person, Str other);
Markup alike_tag(Arena *arena, DuplicateLikely likely);
/* "Jo Okafor, Today 09:12" */
Str alike_said_by(Care *care, const DuplicateApart *apart);

/* Who else this record may be, each to compare with; writes the read row of those. */
Status alike_panel(Care *care, Html *out, Str person) MUST_USE;
/* That somebody said of these two that they are two people; nothing when nobody did. */
Status alike_said_panel(Care *care, Html *out, Str person, Str other) MUST_USE;

#endif

/* Between the files of this room: everything held about somebody as entries, before any decision. */
#ifndef KITH_CARE_RIGHTS_GATHER_H
#define KITH_CARE_RIGHTS_GATHER_H

#include "care/rights/subject_access.h"

/* On the desk's own reader, by the rules of who may see; the caller has checked that the actor may. In the order of time.
 * STATUS_FULL over SUBJECT_ENTRIES_MAX or SUBJECT_BYTES_MAX. */
Status gather(Care *care, const SubjectRequest *request, SubjectEntry **out, size_t *count) MUST_USE;

/* At most so many bytes it takes in the copy, as part of the document or as JSON. */
size_t subject_entry_bytes(const SubjectEntry *entry);

#endif

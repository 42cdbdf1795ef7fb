/* Between the files of this room: everything held about somebody as entries, before any decision. */
#ifndef KITH_CARE_RIGHTS_GATHER_H
#define KITH_CARE_RIGHTS_GATHER_H

#include "care/rights/subject_access.h"

/* Inside a write that has checked. In the order of time. STATUS_FULL over SUBJECT_ENTRIES_MAX. */
Status gather_in(CareWrite *write, Str current, SubjectEntry **out, size_t *count) MUST_USE;

#endif

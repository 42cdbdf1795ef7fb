/* What the files of this room share inside a write. Not for other rooms: they use person.h. */
#ifndef KITH_CARE_PERSON_PERSON_WRITE_H
#define KITH_CARE_PERSON_PERSON_WRITE_H

#include "care/person/person.h"

/* The current record behind id. */
Status person_current_in(CareWrite *write, Str id, Str *current) MUST_USE;
/* Derived rows of one current record. */
Status person_refresh_summary(CareWrite *write, Str current) MUST_USE;
Status person_clear_tokens(CareWrite *write, Str current) MUST_USE;
Status person_refresh_visible(CareWrite *write, Str current) MUST_USE;
Status person_refresh_facts(CareWrite *write, Str subject_kind, Str subject) MUST_USE;
/* True when a change of this question changes names, dates, addresses or tokens. */
bool person_summary_uses(Str question);

#endif

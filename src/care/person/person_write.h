/* What the files of this room share inside a write. Not for other rooms: they use person.h. */
#ifndef KITH_CARE_PERSON_PERSON_WRITE_H
#define KITH_CARE_PERSON_PERSON_WRITE_H

#include "care/person/person.h"

/* Those who work with records: any of the permissions to read, search, edit or take a contact. */
Status person_require_reading(const Care *care) MUST_USE;
/* A look at what may be a hidden record, to be weighed: person is the id that was opened, or tokens what was searched for, a
 * line each. The same row when nothing was there. */
Status person_note_look_in(CareWrite *write, Str person, Str tokens) MUST_USE;
/* The current record behind id. */
Status person_current_in(CareWrite *write, Str id, Str *current) MUST_USE;
/* Derived rows of one current record. */
Status person_refresh_summary(CareWrite *write, Str current) MUST_USE;
Status person_clear_tokens(CareWrite *write, Str current) MUST_USE;
/* What finds one current record, as stored; wanted replaces what stands. */
Status person_put_tokens(CareWrite *write, Str current, const Str *wanted, size_t count) MUST_USE;
/* The words of somebody's names as misspellings meet them, whether the words were known or not. */
Status person_ensure_near_forms(CareWrite *write, Str current) MUST_USE;
Status person_refresh_visible(CareWrite *write, Str current) MUST_USE;
/* The same answers again, today, in the history of person, whatever record that id belongs to now. */
Status person_confirm_in(CareWrite *write, Str person, const Answer *answers, size_t count) MUST_USE;
/* Where they live now; STATUS_NOT_FOUND when that is not known. */
Status person_place_in(CareWrite *write, Str current, Str *place) MUST_USE;
/* From today they live at a place that is known. */
Status person_live_at_in(CareWrite *write, Str person, Str place) MUST_USE;
/* Where a household answer belongs: the place where they live now, a new one when there is none or they moved. */
Status person_place_for_in(CareWrite *write, Str person, Str current, bool moved, Date from, Str *place) MUST_USE;
/* A postcode that differs from the one of the place where they live means that they moved. */
Status person_place_moved_in(CareWrite *write, Str current, const Answer *answers, size_t count, bool *moved) MUST_USE;
/* Summaries and tokens of all who live or lived there. */
Status person_refresh_place_people(CareWrite *write, Str place) MUST_USE;
Status person_refresh_facts(CareWrite *write, Str subject_kind, Str subject) MUST_USE;
/* True when a change of this question changes names, dates, addresses or tokens. */
bool person_summary_uses(Str question);

/* Two records that were joined, and the map of ids that a row of such joins makes, in their order. */
typedef struct MergePair {
	Str kept;
	Str merged;
} MergePair;
typedef struct IdentityLink {
	Str id;
	struct IdentityLink *into; /* itself when it is a current record */
} IdentityLink;
typedef struct IdentityMap {
	IdentityLink *links; /* by id */
	size_t count;
} IdentityMap;
IdentityMap identity_map_make(Arena *arena, const MergePair *merges, size_t count);
/* NULL when no merge names it. */
IdentityLink *identity_map_find(const IdentityMap *map, Str id);
/* The id itself when no merge names it. */
Str identity_map_current(const IdentityMap *map, Str id);

#endif

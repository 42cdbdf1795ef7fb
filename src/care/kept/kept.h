/* Forms that somebody of the staff sent after their session had ended. They go to no record: they are kept for who sent them, shown
 * to nobody else, and offered when the same person has signed in again (docs/drafts.md).
 *
 * Not for drafts: those stand in care/work, and what the browser keeps stands in assets/keep.js.
 */
#ifndef KITH_CARE_KEPT_KEPT_H
#define KITH_CARE_KEPT_KEPT_H

#include "care/care.h"

enum { KEPT_MAX = 20, KEPT_DAYS = 14 };

typedef struct Kept {
	Str id;
	Str work;      /* whose answers they are; empty for any other form */
	Str path;      /* the form's address; may be empty with work */
	Str fields;    /* as form_parse reads them */
	int64_t files; /* chosen with it and not kept */
	Instant at;
} Kept;

/* Whose session a browser's cookie was, when it ended by itself less than a day ago. STATUS_NOT_FOUND for one that lives,
 * was signed out, was ended by somebody, or was never there. */
typedef struct SessionBefore {
	Str user;
	Str name;
} SessionBefore;
Status kept_session_before(Care *care, Str token, SessionBefore *out) MUST_USE;

/* For the public desk: nobody is signed in. id and at of the form are made here. STATUS_FULL when KEPT_MAX of this user's wait already. */
Status kept_add(Care *care, Str user, const Kept *form) MUST_USE;

/* The actor's own, oldest first; what is older than KEPT_DAYS is not there any more. */
Status kept_list(Care *care, Kept **out, size_t *count) MUST_USE;
Status kept_count(Care *care, int64_t *out) MUST_USE;
/* The actor's own; one that is not there is STATUS_OK. */
Status kept_remove(Care *care, Str id) MUST_USE;

#endif

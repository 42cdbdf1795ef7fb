/* Other forms of a name that neither look nor sound the same: Bill and William, Md and Mohammed, Kazlauskas and
 * Kazlauskienė, Rameshbhai and Ramesh.
 *
 * A form finds somebody and never replaces what is written: nothing here says which of the forms is right.
 * The forms are those of comparing/name_forms.h; the endings are customs that are generally known.
 */
#ifndef KITH_ENGINE_FINDING_FORMS_H
#define KITH_ENGINE_FINDING_FORMS_H

#include "base/str.h"

enum { FORMS_MAX = 16, FORMS_WORD_BYTES_MAX = 40 };

/* The other forms of one folded word, without the word itself and without doubles; returns how many, at most FORMS_MAX.
 * A word that is in no group and has none of the endings has none. */
size_t forms_of(Arena *arena, Str word, Str out[FORMS_MAX]);

#endif

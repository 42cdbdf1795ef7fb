/* Letters: made from the practice's paragraphs and the record at one moment, kept as they were sent.
 *
 * A letter's text is plain: paragraphs parted by an empty line, "## " before a heading, "- " before a list item. Pages
 * and print turn it into markup. A field that the record does not hold leaves its sentence's own fallback, never a gap:
 * see letter_field.
 */
#ifndef KITH_CARE_LETTER_LETTER_H
#define KITH_CARE_LETTER_LETTER_H

#include "care/work/work.h"

/* Makes the letter and stores it as a document of the person and the work, inside the write of the act that sends it.
 * answers are what the work knows; note is the reason that was given. */
Status letter_make_in(CareWrite *write, Str letter, Str person, Str work, const WorkAnswers *answers, Str note) MUST_USE;

typedef struct Document {
	Str id;
	Str person;
	Str work;
	Str kind;
	Str title;
	Str media_type;
	Str content;
	Instant created_at;
	Str by_name;
} Document;
Status letter_get(Care *care, Str document, Document *out) MUST_USE;
Status letters_of_work(Care *care, Str work, Document **out, size_t *count) MUST_USE;

/* A note on somebody's record, in the writer's words. Needs person-edit. */
Status letter_add_note(Care *care, Str person, Str text) MUST_USE;

#endif

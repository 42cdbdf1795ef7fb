/* Letters: made from the practice's paragraphs and the record at one moment, kept as they were sent.
 *
 * A letter's text is plain: paragraphs parted by an empty line, "## " before a heading, "- " before a list item, "~ro "
 * before a line in another language. Pages and print turn it into markup. A field that the record does not hold takes its own
 * paragraph with it, and a heading under which nothing is left; inside a sentence the practice's words letter.no-… stand for
 * it, never a gap.
 */
#ifndef KITH_CARE_LETTER_LETTER_H
#define KITH_CARE_LETTER_LETTER_H

#include "care/work/work.h"

/* Does the installation tell people by e-mail that a letter was written? "off" or "notice". */
#define SETTING_LETTERS_BY_EMAIL S("letters-by-email")

typedef struct LetterNew {
	Str letter;  /* id in the practice */
	Str person;  /* may be empty */
	Str work;
	const WorkAnswers *answers; /* what the work knows */
	Str note;    /* the reason that was given */
	bool next_day_given; /* the letter's next date is next_day (DATE_NONE: there is none yet) and not that of something opened */
	Date next_day;
	Str next;    /* the pathway whose due date is the letter's next date; empty: the soonest that the work has opened */
} LetterNew;
/* Makes the letter and stores it as a document of the person and the work, inside the write of the act that sends it; in the
 * reader's language too, where there is one (reader.h, sending.h). Nobody is written to by this alone: it waits to be sent.
 * Called after the other acts of the outcome, so that the letter knows what they opened, started and ended. */
Status letter_make_in(CareWrite *write, const LetterNew *wanted) MUST_USE;

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
/* All letters about somebody, newest first; the caller has opened the person. */
Status letters_of_person(Care *care, Str person, Document **out, size_t *count) MUST_USE;

/* Inside a write that has checked: what a piece of work sent goes with it to another record, every byte as it was. */
Status letter_move_of_work_in(CareWrite *write, Str work, Str person) MUST_USE;
/* A letter that is about nobody's record, to somebody outside: it waits to be printed. address: name and address, a line each.
 * id names it in lists and in the audit. */
Status letter_outside_in(CareWrite *write, Str id, Str title, Str text, Str address) MUST_USE;

/* The post room of a demonstration: what was made before today has been posted. Needs the system's desk. */
Status letters_posted_in_time(Care *care) MUST_USE;

#endif

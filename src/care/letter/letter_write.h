/* What the files of this room share inside a write. Not for other rooms: they use letter.h. */
#ifndef KITH_CARE_LETTER_LETTER_WRITE_H
#define KITH_CARE_LETTER_LETTER_WRITE_H

#include "care/letter/letter.h"
#include "care/plan/plan.h"

enum { LETTER_BYTES_MAX = 256 * 1024 };

typedef struct LetterWriting {
	CareWrite *write;
	const Letter *letter;
	const WorkAnswers *answers;
	Str person;
	Str work;
	Str note;      /* the reason that was given with the outcome */
	Str reference;
	Str pathway;   /* of the work */
	Str worker;    /* who has the work; empty while nobody does */
	Date next_day; /* DATE_NONE when the outcome opened nothing that is due */
	Str language;  /* of the words of the program; empty: English */
	bool translated; /* somebody has read the letter in the reader's language: it goes in that */
	PlanLine *lines;
	size_t line_count;
} LetterWriting;

/* What stands for {{name}}, one or several lines; empty when the record does not hold it. */
Status letter_field(LetterWriting *writing, Str name, Str *out) MUST_USE;
/* The whole text of the letter. STATUS_INVALID, with a problem, when it would be longer than LETTER_BYTES_MAX. */
Status letter_text_write(LetterWriting *writing, Str *out) MUST_USE;

#endif

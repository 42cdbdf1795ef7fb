/* Who reads a letter, and how: told by answers on the record at the moment of asking. */
#ifndef KITH_CARE_LETTER_READER_H
#define KITH_CARE_LETTER_READER_H

#include "care/work/work.h"

enum { LETTER_ADDRESS_BYTES_MAX = 600 };

typedef struct LetterReader {
	const LetterLanguage *language; /* in which they want it; NULL: English */
	Str format;       /* of paper: print, large, colour */
	Str made_by_hand; /* what somebody has to make: "Braille, Sound recording"; empty: nothing */
	bool paper;       /* paper says something to them as well */
	bool by_email;    /* they agreed to hear by e-mail, and there is an address that mail can go to */
	Str email;
	Str address;      /* name and address, a line each, as it stands on an envelope; empty: the record does not hold one */
	/* Why it may not go: died; restricted (only some may know of the record); avoid (how not to reach them, or not to write
	 * there); no-address; returned (a letter came back from this address); format (paper says nothing to them). */
	Str held_for;
} LetterReader;
/* tier: the strictest of the person's records. */
LetterReader letter_reader_of(Arena *arena, const Practice *practice, const WorkAnswers *answers, PersonTier tier);
/* The strictest tier of all records that stand for the person; inside a write that has checked. */
Status letter_tier_in(CareWrite *write, Str person, PersonTier *out) MUST_USE;
/* The same from the person's facts as they are now. */
Status letter_reader_in(CareWrite *write, Str person, LetterReader *out) MUST_USE;

/* Could something that a letter is about have been looked into and cleared by somebody? Never for died. */
bool letter_hold_may_be_cleared(Str held_for);

#endif

/* How hard a text is to read: words, sentences, syllables, and the Flesch-Kincaid grade, with a syllable counter of our
 * own. A measure for editing, not a judgement: whether people understand a question is for people to say. */
#ifndef KITH_PRACTICE_PLAIN_H
#define KITH_PRACTICE_PLAIN_H

#include "base/str.h"

typedef struct Reading {
	int words;
	int sentences;
	int syllables;
} Reading;

/* Adds a text's words, sentences and syllables. */
void reading_add(Reading *reading, Str text);
/* The grade of an American school in tenths (0.39 words a sentence + 11.8 syllables a word - 15.59); 0 for no text. */
int reading_grade_tenths(const Reading *reading);

enum { PLAIN_WORD_BYTES_MAX = 64 };
/* Takes the next word of *rest in small letters into word (PLAIN_WORD_BYTES_MAX bytes), letters alone: don't is dont.
 * Bytes past the limit are left out. Empty at the end. */
Str plain_next_word(Str *rest, char *word);
/* Groups of vowels; a silent e at the end and in -es and -ed does not count; at least one. */
int plain_syllables(Str word);

#endif

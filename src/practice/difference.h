/* What differs between two releases, thing by thing, in words that whoever publishes them can read. */
#ifndef KITH_PRACTICE_DIFFERENCE_H
#define KITH_PRACTICE_DIFFERENCE_H

#include "practice/practice.h"

enum { PRACTICE_CHANGES_MAX = 2000 };

typedef struct PracticeChange {
	Str what;    /* "question", "words", "letter", "form", "pathway", "file" */
	Str id;      /* washing; ro/start.title; forms/contact.yaml */
	Str field;   /* "asked as", "options"…; empty when the whole came or went */
	Str before;  /* empty: it was not there */
	Str after;   /* empty: it is not there any more */
	bool breaks; /* answers that are kept would mean something else: an id that is used again, a code that went */
} PracticeChange;

typedef struct PracticeDifference {
	PracticeChange *items;
	size_t count;
	size_t total; /* all that differ; PRACTICE_CHANGES_MAX are kept */
	size_t breaks;
} PracticeDifference;

void practice_difference(const Practice *before, const Practice *after, Arena *arena, PracticeDifference *out);

#endif

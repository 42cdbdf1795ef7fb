/* What is wrong with an input, in plain words and with its place: file, line, column, field.
 *
 * One list a reading; every reader adds to it and goes on as far as it can, so that a person mends all at once.
 * Messages are whole sentences for the person who has to mend the input. Bounded: after the limit only the count grows.
 */
#ifndef KITH_BASE_PROBLEMS_H
#define KITH_BASE_PROBLEMS_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/str.h"

enum { PROBLEMS_MAX = 1000 };

typedef struct Problem {
	Str file;        /* empty when there is none */
	uint32_t line;   /* from 1; 0 when unknown */
	uint32_t column; /* from 1; 0 when unknown */
	Str field;       /* the question, column or parameter; empty when none */
	Str message;     /* what is wrong and what was expected */
} Problem;

typedef struct Problems {
	Arena *arena; /* owns the list and the copies of its texts */
	Problem *items;
	size_t count; /* at most PROBLEMS_MAX are kept */
	size_t capacity;
	size_t total; /* all that were reported */
} Problems;

Problems problems_make(Arena *arena);
/* Copies the texts of problem. Returns STATUS_INVALID, so that a reader may end with it. */
Status problems_add(Problems *problems, Problem problem);
Status problems_add_format(Problems *problems, Problem place, const char *format, ...) PRINTF_LIKE(3, 4);
bool problems_any(const Problems *problems);
/* The message for field, or the empty Str: how a form shows an error beside its question. */
Str problems_for_field(const Problems *problems, Str field);
/* "questions/daily-living.yaml:12:3: options: …", a line each, as commands print them to standard error. */
void problems_write(const Problems *problems, Buffer *out);

#endif

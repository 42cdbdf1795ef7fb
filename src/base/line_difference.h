/* Two texts side by side, line by line: which lines went, which came, which stayed. */
#ifndef KITH_BASE_LINE_DIFFERENCE_H
#define KITH_BASE_LINE_DIFFERENCE_H

#include "base/str.h"

enum { LINE_DIFFERENCE_LINES_MAX = 1500 };

typedef enum LineFate { LINE_STAYED, LINE_WENT, LINE_CAME } LineFate;

typedef struct LineStep {
	LineFate fate;
	size_t before; /* its number in before, from 1; 0 when it came */
	size_t after;  /* its number in after; 0 when it went */
	Str text;
} LineStep;

/* Every line of both in their order, as few as can be gone or come. Where more than LINE_DIFFERENCE_LINES_MAX lines of one of
 * them lie between the first and the last that differ, all of these went and all came. Borrows the texts. */
size_t line_difference(Arena *arena, Str before, Str after, const LineStep **out);

#endif

/* Runs another program without a shell: its path, words on its command line, bytes on its standard input.
 *
 * For what a council puts beside Kith, such as a virus scanner or a sender of mail. What the program prints goes nowhere; only how it ended
 * counts. It gets no environment but a PATH.
 */
#ifndef KITH_BASE_PROGRAM_H
#define KITH_BASE_PROGRAM_H

#include "base/str.h"

enum { PROGRAM_WORDS_MAX = 8 };

typedef struct ProgramRun {
	Str path;
	const Str *words; /* after the path; at most PROGRAM_WORDS_MAX */
	size_t word_count;
	Str input;
	int seconds;      /* the longest that it may run */
} ProgramRun;

/* exit_code: 0 to 255. STATUS_FAILED when it cannot be started, dies by a signal, or runs longer than it may: then it is
 * killed. The input is kept in a file without a name while it runs. */
Status program_run(Arena *arena, const ProgramRun *run, int *exit_code) MUST_USE;

#endif

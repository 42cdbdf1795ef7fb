/* Runs another program without a shell: its path, nothing else on its command line, bytes on its standard input.
 *
 * For what a council puts beside Kith, such as a virus scanner. What the program prints goes nowhere; only how it ended
 * counts. It gets no environment but a PATH.
 */
#ifndef KITH_BASE_PROGRAM_H
#define KITH_BASE_PROGRAM_H

#include "base/str.h"

/* exit_code: 0 to 255. STATUS_FAILED when it cannot be started, dies by a signal, or runs longer than seconds: then it is
 * killed. The input is kept in a file without a name while it runs. */
Status program_run(Arena *arena, Str path, Str input, int seconds, int *exit_code) MUST_USE;

#endif

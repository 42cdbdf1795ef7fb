/* What the benchmarks print: one line a figure, with its unit, the database engine and the machine.
 *
 * Tab separated: name, p50, p95, p99, largest, how many, unit, engine, people on file, machine. A figure that is one
 * number stands under p50 with the other places empty.
 */
#ifndef KITH_BENCH_FIGURES_H
#define KITH_BENCH_FIGURES_H

#include "base/arena.h"
#include "base/str.h"

enum { FIGURE_SAMPLES_MAX = 20000 };

typedef struct Figures {
	Arena *arena;
	const char *engine;
	int64_t people;
	Str machine; /* "2 cores, model" */
} Figures;

typedef struct Samples {
	const char *name;
	int64_t *microseconds;
	size_t count;
	int64_t started;
} Samples;

/* Reads what the machine is. */
Figures figures_make(Arena *arena, const char *engine, int64_t people);
Samples samples_make(Arena *arena, const char *name);
void samples_start(Samples *samples);
/* Keeps what has passed since the start; what is over FIGURE_SAMPLES_MAX is passed over. */
void samples_stop(Samples *samples);
/* Milliseconds at the half, the 95th and the 99th of a hundred, the largest, the count. Nothing when there are none. */
void figures_print_samples(const Figures *figures, Samples *samples);
void figures_print_number(const Figures *figures, const char *name, double number, const char *unit);

#endif

/* Times the rooms' readings and writings over many subjects of a record that stands. */
#ifndef KITH_BENCH_MEASURE_H
#define KITH_BENCH_MEASURE_H

#include "bench/figures.h"
#include "care/care.h"

enum { SUBJECTS_MAX = 8000 };

typedef struct Subject {
	Str kind; /* plain, served, heavy, merged, exists, no-trace, team, worker, manager, guardian */
	Str id;
	Str name;
	Str born;
	Str postcode;
	Str phone;
} Subject;

typedef struct Subjects {
	Subject *items;
	size_t count;
} Subjects;

Status subjects_read(Subjects *out, Arena *arena, Str text, Problems *problems) MUST_USE;

typedef struct MeasureSettings {
	Subjects subjects;
	Date until;
	int64_t microseconds_most; /* for one figure */
	Str only;                  /* measures the figures whose name holds it; empty for all */
	const Figures *figures;
} MeasureSettings;

/* system is the system's desk on the maintenance connection. */
Status measure_all(Care *system, const MeasureSettings *settings) MUST_USE;

#endif

#include "bench/figures.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"

static Str processor_model(Arena *arena)
{
	char line[512];
	Str model = S("unknown processor");
	FILE *file = fopen("/proc/cpuinfo", "r");
	while (file != NULL && fgets(line, sizeof line, file) != NULL) {
		size_t colon = 0;
		Str text = str_from_c(line);
		if (!str_starts_with(text, S("model name")) || !str_find(text, S(":"), &colon))
			continue;
		model = str_copy(arena, str_trim(str_slice(text, colon + 1, text.length)));
		break;
	}
	if (file != NULL)
		(void)fclose(file);
	return model;
}

Figures figures_make(Arena *arena, const char *engine, int64_t people)
{
	Str model = processor_model(arena);
	return (Figures){.arena = arena, .engine = engine, .people = people,
		.machine = str_format(arena, "%ld cores, %.*s", sysconf(_SC_NPROCESSORS_ONLN), STR_ARG(model))};
}

Samples samples_make(Arena *arena, const char *name)
{
	return (Samples){.name = name, .microseconds = ARENA_ARRAY(arena, int64_t, FIGURE_SAMPLES_MAX)};
}

void samples_start(Samples *samples)
{
	samples->started = clock_elapsed_microseconds();
}

void samples_stop(Samples *samples)
{
	if (samples->count < FIGURE_SAMPLES_MAX)
		samples->microseconds[samples->count++] = clock_elapsed_microseconds() - samples->started;
}

static int smaller_first(const void *left, const void *right)
{
	const int64_t *one = left;
	const int64_t *two = right;
	return *one < *two ? -1 : *one > *two;
}

/* The sample that so many of a hundred do not exceed. */
static double at_percent(const Samples *samples, size_t percent)
{
	size_t rank = (samples->count * percent + 99) / 100;
	return (double)samples->microseconds[rank == 0 ? 0 : rank - 1] / 1000.0;
}

void figures_print_samples(const Figures *figures, Samples *samples)
{
	if (samples->count == 0)
		return;
	qsort(samples->microseconds, samples->count, sizeof *samples->microseconds, smaller_first);
	(void)printf("%s\t%.2f\t%.2f\t%.2f\t%.2f\t%zu\tms\t%s\t%lld\t%.*s\n", samples->name, at_percent(samples, 50),
		at_percent(samples, 95), at_percent(samples, 99), at_percent(samples, 100), samples->count, figures->engine,
		(long long)figures->people, STR_ARG(figures->machine));
	(void)fflush(stdout);
}

void figures_print_number(const Figures *figures, const char *name, double number, const char *unit)
{
	(void)printf("%s\t%.1f\t\t\t\t\t%s\t%s\t%lld\t%.*s\n", name, number, unit, figures->engine, (long long)figures->people,
		STR_ARG(figures->machine));
	(void)fflush(stdout);
}

#include "engine/allocation/fit.h"

#include <stdlib.h>

enum { TEN_THOUSAND = 10000 };

static int compare_ratios(const void *left, const void *right)
{
	int64_t one = *(const int64_t *)left;
	int64_t two = *(const int64_t *)right;
	return (one > two) - (one < two);
}

static int64_t median_of(int64_t *ratios, size_t count)
{
	qsort(ratios, count, sizeof ratios[0], compare_ratios);
	size_t middle = count / 2;
	return count % 2 == 1 ? ratios[middle] : divide_half_up(ratios[middle - 1] + ratios[middle], 2);
}

static bool is_within(const FitCase *one)
{
	Pence apart = one->figure > one->plan ? one->figure - one->plan : one->plan - one->figure;
	return apart * 100 <= one->plan * FIT_WITHIN_PER_CENT;
}

/* A group is judged by its median alone: what scatters as a whole is said once. */
static FitFinding finding_of(const FitLine *line)
{
	bool all = str_is_empty(line->group);
	if (line->cases < (all ? FIT_CASES_LEAST : FIT_GROUP_LEAST))
		return FIT_TOO_FEW;
	if (line->median < (all ? FIT_MEDIAN_LEAST : FIT_GROUP_MEDIAN_LEAST))
		return FIT_GIVES_TOO_LITTLE;
	if (line->median > (all ? FIT_MEDIAN_MOST : FIT_GROUP_MEDIAN_MOST))
		return FIT_GIVES_TOO_MUCH;
	return all && line->within < FIT_WITHIN_SHARE_LEAST ? FIT_SCATTERS : FIT_FITS;
}

typedef struct Fitting {
	const FitCase *cases;
	size_t count;
	int64_t *ratios; /* as many as cases */
} Fitting;

/* group: the column, or SIZE_MAX for all cases. */
static void fill_line(const Fitting *fitting, size_t group, FitLine *line)
{
	size_t within = 0;
	line->cases = 0;
	for (size_t i = 0; i < fitting->count; i++) {
		const FitCase *one = &fitting->cases[i];
		if (group != SIZE_MAX && !str_equal(one->values[group], line->value))
			continue;
		fitting->ratios[line->cases++] = divide_half_up(one->figure * TEN_THOUSAND, one->plan);
		within += is_within(one) ? 1 : 0;
	}
	if (line->cases > 0) {
		line->median = median_of(fitting->ratios, line->cases);
		line->within = divide_half_up((int64_t)within * TEN_THOUSAND, (int64_t)line->cases);
	}
	line->finding = finding_of(line);
}

static bool value_is_new(const FitReport *report, Str group, Str value)
{
	for (size_t i = 0; i < report->count; i++)
		if (str_equal(report->lines[i].group, group) && str_equal(report->lines[i].value, value))
			return false;
	return true;
}

static Status add_values(const Fitting *fitting, const Str *groups, size_t group, FitReport *report)
{
	for (size_t i = 0; i < fitting->count; i++) {
		Str value = fitting->cases[i].values[group];
		if (!value_is_new(report, groups[group], value))
			continue;
		if (report->count > FIT_VALUES_MAX)
			return STATUS_FULL;
		FitLine *line = &report->lines[report->count++];
		*line = (FitLine){.group = groups[group], .value = value};
		fill_line(fitting, group, line);
	}
	return STATUS_OK;
}

Status fit_report(Arena *arena, const Str *groups, size_t group_count, const FitCase *cases, size_t count, FitReport *out)
{
	Fitting fitting = {.cases = cases, .count = count, .ratios = ARENA_ARRAY(arena, int64_t, count + 1)};
	Status status = STATUS_OK;
	*out = (FitReport){.lines = ARENA_ARRAY(arena, FitLine, FIT_VALUES_MAX + 2), .count = 1};
	fill_line(&fitting, SIZE_MAX, &out->lines[0]);
	for (size_t g = 0; status == STATUS_OK && g < group_count; g++)
		status = add_values(&fitting, groups, g, out);
	out->fits = out->lines[0].finding == FIT_FITS;
	for (size_t i = 0; i < out->count; i++) {
		out->too_few += out->lines[i].finding == FIT_TOO_FEW ? 1 : 0;
		out->fits = out->fits && (out->lines[i].finding == FIT_FITS || out->lines[i].finding == FIT_TOO_FEW);
	}
	return status;
}

Str fit_finding_words(FitFinding finding)
{
	switch (finding) {
	case FIT_TOO_FEW: return S("too few");
	case FIT_FITS: return S("fits");
	case FIT_GIVES_TOO_LITTLE: return S("gives too little");
	case FIT_GIVES_TOO_MUCH: return S("gives too much");
	case FIT_SCATTERS: return S("scatters");
	}
	return (Str){0};
}

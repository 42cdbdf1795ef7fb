#include "cli/measure_files.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/csv.h"
#include "cli/open_store.h"

enum { SET_YEARS_MAX = 200 };

Status measure_practice_load(const CommandLine *line, Arena *arena, Practice **out, Problems *problems)
{
	Str files = options_text(line, "files", S("."));
	Str borough = options_text(line, "borough", (Str){0});
	Str common = str_concat(arena, files, S("/boroughs/common"));
	Str own = str_is_empty(borough) ? borough : str_format(arena, "%.*s/boroughs/%.*s", STR_ARG(files), STR_ARG(borough));
	return practice_load(out, arena, common, own, problems);
}

Status measure_year_read(const CommandLine *line, int *out, Problems *problems)
{
	Str text = options_text(line, "year", (Str){0});
	*out = 0;
	if (str_is_empty(text) || financial_year_parse(text, out) == STATUS_OK)
		return STATUS_OK;
	return problems_add(problems, (Problem){.field = S("year"), .message = S("Expected a financial year such as 2020/21.")});
}

Status measure_files_read(const CommandLine *line, Arena *arena, const Practice *practice, PublishedFigures **out,
	Problems *problems)
{
	int year = 0;
	Status status = measure_year_read(line, &year, problems);
	PublishedReading reading = practice_published_names(practice, arena, year);
	*out = ARENA_ARRAY(arena, PublishedFigures, line->word_count + 1);
	for (size_t i = 0; i < line->word_count && status == STATUS_OK; i++) {
		Str name = str_from_c(line->words[i]);
		Str text = {0};
		status = open_file_read(arena, name, MEASURE_FILE_BYTES_MAX, &text, problems);
		if (status == STATUS_OK)
			status = published_read(arena, name, text, &reading, problems, &(*out)[i]);
	}
	return status;
}

typedef struct SetYear {
	Str set;
	int year;
	size_t figures;
	size_t made;
	size_t equal;
	size_t surveys;
} SetYear;

static SetYear *find_set_year(SetYear *all, size_t *count, Str set, int year)
{
	for (size_t i = 0; i < *count; i++)
		if (all[i].year == year && str_equal(all[i].set, set))
			return &all[i];
	if (*count == SET_YEARS_MAX)
		return NULL;
	all[*count] = (SetYear){.set = set, .year = year};
	return &all[(*count)++];
}

static int by_set_and_year(const void *left, const void *right)
{
	const SetYear *one = left;
	const SetYear *two = right;
	int order = str_compare(one->set, two->set);
	return order != 0 ? order : one->year - two->year;
}

void measure_sets_print(const Practice *practice, const PublishedFigures *figures)
{
	SetYear all[SET_YEARS_MAX] = {0};
	size_t count = 0;
	for (size_t i = 0; i < figures->count; i++) {
		const PublishedFigure *figure = &figures->items[i];
		const Measure *measure = practice_measure(practice, figure->measure);
		SetYear *own = measure == NULL ? NULL : find_set_year(all, &count, measure->set, figure->year);
		if (own == NULL)
			continue;
		RecomputedFigures made = practice_recompute(practice, &(PublishedFigures){.items = figure, .count = 1});
		own->figures++;
		own->made += made.made;
		own->equal += made.equal;
		own->surveys += made.made == 0 && measure->survey_question_count > 0;
	}
	qsort(all, count, sizeof *all, by_set_and_year);
	for (size_t i = 0; i < count; i++)
		(void)printf("  %.*s %d/%02d: %zu figures, %zu of %zu made again equal, %zu of surveys, %zu without numerator and "
			"denominator\n", STR_ARG(all[i].set), all[i].year, (all[i].year + 1) % 100, all[i].figures, all[i].equal, all[i].made,
			all[i].surveys, all[i].figures - all[i].made - all[i].surveys);
}

void measure_row_write(Buffer *text, const Str *fields, size_t count)
{
	csv_write_row(text, fields, count, (CsvStyle){.line_feed_only = true});
}

Status measure_text_print(const Buffer *text)
{
	Str whole = buffer_str(text);
	return fwrite(whole.data, 1, whole.length, stdout) == whole.length ? STATUS_OK : STATUS_FULL;
}

/* kith ascof check: published outcomes made again from their numerators and denominators. */
#include <stdio.h>

#include "cli/commands.h"
#include "cli/measure_files.h"
#include "cli/open_store.h"

static const CommandOption OPTIONS[] = {MEASURE_YEAR_OPTION, MEASURE_FILES_OPTION, MEASURE_BOROUGH_OPTION};

static const CommandUsage USAGE = {
	.command = "ascof check",
	.summary = "Works every published figure out again that has numerator and denominator, and says which differ.",
	.words = "FILE.csv…",
	.words_min = 1,
	.words_max = OPTION_WORDS_MAX,
	.options = OPTIONS,
	.option_count = sizeof OPTIONS / sizeof *OPTIONS,
	.details = "Figures of surveys are left out: what is published with them are estimates rounded to 5.",
};

static Status report_unequal(const PublishedFigures *figures, const RecomputedFigures *made, Str file, Arena *arena,
	Problems *problems)
{
	const PublishedFigure *first = &figures->items[made->first_unequal];
	Str published = measure_value_format_plain(arena, first->value, MEASURE_DECIMALS_MAX);
	Str year = financial_year_format(arena, first->year);
	return problems_add_format(problems, (Problem){.file = file, .field = first->measure},
		"%zu figures differ; the first is that of %.*s in %.*s (%.*s): published %.*s from %lld of %lld.",
		made->made - made->equal, STR_ARG(first->area), STR_ARG(year), STR_ARG(first->breakdown), STR_ARG(published),
		(long long)first->numerator, (long long)first->denominator);
}

static Status check_files(const CommandLine *line, Arena *arena, Problems *problems)
{
	Practice *practice = NULL;
	PublishedFigures *files = NULL;
	Status status = measure_practice_load(line, arena, &practice, problems);
	if (status == STATUS_OK)
		status = measure_files_read(line, arena, practice, &files, problems);
	for (size_t i = 0; i < line->word_count && status == STATUS_OK; i++) {
		RecomputedFigures made = practice_recompute(practice, &files[i]);
		(void)printf("%s: %zu figures; %zu of %zu with numerator and denominator come out equal; %zu rows of other measures\n",
			line->words[i], files[i].count, made.equal, made.made, files[i].rows_of_others);
		measure_sets_print(practice, &files[i]);
		if (made.equal != made.made)
			(void)report_unequal(&files[i], &made, str_from_c(line->words[i]), arena, problems);
	}
	return status == STATUS_OK && problems_any(problems) ? STATUS_INVALID : status;
}

int command_ascof_check(int argc, char **argv)
{
	return command_run(&USAGE, argc, argv, check_files);
}

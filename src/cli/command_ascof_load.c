/* kith ascof load: published figures into the record. */
#include <stdio.h>

#include "care/insight/published.h"
#include "cli/commands.h"
#include "cli/measure_files.h"
#include "cli/open_store.h"

static const CommandOption OPTIONS[] = {MEASURE_YEAR_OPTION};

static const CommandUsage USAGE = {
	.command = "ascof load",
	.summary = "Brings the totals of published files into the record, and works out again what has counts.",
	.words = "FILE.csv…",
	.words_min = 1,
	.words_max = OPTION_WORDS_MAX,
	.database = true,
	.options = OPTIONS,
	.option_count = sizeof OPTIONS / sizeof *OPTIONS,
	.details = "Five shapes are known by their columns:\n"
		"  measure,year,area_code,area,level,value,numerator,denominator\n"
		"  measure_code, measure_type (outcome, numerator, denominator) …: the framework's open data; needs --year\n"
		"  measure_title, year_ending …: the same with outcomes only\n"
		"  oflog_code, financial_year …: Office for Local Government\n"
		"  code, NAME_2014_15, NAME_2015_16, england_2015_16: a council's own table\n"
		"Nothing comes in from a file in which a figure does not follow from its own counts.",
};

/* The file's own name: the folder that it lay in is nobody's business. */
static Str name_of(const char *path)
{
	Str name = str_from_c(path);
	for (size_t i = name.length; i > 0; i--)
		if (name.data[i - 1] == '/')
			return str_slice(name, i, name.length);
	return name;
}

static Status load_file(OpenStore *open, const char *path, const PublishedFigures *figures, Problems *problems)
{
	size_t loaded = 0;
	RecomputedFigures made = practice_recompute(open->practice, figures);
	if (made.equal != made.made)
		return problems_add_format(problems, (Problem){.file = str_from_c(path)},
			"%zu of %zu figures do not follow from their counts: see kith ascof check.", made.made - made.equal, made.made);
	Status status = insight_load_published(&open->care, figures, name_of(path), &loaded);
	if (status != STATUS_OK)
		return status;
	(void)printf("%s: %zu figures loaded; %zu of %zu with numerator and denominator come out equal; %zu rows of other measures\n", path,
		loaded, made.equal, made.made, figures->rows_of_others);
	measure_sets_print(open->practice, figures);
	return STATUS_OK;
}

static Status load_files(const CommandLine *line, OpenStore *open, Problems *problems)
{
	PublishedFigures *files = NULL;
	if (open->practice == NULL)
		return problems_add(problems, (Problem){.message =
			S("No practice was ever published here, so nobody can say which measures there are: see kith practice publish.")});
	Status status = measure_files_read(line, open->arena, open->practice, &files, problems);
	for (size_t i = 0; i < line->word_count && status == STATUS_OK; i++)
		status = load_file(open, line->words[i], &files[i], problems);
	return status;
}

int command_ascof_load(int argc, char **argv)
{
	return command_run_on_record(&USAGE, argc, argv, load_files);
}

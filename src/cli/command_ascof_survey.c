/* kith ascof survey: a measure from the answers to a survey. */
#include <stdio.h>

#include "cli/commands.h"
#include "cli/measure_files.h"
#include "cli/open_store.h"

static const CommandOption OPTIONS[] = {
	{.name = "measure", .value = "ID", .required = true, .help = "which measure: 1a, 3d-1"},
	{.name = "strata", .value = "FILE.csv", .help = "stratum and people; answers then have a column stratum"},
	MEASURE_FILES_OPTION, MEASURE_BOROUGH_OPTION,
};

static const CommandUsage USAGE = {
	.command = "ascof survey",
	.summary = "Works a measure out from answers to a survey, weighted by stratum, with its margin.",
	.words = "ANSWERS.csv",
	.words_min = 1,
	.words_max = 1,
	.options = OPTIONS,
	.option_count = sizeof OPTIONS / sizeof *OPTIONS,
	.details = "ANSWERS.csv has a column for each question of the measure, with the number of the answer from 1.",
};

static Status survey_read(const CommandLine *line, Arena *arena, const Measure *measure, SurveyResult *out, Problems *problems)
{
	SurveyRule rule = {.questions = measure->survey_questions, .question_count = measure->survey_question_count,
		.scores = measure->survey_scores, .score_count = measure->survey_score_count, .scale = measure->scale,
		.decimals = measure->decimals, .suppress_below = measure->suppress_below};
	Str answers_name = str_from_c(line->words[0]);
	Str strata_name = options_text(line, "strata", (Str){0});
	Str answers = {0};
	Str strata = {0};
	Status status = open_file_read(arena, answers_name, MEASURE_FILE_BYTES_MAX, &answers, problems);
	if (status == STATUS_OK && !str_is_empty(strata_name))
		status = open_file_read(arena, strata_name, MEASURE_FILE_BYTES_MAX, &strata, problems);
	if (status != STATUS_OK)
		return status;
	if (!str_is_empty(strata_name) && str_is_empty(strata))
		return problems_add(problems, (Problem){.file = strata_name, .message = S("This file is empty.")});
	return survey_compute(arena, answers_name, answers, strata_name, strata, &rule, problems, out);
}

static Status compute(const CommandLine *line, Arena *arena, Problems *problems)
{
	Practice *practice = NULL;
	SurveyResult result = {0};
	Status status = measure_practice_load(line, arena, &practice, problems);
	if (status != STATUS_OK)
		return status;
	const Measure *measure = practice_measure(practice, options_text(line, "measure", (Str){0}));
	if (measure == NULL || measure->survey_question_count == 0)
		return problems_add(problems, (Problem){.field = S("measure"), .message = S("There is no survey measure of this id.")});
	status = survey_read(line, arena, measure, &result, problems);
	if (status != STATUS_OK)
		return status;
	static const Str HEADER[] = {S_INIT("measure"), S_INIT("value"), S_INIT("margin"), S_INIT("base"), S_INIT("left_out"),
		S_INIT("population"), S_INIT("strata_without_answers")};
	Str fields[] = {measure->id, measure_value_format_plain(arena, result.value, measure->decimals),
		measure_value_format_plain(arena, result.margin, measure->decimals), str_format(arena, "%lld", (long long)result.base),
		str_format(arena, "%lld", (long long)result.left_out), str_format(arena, "%lld", (long long)result.population),
		str_format(arena, "%lld", (long long)result.empty_strata)};
	Buffer out = buffer_make(arena, 4096);
	measure_row_write(&out, HEADER, sizeof HEADER / sizeof HEADER[0]);
	measure_row_write(&out, fields, sizeof fields / sizeof fields[0]);
	if (result.value == MEASURE_VALUE_NONE)
		(void)fprintf(stderr, "kith: too few answers for a figure\n");
	return measure_text_print(&out);
}

int command_ascof_survey(int argc, char **argv)
{
	return command_run(&USAGE, argc, argv, compute);
}

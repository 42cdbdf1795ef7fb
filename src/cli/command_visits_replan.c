/* kith visits replan: mends a plan when a provider fails or carers are ill. */
#include <stdio.h>

#include "base/clock.h"
#include "cli/commands.h"
#include "cli/open_store.h"
#include "cli/visits_files.h"

enum { USUAL_SECONDS = 5, LOST_CARERS_MAX = 1000, REPLAN_OPTIONS = 4, DAY_MINUTES = 1440 };

/* "2026-11-23T10:30" in a week; minutes in the other forms. */
static Status read_now(const VisitsProblem *problem, Str text, Problems *problems, int64_t *out)
{
	Problem place = {.field = S("now")};
	int64_t minutes = 0;
	int64_t hour = 0;
	int64_t minute = 0;
	Date date = DATE_NONE;
	if (problem->form != VISITS_WEEK) {
		if (str_to_integer(text, &minutes) != STATUS_OK || minutes < 0 || minutes > VISITS_MINUTES_MAX)
			return problems_add_format(problems, place, "minutes were expected, found \"%.*s\"", STR_ARG(text));
		*out = minutes * VISITS_UNITS;
		return STATUS_OK;
	}
	bool shaped = text.length == 16 && text.data[10] == 'T' && text.data[13] == ':' &&
		date_parse(str_slice(text, 0, 10), &date) == STATUS_OK && str_to_integer(str_slice(text, 11, 13), &hour) == STATUS_OK &&
		str_to_integer(str_slice(text, 14, 16), &minute) == STATUS_OK;
	if (!shaped || date < problem->first_day || hour < 0 || hour > 23 || minute < 0 || minute > 59)
		return problems_add_format(problems, place, "a time of the planned week such as 2026-11-23T10:30 was expected, found \"%.*s\"",
			STR_ARG(text));
	*out = ((date - problem->first_day) * (int64_t)DAY_MINUTES + hour * 60 + minute) * VISITS_UNITS;
	return STATUS_OK;
}

static void read_lost(Arena *arena, const CommandLine *line, VisitsLoss *loss)
{
	Str *carers = ARENA_ARRAY(arena, Str, LOST_CARERS_MAX);
	Str rest = options_text(line, "lose-carers", (Str){0});
	while (loss->carer_count < LOST_CARERS_MAX && str_next(&rest, ',', &carers[loss->carer_count]))
		loss->carer_count++;
	loss->carers = carers;
	loss->provider = options_text(line, "lose-provider", (Str){0});
}

typedef struct Replan {
	VisitsProblem problem;
	VisitsProblem left;
	VisitsPlan before;
	VisitsPlan begin_with;
	VisitsPlan after;
	VisitsLoss loss;
	int64_t first_microseconds;
} Replan;

/* The first answer puts what is lost where it costs least; then the search makes it better. */
static Status mend(const CommandLine *line, Arena *arena, Replan *replan)
{
	int64_t began = clock_elapsed_microseconds();
	VisitsPlan first = {0};
	Status status = visits_solve(arena, &replan->left, &(VisitsSettings){.seed = 1, .threads = 1, .iterations = 1,
		.begin_with = &replan->begin_with}, &first);
	replan->first_microseconds = clock_elapsed_microseconds() - began;
	return status == STATUS_OK ? visits_files_search(arena, line, &replan->left, &first, USUAL_SECONDS, &replan->after)
		: status;
}

static Status print_report(Arena *arena, const Replan *replan, const VisitsVerdict *verdict)
{
	Buffer text = visits_files_buffer(arena);
	JsonWriter writer = json_writer_make(&text);
	json_write_object_begin(&writer);
	VisitsMended mended = visits_replan_report(&replan->left, &replan->before, &replan->after, &replan->loss, &writer);
	json_write_member_integer(&writer, S("lost_visits"), mended.lost);
	json_write_member_integer(&writer, S("covered"), mended.covered);
	json_write_member_integer(&writer, S("other_visits"), mended.untouched);
	json_write_member_integer(&writer, S("kept_as_they_were"), mended.kept);
	json_write_member_integer(&writer, S("first_answer_milliseconds"), replan->first_microseconds / 1000);
	json_write_key(&writer, S("verdict"));
	visits_write_verdict_object(&replan->left, verdict, &writer);
	json_write_object_end(&writer);
	buffer_add_character(&text, '\n');
	(void)fputs(str_c(arena, buffer_str(&text)), stdout);
	return STATUS_OK;
}

static Status replan_files(const CommandLine *line, Arena *arena, Problems *problems)
{
	Replan *replan = ARENA_NEW(arena, Replan);
	read_lost(arena, line, &replan->loss);
	Status status = visits_files_problem(arena, line->words[0], problems, &replan->problem);
	if (status == STATUS_OK)
		status = visits_files_plan(arena, &replan->problem, line->words[1], problems, &replan->before);
	if (status == STATUS_OK && options_given(line, "now"))
		status = read_now(&replan->problem, options_text(line, "now", (Str){0}), problems, &replan->loss.now);
	if (status == STATUS_OK)
		status = visits_replan_prepare(arena, &replan->problem, &replan->before, &replan->loss, problems, &replan->left,
			&replan->begin_with);
	if (status == STATUS_OK)
		status = mend(line, arena, replan);
	if (status != STATUS_OK)
		return status;
	VisitsVerdict verdict;
	visits_evaluate(arena, &replan->left, &replan->after, &verdict);
	Buffer text = visits_files_buffer(arena);
	visits_write_plan(&replan->problem, &replan->after, &text);
	status = visits_files_write(arena, options_text(line, "out", (Str){0}), buffer_str(&text), problems);
	if (status == STATUS_OK)
		status = print_report(arena, replan, &verdict);
	if (status != STATUS_OK || verdict.violation_total == 0)
		return status;
	return problems_add_format(problems, (Problem){.file = str_from_c(line->words[0])},
		"not everything can be covered; the first: %.*s", STR_ARG(verdict.violations[0]));
}

static Str misuse(const CommandLine *line)
{
	if (!options_given(line, "lose-provider") && !options_given(line, "lose-carers"))
		return S("give --lose-provider NAME or --lose-carers ID,ID…");
	return visits_files_limit_misuse(line, false);
}

int command_visits_replan(int argc, char **argv)
{
	static CommandOption options[VISITS_SEARCH_OPTIONS + REPLAN_OPTIONS] = {
		{.name = "lose-provider", .value = "NAME", .help = "a provider whose carers are all lost"},
		{.name = "lose-carers", .value = "ID,ID…", .help = "carers who are lost"},
		{.name = "now", .value = "TIME", .help = "what has begun stays: 2026-11-23T10:30, or minutes where there is no week"},
		{.name = "out", .value = "SOLUTION.json", .required = true, .help = "where the mended plan is written"},
	};
	for (size_t i = 0; i < VISITS_SEARCH_OPTIONS; i++)
		options[REPLAN_OPTIONS + i] = VISITS_SEARCH_OPTION_TABLE[i];
	static const CommandUsage USAGE = {
		.command = "visits replan",
		.summary = "Mends a plan: who must be seen first, who takes what, what cannot be covered and why.",
		.words = "INSTANCE.json SOLUTION.json",
		.words_min = 2,
		.words_max = 2,
		.options = options,
		.option_count = VISITS_SEARCH_OPTIONS + REPLAN_OPTIONS,
		.details = "5 seconds unless --seconds or --iterations says otherwise. The plan begins with what is least change: other\n"
			"visits keep carer and time where they can. Exit 1 when somebody who must be visited is not covered.",
		.misuse = misuse,
	};
	return command_run(&USAGE, argc, argv, replan_files);
}

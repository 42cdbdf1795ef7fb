/* kith practice difference: what a folder would change of the release in force, before it is published. */
#include <stdio.h>

#include "cli/commands.h"
#include "cli/open_store.h"
#include "practice/difference.h"

static const CommandOption OPTIONS[] = {
	{.name = "common", .value = "DIR", .kind = OPTION_TEXT, .help = "the common folder; DIR/../common unless given"},
};

static const CommandUsage USAGE = {
	.command = "practice difference",
	.summary = "Says what a practice folder would change of the release in force. Nothing is published.",
	.words = "DIR",
	.words_min = 1,
	.words_max = 1,
	.database = true,
	.options = OPTIONS,
	.option_count = sizeof OPTIONS / sizeof *OPTIONS,
	.details = "A line a change, fields parted by tabs: what, id, field, before, after. A line of what answers that are kept "
		"would lose begins with an exclamation mark.",
};

static void write_changes(const PracticeDifference *difference)
{
	for (size_t i = 0; i < difference->count; i++) {
		const PracticeChange *change = &difference->items[i];
		(void)printf("%s%.*s\t%.*s\t%.*s\t%.*s\t%.*s\n", change->breaks ? "!" : "", STR_ARG(change->what), STR_ARG(change->id),
			STR_ARG(change->field), STR_ARG(change->before), STR_ARG(change->after));
	}
	(void)fprintf(stderr, "%zu changes, %zu of which answers that are kept would lose\n", difference->total,
		difference->breaks);
}

static Status difference_run(const CommandLine *line, Arena *arena, Problems *problems)
{
	Practice *after = NULL;
	OpenStore open = {0};
	Str folder = str_from_c(line->words[0]);
	Str common = options_text(line, "common", str_concat(arena, folder, S("/../common")));
	Status status = practice_load(&after, arena, common, folder, problems);
	if (status != STATUS_OK)
		return status;
	status = open_store(&open, line, &(OpenStoreOptions){0}, arena, problems);
	if (status == STATUS_OK && open.practice == NULL)
		status = problems_add(problems, (Problem){.message = S("Nothing was published here yet: everything would be new.")});
	if (status == STATUS_OK) {
		PracticeDifference difference;
		practice_difference(open.practice, after, arena, &difference);
		write_changes(&difference);
	}
	open_store_close(&open);
	return status;
}

int command_practice_difference(int argc, char **argv)
{
	return command_run(&USAGE, argc, argv, difference_run);
}

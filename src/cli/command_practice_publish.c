/* kith practice publish: a checked folder becomes the release in force; one with problems changes nothing. */
#include <stdio.h>

#include "care/access/access.h"
#include "care/release/release.h"
#include "cli/commands.h"
#include "cli/open_store.h"
#include "practice/difference.h"

static const CommandOption OPTIONS[] = {
	{.name = "common", .value = "DIR", .kind = OPTION_TEXT, .help = "the common folder; DIR/../common unless given"},
	{.name = "from", .value = "DATE", .kind = OPTION_DATE, .help = "the day it comes into force; now unless given"},
	{.name = "although-answers-lose",
	 .help = "publishes also what takes an option away, or gives a question's id to another question"},
};

static const CommandUsage USAGE = {
	.command = "practice publish",
	.summary = "Checks a practice folder and puts it in force. Work that is open goes on.",
	.words = "DIR",
	.words_min = 1,
	.words_max = 1,
	.database = true,
	.options = OPTIONS,
	.option_count = sizeof OPTIONS / sizeof *OPTIONS,
};

/* Answers are kept by the ids of questions and the codes of options: what takes these away is published only on purpose. */
static Status refuse_breaks(const CommandLine *line, const Practice *before, const Practice *after, Arena *arena,
	Problems *problems)
{
	PracticeDifference difference = {0};
	if (before == NULL || options_given(line, "although-answers-lose"))
		return STATUS_OK;
	practice_difference(before, after, arena, &difference);
	Status status = STATUS_OK;
	for (size_t i = 0; i < difference.count; i++) {
		const PracticeChange *change = &difference.items[i];
		if (change->breaks)
			status = problems_add_format(problems, (Problem){.field = change->id}, "%.*s was \"%.*s\" and would be \"%.*s\": "
				"answers that are kept would lose their meaning. Take a new id or keep the old code; or say "
				"--although-answers-lose.", STR_ARG(change->field), STR_ARG(change->before), STR_ARG(change->after));
	}
	return status;
}

static Status publish(const CommandLine *line, Arena *arena, Problems *problems)
{
	Practice *practice = NULL;
	OpenStore open = {0};
	Str folder = str_from_c(line->words[0]);
	Str common = options_text(line, "common", str_concat(arena, folder, S("/../common")));
	Status status = practice_load(&practice, arena, common, folder, problems);
	if (status != STATUS_OK)
		return status;
	status = open_store(&open, line, &(OpenStoreOptions){.create = true}, arena, problems);
	if (status == STATUS_OK)
		status = refuse_breaks(line, open.practice, practice, arena, problems);
	open.care.practice = practice;
	Date from = options_date(line, "from", DATE_NONE);
	if (status == STATUS_OK)
		status = release_publish(&open.care, practice,
			from == DATE_NONE ? clock_now(open.clock) : instant_from_london(from, 0, 0));
	if (status == STATUS_OK)
		status = access_seed_roles(&open.care);
	open_store_close(&open);
	if (status == STATUS_OK)
		(void)printf("%.*s\n", STR_ARG(practice_hash(practice)));
	return status;
}

int command_practice_publish(int argc, char **argv)
{
	return command_run(&USAGE, argc, argv, publish);
}

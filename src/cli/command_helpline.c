/* kith helpline …: calls of the telephone system into the record. */
#include <stdio.h>

#include "care/helpline/helpline.h"
#include "cli/commands.h"
#include "cli/open_store.h"

#define FILE_BYTES_MAX ((size_t)64 * 1024 * 1024)

static Status load_calls(const CommandLine *line, OpenStore *open, Problems *problems)
{
	Str text = {0};
	HelplineLoaded loaded = {0};
	Str file = str_from_c(line->words[0]);
	if (open->practice == NULL)
		return problems_add(problems, (Problem){.message =
			S("No practice was ever published to this record: publish one first (kith practice publish).")});
	Status status = open_file_read(open->arena, file, FILE_BYTES_MAX, &text, problems);
	if (status == STATUS_OK)
		status = helpline_load(&open->care, file, text, &loaded);
	if (status != STATUS_OK)
		return status;
	(void)printf("%zu calls: %zu added, %zu changed, %zu as before; %zu of them gave up, %zu are matched with a contact\n",
		loaded.read, loaded.added, loaded.changed, loaded.unchanged, loaded.abandoned, loaded.matched);
	return STATUS_OK;
}

static int command_helpline_load(int argc, char **argv)
{
	static const CommandUsage USAGE = {
		.command = "helpline load",
		.summary = "Brings calls in from a file of the telephone system (docs/helpline.md).",
		.words = "FILE.csv",
		.words_min = 1,
		.words_max = 1,
		.database = true,
		.details = "Columns: call_id, offered_at, answered_at (empty when nobody answered), ended_at; if there: language, reference.\n"
			   "Times are London's (2026-11-20 09:14:05) or end in Z. A file with a fault is not loaded at all; the same file\n"
			   "again changes nothing. A column that says who called is refused.",
	};
	return command_run_on_record(&USAGE, argc, argv, load_calls);
}

int command_helpline(int argc, char **argv)
{
	static const Command TABLE[] = {
		{.name = "load", .summary = "brings calls in from a file of the telephone system", .run = command_helpline_load},
	};
	static const CommandTable COMMANDS_HERE = {.group = "helpline", .commands = TABLE, .count = sizeof TABLE / sizeof *TABLE};
	return command_dispatch(&COMMANDS_HERE, argc, argv);
}

/* kith export, kith backup: a whole record out of the database. */
#include <stdio.h>

#include "cli/commands.h"
#include "cli/open_store.h"

static Status print_line(Str line, void *context)
{
	(void)context;
	bool written = fwrite(line.data, 1, line.length, stdout) == line.length && fputc('\n', stdout) != EOF;
	return written ? STATUS_OK : STATUS_FULL;
}

static Status export_record(const CommandLine *line, OpenStore *open, Problems *problems)
{
	(void)line;
	(void)problems;
	return store_export(open->store, print_line, NULL);
}

int command_export(int argc, char **argv)
{
	static const CommandUsage USAGE = {
		.command = "export",
		.summary = "Prints the whole record as JSON Lines: the same bytes for the same record on both databases.",
		.database = true,
	};
	return command_run_on_record(&USAGE, argc, argv, export_record);
}

static Status backup_record(const CommandLine *line, OpenStore *open, Problems *problems)
{
	return store_backup(open->store, str_from_c(line->words[0]), problems);
}

int command_backup(int argc, char **argv)
{
	static const CommandUsage USAGE = {
		.command = "backup",
		.summary = "Writes a consistent copy of the record into one file, while others go on working.",
		.words = "FILE",
		.words_min = 1,
		.words_max = 1,
		.database = true,
	};
	return command_run_on_record(&USAGE, argc, argv, backup_record);
}

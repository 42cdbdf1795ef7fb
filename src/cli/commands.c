#include "cli/commands.h"

#include <stdio.h>
#include <string.h>

#include "base/nearest.h"

/* In the order of the alphabet. */
static const Command TABLE[] = {
	{.name = "ascof", .summary = "the national measures: computed, compared, published", .run = command_ascof},
	{.name = "backup", .summary = "a consistent copy of the record in one file", .run = command_backup},
	{.name = "charge", .summary = "financial assessments with their explanation", .run = command_charge},
	{.name = "cld", .summary = "the Client Level Data return", .run = command_cld},
	{.name = "demo", .summary = "the demonstration borough", .run = command_demo},
	{.name = "directory", .summary = "the directory of local help: import, export", .run = command_directory},
	{.name = "export", .summary = "the whole record as JSON Lines", .run = command_export},
	{.name = "fit", .summary = "how well the allocation table fits real plans, by group", .run = command_fit},
	{.name = "geography", .summary = "postcodes and wards: import", .run = command_geography},
	{.name = "helpline", .summary = "calls of the telephone system: load", .run = command_helpline},
	{.name = "link", .summary = "which records are the same person; link evaluate", .run = command_link},
	{.name = "practice", .summary = "a council's practice: questions, forms, pathways", .run = command_practice},
	{.name = "restore", .summary = "puts a copy back where nothing is yet, and proves it", .run = command_restore},
	{.name = "retention", .summary = "what the retention schedule says: dry-run", .run = command_retention},
	{.name = "serve", .summary = "the web server", .run = command_serve},
	{.name = "user", .summary = "accounts", .run = command_user},
	{.name = "verify", .summary = "proves that the record holds", .run = command_verify},
	{.name = "version", .summary = "which kith this is", .run = command_version},
	{.name = "visits", .summary = "home visits: solve, evaluate, replan", .run = command_visits},
};

const CommandTable COMMANDS = {.group = "", .commands = TABLE, .count = sizeof TABLE / sizeof *TABLE};

enum { COMMAND_NAMES_MAX = 64 };

static void print_list(const CommandTable *table, FILE *to)
{
	const char *gap = table->group[0] == '\0' ? "" : " ";
	(void)fprintf(to, "usage: kith %s%sCOMMAND …\n\n", table->group, gap);
	for (size_t i = 0; i < table->count; i++)
		(void)fprintf(to, "  %-14s%s\n", table->commands[i].name, table->commands[i].summary);
	(void)fprintf(to, "\nkith %s%sCOMMAND --help says more.\n", table->group, gap);
}

static const Command *find_command(const CommandTable *table, const char *name)
{
	for (size_t i = 0; i < table->count; i++)
		if (strcmp(table->commands[i].name, name) == 0)
			return &table->commands[i];
	return NULL;
}

static int refuse_unknown(const CommandTable *table, const char *name)
{
	Str names[COMMAND_NAMES_MAX];
	size_t count = 0;
	for (size_t i = 0; i < table->count && count < COMMAND_NAMES_MAX; i++)
		names[count++] = str_from_c(table->commands[i].name);
	Str near = nearest_name(str_from_c(name), names, count);
	const char *gap = table->group[0] == '\0' ? "" : " ";
	(void)fprintf(stderr, "kith: there is no command \"%s%s%s\"", table->group, gap, name);
	if (near.length > 0)
		(void)fprintf(stderr, "; did you mean \"%.*s\"?\n", STR_ARG(near));
	else
		(void)fprintf(stderr, "; kith help lists what there is\n");
	return EXIT_STATUS_MISUSE;
}

static bool is_help(const char *word)
{
	return strcmp(word, "help") == 0 || strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0;
}

int command_dispatch(const CommandTable *table, int argc, char **argv)
{
	if (argc < 2) {
		print_list(table, stderr);
		return EXIT_STATUS_MISUSE;
	}
	if (!is_help(argv[1])) {
		const Command *command = find_command(table, argv[1]);
		return command == NULL ? refuse_unknown(table, argv[1]) : command->run(argc - 1, argv + 1);
	}
	if (argc == 2) {
		print_list(table, stdout);
		return EXIT_STATUS_GOOD;
	}
	const Command *command = find_command(table, argv[2]);
	if (command == NULL)
		return refuse_unknown(table, argv[2]);
	char help[] = "--help";
	char *words[] = {argv[2], help, NULL};
	return command->run(2, words);
}

/* For a failure that left no words behind. */
static const char *explain(Status status)
{
	switch (status) {
	case STATUS_NOT_FOUND:
		return "what was named is not there";
	case STATUS_REFUSED:
		return "this is not allowed";
	case STATUS_STALE:
	case STATUS_CONFLICT:
		return "it stands in the way of what is already there";
	case STATUS_BUSY:
		return "the record is busy; try again";
	case STATUS_FULL:
		return "a limit, or the disk, is reached";
	case STATUS_OK:
	case STATUS_INVALID:
	case STATUS_FAILED:
		break;
	}
	return status == STATUS_INVALID ? "the input is wrong" : "the machine failed; the log above has the detail";
}

int command_finish(Status status, const Problems *problems)
{
	if (problems_any(problems)) {
		Buffer text = buffer_make(problems->arena, (size_t)16 * 1024 * 1024);
		problems_write(problems, &text);
		(void)fputs(str_c(problems->arena, buffer_str(&text)), stderr);
	} else if (status != STATUS_OK) {
		(void)fprintf(stderr, "kith: %s\n", explain(status));
	}
	if (fflush(stdout) != 0 || ferror(stdout)) {
		(void)fprintf(stderr, "kith: the result could not be written\n");
		return EXIT_STATUS_WRONG;
	}
	return status == STATUS_OK && !problems_any(problems) ? EXIT_STATUS_GOOD : EXIT_STATUS_WRONG;
}

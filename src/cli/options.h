/* A command's options: one table says what it takes; reading, help and complaints come from the table.
 *
 * Options are long (--people 500 or --people=500), each at most once; words are what stands beside them (files).
 * "--" ends the options. --help and -h are known everywhere. Not for the meaning of a file's content.
 */
#ifndef KITH_CLI_OPTIONS_H
#define KITH_CLI_OPTIONS_H

#include "base/buffer.h"
#include "base/date.h"

enum {
	OPTIONS_MAX = 16,
	OPTION_WORDS_MAX = 4096, /* files on one line */
	OPTION_COLUMNS = 28,     /* where help texts start */
};

typedef enum CommandOptionKind { OPTION_TEXT, OPTION_NUMBER, OPTION_DATE } CommandOptionKind;

typedef struct CommandOption {
	const char *name;  /* without the dashes: "people" */
	const char *value; /* how help names its value: "N"; NULL for a switch */
	CommandOptionKind kind;
	int64_t number_min; /* of a number; both 0: any that is not negative */
	int64_t number_max;
	bool required;
	const char *help;
} CommandOption;

typedef struct CommandLine CommandLine;

typedef struct CommandUsage {
	const char *command; /* as typed after kith: "practice check" */
	const char *summary; /* a sentence */
	const char *words;   /* as help names them: "FILE…"; NULL when there are none */
	size_t words_min;
	size_t words_max;
	bool database;       /* takes --data DIR or --database URL, one of them */
	bool database_optional; /* or neither: misuse says when that is wrong */
	const CommandOption *options;
	size_t option_count;
	const char *details; /* more lines for help; may be NULL */
	/* What is wrong with options that are right one by one: a sentence, empty when nothing is; may be NULL. */
	Str (*misuse)(const CommandLine *line);
} CommandUsage;

struct CommandLine {
	const CommandUsage *usage;
	Str values[OPTIONS_MAX]; /* in the order of the table; data NULL when not given */
	Str database;            /* a folder or postgresql://…, as store_open takes it */
	const char **words;
	size_t word_count;
	Str wrong;               /* what is wrong with the line; a sentence */
};

typedef enum OptionsOutcome { OPTIONS_READ, OPTIONS_HELP, OPTIONS_WRONG } OptionsOutcome;

/* Reads the line; argv[0] is the command's own name. Values point into argv; lists live in the arena. */
OptionsOutcome options_parse(const CommandUsage *usage, int argc, char **argv, Arena *arena, CommandLine *out);

/* What a command starts with: reads the line, prints help or the complaint. False when the command is to end at once
 * with *exit_status. */
bool options_begin(const CommandUsage *usage, int argc, char **argv, Arena *arena, CommandLine *out, int *exit_status);

void options_write_help(const CommandUsage *usage, Buffer *out);

/* name must stand in the table. */
bool options_given(const CommandLine *options, const char *name);
Str options_text(const CommandLine *options, const char *name, Str otherwise);
int64_t options_number(const CommandLine *options, const char *name, int64_t otherwise);
Date options_date(const CommandLine *options, const char *name, Date otherwise);

#endif

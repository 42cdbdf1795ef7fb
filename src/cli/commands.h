/* The commands of kith: one table, one small file a command (command_<name>.c).
 *
 * The contract with scripts: results on standard output, messages on standard error; exit 0 when it went well, 1 when
 * the input is wrong (with line, field and reason) or the machine failed, 2 when the line itself is.
 */
#ifndef KITH_CLI_COMMANDS_H
#define KITH_CLI_COMMANDS_H

#include "base/problems.h"

enum { EXIT_STATUS_GOOD = 0, EXIT_STATUS_WRONG = 1, EXIT_STATUS_MISUSE = 2 };

typedef struct Command {
	const char *name;
	const char *summary;                 /* a line in the list */
	int (*run)(int argc, char **argv);   /* argv[0] is the command's name; gives the exit status */
} Command;

typedef struct CommandTable {
	const char *group; /* "" for kith itself, "practice" for kith practice … */
	const Command *commands;
	size_t count;
} CommandTable;

extern const CommandTable COMMANDS;

/* Runs the command named by argv[1]; answers help and unknown names. Serves a command that has its own commands too. */
int command_dispatch(const CommandTable *table, int argc, char **argv);

/* How a command ends: prints the problems to standard error and gives the exit status. */
int command_finish(Status status, const Problems *problems);

int command_ascof(int argc, char **argv);
int command_ascof_check(int argc, char **argv);
int command_ascof_compare(int argc, char **argv);
int command_ascof_load(int argc, char **argv);
int command_ascof_summary(int argc, char **argv);
int command_ascof_survey(int argc, char **argv);
int command_ascof_table(int argc, char **argv);
int command_backup(int argc, char **argv);
int command_charge(int argc, char **argv);
int command_cld(int argc, char **argv);
int command_cld_check(int argc, char **argv);
int command_cld_export(int argc, char **argv);
int command_cld_generate(int argc, char **argv);
int command_cld_look(int argc, char **argv);
int command_cld_measures(int argc, char **argv);
int command_demo(int argc, char **argv);
int command_demo_plan(int argc, char **argv);
int command_directory(int argc, char **argv);
int command_export(int argc, char **argv);
int command_fit(int argc, char **argv);
int command_geography(int argc, char **argv);
int command_helpline(int argc, char **argv);
int command_link(int argc, char **argv);
int command_link_evaluate(int argc, char **argv);
int command_practice(int argc, char **argv);
int command_practice_check(int argc, char **argv);
int command_practice_publish(int argc, char **argv);
int command_practice_difference(int argc, char **argv);
int command_practice_reference(int argc, char **argv);
int command_restore(int argc, char **argv);
int command_retention(int argc, char **argv);
int command_retention_dry_run(int argc, char **argv);
int command_serve(int argc, char **argv);
int command_user(int argc, char **argv);
int command_verify(int argc, char **argv);
int command_version(int argc, char **argv);
int command_visits(int argc, char **argv);
int command_visits_evaluate(int argc, char **argv);
int command_visits_replan(int argc, char **argv);
int command_visits_solve(int argc, char **argv);

#endif

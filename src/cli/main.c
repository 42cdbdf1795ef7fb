/* kith: the one program. What it can do stands in the table of commands.c. */
#include <string.h>

#include "cli/commands.h"

int main(int argc, char **argv)
{
	char version[] = "version";
	if (argc == 2 && strcmp(argv[1], "--version") == 0)
		argv[1] = version;
	return command_dispatch(&COMMANDS, argc, argv);
}

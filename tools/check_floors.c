/* check_floors ROOT: reads every file of ROOT/src and names each #include that breaks a floor of the house.
 * Exits 0 when none does, 1 when one does, 2 on misuse. The rules stand in floor_rules.c. */
#include <stdio.h>
#include <stdlib.h>

#include "tools/floor_rules.h"
#include "tools/source_files.h"

static Status check_tree(Arena *arena, const char *root, Problems *problems, size_t *count)
{
	SourceFiles files;
	Status status = source_files_list(arena, root, "src", &files);
	*count = files.count;
	for (size_t i = 0; i < files.count && status == STATUS_OK; i++) {
		Str text = {0};
		status = source_file_load(arena, root, files.paths[i], &text);
		if (status == STATUS_OK)
			floor_rules_check(arena, files.paths[i], text, problems);
		else
			(void)fprintf(stderr, "cannot read %.*s\n", STR_ARG(files.paths[i]));
	}
	return status;
}

int main(int argc, char **argv)
{
	if (argc != 2) {
		(void)fprintf(stderr, "usage: check_floors ROOT\n");
		return 2;
	}
	Arena arena;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	Problems problems = problems_make(&arena);
	size_t count = 0;
	Status status = check_tree(&arena, argv[1], &problems, &count);
	Buffer out = buffer_make(&arena, (size_t)16 * 1024 * 1024);
	problems_write(&problems, &out);
	(void)fputs(str_c(&arena, buffer_str(&out)), stderr);
	bool good = status == STATUS_OK && count > 0 && !problems_any(&problems);
	if (count == 0)
		(void)fprintf(stderr, "no file under %s/src\n", argv[1]);
	arena_clear(&arena);
	return good ? EXIT_SUCCESS : EXIT_FAILURE;
}

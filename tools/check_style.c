/* check_style ROOT: names every place in the project's own files that breaks docs/conventions.md, as far as a machine
 * can see it. Exits 0 when none does, 1 when one does, 2 on misuse. The rules stand in style_rules.c. */
#include <stdio.h>
#include <stdlib.h>

#include "tools/source_files.h"
#include "tools/style_rules.h"

static const char *const FOLDERS[] = {
	"src", "tools", "tests", "fuzz", "bench", "schema", "boroughs", "cmake", "docs", "deploy",
};

/* What the project keeps but others wrote, or a program made. */
static bool is_ours(Str path)
{
	return style_rules_know(path) && !str_starts_with(path, S("fuzz/corpus/"));
}

static Status check_folder(Arena *arena, const char *root, const char *folder, Problems *problems, size_t *count)
{
	SourceFiles files;
	Status status = source_files_list(arena, root, folder, &files);
	for (size_t i = 0; i < files.count && status == STATUS_OK; i++) {
		Str text = {0};
		if (!is_ours(files.paths[i]))
			continue;
		status = source_file_load(arena, root, files.paths[i], &text);
		if (status == STATUS_OK)
			style_rules_check(arena, files.paths[i], text, problems);
		else
			(void)fprintf(stderr, "cannot read %.*s\n", STR_ARG(files.paths[i]));
		(*count)++;
	}
	return status;
}

int main(int argc, char **argv)
{
	if (argc != 2) {
		(void)fprintf(stderr, "usage: check_style ROOT\n");
		return 2;
	}
	Arena arena;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	Problems problems = problems_make(&arena);
	size_t count = 0;
	Status status = STATUS_OK;
	for (size_t i = 0; i < sizeof FOLDERS / sizeof *FOLDERS && status == STATUS_OK; i++)
		status = check_folder(&arena, argv[1], FOLDERS[i], &problems, &count);
	Buffer out = buffer_make(&arena, (size_t)16 * 1024 * 1024);
	problems_write(&problems, &out);
	(void)fputs(str_c(&arena, buffer_str(&out)), stderr);
	if (count == 0)
		(void)fprintf(stderr, "no source file under %s\n", argv[1]);
	bool good = status == STATUS_OK && count > 0 && !problems_any(&problems);
	arena_clear(&arena);
	return good ? EXIT_SUCCESS : EXIT_FAILURE;
}

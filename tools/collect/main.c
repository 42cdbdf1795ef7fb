/* kith_collect --out DIR [--schema FILE]… [--root DIR [--sql PATH]…]…
 *
 * Migrations come in the order of their numbers; a PATH is relative to the last ROOT and is where its header goes
 * under DIR. Files that have not changed are left alone, so that nothing is built again for them. */
#include "tools/collect/collect.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static Status read_file(Arena *arena, const char *path, Str *out)
{
	FILE *file = fopen(path, "rb");
	if (file == NULL)
		return STATUS_NOT_FOUND;
	Buffer buffer = buffer_make(arena, COLLECT_OUTPUT_BYTES_MAX);
	char piece[16384];
	size_t count = 0;
	while ((count = fread(piece, 1, sizeof piece, file)) > 0)
		buffer_add(&buffer, (Str){.data = piece, .length = count});
	bool failed = ferror(file) != 0;
	(void)fclose(file);
	*out = buffer_str(&buffer);
	return failed ? STATUS_FAILED : STATUS_OK;
}

static void make_folders(Arena *arena, Str path)
{
	for (size_t i = 1; i < path.length; i++)
		if (path.data[i] == '/')
			(void)mkdir(str_c(arena, str_slice(path, 0, i)), 0777);
}

static int write_file(Arena *arena, Str folder, Str name, Str text)
{
	const char *path = str_c(arena, str_format(arena, "%.*s/%.*s", STR_ARG(folder), STR_ARG(name)));
	Str old = {0};
	if (read_file(arena, path, &old) == STATUS_OK && str_equal(old, text))
		return 0;
	make_folders(arena, str_from_c(path));
	FILE *file = fopen(path, "wb");
	if (file == NULL || fwrite(text.data, 1, text.length, file) != text.length || fclose(file) != 0) {
		(void)fprintf(stderr, "kith_collect: cannot write %s: %s\n", path, strerror(errno));
		return 1;
	}
	return 0;
}

typedef struct Job {
	Collection collection;
	Str out;
	Str root;
	bool tables_added;
	Str files[1024];
	size_t file_count;
} Job;

static int take_schema(Job *job, const char *path)
{
	Str text = {0};
	const char *name = strrchr(path, '/');
	if (read_file(job->collection.arena, path, &text) != STATUS_OK) {
		(void)fprintf(stderr, "kith_collect: cannot read %s\n", path);
		return 1;
	}
	collect_schema(&job->collection, str_from_c(name == NULL ? path : name + 1), text);
	return 0;
}

static int take_statements(Job *job, Str path)
{
	Arena *arena = job->collection.arena;
	Str text = {0};
	if (!job->tables_added)
		collect_table_statements(&job->collection);
	job->tables_added = true;
	Str full = str_format(arena, "%.*s/%.*s", STR_ARG(job->root), STR_ARG(path));
	if (read_file(arena, str_c(arena, full), &text) != STATUS_OK || job->file_count == 1024) {
		(void)fprintf(stderr, "kith_collect: cannot read %.*s\n", STR_ARG(full));
		return 1;
	}
	job->files[job->file_count++] = path;
	collect_statements(&job->collection, path, text);
	return 0;
}

static int write_all(Job *job)
{
	Arena *arena = job->collection.arena;
	int failures = 0;
	for (size_t i = 0; i < job->file_count; i++) {
		if (str_ends_with(job->files[i], S(".postgresql.sql")))
			continue;
		Buffer room = buffer_make(arena, COLLECT_OUTPUT_BYTES_MAX);
		emit_room(&job->collection, job->files[i], &room);
		failures += write_file(arena, job->out, str_concat(arena, job->files[i], S(".h")), buffer_str(&room));
	}
	Buffer statements = buffer_make(arena, COLLECT_OUTPUT_BYTES_MAX);
	Buffer statements_header = buffer_make(arena, COLLECT_OUTPUT_BYTES_MAX);
	Buffer schema = buffer_make(arena, COLLECT_OUTPUT_BYTES_MAX);
	Buffer schema_header = buffer_make(arena, COLLECT_OUTPUT_BYTES_MAX);
	emit_statements(&job->collection, &statements);
	emit_statements_header(&statements_header);
	emit_schema(&job->collection, &schema);
	emit_schema_header(&schema_header);
	failures += write_file(arena, job->out, S("statements.c"), buffer_str(&statements));
	failures += write_file(arena, job->out, S("statements.h"), buffer_str(&statements_header));
	failures += write_file(arena, job->out, S("schema.c"), buffer_str(&schema));
	failures += write_file(arena, job->out, S("schema.h"), buffer_str(&schema_header));
	return failures == 0 ? 0 : 1;
}

/* Overrides need the statements that they override: they are taken after all others. */
static int take_all(Job *job, int count, char **arguments, bool overrides)
{
	for (int i = 1; i + 1 < count; i += 2) {
		const char *value = arguments[i + 1];
		bool override = str_ends_with(str_from_c(value), S(".postgresql.sql"));
		int failed = 0;
		if (strcmp(arguments[i], "--out") == 0)
			job->out = str_from_c(value);
		else if (strcmp(arguments[i], "--root") == 0)
			job->root = str_from_c(value);
		else if (strcmp(arguments[i], "--schema") == 0)
			failed = overrides ? 0 : take_schema(job, value);
		else if (strcmp(arguments[i], "--sql") == 0)
			failed = override == overrides ? take_statements(job, str_from_c(value)) : 0;
		else
			failed = 2;
		if (failed != 0)
			return failed;
	}
	return count % 2 == 1 ? 0 : 2;
}

int main(int count, char **arguments)
{
	static Job job;
	Arena arena;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	Problems problems = problems_make(&arena);
	job.collection = collection_make(&arena, &problems);
	int failed = take_all(&job, count, arguments, false);
	if (failed == 0)
		failed = take_all(&job, count, arguments, true);
	if (failed == 2 || job.out.length == 0)
		(void)fprintf(stderr, "usage: kith_collect --out DIR [--schema FILE]... [--root DIR [--sql PATH]...]...\n");
	if (failed == 0 && problems_any(&problems)) {
		Buffer text = buffer_make(&arena, COLLECT_OUTPUT_BYTES_MAX);
		problems_write(&problems, &text);
		(void)fwrite(text.data, 1, text.length, stderr);
		failed = 1;
	}
	if (failed == 0)
		failed = write_all(&job);
	arena_clear(&arena);
	return failed;
}

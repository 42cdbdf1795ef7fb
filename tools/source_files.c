#include "tools/source_files.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

typedef struct Walk {
	Arena *arena;
	const char *root;
	SourceFiles *files;
} Walk;

static bool folder_is_ours(const char *folder, const char *name)
{
	if (name[0] == '.' || strcmp(name, "node_modules") == 0)
		return false;
	return !(strcmp(folder, "tests") == 0 && strcmp(name, "output") == 0);
}

static Status walk_folder(const Walk *walk, const char *folder, int depth);

static Status walk_entry(const Walk *walk, const char *folder, const char *name, int depth)
{
	Str path = str_format(walk->arena, "%s/%s", folder, name);
	struct stat about;
	if (lstat(str_c(walk->arena, str_format(walk->arena, "%s/%.*s", walk->root, STR_ARG(path))), &about) != 0)
		return STATUS_FAILED;
	if (S_ISDIR(about.st_mode))
		return folder_is_ours(folder, name) ? walk_folder(walk, str_c(walk->arena, path), depth + 1) : STATUS_OK;
	if (!S_ISREG(about.st_mode))
		return STATUS_OK;
	if (walk->files->count == SOURCE_FILES_MAX)
		return STATUS_FULL;
	walk->files->paths[walk->files->count++] = path;
	return STATUS_OK;
}

static Status walk_folder(const Walk *walk, const char *folder, int depth)
{
	if (depth > SOURCE_DEPTH_MAX)
		return STATUS_FULL;
	DIR *directory = opendir(str_c(walk->arena, str_format(walk->arena, "%s/%s", walk->root, folder)));
	if (directory == NULL)
		return errno == ENOENT ? STATUS_OK : STATUS_FAILED;
	Status status = STATUS_OK;
	struct dirent *entry = NULL;
	while (status == STATUS_OK && (entry = readdir(directory)) != NULL)
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			status = walk_entry(walk, folder, entry->d_name, depth);
	closedir(directory);
	return status;
}

static int compare_paths(const void *left, const void *right)
{
	return str_compare(*(const Str *)left, *(const Str *)right);
}

Status source_files_list(Arena *arena, const char *root, const char *folder, SourceFiles *out)
{
	*out = (SourceFiles){.paths = ARENA_ARRAY(arena, Str, SOURCE_FILES_MAX)};
	Walk walk = {.arena = arena, .root = root, .files = out};
	Status status = walk_folder(&walk, folder, 0);
	qsort(out->paths, out->count, sizeof *out->paths, compare_paths);
	return status;
}

Status source_file_load(Arena *arena, const char *root, Str path, Str *out)
{
	FILE *file = fopen(str_c(arena, str_format(arena, "%s/%.*s", root, STR_ARG(path))), "rb");
	if (file == NULL)
		return STATUS_FAILED;
	struct stat about;
	Status status = STATUS_FAILED;
	if (fstat(fileno(file), &about) == 0)
		status = about.st_size > SOURCE_FILE_BYTES_MAX ? STATUS_FULL : STATUS_OK;
	if (status == STATUS_OK && about.st_size > 0) {
		size_t length = (size_t)about.st_size;
		char *data = arena_allocate(arena, length);
		size_t read = fread(data, 1, length, file);
		*out = (Str){.data = data, .length = read};
		status = read == length ? STATUS_OK : STATUS_FAILED;
	} else {
		*out = (Str){0};
	}
	(void)fclose(file);
	return status;
}

static bool is_identifier_character(char character)
{
	return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
		(character >= '0' && character <= '9') || character == '_';
}

bool source_word_at(Str text, size_t at, Str word)
{
	assert(word.length > 0);
	if (at + word.length > text.length || memcmp(text.data + at, word.data, word.length) != 0)
		return false;
	if (at > 0 && is_identifier_character(text.data[at - 1]))
		return false;
	return at + word.length == text.length || !is_identifier_character(text.data[at + word.length]);
}

typedef struct Parting {
	Str text;
	char *code;
	char *strings;
	char *includes;
} Parting;

/* Goes over a comment that starts at; gives the place after it. */
static size_t pass_comment(Str text, size_t at)
{
	bool line_comment = text.data[at + 1] == '/';
	size_t i = at + 2;
	for (; i < text.length; i++) {
		if (line_comment && text.data[i] == '\n')
			return i;
		if (!line_comment && text.data[i] == '/' && text.data[i - 1] == '*' && i > at + 2)
			return i + 1;
	}
	return i;
}

/* Goes over a literal that opens at, keeping its quotes as code; gives the place after it. */
static size_t pass_literal(const Parting *parting, size_t at, bool in_include)
{
	Str text = parting->text;
	char quote = text.data[at];
	parting->code[at] = quote;
	parting->includes[at] = quote;
	size_t i = at + 1;
	for (; i < text.length && text.data[i] != quote && text.data[i] != '\n'; i++) {
		if (quote == '"')
			parting->strings[i] = text.data[i];
		if (in_include)
			parting->includes[i] = text.data[i];
		if (text.data[i] == '\\' && i + 1 < text.length) {
			i++;
			if (quote == '"')
				parting->strings[i] = text.data[i];
		}
	}
	if (i < text.length && text.data[i] == quote) {
		parting->code[i] = quote;
		parting->includes[i] = quote;
		i++;
	}
	return i;
}

static bool is_include_line(Str rest)
{
	if (!str_starts_with(rest, S("#")))
		return false;
	return str_starts_with(str_trim(str_slice(rest, 1, rest.length)), S("include"));
}

SourceText source_text_part(Arena *arena, Str text)
{
	Parting parting = {.text = text};
	char **parts[] = {&parting.code, &parting.strings, &parting.includes};
	for (size_t part = 0; part < sizeof parts / sizeof *parts; part++) {
		*parts[part] = arena_allocate(arena, text.length + 1);
		for (size_t i = 0; i < text.length; i++)
			(*parts[part])[i] = text.data[i] == '\n' ? '\n' : ' ';
	}
	bool in_include = false;
	for (size_t i = 0; i < text.length;) {
		char character = text.data[i];
		bool line_starts = i == 0 || text.data[i - 1] == '\n';
		if (line_starts)
			in_include = is_include_line(str_slice(text, i, text.length));
		if (character == '/' && i + 1 < text.length && (text.data[i + 1] == '*' || text.data[i + 1] == '/')) {
			i = pass_comment(text, i);
		} else if (character == '"' || character == '\'') {
			i = pass_literal(&parting, i, in_include);
		} else {
			parting.code[i] = character;
			parting.includes[i] = character;
			i++;
		}
	}
	return (SourceText){
		.code = {.data = parting.code, .length = text.length},
		.strings = {.data = parting.strings, .length = text.length},
		.includes = {.data = parting.includes, .length = text.length},
	};
}

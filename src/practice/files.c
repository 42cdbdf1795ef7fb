/* The files of a release: two folders laid over each other, a council's file in place of common's of the same name.
 *
 * Only the folders and files that a release is made of are read; a folder that is none of them is named as a problem,
 * so that a misspelt one is not passed over in silence.
 */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "practice/internal.h"

static const Str READ_FOLDERS[] = {S_INIT("lists"), S_INIT("questions"), S_INIT("forms"), S_INIT("pathways"),
	S_INIT("letters"), S_INIT("words"), S_INIT("measures"), S_INIT("advice")};
/* Folders of a borough that are read by others. */
static const Str OTHER_FOLDERS[] = {S_INIT("demonstration"), S_INIT("rates")};
/* Facts of the nation that a release takes with it, found beside the boroughs. */
static const Str DATA_FILES[] = {S_INIT("data/bank-holidays.csv"), S_INIT("data/cld/codes.csv"),
	S_INIT("data/cld/map.csv"), S_INIT("data/measures/published.csv"), S_INIT("data/rates/rates.csv"),
	S_INIT("data/rates/income.csv"), S_INIT("data/rates/capital.csv")};

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

typedef struct FileReading {
	Practice *practice;
	Str folder;
	Problems *problems;
	Arena *arena;
} FileReading;

static bool str_among(Str text, const Str *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(text, list[i]))
			return true;
	return false;
}

static void file_fault(const FileReading *reading, Str name, const char *message)
{
	Status added = problems_add(reading->problems, (Problem){.file = name, .message = str_from_c(message)});
	(void)added; /* counted in problems */
}

/* Puts the file where one of the same path stood, or after the last. */
static void files_put(const FileReading *reading, PracticeFile file)
{
	Practice *practice = reading->practice;
	for (size_t i = 0; i < practice->file_count; i++) {
		if (str_equal(practice->files[i].path, file.path)) {
			practice->files[i] = file;
			return;
		}
	}
	if (practice->file_count == PRACTICE_FILES_MAX) {
		file_fault(reading, file.name, "This release has more files than the 500 that are read.");
		return;
	}
	practice->files[practice->file_count++] = file;
}

/* The whole text of a file. STATUS_NOT_FOUND when there is none; STATUS_FULL when it is over the limit. */
static Status file_text(Arena *arena, Str name, Str *out)
{
	FILE *file = fopen(str_c(arena, name), "rb");
	if (file == NULL)
		return errno == ENOENT ? STATUS_NOT_FOUND : STATUS_FAILED;
	char *bytes = arena_allocate(arena, PRACTICE_FILE_BYTES_MAX + 1);
	size_t length = fread(bytes, 1, PRACTICE_FILE_BYTES_MAX + 1, file);
	bool failed = ferror(file) != 0;
	(void)fclose(file);
	if (failed)
		return STATUS_FAILED;
	if (length > PRACTICE_FILE_BYTES_MAX)
		return STATUS_FULL;
	*out = (Str){.data = bytes, .length = length};
	return STATUS_OK;
}

static void file_add(const FileReading *reading, Str path, Str name)
{
	Arena scratch;
	arena_init(&scratch, (size_t)8 * PRACTICE_FILE_BYTES_MAX);
	Str text = {0};
	Status status = file_text(&scratch, name, &text);
	if (status == STATUS_FULL)
		file_fault(reading, name, "This file is over 1 MB. Cut it into smaller ones.");
	else if (status != STATUS_OK)
		file_fault(reading, name, "This file cannot be read.");
	else
		files_put(reading, (PracticeFile){.path = path, .name = name, .text = str_copy(reading->arena, text)});
	arena_clear(&scratch);
}

static void folder_read(const FileReading *reading, Str part);

static void entry_read(const FileReading *reading, Str part, Str entry)
{
	Arena *arena = reading->arena;
	if (str_starts_with(entry, S(".")))
		return;
	Str path = part.length == 0 ? entry : str_format(arena, "%.*s/%.*s", STR_ARG(part), STR_ARG(entry));
	Str name = str_format(arena, "%.*s/%.*s", STR_ARG(reading->folder), STR_ARG(path));
	struct stat about;
	if (stat(str_c(arena, name), &about) != 0) {
		file_fault(reading, name, "This file cannot be read.");
		return;
	}
	if (!S_ISDIR(about.st_mode)) {
		if (str_ends_with(entry, str_equal(part, S("advice")) ? S(".md") : S(".yaml")))
			file_add(reading, path, name);
		return;
	}
	if (part.length == 0 && str_among(entry, READ_FOLDERS, COUNT_OF(READ_FOLDERS)))
		folder_read(reading, entry);
	else if (part.length > 0 || !str_among(entry, OTHER_FOLDERS, COUNT_OF(OTHER_FOLDERS)))
		file_fault(reading, name, "A release has the folders lists, questions, forms, pathways, letters, words, measures and advice. "
			"This folder is none of them.");
}

static void folder_read(const FileReading *reading, Str part)
{
	Arena *arena = reading->arena;
	Str name = part.length == 0 ? reading->folder
		: str_format(arena, "%.*s/%.*s", STR_ARG(reading->folder), STR_ARG(part));
	DIR *folder = opendir(str_c(arena, name));
	if (folder == NULL) {
		file_fault(reading, name, "This folder cannot be read.");
		return;
	}
	for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder))
		entry_read(reading, part, str_copy(arena, str_from_c(entry->d_name)));
	(void)closedir(folder);
}

/* boroughs/common stands beside data: two folders up. Absent files are no problem: then nothing is known of them. */
static void data_read(const FileReading *reading)
{
	for (size_t i = 0; i < COUNT_OF(DATA_FILES); i++) {
		Str name = str_format(reading->arena, "%.*s/../../%.*s", STR_ARG(reading->folder), STR_ARG(DATA_FILES[i]));
		struct stat about;
		if (stat(str_c(reading->arena, name), &about) == 0)
			file_add(reading, DATA_FILES[i], name);
	}
}

static int compare_paths(const void *left, const void *right)
{
	return str_compare(((const PracticeFile *)left)->path, ((const PracticeFile *)right)->path);
}

void practice_files_sort(Practice *practice)
{
	if (practice->file_count > 0)
		qsort(practice->files, practice->file_count, sizeof *practice->files, compare_paths);
}

Status practice_files_read(Practice *practice, Str common_folder, Str council_folder, Problems *problems)
{
	size_t before = problems->total;
	practice->files = ARENA_ARRAY(practice->arena, PracticeFile, PRACTICE_FILES_MAX);
	FileReading reading = {
		.practice = practice, .folder = common_folder, .problems = problems, .arena = practice->arena};
	folder_read(&reading, (Str){0});
	data_read(&reading);
	practice_changes_refuse(practice, problems);
	if (!str_is_empty(council_folder)) {
		reading.folder = council_folder;
		folder_read(&reading, (Str){0});
		practice_changes_apply(practice, common_folder, problems);
	}
	practice_files_sort(practice);
	return problems->total == before ? STATUS_OK : STATUS_INVALID;
}

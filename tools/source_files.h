/* The project's own text files, for the house checks: walking the tree, reading a file, and C text with its comments
 * and strings told apart from its code.
 *
 * Not a C parser: it knows comments, string and character literals, and nothing else of the language.
 */
#ifndef KITH_TOOLS_SOURCE_FILES_H
#define KITH_TOOLS_SOURCE_FILES_H

#include "base/problems.h"

enum {
	SOURCE_FILES_MAX = 20000,
	SOURCE_DEPTH_MAX = 16,
	SOURCE_FILE_BYTES_MAX = 4 * 1024 * 1024,
};

typedef struct SourceFiles {
	Str *paths; /* relative to the root, with '/', in byte order */
	size_t count;
} SourceFiles;

/* Every regular file under root/folder; folders whose name starts with '.' and node_modules are left out, and so is
 * what the project keeps but did not write (tests/output). A folder that is not there gives no file. */
Status source_files_list(Arena *arena, const char *root, const char *folder, SourceFiles *out) MUST_USE;

/* The whole file. STATUS_FAILED when it cannot be read, STATUS_FULL when it is larger than the limit. */
Status source_file_load(Arena *arena, const char *root, Str path, Str *out) MUST_USE;

/* The same text three times, each as long as the text, with line feeds kept and everything else blank but its part. */
typedef struct SourceText {
	Str code;     /* without comments and without what stands between quotes; the quotes stay */
	Str strings;  /* only what stands between double quotes */
	Str includes; /* code, but with the names between quotes on lines that start with #include */
} SourceText;

SourceText source_text_part(Arena *arena, Str text);

/* Is there word at text[at], with no identifier character before or after it? */
bool source_word_at(Str text, size_t at, Str word);

#endif

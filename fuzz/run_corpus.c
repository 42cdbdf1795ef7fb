/* Runs a fuzz target over its corpus without a fuzzer: every file as it is, and cut off after each of its bytes.
 *
 * run_corpus DIRECTORY: exits 0 when all went through, 1 when there was nothing to run. What a target finds wrong, it
 * asserts.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/fuzz_target.h"

enum { INPUT_BYTES_MAX = 64 * 1024, CUT_BYTES_MAX = 2048, PATH_BYTES_MAX = 4096 };

static int run_file(const char *directory, const char *name)
{
	char path[PATH_BYTES_MAX];
	int length = snprintf(path, sizeof path, "%s/%s", directory, name);
	FILE *in = length > 0 && (size_t)length < sizeof path ? fopen(path, "rb") : NULL;
	if (in == NULL)
		return 0;
	unsigned char *input = malloc(INPUT_BYTES_MAX);
	size_t bytes = input == NULL ? 0 : fread(input, 1, INPUT_BYTES_MAX, in);
	(void)fclose(in);
	for (size_t cut = 0; cut <= bytes; cut++) {
		if (cut < bytes && cut > CUT_BYTES_MAX)
			continue;
		/* A copy of just that length, so that reading past its end is seen. */
		unsigned char *piece = malloc(cut + 1);
		if (piece == NULL)
			break;
		unsigned char *exact = realloc(piece, cut == 0 ? 1 : cut);
		memcpy(exact == NULL ? piece : exact, input, cut);
		(void)LLVMFuzzerTestOneInput(exact == NULL ? piece : exact, cut);
		free(exact == NULL ? piece : exact);
	}
	free(input);
	return 1;
}

int main(int count, char **arguments)
{
	int files = 0;
	if (count != 2) {
		(void)fprintf(stderr, "usage: run_corpus DIRECTORY\n");
		return 2;
	}
	DIR *directory = opendir(arguments[1]);
	if (directory == NULL) {
		(void)fprintf(stderr, "run_corpus: %s cannot be read\n", arguments[1]);
		return 1;
	}
	for (const struct dirent *entry = readdir(directory); entry != NULL; entry = readdir(directory)) {
		if (entry->d_name[0] != '.')
			files += run_file(arguments[1], entry->d_name);
	}
	(void)closedir(directory);
	(void)printf("%d files\n", files);
	return files > 0 ? 0 : 1;
}

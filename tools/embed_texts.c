/* Build time only: writes small data files as one C source, so that a program carries them wherever it is run.
 *
 * embed_texts OUT.c HEADER NAME FILE [NAME FILE…]: each FILE becomes `const Str NAME`, declared in HEADER.
 */
#include <stdio.h>
#include <stdlib.h>

enum { TEXT_BYTES_MAX = 4 * 1024 * 1024, BYTES_A_LINE = 24 };

static _Noreturn void fail(const char *what, const char *name)
{
	(void)fprintf(stderr, "embed_texts: %s: %s\n", what, name);
	exit(1);
}

static void write_text(FILE *out, const char *name, const char *path)
{
	FILE *in = fopen(path, "rb");
	if (in == NULL)
		fail("cannot open", path);
	(void)fprintf(out, "\nstatic const unsigned char BYTES_OF_%s[] = {", name);
	size_t length = 0;
	for (int byte = fgetc(in); byte != EOF; byte = fgetc(in)) {
		(void)fprintf(out, "%s%d,", length % BYTES_A_LINE == 0 ? "\n\t" : " ", byte);
		if (++length > TEXT_BYTES_MAX)
			fail("too long", path);
	}
	if (ferror(in) != 0 || length == 0)
		fail("cannot read, or empty", path);
	(void)fclose(in);
	(void)fprintf(out, "\n};\nconst Str %s = {.data = (const char *)BYTES_OF_%s, .length = sizeof BYTES_OF_%s};\n", name, name,
		name);
}

int main(int argc, char **argv)
{
	if (argc < 5 || argc % 2 == 0)
		fail("usage", "OUT.c HEADER NAME FILE [NAME FILE…]");
	FILE *out = fopen(argv[1], "w");
	if (out == NULL)
		fail("cannot write", argv[1]);
	(void)fprintf(out, "/* Made by embed_texts from files of data/. */\n#include \"%s\"\n", argv[2]);
	for (int i = 3; i + 1 < argc; i += 2)
		write_text(out, argv[i], argv[i + 1]);
	if (fclose(out) != 0)
		fail("cannot write", argv[1]);
	return 0;
}

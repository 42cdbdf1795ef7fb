/* Build time only: writes the files of assets/ as one C source, with their gzip form and one hash over all of them.
 *
 * embed_assets OUT.c ROOT NAME… : each NAME is a path under ROOT. Names are sorted by the caller, so that the same
 * files give the same source.
 */
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { ASSET_BYTES_MAX = 8 * 1024 * 1024, PATH_BYTES_MAX = 4096, HASH_BYTES = 6, BYTES_A_LINE = 24 };

typedef struct File {
	unsigned char *bytes;
	size_t length;
} File;

static const struct {
	const char *ending;
	const char *media_type;
} MEDIA_TYPES[] = {
	{".css", "text/css; charset=utf-8"},
	{".js", "text/javascript; charset=utf-8"},
	{".svg", "image/svg+xml"},
	{".json", "application/json"},
	{".geojson", "application/geo+json"},
	{".webmanifest", "application/manifest+json"},
	{".txt", "text/plain; charset=utf-8"},
	{".png", "image/png"},
	{".ico", "image/x-icon"},
	{".woff2", "font/woff2"},
};

static _Noreturn void fail(const char *what, const char *name)
{
	(void)fprintf(stderr, "embed_assets: %s: %s\n", what, name);
	exit(1);
}

static const char *media_type_find(const char *name)
{
	size_t length = strlen(name);
	for (size_t i = 0; i < sizeof MEDIA_TYPES / sizeof MEDIA_TYPES[0]; i++) {
		size_t ending = strlen(MEDIA_TYPES[i].ending);
		if (length > ending && strcmp(name + length - ending, MEDIA_TYPES[i].ending) == 0)
			return MEDIA_TYPES[i].media_type;
	}
	fail("a file of a kind that has no media type here", name);
}

static File file_load(const char *root, const char *name)
{
	char path[PATH_BYTES_MAX];
	int length = snprintf(path, sizeof path, "%s/%s", root, name);
	if (length < 0 || (size_t)length >= sizeof path || strpbrk(name, "\"\\") != NULL)
		fail("a name that cannot be used", name);
	FILE *in = fopen(path, "rb");
	File file = {.bytes = malloc(ASSET_BYTES_MAX)};
	if (in == NULL || file.bytes == NULL)
		fail("cannot be read", name);
	file.length = fread(file.bytes, 1, ASSET_BYTES_MAX, in);
	if (ferror(in) != 0 || file.length == ASSET_BYTES_MAX)
		fail("cannot be read whole", name);
	(void)fclose(in);
	return file;
}

/* Empty when it would not be a tenth smaller: fonts and pictures are packed already. */
static File file_pack(const File *file)
{
	z_stream stream = {0};
	File packed = {0};
	enum { GZIP_WINDOW = 15 + 16 };
	if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, GZIP_WINDOW, 9, Z_DEFAULT_STRATEGY) != Z_OK)
		fail("zlib cannot start", "");
	size_t room = deflateBound(&stream, (uLong)file->length);
	packed.bytes = malloc(room);
	if (packed.bytes == NULL)
		fail("no memory", "");
	stream.next_in = file->bytes;
	stream.avail_in = (uInt)file->length;
	stream.next_out = packed.bytes;
	stream.avail_out = (uInt)room;
	if (deflate(&stream, Z_FINISH) != Z_STREAM_END)
		fail("zlib cannot pack", "");
	packed.length = stream.total_out;
	(void)deflateEnd(&stream);
	if (packed.length > file->length - file->length / 10)
		packed.length = 0;
	return packed;
}

static void write_bytes(FILE *out, const char *name, int index, const File *file)
{
	if (file->length == 0)
		return;
	(void)fprintf(out, "static const unsigned char %s_%d[] = {", name, index);
	for (size_t i = 0; i < file->length; i++)
		(void)fprintf(out, "%s%u,", i % BYTES_A_LINE == 0 ? "\n" : "", file->bytes[i]);
	(void)fprintf(out, "\n};\n");
}

static void write_entry(FILE *out, const char *name, const char *hash, int index, const File *file, const File *packed)
{
	(void)fprintf(out, "\t{.name = S_INIT(\"%s\"), .path = S_INIT(\"/assets/%s/%s\"), .media_type = S_INIT(\"%s\")",
		name, hash, name, media_type_find(name));
	if (file->length > 0)
		(void)fprintf(out, ",\n\t\t.bytes = {.data = (const char *)bytes_%d, .length = sizeof bytes_%d}", index, index);
	if (packed->length > 0)
		(void)fprintf(out, ",\n\t\t.gzip = {.data = (const char *)gzip_%d, .length = sizeof gzip_%d}", index, index);
	(void)fprintf(out, "},\n");
}

static void write_source(FILE *out, const char *root, char **names, int count)
{
	File *files = calloc((size_t)count, sizeof *files);
	File *packed = calloc((size_t)count, sizeof *packed);
	unsigned char digest[crypto_hash_sha256_BYTES];
	char hash[2 * HASH_BYTES + 1];
	crypto_hash_sha256_state state;
	if (files == NULL || packed == NULL)
		fail("no memory", "");
	(void)crypto_hash_sha256_init(&state);
	(void)fprintf(out, "/* Written by tools/embed_assets.c from assets/. */\n#include \"web/assets_data.h\"\n\n");
	for (int i = 0; i < count; i++) {
		files[i] = file_load(root, names[i]);
		packed[i] = file_pack(&files[i]);
		(void)crypto_hash_sha256_update(&state, (const unsigned char *)names[i], strlen(names[i]) + 1);
		(void)crypto_hash_sha256_update(&state, files[i].bytes, files[i].length);
		write_bytes(out, "bytes", i, &files[i]);
		write_bytes(out, "gzip", i, &packed[i]);
	}
	(void)crypto_hash_sha256_final(&state, digest);
	(void)sodium_bin2hex(hash, sizeof hash, digest, HASH_BYTES);
	(void)fprintf(out, "const Asset ASSETS[] = {\n");
	for (int i = 0; i < count; i++) {
		write_entry(out, names[i], hash, i, &files[i], &packed[i]);
		free(files[i].bytes);
		free(packed[i].bytes);
	}
	(void)fprintf(out, "};\nconst size_t ASSET_COUNT = %d;\n", count);
	free(files);
	free(packed);
}

int main(int count, char **arguments)
{
	if (count < 4) {
		(void)fprintf(stderr, "usage: embed_assets OUT.c ROOT NAME...\n");
		return 2;
	}
	if (sodium_init() < 0)
		fail("libsodium cannot start", "");
	FILE *out = fopen(arguments[1], "w");
	if (out == NULL)
		fail("cannot be written", arguments[1]);
	write_source(out, arguments[2], arguments + 3, count - 3);
	if (fclose(out) != 0)
		fail("cannot be written", arguments[1]);
	return 0;
}

/* ustar: a header of 512 bytes, the file, zeros up to the next 512. */
#include "base/tar.h"

#include <assert.h>
#include <string.h>

enum { TAR_BLOCK = 512, TAR_CHECKSUM_AT = 148, TAR_CHECKSUM_BYTES = 8 };

/* A number in octal digits, so many of them, then a nul. */
static void number_put(char *at, int digits, uint64_t value)
{
	for (int i = digits - 1; i >= 0; i--, value /= 8)
		at[i] = (char)('0' + (int)(value % 8));
	at[digits] = '\0';
}

/* The folders stand apart from the name. */
static void path_put(char header[TAR_BLOCK], Str path)
{
	size_t name = path.length;
	while (name > 0 && path.data[name - 1] != '/')
		name--;
	assert(path.length - name > 0 && path.length - name <= TAR_NAME_BYTES_MAX && name <= TAR_FOLDER_BYTES_MAX);
	memcpy(header, path.data + name, path.length - name);
	if (name > 0)
		memcpy(header + 345, path.data, name - 1);
}

static const char FORMAT[] = {'u', 's', 't', 'a', 'r', '\0', '0', '0'};

static void header_make(char header[TAR_BLOCK], Str path, size_t length, Instant changed_at)
{
	memset(header, 0, TAR_BLOCK);
	path_put(header, path);
	number_put(header + 100, 7, 0644);  /* mode */
	number_put(header + 108, 7, 0);     /* owner and group */
	number_put(header + 116, 7, 0);
	number_put(header + 124, 11, length);
	number_put(header + 136, 11, (uint64_t)(changed_at / INSTANT_SECOND));
	header[156] = '0'; /* a plain file */
	memcpy(header + 257, FORMAT, sizeof FORMAT);
	memset(header + TAR_CHECKSUM_AT, ' ', TAR_CHECKSUM_BYTES);
	uint64_t sum = 0;
	for (size_t i = 0; i < TAR_BLOCK; i++)
		sum += (unsigned char)header[i];
	number_put(header + TAR_CHECKSUM_AT, 6, sum);
}

static void zeros_add(Buffer *out, size_t count)
{
	static const char ZEROS[TAR_BLOCK];
	buffer_add(out, (Str){.data = ZEROS, .length = count});
}

void tar_add(Buffer *out, Str path, Str text, Instant changed_at)
{
	char header[TAR_BLOCK];
	assert(changed_at >= 0);
	header_make(header, path, text.length, changed_at);
	buffer_add(out, (Str){.data = header, .length = TAR_BLOCK});
	buffer_add(out, text);
	zeros_add(out, (TAR_BLOCK - text.length % TAR_BLOCK) % TAR_BLOCK);
}

void tar_end(Buffer *out)
{
	zeros_add(out, TAR_BLOCK);
	zeros_add(out, TAR_BLOCK);
}

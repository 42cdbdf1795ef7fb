/* What the commands of kith link share: tables of people read from CSV, and results written as CSV. */
#ifndef KITH_CLI_LINK_FILES_H
#define KITH_CLI_LINK_FILES_H

#include <stdio.h>

#include "base/csv.h"
#include "engine/linkage/link_settings.h"

enum { LINK_NAMED_PROBLEMS_MAX = 20, LINK_SETTINGS_BYTES_MAX = 256 * 1024, LINK_MODEL_BYTES_MAX = 4 * 1024 * 1024 };

/* Reads one file into the table, a row at a time. Rows that cannot be read are named on standard error (the first of
 * them) and skipped; *skipped counts them. STATUS_INVALID with problems when the file or its header is wrong. */
Status link_file_read(const char *path, const LinkSettings *settings, LinkTable *table, size_t source, size_t *skipped,
	Problems *problems) MUST_USE;
/* A line on standard error about a row that was passed over. */
void link_name_row(Str file, uint32_t line, const char *reason, Str detail);

/* A CSV file written piece by piece; "-" is standard output. */
typedef struct LinkOut {
	FILE *file;
	Arena arena;
	Buffer buffer;
	Str path;
} LinkOut;

Status link_out_open(LinkOut *out, Str path, Problems *problems) MUST_USE;
void link_out_row(LinkOut *out, const Str *fields, size_t count);
void link_out_text(LinkOut *out, Str text);
/* STATUS_INVALID with a problem when something could not be written. */
Status link_out_close(LinkOut *out, Problems *problems) MUST_USE;

#endif

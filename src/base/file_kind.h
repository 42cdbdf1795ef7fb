/* What a file is, by its first bytes and its structure, never by its name or by what somebody says of it.
 *
 * Knows only the kinds that a council takes from people: everything else is unknown and is not kept. Not a check that a
 * file is harmless: what was let in is never run and never shown as a page.
 */
#ifndef KITH_BASE_FILE_KIND_H
#define KITH_BASE_FILE_KIND_H

#include "base/str.h"

typedef enum FileKind {
	FILE_UNKNOWN,
	FILE_PDF,
	FILE_JPEG,
	FILE_PNG,
	FILE_TEXT, /* UTF-8 without control characters but tab and line ends; at least one byte */
	FILE_DOCX, /* a word document without macros: a zip whose directory names the parts of one and nothing that runs */
} FileKind;

enum { FILE_KIND_ENTRIES_MAX = 4096 }; /* of a zip's directory; more is unknown */

FileKind file_kind_of(Str bytes);
Str file_kind_media_type(FileKind kind); /* "application/pdf"; "application/octet-stream" for unknown */
Str file_kind_ending(FileKind kind);     /* "pdf"; empty for unknown */
Str file_kind_words(FileKind kind);      /* "PDF", "photo (JPEG)" */

#endif

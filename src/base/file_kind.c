#include "base/file_kind.h"

#include <string.h>

/* Zip, as APPNOTE.TXT has it: the directory stands before the end record, all numbers little-endian. */
enum {
	ZIP_END_BYTES = 22,
	ZIP_COMMENT_MAX = 65535,
	ZIP_ENTRY_BYTES = 46,
	ZIP_FLAG_ENCRYPTED = 1,
};

static bool starts(Str bytes, const char *first, size_t length)
{
	return bytes.length >= length && memcmp(bytes.data, first, length) == 0;
}

static size_t number_at(Str bytes, size_t at, size_t width)
{
	size_t number = 0;
	for (size_t i = width; i-- > 0;)
		number = number << 8U | (unsigned char)bytes.data[at + i];
	return number;
}

static bool zip_find_end(Str bytes, size_t *end)
{
	size_t least = bytes.length > ZIP_END_BYTES + ZIP_COMMENT_MAX ? bytes.length - ZIP_END_BYTES - ZIP_COMMENT_MAX : 0;
	if (bytes.length < ZIP_END_BYTES)
		return false;
	for (size_t at = bytes.length - ZIP_END_BYTES + 1; at-- > least;)
		if (memcmp(bytes.data + at, "PK\5\6", 4) == 0 && number_at(bytes, at + 20, 2) == bytes.length - at - ZIP_END_BYTES) {
			*end = at;
			return true;
		}
	return false;
}

static bool name_runs(Str name)
{
	return str_ends_with(name, S("vbaProject.bin")) || str_contains(name, S("activeX/")) || str_contains(name, S(".."))
		|| str_ends_with(name, S(".exe")) || str_ends_with(name, S(".dll")) || str_ends_with(name, S(".js"));
}

/* The parts that every word document has, and nothing that a word processor would run. */
static bool is_docx(Str bytes)
{
	size_t end = 0;
	bool has_types = false;
	bool has_document = false;
	if (!starts(bytes, "PK\3\4", 4) || !zip_find_end(bytes, &end))
		return false;
	size_t entries = number_at(bytes, end + 10, 2);
	size_t at = number_at(bytes, end + 16, 4);
	if (entries > FILE_KIND_ENTRIES_MAX)
		return false;
	for (size_t i = 0; i < entries; i++) {
		if (at > end || end - at < ZIP_ENTRY_BYTES || memcmp(bytes.data + at, "PK\1\2", 4) != 0)
			return false;
		size_t name_bytes = number_at(bytes, at + 28, 2);
		size_t rest_bytes = number_at(bytes, at + 30, 2) + number_at(bytes, at + 32, 2);
		if (end - at - ZIP_ENTRY_BYTES < name_bytes + rest_bytes)
			return false;
		Str name = str_slice(bytes, at + ZIP_ENTRY_BYTES, at + ZIP_ENTRY_BYTES + name_bytes);
		if ((number_at(bytes, at + 8, 2) & ZIP_FLAG_ENCRYPTED) != 0 || name_runs(name))
			return false;
		has_types = has_types || str_equal(name, S("[Content_Types].xml"));
		has_document = has_document || str_equal(name, S("word/document.xml"));
		at += ZIP_ENTRY_BYTES + name_bytes + rest_bytes;
	}
	return has_types && has_document;
}

static bool is_text(Str bytes)
{
	for (size_t i = 0; i < bytes.length; i++) {
		unsigned char c = (unsigned char)bytes.data[i];
		if ((c < ' ' && c != '\t' && c != '\n' && c != '\r') || c == 0x7F)
			return false;
	}
	return bytes.length > 0 && str_is_utf8(bytes);
}

FileKind file_kind_of(Str bytes)
{
	if (starts(bytes, "%PDF-", 5))
		return FILE_PDF;
	if (starts(bytes, "\xFF\xD8\xFF", 3))
		return FILE_JPEG;
	if (starts(bytes, "\x89PNG\r\n\x1A\n", 8))
		return FILE_PNG;
	if (is_docx(bytes))
		return FILE_DOCX;
	return is_text(bytes) ? FILE_TEXT : FILE_UNKNOWN;
}

static const struct {
	Str media_type;
	Str ending;
	Str words;
} KINDS[] = {
	[FILE_UNKNOWN] = {S_INIT("application/octet-stream"), S_INIT(""), S_INIT("unknown")},
	[FILE_PDF] = {S_INIT("application/pdf"), S_INIT("pdf"), S_INIT("PDF")},
	[FILE_JPEG] = {S_INIT("image/jpeg"), S_INIT("jpg"), S_INIT("photo (JPEG)")},
	[FILE_PNG] = {S_INIT("image/png"), S_INIT("png"), S_INIT("picture (PNG)")},
	[FILE_TEXT] = {S_INIT("text/plain; charset=utf-8"), S_INIT("txt"), S_INIT("plain text")},
	[FILE_DOCX] = {S_INIT("application/vnd.openxmlformats-officedocument.wordprocessingml.document"), S_INIT("docx"),
		S_INIT("Word document")},
};

Str file_kind_media_type(FileKind kind)
{
	return KINDS[kind].media_type;
}

Str file_kind_ending(FileKind kind)
{
	return KINDS[kind].ending;
}

Str file_kind_words(FileKind kind)
{
	return KINDS[kind].words;
}

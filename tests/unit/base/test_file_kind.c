/* What a file is, its bytes say; what might run is not taken. */
#include "unit_test.h"

#include "base/buffer.h"
#include "base/file_kind.h"

static void number(Buffer *out, unsigned value, size_t width)
{
	for (size_t i = 0; i < width; i++)
		buffer_add_character(out, (char)(value >> (8 * i) & 255U));
}

/* A zip with an empty file for each name; only its directory is read. */
static Str zip_of(Arena *arena, const char *const *names, size_t count, unsigned flags)
{
	Buffer out = buffer_make(arena, 64 * 1024);
	buffer_add(&out, (Str){.data = "PK\3\4", .length = 4});
	size_t start = out.length;
	for (size_t i = 0; i < count; i++) {
		Str name = str_from_c(names[i]);
		buffer_add(&out, (Str){.data = "PK\1\2", .length = 4});
		number(&out, 20, 2);
		number(&out, 20, 2);
		number(&out, flags, 2);
		number(&out, 0, 4);
		number(&out, 0, 4);
		number(&out, 0, 4);
		number(&out, 0, 4);
		number(&out, 0, 2);
		number(&out, (unsigned)name.length, 2);
		number(&out, 0, 2);
		number(&out, 0, 2);
		number(&out, 0, 4);
		number(&out, 0, 4);
		number(&out, 0, 4);
		buffer_add(&out, name);
	}
	size_t end = out.length;
	buffer_add(&out, (Str){.data = "PK\5\6", .length = 4});
	number(&out, 0, 4);
	number(&out, (unsigned)count, 2);
	number(&out, (unsigned)count, 2);
	number(&out, (unsigned)(end - start), 4);
	number(&out, (unsigned)start, 4);
	number(&out, 0, 2);
	return buffer_str(&out);
}

static void test_pictures_papers_and_plain_text_are_known_by_their_bytes(void **state)
{
	(void)state;
	assert_int_equal(file_kind_of(S("%PDF-1.7\nrest")), FILE_PDF);
	assert_int_equal(file_kind_of(S("\xFF\xD8\xFF\xE0 rest")), FILE_JPEG);
	assert_int_equal(file_kind_of(S("\x89PNG\r\n\x1A\n rest")), FILE_PNG);
	assert_int_equal(file_kind_of(S("She said: \xC2\xA3""40 a week\r\n\tand more")), FILE_TEXT);
}

static void test_what_is_something_else_is_unknown(void **state)
{
	(void)state;
	assert_int_equal(file_kind_of(S("")), FILE_UNKNOWN);
	assert_int_equal(file_kind_of((Str){.data = "MZ\0\0", .length = 4}), FILE_UNKNOWN);
	assert_int_equal(file_kind_of((Str){.data = "text\0more", .length = 9}), FILE_UNKNOWN);
	assert_int_equal(file_kind_of(S("not \xC3\x28 utf-8")), FILE_UNKNOWN);
	assert_int_equal(file_kind_of(S("GIF89a\x01\x02")), FILE_UNKNOWN);
	assert_int_equal(file_kind_of(S(" %PDF-1.7\x01")), FILE_UNKNOWN);
}

static void test_a_word_document_is_a_zip_with_its_parts_and_without_macros(void **state)
{
	(void)state;
	Arena arena;
	static const char *const PLAIN[] = {"[Content_Types].xml", "_rels/.rels", "word/document.xml"};
	static const char *const MACRO[] = {"[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"};
	static const char *const OTHER[] = {"[Content_Types].xml", "xl/workbook.xml"};
	static const char *const PROGRAM[] = {"[Content_Types].xml", "word/document.xml", "word/setup.exe"};
	arena_init(&arena, 1024 * 1024);
	assert_int_equal(file_kind_of(zip_of(&arena, PLAIN, 3, 0)), FILE_DOCX);
	assert_int_equal(file_kind_of(zip_of(&arena, MACRO, 3, 0)), FILE_UNKNOWN);
	assert_int_equal(file_kind_of(zip_of(&arena, OTHER, 2, 0)), FILE_UNKNOWN);
	assert_int_equal(file_kind_of(zip_of(&arena, PROGRAM, 3, 0)), FILE_UNKNOWN);
	assert_int_equal(file_kind_of(zip_of(&arena, PLAIN, 3, 1)), FILE_UNKNOWN); /* encrypted: nobody could look */
	Str whole = zip_of(&arena, PLAIN, 3, 0);
	for (size_t length = 0; length < whole.length; length++)
		assert_int_not_equal(file_kind_of(str_slice(whole, 0, length)), FILE_DOCX);
	arena_clear(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pictures_papers_and_plain_text_are_known_by_their_bytes),
		cmocka_unit_test(test_what_is_something_else_is_unknown),
		cmocka_unit_test(test_a_word_document_is_a_zip_with_its_parts_and_without_macros),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

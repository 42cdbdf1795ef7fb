#include "unit_test.h"

#include <string.h>

#include "base/csv.h"
#include "base/random.h"

static Arena arena;
static const CsvLimits LIMITS = {.columns_most = 5, .field_bytes_most = 20};

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, 64U << 20U);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

/* Every row as "line:[field][field]", bad ones as "!line", from a reader. */
static const char *rows_of(CsvReader *reader, Problems *problems)
{
	Buffer out = buffer_make(&arena, 1 << 20);
	CsvRow row = {0};
	for (;;) {
		size_t before = problems->total;
		Status status = csv_next_row(reader, &row);
		if (status == STATUS_NOT_FOUND)
			return str_c(&arena, buffer_str(&out));
		assert_int_equal(status == STATUS_INVALID, problems->total == before + 1);
		if (status == STATUS_INVALID) {
			buffer_add_format(&out, "!%u ", problems->items[problems->count - 1].line);
			continue;
		}
		assert_ok(status);
		buffer_add_format(&out, "%u:", row.line);
		for (size_t i = 0; i < row.count; i++)
			buffer_add_format(&out, "[%.*s]", STR_ARG(row.fields[i]));
		buffer_add_character(&out, ' ');
	}
}

static const char *rows_of_file(Str text)
{
	FILE *file = tmpfile();
	assert_non_null(file);
	assert_int_equal(fwrite(text.data, 1, text.length, file), text.length);
	rewind(file);
	Problems problems = problems_make(&arena);
	CsvReader reader;
	csv_open_file(&reader, &arena, S("f"), file, LIMITS, &problems);
	const char *rows = rows_of(&reader, &problems);
	assert_int_equal(fclose(file), 0);
	return rows;
}

static const char *rows_of_text(Str text)
{
	Problems problems = problems_make(&arena);
	CsvReader reader;
	csv_open_text(&reader, &arena, S("f"), text, LIMITS, &problems);
	return rows_of(&reader, &problems);
}

static void test_rows_are_read_as_rfc_4180_has_them(void **state)
{
	(void)state;
	const struct { const char *text; const char *rows; } cases[] = {
		{"", ""}, {"\n\r\n\n", ""}, {"a", "1:[a] "}, {"a,b\nc,d\n", "1:[a][b] 2:[c][d] "},
		{"a,b\r\nc,d\r\n", "1:[a][b] 2:[c][d] "}, {"a,b\rc,d", "1:[a][b] 2:[c][d] "}, {",\n", "1:[][] "},
		{"\xEF\xBB\xBF" "a,b", "1:[a][b] "}, {"\"a,\"\"b\"\"\",c\n", "1:[a,\"b\"][c] "},
		{"\"one\ntwo\r\nthree\",x\ny\n", "1:[one\ntwo\r\nthree][x] 4:[y] "}, {"\"\"\n", "1:[] "},
		{"a, b ,\n\nc", "1:[a][ b ][] 3:[c] "},
		{"\"a\"x,b\nc\n", "!1 2:[c] "}, {"a\"b\nc\n", "!1 2:[c] "}, {"x\n\"a\nb", "1:[x] !2 "},
		{"a\n\xFF\nb", "1:[a] !2 3:[b] "},
		{"1,2,3,4,5\n1,2,3,4,5,6\n7", "1:[1][2][3][4][5] !2 3:[7] "},
		{"12345678901234567890\n123456789012345678901\nb", "1:[12345678901234567890] !2 3:[b] "},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		assert_string_equal(rows_of_text(str_from_c(cases[i].text)), cases[i].rows);
		assert_string_equal(rows_of_file(str_from_c(cases[i].text)), cases[i].rows);
	}
}

static void test_a_file_larger_than_a_piece_is_read_whole(void **state)
{
	(void)state;
	Buffer text = buffer_make(&arena, 4 << 20);
	for (int i = 0; i < 20000; i++)
		buffer_add_format(&text, "%d,\"x\n\"\"%d\"\r\n", i, i);
	assert_string_equal(rows_of_file(buffer_str(&text)), rows_of_text(buffer_str(&text)));
}

static void test_the_header_names_columns_and_fixes_their_number(void **state)
{
	(void)state;
	Problems problems = problems_make(&arena);
	CsvReader reader;
	CsvRow row = {0};
	size_t column = 0;
	csv_open_text(&reader, &arena, S("f"), S("Date, Name \n2026-01-01,x\n1\n"), LIMITS, &problems);
	assert_ok(csv_read_header(&reader));
	assert_int_equal(csv_column(&reader, S("name")), 1);
	assert_true(csv_column(&reader, S("nam")) == CSV_COLUMN_NONE);
	assert_ok(csv_require_column(&reader, S("date"), &column));
	assert_ok(csv_next_row(&reader, &row));
	assert_str(&arena, csv_field(&row, column), "2026-01-01");
	assert_int_equal(csv_field(&row, CSV_COLUMN_NONE).length, 0);
	assert_status(csv_next_row(&reader, &row), STATUS_INVALID);
	assert_str(&arena, problems.items[0].message, "this row has 1 fields; the header has 2");
	assert_int_equal(problems.items[0].line, 3);
	assert_status(csv_require_column(&reader, S("postcode"), &column), STATUS_INVALID);
	const char *const wrong[] = {"", "a,A\n", "a,\n"};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		csv_open_text(&reader, &arena, S("f"), str_from_c(wrong[i]), LIMITS, &problems);
		assert_status(csv_read_header(&reader), STATUS_INVALID);
	}
}

static const char *written(const char *first, const char *second, CsvStyle style)
{
	Buffer out = buffer_make(&arena, 1 << 16);
	csv_write_row(&out, (const Str[]){str_from_c(first), str_from_c(second)}, 2, style);
	return str_c(&arena, buffer_str(&out));
}

static void test_fields_are_quoted_when_needed_and_guarded_when_asked(void **state)
{
	(void)state;
	const CsvStyle plain = {.line_feed_only = true};
	const CsvStyle guarded = {.line_feed_only = true, .guards_formulas = true};
	assert_string_equal(written("a", "b", (CsvStyle){0}), "a,b\r\n");
	assert_string_equal(written("a,b", "c\"d", plain), "\"a,b\",\"c\"\"d\"\n");
	assert_string_equal(written("=1+1", "@x", plain), "=1+1,@x\n");
	assert_string_equal(written("=1+1", "@x", guarded), "'=1+1,'@x\n");
	assert_string_equal(written("-3.50", "-2+3", guarded), "-3.50,'-2+3\n");
	assert_string_equal(written("\tx", "\rx", guarded), "'\tx,\"'\rx\"\n");
	assert_string_equal(written("-", "+1.2.3", guarded), "'-,'+1.2.3\n");
	assert_string_equal(written("\n=1", "\xEF\xBC\x9D" "1+1", guarded), "\"'\n=1\",'\xEF\xBC\x9D" "1+1\n");
}

static void test_what_is_written_reads_back_the_same(void **state)
{
	(void)state;
	static const char PIECES[] = "ab,\"\n\r =-";
	RandomStream stream = random_stream(3, S("csv"));
	for (int round = 0; round < 3000; round++) {
		char bytes[3][8];
		Str fields[3];
		size_t count = 1 + random_below(&stream, 3);
		for (size_t i = 0; i < count; i++) {
			fields[i] = (Str){.data = bytes[i], .length = random_below(&stream, 8)};
			for (size_t j = 0; j < fields[i].length; j++)
				bytes[i][j] = PIECES[random_below(&stream, sizeof PIECES - 1)];
		}
		Buffer out = buffer_make(&arena, 1 << 16);
		csv_write_row(&out, fields, count, (CsvStyle){.line_feed_only = round % 2 == 0});
		Problems problems = problems_make(&arena);
		CsvReader reader;
		CsvRow row = {0};
		csv_open_text(&reader, &arena, S("f"), buffer_str(&out), LIMITS, &problems);
		assert_ok(csv_next_row(&reader, &row));
		assert_int_equal(row.count, count);
		for (size_t i = 0; i < count; i++)
			assert_true(str_equal(row.fields[i], fields[i]));
		assert_status(csv_next_row(&reader, &row), STATUS_NOT_FOUND);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_rows_are_read_as_rfc_4180_has_them, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_file_larger_than_a_piece_is_read_whole, setup, teardown),
		cmocka_unit_test_setup_teardown(test_the_header_names_columns_and_fixes_their_number, setup, teardown),
		cmocka_unit_test_setup_teardown(test_fields_are_quoted_when_needed_and_guarded_when_asked, setup, teardown),
		cmocka_unit_test_setup_teardown(test_what_is_written_reads_back_the_same, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

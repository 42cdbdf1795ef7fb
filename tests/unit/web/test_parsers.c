#include "unit_test.h"

#include <string.h>

#include "web/cookie_parser.h"
#include "web/form_parser.h"
#include "web/multipart_parser.h"

static Arena arena;

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

static void test_a_form_is_decoded_in_its_order(void **state)
{
	(void)state;
	FormField *fields = NULL;
	size_t count = 0;
	assert_ok(form_parse(&arena, S("name=Si%C3%A2n+O%27Neill&&need=wash&need=dress=up&bare"), &fields, &count));
	assert_int_equal(count, 4);
	assert_str(&arena, fields[0].value, "Siân O'Neill");
	assert_str(&arena, fields[1].value, "wash");
	assert_str(&arena, fields[2].value, "dress=up");
	assert_str(&arena, fields[3].name, "bare");
	assert_int_equal(fields[3].value.length, 0);
}

static void test_text_comes_in_normal_form_without_control_characters(void **state)
{
	(void)state;
	FormField *fields = NULL;
	size_t count = 0;
	assert_ok(form_parse(&arena, S("a=Sia%CC%82n&b=one%0D%0Atwo%07"), &fields, &count));
	assert_str(&arena, fields[0].value, "Siân");
	assert_str(&arena, fields[1].value, "one\ntwo");
}

static void test_broken_encodings_are_refused(void **state)
{
	(void)state;
	const char *const wrong[] = {"a=%", "a=%4", "a=%zz", "%f=1", "a=%00", "a=%FF", "a=%C3", "a=%ED%A0%80", "\xC3=1"};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		FormField *fields = NULL;
		size_t count = 0;
		assert_status(form_parse(&arena, str_from_c(wrong[i]), &fields, &count), STATUS_INVALID);
	}
}

static void test_a_form_has_a_limit_of_fields(void **state)
{
	(void)state;
	char text[2 * (REQUEST_FIELDS_MAX + 1)];
	for (size_t i = 0; i < sizeof text; i += 2) {
		text[i] = 'a';
		text[i + 1] = '&';
	}
	FormField *fields = NULL;
	size_t count = 0;
	assert_ok(form_parse(&arena, (Str){.data = text, .length = sizeof text - 2}, &fields, &count));
	assert_int_equal(count, REQUEST_FIELDS_MAX);
	assert_status(form_parse(&arena, (Str){.data = text, .length = sizeof text}, &fields, &count), STATUS_FULL);
}

static void test_encoding_and_decoding_undo_each_other(void **state)
{
	(void)state;
	Str text = S("/people/1?a=b&c= +%é\n");
	Str decoded = {0};
	Str encoded = percent_encode(&arena, text);
	assert_ok(percent_decode(&arena, encoded, true, &decoded));
	assert_true(str_equal(decoded, text));
	assert_ok(percent_decode(&arena, S("a+b"), false, &decoded));
	assert_str(&arena, decoded, "a+b");
	assert_str(&arena, percent_encode(&arena, S("a b/é")), "a%20b%2F%C3%A9");
}

static void test_cookies_are_read_and_unreadable_ones_passed_over(void **state)
{
	(void)state;
	FormField *cookies = NULL;
	size_t count = 0;
	cookie_parse(&arena, S("kith-form=abc; other=\"x y\"; =1; noequals;a=b=c ; \xFF=1;"), &cookies, &count);
	assert_int_equal(count, 2);
	assert_str(&arena, cookies[0].value, "abc");
	assert_str(&arena, cookies[1].name, "a");
	assert_str(&arena, cookies[1].value, "b=c");
	char many[5 * (REQUEST_COOKIES_MAX + 9)];
	for (size_t i = 0; i < sizeof many; i += 5)
		memcpy(many + i, "a=b; ", 5);
	cookie_parse(&arena, (Str){.data = many, .length = sizeof many}, &cookies, &count);
	assert_int_equal(count, REQUEST_COOKIES_MAX);
}

static void test_the_boundary_is_read_from_the_content_type(void **state)
{
	(void)state;
	Str boundary = {0};
	assert_ok(multipart_boundary(S("multipart/form-data; boundary=--abc"), &boundary));
	assert_str(&arena, boundary, "--abc");
	assert_ok(multipart_boundary(S("Multipart/Form-Data; charset=utf-8; Boundary=\"a b\""), &boundary));
	assert_str(&arena, boundary, "a b");
	assert_status(multipart_boundary(S("multipart/form-data"), &boundary), STATUS_INVALID);
	assert_status(multipart_boundary(S("multipart/form-data; boundary="), &boundary), STATUS_INVALID);
	assert_status(multipart_boundary(S("multipart/mixed; boundary=a"), &boundary), STATUS_INVALID);
	assert_status(multipart_boundary(S("multipart/form-data; boundary="
		"12345678901234567890123456789012345678901234567890123456789012345678901"), &boundary), STATUS_INVALID);
}

static void test_a_multipart_form_gives_fields_and_files(void **state)
{
	(void)state;
	Str body = S("--x\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\none\r\ntwo\r\n"
		"--x\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a%22b;.png\"\r\n"
		"Content-Type: image/png\r\n\r\n"
		"\x89PNG\r\n--\0\xFF\r\n"
		"--x\r\nContent-Disposition: form-data; name=\"none\"; filename=\"\"\r\n"
		"Content-Type: application/octet-stream\r\n\r\n\r\n"
		"--x--\r\n");
	MultipartForm form = {0};
	assert_ok(multipart_parse(&arena, S("x"), body, &form));
	assert_int_equal(form.field_count, 1);
	assert_str(&arena, form.fields[0].value, "one\ntwo");
	assert_int_equal(form.file_count, 1);
	assert_str(&arena, form.files[0].field, "photo");
	assert_str(&arena, form.files[0].name, "a\"b;.png");
	assert_str(&arena, form.files[0].media_type, "image/png");
	assert_true(str_equal(form.files[0].bytes, S("\x89PNG\r\n--\0\xFF")));
}

static void test_multipart_that_is_not_well_formed_is_refused(void **state)
{
	(void)state;
	const char *const wrong[] = {
		"",
		"--x",
		"--x\r\n",
		"--y\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--y--",
		"--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1",
		"--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--xy",
		"--x\r\nContent-Disposition: form-data\r\n\r\n1\r\n--x--",
		"--x\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n1\r\n--x--",
		"--x\r\nContent-Disposition: form-data; name=\"a\r\n\r\n1\r\n--x--",
		"--x\r\nno colon here\r\n\r\n1\r\n--x--",
		"--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\xFF\r\n--x--",
		"--x\r\nContent-Disposition: form-data; name=\"\xFF\"\r\n\r\n1\r\n--x--",
	};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		MultipartForm form = {0};
		assert_status(multipart_parse(&arena, S("x"), str_from_c(wrong[i]), &form), STATUS_INVALID);
	}
}

static void test_a_multipart_form_has_a_limit_of_files(void **state)
{
	(void)state;
	Buffer body = buffer_make(&arena, 1 << 16);
	for (int i = 0; i <= REQUEST_FILES_MAX; i++)
		buffer_add(&body, S("--x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\n1\r\n"));
	buffer_add(&body, S("--x--"));
	MultipartForm form = {0};
	assert_status(multipart_parse(&arena, S("x"), buffer_str(&body), &form), STATUS_FULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_form_is_decoded_in_its_order),
		cmocka_unit_test(test_text_comes_in_normal_form_without_control_characters),
		cmocka_unit_test(test_broken_encodings_are_refused),
		cmocka_unit_test(test_a_form_has_a_limit_of_fields),
		cmocka_unit_test(test_encoding_and_decoding_undo_each_other),
		cmocka_unit_test(test_cookies_are_read_and_unreadable_ones_passed_over),
		cmocka_unit_test(test_the_boundary_is_read_from_the_content_type),
		cmocka_unit_test(test_a_multipart_form_gives_fields_and_files),
		cmocka_unit_test(test_multipart_that_is_not_well_formed_is_refused),
		cmocka_unit_test(test_a_multipart_form_has_a_limit_of_files),
	};
	return cmocka_run_group_tests_name("parsers", tests, setup, teardown);
}

/* The small part of Markdown: what becomes of it, what is refused and where, and that nothing of a text becomes markup. */
#include "unit_test.h"

#include "web/markdown.h"

static Arena arena;

static int begin(void **state)
{
	(void)state;
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

static Str field(const void *context, Str name)
{
	(void)context;
	return str_equal(name, S("phone_by_day")) ? S("<01632> & 1") : (Str){0};
}

static Str written(const char *text)
{
	Html out = html_make(&arena);
	markdown_write(&out, &arena, str_from_c(text), field, NULL);
	return html_finish(&out).html;
}

static void test_headings_lists_bold_and_links_become_ours(void **state)
{
	(void)state;
	assert_str(&arena, written("## What\n\nCall **now**, or\n_later_.\n\n- one [page](/check)\n- two\n\n1. first\n2. second\n"),
		"<h2 class=\"govuk-heading-m\">What</h2><p class=\"govuk-body\">Call <strong>now</strong>, or <em>later</em>.</p>"
		"<ul class=\"govuk-list govuk-list--bullet\"><li>one <a class=\"govuk-link\" href=\"/check\">page</a></li><li>two</li></ul>"
		"<ol class=\"govuk-list govuk-list--number\"><li>first</li><li>second</li></ol>");
	assert_str(&arena, written("### Small\n"), "<h3 class=\"govuk-heading-s\">Small</h3>");
}

static void test_fields_are_filled_and_escaped(void **state)
{
	(void)state;
	assert_str(&arena, written("Call {{phone_by_day}}.\n"), "<p class=\"govuk-body\">Call &lt;01632&gt; &amp; 1.</p>");
	assert_str(&arena, written("{{unknown}} and {{open\n"), "<p class=\"govuk-body\"> and {{open</p>");
}

static void test_html_and_scripts_never_come_through(void **state)
{
	(void)state;
	static const char *const BAD[] = {"<script>alert(1)</script>\n", "a <img src=x onerror=alert(1)> b\n", "![x](javascript:alert(1))\n",
		"[x](javascript:alert(1))\n", "[x](//evil.example)\n", "<javascript:alert(1)>\n", "[x](data:text/html,1)\n"};
	for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++) {
		Str html = written(BAD[i]);
		assert_false(str_contains(html, S("<script")));
		assert_false(str_contains(html, S("<img")));
		assert_false(str_contains(html, S("href=")));
		Problems problems = problems_make(&arena);
		assert_status(markdown_check(&arena, str_from_c(BAD[i]), S("page.md"), 1, field, NULL, &problems), STATUS_INVALID);
	}
}

static void test_what_cannot_be_shown_is_named_with_its_line(void **state)
{
	(void)state;
	static const struct { const char *text; uint32_t line; } BAD[] = {{"fine\n\n# Title\n", 12}, {"fine\n\n> quoted\n", 12},
		{"a\n\nb\n\n    code\n", 14}, {"#### too small\n", 10}, {"x `code` y\n", 10}, {"one\n\n***\n", 12}, {"{{nothing}}\n", 10}};
	for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++) {
		Problems problems = problems_make(&arena);
		assert_status(markdown_check(&arena, str_from_c(BAD[i].text), S("page.md"), 10, field, NULL, &problems), STATUS_INVALID);
		assert_int_equal(problems.count, 1);
		assert_int_equal(problems.items[0].line, BAD[i].line);
	}
	Problems none = problems_make(&arena);
	assert_ok(markdown_check(&arena,
		S("## A\n\nB [c](https://example.org) {{phone_by_day}}\n\n- d\n"), S("page.md"), 1, field, NULL, &none));
}

static void test_a_text_that_is_too_long_or_too_deep_is_refused(void **state)
{
	(void)state;
	Problems problems = problems_make(&arena);
	char *long_text = arena_allocate(&arena, MARKDOWN_BYTES_MAX + 1);
	for (size_t i = 0; i <= MARKDOWN_BYTES_MAX; i++)
		long_text[i] = 'a';
	Str text = {.data = long_text, .length = MARKDOWN_BYTES_MAX + 1};
	assert_status(markdown_check(&arena, text, S("page.md"), 1, NULL, NULL, &problems), STATUS_INVALID);
	assert_status(markdown_check(&arena, S("- a\n  - b\n    - c\n      - d\n        - e\n          - f\n"), S("page.md"), 1, NULL, NULL,
		&problems), STATUS_INVALID);
	for (size_t i = 0; i < 20000; i++)
		long_text[i] = '[';
	text.length = 20000;
	Html out = html_make(&arena);
	markdown_write(&out, &arena, text, NULL, NULL);
	assert_true(html_finish(&out).html.length > 0);
}

static void test_words_are_what_is_read(void **state)
{
	(void)state;
	assert_str(&arena, markdown_words(&arena, S("## One\n\nTwo **three** [four](/x)\nfive\n\n- six\n")), "One\nTwo three four five\nsix\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_headings_lists_bold_and_links_become_ours, begin, end),
		cmocka_unit_test_setup_teardown(test_fields_are_filled_and_escaped, begin, end),
		cmocka_unit_test_setup_teardown(test_html_and_scripts_never_come_through, begin, end),
		cmocka_unit_test_setup_teardown(test_what_cannot_be_shown_is_named_with_its_line, begin, end),
		cmocka_unit_test_setup_teardown(test_a_text_that_is_too_long_or_too_deep_is_refused, begin, end),
		cmocka_unit_test_setup_teardown(test_words_are_what_is_read, begin, end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

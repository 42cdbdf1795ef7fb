#include "unit_test.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "web/html.h"

static Arena arena;

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, 8 << 20);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

static void test_text_and_attributes_are_escaped(void **state)
{
	(void)state;
	Html out = html_make(&arena);
	html_open(&out, "p", ATTRIBUTES({"title", S("\"><script>&'")}));
	html_text(&out, S("<b>O'Brien & \"Sons\"</b>"));
	html_close(&out, "p");
	assert_str(&arena, html_finish(&out).html,
		"<p title=\"&quot;&gt;&lt;script&gt;&amp;&#39;\">&lt;b&gt;O&#39;Brien &amp; &quot;Sons&quot;&lt;/b&gt;</p>");
}

static void test_absent_bare_and_empty_attributes_differ(void **state)
{
	(void)state;
	Html out = html_make(&arena);
	html_void(&out, "input", ATTRIBUTES({"id", {0}}, {"checked", HTML_BARE}, {"value", S("")}));
	assert_str(&arena, html_finish(&out).html, "<input checked value=\"\"/>");
}

static void test_lines_keep_their_breaks_and_are_escaped(void **state)
{
	(void)state;
	Html out = html_make(&arena);
	html_lines(&out, S("one <1>\r\n\ntwo"));
	assert_str(&arena, html_finish(&out).html, "one &lt;1&gt;<br><br>two");
}

static void test_markup_goes_in_as_it_is(void **state)
{
	(void)state;
	Html inner = html_make(&arena);
	html_element(&inner, "b", NO_ATTRIBUTES, S("a < b"));
	Html out = html_make(&arena);
	html_open(&out, "p", NO_ATTRIBUTES);
	html_add(&out, html_finish(&inner));
	html_add(&out, markup_from_text(&arena, S(" & more")));
	html_close(&out, "p");
	assert_str(&arena, html_finish(&out).html, "<p><b>a &lt; b</b> &amp; more</p>");
	assert_true(markup_is_empty((Markup){0}));
	assert_true(markup_is_empty(markup_from_text(&arena, S(""))));
}

static void test_addresses_that_run_script_are_told_from_the_others(void **state)
{
	(void)state;
	assert_false(html_url_is_safe(S("javascript:alert(1)")));
	assert_false(html_url_is_safe(S("  JavaScript:alert(1)")));
	assert_false(html_url_is_safe(S("java\tscript\n:alert(1)")));
	assert_false(html_url_is_safe(S("data:text/html,x")));
	assert_true(html_url_is_safe(S("/people?about=javascript:")));
	assert_true(html_url_is_safe(S("https://example.org/")));
	assert_true(html_url_is_safe(S("mailto:care@example.org")));
	assert_true(html_url_is_safe(S("")));
}

static void close_in_the_wrong_order(void)
{
	Html out = html_make(&arena);
	html_open(&out, "div", NO_ATTRIBUTES);
	html_open(&out, "p", NO_ATTRIBUTES);
	html_close(&out, "div");
}

static void finish_with_an_open_element(void)
{
	Html out = html_make(&arena);
	html_open(&out, "div", NO_ATTRIBUTES);
	(void)html_finish(&out);
}

static void link_to_script(void)
{
	Html out = html_make(&arena);
	html_element(&out, "a", ATTRIBUTES({"href", S("javascript:alert(1)")}), S("x"));
}

static void test_mistakes_of_ours_end_the_process(void **state)
{
	(void)state;
	void (*const mistakes[])(void) = {close_in_the_wrong_order, finish_with_an_open_element, link_to_script};
	for (size_t i = 0; i < sizeof mistakes / sizeof mistakes[0]; i++) {
		pid_t child = fork();
		assert_true(child >= 0);
		if (child == 0) {
			(void)signal(SIGABRT, SIG_DFL);
			(void)close(STDERR_FILENO);
			mistakes[i]();
			_exit(0);
		}
		int how = 0;
		assert_int_equal(waitpid(child, &how, 0), child);
		assert_true(WIFSIGNALED(how) && WTERMSIG(how) == SIGABRT);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text_and_attributes_are_escaped),
		cmocka_unit_test(test_absent_bare_and_empty_attributes_differ),
		cmocka_unit_test(test_lines_keep_their_breaks_and_are_escaped),
		cmocka_unit_test(test_markup_goes_in_as_it_is),
		cmocka_unit_test(test_addresses_that_run_script_are_told_from_the_others),
		cmocka_unit_test(test_mistakes_of_ours_end_the_process),
	};
	return cmocka_run_group_tests_name("html", tests, setup, teardown);
}
